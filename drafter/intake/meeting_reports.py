"""From the texts of meetings' reports to a corpus whose recommendations have no theme yet, with remarks on it and the
problems found. Takes texts, touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.corpus.corpus import UNSORTED, About, Corpus, unsorted_section
from drafter.corpus.languages import ENGLISH, told_apart
from drafter.errors import Problem
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_annex import AnnexItem, AnnexSection, SourceAnnex
from drafter.intake.mapping_exercise import (
    MappingExercise,
    aside_remark,
    control_characters,
    problems_in_order,
    rejoined_remark,
    remarks_by_kind,
)
from drafter.intake.readings import (
    Occurrence,
    Remark,
    RemarkKind,
    build_recommendation,
    item_remarks,
    letter_gap_remarks,
)
from drafter.intake.regions import identify_regions, report_uncited_regions
from drafter.intake.report_reader import read_report


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """A report, and the code of the region whose it is."""

    code: str
    source: SourceText


def read_reports(reports: Sequence[MeetingReport], about: About) -> tuple[MappingExercise, tuple[Problem, ...]]:
    """Build a corpus from the reports, at least one. Where there are problems, don't use it. Raises nothing."""
    sources = [report.source for report in reports]
    problems = [problem for source in sources for problem in control_characters(source)]
    annexes: list[SourceAnnex] = []
    for report in reports:
        annex, found = read_report(report.source, report.code, about.paragraphs)
        annex, doubles = annex.without_doubles()
        annexes.append(annex)
        problems += (*found, *doubles)
    places = {item.id: Occurrence(annex.source, annex.file, UNSORTED, item) for annex, item in _items(annexes)}
    items = [occurrence.item for occurrence in places.values()]
    together = SourceAnnex(
        "report",
        sources[0].file,
        "",
        (AnnexSection.unsorted(items),) if items else (),
        reports={code: title for annex in annexes for code, title in annex.reports.items()},
    )
    identified = identify_regions(about, together, None)
    cited = {item.region for item in items}
    if cited:
        problems += report_uncited_regions(identified.regions, cited, sources[0].file)
    each = [(occurrence,) for occurrence in places.values()]
    recommendations = tuple(map(build_recommendation, each))
    language = about.language or told_apart(point.text for point in recommendations) or ENGLISH
    corpus = Corpus(
        about.id or "reports",
        about.congress,
        about.title,
        identified.regions,
        unsorted_section(places),
        recommendations,
        language,
    )
    remarks = [
        *letter_gap_remarks(each),
        *item_remarks(each),
        *_glued_numbers(places.values()),
        *(aside_remark(annex, aside) for annex in annexes for aside in annex.asides),
        *(rejoined_remark(annex, word) for annex in annexes for word in annex.rejoined),
    ]
    named = {source.file: source.places for source in sources if source.places}
    return MappingExercise(corpus, remarks_by_kind(remarks, annexes), named), problems_in_order(problems, sources)


def _items(annexes: Sequence[SourceAnnex]) -> Iterator[tuple[SourceAnnex, AnnexItem]]:
    for annex in annexes:
        for _, _, item in annex.items:
            yield annex, item


_GLUED_NUMBER = re.compile(r"([^\W\d_]{3,}[.,;)”\"]?\d{1,2})(?=\s|$)")


def _glued_numbers(occurrences: Iterable[Occurrence]) -> Iterator[Remark]:
    """A remark for each number that is glued to a word, as the mark of a footnote is in a PDF's text."""
    for occurrence in occurrences:
        for match in _GLUED_NUMBER.finditer(occurrence.item.text):
            item = occurrence.item
            what = f"“{match[1]}” may end with the mark of a footnote."
            yield Remark(RemarkKind.MARK, occurrence.file, item.line, item.id, what, (occurrence.quote,))
