"""The bookmarks of one document: each place once, each id once, and no link to a place that isn't there."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.export.word.elements import bookmark, link
from drafter.model.anchors import Target


class Places:
    """Gives places their bookmarks. `names` are those of all the targets that the document will have."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)
        self._used: set[str] = set()

    def has(self, target: Target | None) -> bool:
        """Whether the document has this place, so that a link can lead there."""
        return target is not None and target.name in self._names

    def marked(self, target: Target | None, inner: str) -> str:
        """Runs in the place's bookmark; as they are for no place, and where the place is taken already."""
        return self.named(target.name, inner) if target else inner

    def named(self, name: str, inner: str) -> str:
        """As `marked`, for a place whose name is known."""
        if name in self._used:
            return inner
        self._used.add(name)
        return bookmark(len(self._used), name, inner)

    def linked(self, target: Target | None, inner: str) -> str:
        """Runs that lead to a place; as they are for none, and for one that the document hasn't."""
        return link(target.name, inner) if target and self.has(target) else inner
