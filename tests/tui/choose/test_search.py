"""Searching in Choose: what is typed stays as it is typed, however fast; it is said what there is, and what is not."""

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.widgets import Input

from drafter.corpus.search import too_many
from drafter.tui.choose.search import SearchField
from drafter.tui.widgets.inputs import MOST_SIGNS
from drafter.workspace import Workspace
from tests.builders import TEXTS, corpus
from tests.tui.conftest import Desk, Opener


async def burst(desk: Desk, text: str) -> None:
    """Keys that arrive all at once, as they do when a machine or a line is slow; `\n` is Enter."""
    for sign in text:
        key = "enter" if sign == "\n" else _character_to_key(sign)
        desk.app.post_message(events.Key(key, None if sign == "\n" else sign))
    await desk.pilot.pause()
    await desk.pilot.pause()


def field(desk: Desk) -> str:
    return desk.choose.query_one("#search", Input).value


@pytest.mark.parametrize("after", [0, 3])
async def test_letters_that_come_fast_stay_in_their_order(at: Opener, workspace: Workspace, after: int) -> None:
    async with at(workspace) as desk:
        await desk.press("slash", *"victims"[:after])
        await burst(desk, "victims"[after:])
        await burst(desk, "X")
        assert field(desk) == desk.choose.lists.filter.words == "victimsX"


async def test_the_search_s_key_and_its_words_may_come_at_once(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await burst(desk, "/trust")
        assert field(desk) == desk.choose.lists.filter.words == "trust"
        assert desk.choose.lists.shown == ["SO 9"]
        assert not workspace.history.steps.past


@pytest.mark.parametrize("keys", [["ctrl+u"], ["backspace"] * 6])
async def test_words_taken_back_leave_what_was_shown_before(at: Opener, workspace: Workspace, keys: list[str]) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.II")
        await desk.press("down", "slash", *"victim", *keys)
        assert field(desk) == desk.choose.lists.filter.words == ""
        assert (desk.choose.lists.theme, desk.choose.points.cursor) == ("2.II", "SO 7(a)")
        assert "Showing all" in desk.text
        await desk.press(*"data")
        assert desk.choose.lists.shown == ["NO 2(a)"]


async def test_another_filter_leaves_the_words_alone(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash", *"judges")
        desk.choose.search.toggle_open()
        await burst(desk, "X")
        assert field(desk) == desk.choose.lists.filter.words == "judgesX"


async def test_citations_are_terms_among_others(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash")
        await desk.type("SO 7(b) OR no 2(a)")
        assert set(desk.choose.lists.shown) == {"SO 7(b)", "NO 2(a)"}
        assert desk.choose.points.rows[0].plain == "2 found, the best first"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("so 8(a)", "There is no recommendation SO 8(a)."),
        ("so 8(a) OR data", "1 found  There is no recommendation SO 8(a)."),
        ("nowhere", "Nothing found"),
    ],
)
async def test_what_there_is_not_is_said(at: Opener, workspace: Workspace, words: str, told: str) -> None:
    async with at(workspace) as desk:
        await desk.press("slash")
        await desk.type(words)
        assert desk.choose.points.rows[0].plain == told
        assert told.partition("  ")[2] in desk.shown("#points")


async def test_a_search_clears_what_was_said_and_without_a_hit_enter_stays(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("1")
        await desk.press("t")
        assert desk.said.startswith("Done: take up")
        await desk.press("slash")
        assert desk.said == ""
        assert "Done" not in desk.text
        await desk.type("nowhere")
        await desk.press("enter")
        assert desk.warnings == ["Nothing is found for these words; esc shows all again."]
        assert desk.app.focused is desk.choose.search.field
        await desk.press("escape")
        assert (desk.choose.lists.theme, desk.choose.points.cursor) == ("1", "NO 1(a)")
        assert desk.app.focused is desk.choose.points


@pytest.mark.parametrize(("before", "rest"), [("", "/victims\nt"), ("/", "victims\nt"), ("/victims", "\nt")])
async def test_a_key_right_after_enter_is_a_command(at: Opener, workspace: Workspace, before: str, rest: str) -> None:
    async with at(workspace) as desk:
        await burst(desk, before)
        await burst(desk, rest)
        await desk.until(lambda: workspace.draft.cited_in)
        assert field(desk) == "victims"
        assert desk.app.focused is desk.choose.points


async def test_enter_without_words_goes_back_to_the_points(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash", "enter")
        assert desk.app.focused is desk.choose.points
        assert not desk.choose.search.field.display
        assert TEXTS["NO 1(a)"] in desk.text


async def test_arrows_and_a_tick_may_come_at_once(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("f")
        for key, sign in [("down", None), ("space", " ")]:
            desk.app.post_message(events.Key(key, sign))
        await desk.pilot.pause()
        await desk.press("ctrl+s")
        assert desk.choose.lists.filter.regions == {"SO"}


async def test_while_words_are_written_only_keys_are_named_that_write_nothing(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("t", "slash", "t")
        assert desk.keys.split("  ") == [
            "enter To what is found",
            "esc Clear",
            "ctrl+z Undo",
            "ctrl+p Commands",
            "f1 Help",
        ]
        assert "enter goes to what is found" in desk.shown("#filters")
        await desk.press("ctrl+z")
        assert not workspace.history.steps.past
        assert field(desk) == "t"
        await desk.press("enter")
        assert "enter Take up" in desk.keys
        assert "enter goes" not in desk.shown("#filters")


async def test_ctrl_a_selects_the_words(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash", *"judges", "ctrl+a", "v")
        assert field(desk) == "v"


async def test_while_words_are_searched_for_the_themes_say_how_many_are_found(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        assert "found of" not in desk.text
        await desk.press("slash")
        await desk.type("judges")
        found = {id for id, text in TEXTS.items() if "judges" in text}
        theme = begun.corpus.themes_of[next(iter(found))][0]
        count = len(found.intersection(theme.placements))
        assert f"{count} found of {len(theme.placements)}" in desk.shown("#themes")
        await desk.press("escape")
        assert "found of" not in desk.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nowhere", "Nothing found"),
        ('"nowhere', "Nothing found; the phrase has no second quotation mark"),
        ("nowhere and judges", "Nothing found; AND, OR and NOT are written in capitals"),
        ("judges north", "Nothing found; search for the other words alone, and after Enter f shows only NO"),
        ("victims SO", "Nothing found; search for the other words alone, and after Enter f shows only SO"),
    ],
)
async def test_where_nothing_is_found_it_is_said_what_may_be_the_matter(
    at: Opener, workspace: Workspace, words: str, said: str
) -> None:
    async with at(workspace) as desk:
        await desk.press("slash")
        await desk.type(words)
        assert said == str(desk.choose.points.rows[0].plain)


async def test_filtered_by_region_what_is_found_is_counted_in_that_region_only(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("f", "space", "ctrl+s", "slash")
        await desk.type("judges")
        assert "1 found of 1" in desk.shown("#themes")


async def test_of_a_word_s_ending_it_is_said_that_its_beginning_finds_more(at: Opener, tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus({"SO 9": "Prevent victimization."}))
    async with at(workspace) as desk:
        await desk.press("slash")
        await desk.type("victims")
        assert str(desk.choose.points.rows[0].plain).endswith("; victim* finds 3 in all themes")
        await desk.press("backspace")
        assert "finds" not in str(desk.choose.points.rows[0].plain)


def test_no_line_holds_more_words_than_a_search_may_have() -> None:
    assert not too_many(" ".join("x" * (MOST_SIGNS // 2)))
    assert SearchField(lambda _: None, lambda: None).max_length == MOST_SIGNS
