"""An annex's tables for a spreadsheet: CSV, and XLSX with a sheet for each kind of table.

What a document says by headings stands here in columns of its own, so that rows can be sorted and filtered.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from drafter.document.outline import Outline, in_one_line
from drafter.document.table import Annex, Cell, Column, Passage, Shape, Table, Words, undrawn
from drafter.draft.word_difference import Fate
from drafter.errors import DrafterError

_DATE = datetime(1980, 1, 1)  # a date without a place: nobody's clock, the same bytes each time
_WIDTH = 110
"""Characters over which a sheet's columns are spread."""
_LONGEST_NAME = 31
"""Characters in the name of a sheet."""
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
"""What Excel has in no name of a sheet."""
_MOST = 32_767
"""Characters that a cell of a spreadsheet can hold."""


@dataclass(frozen=True, slots=True)
class SheetContent:
    """Tables of the same columns, one below the other."""

    name: str
    """As the tables call it; empty where they don't."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(annex: Annex) -> list[SheetContent]:
    """The annex's tables as sheets, those of the same columns, as broad as they may be, as one, unless they have sheets
    of their own.
    """
    found: dict[tuple[str, ...], tuple[tuple[Column, ...], list[tuple[Cell, ...]]]] = {}
    for table in map(undrawn, annex.tables):
        names = _groups(annex, table)
        columns = (*(Column(name, 2, Shape.NAME) for name in names), *table.columns)
        key = (table.sheet, *(column.title for column in columns))
        found.setdefault(key, (columns, []))[1].extend(_rows(table, len(names)))
    return [SheetContent(key[0], columns, tuple(rows)) for key, (columns, rows) in found.items()]


def _groups(annex: Annex, table: Table) -> tuple[str, ...]:
    """The names of the columns that stand for headings: those of the annex, or of the table's own heading rows."""
    if table.groups:
        return annex.grouping[: len(table.groups)]
    return annex.grouping[-1:] if any(row.heads for row in table.rows) else ()


def _rows(table: Table, groups: int) -> Iterator[tuple[Cell, ...]]:
    heading = ""
    for row in table.rows:
        if row.heads:
            heading = row.cells[0].text
            continue
        above = table.groups or ((heading,) if groups else ())
        yield (*map(Cell.of, above), *row.cells)


def csv_file(annex: Annex) -> bytes:
    """The sheets as CSV in UTF-8, an empty line between them; a mark at the beginning tells Excel that it is.

    A cell that Excel would take for a formula, and run, begins with an apostrophe.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    for place, sheet in enumerate(_filled(annex)):
        if place:
            stream.write("\r\n")
        writer.writerow(_harmless(column.title) for column in sheet.columns)
        writer.writerows([_harmless(cell.text) for cell in row] for row in sheet.rows)
    return stream.getvalue().encode("utf-8-sig")


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with; the last four in the wide form, which Excel takes as well."""


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _filled(annex: Annex) -> list[SheetContent]:
    return sheets(annex) or [SheetContent("", (), ())]


def xlsx_file(outline: Outline, annex: Annex) -> bytes:
    """A workbook: a sheet for each kind of table, and on the last one what it is. No text is a formula.

    Raises DrafterError for a text that no cell can hold.
    """
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": outline.title[:250], "created": _DATE})
    _Book(book).write(outline, annex)
    book.close()
    return stream.getvalue()


_TEXT = {"text_wrap": True, "valign": "top"}
_FATES = {
    Fate.IN: {"underline": 1, "font_color": "#1D5C2E"},
    Fate.OUT: {"font_strikeout": True, "font_color": "#9B1C1C"},
}
"""How words look that came or went."""


class _Book:
    """Fills one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._text = book.add_format(_TEXT)
        self._figure = book.add_format({"align": "right", "valign": "top"})
        self._fates = {fate: book.add_format(look) for fate, look in _FATES.items()}
        self._wholly = {fate: book.add_format({**look, **_TEXT}) for fate, look in _FATES.items()}

    def write(self, outline: Outline, annex: Annex) -> None:
        filled = _filled(annex)
        *names, last = _sheet_names([*(sheet.name or annex.id for sheet in filled), "About"])
        for name, sheet in zip(names, filled, strict=True):
            self._sheet(name, sheet, annex.landscape)
        about = self._book.add_worksheet(last)
        about.set_column(0, 0, 100)
        lines = [*map(in_one_line, outline.masthead), outline.title]
        lines += [annex.title, *(block.text for block in annex.blocks if isinstance(block, Passage))]
        for row, line in enumerate(line for line in lines if line):
            self._put(about, row, 0, line, self._text)

    def _sheet(self, name: str, sheet: SheetContent, landscape: bool) -> None:
        page = self._book.add_worksheet(name)
        page.set_paper(9)
        if landscape:
            page.set_landscape()
        page.fit_to_pages(1, 0)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        whole = sum(column.share for column in sheet.columns)
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, max(9, _WIDTH * column.share // whole))
            self._put(page, 0, place, column.title, self._head)
        for at, cells in enumerate(sheet.rows, start=1):
            for place, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True)):
                self._cell(page, at, place, cell, column)
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)

    def _cell(self, page: Worksheet, row: int, column: int, cell: Cell, kind: Column) -> None:
        if any(words.fate is not Fate.SAME for line in cell.lines for words in line):
            self._compared(page, row, column, cell)
        elif kind.shape is Shape.FIGURE and cell.text.isdecimal():
            page.write_number(row, column, int(cell.text), self._figure)
        else:
            self._put(page, row, column, cell.text, self._figure if kind.shape is Shape.FIGURE else self._text)

    def _compared(self, page: Worksheet, row: int, column: int, cell: Cell) -> None:
        """Words that came, went or stayed, each with its look."""
        pieces = [words for line in cell.lines for words in (Words("\n"), *line)][1:]
        if len(pieces) == 1:  # no rich text to Excel
            return self._put(page, row, column, pieces[0].text, self._wholly[pieces[0].fate])
        _check_length("".join(words.text for words in pieces))
        rich: list[str | Format] = []
        for words in pieces:
            rich += [self._fates[words.fate], words.text] if words.fate in self._fates else [words.text]
        page.write_rich_string(row, column, *rich, self._text)
        return None

    def _put(self, page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        _check_length(text)
        page.write_string(row, column, text, look)


def _sheet_names(wanted: list[str]) -> list[str]:
    """Names that Excel takes, no two alike: of 31 characters at most, without the signs that it refuses."""
    names: dict[str, str] = {}
    for name in wanted:
        plain = _NO_NAME.sub(" ", name).strip(" '")[:_LONGEST_NAME] or "-"
        again = (f"{plain[: _LONGEST_NAME - 4]} {number}" for number in range(2, len(wanted) + 2))
        free = next(each for each in (plain, *again) if each.casefold() not in names)
        names[free.casefold()] = free
    return list(names.values())


def _check_length(text: str) -> None:
    if len(text) > _MOST:
        raise DrafterError(
            f"A cell of a spreadsheet holds {_MOST:,} characters, and one of these has {len(text):,}. "
            "Write it as .csv, .docx or .html."
        )
