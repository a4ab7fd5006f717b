"""A page to read: rows without a cursor, scrolled through by keys and wheel."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.tui.widgets.listing import Listing, Row
from drafter.tui.widgets.sheet import Sheet


class Page(Sheet, can_focus=True):
    """Shows rows that stay as they are."""

    def __init__(self, rows: Sequence[Row], *, id: str) -> None:
        super().__init__(id=id)
        self._rows = Listing(rows)
