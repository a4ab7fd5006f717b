"""What a recommendation asks for, as weighted words: the object heavy, the formula around it light.

A word weighs by how rare it is among the recommendations (TF-IDF) and by how much it belongs to the recommendation's
own theme. “Recidivism” stands where reoffending is the theme; “support provided by UNODC, upon request, including
through the exchange of good practices” stands everywhere and weighs little, however many words it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log, sqrt

from drafter.corpus.corpus import Corpus
from drafter.corpus.tokens import stem, stems

# FOLD: Sparse vectors: features and their weights, and how alike two of them are.

Vector = Mapping[str, float]
"""A text's features with their weights; what isn't in it weighs nothing."""


def unit(vector: Vector) -> dict[str, float]:
    """The vector at length 1; an empty one, or one of zeros, is empty."""
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {feature: weight / length for feature, weight in vector.items()} if length else {}


def dot(one: Vector, other: Vector) -> float:
    """The product of two vectors: for two of length 1, how alike they are, from 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[feature] for feature, weight in one.items() if feature in other)


def heaviest(vector: Vector, number: int) -> dict[str, float]:
    """The heaviest features, the heaviest first; equal ones in the order of the alphabet."""
    return dict(sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:number])


KEYS = 10
"""How many of a recommendation's words name its object. Measured: 8 to 12 do equally well."""
_REPEATED = 0.5
"""What a word's second and further mention adds."""
_PRIOR = 20
"""How many recommendations a theme must have before its own counts outweigh the corpus's."""
SAME_THEME, SAME_SECTION, ELSEWHERE = 1.0, 0.85, 0.7
"""The mapping itself says what belongs together: two asks under different agenda items are seldom the same."""
_OTHER_MEANS = 0.6
"""A study and a treaty on the same subject are two asks, however much of their wording they share."""
_MEANS = {
    stem(word): means
    for means, words in (
        ("study", "study studies research survey analysis analyse assess assessment mapping"),
        ("instrument", "instrument treaty convention protocol legislation laws legislative"),
        ("training", "training train capacity capacities skill education educational academy curriculum"),
        ("data", "data statistics indicators"),
        ("structure", "network platform unit mechanism entity entities"),
    )
    for word in words.split()
}
"""Words that say by which means something is to be done, by their stems."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One recommendation, weighed."""

    id: str
    region: str
    vector: Vector
    """Every stem that carries matter; of length 1."""
    keys: Vector
    """The heaviest of them, which name the object; their weights add up to 1."""
    means: frozenset[str]
    """By which kinds of means it is to be done; empty where no word says."""
    themes: frozenset[str]
    sections: frozenset[str]


def asks(corpus: Corpus) -> list[Ask]:
    """Every recommendation, weighed by the corpus's own statistics, in the corpus's order."""
    counted = {one.id: Counter(stems(one.text)) for one in corpus.recommendations}
    statistics = _Statistics(corpus, counted)
    return [
        _ask(corpus, one.id, one.region, statistics.weighed(one.id, counted[one.id])) for one in corpus.recommendations
    ]


def likeness(one: Ask, other: Ask) -> float:
    """How surely two recommendations ask for the same, from 0 to 1.

    Both must hold: the texts are alike as a whole, and the words that name one's object are in the other.
    """
    agreed = (_shared(one, other) + _shared(other, one)) / 2
    whole = sqrt(max(0.0, dot(one.vector, other.vector)) * agreed)
    return min(1.0, whole * _nearness(one, other) * (_OTHER_MEANS if other_means(one, other) else 1.0))


def other_means(one: Ask, other: Ask) -> bool:
    """Whether both say by which means, and none of the means is the same."""
    return bool(one.means and other.means) and not one.means & other.means


def _ask(corpus: Corpus, id: str, region: str, vector: Vector) -> Ask:
    keys = heaviest(vector, KEYS)
    whole = sum(keys.values())
    themes = corpus.themes_of[id]
    return Ask(
        id,
        region,
        vector,
        {stem: weight / whole for stem, weight in keys.items()} if whole else {},
        frozenset(_MEANS[stem] for stem in vector if stem in _MEANS),
        frozenset(theme.id for theme in themes),
        frozenset(corpus.section_of[theme.id].id for theme in themes),
    )


def _shared(one: Ask, other: Ask) -> float:
    return sum(weight for stem, weight in one.keys.items() if stem in other.vector)


def _nearness(one: Ask, other: Ask) -> float:
    """How near the mapping puts two recommendations: 1 under one theme, less under one section, least elsewhere."""
    if one.themes & other.themes:
        return SAME_THEME
    return SAME_SECTION if one.sections & other.sections else ELSEWHERE


class _Statistics:
    """How often each stem occurs, in the corpus and under each theme."""

    def __init__(self, corpus: Corpus, counted: Mapping[str, Mapping[str, int]]) -> None:
        self._size = len(counted)
        self._themes = {id: tuple(theme.id for theme in themes) for id, themes in corpus.themes_of.items()}
        self._everywhere = Counter(stem for found in counted.values() for stem in found)
        self._theme_size = Counter(theme for id in counted for theme in self._themes[id])
        self._in_theme = Counter(
            (theme, stem) for id, found in counted.items() for theme in self._themes[id] for stem in found
        )

    def weighed(self, id: str, counted: Mapping[str, int]) -> dict[str, float]:
        return unit(
            {
                stem: (1 + _REPEATED * (times - 1)) * self._rarity(stem) * sqrt(self._belonging(id, stem))
                for stem, times in counted.items()
            }
        )

    def _rarity(self, stem: str) -> float:
        return log((self._size + 1) / self._everywhere[stem])

    def _belonging(self, id: str, stem: str) -> float:
        """How many times as frequent the stem is under the recommendation's theme as anywhere, itself left out."""
        return max(self._lifts(id, stem), default=1.0)

    def _lifts(self, id: str, stem: str) -> Iterator[float]:
        share = self._everywhere[stem] / self._size
        for theme in self._themes[id]:
            others = self._in_theme[theme, stem] - 1 + _PRIOR * share
            yield others / (self._theme_size[theme] - 1 + _PRIOR) / share
