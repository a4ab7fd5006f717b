"""What a dialog asks with: a line to write in, boxes to tick, dots of which one is chosen.

Boxes and dots show in their sign, not by colour alone, whether they are on. The signs have the text's own colour:
Textual's take the background's, and an empty one looks full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Checkbox, Input, RadioButton

MOST_SIGNS = 1_000
"""Signs in a line in which is searched: no more words can stand there than a search may have."""


class Line(Input):
    """A line to write in: Textual's, with the key that selects all in the windows for longer texts too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_all", show=False)]


class Box(Checkbox):
    """A box to tick."""

    def render(self) -> Content:
        return _signed(self, "[x]" if self.value else "[ ]")


class Dot(RadioButton):
    """One of a `Choice`. Of these, only the one chosen is a stop of Tab."""

    def render(self) -> Content:
        return _signed(self, "(●)" if self.value else "( )")

    def toggle(self) -> Dot:
        """Choose it; it is taken back by choosing another."""
        if isinstance(self.parent, Choice):
            self.parent.choose(self.parent.dots.index(self))
        go_to(self)
        return self

    def on_blur(self) -> None:
        self.can_focus = self.value


class Choice(Vertical):
    """Dots of which one is chosen."""

    @dataclass
    class Changed(Message):
        """Another one is chosen."""

        choice: Choice

        @property
        def control(self) -> Choice:
            return self.choice

    def __init__(self, labels: Iterable[str], chosen: int, *, id: str) -> None:
        """`chosen` is the place of the one to begin with, from 0."""
        self.dots = [Dot(Content(words), value=at == chosen) for at, words in enumerate(labels)]
        for dot in self.dots:
            dot.can_focus = dot.value
        super().__init__(*self.dots, id=id)

    @property
    def chosen(self) -> int:
        """The place of the one chosen, from 0."""
        return next(at for at, dot in enumerate(self.dots) if dot.value)

    def choose(self, place: int) -> None:
        """Choose the one at this place, from 0."""
        if place == self.chosen:
            return
        with self.prevent(Dot.Changed):
            for at, dot in enumerate(self.dots):
                dot.value = at == place
                dot.can_focus = dot.value or dot.has_focus
        self.post_message(self.Changed(self))


Toggle = Box | Dot


class Toggles(Vertical):
    """A column of boxes and dots."""


class Columns(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Columns beside one another. They leave the arrow keys to the dialog, which moves from one toggle to the next."""

    def __init__(self, *columns: Toggles, id: str | None = None) -> None:
        super().__init__(Horizontal(*columns), id=id)


def able(within: Widget) -> list[Toggle]:
    """The boxes and dots in it that can be moved to, column by column."""
    return [
        toggle for toggle in within.query("Box, Dot").results() if isinstance(toggle, Toggle) and not toggle.is_disabled
    ]


def go_to(toggle: Toggle) -> None:
    """Focus it at once: a key that comes with the one that leads there is for it."""
    toggle.can_focus = True
    toggle.screen.set_focus(toggle)


def _signed(toggle: Toggle, sign: str) -> Content:
    label = Content(toggle.label.plain).pad(1, 1).stylize_before(toggle.get_visual_style("toggle--label"))
    return Content.styled(sign, "bold" if toggle.value else "") + label
