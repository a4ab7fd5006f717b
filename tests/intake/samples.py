"""Short ways to a mapping of an invented congress: regions NE, SW and C, whose meetings nobody ever held."""

from __future__ import annotations

from textwrap import dedent

from drafter.corpus.corpus import About, AboutRegion
from drafter.errors import Problem
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.readings import Remark, RemarkKind

COLUMNS = ("North and East", "South-West", "Coast")
ABOUT = About(
    id="third",
    congress="Third Congress on Lighthouses",
    regions=tuple(AboutRegion(code, name) for code, name in zip(("NE", "SW", "C"), COLUMNS, strict=True)),
)
NOBODY = About()
HEADER = "\t".join(COLUMNS) + "\n"

LIST = """\
Lamps and lenses

I.

Lenses
•
•

Polish every lens. [NE 4(a)]
Share lenses. [SW 7(b)]

II.

Lamps
•

Light every lamp. [C 2(a)]
"""
"""One section, two themes, three items."""

MATRIX = (
    HEADER
    + "Lamps and lenses\t\t\n"
    + "I. Lenses\t\t\n"
    + "<p>(a) Polish every lens. [Report, para. 4a]</p>\t<p>(b) Share lenses. [Report, para. 7b]</p>\t\n"
    + "II. Lamps\t\t\n"
    + "\t\t<p>(a) Light every lamp. [Report, para. 2a]</p>\n"
)
"""The same as `LIST`."""


def listed(text: str, about: About = NOBODY) -> tuple[MappingExercise, tuple[Problem, ...]]:
    return read_mapping(listing=SourceText("list.txt", dedent(text)), matrix=None, about=about)


def tabled(text: str, about: About = ABOUT) -> tuple[MappingExercise, tuple[Problem, ...]]:
    return read_mapping(listing=None, matrix=SourceText("matrix.txt", text), about=about)


def both(listing: str, matrix: str, about: About = ABOUT) -> tuple[MappingExercise, tuple[Problem, ...]]:
    return read_mapping(
        listing=SourceText("list.txt", dedent(listing)), matrix=SourceText("matrix.txt", matrix), about=about
    )


def tree(read: tuple[MappingExercise, tuple[Problem, ...]]) -> dict[str, dict[str, dict[str, str]]]:
    """Section title → theme label → id → text; fails if there is any problem."""
    exercise, problems = read
    assert [str(problem) for problem in problems] == []
    texts = {recommendation.id: recommendation.text for recommendation in exercise.corpus.recommendations}
    return {
        section.title: {theme.label: {id: texts[id] for id in theme.placements} for theme in section.themes}
        for section in exercise.corpus.sections
    }


def items(read: tuple[MappingExercise, tuple[Problem, ...]]) -> dict[str, str]:
    """Id → text of everything; fails if there is any problem."""
    exercise, problems = read
    assert [str(problem) for problem in problems] == []
    return {recommendation.id: recommendation.text for recommendation in exercise.corpus.recommendations}


def faults(read: tuple[MappingExercise, tuple[Problem, ...]]) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.what) for problem in read[1]]


def of_kind(read: tuple[MappingExercise, tuple[Problem, ...]], kind: RemarkKind) -> list[Remark]:
    return [remark for remark in read[0].remarks if remark.kind is kind]


def page(*rows: str, title: str = "A matrix of lighthouses") -> str:
    """A page of a matrix: running title, header, rows."""
    return "\n".join(("", title, "", HEADER.rstrip("\n"), *rows)) + "\n"
