"""Picking one of several: a status, a treatment, a paragraph, an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.widgets.rows import Row, Rows


class Pick(Dialog[str]):
    """Returns the id of the row picked, by Enter or a click."""

    OK = "Choose"
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "accept", "Choose", show=False)]

    def __init__(
        self, title: str, rows: Sequence[Row], cursor: str | None = None, hint: str = "", *, around: int = 0
    ) -> None:
        """`around` is how many rows beyond the cursor's are to be seen at the beginning as well."""
        super().__init__(title, hint)
        self._choices = rows
        self._cursor = cursor
        self._around = around

    def body(self) -> Iterator[Widget]:
        yield Rows(id="choices", menu=True)

    def on_mount(self) -> None:
        rows = self.query_one("#choices", Rows)
        rows.set_rows(self._choices, self._cursor)
        rows.focus()
        if self._around:
            self.call_after_refresh(self._look_around)

    def _look_around(self) -> None:
        """Go on from the cursor's row and come back: the list scrolls no further than it must."""
        rows = self.query_one("#choices", Rows)
        here, ids = rows.cursor, [row.id for row in self._choices]
        if here:
            rows.go(ids[min(ids.index(here) + self._around, len(ids) - 1)])
            rows.go(here)

    def value(self) -> str | None:
        return self.query_one("#choices", Rows).cursor

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()


def changed(title: str) -> Pick:
    """What becomes of words in a window that somebody leaves: `keep` there, `save` or `discard`."""
    choices = {"keep": "Go on writing", "save": "Save what was written", "discard": "Throw away what was changed"}
    return Pick(title, [Row(id, Content(words)) for id, words in choices.items()])
