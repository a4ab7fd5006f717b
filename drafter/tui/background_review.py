"""The draft's review, made in the background: who else asked, which regions are missing, what the checks find.

It takes a moment and is begun soon after the start. Until it is there, nothing is said.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.tui.tongue import tr
from drafter.workspace import Workspace

if TYPE_CHECKING:  # not for a circle of imports: loading these takes as long as the first screen
    from drafter.review.checks import Finding, Rule
    from drafter.review.convergence import Batch, Contrast, Convergence
    from drafter.review.regional_support import RegionalSupport
    from drafter.workspace.draft_review import CorpusReview, DraftReview

_LARGE = 1_000
"""Recommendations from which comparing them is a matter of seconds."""


_KEPT = 8
"""Themes of a large corpus of which it is at hand what converges."""


class BackgroundReview:
    """What the review says, once it is there; before that, nothing."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._review: DraftReview | None = None
        self._wanted: SimpleQueue[str] = SimpleQueue()
        """The ids of themes of a large corpus that were looked at, and are to be compared next."""
        self._at_hand: dict[str, dict[str, Convergence]] = {}
        """By the id of a theme that was looked at, what converges in its batches, by their names; the last looked at
        stands last. Nothing before that is known."""
        self._compared = 0
        """How many batches of a large corpus are compared."""

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
        if self._review and self._review.corpus_review.is_large:
            self._compare_all(self._review.corpus_review, done)

    def _compare_all(self, review: CorpusReview, done: Callable[[str], object]) -> None:
        """Compare a large corpus batch by batch: what is looked at first, then the rest, from where it was left the
        last time; and go on hearing what is looked at.
        """
        left = deque(review.batches)
        while True:
            try:
                theme = self._wanted.get(block=not left)
            except Empty:
                self._compare(review, left.popleft())
                self._compared += 1
                continue
            of_theme = [batch for batch in review.batches if batch.theme == theme and self._compare(review, batch)]
            self._at_hand[theme] = {batch.name: review.within(batch) for batch in of_theme}
            done("")

    def _compare(self, review: CorpusReview, batch: Batch) -> bool:
        """Have a batch compared in a process of its own, unless it was. Returns whether its convergence is kept."""
        from drafter.storage import caches
        from drafter.storage.convergence_process import compare_apart

        return caches.is_convergence_kept(review.corpus, batch) or compare_apart(review.corpus, batch)

    def look_at(self, theme: str) -> None:
        """Have what stands under a theme of a large corpus compared next."""
        if self._review is None or not self._review.corpus_review.is_large or theme in self._at_hand:
            return
        for old in list(self._at_hand)[: max(0, len(self._at_hand) + 1 - _KEPT)]:  # what was looked at long ago
            del self._at_hand[old]
        self._at_hand[theme] = {}
        self._wanted.put(theme)

    @property
    def progress(self) -> str:
        """How much of a large corpus is compared, in words; empty where all is, or nothing is to be said."""
        review = self._review.corpus_review if self._review else None
        if review is None or not review.is_large or self._compared == len(review.batches):
            return ""
        return f"{self._compared} of {len(review.batches)} themes are compared"

    def _make(self) -> str:
        """Make the review. Returns what the user should know about it."""
        from drafter.workspace.draft_review import DraftReview

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
        from drafter.workspace.draft_review import CorpusReview

        review = CorpusReview(self._workspace.corpus)
        if len(self._workspace.corpus.points) > _LARGE and not review.is_large:
            self._compare(review, *review.batches)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the checks; none before the review is there."""
        return self._review.rules if self._review else ()

    def partners(self, id: str) -> tuple[tuple[str, float], ...]:
        """The recommendations that may ask for the same, with how surely they do, the surest first."""
        if self._review is None:
            return ()
        if not self._review.corpus_review.is_large:
            return self._review.corpus_review.convergence.partners.get(id, ())
        batches = [batch for of_theme in list(self._at_hand.values()) for batch in of_theme.values()]
        return next((found for batch in batches if (found := batch.partners.get(id))), ())

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
