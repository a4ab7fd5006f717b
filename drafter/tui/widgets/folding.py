"""Folding a text into lines of a width, fast enough for ten thousand rows: plain arithmetic on the text, no styles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from rich.cells import get_character_cell_size

Fold = tuple[int, int]
"""A line: the characters of the text that stand on it, from and to."""


def fold(text: str, width: int, most: int = 0) -> list[Fold]:
    """The lines of the text, broken at blanks where there are any, never wider than `width` cells (at least 1).

    The blank at which a line is broken stands on neither line. `most` is the number of lines to stop after; 0 for all.
    """
    found: list[Fold] = []
    for line in _lines(text, max(1, width)):
        found.append(line)
        if len(found) == most:
            break
    return found


@lru_cache(maxsize=20_000)
def height(text: str, width: int, most: int = 0) -> int:
    """How many lines `fold` makes of the text."""
    return len(fold(text, width, most))


def fits(text: str, width: int) -> bool:
    """Whether the text stands on one line of the width."""
    if len(text) <= width // 2:
        return "\n" not in text
    return "\n" not in text and cells(text) <= width


@lru_cache(maxsize=50_000)
def cells(text: str) -> int:
    """How many cells wide the text is: Chinese takes two a character, a combining accent none."""
    return len(text) if text.isascii() else sum(map(get_character_cell_size, text))


def _lines(text: str, width: int) -> Iterator[Fold]:
    start = 0
    plain = text.isascii() or all(get_character_cell_size(sign) == 1 for sign in set(text) - {"\n"})
    while True:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from _narrow(text, start, end, width) if plain else _wide(text, start, end, width)
        if end == len(text):
            return
        start = end + 1


def _narrow(text: str, start: int, end: int, width: int) -> Iterator[Fold]:
    """Where every character is one cell wide."""
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            cut = start + width
            yield start, cut
            start = cut
        else:
            yield start, cut
            start = cut + 1
    yield start, end


def _wide(text: str, start: int, end: int, width: int) -> Iterator[Fold]:
    """Where characters are none, one or two cells wide."""
    ends = list(accumulate(map(get_character_cell_size, text[start:end]), initial=0))
    base, at = start, start
    while ends[-1] - ends[at - base] > width:
        limit = base + bisect_right(ends, ends[at - base] + width) - 1
        limit = max(limit, at + 1)
        cut = text.rfind(" ", at, min(limit + 1, end))
        if cut <= at:
            yield at, limit
            at = limit
        else:
            yield at, cut
            at = cut + 1
    yield at, end
