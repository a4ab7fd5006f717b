"""How much of a text a recommendation has, and how much of it the text has, word by word: the same word counts whole,
one that is used for it less.

What a text says that no recommendation says counts against it: a paragraph about another subject has some of the words
that every declaration has, and little besides.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from itertools import chain
from math import fsum, log

from drafter.corpus.near_words import NearWords
from drafter.corpus.tokens import content, family, stem

_RARITY = 0.6
"""Rarity counts less than in plain TF-IDF, as in `wording`."""
_ASKED = 0.6
"""How much it counts that what is asked is covered; the rest is for the text: a paragraph may be short, or word a
part."""
_SYNONYM = 0.9
"""What a synonym of this field counts."""
_ALMOST = 1 - 1e-9
"""Sums in another order differ by less."""


def rarities(texts: Iterable[Set[str]]) -> dict[str, float]:
    """What a word weighs, by how many of the texts, each given by its stems, have it; `""` for one that none has."""
    every = list(texts)
    frequency = Counter(word for words in every for word in words)
    weights = {word: log(1 + len(every) / (times + 0.5)) ** _RARITY for word, times in frequency.items()}
    return {**weights, "": log(1 + len(every) / 0.5) ** _RARITY}


def matched(asked: Set[str], said: Set[str], weights: Mapping[str, float]) -> float:
    """How well two texts, each given by its stems, cover each other, from 0 to 1: as `WordMatching` tells of one and
    many, by the same words and by synonyms. `weights` are `rarities`.
    """
    both: float = _covered(said, asked, weights) ** _ASKED * _covered(asked, said, weights) ** (1 - _ASKED)
    return both


def _covered(words: Set[str], others: Set[str], weights: Mapping[str, float]) -> float:
    """The part of the words, by their weight, that the others have."""
    families = set(map(family, others))
    rarest, whole, held = weights[""], 0.0, 0.0
    for word in sorted(words):
        weight = weights.get(word, rarest)
        whole += weight
        held += weight * (1.0 if word in others else _SYNONYM if family(word) in families else 0.0)
    return held / whole if whole else 0.0


class WordMatching:
    """Texts, ready to be matched with others."""

    def __init__(self, texts: Iterable[str], near: NearWords) -> None:
        self._near = near
        self._stems = stems = [frozenset(map(stem, content(text))) for text in texts]
        self._weights = rarities(stems)
        self._rarest = self._weights.pop("")
        self._whole = array("d", (fsum(map(self._weights.__getitem__, words)) for words in stems))
        """What each text's words weigh together."""
        self._holders: dict[str, array[int]] = defaultdict(lambda: array("L"))
        self._synonyms: dict[str, list[str]] = defaultdict(list)
        for place, words in enumerate(stems):
            for word in words:
                self._holders[word].append(place)
        for word in sorted(self._weights):
            self._synonyms[family(word)].append(word)

    def likeness(self, text: str) -> dict[int, float]:
        """How well each text, by its place, and this one cover each other, from 0 to 1; those that share nothing with
        it are left out.
        """
        asked = set(map(stem, content(text)))
        whole = fsum(self._weights.get(word, self._rarest) for word in asked)
        best: dict[str, float] = {}
        said: dict[int, float] = defaultdict(float)
        for word in sorted(asked):
            weight = self._weights.get(word, self._rarest)
            for place, nearness in self._found(word, best).items():
                said[place] += weight * nearness
        covered: dict[int, float] = defaultdict(float)
        for word, nearness in best.items():
            for place in self._holders[word]:
                covered[place] += self._weights[word] * nearness
        return {
            place: (share / whole) ** _ASKED * (covered[place] / self._whole[place]) ** (1 - _ASKED)
            for place, share in said.items()
        }

    def likely(self, text: str, least: float) -> list[int]:
        """The places of all texts whose likeness can be this much, and of others. The more is asked, the fewer texts
        are looked at: those that have none of the text's rarer words can't have enough of it.
        """
        words = set(map(stem, content(text)))
        asked = sorted(((self._weights.get(word, self._rarest), word) for word in words), reverse=True)
        left = sum(weight for weight, _ in asked)
        enough = least ** (1 / _ASKED) * left * _ALMOST  # of the text, were such a one covered itself
        held: dict[int, float] = {}
        for weight, word in asked:
            used = self._used_for(word)
            if left >= enough:  # one that has none of the words before may have enough
                for place in set(chain.from_iterable(map(self._holders.__getitem__, used))):
                    held[place] = held.get(place, 0.0) + weight
            else:
                others = frozenset(used)
                held = {
                    place: had if others.isdisjoint(self._stems[place]) else had + weight
                    for place, had in held.items()
                    if had + left >= enough
                }
            left -= weight
        return [place for place, had in held.items() if had >= enough]

    def one_by_one(self, text: str) -> Callable[[int], float]:
        """As `likeness`, to the last digit, but a text at a time, by its place: for few of many."""
        asked = sorted(set(map(stem, content(text))))
        whole = fsum(self._weights.get(word, self._rarest) for word in asked)
        best: dict[str, float] = {}
        used = [(self._weights.get(word, self._rarest), self._nearest(word, best)) for word in asked]
        weighed = [(other, self._weights[other] * nearness) for other, nearness in best.items()]

        def likeness(place: int) -> float:
            stems, said, covered = self._stems[place], 0.0, 0.0
            for weight, near in used:
                said += weight * next((nearness for other, nearness in near if other in stems), 0.0)
            for other, weight in weighed:
                if other in stems:
                    covered += weight
            both: float = (said / whole) ** _ASKED * (covered / self._whole[place]) ** (1 - _ASKED)
            return both

        return likeness

    def _nearest(self, word: str, best: dict[str, float]) -> list[tuple[str, float]]:
        """The words that are used for this one, with how near, the nearest first; `best` gets how near each comes to
        any of those asked.
        """
        near = sorted(self._used_for(word).items(), key=lambda entry: -entry[1])
        for other, nearness in near:
            best[other] = max(nearness, best.get(other, 0.0))
        return near

    def _found(self, word: str, best: dict[str, float]) -> dict[int, float]:
        """The texts that have the word, or one that is used for it, with how near; `best` gets how near each word of
        the texts comes to any of those asked.
        """
        found: dict[int, float] = {}
        for other, nearness in self._nearest(word, best):
            for place in self._holders[other]:
                found.setdefault(place, nearness)
        return found

    def _used_for(self, word: str) -> dict[str, float]:
        """The words of the texts that are used for this one, with how near they are."""
        used = {other: nearness for other, nearness in self._near.of(word) if other in self._weights}
        used |= dict.fromkeys(self._synonyms.get(family(word), ()), _SYNONYM)
        if word in self._weights:
            used[word] = 1.0
        return used
