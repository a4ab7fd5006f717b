"""Setting recommendations aside: what they say, and why they are left out."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.tui.dialogs.form import Answer, Field, Form
from drafter.tui.sourced import in_full
from drafter.workspace import Workspace


def aside_form(workspace: Workspace, ids: Sequence[str]) -> Form:
    """The words of the recommendations, to be scrolled through, and a line for the reason: `reason` in the answer."""
    one = len(ids) == 1
    title = f"Set aside {ids[0]}" if one else f"Set aside {len(ids)} points"
    field = Field("reason", "Why is it left out?" if one else "Why are they left out?", _reason(workspace, ids))
    hint = "" if one else "shift+tab goes to their words, to scroll through them."
    return Form(title, [field], hint, ok="Set aside", about=in_full(workspace, ids), refusal=_refusal)


def _reason(workspace: Workspace, ids: Sequence[str]) -> str:
    """The reason that one of them has already."""
    return next((workspace.draft.reasons[id] for id in ids if id in workspace.draft.reasons), "")


def _refusal(answer: Answer) -> str:
    return "" if answer["reason"].strip() else "Say why: setting aside needs a reason, which the draft keeps."
