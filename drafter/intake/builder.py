"""Gathers what a reader finds, heading by heading and item by item, and notices what can't be right.

Private to the readers: the only thing in this room that changes while it is used.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.errors import Problem
from drafter.intake.annex import AnnexItem, AnnexSection, AnnexTheme
from drafter.intake.text import shorten, split_title


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


class Builder:
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
