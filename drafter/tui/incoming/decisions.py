"""What the user makes of the edits that came with a file, and what one decision for several of them reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.intake.room_edits.room_edit import Decision, RoomEdit
from drafter.negotiation.parties import Parties
from drafter.tui.tongue import later, number, tr


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions so far. Immutable: each change returns new ones. Nothing is decided beforehand."""

    made: Mapping[str, Decision] = field(default_factory=dict)
    """By the edit's id; one that isn't there is undecided."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """Who the authors are: the code of a party by the author's name in the file, which is empty for nobody's."""
    there: Mapping[str, Decision] = field(default_factory=dict)
    """The edits that need no decision, by their ids: the draft has them, or has them as proposals."""

    def of(self, edit: RoomEdit) -> Decision | None:
        """The decision on an edit; None where there is none yet."""
        return self.made.get(edit.id)

    def undecided(self, edits: Iterable[RoomEdit]) -> list[RoomEdit]:
        """Those on which somebody should still decide."""
        return [edit for edit in edits if edit.id not in self.made and edit.id not in self.there]

    def count(self, decision: Decision) -> int:
        return sum(made is decision for made in self.made.values())

    def deciding(self, edits: Iterable[RoomEdit], decision: Decision) -> Decisions:
        """These and the decision on the edits, which must allow it."""
        return replace(self, made={**self.made, **{edit.id: decision for edit in edits}})

    def naming(self, author: str, party: str) -> Decisions:
        """These, with a party for an author."""
        return replace(self, parties={**self.parties, author: party})

    def party_of(self, author: str, known: Parties) -> str:
        """The code of the party that an author is: as the user said, else the one of that name; empty for none."""
        party = known.find(author) if author and author not in self.parties else None
        return party.code if party else self.parties.get(author, "")

    def reached(self, edits: Sequence[RoomEdit], decision: Decision) -> list[RoomEdit]:
        """Which of several edits one decision for all of them reaches: those that are undecided; where none of them is,
        those that are decided otherwise. Never one that has to be asked for itself, nor one that can't be bracketed.
        """
        able = [edit for edit in edits if edit.goes_with_others(decision)]
        return self.undecided(able) or [edit for edit in able if self.of(edit) not in (None, decision)]


def of_same_author(edits: Sequence[RoomEdit], edit: RoomEdit) -> list[RoomEdit]:
    """Those of the same author: of one who tracked some and not others, apart."""
    return [other for other in edits if (other.author, other.tracked) == (edit.author, edit.tracked)]


def of_same_place(edits: Sequence[RoomEdit], edit: RoomEdit) -> list[RoomEdit]:
    """Those about the same paragraph, or the same heading."""
    return [other for other in edits if (other.paragraph, other.ref) == (edit.paragraph, edit.ref)]


def next_undecided(edits: Sequence[RoomEdit], decisions: Decisions, place: int) -> RoomEdit | None:
    """The first undecided edit behind a place, from 0, then before it; None where all are decided."""
    return next(iter(decisions.undecided((*edits[place + 1 :], *edits[: place + 1]))), None)


def told_of(edits: Sequence[RoomEdit], decisions: Decisions, done: Mapping[str, Decision], known: Parties) -> str:
    """`Took 12, bracketed 3 for US, left 4, 2 undecided`: what was done with the edits, in `done` by their ids."""
    undecided = {edit.id for edit in decisions.undecided(edits)}
    of = {decision: [edit for edit in edits if done.get(edit.id) is decision] for decision in Decision}
    left = [edit for edit in of[Decision.LEFT] if edit.id not in undecided]
    parties = dict.fromkeys(decisions.party_of(edit.author, known) for edit in of[Decision.BRACKETED])
    counts = {
        later("took {count}"): len(of[Decision.TAKEN]),
        later("bracketed {count} for {parties}"): len(of[Decision.BRACKETED]),
        later("left {count}"): len(left),
        later("{count} undecided"): len(undecided),
    }
    named = ", ".join(parties)
    told = ", ".join(tr(words, count=number(count), parties=named) for words, count in counts.items() if count)
    return f"{told[:1].upper()}{told[1:]}"
