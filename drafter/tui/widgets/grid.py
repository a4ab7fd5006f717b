"""A table of figures to move through cell by cell: rows like any other list's, with a second cursor for the column."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.style import Style

from drafter.tui.widgets.listing import Listing, Row
from drafter.tui.widgets.rows import Rows

_HERE = "reverse bold"


class Table(Listing):
    """Rows of cells: a label, then figures in columns. A row without figures is a heading."""

    def __init__(self, rows: list[tuple[str, str, tuple[Content, ...]]], label: int, widths: tuple[int, ...]) -> None:
        """`rows` have id, label and cells; `label` and `widths` are the columns', in cells."""
        super().__init__()
        self._lines = rows
        self._label = label
        self._widths = widths

    def __len__(self) -> int:
        return len(self._lines)

    @property
    def columns(self) -> int:
        return len(self._widths)

    def id(self, place: int) -> str:
        return self._lines[place][0]

    def is_heading(self, place: int) -> bool:
        return not self._lines[place][2]

    def heights(self, width: int) -> list[int]:  # noqa: ARG002  (a line each)
        return [1] * len(self)

    def row(self, place: int) -> Row:
        return self.row_with(place, None)

    def row_with(self, place: int, column: int | None) -> Row:
        """The row, with the cell of a column (from 0) standing out; None for none."""
        id, label, cells = self._lines[place]
        if not cells:
            return Row(id, Content.styled(label, "bold"), heading=True, most=1)
        parts = [Content(label).truncate(self._label, ellipsis=True, pad=True)]
        for number, (cell, width) in enumerate(zip(cells, self._widths, strict=True)):
            shown = Content(" " * max(0, width - cell.cell_length)) + cell
            shown = shown.stylize(Style.from_meta({"column": number}))
            parts.append(shown.stylize(_HERE) if number == column else shown)
        return Row(id, Content(" ").join(parts), most=1)


class Grid(Rows):
    """Shows a `Table`. Enter, or a double click, picks the cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.column = 0
        """The column of the cursor, from 0."""
        self.column_follower: Callable[[], None] | None = None
        """Called at once when the cursor goes to another column."""

    def action_column(self, by: int) -> None:
        if isinstance(self.rows, Table):
            self.go_to_column(max(0, min(self.column + by, self.rows.columns - 1)))

    def go_to_column(self, column: int) -> None:
        self.column = column
        self.refresh_rows(self._at)
        if self.column_follower:
            self.column_follower()

    def row_to_draw(self, place: int) -> Row:
        if isinstance(self.rows, Table):
            return self.rows.row_with(place, self.column if place == self._at else None)
        return self.rows[place]

    async def _on_click(self, event: events.Click) -> None:
        column = event.style.meta.get("column")
        if column is not None:
            self.go_to_column(column)
        await super()._on_click(event)
