"""A Word document that somebody sent, read as plain paragraphs: tracked changes as if all had been accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter.document.edited_document import EditedParagraph
from drafter.document.outline import Manifest
from drafter.errors import BadInput
from drafter.formats.docx import edited_reader
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.received_parts import ReceivedParts
from drafter.formats.docx.story_walk import StoryWalk


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
    """Every paragraph, one in a text box before the one that holds the box; but what an export says over a table on
    every page. Raises BadInput, with the file.
    """
    paragraphs = edited_reader.read(data, path).paragraphs
    return [_plain(paragraph) for paragraph in paragraphs if paragraph.style.casefold() != _SUBJECT]


def _plain(paragraph: EditedParagraph) -> WordParagraph:
    runs = [run for run in paragraph.runs if run.note_label and run.deleted is None]
    notes = tuple(f"{run.note_label}: {_with_hyphens(run.note)}".rstrip(": ") for run in runs)
    text = _with_hyphens(paragraph.accepted)
    return WordParagraph(text, paragraph.style, paragraph.rows, paragraph.label, notes)


def _with_hyphens(text: str) -> str:
    """Hyphens that a line isn't broken at are hyphens here, and those that show only where it is broken are none."""
    return text if text.isascii() else text.translate(_HYPHENS)


_SUBJECT = "table subject"
"""The name of the style of that, which `styles` has too: reading a file loads none of what writes one."""
_HYPHENS = {0x2011: "-", 0x00AD: None}
_WIDEST = 63
"""Columns that a table in Word can have."""


def table_rows(data: bytes, path: Path | str, between: str = " ") -> list[list[str]]:
    """The rows of the document's tables, each cell's paragraphs joined by `between`; one of a table in a cell stands
    after the row around it. A cell that is merged across has empty ones behind it, one that is merged down has the text
    of the first in every row. One that only says over the columns' titles what an export's table is about has none.
    Raises BadInput, with the file.
    """
    parts = ReceivedParts(data, path)
    with edited_reader.within_bounds(path):
        return list(_rows(parts.main, StoryWalk(edited_reader.surroundings(parts)), between))


def _rows(document: Element, walk: StoryWalk, between: str) -> Iterator[list[str]]:
    above: list[str] = []
    for row in document.iter(f"{W}tr"):
        if _is_running(row):
            yield []
            continue
        before = row.getprevious()
        first = before is None or before.tag != f"{W}tr"
        above = list(_cells(row, [] if first else above, walk, between))
        yield above


def _is_running(row: Element) -> bool:
    """Whether the row says over the columns' titles, on every page, what the table is about."""
    following = row.getnext()
    heads = (each is not None and each.find(f"{W}trPr/{W}tblHeader") is not None for each in (row, following))
    return len(row.findall(f"{W}tc")) == 1 and all(heads)


def _cells(row: Element, above: list[str], walk: StoryWalk, between: str) -> Iterator[str]:
    column = 0
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue
        words = (_with_hyphens(each.accepted).strip() for each in walk.read(cell))
        text = between.join(each for each in words if each)
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
        return ReceivedParts(data, "").manifest
    except BadInput:
        return None
