"""What is made of the draft, kept for as long as the draft is the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from drafter.draft.draft import Draft

T = TypeVar("T")


class Derived(Generic[T]):
    """Made once for each version of the draft, when it is first asked for.

    Two threads may ask at once: each gets what belongs to the draft it asks about.
    """

    def __init__(self, make: Callable[[Draft], T]) -> None:
        self._make = make
        self._kept: tuple[Draft, T] | None = None

    def of(self, draft: Draft) -> T:
        """What belongs to this draft. Raises what making it raises, and then keeps nothing."""
        kept = self._kept
        if kept is None or kept[0] is not draft:
            kept = self._kept = draft, self._make(draft)
        return kept[1]
