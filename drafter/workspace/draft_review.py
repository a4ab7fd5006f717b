"""Reviews a corpus (convergence, contrasts, tracing) and a draft (checks, regional support, adaptation).

Each result is computed when first asked for, and again only when the draft has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property, partial
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.corpus.languages import is_english, named, primary
from drafter.corpus.near_words import NONE, NearWords
from drafter.draft.draft import Draft, Paragraph
from drafter.draft.layout import Kind
from drafter.draft.word_difference import difference
from drafter.errors import BadInput, Problem
from drafter.review import first_draft
from drafter.review.adaptation import Adaptation, adaptation
from drafter.review.checks import Checked, Checker, Rule
from drafter.review.checks.words import mentioned
from drafter.review.convergence import (
    NOTHING,
    Batch,
    Contrast,
    Convergence,
    batches,
    contrasts,
    contrasts_of,
)
from drafter.review.first_draft import ProposedTexts, Stop
from drafter.review.regional_support import RegionalSupport, SupportFinder
from drafter.review.trace import Trace, Tracer
from drafter.storage import caches, checks_yaml, corpus_meaning, word_lists
from drafter.workspace.draft_history import PerDraft
from drafter.workspace.workspace import Workspace

_Asked = tuple[Paragraph, Kind, int, frozenset[str]]
"""What a declaration wording depends on: the paragraph, its part's kind, its depth, the acronyms before it."""


_MOST_TRACED = 50_000
"""Recommendations that a text is compared with: so many take some minutes, and a gigabyte of memory."""


class CorpusReview:
    """Compares the recommendations of a corpus with each other and with a text."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def batches(self) -> tuple[Batch, ...]:
        """What is compared with one another: all of the corpus, or, of a large one, each theme by itself."""
        return batches(self.corpus)

    @property
    def is_large(self) -> bool:
        """Whether the corpus is compared theme by theme."""
        return bool(self.batches and self.batches[0].name)

    @cached_property
    def convergence(self) -> Convergence:
        """Recommendations that ask for the same; cached between sessions. Nothing for a large corpus: see `within`."""
        return NOTHING if self.is_large else caches.load_convergence(self.corpus)

    def within(self, batch: Batch) -> Convergence:
        """What converges in a batch; cached between sessions."""
        return caches.load_convergence(self.corpus, batch) if batch.name else self.convergence

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Where regions ask for different things on one subject; none are looked for in a large corpus."""
        return () if self.is_large else contrasts(self.corpus, self.convergence)

    def contrasts_of(self, ids: Sequence[str]) -> tuple[Contrast, ...]:
        """The contrasts among these recommendations, to warn of before they are merged."""
        return contrasts_of(self.contrasts, ids)

    def trace(self, draft: Draft) -> Trace:
        """Which recommendations the draft's paragraphs reflect, whether they cite them or not."""
        return self.corpus.once(_tracer).trace(draft)


class DraftReview:
    """Checks a draft, finds the regions behind its paragraphs, and suggests wording."""

    def __init__(self, workspace: Workspace, rules: Sequence[Path] | None = None) -> None:
        """`rules` are the user's rule files; None for the one beside the draft, if there is one.

        Raises BadInput for a file of rules that can't be used.
        """
        self._workspace = workspace
        self.corpus_review = CorpusReview(workspace.corpus)
        own = checks_yaml.beside(workspace.file.path) if rules is None else tuple(rules)
        self._language = workspace.layout.language
        self.rules: tuple[Rule, ...] = checks_yaml.load(*own, language=self._language)
        self._known_acronyms = PerDraft(_known_acronyms)
        self._adaptations: dict[str, tuple[_Asked, Adaptation]] = {}
        """By a paragraph's id, its wording, and what that was found for."""

    @cached_property
    def _checked(self) -> PerDraft[Checked]:
        corpus = self._workspace.corpus
        near, meaning = _near_words(corpus), partial(corpus_meaning.load, corpus)
        return PerDraft(Checker(self.rules, corpus, self.corpus_review.convergence, near, meaning).check)

    @cached_property
    def _support(self) -> PerDraft[dict[str, RegionalSupport]]:
        return PerDraft(SupportFinder(self._workspace.corpus, self.corpus_review.convergence).of)

    @property
    def checked(self) -> Checked:
        """What the checks find; `Finding.applied(text)` gives the text for `Edits.reword`."""
        return self._checked.of(self._workspace.draft)

    @property
    def regional_support(self) -> dict[str, RegionalSupport]:
        """By a paragraph's id, the regions that support it and those that are missing: `AP LAC −WA A −E`."""
        return self._support.of(self._workspace.draft)

    def adaptation(self, paragraph: str) -> Adaptation:
        """A paragraph's text in declaration wording; as it is while something in it is open, since alternatives are
        others' words. It is kept until the paragraph, its place or the acronyms before it are others. Raises KeyError
        for an unknown paragraph.
        """
        draft = self._workspace.draft
        spot = draft.spots[paragraph]
        asked = spot.paragraph, spot.part.kind, spot.depth, self._known_acronyms.of(draft)[paragraph]
        kept = self._adaptations.get(paragraph)
        if kept is None or kept[0] != asked:
            kept = self._adaptations[paragraph] = asked, self._adapted(*asked)
        return kept[1]

    def _adapted(self, paragraph: Paragraph, kind: Kind, depth: int, known: frozenset[str]) -> Adaptation:
        text = paragraph.written
        if not paragraph.text.plain:
            return Adaptation(text, difference(text, text))
        sources = self._workspace.corpus.language
        if primary(sources) != primary(self._language):
            why = f"The recommendations are in {named(sources)}, the draft’s layout in {named(self._language)}."
            return Adaptation(text, difference(text, text), f"Nothing is suggested. {why}")
        governs, language = bool(paragraph.children), self._language
        return adaptation(text, kind, self.rules, depth=depth, governs=governs, known=known, language=language)

    def leg(self, met: Collection[str] = ()) -> tuple[Stop, ...]:
        """The next leg of the way to a first draft; `met` are the recommendations of those before."""
        return first_draft.leg(*self._about_the_way, self.rules, met)

    def refreshed(self, stop: Stop) -> Stop:
        """A stop of the way with what of it is open now."""
        return first_draft.refreshed(*self._about_the_way, stop)

    def wordings(self, ids: Sequence[str], theme: str) -> ProposedTexts:
        """The ways to word recommendations as one paragraph, looked at under a theme."""
        return first_draft.wordings(self._workspace.corpus, self._workspace.draft, ids, self.rules, theme)

    @property
    def _about_the_way(self) -> tuple[Corpus, Convergence, Draft]:
        return self._workspace.corpus, self.corpus_review.convergence, self._workspace.draft

    def rule(self, id: str) -> Rule:
        """The rule with this id. Raises BadInput where there is none."""
        for rule in self.rules:
            if rule.id == id.strip():
                return rule
        known = ", ".join(rule.id for rule in self.rules)
        raise BadInput(Problem("", None, f"There is no check “{id}”.", f"There are {known}."))


def _tracer(corpus: Corpus) -> Tracer:
    if len(corpus.points) > _MOST_TRACED:
        what = f"A text is traced to {_MOST_TRACED:,} recommendations at most; {corpus.id} has {len(corpus.points):,}."
        raise BadInput(Problem("", None, what, "Build a corpus of those that matter for it."))
    return Tracer(corpus, _near_words(corpus), corpus_meaning.load(corpus))


def _near_words(corpus: Corpus) -> NearWords:
    return word_lists.near_words() if is_english(corpus.language) else NONE


def _known_acronyms(draft: Draft) -> dict[str, frozenset[str]]:
    """By a paragraph's id, the acronyms that the standing paragraphs before it mention."""
    known, before = {}, frozenset[str]()
    for id, spot in draft.spots.items():
        known[id] = before
        if id in draft.standing:
            before |= mentioned([spot.paragraph.wording])
    return known
