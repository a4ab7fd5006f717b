"""A container that nothing is seen of but its background."""

from __future__ import annotations

from textual.containers import Container


class Box(Container):
    """Painted as one colour: Textual would work on each of its lines, which all lie behind others."""

    BLANK = True
