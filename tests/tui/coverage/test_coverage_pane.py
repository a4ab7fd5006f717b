"""The numbers of the coverage, and the ways from there."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import Region, Section, Theme
from drafter.review.coverage import Disposition
from drafter.tui.coverage.heat_map import columns_in_view
from drafter.workspace import Workspace
from tests.builders import TEXTS, corpus, recommendation
from tests.tui.conftest import COLUMNS, Desk, Opener


def cell(desk: Desk, label: str, column: str) -> str:
    """A figure of the table, by the row's label and the column's heading."""
    line = next(line for line in desk.coverage.figures.lines if line.label == label)
    return line.cells[COLUMNS.index(column)].words.strip()


async def test_totals_count_recommendations_once_and_placements_apart(at: Opener, begun: Workspace) -> None:
    begun.edits.set_aside(["SO 9"], "Not [now].")
    async with at(begun) as desk:
        await desk.press("3")
        shown = desk.shown("#totals")
        assert "each counted once: 2 taken up, 0 partly, 0 cited only, 1 set aside, 3 not yet reviewed, of 6" in shown
        assert "Placements under themes: 3 of 7 covered" in shown
        assert [cell(desk, str(one), "All") for one in Disposition] == ["2", "0", "0", "1", "3"]
        assert (cell(desk, "taken up", "NO"), cell(desk, "asked for", "SO")) == ("1", "3")
        assert "[-] SO 9 Not [now]." in desk.shown("#aside")


async def test_the_heat_map_shows_figures_for_theme_and_region(at: Opener, begun: Workspace) -> None:
    begun.edits.set_aside(["SO 9"], "No.")
    async with at(begun, size=(200, 50)) as desk:
        await desk.press("3")
        assert cell(desk, "I. Victims", "NO") == "1/1 all"
        assert cell(desk, "II. Capacity", "All") == "1/2 some"
        assert cell(desk, "Message", "SO") == ""
        assert cell(desk, "I. Statistics", "SO") == "0/1 aside"


async def test_enter_on_a_figure_shows_its_points(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        await desk.to_figure("II. Capacity", "SO")
        await desk.press("enter")
        assert (desk.main.panes.scope, desk.choose.lists.theme, desk.choose.lists.shown) == (
            "choose",
            "2.II",
            ["SO 7(a)"],
        )
        assert "Showing only: SO" in desk.text
        await desk.press("3")
        await desk.to_figure("taken up", "All")
        await desk.press("enter")
        assert desk.choose.lists.shown == ["NO 1(b)", "SO 7(b)"]


async def test_where_nothing_was_asked_there_is_nothing_to_show(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        await desk.to_figure("Message", "SO")
        await desk.press("enter")
        assert desk.main.panes.scope == "coverage"
        assert desk.warnings == ["No recommendation stands behind this figure."]


async def test_the_cursor_stays_and_the_figures_change(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        await desk.to_figure("I. Victims", "SO")
        place = desk.coverage.table.cursor, desk.coverage.table.column
        await desk.press("u", "u")
        assert cell(desk, "I. Victims", "SO") == "0/1 −"
        assert (desk.coverage.table.cursor, desk.coverage.table.column) == place


@pytest.mark.parametrize(
    ("column", "whose", "themes"),
    [
        ("All", "something", ["Message", "II. Capacity", "I. Statistics"]),
        ("NO", "something of NO", ["Message", "I. Statistics"]),
        ("SO", "something of SO", ["II. Capacity", "I. Statistics"]),
    ],
)
async def test_only_holes_are_those_of_the_column_s_region(
    at: Opener, begun: Workspace, column: str, whose: str, themes: list[str]
) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        await desk.to_figure("I. Victims", column)
        await desk.press("o")
        assert [line.label for line in desk.coverage.figures.lines if line.theme] == themes
        assert f"Only themes where {whose} is open or only cited" in desk.shown("#totals")
        await desk.press("o")
        assert len([line for line in desk.coverage.figures.lines if line.theme]) == 4
        assert "Only themes" not in desk.shown("#totals")


async def test_the_holes_follow_to_another_column_and_escape_shows_all_themes(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        await desk.to_figure("I. Victims", "NO")
        await desk.press("o", "right", "o")
        assert [line.label for line in desk.coverage.figures.lines if line.theme] == ["II. Capacity", "I. Statistics"]
        assert "something of SO" in desk.shown("#totals")
        await desk.press("left", "escape")
        assert len([line for line in desk.coverage.figures.lines if line.theme]) == 4
        assert "Only themes" not in desk.shown("#totals")


async def test_the_mouse_goes_to_the_points_behind_a_figure(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        y = next(y for y, line in enumerate(desk.lines(desk.coverage.table)) if "2.I. Victims" in line)
        x = desk.lines(desk.coverage.table)[y].index("1/1")
        await desk.pilot.click("#heat", offset=(x, y), times=2)
        await desk.pilot.pause()
        assert (desk.choose.lists.theme, desk.choose.lists.shown) == ("2.I", ["NO 1(b)"])


@pytest.mark.parametrize(("size", "legend"), [((80, 24), "~: in part"), ((200, 50), "(2): so many are set aside")])
async def test_what_the_signs_mean_stands_on_the_screen(
    at: Opener, begun: Workspace, size: tuple[int, int], legend: str
) -> None:
    async with at(begun, size=size) as desk:
        await desk.press("3")
        assert legend in desk.text
        assert "beside the regions’ mean" in desk.text


async def test_setting_aside_shows_the_words_and_needs_a_reason(at: Opener, begun: Workspace) -> None:
    async with at(begun, size=(80, 24)) as desk:
        await desk.press("3")
        await desk.to_figure("I. Statistics", "All")
        await desk.press("s")
        assert desk.title == "Set aside 2 points"
        assert f"NO 2(a) {TEXTS['NO 2(a)']} SO 9 {TEXTS['SO 9']}" in desk.shown("#about")
        await desk.press("enter")
        assert "needs a reason" in desk.shown(".dialog-refusal")
        await desk.type("Not now.")
        await desk.press("enter")
        assert begun.draft.reasons == {"NO 2(a)": "Not now.", "SO 9": "Not now."}


async def test_many_words_to_be_set_aside_can_be_scrolled(at: Opener, tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus({"NO 2(a)": "Share data. " * 200}))
    async with at(workspace, size=(80, 24)) as desk:
        await desk.press("3")
        await desk.to_figure("I. Statistics", "All")
        await desk.press("s")
        assert "SO 9" not in desk.shown("#about")
        assert "Set aside (enter)" in desk.text
        await desk.press("shift+tab", "end")
        await desk.until(lambda: "SO 9" in desk.shown("#about"))


async def test_enter_on_what_is_set_aside_goes_there(at: Opener, begun: Workspace) -> None:
    begun.edits.set_aside(["SO 9"], "No.")
    async with at(begun) as desk:
        await desk.press("3", "tab", "enter")
        assert (desk.main.panes.scope, desk.choose.points.cursor) == ("choose", "SO 9")


@pytest.mark.parametrize(("size", "words"), [((200, 50), "1/1 partly"), ((80, 24), "1/1 ~")])
async def test_what_is_covered_in_part_only_is_not_called_all(
    at: Opener, begun: Workspace, size: tuple[int, int], words: str
) -> None:
    begun.edits.mark_partly(next(iter(begun.draft.spots)), "NO 1(b)", True, "A deadline.")
    async with at(begun, size=size) as desk:
        assert "~NO" in desk.shown("#themes")
        await desk.press("3")
        assert cell(desk, "I. Victims", "NO") == words


async def test_the_cursor_goes_to_the_first_hole(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("3", "o")
        at_cursor = next(line for line in desk.coverage.figures.lines if line.key == desk.coverage.table.cursor)
        assert at_cursor.theme == next(line.theme for line in desk.coverage.figures.lines if line.theme)


async def test_bring_back_is_offered_where_something_is_set_aside(at: Opener, begun: Workspace) -> None:
    begun.edits.set_aside(["SO 9"], "No.")
    async with at(begun, size=(200, 45)) as desk:
        await desk.press("3")
        await desk.to_figure("I. Victims", "SO")
        assert "b Bring back" not in desk.keys
        await desk.to_figure("I. Statistics", "SO")
        assert "b Bring back" in desk.keys
        await desk.to_figure("I. Victims", "SO")
        await desk.press("tab")
        assert "b Bring back" in desk.keys


async def test_the_region_of_the_column_is_written_gaps_first(at: Opener, begun: Workspace, tmp_path: Path) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        assert "w Write NO…" in desk.keys
        await desk.to_figure("I. Victims", "SO")
        assert "w Write SO…" in desk.keys
        await desk.press("w")
        assert "draft-coverage-so.xlsx" in desk.text
        await desk.press("ctrl+u")
        await desk.type("so.csv")
        await desk.press("enter")
        await desk.until((tmp_path / "so.csv").is_file)
        await desk.until(lambda: desk.app.screen is desk.main)
        written = (tmp_path / "so.csv").read_text(encoding="utf-8-sig")
        assert "SO 7(a)" in written and "NO 1(a)" not in written


@given(st.lists(st.integers(6, 12), min_size=2, max_size=45), st.integers(30, 200), st.data())
def test_the_columns_in_view_fit_and_hold_the_cursor_and_all_regions(widths: list[int], room: int, data: Any) -> None:
    last = len(widths) - 1
    column, first = data.draw(st.integers(0, last)), data.draw(st.integers(0, last))
    shown = columns_in_view(widths, room, column, first)
    assert column in shown and shown[-1] == last
    assert list(shown[:-1]) == list(range(shown[0], shown[0] + len(shown) - 1))
    needed = sum(widths[each] + 1 for each in shown)
    assert needed <= room - 24 or len(shown) == 2
    if 0 < len(shown) - 1 < last and shown[0] == first:
        following = shown[-2] + 1
        assert following == last or needed + widths[following] + 1 > room - 24


async def test_of_many_regions_those_around_the_cursor_are_shown(at: Opener, tmp_path: Path) -> None:
    codes = [f"{one}{other}" for one in "ABCD" for other in "ABCDEFGHIJ"]
    points = tuple(recommendation(f"{code} 1(a)", f"Train judges in {code}.") for code in codes)
    theme = Theme("1", "", "Judges", tuple(point.id for point in points))
    regions = tuple(Region(code, f"Group {code}", f"Report of {code}") for code in codes)
    made = replace(corpus(), regions=regions, recommendations=points, sections=(Section("1", "General", (theme,)),))
    async with at(Workspace.new(tmp_path / "many.yaml", made)) as desk:
        await desk.press("3")
        assert "← → " in desk.shown("#heat-head") and " AA " in desk.shown("#heat-head")
        assert " DJ " not in desk.shown("#heat-head") and desk.shown("#heat-head").endswith("All")
        await desk.to_figure("Judges", "DJ")
        assert " DJ " in desk.shown("#heat-head") and " AA " not in desk.shown("#heat-head")
        await desk.press("enter")
        assert desk.choose.lists.shown == ["DJ 1(a)"]
