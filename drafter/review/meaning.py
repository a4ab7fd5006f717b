"""How alike texts are in meaning, as a sentence model reads them: as a whole, and each word of the one with the word of
the other that comes nearest to it where it stands.

A model gives a vector for each piece of a word, which depends on the words around it, so that “relapse into crime” and
“reoffending” are near without a list that says so. The mean of the vectors says what a text is about; the single ones,
what of it the other text has. Needs numpy, which comes with the model (`drafter[meaning]`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from math import log
from typing import Any, Protocol

import numpy as np

from drafter.corpus.tokens import STOP, WORD, stem
from drafter.corpus.word_pieces import INSIDE

Matrix = np.ndarray[Any, Any]
"""A row for each of several vectors."""
_RARITY = 0.6
"""How much rarity counts, as in `wording`."""
_STEPS = 127
"""A number of a vector, which is from -1 to 1, is kept in so many steps each way: a byte."""


@dataclass(frozen=True, slots=True, eq=False)
class TextMeaning:
    """What a text means."""

    words: tuple[str, ...]
    """The stems of the words that carry matter, in their order."""
    rows: Matrix
    """What each of them means where it stands: a row of bytes."""
    whole: Matrix
    """What the text means: one row of bytes."""


class SentenceModel(Protocol):
    """What reads texts."""

    def read(self, text: str) -> tuple[Sequence[str], Matrix]:
        """The text's word pieces, and a row of numbers for each."""


def meaning(text: str, model: SentenceModel) -> TextMeaning:
    """What a text means to a model. One without a word that carries matter means nothing: all is 0."""
    pieces, rows = model.read(text)
    words = list(_words(pieces))
    width = rows.shape[1]
    kept = np.array([rows[start:end].mean(axis=0) for _, start, end in words]) if words else np.zeros((0, width))
    whole = rows.mean(axis=0, keepdims=True) if words else np.zeros((1, width))
    return TextMeaning(tuple(stem for stem, _, _ in words), _as_bytes(kept), _as_bytes(whole))


def _words(pieces: Sequence[str]) -> list[tuple[str, int, int]]:
    """The stem of each word that carries matter, and where its pieces begin and end."""
    starts = [place for place, piece in enumerate(pieces) if not piece.startswith(INSIDE)]
    found = []
    for start, end in pairwise([*starts, len(pieces)]):
        word = "".join(piece.removeprefix(INSIDE) for piece in pieces[start:end])
        if re.fullmatch(WORD, word) and word not in STOP:
            found.append((stem(word), start, end))
    return found


def _as_bytes(rows: Matrix) -> Matrix:
    kept: Matrix = np.rint(_unit(rows) * _STEPS).astype(np.int8)
    return kept


def _unit(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    shortest = np.finfo(np.float32).tiny  # a row of zeros stays one
    made: Matrix = (rows / np.maximum(lengths, shortest)).astype(np.float32)
    return made


class MeaningMatching:
    """Texts, ready to be compared with others in what they mean."""

    def __init__(self, texts: Sequence[TextMeaning], model: SentenceModel) -> None:
        """At least one text, as this model read it."""
        self._read = lru_cache(maxsize=500)(partial(meaning, model=model))
        frequency = Counter(word for text in texts for word in set(text.words))
        self._weights = {word: log(1 + len(texts) / (times + 0.5)) ** _RARITY for word, times in frequency.items()}
        self._rarest = log(1 + len(texts) / 0.5) ** _RARITY
        self._wholes = _unit(np.concatenate([text.whole for text in texts]))
        # A text of no words has one row of zeros: each has a beginning of its own among the rows.
        nothing = np.zeros((1, self._wholes.shape[1]), np.int8)
        rows = [text.rows if text.words else nothing for text in texts]
        self._rows = _unit(np.concatenate(rows))
        self._starts = np.cumsum([0, *map(len, rows[:-1])])

    def likeness(self, text: str) -> list[float]:
        """How alike each text is to this one, from 0 to 1: half as a whole, half by the words of this one, the rarer
        the heavier.
        """
        said = self._read(text)
        whole = self._wholes @ _unit(said.whole)[0]
        if not said.words:
            return [0.0] * len(whole)
        nearest = np.maximum.reduceat(_unit(said.rows) @ self._rows.T, self._starts, axis=1)
        weights = np.array([self._weights.get(word, self._rarest) for word in said.words], np.float32)
        by_words = weights @ nearest / weights.sum()
        alike: list[float] = np.clip((whole + by_words) / 2, 0.0, 1.0).tolist()
        return alike

    def likeness_to(self, place: int, text: str) -> float:
        """How alike the text in this place and another are as a whole, from 0 to 1."""
        whole = _unit(self._read(text).whole)[0]
        return float(np.clip(self._wholes[place] @ whole, 0.0, 1.0))

    def among(self) -> list[list[float]]:
        """How alike the texts are to one another as a whole, from 0 to 1: for each in its place, to each."""
        alike: list[list[float]] = np.clip(self._wholes @ self._wholes.T, 0.0, 1.0).tolist()
        return alike
