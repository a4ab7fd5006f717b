"""What a reader makes of one annex: sections, themes and items with the lines they came from; and the builder in
which a reader gathers them, heading by heading and item by item.

Both readers end in a `SourceAnnex`, so that nothing after them needs to know which form a file had. The values are
pure; the builder, the readers' own, is the only thing in this room that changes while it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from drafter.corpus.corpus import citation
from drafter.errors import Problem
from drafter.intake.source_text import Aside, shorten, split_title

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
class SourceAnnex:
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

    def with_codes(self, codes: Mapping[str, str]) -> SourceAnnex:
        """The same annex with codes for column names; the items of a column that has no code are left out."""
        return self._each_theme(
            lambda items: tuple(replace(item, region=codes[item.region]) for item in items if item.region in codes)
        )

    def without_doubles(self) -> tuple[SourceAnnex, tuple[Problem, ...]]:
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

    def _each_theme(self, change: Callable[[tuple[AnnexItem, ...]], tuple[AnnexItem, ...]]) -> SourceAnnex:
        sections = tuple(
            replace(section, themes=tuple(replace(theme, items=change(theme.items)) for theme in section.themes))
            for section in self.sections
        )
        return replace(self, sections=sections)


@dataclass(slots=True)
class _Theme:
    line: int
    number: str
    title: str
    items: list[AnnexItem] = field(default_factory=list)


@dataclass(slots=True)
class _Section:
    line: int
    title: str
    themes: list[_Theme] = field(default_factory=list)


class AnnexBuilder:
    """The sections of one annex as they come in, and the problems met on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._problems: list[Problem] = []
        self._sections: list[_Section] = []

    @property
    def section(self) -> _Section | None:
        return self._sections[-1] if self._sections else None

    @property
    def theme(self) -> _Theme | None:
        return self._sections[-1].themes[-1] if self._sections and self._sections[-1].themes else None

    def problem(self, line: int, what: str, mend: str = "") -> None:
        self._problems.append(Problem(self.file, line, what, mend))

    def add_heading(self, line: int, title: str) -> None:
        """A heading without numeral: a section, unless a section's heading stands right above: then its only theme."""
        if self.section and not self.section.themes:
            self.section.themes.append(_Theme(line, "", title))
        else:
            self._sections.append(_Section(line, title))

    def add_theme(self, line: int, number: str, title: str) -> None:
        if self.section is None:
            what = f"The theme “{number}. {shorten(title)}” stands before any section heading."
            self.problem(line, what, "Write the section's heading above it.")
            self._sections.append(_Section(line, ""))
        themes = self._sections[-1].themes
        same = next((theme for theme in themes if theme.number == number), None)
        if same:
            what = f"This section has a theme {number} already (line {same.line})."
            self.problem(line, what, "Correct the numeral, or write the next section's heading above it.")
            themes.append(themes.pop(themes.index(same)))  # So that its items are read all the same.
        else:
            themes.append(_Theme(line, number, title))

    def add_item(self, item: AnnexItem) -> None:
        section = self.section
        if section is None:
            what = f"{item.id} “{shorten(item.text)}” stands before any section heading."
            self.problem(item.line, what, "Write the section's heading above it, with a blank line between.")
            return
        if not section.themes:
            section.title, title = split_title(section.title)
            section.themes.append(_Theme(section.line, "", title))
        section.themes[-1].items.append(item)

    def sections(self) -> tuple[AnnexSection, ...]:
        """All that came in. A heading under which nothing stands is a problem: it may be the half of something."""
        for section in self._sections:
            if not section.themes:
                what = f"Nothing stands under the heading “{shorten(section.title)}”."
                self.problem(section.line, what, "Is it the half of a recommendation, or of another heading?")
        return tuple(
            AnnexSection(
                section.line,
                section.title,
                tuple(AnnexTheme(one.line, one.number, one.title, tuple(one.items)) for one in section.themes),
            )
            for section in self._sections
        )

    def problems(self) -> tuple[Problem, ...]:
        """In the order of the file."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line or 0))
