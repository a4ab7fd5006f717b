"""What a reader makes of one annex: sections, themes and items with the lines they came from.

Both readers end in an `Annex`, so that nothing after them needs to know which form a file had. Pure values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from drafter.corpus.corpus import citation
from drafter.errors import Problem

Source = Literal["list", "matrix"]


@dataclass(frozen=True, slots=True)
class AnnexItem:
    """One recommendation where one annex lists it."""

    line: int
    """Where its text starts."""
    region: str
    """The region's code; in a matrix that has not been given its codes yet, the column's name."""
    paragraph: int
    letter: str
    text: str
    label: str = ""
    """The `(x)` that stood before the text in a matrix; empty where none did."""
    completed: bool = False
    """The citation had no letter, and the label gave it."""

    @property
    def id(self) -> str:
        return citation(self.region, self.paragraph, self.letter)


@dataclass(frozen=True, slots=True)
class AnnexTheme:
    """A theme as one annex has it; `number` is empty where the annex gives none."""

    line: int
    number: str
    title: str
    items: tuple[AnnexItem, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items)


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """A section as one annex has it."""

    line: int
    title: str
    themes: tuple[AnnexTheme, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(item.id for theme in self.themes for item in theme.items)


@dataclass(frozen=True, slots=True)
class Legend:
    """One region as a list's footnote explains it."""

    line: int
    code: str
    report: str
    """`Report of the Asia and Pacific Regional Preparatory Meeting`."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of an annex that are neither heading nor item: a footnote, a line under the title."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """One annex, read."""

    source: Source
    file: str
    title: str
    sections: tuple[AnnexSection, ...]
    legend: tuple[Legend, ...] = ()
    """Of a list: the regions that its footnote explains, in that order."""
    columns: tuple[str, ...] = ()
    """Of a matrix: the columns' names."""
    header_line: int = 1
    """Of a matrix: where the columns are first named."""
    asides: tuple[Aside, ...] = ()
    rejoined: tuple[Aside, ...] = ()
    """Of a list: the words from which a hyphen at a line's end was taken out."""

    @property
    def items(self) -> Iterator[tuple[AnnexSection, AnnexTheme, AnnexItem]]:
        for section in self.sections:
            for theme in section.themes:
                for item in theme.items:
                    yield section, theme, item

    def with_codes(self, codes: Mapping[str, str]) -> Annex:
        """The same annex with codes for column names; the items of a column that has no code are left out."""
        return self._each_theme(
            lambda items: tuple(replace(item, region=codes[item.region]) for item in items if item.region in codes)
        )

    def without_doubles(self) -> tuple[Annex, tuple[Problem, ...]]:
        """The same annex with each recommendation once in a theme, and a problem for each that stood there twice."""
        problems: list[Problem] = []
        return self._each_theme(lambda items: self._once(items, problems)), tuple(problems)

    def _once(self, items: tuple[AnnexItem, ...], problems: list[Problem]) -> tuple[AnnexItem, ...]:
        first: dict[str, AnnexItem] = {}
        for item in items:
            kept = first.setdefault(item.id, item)
            if kept is not item:
                what = f"{item.id} stands twice under one theme (first in line {kept.line})."
                problems.append(Problem(self.file, item.line, what, "Correct the wrong citation or remove one."))
        return tuple(first.values())

    def _each_theme(self, change: Callable[[tuple[AnnexItem, ...]], tuple[AnnexItem, ...]]) -> Annex:
        sections = tuple(
            replace(section, themes=tuple(replace(theme, items=change(theme.items)) for theme in section.themes))
            for section in self.sections
        )
        return replace(self, sections=sections)
