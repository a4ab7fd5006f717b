"""Amendments from the rows of a table, as a spreadsheet, CSV, YAML or a table in Word has them. Touches no file.

A row of headings says what each column holds: paragraph, by, kind, text, date, note, after, in any order and by the
usual names. What stands above it is passed over, and so are columns of other names, and rows without text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.errors import BadInput
from drafter.intake.table_rows import SEPARATORS, Rows, named_columns, names_by_head, separated_rows
from drafter.negotiation.amendments import Amendment

COLUMNS = {
    "paragraph": ("paragraph", "para", "ref", "reference", "paragraph number", "number", "no", "article"),
    "by": ("by", "party", "parties", "proposed by", "proponent", "delegation", "country", "group", "from"),
    "kind": ("kind", "type", "action", "act"),
    "text": ("text", "proposed text", "wording", "proposal", "amendment", "proposed amendment", "new text"),
    "date": ("date", "day", "received"),
    "note": ("note", "notes", "comment", "comments", "remark", "remarks", "justification", "rationale"),
    "after": ("after", "place", "insert after"),
}
"""What each column may be called."""

_NAMES = names_by_head(COLUMNS)
_NEEDED = ("paragraph", "by", "text")
_BETWEEN = re.compile(r"\s*[,;/\n]\s*")
_AND = re.compile(r"\s+(?:and|&)\s+")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_WITH_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ].*")
_LARGEST_CELL = 100_000
"""Characters of a cell; the longest paragraph that is known has 3,000."""


def csv_rows(text: str, file: str) -> Rows:
    """The rows of a CSV file, separated by the sign with which it has headings: commas, semicolons or tabs.

    Raises BadInput, with the line.
    """
    tried = [separated_rows(text, file, separator) for separator in SEPARATORS]
    return next((rows for rows in tried if _headings(rows)[1]), tried[0])


def amendments(tables: Iterable[Rows], file: str, known: Iterable[str] = ()) -> tuple[Amendment, ...]:
    """The amendments in the tables that have headings for them.

    `known` are the names of parties, as they may stand in a cell with others: `Trinidad and Tobago and Peru`. Raises
    BadInput where no table has the headings.
    """
    names = _PartyNames(known)
    found: list[Amendment] = []
    headed = False
    for rows in tables:
        start, columns = _headings(rows)
        headed = headed or bool(columns)
        for number, cells in rows[start:] if columns else ():
            said = {name: cells[at].strip() for name, at in columns.items() if at < len(cells)}
            if any(said.values()):
                found.append(_amendment(said, names, file, number))
    if not headed:
        what = "No row says what the columns are."
        raise BadInput.of(file, what, "It needs paragraph, by and text; kind, date, note and after may be there.")
    return tuple(found)


def _headings(rows: Rows) -> tuple[int, dict[str, int]]:
    """Behind which row the amendments begin, and the place of each column; nothing where no row has the headings."""
    for place, (_, cells) in enumerate(rows):
        columns = named_columns(cells, _NAMES)
        if all(name in columns for name in _NEEDED):
            return place + 1, columns
    return 0, {}


def _amendment(said: dict[str, str], names: _PartyNames, file: str, row: int) -> Amendment:
    if any(len(cell) > _LARGEST_CELL for cell in said.values()):
        raise BadInput.of(file, "A cell holds far more text than a paragraph.", "Is it the right file?", row)
    words = {name: " ".join(said.get(name, "").split()) for name in ("paragraph", "kind", "text", "note", "after")}
    return Amendment(names.split(said.get("by", "")), date=_day(said.get("date", "")), file=file, row=row, **words)


def _day(said: str) -> str:
    """The date as YYYY-MM-DD, without a time; in `1.3.2026` the day comes first. What is no date stays as it is, to be
    refused with its row.
    """
    match = _DAY_FIRST.fullmatch(said)
    if match:
        return f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    return said[:10] if _WITH_TIME.fullmatch(said) else said


class _PartyNames:
    """Takes the names in a cell apart; a name that is known stays whole, whatever signs it has."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = {_key(name) for name in known}

    def split(self, cell: str) -> tuple[str, ...]:
        found: list[str] = []
        for each in [cell] if _key(cell) in self.known else _BETWEEN.split(cell):
            found += self._with_and(each)
        return tuple(dict.fromkeys(filter(None, (each.strip() for each in found))))

    def _with_and(self, words: str) -> list[str]:
        """`Peru and Trinidad and Tobago` is two names: the longest that is known comes first."""
        pieces = _AND.split(words)
        if len(pieces) == 1 or _key(words) in self.known:
            return [words]
        for size in range(len(pieces) - 1, 0, -1):
            first = " and ".join(pieces[:size])
            if _key(first) in self.known or size == 1:
                return [first, *self._with_and(" and ".join(pieces[size:]))]
        return [words]


def _key(name: str) -> str:
    return " ".join(name.replace("&", "and").casefold().split())
