"""A Word document that somebody sent, read: its paragraphs in order, with what each of them is.

python-docx opens it, behind the guard. Its own `paragraph.text` passes over what stands in tracked insertions and in
content controls, so the tree is walked here: tracked changes are read as if all had been accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from lxml import etree

from drafter.document.outline import KnownParagraph, Manifest
from drafter.draft.text import ATTRIBUTED
from drafter.errors import BadInput
from drafter.formats.docx import guard
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.list_labels import ListLabels
from drafter.formats.docx.package import MANIFEST, Unreadable, opened, related, root


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph of a Word document's body, of its tables and text boxes too."""

    text: str
    """Line ends and tabs as blanks. Empty for a paragraph without text."""
    style: str
    """The style's name, as Word shows it; empty for none."""
    rows: tuple[int, ...] = ()
    """The rows of tables that it stands in, from the outermost, each by its number in the document."""
    label: str = ""
    """The label that Word counts for it, `1.`, `(a)`, `•`; empty for none, and for one that is typed."""
    notes: tuple[str, ...] = ()
    """The footnotes and endnotes that it cites, each as `Footnote 1: …`, numbered through."""


def read(data: bytes, path: Path | str) -> list[WordParagraph]:
    """Every paragraph, one in a text box before the one that holds the box. Raises BadInput, with the file."""
    tree, walk = _walk(data, path)
    return list(walk.paragraphs(tree))


def _walk(data: bytes, path: Path | str) -> tuple[Element, _Walk]:
    """The document's tree, and what goes through it."""
    document = _open(data, path)
    tree = document.element
    etree.strip_tags(tree, etree.Comment, etree.PI)
    styles = _related_tree(document, RELATIONSHIP_TYPE.STYLES)
    labels = ListLabels(_related_tree(document, RELATIONSHIP_TYPE.NUMBERING), styles)
    notes = {
        kind: _notes(_related_tree(document, relation), kind)
        for kind, relation in (("footnote", RELATIONSHIP_TYPE.FOOTNOTES), ("endnote", RELATIONSHIP_TYPE.ENDNOTES))
    }
    return tree, _Walk(_style_names(styles), labels, notes)


def _related_tree(document: Document, relation: str) -> Element | None:
    """The root of a part that belongs to the document; None where it has none, or none that is XML."""
    found = related(document.part, relation)
    if found is None:
        return None
    with suppress(etree.XMLSyntaxError):
        return root(found)
    return None


def _style_names(styles: Element | None) -> dict[str, str]:
    """The name of each style, by its id, which Word and LibreOffice change at will."""
    if styles is None:
        return {}
    named = ((style, style.find(f"{W}name")) for style in styles.iterfind(f"{W}style"))
    return {str(style.get(f"{W}styleId")): str(name.get(f"{W}val")) for style, name in named if name is not None}


def _notes(notes: Element | None, kind: str) -> dict[str, str]:
    """The words of each note, by its id."""
    if notes is None:
        return {}
    return {
        str(note.get(f"{W}id")): " ".join("".join(text.text or "" for text in note.iter(f"{W}t")).split())
        for note in notes.iterfind(f"{W}{kind}")
    }


def _open(data: bytes, path: Path | str) -> Document:
    try:
        return opened(guard.checked(data, path, only_read=True))
    except Unreadable as error:
        raise BadInput.of(path, f"This can't be read as a Word document: {error}.", "Save it again in Word.") from error


_WIDEST = 63
"""Columns that a table in Word can have."""
_LEFT_OUT = frozenset(
    {
        *(W + name for name in ("del", "moveFrom", "instrText", "rPr", "pPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_CITING = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_SIGNS = {f"{W}tab": " ", f"{W}br": " ", f"{W}cr": " ", f"{W}noBreakHyphen": "-"}


class _Walk:
    """Goes through a document's tree once."""

    def __init__(self, style_names: dict[str, str], labels: ListLabels, notes: dict[str, dict[str, str]]) -> None:
        self._style_names = style_names
        self._labels = labels
        self._notes = notes
        self._words: list[list[str]] = []
        """The words of the paragraphs that are open: a text box is one within another. Below, the notes they cite."""
        self._cited: list[list[str]] = []
        self._cited_so_far = 0
        self._rows: tuple[int, ...] = ()
        self._row = 0

    def paragraphs(self, parent: Element) -> Iterator[WordParagraph]:
        """Those under this element. XML is never deeper than lxml's 256, so this may call itself."""
        for element in parent:
            tag = element.tag
            if tag == f"{W}t":
                self._write(element.text or "")
            elif tag in _SIGNS:
                self._write(_SIGNS[tag])
            elif tag in _CITING:
                self._cite(_CITING[tag], str(element.get(f"{W}id", "")))
            elif tag == f"{W}p":
                yield from self._paragraph(element)
            elif tag == f"{W}tr":
                yield from self._table_row(element)
            elif tag not in _LEFT_OUT:
                yield from self.paragraphs(element)

    def _write(self, words: str) -> None:
        if self._words:
            self._words[-1].append(words)

    def _cite(self, kind: str, id: str) -> None:
        self._cited_so_far += 1
        if self._cited:
            words = self._notes[kind].get(id, "")
            self._cited[-1].append(f"{kind.capitalize()} {self._cited_so_far}: {words}".rstrip(": "))

    def _paragraph(self, element: Element) -> Iterator[WordParagraph]:
        self._words.append([])
        self._cited.append([])
        style = element.find(f"{W}pPr/{W}pStyle")
        id = str(style.get(f"{W}val", "")) if style is not None else ""
        label = self._labels.label(element, id)
        yield from self.paragraphs(element)
        words, notes = "".join(self._words.pop()), tuple(self._cited.pop())
        yield WordParagraph(words, self._style_names.get(id, id), self._rows, label, notes)

    def _table_row(self, element: Element) -> Iterator[WordParagraph]:
        around = self._rows
        self._row += 1
        self._rows = (*around, self._row)
        yield from self.paragraphs(element)
        self._rows = around


def table_rows(data: bytes, path: Path | str) -> list[list[str]]:
    """The rows of the document's tables, each cell's paragraphs joined by blanks; one of a table in a cell stands after
    the row around it. A cell that is merged across has empty ones behind it, one that is merged down has the text of
    the first in every row. Raises BadInput, with the file.
    """
    tree, walk = _walk(data, path)
    found: list[list[str]] = []
    above: list[str] = []
    for row in tree.iter(f"{W}tr"):
        before = row.getprevious()
        first = before is None or before.tag != f"{W}tr"
        above = list(_cells(row, [] if first else above, walk))
        found.append(above)
    return found


def _cells(row: Element, above: list[str], walk: _Walk) -> Iterator[str]:
    column = 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        words = (each.text.strip() for each in walk.paragraphs(cell))
        text = " ".join(each for each in words if each)
        down = cell.find(f"{W}tcPr/{W}vMerge")
        if down is not None and down.get(f"{W}val", "continue") == "continue" and column < len(above):
            text = above[column]
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        across = span.get(f"{W}val", "1") if span is not None else "1"
        width = min(int(across), _WIDEST) if across.isdecimal() else 1
        yield from (text, *("" for _ in range(width - 1)))
        column += width


def manifest(data: bytes) -> Manifest | None:
    """The manifest that an export carries, wherever a program that saved it has put the part; None for none."""
    try:
        document = _open(data, "")
    except BadInput:
        return None
    blobs = (part.blob for part in document.part.package.iter_parts() if part.partname.startswith("/customXml/"))
    return next((found for blob in blobs if (found := _manifest(blob))), None)


def _manifest(blob: bytes) -> Manifest | None:
    try:
        tree = etree.fromstring(blob, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if tree.tag != f"{{{MANIFEST}}}manifest":
        return None
    known = tuple(
        KnownParagraph(paragraph.get("id", ""), paragraph.get("ref", ""), paragraph.get("hash", ""))
        for paragraph in tree.iterfind(f"{{{MANIFEST}}}paragraph")
    )
    draft, version, corpus, fingerprint = (tree.get(name, "") for name in ("draft", "version", "corpus", "fingerprint"))
    return Manifest(draft, version, corpus, fingerprint, known, tree.get("view", ATTRIBUTED.name))
