"""Word's XML, made as text: a long draft is a hundred thousand elements, and a tree of them takes three times as long.

Every text goes through `escaped`, every id of a style came through it; no other module pastes text into markup.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from lxml import etree

from drafter.document.table import Target
from drafter.draft.numerals import ADDED


class Bookmarks:
    """The bookmarks of one document: each place once, each id once, and no link to a place that isn't there.

    `names` are those of all the targets that the document will have.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)
        self._used: set[str] = set()

    def has(self, target: Target | None) -> bool:
        """Whether the document has this place, so that a link can lead there."""
        return target is not None and target.name in self._names

    def marked(self, target: Target | None, inner: str) -> str:
        """Runs in the place's bookmark; as they are for no place, and where the place is taken already."""
        return self.named(target.name, inner) if target else inner

    def named(self, name: str, inner: str) -> str:
        """As `marked`, for a place whose name is known."""
        if name in self._used:
            return inner
        self._used.add(name)
        return bookmark(len(self._used), name, inner)

    def linked(self, target: Target | None, inner: str) -> str:
        """Runs that lead to a place; as they are for none, and for one that the document hasn't."""
        return link(target.name, inner) if target and self.has(target) else inner


Element: TypeAlias = etree._Element  # lxml names no public type for it

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"
NO = ("0", "false", "off")
"""How a value says that something is not so."""

MANIFEST = "urn:drafter:manifest:1"
"""The namespace of the part by which a document is known again. It names nothing outside this machine."""

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAK = re.compile(r"(\r\n|\r|\n|\t)")


def escaped(text: str) -> str:
    """The text as it may stand in an element or between double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def part(name: str, content: Iterable[str]) -> bytes:
    """A whole part: its root `w:name` with this content."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return f"{DECLARATION}<w:{name} {spaces}>{''.join(content)}</w:{name}>".encode()


def to_xml(element: Element) -> bytes:
    """A tree (a layout's styles) as it stands in the package."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)


def child(parent: Element, name: str, /, **attributes: str | int) -> Element:
    """In a tree: a new last child `w:name`, its attributes in the same namespace."""
    return etree.SubElement(parent, W + name, {W + key: str(value) for key, value in attributes.items()})


def take_out(element: Element) -> None:
    """In a tree: without this element, and all that it holds."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element: Element) -> None:
    """In a tree: without this element, what it holds in its place. A root stays as it is."""
    if element.getparent() is not None:
        for each in list(element):
            element.addprevious(each)
        take_out(element)


class Content:
    """Paragraphs and tables in order: a body, a cell, a note."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def paragraph(
        self,
        style: str,
        inner: str = "",
        *,
        number: str = "",
        rtl: bool = False,
        tab: int = 0,
        kept: bool = False,
        level: str = "",
    ) -> None:
        """A paragraph of the style with this id around runs; `number` is what `number_properties` makes of a list,
        `level` what `outline_level` makes of one.

        `tab` is how far from the margin what follows a tab ends, behind dots, in twentieths of a point; 0 for none.
        One that is `kept` stands on the page of what follows.
        """
        stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{tab}"/></w:tabs>' if tab else ""
        beside = f"{'<w:keepNext/>' if kept else ''}{number}{stop}"
        self.parts.append(f"<w:p><w:pPr>{paragraph_look(style, beside, rtl=rtl)}{level}")
        mark = "<w:rPr><w:rtl/></w:rPr>" if rtl else ""  # the number goes by it: its full stop stands on its left then
        self.parts.append(f"{mark}</w:pPr>{inner}</w:p>")

    def plain(self, text: str, style: str) -> None:
        """A paragraph that is one text."""
        rtl = is_rtl(text)
        self.paragraph(style, run(text, rtl=rtl), rtl=rtl)

    def end_section(self, section: str) -> None:
        """Ends a section of pages with the last paragraph; a table must not be what stands last."""
        self.parts.insert(-1, section)

    def __iter__(self) -> Iterator[str]:
        return iter(self.parts)


def number_properties(list_id: str, depth: int) -> str:
    """That a paragraph hangs on this list and not on its style's; empty for the style's."""
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>' if list_id else ""


def outline_level(level: int) -> str:
    """That a paragraph stands on this level of the navigation pane, from 0, and not on its style's."""
    return f'<w:outlineLvl w:val="{level}"/>'


def paragraph_look(style: str, number: str = "", *, rtl: bool = False) -> str:
    """What stands in a paragraph's `w:pPr`; `number` is what `number_properties` makes of a list."""
    return f'<w:pStyle w:val="{style}"/>{number}{"<w:bidi/>" if rtl else ""}'


def run(text: str, style: str = "", *, rtl: bool = False, change: str = "") -> str:
    """A run of text, to the letter: line ends and tabs as Word's own, blanks kept. Empty for an empty text.

    `style` is the id of a character style, or empty. `rtl` makes the run one of a right-to-left script. `change` is a
    `w:rPrChange`, which says how the run looked; empty for none.
    """
    if not text:
        return ""
    inner = f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    if "\n" in text or "\t" in text or "\r" in text:
        inner = "".join(_pieces(text))
    look = run_look(style, rtl=rtl) + change
    return f"<w:r><w:rPr>{look}</w:rPr>{inner}</w:r>" if look else f"<w:r>{inner}</w:r>"


_LATIN = re.compile(rf" (?<=\d )(?P<numeral>{'|'.join(ADDED)})\b")
"""A Latin numeral behind a number. The blank comes first: a search leaps from one to the next."""


def runs(text: str, style: str, latin: Callable[[str], str], *, rtl: bool = False) -> str:
    """Runs of text, `bis` and `ter` after a number in the style that `latin` makes of theirs."""
    blanks = text.replace("\u00a0", " ")
    if _LATIN.search(blanks) is None:
        return run(text, style, rtl=rtl)
    made, start = [], 0
    for numeral in _LATIN.finditer(blanks):
        before = text[start : numeral.start("numeral")]
        made += [run(before, style, rtl=rtl), run(numeral["numeral"], latin(style), rtl=rtl)]
        start = numeral.end()
    return "".join([*made, run(text[start:], style, rtl=rtl)])


def run_look(style: str, *, rtl: bool = False) -> str:
    """What stands in a run's `w:rPr`; empty for the paragraph's own look."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    return f"{look}<w:rtl/>" if rtl else look


def mark(inner: str, style: str = "") -> str:
    """A run around an element that is no text: a note's mark, a break."""
    return f"<w:r><w:rPr>{run_look(style)}</w:rPr>{inner}</w:r>" if style else f"<w:r>{inner}</w:r>"


def bookmark(id: int, name: str, inner: str = "") -> str:
    """A bookmark around runs."""
    return f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{id}"/>'


def link(name: str, inner: str) -> str:
    """Runs that lead to a bookmark of the document."""
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{inner}</w:hyperlink>'


def field(instruction: str, shown: str) -> str:
    """A field that Word computes, with what it shows until then."""
    return f'<w:fldSimple w:instr=" {escaped(instruction)} ">{run(shown)}</w:fldSimple>'


def page_field(name: str, shown: str) -> str:
    """The number of the page on which a bookmark stands, which Word computes, with what it shows until then."""
    return _marked_field(f" PAGEREF {name} \\h ", run(shown))


def number_field(name: str, shown: str) -> str:
    """The number of the paragraph in which a bookmark stands, `OP7` or `(a)`, which Word computes, around the runs that
    it shows until then; it leads there.
    """
    return _marked_field(f" REF {name} \\n \\h ", shown)


def _marked_field(code: str, shown: str) -> str:
    begin, separate, end = (field_mark(kind) for kind in ("begin", "separate", "end"))
    return f"{begin}{instruction(code)}{separate}{shown}{end}"


def field_mark(kind: str, *, stale: bool = False) -> str:
    """The `begin`, `separate` or `end` of a field. A stale one is computed anew when Word opens the file."""
    dirty = ' w:dirty="true"' if stale else ""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"{dirty}/></w:r>'


def instruction(code: str) -> str:
    """What a field between marks is to show."""
    return f'<w:r><w:instrText xml:space="preserve">{escaped(code)}</w:instrText></w:r>'


def _pieces(text: str) -> Iterator[str]:
    for piece in _BREAK.split(text):
        if piece == "\t":
            yield "<w:tab/>"
        elif piece in ("\n", "\r", "\r\n"):
            yield "<w:br/>"
        elif piece:
            yield f'<w:t xml:space="preserve">{escaped(piece)}</w:t>'


def is_rtl(text: str) -> bool:
    """Whether a text's first letter belongs to a script that runs from right to left."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
