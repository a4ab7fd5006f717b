"""Boxes and dots that show in their sign, not by colour alone, whether they are on."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.widgets import Checkbox, RadioButton


class Box(Checkbox):
    """A box to tick: `X` or nothing in it."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  (Textual's name)
        return "X" if self.value else " "


class Boxes(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A column of boxes. It leaves the arrow keys to the dialog, which moves from box to box."""


class Dot(RadioButton):
    """One of several: a dot in the one that is chosen."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  (Textual's name)
        return "●" if self.value else " "
