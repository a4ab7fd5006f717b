"""The points one by one; a filter chooses what is shown and never what counts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.document.coverage_points import balance, points, region_code, restricted, theme_ids, uptake
from drafter.draft import edits
from drafter.draft.draft import Link
from drafter.draft.layout import Kind
from drafter.errors import BadInput
from drafter.review.coverage import Disposition, Selection, Tally, coverage
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
PARTLY = replace(paragraph("p3"), links=(Link("SO 7(b)", partly=True, missing="the second half"),))
MADE = edits.set_aside(
    draft(paragraph("p1", "", "NO 1(b)"), PARTLY, preamble=(paragraph("p0", "", "NO 1(b)", "NO 1(a)"),)),
    ["SO 9"],
    "Too long.",
)
FOUND = coverage(CORPUS, MADE)


def test_each_point_says_where_it_is_and_what_is_missing_or_why() -> None:
    by_id = {point.id: point for point in points(CORPUS, MADE, FOUND)}
    assert list(by_id) == ["NO 1(a)", "NO 1(b)", "NO 2(a)", "SO 7(a)", "SO 7(b)", "SO 9"]
    assert by_id["NO 1(b)"].paragraphs == ("p0", "p1")
    assert by_id["NO 1(b)"].kinds == frozenset(Kind)
    assert by_id["NO 1(b)"].themes == ("2.I", "2.II")
    assert by_id["SO 7(b)"].missing == "the second half"
    assert by_id["SO 9"].reason == "Too long."
    assert (by_id["NO 2(a)"].paragraphs, by_id["NO 2(a)"].missing, by_id["NO 2(a)"].reason) == ((), "", "")


@pytest.mark.parametrize(
    ("selection", "ids"),
    [
        (Selection(("SO",)), ["SO 7(a)", "SO 7(b)", "SO 9"]),
        (Selection((), ("2.I",)), ["NO 1(b)", "SO 7(b)"]),
        (Selection((), (), (Disposition.OPEN,)), ["NO 2(a)", "SO 7(a)"]),
        (Selection(("NO",), ("2.I",), (Disposition.OPEN,)), []),
    ],
)
def test_filters_combine(selection: Selection, ids: list[str]) -> None:
    assert [point.id for point in points(CORPUS, MADE, FOUND, selection)] == ids


def test_figures_of_some_regions_and_themes_add_up() -> None:
    found = restricted(CORPUS, FOUND, Selection(("SO",), ("2.I", "2.II")))
    assert found.recommendations == Tally(partly=1, open=1)
    assert found.placements == Tally(partly=1, open=1)
    assert found.regions == {"SO": Tally(partly=1, open=1)}
    assert [theme.whole for theme in found.themes] == [Tally(partly=1), Tally(open=1)]


def test_what_is_listed_makes_no_gap_in_the_figures() -> None:
    only_open = Selection((), ("2.I",), (Disposition.OPEN,))
    assert points(CORPUS, MADE, FOUND, only_open) == ()
    assert restricted(CORPUS, FOUND, only_open).recommendations == Tally(taken_up=1, partly=1)


@given(
    st.lists(st.sampled_from(["NO", "SO"]), unique=True),
    st.lists(st.sampled_from(["1", "2.I", "2.II", "3.I"]), unique=True),
    st.lists(st.sampled_from(list(Disposition)), unique=True),
)
def test_no_filter_changes_what_a_point_counts_as(
    regions: list[str], themes: list[str], dispositions: list[Disposition]
) -> None:
    selection = Selection(tuple(regions), tuple(themes), tuple(dispositions))
    shown = points(CORPUS, MADE, FOUND, selection)
    assert all(point.disposition is FOUND.dispositions[point.id] for point in shown)
    figures = restricted(CORPUS, FOUND, selection)
    assert all(figures.dispositions[id] is FOUND.dispositions[id] for id in figures.dispositions)
    assert {point.id for point in shown} <= figures.dispositions.keys()


def test_preambular_and_operative_uptake_are_told_apart() -> None:
    found = uptake(MADE, FOUND)
    assert (found.preambular, found.operative, found.both) == (1, 1, 1)
    assert found.words() == "Taken up in the preamble only: 1; in operative paragraphs only: 1; in both: 1."


def test_the_balance_sets_each_share_beside_the_mean() -> None:
    north, south = balance(FOUND, CORPUS.regions)
    assert (north.covered, north.total, round(north.share, 3)) == (2, 3, 0.667)
    assert round(north.difference, 3) == 0.167 == -round(south.difference, 3)


def test_a_region_that_asked_for_nothing_has_no_share_and_no_regions_no_mean() -> None:
    empty = replace(FOUND, regions={"NO": Tally()})
    assert balance(empty, CORPUS.regions)[0].share == 0
    assert balance(replace(FOUND, regions={}), CORPUS.regions) == ()


def test_themes_and_regions_are_found_as_people_name_them() -> None:
    assert theme_ids(CORPUS, "2.i") == ("2.I",)
    assert theme_ids(CORPUS, " 2 ") == ("2.I", "2.II")
    assert theme_ids(CORPUS, "1") == ("1",)
    assert region_code(CORPUS, "no ") == "NO"
    with pytest.raises(BadInput, match="There is no theme “9”"):
        theme_ids(CORPUS, "9")
    with pytest.raises(BadInput, match="There are NO, SO"):
        region_code(CORPUS, "EU")
