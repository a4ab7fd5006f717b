"""A list of rows, of several lines each, with a cursor and with marks that survive a change of the rows.

Why it is not Textual's `OptionList`: with 10,000 recommendations (`python -m tests.benchmarks.lists`) the first showing
takes about 40 times as long there (3.5 times with options that fold and draw as we do), a mark 8 to 10 times (5 to 9),
a resize 13 times (2 to 3), and a letter of a search up to 1.2 s (0.2 to 0.5 s), where a key may take 50 ms. `Tree` has
one line a row and takes 5 to 8 times as long to fold a part. `DataTable` moves its cursor about as fast, but takes 1.6
to 6 times as long to fill. None of them has marks that outlive a change of the rows.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message

from drafter.tui.widgets.listing import Listing
from drafter.tui.widgets.row import MARK, Look, Row
from drafter.tui.widgets.sheet import Sheet


class Rows(Sheet, can_focus=True, inherit_bindings=False):
    """Rows to move through and, where `markable`, to mark. Where the listing has columns, the cursor has one too.

    A click moves the cursor; on something of the style `MARK` it marks; a double click or Enter picks the row. In a
    `menu` a single click picks.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "cursor_down", show=False),
        Binding("up", "cursor_up", show=False),
        Binding("left", "column(-1)", show=False),
        Binding("right", "column(1)", show=False),
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
        super().__init__(id=id, inset=3 if markable else 1)
        self.follower: Callable[[], None] | None = None
        """Called at once when the cursor goes to another row, and no `Moved` is posted: what it changes is painted
        together with the cursor, where a message's handler would have to wait until that is painted.
        """
        self.column = 0
        """The column of the cursor, from 0."""
        self.column_follower: Callable[[], None] | None = None
        """Called at once when the cursor goes to another column."""
        self._markable = markable
        self._menu = menu
        self._marked: frozenset[str] = frozenset()
        self._at: int | None = None
        """The place of the cursor's row; None where there is no row."""
        self._under: int | None = None
        """The place of the row under the mouse."""

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
        self.refresh(layout=self.styles.height is not None and self.styles.height.is_auto)

    # Marks

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

    # The cursor

    def go(self, id: str) -> bool:
        """Put the cursor on the row; False where there is none with this id."""
        place = self._rows.place(id)
        if place is None or self._rows.is_heading(place):
            return False
        self._move_to(place)
        return True

    def go_to_column(self, column: int) -> None:
        """Put the cursor into a column, from 0."""
        self.column = column
        self.refresh_rows(self._at)
        if self.column_follower:
            self.column_follower()

    def _near(self, wanted: str | None, at: int | None) -> int | None:
        """The row wanted, else the row nearest to a place that is no heading; None where there is none."""
        place = self._rows.place(wanted)
        if place is not None and not self._rows.is_heading(place):
            return place
        start = min(at or 0, len(self._rows) - 1)
        for away in range(len(self._rows)):
            for near in (start + away, start - away):
                if 0 <= near < len(self._rows) and not self._rows.is_heading(near):
                    return near
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

    def _pass_headings(self, place: int, by: int) -> bool:
        """Move to the place, or from there on, in the direction of `by`, to the nearest row that is no heading; False
        where there is none.
        """
        while 0 <= place < len(self._rows):
            if not self._rows.is_heading(place):
                self._move_to(place)
                return True
            place += by
        return False

    def action_cursor_down(self) -> None:
        bottom = self._tops[self._at + 1] if self._at is not None else 0
        if bottom > self.scroll_offset.y + self.room:
            self.scroll_to(y=self.scroll_offset.y + max(1, self.room - 2), animate=False)
        else:
            self._pass_headings(0 if self._at is None else self._at + 1, 1)

    def action_cursor_up(self) -> None:
        top = self._tops[self._at] if self._at is not None else 0
        if top < self.scroll_offset.y:
            self.scroll_to(y=max(top, self.scroll_offset.y - max(1, self.room - 2)), animate=False)
        elif not self._pass_headings(-1 if self._at is None else self._at - 1, -1):
            self.scroll_home(animate=False)

    def action_page(self, by: int) -> None:
        if self._at is None:
            return
        line = self._tops[self._at] + by * max(1, self.room - 1)
        place = max(0, min(bisect_right(self._tops, line) - 1, len(self._rows) - 1))
        self._pass_headings(place if place != self._at else self._at + by, by)

    def action_first(self) -> None:
        self._pass_headings(0, 1)

    def action_last(self) -> None:
        self._pass_headings(len(self._rows) - 1, -1)

    def action_column(self, by: int) -> None:
        if not self._rows.columns:
            raise SkipAction  # the key may mean something else to the pane
        self.go_to_column(max(0, min(self.column + by, self._rows.columns - 1)))

    def action_pick(self) -> None:
        if self._at is not None:
            self.post_message(self.Picked(self))

    # Where it is on the screen

    def _line_of_cursor(self) -> int:
        """How far below the top of the view the cursor's row begins."""
        return self._tops[self._at] - self.scroll_offset.y if self._at is not None else 0

    def _keep_in_view(self, line: int | None) -> None:
        """Scroll so that the cursor's row is seen: so many lines below the top, or by as little as will do."""
        if self._at is None or self._width <= 0:
            return
        top, bottom, now = self._tops[self._at], self._tops[self._at + 1], self.scroll_offset.y
        if line is not None:
            now = top - line
        first = self._at
        while first > 0 and self._rows.is_heading(first - 1):
            first -= 1
        now = max(now, min(bottom - self.room, top))
        now = min(now, self._tops[first] if bottom - self._tops[first] <= self.room else top)
        if now != self.scroll_offset.y:
            self.scroll_to(y=now, animate=False, force=True)

    def _fit_width(self) -> bool:
        line = self._line_of_cursor() if self._width > 0 else None
        other = super()._fit_width()
        if other:
            self._keep_in_view(line)
        return other

    def on_resize(self) -> None:
        """Keep the cursor in view in another height; another width is the sheet's."""
        if self.breadth == self._width:
            self._keep_in_view(self._line_of_cursor())

    # How its rows look

    def row_to_draw(self, place: int) -> Row:
        return self._rows.row_at_cursor(place, self.column) if place == self._at else self._rows.row(place)

    def look_of(self, place: int, row: Row) -> Look:
        if row.heading:
            return Look.HEADING
        return Look.CURSOR if place == self._at else Look.HOVER if place == self._under else Look.ROW

    def before(self, row: Row, look: Look) -> Content:
        """The cursor's sign, then whether the row is marked."""
        sign = Content("▌" if look is Look.CURSOR else " ")
        if not self._markable or row.heading:
            return sign
        if not row.markable:
            return sign + Content("  ")
        return sign + Content("* " if row.id in self._marked else "· ").stylize(MARK)

    # The mouse

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(self.place_at(event))

    def on_leave(self) -> None:
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._under:
            before, self._under = self._under, place
            self.refresh_rows(before, place)

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()
        place = self.place_at(event)
        if "column" in event.style.meta:
            self.go_to_column(event.style.meta["column"])
        if place is None or self._rows.is_heading(place):
            return
        self._move_to(place)
        if self._markable and (event.ctrl or event.shift or "mark" in event.style.meta):
            self.toggle_mark(self.cursor)
        elif self._menu or event.chain == 2:
            self.action_pick()
