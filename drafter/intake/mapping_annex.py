"""One annex of a mapping exercise as values: sections, themes and items, each with the line it came from; and the
builder that the two readers fill, heading by heading and item by item.

Both readers return a `SourceAnnex`, so that nothing after them needs to know which form a file had. May import the
corpus and errors; touches no file. The values are frozen; only the builder changes while it is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Literal

from drafter.corpus.corpus import NOT_SORTED, AboutHeading, HeadingLevel, citation
from drafter.errors import Problem
from drafter.intake.doubts import PossibleAnswer, SourceQuestion
from drafter.intake.joined_lines import Aside, separator, shorten, split_title

Source = Literal["list", "matrix", "table", "report"]


@dataclass(frozen=True, slots=True)
class AnnexItem:
    """A recommendation at one place in one annex."""

    line: int
    """The line in which its text starts, counted from 1."""
    region: str
    """The region's code; in a matrix the column's name, until `SourceAnnex.with_codes` replaces it."""
    paragraph: int
    letter: str
    text: str
    label: str = ""
    """In a matrix the letter of the `(x)` before the text; empty where there was none, and in a list."""
    completed: bool = False
    """Whether the letter was taken from the label, because the citation had none."""
    name: str = ""
    """What the source calls it where that is no citation, `137.12`."""
    attributes: tuple[tuple[str, str], ...] = ()
    """What a table says of it besides, by the heads of its columns, each once."""

    @property
    def id(self) -> str:
        return intern(self.name or citation(self.region, self.paragraph, self.letter))  # many hold it, of a large table


@dataclass(frozen=True, slots=True)
class AnnexTheme:
    """A theme of one annex with its items; `number` is the roman numeral, empty where the annex gives none."""

    line: int
    number: str
    title: str
    items: tuple[AnnexItem, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(item.id for item in self.items)


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """A section of one annex with its themes."""

    line: int
    title: str
    themes: tuple[AnnexTheme, ...]
    is_unsorted: bool = False
    """Whether it holds what the file puts under no theme: it is the last, and so is its only theme called."""

    @classmethod
    def unsorted(cls, items: Sequence[AnnexItem]) -> AnnexSection:
        """The section of items, at least one, that the file puts under no theme."""
        line = items[0].line
        return cls(line, NOT_SORTED, (AnnexTheme(line, "", NOT_SORTED, tuple(items)),), is_unsorted=True)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(item.id for theme in self.themes for item in theme.items)


@dataclass(frozen=True, slots=True)
class Legend:
    """A region's code and the report that it stands for, as a list's footnote says."""

    line: int
    code: str
    report: str
    """`Report of the Asia and Pacific Regional Preparatory Meeting`."""


@dataclass(frozen=True, slots=True)
class SourceAnnex:
    """An annex as one of the readers read it."""

    source: Source
    file: str
    title: str
    sections: tuple[AnnexSection, ...]
    legend: tuple[Legend, ...] = ()
    """The regions that a list's footnote explains, in its order; empty for a matrix."""
    columns: tuple[str, ...] = ()
    """The names of a matrix's columns, from the left; empty for a list."""
    header_line: int = 1
    """The line of a matrix's first header row."""
    asides: tuple[Aside, ...] = ()
    rejoined: tuple[Aside, ...] = ()
    """The words of a list from which a hyphen at a line's end was removed."""
    roman: bool = False
    """Whether a list's citations have Roman paragraphs, which are called by their numbers."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of regions, by their codes, as a table or the columns of a matrix have them."""
    reports: Mapping[str, str] = field(default_factory=dict)
    """The titles of regions' reports, by their codes, as a table has them."""
    coded: bool = False
    """Whether a matrix's citations name the regions by their codes, so that its columns needn't."""

    @property
    def items(self) -> Iterator[tuple[AnnexSection, AnnexTheme, AnnexItem]]:
        """Every item with its section and theme, in the annex's order."""
        for section in self.sections:
            for theme in section.themes:
                for item in theme.items:
                    yield section, theme, item

    def with_codes(self, codes: Mapping[str, str]) -> SourceAnnex:
        """Replace column names by region codes; drop the items of columns that have no code."""
        if self.coded:
            return self
        return self._map_items(
            lambda items: tuple(replace(item, region=codes[item.region]) for item in items if item.region in codes)
        )

    def without_doubles(self) -> tuple[SourceAnnex, tuple[Problem, ...]]:
        """Keep only the first of equal citations under one theme; return a problem for each one dropped."""
        problems: list[Problem] = []
        return self._map_items(lambda items: self._drop_doubles(items, problems)), tuple(problems)

    def _drop_doubles(self, items: tuple[AnnexItem, ...], problems: list[Problem]) -> tuple[AnnexItem, ...]:
        first: dict[str, AnnexItem] = {}
        for item in items:
            kept = first.setdefault(item.id, item)
            if kept is not item:
                what = f"{item.id} stands twice under one theme (first in line {kept.line})."
                problems.append(Problem(self.file, item.line, what, "Correct the wrong citation or remove one."))
        return tuple(first.values())

    def _map_items(self, change: Callable[[tuple[AnnexItem, ...]], tuple[AnnexItem, ...]]) -> SourceAnnex:
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
    """Collects the sections of one annex as a reader meets them, and the problems on the way."""

    def __init__(self, file: str, *, asks_of_headings: bool = False) -> None:
        self.file = file
        self.asks_of_headings = asks_of_headings
        """Whether the user can say what a heading heads."""
        self._problems: list[Problem] = []
        self._sections: list[_Section] = []

    @property
    def section(self) -> _Section | None:
        """The section being read; None before the first heading."""
        return self._sections[-1] if self._sections else None

    @property
    def theme(self) -> _Theme | None:
        """The theme being read; None where the section has none yet."""
        return self._sections[-1].themes[-1] if self._sections and self._sections[-1].themes else None

    @property
    def is_sound(self) -> bool:
        """Whether no problem was met so far."""
        return not self._problems

    def problem(self, line: int, what: str, mend: str = "", choices: tuple[PossibleAnswer, ...] = ()) -> None:
        self._problems.append(SourceQuestion(self.file, line, what, mend, choices=choices))

    def doubt(self, doubt: SourceQuestion) -> None:
        self._problems.append(doubt)

    def add_heading(self, line: int, title: str) -> None:
        """Add a heading without numeral: a section, or, right below a section's heading, that section's only theme."""
        if self.section and not self.section.themes:
            self.section.themes.append(_Theme(line, "", title))
        else:
            self._sections.append(_Section(line, title))

    def add_section(self, line: int, title: str) -> None:
        """Add a heading that heads a section for certain."""
        self._sections.append(_Section(line, title))

    def add_theme(self, line: int, number: str, title: str) -> None:
        """Add a theme to the section being read. A number that the section has already is a problem."""
        if self.section is None:
            what = f"The theme “{number}. {shorten(title)}” stands before any section heading."
            self.problem(line, what, "Write the section's heading above it.")
            self._sections.append(_Section(line, ""))
        themes = self._sections[-1].themes
        same = next((theme for theme in themes if number and theme.number == number), None)
        if same:
            what = f"This section has a theme {number} already (line {same.line})."
            self.problem(line, what, "Correct the numeral, or write the next section's heading above it.")
            themes.append(themes.pop(themes.index(same)))  # the items that follow belong to it
        else:
            themes.append(_Theme(line, number, title))

    def go_on(self, words: str) -> bool:
        """Add words to the heading below which nothing stands yet; False where there is none."""
        section, theme = self.section, self.theme
        heading = theme if theme and not theme.items else section if section and not section.themes else None
        if heading is None:
            return False
        heading.title = f"{heading.title}{separator(heading.title, words)}{words}"
        return True

    def add_item(self, item: AnnexItem) -> None:
        """Add an item to the theme being read. Before any section it is a problem, and dropped."""
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
        """The sections read. One without a theme is a problem: its heading may be half of something else."""
        for section in self._sections:
            if not section.themes:
                what = f"Nothing stands under the heading “{shorten(section.title)}”."
                part = PossibleAnswer(
                    "It is no heading: leave it out", (AboutHeading(section.title, HeadingLevel.PART),)
                )
                mend = "Is it the half of a recommendation, or of another heading?"
                self.problem(section.line, what, mend, (part,) if self.asks_of_headings else ())
        return tuple(
            AnnexSection(
                section.line,
                section.title,
                tuple(
                    AnnexTheme(theme.line, theme.number, theme.title, tuple(theme.items)) for theme in section.themes
                ),
            )
            for section in self._sections
        )

    def problems(self) -> tuple[Problem, ...]:
        """The problems met, in the order of the file. Call it after `sections`, which adds some."""
        return tuple(sorted(self._problems, key=lambda problem: problem.line or 0))
