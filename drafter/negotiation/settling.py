"""What the room does about the proposals: it chooses, drops, merges options, shows them as whole versions, agrees and
reopens. Each act gives a new draft, or raises EditRefused; what is settled goes on record.

Points are named by their ids, or by the beginning of one. Of the options of a point, the draft's own words are the
first; of a proposal for a whole paragraph, the draft as it stands is 1 and what is proposed is 2.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from drafter.corpus.corpus import Corpus
from drafter.draft import tree
from drafter.draft.bracket_notation import spaced
from drafter.draft.draft import Draft, Outcome, Paragraph, Proposal, ProposalKind, Settled, Status, Treatment
from drafter.draft.edits import emptied, reopened, retreated
from drafter.draft.numbering import frozen, frozen_on, refs
from drafter.draft.text import EMPTY, Alternatives, Option, Text, with_alternatives
from drafter.errors import EditRefused
from drafter.negotiation.assembly import put_together, whole_versions
from drafter.negotiation.claims import taken_apart
from drafter.negotiation.proposals import PointAtIssue, find_point, points_of, proposed_options
from drafter.negotiation.record import Record, of_whole, recorded, referring, without_paragraph, words_of_whole


def choose(draft: Draft, corpus: Corpus, name: str, number: int | None = None, day: str = "") -> Draft:
    """The draft with one option as the text, or a proposal carried out; the others go on record as dropped.

    What is open within the chosen words stays open. `number` may be None where `name` names the option. A paragraph
    whose chosen text is empty is deleted.
    """
    point = find_point(draft, name)
    place = point.place(number)
    if isinstance(point.at_issue, Proposal):
        if place:
            return _carried_out(draft, corpus, point.paragraph, point.at_issue, day)
        return taken_off(draft, point, 1, Outcome.DROPPED, day)
    settled = list(_record(draft, point, day).of_closed(point.at_issue, place))
    closed = _closed(draft, point, point.at_issue.options[place].text, day)
    return _rejudged(recorded(closed, settled), corpus, point.paragraph)


def drop(draft: Draft, corpus: Corpus, name: str, number: int | None = None, day: str = "") -> Draft:
    """The draft without one option, or without a proposal. The option that is left alone becomes the text."""
    point = find_point(draft, name)
    place = point.place(number)
    if point.alternatives is None:
        return taken_off(draft, point, 1, Outcome.DROPPED, day) if place else choose(draft, corpus, name, 2, day)
    if len(point.alternatives.options) == 2:
        return choose(draft, corpus, point.id, 2 - place, day)
    return _rejudged(taken_off(draft, point, place, Outcome.DROPPED, day), corpus, point.paragraph)


def taken_off(draft: Draft, point: PointAtIssue, place: int, outcome: Outcome, day: str) -> Draft:
    """The draft without the option at this place, from 0, or without the proposal for a whole paragraph, which goes on
    record with this outcome. A paragraph that is proposed by it goes as well.
    """
    if isinstance(point.at_issue, Proposal):
        return _without_proposal(draft, point.paragraph, point.at_issue, outcome, day)
    record = _record(draft, point, day)
    settled = list(record.of_dropped(point.at_issue, place, outcome))
    options = [option for at, option in enumerate(point.at_issue.options) if at != place]
    if len(options) == 1:
        left = 1 - place
        settled += [each for each in record.of_closed(point.at_issue, left) if each.outcome is Outcome.CHOSEN]
        return recorded(_closed(draft, point, options[0].text, day), settled)
    return recorded(_with_text(draft, point, replace(point.at_issue, options=tuple(options))), settled)


def _record(draft: Draft, point: PointAtIssue, day: str) -> Record:
    return Record(point.paragraph, day, draft.spots[point.paragraph].paragraph.proposed)


def merge_options(
    draft: Draft, name: str, numbers: Collection[int], wording: str | None = None, day: str = ""
) -> Draft:
    """The draft with several options of one point as one, which all their parties want: with these words, or for None
    with those of the first of them. Words that are given up go on record as withdrawn. The draft's own can't be merged.
    """
    point = find_point(draft, name)
    if point.alternatives is None:
        raise EditRefused("A proposal for a whole paragraph has no options to merge.")
    places = sorted({point.place(number) if not point.named else number - 1 for number in numbers})
    if len(places) < 2:
        raise EditRefused("Merging takes two options or more.")
    options = point.alternatives.options
    proposed = {number - 1 for number, _ in proposed_options(point.alternatives)}
    if not proposed.issuperset(places):
        raise EditRefused("The draft's own words can't be merged with a proposal: choose one of the two.")
    merging = [options[place] for place in places]
    text = merging[0].text if wording is None else _in_the_place_of(wording, merging)
    same = [place for place, option in enumerate(options) if option.text == text]
    if any(place not in proposed for place in same):
        raise EditRefused("These are the draft's own words: drop the options instead.")
    united = _united(text, [options[place] for place in sorted({*places, *same})])
    kept = [option for place, option in enumerate(options) if place not in (*places[1:], *same) or place == places[0]]
    now = tuple(united if option is options[places[0]] else option for option in kept)
    record = Record(point.paragraph, day)
    settled: list[Settled] = []
    for place in places:
        if options[place].text != text:
            settled += record.of_dropped(point.alternatives, place, Outcome.WITHDRAWN)
    draft = _with_text(draft, point, replace(point.alternatives, options=now))
    if not text:
        draft = tree.change(draft, point.paragraph, lambda paragraph: replace(paragraph, text=spaced(paragraph.text)))
    return recorded(draft, settled)


def _in_the_place_of(wording: str, options: Iterable[Option]) -> Text:
    """The words with the blank space around them that those of these options have."""
    words = wording.strip()
    if any(sign in words for sign in "[]"):
        raise EditRefused("The words of an option have no square brackets.")
    like = next((option.text.base for option in options if option.text.base.strip()), "")
    before, after = like[: len(like) - len(like.lstrip())], like[len(like.rstrip()) :]
    return Text.of(before, words, after) if words else EMPTY


def _united(text: Text, options: Sequence[Option]) -> Option:
    """One option with all that is said of these; who wants one of them doesn't oppose the one that they become."""
    by = {party for option in options for party in option.by}
    supported = {party for option in options for party in option.supported_by} - by
    opposed = {party for option in options for party in option.opposed_by} - by - supported
    reserved = {party for option in options for party in option.reserved_by} - by - supported - opposed
    return Option(
        text=text,
        by=tuple(sorted(by)),
        supported_by=tuple(sorted(supported)),
        opposed_by=tuple(sorted(opposed)),
        reserved_by=tuple(sorted(reserved)),
        date=min(filter(None, (option.date for option in options)), default=""),
        note="\n".join(dict.fromkeys(option.note for option in options if option.note)),
    )


def lift(draft: Draft, id: str) -> Draft:
    """The draft with all that is open in the paragraph's words as whole versions of it, one for those who want the
    same.
    """
    text = _open_text(draft, id)
    whole = whole_versions(taken_apart(text), id)
    if whole == text:
        raise EditRefused("It stands there in whole versions already.")
    return tree.change(draft, id, lambda paragraph: replace(paragraph, text=whole))


def lower(draft: Draft, id: str) -> Draft:
    """The draft with the paragraph's versions taken apart again: what all of them have stands outside the brackets."""
    text = _open_text(draft, id)
    apart = put_together(taken_apart(text), id)
    if apart == text:
        raise EditRefused("Its versions have no more words in common.")
    return tree.change(draft, id, lambda paragraph: replace(paragraph, text=apart))


def _open_text(draft: Draft, id: str) -> Text:
    text = tree.spot(draft, id).paragraph.text
    if text.plain:
        raise EditRefused("Nothing is open in its words.")
    return text


# To agree


def agree(draft: Draft, id: str, level: Status, day: str = "", meeting: str = "") -> Draft:
    """The draft with a paragraph agreed, its sub-paragraphs with it. Refused while something is open there."""
    if not level.agreed:
        raise EditRefused(f"“{level}” is no level of agreement.")
    paragraph = tree.spot(draft, id).paragraph
    if paragraph.status is Status.AD_REF and level is Status.INFORMALS:
        raise EditRefused("It is agreed ad referendum already, which is more; reopen it first.")
    if why_not := why_not_agreed(draft, id):
        raise EditRefused(why_not)
    ids = [each.id for each in paragraph.whole() if each.status is not Status.DELETED]
    if not ids:
        raise EditRefused("It was deleted.")
    for each in ids:
        draft = tree.change(
            draft,
            each,
            lambda paragraph: replace(paragraph, status=level, pending="", agreed_on=day, meeting=meeting.strip()),
        )
    return draft


def why_not_agreed(draft: Draft, id: str) -> str:
    """What is open in the paragraph, as a sentence; empty where nothing is."""
    whole = tuple(tree.spot(draft, id).paragraph.whole())
    points = [point for paragraph in whole for point in points_of(paragraph.id, paragraph)]
    ids = {paragraph.id for paragraph in whole}
    for spot in draft.spots.values():
        own = spot.paragraph.proposed
        if own and own.target in ids:
            points.append(PointAtIssue(spot.paragraph.id, own))
    if points:
        called = refs(draft)
        first = "; ".join(_told(point, called[point.paragraph]) for point in points[:3])
        more = f" and {len(points) - 3} more" if len(points) > 3 else ""
        return f"It can't be agreed while something is open in it: {first}{more}."
    if any(_is_bracketed(paragraph) for paragraph in whole):
        return "It can't be agreed while it has square brackets. They could not be read as alternatives."
    return ""


_OPEN = {
    ProposalKind.AMEND: "the words of {}",
    ProposalKind.ADD: "{}",
    ProposalKind.DELETE: "to delete {}",
    ProposalKind.MOVE: "to move {}",
    ProposalKind.ALTERNATIVE: "{}",
}


def _told(point: PointAtIssue, ref: str) -> str:
    """`OP4 alt - US`, `the words of OP7 - CN, EU`: what is open, as people call it, and who wants it."""
    kind = point.proposal.kind if point.proposal else ProposalKind.AMEND
    parties = sorted({party for stand in point.stands for party in stand.wanted_by})
    more = f" and {len(parties) - 4} more" if len(parties) > 4 else ""
    return f"{_OPEN[kind].format(ref)}{' - ' if parties else ''}{', '.join(parties[:4])}{more}"


def _is_bracketed(paragraph: Paragraph) -> bool:
    """Whether it has brackets that aren't a source's own."""
    quoted = any(link.treatment is Treatment.VERBATIM for link in paragraph.links)
    return paragraph.text.unread and not quoted


def reopen(draft: Draft, id: str) -> Draft:
    """The draft with a paragraph, and its sub-paragraphs, no longer agreed."""
    agreed = [each.id for each in tree.spot(draft, id).paragraph.whole() if each.status.agreed]
    if not agreed:
        raise EditRefused("It isn't agreed.")
    for each in agreed:
        draft = tree.change(draft, each, reopened)
    return draft


# The text


def _closed(draft: Draft, point: PointAtIssue, text: Text, day: str) -> Draft:
    """The draft with this text in the place of the alternatives. A paragraph without any words left is deleted."""
    draft = _with_text(draft, point, text)
    paragraph = draft.spots[point.paragraph].paragraph
    if any(wording.strip() for wording in paragraph.text.wordings()):
        return draft
    if paragraph.children:
        raise EditRefused("Its sub-paragraphs would stand without words above them. Propose its deletion instead.")
    return _without_words(recorded(draft, of_whole(paragraph, day)), point.paragraph)


def _with_text(draft: Draft, point: PointAtIssue, now: Alternatives | Text) -> Draft:
    def how(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, text=with_alternatives(paragraph.text, point.id, lambda _: now))

    return tree.change(draft, point.paragraph, how)


def _rejudged(draft: Draft, corpus: Corpus, id: str) -> Draft:
    """The draft with the paragraph's links, if it is still there, verbatim or adapted by what its text now is."""
    if id not in draft.spots:
        return draft
    return tree.change(
        draft, id, lambda paragraph: replace(paragraph, links=retreated(paragraph.links, paragraph.text, corpus))
    )


# Whole paragraphs


def _carried_out(draft: Draft, corpus: Corpus, id: str, proposal: Proposal, day: str) -> Draft:
    record = Record(id, day)
    match proposal.kind:
        case ProposalKind.DELETE:
            gone = draft.spots[id].paragraph
            chosen = record.of_proposal(proposal, Outcome.CHOSEN, words_of_whole(gone))
            return recorded(_without_words(draft, id), (chosen, *of_whole(gone, day, proposal.id)))
        case ProposalKind.MOVE:
            return _moved(draft, id, proposal, record)
        case ProposalKind.ALTERNATIVE if proposal.target in draft.spots:
            return _instead(draft, corpus, id, proposal, day)
    wording = draft.spots[id].paragraph.wording
    return recorded(_without_ids(draft, id, {proposal.id}), [record.of_proposal(proposal, Outcome.CHOSEN, wording)])


def _without_words(draft: Draft, id: str) -> Draft:
    """The draft without a paragraph; where numbers are frozen, its number stays, for `[deleted]`."""
    if not frozen(draft):
        return without_paragraph(draft, id)
    here = draft.spots[id].paragraph
    below = {each.id for each in here.whole()} - {id}
    return referring(tree.change(draft, id, lambda _: emptied(here)), below, id)


def _moved(draft: Draft, id: str, proposal: Proposal, record: Record) -> Draft:
    place = tree.place_after(draft, proposal.target)
    if place is None:
        raise EditRefused("What it was to stand behind is no longer in the draft. Drop this, or propose another place.")
    moves = [each for each in draft.spots[id].paragraph.proposals if each.kind is ProposalKind.MOVE]
    settled = [
        record.of_proposal(each, Outcome.CHOSEN if each.id == proposal.id else Outcome.DROPPED) for each in moves
    ]
    moved = tree.move(_without_ids(draft, id, {each.id for each in moves}), [id], place)
    return recorded(frozen_on(draft, moved), settled)


def _instead(draft: Draft, corpus: Corpus, id: str, proposal: Proposal, day: str) -> Draft:
    """The draft with an alternative paragraph in the place of the other one, and of all other alternatives to it."""
    other = draft.spots[proposal.target].paragraph
    mine = draft.spots[id].paragraph
    settled = [
        Record(id, day).of_proposal(proposal, Outcome.CHOSEN, mine.wording),
        Settled(
            id=proposal.target,
            paragraph=other.id,
            kind=ProposalKind.ALTERNATIVE,
            wording=words_of_whole(other),
            outcome=Outcome.DROPPED,
            settled_on=day,
        ),
        *of_whole(other, day),
    ]
    for each, spot in list(draft.spots.items()):
        own = spot.paragraph.proposed
        if each != id and own and own.target == other.id and own.kind is ProposalKind.ALTERNATIVE:
            settled += of_whole(spot.paragraph, day)
            draft = without_paragraph(draft, each)
    here = draft.spots[other.id]
    draft = tree.move(draft, [id], tree.Place(here.container, here.index))
    draft = _without_ids(without_paragraph(draft, other.id, id), id, {proposal.id})

    def how(paragraph: Paragraph) -> Paragraph:
        return replace(
            paragraph,
            number=other.number,
            links=paragraph.links or other.links,
            note=paragraph.note or other.note,
        )

    return recorded(_rejudged(tree.change(draft, id, how), corpus, id), settled)


def _without_proposal(draft: Draft, id: str, proposal: Proposal, outcome: Outcome, day: str) -> Draft:
    paragraph = draft.spots[id].paragraph
    record = Record(id, day)
    if proposal.kind not in (ProposalKind.ADD, ProposalKind.ALTERNATIVE):
        return recorded(_without_ids(draft, id, {proposal.id}), [record.of_proposal(proposal, outcome)])
    gone = record.of_proposal(proposal, outcome, words_of_whole(paragraph))
    return recorded(without_paragraph(draft, id), (gone, *of_whole(paragraph, day, proposal.id)))


def _without_ids(draft: Draft, id: str, ids: Collection[str]) -> Draft:
    """The draft without these proposals for the paragraph."""
    return tree.change(
        draft,
        id,
        lambda paragraph: replace(
            paragraph, proposals=tuple(each for each in paragraph.proposals if each.id not in ids)
        ),
    )
