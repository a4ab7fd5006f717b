"""What is different between two versions of a draft, paragraph by paragraph, on ids."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from drafter.model.draft import Draft, Front, Spot


class Kind(StrEnum):
    """What happened."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    CHANGED = "changed"
    """Sources, status, number or note."""
    FRONT = "front matter"
    SET_ASIDE = "set aside"
    BROUGHT_BACK = "no longer set aside"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. A paragraph that was reworded and moved has two."""

    kind: Kind
    subject: str
    """The paragraph's or part's id, the recommendation's id, or the name of a field of the front matter."""
    before: str
    """What it said; empty for what was added."""
    after: str
    """What it says; empty for what was removed."""


def changes(before: Draft, after: Draft) -> tuple[Change, ...]:
    """Every difference: front matter, paragraphs in the order of the later version, what was removed, set aside."""
    found = (*_front(before, after), *_titles(before, after), *_paragraphs(before, after), *_aside(before, after))
    return tuple(found)


def _front(before: Draft, after: Draft) -> Iterator[Change]:
    for each in fields(Front):
        was, now = getattr(before.front, each.name), getattr(after.front, each.name)
        if was != now:
            yield Change(Kind.FRONT, each.name, was, now)


def _titles(before: Draft, after: Draft) -> Iterator[Change]:
    for id, part in after.part_by_id.items():
        was = before.part_by_id.get(id)
        if was and was.title != part.title:
            yield Change(Kind.REWORDED, id, was.title, part.title)


def _paragraphs(before: Draft, after: Draft) -> Iterator[Change]:
    moved = _moved(before, after)
    for id, spot in after.spots.items():
        was = before.spots.get(id)
        if was is None:
            yield Change(Kind.ADDED, id, "", spot.paragraph.text)
        else:
            yield from _differences(id, was, spot, id in moved)
    for id, spot in before.spots.items():
        if id not in after.spots:
            yield Change(Kind.REMOVED, id, spot.paragraph.text, "")


def _differences(id: str, was: Spot, now: Spot, moved: bool) -> Iterator[Change]:
    one, two = was.paragraph, now.paragraph
    if one.text != two.text:
        yield Change(Kind.REWORDED, id, one.text, two.text)
    if moved:
        yield Change(Kind.MOVED, id, _where(was), _where(now))
    if replace(one, text="", children=()) != replace(two, text="", children=()):
        yield Change(Kind.CHANGED, id, _other(was), _other(now))


def _moved(before: Draft, after: Draft) -> set[str]:
    """The paragraphs that stand elsewhere: under something else, or out of their order among those that stayed."""
    found, stayed = set[str](), defaultdict[str, list[str]](list)
    for id, spot in after.spots.items():
        if id in before.spots and before.spots[id].container != spot.container:
            found.add(id)
        elif id in before.spots:
            stayed[spot.container].append(id)
    for ids in stayed.values():
        kept = _longest_run([before.spots[id].index for id in ids])
        found.update(set(ids) - {ids[place] for place in kept})
    return found


def _longest_run(numbers: Sequence[int]) -> list[int]:
    """The places of a longest rising run: where one of many stands elsewhere, it moved, and not all the others."""
    ends: list[int] = []
    """For each length, the place at which a run of it ends lowest."""
    before: dict[int, int] = {}
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        before[place] = ends[length - 1] if length else -1
        ends[length : length + 1] = [place]
    run, at = list[int](), ends[-1] if ends else -1
    while at >= 0:
        run.append(at)
        at = before[at]
    return run


def _where(spot: Spot) -> str:
    return f"{spot.part.title}: {spot.parent.text}" if spot.parent else spot.part.title


def _other(spot: Spot) -> str:
    one = spot.paragraph
    sources = ", ".join(
        f"{link.recommendation} ({link.treatment}{', partly' if link.partly else ''}{': ' if link.missing else ''}"
        f"{link.missing})"
        for link in one.links
    )
    said = (
        ("", sources),
        ("status ", f"{one.status} {one.pending}".strip()),
        ("number ", one.number),
        ("note: ", one.note),
    )
    return "; ".join(f"{label}{value}" for label, value in said if value)


def _aside(before: Draft, after: Draft) -> Iterator[Change]:
    for id, reason in after.reasons.items():
        if before.reasons.get(id) != reason:
            yield Change(Kind.SET_ASIDE, id, before.reasons.get(id, ""), reason)
    for id, reason in before.reasons.items():
        if id not in after.reasons:
            yield Change(Kind.BROUGHT_BACK, id, reason, "")
