"""What a Word file says once all its tracked changes are accepted, or refused: with Word's rules, on the XML, and with
nothing of drafter's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Element = Any  # lxml's is private to it

CAME = ("ins", "moveTo")
WENT = ("del", "moveFrom")
Said = list[Any]
"""Paragraphs as (style, level, pieces), tables as lists of rows of lists of cells of blocks."""


def tree(data: bytes, name: str) -> Element:
    with ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(f"word/{name}.xml")) if f"word/{name}.xml" in package.namelist() else None


def tags(*names: str) -> tuple[str, ...]:
    return tuple(W + name for name in names)


def settle(root: Element, *, accept: bool) -> None:
    """All changes accepted, or all refused, in place."""
    gone, stays = (tags(*WENT), tags(*CAME)) if accept else (tags(*CAME), tags(*WENT))
    _rows(root, gone)
    for each in list(root.iter(*gone)):
        if each.getparent().tag not in _PROPERTIES:
            each.getparent().remove(each)
    for each in list(root.iter(*stays)):
        if each.getparent().tag not in _PROPERTIES:
            for child in list(each):
                each.addprevious(child)
        each.getparent().remove(each)
    for each in list(root.iter(f"{W}pPrChange")):
        _format(each, accept)
    for each in list(root.iter(f"{W}rPrChange")):
        _look(each, accept)
    for mark in list(root.iter(*gone)):
        _join(next(mark.iterancestors(f"{W}p")))
    for each in root.iter(*tags("delText", "delInstrText")):
        each.tag = {f"{W}delText": f"{W}t"}.get(each.tag, f"{W}instrText")


_PROPERTIES = tags("rPr", "trPr")


def _rows(root: Element, gone: tuple[str, ...]) -> None:
    for properties in list(root.iter(f"{W}trPr")):
        if any(each.tag in gone for each in properties):
            row = properties.getparent()
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f".//{W}tr") is None:
            table.getparent().remove(table)


def _format(change: Element, accept: bool) -> None:
    properties = change.getparent()
    properties.remove(change)
    if not accept:
        kept = [each for each in properties if each.tag in tags("rPr", "sectPr")]
        properties[:] = [*change.find(f"{W}pPr"), *kept]


def _look(change: Element, accept: bool) -> None:
    properties = change.getparent()
    properties.remove(change)
    if not accept:
        properties[:] = list(change.find(f"{W}rPr"))


def _join(paragraph: Element) -> None:
    """The paragraph's mark goes: its words go to the next one, whose properties stay."""
    following = paragraph.getnext()
    while following is not None and following.tag in tags("bookmarkStart", "bookmarkEnd"):
        following = following.getnext()
    words = [each for each in paragraph if each.tag != f"{W}pPr"]
    if following is not None and following.tag == f"{W}p":
        start = 1 if following.find(f"{W}pPr") is not None else 0
        following[start:start] = words
    else:
        assert not said_in(paragraph, {}), "a mark went that has nothing to join"
        assert following is not None and following.tag == f"{W}tbl", "the last mark of a container went"
    paragraph.getparent().remove(paragraph)


def said(data: bytes, *, accept: bool | None = None) -> Said:
    """What the file says: as it is where nothing is tracked in it, or with all changes accepted or refused."""
    body = tree(data, "document").find(f"{W}body")
    roots = {kind: tree(data, f"{kind}s") for kind in ("footnote", "endnote")}
    if accept is not None:
        for root in (body, *roots.values()):
            if root is not None:
                settle(root, accept=accept)
    return _Reading(data, roots).blocks(body)


def looks(data: bytes, *, accept: bool) -> list[tuple[str, str]]:
    """The words up to the annexes in stretches of one character style, with its name; without the contents."""
    body, styles = tree(data, "document").find(f"{W}body"), tree(data, "styles")
    names = {style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in styles.iter(f"{W}style")}
    settle(body, accept=accept)
    found: list[tuple[str, str]] = []
    for paragraph in body.iterfind(f"{W}p"):
        own = names[paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")]
        if own == "Annex Heading":
            break
        for words in paragraph.iter(f"{W}t") if not own.lower().startswith("toc") else ():
            style = words.getparent().find(f"{W}rPr/{W}rStyle")
            name = "" if style is None else names[style.get(f"{W}val")]
            before = found.pop()[0] if found and found[-1][1] == name else ""
            found.append((before + words.text, name))
    return found


class _Reading:
    def __init__(self, data: bytes, notes: dict[str, Element]) -> None:
        styles = tree(data, "styles")
        self._names: dict[str | None, str] = {}
        self._levels: dict[str | None, str] = {}
        self._default = None
        for style in styles.iterfind(f"{W}style"):
            id = style.get(f"{W}styleId")
            self._names[id] = style.find(f"{W}name").get(f"{W}val").lower()
            if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph":
                self._default = id
            level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            if level is not None:
                self._levels[id] = level.get(f"{W}val")
        self._notes = {
            (kind, note.get(f"{W}id")): [said_in(each, {}) for each in note.iterfind(f"{W}p")]
            for kind, root in notes.items()
            if root is not None
            for note in root.iterfind(f"{W}{kind}")
        }

    def blocks(self, container: Element) -> Said:
        """Content controls around blocks are looked through."""
        found: Said = []
        for each in container:
            if each.tag in tags("sdt", "sdtContent"):
                found += self.blocks(each)
            elif each.tag in tags("p", "tbl"):
                found.append(self._block(each))
        return found

    def _block(self, element: Element) -> Any:
        if element.tag == f"{W}tbl":
            return [[self.blocks(cell) for cell in row.iterfind(f"{W}tc")] for row in element.iterfind(f"{W}tr")]
        style = element.find(f"{W}pPr/{W}pStyle")
        id = self._default if style is None else style.get(f"{W}val")
        number = element.find(f"{W}pPr/{W}numPr")
        level = self._levels.get(id, "")
        if number is not None:
            listed = number.find(f"{W}numId").get(f"{W}val") != "0"
            level = number.find(f"{W}ilvl").get(f"{W}val") if listed else ""
        return self._names.get(id, id), level, said_in(element, self._notes)


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n"}


def said_in(paragraph: Element, notes: dict[tuple[str, str], Said]) -> list[Any]:
    """Words, joined, and between them notes as what they say, and links, fields and other atoms by their names. The
    marks of a field that spans paragraphs are no part of any.
    """
    pieces: list[Any] = []
    leaves = list(_leaves(paragraph))
    kinds = Counter(each.get(f"{W}fldCharType") for each in leaves if each.tag == f"{W}fldChar")
    spans = kinds["begin"] != kinds["end"]
    for each in leaves:
        name = etree.QName(each).localname
        if name.endswith("noteReference"):
            kind = name.removesuffix("Reference")
            pieces.append((kind, notes.get((kind, each.get(f"{W}id")), ["missing"])))
        elif name == "t" or each.tag in _SIGNS:
            text = _SIGNS.get(each.tag, each.text or "")
            if pieces and isinstance(pieces[-1], str):
                pieces[-1] += text
            elif text:
                pieces.append(text)
        elif not (spans and name in ("fldChar", "instrText")):
            pieces.append((name, each.text or "", sorted(value for key, value in each.items() if R not in key)))
    return pieces


_NOTHING_SAID = tags(
    "pPr", "rPr", "sdtPr", "proofErr", "lastRenderedPageBreak", "bookmarkStart", "bookmarkEnd", "commentRangeStart",
    "commentRangeEnd", "commentReference", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd",
)  # fmt: skip


def _leaves(element: Element) -> Iterator[Element]:
    for each in element:
        if each.tag in _NOTHING_SAID:
            continue
        if each.tag in tags("r", "hyperlink", "sdt", "sdtContent", "smartTag", "fldSimple"):
            yield from _leaves(each)
        else:
            yield each


def changes(data: bytes) -> Counter[tuple[str, str]]:
    """How many tracked changes of a kind an author has, in the body and the notes."""
    counted: Counter[tuple[str, str]] = Counter()
    for name in ("document", "footnotes", "endnotes"):
        root = tree(data, name)
        for each in () if root is None else root.iter(*tags(*CAME, *WENT, "pPrChange")):
            counted[etree.QName(each).localname, each.get(f"{W}author")] += 1
    return counted


def ids(data: bytes) -> list[str]:
    """The ids of all tracked changes and bookmarks."""
    found = []
    for name in ("document", "footnotes", "endnotes"):
        root = tree(data, name)
        names = tags(*CAME, *WENT, "pPrChange", "moveFromRangeStart", "moveToRangeStart", "bookmarkStart")
        found += [] if root is None else [each.get(f"{W}id") for each in root.iter(*names)]
    return found
