"""Which recommendations stand under which theme, and in which order, where two annexes say it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafter.intake.annex import Annex, AnnexTheme
from drafter.intake.readings import Place
from drafter.intake.remarks import Remark, RemarkKind
from drafter.intake.structure import Chapter, Heading


@dataclass(frozen=True, slots=True)
class Placed:
    """Everything that stands somewhere."""

    themes: Mapping[str, tuple[str, ...]]
    """The ids of recommendations under each theme's id."""
    places: Mapping[str, tuple[Place, ...]]
    """Where each recommendation stands in the annexes, the list's places first; keys in order of first placement."""
    remarks: tuple[Remark, ...]


def place(listing: Annex | None, matrix: Annex | None, found: Sequence[Chapter], regions: Sequence[str]) -> Placed:
    """Put both annexes' placements together.

    What only one annex has is kept. But where the list has a recommendation under one theme only and the matrix under
    another only, that is one placement, and it stands where the matrix has it: in a list's text headings float.
    """
    headings = [theme for chapter in found for theme in chapter.themes]
    listed = _places(listing, [(heading.id, heading.pair.listed) for heading in headings])
    tabled = _places(matrix, [(heading.id, heading.pair.matrix) for heading in headings])
    moved, remarks = _compare(listed, tabled) if listing and matrix else (set(), [])
    ranks = {code: rank for rank, code in enumerate(regions)}
    themes = {heading.id: _order(heading, moved, ranks) for heading in headings}
    first = dict.fromkeys(id for theme in themes.values() for id in theme)
    places = {id: (*listed.get(id, ()), *tabled.get(id, ())) for id in first}
    return Placed(themes, places, tuple(remarks))


def _places(annex: Annex | None, themes: Iterable[tuple[str, AnnexTheme | None]]) -> dict[str, tuple[Place, ...]]:
    places: dict[str, tuple[Place, ...]] = {}
    for id, theme in themes:
        for item in theme.items if annex and theme else ():
            assert annex is not None
            places[item.id] = (*places.get(item.id, ()), Place(annex.source, annex.file, id, item))
    return places


def _compare(
    listed: Mapping[str, tuple[Place, ...]], tabled: Mapping[str, tuple[Place, ...]]
) -> tuple[set[tuple[str, str]], list[Remark]]:
    """The list's placements (theme, recommendation) that the matrix has elsewhere; a remark for every difference."""
    moved: set[tuple[str, str]] = set()
    remarks: list[Remark] = []
    for id in dict.fromkeys((*listed, *tabled)):
        here, there = listed.get(id, ()), tabled.get(id, ())
        only_here = [one for one in here if one.theme not in {other.theme for other in there}]
        only_there = [one for one in there if one.theme not in {other.theme for other in here}]
        both = min(len(only_here), len(only_there))
        for old, new in zip(only_here, only_there, strict=False):
            moved.add((old.theme, id))
            what = f"The list has {id} under {old.theme}, the matrix under {new.theme}, where it is placed."
            remarks.append(Remark(RemarkKind.MOVED, old.file, old.item.line, id, what, (new.quote, old.quote)))
        for one in (*only_here[both:], *only_there[both:]):
            what = f"Only the {one.source} has {id} under {one.theme}."
            remarks.append(Remark(RemarkKind.ONE_SIDED, one.file, one.item.line, id, what, (one.quote,)))
    return moved, remarks


def _order(heading: Heading, moved: set[tuple[str, str]], ranks: Mapping[str, int]) -> tuple[str, ...]:
    """By region, and within a region as the list has it; what only the matrix has here stands after its neighbour."""
    listed, tabled = heading.pair.listed, heading.pair.matrix
    items = [one for one in (listed.items if listed else ()) if (heading.id, one.id) not in moved]
    order = [one.id for one in items]
    before: dict[str, str] = {}
    for one in tabled.items if tabled else ():
        if one.id not in order:
            neighbour = before.get(one.region)
            order.insert(order.index(neighbour) + 1 if neighbour else 0, one.id)
            items.append(one)
        before[one.region] = one.id
    region = {one.id: ranks.get(one.region, len(ranks)) for one in items}
    return tuple(sorted(order, key=region.__getitem__))
