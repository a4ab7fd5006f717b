"""Word's own numbering: the lists that hang on the styles, showing the labels of the outline.

Most paragraphs hang on the list of their style, and Word counts them. One whose label Word wouldn't come to (`7 bis`,
`6 alt`, a 9 that follows a 7: numbers that a negotiation froze) hangs on a list of its own: a copy of the style's,
which says the label outright or counts on from it. Its sub-paragraphs go with it, so that (a) starts again under it and
the style's list counts on undisturbed after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from drafter.document.outline import DocumentForm, OutlineParagraph
from drafter.draft.layout import Kind
from drafter.draft.numerals import Numeral
from drafter.errors import DrafterError
from drafter.formats.docx.elements import NAMESPACES, Element, W, child
from drafter.formats.docx.package import own_part
from drafter.formats.docx.styles import DEGREES, Style, Styles, paragraph_properties

_LEVELS = 5
_NARROW = 6
"""Characters of a label that fit into the hanging indent (`7 bis.`); a longer one has a blank after it, not a tab."""
_BROAD = 9
"""The same where paragraphs are labelled (`OP17 bis`)."""


@dataclass(slots=True)
class _List:
    """A Word list, counting along as Word will."""

    id: str
    """Empty for the one that the styles hang on."""
    counts: list[int] = field(default_factory=lambda: [0] * _LEVELS)

    def next(self, depth: int) -> int:
        return self.counts[depth] + 1

    def count(self, depth: int, place: int) -> None:
        self.counts[depth] = place
        self.counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)


@dataclass(slots=True)
class _GoingOn:
    """Which list goes on at each depth, for one kind of paragraph."""

    siblings: list[_List | None]
    """The list of the paragraph before, at its depth."""
    parents: list[_List]
    """The list of the paragraph that the next sub-paragraph stands under."""


class Lists:
    """Says for each paragraph which list it hangs on, and adds the lists that are wanted to the numbering part."""

    def __init__(
        self,
        styles: Styles,
        numbering: Element,
        form: DocumentForm,
        own: dict[tuple[str, str, int], str] | None = None,
    ) -> None:
        """`own` is another's, whose lists are those of the same paragraphs here: two texts of one document."""
        self.own = {} if own is None else own
        """The ids of the lists that begin with a paragraph, by its id, label and depth."""
        self._styles = styles
        self._numbering = numbering
        self._form = form
        self._preambular = self._labelled() if form.labelled else ""
        """The id of the list on which labelled preambular paragraphs hang: the style of most of them has none."""
        self._going_on: dict[Kind, _GoingOn] = {}
        for kind in Kind:
            main = _List("")
            self._going_on[kind] = _GoingOn([main] + [None] * (_LEVELS - 1), [main] * _LEVELS)

    def place(self, paragraph: OutlineParagraph) -> str:
        """The id of the list that shows the paragraph's label; empty for its style's own.

        Call it for each paragraph in order. Raises DrafterError for a depth that has no style.
        """
        depth = paragraph.depth
        if depth >= len(DEGREES[paragraph.kind]):
            raise DrafterError(f"{paragraph.ref} is nested too deeply: Word numbers {_LEVELS - 1} degrees here.")
        going_on = self._going_on[paragraph.kind]
        last = going_on.siblings[depth] or going_on.parents[depth - 1]
        hung_on, place = last, last.next(depth)
        degree = self._form.degrees(paragraph.kind)[depth]
        if paragraph.label and degree.label(degree.numeral.number(place)) != paragraph.label:
            hung_on, place = self._own(paragraph)
        hung_on.count(depth, place)
        if hung_on is last or self._place_of(paragraph) is not None:
            going_on.siblings[depth] = hung_on
        going_on.parents[depth:] = [hung_on] * (_LEVELS - depth)
        going_on.siblings[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return hung_on.id or (self._preambular if paragraph.kind is Kind.PP and not depth else "")

    def _labelled(self) -> str:
        """The id of the preambular paragraphs' list, its first level indented as they are, with room for a label."""
        first = main_list(self._styles, self._numbering, Kind.PP).find(f"{W}lvl")
        assert first is not None
        self._indent(first, Style.PREAMBULAR)
        for nothing in first.findall(f"{W}suff"):
            first.remove(nothing)
        return _number_of(self._styles, self._styles.find(DEGREES[Kind.PP][0]))

    def _place_of(self, paragraph: OutlineParagraph) -> int | None:
        degree, label = self._form.degrees(paragraph.kind)[paragraph.depth], paragraph.label
        number = label.removeprefix(degree.before).removesuffix(degree.after)
        return degree.numeral.place(number) if degree.label(number) == label else None

    def _own(self, paragraph: OutlineParagraph) -> tuple[_List, int]:
        """A new list that starts with this paragraph's label, and the place at which it starts."""
        place = self._place_of(paragraph)
        key = paragraph.id, paragraph.label, paragraph.depth
        if key not in self.own:
            self.own[key] = self._added(paragraph, place)
        return _List(self.own[key]), place or 1

    def _added(self, paragraph: OutlineParagraph, place: int | None) -> str:
        """The id of a list that is added for a paragraph's label, or place."""
        copy = deepcopy(main_list(self._styles, self._numbering, paragraph.kind))
        for level, style in zip(copy.iterfind(f"{W}lvl"), DEGREES[paragraph.kind], strict=False):
            for tied in level.findall(f"{W}pStyle"):
                level.remove(tied)
            self._indent(level, style)
            if level.get(f"{W}ilvl") == str(paragraph.depth):
                self._start(level, paragraph, place)
        return add_list(self._numbering, copy)

    def _indent(self, level: Element, style: Style) -> None:
        """Gives a level the indent of its style, which a list of its own would else take away (LibreOffice)."""
        found = self._styles.indent(style)
        if found is None or level.find(f"{W}pPr/{W}ind") is not None:
            return
        properties = level.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            level.find(f"{W}lvlJc").addnext(properties)  # type: ignore[union-attr]  # the schema wants one, ours has it
        properties.append(deepcopy(found))

    def _start(self, level: Element, paragraph: OutlineParagraph, place: int | None) -> None:
        degree = self._form.degrees(paragraph.kind)[paragraph.depth]
        if place is None:
            set_level(level, _NUMBER_FORMATS[degree.numeral], paragraph.label)
            if len(paragraph.label) > (_BROAD if self._form.labelled else _NARROW) and level.find(f"{W}suff") is None:
                level.find(f"{W}lvlText").addprevious(etree.Element(f"{W}suff", {f"{W}val": "space"}))  # type: ignore[union-attr]  # ours has it
        else:
            level.find(f"{W}start").set(f"{W}val", str(place))  # type: ignore[union-attr]  # number_styles saw to it


_NUMBER_FORMATS = {Numeral.DECIMAL: "decimal", Numeral.LETTER: "lowerLetter", Numeral.ROMAN: "lowerRoman"}


def _levels(kind: Kind, form: DocumentForm) -> list[tuple[str, str]]:
    """Number format and text of each level of a list; a preambular paragraph without a label is counted without
    showing it.
    """
    degrees = enumerate(form.degrees(kind), 1)
    shown = [(_NUMBER_FORMATS[degree.numeral], degree.label(f"%{level}")) for level, degree in degrees]
    return shown if kind is Kind.OP or form.labelled else [("none", ""), *shown[1:]]


def number_styles(styles: Styles, numbering: Element | None, form: DocumentForm) -> Element:
    """The numbering part under which the styles show the outline's labels.

    The layout's own where it does that already; else drafter's lists are added to it, and the styles changed to hang
    on them: a user's file may restyle the numbers, but a paragraph must be numbered as everyone calls it.
    """
    part = etree.Element(f"{W}numbering", nsmap=NAMESPACES) if numbering is None else numbering
    lists = own_part("numbering.xml").findall(f"{W}abstractNum")
    if not _bulleted(styles, part):
        _hang(styles, part, [Style.ITEM], add_list(part, lists[len(_KINDS)]))
    if all(_numbered_right(styles, part, kind, form) for kind in Kind):
        return part
    for own, kind in zip(lists, _KINDS, strict=False):
        for level, (number_format, text) in zip(own.iterfind(f"{W}lvl"), _levels(kind, form), strict=False):
            set_level(level, number_format, text)
        _hang(styles, part, DEGREES[kind], add_list(part, own))
    return part


def number_from_the_right(numbering: Element) -> None:
    """Has each number end at its place. For a text that runs from right to left, and for LibreOffice, which begins it
    there as if the text ran from left to right; Word takes “left” for where lines begin.
    """
    for side in numbering.iter(f"{W}lvlJc"):
        side.set(f"{W}val", "right")


def _bulleted(styles: Styles, numbering: Element) -> bool:
    """Whether the items of a list have a list to hang on."""
    return _with(numbering, "num", "numId", _number_of(styles, styles.find(Style.ITEM))) is not None


def set_level(level: Element, number_format: str, text: str) -> None:
    for name, value in (("numFmt", number_format), ("lvlText", text)):
        found = level.find(W + name)
        if found is not None:
            found.set(f"{W}val", value)


_TIED = ("nsid", "tmpl", "name", "styleLink", "numStyleLink")
"""What would make a list another's twin; a copy must not have it."""

_KINDS = (Kind.OP, Kind.PP)
"""The order of the lists in parts/numbering.xml."""


def _numbered_right(styles: Styles, numbering: Element, kind: Kind, form: DocumentForm) -> bool:
    found = [_level(styles, numbering, style, depth) for depth, style in enumerate(DEGREES[kind])]
    return len({list for list, *_ in found}) == 1 and [(fmt, text) for _, fmt, text in found] == _levels(kind, form)


def _level(styles: Styles, numbering: Element, style: Style, depth: int) -> tuple[str, str, str]:
    """The list that a style hangs on, with the number format and text of the level; empty strings for none."""
    number = _number_of(styles, styles.find(style))
    num = _with(numbering, "num", "numId", number)
    abstract = _with(numbering, "abstractNum", "abstractNumId", _value(num, "abstractNumId"))
    level = _with(abstract, "lvl", "ilvl", str(depth))
    if level is None or num is None or num.find(f"{W}lvlOverride") is not None:
        return number, "", ""
    right = _value(level, "pStyle") == styles.ids[style] and level.find(f"{W}lvlRestart") is None
    right = right and _value(level, "start") == "1"
    return number, _value(level, "numFmt") if right else "", _value(level, "lvlText")


def _number_of(styles: Styles, style: Element | None) -> str:
    """The id of the list that a style hangs on, itself or by what it is based on."""
    while style is not None:
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            return str(number.get(f"{W}val"))
        style = styles.parent(style)
    return ""


def add_list(numbering: Element, list: Element) -> str:
    """Copies a list into a numbering part that has others; returns the id to hang styles and paragraphs on."""
    abstract = deepcopy(list)
    for name in _TIED:
        for tied in abstract.findall(W + name):
            abstract.remove(tied)
    abstract_id = _free(numbering.iterfind(f"{W}abstractNum"), "abstractNumId")
    abstract.set(f"{W}abstractNumId", abstract_id)
    # The schema wants all lists before all their uses.
    numbering.insert(len(numbering.findall(f"{W}numPicBullet")) + len(numbering.findall(f"{W}abstractNum")), abstract)
    number = _free(numbering.iterfind(f"{W}num"), "numId")
    num = child(numbering, "num", numId=number)
    child(num, "abstractNumId", val=abstract_id)
    last = numbering.find(f"{W}numIdMacAtCleanup")
    if last is not None:
        numbering.append(last)
    return number


def _hang(styles: Styles, numbering: Element, hung: Sequence[Style], number: str) -> None:
    """Ties each style to its level of a list, and the level to the style."""
    num = _with(numbering, "num", "numId", number)
    abstract = _with(numbering, "abstractNum", "abstractNumId", _value(num, "abstractNumId"))
    for depth, style in enumerate(hung):
        _number(styles.find(style), depth, number)
        level = _with(abstract, "lvl", "ilvl", str(depth))
        if level is not None:
            level.find(f"{W}pStyle").set(f"{W}val", styles.ids[style])  # type: ignore[union-attr]  # our own list: it has one


def _number(style: Element, depth: int, number: str) -> None:
    """Ties a style to a level of the list with this id."""
    properties = paragraph_properties(style)
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    numbered = child(properties, "numPr")
    child(numbered, "ilvl", val=depth)
    child(numbered, "numId", val=number)
    _in_order(properties, numbered)


_BEFORE_NUMBERS = {W + name for name in ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")}


def _in_order(properties: Element, numbered: Element) -> None:
    """Puts w:numPr where the schema has it: after these, before all else."""
    following = [prop for prop in properties if prop.tag not in _BEFORE_NUMBERS and prop is not numbered]
    if following:
        following[0].addprevious(numbered)


def _with(parent: Element | None, name: str, attribute: str, value: str) -> Element | None:
    if parent is None:
        return None
    return next((element for element in parent.iterfind(W + name) if element.get(W + attribute) == value), None)


def _value(parent: Element | None, name: str) -> str:
    found = parent.find(W + name) if parent is not None else None
    return str(found.get(f"{W}val")) if found is not None else ""


def _free(elements: Iterable[Element], attribute: str) -> str:
    return str(1 + max((int(str(element.get(W + attribute))) for element in elements), default=0))


def main_list(styles: Styles, numbering: Element, kind: Kind) -> Element:
    """The list that a kind's styles hang on; call it after `number_styles`."""
    num = _with(numbering, "num", "numId", _number_of(styles, styles.find(DEGREES[kind][0])))
    found = _with(numbering, "abstractNum", "abstractNumId", _value(num, "abstractNumId"))
    assert found is not None
    return found
