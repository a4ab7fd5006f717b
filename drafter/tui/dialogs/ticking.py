"""The base of dialogs with columns of boxes and dots: the arrow keys go from one to the next, and to those beside."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Button

from drafter.tui.dialogs.dialog import Dialog, T
from drafter.tui.widgets.toggles import Box, Toggles, able, go_to


class Ticking(Dialog[T]):
    """Space ticks or chooses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", "The next", show=False),
        Binding("up", "step(-1)", "The one before", show=False),
        Binding("right", "column(1)", "Column to the right", show=False),
        Binding("left", "column(-1)", "Column to the left", show=False),
    ]

    def action_step(self, by: int) -> None:
        """To the next box or dot, or to the one before; from what stands over them to the first, and from the buttons
        to the last.
        """
        toggles = able(self)
        if self.focused in toggles:
            go_to(toggles[max(0, min(toggles.index(self.focused) + by, len(toggles) - 1))])
        elif isinstance(self.focused, Button):
            go_to(toggles[-1])
        elif by > 0:
            go_to(toggles[0])

    def action_column(self, by: int) -> None:
        """To what stands beside, in the column to the right or to the left; between the buttons there."""
        columns, here = [able(one) for one in self.query(Toggles)], self.focused
        at = next((place for place, column in enumerate(columns) if here in column), None)
        if at is None or here is None:
            (self.focus_next if by > 0 else self.focus_previous)(Button)
        elif 0 <= at + by < len(columns) and columns[at + by]:
            go_to(min(columns[at + by], key=lambda one: abs(one.region.y - here.region.y)))

    def ticked(self, id: str) -> bool:
        """Whether the box is ticked."""
        return self.query_one(f"#{id}", Box).value
