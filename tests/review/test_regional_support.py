"""Which regions a paragraph carries, and which asked and aren't in it."""

from drafter.draft.edits import cite, set_aside
from drafter.review.convergence import Convergence, Pair, of_pairs
from drafter.review.regional_support import MINUS, MORE, SupportFinder
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
NOTHING = Convergence((), ())


def test_a_region_that_asked_under_the_same_theme_is_missing_and_has_no_sign() -> None:
    support = SupportFinder(CORPUS, NOTHING).of(draft(paragraph("p1", "", "NO 2(a)")))["p1"]
    assert (support.text, support.neighbours) == ("NO", ("SO",))
    assert support.asked == {"SO": ("SO 9",)}
    assert (support.cited, support.missing, support.only, support.everywhere) == (("NO",), ("SO",), "NO", False)
    assert support.converging == frozenset()


def test_a_region_that_converges_comes_before_one_of_the_theme_only() -> None:
    found = of_pairs(CORPUS, [Pair("NO 2(a)", "SO 7(a)", 0.9)])
    support = SupportFinder(CORPUS, found).of_sources(["NO 2(a)"])
    assert support.asked == {"SO": ("SO 7(a)", "SO 9")}
    assert support.converging == {"SO 7(a)"}


def test_a_paragraph_carries_what_its_sub_paragraphs_do() -> None:
    made = draft(paragraph("p1", "", "NO 2(a)", children=(paragraph("p2", "", "SO 9"),)))
    supports = SupportFinder(CORPUS, of_pairs(CORPUS, [Pair("NO 2(a)", "SO 9", 0.9)])).of(made)
    assert supports["p1"].text == "NO SO"
    assert supports["p1"].everywhere
    assert supports["p1"].only == ""
    assert (supports["p2"].text, supports["p2"].neighbours) == ("SO", ("NO",))


def test_without_sources_there_is_no_strip_and_an_unknown_source_counts_for_nothing() -> None:
    supports = SupportFinder(CORPUS, NOTHING).of(draft(paragraph("p1"), paragraph("p2", "", "XX 1")))
    assert [support.text for support in supports.values()] == ["", ""]


def test_a_region_without_anything_of_the_kind_is_left_out() -> None:
    assert SupportFinder(CORPUS, NOTHING).of_sources(["NO 1(a)"]).text == "NO"


def test_unanswered_is_what_the_draft_neither_takes_up_nor_sets_aside() -> None:
    found = of_pairs(CORPUS, [Pair("NO 2(a)", "SO 7(a)", 0.9), Pair("NO 2(a)", "SO 9", 0.8)])
    made = draft(paragraph("p1", "", "NO 2(a)"), paragraph("p2"))
    support = SupportFinder(CORPUS, found).of(made)["p1"]
    assert support.unanswered == (("SO", ("SO 7(a)", "SO 9")),)
    assert (support.text, support.neighbours) == (f"NO {MINUS}SO", ())
    made = cite(made, "p2", "SO 7(a)")
    assert SupportFinder(CORPUS, found).of(made)["p1"].unanswered == (("SO", ("SO 9",)),)
    made = set_aside(made, ["SO 9"], "No.")
    assert SupportFinder(CORPUS, found).of(made)["p1"].unanswered == ()


def test_a_region_that_is_cited_may_have_something_unanswered() -> None:
    found = of_pairs(CORPUS, [Pair("NO 2(a)", "SO 7(a)", 0.9)])
    support = SupportFinder(CORPUS, found).of(draft(paragraph("p1", "", "NO 2(a)", "SO 9")))["p1"]
    assert support.cited == ("NO", "SO")
    assert support.unanswered == (("SO", ("SO 7(a)",)),)
    assert support.text == f"NO {MORE}SO"
