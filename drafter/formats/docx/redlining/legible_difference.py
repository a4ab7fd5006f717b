"""The difference of two paragraphs as somebody reads it best, and exact: how many signs stay, go and come.

`draft/word_difference` says what is different; here it is kept from exchanging what both have, a note's reference among
words that are all new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from drafter.draft.word_difference import Fate, Stretch, difference, simplified

FIRST_SIGN = 0xF0000
"""Where Unicode's private signs begin: each stands for an atom. To the difference of words they are punctuation."""
PRIVATE = re.compile("[\U000f0000-\U0010ffff]")
_LAST_SIGN = 0x10FFFF


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
    for stretch in difference(was, now):
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
