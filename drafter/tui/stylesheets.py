"""The files that say how the screens are laid out. Each is read when the first of its screens is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.geometry import Size
from textual.screen import Screen

_HERE = Path(__file__).parent

MAIN = _HERE / "drafter.tcss"
DIALOGS = _HERE / "dialogs.tcss"
START = _HERE / "start.tcss"
ROOMY = 32
"""Lines of a terminal from which there is room; in fewer, what is not needed gives up its lines."""


def fit(screen: Screen[Any], size: Size) -> None:
    """Give the screen the classes of its breakpoints before it is laid out; Textual would lay it out twice."""
    for measure, points in ((size.width, screen.HORIZONTAL_BREAKPOINTS), (size.height, screen.VERTICAL_BREAKPOINTS)):
        screen.add_class([name for least, name in points or () if measure >= least][-1], update=False)
