"""The rows of a table, as a workbook, a file of separated values or a table in Word has them, and what its columns are
called. Touches no file.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import chain, islice
from typing import overload

from drafter.errors import BadInput
from drafter.intake.joined_lines import title_key

Rows = Sequence[tuple[int, Sequence[str]]]
"""Rows with their numbers in the file, from 1."""

SEPARATORS = ",;\t"
_FIRST_LINES = 20
"""By these it is judged which sign separates a file's values."""
_MARKED = re.compile("^'(?=[=+\\-@\\t\\r＝＋－＠])")
"""The apostrophe that programs put before what would else be a formula; ours do."""


def separated_rows(text: str, file: str, separator: str = "") -> Rows:
    """The rows of a file of separated values, as `rows_of_lines` has them."""
    return list(rows_of_lines(StringIO(text), file, separator))


def rows_of_lines(lines: Iterable[str], file: str, separator: str = "") -> Iterator[tuple[int, Sequence[str]]]:
    """The rows that lines of separated values make, one by one; without a separator, by the one that parts most of the
    first rows into equally many cells. Raises BadInput, with the line.
    """
    lines = iter(lines)
    first = list(islice(lines, _FIRST_LINES))
    line = 1
    try:
        reader = csv.reader(chain(first, lines), delimiter=separator or _separator("".join(first)))
        for cells in reader:
            yield line, [_MARKED.sub("", cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput.of(file, f"This can't be read as a CSV file: {error}.", line=line) from error


class RowNames(Sequence[str]):
    """What people call the rows of a table of any length."""

    def __len__(self) -> int:
        return sys.maxsize

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return (
            f"row {place + 1}" if isinstance(place, int) else [f"row {each + 1}" for each in range(sys.maxsize)[place]]
        )


def _separator(head: str) -> str:

    def parted(separator: str) -> tuple[int, int]:
        widths = Counter(map(len, csv.reader(StringIO(head), delimiter=separator)))
        return max(((times, width) for width, times in widths.items() if width > 1), default=(0, 0))

    return max(SEPARATORS, key=parted)


def names_by_head(columns: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Our name of a column by each head that it may have, as `named_columns` takes it."""
    return {title_key(head): name for name, heads in columns.items() for head in heads}


def named_columns(heads: Iterable[str], names: Mapping[str, str]) -> dict[str, int]:
    """The place of each column, from 0, by our name for it: the first where two are called alike; none for no row of
    heads.
    """
    columns: dict[str, int] = {}
    for place, head in enumerate(heads):
        name = names.get(title_key(head))
        if name:
            columns.setdefault(name, place)
    return columns
