"""From the texts of a mapping exercise to a corpus, with remarks on it and the problems found.

The list and the matrix are read independently; here the two annexes become one corpus. Takes texts, touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.corpus.corpus import About, Corpus, Region, Section, Theme
from drafter.corpus.languages import ENGLISH, told_apart
from drafter.errors import Problem
from drafter.intake.joined_lines import Aside, SourceText, physical_lines
from drafter.intake.list_reader import read_list
from drafter.intake.mapping_annex import SourceAnnex
from drafter.intake.matrix_reader import read_matrix
from drafter.intake.readings import (
    Quote,
    Remark,
    RemarkKind,
    build_recommendation,
    difference_remarks,
    item_remarks,
    letter_gap_remarks,
    numeral_gap_remarks,
)
from drafter.intake.recommendation_table import read_table
from drafter.intake.regions import identify_regions, report_uncited_regions
from drafter.intake.theme_pairing import PairedSection, heading_remarks, merge_placements, pair_sections

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_NOTHING = About()


@dataclass(frozen=True, slots=True)
class MappingExercise:
    """The corpus that a mapping exercise gives, and remarks about its sources."""

    corpus: Corpus
    remarks: tuple[Remark, ...]
    """What somebody who relies on the corpus should know, sorted by kind, then file and line."""
    places: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By a file, what a person calls each of its lines, `paragraph 12`; without those that have lines of their own."""

    def place(self, file: str, line: int) -> str:
        """What a person calls a line of a file."""
        return SourceText(file, "", self.places.get(file, ())).place(line)


def read_mapping(
    *,
    listing: SourceText | None,
    matrix: SourceText | None,
    table: SourceText | None = None,
    about: About = _NOTHING,
) -> tuple[MappingExercise, tuple[Problem, ...]]:
    """Build a corpus from a list, a matrix, or both, or from a table; `about` adds what they can't say. Returns it with
    the problems.

    Where there are problems, don't use the corpus: it lacks what they name, and is empty where nothing could be read.
    Raises nothing, whatever the texts are.
    """
    sources = [source for source in (listing, table, matrix) if source]
    if not sources:
        return empty_exercise(about), (
            Problem("", None, "There is no file to read.", "Give the list, the matrix, or both."),
        )
    problems = [problem for source in sources for problem in control_characters(source)]
    listed, list_problems = read_list(listing, about) if listing else (None, ())
    tabled, matrix_problems = read_matrix(matrix, about) if matrix else (None, ())
    if table and not listing:
        listed, list_problems = read_table(table, about)
    problems += (*list_problems, *matrix_problems)
    identified = identify_regions(about, listed, tabled)
    tabled = tabled.with_codes(identified.codes) if tabled else None
    without_doubles = [annex.without_doubles() if annex else (None, ()) for annex in (listed, tabled)]
    problems += (*identified.problems, *(problem for _, doubles in without_doubles for problem in doubles))
    exercise = _reconcile(without_doubles[0][0], without_doubles[1][0], identified.regions, about)
    cited = {recommendation.region for recommendation in exercise.corpus.recommendations}
    if cited:
        problems += report_uncited_regions(identified.regions, cited, sources[0].file)
    exercise = replace(exercise, places={source.file: source.places for source in sources if source.places})
    return exercise, problems_in_order(problems, sources)


def _reconcile(
    listed: SourceAnnex | None, tabled: SourceAnnex | None, regions: tuple[Region, ...], about: About
) -> MappingExercise:
    annexes = [annex for annex in (listed, tabled) if annex]
    paired = pair_sections(listed, tabled)
    merged = merge_placements(listed, tabled, paired, [region.code for region in regions])
    recommendations = tuple(build_recommendation(places) for places in merged.places.values())
    sections = tuple(_section(chapter, merged.themes) for chapter in paired)
    title = about.title or next((annex.title for annex in annexes if annex.title), "")
    language = about.language or told_apart(point.text for point in recommendations) or ENGLISH
    corpus = Corpus(about.id or "mapping", about.congress, title, regions, sections, recommendations, language)
    remarks = [
        *(
            remark
            for recommendation in recommendations
            for remark in difference_remarks(merged.places[recommendation.id], recommendation.text)
        ),
        *(heading_remarks(listed, tabled, paired) if listed and tabled else ()),
        *merged.remarks,
        *letter_gap_remarks(merged.places.values()),
        *(remark for annex in annexes for remark in numeral_gap_remarks(annex)),
        *item_remarks(merged.places.values()),
        *(_roman(annex) for annex in annexes if annex.roman),
        *(aside_remark(annex, aside) for annex in annexes for aside in annex.asides),
        *(rejoined_remark(annex, word) for annex in annexes for word in annex.rejoined),
    ]
    return MappingExercise(corpus, remarks_by_kind(remarks, annexes))


def _section(chapter: PairedSection, placements: Mapping[str, tuple[str, ...]]) -> Section:
    themes = tuple(
        Theme(theme.id, theme.pair.shown.number, theme.pair.shown.title, placements[theme.id])
        for theme in chapter.themes
    )
    return Section(chapter.id, chapter.pair.shown.title, themes)


def _roman(annex: SourceAnnex) -> Remark:
    what = "The citations have Roman paragraphs; they are called by their numbers: [NE IV(a)] is NE 4(a)."
    return Remark(RemarkKind.ROMAN, annex.file, 1, "", what)


def aside_remark(annex: SourceAnnex, aside: Aside) -> Remark:
    quote = Quote(annex.source, annex.file, aside.line, aside.text)
    what = "These words are no heading and no recommendation; they are left out."
    return Remark(RemarkKind.LEFT_OUT, annex.file, aside.line, "", what, (quote,))


def rejoined_remark(annex: SourceAnnex, word: Aside) -> Remark:
    what = f"The line's end had broken “{word.text}”; the hyphen of the break is taken out."
    return Remark(RemarkKind.HYPHEN, annex.file, word.line, "", what)


def remarks_by_kind(remarks: Iterable[Remark], annexes: Iterable[SourceAnnex]) -> tuple[Remark, ...]:
    kinds = list(RemarkKind)
    files = [annex.file for annex in annexes]
    return tuple(sorted(remarks, key=lambda remark: (kinds.index(remark.kind), files.index(remark.file), remark.line)))


def problems_in_order(problems: Iterable[Problem], sources: Iterable[SourceText]) -> tuple[Problem, ...]:
    by_file = {source.file: (place, source) for place, source in enumerate(sources)}
    ordered = sorted(problems, key=lambda problem: (by_file[problem.file][0], problem.line or 0))
    return tuple(_placed(problem, by_file[problem.file][1]) for problem in ordered)


def _placed(problem: Problem, source: SourceText) -> Problem:
    return replace(problem, place=source.place(problem.line)) if problem.line and source.places else problem


def control_characters(source: SourceText) -> list[Problem]:
    """A problem for each line with a control character: it is no text, or made to mislead a terminal."""
    return [
        Problem(
            source.file,
            number,
            f"There is a control character (U+{ord(sign[0]):04X}) in this line.",
            "Save the file as plain text in UTF-8, without it.",
        )
        for number, line in enumerate(physical_lines(source.text), 1)
        if (sign := _CONTROL.search(line))
    ]


def empty_exercise(about: About) -> MappingExercise:
    """One of which nothing could be read."""
    return MappingExercise(Corpus(about.id or "mapping", about.congress, about.title, (), (), ()), ())
