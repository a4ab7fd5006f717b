"""Asking how long the declaration and its parts should be at most."""

from __future__ import annotations

from collections.abc import Mapping

from drafter.model.draft import Draft
from drafter.model.lengths import WORDS_A_PAGE, lengths, target_key, words_meant
from drafter.tui.dialogs.form import Answer, Field, Form

_HINT = (
    f"For example 900 words, or 2 pages (of {WORDS_A_PAGE} words); empty: no target. Paragraphs alone are counted. "
    "Kept on this machine, not in the draft; undo doesn't change it."
)


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
    return Form("How long it should be at most", fields, _HINT, refusal=_refusal)


def read_targets(answer: Answer) -> dict[str, int]:
    """The targets by their keys, in words; 0 for none. To be called with an answer that the form accepted."""
    return {key: words_meant(text) or 0 for key, text in answer.items()}


def _refusal(answer: Answer) -> str:
    unread = [f"“{text.strip()}”" for text in answer.values() if words_meant(text) is None]
    return f"{', '.join(unread)}: write a number of words, 900, or of pages, 2 pages." if unread else ""
