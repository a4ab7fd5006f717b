"""Reads a mapping exercise in the form of a matrix, one column a region, from tab-separated text. Touches no file.

A row is one line, its cells separated by tabs. The first line with several cells, all filled, names the columns; it
is repeated at the top of each page, often below a running title.

Cells hold items, each ended by its citation. A cell that a page break cut continues in the same column below the next
header. A matrix names its regions but has no codes: `regions.identify_regions` finds them later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol

from drafter.corpus.corpus import About, HeadingLevel
from drafter.errors import Problem
from drafter.intake.citation_marks import (
    LONGEST_MARK,
    CitationMark,
    CitedText,
    ListCitations,
    ends_inside_citation,
    find_matrix_marks,
    parse_numeral,
    split_at_citations,
)
from drafter.intake.found_lines import TITLE
from drafter.intake.heading_levels import PLAIN, FoundHeading, heading_levels
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
from drafter.intake.recommendation_table import number_and_title
from drafter.intake.regions import read_legend
from drafter.intake.turned_matrix import turned_back

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
    head: int
    """How many rows stand above the first header; 0 where there is none."""
    rows: tuple[MatrixRow, ...]

    @property
    def header_line(self) -> int:
        """The line of the first header, counted from 1; 1 where there is none."""
        return self.rows[self.head].line if self.columns else 1


def split_label(text: str) -> tuple[str, str]:
    """Split `(a) Ensure…` into letter and text; the letter is empty where a text starts without one.

    `(APA) members should…` starts with an acronym, not with a letter.
    """
    match = _LABEL.match(text)
    if match is None or (len(match[1]) > 1 and not match[1].islower()):
        return "", text
    return match[1], text[match.end() :]


class CitationFinder(Protocol):
    """Finds the citations in a text."""

    def __call__(self, text: str, position: int = 0) -> Iterator[CitationMark]:
        """Those that begin at this position or later, in order."""


def parse_matrix(source: SourceText, marks: CitationFinder = find_matrix_marks) -> MatrixTable:
    """Split a matrix into rows and say of each what it is. Without a header there are only front and cells."""
    numbered = source.rows or _rows(source.text)
    lines = [cells if any(cells) else () for _, cells in numbered]
    head = next((place for place, cells in enumerate(lines) if _names_columns(cells, marks)), None)
    columns = tuple(" ".join(cell) for cell in lines[head]) if head is not None else ()
    names = tuple(title_key(column) for column in columns)
    kinds = [_row_kind(cells, names, marks) for cells in lines]
    for place in range(len(lines) if head is None else head):
        if kinds[place] is RowKind.SINGLE:
            kinds[place] = RowKind.FRONT
    _mark_running_titles(lines, kinds, once=not source.rows)
    rows = tuple(
        MatrixRow(number, kind, cells) for (number, _), kind, cells in zip(numbered, kinds, lines, strict=True)
    )
    return MatrixTable(columns, head or 0, rows)


def _rows(text: str) -> tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]:
    return tuple(enumerate(map(_cells, physical_lines(text)), 1))


def _cells(line: str) -> tuple[tuple[str, ...], ...]:
    """A line's cells as paragraphs, empty for a blank line. Only `<p>` and `</p>` are markup; all else is text."""
    cells = [tuple(part.strip() for part in _TAG.split(cell) if part.strip()) for cell in line.split("\t")]
    return tuple(cells) if any(cells) else ()


def _names_columns(cells: Sequence[tuple[str, ...]], marks: CitationFinder) -> bool:
    return len(cells) > 1 and all(cells) and not any(_is_item(part, marks) for cell in cells for part in cell)


def _is_item(text: str, marks: CitationFinder) -> bool:
    return bool(split_label(text)[0]) or next(marks(text), None) is not None


def _row_kind(cells: tuple[tuple[str, ...], ...], names: tuple[str, ...], marks: CitationFinder) -> RowKind:
    if not cells:
        return RowKind.BLANK
    if names and tuple(title_key(" ".join(cell)) for cell in cells) == names:
        return RowKind.HEADER
    if not cells[0] or any(cells[1:]) or any(_is_item(part, marks) for part in cells[0]):
        return RowKind.CELLS
    return RowKind.SINGLE


def _mark_running_titles(lines: list[tuple[tuple[str, ...], ...]], kinds: list[RowKind], *, once: bool) -> None:
    """Change the kind of lines right above a header to RUNNING: they are a page's title, not a heading.

    A row with tabs is one only if it repeats a running title seen before; without, it is a heading of the table. Where
    the format itself has tables, whose heading may stand above each, that holds of any line, unless `once`.
    """
    known: set[str] = set()
    filled = [place for place, kind in enumerate(kinds) if kind is not RowKind.BLANK]
    for place, following in pairwise(filled):
        if kinds[following] is not RowKind.HEADER or kinds[place] not in (RowKind.SINGLE, RowKind.FRONT):
            continue
        words = title_key(" ".join(lines[place][0]))
        if kinds[place] is RowKind.FRONT or (once and len(lines[place]) == 1) or words in known:
            known.add(words)
            kinds[place] = RowKind.RUNNING


_SECTION, _THEME, _REMARKS = "section", "theme", "remarks"
_ROLES = {
    **dict.fromkeys(("section", "agendaitem", "chapter", "pillar"), _SECTION),
    **dict.fromkeys(("theme", "topic", "thematicarea", "cluster", "issue", "subject"), _THEME),
    **dict.fromkeys(("remarks", "remark", "comments", "comment", "notes", "note", "observations"), _REMARKS),
}
"""By their names, the columns of a matrix that are none of a region's."""
_NOTHING = About()


def _role(head: str, remarks: str) -> str:
    """What a column holds that is none of a region's; empty for a region's."""
    return _REMARKS if remarks and title_key(head) == remarks else _ROLES.get(title_key(head), "")


_MOSTLY = 0.8
"""The share of a column's citations of one region, 0 to 1, from which the column is that region's."""
_LONGEST_HEAD = 100
"""Characters of a column's name: a cell with more is the beginning of a recommendation."""
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


def read_matrix(source: SourceText, about: About = _NOTHING) -> tuple[SourceAnnex | None, tuple[Problem, ...]]:
    """Read a matrix. Returns the annex, with column names for regions, and the problems; None where it is no matrix.

    Where the citations name the regions, `[AP 62(a)]`, those codes are the items' regions. One that is turned round,
    with the regions' names in the first column, is turned back.
    """
    codes = frozenset(region.code for region in about.regions)
    remarks = title_key(dict(about.columns).get("remarks", ""))
    listed = ListCitations(codes, declared=True) if codes else ListCitations.discover(source.text)
    counts = [sum(1 for _ in marks(source.text)) for marks in (find_matrix_marks, listed.marks)]
    coded = counts[1] > counts[0]
    marks = listed.marks if coded else find_matrix_marks
    rows = source.rows or _rows(source.text)
    turned = turned_back(rows, source.levels, marks, about.regions, lambda head: _role(head, remarks) == _REMARKS)
    source = replace(source, rows=turned) if turned else source
    table = parse_matrix(source, marks)
    if not table.columns or max(counts) == 0 or (coded and not source.rows):
        return None, (_no_matrix(source),)
    reader = _Reader(source, table, marks, remarks)
    settled = heading_levels(source.file, reader.headings, about.headings)
    if reader.headings:
        levels = {heading.line: level for heading, level in zip(reader.headings, settled.levels, strict=True)}
        reader = _Reader(source, table, marks, remarks, levels)
    for question in settled.questions:
        reader.builder.doubt(question)
    title, asides = _title_and_asides(table)
    annex = SourceAnnex(
        "matrix",
        source.file,
        title,
        reader.builder.sections(),
        columns=tuple(name for name, role in zip(table.columns, reader.roles, strict=True) if not role),
        header_line=table.header_line,
        asides=tuple(sorted((*asides, *reader.asides), key=lambda aside: aside.line)),
        legend=tuple(entry for row in table.rows for entry in read_legend(_prose(row))),
        names=reader.codes_of_columns() if coded else {},
        coded=coded,
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


def _prose(row: MatrixRow) -> Prose:
    return Prose.of(row.line, row.text)


def _title_and_asides(table: MatrixTable) -> tuple[str, tuple[Aside, ...]]:
    """The matrix's title, empty for none, and the other lines above the header. A running title is the title."""
    above = [row for row in table.rows[: table.head] if row.cells]
    running = [row for row in above if row.kind is RowKind.RUNNING]
    title = (running or above)[-1].text if above else ""
    return title, tuple(Aside(row.line, row.text) for row in above if row.text != title)


class _Reader:
    """Reads the rows of a matrix in one pass into an `AnnexBuilder`."""

    def __init__(
        self,
        source: SourceText,
        table: MatrixTable,
        marks: CitationFinder,
        remarks: str,
        settled: Mapping[int, HeadingLevel] = MappingProxyType({}),
    ) -> None:
        """Read the table. `remarks` is the key of the head that the user says to be that of remarks, empty for none;
        `settled` says, by its line, what each heading heads.
        """
        self.builder = AnnexBuilder(source.file)
        self.columns = columns = table.columns
        self._settled = settled
        self._headings: list[FoundHeading] = []
        self._with_items: set[int] = set()
        """The lines of the headings right below which recommendations stand."""
        self.roles = [_role(column, remarks) for column in columns]
        """What a column holds that is none of a region's: its section, its theme, remarks."""
        self.asides: list[Aside] = []
        self._marks = marks
        self._levels = source.levels
        self._has_tables = bool(source.rows)
        self._below_header = True
        """Whether no cells were read since the last header."""
        self._cited: dict[str, list[tuple[str, int, str]]] = {}
        """By a column, the codes that its citations name, each with its line and citation."""
        self.pending: list[Prose | None] = [None] * len(columns)
        """For each column the text that no citation has ended yet; None for none."""
        self._read(table)

    @property
    def headings(self) -> list[FoundHeading]:
        """Those in rows of their own, in the order of the file."""
        return [replace(heading, has_items=heading.line in self._with_items) for heading in self._headings]

    def _read(self, table: MatrixTable) -> None:
        for row in table.rows[: table.head]:
            if row.kind is RowKind.CELLS:
                what = f"This row stands above the header in line {table.header_line}."
                self.builder.problem(row.line, what, "Name every column in the first row of the table.")
        for name in {name for name in self.columns if self.columns.count(name) > 1}:
            what = f"The header has two columns “{shorten(name)}”."
            self.builder.problem(table.header_line, what, "Give each column a name of its own.")
        for row in self._headings_above(table):
            self._add_heading(_Heading.of(row))
        for row in table.rows[table.head + 1 :]:
            if row.kind is RowKind.CELLS:
                self._take_cells(row)
                self._below_header = False
            elif row.kind is RowKind.HEADER:
                self._below_header = True
            elif row.kind is RowKind.SINGLE:
                self._take_single(row, _Heading.of(row))
        self._end_all_pending()

    def _headings_above(self, table: MatrixTable) -> list[MatrixRow]:
        """The section's and the theme's heading that stand above the first table, where its items follow at once."""
        below = [row for row in table.rows[table.head + 1 :] if row.cells]
        if not self._has_tables or any(self.roles) or (below and below[0].kind is not RowKind.CELLS):
            return []
        above = [row for row in table.rows[: table.head] if row.cells and row.kind is not RowKind.CELLS]
        titled = [row for row in above if self._levels.get(row.line) != TITLE and not read_legend(_prose(row))]
        return titled[-2:] if len(titled) < len(above) or len(titled) < 2 else titled[1:][-2:]

    def _take_single(self, row: MatrixRow, heading: _Heading) -> None:
        """Take a row with only its first cell filled: a heading, or more of the first column's pending text."""
        before = self.pending[0]
        if self._is_repeated(heading):
            return  # each page repeats the headings above cells that go on
        if not any(self.pending) and starts_lowercase(row.text) and self.builder.go_on(row.text):
            return  # the end of a page cut the heading in two
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
        else:
            self._place_heading(heading)

    def _place_heading(self, heading: _Heading) -> None:
        found = FoundHeading(heading.line, heading.title, heading.number, self._levels.get(heading.line, 0))
        self._headings.append(found)
        match self._settled.get(heading.line):
            case HeadingLevel.PART:
                self.asides.append(Aside(heading.line, heading.title))
            case HeadingLevel.THEME if not heading.number:
                self.builder.add_theme(heading.line, *number_and_title(heading.title))
            case HeadingLevel.SECTION if heading.number or found.kind != PLAIN:
                title = f"{heading.number}. {heading.title}" if heading.number else heading.title
                self.builder.add_section(heading.line, title)
            case _ if heading.number:
                self.builder.add_theme(heading.line, heading.number, heading.title)
            case _:
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
            if self.roles[column] and cell:
                self._take_role(self.roles[column], row.line, " ".join(cell))
        for column, cell in enumerate(cells[: len(self.columns)]):
            for text in () if self.roles[column] else cell:
                self._take_text(column, Prose.of(row.line, text))

    def _take_role(self, role: str, line: int, text: str) -> None:
        """Take a cell that says the row's section or theme, or remarks on it."""
        section, theme = self.builder.section, self.builder.theme
        number, title = number_and_title(text)
        if role == _REMARKS:
            self.asides.append(Aside(line, text))
        elif role == _SECTION and (section is None or section.title != text):
            self._end_all_pending()
            self.builder.add_section(line, text)
        elif role == _THEME and (theme is None or (theme.number, theme.title) != (number, title)):
            self._end_all_pending()
            if section is None:
                self.builder.add_section(line, self.columns[self.roles.index(_THEME)])
            self.builder.add_theme(line, number, title)

    def _is_strange_header(self, cells: tuple[tuple[str, ...], ...]) -> bool:
        """Whether a row is a header with other names: all cells filled, no item in any, and no pending text."""
        filled = all(cells) and len(cells) == len(self.columns) and not any(self.pending)
        if self._below_header or any(len(" ".join(cell)) > _LONGEST_HEAD for cell in cells):
            return False
        return filled and not any(_is_item(text, self._marks) for cell in cells for text in cell)

    def _take_text(self, column: int, text: Prose) -> None:
        """Take one paragraph of a cell: add its items; what follows the last citation becomes pending."""
        before = self.pending[column]
        whole = before.then(text) if before and self._is_rest(before, text) else text
        if before and whole is text:
            self._end_pending(column)
        if "]" not in text.text and len(whole.text) <= TOO_LONG:
            self.pending[column] = whole  # no citation can end in it
            return
        # In what was pending no citation ends: only one that goes on in this text is new.
        looked_at = len(whole.text) - len(text.text) - LONGEST_MARK
        cited, rest = split_at_citations(whole, self._marks(whole.text, max(0, looked_at)))
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
        mark = next(self._marks(text.text), None)
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
            name = mark.region or self.columns[column]
            if mark.region:
                self._cited.setdefault(self.columns[column], []).append((mark.region, cited.line, cited.citation))
            self._with_items |= {heading.line for heading in self._headings[-1:]}
            self.builder.add_item(AnnexItem(cited.prose.line, name, mark.paragraph, letter, text, opening, completed))

    def codes_of_columns(self) -> dict[str, str]:
        """By a region's code, the column that holds its citations and nearly no others, which are problems."""
        found: dict[str, str] = {}
        for column, cited in self._cited.items():
            (code, times), *others = Counter(region for region, _, _ in cited).most_common()
            if times < _MOSTLY * len(cited) or code in found:
                continue
            found[code] = column
            for region, line, said in cited if others else ():
                if region != code:
                    what = f"{said} stands in the column {column}, where the others are of {code}."
                    self.builder.problem(line, what, "Correct the citation, or move the recommendation.")
        return found

    def _end_pending(self, column: int) -> None:
        """End a column's pending text: a problem, since it has no citation. Does nothing where there is none."""
        text, self.pending[column] = self.pending[column], None
        if text is None:
            return
        half = next(self._marks(text.text), None)
        if half and ends_inside_citation(text.text):
            what = f"The citation “{shorten(text.text[half.start :])}” is cut in half."
            self.builder.problem(text.line_at(half.start), what, "Write it in full, such as [Report, para. 62a].")
        else:
            what = f"There is no citation after “{shorten(text.text)}” in the column {self.columns[column]}."
            self.builder.problem(text.line, what, _UNCITED)

    def _end_all_pending(self) -> None:
        for column in range(len(self.columns)):
            self._end_pending(column)
