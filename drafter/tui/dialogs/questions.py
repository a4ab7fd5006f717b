"""Questions to the user: pick one of several rows, or fill in a few lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.inputs import Line
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows


class PickDialog(Dialog[str]):
    """Asks for one of several rows: a status, a paragraph. Returns the id of the one picked, by Enter or a click."""

    OK = later("Choose")
    KEY = "enter"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "accept", "Choose", show=False)]

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        cursor: str | None = None,
        hint: str = "",
        *,
        around: int = 0,
        about: Content | None = None,
    ) -> None:
        """`around` is how many rows beyond the cursor's are to be seen at the beginning as well. `about` is what the
        answer is about, to be scrolled through.
        """
        super().__init__(title, hint)
        self._choices = rows
        self._cursor = cursor
        self._around = around
        self._about = about

    def body(self) -> Iterator[Widget]:
        if self._about:
            yield VerticalScroll(Static(self._about), id="about")
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


def changed(title: str) -> PickDialog:
    """What becomes of words in a window that somebody leaves: `keep` there, `save` or `discard`."""
    choices = {
        "keep": tr("Go on writing"),
        "save": tr("Save what was written"),
        "discard": tr("Throw away what was changed"),
    }
    return PickDialog(title, [Row(id, Content(words)) for id, words in choices.items()])


Answer = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FormField:
    """One line to fill in."""

    name: str
    """The input's id: letters, digits and hyphens."""
    label: str
    value: str = ""
    key: str = ""
    """Under which the answer has it, where that is not its name."""
    suggested: bool = False
    """Whether the value is only a suggestion: it is selected, so that what is typed takes its place."""


def _never(_: Answer) -> str:
    return ""


class FormDialog(Dialog[Answer]):
    """Asks for a few lines: a reason, a heading, a file's name. Returns the fields' values by name.

    Enter goes on to the next line, and from the last one accepts. Escape asks before it throws away what was filled in,
    where there are several.
    """

    def __init__(
        self,
        title: str,
        fields: Sequence[FormField],
        hint: str = "",
        ok: str = later("OK"),
        *,
        about: Content | None = None,
        refusal: Callable[[Answer], str] = _never,
    ) -> None:
        """`about` is what the answer is about, to be scrolled through. `refusal` says why an answer can't be accepted,
        empty where it can; the form then stays as it is filled in.
        """
        super().__init__(title, hint)
        self._fields = fields
        self._about = about
        self._refusal = refusal
        self.OK = ok
        self.KEY = "enter" if len(fields) == 1 else "ctrl+s"

    def body(self) -> Iterator[Widget]:
        if self._about:
            yield VerticalScroll(Static(self._about), id="about")
        lines: list[Widget] = []
        for field in self._fields:
            lines.append(Static(Content(field.label), classes="label"))
            lines.append(Line(field.value, id=field.name, select_on_focus=field.suggested))
        yield VerticalScroll(*lines, can_focus=False, classes="dialog-body")

    def on_mount(self) -> None:
        self.query_one(f"#{self._fields[0].name}").focus()
        # An input that gets the focus scrolls itself into view, and its label, above it, out of it.
        self.call_after_refresh(self.query_one(".dialog-body").scroll_home, animate=False)

    def action_cancel(self) -> None:
        self._leave()

    @work
    async def _leave(self) -> None:
        touched = any(field.value != self.query_one(f"#{field.name}", Input).value for field in self._fields)
        asks = touched and len(self._fields) > 1
        answer = await self.app.push_screen_wait(changed(tr("Something was filled in"))) if asks else "discard"
        if answer == "save":
            self.action_accept()
        elif answer == "discard":
            self.dismiss(None)

    def value(self) -> Answer | None:
        answer = {field.key or field.name: self.query_one(f"#{field.name}", Input).value for field in self._fields}
        why = self._refusal(answer)
        self.refuse(why)
        return None if why else answer

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.refuse("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == self._fields[-1].name:
            self.action_accept()
        else:
            self.focus_next()
