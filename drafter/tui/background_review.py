"""What a close reading says of the draft: who else asked, which regions are missing, what the checks remark.

The reading takes a moment and is done in a thread soon after the start. Until it is done, nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.workspace import Workspace

if TYPE_CHECKING:  # not for a circle of imports: loading these takes as long as the first screen
    from drafter.review.checks import Finding
    from drafter.review.combine import Proposal
    from drafter.review.convergence import Contrast
    from drafter.review.regional_support import Strip
    from drafter.workspace.review import Judgement

_LARGE = 1_000
"""Recommendations from which reading them is a matter of seconds."""


class Judging:
    """A workspace's judgement as soon as there is one."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._judgement: Judgement | None = None

    @property
    def ready(self) -> bool:
        return self._judgement is not None

    def read(self) -> str:
        """Read the corpus and the draft; to be called in a thread. Returns what the user should know, or nothing."""
        from drafter.workspace.review import Judgement

        if len(self._workspace.corpus.recommendations) > _LARGE:
            self._read_apart()
        fault = ""
        try:
            judgement = Judgement(self._workspace)
        except DrafterError as error:  # a file of checks beside the draft that can't be used
            fault, judgement = str(error), Judgement(self._workspace, ())
        _ = judgement.convergence, judgement.strips, judgement.checked
        self._judgement = judgement
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
        return self._judgement.partners(id) if self._judgement else ()

    def strip(self, paragraph: str) -> Strip | None:
        """Which regions a paragraph carries; None before the reading, and for a paragraph that the draft hasn't."""
        return self._judgement.strips.get(paragraph) if self._judgement else None

    def remarks(self, paragraph: str) -> tuple[Finding, ...]:
        """What the checks remark on a paragraph."""
        return self._judgement.checked.of(paragraph) if self._judgement else ()

    def silenced(self, paragraph: str) -> tuple[Finding, ...]:
        """What silenced checks would remark on a paragraph."""
        found = self._judgement.checked.silenced if self._judgement else ()
        return tuple(one for one in found if one.paragraph == paragraph)

    def contrasts(self, ids: Sequence[str]) -> tuple[Contrast, ...]:
        """Where regions ask for different things, so that merging these would hide it."""
        found = self._judgement.contrasts_of(ids) if self._judgement else ()
        wanted = set(ids)
        return tuple(one for one in found if sum(bool(wanted & set(stance.ids)) for stance in one.stances) > 1)

    def proposal(self, ids: Sequence[str]) -> Proposal | None:
        """A merged text for these recommendations; None before the reading."""
        return self._judgement.proposal(ids) if self._judgement else None

    def adapted(self, paragraph: str) -> str | None:
        """The paragraph's text in declaration wording; None before the reading."""
        return self._judgement.adaptation(paragraph).text if self._judgement else None
