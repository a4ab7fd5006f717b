"""Sources are cited by report and paragraph, as UN style writes them."""

import pytest

from drafter.corpus.citations import enumeration, footnote
from tests import builders

CORPUS = builders.corpus()


def test_one_source_names_its_report_and_paragraph() -> None:
    assert footnote(CORPUS, ["SO 7(a)"]) == "Report of the Southern Meeting, para. 7 (a)."


def test_several_sources_stand_in_one_note_grouped_by_report_in_order() -> None:
    assert footnote(CORPUS, ["SO 9", "NO 2(a)", "SO 7(b)", "NO 1(b)", "SO 7(a)"]) == (
        "Report of the Northern Meeting (A/X/1), paras. 1 (b) and 2 (a); "
        "Report of the Southern Meeting, paras. 7 (a), 7 (b) and 9."
    )


def test_no_source_is_no_note() -> None:
    assert footnote(CORPUS, []) == ""


@pytest.mark.parametrize(("words", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_enumerations_have_no_comma_before_and(words: list[str], text: str) -> None:
    assert enumeration(words) == text
