"""What of a Word file could not be read: each kind once, with how often it was met and near which words first."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

_LONGEST = 40
"""Signs of the words that say where it was."""


class Unread(Enum):
    """What is left out: a sentence's beginning for one, and for several after their number."""

    PICTURE = "A picture or drawing is left out", "pictures or drawings are left out"
    EQUATION = "An equation is left out", "equations are left out"
    FILE = "A file within the file is left out", "files within the file are left out"
    SYMBOL = "A sign of a symbol font is left out", "signs of symbol fonts are left out"
    CONTROL = "A text’s control signs are left out", "texts’ control signs are left out"
    NOTE = "The mark of a note that isn’t there is left out", "marks of notes that aren’t there are left out"
    STRAY = "A text outside of any paragraph is left out", "texts outside of any paragraph are left out"
    DELETED = "A deleted text without a deletion is left out", "deleted texts without a deletion are left out"
    TWIN = "A note or comment with another’s number is left out", "notes or comments with another’s number are left out"
    ABOUT = "What a comment is put to is left out", "comments are without what they are put to"
    WITHIN = (
        "A change within somebody else’s of the same kind is read as if it stood alone",
        "changes within somebody else’s of the same kind are read as if they stood alone",
    )


class LeftOut:
    """The account of what was left out of one document."""

    def __init__(self) -> None:
        self._counts: dict[Unread, int] = {}
        self._near: dict[Unread, str] = {}

    def add(self, what: Unread, before: Callable[[], str]) -> None:
        """It was met once more; `before` says behind which words."""
        self._counts[what] = self._counts.get(what, 0) + 1
        if what not in self._near:
            self._near[what] = " ".join(before()[-_LONGEST:].split())

    def sentences(self) -> tuple[str, ...]:
        """One for each kind."""
        return tuple(self._sentence(what, count) for what, count in self._counts.items())

    def _sentence(self, what: Unread, count: int) -> str:
        one, many = what.value
        said = one if count == 1 else f"{count:,} {many}"
        if not self._near[what]:
            return f"{said}."
        return f"{said}, {'' if count == 1 else 'the first '}behind “{self._near[what]}”."
