"""How the screens look: the style sheets, the sizes from which there is room, the three sets of colours."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.geometry import Size
from textual.screen import Screen
from textual.theme import Theme

_HERE = Path(__file__).parent

# Each is read when the first of its screens is shown.
MAIN_CSS = _HERE / "drafter.tcss"
DIALOGS_CSS = _HERE / "dialogs.tcss"
START_CSS = _HERE / "start.tcss"
ROOMY = 32
"""Lines of a terminal from which there is room; in fewer, what is not needed gives up its lines."""

THEMES = (
    Theme(
        "drafter-dark",
        primary="#6cb2f0",
        secondary="#8fa6bd",
        accent="#f2b760",
        warning="#f2b760",
        error="#ff7b7b",
        success="#79d19b",
        foreground="#e6e9ee",
        background="#11151a",
        surface="#181d24",
        panel="#222a34",
        dark=True,
        variables={
            "block-cursor-blurred-background": "#2b4257",
            "block-hover-background": "#1f2730",
            "border-blurred": "#3a4756",
            "text-muted": "#a2adba",
        },
    ),
    Theme(
        "drafter-light",
        primary="#0b5cad",
        secondary="#4a5a6a",
        accent="#8a4b00",
        warning="#8a4b00",
        error="#a3122b",
        success="#146534",
        foreground="#16191d",
        background="#fcfcf9",
        surface="#f1f2ed",
        panel="#e2e5e0",
        dark=False,
        variables={
            "block-cursor-blurred-background": "#cfe3f7",
            "block-hover-background": "#eceee8",
            "border-blurred": "#c4c8c0",
            "text-muted": "#565e68",
        },
    ),
    Theme(
        "drafter-contrast",
        primary="#ffff00",
        secondary="#ffffff",
        accent="#00ffff",
        warning="#ffcc00",
        error="#ff9a9a",
        success="#66ff99",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        dark=True,
        text_alpha=1.0,
        variables={
            "block-cursor-blurred-background": "#00008b",
            "block-hover-background": "#333333",
            "border-blurred": "#ffffff",
            "text-muted": "#ffffff",
            "foreground-muted": "#ffffff",
        },
    ),
)
"""None says anything by colour alone."""
DEFAULT_THEME = THEMES[0].name


def theme_after(name: str) -> str:
    """The next of the three; the first after the last, and after an unknown name."""
    names = [theme.name for theme in THEMES]
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def fit(screen: Screen[Any], size: Size) -> None:
    """Give the screen the classes of its breakpoints before it is laid out; Textual would lay it out twice."""
    for measure, points in ((size.width, screen.HORIZONTAL_BREAKPOINTS), (size.height, screen.VERTICAL_BREAKPOINTS)):
        screen.add_class([name for least, name in points or () if measure >= least][-1], update=False)
