"""Finding one recommendation by words or citation."""

from __future__ import annotations

from collections.abc import Iterator

from textual.widget import Widget
from textual.widgets import Input

from drafter.tui.dialogs.dialog import Dialog
from drafter.tui.points import PointListing
from drafter.tui.widgets.line import Line
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace


class Find(Dialog[str]):
    """Returns the recommendation's id. Down goes from the words to what was found."""

    OK = "Cite it"
    KEY = "enter"

    def __init__(self, title: str, workspace: Workspace) -> None:
        super().__init__(title, "Type words or a citation; Enter takes the one at the cursor.")
        self._workspace = workspace

    def body(self) -> Iterator[Widget]:
        yield Line(id="words", placeholder="AP 62(a), or words")
        yield Rows(id="found")

    def on_mount(self) -> None:
        self._search("")
        self.query_one("#words", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    def on_rows_picked(self, event: Rows.Picked) -> None:
        event.stop()
        self.action_accept()

    def value(self) -> str | None:
        return self.query_one("#found", Rows).cursor

    def _search(self, words: str) -> None:
        found = self._workspace.index.find_as_typed(words) if words.strip() else list(self._workspace.corpus.by_id)
        self.query_one("#found", Rows).set_rows(PointListing(self._workspace, found), top=True)
