"""What frames the lists: panes, lines of text, and the bars of tabs, of keys, and of what happened last.

Textual lays the whole screen out again whenever the size of a widget's content changes. What is here, and the lists,
fill the place that they are given whatever is in them. Their `virtual_size` says so: no layout follows when it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Container
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from drafter.tui import appearance
from drafter.tui.commands import PANES, Command, Scope
from drafter.tui.tongue import tr_count

BETWEEN = " · "
"""What stands between the parts of what happened, the least important last."""
_BROAD = 150
"""Columns of a terminal in which two lines are enough for the keys."""


def link(action: str, *params: object) -> Style:
    """The style of text that runs an action when it is clicked."""
    return Style.from_meta({"@click": (action, params)})


class Frame(Container):
    """Holds panes. Painted as one colour: Textual would work on each of its lines, which all lie behind others."""

    BLANK = True
    virtual_size = Reactive(Size(0, 0), repaint=False)


class Plain(Static):
    """A text, never read as markup. Who gives it more lines has the screen laid out."""

    virtual_size = Reactive(Size(0, 0), repaint=False)

    def __init__(self, words: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(words, id=id, classes=classes, markup=False)


class TabBar(Plain):
    """The tabs with their numbers; the shown one stands out in reverse and between bars."""

    def __init__(self) -> None:
        super().__init__()
        self.show(Scope.CHOOSE)

    def show(self, shown: Scope) -> None:
        parts: list[Content] = []
        for number, pane in enumerate(PANES, start=1):
            text = f" {number} {pane.called} "
            tab = Content.styled(text, "bold reverse" if pane is shown else "")
            parts.append(tab.stylize(link("screen.show", str(pane))))
        self.update(Content.assemble(*parts), layout=False)


class KeyBar(Widget):
    """The keys that work now, each to be clicked; two lines or three, whatever stands in them."""

    virtual_size = Reactive(Size(0, 0), repaint=False)  # as in `bars`

    def __init__(self) -> None:
        super().__init__()
        self._own: tuple[Command, ...] = ()
        self._everywhere: tuple[Command, ...] = ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002  (Textual's)
        return 2 if viewport.height < appearance.ROOMY or viewport.width >= _BROAD else 3

    def show(self, own: Iterable[Command], everywhere: Iterable[Command]) -> None:
        """Name the pane's own keys, then those that work everywhere."""
        before = self._own, self._everywhere
        self._own, self._everywhere = tuple(own), tuple(everywhere)
        if before != (self._own, self._everywhere):
            self.refresh()

    def render(self) -> Content:
        """The keys in as many lines as there are. Where the pane's own don't all fit, the last ones are left out, and
        the key for the help says how many these are.
        """
        own, left = [_key(command) for command in self._own], 0
        while len(lines := _filled([*own, *self._common(left)], self.size.width)) > self.size.height and own:
            own.pop()
            left += 1
        return Content("\n").join(lines)

    def _common(self, left: int) -> list[Content]:
        """The keys that work everywhere; the one for the help says how many others are left out."""
        more = tr_count("Help: {count} more key", "Help: {count} more keys", left)
        return [
            _key(command.offered_as(more) if left and command.action == "help" else command)
            for command in self._everywhere
        ]


def _filled(keys: Sequence[Content], width: int) -> list[Content]:
    """The keys in lines of the width; a key and its label are never parted."""
    lines = [Content("")]
    for key in keys:
        if lines[-1] and lines[-1].cell_length + 2 + key.cell_length > width:
            lines.append(key)
        else:
            lines[-1] = Content.assemble(lines[-1], "  " if lines[-1] else "", key)
    return lines


def _key(command: Command) -> Content:
    words = Content.assemble((command.shown_key, "bold $footer-key-foreground"), f" {command.shown_label}")
    return words.stylize(link("screen.run", command.id))


class Says(Plain):
    """One line that says what happened last."""

    def __init__(self) -> None:
        super().__init__()
        self.said: Sequence[str] = ()

    def say(self, words: str) -> None:
        """Say it. Of what is too long for the line, the last parts are left out; before the second is, the first is
        shortened.
        """
        if words != "".join(self.said[-1:]):
            parts = words.replace("\n", " ").split(BETWEEN)
            while (over := Content(BETWEEN.join(parts)).cell_length - self.size.width) > 0 and len(parts) > 2:
                parts.pop()
            if over > 0 and len(parts) > 1:
                parts[0] = f"{parts[0][: -over - 1].rstrip()}…"
            self.update(Content(BETWEEN.join(parts)), layout=False)
        self.said = (*self.said[-20:], words)
