"""A short tour: what each pane is for, with the pane itself behind the words. Shown once, and skipped with one key."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from drafter.tui import styles
from drafter.tui.commands import PANES, Scope, Table

_CARDS: dict[Scope, str] = {
    Scope.CHOOSE: (
        "Here you choose. Left: the themes, with what is covered and which regions are still missing (−). Right: "
        "what the regions ask for. Enter takes a point up, word for word; s sets it aside with a reason; / searches."
    ),
    Scope.OUTLINE: (
        "Here the draft takes shape: the paragraphs as they will be numbered. Enter words a paragraph, with its "
        "sources beside it; comma and full stop move it up and down; m merges what space has marked."
    ),
    Scope.COVERAGE: (
        "Here you see what is covered, theme by theme and region by region, and how evenly. Enter on a figure shows "
        "the points behind it; o shows only where something is missing."
    ),
    Scope.PREVIEW: (
        "Here you read the document as it will be written. x exports it, to Word among others. u undoes, back to "
        "where you began, and all you do is saved as you go. The keys that work now are at the bottom; ? explains all."
    ),
}


class Tour(ModalScreen[None]):
    """Goes through the panes by calling `show` with each."""

    AUTO_FOCUS = ""  # Enter is the tour's: a button takes it only once in a while, with its effect
    CSS_PATH = styles.DIALOGS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,right,space", "next", "Next"),
        Binding("left", "back", "Back"),
        Binding("escape,q", "dismiss", "Skip"),
    ]

    def __init__(self, show: Callable[[str], Awaitable[None]], table: Table) -> None:
        super().__init__()
        self._show = show
        self._at = 0
        self._keys = [table.by_id(f"everywhere.show_{pane}").shown_key for pane in PANES]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(id="card-title", classes="dialog-title")
            yield Static(id="card")
            with Horizontal(classes="dialog-buttons"):
                yield Button("Next (enter)", id="next", variant="primary")
                yield Button("Skip (esc)", id="skip")

    async def on_mount(self) -> None:
        await self._turn(0)

    async def action_next(self) -> None:
        await self._turn(1)

    async def action_back(self) -> None:
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        self._at = max(0, self._at + by)
        if self._at == len(PANES):
            self.dismiss()
            return
        pane = PANES[self._at]
        await self._show(pane)
        title = f"{pane.capitalize()}, key {self._keys[self._at]}  ({self._at + 1} of {len(PANES)})"
        self.query_one("#card-title", Static).update(Content(title))
        self.query_one("#card", Static).update(Content(_CARDS[pane]))
        self.query_one("#next", Button).label = "Begin (enter)" if self._at == len(PANES) - 1 else "Next (enter)"

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "next":
            await self._turn(1)
        else:
            self.dismiss()
