"""Where each paragraph of a file stands in the draft: under which part or paragraph, and behind which sibling."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from drafter.document.edited_document import EditedParagraph
from drafter.intake.room_edits.room_edit import FoundMove

_SUB = re.compile(r"(?i)sub-?paragraph ?([1-4])$")
_TOP = re.compile(r"(?i)operative paragraph$|preambular (?:paragraph|chapeau)$")


def depth_of(paragraph: EditedParagraph, before: int) -> int:
    """How deep a paragraph of a file stands: as its style says, else its list; `before` where neither does."""
    depth = _depth_of(paragraph.style)
    if depth is not None:
        return depth
    return paragraph.depth if paragraph.label else before


@lru_cache(256)
def _depth_of(style: str) -> int | None:
    if sub := _SUB.search(style):
        return int(sub[1])
    return 0 if _TOP.search(style) else None


@dataclass(frozen=True, slots=True)
class StandingParagraph:
    """A paragraph, or the heading of a part, as it stands in the file with every change accepted."""

    id: str
    depth: int = 0
    part: str = ""
    """Of what went out, the id of the part that it belongs to."""
    index: int = -1
    """Of what went out, its place among all that did; -1 for a new paragraph."""
    heading: bool = False
    """Whether it is what leads to its part: a heading, or a sentence of the layout's."""
    moved: bool = False
    """Whether the file says so itself."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where paragraphs stand now, by their ids."""

    places: Mapping[str, FoundMove]
    moved: frozenset[str]
    """Those that went out and stand elsewhere now."""


def placed(order: Sequence[StandingParagraph], before: Mapping[str, FoundMove], part: str) -> Places:
    """The places of all of these, which are in the file's order. `before` has the containers that there were when it
    went out; `part` is the one that the file begins with.
    """
    weights = _weights(order, before)
    anchors = _anchors(order, weights)
    places: dict[str, FoundMove] = {}
    siblings = defaultdict[str, list[StandingParagraph]](list)
    open_at: list[StandingParagraph] = []
    for each in order:
        if each.heading or (each.index in anchors and each.depth == 0 and each.part != part):
            part, open_at = each.part, []
        if each.heading:
            continue
        while open_at and open_at[-1].depth >= each.depth:  # no degree need be there: (a) may have lost its chapeau
            open_at.pop()
        container = open_at[-1].id if open_at else part
        under = siblings[container]
        places[each.id] = FoundMove(container, under[-1].id if under else "")
        under.append(each)
        open_at.append(each)
    return Places(places, frozenset(_moved(siblings, before, weights)))


def _moved(
    siblings: Mapping[str, Sequence[StandingParagraph]], before: Mapping[str, FoundMove], weights: Mapping[str, int]
) -> Iterable[str]:
    for container, under in siblings.items():
        known = [each for each in under if each.index >= 0]
        there = [each for each in known if each.id not in before or before[each.id].container == container]
        stayed = [each for each in there if not each.moved]
        rising = _rising([each.index for each in stayed], [weights[each.id] for each in stayed])
        in_order = {stayed[place].id for place in rising}
        yield from (each.id for each in known if each.id not in in_order)


_HEAVY, _USUAL, _LIGHT = 100_000, 10, 9


def _weights(order: Sequence[StandingParagraph], before: Mapping[str, FoundMove]) -> dict[str, int]:
    """How much each stays rather than others: a heading more than what passed it, a paragraph less that was parted from
    what stood under it.
    """
    first_under = {place.container: id for id, place in before.items() if not place.after}
    weights: dict[str, int] = {}
    for place, each in enumerate(order):
        following = order[place + 1].id if place + 1 < len(order) else ""
        parted = each.id in first_under and first_under[each.id] != following
        weights[each.id] = _HEAVY if each.heading else _LIGHT if parted else _USUAL
    return weights


def _anchors(order: Sequence[StandingParagraph], weights: Mapping[str, int]) -> set[int]:
    """The indices of what stayed in its order, as much as can be."""
    known = [each for each in order if each.index >= 0 and not each.moved]
    rising = _rising([each.index for each in known], [weights[each.id] for each in known])
    return {known[place].index for place in rising}


def _rising(numbers: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The places of the heaviest series of numbers that rise."""
    size = max(numbers, default=-1) + 2
    best = [(0, -1)] * size
    """The weight of the heaviest series that ends below a number, and its last place: a tree of sums, as Fenwick's."""
    before: list[int] = []
    for place, number in enumerate(numbers):
        heaviest = (0, -1)
        at = number
        while at > 0:
            heaviest = max(heaviest, best[at])
            at -= at & -at
        before.append(heaviest[1])
        mine = heaviest[0] + weights[place], place
        at = number + 1
        while at < size:
            best[at] = max(best[at], mine)
            at += at & -at
    place = _last(best, size - 1)
    found: list[int] = []
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]


def _last(best: Sequence[tuple[int, int]], at: int) -> int:
    heaviest = (0, -1)
    while at > 0:
        heaviest = max(heaviest, best[at])
        at -= at & -at
    return heaviest[1]
