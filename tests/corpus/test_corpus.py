"""The corpus finds a recommendation however a person writes its citation, and keeps the order of the field."""

import pickle
from dataclasses import replace

import pytest

from drafter.corpus.citations import footnote
from drafter.corpus.corpus import (
    MOST_SIGNS,
    About,
    AboutRegion,
    Recommendation,
    Region,
    citation,
    parse_citation,
    parse_id,
    theme_ids,
    unsorted_section,
)
from drafter.corpus.kept_points import ListedPoints
from drafter.corpus.languages import told_apart
from drafter.errors import BadInput
from tests import builders

CORPUS = builders.corpus()


@pytest.mark.parametrize("name", ["NO 1(a)", "no 1(a)", "NO1a", " NO 1 (a) ", "[NO 1(a)]", "NO\n1(a)", "NO 1( A )"])
def test_finds_a_recommendation_however_its_citation_is_written(name: str) -> None:
    found = CORPUS.find(name)
    assert found is not None
    assert found.id == "NO 1(a)"


@pytest.mark.parametrize("name", ["", "NO", "1(a)", "NO 99(z)", "NO 1(a) and more", "NO 1(a", "XX 1(a)"])
def test_finds_nothing_for_what_is_no_citation_of_this_corpus(name: str) -> None:
    assert CORPUS.find(name) is None


def test_a_paragraph_without_letters_is_cited_by_its_number() -> None:
    assert CORPUS.get("so 9").id == citation("SO", 9, "") == "SO 9"
    assert parse_citation("SO 9") == ("SO", 9, "")


@pytest.mark.parametrize(
    ("written", "parts", "id"),
    [
        ("G77 1", ("G77", 1, ""), "G77 1"),
        ("SEA-2 14 (a)", ("SEA-2", 14, "a"), "SEA-2 14(a)"),
        ("AP 62bis", ("AP", 62, " bis"), "AP 62 bis"),
        ("AP 62 ter (b)", ("AP", 62, " ter(b)"), "AP 62 ter(b)"),
        ("AP 62 (a)(i)", ("AP", 62, "(a)(i)"), "AP 62(a)(i)"),
        ("UPR 137.12", ("UPR", 137, ".12"), "UPR 137.12"),
        ("AP 62a", ("AP", 62, "a"), "AP 62(a)"),
        ("R1", ("R", 1, ""), "R 1"),
    ],
)
def test_other_processes_cite_otherwise(written: str, parts: tuple[str, int, str], id: str) -> None:
    assert parse_citation(written) == parts
    assert citation(*parts) == id
    assert parse_citation(id) == parts


def test_an_id_is_a_citation_or_a_name_of_a_known_region() -> None:
    assert parse_id("R1") == ("R", 1, "")
    assert parse_id("R 1") == ("R", 1, "")
    assert parse_id("137.12") is None
    assert parse_id("137.12", "FR") == ("FR", 137, ".12")
    assert parse_id("FR 12(a)", "FR") == ("FR", 12, "a")
    for other in ("no number", "1  2", f"1{'x' * MOST_SIGNS}"):
        assert parse_id(other, "FR") is None


def test_a_recommendation_is_found_by_the_name_that_its_source_gives_it() -> None:
    point = Recommendation("137.12", "NO", 137, ".12", "Train judges.")
    corpus = replace(CORPUS, recommendations=(*CORPUS.recommendations, point))
    assert corpus.get("[137.12]") is point
    assert corpus.get("NO 137.12") is point
    assert footnote(corpus, ["137.12", "NO 1(a)"]).endswith("paras. 1 (a) and 137.12.")


def test_an_unknown_citation_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(BadInput, match=r"no recommendation “NO 1\(z\)” in invented. Did you mean .*NO 1\(a\)"):
        CORPUS.get("NO 1(z)")
    with pytest.raises(BadInput, match="See `drafter themes`"):
        CORPUS.get("qqqqqq")


MANY = replace(
    CORPUS,
    recommendations=tuple(
        builders.recommendation(id)
        for id in ("NO 9(a)", "SO 9", "NO 2(b)", "NO 2(a)", "NO 62(d)", "NO 62(c)", "NO 62(b)", "NO 62(a)", "NO 90")
    ),
)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("NO 62(z)", "NO 62(b), NO 62(c), NO 62(d)"),
        ("no 62", "NO 62(a), NO 62(b), NO 62(c)"),
        ("NO 2(z)", "NO 2(a), NO 2(b)"),
        ("NO 99", "NO 62(c), NO 62(d), NO 90"),
        ("NO 1(a)", "NO 2(a), NO 2(b), NO 9(a)"),
        ("NO 8(a)", "NO 2(a), NO 2(b), NO 9(a)"),
        ("NO 63(a)", "NO 62(b), NO 62(c), NO 62(d)"),
        ("SO 62(a)", "SO 9"),
        ("SU 9", "SO 9"),
    ],
)
def test_the_nearest_ones_are_of_the_same_region_where_that_is_known(name: str, near: str) -> None:
    with pytest.raises(BadInput) as caught:
        MANY.get(name)
    assert str(caught.value).endswith(f"Did you mean {near}?")


def test_citation_order_is_regions_then_paragraphs_then_letters_and_each_once() -> None:
    assert CORPUS.in_order(["SO 9", "SO 7(b)", "NO 2(a)", "SO 7(a)", "NO 1(b)", "SO 9"]) == [
        "NO 1(b)", "NO 2(a)", "SO 7(a)", "SO 7(b)", "SO 9",
    ]  # fmt: skip


def test_a_recommendation_knows_every_theme_that_lists_it_and_a_theme_its_section() -> None:
    assert [theme.id for theme in CORPUS.themes_of["NO 1(b)"]] == ["2.I", "2.II"]
    assert CORPUS.section_of["2.II"].title == "Justice"
    assert CORPUS.by_region["SO"].name == "South"
    assert CORPUS.order["SO 7(b)"] < CORPUS.order["SO 7(a)"]


def test_a_theme_is_found_by_its_id_in_any_case_and_labelled_with_its_number() -> None:
    theme = CORPUS.theme(" 2.ii ")
    assert theme is not None
    assert theme.label == "II. Capacity"
    assert CORPUS.themes[0].label == "Message"
    assert CORPUS.theme("9.I") is None


def test_groups_by_region_leave_out_regions_that_have_nothing() -> None:
    grouped = [(region.code, ids) for region, ids in CORPUS.by_regions(["SO 9", "SO 7(a)"])]
    assert grouped == [("SO", ["SO 7(a)", "SO 9"])]


def test_the_fingerprint_changes_with_a_quoted_word_and_with_nothing_else() -> None:
    assert CORPUS.fingerprint == builders.corpus().fingerprint
    assert CORPUS.fingerprint != builders.corpus({"SO 9": "Other."}).fingerprint


def test_what_is_no_citation_is_parsed_as_none() -> None:
    assert parse_citation("para. 62") is None


def test_all_that_is_said_beside_the_files_may_be_left_out() -> None:
    assert About() == About("", "", "", ())
    assert AboutRegion("NO").name == ""


def test_a_region_is_labelled_by_its_name_and_by_its_code_where_that_says_more() -> None:
    assert Region("AP", "Asia and the Pacific", "").label == "Asia and the Pacific (AP)"
    assert Region("Japan", "Japan", "").label == "Japan"


def test_what_is_worked_out_of_a_corpus_is_made_once_and_stays_with_it() -> None:
    made, numbers = replace(CORPUS), iter([7, 8])
    first, second = (lambda corpus: (corpus, next(numbers)) for _ in range(2))
    assert made.once(first) == made.once(first) == (made, 7)
    assert made.once(second) == (made, 8)


def test_a_corpus_goes_elsewhere_without_what_was_worked_out_of_it() -> None:
    made = replace(CORPUS)
    made.once(lambda corpus: lambda: corpus)  # no process could be sent a function without a name
    there = pickle.loads(pickle.dumps(made))
    assert there == made
    assert there.get("no 1(a)") == made.get("no 1(a)")


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [(["I", "II"], ["3.I", "3.II"]), ([""], ["3"]), (["", ""], ["3.1", "3.2"]), (["I", ""], ["3.I", "3"])],
)
def test_themes_have_their_number_or_their_place_in_the_section(numbers: list[str], ids: list[str]) -> None:
    assert theme_ids("3", numbers) == ids


def test_what_has_no_theme_yet_waits_in_a_section_of_its_own() -> None:
    waiting = replace(CORPUS, sections=(*CORPUS.sections, *unsorted_section(["SO 9"])))
    assert (CORPUS.unsorted, waiting.unsorted) == ((), ("SO 9",))
    assert waiting.sorted_sections == CORPUS.sections == CORPUS.sorted_sections
    last = waiting.sections[-1]
    assert (last.label, last.themes[0].full_label) == ("Not sorted yet", "Not sorted yet")
    assert (waiting.sections[0].label, CORPUS.themes[-1].full_label) == ("1. General", "3.I Statistics")
    assert unsorted_section([]) == ()


def test_recommendations_may_be_kept_elsewhere() -> None:
    """A corpus asks whatever keeps them, and gets what it would have found out itself."""
    points = ListedPoints(CORPUS.recommendations, CORPUS.by_region)
    kept = replace(CORPUS, recommendations=points)
    assert kept.points is points
    assert (len(points), points[0], points[1:3]) == (6, CORPUS.recommendations[0], CORPUS.recommendations[1:3])
    assert (kept.rank, kept.region_of, kept.fingerprint) == (CORPUS.rank, CORPUS.region_of, CORPUS.fingerprint)
    assert points.widths is points.search_base is None


def test_what_is_of_no_known_region_is_in_none_of_their_groups() -> None:
    alone = replace(CORPUS, regions=CORPUS.regions[:1])
    assert [(region.code, len(ids)) for region, ids in alone.by_regions(alone.points.ids)] == [("NO", 3)]


def test_the_language_is_told_by_the_first_of_many_texts() -> None:
    many = ["We call upon the States to train judges and to protect the victims of all crimes."] * 2_000
    assert told_apart(many) == told_apart(many[:5]) != ""
