"""Asks for the files of which a corpus is to be built, and for the corpus that drafts are begun with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from drafter.corpus.plain_text import harmless
from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.inputs import Line
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows

_HINT = later("space marks a file, enter takes those marked; more are named below, parted by semicolons")


class FilesDialog(Dialog[tuple[str, ...]]):
    """Returns the files' names: those marked, else the one at the cursor, and those written below."""

    OK = later("Read them")
    BINDINGS = [("space", "mark", "Mark"), ("enter", "accept", "Read them")]  # noqa: RUF012  (Textual declares it so)

    def __init__(self, found: Sequence[Path]) -> None:
        """`found` are the files to choose from."""
        super().__init__(tr("Build a corpus from files"), tr(_HINT))
        self._found = found

    def body(self) -> Iterator[Widget]:
        yield Rows(id="choices", markable=True, menu=True)
        yield Static(tr("Others"), classes="label")
        yield Line(id="others", placeholder="annex-a.docx; annex-b.pdf")

    def on_mount(self) -> None:
        rows = self.query_one("#choices", Rows)
        rows.set_rows([Row(str(path), Content(harmless(path.name))) for path in self._found])
        rows.display = bool(self._found)
        self.set_focus(rows if self._found else self.query_one("#others"))

    def action_mark(self) -> None:
        rows = self.query_one("#choices", Rows)
        rows.toggle_mark(rows.cursor)
        rows.action_cursor_down()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()

    def on_input_submitted(self, event: Line.Submitted) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> tuple[str, ...] | None:
        written = tuple(filter(None, (name.strip() for name in self.query_one("#others", Line).value.split(";"))))
        rows = self.query_one("#choices", Rows)
        names = (*(rows.marked if written else rows.chosen), *written)
        self.refuse("" if names else tr("Name a file."))
        return names or None
