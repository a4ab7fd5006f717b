"""Boxes and dots that show in their sign, not by colour alone, whether they are on."""

from __future__ import annotations

from textual.widgets import Checkbox, RadioButton


class Box(Checkbox):
    """A box to tick: `X` or nothing in it."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  (Textual's name)
        return "X" if self.value else " "


class Dot(RadioButton):
    """One of several: a dot in the one that is chosen."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  (Textual's name)
        return "●" if self.value else " "
