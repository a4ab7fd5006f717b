"""A list of rows, of several lines each, with a cursor and marks that survive a change of the rows.

Only the rows on the screen are drawn, so that ten thousand cost no more than ten.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from drafter.tui.widgets.drawing import Look, Pen
from drafter.tui.widgets.listing import NO_LEAD, Listing, Row

__all__ = ["NO_LEAD", "Listing", "Row", "Rows"]

_MARK = Style.from_meta({"mark": True})
_KEPT = 400
"""Drawn rows that are remembered: several screens of them."""


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows to move through and, where `markable`, to mark. Its content is plain text, whatever brackets it holds.

    A click moves the cursor, a double click, Enter or a click on something with the meta `act` picks the row; where
    `menu` is said, a single click picks.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{look}" for look in Look}
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
        self._rows = Listing()
        self._marked: frozenset[str] = frozenset()
        self._at: int | None = None
        self._under: int | None = None
        """The row under the mouse."""
        self._tops: list[int] = [0]
        """The first line of each row, and, last, the number of lines."""
        self._width = 0
        """The width for which `_tops` was measured."""
        self._drawn: dict[tuple[int, Look, bool], list[Strip]] = {}

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
    def rows(self) -> Listing:
        """What is shown."""
        return self._rows

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
        if self._marked:
            self._marked = self._marked.intersection(self._rows.ids())
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
        before = self._marked
        self._marked = before ^ able if on is None else before | able if on else before - able
        if self._markable and self._marked != before:
            self.refresh()
            self.post_message(self.Marked(self))
        else:
            self._marked = before

    def clear_marks(self) -> None:
        self.mark(self.marked, on=False)

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
        moved = place != self._at
        self._at = place
        self._keep_in_view(None)
        self.refresh()
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
        if bottom > self.scroll_offset.y + self._room:
            self.scroll_to(y=self.scroll_offset.y + max(1, self._room - 2), animate=False)
        else:
            self._step(1)

    def action_cursor_up(self) -> None:
        top = self._tops[self._at] if self._at is not None else 0
        if top < self.scroll_offset.y:
            self.scroll_to(y=max(top, self.scroll_offset.y - max(1, self._room - 2)), animate=False)
        else:
            self._step(-1)

    def action_page(self, by: int) -> None:
        if self._at is None:
            return
        line = self._tops[self._at] + by * max(1, self._room - 1)
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

    # How it looks

    @property
    def _room(self) -> int:
        return max(1, self.scrollable_content_region.height)

    @property
    def _is_auto(self) -> bool:
        """Whether the list is as high as its rows."""
        return self.styles.height is not None and self.styles.height.is_auto

    def _line_of_cursor(self) -> int:
        """How far below the top of the view the cursor's row begins."""
        return self._tops[self._at] - self.scroll_offset.y if self._at is not None else 0

    def _inset(self) -> int:
        """The cells left of every row: the cursor's sign and, where rows can be marked, the mark."""
        return 3 if self._markable else 1

    def _measure(self) -> None:
        self._drawn.clear()
        self._width = self.scrollable_content_region.width
        if self._width > 0:
            self._tops = [0, *accumulate(self._rows.heights(max(4, self._width - self._inset())))]
            size = Size(self._width, self._tops[-1])
            if size != self.virtual_size and not self._is_auto:
                # Set as a reactive, it would have the whole screen laid out anew.
                self.set_reactive(Rows.virtual_size, size)
                self._scroll_update(size)
            else:
                self.virtual_size = size
        else:
            self._tops = [0] * (len(self._rows) + 1)

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
        now = max(now, min(bottom - self._room, top))
        now = min(now, self._tops[first] if bottom - self._tops[first] <= self._room else top)
        if now != self.scroll_offset.y:
            self.scroll_to(y=now, animate=False, force=True)

    def on_resize(self) -> None:
        if not self._fit_width():
            self._keep_in_view(self._line_of_cursor())

    def _fit_width(self) -> bool:
        """Measure again where the width is another one; whether it is."""
        if self.scrollable_content_region.width == self._width:
            return False
        line = self._line_of_cursor() if self._width > 0 else None
        self._measure()
        self._keep_in_view(line)
        self.refresh()
        return True

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  (Textual's signature)
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (as above)
        inside = width - self.styles.scrollbar_size_vertical
        return sum(self._rows.heights(max(4, inside - self._inset())))

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fit_width()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        if not 0 <= line < self._tops[-1] or self._width <= 0:
            return Strip.blank(self._width, self.visual_style.rich_style)
        place = bisect_right(self._tops, line) - 1
        strips = self._strips(place)
        return strips[min(line - self._tops[place], len(strips) - 1)]

    def redraw(self) -> None:
        """Draw the rows again, though they are the same."""
        self._drawn.clear()
        self.refresh()

    def row_to_draw(self, place: int) -> Row:
        """The row as it is drawn."""
        return self._rows[place]

    def _strips(self, place: int) -> list[Strip]:
        row = self.row_to_draw(place)
        key = (place, self._look(place, row), row.id in self._marked)
        if key not in self._drawn:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            style = self.get_visual_style(f"rows--{key[1]}")
            sign = Content("▌" if key[1] is Look.CURSOR else " ")
            strips = Pen(self, style).drawn(row, sign + self._mark(row), self._inset(), self._width)
            self._drawn[key] = [strip.apply_meta({"row": place}) for strip in strips]
        return self._drawn[key]

    def _look(self, place: int, row: Row) -> Look:
        if row.heading:
            return Look.HEADING
        return Look.CURSOR if place == self._at else Look.HOVER if place == self._under else Look.ROW

    def _mark(self, row: Row) -> Content:
        if not self._markable or row.heading:
            return NO_LEAD
        if not row.markable:
            return Content("  ")
        return Content("* " if row.id in self._marked else "· ").stylize(_MARK)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self._hover(event.style.meta.get("row"))

    def _on_leave(self, event: events.Leave) -> None:
        super()._on_leave(event)
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._under:
            self._under = place
            self.refresh()

    async def _on_click(self, event: events.Click) -> None:
        event.prevent_default()
        place = event.style.meta.get("row")
        if place is None or place >= len(self._rows) or self._rows.is_heading(place):
            return
        self._move_to(place)
        if event.ctrl or event.shift or "mark" in event.style.meta:
            self.toggle_mark(self.cursor)
        elif self._menu or event.chain == 2 or "act" in event.style.meta:
            self.action_pick()
