"""One structure of sections, themes and placements out of two annexes. Pure.

The matrix's headings are rows of a table, numeral and title in one; the list's were put together from lines that
floated. So where both have a heading the matrix's order, number and title are shown, and a remark tells the list's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.intake.annex import AnnexSection, AnnexTheme, Source, SourceAnnex
from drafter.intake.reconcile import Occurrence, Quote, Remark, RemarkKind, classify_difference
from drafter.intake.source_text import shorten, title_key


@dataclass(frozen=True, slots=True)
class MergedPlacements:
    """Everything that stands somewhere."""

    themes: Mapping[str, tuple[str, ...]]
    """The ids of recommendations under each theme's id."""
    places: Mapping[str, tuple[Occurrence, ...]]
    """Where each recommendation stands in the annexes, the list's places first; keys in order of first placement."""
    remarks: tuple[Remark, ...]


def merge_placements(
    listing: SourceAnnex | None, matrix: SourceAnnex | None, found: Sequence[PairedSection], regions: Sequence[str]
) -> MergedPlacements:
    """Put both annexes' placements together.

    What only one annex has is kept. But where the list has a recommendation under one theme only and the matrix under
    another only, that is one placement, and it stands where the matrix has it: in a list's text headings float.
    """
    headings = [theme for chapter in found for theme in chapter.themes]
    listed = _places(listing, [(heading.id, heading.pair.listed) for heading in headings])
    tabled = _places(matrix, [(heading.id, heading.pair.matrix) for heading in headings])
    moved, remarks = _compare_placements(listed, tabled) if listing and matrix else (set(), [])
    ranks = {code: rank for rank, code in enumerate(regions)}
    themes = {heading.id: _order(heading, moved, ranks) for heading in headings}
    first = dict.fromkeys(id for theme in themes.values() for id in theme)
    places = {id: (*listed.get(id, ()), *tabled.get(id, ())) for id in first}
    return MergedPlacements(themes, places, tuple(remarks))


def _places(
    annex: SourceAnnex | None, themes: Iterable[tuple[str, AnnexTheme | None]]
) -> dict[str, tuple[Occurrence, ...]]:
    places: dict[str, tuple[Occurrence, ...]] = {}
    for id, theme in themes:
        for item in theme.items if annex and theme else ():
            assert annex is not None
            places[item.id] = (*places.get(item.id, ()), Occurrence(annex.source, annex.file, id, item))
    return places


def _compare_placements(
    listed: Mapping[str, tuple[Occurrence, ...]], tabled: Mapping[str, tuple[Occurrence, ...]]
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


def _order(heading: PairedTheme, moved: set[tuple[str, str]], ranks: Mapping[str, int]) -> tuple[str, ...]:
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


T = TypeVar("T", AnnexSection, AnnexTheme)


@dataclass(frozen=True, slots=True)
class HeadingPair(Generic[T]):
    """The same heading in both annexes, or in the one that has it."""

    listed: T | None
    matrix: T | None

    @property
    def shown(self) -> T:
        one = self.matrix or self.listed
        assert one is not None
        return one


@dataclass(frozen=True, slots=True)
class PairedTheme:
    """A theme of the corpus, with the annexes' themes that it is made of."""

    id: str
    pair: HeadingPair[AnnexTheme]


@dataclass(frozen=True, slots=True)
class PairedSection:
    """A section of the corpus."""

    id: str
    pair: HeadingPair[AnnexSection]
    themes: tuple[PairedTheme, ...]


def pair_sections(listing: SourceAnnex | None, matrix: SourceAnnex | None) -> tuple[PairedSection, ...]:
    """The sections of the corpus with their themes, each paired over both annexes."""
    sections = pair_headings(listing.sections if listing else (), matrix.sections if matrix else (), _SECTION_KEYS)
    return tuple(_chapter(str(place), pair) for place, pair in enumerate(sections, 1))


def _chapter(id: str, pair: HeadingPair[AnnexSection]) -> PairedSection:
    listed = pair.listed.themes if pair.listed else ()
    themes = pair_headings(listed, pair.matrix.themes if pair.matrix else (), _THEME_KEYS)
    names: dict[int, str] = {}
    for place in sorted(range(len(themes)), key=lambda place: themes[place].matrix is None):
        name = f"{id}.{themes[place].shown.number}" if themes[place].shown.number else id
        while name in names.values():  # The list has the number for another theme; a remark tells of it.
            name += "′"
        names[place] = name
    return PairedSection(id, pair, tuple(PairedTheme(names[place], theme) for place, theme in enumerate(themes)))


def pair_headings(
    listed: Sequence[T], matrix: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> list[HeadingPair[T]]:
    """Match both sequences by the first key that is the same, best key first, then by what they list.

    In the matrix's order; what only the list has stands after what stands before it there.
    """
    partner: dict[int, int] = {}
    for key in keys:
        places: dict[Hashable, deque[int]] = {}
        for other in sorted(set(range(len(matrix))) - set(partner.values())):
            places.setdefault(key(matrix[other]), deque()).append(other)
        for place, one in enumerate(listed):
            if place not in partner and places.get(key(one)):
                partner[place] = places[key(one)].popleft()
    _pair_by_items(listed, matrix, partner)
    followers: dict[int, list[HeadingPair[T]]] = {}
    anchor = -1
    for place, one in enumerate(listed):
        anchor = partner.get(place, anchor)
        if place not in partner:
            followers.setdefault(anchor, []).append(HeadingPair(one, None))
    found = list(followers.get(-1, ()))
    listed_of = {other: listed[place] for place, other in partner.items()}
    for other, row in enumerate(matrix):
        found.append(HeadingPair(listed_of.get(other), row))
        found.extend(followers.get(other, ()))
    return found


def _pair_by_items(listed: Sequence[T], matrix: Sequence[T], partner: dict[int, int]) -> None:
    free = [other for other in range(len(matrix)) if other not in partner.values()]
    for place, one in enumerate(listed):
        if place not in partner:
            found = next((other for other in free if _share_items(one.ids, matrix[other].ids)), None)
            if found is not None:
                partner[place] = found
                free.remove(found)


def _share_items(ids: frozenset[str], others: frozenset[str]) -> bool:
    """Whether they have at least half of the smaller one in common."""
    smaller = min(len(ids), len(others))
    return bool(smaller) and 2 * len(ids & others) >= smaller


def _title(one: T) -> Hashable:
    return title_key(one.title)


_SECTION_KEYS: tuple[Callable[[AnnexSection], Hashable], ...] = (_title,)
_THEME_KEYS: tuple[Callable[[AnnexTheme], Hashable], ...] = (
    lambda theme: (theme.number, _title(theme)),
    _title,
    lambda theme: theme.number,
)


def heading_remarks(listing: SourceAnnex, matrix: SourceAnnex, found: Sequence[PairedSection]) -> list[Remark]:
    """A remark for each heading in which the annexes differ, or that only one of them has."""
    remarks: list[Remark] = []
    for chapter in found:
        remarks += _compare_headings(listing, matrix, "section", chapter.id, chapter.pair)
        for theme in chapter.themes:
            remarks += _compare_headings(listing, matrix, "theme", theme.id, theme.pair)
    return remarks


def _compare_headings(
    listing: SourceAnnex, matrix: SourceAnnex, what: str, id: str, pair: HeadingPair[T]
) -> list[Remark]:
    if pair.listed is None or pair.matrix is None:
        annex = matrix if pair.listed is None else listing
        says = f"Only the {annex.source} has the {what} “{shorten(pair.shown.title)}”."
        quote = Quote(annex.source, annex.file, pair.shown.line, words(pair.shown))
        return [Remark(RemarkKind.ONE_SIDED, annex.file, pair.shown.line, id, says, (quote,))]
    shown, other = words(pair.matrix), words(pair.listed)
    if shown == other:
        return []
    quotes = _quote(matrix, pair.matrix), _quote(listing, pair.listed)
    says = f"The annexes differ in the title of the {what}; the matrix's is shown."
    return [
        Remark(RemarkKind.TITLE, listing.file, pair.listed.line, id, says, quotes, classify_difference(shown, other))
    ]


def _quote(annex: SourceAnnex, one: AnnexSection | AnnexTheme) -> Quote:
    source: Source = annex.source
    return Quote(source, annex.file, one.line, words(one))


def words(one: AnnexSection | AnnexTheme) -> str:
    """A heading as it is printed, with its number."""
    number = one.number if isinstance(one, AnnexTheme) else ""
    return f"{number}. {one.title}" if number else one.title
