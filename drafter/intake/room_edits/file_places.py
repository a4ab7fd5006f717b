"""Where the file has the paragraphs that the room brought in or moved, and where that is in a draft that lacks some of
them.
"""

from __future__ import annotations

from collections.abc import Mapping

from drafter.errors import EditRefused
from drafter.intake.room_edits.arrangement import Arrangement
from drafter.intake.room_edits.chains import brought_in, order
from drafter.intake.room_edits.room_edit import Found, FoundChain, FoundMove


class FilePlaces:
    """The places of a file."""

    def __init__(self, found: Found) -> None:
        self._base = found.base
        new = brought_in(found.chains)
        bringing = set(new.values())
        self.of: dict[str, FoundMove] = {
            edit.paragraph: found.moves[edit.id]
            for edit in found.room.edits
            if edit.id in found.moves and edit.id not in bringing
        }
        """By the id of the paragraph that was moved, or brought in."""
        self.of.update(_of_new(new, found.moves))

    def here(self, place: FoundMove, arranged: Arrangement) -> tuple[str, str]:
        """What a paragraph is to stand under, and behind which one there (empty for the first place): as the file has
        it, as far as what it refers to is here.
        """
        container, after = place.container, place.after
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
        return place.container if place.container in arranged.under else self._base.parts[-1].id, ""

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
