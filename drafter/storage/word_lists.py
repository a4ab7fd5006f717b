"""The lists of English words that come with drafter (data/english): how words are spelled, which are near others, and
what a sentence model cuts them into.

Each is read once, when it is first needed.
"""

from __future__ import annotations

from functools import cache

from drafter.corpus.near_words import NearWords
from drafter.review.checks.spelling import Dictionary
from drafter.storage.folders import DATA

_FOLDER = DATA / "english"


@cache
def near_words() -> NearWords:
    """Which words are used for which others."""
    return NearWords(_lines("near-words.txt"))


def word_pieces() -> list[str]:
    """The vocabulary of all-MiniLM-L6-v2, in the order of its numbers."""
    return _lines("word-pieces.txt")


DICTIONARY = Dictionary(lambda: _lines("words.txt"))
"""British English with -ize, as the United Nations spell."""


def _lines(name: str) -> list[str]:
    return (_FOLDER / name).read_text(encoding="utf-8").splitlines()
