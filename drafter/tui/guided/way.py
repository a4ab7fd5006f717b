"""Where the user is on the way to a first draft, and what was done on it."""

from __future__ import annotations

from drafter.draft.draft import Draft
from drafter.review.first_draft import Stop
from drafter.workspace import Workspace
from drafter.workspace.draft_review import DraftReview


class Way:
    """Goes from stop to stop, and back; knows where each step was made, so that undoing goes there."""

    def __init__(self, workspace: Workspace, review: DraftReview) -> None:
        self._workspace = workspace
        self._review = review
        self._before: Draft = workspace.draft
        self._start = len(workspace.history.steps.past)
        self._met = set[str]()
        self._stops = review.leg()
        self._at = 0
        self.is_first_leg, self.is_over = True, False
        """Whether this is the first leg, and whether none is left after it."""
        self._places: dict[int, int] = {}
        """By the number of steps before a step of this leg, the place of the stop at which it was made."""

    @property
    def stop(self) -> Stop | None:
        """The stop where the user is, with what of it is open now; None at the end of a leg."""
        return self._review.refreshed(self._stops[self._at]) if self._at < len(self._stops) else None

    @property
    def place(self) -> tuple[int, int]:
        """The number of the stop, and how many the leg has."""
        return self._at + 1, len(self._stops)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs came in on the way."""
        return len(self._workspace.draft.spots.keys() - self._before.spots.keys())

    @property
    def changed(self) -> bool:
        """Whether anything was done on the way that is not undone."""
        return self._workspace.draft is not self._before  # undoing gives the very same one back

    def go_on(self) -> None:
        """To the next stop at which something is open; beyond the last one where there is none."""
        self._at += 1
        while self._at < len(self._stops) and self._passes(self._stops[self._at]):
            self._at += 1

    def go_back(self) -> bool:
        """To the stop before, whatever became of it; False at the first."""
        if not self._at:
            return False
        self._at -= 1
        return True

    def go_further(self) -> None:
        """To the first stop of the next leg; where there is none, the way is over."""
        self._met.update(id for stop in self._stops for id in (*stop.together, *_alone(stop)))
        stops = self._review.leg(self._met)
        self.is_over = not stops
        if stops:
            self._stops, self._at, self.is_first_leg = stops, 0, False
            self._places.clear()

    def mark_step(self) -> None:
        """Remember that the last step was made here."""
        self._places[len(self._workspace.history.steps.past)] = self._at

    def undo(self) -> str:
        """Undo the last step of the way, and go where it was made. Returns its name; empty where there is none."""
        made = len(self._workspace.history.steps.past)
        if made <= self._start:
            return ""
        self._at = self._places.get(made, self._at)
        return self._workspace.history.undo()

    def undo_all(self) -> None:
        """Go back to the draft as it was before the way."""
        if len(self._workspace.history.steps.past) > self._start:
            self._workspace.history.go_to(self._start)

    def _passes(self, stop: Stop) -> bool:
        """Whether nothing is left to be looked at there."""
        now = self._review.refreshed(stop)
        return len(now.together) < 2 if stop.together else not now.others


def _alone(stop: Stop) -> tuple[str, ...]:
    """What was to be looked at where nothing converges."""
    return () if stop.together else stop.others
