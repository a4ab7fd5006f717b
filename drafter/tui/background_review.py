"""The draft's review, made in the background: who else asked, which regions are missing, what the checks find.

It takes a moment and is begun soon after the start. Until it is there, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.tui.tongue import tr
from drafter.workspace import Workspace

if TYPE_CHECKING:  # not for a circle of imports: loading these takes as long as the first screen
    from drafter.review.checks import Finding, Rule
    from drafter.review.convergence import Contrast
    from drafter.review.regional_support import RegionalSupport
    from drafter.workspace.draft_review import DraftReview

_LARGE = 1_000
"""Recommendations from which comparing them is a matter of seconds."""


class BackgroundReview:
    """What the review says, once it is there; before that, nothing."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._review: DraftReview | None = None

    @property
    def ready(self) -> bool:
        return self._review is not None

    def start(self, done: Callable[[str], object]) -> None:
        """Review the draft in a thread; the program doesn't wait for it at its end.

        `done` is called in the thread, with what the user should know about it; empty for nothing.
        """
        Thread(target=self._run, args=(done,), daemon=True).start()

    def _run(self, done: Callable[[str], object]) -> None:
        try:
            _ = self._workspace.index
            with suppress(DrafterError):  # the preview says it
                _ = self._workspace.outline
            said = self._make()
        except Exception as error:  # a thread has nobody above it who would say so
            said = tr(
                "The draft could not be reviewed, so no other regions and no remarks are shown: {error}.",
                error=f"{error!r}",
            )
        done(said)

    def _make(self) -> str:
        """Make the review. Returns what the user should know about it."""
        from drafter.workspace.draft_review import DraftReview

        if len(self._workspace.corpus.recommendations) > _LARGE:
            self._compare_apart()
        fault = ""
        try:
            review = DraftReview(self._workspace)
        except DrafterError as error:  # a file of checks beside the draft that can't be used
            fault, review = str(error), DraftReview(self._workspace, ())
        _ = review.corpus_review.convergence, review.regional_support, review.checked
        self._review = review
        return fault

    def _compare_apart(self) -> None:
        """Compare the recommendations in a process of its own. Where that fails, the review does it itself: the keys
        are slow for a while then, but what it says is there.
        """
        from drafter.storage import caches
        from drafter.storage.convergence_process import compare_apart

        if not caches.is_convergence_kept(self._workspace.corpus):
            compare_apart(self._workspace.corpus)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the checks; none before the review is there."""
        return self._review.rules if self._review else ()

    def partners(self, id: str) -> tuple[tuple[str, float], ...]:
        """The recommendations that may ask for the same, with how surely they do, the surest first."""
        return self._review.corpus_review.convergence.partners.get(id, ()) if self._review else ()

    def support(self, paragraph: str) -> RegionalSupport | None:
        """Which regions a paragraph carries; None before the review, and for a paragraph that the draft hasn't."""
        return self._review.regional_support.get(paragraph) if self._review else None

    def remarks(self, paragraph: str) -> tuple[Finding, ...]:
        """What the checks remark on a paragraph."""
        return self._review.checked.of(paragraph) if self._review else ()

    def silenced(self, paragraph: str) -> tuple[Finding, ...]:
        """What silenced checks would remark on a paragraph."""
        silenced = self._review.checked.silenced if self._review else ()
        return tuple(finding for finding in silenced if finding.paragraph == paragraph)

    def contrasts(self, ids: Sequence[str]) -> tuple[Contrast, ...]:
        """Where regions ask for different things, so that merging these would hide it."""
        contrasts = self._review.corpus_review.contrasts_of(ids) if self._review else ()
        merged = set(ids)

        def divides(contrast: Contrast) -> bool:
            return sum(not merged.isdisjoint(stance.ids) for stance in contrast.stances) > 1

        return tuple(filter(divides, contrasts))

    @property
    def made(self) -> DraftReview | None:
        """The review itself; None before it is there."""
        return self._review

    def declined(self, paragraph: str) -> str:
        """Why no declaration wording is suggested for the paragraph; empty where one is, or none is needed."""
        return self._review.adaptation(paragraph).declined if self._review else ""

    def adapted(self, paragraph: str) -> str | None:
        """The paragraph's text in declaration wording; None before the review."""
        return self._review.adaptation(paragraph).text if self._review else None
