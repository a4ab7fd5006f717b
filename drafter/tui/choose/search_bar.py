"""The two lines above the points: what is shown of them, and the words to search for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive

from drafter.tui.labels import SHORT_LEGEND, short_strip_legend
from drafter.tui.widgets.bars import link
from drafter.tui.widgets.frame import Plain
from drafter.tui.widgets.line import Line

_BOTH = 140
"""Columns in which the signs of both lists find a place."""


class FilterLine(Plain):
    """How many points are marked, what is shown, and what the signs mean."""

    def __init__(self, code: str) -> None:
        """`code` is the region with which the signs are shown."""
        super().__init__(id="filters")
        self._code = code
        self._again: Callable[[], None] = lambda: None
        """Shows the same once more."""
        self._broad = False
        """Whether the signs of both lists were shown, or would have been."""

    def on_resize(self) -> None:
        if self._broad != (self.size.width >= _BOTH):
            self._again()

    def show(self, described: str, marks: int, away: int, *, in_points: bool, typing: bool) -> None:
        """`described` is the filter in words, empty where all is shown; `away` of the `marks` points marked aren't in
        the list. The signs of the list that the user is in come first. `typing`, a key for the hits is named.
        """
        self._broad = self.size.width >= _BOTH
        self._again = partial(self.show, described, marks, away, in_points=in_points, typing=typing)
        if described:
            shown = Content.assemble(("Showing only: ", "bold"), (described, "bold $text-warning"))
        else:
            legends = [short_strip_legend(self._code), SHORT_LEGEND]
            if in_points:
                legends.reverse()
            legend = "    ".join(legends if self._broad else legends[:1])
            shown = Content.styled(f"Showing all.  {legend}", "$text-muted")
        marked = f"{marks} marked{f', {away} not in this list' if away else ''}" if marks else ""
        clears = "esc unmarks" if marks else "esc shows all again" if described else ""
        clearing = Content.styled(clears, "underline").stylize(link("screen.run", "choose.clear"))
        enters = Content("enter goes to what is found" if typing and described else "")
        parts = filter(None, [Content.styled(marked, "bold $text-accent"), shown, enters, clearing])
        self.update(Content("   ").join(parts), layout=False)


class Search(Line):
    """The words to search for."""

    virtual_size = Reactive(Size(0, 0), repaint=False)  # as in `Frame`

    def __init__(self, *, id: str) -> None:
        words = 'Search: words, vict*, "a phrase", AP 62(a), AND, OR, NOT; enter: to the hits'
        super().__init__(id=id, placeholder=words)
        self.display = self.cursor_blink = False
        self.follower: Callable[[], None] | None = None
        """Called at once when Enter is pressed."""

    async def _on_key(self, event: events.Key) -> None:
        event.prevent_default()
        if event.key == "enter" and self.follower:
            event.stop()
            self.follower()
        else:
            await super()._on_key(event)
