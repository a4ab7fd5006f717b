"""The base of every dialog: a box in the middle, a title, buttons below, Escape to cancel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Static

from drafter.tui import styles

T = TypeVar("T")


class Dialog(ModalScreen[T | None]):
    """Takes a value, returns a value or None."""

    CSS_PATH = styles.DIALOGS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("ctrl+s", "accept", "Accept"),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-low"), (styles.ROOMY, "-roomy")]  # noqa: RUF012  (Textual declares it as no ClassVar)
    """In few lines buttons and fields take one each; in very few what is asked stands alone: the keys are the same in
    every dialog.
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (as above)
    OK = "OK"
    """What the accepting button says."""
    KEY = "ctrl+s"
    """The key that it names: the one that its hint speaks of, where that is another."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        styles.fit(self, self.app.size)
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title")
            if self._hint:
                yield Static(Content(self._hint), classes="dialog-hint")
            yield from self.body()
            refusal = Static(classes="dialog-refusal", markup=False)
            refusal.display = False
            yield refusal
            with Horizontal(classes="dialog-buttons"):
                yield from self.buttons()

    def body(self) -> Iterator[Widget]:
        """What stands between title and buttons."""
        raise NotImplementedError

    def buttons(self) -> Iterator[Button]:
        """Accept and cancel, unless a dialog has others."""
        yield Button(f"{self.OK} ({self.KEY})", id="accept", variant="primary")
        yield Button("Cancel (esc)", id="cancel")

    def value(self) -> T | None:
        """What accepting returns; None leaves the dialog open (`refuse` has then said why)."""
        raise NotImplementedError

    def refuse(self, why: str) -> None:
        """Say above the buttons why what was filled in can't be accepted; empty takes the sentence away."""
        line = self.query_one(".dialog-refusal", Static)
        line.display = bool(why)
        line.update(Content(why))

    def action_accept(self) -> None:
        value = self.value()
        if value is not None:
            self.dismiss(value)

    def action_cancel(self) -> None:
        self.dismiss(None)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Textual calls this for every dialog, and a subclass's own handler as well."""
        event.stop()
        if event.button.id == "accept":
            self.action_accept()
        elif event.button.id == "cancel":
            self.action_cancel()
