"""A text to read, of any length, drawn without laying the screen out anew: it changes with every key."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from drafter.tui.widgets.drawing import Pen
from drafter.tui.widgets.listing import NO_LEAD, Row


class Reader(ScrollView, can_focus=False):
    """Shows a text, folded to its width. Its content is never read as markup."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.content = Content("")
        self._strips: list[Strip] = []
        self._width = 0

    def show(self, content: Content) -> None:
        """Show another text, from its beginning; the same text stays where it is."""
        if content.is_same(self.content):
            return
        again = content.plain == self.content.plain
        self.content = content
        self._draw()
        if not again:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def page(self, by: int) -> None:
        """On by most of a view (1), or back (-1)."""
        self.scroll_relative(y=by * max(1, self.scrollable_content_region.height - 2), animate=False)

    def _draw(self) -> None:
        self._width = self.scrollable_content_region.width
        if self._width > 0:
            row = Row("", self.content)
            self._strips = Pen(self, self.visual_style).drawn(row, NO_LEAD, 0, self._width)
            self.set_lines(len(self._strips))

    def set_lines(self, lines: int) -> None:
        """How many lines there are to scroll through."""
        size = Size(self._width, lines)
        if size != self.virtual_size:
            # Set as a reactive, it would have the whole screen laid out anew: 20 ms for a text that keeps its place.
            self.set_reactive(Reader.virtual_size, size)
            self._scroll_update(size)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._width = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.scrollable_content_region.width != self._width:
            self._draw()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        line = self.scroll_offset.y + y
        if 0 <= line < len(self._strips):
            return self._strips[line]
        return Strip.blank(self._width, self.visual_style.rich_style)
