"""Lines to scroll through, of which only those on the screen are drawn, and the bar that shows which these are.

The bar is drawn with the lines. As a widget of its own, Textual's would be painted after them, and again for each key.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

BAR = 1
"""The cells that the bar takes, right of the lines."""


class Lines(ScrollView, can_focus=False):
    """Shows lines that its subclass draws. The wheel scrolls them, and the mouse on the bar."""

    ALLOW_SELECT = False
    virtual_size = Reactive(Size(0, 0), repaint=False)  # as in `Frame`

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._width = 0
        """The width for which the lines were made."""
        self._bar: list[Segment] = []

    @property
    def allow_vertical_scroll(self) -> bool:
        """Always: Textual allows it only where its own bar is shown."""
        return True

    @property
    def breadth(self) -> int:
        """The cells that a line has."""
        return max(0, self._inside.width - BAR)

    @property
    def room(self) -> int:
        """The lines that are seen at once; at least 1."""
        return max(1, self._inside.height)

    @property
    def _inside(self) -> Size:
        """The size of what is shown, or was before it was hidden: it will have that again when it is shown."""
        return self.outer_size - self.gutter.totals

    def set_lines(self, lines: int) -> None:
        """How many lines there are, made for this breadth."""
        self._width = self.breadth
        self.virtual_size = Size(self._width, lines)
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def line(self, number: int) -> Strip | None:
        """A line, from 0; None where there is none."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        self._bar = self._drawn_bar()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        strip = self.line(self.scroll_offset.y + y) or Strip.blank(self._width, self.visual_style.rich_style)
        return Strip([*strip, self._bar[y]], self._width + BAR)

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
        """As far down as the mouse is down the bar."""
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
