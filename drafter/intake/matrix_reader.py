"""Reads a mapping exercise in the form of a matrix, one column a region, from tab-separated text. Touches no file.

A row is one line, its cells separated by tabs. The first line with several cells, all filled, names the columns; it
is repeated at the top of each page, often below a running title.

Cells hold items, each ended by its citation. A cell that a page break cut continues in the same column below the next
header. A matrix names its regions but has no codes: `regions.identify_regions` finds them later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from drafter.errors import Problem
from drafter.intake.citation_marks import (
    CitedText,
    ListCitations,
    ends_inside_citation,
    find_matrix_marks,
    parse_numeral,
    split_at_citations,
)
from drafter.intake.joined_lines import (
    TOO_LONG,
    Aside,
    Prose,
    SourceText,
    physical_lines,
    shorten,
    starts_lowercase,
    title_key,
)
from drafter.intake.mapping_annex import AnnexBuilder, AnnexItem, SourceAnnex

_TAG = re.compile(r"</?p(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_LABEL = re.compile(r"\(\s{0,3}([^\W\d_]{1,4})\s{0,3}\)(?:\s+|$)")


class RowKind(Enum):
    BLANK = "blank"
    FRONT = "front"
    """A line above the first header: the matrix's title, or a footnote."""
    RUNNING = "running title"
    HEADER = "header"
    SINGLE = "single"
    """Only the first cell is filled, without label or citation: a heading, or the rest of a cut cell."""
    CELLS = "cells"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One line of the file."""

    line: int
    kind: RowKind
    cells: tuple[tuple[str, ...], ...]
    """For each cell its paragraphs; none for an empty cell."""

    @property
    def text(self) -> str:
        """The text of the first cell; empty for a blank line."""
        return " ".join(self.cells[0]) if self.cells else ""


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """All rows of a matrix."""

    columns: tuple[str, ...]
    """The names in the first header; empty where there is no header."""
    header_line: int
    """The line of the first header, counted from 1; 1 where there is none."""
    rows: tuple[MatrixRow, ...]


def split_label(text: str) -> tuple[str, str]:
    """Split `(a) Ensure…` into letter and text; the letter is empty where a text starts without one.

    `(APA) members should…` starts with an acronym, not with a letter.
    """
    match = _LABEL.match(text)
    if match is None or (len(match[1]) > 1 and not match[1].islower()):
        return "", text
    return match[1], text[match.end() :]


def parse_matrix(text: str) -> MatrixTable:
    """Split a matrix's text into rows and say of each what it is. Without a header there are only front and cells."""
    lines = [_cells(line) for line in physical_lines(text)]
    head = next((place for place, cells in enumerate(lines) if _names_columns(cells)), None)
    columns = tuple(" ".join(cell) for cell in lines[head]) if head is not None else ()
    names = tuple(title_key(column) for column in columns)
    kinds = [_row_kind(cells, names) for cells in lines]
    for place in range(len(lines) if head is None else head):
        if kinds[place] is RowKind.SINGLE:
            kinds[place] = RowKind.FRONT
    _mark_running_titles(lines, kinds)
    rows = tuple(
        MatrixRow(number, kind, cells) for number, (kind, cells) in enumerate(zip(kinds, lines, strict=True), 1)
    )
    return MatrixTable(columns, 1 if head is None else head + 1, rows)


def _cells(line: str) -> tuple[tuple[str, ...], ...]:
    """A line's cells as paragraphs, empty for a blank line. Only `<p>` and `</p>` are markup; all else is text."""
    cells = [tuple(part.strip() for part in _TAG.split(cell) if part.strip()) for cell in line.split("\t")]
    return tuple(cells) if any(cells) else ()


def _names_columns(cells: Sequence[tuple[str, ...]]) -> bool:
    return len(cells) > 1 and all(cells) and not any(_is_item(part) for cell in cells for part in cell)


def _is_item(text: str) -> bool:
    return bool(split_label(text)[0]) or next(find_matrix_marks(text), None) is not None


def _row_kind(cells: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> RowKind:
    if not cells:
        return RowKind.BLANK
    if names and tuple(title_key(" ".join(cell)) for cell in cells) == names:
        return RowKind.HEADER
    if not cells[0] or any(cells[1:]) or any(_is_item(part) for part in cells[0]):
        return RowKind.CELLS
    return RowKind.SINGLE


def _mark_running_titles(lines: list[tuple[tuple[str, ...], ...]], kinds: list[RowKind]) -> None:
    """Change the kind of lines right above a header to RUNNING: they are a page's title, not a heading.

    A row with tabs is one only if it repeats a running title seen before; without, it is a heading of the table.
    """
    known: set[str] = set()
    filled = [place for place, kind in enumerate(kinds) if kind is not RowKind.BLANK]
    for place, following in pairwise(filled):
        if kinds[following] is not RowKind.HEADER or kinds[place] not in (RowKind.SINGLE, RowKind.FRONT):
            continue
        words = title_key(" ".join(lines[place][0]))
        if kinds[place] is RowKind.FRONT or len(lines[place]) == 1 or words in known:
            known.add(words)
            kinds[place] = RowKind.RUNNING


_AGAIN = re.compile(r"\s*\(\s*cont(?:inued|[’'‘´`]?d)?\.?\s*\)\s*$", re.IGNORECASE)
_UNCITED = "End it with its citation, such as [Report, para. 62a]."


@dataclass(frozen=True, slots=True)
class _Heading:
    line: int
    number: str
    title: str
    again: bool
    """Whether it says `(cont'd)`: it repeats a heading from the page before."""

    @classmethod
    def of(cls, row: MatrixRow) -> _Heading:
        words = _AGAIN.sub("", row.text)
        number, title = parse_numeral(words) or ("", words)
        return cls(row.line, number, title, words != row.text)


def read_matrix(source: SourceText) -> tuple[SourceAnnex | None, tuple[Problem, ...]]:
    """Read a matrix. Returns the annex, with column names for regions, and the problems; None where it is no matrix."""
    table = parse_matrix(source.text)
    if not table.columns or next(find_matrix_marks(source.text), None) is None:
        return None, (_no_matrix(source),)
    reader = _Reader(source.file, table.columns)
    reader.read(table)
    title, asides = _title_and_asides(table)
    annex = SourceAnnex(
        "matrix",
        source.file,
        title,
        reader.builder.sections(),
        columns=table.columns,
        header_line=table.header_line,
        asides=asides,
    )
    return annex, reader.builder.problems()


def _no_matrix(source: SourceText) -> Problem:
    if not source.text.strip():
        return Problem(source.file, None, "The file is empty.", "Give the matrix as a text file with tabs.")
    if next(find_matrix_marks(source.text), None) is not None:
        what = "No row names the regions: this matrix has no header row of two or more filled cells parted by tabs."
        return Problem(source.file, None, what, "Write the regions' names above its columns.")
    if ListCitations.discover(source.text).codes:
        what = "This is a list, not a matrix: it cites as in [AP 62(a)]."
        return Problem(source.file, None, what, "Give it as the list (--list).")
    what = "This isn't a matrix of recommendations: there is no citation such as [Report, para. 62a] in it."
    return Problem(source.file, None, what, "Every recommendation must end with its citation.")


def _title_and_asides(table: MatrixTable) -> tuple[str, tuple[Aside, ...]]:
    """The matrix's title, empty for none, and the other lines above the header. A running title is the title."""
    above = [row for row in table.rows[: table.header_line - 1] if row.cells]
    running = [row for row in above if row.kind is RowKind.RUNNING]
    title = (running or above)[-1].text if above else ""
    return title, tuple(Aside(row.line, row.text) for row in above if row.text != title)


class _Reader:
    """Reads the rows of a matrix in one pass into an `AnnexBuilder`."""

    def __init__(self, file: str, columns: tuple[str, ...]) -> None:
        self.builder = AnnexBuilder(file)
        self.columns = columns
        self.pending: list[Prose | None] = [None] * len(columns)
        """For each column the text that no citation has ended yet; None for none."""

    def read(self, table: MatrixTable) -> None:
        for row in table.rows[: table.header_line - 1]:
            if row.kind is RowKind.CELLS:
                what = f"This row stands above the header in line {table.header_line}."
                self.builder.problem(row.line, what, "Name every column in the first row of the table.")
        for name in {name for name in self.columns if self.columns.count(name) > 1}:
            what = f"The header has two columns “{shorten(name)}”."
            self.builder.problem(table.header_line, what, "Give each column a name of its own.")
        for row in table.rows[table.header_line :]:
            if row.kind is RowKind.CELLS:
                self._take_cells(row)
            elif row.kind is RowKind.SINGLE:
                self._take_single(row, _Heading.of(row))
        self._end_all_pending()

    def _take_single(self, row: MatrixRow, heading: _Heading) -> None:
        """Take a row with only its first cell filled: a heading, or more of the first column's pending text."""
        before = self.pending[0]
        if self._is_repeated(heading):
            return  # each page repeats the headings above cells that go on
        if before and not heading.again and (starts_lowercase(row.text) or before.text.endswith(("-", ","))):
            self._take_cells(row)
        else:
            self._add_heading(heading)

    def _is_repeated(self, heading: _Heading) -> bool:
        section, theme = self.builder.section, self.builder.theme
        if theme and theme.number == heading.number and title_key(theme.title) == title_key(heading.title):
            return True
        return section is not None and not heading.number and title_key(section.title) == title_key(heading.title)

    def _add_heading(self, heading: _Heading) -> None:
        self._end_all_pending()
        if heading.again:
            what = f"“{shorten(heading.title)}” is said to be continued, but it is not the heading above."
            self.builder.problem(heading.line, what, "Write the heading as it stands where it begins.")
        if heading.number and not heading.title:
            what = f"The numeral {heading.number}. has no title."
            self.builder.problem(heading.line, what, "Write its theme's title after it.")
        elif heading.number:
            self.builder.add_theme(heading.line, heading.number, heading.title)
        else:
            self.builder.add_heading(heading.line, heading.title)

    def _take_cells(self, row: MatrixRow) -> None:
        cells = row.cells
        if len(cells) != len(self.columns) and (len(cells) < len(self.columns) or any(cells[len(self.columns) :])):
            what = f"This row has {len(cells)} cells, but the header has {len(self.columns)}."
            self.builder.problem(row.line, what, "Part the cells with one tab each, the empty ones too.")
        elif self._is_strange_header(cells):
            what = "This row looks like a header, but its names are not those of the first header."
            self.builder.problem(row.line, what, "Name the columns alike on every page.")
            return
        for column, cell in enumerate(cells[: len(self.columns)]):
            for text in cell:
                self._take_text(column, Prose.of(row.line, text))

    def _is_strange_header(self, cells: tuple[tuple[str, ...], ...]) -> bool:
        """Whether a row is a header with other names: all cells filled, no item in any, and no pending text."""
        filled = all(cells) and len(cells) == len(self.columns) and not any(self.pending)
        return filled and not any(
            next(find_matrix_marks(text), None) or split_label(text)[0] for cell in cells for text in cell
        )

    def _take_text(self, column: int, text: Prose) -> None:
        """Take one paragraph of a cell: add its items; what follows the last citation becomes pending."""
        before = self.pending[column]
        whole = before.then(text) if before and self._is_rest(before, text) else text
        if before and whole is text:
            self._end_pending(column)
        if "]" not in text.text and len(whole.text) <= TOO_LONG:
            self.pending[column] = whole  # no citation can end in it
            return
        cited, rest = split_at_citations(whole, find_matrix_marks(whole.text))
        self.pending[column] = rest if rest.text else None
        for item in cited:
            self._add_item(column, item)
        if len(rest.text) > TOO_LONG:
            self._end_pending(column)

    def _is_rest(self, before: Prose, text: Prose) -> bool:
        """Whether a paragraph continues its column's pending text, rather than starting another item.

        A paragraph that opens with `(b)` starts an item. But the rest of a cut item may open with `(ii)`, counting
        within the item: then its citation has the letter with which the pending text began.
        """
        opening = split_label(text.text)[0]
        if not opening:
            return True
        mark = next(find_matrix_marks(text.text), None)
        return mark is not None and bool(mark.letter) and mark.letter == split_label(before.text)[0] != opening

    def _add_item(self, column: int, cited: CitedText) -> None:
        mark = cited.mark
        opening, text = split_label(cited.prose.text)
        if mark.paragraph is None:
            what = f"The citation “{shorten(cited.citation.strip())}” is cut in half or garbled."
            self.builder.problem(cited.line, what, "Write it in full, such as [Report, para. 62a].")
        elif not text:
            what = f"There is no recommendation before the citation {cited.citation}."
            self.builder.problem(cited.line, what, "Write its text before it, or take the citation away.")
        else:
            letter = mark.letter or opening
            completed = bool(opening) and not mark.letter
            name = self.columns[column]
            self.builder.add_item(AnnexItem(cited.prose.line, name, mark.paragraph, letter, text, opening, completed))

    def _end_pending(self, column: int) -> None:
        """End a column's pending text: a problem, since it has no citation. Does nothing where there is none."""
        text, self.pending[column] = self.pending[column], None
        if text is None:
            return
        half = next(find_matrix_marks(text.text), None)
        if half and ends_inside_citation(text.text):
            what = f"The citation “{shorten(text.text[half.start :])}” is cut in half."
            self.builder.problem(text.line_at(half.start), what, "Write it in full, such as [Report, para. 62a].")
        else:
            what = f"There is no citation after “{shorten(text.text)}” in the column {self.columns[column]}."
            self.builder.problem(text.line, what, _UNCITED)

    def _end_all_pending(self) -> None:
        for column in range(len(self.columns)):
            self._end_pending(column)
