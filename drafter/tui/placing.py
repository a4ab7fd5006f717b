"""Where the user is in a draft: noted while the screens are there, gone back to when the draft is opened again.

The outline goes back to its own paragraph by itself; see `OutlineView`.
"""

from __future__ import annotations

from drafter.storage.remembered import Seen
from drafter.tui.commands import PANES, Scope
from drafter.tui.filters import Filter
from drafter.tui.panes.choose import ChoosePane
from drafter.tui.panes.pane import Pane
from drafter.tui.screens.main import MainScreen


def place_in(main: MainScreen, before: Seen | None) -> Seen:
    """Where the user is. `before` is where he was, for what he hasn't looked at since."""
    cursors = [pane.cursor for pane in main.query(f"#{Scope.OUTLINE}").results(Pane)]
    paragraph = next((one for one in cursors if one), before.paragraph if before else "")
    return Seen(str(main.shown), main.query_one(ChoosePane).theme or "", paragraph)


async def go_back(main: MainScreen, place: Seen) -> None:
    """Show the theme, then the pane, as far as they are still there; to be run as a worker of the screen's."""
    await main.furnished.wait()
    if any(theme.id == place.theme for theme in main.workspace.corpus.themes):
        main.query_one(ChoosePane).look(Filter(), place.theme)
    if place.pane in PANES and place.pane != main.shown:
        await main.action_show(place.pane)
