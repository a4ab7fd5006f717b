"""Bars of things to click: the tabs, the keys that work now, and a line that says what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from drafter.tui.commands import PANES, Command, Scope

_LINES = 3
_SHORT = 32
"""Lines of a terminal; in one that has fewer, the keys leave a line more to what is worked on."""


def link(action: str, *params: object) -> Style:
    """The style of text that runs an action when it is clicked."""
    return Style.from_meta({"@click": (action, params)})


class TabBar(Static):
    """The four tabs with their numbers; the shown one stands out in reverse and between bars."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.show(Scope.CHOOSE)

    def show(self, shown: Scope) -> None:
        parts: list[Content] = []
        for number, pane in enumerate(PANES, start=1):
            text = f" {number} {pane.capitalize()} "
            tab = Content.styled(text, "bold reverse" if pane is shown else "")
            parts.append(tab.stylize(link("screen.show", str(pane))))
        self.update(Content.assemble(*parts), layout=False)


class KeyBar(Static):
    """The keys that work now, each to be clicked. As many lines as they need, up to three; in a short terminal two."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._own: list[Content] = []
        self._lines = 0
        self._everywhere: list[Content] = []

    def show(self, own: Iterable[Command], everywhere: Iterable[Command]) -> None:
        """Name the pane's own keys, then those that work everywhere."""
        before = self._own, self._everywhere
        self._own, self._everywhere = [_key(one) for one in own], [_key(one) for one in everywhere]
        if before != (self._own, self._everywhere):
            self._lay_out()

    def on_resize(self) -> None:
        self._lines = 0
        self._lay_out()

    def _lay_out(self) -> None:
        """Where the lines aren't enough, the last of the pane's own keys are left to help and palette."""
        screen, own = self.app.size, self._own
        width, most = self.content_size.width or max(screen.width - 2, 20), _LINES - (screen.height < _SHORT)
        while len(lines := _filled([*own, *self._everywhere], width)) > most and own:
            own = own[:-1]
        # Once a bar needed a line, it keeps it: to lay the screen out anew takes longer than all that a key does.
        grows = len(lines) > self._lines
        self._lines = max(len(lines), self._lines)
        lines += [Content("")] * (self._lines - len(lines))
        self.update(Content("\n").join(lines), layout=grows)


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
    words = Content.assemble((command.shown_key, "bold $footer-key-foreground"), f" {command.label}")
    return words.stylize(link("screen.run", command.id))


class Says(Static):
    """One line that says what happened last."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.said: Sequence[str] = ()

    def say(self, words: str) -> None:
        self.said = (*self.said[-20:], words)
        self.update(Content(words.replace("\n", " ")), layout=False)
