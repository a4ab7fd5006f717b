"""A draft's paragraphs while many of them are put elsewhere at once: what stands under what, and in which order.

`draft.tree` makes a new draft of every change, which is right for one and slow for a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph
from drafter.errors import EditRefused


class Arrangement:
    """The paragraphs of a draft, to be rearranged."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.paragraphs: dict[str, Paragraph] = {}
        """By their ids, each without its sub-paragraphs."""
        self.container: dict[str, str] = {}
        """The id of the part or paragraph that each stands under."""
        self.under: dict[str, list[str]] = {part.id: [] for part in draft.parts}
        """The ids of those that stand under each part and paragraph, in order."""
        for id, spot in draft.spots.items():
            self.paragraphs[id] = replace(spot.paragraph, children=()) if spot.paragraph.children else spot.paragraph
            self.container[id] = spot.container
            self.under[id] = []
            self.under[spot.container].append(id)
        self._place = 0
        """Where the last one was put among its siblings."""

    def draft(self) -> Draft:
        """The draft as it is now arranged."""
        return replace(
            self._draft, parts=tuple(replace(part, paragraphs=self._below(part.id)) for part in self._draft.parts)
        )

    def _below(self, id: str) -> tuple[Paragraph, ...]:
        return tuple(
            replace(self.paragraphs[each], children=self._below(each)) if self.under[each] else self.paragraphs[each]
            for each in self.under[id]
        )

    def before(self, id: str) -> str:
        """The id of the sibling before it; empty for the first."""
        siblings = self.under[self.container[id]]
        place = siblings.index(id)
        return siblings[place - 1] if place else ""

    def put(self, paragraph: Paragraph, container: str, after: str = "") -> None:
        """Put a new paragraph under a part or a paragraph, behind a sibling or (empty) before all of them. Refuses a
        degree of sub-paragraph deeper than there is.
        """
        self._check_depth(container, 0)
        self.paragraphs[paragraph.id] = paragraph
        self.under[paragraph.id] = []
        self._insert(paragraph.id, container, after)

    def move(self, id: str, container: str, after: str = "") -> None:
        """Move a paragraph with all that stands under it. Refuses a place under itself, and one too deep."""
        if id in self.above(container):
            raise EditRefused("A paragraph can't be moved into itself.")
        self._check_depth(container, self._height(id))
        self.under[self.container[id]].remove(id)
        self._insert(id, container, after)

    def _insert(self, id: str, container: str, after: str) -> None:
        siblings = self.under[container]
        self._place = self._index(after, siblings) + 1 if after else 0
        siblings.insert(self._place, id)
        self.container[id] = container

    def _index(self, id: str, siblings: list[str]) -> int:
        """The place of one of these, which mostly is the one that was put there just now, or the last."""
        for place in (self._place, len(siblings) - 1):
            if place < len(siblings) and siblings[place] == id:
                return place
        return siblings.index(id)

    def move_all_under(self, id: str, other: str) -> None:
        """Put the sub-paragraphs of one under another paragraph, behind its own; where they stood under that one's
        sub-paragraph, in its place. Refuses a degree that is too deep.
        """
        if self.under[id]:
            self._check_depth(other, max(map(self._height, self.under[id])))
        siblings = self.under[other]
        at = siblings.index(id) + 1 if id in siblings else len(siblings)
        moving = [each for each in self.under[id] if each != other]
        siblings[at:at] = moving
        self.under[id] = [each for each in self.under[id] if each == other]
        self.container.update(dict.fromkeys(moving, other))

    def lift_all(self, id: str) -> None:
        """Put the sub-paragraphs of a paragraph behind it, as its siblings."""
        siblings = self.under[self.container[id]]
        at = siblings.index(id) + 1
        siblings[at:at] = self.under[id]
        self.container.update(dict.fromkeys(self.under[id], self.container[id]))
        self.under[id] = []

    def take_out(self, id: str) -> None:
        """Take a paragraph out, under which nothing stands any longer."""
        self.under[self.container.pop(id)].remove(id)
        del self.paragraphs[id], self.under[id]

    def above(self, id: str) -> Iterator[str]:
        """The id and those of the paragraphs and of the part that it stands under."""
        yield id
        while id in self.container:
            id = self.container[id]
            yield id

    def _height(self, id: str) -> int:
        return max((1 + self._height(each) for each in self.under[id]), default=0)

    def _check_depth(self, container: str, height: int) -> None:
        depth = sum(1 for _ in self.above(container)) - 1
        if depth + height > MAX_DEPTH:
            raise EditRefused(f"Sub-paragraphs go {MAX_DEPTH} degrees deep, (a), (i), a., i., and no deeper.")
