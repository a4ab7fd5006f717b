"""Where paragraphs stand: which of them stay, what holds each, and in which order; three versions made one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph, Part
from drafter.negotiation.paragraph_merge import merged_order, picked


@dataclass(slots=True)
class Places:
    """The tree that the merged draft will have, without what its paragraphs say."""

    parts: tuple[str, ...]
    holder: dict[str, str]
    """What holds each paragraph that stays: the id of a part or of another paragraph."""
    below: dict[str, list[str]] = field(default_factory=dict)
    """The paragraphs under each part and paragraph, in order."""
    contested: dict[str, str] = field(default_factory=dict)
    """What was contested about the place of a part or paragraph, by its id."""


def merged_places(base: Draft, one: Draft, two: Draft) -> Places:
    """The tree of the merged draft. What one side took out stays where the other changed it, or needs it."""
    places = Places((), {})
    for id in _staying(base, one, two):
        _hang(places, id, base, one, two)
    places.parts = _parts(places, base, one, two)
    _untie(places, base, one, two)
    _flatten(places)
    _sort(places, base, one, two)
    return places


def _staying(base: Draft, one: Draft, two: Draft) -> list[str]:
    """The paragraphs of the merged draft: those of both sides, and of one side those that it added or changed."""
    found = []
    for id in dict.fromkeys((*one.spots, *two.spots)):
        if (id in one.spots and id in two.spots) or id not in base.spots or _touched(base, one, two, id):
            found.append(id)
    return found


def _touched(base: Draft, one: Draft, two: Draft, id: str) -> bool:
    """Whether the side that still has the paragraph changed it, or put it elsewhere."""
    was, now = base.spots[id], (one.spots.get(id) or two.spots[id])
    return was.container != now.container or replace(was.paragraph, children=()) != replace(now.paragraph, children=())


def _hang(places: Places, id: str, base: Draft, one: Draft, two: Draft) -> None:
    """Give the paragraph its holder, and the holder one of its own, up to the part."""
    while id not in places.holder:
        mine, yours = one.spots.get(id), two.spots.get(id)
        if mine and yours:
            was = base.spots.get(id)
            holder, contested = picked(was.container if was else None, mine.container, yours.container)
            if contested:
                places.contested[id] = "both moved it"
        else:
            holder = (mine or two.spots[id]).container
        places.holder[id] = holder
        if holder in one.part_by_id or holder in two.part_by_id:
            return
        id = holder


def _parts(places: Places, base: Draft, one: Draft, two: Draft) -> tuple[str, ...]:
    """The parts in order. One that a side took out stays where the other changed it or paragraphs stand in it."""
    order, contested = merged_order(list(base.part_by_id), list(one.part_by_id), list(two.part_by_id))
    needed = set(places.holder.values())
    if contested:
        places.contested.update(dict.fromkeys(order, "both moved the parts"))
    return tuple(
        id
        for id in order
        if (id in one.part_by_id and id in two.part_by_id)
        or id in needed
        or id not in base.part_by_id
        or _bare(base.part_by_id[id]) != _bare(one.part_by_id.get(id) or two.part_by_id[id])
    )


def _bare(part: Part) -> Part:
    return replace(part, paragraphs=())


def _untie(places: Places, base: Draft, one: Draft, two: Draft) -> None:
    """Where each side moved a paragraph under the other's, put both back where they were, or at the top of a part."""
    for id in list(places.holder):
        ring = _ring(places, id)
        for member in ring:
            spot = base.spots.get(member) or one.spots.get(member) or two.spots[member]
            back = spot.container if spot.container in places.parts else spot.part.id
            places.holder[member] = back if back in places.parts else places.parts[0]
            places.contested[member] = "both moved it, each under the other"


def _ring(places: Places, id: str) -> list[str]:
    """The paragraphs that hold each other in a ring, of which this is one; none where there is no ring."""
    seen: list[str] = []
    while id in places.holder:
        if id in seen:
            return seen[seen.index(id) :]
        seen.append(id)
        id = places.holder[id]
    return []


def _flatten(places: Places) -> None:
    """Put what stands deeper than the field's degrees beside what holds it."""
    depth = dict.fromkeys(places.parts, -1)

    def settle(id: str) -> int:
        if id not in depth:
            holder = places.holder[id]
            below = settle(holder) + 1
            if below > MAX_DEPTH:
                places.holder[id], below = places.holder[holder], MAX_DEPTH
                places.contested[id] = "both moved it, deeper than the degrees there are"
            depth[id] = below
        return depth[id]

    for id in places.holder:
        settle(id)


def _sort(places: Places, base: Draft, one: Draft, two: Draft) -> None:
    """Put the paragraphs under each holder in an order."""
    held: dict[str, list[str]] = {}
    for id, holder in places.holder.items():
        held.setdefault(holder, []).append(id)
    for holder, ids in held.items():
        here = set(ids)
        lists = [[id for id in _children(side, holder) if id in here] for side in (base, one, two)]
        order, contested = merged_order(*lists)
        places.below[holder] = [*order, *sorted(here - set(order))]
        if contested:
            places.contested.setdefault(holder, "both changed the order")


def _children(draft: Draft, holder: str) -> list[str]:
    found: tuple[Paragraph, ...] = ()
    if holder in draft.part_by_id:
        found = draft.part_by_id[holder].paragraphs
    elif holder in draft.spots:
        found = draft.spots[holder].paragraph.children
    return [paragraph.id for paragraph in found]
