"""The named styles of a declaration: found by name, since Word and LibreOffice give styles new ids at will."""

from __future__ import annotations

import re
from copy import deepcopy
from enum import StrEnum
from functools import lru_cache

from drafter.document.table import Tint
from drafter.draft.layout import Colour, Kind, Level
from drafter.formats.docx.elements import Element, W, child, escaped, take_out
from drafter.formats.docx.package import own_part


class Style(StrEnum):
    """Every style that an export uses, by the name that a user sees in Word."""

    MASTHEAD = "Declaration Masthead"
    MASTHEAD_HEAD = "Declaration Masthead Head"
    TITLE = "Title"
    LEAD_IN = "Lead-in"
    OPENING_PARAGRAPH = "Opening Paragraph"
    HEADING = "heading 1"
    PREAMBULAR = "Preambular Paragraph"
    PREAMBULAR_CHAPEAU = "Preambular Chapeau"
    PREAMBULAR_1 = "Preambular Sub-paragraph 1"
    PREAMBULAR_2 = "Preambular Sub-paragraph 2"
    PREAMBULAR_3 = "Preambular Sub-paragraph 3"
    PREAMBULAR_4 = "Preambular Sub-paragraph 4"
    OPERATIVE = "Operative Paragraph"
    SUB_1 = "Sub-paragraph 1"
    SUB_2 = "Sub-paragraph 2"
    SUB_3 = "Sub-paragraph 3"
    SUB_4 = "Sub-paragraph 4"
    OPENING = "Opening Words"
    BRACKETS = "Square Brackets"
    NESTED = "Nested Brackets"
    ATTRIBUTION = "Attribution"
    LEAD_WORDS = "Lead-in Words"
    SOURCE_TAG = "Inline Source"
    STATUS = "Status Tag"
    LINK = "Hyperlink"
    INSERTED = "Inserted Words"
    DELETED = "Deleted Words"
    CONTENTS_HEADING = "TOC Heading"
    CONTENTS = "toc 1"
    COMMENT = "annotation text"
    COMMENT_MARK = "annotation reference"
    FOOTNOTE = "footnote text"
    FOOTNOTE_MARK = "footnote reference"
    HEADER = "header"
    HEADER_EVEN = "Header Even"
    HEADER_END = "Header End"
    FOOTER = "footer"
    FOOTER_EVEN = "Footer Even"
    ANNEX_HEADING = "Annex Heading"
    ANNEX_SUBHEADING = "heading 2"
    ANNEX_SUBHEADING_2 = "heading 3"
    ANNEX_SUBHEADING_3 = "heading 4"
    ANNEX_TEXT = "Annex Text"
    CAPTION = "caption"
    ANNEX_NOTE = "Annex Note"
    ITEM = "List Bullet"
    TABLE = "Table Grid"
    MATRIX = "Matrix Table"
    TABLE_SUBJECT = "Table Subject"
    TABLE_HEAD = "Table Head"
    TABLE_TEXT = "Table Text"
    TABLE_FIGURE = "Table Figure"
    MATRIX_TEXT = "Matrix Text"
    TOTAL = "Strong"


FORMER_NAMES = {
    "declaration title": Style.TITLE,
    "annex subheading": Style.ANNEX_SUBHEADING,
    "annex subheading 2": Style.ANNEX_SUBHEADING_2,
    "list item": Style.ITEM,
    "paragraph link": Style.LINK,
    "annex table": Style.TABLE,
}
"""What was called otherwise before, in layouts and documents that are still in use."""

DEGREES: dict[Kind, tuple[Style, ...]] = {
    Kind.PP: (
        Style.PREAMBULAR_CHAPEAU,
        Style.PREAMBULAR_1,
        Style.PREAMBULAR_2,
        Style.PREAMBULAR_3,
        Style.PREAMBULAR_4,
    ),
    Kind.OP: (Style.OPERATIVE, Style.SUB_1, Style.SUB_2, Style.SUB_3, Style.SUB_4),
}
"""The styles that carry numbers, by kind and depth. A preambular paragraph without sub-paragraphs is none of them."""


class Styles:
    """The styles of one styles part, by name. Those that it lacks are added to it as drafter brings them: LibreOffice
    drops a style that a file doesn't use. One that drafter once called otherwise is called as Word calls it.
    """

    def __init__(self, element: Element) -> None:
        self.element = element
        self._by_name = {_name(style): style for style in element.iter(f"{W}style")}
        for former, style in FORMER_NAMES.items():
            self._renamed(former, str(style))
        self._ids = {str(style.get(f"{W}styleId")) for style in self._by_name.values()}
        self._missing = [str(style) for style in Style if style.lower() not in self._by_name]
        self.ids = {style: str(self._found(style.lower()).get(f"{W}styleId")) for style in Style}
        """Each style's id in this part."""
        self._escaped = {style: escaped(id) for style, id in self.ids.items()}

    def __getitem__(self, style: Style) -> str:
        """The style's id as it may be written."""
        return self._escaped[style]

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the styles that the part lacked."""
        return tuple(self._missing)

    def speak(self, language: str, others: tuple[str, ...] = ()) -> None:
        """Makes the language the one of all text whose style says no other; the others, those of words in scripts that
        run from right to left, or are East Asian, the first of each.
        """
        spoken = {_script(tag): tag for tag in (*reversed(others), language)}
        for lang in self.element.iterfind(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang"):
            for script, tag in {"val": language, **spoken}.items():
                lang.set(W + script, tag)

    def make_room(self) -> None:
        """Moves the text to the right, so that a label of the whole name (`OP17 bis`) has room before it."""
        tops = (Style.PREAMBULAR, *(family[0] for family in DEGREES.values()))
        subs = (style for family in DEGREES.values() for style in family[1:])
        moved = (*tops, *subs, Style.LEAD_IN, Style.HEADING)
        lefts = [self._side(style, "left", "start") + _LABEL for style in moved]  # one may hang on another
        hangings = [self._side(style, "hanging") for style in moved]
        for style, left, hanging in zip(moved, lefts, hangings, strict=True):
            old = self.indent(style)
            sides: dict[str, str] = {} if old is None else {str(name): str(side) for name, side in old.attrib.items()}
            sides |= {f"{W}left": str(left), f"{W}hanging": str(left if style in tops else hanging)}
            properties = paragraph_properties(self.find(style))
            for before in properties.findall(f"{W}ind"):
                take_out(before)
            own = child(properties, "ind")
            own.attrib.update({name: side for name, side in sides.items() if name not in _OTHERWISE})
            following = next((each for each in properties if each.tag in _BEHIND_INDENT), None)
            if following is not None:
                following.addprevious(own)

    def broaden(self, extra: int) -> None:
        """Moves the masthead's right column by so many twentieths of a point, for a page on its side."""
        for style in (Style.MASTHEAD, Style.MASTHEAD_HEAD):
            for tab in self.find(style).iterfind(f"{W}pPr/{W}tabs/{W}tab"):
                tab.set(f"{W}pos", str(round(float(tab.get(f"{W}pos", 0))) + extra))

    def enlarge(self) -> None:
        """Makes all letters larger, and the space around them, for a text that is shown on a wall."""
        default = self.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        if default is not None and default.find(f"{W}sz") is None:
            child(default, "sz", val=_WORDS_OWN_SIZE)
        for size in self.element.iter(f"{W}sz", f"{W}szCs"):
            size.set(f"{W}val", _larger(size.get(f"{W}val")))
        for space in self.element.iter(f"{W}spacing", f"{W}ind"):
            for name in _LENGTHS:
                if space.get(name):
                    space.set(name, _larger(space.get(name)))

    def blacken(self) -> None:
        """Takes colours and shades from letters."""
        for look in self.element.iter(f"{W}rPr"):
            for name in ("color", "shd", "highlight"):
                for coloured in look.findall(W + name):
                    take_out(coloured)

    def _side(self, style: Style, *names: str) -> int:
        """An indent of a style, in twentieths of a point."""
        indent = self.indent(style)
        values = [] if indent is None else [indent.get(W + name) for name in names]
        return next((round(float(value)) for value in values if value), 0)

    def on_level(self, style: Style | None, level: Level) -> str:
        """The id of a style for words of a paragraph with this status: the style's look (None: the paragraph's own) on
        the level's colour. Made when it is first asked for, unless the part has one of its name.
        """
        if level.colour not in _FILLS:
            return self[style] if style else ""
        words = " ".join(_NO_NAME.sub(" ", level.words).split())
        name = f"{style} ({words})" if style else f"Level {words}"
        return self._made(name, self.ids[style] if style else "", shd=_shade(_FILLS[level.colour]))

    def latin(self, id: str) -> str:
        """The id of a style for a Latin numeral, `bis`, among words in the style with this id; empty for the
        paragraph's own. Made as above.
        """
        around = next((style for style in self._by_name.values() if id and style.get(f"{W}styleId") == id), None)
        name = "Latin Numeral" if around is None else f"{around.find(f'{W}name').get(f'{W}val')} (Latin)"  # type: ignore[union-attr]  # it was found by its name
        return self._made(name, id if around is not None else "", i={}, iCs={})

    def tint(self, tint: Tint) -> str:
        """The id of the style for a piece of a bar. Made as above."""
        return self._made(f"Coverage {tint}", "", shd=_shade(_BARS[tint]))

    def _made(self, name: str, based_on: str, **look: dict[str, str]) -> str:
        """The id of the style of this name. Unless the part has one, a character style is made, based on the one with
        this id (empty for none), with these properties of letters.
        """
        made = self._by_name.get(name.lower())
        if made is None:
            id = self._free_id(f"Level{len(self._ids)}")
            made = self._by_name[name.lower()] = child(
                self.element, "style", type="character", customStyle=1, styleId=id
            )
            child(made, "name", val=name)
            if based_on:
                child(made, "basedOn", val=based_on)
            child(made, "qFormat")
            letters = child(made, "rPr")
            for property, values in look.items():
                child(letters, property, **values)
        return escaped(str(made.get(f"{W}styleId")))

    def find(self, style: Style) -> Element:
        """The style's element, which may be changed."""
        return self._by_name[style.lower()]

    def parent(self, style: Element) -> Element | None:
        """The style that this one is based on."""
        based_on = style.find(f"{W}basedOn")
        if based_on is None:
            return None
        id = based_on.get(f"{W}val")
        return next((other for other in self._by_name.values() if other.get(f"{W}styleId") == id), None)

    def indent(self, style: Style) -> Element | None:
        """The indent that a style has, itself or by what it is based on."""
        at: Element | None = self.find(style)
        while at is not None:
            found = at.find(f"{W}pPr/{W}ind")
            if found is not None:
                return found
            at = self.parent(at)
        return None

    def end_indent(self, style: Style) -> int:
        """How far from the margin the lines of a style end, in twentieths of a point."""
        return self._side(style, "right", "end")

    def _renamed(self, former: str, name: str) -> None:
        """Call a style by its new name; where the part has one of that name too, let the old one count as it is."""
        style = self._by_name.get(former)
        if style is None:
            return
        other = self._by_name.get(name.lower())
        if other is None:
            style.find(f"{W}name").set(f"{W}val", name)  # type: ignore[union-attr]  # it was found by its name
            style.attrib.pop(f"{W}customStyle", "")
        self._by_name[name.lower()] = style

    def _found(self, name: str) -> Element:
        if name not in self._by_name:
            self._by_name[name] = self._added(name)
        return self._by_name[name]

    def _added(self, name: str) -> Element:
        """Drafter's own style of that name, copied into the part under an id that is free, its relations by name."""
        style = deepcopy(_own_styles()[name])
        style.set(f"{W}styleId", self._free_id(str(style.get(f"{W}styleId"))))
        self.element.append(style)
        self._by_name[name] = style
        for relation in ("basedOn", "next"):
            reference = style.find(W + relation)
            if reference is not None:
                names = {str(own.get(f"{W}styleId")): name for name, own in _own_styles().items()}
                target = self._found(names[str(reference.get(f"{W}val"))])
                reference.set(f"{W}val", str(target.get(f"{W}styleId")))
        return style

    def _free_id(self, id: str) -> str:
        while id in self._ids:
            id += "0"
        self._ids.add(id)
        return id


_FILLS = {
    Colour.YELLOW: "FFF2B3",
    Colour.GREEN: "C9E9C9",
    Colour.BLUE: "CFE2F7",
    Colour.ORANGE: "FBD9B5",
    Colour.RED: "F6CCCC",
    Colour.VIOLET: "E4D4F4",
    Colour.GREY: "E3E3E3",
}
CELL_FILLS = {Tint.SOME: "DDEBF7", Tint.MOST: "9CC3E6", Tint.ALL: "5B9BD5", Tint.ASIDE: "E3E3E3"}
"""Of a heat map's cells: black print stands on them, and each is darker than the one before when printed in grey."""
_BARS = {
    Tint.TAKEN_UP: "1F4E79",
    Tint.PARTLY: "5B9BD5",
    Tint.CITED: "F4B183",
    Tint.ASIDE: "8C8C8C",
    Tint.OPEN: "D9D9D9",
}
"""Of a bar's pieces: neighbours differ in grey, too."""
_SCRIPTS = {
    **dict.fromkeys(("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"), "bidi"),
    **dict.fromkeys(("ja", "ko", "zh"), "eastAsia"),
}
"""What Word calls the script of a language, by the beginning of its tag; of all others, `val`."""


def _script(language: str) -> str:
    return _SCRIPTS.get(language.partition("-")[0].lower(), "val")


_NO_NAME = re.compile(r"[,;{}\\|]")
"""Signs that Word refuses in a style's name, or takes for the sign before another name of it."""


_LABEL = 567
"""How much more room a label of the whole name has, in twentieths of a point."""
LARGER = 1.6
"""How much larger letters are that are shown on a wall."""
_WORDS_OWN_SIZE = 20
"""The size of letters, in half points, where a file says none."""
_LENGTHS = tuple(W + name for name in ("before", "after", "left", "right", "start", "end", "hanging", "firstLine"))
_OTHERWISE = (f"{W}start", f"{W}firstLine")
"""What says otherwise how far a paragraph, or its first line, stands from the margin."""
_BEHIND_INDENT = {
    W + name
    for name in ("contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
                 "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
}  # fmt: skip
"""Of a paragraph's properties, those that the schema has behind w:ind."""


def _shade(fill: str) -> dict[str, str]:
    return {"val": "clear", "color": "auto", "fill": fill}


def _larger(length: str | None) -> str:
    return str(round(float(length or 0) * LARGER))


def paragraph_properties(style: Element) -> Element:
    """A style's `w:pPr`, which is put in where it is missing."""
    properties = style.find(f"{W}pPr")
    if properties is not None:
        return properties
    properties = child(style, "pPr")
    following = style.find(f"{W}rPr")
    if following is not None:
        following.addprevious(properties)
    return properties


@lru_cache
def _own_styles() -> dict[str, Element]:
    """The styles that drafter brings, by name; not to be changed."""
    return {_name(style): style for style in own_part("styles.xml").iter(f"{W}style")}


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return str(name.get(f"{W}val")).lower() if name is not None else ""
