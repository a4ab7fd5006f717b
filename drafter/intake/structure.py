"""One structure of sections and themes out of two annexes. Pure.

The matrix's headings are rows of a table, numeral and title in one; the list's were put together from lines that
floated. So where both have a heading the matrix's order, number and title are shown, and a remark tells the list's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from drafter.intake.annex import Annex, AnnexSection, AnnexTheme, Source
from drafter.intake.prose import fold, shorten
from drafter.intake.readings import differ
from drafter.intake.remarks import Quote, Remark, RemarkKind

T = TypeVar("T", AnnexSection, AnnexTheme)


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """The same heading in both annexes, or in the one that has it."""

    listed: T | None
    matrix: T | None

    @property
    def shown(self) -> T:
        one = self.matrix or self.listed
        assert one is not None
        return one


@dataclass(frozen=True, slots=True)
class Heading:
    """A theme of the corpus, with the annexes' themes that it is made of."""

    id: str
    pair: Pair[AnnexTheme]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of the corpus."""

    id: str
    pair: Pair[AnnexSection]
    themes: tuple[Heading, ...]


def chapters(listing: Annex | None, matrix: Annex | None) -> tuple[Chapter, ...]:
    """The sections of the corpus with their themes, each paired over both annexes."""
    sections = pair_up(listing.sections if listing else (), matrix.sections if matrix else (), _SECTION_KEYS)
    return tuple(_chapter(str(place), pair) for place, pair in enumerate(sections, 1))


def _chapter(id: str, pair: Pair[AnnexSection]) -> Chapter:
    listed = pair.listed.themes if pair.listed else ()
    themes = pair_up(listed, pair.matrix.themes if pair.matrix else (), _THEME_KEYS)
    names: dict[int, str] = {}
    for place in sorted(range(len(themes)), key=lambda place: themes[place].matrix is None):
        name = f"{id}.{themes[place].shown.number}" if themes[place].shown.number else id
        while name in names.values():  # The list has the number for another theme; a remark tells of it.
            name += "′"
        names[place] = name
    return Chapter(id, pair, tuple(Heading(names[place], theme) for place, theme in enumerate(themes)))


def pair_up(listed: Sequence[T], matrix: Sequence[T], keys: Sequence[Callable[[T], Hashable]]) -> list[Pair[T]]:
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
    followers: dict[int, list[Pair[T]]] = {}
    anchor = -1
    for place, one in enumerate(listed):
        anchor = partner.get(place, anchor)
        if place not in partner:
            followers.setdefault(anchor, []).append(Pair(one, None))
    found = list(followers.get(-1, ()))
    listed_of = {other: listed[place] for place, other in partner.items()}
    for other, row in enumerate(matrix):
        found.append(Pair(listed_of.get(other), row))
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
    return fold(one.title)


_SECTION_KEYS: tuple[Callable[[AnnexSection], Hashable], ...] = (_title,)
_THEME_KEYS: tuple[Callable[[AnnexTheme], Hashable], ...] = (
    lambda theme: (theme.number, _title(theme)),
    _title,
    lambda theme: theme.number,
)


def heading_remarks(listing: Annex, matrix: Annex, found: Sequence[Chapter]) -> list[Remark]:
    """A remark for each heading in which the annexes differ, or that only one of them has."""
    remarks: list[Remark] = []
    for chapter in found:
        remarks += _compare(listing, matrix, "section", chapter.id, chapter.pair)
        for theme in chapter.themes:
            remarks += _compare(listing, matrix, "theme", theme.id, theme.pair)
    return remarks


def _compare(listing: Annex, matrix: Annex, what: str, id: str, pair: Pair[T]) -> list[Remark]:
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
    return [Remark(RemarkKind.TITLE, listing.file, pair.listed.line, id, says, quotes, differ(shown, other))]


def _quote(annex: Annex, one: AnnexSection | AnnexTheme) -> Quote:
    source: Source = annex.source
    return Quote(source, annex.file, one.line, words(one))


def words(one: AnnexSection | AnnexTheme) -> str:
    """A heading as it is printed, with its number."""
    number = one.number if isinstance(one, AnnexTheme) else ""
    return f"{number}. {one.title}" if number else one.title
