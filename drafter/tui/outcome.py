"""What a step did, in one line: which paragraph it is now, what that did to the coverage, in which part it stands."""

from __future__ import annotations

from drafter.model.coverage import Tally
from drafter.tui.words import shortened
from drafter.workspace import Workspace

_TITLE = 40
"""Characters of a part's title in the line."""


def outcome(workspace: Workspace, step: str, before: Tally, paragraph: str | None) -> str:
    """`before` is the coverage before the step, each recommendation counted once; `paragraph` the one it is about."""
    about = workspace.brought_in if paragraph == workspace.newest else (paragraph,) if paragraph else ()
    about = tuple(id for id in about if id in workspace.refs)
    vacant = f"; no longer given: {workspace.vacated}" if workspace.vacated else ""
    return f"Done: {step}{_now(workspace, about)}{vacant}{_effect(before, workspace)}{_where(workspace, about)}"


def _now(workspace: Workspace, ids: tuple[str, ...]) -> str:
    """What people call the paragraphs now."""
    refs = [workspace.refs[id] for id in ids]
    if len(refs) < 2:
        return f"; it is now {refs[0]}" if refs else ""
    return f"; they are now {', '.join(refs)}" if len(refs) < 4 else f"; they are now {refs[0]} to {refs[-1]}"


def _effect(before: Tally, workspace: Workspace) -> str:
    """What the step did to the coverage; empty where it did nothing."""
    after = workspace.coverage.recommendations
    changes = {
        "covered": (before.covered, after.covered),
        "in part": (before.partly, after.partly),
        "set aside": (before.set_aside, after.set_aside),
    }
    parts = [f"{words} {was} → {now}" for words, (was, now) in changes.items() if was != now]
    return f" · {', '.join(parts)}" if parts else ""


def _where(workspace: Workspace, ids: tuple[str, ...]) -> str:
    """The part in which the paragraphs now stand and didn't before; empty for several, or for none."""
    past = workspace.history.past[-1].value.spots if workspace.history.past else {}
    now = workspace.draft.spots
    titles = {now[id].part.title for id in ids if id not in past or past[id].part.id != now[id].part.id}
    return f" · in “{shortened(titles.pop(), _TITLE)}”" if len(titles) == 1 else ""
