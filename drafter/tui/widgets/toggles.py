"""Boxes and dots that show in their sign, not by colour alone, whether they are on.

The signs have the text's own colour: Textual's take the background's, and an empty one looks full.
"""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Checkbox, RadioButton


class Box(Checkbox):
    """A box to tick."""

    def render(self) -> Content:
        return _signed(self, "[X]" if self.value else "[ ]")


class Boxes(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A column of boxes. It leaves the arrow keys to the dialog, which moves from box to box."""


class Dot(RadioButton):
    """One of several."""

    def render(self) -> Content:
        return _signed(self, "(●)" if self.value else "( )")


def _signed(toggle: Box | Dot, sign: str) -> Content:
    label = Content(toggle.label.plain).pad(1, 1).stylize_before(toggle.get_visual_style("toggle--label"))
    return Content.styled(sign, "bold" if toggle.value else "") + label
