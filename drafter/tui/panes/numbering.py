"""Freezing the paragraphs' numbers, so that a negotiation can go on calling them what it called them yesterday."""

from __future__ import annotations

from textual.content import Content

from drafter.model.draft import Spot
from drafter.model.freezing import frozen
from drafter.tui.dialogs.form import Answer, Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.panes.pane import Pane
from drafter.tui.widgets.rows import Row


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
        pane.do(pane.workspace.freeze_numbers)
    elif way == "thaw":
        pane.do(pane.workspace.thaw_numbers)
    elif way == "set" and spot:
        await _set(pane, spot)


async def _set(pane: Pane, spot: Spot) -> None:
    id = spot.paragraph.id
    field = Field("number", "Its number, without brackets or full stop: 7 bis", spot.paragraph.number)
    title, kind = f"Number of {pane.workspace.refs[id]}", str(spot.part.kind)

    def refusal(answer: Answer) -> str:
        number = answer["number"].strip().removeprefix(kind)  # `OP7` is what the screens call it
        return pane.attempt(lambda: pane.workspace.set_number(id, number))

    await pane.ask(Form(title, [field], "Empty: it is counted again.", refusal=refusal))
