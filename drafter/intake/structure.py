"""One structure of sections and themes out of two annexes. Pure.

The matrix's headings are rows of a table, numeral and title in one; the list's were put together from lines that
floated. So where both have a heading the matrix's order, number and title are shown, and a remark tells the list's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    sections = pair_up(listing.sections if listing else (), matrix.sections if matrix else (), _SECTION_TESTS)
    return tuple(_chapter(str(place), pair) for place, pair in enumerate(sections, 1))


def _chapter(id: str, pair: Pair[AnnexSection]) -> Chapter:
    listed = pair.listed.themes if pair.listed else ()
    themes = pair_up(listed, pair.matrix.themes if pair.matrix else (), _THEME_TESTS)
    taken: set[str] = set()
    headings: list[Heading] = []
    for theme in themes:
        name = f"{id}.{theme.shown.number}" if theme.shown.number else id
        while name in taken:  # Two themes that could not be paired; a problem or a remark has told of them.
            name += "′"
        taken.add(name)
        headings.append(Heading(name, theme))
    return Chapter(id, pair, tuple(headings))


def pair_up(listed: Sequence[T], matrix: Sequence[T], tests: Sequence[Callable[[T, T], bool]]) -> list[Pair[T]]:
    """Match both sequences by the first test that holds, best test first; in the matrix's order.

    What only the list has stands after what stands before it there.
    """
    partner: dict[int, int] = {}
    for test in tests:
        for place, one in enumerate(listed):
            free = (other for other in range(len(matrix)) if other not in partner.values())
            if place not in partner and (found := next((i for i in free if test(one, matrix[i])), None)) is not None:
                partner[place] = found
    listed_of = {other: place for place, other in partner.items()}
    pairs = [Pair(listed[listed_of[i]] if i in listed_of else None, one) for i, one in enumerate(matrix)]
    for place, one in enumerate(listed):
        if place not in partner:
            before = next((i for i, pair in enumerate(pairs) if place and pair.listed is listed[place - 1]), -1)
            pairs.insert(before + 1, Pair(one, None))
    return pairs


def _same_title(one: T, other: T) -> bool:
    return fold(one.title) == fold(other.title)


def _same_items(one: T, other: T) -> bool:
    """Whether they share at least half of what the smaller one lists."""
    smaller = min(len(one.ids), len(other.ids))
    return bool(smaller) and 2 * len(one.ids & other.ids) >= smaller


def _same_number(one: AnnexTheme, other: AnnexTheme) -> bool:
    return one.number == other.number


_SECTION_TESTS: tuple[Callable[[AnnexSection, AnnexSection], bool], ...] = (_same_title, _same_items)
_THEME_TESTS: tuple[Callable[[AnnexTheme, AnnexTheme], bool], ...] = (
    lambda one, other: _same_number(one, other) and _same_title(one, other),
    _same_title,
    _same_number,
    _same_items,
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
