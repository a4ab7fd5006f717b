"""Where paragraphs stand: which of them stay, under which parent, and in which order; three versions made one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from drafter.draft.draft import MAX_DEPTH, Draft, Paragraph, Part
from drafter.negotiation.paragraph_merge import merged_order, picked


@dataclass(slots=True)
class MergedTree:
    """The tree that the merged draft will have, without what its paragraphs say."""

    parts: tuple[str, ...]
    parent: dict[str, str]
    """What each paragraph that stays stands under: the id of a part or of another paragraph."""
    below: dict[str, list[str]] = field(default_factory=dict)
    """The paragraphs under each part and paragraph, in order."""
    contested: dict[str, str] = field(default_factory=dict)
    """What was contested about the place of a part or paragraph, by its id."""


def merged_tree(base: Draft, left: Draft, right: Draft) -> MergedTree:
    """The tree of the merged draft. What one side took out stays where the other changed it, or needs it."""
    tree = MergedTree((), {})
    for id in _staying(base, left, right):
        _record_parents(tree, id, base, left, right)
    tree.parts = _parts(tree, base, left, right)
    _break_rings(tree, base, left, right)
    _raise_too_deep(tree)
    _order(tree, base, left, right)
    return tree


def _staying(base: Draft, left: Draft, right: Draft) -> list[str]:
    """The paragraphs of the merged draft: those of both sides, and of one side those that it added or changed."""
    found = []
    for id in dict.fromkeys((*left.spots, *right.spots)):
        if (id in left.spots and id in right.spots) or id not in base.spots or _touched(base, left, right, id):
            found.append(id)
    return found


def _touched(base: Draft, left: Draft, right: Draft, id: str) -> bool:
    """Whether the side that still has the paragraph changed it, or put it elsewhere."""
    was, now = base.spots[id], (left.spots.get(id) or right.spots[id])
    return was.container != now.container or replace(was.paragraph, children=()) != replace(now.paragraph, children=())


def _record_parents(tree: MergedTree, id: str, base: Draft, left: Draft, right: Draft) -> None:
    """Record the paragraph's parent chain, up to the part."""
    while id not in tree.parent:
        mine, yours = left.spots.get(id), right.spots.get(id)
        if mine and yours:
            was = base.spots.get(id)
            parent, contested = picked(was.container if was else None, mine.container, yours.container)
            if contested:
                tree.contested[id] = "both moved it"
        else:
            parent = (mine or right.spots[id]).container
        tree.parent[id] = parent
        if parent in left.part_by_id or parent in right.part_by_id:
            return
        id = parent


def _parts(tree: MergedTree, base: Draft, left: Draft, right: Draft) -> tuple[str, ...]:
    """The parts in order. One that a side took out stays where the other changed it or paragraphs stand in it."""
    order, contested = merged_order(list(base.part_by_id), list(left.part_by_id), list(right.part_by_id))
    needed = set(tree.parent.values())
    if contested:
        tree.contested.update(dict.fromkeys(order, "both moved the parts"))
    return tuple(
        id
        for id in order
        if (id in left.part_by_id and id in right.part_by_id)
        or id in needed
        or id not in base.part_by_id
        or _bare(base.part_by_id[id]) != _bare(left.part_by_id.get(id) or right.part_by_id[id])
    )


def _bare(part: Part) -> Part:
    return replace(part, paragraphs=())


def _break_rings(tree: MergedTree, base: Draft, left: Draft, right: Draft) -> None:
    """Where each side moved a paragraph under the other's, put both back where they were, or at the top of a part."""
    for id in list(tree.parent):
        ring = _ring(tree, id)
        for member in ring:
            spot = base.spots.get(member) or left.spots.get(member) or right.spots[member]
            back = spot.container if spot.container in tree.parts else spot.part.id
            tree.parent[member] = back if back in tree.parts else tree.parts[0]
            tree.contested[member] = "both moved it, each under the other"


def _ring(tree: MergedTree, id: str) -> list[str]:
    """The paragraphs that stand under each other in a ring, of which this is one; none where there is no ring."""
    seen: list[str] = []
    while id in tree.parent:
        if id in seen:
            return seen[seen.index(id) :]
        seen.append(id)
        id = tree.parent[id]
    return []


def _raise_too_deep(tree: MergedTree) -> None:
    """Put what stands deeper than the field's degrees beside its parent."""
    depth = dict.fromkeys(tree.parts, -1)

    def settle(id: str) -> int:
        if id not in depth:
            parent = tree.parent[id]
            below = settle(parent) + 1
            if below > MAX_DEPTH:
                tree.parent[id], below = tree.parent[parent], MAX_DEPTH
                tree.contested[id] = "both moved it, deeper than the degrees there are"
            depth[id] = below
        return depth[id]

    for id in tree.parent:
        settle(id)


def _order(tree: MergedTree, base: Draft, left: Draft, right: Draft) -> None:
    """Put the paragraphs under each parent in an order."""
    held: dict[str, list[str]] = {}
    for id, parent in tree.parent.items():
        held.setdefault(parent, []).append(id)
    for parent, ids in held.items():
        here = set(ids)
        lists = [[id for id in _children(side, parent) if id in here] for side in (base, left, right)]
        order, contested = merged_order(*lists)
        tree.below[parent] = [*order, *sorted(here - set(order))]
        if contested:
            tree.contested.setdefault(parent, "both changed the order")


def _children(draft: Draft, parent: str) -> list[str]:
    found: tuple[Paragraph, ...] = ()
    if parent in draft.part_by_id:
        found = draft.part_by_id[parent].paragraphs
    elif parent in draft.spots:
        found = draft.spots[parent].paragraph.children
    return [paragraph.id for paragraph in found]
