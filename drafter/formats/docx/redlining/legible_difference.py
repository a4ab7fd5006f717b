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
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST_PAIRS = 100_000
_MOST_EFFORT = 5e7
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


class Effort:
    """How much may be compared, of one document: words that stand hundreds of times in one paragraph would take hours.

    The pairs of equal words are what takes time: some hundreds in a paragraph, a hundred thousand where somebody has
    put the same few words over and over. 30,000 paragraphs that all changed take an eighth of what there is.
    """

    def __init__(self) -> None:
        self._left = _MOST_EFFORT

    def allows(self, was: str, now: str) -> bool:
        """Whether these two may still be compared; where not, the one is exchanged for the other."""
        before, after = Counter(_TOKEN.findall(was)), Counter(_TOKEN.findall(now))
        pairs = sum(times * after[word] for word, times in before.items())
        effort = pairs**1.5
        if pairs > _MOST_PAIRS or effort > self._left:
            return False
        self._left -= effort
        return True


def exchanges(was: str, now: str, effort: Effort) -> Iterator[Exchange]:
    """What makes `now` of `was`, in order; the kept signs of the last may be all it has."""
    kept = went = came = 0
    for stretch in _legible(was, now, effort):
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


def _legible(was: str, now: str, effort: Effort) -> Iterator[Stretch]:
    between: list[Stretch] = []
    for stretch in _whole_difference(was, now, effort):
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


def _whole_difference(was: str, now: str, effort: Effort) -> Difference:
    """The difference, sought between the words with which both begin and those with which both end."""
    start = _common_start(was, now)
    end = _common_start(was[start:][::-1], now[start:][::-1])
    gone, come = was[start : len(was) - end], now[start : len(now) - end]
    exchanged = Stretch(Fate.OUT, gone), Stretch(Fate.IN, come)
    inner = difference(gone, come) if effort.allows(gone, come) else exchanged
    stretches: list[Stretch] = []
    for stretch in (Stretch(Fate.SAME, was[:start]), *inner, Stretch(Fate.SAME, was[len(was) - end :])):
        if stretches and stretches[-1].fate is stretch.fate is Fate.SAME:
            stretches[-1] = Stretch(Fate.SAME, stretches[-1].text + stretch.text)
        elif stretch.text:
            stretches.append(stretch)
    return tuple(stretches)


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
