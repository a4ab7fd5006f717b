"""Where to write the document, and in which format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Input, RadioSet, Static

from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.widgets.toggles import Box, Dot

FORMATS = {".docx": "Word (.docx)", ".md": "Markdown (.md)", ".html": "Web page (.html)", ".json": "JSON (.json)"}
"""What can be written, by the file's suffix; the workspace refuses what it doesn't know."""


@dataclass(frozen=True, slots=True)
class ExportWish:
    """A file to write."""

    path: Path
    replace: bool
    """Whether a file that is there already may be replaced."""


class Exporting(Dialog[ExportWish]):
    """Returns the file to write. The format follows the name's suffix, and the name the format."""

    OK = "Export"

    def __init__(self, path: Path) -> None:
        super().__init__("Export the document")
        self._path = path

    def body(self) -> Iterator[Widget]:
        yield Static("Format", classes="label")
        yield RadioSet(
            *(Dot(label, value=suffix == self._path.suffix) for suffix, label in FORMATS.items()), id="format"
        )
        yield Static("File", classes="label")
        yield Input(str(self._path), id="path", select_on_focus=False)
        yield Box("Replace the file if it is there already", id="replace")

    def on_mount(self) -> None:
        self.query_one("#path", Input).focus()

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        event.stop()
        path = self.query_one("#path", Input)
        path.value = str(Path(path.value or self._path.name).with_suffix(list(FORMATS)[event.index]))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> ExportWish | None:
        path = self.query_one("#path", Input).value.strip()
        if not path:
            self.notify("Name a file.", severity="warning", markup=False)
            return None
        return ExportWish(Path(path).expanduser(), self.query_one("#replace", Box).value)
