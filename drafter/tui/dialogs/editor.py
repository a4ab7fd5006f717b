"""Writing a text: a paragraph's wording with its sources beside it, a paragraph of one's own, a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea

from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.dialogs.pick import Pick
from drafter.tui.widgets.rows import Row


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and whether it is to be cut in two."""

    text: str
    cut: int | None = None
    """The character of the text, stripped, before which to cut; None for no cut."""


class Editor(Dialog[Written]):
    """Returns the text as written, stripped. Escape asks before it throws changed words away."""

    OK = "Save"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+b", "cut", "Break in two here")]

    def __init__(self, title: str, text: str, beside: Content | None = None, *, cuts: bool = False) -> None:
        super().__init__(title)
        self._text = text
        self._beside = beside
        self._cuts = cuts

    def body(self) -> Iterator[Widget]:
        area = TextArea(self._text, id="text", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        if self._beside is None:
            yield area
            return
        sources = VerticalScroll(Static(self._beside), id="beside")
        sources.border_title = "Sources"
        yield Container(area, sources, id="side-by-side")

    def buttons(self) -> Iterator[Button]:
        yield from super().buttons()
        if self._cuts:
            yield Button("Break in two at the cursor (ctrl+b)", id="cut")

    def on_mount(self) -> None:
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    @property
    def _area(self) -> TextArea:
        return self.query_one("#text", TextArea)

    def value(self) -> Written:
        return Written(self._area.text.strip())

    def action_cut(self) -> None:
        if not self._cuts:
            return
        text = self._area.text
        at = len(text[: _index(self._area)].lstrip()) if text[: _index(self._area)].strip() else 0
        self.dismiss(Written(text.strip(), at))

    def action_cancel(self) -> None:
        self._leave()

    @work
    async def _leave(self) -> None:
        if self._area.text == self._text or await self.app.push_screen_wait(_discard()) == "discard":
            self.dismiss(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "cut":
            self.action_cut()


def _discard() -> Pick:
    keep, drop = Row("keep", Content("Go on writing")), Row("discard", Content("Throw the changed words away"))
    return Pick("The text was changed", [keep, drop])


def _index(area: TextArea) -> int:
    """The cursor's place as a character of the whole text."""
    row, column = area.cursor_location
    return sum(len(line) + 1 for line in area.text.split("\n")[:row]) + column
