"""Tracing: which recommendations a text reflects, whoever wrote it and however it words them.

The measure is in `wording`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

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
    blended,
    counted_pieces,
    counted_stems,
    fullness,
)

LEAST = 0.275
"""The score from which a paragraph may reflect a recommendation: of paragraphs on other subjects (a climate treaty, a
health declaration) one in ten reaches it."""
SURE = 0.39
"""The score from which a match may be taken for granted: of those paragraphs, one in five hundred reaches it. What no
paragraph reflects so surely is not reflected, or doubtful."""
_MATCHED = 0.5
"""The part that words matched one by one have in the score; letters and stems have the rest."""
_BESIDE = 0.6
"""A recommendation is named beside a surer one only where its score is at least this part of that one's."""
_MOST = 10
"""Recommendations named for one paragraph."""


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

    def only(self, keeps: Callable[[str], bool]) -> Trace:
        """The same text with these recommendations alone."""
        return Trace(
            tuple(
                replace(each, matches=tuple(match for match in each.matches if keeps(match.id)))
                for each in self.paragraphs
            ),
            tuple(filter(keeps, self.reflected)),
            tuple(doubt for doubt in self.doubtful if keeps(doubt.id)),
            tuple(filter(keeps, self.not_reflected)),
        )


class Tracer:
    """A corpus, ready to have texts traced in it."""

    def __init__(self, corpus: Corpus, near: NearWords = NONE) -> None:
        """`near` says which words are used for which others; without it, letters and the field's synonyms tell."""
        self._corpus = corpus
        self._name = CongressName(corpus.congress)
        texts = [self._name.without(point.text) for point in corpus.recommendations]
        self._pieces = WeightedTexts(map(counted_pieces, texts), FORMULA)
        self._stems = WeightedTexts(map(counted_stems, texts), FORMULA)
        self._words = WordMatching(texts, near)
        self._matches = lru_cache(maxsize=2_000)(self._ranked)

    def trace(self, draft: Draft) -> Trace:
        """What each paragraph of a draft reflects, whatever it cites, and what none does. Deleted ones are left out."""
        names = refs(draft)
        texts = {
            id: spot.paragraph.text.wording(LONGEST) for id, spot in draft.spots.items() if not spot.paragraph.deleted
        }
        traced = tuple(Traced(id, names[id], text, self.matches(text)) for id, text in texts.items())
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
        )

    def matches(self, text: str) -> tuple[Match, ...]:
        """What a text reflects, the surest first; of equal ones, those that stand first in the mapping. What was asked
        before is kept: an edit changes one paragraph of many.
        """
        return self._matches(text)

    def _ranked(self, text: str) -> tuple[Match, ...]:
        scores = self.scores(text)
        best = max(scores.values(), default=0.0)
        least = max(LEAST, _BESIDE * best)
        order = self._corpus.order
        ranked = sorted((-score, order[id], id) for id, score in scores.items() if score >= least)
        return tuple(Match(id, round(-negative, 4)) for negative, _, id in ranked[:_MOST])

    def scores(self, text: str) -> dict[str, float]:
        """How surely the text reflects each recommendation; those of which it holds nothing are left out."""
        text = self._name.without(text)
        by_pieces = self._pieces.likeness(counted_pieces(text))
        by_stems = self._stems.likeness(counted_stems(text))
        by_words = self._words.likeness(text)
        points, share = self._corpus.recommendations, fullness(text)
        scores: dict[str, float] = {}
        for place in by_pieces.keys() | by_words.keys():
            alike = blended(by_pieces.get(place, 0.0), by_stems.get(place, 0.0), share)
            matched = by_words.get(place, 0.0)
            score = (1 - _MATCHED) * alike + _MATCHED * matched * share
            scores[points[place].id] = max(alike, score) if alike > TO_THE_LETTER else score
        return scores
