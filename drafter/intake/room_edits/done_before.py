"""What was done with a file's edits before, made anew: what is decided now comes on top of it.

The draft remembers the ids of the edits that were taken and bracketed, and so an undone one is forgotten. The file's
base with those carried out is what both sides begin with: the draft as it is, and what is decided now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from drafter.draft.draft import Draft, Paragraph, Part, ProposalKind
from drafter.draft.text import View, ViewKind
from drafter.intake.room_edits.bracketing import Bracketing
from drafter.intake.room_edits.room_edit import Decision, Found, RoomEdit, RoomEditKind
from drafter.intake.room_edits.room_version import RoomVersion, carried_out
from drafter.intake.room_edits.room_words import RoomWords

Decisions = Mapping[str, Decision]


def done_before(edits: Iterable[RoomEdit], draft: Draft) -> dict[str, Decision]:
    """What was done with these edits, by their ids, as the draft has it on record; none for what was left."""
    known = {edit.id for edit in edits}
    proposed = dict.fromkeys(known.intersection(draft.proposed_home), Decision.BRACKETED)
    return proposed | dict.fromkeys(known.intersection(draft.taken_home), Decision.TAKEN)


def remembering(draft: Draft, done: Decisions) -> Draft:
    """The draft with this on record."""
    taken = {id for id, what in done.items() if what is Decision.TAKEN}.union(draft.taken_home)
    proposed = {id for id, what in done.items() if what is Decision.BRACKETED}.union(draft.proposed_home)
    return replace(draft, taken_home=tuple(sorted(taken)), proposed_home=tuple(sorted(proposed - taken)))


def recorded_as(draft: Draft, other: Draft) -> Draft:
    """The draft with what the other has on record."""
    return replace(draft, taken_home=other.taken_home, proposed_home=other.proposed_home)


def after(before: Decision | None, wish: Decision) -> Decision:
    """What is done with an edit in the end: what was taken is taken for good, and what was bracketed can be taken."""
    if before is None or wish is Decision.TAKEN:
        return wish
    return before


def proposers(edit: RoomEdit, draft: Draft) -> tuple[str, ...]:
    """The parties whose proposal in the draft is this edit, in the same words."""
    if edit.kind is RoomEditKind.NEW:
        return tuple(
            party
            for spot in draft.spots.values()
            for proposal in spot.paragraph.proposals
            if proposal.kind is ProposalKind.ADD and spot.paragraph.wording == edit.now
            for party in proposal.by
        )
    if edit.paragraph not in draft.spots:
        return ()
    paragraph = draft.spots[edit.paragraph].paragraph
    if edit.kind is RoomEditKind.DELETED:
        return tuple(party for each in paragraph.proposals if each.kind is ProposalKind.DELETE for party in each.by)
    if edit.kind is not RoomEditKind.TEXT:
        return ()
    text = paragraph.text
    return tuple(each for each in text.parties if text.wording(View(ViewKind.PARTY, (each,))) == edit.now)


def attributed(found: Found, draft: Draft, words: RoomWords, done: Decisions) -> Found:
    """The same, what was bracketed being of the party that it is bracketed for in the draft."""

    def of(edit: RoomEdit) -> RoomEdit:
        if done.get(edit.id) is not Decision.BRACKETED:
            return edit
        parties = proposers(edit, draft)
        if not parties or (words.party(edit.author) or edit.author) in parties:
            return edit
        return replace(edit, author=parties[0])

    return replace(found, room=replace(found.room, edits=tuple(map(of, found.room.edits))))


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """The file's base with edits taken and bracketed."""

    draft: Draft
    new: Mapping[str, str] = field(default_factory=dict)
    """The ids that new paragraphs have as proposals, by those that they have in the file."""
    refused: Mapping[str, str] = field(default_factory=dict)
    """The edits that can't be bracketed, with why not, as a sentence."""


def with_brackets(found: Found, version: RoomVersion, words: RoomWords, day: str, done: Decisions) -> CarriedOut:
    """The room's version with what is bracketed in it; what can't be is not."""
    bracketing = Bracketing(found, version, version.draft, words, day, done)
    return CarriedOut(bracketing.draft(), bracketing.new, bracketing.refused)


def carried_out_again(found: Found, done: Decisions, words: RoomWords, day: str) -> CarriedOut:
    """The file's base with what was done before; what can no longer be carried out is not."""
    if not done:
        return CarriedOut(found.base)
    possible = dict(done)
    while True:
        wanted = {id for id, what in possible.items() if what is Decision.TAKEN}
        version = carried_out(found, wanted, words, day)
        refused = version.refused.keys() & wanted
        if not refused:
            return with_brackets(found, version, words, day, possible)
        for id in refused:
            del possible[id]


def with_ids(draft: Draft, ids: Mapping[str, str]) -> Draft:
    """The draft with other ids of these paragraphs."""
    if not ids.keys() & draft.spots.keys():
        return draft
    return replace(draft, parts=tuple(_with_ids(part, ids) for part in draft.parts))


def _with_ids(part: Part, ids: Mapping[str, str]) -> Part:
    return replace(part, paragraphs=tuple(map(partial(_with_id, ids), part.paragraphs)))


def _with_id(ids: Mapping[str, str], paragraph: Paragraph) -> Paragraph:
    children = tuple(map(partial(_with_id, ids), paragraph.children))
    proposals = tuple(replace(each, target=ids.get(each.target, each.target)) for each in paragraph.proposals)
    return replace(paragraph, id=ids.get(paragraph.id, paragraph.id), children=children, proposals=proposals)


def unchanged_since(again: Draft, ours: Draft, ids: Collection[str]) -> frozenset[str]:
    """Those of these paragraphs of which our draft has what was done before, and nothing else."""
    return frozenset(id for id in ids if id in again.spots and id in ours.spots and _said(again, id) == _said(ours, id))


def _said(draft: Draft, id: str) -> tuple[object, ...]:
    spot = draft.spots[id]
    paragraph = spot.paragraph
    return paragraph.written, paragraph.sources, paragraph.status, paragraph.pending, paragraph.number, spot.container
