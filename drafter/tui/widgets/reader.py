"""A text to read, of any length, drawn without laying the screen out anew: it changes with every key."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from drafter.tui.widgets.drawing import Pen
from drafter.tui.widgets.lines import Lines
from drafter.tui.widgets.listing import NO_LEAD, Row


class Reader(Lines):
    """Shows a text, folded to its width. Its content is never read as markup."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.content = Content("")
        self._strips: list[Strip] = []

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
        self.scroll_relative(y=by * max(1, self.room - 2), animate=False)

    def _draw(self) -> None:
        row = Row("", self.content)
        self._strips = Pen(self, self.visual_style).drawn(row, NO_LEAD, 0, self.breadth) if self.breadth else []
        self.set_lines(len(self._strips))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._width = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        if self.breadth != self._width:
            self._draw()
        return super().render_lines(crop)

    def line(self, number: int) -> Strip | None:
        return self._strips[number] if number < len(self._strips) else None
