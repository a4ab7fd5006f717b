"""A line to type in, with the rows under it that what is typed finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from drafter.tui.widgets.inputs import MOST_SIGNS, Line
from drafter.tui.widgets.listing import Listing
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows

Find = Callable[[str], Sequence[Row] | Listing]
"""The rows for what is typed."""


class Finder(Vertical):
    """Words are typed, and up and down go through what they find. Enter picks; in a menu a click on a row does too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "through(1)", "The next", show=False, priority=True),
        Binding("up", "through(-1)", "The one before", show=False, priority=True),
    ]

    class Typed(Message):
        """Something else is typed."""

    class Picked(Message):
        """The user has chosen: the row at the cursor, else what is typed."""

    def __init__(self, find: Find, placeholder: str, name: str = "words", *, menu: bool = True) -> None:
        """`name` is the line's id."""
        super().__init__(id="finder")
        self._find = find
        self._line = Line(id=name, placeholder=placeholder, max_length=MOST_SIGNS)
        self._rows = Rows(id="found", menu=menu)
        self._rows.can_focus = False

    def compose(self) -> ComposeResult:
        yield self._line
        yield self._rows

    def on_mount(self) -> None:
        self._show()
        self._line.focus()

    @property
    def typed(self) -> str:
        return self._line.value

    @property
    def cursor(self) -> str | None:
        """The id of the row at the cursor; None for none, empty where it stands for nothing."""
        return self._rows.cursor

    def _show(self) -> None:
        self._rows.set_rows(self._find(self._line.value), top=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()
        self.post_message(self.Typed())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Picked())

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.post_message(self.Picked())

    def action_through(self, by: int) -> None:
        (self._rows.action_cursor_down if by > 0 else self._rows.action_cursor_up)()
