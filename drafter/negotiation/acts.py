"""What a party does to a draft: it proposes, supports, opposes, reserves, withdraws. Each act gives a new draft, or
raises EditRefused.

Ids are made of what they are proposals for, and of their words, so that the same act in two copies of a draft gives
the same ids, in whatever order. A proposal for a paragraph that was agreed reopens it. What the room does about the
proposals is in `settling`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from drafter.draft import tree
from drafter.draft.draft import Draft, Outcome, Paragraph, Proposal, ProposalKind, Status
from drafter.draft.edits import reopened
from drafter.draft.numbering import frozen_on
from drafter.draft.text import Option, Position, Stand, Text, short_hash, with_alternatives
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.negotiation.consolidation import Consolidated, proposed
from drafter.negotiation.proposals import PointAtIssue, find_point, stand_of
from drafter.negotiation.record import Record, recorded
from drafter.negotiation.settling import taken_off

S = TypeVar("S", bound=Stand)
_SAYS = {
    Position.BY: "proposes",
    Position.SUPPORT: "supports",
    Position.OPPOSE: "opposes",
    Position.RESERVE: "reserves on",
}


# To propose


def propose_words(draft: Draft, id: str, wording: str, stand: Stand) -> Draft:
    """The draft with the paragraph as the parties of `stand.by` want it, as a whole; what differs becomes options.

    Options that they proposed in it before, and nobody else wants, are withdrawn. A paragraph that is itself only
    proposed, by them and nobody else, simply gets these words. Refused where they are the draft's own words.
    """
    paragraph = _negotiable(draft, id)
    wording = _plain_words(wording, paragraph.text.base)
    if _is_theirs(paragraph, stand):
        return _worded_anew(draft, paragraph, wording, stand)
    found = proposed(paragraph.text, id, wording, tuple(sorted(stand.by)), stand.date, stand.note)
    if found.without_effect:
        raise EditRefused("These are the draft's own words. To take back what was proposed, withdraw it.")
    if found.text == paragraph.text:
        raise EditRefused(f"{_names(stand.by)} proposed this already.", already=True)
    draft = tree.change(draft, id, lambda paragraph: reopened(replace(paragraph, text=found.text)))
    record = Record(id, stand.date)
    given_up = _given_up(found, stand.by).items()
    return recorded(draft, (record.of_option(gone, option, Outcome.WITHDRAWN) for gone, option in given_up))


def _given_up(found: Consolidated, by: Iterable[str]) -> dict[str, Option]:
    """The options that nobody wants any longer, by their ids."""
    return {each.id: each.option for each in found.replaced if not set(each.option.wanted_by) - set(by)}


def _is_theirs(paragraph: Paragraph, stand: Stand) -> bool:
    own = paragraph.proposed
    return own is not None and set(own.by) <= set(stand.by) and not own.supported_by and paragraph.text.plain


def _worded_anew(draft: Draft, paragraph: Paragraph, wording: str, stand: Stand) -> Draft:
    if wording == paragraph.wording:
        raise EditRefused(f"{_names(stand.by)} proposed this already.", already=True)

    def how(proposal: Proposal) -> Proposal:
        if proposal is not paragraph.proposed:
            return proposal
        return replace(proposal, by=tuple(sorted(stand.by)), date=stand.date, note=stand.note)

    proposals = tuple(map(how, paragraph.proposals))
    draft = tree.change(
        draft, paragraph.id, lambda paragraph: replace(paragraph, text=Text.of(wording), proposals=proposals)
    )
    own = [proposal for proposal in paragraph.proposals if proposal is paragraph.proposed]
    record = Record(paragraph.id, stand.date)
    return recorded(draft, (record.of_proposal(each, Outcome.WITHDRAWN, paragraph.wording) for each in own))


def propose_deletion(draft: Draft, id: str, stand: Stand) -> Draft:
    """The draft with the proposal to take the paragraph out, its sub-paragraphs with it."""
    paragraph = _negotiable(draft, id)
    if paragraph.proposed:
        raise EditRefused(f"It isn't in the draft yet. Oppose the proposal {paragraph.proposed.id} instead.")
    return _proposed(draft, id, Proposal(id=short_hash("delete", id), kind=ProposalKind.DELETE), stand)


def propose_move(draft: Draft, id: str, after: str, stand: Stand) -> Draft:
    """The draft with the proposal to move the paragraph behind another one, or to the beginning of a part."""
    paragraph = _negotiable(draft, id)
    place = _behind(draft, after)
    here = draft.spots[id]
    if after in (each.id for each in paragraph.whole()):
        raise EditRefused("A paragraph can't be moved behind itself.")
    if (place.container, place.index) == (here.container, here.index):
        raise EditRefused("It stands there already.")
    tree.move(draft, [id], place)  # refuses what could never be chosen
    proposal = Proposal(id=short_hash("move", id, after), kind=ProposalKind.MOVE, target=after)
    return _proposed(draft, id, proposal, stand)


def propose_paragraph(draft: Draft, wording: str, after: str, stand: Stand) -> Draft:
    """The draft with a paragraph proposed behind another one, or at the beginning of a part; behind those that were
    proposed there before. The same words at the same place are one proposal of several parties.
    """
    wording = _plain_words(wording)
    place = _behind(draft, after)
    new = f"p-{short_hash('add', after, wording)}"
    at = _after_proposed(draft, place, after)
    proposal = Proposal(id=short_hash("add", new), kind=ProposalKind.ADD)
    return _with_paragraph(draft, Paragraph(new, Text.of(wording)), at, proposal, stand)


def propose_alternative(draft: Draft, id: str, wording: str, stand: Stand) -> Draft:
    """The draft with a paragraph proposed instead of this one, right behind it and its other alternatives: where
    numbers are frozen, `7 alt` for 7.
    """
    paragraph = _negotiable(draft, id)
    own = paragraph.proposed
    target = own.target if own and own.target in draft.spots else id
    wording = _plain_words(wording)
    if wording == draft.spots[target].paragraph.wording:
        raise EditRefused("These are the paragraph's own words.")
    new = f"p-{short_hash('alternative', target, wording)}"
    here, index = draft.spots[target], draft.spots[target].index + 1
    siblings = _siblings(draft, target)
    while index < len(siblings) and _is_instead(siblings[index], target):
        index += 1
    proposal = Proposal(id=short_hash("alternative", new), kind=ProposalKind.ALTERNATIVE, target=target)
    return _with_paragraph(draft, Paragraph(new, Text.of(wording)), Place(here.container, index), proposal, stand)


def _is_instead(paragraph: Paragraph, target: str) -> bool:
    own = paragraph.proposed
    return own is not None and own.kind is ProposalKind.ALTERNATIVE and own.target == target


def _with_paragraph(draft: Draft, paragraph: Paragraph, place: Place, proposal: Proposal, stand: Stand) -> Draft:
    """The draft with a proposed paragraph; where it is there already, with these parties among its proposers."""
    known = draft.spots.get(paragraph.id)
    if known and not known.paragraph.proposed:
        raise EditRefused("The draft has this paragraph already.")
    if known:
        return _proposed(draft, paragraph.id, proposal, stand)
    new = replace(paragraph, proposals=(_joined_by(proposal, stand),))
    return frozen_on(draft, tree.insert(draft, [new], place))


def _after_proposed(draft: Draft, place: Place, after: str) -> Place:
    """The place behind the paragraphs that are proposed for it already; right behind one that is itself proposed."""
    behind = draft.spots.get(after)
    if behind and behind.paragraph.proposed:
        return place
    siblings = draft.part_by_id[after].paragraphs if behind is None else _siblings(draft, after)
    index = place.index or 0
    while index < len(siblings) and siblings[index].proposed:
        index += 1
    return Place(place.container, index)


def _siblings(draft: Draft, id: str) -> tuple[Paragraph, ...]:
    here = draft.spots[id]
    return here.parent.children if here.parent else here.part.paragraphs


def _behind(draft: Draft, after: str) -> Place:
    place = tree.place_after(draft, after)
    if place is None:
        raise EditRefused(f"The draft has no paragraph or part “{after}”.")
    return place


def _proposed(draft: Draft, id: str, proposal: Proposal, stand: Stand) -> Draft:
    """The draft with these parties among those who make the proposal, which is put in where it isn't there."""
    mine = draft.spots[id].paragraph.proposals
    known = next((each for each in mine if each.id == proposal.id), None)
    if known and set(stand.by) <= set(known.by):
        raise EditRefused(f"{_names(stand.by)} proposed this already.", already=True)
    united = _joined_by(known or proposal, stand)
    proposals = tuple(united if each is known else each for each in mine) if known else (*mine, united)
    return tree.change(draft, id, lambda paragraph: reopened(replace(paragraph, proposals=proposals)))


def _joined_by(old: S, stand: Stand) -> S:
    by = {*old.by, *stand.by}
    changed: dict[str, Any] = {
        position.value: tuple(party for party in getattr(old, position) if party not in by) for position in Position
    }
    changed["by"] = tuple(sorted(by))
    changed["date"] = min(filter(None, (old.date, stand.date)), default="")
    changed["note"] = "\n".join(sorted({*filter(None, (*old.note.split("\n"), *stand.note.split("\n")))}))
    return replace(old, **changed)


def _negotiable(draft: Draft, id: str) -> Paragraph:
    """The paragraph. Refuses one that was taken out."""
    paragraph = tree.spot(draft, id).paragraph
    if paragraph.status is Status.DELETED:
        raise EditRefused("It was deleted. Propose a paragraph after it instead.")
    return paragraph


def _plain_words(wording: str, base: str = "") -> str:
    """A party's wording. Refuses none, and square brackets that the draft doesn't have."""
    words = wording.strip()
    if not words:
        raise EditRefused("A proposal needs words; to take a paragraph out, propose its deletion.")
    if any(sign in words and sign not in base for sign in "[]"):
        raise EditRefused("A party's wording has no square brackets: give the words as it wants them.")
    return words


def _names(parties: Iterable[str]) -> str:
    return ", ".join(parties)


# To take a position


def take_position(draft: Draft, name: str, party: str, position: Position | None, day: str = "") -> Draft:
    """The draft with what the party says of a proposal, instead of what it said before; nothing for None.

    `name` is the proposal's id, or alternatives' that have one proposal only. When the last proposer turns away, all
    who support it carry it from then on; without any, it is withdrawn.
    """
    point = find_point(draft, name)
    place = point.proposed_place
    stand = point.stands[place]
    before = stand.position(party)
    own_words = point.alternatives is not None and stand is point.alternatives.base
    if own_words and position is Position.BY:
        position = Position.SUPPORT  # what somebody proposes is no longer the draft's own
    if before is position:
        raise EditRefused(f"{party} {_SAYS[position]} it already." if position else f"{party} has no position on it.")
    after = _repositioned(stand, party, position)
    if before is not Position.BY or after.by or own_words:
        return _with_stand(draft, point, place, after)
    if position:
        raise EditRefused(f"{party} proposes it, and nobody else wants it. Withdraw it instead.")
    return taken_off(draft, point, place, Outcome.WITHDRAWN, day)


def retain(draft: Draft, name: str, party: str) -> Draft:
    """The draft with the party in support of the draft's own words, or against a proposal for a whole paragraph."""
    point = find_point(draft, name)
    if point.alternatives is None:
        return take_position(draft, point.id, party, Position.OPPOSE)
    base = point.alternatives.option_id(point.alternatives.base)
    return take_position(draft, base, party, Position.SUPPORT)


def _repositioned(stand: S, party: str, position: Position | None) -> S:
    changed: dict[str, Any] = {
        each.value: tuple(other for other in getattr(stand, each) if other != party) for each in Position
    }
    if position:
        changed[position] = tuple(sorted((*changed[position], party)))
    if stand.by and not changed[Position.BY]:
        changed[Position.BY], changed[Position.SUPPORT] = changed[Position.SUPPORT], ()
    return replace(stand, **changed)


def _with_stand(draft: Draft, point: PointAtIssue, place: int, stand: Stand) -> Draft:
    def how(paragraph: Paragraph) -> Paragraph:
        if point.alternatives is None:
            proposals = (
                replace(each, **stand_of(stand)) if each.id == point.id else each for each in paragraph.proposals
            )
            return replace(paragraph, proposals=tuple(proposals))
        options = list(point.alternatives.options)
        options[place] = replace(options[place], **stand_of(stand))
        now = replace(point.alternatives, options=tuple(options))
        return replace(paragraph, text=with_alternatives(paragraph.text, point.id, lambda _: now))

    return tree.change(draft, point.paragraph, how)
