"""What a list shows: rows in their order, made beforehand or when they are looked at, or a table of cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from textual.content import Content
from textual.style import Style

from drafter.tui.widgets.row import Row

_HERE = "reverse bold"


class Listing(Sequence[Row]):
    """Rows in their order. A subclass may make a row when it is looked at, which is what a list of thousands does."""

    columns = 0
    """The cells of a row from one to the next of which the cursor goes; 0 where it goes from row to row only."""

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
            return [self.row(number) for number in range(*place.indices(len(self)))]
        return self.row(range(len(self))[place])

    def row(self, place: int) -> Row:
        """The row at a place, from 0."""
        return self._rows[place]

    def row_at_cursor(self, place: int, column: int) -> Row:  # noqa: ARG002  (for those that have columns)
        """The row as it is shown with the cursor in a column, from 0."""
        return self.row(place)

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
            self._places = {own: place for place, own in enumerate(self.ids())}
        return self._places.get(id)


class CellListing(Listing):
    """A table: rows of a label and cells in columns. A row without cells is a heading."""

    def __init__(
        self,
        rows: list[tuple[str, str, tuple[Content, ...]]],
        label: int,
        widths: tuple[int, ...],
        shown: Sequence[int],
    ) -> None:
        """`rows` have an id, a label and cells; `label` and `widths` are the columns', in cells of the screen. `shown`
        are the columns, from 0, that there is room for.
        """
        super().__init__()
        self.columns = len(widths)
        self._lines = rows
        self._label = label
        self._widths = widths
        self._shown = shown

    def __len__(self) -> int:
        return len(self._lines)

    def id(self, place: int) -> str:
        return self._lines[place][0]

    def is_heading(self, place: int) -> bool:
        return not self._lines[place][2]

    def heights(self, width: int) -> list[int]:  # noqa: ARG002  (one line each)
        return [1] * len(self)

    def row(self, place: int) -> Row:
        return self._drawn(place, None)

    def row_at_cursor(self, place: int, column: int) -> Row:
        return self._drawn(place, column)

    def _drawn(self, place: int, column: int | None) -> Row:
        """The row with the cell of a column standing out; None for no cell."""
        id, label, cells = self._lines[place]
        if not cells:
            return Row(id, Content.styled(label, "bold"), heading=True, most=1)
        parts = [Content(label).truncate(self._label, ellipsis=True, pad=True)]
        for number in self._shown:
            cell = cells[number]
            shown = Content(" " * max(0, self._widths[number] - cell.cell_length)) + cell
            shown = shown.stylize(Style.from_meta({"column": number}))
            parts.append(shown.stylize(_HERE) if number == column else shown)
        return Row(id, Content(" ").join(parts), most=1)
