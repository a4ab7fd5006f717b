"""Rows to scroll through, of which only those on the screen are drawn, so that ten thousand cost no more than ten.

The scroll bar is drawn as the last cell of each line. Textual's own is another widget, painted after the lines: with it
the cursor moves as fast, a page takes 1.1 times as long, a letter of a search 1.4 and a resize 1.5 times.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drafter.tui.widgets.listing import Listing
from drafter.tui.widgets.row import NO_LEAD, Look, Pen, Row

_BAR = 1
"""The cells that the bar takes, right of the lines."""
_LEAST = 4
"""The cells for which rows are measured where there are fewer."""
_KEPT = 400
"""Drawn rows that are remembered: several screens of them."""


class Sheet(ScrollView, can_focus=False):
    """Shows a listing. It is scrolled by the wheel, by the mouse on the bar and, where it has the focus, by keys."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"rows--{look}" for look in Look}
    virtual_size = Reactive(Size(0, 0), repaint=False)  # as in `bars`

    def __init__(self, *, id: str | None = None, inset: int = 1) -> None:
        """`inset` is the number of cells left of every row."""
        super().__init__(id=id)
        self._inset = inset
        self._rows = Listing()
        self._width = 0
        """The breadth for which the rows were measured."""
        self._tops: list[int] = [0]
        """The first line of each row, and, last, the number of lines."""
        self._drawn: dict[tuple[str, Look, str], tuple[Row, list[Strip]]] = {}
        """By a row's id, its look and what stands before it: an edit or a search moves rows that look as before."""
        self._pens: dict[Look, Pen] = {}
        self._bar: list[Segment] = []

    @property
    def rows(self) -> Listing:
        """What is shown."""
        return self._rows

    @property
    def allow_vertical_scroll(self) -> bool:
        """Always: Textual allows it only where its own bar is shown."""
        return True

    @property
    def breadth(self) -> int:
        """The cells that a line has."""
        return max(0, self._inside.width - _BAR)

    @property
    def room(self) -> int:
        """The lines that are seen at once; at least 1."""
        return max(1, self._inside.height)

    @property
    def _inside(self) -> Size:
        """The size of what is shown, or was before it was hidden: it will have that again when it is shown."""
        return self.outer_size - self.gutter.totals

    # Measuring

    def _measure(self) -> None:
        """Find out at which line each row begins, at the breadth that there is now."""
        if self.breadth != self._width:
            self._drawn.clear()
        self._width = self.breadth
        heights = self._rows.heights(max(_LEAST, self._width - self._inset)) if self._width else [0] * len(self._rows)
        self._tops = [0, *accumulate(heights)]
        self.virtual_size = Size(self._width, self._tops[-1])
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def _fit_width(self) -> bool:
        """Measure again where the breadth has changed; whether it has."""
        if self.breadth == self._width:
            return False
        self._measure()
        return True

    def on_resize(self) -> None:
        if self._fit_width():
            self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()
        self._pens.clear()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002  (Textual's signature)
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (as above)
        return sum(self._rows.heights(max(_LEAST, width - _BAR - self._inset)))

    def place_at(self, event: events.MouseEvent) -> int | None:
        """The place of the row under the mouse; None where there is none."""
        offset = event.get_content_offset(self)
        line = offset.y + self.scroll_offset.y if offset and offset.x < self._width else self._tops[-1]
        return bisect_right(self._tops, line) - 1 if line < self._tops[-1] else None

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        self._fit_width()
        self._bar = self._drawn_bar()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        if 0 <= line < self._tops[-1]:
            place = bisect_right(self._tops, line) - 1
            strips = self._strips(place)
            strip = strips[min(line - self._tops[place], len(strips) - 1)]
        else:
            strip = Strip.blank(self._width, self.visual_style.rich_style)
        return Strip([*strip, self._bar[y]], self._width + _BAR)

    def refresh_rows(self, *places: int | None) -> None:
        """Paint these rows again, as far as they are seen."""
        for place in places:
            if place is not None and place < len(self._rows):
                self.refresh_lines(self._tops[place], self._tops[place + 1] - self._tops[place])

    def row_to_draw(self, place: int) -> Row:
        """The row as it is drawn."""
        return self._rows.row(place)

    def look_of(self, place: int, row: Row) -> Look:  # noqa: ARG002  (for those that have a cursor)
        """How the row looks at its place."""
        return Look.HEADING if row.heading else Look.ROW

    def before(self, row: Row, look: Look) -> Content:  # noqa: ARG002  (as above)
        """What stands left of the row, in the cells of the inset."""
        return NO_LEAD

    def _strips(self, place: int) -> list[Strip]:
        """The row's lines, drawn before or now."""
        row = self.row_to_draw(place)
        look = self.look_of(place, row)
        before = self.before(row, look)
        key = row.id, look, before.plain
        kept = self._drawn.get(key)
        if kept is None or not kept[0].looks_like(row):
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            kept = self._drawn[key] = row, self._pen(look).drawn(row, before, self._inset, self._width)
        return kept[1]

    def _pen(self, look: Look) -> Pen:
        if look not in self._pens:
            self._pens[look] = Pen(self.get_visual_style(f"rows--{look}"))
        return self._pens[look]

    # The bar

    def _drawn_bar(self) -> list[Segment]:
        """The bar's cells: a block for what is seen; blank where all is seen."""
        lines, room = self.virtual_size.height, self.room
        background = self.background_colors[1]
        colour = background + self.styles.scrollbar_color
        style = Style(color=colour.rich_color, bgcolor=background.rich_color, meta={"bar": True})
        blank, full = Segment(" ", style), Segment("█", style)
        if lines <= room:
            return [blank] * room
        block = max(1, room * room // lines)
        above = round((room - block) * self.scroll_offset.y / (lines - room))
        return [*[blank] * above, *[full] * block, *[blank] * (room - block - above)]

    def _scroll_to_mouse(self, event: events.MouseEvent) -> None:
        """Scroll as far down as the mouse is down the bar."""
        y = event.screen_y - self.content_region.y
        self.scroll_to(y=self.max_scroll_y * y / max(1, self.room - 1), animate=False, force=True)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if "bar" in event.style.meta:
            self.capture_mouse()
            self._scroll_to_mouse(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self._scroll_to_mouse(event)

    def on_mouse_up(self) -> None:
        self.release_mouse()


class Page(Sheet, can_focus=True):
    """Rows to read that stay as they are, scrolled by keys and wheel."""

    def __init__(self, rows: Sequence[Row], *, id: str) -> None:
        super().__init__(id=id)
        self._rows = Listing(rows)


class Reader(Sheet):
    """One text to read, of any length. It changes with every key, for which a `Static` in a `VerticalScroll` takes
    3.5 times as long: it has the screen laid out each time (`tests.benchmarks.lists`).
    """

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, inset=0)

    def show(self, content: Content) -> None:
        """Show another text, from its beginning; the same text stays where it is."""
        self.show_rows([Row("", content)])

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show another text that is made of rows, with leads of their own."""
        before = self._rows
        if len(before) == len(rows) and all(map(Row.looks_like, before, rows)):
            return
        again = [row.plain for row in before] == [row.plain for row in rows]
        self._rows = Listing(rows)
        self._measure()
        if not again:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def page(self, by: int) -> None:
        """On by most of a view (1), or back (-1)."""
        self.scroll_relative(y=by * max(1, self.room - 2), animate=False)
