"""Merges the sections, themes and placements of two annexes into one structure. Touches no file.

A matrix's heading is one row of a table, with numeral and title; a list's is put together from separate lines and less
sure. Where both annexes have a heading, the matrix's order, number and title are used, and a remark quotes the list's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.corpus.corpus import UNSORTED, theme_ids
from drafter.intake.joined_lines import shorten, title_key
from drafter.intake.mapping_annex import AnnexSection, AnnexTheme, Source, SourceAnnex
from drafter.intake.readings import Occurrence, Quote, Remark, RemarkKind, classify_difference


@dataclass(frozen=True, slots=True)
class MergedPlacements:
    """Which recommendations stand under which theme."""

    themes: Mapping[str, tuple[str, ...]]
    """By a theme's id, the ids of its recommendations in order."""
    places: Mapping[str, tuple[Occurrence, ...]]
    """By a recommendation's id, its occurrences, the list's first; in the order of their first placement."""
    remarks: tuple[Remark, ...]


def merge_placements(
    listing: SourceAnnex | None, matrix: SourceAnnex | None, sections: Sequence[PairedSection], regions: Sequence[str]
) -> MergedPlacements:
    """Merge the placements of both annexes, with a remark for every difference. `regions` are codes in order.

    What only one annex has is kept. But a recommendation that the list has under one theme and the matrix under another
    is placed once, where the matrix has it, because a list's headings may have been extracted out of order.
    """
    headings = [theme for section in sections for theme in section.themes]
    listed = _occurrences_by_id(listing, [(heading.id, heading.pair.listed) for heading in headings])
    tabled = _occurrences_by_id(matrix, [(heading.id, heading.pair.matrix) for heading in headings])
    moved, remarks = _compare_placements(listed, tabled) if listing and matrix else (set(), [])
    ranks = {code: rank for rank, code in enumerate(regions)}
    themes = {heading.id: _ordered_ids(heading, moved, ranks) for heading in headings}
    first = dict.fromkeys(id for theme in themes.values() for id in theme)
    places = {id: listed.get(id, ()) + tabled.get(id, ()) for id in first}
    return MergedPlacements(themes, places, tuple(remarks))


def _occurrences_by_id(
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
    """The list's placements (theme id, citation) that the matrix has elsewhere, and a remark for each difference."""
    moved: set[tuple[str, str]] = set()
    remarks: list[Remark] = []
    for id in dict.fromkeys((*listed, *tabled)):
        in_list, in_matrix = listed.get(id, ()), tabled.get(id, ())
        only_in_list = [
            occurrence for occurrence in in_list if occurrence.theme not in {other.theme for other in in_matrix}
        ]
        only_in_matrix = [
            occurrence for occurrence in in_matrix if occurrence.theme not in {other.theme for other in in_list}
        ]
        both = min(len(only_in_list), len(only_in_matrix))
        for old, new in zip(only_in_list, only_in_matrix, strict=False):
            moved.add((old.theme, id))
            what = f"The list has {id} under {old.theme}, the matrix under {new.theme}, where it is placed."
            remarks.append(Remark(RemarkKind.MOVED, old.file, old.item.line, id, what, (new.quote, old.quote)))
        for occurrence in (*only_in_list[both:], *only_in_matrix[both:]):
            what = f"Only the {occurrence.source} has {id} under {occurrence.theme}."
            remarks.append(
                Remark(RemarkKind.ONE_SIDED, occurrence.file, occurrence.item.line, id, what, (occurrence.quote,))
            )
    return moved, remarks


def _ordered_ids(heading: PairedTheme, moved: set[tuple[str, str]], ranks: Mapping[str, int]) -> tuple[str, ...]:
    """The ids under a theme by region, within a region in the list's order; what only the matrix has follows the item
    that it follows there.
    """
    listed, tabled = heading.pair.listed, heading.pair.matrix
    items = [item for item in (listed.items if listed else ()) if (heading.id, item.id) not in moved]
    order = [item.id for item in items]
    before: dict[str, str] = {}
    for item in tabled.items if tabled else ():
        if item.id not in order:
            neighbour = before.get(item.region)
            order.insert(order.index(neighbour) + 1 if neighbour else 0, item.id)
            items.append(item)
        before[item.region] = item.id
    region = {item.id: ranks.get(item.region, len(ranks)) for item in items}
    return tuple(sorted(order, key=region.__getitem__))


T = TypeVar("T", AnnexSection, AnnexTheme)


@dataclass(frozen=True, slots=True)
class HeadingPair(Generic[T]):
    """A heading in both annexes; None in the one that lacks it."""

    listed: T | None
    matrix: T | None

    @property
    def shown(self) -> T:
        """The matrix's heading, or the list's where the matrix lacks it."""
        heading = self.matrix or self.listed
        assert heading is not None
        return heading


@dataclass(frozen=True, slots=True)
class PairedTheme:
    """A theme of the corpus, by its id there, with the annexes' themes."""

    id: str
    pair: HeadingPair[AnnexTheme]


@dataclass(frozen=True, slots=True)
class PairedSection:
    """A section of the corpus, by its id there, with the annexes' sections."""

    id: str
    pair: HeadingPair[AnnexSection]
    themes: tuple[PairedTheme, ...]


def pair_sections(listing: SourceAnnex | None, matrix: SourceAnnex | None) -> tuple[PairedSection, ...]:
    """The sections of the corpus with their themes, each with its counterparts in the annexes; ids count from 1. What
    has no theme comes last.
    """
    sections = pair_headings(listing.sections if listing else (), matrix.sections if matrix else (), _SECTION_KEYS)
    ordered = sorted(sections, key=lambda pair: pair.shown.is_unsorted)
    return tuple(
        _pair_themes(UNSORTED if pair.shown.is_unsorted else str(place), pair) for place, pair in enumerate(ordered, 1)
    )


def _pair_themes(id: str, pair: HeadingPair[AnnexSection]) -> PairedSection:
    listed = pair.listed.themes if pair.listed else ()
    themes = pair_headings(listed, pair.matrix.themes if pair.matrix else (), _THEME_KEYS)
    names: dict[int, str] = {}
    taken: set[str] = set()
    ids = theme_ids(id, [theme.shown.number for theme in themes])
    for place in sorted(range(len(themes)), key=lambda place: themes[place].matrix is None):
        name = ids[place]
        while name in taken:  # The list has the number for another theme; a remark tells of it.
            name += "′"
        names[place] = name
        taken.add(name)
    return PairedSection(id, pair, tuple(PairedTheme(names[place], theme) for place, theme in enumerate(themes)))


def pair_headings(
    listed: Sequence[T], matrix: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> list[HeadingPair[T]]:
    """Pair the headings of list and matrix: by equal keys, the best key first, then by the items that they share.

    In the matrix's order; a heading that only the list has follows the heading that it follows there.
    """
    partner: dict[int, int] = {}
    for key in keys:
        places: dict[Hashable, deque[int]] = {}
        for other in sorted(set(range(len(matrix))) - set(partner.values())):
            places.setdefault(key(matrix[other]), deque()).append(other)
        for place, heading in enumerate(listed):
            if place not in partner and places.get(key(heading)):
                partner[place] = places[key(heading)].popleft()
    _pair_by_items(listed, matrix, partner)
    followers: dict[int, list[HeadingPair[T]]] = {}
    anchor = -1
    for place, heading in enumerate(listed):
        anchor = partner.get(place, anchor)
        if place not in partner:
            followers.setdefault(anchor, []).append(HeadingPair(heading, None))
    pairs = list(followers.get(-1, ()))
    listed_of = {other: listed[place] for place, other in partner.items()}
    for other, row in enumerate(matrix):
        pairs.append(HeadingPair(listed_of.get(other), row))
        pairs.extend(followers.get(other, ()))
    return pairs


def _pair_by_items(listed: Sequence[T], matrix: Sequence[T], partner: dict[int, int]) -> None:
    free = [other for other in range(len(matrix)) if other not in partner.values()]
    for place, heading in enumerate(listed):
        if place not in partner:
            match = next((other for other in free if _share_items(heading.ids, matrix[other].ids)), None)
            if match is not None:
                partner[place] = match
                free.remove(match)


def _share_items(ids: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two sets have at least half of the smaller one in common; False where one is empty."""
    smaller = min(len(ids), len(others))
    return bool(smaller) and 2 * len(ids & others) >= smaller


def _title(heading: T) -> Hashable:
    return title_key(heading.title)


_SECTION_KEYS: tuple[Callable[[AnnexSection], Hashable], ...] = (_title,)
_THEME_KEYS: tuple[Callable[[AnnexTheme], Hashable], ...] = (
    lambda theme: (theme.number, _title(theme)),
    _title,
    lambda theme: theme.number or _title(theme),
)


def heading_remarks(listing: SourceAnnex, matrix: SourceAnnex, sections: Sequence[PairedSection]) -> list[Remark]:
    """A remark for each heading that differs between the annexes, or that only one has."""
    remarks: list[Remark] = []
    for section in sections:
        remarks += _compare_headings(listing, matrix, "section", section.id, section.pair)
        for theme in section.themes:
            remarks += _compare_headings(listing, matrix, "theme", theme.id, theme.pair)
    return remarks


def _compare_headings(
    listing: SourceAnnex, matrix: SourceAnnex, what: str, id: str, pair: HeadingPair[T]
) -> list[Remark]:
    if pair.listed is None or pair.matrix is None:
        annex = matrix if pair.listed is None else listing
        says = f"Only the {annex.source} has the {what} “{shorten(pair.shown.title)}”."
        quote = Quote(annex.source, annex.file, pair.shown.line, numbered_title(pair.shown))
        return [Remark(RemarkKind.ONE_SIDED, annex.file, pair.shown.line, id, says, (quote,))]
    shown, other = numbered_title(pair.matrix), numbered_title(pair.listed)
    if shown == other:
        return []
    quotes = _quote(matrix, pair.matrix), _quote(listing, pair.listed)
    says = f"The annexes differ in the title of the {what}; the matrix's is shown."
    return [
        Remark(RemarkKind.TITLE, listing.file, pair.listed.line, id, says, quotes, classify_difference(shown, other))
    ]


def _quote(annex: SourceAnnex, heading: AnnexSection | AnnexTheme) -> Quote:
    source: Source = annex.source
    return Quote(source, annex.file, heading.line, numbered_title(heading))


def numbered_title(heading: AnnexSection | AnnexTheme) -> str:
    """A heading's title after its number, `IV. Title`; the title alone where it has no number."""
    number = heading.number if isinstance(heading, AnnexTheme) else ""
    return f"{number}. {heading.title}" if number else heading.title
