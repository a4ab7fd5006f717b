"""Sources are cited by report and paragraph, as UN style writes them: a report in full once, in short after."""

from dataclasses import replace

import pytest

from drafter.corpus.citations import CitedWords, ReportNames, footnote, is_symbol, note, stated, symbols
from drafter.corpus.corpus import Recommendation
from tests import builders

CORPUS = builders.corpus()


def test_one_source_names_its_report_and_paragraph() -> None:
    assert footnote(CORPUS, ["SO 7(a)"]) == "Report of the Southern Meeting, para. 7 (a)."


@pytest.mark.parametrize(
    ("ids", "cited"),
    [
        (["SO 7(b)", "SO 7(a)"], "paras. 7 (a) and (b)"),
        (["SO 9", "SO 7(b)"], "paras. 7 (b) and 9"),
        (["SO 9", "SO 7(b)", "SO 7(a)"], "paras. 7 (a) and (b) and 9"),
    ],
)
def test_paragraphs_of_one_report_are_joined_as_un_style_does(ids: list[str], cited: str) -> None:
    assert footnote(CORPUS, ids) == f"Report of the Southern Meeting, {cited}."


def test_letters_and_paragraphs_have_no_comma_before_and() -> None:
    points = [replace_point(letter) for letter in ("a", "b", "c", "")]
    corpus = replace(CORPUS, recommendations=(*CORPUS.recommendations, *points))
    ids = ["SO 9", *(point.id for point in points)]
    assert footnote(corpus, ids) == "Report of the Southern Meeting, paras. 9, 30 and 30 (a), (b) and (c)."
    assert footnote(corpus, ids[:1] + ids[2:4]) == "Report of the Southern Meeting, paras. 9 and 30 (b) and (c)."


def test_what_is_named_in_another_way_stands_alone() -> None:
    others = (("30.12", ".12"), ("30 bis", " bis"), ("30(a)(i)", "(a)(i)"), ("30(a)(ii)", "(a)(ii)"))
    points = [CORPUS.by_id["SO 9"]._replace(id=f"SO {id}", paragraph=30, letter=letter) for id, letter in others]
    named = CORPUS.by_id["SO 9"]._replace(id="R 40 x", paragraph=40, letter="x")
    corpus = replace(CORPUS, recommendations=(*CORPUS.recommendations, *points, named))
    assert footnote(corpus, [point.id for point in (*points, named)]) == (
        "Report of the Southern Meeting, paras. 30.12, 30 bis, 30 (a) (i) and (a) (ii) and R 40 x."
    )


def replace_point(letter: str) -> Recommendation:
    id = f"SO 30({letter})" if letter else "SO 30"
    return CORPUS.by_id["SO 9"]._replace(id=id, paragraph=30, letter=letter)


def test_several_sources_stand_in_one_note_grouped_by_report_in_order() -> None:
    assert footnote(CORPUS, ["SO 9", "NO 2(a)", "SO 7(b)", "NO 1(b)", "SO 7(a)"]) == (
        "Report of the Northern Meeting (A/X/1), paras. 1 (b) and 2 (a); "
        "Report of the Southern Meeting, paras. 7 (a) and (b) and 9."
    )


def test_no_source_is_no_note() -> None:
    assert footnote(CORPUS, []) == ""


def test_a_report_has_its_full_title_once_and_a_short_one_after() -> None:
    mentioned: set[str] = set()
    names = ReportNames("the {region} text", {"SO": "A/X/2"})
    first = note(CORPUS, ["SO 7(a)"], names, mentioned)
    assert first == (
        CitedWords("Report of the Southern Meeting (A/X/2), "), CitedWords("para. 7 (a)", "SO 7(a)"), CitedWords("."),
    )  # fmt: skip
    second = "".join(words.text for words in note(CORPUS, ["NO 2(a)", "SO 9"], names, mentioned))
    assert second == "Report of the Northern Meeting (A/X/1), para. 2 (a); the South text, para. 9."


def test_a_report_that_nobody_named_is_called_by_its_region() -> None:
    corpus = builders.corpus()
    regions = tuple(region._replace(report="") for region in corpus.regions)
    corpus, mentioned = replace(corpus, regions=regions), set[str]()
    notes = ["".join(cited.text for cited in note(corpus, ["SO 9"], ReportNames(), mentioned)) for _ in range(2)]
    assert notes == ["South, para. 9.", "South, para. 9."]
    assert footnote(corpus, ["NO 2(a)"]) == "North (A/X/1), para. 2 (a)."


def test_symbols_of_reports_are_read_and_written() -> None:
    said = "AP A/CONF.234/RPM.2/1; WA: A/CONF.234/RPM.4/1;"
    assert symbols(said) == {"AP": "A/CONF.234/RPM.2/1", "WA": "A/CONF.234/RPM.4/1"}
    assert stated({**symbols(said), "A": " "}) == "AP A/CONF.234/RPM.2/1; WA A/CONF.234/RPM.4/1"
    assert symbols("") == {}
    assert stated({}) == ""


@pytest.mark.parametrize(
    "text", ["A/CONF.234/L.6", "E/CN.15/2019/11", "A/RES/74/171", "A/75/L.1/Rev.1", "S/PV.5 (2019)"]
)
def test_what_has_the_shape_of_a_symbol_is_one(text: str) -> None:
    assert is_symbol(text)


@pytest.mark.parametrize("text", ["S", "none yet", "a/conf.234", "A/", "A/conference", "Rev. 1", "A CONF 234"])
def test_what_has_another_shape_is_asked_about(text: str) -> None:
    assert not is_symbol(text)
