"""The difference of two paragraphs as somebody reads it best, and exact: how many signs stay, go and come.

`draft/word_difference` says what is different; here it is kept from exchanging what both have (a note's reference among
words that are all new), and from looking for hours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from drafter.draft.word_difference import Difference, Fate, Stretch, difference, simplified

FIRST_SIGN = 0xF0000
"""Where Unicode's private signs begin: each stands for an atom. To the difference of words they are punctuation."""
PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_LAST_SIGN = 0x10FFFF
_MOST_COMPARED = 4_000_000
"""Pairs of equal words that are looked at; above, one wording is exchanged for the other."""
_KEPT_TOGETHER = re.compile(r"[\w'’]")


class Exchange(NamedTuple):
    """So many signs stay, then so many of the old text go, and so many of the new one come."""

    kept: int
    went: int
    came: int


class Signs:
    """Private signs, one for each name."""

    def __init__(self) -> None:
        self._signs: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._signs.setdefault(name, chr(min(FIRST_SIGN + len(self._signs), _LAST_SIGN)))

    def in_words(self, text: str) -> str:
        """Words, in which a private sign is exchanged for one that no atom has."""
        return text if text.isascii() else PRIVATE.sub(lambda sign: self[f"\0{sign[0]}"], text)


def exchanges(was: str, now: str) -> Iterator[Exchange]:
    """What makes `now` of `was`, in order; the kept signs of the last may be all it has."""
    kept = went = came = 0
    for stretch in _legible(was, now):
        if stretch.fate is Fate.SAME:
            if went or came:
                yield Exchange(kept, went, came)
                kept = went = came = 0
            kept += len(stretch.text)
        elif stretch.fate is Fate.OUT:
            went += len(stretch.text)
        else:
            came += len(stretch.text)
    yield Exchange(kept, went, came)


def _legible(was: str, now: str) -> Iterator[Stretch]:
    between: list[Stretch] = []
    for stretch in _whole_difference(was, now):
        if stretch.fate is not Fate.SAME or not PRIVATE.search(stretch.text):
            between.append(stretch)
            continue
        for piece in _SPLIT.split(stretch.text):
            if not PRIVATE.match(piece):
                between += [Stretch(Fate.SAME, piece)] if piece else []
                continue
            yield from simplified(tuple(between))
            yield Stretch(Fate.SAME, piece)
            between = []
    yield from simplified(tuple(between))


_SPLIT = re.compile(f"({PRIVATE.pattern}+)")


def _whole_difference(was: str, now: str) -> Difference:
    """The difference, sought between the words with which both begin and those with which both end."""
    start = _common_start(was, now)
    end = _common_start(was[start:][::-1], now[start:][::-1])
    inner = _difference(was[start : len(was) - end], now[start : len(now) - end])
    stretches: list[Stretch] = []
    for stretch in (Stretch(Fate.SAME, was[:start]), *inner, Stretch(Fate.SAME, was[len(was) - end :])):
        if stretches and stretches[-1].fate is stretch.fate is Fate.SAME:
            stretches[-1] = Stretch(Fate.SAME, stretches[-1].text + stretch.text)
        elif stretch.text:
            stretches.append(stretch)
    return tuple(stretches)


def _difference(was: str, now: str) -> Difference:
    if len(was) + len(now) > 10_000:
        before, after = Counter(was.split()), Counter(now.split())
        if sum(times * after[word] for word, times in before.items()) > _MOST_COMPARED:
            return Stretch(Fate.OUT, was), Stretch(Fate.IN, now)
    return difference(was, now)


def _common_start(was: str, now: str) -> int:
    """With how many signs both begin, up to the end of a word."""
    shorter = min(len(was), len(now))
    place = next((place for place in range(shorter) if was[place] != now[place]), shorter)
    while place and (_within_word(was, place) or _within_word(now, place)):
        place -= 1
    return place


def _within_word(text: str, place: int) -> bool:
    """Whether the text can't be parted here: in a word, in blank space."""
    if place == len(text):
        return False
    before, after = text[place - 1], text[place]
    if before.isspace() or after.isspace():
        return before.isspace() and after.isspace()
    return bool(_KEPT_TOGETHER.match(before) and _KEPT_TOGETHER.match(after))
