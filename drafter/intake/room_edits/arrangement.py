"""Where paragraphs stand while many of them are put elsewhere at once: in a draft, what under what and in which order;
and in the file, as far as the draft has what is around them there.

`draft.tree` makes a new draft of every change, which is right for one and slow for a thousand.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph
from drafter.errors import EditRefused
from drafter.intake.room_edits.chains import brought_in, order
from drafter.intake.room_edits.room_edit import Found, FoundChain, FoundMove


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


class FilePlaces:
    """The places of a file."""

    def __init__(self, found: Found, taken: Container[str]) -> None:
        """`taken` are the edits that are carried out."""
        self._base = found.base
        new = brought_in(found.chains)
        bringing = set(new.values())
        moved = [edit for edit in found.room.edits if edit.id in found.moves and edit.id not in bringing]
        self.of: dict[str, FoundMove] = {edit.paragraph: found.moves[edit.id] for edit in moved}
        """By the id of the paragraph that was moved, or brought in."""
        self.of.update(_of_new(new, found.moves))
        self._behind = {id: before for chain in found.chains for before, id in pairwise(order(chain))}
        """What stands before a paragraph in its chain."""
        self._elsewhere = {edit.paragraph for edit in moved if edit.id not in taken}
        """What was moved, and stands where it stood."""
        self._order = found.order
        self._stood = found.stood
        self._at = {id: place for place, id in enumerate(found.order) if found.stood.get(id) != place}

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """The ids in the file's order, so that each is put in its place after those before it."""
        return sorted(ids, key=lambda id: self._at.get(id, len(self._at)))

    def here(self, id: str, arranged: Arrangement, names: Mapping[str, str] | None = None) -> tuple[str, str]:
        """What the paragraph with this id is to stand under, and behind which one there (empty for the first place): as
        the file has it, as far as what it refers to is here. `names` has the ids that paragraphs have here, where those
        are others than in the file.
        """
        known = names or {}
        place = self.of[id]
        container = known.get(place.container, place.container)
        after = known.get(place.after, place.after)
        if container not in arranged.under:
            container, after = self._resolved(container, after, arranged)
        before = self._before(id, container, arranged, known) if id in self._at else None
        return (container, before) if before is not None else self._resolved(container, after, arranged)

    def follows(self, id: str) -> str:
        """The nearest paragraph of the base before a new one, or the paragraph or part of the base that it begins."""
        seen: set[str] = set()
        while id and id not in self._base.spots and id not in self._base.part_by_id and id not in seen:
            seen.add(id)
            place = self.of.get(id)
            id = (place.after or place.container) if place else self._behind.get(id, "")
        return id

    def _before(self, id: str, container: str, arranged: Arrangement, names: Mapping[str, str]) -> str | None:
        """The nearest paragraph before this one in the file that stands in this container; empty where it is the first
        there, None where nobody can say.
        """
        found = None
        elsewhere: list[tuple[str, str]] = []
        for place in range(self._at[id] - 1, -1, -1):
            inside = self._order[place]
            if inside in self._stood and (self._stood[inside] == place) != (inside in self._elsewhere):
                continue  # what was moved is where it was, or where it went
            other = names.get(inside, inside)
            if other == container:
                found = ""
                break
            if arranged.container.get(other) == container:
                if inside not in self._elsewhere or inside in self._stood:
                    found = other
                    break
                elsewhere.append((inside, other))
        # What was moved, and is left where it was, may stand where the file has it all the same.
        for inside, other in reversed(elsewhere):
            stood = self._place_in_base(inside)
            if stood is not None and stood.after == found:
                found = other
        return found

    def _resolved(self, container: str, after: str, arranged: Arrangement) -> tuple[str, str]:
        """A place as far as what it refers to is here."""
        last = container if container in arranged.under else self._base.parts[-1].id
        seen: set[tuple[str, str]] = set()
        while (container, after) not in seen:
            seen.add((container, after))
            here = arranged.container.get(after)
            if here is not None and (here == container or container not in arranged.under):
                return here, after
            if after:
                after = self._place_of(after, container).after
            elif container in arranged.under:
                return container, ""
            else:
                above = self._place_of(container)
                container, after = above.container, above.after
        return last, ""

    def beside(
        self, id: str, chain: FoundChain, arranged: Arrangement, names: Mapping[str, str] | None = None
    ) -> tuple[str, str]:
        """As `here`, of a paragraph of which the file says no more than what it hangs together with. `names` has the
        ids that paragraphs have here, where those are others than in the file.
        """
        known = order(chain)
        at = known.index(id)
        ids = [(names or {}).get(each, each) for each in known]
        for before in reversed(ids[:at]):
            if before in arranged.container:
                return arranged.container[before], before
        behind = next((each for each in ids[at:] if each in arranged.container), None)
        if behind is None:
            raise EditRefused("Nobody can say where it stands.")
        return arranged.container[behind], arranged.before(behind)

    def _place_of(self, id: str, container: str = "") -> FoundMove:
        """Where the file has the paragraph, or else the base, in this container if one is given."""
        for place in (self.of.get(id), self._place_in_base(id)):
            if place and container in ("", place.container):
                return place
        return FoundMove(container or self._base.parts[-1].id, "")

    def _place_in_base(self, id: str) -> FoundMove | None:
        spot = self._base.spots.get(id)
        if spot is None:
            return None
        siblings = spot.parent.children if spot.parent else spot.part.paragraphs
        return FoundMove(spot.container, siblings[spot.index - 1].id if spot.index else "")


def _of_new(new: Mapping[str, str], moves: Mapping[str, FoundMove]) -> dict[str, FoundMove]:
    """Where the new paragraphs stand, those of one edit behind one another."""
    found: dict[str, FoundMove] = {}
    last: dict[str, str] = {}
    for id, edit in new.items():
        if edit in moves:
            found[id] = FoundMove(moves[edit].container, last[edit]) if edit in last else moves[edit]
            last[edit] = id
    return found
