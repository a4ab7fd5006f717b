"""The difference between two wordings, word by word: as a value that a screen colours and a terminal marks, and as runs
of words in common and not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from drafter.corpus.scripts import HAN

_TOKEN = rf"[{HAN}]|[^\W{HAN}]+(?:['’][^\W{HAN}]+)*|\s+|[^\w\s]"
"""A word; of a text that has no blanks between words, a character. Compiled when it is first used: most commands
compare nothing.
"""
_WORD = re.compile(r"\w+")


class Fate(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    OUT = "out"
    """In the earlier wording only."""
    IN = "in"
    """In the later wording only."""


class Stretch(NamedTuple):
    fate: Fate
    text: str


Difference = tuple[Stretch, ...]
"""Stretches in order: those that are not IN give the earlier wording, those that are not OUT the later one."""


def tokens(text: str) -> list[str]:
    """What a difference is made of: words, signs, and the blanks between them, which together are the text."""
    found: list[str] = re.findall(_TOKEN, text)
    return found


def difference(before: str, after: str) -> Difference:
    """The difference between two wordings; one stretch for the same twice, none for nothing twice."""
    stretches: list[Stretch] = []
    for same, old, new in aligned(tokens(before), tokens(after)):
        if same:
            stretches.append(Stretch(Fate.SAME, "".join(old)))
        else:
            stretches += _changed("".join(old), "".join(new))
    return tuple(stretches)


def simplified(difference: Difference) -> Difference:
    """The difference as somebody reads it best. Two words that both were exchanged are one exchange; of wordings that
    have little in common, the one goes and the other comes, instead of their words mixed.
    """
    if _is_another_version(difference):
        wordings = {fate: "".join(each.text for each in difference if each.fate in (Fate.SAME, fate)) for fate in Fate}
        return tuple(_changed(wordings[Fate.OUT], wordings[Fate.IN]))
    read: list[Stretch] = []
    out, came = "", ""
    for place, stretch in enumerate(difference):
        if stretch.fate is Fate.OUT:
            out += stretch.text
        elif stretch.fate is Fate.IN:
            came += stretch.text
        elif stretch.text.isspace() and out and came and _goes_on(difference, place):
            out, came = out + stretch.text, came + stretch.text
        else:
            read += [*_changed(out, came), stretch]
            out = came = ""
    return (*read, *_changed(out, came))


_KEPT, _FEWEST = 1 / 3, 8
"""A wording that keeps fewer of the shorter one's words is another version; of so few words, all can be followed."""


def _is_another_version(difference: Difference) -> bool:
    counted = dict.fromkeys(Fate, 0)
    for stretch in difference:
        counted[stretch.fate] += len(_WORD.findall(stretch.text))
    changed = min(counted[Fate.OUT], counted[Fate.IN])
    return (
        changed > 0
        and counted[Fate.SAME] + changed >= _FEWEST
        and counted[Fate.SAME] < _KEPT * (counted[Fate.SAME] + changed)
    )


def _goes_on(difference: Difference, place: int) -> bool:
    """Whether words were exchanged here too: some went, and others came."""
    return {stretch.fate for stretch in difference[place + 1 : place + 3]} == {Fate.OUT, Fate.IN}


def _changed(out: str, came: str) -> Iterator[Stretch]:
    if out:
        yield Stretch(Fate.OUT, out)
    if came:
        yield Stretch(Fate.IN, came)


Run = tuple[bool, Sequence[str], Sequence[str]]
"""Whether a run of words is the same in two lists, and its words in each."""
_Block = tuple[int, int, int, int]
"""From which word to before which, in the one list and in the other."""


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    """Two lists of words side by side, in runs, no two of the same kind after each other. Where a run is not the same,
    one of the two may be empty.

    What both begin and end with is set aside first, then the words that stand once in both, in the same order: what is
    between them is mostly nothing, or soon compared. Where the same few words stand thousands of times, to pair them
    would take hours, and the whole stretch counts as changed.
    """
    start = end = new_start = new_end = 0
    for i, j, k, m in _equal(before, after, (0, len(before), 0, len(after))):
        if (end, new_end) != (i, k):
            if end > start:
                yield True, before[start:end], after[new_start:new_end]
            yield False, before[end:i], after[new_end:k]
            start, new_start = i, k
        end, new_end = j, m
    if end > start:
        yield True, before[start:end], after[new_start:new_end]
    if end < len(before) or new_end < len(after):
        yield False, before[end:], after[new_end:]


_MOST_PAIRS = 50_000
"""Of equal words in two stretches that are compared."""


def _equal(before: Sequence[str], after: Sequence[str], block: _Block, anchored: bool = True) -> Iterator[_Block]:
    """The blocks of this block that are the same, in order."""
    i, j, k, m = block
    old, new = before[i:j], after[k:m]
    most = min(len(old), len(new))
    head, tail = _common_start(old, new), _common_start(old[::-1], new[::-1])
    # A blank at which something was put in may be the one or the other's: it goes with more words.
    head, tail = (head, min(tail, most - head)) if head >= tail else (min(head, most - tail), tail)
    if head:
        yield i, i + head, k, k + head
    place, at, last, new_last = i + head, k + head, j - tail, m - tail
    if anchored:
        for anchor, new_anchor in _anchors(before[place:last], after[at:new_last]):
            found, new_found = i + head + anchor, k + head + new_anchor
            yield from _equal(before, after, (place, found, at, new_found), anchored=False)
            yield found, found + 1, new_found, new_found + 1
            place, at = found + 1, new_found + 1
        yield from _equal(before, after, (place, last, at, new_last), anchored=False)
    else:
        yield from _compared(before, after, (place, last, at, new_last))
    if tail:
        yield last, j, new_last, m


def _common_start(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items, or characters, both begin with."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Where both have the words that stand once in each, of those the most that stand in the same order."""
    counted = Counter(before), Counter(after)
    places = {word: place for place, word in enumerate(before) if counted[0][word] == 1}
    shared = [(places[word], at) for at, word in enumerate(after) if word in places and counted[1][word] == 1]
    return [shared[place] for place in longest_run([place for place, _ in shared])]


def longest_run(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising run, in order; none for no numbers. What is not in it has moved."""
    ends: list[int] = []
    """For each length, the place at which a run of it ends lowest."""
    before: dict[int, int] = {}
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        before[place] = ends[length - 1] if length else -1
        ends[length : length + 1] = [place]
    run, at = list[int](), ends[-1] if ends else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def _compared(before: Sequence[str], after: Sequence[str], block: _Block) -> Iterator[_Block]:
    i, j, k, m = block
    old, new = before[i:j], after[k:m]
    if not old or not new:
        return
    times = Counter(new)
    if sum(times[word] for word in old) > _MOST_PAIRS:
        return
    for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if match.size:
            yield i + match.a, i + match.a + match.size, k + match.b, k + match.b + match.size


def marked(difference: Difference) -> str:
    """The difference in plain text, for a terminal without colours: `We [-ensure-]{+consider+} it`."""
    marks = {Fate.SAME: "{}", Fate.OUT: "[-{}-]", Fate.IN: "{{+{}+}}"}
    return "".join(marks[stretch.fate].format(stretch.text) for stretch in difference)
