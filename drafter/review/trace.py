"""Tracing: which recommendations a text reflects, whoever wrote it and however it words them.

The measure is in `wording` and `word_matching`; where a sentence model is installed, also in `meaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.corpus.near_words import NONE, NearWords
from drafter.corpus.similarity import WeightedTexts
from drafter.draft.draft import Draft
from drafter.draft.numbering import refs
from drafter.draft.text import LONGEST
from drafter.review.word_matching import WordMatching
from drafter.review.wording import (
    FORMULA,
    TO_THE_LETTER,
    CongressName,
    bare_texts,
    blended,
    counted_pieces,
    counted_stems,
    fullness,
)

if TYPE_CHECKING:  # needs numpy, which comes with the model
    from drafter.review.meaning import MeaningMatching

LEAST = 0.276
"""The score from which a paragraph may reflect a recommendation: of paragraphs on other subjects (a climate treaty, a
health declaration) one in ten reaches it."""
SURE = 0.39
"""The score from which a match may be taken for granted: of those paragraphs, one in five hundred reaches it. What no
paragraph reflects so surely is not reflected, or doubtful."""
FAINT = 0.2
"""The score from which a recommendation is named as one that comes near, where a paragraph reflects none."""
_NEAREST = 3
"""Recommendations named so for one paragraph."""
_MEANT = 2 / 3
"""The part that meaning has in the score where it is known."""
_SCALE = ((0.0, 0.0), (0.33, FAINT), (0.402, LEAST), (0.485, SURE), (1.01, 1.0))
"""What a score by words and meaning counts on the scale of those by words alone, so that the bounds are the same: of
paragraphs on other subjects as many reach them."""
_MATCHED = 0.75
"""The part that words matched one by one have in the score; letters and stems have the rest."""
_BESIDE = 0.6
"""A recommendation is named beside a surer one only where its score is at least this part of that one's."""
_AT_A_TIME = 2
"""Texts that are read at a time where a model reads them, too."""
_MOST = 10
"""Recommendations named for one paragraph."""
_GUESSES = (0.8, 0.7, 0.6)
"""Scores that those to be named may have at least, tried one after the other before all are compared."""
_FEW = 1_000
"""So many are compared one by one in less time than all together."""


@dataclass(frozen=True, slots=True)
class Match:
    """A recommendation that a text reflects."""

    id: str
    score: float
    """How surely, from 0 to 1; 1 for the recommendation to the letter."""

    @property
    def shown(self) -> str:
        """The score with two digits; cut and not rounded, so that what is doubtful doesn't look sure."""
        return f"{self.percent / 100:.2f}"

    @property
    def percent(self) -> int:
        """The score in whole percent, cut likewise."""
        return int(self.score * 100 + 1e-9)

    @property
    def sure(self) -> bool:
        """Whether it may be taken for granted; else somebody should look."""
        return self.score >= SURE


@dataclass(frozen=True, slots=True)
class Traced:
    """A paragraph of the text, with what it reflects."""

    id: str
    name: str
    """What people call it, `OP3`."""
    text: str
    """In its longest version."""
    matches: tuple[Match, ...]
    """The surest first; none where nothing is reflected."""
    faint: tuple[Match, ...] = ()
    """Where it reflects nothing, what comes nearest, if anything does: somebody may look, and nothing counts it."""

    @property
    def sure(self) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.sure)

    @property
    def doubtful(self) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if not match.sure)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A recommendation that no paragraph reflects for sure, with the one that comes nearest."""

    match: Match
    paragraph: Traced

    @property
    def id(self) -> str:
        """The recommendation's."""
        return self.match.id


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole text, traced. Each recommendation is in one of the three lists, which are in citation order."""

    paragraphs: tuple[Traced, ...]
    reflected: tuple[str, ...]
    """Ids of those that a paragraph reflects for sure."""
    doubtful: tuple[Doubt, ...]
    not_reflected: tuple[str, ...]
    by_meaning: bool = False
    """Whether a sentence model told, too; else words alone."""

    def only(self, keeps: Callable[[str], bool]) -> Trace:
        """The same text with these recommendations alone."""
        return Trace(
            tuple(
                replace(each, matches=_kept(each.matches, keeps), faint=_kept(each.faint, keeps))
                for each in self.paragraphs
            ),
            tuple(filter(keeps, self.reflected)),
            tuple(doubt for doubt in self.doubtful if keeps(doubt.id)),
            tuple(filter(keeps, self.not_reflected)),
            self.by_meaning,
        )


def _kept(matches: tuple[Match, ...], keeps: Callable[[str], bool]) -> tuple[Match, ...]:
    return tuple(match for match in matches if keeps(match.id))


class Tracer:
    """A corpus, ready to have texts traced in it."""

    def __init__(self, corpus: Corpus, near: NearWords = NONE, meaning: MeaningMatching | None = None) -> None:
        """`near` says which words are used for which others; without it, letters and the field's synonyms tell.
        `meaning` has the corpus's recommendations (`bare_texts`) in its order; without it, words alone tell.
        """
        self._corpus = corpus
        self._meaning = meaning
        self._name = CongressName(corpus.congress)
        texts = bare_texts(corpus)
        self._pieces = WeightedTexts(map(counted_pieces, texts), FORMULA)
        self._stems = WeightedTexts(map(counted_stems, texts), FORMULA)
        self._words = WordMatching(texts, near)
        self._found = lru_cache(maxsize=2_000)(self._ranked)

    def trace(self, draft: Draft) -> Trace:
        """What each paragraph of a draft reflects, whatever it cites, and what none does. Deleted ones are left out."""
        names = refs(draft)
        texts = {
            id: spot.paragraph.text.wording(LONGEST) for id, spot in draft.spots.items() if not spot.paragraph.deleted
        }
        traced = tuple(
            Traced(id, names[id], text, *found)
            for (id, text), found in zip(texts.items(), self._found_in(texts.values()), strict=True)
        )
        nearest: dict[str, Doubt] = {}
        for paragraph in traced:
            for match in paragraph.matches:
                if match.id not in nearest or match.score > nearest[match.id].match.score:
                    nearest[match.id] = Doubt(match, paragraph)
        ids = self._corpus.in_order(point.id for point in self._corpus.recommendations)
        return Trace(
            traced,
            tuple(id for id in ids if id in nearest and nearest[id].match.sure),
            tuple(nearest[id] for id in ids if id in nearest and not nearest[id].match.sure),
            tuple(id for id in ids if id not in nearest),
            self._meaning is not None,
        )

    def _found_in(self, texts: Iterable[str]) -> Iterator[tuple[tuple[Match, ...], tuple[Match, ...]]]:
        """What each text reflects. A model's reading leaves Python to others: two texts at a time take half as long."""
        if self._meaning is None:
            yield from map(self.found, texts)
            return
        from concurrent.futures import ThreadPoolExecutor  # for no start: it is needed beside a model alone

        with ThreadPoolExecutor(_AT_A_TIME) as readers:
            yield from readers.map(self.found, texts)

    def matches(self, text: str) -> tuple[Match, ...]:
        """What a text reflects, the surest first; of equal ones, those that stand first in the mapping. What was asked
        before is kept: an edit changes one paragraph of many.
        """
        return self.found(text)[0]

    def found(self, text: str) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
        """As `matches`; and where that is nothing, what comes nearest."""
        return self._found(text)

    def _ranked(self, text: str) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
        """What a text reflects; and where that is nothing, what comes nearest."""
        scores = self._of_the_likely(text) or self.scores(text)
        best = max(scores.values(), default=0.0)
        least, most = (max(LEAST, _BESIDE * best), _MOST) if best >= LEAST else (FAINT, _NEAREST)
        order = self._corpus.order
        ranked = sorted((-score, order[id], id) for id, score in scores.items() if score >= least)
        found = tuple(Match(id, round(-negative, 4)) for negative, _, id in ranked[:most])
        return (found, ()) if best >= LEAST else ((), found)

    def _of_the_likely(self, text: str) -> dict[str, float]:
        """The scores of those whose words match the text's best, where all that are to be named are among them; else
        none. In a large corpus this saves comparing with all: only what quotes the text at some length is looked for.
        """
        text = self._name.without(text)
        if self._meaning is not None or fullness(text) < 1:
            return {}
        for guess in _GUESSES:
            matched = (guess - (1 - _MATCHED)) / _MATCHED  # which a score of so much has at least
            likely = self._words.likely(text, matched)
            if len(likely) > _FEW:
                return {}
            scores = self._each(text, likely, matched)
            best = sorted(scores.values(), reverse=True)[:_MOST]
            if best and (_BESIDE * best[0] >= guess or (len(best) == _MOST and best[-1] >= guess)):
                return scores
        return {}

    def _each(self, text: str, places: list[int], least: float) -> dict[str, float]:
        """The scores of those at these places whose words match at least so well."""
        by_words = self._words.one_by_one(text)
        matching = [(place, matched) for place in places if (matched := by_words(place)) >= least]
        by_pieces = self._pieces.one_by_one(counted_pieces(text))
        by_stems = self._stems.one_by_one(counted_stems(text))
        points, share = self._corpus.recommendations, fullness(text)
        return {
            points[place].id: _score(by_pieces(place), by_stems(place), matched, share) for place, matched in matching
        }

    def scores(self, text: str) -> dict[str, float]:
        """How surely the text reflects each recommendation; those of which it holds nothing are left out."""
        text = self._name.without(text)
        by_words = self._by_words(text)
        if self._meaning is None:
            return by_words
        share = fullness(text)
        meant = zip(self._corpus.recommendations, self._meaning.likeness(text), strict=True)
        return {point.id: _with_meaning(by_words.get(point.id, 0.0), alike * share) for point, alike in meant}

    def _by_words(self, text: str) -> dict[str, float]:
        by_pieces = self._pieces.likeness(counted_pieces(text))
        by_stems = self._stems.likeness(counted_stems(text))
        by_words = self._words.likeness(text)
        points, share = self._corpus.recommendations, fullness(text)
        scores: dict[str, float] = {}
        for place in by_pieces.keys() | by_words.keys():
            matched = by_words.get(place, 0.0)
            scores[points[place].id] = _score(by_pieces.get(place, 0.0), by_stems.get(place, 0.0), matched, share)
        return scores


def _score(pieces: float, stems: float, matched: float, share: float) -> float:
    """The score by words of a recommendation that has these, for a text of this `fullness`."""
    alike = blended(pieces, stems, share)
    score = (1 - _MATCHED) * alike + _MATCHED * matched * share
    return max(alike, score) if alike > TO_THE_LETTER else score


def _with_meaning(by_words: float, meant: float) -> float:
    """The score of a recommendation that has these two."""
    if by_words > TO_THE_LETTER:
        return by_words
    score = (1 - _MEANT) * by_words + _MEANT * meant
    (start, counts), (end, most) = next((low, high) for low, high in pairwise(_SCALE) if score <= high[0])
    return counts + (score - start) / (end - start) * (most - counts)
