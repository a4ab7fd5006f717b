"""How alike texts are, as weighted words: the measure under convergence and trace.

A text is a vector of features (stems, or pieces of words), each with a weight: how often the text has it, and how rare
it is among all texts (TF-IDF). Each user of the measure says how fast repetition and rarity count (`Formula`).

For convergence, a recommendation is an `Ask`: the object heavy, the formula around it light. A stem weighs more the
more it belongs to the recommendation's own theme. “Recidivism” stands where reoffending is the theme; “support provided
by UNODC, upon request, including through the exchange of good practices” stands everywhere and weighs little, however
many words it has.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from drafter.corpus.corpus import Corpus
from drafter.corpus.tokens import stem, stems

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


@dataclass(frozen=True, slots=True)
class Formula:
    """How a feature is weighed."""

    repetition: Callable[[int], float]
    """The weight of so many mentions in one text; 1 for one."""
    rarity: Callable[[int, int], float]
    """The weight of a feature that, of so many texts (first), so many have (second)."""


class _Repetition(dict[int, float]):
    """The weight of so many mentions, reckoned once for each number."""

    def __init__(self, formula: Formula) -> None:
        super().__init__()
        self._formula = formula

    def __missing__(self, times: int) -> float:
        weight = self[times] = self._formula.repetition(times)
        return weight


class Weights:
    """What features weigh among the texts of a collection."""

    def __init__(self, counted: Iterable[Mapping[str, int]], formula: Formula) -> None:
        """`counted` has, for each text, how often each feature occurs in it."""
        self._formula = formula
        self._repetition = _Repetition(formula)
        self.texts = 0
        self.frequency: Counter[str] = Counter()
        """How many texts have each feature."""
        for features in counted:
            self.texts += 1
            self.frequency.update(features.keys())
        self._rarity = {feature: formula.rarity(self.texts, times) for feature, times in self.frequency.items()}

    def of(self, counted: Mapping[str, int]) -> dict[str, float]:
        """A text's features with their weights, of no set length; also for a text that is none of the collection, if
        the formula has a rarity for what no text has.
        """
        rarity, repetition = self._rarity, self._repetition
        if not counted.keys() <= rarity.keys():
            absent = self._formula.rarity(self.texts, 0)
            rarity = {feature: rarity.get(feature, absent) for feature in counted}
        return {feature: repetition[times] * rarity[feature] for feature, times in counted.items()}


class WeightedTexts:
    """A collection's texts as vectors of length 1, turned inside out: for each feature, the texts that have it."""

    def __init__(self, counted: Iterable[Mapping[str, int]], formula: Formula) -> None:
        texts = list(counted)
        self._weights = Weights(texts, formula)
        self._holders: dict[str, array[int]] = defaultdict(lambda: array("L"))
        """For each feature, the places of the texts that have it, and below what it weighs in each of them."""
        self._weighed: dict[str, array[float]] = defaultdict(lambda: array("f"))
        for place, features in enumerate(texts):
            for feature, weight in unit(self._weights.of(features)).items():
                self._holders[feature].append(place)
                self._weighed[feature].append(weight)

    def likeness(self, counted: Mapping[str, int]) -> dict[int, float]:
        """How alike each text, by its place, is to the one counted here: from 0 to 1. Texts that share no feature with
        it are left out.
        """
        alike: dict[int, float] = defaultdict(float)
        for feature, weight in unit(self._weights.of(counted)).items():
            if feature in self._holders:
                for place, theirs in zip(self._holders[feature], self._weighed[feature], strict=True):
                    alike[place] += weight * theirs
        return alike

    def one_by_one(self, counted: Mapping[str, int]) -> Callable[[int], float]:
        """As `likeness`, to the last digit, but a text at a time, by its place: for few of many."""
        features = [
            (weight, self._holders[feature], self._weighed[feature])
            for feature, weight in unit(self._weights.of(counted)).items()
            if feature in self._holders
        ]

        def likeness(place: int) -> float:
            alike = 0.0
            for weight, holders, weighed in features:
                at = bisect_left(holders, place)
                if at < len(holders) and holders[at] == place:
                    alike += weight * weighed[at]
            return alike

        return likeness


KEYS = 10
"""How many of a recommendation's words name its object. Measured: 8 to 12 do equally well."""
_FORMULA = Formula(
    repetition=lambda times: 1 + 0.5 * (times - 1),
    rarity=lambda texts, having: log((texts + 1) / having),
)
_PRIOR = 20
"""How many recommendations a theme must have before its own counts outweigh the corpus's."""
SAME_THEME, SAME_SECTION, ELSEWHERE = 1.0, 0.85, 0.7
"""The mapping itself says what belongs together: two asks under different agenda items are seldom the same."""
_NEAR_COPY, _COPY = 0.5, 0.8
"""How alike two texts are from which on it counts less where the mapping puts them, and from which on not at all."""
_OTHER_MEANS = 0.6
"""A study and a treaty on the same subject are two asks, however much of their wording they share."""
_MEANS = {
    stem(word): means
    for means, words in (
        ("study", "study studies research survey analysis analyse assess assessment mapping"),
        ("instrument", "instrument treaty convention protocol legislation legislative"),
        ("training", "training train capacity capacities skill education educational academy curriculum"),
        ("data", "data statistics indicators"),
        ("structure", "network platform unit mechanism entity entities"),
    )
    for word in words.split()
}
"""Words that say by which means something is to be done, by their stems. “Laws” isn't one: its stem stands in law
enforcement and in the rule of law."""


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


_SAMPLE = 5_000
"""Recommendations by which, beside those that are asked for, it is known how rare a word is."""


def asks(corpus: Corpus, ids: Sequence[str] | None = None) -> list[Ask]:
    """Every recommendation, weighed by the corpus's own statistics, in the corpus's order; or those asked for, weighed
    by what they and a sample of the others, at even distances, tell of it.
    """
    every = corpus.recommendations
    chosen = every if ids is None else [corpus.by_id[id] for id in ids]
    beside = every[:: max(1, len(every) // _SAMPLE)] if ids is not None else ()
    counted = {point.id: Counter(stems(point.text)) for some in (chosen, beside) for point in some}
    belonging = _Belonging(corpus, counted)
    return [_ask(corpus, point.id, point.region, belonging.vector(point.id, counted[point.id])) for point in chosen]


def likeness(one: Ask, other: Ask) -> float:
    """How surely two recommendations ask for the same, from 0 to 1.

    Both must hold: the texts are alike as a whole, and the words that name one's object are in the other.
    """
    agreed = (_shared(one, other) + _shared(other, one)) / 2
    whole = sqrt(max(0.0, dot(one.vector, other.vector)) * agreed)
    near = _nearness(one, other)
    near += (1 - near) * min(1.0, max(0.0, (whole - _NEAR_COPY) / (_COPY - _NEAR_COPY)))
    return min(1.0, whole * near * (_OTHER_MEANS if other_means(one, other) else 1.0))


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


class _Belonging:
    """Each recommendation's stems, weighed by how rare they are in the corpus and how much they belong to its theme."""

    def __init__(self, corpus: Corpus, counted: Mapping[str, Mapping[str, int]]) -> None:
        self._weights = Weights(counted.values(), _FORMULA)
        self._themes = {id: tuple(theme.id for theme in corpus.themes_of[id]) for id in counted}
        self._theme_size = Counter(theme for id in counted for theme in self._themes[id])
        self._in_theme = Counter(
            (theme, stem) for id, features in counted.items() for theme in self._themes[id] for stem in features
        )

    def vector(self, id: str, counted: Mapping[str, int]) -> dict[str, float]:
        """The recommendation's stems with their weights, of length 1."""
        weights = self._weights.of(counted)
        return unit({stem: weight * sqrt(self._belonging(id, stem)) for stem, weight in weights.items()})

    def _belonging(self, id: str, stem: str) -> float:
        """How many times as frequent the stem is under the recommendation's theme as anywhere, itself left out. Under
        several themes, the highest; 1 under none.
        """
        return max(self._lifts(id, stem), default=1.0)

    def _lifts(self, id: str, stem: str) -> Iterator[float]:
        share = self._weights.frequency[stem] / self._weights.texts
        for theme in self._themes[id]:
            others = self._in_theme[theme, stem] - 1 + _PRIOR * share
            yield others / (self._theme_size[theme] - 1 + _PRIOR) / share
