"""Lists that went apart, made one: nothing is lost, and which side comes first makes no difference."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def merged_order(base: Sequence[T], one: Sequence[T], two: Sequence[T]) -> tuple[list[T], bool]:
    """Every item of both sides in an order, and whether both sides changed the order of what they share.

    The shared items stand as the side that moved them has them. What only one side has follows what it followed there.
    """
    shared = set(one) & set(two)
    spine, contested = _spine(base, [x for x in one if x in shared], [x for x in two if x in shared])
    runs = [_runs(side, shared) for side in (one, two)]
    found: list[T] = []
    for anchor in (None, *spine):
        if anchor is not None:
            found.append(anchor)
        for run in sorted((side.get(anchor, []) for side in runs), key=repr):
            found.extend(run)
    return found, contested


def merged_lines(base: Sequence[T], one: Sequence[T], two: Sequence[T]) -> list[T]:
    """Every item once that a side added or neither took away."""
    gone = {item for item in base if item not in one or item not in two}
    found, _ = merged_order(base, list(dict.fromkeys(one)), list(dict.fromkeys(two)))
    return [item for item in found if item not in gone]


def _spine(base: Sequence[T], one: list[T], two: list[T]) -> tuple[list[T], bool]:
    """The order of the items that both have; True where each side has changed it in its own way."""
    if one == two:
        return one, False
    known, have = set(one), set(base)
    was = [item for item in base if item in known]
    ways = [[item for item in side if item in have] for side in (one, two)]
    if ways[0] == was != ways[1]:
        return two, False
    if ways[1] == was != ways[0]:
        return one, False
    return min((one, two), key=lambda side: (repr([x for x in side if x in have]), repr(side))), True


def _runs(side: Iterable[T], shared: set[T]) -> Mapping[T | None, list[T]]:
    """What only this side has, under the shared item that it follows; None for what stands before them all."""
    runs: dict[T | None, list[T]] = {}
    anchor: T | None = None
    for item in side:
        if item in shared:
            anchor = item
        else:
            runs.setdefault(anchor, []).append(item)
    return runs
