"""The draft as a tree of paragraphs: put in, take out, move. What the paragraphs say is `edits`' business."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph, Part, Spot
from drafter.errors import EditRefused

_Siblings = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place to put a paragraph: in a part or under a paragraph, before the sibling that stands at `index`."""

    container: str
    """The id of a part or of a paragraph."""
    index: int | None = None
    """From 0; None, or beyond the last, for the end."""


def spot(draft: Draft, id: str) -> Spot:
    """Where the paragraph stands. Raises EditRefused where the draft has none with this id."""
    found = draft.spots.get(id)
    if found is None:
        raise EditRefused(f"The draft has no paragraph “{id}”.")
    return found


def part(draft: Draft, id: str) -> Part:
    """The part with this id. Raises EditRefused where the draft has none."""
    found = draft.part_by_id.get(id)
    if found is None:
        raise EditRefused(f"The draft has no part “{id}”; it has {', '.join(part.id for part in draft.parts)}.")
    return found


def change(draft: Draft, id: str, how: Callable[[Paragraph], Paragraph]) -> Draft:
    """The draft with one paragraph replaced by what `how` makes of it."""
    here = spot(draft, id)
    changed = how(here.paragraph)
    return _with_siblings(
        draft, here.container, lambda among: (*among[: here.index], changed, *among[here.index + 1 :])
    )


def insert(draft: Draft, paragraphs: Sequence[Paragraph], place: Place) -> Draft:
    """The draft with the paragraphs put in, in their order. Refuses a degree of sub-paragraph deeper than there is."""
    depth = _depth_in(draft, place.container)
    if depth + max(map(height, paragraphs), default=0) > MAX_DEPTH:
        raise EditRefused(f"Sub-paragraphs go {MAX_DEPTH} degrees deep, (a), (i), a., i., and no deeper.")

    def put(among: _Siblings) -> _Siblings:
        at = len(among) if place.index is None else place.index
        return (*among[:at], *paragraphs, *among[at:])

    return _with_siblings(draft, place.container, put)


def remove(draft: Draft, ids: Collection[str]) -> Draft:
    """The draft without these paragraphs and their sub-paragraphs."""
    for id in ids:
        spot(draft, id)
    return replace(draft, parts=tuple(replace(part, paragraphs=_without(part.paragraphs, ids)) for part in draft.parts))


def move(draft: Draft, ids: Collection[str], place: Place) -> Draft:
    """The draft with these paragraphs, in the document's order, at the place (as counted before the move).

    A sub-paragraph of a paragraph that moves as well goes with it. Refuses a move into one of the paragraphs itself.
    """
    moving = topmost(draft, ids)
    if place.container in draft.spots and any(_holds(draft, id, place.container) for id in moving):
        raise EditRefused("A paragraph can't be moved into itself.")
    before = [id for id in moving if draft.spots[id].container == place.container and _precedes(draft.spots[id], place)]
    index = None if place.index is None else place.index - len(before)
    paragraphs = [draft.spots[id].paragraph for id in moving]
    return insert(remove(draft, moving), paragraphs, Place(place.container, index))


def shift(draft: Draft, ids: Collection[str], by: int) -> Draft:
    """The draft with siblings moved up (-1) or down (+1) by one; at a part's end they go on into the next part.

    Refuses where there is nowhere further to go, and where the paragraphs are not siblings.
    """
    return move(draft, topmost(draft, ids), shifted_to(draft, ids, by))


def shifted_to(draft: Draft, ids: Collection[str], by: int) -> Place:
    """Where `shift` moves them. Refuses as it does."""
    moving = topmost(draft, ids)
    first, last = spot(draft, moving[0]), spot(draft, moving[-1])
    if any(draft.spots[id].container != first.container for id in moving):
        raise EditRefused("Only paragraphs of one part, or sub-paragraphs of one paragraph, move up and down together.")
    siblings = first.parent.children if first.parent else first.part.paragraphs
    if by < 0 and first.index > 0:
        return Place(first.container, first.index - 1)
    if by > 0 and last.index < len(siblings) - 1:
        return Place(first.container, last.index + 2)
    if first.parent:
        raise EditRefused("It is at the end of its paragraph's sub-paragraphs; outdent it to move it out.")
    neighbour = _neighbour(draft, first.part, by)
    return Place(neighbour.id, 0 if by > 0 else None)


def indent(draft: Draft, id: str) -> Draft:
    """The draft with the paragraph as the last sub-paragraph of the sibling before it. Refuses where there is none."""
    here = spot(draft, id)
    if here.index == 0:
        raise EditRefused("Nothing stands before it on its level, so it can't become a sub-paragraph.")
    siblings = here.parent.children if here.parent else here.part.paragraphs
    return move(draft, [id], Place(siblings[here.index - 1].id))


def outdent(draft: Draft, id: str) -> Draft:
    """The draft with the sub-paragraph right after the paragraph that held it. Refuses at the top level."""
    here = spot(draft, id)
    if here.parent is None:
        raise EditRefused("It is not a sub-paragraph.")
    parent = spot(draft, here.parent.id)
    return move(draft, [id], Place(parent.container, parent.index + 1))


def place_after(draft: Draft, id: str) -> Place | None:
    """The place right after a paragraph, or at the beginning of a part; None where the draft has neither."""
    if id in draft.part_by_id:
        return Place(id, 0)
    here = draft.spots.get(id)
    return Place(here.container, here.index + 1) if here else None


def topmost(draft: Draft, ids: Collection[str]) -> list[str]:
    """The ids in the document's order, without those whose ancestor is among them. Refuses none and unknown ones."""
    if not ids:
        raise EditRefused("No paragraph is chosen.")
    for id in ids:
        spot(draft, id)
    chosen = frozenset(ids)
    return [id for id in draft.spots if id in chosen and chosen.isdisjoint(ancestors(draft, id))]


def height(paragraph: Paragraph) -> int:
    """Degrees of sub-paragraph under it; 0 for none."""
    return 1 + max(height(child) for child in paragraph.children) if paragraph.children else 0


def ancestors(draft: Draft, id: str) -> Iterator[str]:
    """The ids of the paragraphs that hold this one, the nearest first."""
    parent = draft.spots[id].parent
    while parent is not None:
        yield parent.id
        parent = draft.spots[parent.id].parent


def _holds(draft: Draft, id: str, other: str) -> bool:
    return id == other or id in ancestors(draft, other)


def _precedes(here: Spot, place: Place) -> bool:
    return place.index is not None and here.index < place.index


def _neighbour(draft: Draft, here: Part, by: int) -> Part:
    at = draft.parts.index(here) + by
    if not 0 <= at < len(draft.parts):
        raise EditRefused(f"It is at the {'beginning' if by < 0 else 'end'} of the draft.")
    return draft.parts[at]


def _depth_in(draft: Draft, container: str) -> int:
    return 0 if container in draft.part_by_id else spot(draft, container).depth + 1


def _with_siblings(draft: Draft, container: str, how: Callable[[_Siblings], _Siblings]) -> Draft:
    """The draft with the paragraphs directly in a part, or directly under a paragraph, replaced."""
    if container in draft.part_by_id:
        return replace(
            draft,
            parts=tuple(
                replace(part, paragraphs=how(part.paragraphs)) if part.id == container else part for part in draft.parts
            ),
        )
    return change(draft, container, lambda paragraph: replace(paragraph, children=how(paragraph.children)))


def _without(paragraphs: _Siblings, ids: Collection[str]) -> _Siblings:
    return tuple(
        replace(paragraph, children=_without(paragraph.children, ids)) if paragraph.children else paragraph
        for paragraph in paragraphs
        if paragraph.id not in ids
    )
