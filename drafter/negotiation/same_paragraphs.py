"""Which paragraphs of two drafts are the same: by id in versions of one draft, else by their words.

Whoever types a text anew, or reads two issued texts in, gives its paragraphs new ids; they are still the same ones.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from drafter.draft.draft import Draft, Paragraph, Part

_ALIKE = 0.5
"""The share of words that two wordings of one paragraph have in common at least. Below it the difference between the
two is harder to read than both of them."""
_HELD = 0.4
"""The share of the pairs of neighbouring words of the shorter wording that the longer one has at least: of a paragraph
with many alternatives little is left once they are settled."""
_LONG = 8
"""Pairs of words from which that counts: shorter texts are held by many."""
_OFTEN = 4
"""Paragraphs in which a pair of words may stand; one that stands in more is a formula's, and makes nothing alike."""
_RAREST = 8
"""A paragraph's rarest words, by which those are found that it may be the same as: comparing each with each would take
minutes for two long texts."""
_T = TypeVar("_T")
WORD = re.compile(r"\w+(?:['’]\w+)*")


def known_again(before: Draft, after: Draft) -> Draft:
    """`before` with the ids of `after` for all parts and paragraphs that are the same, and ids that `after` does not
    have for the others.
    """
    same = _same_paragraphs(before, after)
    parts = _same_parts(before, after, same)
    taken = after.spots.keys() | after.part_by_id.keys()
    renamed = _Renamed(same, taken)
    return replace(
        before,
        parts=tuple(
            replace(part, id=_id(part.id, parts, taken), paragraphs=renamed.all(part.paragraphs))
            for part in before.parts
        ),
    )


def words_of(text: str) -> list[str]:
    """Its words in small letters, without punctuation."""
    return [word.casefold() for word in WORD.findall(text)]


def said(paragraph: Paragraph) -> str:
    """The words by which a paragraph is known: without the open proposals, if there are any then."""
    return paragraph.wording or paragraph.written


class _Renamed:
    """Gives paragraphs of the earlier draft the ids of the later one."""

    def __init__(self, same: Mapping[str, str], taken: Collection[str]) -> None:
        self._same = same
        self._taken = taken

    def all(self, paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(map(self._one, paragraphs))

    def _one(self, paragraph: Paragraph) -> Paragraph:
        id = _id(paragraph.id, self._same, self._taken)
        if id == paragraph.id and not paragraph.children:
            return paragraph  # of versions of one draft nearly all are like this
        return replace(paragraph, id=id, children=self.all(paragraph.children))


def _id(id: str, same: Mapping[str, str], taken: Collection[str]) -> str:
    if id in same:
        return same[id]
    while id in taken:
        id += " before"
    return id


def _same_paragraphs(before: Draft, after: Draft) -> dict[str, str]:
    """The paragraph of `after` that each of `before` is; no key for one that is gone."""
    versions = before.id == after.id
    same = {id: id for id in before.spots if versions and id in after.spots}
    taken = set(same.values())
    earlier = {id: words_of(said(spot.paragraph)) for id, spot in before.spots.items() if id not in same}
    later = {id: words_of(said(spot.paragraph)) for id, spot in after.spots.items() if id not in taken}
    for old, new in (*_identical(earlier, later), *_alike(earlier, later)):
        if old in earlier and new in later:
            same[old] = new
            del earlier[old], later[new]
    return same


def _identical(earlier: Mapping[str, list[str]], later: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Pairs with the same words, the first with the first."""
    waiting = defaultdict[tuple[str, ...], list[str]](list)
    for id, words in later.items():
        waiting[tuple(words)].append(id)
    for id, words in earlier.items():
        if words and waiting[tuple(words)]:
            yield id, waiting[tuple(words)].pop(0)


def _alike(earlier: Mapping[str, list[str]], later: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """Pairs that are enough alike, the likest first; of two that are as like, the first in the draft."""
    holders = defaultdict[str, list[str]](list)
    pairs = Counter(pair for words in earlier.values() for pair in set(pairwise(words)))
    formulas = {pair for pair, count in pairs.items() if count > _OFTEN}
    known = {id: _Words.of(words, formulas) for id, words in earlier.items()}
    for id, words in known.items():
        for word in words.single:
            holders[word].append(id)
    found = []
    for place, (id, said_words) in enumerate(later.items()):
        now = _Words.of(said_words, formulas)
        rarest = sorted((word for word in now.single if word in holders), key=lambda word: len(holders[word]))
        for old in dict.fromkeys(old for word in rarest[:_RAREST] for old in holders[word]):
            if likeness := known[old].likeness(now):
                found.append((-likeness, place, old, id))
    return [(old, id) for _, _, old, id in sorted(found, key=lambda pair: pair[:2])]


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a paragraph, counted."""

    single: Counter[str]
    pairs: Counter[tuple[str, str]]
    """Each with the one after it, but for those of formulas."""

    @classmethod
    def of(cls, words: Sequence[str], formulas: Collection[tuple[str, str]]) -> _Words:
        return cls(Counter(words), Counter(pair for pair in pairwise(words) if pair not in formulas))

    def likeness(self, other: _Words) -> float:
        """How alike the two are, from 0, for too little, to 2."""
        share = 2 * _in_common(self.single, other.single) / (self.single.total() + other.single.total())
        shorter = min(self.pairs.total(), other.pairs.total())
        held = _in_common(self.pairs, other.pairs) / shorter if shorter >= _LONG else 0.0
        return share + held if share >= _ALIKE or held >= _HELD else 0.0


def _in_common(one: Mapping[_T, int], other: Mapping[_T, int]) -> int:
    """How much two counts have in common: most that are looked at have little, of which no third count is made."""
    return sum(min(one[each], other[each]) for each in one.keys() & other.keys())


def _same_parts(before: Draft, after: Draft, same: Mapping[str, str]) -> dict[str, str]:
    """The part of `after` that each of `before` is: by id in versions of one draft, by title, by where most of its
    paragraphs are.
    """
    found: dict[str, str] = {}
    for part in before.parts:
        for id in _parts_like(part, after, same, before.id == after.id):
            if id not in found.values():
                found[part.id] = id
                break
    return found


def _parts_like(part: Part, after: Draft, same: Mapping[str, str], by_id: bool) -> Iterator[str]:
    if by_id and part.id in after.part_by_id:
        yield part.id
    yield from (other.id for other in after.parts if other.title == part.title and other.kind is part.kind)
    homes = (after.spots[same[each.id]].part.id for each in part.paragraphs if each.id in same)
    yield from (id for id, _ in Counter(homes).most_common(1))
