"""How surely a text words a recommendation, however it words it: the measure under coverage, and a part of trace's.

Related words share their letters (prison, prisoners, imprisonment), so texts are compared by the pieces of their words
and, for a fifth of the score, by whole stems; a word is read as its synonyms, too (corpus/tokens.py). How rare a piece
is counts, but less than in plain TF-IDF: a paraphrase keeps the common words of its source at least as often as the
rare ones.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import log

from drafter.corpus.corpus import Corpus
from drafter.corpus.similarity import Formula, Vector, Weights, dot, unit
from drafter.corpus.tokens import content, grams, stem, with_families
from drafter.review.word_matching import matched, rarities

FORMULA = Formula(
    repetition=lambda times: 1 + log(times),
    rarity=lambda texts, having: float(log(1 + texts / (having + 0.5)) ** 0.6),
)
"""Rarity counts less than in plain TF-IDF: it is raised to a power below 1."""
_WHOLE_WORDS = 0.2
"""The part that whole stems have in the score; the pieces of words have the rest."""
_ENOUGH = 4
"""Different words that carry matter which a text needs for its full score; with fewer, the score is cut in
proportion."""
TO_THE_LETTER = 0.999
"""A score above this is that of a recommendation quoted whole, which is not cut however short it is."""
_SAMPLE = 500
"""Recommendations by which it is known how rare a word is, taken from the whole corpus at even distances: more of them
cost time and teach little."""


def counted_stems(text: str) -> Counter[str]:
    """How often each stem occurs, synonyms included."""
    return Counter(map(stem, with_families(text)))


def counted_pieces(text: str) -> Counter[str]:
    """How often each piece of a word occurs, synonyms included."""
    counted: Counter[str] = Counter()
    for word in with_families(text):
        counted.update(_grams(word))
    return counted


@lru_cache(maxsize=50_000)
def _grams(word: str) -> tuple[str, ...]:
    """The word's pieces. Cached: a corpus has few different words, and each of them often."""
    return tuple(grams(word))


def fullness(text: str) -> float:
    """The part of its score that a text of so few words gets, from 0 to 1."""
    return min(1.0, len(set(content(text))) / _ENOUGH)


def blended(pieces: float, stems: float, share: float) -> float:
    """The score, from 0 to 1, of a text that is so like a recommendation by its pieces and by its stems. `share` is the
    text's `fullness`.
    """
    score = min(1.0, (1 - _WHOLE_WORDS) * pieces + _WHOLE_WORDS * stems)
    return score if score > TO_THE_LETTER else score * share


class CongressName:
    """The name of a corpus's congress, which is made of the words that every recommendation has."""

    def __init__(self, congress: str) -> None:
        first, _, rest = congress.partition(" ")
        self._pattern = (
            re.compile(rf"(?:\b{re.escape(first)}\s+)?\b{re.escape(rest)}\b", re.IGNORECASE) if rest else None
        )
        """With or without its first word (`Fourteenth`); None where nobody said it."""

    def without(self, text: str) -> str:
        """The text without it."""
        return self._pattern.sub(" ", text) if self._pattern else text


def bare_texts(corpus: Corpus) -> list[str]:
    """The recommendations' texts without the congress's name, in the corpus's order."""
    name = CongressName(corpus.congress)
    return [name.without(point.text) for point in corpus.recommendations]


_MATCHED = 0.5
"""The part that words matched one by one have in the score between two texts; pieces and stems have the rest."""


class Wording:
    """The measure between one text and one recommendation, for a corpus: half how alike the texts are, half how well
    their words match one by one. A text that was just measured is not weighed again.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._name = CongressName(corpus.congress)
        points = corpus.recommendations
        texts = [self._name.without(point.text) for point in points[:: max(1, len(points) // _SAMPLE)]]
        self._pieces = Weights(map(counted_pieces, texts), FORMULA)
        self._stems = Weights(map(counted_stems, texts), FORMULA)
        self._rarities = rarities(set(map(stem, content(text))) for text in texts)
        self._vectors = lru_cache(maxsize=1_000)(self._weighed)  # 25 kB each

    def score(self, id: str, text: str) -> float:
        """How surely the text words this recommendation of the corpus, from 0 to 1."""
        pieces, stems, _, asked = self._vectors(self._corpus.by_id[id].text)
        said_pieces, said_stems, share, said = self._vectors(text)
        alike = blended(dot(pieces, said_pieces), dot(stems, said_stems), share)
        if alike > TO_THE_LETTER:
            return alike
        return (1 - _MATCHED) * alike + _MATCHED * share * matched(asked, said, self._rarities)

    def _weighed(self, text: str) -> tuple[Vector, Vector, float, frozenset[str]]:
        bare = self._name.without(text)
        pieces, stems = self._pieces.of(counted_pieces(bare)), self._stems.of(counted_stems(bare))
        return unit(pieces), unit(stems), fullness(bare), frozenset(map(stem, content(bare)))
