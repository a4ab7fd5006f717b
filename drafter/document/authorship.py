"""Whose each change between two versions of a draft is, from what is on record: words that came because an option of
the EU's was chosen are the EU's, with the day on which it came.

What no record explains is put to the name that the user gives, or to nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, zip_longest

from drafter.document.edited_document import EditedRun, Mark
from drafter.draft.draft import Draft, Outcome, Paragraph, ProposalKind, Settled
from drafter.draft.text import Stand, Text, is_day
from drafter.draft.word_difference import Difference, Fate, Stretch

NOBODY = "Author"
"""The author of what nobody is named for: the word that Word itself puts where names are taken out."""
_LONGEST = 200
"""Characters of an author's name; Word takes 255."""
_FEW = 3
"""Words from which a wording is known again by itself, wherever it stands."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_FURNITURE = frozenset(["no", "text", "support", "supports", "oppose", "opposes", "reserve", "reserves", "retain",
                        "retains", "delete", "deletes", "deletion", "on", "and"])  # fmt: skip
"""Words that stand in brackets beside names, and are nobody's own."""
_NEW = (ProposalKind.ADD, ProposalKind.ALTERNATIVE)


def author_of(stand: Stand) -> str:
    """Who proposes it, else who supports it, as one name: `EU, Japan`; empty where nobody does."""
    names = stand.by or stand.supported_by
    for count in range(len(names), 0, -1):
        more = f" and {len(names) - count} others" if count < len(names) else ""
        name = f"{', '.join(names[:count])}{more}"
        if len(name) <= _LONGEST or count == 1:
            return name[:_LONGEST]
    return ""


def last_day(draft: Draft) -> str:
    """The last day that the draft names: a proposal's, an agreement's, a decision's; empty where it names none."""
    days = {day for each in draft.settled for day in (each.date, each.settled_on)}
    for spot in draft.spots.values():
        paragraph = spot.paragraph
        if paragraph.agreed_on:
            days.add(paragraph.agreed_on)
        if paragraph.contested:
            days.update(each.date for each in paragraph.proposals)
            days.update(option.date for each in paragraph.text.all_alternatives() for option in each.options)
    return max(filter(is_day, days), default="")


@dataclass(frozen=True, slots=True)
class _Claim:
    """Words that came into a paragraph, or went from it, by somebody."""

    mark: Mark
    words: str
    """Empty where it only took words out."""
    parties: frozenset[str]


@dataclass(slots=True)
class _Claims:
    """All that is on record for one paragraph since the earlier version."""

    came: list[_Claim] = field(default_factory=list)
    chosen: set[Mark] = field(default_factory=set)
    dropped: list[str] = field(default_factory=list)
    """Wordings that were given up."""
    without_words: int = 0
    """How many options that became the text only took words out."""

    @property
    def chooser(self) -> Mark | None:
        """Whose the option is that became the text, where all that did are of one."""
        return next(iter(self.chosen)) if len(self.chosen) == 1 else None


class Authorship:
    """Says whose the changes from `before` to `after` are, in which the same paragraphs have the same ids."""

    def __init__(self, before: Draft, after: Draft, otherwise: Mark) -> None:
        """`otherwise` is whose everything is that no record explains."""
        self._before, self._after, self._otherwise = before, after, otherwise
        known = set(before.settled)
        self._since = [settled for settled in after.settled if settled not in known]
        self._claims: dict[str, _Claims] = {}
        self._parties = {party for settled in self._since for party in settled.parties}
        for settled in self._since:
            if settled.kind is ProposalKind.AMEND:
                self._settle(settled)
        for id, spot in after.spots.items():
            if spot.paragraph.contested:
                self._open(id, spot.paragraph)

    @property
    def otherwise(self) -> Mark:
        """Whose everything is that no record explains."""
        return self._otherwise

    def words(self, paragraph: str, difference: Difference) -> tuple[EditedRun, ...]:
        """The stretches of a paragraph's words, each with who inserted or deleted it."""
        claims = self._claims.get(paragraph)
        if claims is None:
            return tuple(run_of(stretch, self._otherwise) for stretch in difference)
        names = {name for party in self._parties for name in _WORD.findall(party)}
        return tuple(_Attribution(difference, claims, self._otherwise, names).runs())

    def exchange(self, paragraph: str, came: str, went: str) -> Mark:
        """Who put words in the place of others; either may be empty."""
        stretches = (Stretch(Fate.OUT, went), Stretch(Fate.IN, came))
        runs = self.words(paragraph, tuple(stretch for stretch in stretches if stretch.text))
        marks = {mark for run in runs for mark in (run.inserted, run.deleted) if mark}
        return marks.pop() if len(marks) == 1 else self._otherwise

    def came(self, paragraph: str) -> Mark:
        """Who brought a paragraph that the earlier version hadn't."""
        here = self._after.spots.get(paragraph)
        if here and here.paragraph.proposed:
            return self._mark(here.paragraph.proposed)
        return self._of_record(paragraph, _NEW)

    def went(self, paragraph: str) -> Mark:
        """Who took out a paragraph that the later version hasn't, or one above it."""
        for id in self._lineage(self._before, paragraph):
            found = self._of_record(id, (ProposalKind.DELETE,))
            if found is self._otherwise:
                found = self._replaced(id)
            if found is not self._otherwise:
                return found
        return self._otherwise

    def moved(self, paragraph: str) -> Mark:
        """Who moved a paragraph, or one above it."""
        marks = (self._of_record(id, (ProposalKind.MOVE,)) for id in self._lineage(self._after, paragraph))
        return next((mark for mark in marks if mark is not self._otherwise), self._otherwise)

    # What is on record

    def _mark(self, stand: Stand) -> Mark:
        day = stand.date or (stand.settled_on if isinstance(stand, Settled) else "") or self._otherwise.date
        author = author_of(stand)
        return Mark(author, day if is_day(day) else "") if author else self._otherwise

    def _of_record(self, paragraph: str, kinds: Sequence[ProposalKind]) -> Mark:
        for settled in reversed(self._since):
            if settled.paragraph == paragraph and settled.kind in kinds and settled.outcome is Outcome.CHOSEN:
                return self._mark(settled)
        return self._otherwise

    def _replaced(self, paragraph: str) -> Mark:
        """Whose alternative stands in the paragraph's place, or whose option left no word of it."""
        for settled in self._since:
            if settled.paragraph == paragraph and settled.id == paragraph:
                day = settled.settled_on
                chosen = (
                    each
                    for each in self._since
                    if each.kind is ProposalKind.ALTERNATIVE and each.outcome is Outcome.CHOSEN
                    and each.settled_on == day and each.paragraph in self._after.spots
                )  # fmt: skip
                return next(map(self._mark, chosen), self._otherwise)
        claims = self._claims.get(paragraph)
        return (claims.chooser if claims else None) or self._otherwise

    @staticmethod
    def _lineage(draft: Draft, paragraph: str) -> Iterator[str]:
        """The paragraph and those that it stands under."""
        spot = draft.spots.get(paragraph)
        while spot:
            yield spot.paragraph.id
            spot = draft.spots.get(spot.parent.id) if spot.parent else None

    def _settle(self, settled: Settled) -> None:
        claims = self._claims.setdefault(settled.paragraph, _Claims())
        if settled.outcome is not Outcome.CHOSEN:
            claims.dropped.append(settled.wording)
        elif author_of(settled):
            mark = self._mark(settled)
            claims.chosen.add(mark)
            if settled.wording:
                claims.came.append(_Claim(mark, settled.wording, frozenset(settled.parties)))
            else:
                claims.without_words += 1

    def _open(self, id: str, paragraph: Paragraph) -> None:
        """What is proposed in the later version and wasn't in the earlier one."""
        was = self._before.spots.get(id)
        known = set(_stands(was.paragraph.text)) if was else set()
        known_proposals = set(was.paragraph.proposals) if was else set()
        stands: list[tuple[Stand, str]] = [
            (stand, words) for stand, words in _stands(paragraph.text) if (stand, words) not in known
        ]
        stands += [(proposal, "") for proposal in paragraph.proposals if proposal not in known_proposals]
        for stand, words in stands:
            if stand.by:
                claims = self._claims.setdefault(id, _Claims())
                claims.came.append(_Claim(self._mark(stand), words, frozenset(stand.by)))
                self._parties.update(stand.parties)


class _Attribution:
    """Puts the stretches of one paragraph's difference to those who made them."""

    def __init__(self, difference: Difference, claims: _Claims, otherwise: Mark, names: Collection[str]) -> None:
        self._difference = difference
        self._claims = claims
        self._otherwise = otherwise
        self._names = names
        after = "".join(stretch.text for stretch in difference if stretch.fate is not Fate.OUT)
        self._spans = sorted(_spans(after, claims.came), key=lambda span: (span[0], -span[1]))
        """From and to, in the later wording, with who claims it."""
        following = zip_longest(difference, difference[1:])
        self._only_out = sum(
            stretch.fate is Fate.OUT and (after is None or after.fate is not Fate.IN)
            for stretch, after in following
            if stretch
        )
        """How many stretches went, and nothing came in their place."""

    def runs(self) -> Iterator[EditedRun]:
        at = 0
        for stretch, following in zip_longest(self._difference, self._difference[1:]):
            if stretch.fate is Fate.OUT:
                came = following.text if following and following.fate is Fate.IN else ""
                yield run_of(stretch, self._deleter(stretch.text, came, at))
                continue
            if stretch.fate is Fate.IN:
                yield from self._inserted(stretch.text, at)
            else:
                yield run_of(stretch, self._otherwise)
            at += len(stretch.text)

    def _deleter(self, text: str, came: str, at: int) -> Mark:
        """Who took words out: who brought those in their place, or around it, or whose option was chosen there."""
        if came:
            marks = {run.inserted for run in self._inserted(came, at)} - {self._otherwise}
            if len(marks) == 1:
                return marks.pop() or self._otherwise
        around = {
            claim.mark
            for start, end, claim in self._spans
            if start < at < end or (start <= at <= end and len(_WORD.findall(claim.words)) >= _FEW)
        }
        if len(around) == 1:
            return around.pop()
        given_up = any(text.strip() and text.strip() in wording for wording in self._claims.dropped)
        without_words = not came and 0 < self._only_out <= self._claims.without_words
        if self._claims.chooser and (given_up or without_words or "[" in text or "]" in text):
            return self._claims.chooser
        return self._otherwise

    def _inserted(self, text: str, at: int) -> Iterator[EditedRun]:
        """An inserted stretch that begins at this place of the later wording, cut where its author changes."""
        pieces = list(_cut(text, at, self._spans))
        marks = [mark or self._whose(words) for words, mark in pieces]
        for place, (words, _) in enumerate(pieces):
            if marks[place] is None:
                marks[place] = self._neighbour(words, [*reversed(marks[:place]), *marks[place + 1 :]], at)
        whose = [(mark or self._otherwise, words) for (words, _), mark in zip(pieces, marks, strict=True)]
        for mark, group in groupby(whose, key=lambda each: each[0]):
            yield EditedRun("".join(words for _, words in group), inserted=mark)

    def _whose(self, words: str) -> Mark | None:
        """Who wanted words that are part of one option, and of no other."""
        wanted = words.strip()
        if not _WORD.search(wanted):
            return None
        marks = {claim.mark for claim in self._claims.came if _holds(claim.words, wanted)}
        return marks.pop() if len(marks) == 1 else None

    def _neighbour(self, words: str, beside: Sequence[Mark | None], at: int) -> Mark | None:
        """Of brackets and names, who wanted what they stand at."""
        said = _WORD.findall(words)
        if any(word.casefold() not in _FURNITURE and word not in self._names for word in said):
            return None
        named = {claim.mark for claim in self._claims.came if claim.parties & set(said)}
        if len(named) == 1:
            return named.pop()
        following = (claim.mark for start, _, claim in self._spans if start >= at)
        return next((mark for mark in (*beside, *following) if mark), None)


def _stands(text: Text) -> Iterator[tuple[Stand, str]]:
    if not text.plain:
        for alternatives in text.all_alternatives():
            for option in alternatives.options:
                yield Stand(by=option.by, date=option.date), option.text.base.strip()


def _holds(wording: str, words: str) -> bool:
    """Whether a wording has these words, as whole words."""
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", wording) is not None


def _spans(text: str, claims: Iterable[_Claim]) -> Iterator[tuple[int, int, _Claim]]:
    """Where the wordings that are claimed stand in a text."""
    for claim in claims:
        if claim.words:
            for match in re.finditer(rf"(?<!\w){re.escape(claim.words)}(?!\w)", text):
                yield match.start(), match.end(), claim


def _cut(text: str, at: int, spans: Sequence[tuple[int, int, _Claim]]) -> Iterator[tuple[str, Mark | None]]:
    """A stretch in pieces, each with whose wording it stands in; None for nobody's."""
    end = at + len(text)
    inside = [(max(start, at), min(stop, end), claim) for start, stop, claim in spans if start < end and stop > at]
    place = at
    for start, stop, claim in inside:
        if stop <= place:
            continue
        if start > place:
            yield text[place - at : start - at], None
            place = start
        yield text[place - at : stop - at], claim.mark
        place = stop
    if place < end:
        yield text[place - at :], None


def run_of(stretch: Stretch, mark: Mark) -> EditedRun:
    """A stretch of a difference that is all one author's."""
    return EditedRun(
        stretch.text,
        inserted=mark if stretch.fate is Fate.IN else None,
        deleted=mark if stretch.fate is Fate.OUT else None,
    )
