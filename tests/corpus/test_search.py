"""Searching takes words, prefixes, phrases and operators, and any nonsense without complaint."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import Reading
from drafter.corpus.search import MOST_WORDS, Index, too_many
from tests import builders

CORPUS = builders.corpus()
INDEX = Index(CORPUS)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("judges", {"NO 1(a)", "SO 7(a)"}),
        ("judges prosecutors", {"SO 7(a)"}),
        ("victim*", {"NO 1(b)", "SO 7(b)"}),
        ('"train judges and"', {"SO 7(a)"}),
        ("judges NOT prosecutors", {"NO 1(a)"}),
        ("data OR trust", {"NO 2(a)", "SO 9"}),
        ("statistics", set()),
        ("judge", {"NO 1(a)", "SO 7(a)"}),
        ("institution trusts", {"SO 9"}),
        ("NOT judges victims", {"NO 1(b)", "SO 7(b)"}),
        ("NOT prosecutors AND judges", {"NO 1(a)"}),
        ('NOT "train judges and" judges', {"NO 1(a)"}),
        ("NOT judges", {"NO 1(b)", "NO 2(a)", "SO 7(b)", "SO 9"}),
        ("NOT (judges OR victims)", {"NO 2(a)", "SO 9"}),
        ('"train judge"', set()),
        ("", set()),
        ("   ", set()),
        ("nowhere", set()),
        ("SO 7(b) OR no 2 (a)", {"SO 7(b)", "NO 2(a)"}),
        ("(SO 7(b) OR SO 7(a)) AND judges", {"SO 7(a)"}),
        ("judges NOT NO1a", {"SO 7(a)"}),
        ("SO 7", {"SO 7(a)", "SO 7(b)"}),
        ("SO 9 trust", {"SO 9"}),
        ('"SO 9"', {"SO 9"}),
        ('"SO 9" trust', {"SO 9"}),
        ('"train judges and" OR "so 7 (b)"', {"SO 7(a)", "SO 7(b)"}),
        ('"SO 9 trust"', set()),
        ("non-existing", set()),
        ("judges-prosecutors OR SO 9", {"SO 7(a)", "SO 9"}),
        ("NOT NO 1(a) judges", {"SO 7(a)"}),
        ("SO 70", set()),
    ],
)
def test_words_phrases_and_operators(words: str, found: set[str]) -> None:
    assert set(INDEX.find(words)) == found


def test_a_citation_finds_its_recommendation_first() -> None:
    assert INDEX.find("so 7 (b)")[0] == "SO 7(b)"


def test_as_typed_the_last_word_is_a_beginning() -> None:
    assert set(INDEX.find_as_typed("pro")) == {"NO 1(b)", "SO 7(b)", "SO 7(a)"}
    assert INDEX.find_as_typed("pro ") == []
    assert INDEX.find_as_typed("") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("NO", set()),
        ("NO 1", {"NO 1(a)", "NO 1(b)"}),
        ("NO 1(", {"NO 1(a)", "NO 1(b)"}),
        ("NO 1(b", {"NO 1(b)"}),
        ("SO 9 OR NO 1(b", {"SO 9", "NO 1(b)"}),
        ("SO 7b", {"SO 7(b)"}),
        ("SO 9", {"SO 9"}),
    ],
)
def test_a_citation_is_found_while_it_is_typed(words: str, found: set[str]) -> None:
    assert set(INDEX.find_as_typed(words)) == found


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("so 8(a) OR NO 1(a) OR SO8a", ["SO 8(a)"]),
        ("SO 70", ["SO 70"]),
        ("NO 1(c", ["NO 1(c)"]),
        ("SO 7", []),
        ("victims 8(a)", []),
        ("XX 8(a)", []),
        ('"SO 8(a)"', ["SO 8(a)"]),
        ('"by SO 8(a)"', []),
    ],
)
def test_citations_that_there_are_not_are_told(words: str, missing: list[str]) -> None:
    assert INDEX.missing(words) == missing


def test_a_corpus_without_regions_has_no_citations() -> None:
    assert Index(replace(CORPUS, regions=())).missing("SO 8(a)") == []


def test_what_is_no_query_is_looked_for_as_words() -> None:
    assert INDEX.find('judges AND ("') == ["SO 7(a)"]
    assert set(INDEX.find("(judges")) == {"NO 1(a)", "SO 7(a)"}


def test_hits_are_spans_of_the_shown_text() -> None:
    text = CORPUS.by_id["SO 7(a)"].text
    assert [text[start:end] for start, end in INDEX.hits("SO 7(a)", "judges OR train")] == ["Train", "judges"]
    assert INDEX.hits("SO 9", "judges") == []
    assert INDEX.hits("SO 9", '("') == []


def test_a_second_reading_is_searched_too() -> None:
    point = builders.recommendation(
        "NO 1(a)", "x", (Reading("list", "x", ("1",)), Reading("matrix", "multi-stakeholder", ("1",)))
    )
    corpus = replace(CORPUS, recommendations=(point, *CORPUS.recommendations[1:]))
    assert Index(corpus).find("stakeholder") == ["NO 1(a)"]


@given(st.text(max_size=30) | st.text("SONOsono 0179()ab\"'*ıİſ", max_size=12))
def test_no_text_is_an_error(words: str) -> None:
    INDEX.find(words)
    INDEX.find_as_typed(words)
    INDEX.missing(words)
    INDEX.hits("SO 9", words)
    INDEX.hits_as_typed("SO 9", words)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pro", ["prosecutors"]),
        ("judges pro", ["judges", "prosecutors"]),
        ("pro ", []),
        ("", []),
        ("(judges", ["judges"]),
    ],
)
def test_hits_as_typed_are_those_of_the_words_found_as_typed(words: str, found: list[str]) -> None:
    text = CORPUS.by_id["SO 7(a)"].text
    assert [text[start:end] for start, end in INDEX.hits_as_typed("SO 7(a)", words)] == found


def test_a_thousand_hits_are_ranked_and_one_more_stand_in_the_mapping_s_order() -> None:
    ids = [f"NO {number}" for number in range(1, 1002)]
    texts = ["To train judges, and those who judge them." if id == "NO 900" else "To train judges." for id in ids]
    made = tuple(builders.recommendation(id, text) for id, text in zip(ids, texts, strict=True))
    index = Index(replace(CORPUS, sections=(), recommendations=made))
    assert index.find_as_typed("judge") == ids
    assert not index.ranked(1001)
    assert index.ranked(1000)
    assert Index(replace(CORPUS, sections=(), recommendations=made[1:])).find_as_typed("judge")[0] == "NO 900"


@pytest.mark.parametrize(
    ("typed", "as_if"),
    [
        ("judges AND NOT prosecutors", "judges NOT prosecutors"),
        ("judges AND", "judges "),
        ("judges AND NOT ", "judges "),
        ("judges OR victims NOT", "judges OR victims "),
        ('"train judges', '"train judges"'),
        ('judges "and prose', 'judges "and prose"'),
        ("NO 1(a) OR", "NO 1(a) "),
    ],
)
def test_what_is_not_written_to_its_end_is_found_as_far_as_it_is_written(typed: str, as_if: str) -> None:
    assert INDEX.find_as_typed(typed) == INDEX.find_as_typed(as_if)
    assert INDEX.hits_as_typed("SO 7(a)", typed) == INDEX.hits_as_typed("SO 7(a)", as_if)


@pytest.mark.parametrize("words", ["7(b)", "7 (b)", "para. 7 (b)", "Paragraph 7(b)", " 7(B "])
def test_a_citation_without_its_region_finds_it_in_every_report(words: str) -> None:
    assert INDEX.find_as_typed(words)[0] == "SO 7(b)"


def test_a_paragraph_without_its_region_finds_all_that_it_recommends() -> None:
    assert INDEX.find("para. 7")[:2] == ["SO 7(a)", "SO 7(b)"]
    assert INDEX.find("para 1(b)")[0] == "NO 1(b)"
    assert INDEX.find("7") == []
    assert INDEX.find("SO 7") == ["SO 7(a)", "SO 7(b)"]
    assert INDEX.find("para. 999") == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("policy", "Policies"),
        ("policies", "policy"),
        ("organisations", "organization"),
        ("organised", "organized"),
        ("behavior", "behaviour"),
        ("offenses", "offence"),
        ("centers", "centres"),
        ("program", "programmes"),
        ("woman", "women"),
        ("children", "child"),
        ("branch", "branches"),
        ("approaches", "approach"),
    ],
)
def test_a_word_is_found_in_its_other_number_and_spelling_and_highlighted(words: str, said: str) -> None:
    index = Index(builders.corpus({"NO 1(a)": f"Have {said} soon."}))
    assert index.find(words) == ["NO 1(a)"]
    assert index.hits("NO 1(a)", words) == [(5, 5 + len(said))]


def test_hits_as_typed_of_one_search_are_found_in_every_recommendation() -> None:
    index = Index(CORPUS)
    assert [index.hits_as_typed(id, "judg") for id in ("NO 1(a)", "SO 7(a)", "SO 9")] == [[(6, 12)], [(6, 12)], []]
    assert index.hits_as_typed("SO 9", "trust") != []


def test_a_search_of_too_many_words_is_told_by_their_number() -> None:
    assert [too_many("a " * count) for count in (0, MOST_WORDS, MOST_WORDS + 1)] == [0, 0, MOST_WORDS + 1]
