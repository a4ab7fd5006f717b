"""What the user takes home of a room's edits, brackets or leaves, made into the new draft.

Three-way: what was changed at home since the file went out stays, and where both sides changed the same words, the
room's are their author's proposal. Of what was done with the same file before, `done_before` knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from drafter.corpus.corpus import Corpus
from drafter.draft import tree
from drafter.draft.draft import Draft, Paragraph, Proposal, Status
from drafter.draft.edits import bring_back, retreated, unread
from drafter.draft.numbering import counted_with, frozen_on, refs
from drafter.intake.room_edits.arrangement import Arrangement
from drafter.intake.room_edits.bracketing import Bracketing
from drafter.intake.room_edits.chains import edits_in
from drafter.intake.room_edits.done_before import (
    after,
    attributed,
    carried_out_again,
    done_before,
    recorded_as,
    with_brackets,
    with_ids,
)
from drafter.intake.room_edits.room_edit import Decision, Found, RoomEditKind
from drafter.intake.room_edits.room_version import NOT_THERE, RoomVersion, SingleEdits, carried_out
from drafter.intake.room_edits.room_words import RoomWords, dated_as
from drafter.negotiation import merge
from drafter.negotiation.merge import Contest, Merged
from drafter.negotiation.text_merge import Names


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of the user's decisions."""

    draft: Draft
    done: Mapping[str, Decision]
    """What was done with each edit of the file, by its id, now or before: what can't be done is left."""
    contested: tuple[Contest, ...]
    """What both the room and the draft's own side changed, each in its own way."""
    remarks: tuple[str, ...]
    """What should be known of it, in a sentence each: what could not be done and why, what is no longer agreed."""


def taken(
    found: Found,
    decisions: Mapping[str, Decision],
    ours: Draft,
    corpus: Corpus,
    names: Names,
    party: Callable[[str], str | None],
    day: str,
) -> Taken:
    """The draft with what is taken carried out and what is bracketed proposed; edits without a decision are left.

    `names` are those of the draft's own side and of the room's, for words that both changed. `party` gives the code of
    the party with a name, None where nobody has it. `day` dates what the file doesn't. An edit that can't be carried
    out is left, and a remark says why; no other is lost by it. Refuses what can't be merged at all: another draft.
    """
    return _Taking(found, decisions, ours, RoomWords(corpus, party), names, day).taken()


_OF_WORDS = (RoomEditKind.TEXT, RoomEditKind.DELETED, RoomEditKind.SPLIT, RoomEditKind.JOINED)


class _Taking:
    """One taking home."""

    def __init__(
        self, found: Found, decisions: Mapping[str, Decision], ours: Draft, words: RoomWords, names: Names, day: str
    ) -> None:
        self.ours, self.words, self.names, self.day = ours, words, names, day
        self.before = done_before(found.room.edits, ours)
        self.found = attributed(found, ours, words, self.before)
        self.edits = {edit.id: edit for edit in found.room.edits}
        self.done = {id: after(self.before.get(id), decisions.get(id, Decision.LEFT)) for id in self.edits}
        self.refused: list[tuple[str, str]] = []
        """The ids of edits that could not be carried out, and why."""
        again = carried_out_again(self.found, self.before, words, day)
        self.ids = {id: here for id, here in again.new.items() if id not in found.base.spots}
        """What new paragraphs that came before as proposals are called in the draft, by their ids in the file."""
        self.counted_here = _counted_since(found.base, again.draft, ours)
        self.base = self._as_at_home(again.draft)
        """What both sides begin with: what the file was made from, with what was done before."""

    def taken(self) -> Taken:
        version, merged = self._merged()
        contested = merged.contested
        if self._propose_contested(contested):
            version, merged = self._merged()
        wished = self._wished_before()
        rest = {id: what for id, what in self.done.items() if id not in wished}
        bracketing = Bracketing(self.found, version, merged.draft, self.words, self.day, rest, self.ids)
        draft = self._said_of_proposed(bracketing.draft(), version, self.ids | bracketing.new)
        for id, why in bracketing.refused.items():
            self._refuse(id, why)
        remarks = (*self._told_of_refused(draft), *self._no_longer_agreed(draft, version.homes), *self._unread(draft))
        return Taken(draft, self.done, contested, tuple(dict.fromkeys(remarks)))

    def _wished_before(self) -> set[str]:
        """What was bracketed before, is so still, and what is bracketed now of paragraphs that hang together with it:
        those of one party are one wish.
        """
        bracketed = {id for id, what in self.done.items() if what is Decision.BRACKETED}
        before = bracketed & self.before.keys()
        chains = (edits_in(chain) for chain in self.found.chains) if before else ()
        return before.union(*(edits & bracketed for edits in chains if edits & before))

    def _theirs(self, version: RoomVersion) -> Draft:
        """The room's version, with what was wished before."""
        theirs, wished = version.draft, self._wished_before()
        if wished:
            decisions = {id: what for id, what in self.done.items() if what is Decision.TAKEN or id in wished}
            again = with_brackets(self.found, version, self.words, self.day, decisions)
            theirs = again.draft
            for id in again.refused.keys() - self.before.keys():
                self._refuse(id, again.refused[id])
        return self._as_at_home(with_ids(theirs, self.ids))

    def _propose_contested(self, contested: Iterable[Contest]) -> bool:
        """Make proposals of their authors' of what was taken where both sides changed the same, so that nobody's name
        is made up: the draft's own side has its words, the author theirs. Returns whether there were any.
        """
        paragraphs = {contest.id for contest in contested}
        found = [
            edit
            for edit in self.found.room.edits
            if self.done[edit.id] is Decision.TAKEN
            and edit.kind in _OF_WORDS
            and edit.paragraph in paragraphs
            and edit.author
        ]
        for edit in found:
            self.done[edit.id] = Decision.BRACKETED
        return bool(found)

    def _room_version(self) -> RoomVersion:
        """The room's version with all that is taken; what can't be carried out is left."""
        while True:
            wanted = {id for id, decision in self.done.items() if decision is Decision.TAKEN}
            version = carried_out(self.found, wanted, self.words, self.day)
            refused = {id: why for id, why in version.refused.items() if id in wanted}
            if not refused:
                return version
            for id, why in self._blamed(refused).items():
                self._refuse(id, why)

    def _blamed(self, refused: Mapping[str, str]) -> Mapping[str, str]:
        """Which edits are refused instead of these: those that are new, if any is; the others were carried out."""
        new = {id: why for id, why in refused.items() if id not in self.before}
        if new:
            return new
        chains = [edits_in(chain) for chain in self.found.chains]
        beside = {id for edits in chains if edits & refused.keys() for id in edits} - self.before.keys()
        why = next(iter(refused.values()))
        return {id: why for id in beside if self.done[id] is Decision.TAKEN} or refused

    def _refuse(self, id: str, why: str) -> None:
        self.done[id] = Decision.LEFT
        self.refused.append((id, why))

    def _told_of_refused(self, draft: Draft) -> Iterator[str]:
        """What could not be carried out, and why: by the numbers that the draft now has."""
        called = refs(draft) if self.refused else {}
        for id, why in self.refused:
            edit = self.edits[id]
            who = f" by {edit.author}" if edit.author else ""
            yield f"{edit.called(called)}: the {edit.kind} edit{who} is left. {why}"

    def _said_of_proposed(self, draft: Draft, version: RoomVersion, new: Mapping[str, str]) -> Draft:
        """The draft with what is said of new paragraphs that are only proposed; `new` has their ids."""
        single = SingleEdits(self.found, self.words.corpus)
        for edit in (each for each in version.waiting if each.id not in self.before):
            id = new.get(edit.paragraph)
            if id is None:
                self._refuse(edit.id, NOT_THERE)
            else:
                draft = tree.change(draft, id, partial(single.carried_out, (edit,)))
        for id, why in single.refused.items():
            self._refuse(id, why)
        return bring_back(draft, single.cited) if single.cited & draft.reasons.keys() else draft

    def _merged(self) -> tuple[RoomVersion, Merged]:
        """The room's version, and that merged with the draft."""
        version = self._room_version()
        theirs, ours = recorded_as(self._theirs(version), self.ours), self.ours
        base = recorded_as(self.base, ours)
        if theirs == base:
            return version, Merged(ours, ())
        if ours == base:
            return version, Merged(frozen_on(ours, theirs), ())
        merged = merge.merge(base, ours, self._mergeable(theirs), self.names, decided=True)
        return version, replace(merged, draft=frozen_on(ours, self._rejudged(merged.draft, theirs)))

    def _mergeable(self, theirs: Draft) -> Draft:
        """The room's version as it is merged: of the paragraphs that it took out, those that were changed at home are
        not there at all, so that the merge says so.
        """
        arranged = Arrangement(theirs)
        for id, paragraph in list(arranged.paragraphs.items()):
            was, here = self.base.spots.get(id), self.ours.spots.get(id)
            if was and here and paragraph.deleted and _rewritten(was.paragraph, here.paragraph):
                arranged.take_out(id)
        return arranged.draft()

    def _as_at_home(self, draft: Draft) -> Draft:
        """The draft; what was given its number here has it, and proposals have their order and their days here."""
        if not (self.before or self.counted_here & draft.spots.keys()):
            return draft
        arranged = Arrangement(draft)
        for id in self.ours.spots.keys() & draft.spots.keys():
            here, paragraph = self.ours.spots[id].paragraph, arranged.paragraphs[id]
            arranged.paragraphs[id] = replace(
                paragraph,
                text=dated_as(paragraph.text, here.text),
                number=here.number if id in self.counted_here else paragraph.number,
                proposals=_dated_as(paragraph.proposals, here.proposals),
            )
        return arranged.draft()

    def _rejudged(self, draft: Draft, theirs: Draft) -> Draft:
        """The draft with the links verbatim or adapted by texts that are neither side's own."""
        arranged = Arrangement(draft)
        for id, paragraph in arranged.paragraphs.items():
            sides = [side.spots[id].paragraph.text for side in (self.ours, theirs) if id in side.spots]
            if paragraph.links and paragraph.text not in sides:
                links = retreated(paragraph.links, paragraph.text, self.words.corpus)
                arranged.paragraphs[id] = replace(paragraph, links=links)
        return arranged.draft()

    def _unread(self, draft: Draft) -> list[str]:
        """The paragraphs with brackets that nobody can read."""
        before = unread(self.ours, self.words.corpus)
        new = [id for id in unread(draft, self.words.corpus) if id not in before]
        called = refs(draft) if new else {}
        what = "has square brackets that can't be read as alternatives; they stay as typed."
        return [f"{called[id]} {what}" for id in new]

    def _no_longer_agreed(self, draft: Draft, homes: Mapping[str, str]) -> list[str]:
        """What was agreed and no longer is; `homes` has the paragraphs that others became a part of."""
        found = []
        called = {**refs(self.ours), **refs(draft)}
        for id, spot in self.ours.spots.items():
            was, now = spot.paragraph, draft.spots.get(id)
            if not was.status.agreed or (now and now.paragraph.status.agreed):
                continue
            if now is None or now.paragraph.deleted:
                home = called.get(homes.get(id, ""))
                what = f"came back as a part of {home}" if home else "was taken out"
            elif now.paragraph.status is Status.REOPENED or now.paragraph.text != was.text:
                what = "came back changed and is reopened"
            else:
                what = f"is {now.paragraph.status} now"
            found.append(f"{called[id]} was {was.status}; it {what}.")
        return found


def _counted_since(base: Draft, again: Draft, ours: Draft) -> set[str]:
    """The paragraphs that were given their numbers at home: they came, or were moved, with what was done before."""
    stayed = base.spots.keys() & again.spots.keys()
    moved = {id for id in stayed if counted_with(base, base.spots[id]) != counted_with(again, again.spots[id])}
    return set(ours.spots.keys() - (base.spots.keys() - moved))


def _dated_as(proposals: Iterable[Proposal], others: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals, in the order of these others and with their days."""
    days = {each.id: each.date for each in others}
    place = {id: place for place, id in enumerate(days)}
    dated = (replace(each, date=days.get(each.id, each.date)) for each in proposals)
    return tuple(sorted(dated, key=lambda each: place.get(each.id, len(place))))


def _rewritten(was: Paragraph, now: Paragraph) -> bool:
    """Whether something was changed in a paragraph that is still there."""
    return not now.deleted and replace(was, children=()) != replace(now, children=())
