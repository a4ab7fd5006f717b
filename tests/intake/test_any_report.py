"""Whatever a meeting's report says and however its file breaks it, it is read right, or what isn't sure is told."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import UNSORTED, About, AboutRegion
from drafter.intake.joined_lines import SourceText
from drafter.intake.meeting_reports import MeetingReport, read_reports
from drafter.intake.report_reader import looks_like_report
from tests.examples import examples
from tests.intake.invented_reports import InventedReport, as_paragraphs, as_wrapped, reports

ABOUT = About(regions=(AboutRegion("NO", "North"),))


def held(report: InventedReport, source: SourceText, *, all_read: bool) -> None:
    read, problems = read_reports([MeetingReport("NO", source)], ABOUT)
    if problems and not all_read:
        return
    assert [str(problem) for problem in problems] == []
    corpus = read.corpus
    assert {point.id: point.text for point in corpus.recommendations} == report.texts("NO")
    assert corpus.unsorted == tuple(report.texts("NO"))
    assert [section.id for section in corpus.sections] == [UNSORTED]
    assert corpus.regions[0].report == report.title


@examples(40)
@given(reports(), st.booleans())
def test_of_a_format_that_knows_paragraphs_it_is_read_right(report: InventedReport, marked: bool) -> None:
    held(report, as_paragraphs(report, marked=marked), all_read=False)


@examples(60)
@given(reports(), st.booleans(), st.booleans(), st.integers(0, 2**32))
def test_of_wrapped_lines_it_is_read_right_or_told(
    report: InventedReport, parted: bool, paged: bool, seed: int
) -> None:
    held(report, as_wrapped(report, Random(seed), parted=parted, paged=paged), all_read=False)


@examples(10)
@given(reports(hostile=False), st.booleans())
def test_a_plain_one_asks_nothing(report: InventedReport, marked: bool) -> None:
    held(report, as_paragraphs(report, marked=marked), all_read=True)
    assert looks_like_report(as_paragraphs(report, marked=marked)) or len(report.texts("NO")) < 3
