"""Where the file has the paragraphs that the room brought in or moved, and where that is in a draft that lacks some of
them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from itertools import pairwise

from drafter.errors import EditRefused
from drafter.intake.room_edits.arrangement import Arrangement
from drafter.intake.room_edits.chains import brought_in, order
from drafter.intake.room_edits.room_edit import Found, FoundChain, FoundMove


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
        self._at = {id: place for place, id in enumerate(found.order)}

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
        for inside in reversed(self._order[: self._at[id]]):
            other = names.get(inside, inside)
            if other == container:
                found = ""
                break
            if arranged.container.get(other) == container:
                if inside not in self._elsewhere:
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
