"""Where the user is in a draft: noted while the screens are there, for them to begin there when it is opened again."""

from __future__ import annotations

from drafter.storage.remembered import Seen
from drafter.tui.screens.main import MainScreen


def place_in(main: MainScreen, before: Seen | None) -> Seen:
    """Where the user is. `before` is where he was, for what he hasn't looked at since."""
    outline, draft = main.panes.outline, main.workspace.draft
    was = before or Seen("")
    paragraph = (outline.cursor if outline else None) or was.paragraph
    folded = sorted(outline.folded) if outline else was.folded
    still = tuple(id for id in folded if id in draft.spots or id in draft.part_by_id)
    return Seen(str(main.shown), main.panes.choose.theme or "", paragraph, still)
