"""What there is to beat: plain TF-IDF over words and pairs of words, over words alone and over letters; BM25; where
they are installed (the extra `dev`), rapidfuzz and the mean vectors of the sentence model alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise
from math import log, sqrt

from drafter.corpus.tokens import grams, words
from drafter.storage import sentence_model


def cosine(texts: Mapping[str, str]) -> Callable[[str, str], float]:
    """How alike two of the texts are, by words and pairs of words (area 0.89 on the labelled pairs)."""
    vectors = _vectors({id: _features(text, pairs=True) for id, text in texts.items()})
    return lambda a, b: _dot(vectors[a], vectors[b])


def ranking(texts: Mapping[str, str]) -> Callable[[str], dict[str, float]]:
    """How alike another text is to each, by words (the source is first .74 times, among three .85)."""
    counted = {id: _features(text, pairs=False) for id, text in texts.items()}
    rarity = _rarity(counted)
    vectors = {id: _unit(its, rarity) for id, its in counted.items()}

    def scores(text: str) -> dict[str, float]:
        asked = _unit(_features(text, pairs=False), rarity)
        return {id: _dot(asked, vector) for id, vector in vectors.items()}

    return scores


def by_letters(texts: Mapping[str, str]) -> Callable[[str], dict[str, float]]:
    """How alike another text is to each, by pieces of words of three to five letters."""
    counted = {id: _pieces(text) for id, text in texts.items()}
    rarity = _rarity(counted)
    vectors = {id: _unit(its, rarity) for id, its in counted.items()}

    def scores(text: str) -> dict[str, float]:
        asked = _unit(_pieces(text), rarity)
        return {id: _dot(asked, vector) for id, vector in vectors.items()}

    return scores


def bm25(texts: Mapping[str, str], k: float = 1.5, b: float = 0.75) -> Callable[[str], dict[str, float]]:
    """Okapi's BM25 of each for another text."""
    counted = {id: _features(text, pairs=False) for id, text in texts.items()}
    frequency = Counter(feature for its in counted.values() for feature in its)
    mean = sum(its.total() for its in counted.values()) / len(counted)

    def scores(text: str) -> dict[str, float]:
        asked = [feature for feature in _features(text, pairs=False) if feature in frequency]
        rarity = {one: log(1 + (len(counted) - frequency[one] + 0.5) / (frequency[one] + 0.5)) for one in asked}
        return {
            id: sum(
                rarity[one] * its[one] * (k + 1) / (its[one] + k * (1 - b + b * its.total() / mean)) for one in asked
            )
            for id, its in counted.items()
        }

    return scores


def _pieces(text: str) -> Counter[str]:
    return Counter(piece for word in words(text) for piece in grams(word))


def _features(text: str, *, pairs: bool) -> Counter[str]:
    found = words(text)
    return Counter(found + [f"{one} {two}" for one, two in pairwise(found)] if pairs else found)


def _rarity(counted: Mapping[str, Counter[str]]) -> dict[str, float]:
    frequency = Counter(feature for its in counted.values() for feature in its)
    return {feature: log((1 + len(counted)) / (1 + times)) + 1 for feature, times in frequency.items()}


def _vectors(counted: Mapping[str, Counter[str]]) -> dict[str, dict[str, float]]:
    rarity = _rarity(counted)
    return {id: _unit(its, rarity) for id, its in counted.items()}


def _unit(counted: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {feature: times * rarity[feature] for feature, times in counted.items() if feature in rarity}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {feature: weight / length for feature, weight in weights.items()}


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return sum(weight * other.get(feature, 0.0) for feature, weight in one.items())


def others(texts: Mapping[str, str]) -> dict[str, Callable[[str], dict[str, float]]]:
    """Those that are installed, by their names."""
    found: dict[str, Callable[[str], dict[str, float]]] = {}
    try:
        from rapidfuzz import fuzz
    except ImportError:
        pass
    else:
        found["rapidfuzz"] = lambda text: {id: fuzz.token_set_ratio(text, its) for id, its in texts.items()}
    if sentence_model.is_installed():
        found["MiniLM"] = _by_mean_vectors(texts)
    return found


def _by_mean_vectors(texts: Mapping[str, str]) -> Callable[[str], dict[str, float]]:
    import numpy as np

    def vector(text: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        mean = model.read(text)[1].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)

    model = sentence_model.load()
    table = np.array([vector(text) for text in texts.values()])
    return lambda text: dict(zip(texts, (table @ vector(text)).tolist(), strict=True))
