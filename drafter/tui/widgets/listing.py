"""What a list shows: rows, ready or made when they are looked at, and how many lines each takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from textual.content import Content
from textual.style import Style

from drafter.tui.widgets.folding import cells, height

NO_LEAD = Content("")
MARK = Style.from_meta({"mark": True})
"""The style of what marks its row when it is clicked."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Its content is never read as markup."""

    id: str
    """Unique in the list."""
    content: Content
    lead: Content = NO_LEAD
    """A mark or number; the content's lines all begin to the right of it."""
    heading: bool = False
    """A heading is passed over by cursor and mouse."""
    markable: bool = True
    most: int = 0
    """The most lines that it takes, an ellipsis ending the last one; 0 for all."""

    @property
    def plain(self) -> str:
        """What the row says."""
        return f"{self.lead.plain}{self.content.plain}"

    def looks_like(self, other: Row) -> bool:
        """Whether both are drawn alike, styles included: contents that differ in these alone are equal to Textual."""
        return self is other or (
            self.content.is_same(other.content)
            and self.lead.is_same(other.lead)
            and (self.heading, self.markable, self.most) == (other.heading, other.markable, other.most)
        )

    def indent(self, width: int) -> int:
        """The cells that its lead takes: a third of the width at most."""
        return min(cells(self.lead.plain), width // 3)

    def height(self, width: int) -> int:
        """The lines that it takes."""
        return height(self.content.plain, width - self.indent(width), self.most)


class Listing(Sequence[Row]):
    """Rows in their order. A list of thousands makes its rows when they are looked at: see `heights`."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = rows
        self._places: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self.row(one) for one in range(*place.indices(len(self)))]
        return self.row(range(len(self))[place])

    def row(self, place: int) -> Row:
        """The row at a place, from 0."""
        return self._rows[place]

    def id(self, place: int) -> str:
        """The id of the row at a place, without making the row."""
        return self._rows[place].id

    def ids(self) -> Iterator[str]:
        """The rows' ids, without making the rows."""
        return map(self.id, range(len(self)))

    def is_heading(self, place: int) -> bool:
        return self._rows[place].heading

    def heights(self, width: int) -> list[int]:
        """How many lines each row takes at this width."""
        return [row.height(width) for row in self._rows]

    def place(self, id: str | None) -> int | None:
        """Where the row with this id stands; None where there is none."""
        if id is None:
            return None
        if self._places is None:
            self._places = {one: place for place, one in enumerate(self.ids())}
        return self._places.get(id)
