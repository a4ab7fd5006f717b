"""What the guided first draft asks: whether to begin it, and what becomes of what was done on it."""

from __future__ import annotations

from textual.content import Content

from drafter.draft.length import words
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.guided.stop_display import balance_text
from drafter.tui.guided.way import Way
from drafter.tui.tongue import number, tr, tr_count
from drafter.tui.widgets.row import Row
from drafter.workspace import Workspace


def offering() -> PickDialog:
    """How to begin an empty draft: `path`, `own`, or `never`: on one's own, and not asked again."""
    rows = [
        Row(
            "path", Content(tr("Step by step: theme by theme what most regions ask for, to take, to word, or to leave"))
        ),
        Row("own", Content(tr("On my own: from the list of themes and points"))),
        Row("never", Content(tr("On my own, and don't ask again; F begins a first draft step by step at any time"))),
    ]
    hint = tr(
        "Step by step, a first draft of some twenty paragraphs takes some twenty minutes. You can leave it at any "
        "point, with all kept or all undone."
    )
    return PickDialog(tr("This draft is empty. How do you want to begin?"), rows, hint=hint)


def finished(workspace: Workspace, way: Way) -> PickDialog:
    """At the end of a leg: `keep`, `further` or `undo`; nothing for back to the last stop."""
    rows = [
        Row("keep", Content(tr("Keep it{size}, and go to the outline", size=_size(workspace, way)))),
        *([] if way.is_over else [Row("further", Content(tr("Go on with what fewer regions ask for")))]),
        *([Row("undo", Content(tr("Undo all that was done on this way")))] if way.changed else []),
    ]
    return PickDialog(_looked_at(way), rows, hint=balance_text(workspace, way).plain)


def _looked_at(way: Way) -> str:
    if way.is_over:
        return tr("Everything was looked at")
    if way.is_first_leg:
        return tr("What most regions ask for was looked at")
    return tr("What fewer regions ask for was looked at")


def leaving(workspace: Workspace, way: Way) -> PickDialog:
    """What becomes of what was done, for somebody who leaves: `keep`, `stay` or `undo`."""
    rows = [
        Row("keep", Content(tr("Keep it{size}; F goes on from there", size=_size(workspace, way)))),
        Row("stay", Content(tr("Go on here"))),
        Row("undo", Content(tr("Undo all that was done on this way"))),
    ]
    return PickDialog(tr("Leave the first draft?"), rows, hint=balance_text(workspace, way).plain)


def _size(workspace: Workspace, way: Way) -> str:
    """How much came in on the way; empty for nothing."""
    count = way.paragraphs
    total = sum(words(spot.paragraph.wording) for spot in workspace.draft.spots.values())
    if not count:
        return ""
    return tr_count(
        ": {count} paragraph, {words} words", ": {count} paragraphs, {words} words", count, words=number(total)
    )
