"""Freezing the paragraphs' numbers, so that a negotiation can go on calling them what it called them yesterday."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from drafter.draft.draft import Draft, Spot
from drafter.draft.length import WORDS_A_PAGE, lengths, target_key, words_meant
from drafter.draft.numbering import frozen
from drafter.tui.dialogs.form import Answer, Field, Form, Pick
from drafter.tui.pane import Pane
from drafter.tui.widgets.rows import Row

# FOLD: Asking how long the declaration and its parts should be at most.

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


async def tend_numbers(pane: Pane, spot: Spot | None) -> None:
    """Freeze all numbers, count all again, or, on a paragraph, set its own."""
    rows = [
        Row("freeze", Content("Freeze all as they now are: what is added becomes 7 bis, nothing else is renumbered")),
        Row("thaw", Content("Count all paragraphs again: every one gets the number of its place")),
    ]
    if spot:
        now = spot.paragraph.number or "counted"
        rows.append(Row("set", Content(f"Set the number of {pane.workspace.refs[spot.paragraph.id]} (now {now})…")))
    all_frozen = frozen(pane.workspace.draft)
    hint = "Now all are frozen." if all_frozen else "Now they are counted; where a number was frozen or set, it stays."
    way = await pane.ask(Pick("The paragraphs' numbers", rows, "thaw" if all_frozen else "freeze", hint))
    if way == "freeze":
        pane.do(pane.workspace.edits.freeze_numbers)
    elif way == "thaw":
        pane.do(pane.workspace.edits.thaw_numbers)
    elif way == "set" and spot:
        await _set(pane, spot)


async def _set(pane: Pane, spot: Spot) -> None:
    id = spot.paragraph.id
    field = Field("number", "Its number, without brackets or full stop: 7 bis", spot.paragraph.number)
    title, kind = f"Number of {pane.workspace.refs[id]}", str(spot.part.kind)

    def refusal(answer: Answer) -> str:
        number = answer["number"].strip().removeprefix(kind)  # `OP7` is what the screens call it
        return pane.attempt(lambda: pane.workspace.edits.set_number(id, number))

    await pane.ask(Form(title, [field], "Empty: it is counted again.", refusal=refusal))
