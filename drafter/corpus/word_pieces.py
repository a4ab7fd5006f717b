"""Text cut as sentence models of the BERT family read it: words in small letters and without accents, each cut into the
longest pieces that the model's vocabulary has.

The kept library for this (tokenizers) brings a client of a network hub; what is needed of it is this much.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

import regex

INSIDE = "##"
"""What a piece begins with that doesn't begin its word: imprisonment is `imprison`, `##ment`."""
UNKNOWN = "[UNK]"
"""The piece for a word that can't be cut."""
_MARKS = r"\p{P}!-/:-@\[-`{-~"
_WORD = regex.compile(f"[{_MARKS}]|[^{_MARKS}\\s]+")
_LONGEST = 100
"""Signs of a word that is cut."""


class WordPieces:
    """A vocabulary of pieces."""

    def __init__(self, pieces: Iterable[str]) -> None:
        """The pieces in the order of their numbers, from 0. `UNKNOWN` must be one of them."""
        self.number: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}
        self._longest = max(map(len, self.number))

    def cut(self, text: str) -> list[str]:
        """The text's pieces in their order; a sign of punctuation is one, too."""
        bare = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign))
        return [piece for word in _WORD.findall(bare) for piece in self._of_word(word)]

    def _of_word(self, word: str) -> list[str]:
        found = list(self._longest_first(word)) if len(word) <= _LONGEST else [UNKNOWN]
        return [UNKNOWN] if UNKNOWN in found else found

    def _longest_first(self, word: str) -> Iterator[str]:
        start = 0
        while start < len(word):
            mark = INSIDE if start else ""
            ends = range(min(len(word), start + self._longest), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self.number), None)
            if end is None:
                yield UNKNOWN
                return
            yield mark + word[start:end]
            start = end
