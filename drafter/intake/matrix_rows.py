"""A matrix's lines, sorted into the header, headings, rows of cells and everything else. Pure.

A row is one line, its cells parted by tabs. The first line with several cells, all filled, names the columns; it comes
again at the head of each page, often below a running title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from drafter.intake.citations import matrix_marks
from drafter.intake.prose import fold, physical_lines

_TAG = re.compile(r"</?p(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_LABEL = re.compile(r"\(\s{0,3}([^\W\d_]{1,4})\s{0,3}\)(?:\s+|$)")


class RowKind(Enum):
    BLANK = "blank"
    FRONT = "front"
    """A line above the first header: the title, or a footnote."""
    RUNNING = "running title"
    HEADER = "header"
    SINGLE = "single"
    """Only the first cell is filled, and nothing in it shows an item: a heading, or the rest of a cut cell."""
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class Row:
    """One line."""

    line: int
    kind: RowKind
    cells: tuple[tuple[str, ...], ...]
    """The paragraphs of each cell; an empty cell has none."""

    @property
    def text(self) -> str:
        """The words of the first cell."""
        return " ".join(self.cells[0]) if self.cells else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A whole matrix."""

    columns: tuple[str, ...]
    """As the first header names them; empty where there is no header."""
    header_line: int
    rows: tuple[Row, ...]


def label(text: str) -> tuple[str, str]:
    """The letter of `(a) Ensure…` and the text after it; the letter is empty where a text starts without one.

    `(APA) members should…` starts with an acronym, not with a letter.
    """
    match = _LABEL.match(text)
    if match is None or (len(match[1]) > 1 and not match[1].islower()):
        return "", text
    return match[1], text[match.end() :]


def table(text: str) -> Table:
    """Sort every line. Without a header all lines are front matter or cells."""
    lines = [_cells(line) for line in physical_lines(text)]
    head = next((place for place, cells in enumerate(lines) if _names_columns(cells)), None)
    columns = tuple(" ".join(cell) for cell in lines[head]) if head is not None else ()
    names = tuple(fold(column) for column in columns)
    kinds = [_kind(cells, names) for cells in lines]
    for place in range(len(lines) if head is None else head):
        if kinds[place] is RowKind.SINGLE:
            kinds[place] = RowKind.FRONT
    _find_running(lines, kinds)
    rows = tuple(Row(number, kind, cells) for number, (kind, cells) in enumerate(zip(kinds, lines, strict=True), 1))
    return Table(columns, 1 if head is None else head + 1, rows)


def _cells(line: str) -> tuple[tuple[str, ...], ...]:
    """A line's cells as paragraphs. Only `<p>` and `</p>` are the form's; every other character is text."""
    cells = [tuple(part.strip() for part in _TAG.split(cell) if part.strip()) for cell in line.split("\t")]
    return tuple(cells) if any(cells) else ()


def _names_columns(cells: Sequence[tuple[str, ...]]) -> bool:
    return len(cells) > 1 and all(cells) and not any(_is_item(part) for cell in cells for part in cell)


def _is_item(text: str) -> bool:
    return bool(label(text)[0]) or next(matrix_marks(text), None) is not None


def _kind(cells: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> RowKind:
    if not cells:
        return RowKind.BLANK
    if names and tuple(fold(" ".join(cell)) for cell in cells) == names:
        return RowKind.HEADER
    if not cells[0] or any(cells[1:]) or any(_is_item(part) for part in cells[0]):
        return RowKind.CELLS
    return RowKind.SINGLE


def _find_running(lines: list[tuple[tuple[str, ...], ...]], kinds: list[RowKind]) -> None:
    """A single-cell line right above a header is the page's title, not a heading of the page before.

    A heading that is a table row (it has its tabs) is one only if it repeats a page title seen before.
    """
    known: set[str] = set()
    filled = [place for place, kind in enumerate(kinds) if kind is not RowKind.BLANK]
    for place, following in pairwise(filled):
        if kinds[following] is not RowKind.HEADER or kinds[place] not in (RowKind.SINGLE, RowKind.FRONT):
            continue
        words = fold(" ".join(lines[place][0]))
        if kinds[place] is RowKind.FRONT or len(lines[place]) == 1 or words in known:
            known.add(words)
            kinds[place] = RowKind.RUNNING
