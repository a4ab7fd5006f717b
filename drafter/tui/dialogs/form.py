"""Filling in a few lines: a reason, a heading, the front matter, a file's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from drafter.tui.dialogs.dialog import Dialog


@dataclass(frozen=True, slots=True)
class Field:
    """One line to fill in."""

    name: str
    """The input's id: letters, digits and hyphens."""
    label: str
    value: str = ""
    key: str = ""
    """Under which the answer has it, where that is not its name."""


class Form(Dialog[Mapping[str, str]]):
    """Returns the fields' values by name. Enter goes on to the next line, and from the last one accepts."""

    def __init__(self, title: str, fields: Sequence[Field], hint: str = "", ok: str = "OK") -> None:
        super().__init__(title, hint)
        self._fields = fields
        self.OK = ok

    def body(self) -> Iterator[Widget]:
        lines: list[Widget] = []
        for field in self._fields:
            lines.append(Static(Content(field.label), classes="label"))
            lines.append(Input(field.value, id=field.name, select_on_focus=False))
        yield VerticalScroll(*lines, can_focus=False, classes="dialog-body")

    def value(self) -> Mapping[str, str]:
        return {field.key or field.name: self.query_one(f"#{field.name}", Input).value for field in self._fields}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == self._fields[-1].name:
            self.action_accept()
        else:
            self.focus_next()
