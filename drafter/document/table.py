"""Annexes and tables as values: one way to say a table, from which every format writes it.

A cell's words may link to a place in the document (`Target`). The places' names, Word's hidden bookmarks and a web
page's anchors, are how a paragraph is found again in a document that comes back.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from drafter.draft.word_difference import Difference, Fate, Stretch, marked

PREFIX = "_drafter_"
"""Word hides a bookmark whose name begins with an underscore."""

# Word takes letters, digits and underscores, 40 characters in all, and doesn't tell capitals from small letters.
_PLAIN = re.compile(r"[a-z0-9_]{1,31}")
_CITED = re.compile(r"[A-Z]{1,12} [0-9]{1,6}(\([a-z0-9]{1,6}\))?")
_SIGNS = re.compile(r"\W+")


class TargetKind(StrEnum):
    """The kinds of place that a document's links lead to. The value is the prefix of the place's name."""

    TEXT = PREFIX
    """A paragraph, or the heading of a part: their ids share one space."""
    SOURCE = "_source_"
    """A recommendation in an annex, by its citation."""
    ANNEX = "_annex_"
    """An annex, by its kind."""


class Target(NamedTuple):
    """A place that a link leads to, or that a row of a table is."""

    kind: TargetKind
    id: str

    @property
    def name(self) -> str:
        """Its name in the document, one for each target."""
        if self.kind is TargetKind.TEXT:
            return anchor(self.id)
        if self.kind is TargetKind.SOURCE and _CITED.fullmatch(self.id):
            return self.kind + _SIGNS.sub("_", self.id.lower()).strip("_")
        return self.kind + (self.id if _PLAIN.fullmatch(self.id) else _digest(self.id))


@lru_cache(65_536)
def anchor(id: str) -> str:
    """The name for the paragraph with this id, one for each id: `_drafter_` and the id, or, where Word would refuse
    that, `_drafter_` and a digest of it. To find a paragraph again, compare with the anchors of the draft's ids.
    """
    return PREFIX + (id if _PLAIN.fullmatch(id) else _digest(id))


def _digest(id: str) -> str:
    return "x" + hashlib.sha256(id.encode()).hexdigest()[:30]


class AnnexKind(StrEnum):
    """The annexes that a user can ask for. The value is its name on the command line."""

    DERIVATION = "derivation"
    SOURCES = "sources"
    COVERAGE = "coverage"
    NOT_REFLECTED = "not-reflected"
    SET_ASIDE = "set-aside"
    OVERVIEW = "overview"


class Shape(StrEnum):
    """What a column holds."""

    NAME = "name"
    """What its row is about: a screen reader says it before each cell of the row."""
    TEXT = "text"
    FIGURE = "figure"
    """Figures, set to the right."""
    BAR = "bar"
    """Bars, for formats that draw: what they show stands in figures in the other columns."""


class Tint(StrEnum):
    """What a colour stands for: how much of what is asked is covered, or a disposition. Words or figures beside it say
    the same. The value is part of its style's name.
    """

    NONE = "none"
    SOME = "some"
    MOST = "most"
    ALL = "all"
    TAKEN_UP = "taken up"
    PARTLY = "partly"
    CITED = "cited"
    ASIDE = "aside"
    OPEN = "open"


class Segment(NamedTuple):
    """A piece of a bar."""

    tint: Tint
    start: float
    """Where it begins, from 0 to 1 along the bar."""
    end: float


class Column(NamedTuple):
    title: str
    share: int
    """Its part of the width; the shares of a table's columns need not sum to anything."""
    shape: Shape = Shape.TEXT
    tint: Tint | None = None
    """The colour that its figures have in the table's bars; None for none."""


class Words(NamedTuple):
    """A stretch of text in a cell, which may lead somewhere."""

    text: str
    link: Target | None = None
    fate: Fate = Fate.SAME
    """Of words that came or went in a comparison. They show it, and lead nowhere."""
    strong: bool = False
    """Whether they are a total, and set in bold."""


Line = tuple[Words, ...]
"""One line of a cell."""


class Cell(NamedTuple):
    """What stands in one column of a row: lines, each a paragraph of its own. Empty for nothing."""

    lines: tuple[Line, ...] = ()
    tint: Tint | None = None
    """What it is coloured for; None for nothing."""
    bar: tuple[Segment, ...] = ()
    """What is drawn in it, in a column of bars."""

    @classmethod
    def of(cls, *texts: str, link: Target | None = None) -> Cell:
        """A line for each text that isn't empty."""
        return cls(tuple((Words(text, link),) for text in texts if text))

    @classmethod
    def total(cls, text: str) -> Cell:
        """A figure that sums others up, or what it is called."""
        return cls(((Words(text, strong=True),),))

    @classmethod
    def compared(cls, difference: Difference) -> Cell:
        """A line of words that came, went or stayed."""
        line = tuple(Words(stretch.text, fate=stretch.fate) for stretch in difference)
        return cls((line,) if line else ())

    @property
    def text(self) -> str:
        """The cell as plain text, a line end between its lines, what came and went marked as in a terminal."""
        return "\n".join(marked(tuple(Stretch(words.fate, words.text) for words in line)) for line in self.lines)


class TableRow(NamedTuple):
    cells: tuple[Cell, ...]
    """One a column; a row that heads others has one only."""
    target: Target | None = None
    """What the row is, where others lead to it."""
    heads: bool = False
    """Whether it is a heading over the rows that follow, as wide as the table."""


class Table(NamedTuple):
    """Rows under columns, whose titles are repeated on every page."""

    title: str
    """What it is called for whoever can't see it."""
    summary: str
    """The table in words, for the same."""
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    groups: tuple[str, ...] = ()
    """What it stands under, from the widest down, for formats that have no headings (a spreadsheet's columns)."""
    sheet: str = ""
    """What its sheet in a workbook is called; empty where it is one of several tables on the annex's own sheet."""
    running: str = ""
    """What is said over the columns' titles on every page; empty for nothing."""
    ruled: bool = False
    """Whether it is read down its columns: with lines between these, and space instead of lines between the rows."""


class Title(NamedTuple):
    """A heading within an annex."""

    text: str
    level: int = 1
    """1; 2 or 3 under others."""


class Passage(NamedTuple):
    """A paragraph of the annex's own."""

    text: str
    apart: bool = False
    """Whether it is a note to a table, set apart from it in smaller letters."""


class Item(NamedTuple):
    """A recommendation in a list, with its citation."""

    text: str
    citation: str
    """`AP 62(a)`, printed in square brackets after the text."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What its table says of it besides, by the heads of the columns; in spreadsheets and data alone."""


class Items(NamedTuple):
    """A list of recommendations."""

    items: tuple[Item, ...]
    groups: tuple[str, ...] = ()
    """As a table's."""


def summary(columns: Sequence[Column], rows: Sequence[TableRow]) -> str:
    """A table in words, for whoever can't see it: how many rows, and the columns’ titles, bars left out."""
    titles = ", ".join(column.title for column in columns if column.shape is not Shape.BAR)
    return f"Rows: {len(rows)}. Columns: {titles}."


def undrawn(table: Table) -> Table:
    """The table for a format that draws nothing: without its columns of bars."""
    kept = [place for place, column in enumerate(table.columns) if column.shape is not Shape.BAR]
    return table if len(kept) == len(table.columns) else _with_columns(table, kept)


def bands(table: Table) -> tuple[Table, ...]:
    """The table as pieces that are each narrow enough for a page, what its rows are about repeated in each."""
    if len(table.columns) <= _MOST_COLUMNS:
        return (table,)
    places = range(len(table.columns))
    names = [place for place in places if table.columns[place].shape is Shape.NAME]
    others = [place for place in places if place not in names]
    step = max(_MOST_COLUMNS - len(names), 1)
    pieces = (others[start : start + step] for start in range(0, len(others), step))
    return tuple(_with_columns(table, [*names, *piece]) for piece in pieces)


_MOST_COLUMNS = 12
"""Columns that a page on its side has room for."""


def _with_columns(table: Table, places: Sequence[int]) -> Table:
    columns = tuple(table.columns[place] for place in places)
    rows = tuple(
        row if row.heads else row._replace(cells=tuple(row.cells[place] for place in places)) for row in table.rows
    )
    return table._replace(columns=columns, rows=rows)


AnnexBlock = Title | Passage | Table | Items


class Annex(NamedTuple):
    """A piece of its own, at the end of the document or alone."""

    id: str
    title: str
    """Empty where the document's own title says it."""
    blocks: tuple[AnnexBlock, ...]
    landscape: bool = False
    grouping: tuple[str, ...] = ()
    """The names of its tables' groups, then of the rows that head others: a spreadsheet's first columns."""
    label: str = ""
    """`Annex II`, `Annex` where it is the only one; it stands before the title."""

    @property
    def heading(self) -> str:
        """Label and title on one line; empty where the document's own title says it."""
        return f"{self.label}. {self.title}" if self.label and self.title else self.title

    @property
    def target(self) -> Target:
        return Target(TargetKind.ANNEX, self.id)

    @property
    def tables(self) -> Iterator[Table]:
        """Its tables, lists among them as tables of two columns, and one for each attribute that any of them has."""
        lists = [block for block in self.blocks if isinstance(block, Items)]
        names = dict.fromkeys(name for block in lists for item in block.items for name, _ in item.attributes)
        for block in self.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, Items):
                yield as_table(block, tuple(names))

    @property
    def targets(self) -> Iterator[Target]:
        """What the rows of its tables are, in order; one may come twice."""
        for table in self.tables:
            yield from (row.target for row in table.rows if row.target)


def as_table(block: Items, attributes: Sequence[str]) -> Table:
    """A list as a table: citation, recommendation, and these attributes."""
    said = [(item, dict(item.attributes)) for item in block.items]
    rows = tuple(
        TableRow(tuple(map(Cell.of, (item.citation, item.text, *(of.get(name, "") for name in attributes)))))
        for item, of in said
    )
    columns = (Column("Source", 1, Shape.NAME), Column("Recommendation", 6), *(Column(name, 2) for name in attributes))
    return Table("", "", columns, rows, groups=block.groups)
