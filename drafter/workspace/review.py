"""What is said of a corpus and of a draft: who else asked, which regions are missing, what the checks find.

Everything is computed when it is first asked for, and again only for another version of the draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.errors import BadInput, Problem
from drafter.review.checks import Checked, Checker, Rule
from drafter.review.convergence import Contrast, Convergence, contrasts, contrasts_of
from drafter.review.regional_support import RegionalSupport, SupportFinder
from drafter.review.trace import Confirmed, Trace, Tracer, draft_of
from drafter.review.wording import Adaptation, adaptation
from drafter.storage import caches, check_rules, layout_folder
from drafter.workspace.draft_history import PerDraft, new_id
from drafter.workspace.incoming import text_paragraphs
from drafter.workspace.workspace import Workspace


class CorpusReview:
    """What the recommendations of a corpus have in common, and which of them a text reflects."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    @cached_property
    def convergence(self) -> Convergence:
        """What asks for the same; kept in the user's cache folder from one session to the next."""
        return caches.load_convergence(self.corpus)

    @cached_property
    def contrasts(self) -> tuple[Contrast, ...]:
        """Where regions ask for different things on one subject."""
        return contrasts(self.corpus, self.convergence)

    def contrasts_of(self, ids: Sequence[str]) -> tuple[Contrast, ...]:
        """What to say before these are merged."""
        return contrasts_of(self.contrasts, ids)

    def trace(self, path: Path) -> Trace:
        """What a text file reflects. Raises BadInput where it can't be read."""
        return Tracer(self.corpus).trace(text_paragraphs(path))


class DraftReview:
    """What the checks find in a draft, which regions its paragraphs carry, and how to word them."""

    def __init__(self, workspace: Workspace, rules: Sequence[Path] | None = None) -> None:
        """`rules` are files of the user's own; None for the one beside the draft, if there is one.

        Raises BadInput for a file of rules that can't be used.
        """
        self._workspace = workspace
        self.corpus_review = CorpusReview(workspace.corpus)
        own = check_rules.beside(workspace.file.path) if rules is None else tuple(rules)
        self.rules: tuple[Rule, ...] = check_rules.load(*own)

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
        """Each paragraph's regions, by its id: `AP LAC −WA A −E`."""
        return self._support.of(self._workspace.draft)

    def adaptation(self, paragraph: str) -> Adaptation:
        """A paragraph's text in declaration wording. Raises KeyError for a paragraph that the draft hasn't."""
        spot = self._workspace.draft.spots[paragraph]
        governs = bool(spot.paragraph.children)
        return adaptation(spot.paragraph.text, spot.part.kind, self.rules, depth=spot.depth, governs=governs)

    def rule(self, id: str) -> Rule:
        """The rule with this id. Raises BadInput where there is none."""
        for rule in self.rules:
            if rule.id == id.strip():
                return rule
        known = ", ".join(rule.id for rule in self.rules)
        raise BadInput(Problem("", None, f"There is no check “{id}”.", f"There are {known}."))


def draft_from_trace(
    path: Path, corpus: Corpus, trace: Trace, confirmed: Confirmed, layout: str = layout_folder.DEFAULT
) -> Workspace:
    """Write a draft of a traced text, with the confirmed links, to the file. Raises CannotWrite where it exists."""
    ids = [new_id("p") for _ in trace.paragraphs]
    made = draft_of(trace, confirmed, corpus, layout_folder.load(layout), new_id("d"), ids)
    workspace = Workspace(corpus, made, path)
    workspace.file.save()
    return workspace
