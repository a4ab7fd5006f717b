"""Chains of runs as the room's edits leave them, written short; and what came back with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from drafter.draft.bracket_notation import around, written_runs
from drafter.draft.draft import Draft, Paragraph
from drafter.draft.text import Text, View, ViewKind
from drafter.intake.room_edits.room_edit import (
    Decision,
    Found,
    FoundChain,
    FoundLinks,
    FoundMove,
    FoundRun,
    FoundStatus,
    RoomEdit,
    RoomEditKind,
    RoomEdits,
)
from drafter.intake.room_edits.taking import Taken, taken
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
DAY = "2026-05-03"
NAMES = ("Our text", "The room")
CODES = {"European Union": "EU", "Group of 77": "G77", "EU": "EU", "US": "US", "Mexico": "MX"}
LEFT, TAKEN, BRACKETED = Decision.LEFT, Decision.TAKEN, Decision.BRACKETED


def start() -> Draft:
    """A draft for rooms to edit: of every part something, and a paragraph with sub-paragraphs."""
    return draft(
        paragraph("a", "We protect victims of all crimes.", "NO 1(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;", "NO 1(a)"), paragraph("b2", "prosecutors."))),
        paragraph("c", "We share data.", "NO 2(a)"),
        preamble=(paragraph("pp", "Recalling the past,"),),
        other=(paragraph("o", "We build trust."),),
    )


def opens(id: str, inserted: str = "", deleted: str = "") -> FoundRun:
    return FoundRun("", inserted, deleted, id)


def said(text: str) -> FoundRun:
    return FoundRun(text)


def ins(edit: str, text: str, deleted: str = "") -> FoundRun:
    return FoundRun(text, edit, deleted)


def out(edit: str, text: str) -> FoundRun:
    return FoundRun(text, "", edit)


def chain(*runs: FoundRun) -> FoundChain:
    return FoundChain(runs)


def edit(
    id: str,
    kind: RoomEditKind = RoomEditKind.TEXT,
    paragraph: str = "a",
    author: str = "European Union",
    date: str = "2026-05-01",
    was: str = "",
    now: str = "",
    ref: str = "OP1",
) -> RoomEdit:
    return RoomEdit(id, kind, paragraph, ref, author, date, bool(author), was, now)


def found(
    base: Draft,
    edits: Sequence[RoomEdit],
    *chains: FoundChain,
    moves: Mapping[str, FoundMove] | None = None,
    links: Mapping[str, FoundLinks] | None = None,
    statuses: Mapping[str, FoundStatus] | None = None,
    numbers: Mapping[str, str] | None = None,
    fronts: Mapping[str, str] | None = None,
    order: Sequence[str] = (),
) -> Found:
    return Found(
        RoomEdits("Rev.1", tuple(edits)),
        base,
        chains,
        moves or {},
        links or {},
        statuses or {},
        numbers or {},
        fronts or {},
        order=tuple(order),
    )


def home(came: Found, ours: Draft | None = None, **decisions: Decision) -> Taken:
    """What the decisions make of the draft, which is the file's base unless it was changed since."""
    return taken(came, decisions, came.base if ours is None else ours, CORPUS, NAMES, CODES.get, DAY)


def all_taken(came: Found, ours: Draft | None = None) -> Taken:
    return home(came, ours, **{each.id: TAKEN for each in came.room.edits})


def tokens(paragraph: Paragraph, view: View) -> list[str]:
    """What the view shows of the paragraph, word by word, what is open as one of them."""
    text = paragraph.text
    if view.plain:
        shown = tuple(Text.of(run).wording(view) for run in text.runs)
    else:
        shown = written_runs(text, named=view.kind is ViewKind.ATTRIBUTED)
    found: list[str] = []
    for run, said in zip(text.runs, shown, strict=True):
        found += re.findall(r"\s*\S+\s*$|\s*\S+", said) if isinstance(run, str) else [said]
    if not view.plain and paragraph.proposals:
        head, tail = around("|", None, paragraph.deletion, named=view.kind is ViewKind.ATTRIBUTED).split("|")
        return [head, *found, tail]
    return found
