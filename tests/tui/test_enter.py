"""Enter by the mouse and by the palette, forms and the tour under quick keys: what is shown is what happens."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from drafter.tui.commands import Scope
from drafter.tui.session import Session
from drafter.tui.widgets.bars import KeyBar
from drafter.workspace import Workspace
from tests.tui.conftest import Opener


async def test_letters_typed_faster_than_the_list_follows_stay_in_their_order(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("slash")
        search = desk.app.screen.query_one("#search", Input)
        for letter in "victims":  # as they come when the machine is busy: all before the first is searched for
            search.insert_text_at_cursor(letter)
        await desk.pilot.pause()
        assert (search.value, search.cursor_position) == ("victims", 7)
        await desk.press("x")
        assert search.value == "victimsx"


async def test_a_click_on_show_the_points_in_the_key_bar_shows_them(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("3")
        await desk.to_figure("I. Victims", "All")
        await desk.click(KeyBar, "enter Show the points")
        assert (desk.main.panes.scope, desk.choose.lists.theme) == (Scope.CHOOSE, "2.I")


async def test_a_click_on_go_to_paragraph_in_the_key_bar_goes_there(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP2")
        await desk.press("4")
        await desk.click(KeyBar, "enter Go to paragraph")
        assert (desk.main.panes.scope, desk.here) == (Scope.OUTLINE, "OP2")


async def test_take_up_or_go_there_from_the_palette_takes_up(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_theme("1")
        await desk.main.action_run("choose.enter")
        await desk.pilot.pause()
        assert len(desk.refs()) == 4


@pytest.mark.parametrize("size", [(80, 24), (112, 32)])
async def test_the_length_dialog_says_what_its_first_line_is(
    at: Opener, begun: Workspace, size: tuple[int, int]
) -> None:
    async with at(begun, size=size) as desk:
        await desk.to_paragraph("prevention")
        await desk.press("l")
        await desk.pilot.pause(0.3)
        assert "The whole declaration (now 9)" in desk.text


async def test_enter_pressed_quickly_goes_on_through_the_tour(at: Opener, workspace: Workspace) -> None:
    async with at(workspace, session=Session.load()) as desk:
        await desk.press(*["enter"] * 5)
        await desk.until(lambda: desk.title == "This draft is empty. How do you want to begin?")
