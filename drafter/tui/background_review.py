"""What a close reading says of the draft: who else asked, which regions are missing, what the checks remark.

The reading takes a moment and is done in a thread soon after the start. Until it is done, nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.workspace import Workspace

if TYPE_CHECKING:  # not for a circle of imports: loading these takes as long as the first screen
    from drafter.review.checks import Finding
    from drafter.review.combine import Proposal
    from drafter.review.convergence import Contrast
    from drafter.review.regional_support import RegionalSupport
    from drafter.workspace.review import DraftReview

_LARGE = 1_000
"""Recommendations from which reading them is a matter of seconds."""


class Judging:
    """A draft's review as soon as there is one."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._review: DraftReview | None = None

    @property
    def ready(self) -> bool:
        return self._review is not None

    def start(self, done: Callable[[str], object]) -> None:
        """Read the corpus and the draft in a thread, which ends with the program; nobody waits for it.

        `done` is called in the thread, with what the user should know, or nothing.
        """
        Thread(target=self._run, args=(done,), daemon=True).start()

    def _run(self, done: Callable[[str], object]) -> None:
        _ = self._workspace.index
        with suppress(DrafterError):  # the preview says it
            _ = self._workspace.outline
        done(self._read())

    def _read(self) -> str:
        from drafter.workspace.review import DraftReview

        if len(self._workspace.corpus.recommendations) > _LARGE:
            self._read_apart()
        fault = ""
        try:
            review = DraftReview(self._workspace)
        except DrafterError as error:  # a file of checks beside the draft that can't be used
            fault, review = str(error), DraftReview(self._workspace, ())
        _ = review.corpus_review.convergence, review.regional_support, review.checked
        self._review = review
        return fault

    def _read_apart(self) -> None:
        """Have what takes long computed in a process of its own, and kept. The process ends with this one.

        A thread would slow every key for as long as it takes, half a minute for 10,000 recommendations.
        """
        from multiprocessing import get_context

        from drafter.storage import caches

        if not caches.is_convergence_kept(self._workspace.corpus):
            reading = get_context("spawn").Process(
                target=caches.load_convergence, args=(self._workspace.corpus,), daemon=True
            )
            reading.start()
            reading.join()

    def partners(self, id: str) -> tuple[tuple[str, float], ...]:
        """The recommendations of other regions that ask for the same, the surest first."""
        return self._review.corpus_review.convergence.partners.get(id, ()) if self._review else ()

    def support(self, paragraph: str) -> RegionalSupport | None:
        """Which regions a paragraph carries; None before the reading, and for a paragraph that the draft hasn't."""
        return self._review.regional_support.get(paragraph) if self._review else None

    def remarks(self, paragraph: str) -> tuple[Finding, ...]:
        """What the checks remark on a paragraph."""
        return self._review.checked.of(paragraph) if self._review else ()

    def silenced(self, paragraph: str) -> tuple[Finding, ...]:
        """What silenced checks would remark on a paragraph."""
        found = self._review.checked.silenced if self._review else ()
        return tuple(one for one in found if one.paragraph == paragraph)

    def contrasts(self, ids: Sequence[str]) -> tuple[Contrast, ...]:
        """Where regions ask for different things, so that merging these would hide it."""
        found = self._review.corpus_review.contrasts_of(ids) if self._review else ()
        wanted = set(ids)
        return tuple(one for one in found if sum(bool(wanted & set(stance.ids)) for stance in one.stances) > 1)

    def proposal(self, ids: Sequence[str]) -> Proposal | None:
        """A merged text for these recommendations; None before the reading."""
        from drafter.review.combine import proposal

        return proposal(self._workspace.corpus, ids) if self._review else None

    def adapted(self, paragraph: str) -> str | None:
        """The paragraph's text in declaration wording; None before the reading."""
        return self._review.adaptation(paragraph).text if self._review else None
