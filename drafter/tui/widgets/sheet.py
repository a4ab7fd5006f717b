"""A sheet of rows that scrolls: measured, drawn and kept in view.

Only the rows on the screen are drawn, so that ten thousand cost no more than ten.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip

from drafter.tui.widgets.drawing import Look, Pen
from drafter.tui.widgets.lines import BAR, Lines
from drafter.tui.widgets.listing import NO_LEAD, Listing, Row

_KEPT = 400
"""Drawn rows that are remembered: several screens of them."""


class Sheet(Lines):
    """Shows a listing, one row as the one at the cursor. Its content is plain text, whatever brackets it holds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{look}" for look in Look}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = Listing()
        self._at: int | None = None
        self._under: int | None = None
        """The row under the mouse."""
        self._tops: list[int] = [0]
        """The first line of each row, and, last, the number of lines."""
        self._drawn: dict[tuple[str, Look, str], tuple[Row, list[Strip]]] = {}
        """By a row's id, look and mark: an edit or a search moves rows that look as before."""
        self._pens: dict[Look, Pen] = {}

    @property
    def rows(self) -> Listing:
        """What is shown."""
        return self._rows

    @property
    def _is_auto(self) -> bool:
        """Whether the list is as high as its rows."""
        return self.styles.height is not None and self.styles.height.is_auto

    def _line_of_cursor(self) -> int:
        """How far below the top of the view the cursor's row begins."""
        return self._tops[self._at] - self.scroll_offset.y if self._at is not None else 0

    def _inset(self) -> int:
        """The cells left of every row: the cursor's sign, and what `_mark` says."""
        return 1

    def _mark(self, row: Row) -> Content:  # noqa: ARG002  (for those that have marks)
        """What stands between the cursor's sign and the row."""
        return NO_LEAD

    def _measure(self) -> None:
        if self.breadth != self._width:
            self._drawn.clear()
        self._tops = [0] * (len(self._rows) + 1)
        if self.breadth:
            self._tops = [0, *accumulate(self._rows.heights(max(4, self.breadth - self._inset())))]
        self.set_lines(self._tops[-1])

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

    def on_resize(self) -> None:
        if self._fit_width():
            self.refresh()
        else:
            self._keep_in_view(self._line_of_cursor())

    def _fit_width(self) -> bool:
        """Measure again where the width is another one; whether it is."""
        if self.breadth == self._width:
            return False
        line = self._line_of_cursor() if self._width > 0 else None
        self._measure()
        self._keep_in_view(line)
        return True

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()
        self._pens.clear()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  (Textual's signature)
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (as above)
        return sum(self._rows.heights(max(4, width - BAR - self._inset())))

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fit_width()
        return super().render_lines(crop)

    def line(self, number: int) -> Strip | None:
        if not 0 <= number < self._tops[-1]:
            return None
        place = bisect_right(self._tops, number) - 1
        strips = self._strips(place)
        return strips[min(number - self._tops[place], len(strips) - 1)]

    def refresh_rows(self, *places: int | None) -> None:
        """Paint these rows again, as far as they are seen."""
        for place in places:
            if place is not None and place < len(self._rows):
                self.refresh_lines(self._tops[place], self._tops[place + 1] - self._tops[place])

    def row_to_draw(self, place: int) -> Row:
        """The row as it is drawn."""
        return self._rows[place]

    def _strips(self, place: int) -> list[Strip]:
        row = self.row_to_draw(place)
        mark = self._mark(row)
        key = (row.id, self._look(place, row), mark.plain)
        kept = self._drawn.get(key)
        if kept is None or not kept[0].looks_like(row):
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            sign = Content("▌" if key[1] is Look.CURSOR else " ")
            kept = self._drawn[key] = row, self._pen(key[1]).drawn(row, sign + mark, self._inset(), self._width)
        return kept[1]

    def _pen(self, look: Look) -> Pen:
        if look not in self._pens:
            self._pens[look] = Pen(self, self.get_visual_style(f"rows--{look}"))
        return self._pens[look]

    def _look(self, place: int, row: Row) -> Look:
        if row.heading:
            return Look.HEADING
        return Look.CURSOR if place == self._at else Look.HOVER if place == self._under else Look.ROW

    def on_mouse_move(self, event: events.MouseMove) -> None:
        super().on_mouse_move(event)
        event.prevent_default()
        self._hover(self.place_at(event))

    def _on_leave(self, event: events.Leave) -> None:
        super()._on_leave(event)
        self._hover(None)

    def place_at(self, event: events.MouseEvent) -> int | None:
        """The row under the mouse; None where there is none."""
        offset = event.get_content_offset(self)
        line = offset.y + self.scroll_offset.y if offset and offset.x < self._width else self._tops[-1]
        return bisect_right(self._tops, line) - 1 if line < self._tops[-1] else None

    def _hover(self, place: int | None) -> None:
        if place != self._under:
            before, self._under = self._under, place
            self.refresh_rows(before, place)
