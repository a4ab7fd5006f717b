"""Tracing: which recommendations a text reflects, whoever wrote it and however it words them; and the draft that such
a text makes, with the links that the user confirmed.

The measure is in `wording`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus
from drafter.corpus.similarity import WeightedTexts
from drafter.draft import edits
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Link, Paragraph, Part, Treatment
from drafter.draft.inline_runs import opening
from drafter.draft.layout import Kind, Layout
from drafter.review.wording import FORMULA, CongressName, blended, counted_pieces, counted_stems, fullness

LEAST = 0.2
"""The score from which a paragraph is said to reflect a recommendation; chosen on the labelled paraphrases."""
SURE = 0.35
"""The score from which a match may be taken for granted: of the labelled paragraphs that reach it, none reflects
nothing."""
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


@dataclass(frozen=True, slots=True)
class Traced:
    """A paragraph of the text, with what it reflects."""

    number: int
    """Its place in the text, counted from 1."""
    text: str
    matches: tuple[Match, ...]
    """The surest first; none where nothing is reflected."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole text, traced."""

    paragraphs: tuple[Traced, ...]
    not_reflected: tuple[str, ...]
    """Ids of the recommendations that no paragraph reflects, in citation order."""


class Tracer:
    """A corpus, ready to have texts traced in it."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._name = CongressName(corpus.congress)
        texts = [self._name.without(point.text) for point in corpus.recommendations]
        self._pieces = WeightedTexts(map(counted_pieces, texts), FORMULA)
        self._stems = WeightedTexts(map(counted_stems, texts), FORMULA)

    def trace(self, paragraphs: Iterable[str]) -> Trace:
        """What each paragraph reflects, and what none does."""
        traced = tuple(Traced(number, text, self.matches(text)) for number, text in enumerate(paragraphs, start=1))
        reflected = {match.id for paragraph in traced for match in paragraph.matches}
        left = [point.id for point in self._corpus.recommendations if point.id not in reflected]
        return Trace(traced, tuple(self._corpus.in_order(left)))

    def matches(self, text: str) -> tuple[Match, ...]:
        """What a text reflects, the surest first; of equal ones, those that stand first in the mapping."""
        scores = self.scores(text)
        best = max(scores.values(), default=0.0)
        least = max(LEAST, _BESIDE * best)
        order = self._corpus.order
        ranked = sorted((-score, order[id], id) for id, score in scores.items() if score >= least)
        return tuple(Match(id, round(-negative, 4)) for negative, _, id in ranked[:_MOST])

    def scores(self, text: str) -> dict[str, float]:
        """How surely the text reflects each recommendation; those of which it holds not one word are left out."""
        text = self._name.without(text)
        by_pieces = self._pieces.likeness(counted_pieces(text))
        by_stems = self._stems.likeness(counted_stems(text))
        points, share = self._corpus.recommendations, fullness(text)
        return {points[place].id: blended(alike, by_stems.get(place, 0.0), share) for place, alike in by_pieces.items()}


_NUMBER = re.compile(r"^\d{1,3}(?: (?:bis|ter|quater|alt))?[.)]\s+")
_LETTER = re.compile(r"^\((?:[a-z]{1,2}|[ivx]{1,5})\)\s+")

Confirmed = Mapping[int, Sequence[str]]
"""By a paragraph's number: the recommendations that it takes up, as the user confirmed them."""


def confirmed_all(trace: Trace, least: float) -> Confirmed:
    """Every match that is at least this sure, for a user who confirms them together."""
    return {
        paragraph.number: [match.id for match in paragraph.matches if match.score >= least]
        for paragraph in trace.paragraphs
    }


def draft_of(
    trace: Trace, confirmed: Confirmed, corpus: Corpus, layout: Layout, draft_id: str, ids: Sequence[str]
) -> Draft:
    """The draft that the text makes; `ids` has one for each of its paragraphs.

    What opens like a preambular paragraph, before the first operative one, goes to the preamble; what takes something
    up, to the part of its first source's section; what takes nothing up stays with the paragraph before it. Numbers
    at the beginning of paragraphs go, since the draft counts for itself; `(a)` makes a sub-paragraph.
    """
    empty = edits.new_draft(draft_id, layout, corpus)
    sorter = _Sorter(empty, corpus)
    for paragraph, id in zip(trace.paragraphs, ids, strict=True):
        sorter.put(paragraph, id, tuple(confirmed.get(paragraph.number, ())))
    parts = tuple(replace(part, paragraphs=tuple(sorter.by_part[part.id])) for part in empty.parts)
    return replace(empty, parts=parts)


class _Sorter:
    """Puts paragraph after paragraph into the parts of a draft."""

    def __init__(self, draft: Draft, corpus: Corpus) -> None:
        self._draft, self._corpus = draft, corpus
        self.by_part: dict[str, list[Paragraph]] = {part.id: [] for part in draft.parts}
        self._preamble = next((part for part in draft.parts if part.kind is Kind.PP), None)
        self._operative = next(part for part in draft.parts if part.kind is Kind.OP)
        self._here: Part | None = None
        """The operative part that the last paragraph went to; None while the preamble lasts."""

    def put(self, traced: Traced, id: str, sources: tuple[str, ...]) -> None:
        text = _NUMBER.sub("", traced.text)
        above = self.by_part[self._here.id] if self._here else []
        if above and _LETTER.match(text):
            child = _paragraph(id, _LETTER.sub("", text), sources, self._corpus)
            above[-1] = replace(above[-1], children=(*above[-1].children, child))
            return
        paragraph = _paragraph(id, text, sources, self._corpus)
        if self._here is None and self._preamble and text == traced.text and opening(text):
            self.by_part[self._preamble.id].append(paragraph)
            return
        self._here = self._home(sources)
        self.by_part[self._here.id].append(paragraph)

    def _home(self, sources: tuple[str, ...]) -> Part:
        """The operative part of the first source; without one, that of the paragraph before."""
        if not sources:
            return self._here or self._operative
        part = self._draft.part_by_id[edits.home(self._draft, self._corpus, sources[0]).container]
        return part if part.kind is Kind.OP else self._operative


def _paragraph(id: str, text: str, sources: tuple[str, ...], corpus: Corpus) -> Paragraph:
    def treatment(source: str) -> Treatment:
        if len(sources) > 1:
            return Treatment.MERGED
        return Treatment.VERBATIM if text == corpus.by_id[source].text else Treatment.ADAPTED

    return Paragraph(id, read(text, id), tuple(Link(source, treatment(source)) for source in sources))
