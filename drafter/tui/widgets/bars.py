"""Bars of things to click: the tabs, the keys that work now, and a line that says what happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from drafter.tui.commands import PANES, Command, Scope


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
        self.update(Content.assemble(*parts))


class KeyBar(Static):
    """The keys that work now, each to be clicked. As many lines as they need, up to three."""

    def show(self, commands: Iterable[Command]) -> None:
        parts: list[Content | str] = []
        for command in commands:
            # No-break spaces keep a key and its label on one line.
            words = Content.assemble(
                (command.shown_key, "bold $footer-key-foreground"), "\u00a0", command.label.replace(" ", "\u00a0")
            )
            parts += [words.stylize(link("screen.run", command.id)), "  "]
        self.update(Content.assemble(*parts[:-1]))


class Says(Static):
    """One line that says what happened last."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.said: Sequence[str] = ()

    def say(self, words: str) -> None:
        self.said = (*self.said[-20:], words)
        self.update(Content(words.replace("\n", " ")))
