"""The room's edits as proposals of those who made them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce

from drafter.draft.bracket_notation import like_a_name
from drafter.draft.draft import Draft, Paragraph, Part, Settled
from drafter.draft.edits import reopened
from drafter.draft.layout import Kind
from drafter.draft.numbering import frozen_on
from drafter.draft.text import EMPTY, Position, Stand, Text, View, ViewKind
from drafter.errors import EditRefused
from drafter.intake.room_edits.arrangement import Arrangement, FilePlaces
from drafter.intake.room_edits.chains import ComposedChain, all_words, brought_in, composed, edits_in, new_in, order
from drafter.intake.room_edits.room_edit import Decision, Found, FoundChain, RoomEdit, RoomEditKind
from drafter.intake.room_edits.room_version import RoomVersion, alone
from drafter.intake.room_edits.room_words import RoomWords, ShownWords, proposed_whole
from drafter.negotiation import acts
from drafter.negotiation.claims import overlap
from drafter.negotiation.hunks import changed, hunks
from drafter.negotiation.parties import name_fault
from drafter.negotiation.record import recorded
from drafter.negotiation.text_merge import united


class Bracketing:
    """Puts edits into a draft as proposals: those of one party in paragraphs that hang together as one wish."""

    def __init__(
        self,
        found: Found,
        version: RoomVersion,
        draft: Draft,
        words: RoomWords,
        day: str,
        decisions: Mapping[str, Decision],
        known: Mapping[str, str] | None = None,
    ) -> None:
        """`known` has the ids, in the draft, of paragraphs that the file brought and that came there before, as
        proposals or taken, by those that they have in the file.
        """
        self.found, self.version, self.words, self.day = found, version, words, day
        self.start = draft
        self.refused: dict[str, str] = {}
        """The edits that can't be proposed, with why not, as a sentence."""
        self._wanted = [edit for edit in found.room.edits if decisions.get(edit.id) is Decision.BRACKETED]
        self._taken = {id for id, decision in decisions.items() if decision is Decision.TAKEN}
        self._places = FilePlaces(found, self._taken)
        self._shown = ShownWords(found.base, found.view)
        self.new: dict[str, str] = {id: here for id, here in (known or {}).items() if here in draft.spots}
        """The ids that new paragraphs have as proposals, by those that they have in the file."""
        brought = brought_in(found.chains)
        self._proposed: set[str] = {edit for id, edit in brought.items() if id in self.new}
        self._order = [id for chain in found.chains for id in order(chain)]
        self._positions: list[Callable[[Draft], Draft]] = []
        self.arranged = Arrangement(draft)
        self.settled: list[Settled] = []

    def draft(self) -> Draft:
        """The draft with the proposals in it."""
        if not self._wanted:
            return self.start
        for chain, edits in self._groups():
            self._together(chain, edits)
        draft = frozen_on(self.start, recorded(self.arranged.draft(), self.settled))
        draft = reduce(lambda draft, act: act(draft), self._positions, draft)
        for edit in self._wanted:
            if edit.kind is RoomEditKind.MOVED:
                draft = self._moved(draft, edit)
        return draft if draft != self.start else self.start

    def _groups(self) -> Iterator[tuple[FoundChain, list[RoomEdit]]]:
        """The edits that are one wish, with the chain that they are in; those that bring paragraphs in come first."""
        for edit in self._wanted:
            if not edit.may_be_bracketed:
                self.refused[edit.id] = "Only words and paragraphs can stand in brackets: take it, or leave it."
        for chain in self.found.chains:
            here, new = edits_in(chain), new_in(chain)
            wanted = [edit for edit in self._wanted if edit.id in here and edit.id not in self.refused]
            groups: dict[str, list[RoomEdit]] = {}
            for edit in sorted(wanted, key=lambda each: each.id not in new):
                try:
                    groups.setdefault(self._party(edit), []).append(edit)
                except EditRefused as why:
                    self.refused[edit.id] = str(why)
            yield from ((chain, group) for group in groups.values())

    def _party(self, edit: RoomEdit) -> str:
        """The code of the party that made the edit, or its name as typed."""
        if not edit.author:
            raise EditRefused("Nobody knows who made it; say whose it is, and it can stand in brackets.")
        code = self.words.party(edit.author)
        if code is None and (not like_a_name(edit.author) or name_fault(edit.author)):
            raise EditRefused(f"“{edit.author}” can't name a party in brackets; say which party that is.")
        return code or edit.author

    def _together(self, chain: FoundChain, edits: list[RoomEdit]) -> None:
        """Propose edits of one party as one wish; where that can't be, those of them that can."""
        try:
            self._propose(chain, edits)
            return
        except EditRefused as why:
            if len(edits) == 1 or why.already:
                self.refused |= dict.fromkeys((edit.id for edit in edits), str(why))
                return
        for edit in edits:
            self._together(chain, [edit])

    def _propose(self, chain: FoundChain, edits: Sequence[RoomEdit]) -> None:
        ids = {edit.id for edit in edits}
        context = self._taken | (self._proposed & new_in(chain))
        before, now = composed(chain, context), composed(chain, context | ids)
        if now.homeless & ids:
            raise EditRefused("The paragraph that these words stand in isn't taken.")
        if before.words == now.words:
            raise EditRefused("It only changes what isn't taken.")
        stand = Stand(by=(self._party(edits[0]),), date=self._date(edits))
        step = _Step()
        for id in before.paragraphs:
            if id not in now.paragraphs:
                self._delete(step, id, stand)
        self._amend_all(step, chain, before, now, stand)
        new = [id for id in now.paragraphs if id not in before.paragraphs]
        try:
            for id in new:
                self._add(step, chain, now, id, stand)
        except EditRefused:
            for id in step.added:
                self.arranged.take_out(id)
            raise
        if step.already and not (step.changed or step.added or step.positions):
            raise EditRefused(step.already[0], already=True)
        self.arranged.paragraphs.update(step.changed)
        self.settled += step.settled
        self.new |= step.new
        self._positions += step.positions
        self._proposed |= ids

    def _date(self, edits: Iterable[RoomEdit]) -> str:
        return min(filter(None, (edit.date for edit in edits)), default=self.day)

    def _here(self, id: str) -> Paragraph:
        paragraph = self.arranged.paragraphs.get(self.new.get(id, id))
        if paragraph is None:
            raise EditRefused("Its paragraph is no longer in the draft.")
        return paragraph

    def _change(self, step: _Step, paragraph: Paragraph, act: Callable[[Draft], Draft]) -> None:
        try:
            draft = act(alone(paragraph))
        except EditRefused as why:
            if not why.already:
                raise
            step.already.append(str(why))
            return
        step.settled += draft.settled
        step.changed[paragraph.id] = draft.spots[paragraph.id].paragraph

    def _delete(self, step: _Step, id: str, stand: Stand) -> None:
        paragraph = self._here(id)
        own = paragraph.proposed
        if own is None:
            self._change(step, paragraph, lambda draft: acts.propose_deletion(draft, paragraph.id, stand))
            return
        (party,) = stand.by
        position = None if party in own.by else Position.OPPOSE
        if own.position(party) is position:
            raise EditRefused(f"{party} opposes it already.")
        step.positions.append(lambda draft: acts.take_position(draft, own.id, party, position, self.day))

    def _amend_all(
        self, step: _Step, chain: FoundChain, before: ComposedChain, now: ComposedChain, stand: Stand
    ) -> None:
        """Propose the words of each paragraph that was there before and has others now."""
        differ = [id for id, words in now.words.items() if words != before.words.get(id, words)]
        if self.found.view.plain:
            for id in differ:
                self._wish(step, self._here(id), before.words[id], now.words[id], stand)
            return
        written = self._shown.written(composed(chain, ()), now)
        for id in differ:
            paragraph = self._here(id)
            known = self.version.draft.spots.get(id)
            was = known.paragraph.text if known else paragraph.text
            wished = self.words.read(written[id], paragraph.id, was, paragraph.sources, stand.date)
            text = united(was, paragraph.text, wished, paragraph.id)
            if text != paragraph.text:
                paragraph = reopened(replace(paragraph, text=text))
                step.changed[paragraph.id] = paragraph
            if wished.base != was.base:
                self._wish(step, paragraph, was.base, wished.base, stand)

    def _wish(self, step: _Step, paragraph: Paragraph, before: str, wished: str, stand: Stand) -> None:
        """Propose the party's words, with all that it wants in the paragraph besides."""
        own = paragraph.text.wording(View(ViewKind.PARTY, stand.by))
        wording = _rebased(before, wished, own)
        self._change(step, paragraph, lambda draft: acts.propose_words(draft, paragraph.id, wording, stand))

    def _add(self, step: _Step, chain: FoundChain, now: ComposedChain, id: str, stand: Stand) -> None:
        """Propose a paragraph where the file has it, behind those that were proposed for that place before. Its id is
        always the same, whatever else of the file was taken, so that it is known again.
        """
        arranged, names = self.arranged, self.new | step.new
        if id in self._places.of:
            container, after = self._places.here(id, arranged, names)
        else:
            container, after = self._places.beside(id, chain, arranged, names)
        text, stand = self._read_new(id, now.paragraphs[id].words, stand)
        words = self._read_new(id, all_words(chain, id), stand)[0].base or text.base
        others = {name for other, name in names.items() if other != id}
        following = self._places.follows(id)
        while True:
            new = _new(words, following, stand)
            known = arranged.paragraphs.get(new.id)
            own = known.proposed if known and new.id in others else None
            if known is None or (known.wording == text.base and not (own and own.by == stand.by)):
                break
            following = new.id  # it says something else, or the party has the same words twice
        if known:
            self._change_known(step, known, words, following, stand)
        else:
            later = {names[other] for other in self._order[self._order.index(id) + 1 :] if other in names}
            arranged.put(replace(new, text=text), container, self._last_proposed(container, after, later))
            step.added.append(new.id)
        step.new[id] = new.id

    def _read_new(self, id: str, words: str, stand: Stand) -> tuple[Text, Stand]:
        """What a new paragraph says, and who proposes it: they whose name stands in brackets around the whole of it."""
        text = self.words.read(words, id, EMPTY, (), stand.date)
        whole = proposed_whole(text)
        return (whole.text, Stand(by=whole.by, date=whole.date)) if whole else (text, stand)

    def _change_known(self, step: _Step, known: Paragraph, words: str, following: str, stand: Stand) -> None:
        try:
            made = acts.propose_paragraph(_beginning(following, known), words, following, stand)
        except EditRefused as why:
            if not why.already:
                raise
            step.already.append(str(why))
        else:
            step.changed[known.id] = made.spots[known.id].paragraph

    def _last_proposed(self, container: str, after: str, later: Container[str]) -> str:
        """The last of the paragraphs that are proposed for this place already, as `acts` has it; but before those that
        are `later` in the file.
        """
        arranged = self.arranged
        if after and arranged.paragraphs[after].proposed:
            return after
        siblings = arranged.under[container]
        for id in siblings[siblings.index(after) + 1 if after else 0 :]:
            if id in later or not arranged.paragraphs[id].proposed:
                break
            after = id
        return after

    def _moved(self, draft: Draft, edit: RoomEdit) -> Draft:
        try:
            container, after = self._places.here(edit.paragraph, Arrangement(draft), self.new)
            if not after and container not in draft.part_by_id:
                raise EditRefused("It can't be proposed as the first sub-paragraph: take it, or leave it.")
            stand = Stand(by=(self._party(edit),), date=edit.date or self.day)
            return acts.propose_move(draft, edit.paragraph, after or container, stand)
        except EditRefused as why:
            self.refused[edit.id] = str(why)
            return draft


@dataclass(slots=True)
class _Step:
    """What one wish makes of the draft."""

    changed: dict[str, Paragraph] = field(default_factory=dict)
    settled: list[Settled] = field(default_factory=list)
    new: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    positions: list[Callable[[Draft], Draft]] = field(default_factory=list)
    """What is said of paragraphs that are themselves only proposed: one of them may go by it."""
    already: list[str] = field(default_factory=list)
    """What of it is there already, in a sentence each."""


def _beginning(id: str, *paragraphs: Paragraph) -> Draft:
    """A draft whose only part has this id, and begins with these paragraphs."""
    return Draft("", "", "", (Part(id, "", Kind.OP, paragraphs=paragraphs),))


def _new(words: str, following: str, stand: Stand) -> Paragraph:
    """A proposed paragraph. Its id is made of the words and of what it follows."""
    made = acts.propose_paragraph(_beginning(following), words, following, stand)
    return next(iter(made.spots.values())).paragraph


def _rebased(before: str, wished: str, now: str) -> str:
    """The words as they are now with what was wished when they were as before; where they were changed since as well,
    as wished.
    """
    wish = hunks(before, wished)
    since = (hunk for hunk in hunks(before, now) if not any(overlap(hunk.place, each.place) for each in wish))
    return changed(before, (*wish, *since))
