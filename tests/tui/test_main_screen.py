"""The main screen: tabs, help, and how often a key lays it out: twice would be felt, and no other test shows it."""

from __future__ import annotations

import pytest
from textual import events

from drafter.tui.commands import PANES
from drafter.tui.widgets.bars import TabBar
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, Opener


async def test_tabs_by_number_and_mouse(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        for number, pane in enumerate(PANES, start=1):
            await desk.press(str(number))
            assert desk.main.panes.scope is pane
            assert desk.main.panes.pane.has_focus_within
        for number, pane in enumerate(PANES, start=1):
            await desk.click(TabBar, f"{number} {pane.capitalize()}")
            assert desk.main.panes.scope is pane


async def test_help_opens_and_closes(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("question_mark")
        assert "Marks  [x] taken up" in desk.text
        await desk.press("escape", "f1")
        await desk.pilot.click("#close")
        await desk.pilot.pause()
        assert desk.app.screen is desk.main


async def layouts(desk: Desk, key: str) -> int:
    """How often the main screen is laid out for a key."""
    found: list[object] = []
    signal = desk.main.screen_layout_refresh_signal
    signal.subscribe(desk.main, found.append, immediate=True)
    await desk.press(key)
    signal.unsubscribe(desk.main)
    return len(found)


@pytest.mark.parametrize(
    ("before", "key", "times"),
    [
        ([], "down", 0),
        ([], "enter", 0),
        (["enter"], "space", 0),
        (["enter"], "t", 0),
        (["enter", "t"], "u", 0),
        (["2"], "down", 0),
        (["2", "end"], "comma", 0),
        (["3"], "down", 0),
        (["4"], "down", 0),
        (["5"], "down", 0),
        (["5"], "v", 0),
        (["5"], "n", 0),
        (["2", "1"], "2", 1),
        ([], "slash", 1),
        (["slash"], "v", 0),
    ],
)
async def test_a_key_lays_the_screen_out_once_at_most(
    at: Opener, begun: Workspace, before: list[str], key: str, times: int
) -> None:
    async with at(begun, size=(160, 45)) as desk:
        await desk.reviewed()
        await desk.press(*before)
        await desk.pilot.pause()
        assert await layouts(desk, key) == times


async def test_the_focus_doesn_t_repaint_the_screen(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.reviewed()
        desk.main.set_focus(desk.choose.points)
        assert not desk.main._repaint_required


SMALL = (80, 16)


"""A terminal in which the themes don't all fit."""


def bar(desk: Desk) -> str:
    """The bar of the themes, from top to bottom: it stands left of the border."""
    return "".join(line[-2] for line in desk.lines(desk.choose.themes)[1:-1])


async def test_the_bar_shows_which_lines_are_seen(at: Opener, workspace: Workspace) -> None:
    async with at(workspace, size=SMALL) as desk:
        top = bar(desk)
        assert top.strip()
        assert top.rstrip() + " " * (len(top) - len(top.strip())) == top != top[::-1]
        await desk.press("end")
        await desk.pilot.pause()
        assert bar(desk) == top[::-1]


async def test_no_bar_where_all_is_seen(at: Opener, workspace: Workspace) -> None:
    async with at(workspace, size=(200, 60)) as desk:
        assert not bar(desk).strip()


async def test_the_mouse_scrolls_by_the_bar_and_by_the_wheel(at: Opener, workspace: Workspace) -> None:
    async with at(workspace, size=SMALL) as desk:
        themes = desk.choose.themes
        cursor, right, bottom = themes.cursor, themes.outer_size.width - 2, themes.outer_size.height - 2
        await desk.pilot.mouse_down(themes, offset=(right, bottom))
        assert themes.scroll_offset.y == themes.max_scroll_y > 0
        await desk.pilot.hover(themes, offset=(right, 1))
        assert themes.scroll_offset.y == 0
        await desk.pilot.mouse_up(themes, offset=(right, 1))
        await desk.pilot.hover(themes, offset=(3, bottom))
        assert themes.scroll_offset.y == 0
        themes.post_message(events.MouseScrollDown(themes, 3, 3, 0, 1, 0, False, False, False))
        await desk.pilot.pause()
        assert themes.scroll_offset.y > 0
        assert themes.cursor == cursor
