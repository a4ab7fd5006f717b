"""What is settled goes on record: proposals that are no longer open, with what became of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from drafter.draft import tree
from drafter.draft.draft import Draft, Outcome, Paragraph, Proposal, ProposalKind, Settled
from drafter.draft.text import Alternatives, Option, Text, with_alternatives
from drafter.negotiation.hunks import hunks
from drafter.negotiation.proposals import stand_of

_NEW = (ProposalKind.ADD, ProposalKind.ALTERNATIVE)


@dataclass(frozen=True, slots=True)
class Record:
    """Writes what becomes of the proposals for one paragraph."""

    paragraph: str
    """The paragraph's id."""
    day: str
    """YYYY-MM-DD, or empty."""
    proposed: Proposal | None = None
    """The proposal by which the paragraph is there at all: its own words are those of that proposal's parties."""

    def of_option(self, id: str, option: Option, outcome: Outcome) -> Settled:
        return Settled(
            id=id,
            paragraph=self.paragraph,
            kind=ProposalKind.AMEND,
            wording=option.text.base.strip(),
            outcome=outcome,
            settled_on=self.day,
            **stand_of(option),
        )

    def of_closed(self, alternatives: Alternatives, kept: int) -> Iterator[Settled]:
        """What becomes of all options when the one at this place, from 0, becomes the text; what is open in it stays.

        The draft's own words are no proposal: of them there is a record where somebody stood by them, and where the
        paragraph is itself proposed.
        """
        for place in range(len(alternatives.options)):
            if place == kept:
                yield from self._of_option_at(alternatives, place, Outcome.CHOSEN)
            else:
                yield from self.of_dropped(alternatives, place, Outcome.DROPPED)

    def of_dropped(self, alternatives: Alternatives, place: int, outcome: Outcome) -> Iterator[Settled]:
        """What becomes of one option that goes, and of all that is open in it."""
        yield from self._of_option_at(alternatives, place, outcome)
        yield from self.of_text(alternatives.options[place].text)

    def of_text(self, text: Text) -> Iterator[Settled]:
        """What becomes of all that is open in a text that goes: it is dropped."""
        for alternatives in text.all_alternatives():
            for place in range(len(alternatives.options)):
                yield from self._of_option_at(alternatives, place, Outcome.DROPPED)

    def _of_option_at(self, alternatives: Alternatives, place: int, outcome: Outcome) -> Iterator[Settled]:
        option = alternatives.options[place]
        if option.parties or option is not alternatives.base:
            yield self.of_option(alternatives.option_id(option), option, outcome)
        elif self.proposed and outcome is not Outcome.CHOSEN and option.text:
            theirs = replace(option, by=self.proposed.by, date=self.proposed.date)
            yield self.of_option(alternatives.option_id(option), theirs, outcome)

    def of_rewritten(self, before: Text, kept: Collection[str], words: str) -> Iterator[Settled]:
        """What becomes of what was open in a text over which somebody wrote these words: an option that they have is
        chosen, the others of it are dropped. `kept` has the ids of the alternatives that are still open.
        """
        yield from self._of_rewritten(before, before, kept, words)

    def _of_rewritten(self, text: Text, whole: Text, kept: Collection[str], words: str) -> Iterator[Settled]:
        for alternatives in text.alternatives:
            if alternatives.id in kept:
                for option in alternatives.options:
                    yield from self._of_rewritten(option.text, whole, kept, words)
                continue
            place = _written_by(alternatives, whole, words)
            if place is None:
                for each in range(len(alternatives.options)):
                    yield from self.of_dropped(alternatives, each, Outcome.DROPPED)
            else:
                yield from self.of_closed(alternatives, place)
                yield from self._of_rewritten(alternatives.options[place].text, whole, kept, words)

    def of_proposal(self, proposal: Proposal, outcome: Outcome, wording: str = "") -> Settled:
        return Settled(
            id=proposal.id,
            paragraph=self.paragraph,
            kind=proposal.kind,
            wording=wording,
            outcome=outcome,
            settled_on=self.day,
            **stand_of(proposal),
        )


def _written_by(alternatives: Alternatives, whole: Text, words: str) -> int | None:
    """The place of the option that somebody chose who wrote these words; None where it is neither of them."""
    ways = [(place, each) for place, option in enumerate(alternatives.options) for each in option.text.wordings()]
    costs = [_cost(with_alternatives(whole, alternatives.id, partial(_in_its_place, each)), words) for _, each in ways]
    place, said = min(zip(costs, ways, strict=True), key=lambda way: (way[0], -len(way[1][1])))[1]
    if said.strip():
        return place if re.search(rf"(?<!\w){re.escape(said.strip())}(?!\w)", words) else None
    return place if costs.count(min(costs)) == 1 else None


def _cost(before: Text, words: str) -> int:
    """How many words somebody changed who made these of the text's base."""
    return sum(each.end - each.start + len(str(each.words).split()) for each in hunks(before.base, words))


def _in_its_place(words: str, _: Alternatives) -> Text:
    return Text.of(words)


def of_whole(paragraph: Paragraph, day: str, besides: str = "") -> Iterator[Settled]:
    """What becomes of all that is open in a paragraph that goes, and in its sub-paragraphs: it is dropped. `besides` is
    the id of the proposal by which it goes, whose record is another matter.
    """
    for each in paragraph.whole():
        record = Record(each.id, day)
        for proposal in each.proposals:
            if proposal.id != besides:
                yield record.of_proposal(proposal, Outcome.DROPPED, each.wording if proposal.kind in _NEW else "")
        yield from record.of_text(each.text)


def words_of_whole(paragraph: Paragraph) -> str:
    """Its words and those of its sub-paragraphs, each on a line of its own."""
    return "\n".join(each.wording for each in paragraph.whole())


def recorded(draft: Draft, settled: Iterable[Settled]) -> Draft:
    """The draft with these on record as well."""
    return replace(draft, settled=(*draft.settled, *settled))


def without_paragraph(draft: Draft, id: str, instead: str = "") -> Draft:
    """The draft without a paragraph that was decided upon. What refers to it goes on doing without: a move to behind it
    is one to behind `instead`, or else the paragraph before it; an alternative to it is a paragraph to be added.
    """
    here = tree.spot(draft, id)
    gone = {each.id for each in here.paragraph.whole()}
    siblings = here.parent.children if here.parent else here.part.paragraphs
    behind = instead or (siblings[here.index - 1].id if here.index else here.container)
    return referring(tree.remove(draft, [id]), gone, behind)


def referring(draft: Draft, gone: set[str], behind: str) -> Draft:
    """The draft with the proposals that refer to paragraphs that are no longer there, as `without_paragraph` has it."""

    def kept(proposal: Proposal) -> Proposal:
        if proposal.target not in gone:
            return proposal
        if proposal.kind is ProposalKind.ALTERNATIVE:
            return replace(proposal, kind=ProposalKind.ADD, target="")
        return replace(proposal, target=behind)

    for id, spot in draft.spots.items():
        mine = spot.paragraph.proposals
        if any(proposal.target in gone for proposal in mine):
            draft = tree.change(
                draft, id, lambda paragraph: replace(paragraph, proposals=tuple(map(kept, paragraph.proposals)))
            )
    return draft
