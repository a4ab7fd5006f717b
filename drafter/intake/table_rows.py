"""The rows of a table, as a workbook, a file of separated values or a table in Word has them, and what its columns are
called. Touches no file.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

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
    """The rows of a file of separated values; without a separator, by the one that parts most of the first rows into
    equally many cells. Raises BadInput, with the line.
    """
    rows: list[tuple[int, Sequence[str]]] = []
    line = 1
    try:
        reader = csv.reader(StringIO(text), delimiter=separator or _separator(text))
        for cells in reader:
            rows.append((line, [_MARKED.sub("", cell) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadInput.of(file, f"This can't be read as a CSV file: {error}.", line=line) from error
    return rows


def _separator(text: str) -> str:
    head = "\n".join(text.split("\n", _FIRST_LINES)[:_FIRST_LINES])

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
