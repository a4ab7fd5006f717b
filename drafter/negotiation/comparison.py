"""Two drafts compared by paragraph, word by word, through moves, new numbers and new ids: what a delegation asks for
when a new revision comes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafter.draft.bracket_notation import positions
from drafter.draft.draft import Draft, Paragraph, Proposal, ProposalKind, Spot, Status
from drafter.draft.draft_difference import Change, ChangeKind, changes, moved_between, told
from drafter.draft.fields import FIELDS, WORDING
from drafter.draft.numbering import numbers, refs
from drafter.draft.viewed import viewed
from drafter.draft.word_difference import Difference, Fate, difference, simplified
from drafter.negotiation.revisions import Returned, Revision, came_back
from drafter.negotiation.same_paragraphs import known_again, words_of


class ParagraphChange(StrEnum):
    """What happened to a paragraph. In the order of telling."""

    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    """And nothing else made its number another one than a move."""
    REWORDED = "reworded"
    STATUS = "status"
    PROPOSALS = "proposals"
    """For the paragraph as a whole: to move it, to take it out. Those for words in it are in the wording."""
    SOURCES = "sources"
    NOTE = "note"


PRIVATE = frozenset({ParagraphChange.NOTE})
"""What is in no document: it is the user's own."""


@dataclass(frozen=True, slots=True)
class Detail:
    """A change beside the words: of the status, the sources, the note."""

    what: ParagraphChange
    before: str
    """Empty for nothing."""
    after: str


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph that is not as it was."""

    id: str
    """In the later draft, if it has it."""
    before: str
    """What people called it: `OP7`; empty where it wasn't there."""
    after: str
    """What they call it now; empty where it is gone."""
    happened: tuple[ParagraphChange, ...]
    words: Difference
    """Its whole wording, word by word, what is open in square brackets; one stretch where that is the same."""
    details: tuple[Detail, ...] = ()
    returned: tuple[Returned, ...] = ()
    """What of it was dropped before, and comes back."""

    @property
    def name(self) -> str:
        """What people call it, now if it is there."""
        return self.after or self.before

    @property
    def same_words(self) -> bool:
        return all(stretch.fate is Fate.SAME for stretch in self.words)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is different between two drafts."""

    names: tuple[str, str]
    """What the earlier and the later one are called."""
    paragraphs: tuple[ComparedParagraph, ...]
    """In the order of the later draft; what is gone stands where it stood."""
    headings: tuple[Change, ...]
    """Changed titles of parts, and lines of the front matter."""
    set_aside: tuple[Change, ...]
    """What was set aside, or brought back, between the two: the user's own business."""

    @property
    def empty(self) -> bool:
        return not (self.paragraphs or self.headings or self.set_aside)

    @property
    def totals(self) -> dict[ParagraphChange, int]:
        """How many paragraphs each happened to; all that happens has its key."""
        counted = Counter(what for paragraph in self.paragraphs for what in paragraph.happened)
        return {what: counted[what] for what in ParagraphChange}

    @property
    def returned(self) -> tuple[Returned, ...]:
        return tuple(each for paragraph in self.paragraphs for each in paragraph.returned)

    @property
    def words(self) -> tuple[int, int]:
        """How many words came, and how many went."""
        texts = {fate: " ".join(s.text for p in self.paragraphs for s in p.words if s.fate is fate) for fate in Fate}
        return len(words_of(texts[Fate.IN])), len(words_of(texts[Fate.OUT]))

    def summary(self, without: frozenset[ParagraphChange] = frozenset()) -> str:
        """`2 added, 1 moved, 3 reworded; 1 comes back. 40 words came, 12 went.`; a sentence for no difference."""
        told = [f"{count} {what}" for what, count in self.totals.items() if count and what not in without]
        back = len({each.paragraph for each in self.returned})
        came, went = self.words
        if not told:
            return "No paragraph is different."
        returning = f"; in {back} something comes back that was dropped before" if back else ""
        return f"Paragraphs: {', '.join(told)}{returning}. {came:,} words came, {went:,} went."


def comparison(before: Draft, after: Draft, names: tuple[str, str], revisions: Sequence[Revision] = ()) -> Comparison:
    """What is different in `after`. `revisions` are those that came before it, the oldest first: what stood in one of
    them, was gone in a later one and in `before`, and is back, is said with its paragraph.
    """
    before = known_again(before, after)
    others = [change for change in changes(before, after) if change.subject not in before.spots.keys() | after.spots]
    aside = (ChangeKind.SET_ASIDE, ChangeKind.BROUGHT_BACK)
    return Comparison(
        names,
        tuple(_Compared(before, after, revisions).paragraphs()),
        tuple(change for change in others if change.kind not in aside),
        tuple(change for change in others if change.kind in aside),
    )


class _Gone:
    """The paragraphs that are gone, by what they stood behind, or else under."""

    def __init__(self) -> None:
        self.latest: dict[str, str] = {}
        """By the id of what holds them, the last paragraph so far that is still there."""
        self.places: dict[str, list[str]] = {}
        self._place_of: dict[str, list[str]] = {}

    def add(self, id: str, spot: Spot) -> None:
        """A paragraph that is gone; what held it goes before."""
        with_parent = self._place_of.get(spot.container)
        behind = self.latest.get(spot.container)
        place = self.places.setdefault(f"behind {behind}" if behind else f"in {spot.container}", [])
        self._place_of[id] = place if with_parent is None else with_parent
        self._place_of[id].append(id)

    def among(self, container: str, paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
        """The ids of these paragraphs and all that is under them, with those that are gone in their places."""
        yield from self.places.pop(f"in {container}", ())
        for paragraph in paragraphs:
            yield paragraph.id
            yield from self.among(paragraph.id, paragraph.children)
            yield from self.places.pop(f"behind {paragraph.id}", ())


class _Compared:
    """Compares the paragraphs of two drafts in which the same ones have the same ids."""

    def __init__(self, before: Draft, after: Draft, revisions: Sequence[Revision]) -> None:
        self._before, self._after = before, after
        self._refs = refs(before), refs(after)
        self._numbers = numbers(before), numbers(after)
        self._moved = moved_between(before, after)
        self._texts = _texts(before), _texts(after)
        self._returned: dict[str, list[Returned]] = {}
        for each in came_back(revisions, after, before):
            self._returned.setdefault(each.paragraph, []).append(each)

    def paragraphs(self) -> Iterator[ComparedParagraph]:
        for id in self._order():
            compared = self._paragraph(id)
            if compared.happened or compared.returned:
                yield compared

    def _order(self) -> list[str]:
        """All ids in the order of the later draft; those that are gone stand after what they stood behind, and what is
        under it.
        """
        gone = _Gone()
        for id, spot in self._before.spots.items():
            if id not in self._after.spots:
                gone.add(id, spot)
            elif id not in self._moved:
                gone.latest[spot.container] = id
        order = [id for part in self._after.parts for id in gone.among(part.id, part.paragraphs)]
        return [*order, *(id for place in gone.places.values() for id in place)]

    def _paragraph(self, id: str) -> ComparedParagraph:
        was, now = (_there(draft, id) for draft in (self._before, self._after))
        words = simplified(difference(*self._said(id)))
        details = tuple(self._details(was, now)) if was and now else ()
        return ComparedParagraph(
            id,
            self._refs[0].get(id, ""),
            self._refs[1].get(id, ""),
            tuple(dict.fromkeys(self._happened(id, was, now, details))),
            words,
            details,
            tuple(self._returned.get(id, ())),
        )

    def _said(self, id: str) -> tuple[str, str]:
        """What the paragraph said before, and after; empty where it said nothing, or what it is under was taken out."""
        return self._texts[0].get(id, ""), self._texts[1].get(id, "")

    def _details(self, was: Paragraph, now: Paragraph) -> Iterator[Detail]:
        for what in _DETAILS:
            before = _told(was, what, self._before, self._refs[0])
            after = _told(now, what, self._after, self._refs[1])
            if before != after:
                yield Detail(what, before, after)

    def _happened(
        self, id: str, was: Paragraph | None, now: Paragraph | None, details: tuple[Detail, ...]
    ) -> Iterator[ParagraphChange]:
        if not (was and now):
            yield from (what for there, what in ((was, ParagraphChange.DELETED), (now, ParagraphChange.ADDED)) if there)
            return
        if id in self._moved:
            yield ParagraphChange.MOVED
        elif self._numbers[0][id] != self._numbers[1][id]:
            yield ParagraphChange.RENUMBERED
        before, after = self._said(id)
        if before != after:
            yield ParagraphChange.REWORDED
        yield from (detail.what for detail in details)


def _there(draft: Draft, id: str) -> Paragraph | None:
    """The paragraph; None where the draft hasn't it, or only its number, since it was taken out."""
    spot = draft.spots.get(id)
    return spot.paragraph if spot and spot.paragraph.status is not Status.DELETED else None


def _texts(draft: Draft) -> dict[str, str]:
    """What each paragraph says, by its id, with all that is open and who wants it; none for one that was taken out."""
    return {id: spot.paragraph.wording for id, spot in viewed(draft).spots.items() if _there(draft, id)}


_APART = {"proposals": ParagraphChange.PROPOSALS, "links": ParagraphChange.SOURCES, "note": ParagraphChange.NOTE}
"""The fields whose change is told apart. All others that are told say where the negotiation of the paragraph stands."""
_TOLD = [field.name for field in FIELDS[Paragraph] if field.told not in ("", WORDING) and field.name != "number"]
_DETAILS = {
    what: tuple(name for name in _TOLD if _APART.get(name, ParagraphChange.STATUS) is what)
    for what in (ParagraphChange.STATUS, *_APART.values())
}


def _told(paragraph: Paragraph, what: ParagraphChange, draft: Draft, called: Mapping[str, str]) -> str:
    """What the paragraph has of this, in a line; empty for nothing."""
    if what is ParagraphChange.PROPOSALS:
        return "; ".join(_proposal(proposal, draft, called) for proposal in paragraph.proposals)
    return told(paragraph, *_DETAILS[what]).removeprefix("status ").removeprefix("note: ")


def _proposal(proposal: Proposal, draft: Draft, called: Mapping[str, str]) -> str:
    """`move after OP9 - EU; US support`, without the note, which is its author's own."""
    part = draft.part_by_id.get(proposal.target)
    target = part.title if part else called.get(proposal.target, "")
    where = " to " if part or proposal.kind is not ProposalKind.MOVE else " after "
    said = positions(proposal)
    return f"{proposal.kind}{f'{where}{target}' if target else ''}{f' - {said}' if said else ''}"
