"""Where each paragraph of a file stands in the draft: under which part or paragraph, and behind which sibling."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafter.document.edited_document import EditedParagraph
from drafter.intake.room_edits.room_edit import FoundMove

_SUB = re.compile(r"(?i)sub-?paragraph ?([1-4])$")
_TOP = re.compile(r"(?i)operative paragraph$|preambular (?:paragraph|chapeau)$")


def depth_of(paragraph: EditedParagraph, before: int) -> int:
    """How deep a paragraph of a file stands: as its style says, else its list; `before` where neither does."""
    if sub := _SUB.search(paragraph.style):
        return int(sub[1])
    if _TOP.search(paragraph.style):
        return 0
    return paragraph.depth if paragraph.label else before


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
    anchors = _anchors(order)
    places: dict[str, FoundMove] = {}
    siblings = defaultdict[str, list[StandingParagraph]](list)
    open_at: list[str] = []
    for each in order:
        if each.heading or (each.index in anchors and each.depth == 0 and each.part != part):
            part, open_at = each.part, []
        if each.heading:
            continue
        del open_at[each.depth :]
        container = open_at[-1] if open_at else part
        under = siblings[container]
        places[each.id] = FoundMove(container, under[-1].id if under else "")
        under.append(each)
        open_at.append(each.id)
    return Places(places, frozenset(_moved(siblings, before)))


def _moved(siblings: Mapping[str, Sequence[StandingParagraph]], before: Mapping[str, FoundMove]) -> Iterable[str]:
    for container, under in siblings.items():
        known = [each for each in under if each.index >= 0]
        there = [each for each in known if each.id not in before or before[each.id].container == container]
        stayed = [each for each in there if not each.moved]
        in_order = {stayed[place].id for place in _rising([each.index for each in stayed])}
        yield from (each.id for each in known if each.id not in in_order)


def _anchors(order: Sequence[StandingParagraph]) -> set[int]:
    """The indices of what stayed in its order, as much as can be."""
    known = [each.index for each in order if each.index >= 0 and not each.moved]
    return {known[place] for place in _rising(known)}


def _rising(numbers: Sequence[int]) -> list[int]:
    """The places of the longest series of numbers that rise."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(places[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[at], places[at] = number, place
    found: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = before[place]
    return found[::-1]
