"""Reviews a corpus (convergence, contrasts, tracing) and a draft (checks, regional support, adaptation).

Each result is computed when first asked for, and again only when the draft has changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Front
from drafter.draft.text import LONGEST
from drafter.draft.word_difference import difference
from drafter.errors import BadInput, Problem
from drafter.review.adaptation import Adaptation, adaptation
from drafter.review.checks import Checked, Checker, Rule
from drafter.review.convergence import Contrast, Convergence, contrasts, contrasts_of
from drafter.review.regional_support import RegionalSupport, SupportFinder
from drafter.review.trace import SURE, Confirmed, Trace, Tracer, draft_of
from drafter.storage import caches, checks_yaml, layout_folder
from drafter.workspace.draft_history import PerDraft, new_id
from drafter.workspace.others_texts import text_paragraphs
from drafter.workspace.workspace import Workspace

if TYPE_CHECKING:  # only what reads a text loads it
    from drafter.intake.negotiating_text import NegotiatingText


class CorpusReview:
    """Compares the recommendations of a corpus with each other and with a text."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def convergence(self) -> Convergence:
        """Recommendations that ask for the same; cached between sessions."""
        return caches.load_convergence(self.corpus)

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Where regions ask for different things on one subject."""
        return contrasts(self.corpus, self.convergence)

    def contrasts_of(self, ids: Sequence[str]) -> tuple[Contrast, ...]:
        """The contrasts among these recommendations, to warn of before they are merged."""
        return contrasts_of(self.contrasts, ids)

    def trace(self, path: Path) -> Trace:
        """Which recommendations each paragraph of a text file reflects. Raises BadInput where it can't be read."""
        return Tracer(self.corpus).trace(text_paragraphs(path))

    def proposed_links(self, draft: Draft) -> tuple[ProposedLink, ...]:
        """The recommendations that the draft's paragraphs reflect and don't cite yet, in the draft's order."""
        tracer = Tracer(self.corpus)
        return tuple(
            ProposedLink(id, match.id, match.score)
            for id, spot in draft.spots.items()
            for match in tracer.matches(spot.paragraph.text.wording(LONGEST))
            if match.id not in spot.paragraph.sources
        )


@dataclass(frozen=True, slots=True)
class ProposedLink:
    """That a paragraph may take up a recommendation, which somebody is to confirm."""

    paragraph: str
    """The paragraph's id."""
    recommendation: str
    score: float
    """How surely, from 0 to 1."""

    @property
    def sure(self) -> bool:
        return self.score >= SURE


class DraftReview:
    """Checks a draft, finds the regions behind its paragraphs, and suggests wording."""

    def __init__(self, workspace: Workspace, rules: Sequence[Path] | None = None) -> None:
        """`rules` are the user's rule files; None for the one beside the draft, if there is one.

        Raises BadInput for a file of rules that can't be used.
        """
        self._workspace = workspace
        self.corpus_review = CorpusReview(workspace.corpus)
        own = checks_yaml.beside(workspace.file.path) if rules is None else tuple(rules)
        self.rules: tuple[Rule, ...] = checks_yaml.load(*own)

    @cached_property
    def _checked(self) -> PerDraft[Checked]:
        return PerDraft(Checker(self.rules, self._workspace.corpus, self.corpus_review.convergence).check)

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
        others' words. Raises KeyError for an unknown paragraph.
        """
        spot = self._workspace.draft.spots[paragraph]
        if not spot.paragraph.text.plain:
            return Adaptation(spot.paragraph.written, difference(spot.paragraph.written, spot.paragraph.written))
        governs = bool(spot.paragraph.children)
        return adaptation(spot.paragraph.written, spot.part.kind, self.rules, depth=spot.depth, governs=governs)

    def rule(self, id: str) -> Rule:
        """The rule with this id. Raises BadInput where there is none."""
        for rule in self.rules:
            if rule.id == id.strip():
                return rule
        known = ", ".join(rule.id for rule in self.rules)
        raise BadInput(Problem("", None, f"There is no check “{id}”.", f"There are {known}."))


def draft_from_text(
    path: Path, corpus: Corpus, text: NegotiatingText, layout: str = layout_folder.DEFAULT
) -> Workspace:
    """A draft of a text that was read, not yet in its file, which is a new one. Raises CannotWrite where it exists."""
    draft = Draft(new_id("d"), layout_folder.load(layout).id, corpus.id, text.parts, Front(title=text.title))
    return Workspace(corpus, draft, path)


def draft_from_trace(
    path: Path, corpus: Corpus, trace: Trace, confirmed: Confirmed, layout: str = layout_folder.DEFAULT
) -> Workspace:
    """Write a draft of a traced text with the confirmed links to a new file. Raises CannotWrite where it exists."""
    ids = [new_id("p") for _ in trace.paragraphs]
    draft = draft_of(trace, confirmed, corpus, layout_folder.load(layout), new_id("d"), ids)
    workspace = Workspace(corpus, draft, path)
    workspace.file.save()
    return workspace
