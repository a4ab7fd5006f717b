"""Asking how long the declaration and its parts should be at most."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.model.draft import Draft
from drafter.model.lengths import WORDS_A_PAGE, lengths, target_key
from drafter.tui.dialogs.form import Field, Form

_HINT = f"In words, a page holds about {WORDS_A_PAGE}; empty for no target. The Kyoto Declaration ran to 17 pages."


def targets_form(draft: Draft, targets: Mapping[str, int]) -> Form:
    """A line for the whole and one for each part. The answer has them by their keys among all targets."""
    whole, parts = lengths(draft, targets)
    titles = [f"The whole declaration (now {whole.words:,})"]
    titles += [f"{part.title} (now {parts[part.id].words:,})" for part in draft.parts]
    keys = [draft.id, *(target_key(draft, part.id) for part in draft.parts)]
    fields = [
        Field(f"target-{place}", title, str(targets.get(key) or ""), key)
        for place, (key, title) in enumerate(zip(keys, titles, strict=True))
    ]
    return Form("How long it should be at most", fields, _HINT)


def read_targets(answer: Mapping[str, str]) -> dict[str, int]:
    """The targets by their keys; what is no number is none."""
    return {key: int(digits) if (digits := _digits(text)) else 0 for key, text in answer.items()}


def _digits(text: str) -> str:
    found = "".join(sign for sign in text if sign.isascii() and sign.isdecimal())
    return found if len(found) < 8 else ""
