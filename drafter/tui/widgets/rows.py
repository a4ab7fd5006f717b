"""A list of rows, of several lines each, with a cursor and marks that survive a change of the rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from drafter.tui.widgets.listing import MARK, NO_LEAD, Listing, Row
from drafter.tui.widgets.sheet import Sheet

__all__ = ["NO_LEAD", "Listing", "Row", "Rows"]


class Rows(Sheet, can_focus=True, inherit_bindings=False):
    """Rows to move through and, where `markable`, to mark.

    A click moves the cursor; on something of the style `MARK` it marks; a double click or Enter picks the row. Where
    `menu` is said, a single click picks.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home,ctrl+home", "first", show=False),
        Binding("end,ctrl+end", "last", show=False),
        Binding("enter", "pick", show=False),
    ]

    @dataclass
    class About(Message):
        """Something about a list. `rows` is the list."""

        rows: Rows

        @property
        def control(self) -> Rows:
            return self.rows

    class Moved(About):
        """The cursor stands on another row."""

    class Picked(About):
        """Enter, or its like, on the row at the cursor."""

    class Marked(About):
        """Marks were set or taken away."""

    def __init__(self, *, id: str | None = None, markable: bool = False, menu: bool = False) -> None:
        super().__init__(id=id)
        self.follower: Callable[[], None] | None = None
        """Called at once when the cursor moves, instead of a `Moved` posted: what it changes is painted together with
        the cursor, where a message's handler would have to wait for that.
        """
        self._markable = markable
        self._menu = menu
        self._marked: frozenset[str] = frozenset()

    # What is in it

    @property
    def cursor(self) -> str | None:
        """The id of the row at the cursor; None where there is no row."""
        return None if self._at is None else self._rows.id(self._at)

    @property
    def marked(self) -> list[str]:
        """The marked rows' ids, in the order of the rows."""
        return [id for id in self._rows.ids() if id in self._marked] if self._marked else []

    @property
    def marks(self) -> frozenset[str]:
        """The ids of all that is marked, also of what is not among the rows now."""
        return self._marked

    @property
    def chosen(self) -> list[str]:
        """The marked rows, else the one at the cursor; empty where there is neither."""
        return self.marked or [self.cursor] if self.cursor else self.marked

    def set_rows(self, rows: Sequence[Row], cursor: str | None = None, *, top: bool = False) -> None:
        """Show these rows. The cursor goes to the row named, else stays on its row, else near to where it was; with
        `top` it goes to the first. Posts no message.
        """
        before, at, line = self.cursor, self._at, self._line_of_cursor()
        self._rows = rows if isinstance(rows, Listing) else Listing(rows)
        self._at = self._under = None
        wanted = cursor if cursor is not None else None if top else before
        self._at = self._near(wanted, 0 if top else at)
        self._measure()
        stays = before is not None and self.cursor == before and not top
        self._keep_in_view(line if stays else None)
        self.refresh(layout=self._is_auto)

    def go(self, id: str) -> bool:
        """Put the cursor on the row; False where there is none with this id."""
        place = self._rows.place(id)
        if place is None or self._rows.is_heading(place):
            return False
        self._move_to(place)
        return True

    def toggle_mark(self, id: str | None) -> None:
        """Mark the row or take its mark away; nothing for None or where rows can't be marked."""
        self.mark([id] if id else [], on=None)

    def mark(self, ids: Sequence[str], on: bool | None = True) -> None:
        """Mark these rows, take their marks away (False), or each the other way round (None)."""
        places = [place for place in map(self._rows.place, ids) if place is not None]
        able = frozenset(self._rows[place].id for place in places if self._rows[place].markable)
        marks = self._marked
        self._set_marks(marks ^ able if on is None else marks | able if on else marks - able)

    def unmark(self, ids: Iterable[str]) -> None:
        """Take the marks of these away, whether they are among the rows now or not."""
        self._set_marks(self._marked.difference(ids))

    def clear_marks(self) -> None:
        self._set_marks(frozenset())

    def _set_marks(self, marks: frozenset[str]) -> None:
        if self._markable and marks != self._marked:
            self._marked = marks
            self.refresh()
            self.post_message(self.Marked(self))

    # Where it is

    def _near(self, wanted: str | None, at: int | None) -> int | None:
        """The row wanted, else the row nearest to a place that is no heading; None where there is none."""
        place = self._rows.place(wanted)
        if place is not None and not self._rows.is_heading(place):
            return place
        start = min(at or 0, len(self._rows) - 1)
        for away in range(len(self._rows)):
            for one in (start + away, start - away):
                if 0 <= one < len(self._rows) and not self._rows.is_heading(one):
                    return one
        return None

    def _move_to(self, place: int) -> None:
        before, self._at = self._at, place
        moved = place != before
        self._keep_in_view(None)
        self.refresh_rows(before, place)
        if moved and self.follower:
            self.follower()
        elif moved:
            self.post_message(self.Moved(self))

    def _step(self, by: int) -> None:
        """On to the next row, in the direction of `by`, that is no heading."""
        place = (self._at if self._at is not None else -1) + by
        while 0 <= place < len(self._rows):
            if not self._rows.is_heading(place):
                self._move_to(place)
                return
            place += by
        if by < 0:
            self.scroll_home(animate=False)

    def action_cursor_down(self) -> None:
        bottom = self._tops[self._at + 1] if self._at is not None else 0
        if bottom > self.scroll_offset.y + self.room:
            self.scroll_to(y=self.scroll_offset.y + max(1, self.room - 2), animate=False)
        else:
            self._step(1)

    def action_cursor_up(self) -> None:
        top = self._tops[self._at] if self._at is not None else 0
        if top < self.scroll_offset.y:
            self.scroll_to(y=max(top, self.scroll_offset.y - max(1, self.room - 2)), animate=False)
        else:
            self._step(-1)

    def action_page(self, by: int) -> None:
        if self._at is None:
            return
        line = self._tops[self._at] + by * max(1, self.room - 1)
        place = max(0, min(bisect_right(self._tops, line) - 1, len(self._rows) - 1))
        self._turn_to(place if place != self._at else self._at + by, by)

    def action_first(self) -> None:
        self._turn_to(0, 1)

    def action_last(self) -> None:
        self._turn_to(len(self._rows) - 1, -1)

    def _turn_to(self, place: int, by: int) -> None:
        """To the place, or from there on to the nearest that is no heading."""
        while 0 <= place < len(self._rows) and self._rows.is_heading(place):
            place += by
        if 0 <= place < len(self._rows):
            self._move_to(place)

    def action_pick(self) -> None:
        if self._at is not None:
            self.post_message(self.Picked(self))

    def _inset(self) -> int:
        return 3 if self._markable else 1

    def _mark(self, row: Row) -> Content:
        if not self._markable or row.heading:
            return NO_LEAD
        if not row.markable:
            return Content("  ")
        return Content("* " if row.id in self._marked else "· ").stylize(MARK)

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        place = self.place_at(event)
        if place is None or self._rows.is_heading(place):
            return
        self._move_to(place)
        if self._markable and (event.ctrl or event.shift or "mark" in event.style.meta):
            self.toggle_mark(self.cursor)
        elif self._menu or event.chain == 2:
            self.action_pick()
