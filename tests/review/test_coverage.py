"""Coverage counts a recommendation once and shows it at each of its placements."""

from dataclasses import replace

import pytest

from drafter.draft import edits
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Link, Proposal, ProposalKind, Status, Treatment
from drafter.review.coverage import Disposition, Tally, coverage
from tests.builders import TEXTS, corpus, draft, paragraph

CORPUS = corpus()


def test_an_empty_draft_covers_nothing() -> None:
    found = coverage(CORPUS, draft())
    assert found.recommendations == Tally(open=6)
    assert found.placements == Tally(open=7)
    assert found.regions == {"NO": Tally(open=3), "SO": Tally(open=3)}


def test_a_recommendation_under_two_themes_counts_once_and_shows_twice() -> None:
    found = coverage(CORPUS, draft(paragraph("p1", "", "NO 1(b)"), paragraph("p2", "", "NO 1(b)")))
    assert found.recommendations.covered == 1
    assert found.placements.covered == 2
    assert [theme.regions["NO"].covered for theme in found.themes] == [0, 1, 1, 0]
    assert [theme.section.title for theme in found.themes] == ["General", "Justice", "Justice", "Data"]


def test_sub_paragraphs_count_like_paragraphs() -> None:
    found = coverage(CORPUS, draft(paragraph("p1", children=(paragraph("p2", "", "SO 9"),))))
    assert found.dispositions["SO 9"] is Disposition.TAKEN_UP
    assert found.dispositions["SO 9"].covered


def test_partly_taken_up_until_some_paragraph_takes_up_the_whole() -> None:
    part = replace(paragraph("p1"), links=(Link("SO 9", partly=True),))
    assert coverage(CORPUS, draft(part)).dispositions["SO 9"] is Disposition.PARTLY
    assert coverage(CORPUS, draft(part)).regions["SO"] == Tally(partly=1, open=2)
    assert coverage(CORPUS, draft(part, paragraph("p2", "", "SO 9"))).dispositions["SO 9"] is Disposition.TAKEN_UP


def test_set_aside_is_told_apart_from_not_yet_reviewed_and_yields_to_taken_up() -> None:
    aside = edits.set_aside(draft(), ["SO 9", "NO 2(a)"], "Not for a declaration.")
    found = coverage(CORPUS, aside)
    assert found.dispositions["SO 9"] is Disposition.SET_ASIDE
    assert found.recommendations == Tally(set_aside=2, open=4)
    both = replace(draft(paragraph("p1", "", "SO 9")), set_aside=aside.set_aside)
    assert coverage(CORPUS, both).dispositions["SO 9"] is Disposition.TAKEN_UP


def test_a_link_to_a_recommendation_that_the_corpus_lacks_counts_for_nothing() -> None:
    assert coverage(CORPUS, draft(paragraph("p1", "", "XX 1(a)"))).recommendations == Tally(open=6)


def test_totals_agree_between_all_views() -> None:
    made = edits.set_aside(draft(paragraph("p1", "", "NO 1(b)", "SO 9")), ["SO 7(b)"], "Later.")
    found = coverage(CORPUS, made)
    assert sum(tally.total for tally in found.regions.values()) == found.recommendations.total == 6
    assert sum(theme.whole.total for theme in found.themes) == found.placements.total == 7
    assert sum(tally.covered for theme in found.themes for tally in theme.regions.values()) == found.placements.covered


def test_a_theme_s_coverage_of_some_regions() -> None:
    made = edits.take_up(draft(), CORPUS, ["NO 1(a)"], ["p1"])
    for theme in coverage(CORPUS, made).themes:
        for codes in ({"NO"}, {"SO"}, {"NO", "SO"}):
            narrowed = theme.narrowed(codes)
            assert set(narrowed.regions) == codes
            assert narrowed.whole.total == sum(theme.regions[code].total for code in codes)
            assert narrowed.whole.covered == sum(theme.regions[code].covered for code in codes)
        assert theme.narrowed({"NO", "SO"}).whole == theme.whole


def test_all_is_taken_up_only_where_nothing_is_partly_and_something_is_asked() -> None:
    assert Tally(taken_up=2).wholly
    assert not any(tally.wholly for tally in (Tally(), Tally(taken_up=1, partly=1), Tally(taken_up=1, set_aside=1)))


def test_a_source_that_a_paragraph_cites_twice_is_taken_up_where_one_of_the_two_takes_it_up() -> None:
    twice = replace(paragraph("a"), links=(Link("SO 9", Treatment.CHAPEAU), Link("SO 9", vouched=True)))
    found = coverage(CORPUS, draft(twice))
    assert found.dispositions["SO 9"] is Disposition.TAKEN_UP
    assert not found.is_idle("a", "SO 9")


@pytest.mark.parametrize(
    ("text", "contested"),
    [
        ("Train judges and prosecutors.", False),
        ("Train [all - EU] judges and prosecutors [well].", False),
        ("[Train judges and prosecutors. - EU; US oppose]", True),
        ("We act[ and train judges and prosecutors].", True),
        ("We [train judges - EU / train prosecutors - US].", True),
    ],
)
def test_what_stands_in_brackets_only_is_contested(text: str, contested: bool) -> None:
    made = draft(paragraph("a", read(text, "a"), "SO 7(a)"), paragraph("b", "", "SO 9"))
    counted = coverage(CORPUS, made)
    assert counted.contested == ({"SO 7(a)"} if contested else set())
    assert counted.dispositions["SO 7(a)"] is Disposition.TAKEN_UP
    safe = draft(paragraph("a", read(text, "a"), "SO 7(a)"), paragraph("b", "Train judges.", "SO 7(a)"))
    assert not coverage(CORPUS, safe).contested, "in another paragraph nobody contests it"


def test_what_is_cited_only_is_a_count_of_its_own_until_something_counts() -> None:
    cited = paragraph("a", "We act.", "SO 9", "NO 1(b)")
    found = coverage(CORPUS, draft(cited))
    assert found.dispositions["SO 9"] is Disposition.CITED
    assert found.recommendations == Tally(cited=2, open=4)
    assert (found.recommendations.total, found.recommendations.covered, found.recommendations.not_covered) == (6, 0, 6)
    assert not found.contested
    assert found.idle == {"a": {"SO 9", "NO 1(b)"}}
    assert found.is_idle("a", "SO 9")
    assert not found.is_idle("b", "SO 9")
    for way in (
        edits.reword(draft(cited), CORPUS, "a", "We will build institutions."),
        edits.vouch(draft(cited), "a", "SO 9", "That is how this house says it."),
        draft(cited, paragraph("b", "", "SO 9")),
    ):
        assert coverage(CORPUS, way).dispositions["SO 9"] is Disposition.TAKEN_UP
    partly = edits.mark_partly(draft(cited), "a", "SO 9", True)
    assert coverage(CORPUS, partly).recommendations == Tally(partly=1, cited=1, open=4)


def test_the_chapeau_alone_takes_nothing_up_and_doesn_t_keep_a_point_from_being_set_aside() -> None:
    made = edits.cite(draft(paragraph("a", TEXTS["SO 9"])), "a", "SO 9", Treatment.CHAPEAU)
    assert coverage(CORPUS, made).dispositions["SO 9"] is Disposition.CITED
    aside = edits.set_aside(made, ["SO 9"], "Said elsewhere.")
    assert coverage(CORPUS, aside).dispositions["SO 9"] is Disposition.SET_ASIDE
    assert coverage(CORPUS, edits.take_up(made, CORPUS, ["SO 9"], ["b"])).dispositions["SO 9"] is Disposition.TAKEN_UP


@pytest.mark.parametrize("kind", ProposalKind)
def test_so_is_what_stands_in_a_paragraph_that_is_proposed_or_may_go(kind: ProposalKind) -> None:
    proposal = Proposal(id="x", kind=kind, by=("EU",))
    made = draft(replace(paragraph("a", children=(paragraph("aa", "", "SO 9"),)), proposals=(proposal,)))
    at_stake = kind in (ProposalKind.ADD, ProposalKind.ALTERNATIVE, ProposalKind.DELETE)
    assert coverage(CORPUS, made).contested == ({"SO 9"} if at_stake else set())


def test_what_a_deleted_paragraph_took_up_is_open_again() -> None:
    made = draft(replace(paragraph("a", "", "SO 9"), status=Status.DELETED))
    assert coverage(CORPUS, made).dispositions["SO 9"] is Disposition.OPEN
