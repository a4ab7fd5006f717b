"""Where the user is in a draft: noted while the screens are there, for them to begin there when it is opened again."""

from __future__ import annotations

from drafter.storage.remembered import Seen
from drafter.tui.commands import Scope
from drafter.tui.panes.choose import ChoosePane
from drafter.tui.panes.pane import Pane
from drafter.tui.screens.main import MainScreen


def place_in(main: MainScreen, before: Seen | None) -> Seen:
    """Where the user is. `before` is where he was, for what he hasn't looked at since."""
    cursors = [pane.cursor for pane in main.query(f"#{Scope.OUTLINE}").results(Pane)]
    paragraph = next((one for one in cursors if one), before.paragraph if before else "")
    return Seen(str(main.shown), main.query_one(ChoosePane).theme or "", paragraph)
