"""What a paragraph holds, in order: words, atoms that are kept or exchanged as a whole, and marks that take no room.

A tab, a break, a note's reference, a picture, a field with all its runs, a link, a content control is an atom.
Bookmarks and the ends of comments take no room: they stay where the new file has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from hashlib import blake2b

from lxml import etree

from drafter.formats.docx.elements import Element, R, W
from drafter.formats.docx.no_breaks import let_go

NOTE_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
PLACEHOLDER = "\ufffc"
"""Stands for an atom where a paragraph's text is one string."""

_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
"""Elements that are a sign of the text."""
_PASSED = frozenset(
    W + name for name in ("rPr", "pPr", "lastRenderedPageBreak", "proofErr", "smartTagPr", "customXmlPr")
)
"""What is neither compared nor kept: Word makes it anew."""
_OPENED = frozenset(W + name for name in ("smartTag", "customXml"))
"""What stands around runs and means nothing to a reader."""
STARTS = frozenset(W + name for name in ("bookmarkStart", "commentRangeStart", "permStart"))
ROOMLESS = STARTS | {
    W + name for name in ("bookmarkEnd", "commentRangeEnd", "permEnd", "commentReference", "annotationRef")
}
_PASSING = frozenset(W + name for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP", "rsidDel", "rsidTr"))
"""Attributes in which Word notes its sessions."""


class InlineKind(Enum):
    """How a piece of a paragraph takes part in its comparison."""

    WORDS = auto()
    ATOM = auto()
    ROOMLESS = auto()


@dataclass(slots=True)
class Inline:
    """A piece of a paragraph's content."""

    kind: InlineKind
    text: str
    """Its words; of an atom the sign that it is in the text, one for each; empty for what takes no room."""
    parts: list[tuple[Element | None, Element]]
    """Each element with the run that it stands in; None for one that stands in the paragraph itself."""

    @property
    def element(self) -> Element:
        """The first of its elements, which says what it is."""
        return self.parts[0][1]

    @property
    def field_open(self) -> int:
        """1 where it is the beginning of a field that ends in another paragraph, -1 for the end of one; else 0."""
        if self.kind is not InlineKind.ROOMLESS or self.element.tag != f"{W}fldChar":
            return 0
        kind = self.element.get(f"{W}fldCharType")
        return (kind == "begin") - (kind == "end")

    @property
    def is_sign(self) -> bool:
        """Whether it is an atom that stands for itself: a tab, a break, a hyphen."""
        return self.kind is InlineKind.ATOM and self.text != PLACEHOLDER


def content(paragraph: Element) -> Iterator[Inline]:
    """What the paragraph holds, without its properties and without what a program makes anew by itself."""
    if next(paragraph.iter(_FIELD_MARK), None) is not None:
        return _with_fields(list(_parts(paragraph)))
    return (_inline(*part) for part in _parts(paragraph))


_RUN, _TEXT, _BREAK, _FIELD_MARK = (W + name for name in ("r", "t", "br", "fldChar"))
_Part = tuple[Element | None, Element, str]
"""An element with the run that it stands in, and its name, which lxml makes anew each time that it is asked for."""


def _parts(parent: Element) -> Iterator[_Part]:
    for element in parent:
        tag = element.tag
        if tag == _RUN:
            for each in element:
                name = each.tag
                if name not in _PASSED and isinstance(name, str):
                    yield element, each, name
        elif tag in _OPENED:
            yield from _parts(element)
        elif tag not in _PASSED and isinstance(tag, str):
            yield None, element, tag


def _inline(run: Element | None, element: Element, tag: str) -> Inline:
    if tag == _TEXT:
        return Inline(InlineKind.WORDS, element.text or "", [(run, element)])
    if tag in ROOMLESS:
        return Inline(InlineKind.ROOMLESS, "", [(run, element)])
    sign = "\n" if tag == _BREAK and not element.attrib else _SIGNS.get(tag, PLACEHOLDER)
    return Inline(InlineKind.ATOM, sign, [(run, element)])


def _with_fields(parts: list[_Part]) -> Iterator[Inline]:
    """A field that begins and ends in the paragraph is one atom; the marks of any other take no room."""
    ends = _field_ends(parts)
    place = 0
    while place < len(parts):
        run, element, tag = parts[place]
        if place in ends:
            within = parts[place : ends[place] + 1]
            yield Inline(InlineKind.ATOM, PLACEHOLDER, [(around, each) for around, each, _ in within])
            place = ends[place]
        elif tag in FIELD_MARKS:
            yield Inline(InlineKind.ROOMLESS, "", [(run, element)])
        else:
            yield _inline(run, element, tag)
        place += 1


FIELD_MARKS = (f"{W}fldChar", f"{W}instrText")


def _field_ends(parts: list[_Part]) -> dict[int, int]:
    """The place of each field's end by that of its beginning, where it has both."""
    begun: list[int] = []
    ends = {}
    for place, (_, element, tag) in enumerate(parts):
        kind = element.get(f"{W}fldCharType") if tag == _FIELD_MARK else None
        if kind == "begin":
            begun.append(place)
        elif kind == "end" and begun:
            ends[begun.pop()] = place
    return ends


NoteWords = Callable[[str, str], str]
"""Says by kind (`footnote`, `endnote`) and id what a note holds, so that equal notes give equal texts."""


def identity(atom: Inline, note_words: NoteWords, target: Callable[[str], str]) -> str:
    """The same for atoms that show the same. `target` says what a relation's id leads to."""
    kind = NOTE_REFERENCES.get(str(atom.element.tag))
    if kind:
        return f"{kind} {note_words(kind, atom.element.get(f'{W}id', ''))}"
    if atom.is_sign:
        return atom.text
    digest = blake2b(digest_size=16)
    for _, element in atom.parts:
        if element.tag not in ROOMLESS:
            _describe(element, digest.update, target)
    return digest.hexdigest()


def _describe(element: Element, write: Callable[[bytes], None], target: Callable[[str], str]) -> None:
    """What the element says; how its runs look, and how many they are, is no difference in that."""
    if element.tag in _TEXTS:
        write(let_go(element.text or "").encode("utf-8", "surrogatepass"))
        return
    if element.tag != f"{W}r":
        write("\0".join(_told(element, target)).encode("utf-8", "surrogatepass"))
    for each in element:
        if isinstance(each.tag, str) and each.tag not in ROOMLESS and each.tag not in _PASSED:
            _describe(each, write, target)


def _told(element: Element, target: Callable[[str], str]) -> Iterator[str]:
    """The element's name, and what its attributes say."""
    name = etree.QName(element).localname
    yield f"\0{name}"
    for key, value in sorted(element.attrib.items()):
        if str(key).startswith(R):
            yield target(str(value))
        elif name == "hyperlink":
            yield from [str(value)] if key == f"{W}anchor" else []
        elif str(key) not in _PASSING and not (name in ("docPr", "cNvPr") and key in ("id", "name")):
            yield f"{key!s}={value!s}"


_TEXTS = frozenset(W + name for name in ("t", "instrText"))
