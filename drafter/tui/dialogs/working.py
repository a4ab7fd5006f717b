"""Something that takes a while: done in a thread, so that the screen goes on living meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import ProgressBar, Static

from drafter.errors import DrafterError
from drafter.tui import appearance

T = TypeVar("T")


class Working(ModalScreen[T | DrafterError], Generic[T]):
    """Returns what the work gave, or the error that ended it. It can't be closed before that."""

    CSS_PATH = appearance.DIALOGS_CSS

    def __init__(self, title: str, task: Callable[[], T]) -> None:
        """`task` is called in a thread."""
        super().__init__()
        self._title = title
        self._do = task

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            yield ProgressBar(show_eta=False, show_percentage=False)

    def on_mount(self) -> None:
        self._work()

    @work(thread=True)
    def _work(self) -> None:
        try:
            outcome: T | DrafterError = self._do()
        except DrafterError as error:
            outcome = error
        self.app.call_from_thread(self.dismiss, outcome)
