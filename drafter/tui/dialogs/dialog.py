"""What every dialog has: a box in the middle, a title, buttons below, Escape to cancel; Enter where it has a finder."""

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

from drafter.tui import appearance
from drafter.tui.tongue import later, shown, tr
from drafter.tui.widgets.finder import Finder
from drafter.tui.widgets.inputs import Box, Columns, Toggles, able, go_to

T = TypeVar("T")


class Dialog(ModalScreen[T | None]):
    """Takes a value, returns a value or None. Where it has columns of boxes and dots, the arrow keys go from one to the
    next, and space ticks or chooses.
    """

    CSS_PATH = appearance.DIALOGS_CSS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel"),
        Binding("ctrl+s", "accept", "Accept"),
        Binding("down", "step(1)", "The next", show=False),
        Binding("up", "step(-1)", "The one before", show=False),
        Binding("right", "column(1)", "Column to the right", show=False),
        Binding("left", "column(-1)", "Column to the left", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-low"), (appearance.ROOMY, "-roomy")]  # noqa: RUF012  (Textual declares it as no ClassVar)
    """In few lines buttons and fields take one each; in very few what is asked stands alone: the keys are the same in
    every dialog.
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (as above)
    OK = later("OK")
    """What the accepting button says."""
    KEY = "ctrl+s"
    """The key that it names: the one that its hint speaks of, where that is another."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self._title = title
        self._hint = hint

    def compose(self) -> ComposeResult:
        appearance.fit(self, self.app.size)
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
        yield Button(f"{tr(self.OK)} ({tr(self.KEY)})", id="accept", variant="primary")
        yield Button(tr("Cancel (esc)"), id="cancel")

    def value(self) -> T | None:
        """What accepting returns; None leaves the dialog open (`refuse` has then said why)."""
        raise NotImplementedError

    def refuse(self, why: str) -> None:
        """Say above the buttons why what was filled in can't be accepted; empty takes the sentence away."""
        line = self.query_one(".dialog-refusal", Static)
        line.display = bool(why)
        line.update(Content(shown(why)))

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

    def action_step(self, by: int) -> None:
        """To the next box or dot of columns, or to the one before; from what stands over them to the first, and from
        the buttons to the last.
        """
        toggles = able(self) if self.query(Columns) else []
        if not toggles:
            return
        if self.focused in toggles:
            go_to(toggles[max(0, min(toggles.index(self.focused) + by, len(toggles) - 1))])
        elif isinstance(self.focused, Button):
            go_to(toggles[-1])
        elif by > 0:
            go_to(toggles[0])

    def action_column(self, by: int) -> None:
        """To the box or dot in the column to the right or to the left; between the buttons below columns there."""
        columns, here = [able(column) for column in self.query(Toggles)], self.focused
        if not columns:
            return
        at = next((place for place, column in enumerate(columns) if here in column), None)
        if at is None or here is None:
            (self.focus_next if by > 0 else self.focus_previous)(Button)
        elif 0 <= at + by < len(columns) and columns[at + by]:
            go_to(min(columns[at + by], key=lambda toggle: abs(toggle.region.y - here.region.y)))

    def on_finder_typed(self, event: Finder.Typed) -> None:
        event.stop()
        self.refuse("")

    def on_finder_picked(self, event: Finder.Picked) -> None:
        event.stop()
        self.action_accept()

    def ticked(self, id: str) -> bool:
        """Whether the box is ticked."""
        return self.query_one(f"#{id}", Box).value
