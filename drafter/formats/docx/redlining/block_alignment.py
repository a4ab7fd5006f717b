"""Which paragraphs and tables of two documents stand for each other, in the order of both.

Four steps, each on what the one before left open: those that are the same and occur once; those that say the same;
those that share a run of words that occurs once; neighbours that are alike. Only the last looks at pairs, and at no
more than `_MOST_PAIRS` in one place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple, Protocol
from zlib import crc32

from drafter.draft.word_difference import longest_run


class Alignable(Protocol):
    """A block as it is compared."""

    @property
    def key(self) -> bytes:
        """The same for blocks between which nothing has changed, and for no others."""

    @property
    def said(self) -> bytes:
        """The same for blocks that say the same, whatever they look like."""

    @property
    def kind(self) -> str:
        """Only blocks of one kind stand for each other: a paragraph for a paragraph."""

    @property
    def words(self) -> Sequence[str]:
        """Its words in order."""


Pair = tuple[int | None, int | None]
"""The places of two blocks that stand for each other; None on a side where there is none."""

_ALIKE = 0.5
"""The share of words that two neighbours have in common, from which they are taken for one."""
_MOST_PAIRS = 6_000
_SHINGLE = 4
"""Words in a run that tells blocks."""
_SAMPLE = 4
"""One of so many runs is looked at: of 30,000 long paragraphs, all would take hundreds of megabytes."""


class _Gap(NamedTuple):
    """A stretch of both sequences: from, and up to but without."""

    old: int
    old_end: int
    new: int
    new_end: int


def alignment(old: Sequence[Alignable], new: Sequence[Alignable]) -> list[Pair]:
    """Each place of both sides once, in the order of both; what went stands before what came."""
    return _Alignment(old, new).pairs()


class _Alignment:
    def __init__(self, old: Sequence[Alignable], new: Sequence[Alignable]) -> None:
        self._old, self._new = old, new
        self._counted: tuple[dict[int, Counter[str]], dict[int, Counter[str]]] = ({}, {})

    def pairs(self) -> list[Pair]:
        matched: list[tuple[int, int]] = []
        whole = _Gap(0, len(self._old), 0, len(self._new))
        open_gaps = [whole]
        for step in (partial(self._same, "key"), partial(self._same, "said"), self._sharing, self._alike):
            found = [pair for gap in open_gaps for pair in step(gap)]
            matched = sorted(matched + found)
            open_gaps = list(_between(matched, whole))
        return list(_in_order(matched, whole))

    def _same(self, what: Literal["key", "said"], whole: _Gap) -> Iterator[tuple[int, int]]:
        """Blocks that are the same: at the ends of a gap, then those that occur once in it, then between them."""
        before = {place: getattr(self._old[place], what) for place in range(whole.old, whole.old_end)}
        after = {place: getattr(self._new[place], what) for place in range(whole.new, whole.new_end)}
        gaps = [whole]
        while gaps:
            old, old_end, new, new_end = gaps.pop()
            while old < old_end and new < new_end and before[old] == after[new]:
                yield old, new
                old, new = old + 1, new + 1
            while old < old_end and new < new_end and before[old_end - 1] == after[new_end - 1]:
                old_end, new_end = old_end - 1, new_end - 1
                yield old_end, new_end
            if old < old_end and new < new_end:
                once = _once((before[place], place) for place in range(old, old_end))
                again = _once((after[place], place) for place in range(new, new_end))
                anchors = _rising([(once[same], again[same]) for same in once if same in again])
                if anchors:
                    yield from anchors
                    gaps += _between(anchors, _Gap(old, old_end, new, new_end))

    def _sharing(self, gap: _Gap) -> Iterator[tuple[int, int]]:
        """Blocks that share runs of words which no other block of the gap has."""
        if _pairs(gap) <= _MOST_PAIRS:
            return
        before = _once(_shingles(self._old, gap.old, gap.old_end))
        after = _once(_shingles(self._new, gap.new, gap.new_end))
        votes = Counter((place, after[run]) for run, place in before.items() if run in after)
        chosen: dict[int, int] = {}
        taken: set[int] = set()
        for (place, other), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
            if place not in chosen and other not in taken and self._likeness(place, other) >= _ALIKE:
                chosen[place] = other
                taken.add(other)
        yield from _rising(sorted(chosen.items()))

    def _alike(self, gap: _Gap) -> Iterator[tuple[int, int]]:
        """Neighbours that have the most in common, taken together; none where the gap is too large to look at."""
        self._counted = ({}, {})
        height, width = gap.old_end - gap.old, gap.new_end - gap.new
        if height * width > _MOST_PAIRS:
            return
        best = [[0.0] * (width + 1) for _ in range(height + 1)]
        likeness = [[self._likeness(gap.old + i, gap.new + j) for j in range(width)] for i in range(height)]
        for i in range(height - 1, -1, -1):
            for j in range(width - 1, -1, -1):
                best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + _counting(likeness[i][j]))
        i = j = 0
        while i < height and j < width:
            if _counting(likeness[i][j]) and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
                yield gap.old + i, gap.new + j
                i, j = i + 1, j + 1
            elif best[i][j] == best[i + 1][j]:
                i += 1
            else:
                j += 1

    def _likeness(self, place: int, other: int) -> float:
        """The share of words in common, from 0 to 1; 0 for blocks that can't stand for each other."""
        if self._old[place].kind != self._new[other].kind:
            return 0.0
        before, after = self._words(0, place, self._old), self._words(1, other, self._new)
        whole = before.total() + after.total()
        if not whole:
            return 1.0
        if 2 * min(before.total(), after.total()) < _ALIKE * whole:
            return 0.0
        return 2 * (before & after).total() / whole

    def _words(self, side: int, place: int, blocks: Sequence[Alignable]) -> Counter[str]:
        counted = self._counted[side]
        if place not in counted:
            counted[place] = Counter(blocks[place].words)
        return counted[place]


def _counting(likeness: float) -> float:
    return likeness if likeness >= _ALIKE else 0.0


def _pairs(gap: _Gap) -> int:
    return (gap.old_end - gap.old) * (gap.new_end - gap.new)


def _shingles(blocks: Sequence[Alignable], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of words, by their checksums, each with its block; a sample of them, the same for the same runs."""
    for place in range(start, end):
        words, kind = blocks[place].words, blocks[place].kind
        runs = {crc32(" ".join((kind, *words[at : at + _SHINGLE])).encode()) for at in range(len(words))}
        least = min(runs, default=0)
        yield from ((run, place) for run in runs if run == least or run % _SAMPLE == 0)


def _once(placed: Iterator[tuple[Hashable, int]]) -> dict[Hashable, int]:
    """What occurs once, with its place."""
    found: dict[Hashable, int] = {}
    for what, place in placed:
        found[what] = place if what not in found else -1
    return {what: place for what, place in found.items() if place >= 0}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs that rise on both sides; they come rising on the first."""
    return [pairs[place] for place in longest_run([other for _, other in pairs])]


def _between(matched: Sequence[tuple[int, int]], whole: _Gap) -> Iterator[_Gap]:
    """The gaps between pairs in which both sides have something."""
    old, new = whole.old, whole.new
    for i, j in (*matched, (whole.old_end, whole.new_end)):
        if i > old and j > new:
            yield _Gap(old, i, new, j)
        old, new = i + 1, j + 1


def _in_order(matched: Sequence[tuple[int, int]], whole: _Gap) -> Iterator[Pair]:
    old, new = whole.old, whole.new
    for i, j in (*matched, (whole.old_end, whole.new_end)):
        yield from ((place, None) for place in range(old, i))
        yield from ((None, place) for place in range(new, j))
        if i < whole.old_end:
            yield i, j
        old, new = i + 1, j + 1
