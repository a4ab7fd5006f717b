"""A document being written: how far it is. The work is done in a thread, so that the screen goes on living."""

from __future__ import annotations

import time

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from drafter.errors import DrafterError
from drafter.tui import styles
from drafter.tui.dialogs.exporting import ExportWish
from drafter.workspace import Workspace

_OFTEN = 0.05
"""Seconds between two reports of progress."""


class Writing(ModalScreen[str]):
    """Writes the document and returns what went wrong, empty for nothing. It can't be closed before that."""

    CSS_PATH = styles.DIALOGS

    def __init__(self, workspace: Workspace, wish: ExportWish) -> None:
        super().__init__()
        self._workspace = workspace
        self._wish = wish
        self._told = 0.0

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(f"Writing {self._wish.path.name}…"), classes="dialog-title")
            yield ProgressBar(show_eta=False)

    def on_mount(self) -> None:
        self._write()

    @work(thread=True)
    def _write(self) -> None:
        fault = ""
        try:
            self._workspace.export(
                self._wish.path, replace=self._wish.replace, options=self._wish.options, progress=self._progress
            )
        except DrafterError as error:
            fault = str(error)
        self.app.call_from_thread(self.dismiss, fault)

    def _progress(self, done: int, whole: int) -> None:
        """Called in the thread, for every block."""
        now = time.monotonic()
        if now - self._told > _OFTEN:
            self._told = now
            self.app.call_from_thread(self._show, done, whole)

    def _show(self, done: int, whole: int) -> None:
        self.query_one(ProgressBar).update(total=whole, progress=done)
