"""Choose: every command by its key, what it does to the draft, and what is shown then."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.widgets import TextArea

from drafter.corpus.corpus import Section, Theme
from drafter.draft.draft import Treatment
from drafter.review.coverage import Disposition
from drafter.storage import corpus_yaml, folders
from drafter.tui.appearance import THEMES
from drafter.tui.widgets.bars import KeyBar
from drafter.workspace import Workspace
from tests.builders import TEXTS, corpus
from tests.tui.conftest import Desk, Opener

KYOTO = corpus_yaml.load(folders.CORPUS)


def rows(desk: Desk) -> list[str]:
    return [row.plain for row in desk.choose.points.rows]


async def test_themes_show_how_much_is_covered_and_which_regions_are_missing(at: Opener, workspace: Workspace) -> None:
    workspace.edits.take_up(["NO 1(b)"])
    async with at(workspace) as desk:
        themes = {row.id: row.plain for row in desk.choose.themes.rows}
        assert themes["2.I"] == "[~] I. Victims\n1/2    NO −SO"
        assert themes["1"] == "[ ] Message\n0/1   −NO"
        assert "section 2" in themes


async def test_a_region_covered_in_part_is_told_from_one_covered_whole(at: Opener, tmp_path: Path) -> None:
    both = replace(corpus(), sections=(Section("1", "All", (Theme("1", "", "All", tuple(TEXTS)),)),))
    workspace = Workspace.new(tmp_path / "draft.yaml", both)
    workspace.edits.take_up(["NO 1(a)"])
    async with at(workspace, size=(80, 24)) as desk:
        assert desk.choose.themes.rows[2].plain == "[~] All\n1/6   ~NO −SO"
        assert "NO all taken up  ~NO in part  −NO none yet  (NO) set aside" in desk.text
        await desk.press("enter")
        assert "[x] taken up  [~] partly  [?] cited  [-] set aside  [ ] open" in desk.text
        workspace.edits.take_up(["NO 1(b)", "NO 2(a)"])
        desk.choose.show()
        assert desk.choose.themes.rows[2].plain == "[~] All\n3/6    NO −SO"


async def test_points_stand_grouped_by_region_with_their_ticks(at: Opener, workspace: Workspace) -> None:
    workspace.edits.take_up(["NO 1(b)"])
    workspace.edits.set_aside(["SO 7(b)"], "Said elsewhere.")
    async with at(workspace) as desk:
        await desk.to_theme("2.I")
        assert rows(desk) == [
            "[x] NO 1/1 · North",
            f"[x] NO 1(b) {TEXTS['NO 1(b)']}",
            "[-] SO 0/1 · South",
            f"[-] SO 7(b) {TEXTS['SO 7(b)']}",
        ]
        assert "From: Report of the Northern Meeting (A/X/1), para. 1 (b)." in desk.shown("#point")
        assert "Justice – I. Victims; Justice – II. Capacity" in desk.shown("#point")
        assert "In the draft: OP1 (verbatim)" in desk.shown("#point")
        await desk.press("down")
        assert "Set aside: Said elsewhere." in desk.shown("#point")


@pytest.mark.parametrize("key", ["t", "enter"])
async def test_t_and_enter_take_up_the_point_at_the_cursor(at: Opener, workspace: Workspace, key: str) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.I")
        await desk.press(key)
        assert desk.refs() == {"OP1": TEXTS["NO 1(b)"]}
        assert desk.choose.points.cursor == "NO 1(b)"
        assert rows(desk)[1].startswith("[x] NO 1(b)")
        assert desk.said == "Done: take up NO 1(b) · now OP1 in “Overall commitments” · covered 0 → 1"


async def test_enter_on_a_point_that_stands_in_the_draft_goes_there(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("2.I")
        await desk.press("down", "enter")
        assert desk.main.panes.scope == "outline"
        assert begun.refs[desk.outline.cursor or ""] == "OP2"


async def test_space_marks_and_t_takes_up_all_that_is_marked(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.II")
        await desk.press("space", "space")
        assert desk.choose.points.marked == ["NO 1(b)", "SO 7(a)"]
        await desk.press("t")
        assert len(desk.refs()) == 2
        assert desk.choose.points.marked == []
        assert len(workspace.history.steps.past) == 1


async def test_capital_t_takes_up_what_is_left_of_the_theme(at: Opener, workspace: Workspace) -> None:
    workspace.edits.set_aside(["SO 7(b)"], "No.")
    async with at(workspace) as desk:
        desk.choose.themes.go("2.I")
        await desk.press("T")
        assert workspace.coverage.dispositions["NO 1(b)"] is Disposition.TAKEN_UP
        assert workspace.coverage.dispositions["SO 7(b)"] is Disposition.SET_ASIDE
        await desk.press("T")
        assert "taken up or set aside already" in desk.warnings[-1]


async def test_m_words_the_marked_points_as_one_paragraph_where_most_of_them_belong(
    at: Opener, workspace: Workspace
) -> None:
    async with at(workspace, size=(160, 45)) as desk:
        await desk.to_theme("1")
        await desk.press("m")
        assert "two points or more" in desk.warnings[-1]
        await desk.press("space")
        await desk.to_theme("3.I")
        await desk.press("space", "space", "m")
        assert desk.title == "One paragraph for NO 1(a), NO 2(a), SO 9"
        await desk.press("escape")
        assert (desk.refs(), len(desk.choose.lists.marked)) == ({}, 3)
        await desk.press("m", "ctrl+s")
        assert desk.refs() == {"OP1": "Train judges; share data; and build {{ institutions }} & trust."}
        assert " · now OP1 in “Advancing crime…”, where 2 of its 3 points belong · covered 0 → 3" in desk.said
        assert not desk.choose.lists.marked
        await desk.press("2")
        assert desk.here == "OP1"


async def test_p_takes_up_in_a_chosen_place(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("1")
        await desk.press("p", *["down"] * 3, "enter")  # Preamble, commitments, prevention, OP1
        assert list(desk.refs()) == ["OP1", "OP2", "OP3", "OP4"]
        assert desk.refs()["OP2"] == TEXTS["NO 1(a)"]


async def test_p_takes_up_as_a_sub_paragraph_or_merged(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("3.I")
        await desk.press("space", "space", "p", *["down"] * 3, "tab", "space")
        assert "[x]" in desk.text
        await desk.press("shift+tab", "s", "ctrl+s")
        assert desk.refs()["OP1 (a)"] == "Share data; and build {{ institutions }} & trust."


async def test_the_where_dialog_can_be_cancelled_and_used_by_mouse(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("1")
        await desk.press("p", "escape")
        assert len(desk.refs()) == 3
        await desk.press("p")
        await desk.click("#places", "OP3")
        await desk.pilot.click("#under")
        await desk.pilot.pause()
        assert desk.refs()["OP3 (a)"] == TEXTS["NO 1(a)"]


async def test_c_cites_in_a_paragraph_that_is_there(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("3.I")
        await desk.press("c", "down", "down", "enter")
        assert desk.title == "How much of it does OP3 take up?"
        assert "background  hardly any of its words stand there" in desk.text
        await desk.press("w", "enter")
        spot = next(spot for spot in begun.draft.spots.values() if spot.paragraph.written == "Mine own.")
        assert spot.paragraph.sources == ("NO 2(a)",)
        assert "[?] cited, not reflected" in desk.shown("#point")
        assert "In the draft: OP3 (adapted, not reflected" in desk.shown("#point")


async def test_c_in_an_empty_draft_says_what_to_do(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("3.I")
        await desk.press("c")
        assert "no paragraph yet" in desk.warnings[-1]


async def test_s_sets_aside_with_a_reason_and_b_brings_back(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.I")
        await desk.press("s")
        await desk.type("Too [bold] long")
        await desk.press("enter")
        assert workspace.draft.reasons == {"NO 1(b)": "Too [bold] long"}
        assert "Set aside: Too [bold] long" in desk.shown("#point")
        assert "Bring back" in desk.keys
        await desk.press("b")
        assert workspace.draft.reasons == {}


async def test_setting_aside_without_a_reason_or_what_is_taken_up_is_refused(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("3.I")
        await desk.press("s", "enter")
        assert "needs a reason" in " ".join(desk.text.split())
        await desk.press("escape")
        await desk.press("s", "escape")
        await desk.to_theme("2.I")
        await desk.press("s")
        assert "taken up in the draft" in desk.warnings[-1]
        await desk.press("x", "escape")
        assert not begun.draft.set_aside


async def test_g_goes_to_the_paragraph_or_says_that_there_is_none(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("1")
        await desk.press("g")
        assert "nowhere in the draft" in desk.warnings[-1]
        await desk.to_theme("2.II")
        await desk.press("g")
        assert begun.refs[desk.outline.cursor or ""] == "OP1"


async def test_slash_searches_all_themes_as_you_type_and_escape_clears(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash")
        await desk.type("victim")
        assert desk.choose.points.rows[0].plain == "2 found, the best first"
        assert set(desk.choose.lists.shown) == {"NO 1(b)", "SO 7(b)"}
        assert "Showing only: “victim”" in desk.text
        assert "3.I" not in [row.id for row in desk.choose.themes.rows]
        await desk.press("enter")
        assert desk.choose.points.has_focus
        await desk.press("escape")
        assert not desk.choose.lists.filter.active
        assert "Showing all" in desk.text


async def test_typing_in_the_search_runs_no_command(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash")
        await desk.press(*"qtmsux1")
        assert desk.choose.lists.filter.words == "qtmsux1"
        assert "Nothing here passes the filter" in desk.shown("#point")
        assert not workspace.history.steps.past
        assert desk.main.panes.scope == "choose"


async def test_a_citation_is_found_first(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash")
        await desk.type("so 7(b)")
        assert desk.choose.points.cursor == "SO 7(b)"


async def test_f_filters_by_region_and_disposition(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("f", "tab", "space")  # the second region
        await desk.press("ctrl+s")
        assert desk.choose.lists.filter.regions == {"SO"}
        assert "Showing only: SO" in desk.text
        await desk.press("f", "tab", "tab", "space", "ctrl+s")  # taken up as well
        assert desk.choose.lists.filter.dispositions == {Disposition.TAKEN_UP}
        desk.choose.themes.action_first()
        await desk.pilot.pause()
        assert desk.choose.lists.shown == ["SO 7(b)"]
        await desk.press("f")
        await desk.pilot.click("#all")
        await desk.pilot.pause()
        assert not desk.choose.lists.filter.active


async def test_regions_dispositions_and_a_search_hold_together(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("slash")
        await desk.type("victim")
        await desk.press("enter", "f")
        await desk.pilot.click("#region-1")
        await desk.pilot.click("#disposition-0")
        await desk.pilot.click("#accept")
        await desk.pilot.pause()
        assert "Showing only: SO · taken up · “victim”" in desk.text
        assert desk.choose.lists.shown == ["SO 7(b)"]
        await desk.press("f")
        await desk.pilot.click("#uncovered")
        await desk.press("ctrl+s")
        assert "Nothing here passes the filter; esc shows all again." in desk.shown("#point")
        await desk.press("escape")
        assert "Showing all" in desk.text
        assert not desk.choose.lists.filter.active


async def test_the_arrow_keys_move_between_the_filter_s_boxes(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("f", "down", "space", "right", "space", "down", "space", "up", "up", "left", "space")
        await desk.press("ctrl+s")
        assert desk.choose.lists.filter.regions == {"NO", "SO"}
        assert desk.choose.lists.filter.dispositions == {Disposition.PARTLY, Disposition.CITED}
        await desk.press("f", *["tab"] * 8, "right", "left", "right", "up", "space", "down", "ctrl+s")
        assert desk.choose.lists.filter.uncovered


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_filter_dialog_says_how_and_cuts_no_name(at: Opener, tmp_path: Path, size: tuple[int, int]) -> None:
    async with at(Workspace.new(tmp_path / "draft.yaml", KYOTO), size=size) as desk:
        await desk.press("f")
        for words in ("Arrow keys move, space ticks, ctrl+s shows", "LAC Latin America and the Caribbean", "Show all"):
            assert words in desk.text
        assert "What the draft does with them" in desk.text
        assert "covered by no paragraph" in desk.text


async def test_a_changed_filter_shows_its_first_point_and_the_same_one_keeps_the_place(
    at: Opener, tmp_path: Path
) -> None:
    async with at(Workspace.new(tmp_path / "draft.yaml", KYOTO)) as desk:
        desk.choose.themes.action_first()
        await desk.press("enter", "end")
        last = desk.choose.points.cursor
        await desk.press("f", "ctrl+s")
        assert desk.choose.points.cursor == last
        await desk.press("n")
        assert desk.choose.points.cursor == desk.choose.points.rows.id(1)
        assert desk.choose.points.scroll_offset.y == 0
        await desk.press("end", "n")
        assert desk.choose.points.cursor == last
        await desk.press("slash")
        await desk.type("victims")
        assert desk.choose.points.cursor == desk.choose.lists.shown[0]
        assert "found, the best first" in desk.shown("#points")


async def test_the_focus_comes_back_to_the_list_and_row_where_it_was(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("2", "1")
        assert desk.app.focused is desk.choose.themes
        await desk.to_theme("2.II")
        await desk.press("down")
        for keys in (["2", "1"], ["3", "4", "1"], ["f", "escape"], ["p", "escape"], ["question_mark", "escape"], ["1"]):
            await desk.press(*keys)
            assert desk.app.focused is desk.choose.points
            assert desk.choose.points.cursor == "SO 7(a)"
        await desk.press("left", "slash", "x", "escape", "2", "1")
        assert desk.app.focused is desk.choose.themes
        assert desk.choose.lists.theme == "2.II"


async def test_marks_stay_through_searches_filters_and_themes_and_all_are_acted_on(
    at: Opener, workspace: Workspace
) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.II")
        await desk.press("down", "space")
        await desk.press("slash")
        await desk.type("data")
        await desk.press("enter", "space")
        assert "2 marked, 1 not in this list   Showing only: “data”   esc unmarks" in desk.text
        await desk.press("f", "space", "ctrl+s")
        assert desk.choose.lists.filter.regions == {"NO"}
        assert desk.choose.lists.marked == ["NO 2(a)", "SO 7(a)"]
        assert "2 marked" in desk.text
        await desk.press("t")
        assert set(desk.refs().values()) == {TEXTS["SO 7(a)"], TEXTS["NO 2(a)"]}
        assert desk.choose.lists.marked == []
        assert "marked" not in desk.shown("#filters")


async def test_enter_takes_up_all_that_is_marked_else_the_one_at_the_cursor(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.I")
        await desk.press("space", "enter")
        assert list(desk.refs().values()) == [TEXTS["NO 1(b)"]]
        assert desk.choose.lists.marked == []
        await desk.press("enter")
        assert list(desk.refs().values()) == [TEXTS["NO 1(b)"], TEXTS["SO 7(b)"]]
        await desk.press("space")
        await desk.to_theme("3.I")
        await desk.press("slash", "x", "escape")
        assert (desk.choose.lists.marked, desk.choose.lists.filter.words) == ([], "x")
        await desk.press("escape")
        assert (desk.choose.lists.theme, desk.choose.points.cursor) == ("3.I", "NO 2(a)")


async def test_n_shows_what_is_new_and_the_cursor_goes_on_to_the_next(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.I")
        await desk.press("n", "t")
        assert desk.choose.points.cursor == "SO 7(b)"
        await desk.press("n")
        assert not desk.choose.lists.filter.active
        assert len(desk.choose.lists.shown) == 2


async def test_escape_takes_marks_away_before_filters(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("n")
        await desk.to_theme("2.I")
        await desk.press("space", "escape")
        assert (desk.choose.points.marked, desk.choose.lists.filter.active) == ([], True)
        await desk.press("escape")
        assert not desk.choose.lists.filter.active


async def test_the_mouse_chooses_marks_takes_up_and_clears(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.click("#themes", "II. Capacity")
        assert desk.choose.lists.theme == "2.II"
        await desk.click("#points", "· [ ] SO 7(a)")
        assert desk.choose.points.marked == ["SO 7(a)"]
        await desk.click("#points", "* [ ] SO 7(a)")
        assert desk.choose.points.marked == []
        await desk.click("#points", "[ ] SO 7(a)")
        assert desk.choose.points.marked == ["SO 7(a)"]
        await desk.click("#points", "[ ] SO 7(a)")
        assert desk.choose.points.marked == []
        await desk.click("#points", "Train judges", times=2)
        assert list(desk.refs().values()) == [TEXTS["SO 7(a)"]]
        await desk.click("#points", "NO 1(b)")
        await desk.click(KeyBar, "enter Take up")
        assert len(desk.refs()) == 2
        await desk.click(KeyBar, "n New only")
        assert desk.choose.lists.filter.active
        await desk.click("#filters", "esc shows all")
        assert not desk.choose.lists.filter.active


async def test_the_key_bar_names_what_works_at_the_cursor(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        assert "Take up all" in desk.keys
        await desk.to_theme("2.I")
        assert "Go to paragraph" in desk.keys
        assert "enter Take up" not in desk.keys
        await desk.to_theme("3.I")
        assert "enter Take up" in desk.keys


async def alike(desk: Desk) -> None:
    """From SO 7(b), which another region asks for too, to the dialog about it; NO 1(b) stands in the draft, as OP1."""
    await desk.reviewed()
    await desk.to_theme("2.I")
    await desk.press("down", "a")


async def test_the_same_ask_joins_the_paragraph_in_which_one_of_them_stands(at: Opener, workspace: Workspace) -> None:
    workspace.edits.take_up(["NO 1(b)"])
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press("w")
        assert desk.title == "NO 1(b): in the draft already"
        assert "Cite them in OP1, which takes up NO 1(b) already" in desk.text
        await desk.press("enter")
        (spot,) = workspace.draft.spots.values()
        assert spot.paragraph.sources == ("NO 1(b)", "SO 7(b)")
        assert desk.said.startswith("Done: cite SO 7(b) in OP1")


async def test_merging_with_what_stands_in_a_paragraph_words_that_paragraph(at: Opener, workspace: Workspace) -> None:
    workspace.edits.take_up(["NO 1(b)"])
    workspace.edits.take_up(["NO 2(a)"])
    async with at(workspace, size=(160, 45)) as desk:
        await desk.to_theme("3.I")
        await desk.press("space", "space", "m")  # NO 2(a), which stands in OP2, and SO 9
        assert "Merge them into OP2, and word it" in desk.text
        await desk.press("enter")
        assert desk.title == "Wording of OP2" and "SO 9" in desk.text
        await desk.press("escape")
        assert desk.refs()["OP2"] == "Share data." and workspace.draft.cited_in.keys() == {"NO 1(b)", "NO 2(a)"}
        await desk.press("m", "enter", "ctrl+s")
        assert desk.refs()["OP2"] == "Share data; and build {{ institutions }} & trust."
        assert workspace.draft.spots[workspace.draft.cited_in["SO 9"][0]].paragraph.sources == ("NO 2(a)", "SO 9")
        assert desk.choose.points.marked == []
        workspace.edits.reword(workspace.draft.cited_in["SO 9"][0], "Share [data - EU / figures - US].")
        await desk.to_theme("1")
        await desk.press("space")
        await desk.to_theme("3.I")
        await desk.press("space", "m", "enter")
        assert desk.title == "Wording of OP2" and "judges" not in desk.app.screen.query_one(TextArea).text


@pytest.mark.parametrize("key", ["w", "enter"])
async def test_the_same_ask_makes_a_second_paragraph_only_where_that_is_wanted(
    at: Opener, workspace: Workspace, key: str
) -> None:
    workspace.edits.take_up(["NO 1(b)"])
    async with at(workspace) as desk:
        await alike(desk)
        await desk.press(key, "escape", "escape")
        assert desk.title == ""
        assert len(desk.refs()) == 1
        await desk.press("a", key, "end", "enter", *(["ctrl+s"] if key == "enter" else []))
        first, second = workspace.draft.spots.values()
        assert first.paragraph.sources == ("NO 1(b)",)
        assert set(second.paragraph.sources) == {"SO 7(b)", "NO 1(b)"}


async def test_points_that_stand_in_two_paragraphs_can_join_either(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("2.I")
        await desk.press("space", "space", "m")
        assert "Cite them in OP1, which takes up NO 1(b) already" in desk.text
        await desk.press("down", "down", "down", "enter", "enter")
        assert begun.draft.spots[begun.draft.cited_in["NO 1(b)"][1]].paragraph.sources == ("SO 7(b)", "NO 1(b)")


async def test_the_same_ask_fits_a_small_screen_however_long_its_texts(at: Opener, tmp_path: Path) -> None:
    long = {id: f"{TEXTS[id][:-1]}, and so on, {'in every way that there is, ' * 60}." for id in ("NO 1(a)", "SO 7(a)")}
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus(long))
    async with at(workspace, size=(80, 24)) as desk:
        await desk.reviewed()
        await desk.to_theme("1")
        await desk.press("a")
        for words in (
            "Merged text… (enter)",
            "All their words (w)",
            "Go there (g)",
            "Close (esc)",
            "g: go there",
        ):
            assert words in desk.text
        before = desk.shown("#source")
        await desk.press("ctrl+down")
        assert desk.shown("#source") != before
        await desk.press("ctrl+up")
        assert desk.shown("#source") == before


def contrast(one: Color, other: Color) -> float:
    """How well the one is read on the other, as the web's guidelines count it: 1 to 21; 4.5 is enough for a text."""
    light = [
        sum(
            share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
            for share, part in zip((0.2126, 0.7152, 0.0722), color.normalized, strict=True)
        )
        for color in (one, other)
    ]
    return (max(light) + 0.05) / (min(light) + 0.05)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_a_list_s_title_can_be_read_also_without_the_focus(at: Opener, workspace: Workspace, theme: str) -> None:
    async with at(workspace) as desk:
        desk.app.theme = theme
        await desk.pilot.pause()
        frame = desk.choose.points.region
        strip = desk.app.screen._compositor.render_strips()[frame.y].crop(frame.x, frame.right)
        (title,) = [part for part in strip if "Message" in part.text]
        assert title.style
        shown = [color and Color.from_rich_color(color) for color in (title.style.color, title.style.bgcolor)]
        assert contrast(*filter(None, shown)) >= 7


async def test_filtered_by_region_the_themes_count_that_region_only(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("2.I")
        assert "1/2" in desk.shown("#themes")
        before = desk.shown("#themes")
        await desk.press("f", "space", "ctrl+s")
        assert desk.choose.lists.filter.regions == {"NO"}
        assert "SO" not in desk.shown("#themes")
        assert "/3 counted once" in desk.shown("#themes")
        await desk.press("escape")
        assert desk.shown("#themes") == before


async def test_the_same_ask_is_about_all_that_is_marked(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.reviewed()
        await desk.to_theme("1")
        await desk.press("space")
        await desk.to_theme("3.I")
        assert "Same ask" in desk.keys
        await desk.press("down", "space", "a")
        assert desk.title == "NO 1(a), SO 9, and who may ask for the same: 3 points, all marked"
        await desk.press("space", "m", "ctrl+s")
        assert [set(spot.paragraph.sources) for spot in workspace.draft.spots.values()] == [{"SO 9", "SO 7(a)"}]


async def test_of_what_is_set_aside_the_reason_stands_first(at: Opener, workspace: Workspace) -> None:
    workspace.edits.set_aside(["NO 1(a)"], "Not ours.")
    async with at(workspace) as desk:
        await desk.to_theme("1")
        assert "[-] set aside Set aside: Not ours." in desk.shown("#point")
        assert "b Bring back  s Another reason…" in desk.keys


async def test_citing_several_asks_how_much_of_each_and_proposes_what_the_words_support(
    at: Opener, begun: Workspace
) -> None:
    first, second, _ = begun.draft.spots
    begun.edits.reword(first, "Train all judges, and protect victims.")
    async with at(begun) as desk:
        await desk.to_theme("2.II")
        await desk.press("down", "c", "enter")  # SO 7(a): judges, no prosecutors
        assert desk.title == "How much of it does OP1 take up?"
        assert "SO 7(a)  partly" in desk.text
        before = begun.draft
        await desk.press("escape")
        assert begun.draft is before
        await desk.press("c", "enter", "b", "w", "p", "enter")
        (link,) = [link for link in begun.draft.spots[first].paragraph.links if link.recommendation == "SO 7(a)"]
        assert (link.partly, link.missing) == (True, "prosecutors")
        assert desk.said.startswith("Done: cite SO 7(a) in OP1 (partly)")
        await desk.press("u")
        await desk.to_theme("3.I")
        await desk.press("space", "end", "space", "c", "down", "enter")
        assert desk.title == "How much of them does OP2 take up?"
        await desk.pilot.click("#reach-p")
        await desk.pilot.click("#accept")
        await desk.pilot.pause()
        data, trust = begun.draft.spots[second].paragraph.links[1:]
        assert (data.partly, data.missing, trust.treatment) == (True, "Share data", Treatment.CHAPEAU)
        assert begun.coverage.dispositions["SO 9"] is Disposition.CITED
        await desk.press("c", "down", "enter")
        assert desk.warnings == ["OP2 cites SO 9 already."]
        await desk.to_theme("2.I")
        await desk.press("down", "c", "enter")
        assert desk.said.startswith("Done: cite SO 7(b) in OP1 (wholly)"), "it has all of its words"


async def test_a_merged_text_goes_where_the_theme_looked_at_belongs(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.reviewed()
        await desk.to_theme("2.II")
        await desk.press("end", "a", "enter", "ctrl+s", "enter")
        (spot,) = workspace.draft.spots.values()
        assert spot.paragraph.sources == ("NO 1(a)", "SO 7(a)")
        assert "2" in spot.part.takes


async def test_before_a_reason_is_asked_for_it_is_said_what_stands_in_the_draft(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("2.I")
        await desk.press("s")
        assert desk.app.screen is desk.main
        assert desk.warnings == ["NO 1(b): taken up in the draft; remove it there before setting it aside."]
