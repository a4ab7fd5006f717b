"""The whole way from the files of a mapping exercise to a corpus, with what is to be said about it. Pure.

Two readers that know nothing of each other read the list and the matrix; here their results become one corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.corpus.corpus import About, Corpus, Region, Section, Theme
from drafter.errors import Problem
from drafter.intake.annex import SourceAnnex
from drafter.intake.list_reader import read_list
from drafter.intake.matrix_reader import read_matrix
from drafter.intake.reconcile import (
    Quote,
    Remark,
    RemarkKind,
    build_recommendation,
    difference_remarks,
    item_remarks,
    letter_gap_remarks,
    numeral_gap_remarks,
)
from drafter.intake.regions import identify_regions, report_uncited_regions
from drafter.intake.source_text import Aside, SourceText, physical_lines
from drafter.intake.structure import PairedSection, heading_remarks, merge_placements, pair_sections

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_NOTHING = About()


@dataclass(frozen=True, slots=True)
class MappingExercise:
    """A mapping exercise, read."""

    corpus: Corpus
    remarks: tuple[Remark, ...]
    """What a person should know about it, grouped by kind, each kind in the order of the files."""


def read_mapping(
    *, listing: SourceText | None, matrix: SourceText | None, about: About = _NOTHING
) -> tuple[MappingExercise, tuple[Problem, ...]]:
    """A corpus out of either form of a mapping exercise, or both.

    With a problem the corpus lacks what the problem names (it is empty where nothing could be read), so it should not
    be used; one reading tells every problem that it can find. Nothing is raised, whatever the texts are.
    """
    sources = [source for source in (listing, matrix) if source]
    if not sources:
        return _empty(about), (Problem("", None, "There is no file to read.", "Give the list, the matrix, or both."),)
    problems = [problem for source in sources for problem in _control_characters(source)]
    codes = frozenset(region.code for region in about.regions)
    listed, list_problems = read_list(listing, codes) if listing else (None, ())
    tabled, matrix_problems = read_matrix(matrix) if matrix else (None, ())
    problems += (*list_problems, *matrix_problems)
    settled = identify_regions(about, listed, tabled)
    tabled = tabled.with_codes(settled.codes) if tabled else None
    once = [annex.without_doubles() if annex else (None, ()) for annex in (listed, tabled)]
    problems += (*settled.problems, *(problem for _, doubles in once for problem in doubles))
    exercise = _reconcile(once[0][0], once[1][0], settled.regions, about)
    cited = {one.region for one in exercise.corpus.recommendations}
    if cited:
        problems += report_uncited_regions(settled.regions, cited, sources[0].file)
    return exercise, _in_order(problems, sources)


def _reconcile(
    listed: SourceAnnex | None, tabled: SourceAnnex | None, regions: tuple[Region, ...], about: About
) -> MappingExercise:
    annexes = [annex for annex in (listed, tabled) if annex]
    found = pair_sections(listed, tabled)
    placed = merge_placements(listed, tabled, found, [region.code for region in regions])
    recommendations = tuple(build_recommendation(places) for places in placed.places.values())
    sections = tuple(_section(chapter, placed.themes) for chapter in found)
    title = about.title or next((annex.title for annex in annexes if annex.title), "")
    corpus = Corpus(about.id or "mapping", about.congress, title, regions, sections, recommendations)
    remarks = [
        *(remark for one in recommendations for remark in difference_remarks(placed.places[one.id], one.text)),
        *(heading_remarks(listed, tabled, found) if listed and tabled else ()),
        *placed.remarks,
        *letter_gap_remarks(placed.places.values()),
        *(remark for annex in annexes for remark in numeral_gap_remarks(annex)),
        *item_remarks(placed.places.values()),
        *(_aside(annex, aside) for annex in annexes for aside in annex.asides),
        *(_rejoined(annex, word) for annex in annexes for word in annex.rejoined),
    ]
    return MappingExercise(corpus, _sorted(remarks, annexes))


def _section(chapter: PairedSection, placements: Mapping[str, tuple[str, ...]]) -> Section:
    themes = tuple(
        Theme(theme.id, theme.pair.shown.number, theme.pair.shown.title, placements[theme.id])
        for theme in chapter.themes
    )
    return Section(chapter.id, chapter.pair.shown.title, themes)


def _aside(annex: SourceAnnex, aside: Aside) -> Remark:
    quote = Quote(annex.source, annex.file, aside.line, aside.text)
    what = "These words are no heading and no recommendation; they are left out."
    return Remark(RemarkKind.LEFT_OUT, annex.file, aside.line, "", what, (quote,))


def _rejoined(annex: SourceAnnex, word: Aside) -> Remark:
    what = f"The line's end had broken “{word.text}”; the hyphen of the break is taken out."
    return Remark(RemarkKind.HYPHEN, annex.file, word.line, "", what)


def _sorted(remarks: Iterable[Remark], annexes: Iterable[SourceAnnex]) -> tuple[Remark, ...]:
    kinds = list(RemarkKind)
    files = [annex.file for annex in annexes]
    return tuple(sorted(remarks, key=lambda one: (kinds.index(one.kind), files.index(one.file), one.line)))


def _in_order(problems: Iterable[Problem], sources: Iterable[SourceText]) -> tuple[Problem, ...]:
    files = [source.file for source in sources]
    return tuple(sorted(problems, key=lambda one: (files.index(one.file), one.line or 0)))


def _control_characters(source: SourceText) -> list[Problem]:
    """A text has none; where they are, the file is another kind of file, or somebody means a terminal harm."""
    return [
        Problem(
            source.file,
            number,
            f"There is a control character (U+{ord(found[0]):04X}) in this line.",
            "Save the file as plain text in UTF-8, without it.",
        )
        for number, line in enumerate(physical_lines(source.text), 1)
        if (found := _CONTROL.search(line))
    ]


def _empty(about: About) -> MappingExercise:
    return MappingExercise(Corpus(about.id or "mapping", about.congress, about.title, (), (), ()), ())
