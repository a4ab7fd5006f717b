"""Who claims what in a text with alternatives: the text taken apart into the hunks that each party wants."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple

from drafter.draft.text import Alternatives, Option, Position, Stand, Text
from drafter.negotiation.hunks import Hunk, cut, hunks, replaced

Span = tuple[int, int]
"""From which word of the base to before which."""


@dataclass(slots=True)
class HunkStance:
    """What is said of a hunk, beside who wants it."""

    date: str = ""
    notes: set[str] = field(default_factory=set)
    opposed: set[str] = field(default_factory=set)
    reserved: set[str] = field(default_factory=set)

    def add(self, stand: Stand) -> None:
        self.date = min(filter(None, (self.date, stand.date)), default="")
        self.notes.update(filter(None, stand.note.split("\n")))
        self.opposed.update(stand.opposed_by)
        self.reserved.update(stand.reserved_by)

    def unite(self, other: HunkStance) -> None:
        self.date = min(filter(None, (self.date, other.date)), default="")
        self.notes |= other.notes
        self.opposed |= other.opposed
        self.reserved |= other.reserved


class Claimant(NamedTuple):
    """Whose hunks they are: they go together where one text must show several."""

    party: str
    """Empty for nobody in particular."""
    number: int
    """0 for what the party's view shows; what else it proposes has numbers of its own."""


@dataclass(slots=True)
class Claims:
    """A text with alternatives, taken apart."""

    base: str
    hunks: dict[Claimant, dict[Hunk, Position]] = field(default_factory=dict)
    """Each claimant's, with whether it proposes or supports them."""
    said: dict[Hunk, HunkStance] = field(default_factory=dict)
    kept: list[tuple[Span, Option]] = field(default_factory=list)
    """What is said of the base's own words, by their place."""
    ids: dict[Span, str] = field(default_factory=dict)
    """Of the alternatives that there were."""
    options: dict[str, list[tuple[Alternatives, Option, tuple[Hunk, ...]]]] = field(default_factory=dict)
    """What each party proposes or supports: the alternatives, the option, its hunks."""

    def wish(self, found: Sequence[Hunk], stand: Stand) -> list[tuple[str, Alternatives, Option]]:
        """Put these hunks in place of all that the parties of `stand.by` wished before. Gives each party's options that
        they gave up.
        """
        for hunk in found:
            said = self.said.setdefault(hunk, HunkStance())
            said.add(stand)
            said.opposed.difference_update(stand.by)
            said.reserved.difference_update(stand.by)
        given_up = []
        for party in dict.fromkeys(stand.by):
            for claimant in [each for each in self.hunks if each.party == party]:
                del self.hunks[claimant]
            self.hunks[Claimant(party, 0)] = dict.fromkeys(found, Position.BY)
            for alternatives, option, of_option in self.options.pop(party, ()):
                if not set(of_option) <= set(found):
                    given_up.append((party, alternatives, option))
        return given_up

    def claim(self, party: str, found: Iterable[Hunk], position: Position) -> None:
        """Add what a party wants to the rest of what it wants, or where that can't be at once, beside it."""
        found = tuple(found)
        claimants = (Claimant(party, number) for number in count())
        mine = self.hunks.setdefault(next(each for each in claimants if self._fit(each, found)), {})
        for hunk in found:
            mine.setdefault(hunk, position)

    def _fit(self, claimant: Claimant, found: tuple[Hunk, ...]) -> bool:
        """Whether what this claimant has can be at once with these hunks; what is nobody's never can."""
        mine = self.hunks.get(claimant)
        if not mine or not claimant.party:
            return not mine
        return not any(overlap(hunk.place, each.place) for each in mine if each not in found for hunk in found)


def overlap(one: Span, other: Span) -> bool:
    """Whether two stretches share words, or an addition stands inside the other or at the same place."""
    if one == other:
        return True
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class PlacedAlternatives:
    """Alternatives in the text, or in a base option of others."""

    alternatives: Alternatives
    start: int
    end: int
    """Their base's place, in characters of the whole base."""
    inside: int
    """How many of those that come next stand in its base option."""


def found_in(text: Text, start: int) -> list[PlacedAlternatives]:
    found: list[PlacedAlternatives] = []
    for run in text.runs:
        if isinstance(run, str):
            start += len(run)
            continue
        base = run.base.text
        inside = found_in(base, start)
        end = start + len(base.base)
        found += (PlacedAlternatives(run, start, end, len(inside)), *inside)
        start = end
    return found


def shown(
    found: Sequence[PlacedAlternatives], wanted: Callable[[Option], tuple[str, ...]]
) -> tuple[dict[str, list[tuple[PlacedAlternatives, Option]]], list[tuple[str, PlacedAlternatives, Option]]]:
    """The options that each party's view shows, of those that it wants, and those that it doesn't show."""
    shown: dict[str, list[tuple[PlacedAlternatives, Option]]] = {}
    beside: list[tuple[str, PlacedAlternatives, Option]] = []
    hidden: dict[str, int] = {}
    for number, each in enumerate(found):
        base = each.alternatives.base
        seen = set(base.by)
        for option in each.alternatives.options:
            for party in wanted(option) if option is not base else ():
                if party in seen or hidden.get(party, 0) > number:
                    beside.append((party, each, option))
                    continue
                seen.add(party)
                hidden[party] = number + 1 + each.inside
                shown.setdefault(party, []).append((each, option))
    return shown, beside


def with_options(base: str, chosen: Iterable[tuple[PlacedAlternatives, Option]]) -> str:
    """The base with these options in it."""
    pieces: list[str] = []
    at = 0
    for found, option in chosen:
        pieces += (base[at : found.start], option.text.base)
        at = found.end
    return "".join((*pieces, base[at:]))


def taken_apart(text: Text) -> Claims:
    """The text taken apart."""
    claims = Claims(text.base)
    if not text.plain:
        _Reading(claims, found_in(text, 0)).read()
    return claims


class _Reading:
    """Finds what each party claims in a text."""

    def __init__(self, claims: Claims, found: Sequence[PlacedAlternatives]) -> None:
        self.claims = claims
        self.base, self.words = claims.base, cut(claims.base)
        self.starts, self.ends = self.words.places
        self.found = found

    def read(self) -> None:
        chosen_by, beside = shown(self.found, lambda option: option.by)
        for party, chosen in chosen_by.items():
            plain = [each for each in chosen if each[1].text.plain]
            self.claims.claim(party, hunks(self.base, with_options(self.base, plain)), Position.BY)
            for each in chosen:
                if not each[1].text.plain:
                    self.claims.claim(party, (self._opaque(*each),), Position.BY)
        stands = [(each, option) for each in self.found for option in each.alternatives.options]
        for found, option in stands:
            place = self._place(found)
            self.claims.ids[place] = found.alternatives.id
            if option is not found.alternatives.base:
                self._stand(found, option)
            elif option.parties or option.date or option.note:
                self.claims.kept.append((place, option))
        for party, found, option in beside:
            self.claims.claim(party, self._hunks(found, option), Position.BY)

    def _place(self, found: PlacedAlternatives) -> Span:
        start, end = bisect_right(self.ends, found.start), bisect_left(self.starts, found.end)
        return min(start, end), end

    def _stand(self, found: PlacedAlternatives, option: Option) -> None:
        """Record what is said of an option that isn't the base."""
        own = self._hunks(found, option)
        touched = set(own)
        for party in option.by:
            mine = self.claims.hunks.get(Claimant(party, 0), {})
            touched.update(hunk for hunk in mine if overlap(hunk.place, self._place(found)))
        for hunk in touched:
            self.claims.said.setdefault(hunk, HunkStance()).add(option)
        for party in option.supported_by:
            if party not in option.by:
                self.claims.claim(party, own, Position.SUPPORT)
        if not option.by and not option.supported_by:
            self.claims.claim("", own, Position.BY)
        for party in option.wanted_by:
            self.claims.options.setdefault(party, []).append((found.alternatives, option, own))

    def _hunks(self, found: PlacedAlternatives, option: Option) -> tuple[Hunk, ...]:
        """The hunks that the option consists of: those of the party that proposes it, where these are the option."""
        if not option.text.plain:
            return (self._opaque(found, option),)
        for party in option.by[:1]:
            mine = self.claims.hunks.get(Claimant(party, 0), {})
            start, end = self._place(found)
            whole = (start, end) == (0, len(self.words))
            inside = tuple(hunk for hunk in mine if whole or hunk.within(start, end))
            pieces = replaced(self.words, inside, start, end)
            if inside and Text.of(*pieces).base == option.text.base.strip():
                return inside
        return hunks(self.base, with_options(self.base, [(found, option)]))

    def _opaque(self, found: PlacedAlternatives, option: Option) -> Hunk:
        """The option as one hunk, with the alternatives in its words."""
        whole = hunks(self.base, with_options(self.base, [(found, option)]))
        if len(whole) == 1 and whole[0].words == option.text.base.strip():
            return replace(whole[0], words=_stripped(option.text))
        start, end = self._place(found)
        if start == end:
            start, end = (start - 1, end) if start else (start, min(end + 1, len(self.words)))
        first = min((found.start, *self.starts[start:end]))
        last = max((found.end, *self.ends[start:end]))
        text = Text.of(self.base[first : found.start], option.text, self.base[found.end : last])
        return Hunk(start, end, _stripped(text), self.words.gap(start), self.words.gap(end))


def _stripped(text: Text) -> Text:
    """The text, which has alternatives, without blank space at its ends."""
    runs = list(text.runs)
    if isinstance(runs[0], str):
        runs[0] = runs[0].lstrip()
    if isinstance(runs[-1], str):
        runs[-1] = runs[-1].rstrip()
    return Text.of(*runs)
