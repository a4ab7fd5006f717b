"""What the screens and commands ask about a draft: who else asked, what is missing, what doesn't belong in it.

Everything is computed when it is first asked for, and again only for another version of the draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from drafter.corpus.corpus import Corpus
from drafter.document.coverage_report import Point, Share, balance, points
from drafter.draft.source_changes import Changed, changed_sources
from drafter.errors import BadInput, Problem
from drafter.intake import paragraphs
from drafter.review.checks import Checked, Checker, Rule
from drafter.review.combine import Proposal, proposal
from drafter.review.convergence import Contrast, Convergence, contrasts, contrasts_of
from drafter.review.coverage import Selection
from drafter.review.regional_support import Strip, Strips
from drafter.review.trace import Confirmed, Trace, Tracer, draft_of
from drafter.review.wording import Adaptation, adaptation
from drafter.storage import caches, check_rules, files
from drafter.storage import layout_folder as layout_files
from drafter.workspace.draft_history import PerDraft, new_id
from drafter.workspace.workspace import Workspace


class Reading:
    """A corpus, read for what its recommendations have in common."""

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

    @cached_property
    def tracer(self) -> Tracer:
        return Tracer(self.corpus)

    def partners(self, id: str) -> tuple[tuple[str, float], ...]:
        """The recommendations of other regions that ask for the same as this one, the surest first."""
        return self.convergence.partners.get(id, ())

    def contrasts_of(self, ids: Sequence[str]) -> tuple[Contrast, ...]:
        """What to say before these are merged."""
        return contrasts_of(self.contrasts, ids)

    def proposal(self, ids: Sequence[str]) -> Proposal:
        """A merged text for these, for the user to edit; then `Workspace.take_up_merged(ids, text=…)`."""
        return proposal(self.corpus, ids)

    def trace(self, path: Path) -> Trace:
        """What a text file reflects. Raises BadInput where it can't be read."""
        return self.tracer.trace(paragraphs.paragraphs(str(path), files.read_bytes(path)))


class Judgement(Reading):
    """One draft being worked on, judged."""

    def __init__(self, workspace: Workspace, rules: Sequence[Path] | None = None) -> None:
        """`rules` are files of the user's own; None for the one beside the draft, if there is one.

        Raises BadInput for a file of rules that can't be used.
        """
        super().__init__(workspace.corpus)
        self._workspace = workspace
        own = check_rules.beside(workspace.file.path) if rules is None else tuple(rules)
        self.rules: tuple[Rule, ...] = check_rules.load(*own)

    @cached_property
    def _checked(self) -> PerDraft[Checked]:
        return PerDraft(Checker(self.rules, self.corpus, self.convergence).check)

    @cached_property
    def _strips(self) -> PerDraft[dict[str, Strip]]:
        return PerDraft(Strips(self.corpus, self.convergence).of)

    @property
    def checked(self) -> Checked:
        """What the checks find; `Finding.applied(text)` gives the text for `Workspace.reword`."""
        return self._checked.of(self._workspace.draft)

    @property
    def strips(self) -> dict[str, Strip]:
        """Each paragraph's regions, by its id: `AP LAC −WA A −E`."""
        return self._strips.of(self._workspace.draft)

    @property
    def balance(self) -> tuple[Share, ...]:
        """Each region's share taken up beside the mean."""
        return balance(self._workspace.coverage)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """The sources that changed since they were taken up; `Workspace.acknowledge` says that this was seen."""
        return changed_sources(self._workspace.draft, self.corpus)

    def points(self, selection: Selection) -> tuple[Point, ...]:
        """The points that a filter lets through."""
        return points(self.corpus, self._workspace.draft, self._workspace.coverage, selection)

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
    path: Path, corpus: Corpus, trace: Trace, confirmed: Confirmed, layout: str = layout_files.DEFAULT
) -> Workspace:
    """Write a draft of a traced text, with the confirmed links, to the file. Raises CannotWrite where it exists."""
    ids = [new_id("p") for _ in trace.paragraphs]
    made = draft_of(trace, confirmed, corpus, layout_files.load(layout), new_id("d"), ids)
    workspace = Workspace(corpus, made, path)
    workspace.file.save()
    return workspace
