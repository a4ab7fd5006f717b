"""Coverage as pictures: what is drawn says the same as the figures beside it."""

from dataclasses import replace

import pytest

from drafter.corpus.corpus import Region
from drafter.corpus.joined_corpora import Member, joined
from drafter.document.coverage_charts import by_region, heat, heat_map, segments
from drafter.document.table import Segment, Shape, Table, Tint, bands, undrawn
from drafter.draft import edits
from drafter.draft.layout import Captions
from drafter.review.coverage import Coverage, Tally, coverage
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
TERMS = Captions()
MADE = edits.set_aside(draft(paragraph("p1", "", "NO 1(a)", "SO 7(b)")), ["SO 9"], "For others.")
FIGURES = coverage(CORPUS, MADE)


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_bar_is_as_long_as_all_that_was_asked_for() -> None:
    assert segments(Tally(taken_up=2, partly=1, open=1)) == (
        Segment(Tint.TAKEN_UP, 0, 0.5), Segment(Tint.PARTLY, 0.5, 0.75), Segment(Tint.OPEN, 0.75, 1),
    )  # fmt: skip
    assert segments(Tally()) == ()


def test_each_colour_of_a_bar_has_its_column_of_figures() -> None:
    table = by_region(CORPUS.regions, FIGURES, TERMS)
    drawn = {segment.tint for row in table.rows for cell in row.cells for segment in cell.bar}
    assert drawn == {Tint.TAKEN_UP, Tint.ASIDE, Tint.OPEN} < {column.tint for column in table.columns}
    assert cells(undrawn(table)) == [
        ["North (NO)", "1", "0", "0", "0", "2", "3", "33%", "0"],
        ["South (SO)", "1", "0", "0", "1", "1", "3", "33%", "0"],
        ["Together", "2", "0", "0", "1", "3", "6", "33%", ""],
    ]
    upright = by_region(CORPUS.regions, FIGURES, TERMS, upright=True)
    assert cells(upright) == [row[:-2] for row in cells(table)]
    assert len(upright.columns) == len(upright.rows[0].cells)
    assert Shape.BAR not in {column.shape for column in undrawn(table).columns}


def test_one_region_is_compared_with_nothing_and_who_asked_for_nothing_has_no_share() -> None:
    north = Coverage(FIGURES.dispositions, Tally(), Tally(), {"NO": Tally(open=1)}, ())
    one = by_region(CORPUS.regions[:1], north, TERMS)
    assert cells(undrawn(one)) == [["North (NO)", "0", "0", "0", "0", "1", "1", "0%"]]
    silent = by_region(CORPUS.regions, replace(north, regions={"NO": Tally(), "SO": Tally(taken_up=1)}), TERMS)
    assert [row[-2:] for row in cells(silent)] == [["–", ""], ["100%", "+50"], ["–", ""]]


@pytest.mark.parametrize(
    ("tally", "words", "tint"),
    [
        (Tally(), "–", None),
        (Tally(open=2), "0 of 2", Tint.NONE),
        (Tally(partly=1, open=2), "1 of 3", Tint.SOME),
        (Tally(taken_up=1, set_aside=1), "1 of 2", Tint.MOST),
        (Tally(taken_up=1, partly=1), "2 of 2", Tint.ALL),
        (Tally(set_aside=2), "0 of 2, set aside", Tint.ASIDE),
    ],
)
def test_the_heat_of_a_cell_is_that_of_its_figure(tally: Tally, words: str, tint: Tint | None) -> None:
    assert (heat(tally).text, heat(tally).tint) == (words, tint)


def test_the_heat_map_is_by_theme_or_by_section() -> None:
    by_theme = heat_map(CORPUS.regions, FIGURES, TERMS)
    assert cells(by_theme)[2:5] == [
        ["2. Justice"], ["I. Victims", "0 of 1", "1 of 1", "1 of 2"], ["II. Capacity", "0 of 1", "0 of 1", "0 of 2"]
    ]  # fmt: skip
    by_section = heat_map(CORPUS.regions, FIGURES, TERMS, by_section=True)
    assert [column.title for column in by_section.columns] == ["Section", "NO", "SO", "Together"]
    assert cells(by_section)[1] == ["Justice", "0 of 2", "1 of 2", "1 of 4"]
    assert cells(by_section)[-1] == cells(by_theme)[-1] == ["Together", "1 of 4", "1 of 3", "2 of 7"]
    assert cells(heat_map(CORPUS.regions[:1], FIGURES, TERMS))[-1] == ["Together", "1 of 4"]


def test_a_table_of_many_regions_goes_on_below() -> None:
    many = [Region(f"R{place}", f"Region {place}", "") for place in range(30)]
    asked = replace(FIGURES.themes[0], regions=dict.fromkeys((region.code for region in many), Tally(open=1)))
    figures = replace(FIGURES, themes=(asked,))
    table = heat_map(many, figures, TERMS)
    pieces = bands(table)
    assert [column.title for column in pieces[0].columns] == ["Theme", *(f"R{place}" for place in range(11))]
    assert [len(piece.columns) for piece in pieces] == [12, 12, 10]
    assert {len(row.cells) for row in pieces[2].rows} == {1, 10}
    assert [cell for piece in pieces for cell in piece.rows[1].cells[1:]] == list(table.rows[1].cells[1:])
    assert bands(pieces[0]) == (pieces[0],)


def test_of_several_corpora_each_has_a_row_below_all_together() -> None:
    both = joined(CORPUS, [Member("L", CORPUS)])
    table = by_region(both.regions, coverage(both, draft(paragraph("p1", "", "NO 1(a)"))), TERMS)
    assert [row[:2] + row[6:7] for row in cells(undrawn(table))[-3:]] == [
        ["Together", "1", "12"], ["Of the main corpus", "1", "6"], ["Of corpus L", "0", "6"],
    ]  # fmt: skip
