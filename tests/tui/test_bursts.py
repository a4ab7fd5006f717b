"""Keys that arrive all at once, as they do when a machine or a line is slow, mean what they mean one by one."""

import pytest
from textual import events
from textual.widgets import TextArea

from drafter.tui.app import DrafterApp
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, Opener


async def burst(desk: Desk, *keys: str) -> None:
    for key in keys:
        desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(5):
        await desk.pilot.pause()


async def test_a_key_behind_one_that_opens_a_window_is_the_window_s(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        steps = len(begun.history.steps.past)
        await burst(desk, "e", "x", "d", "u")
        assert desk.title == "Wording of OP1"
        assert len(desk.app.screen_stack) == 2
        await desk.press("escape", "escape")
        assert len(begun.history.steps.past) == steps


async def test_what_is_written_behind_it_is_written_there(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await burst(desk, "a", *"We", "space", *"udm")
        assert desk.app.screen.query_one(TextArea).text in ("Weudm", "We udm")


async def test_an_edit_that_was_undone_at_once_is_said_to_be_undone(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        before = begun.draft
        await burst(desk, "d", "u")
        assert begun.draft == before
        assert desk.said.startswith("Undone: remove OP1")


async def test_all_paragraphs_that_came_are_named(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.to_theme("2.I")
        await desk.press("space", "space", "t")
        assert " · now OP1, OP2" in desk.said


async def test_a_number_is_set_as_the_screens_write_it_and_a_wrong_one_asked_for_again(
    at: Opener, begun: Workspace
) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await desk.press("N", "down", "down", "enter", *"7x", "enter")
        assert desk.title == "Number of OP1"
        assert "can't be a paragraph's number here" in desk.shown(".dialog-refusal")
        await desk.press("ctrl+u", *"OP7 bis", "enter")
        assert "OP7 bis" in begun.refs.values()


async def test_what_follows_a_window_that_closes_is_about_what_it_brought(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("OP1")
        await burst(desk, "a", "W", "e", "ctrl+s", "n", "N", "o", "w", "ctrl+s")
        await desk.until(lambda: desk.said.startswith("Done: write a note on OP2"))
        spots = begun.draft.spots
        assert [(one.paragraph.text, one.paragraph.note) for one in spots.values()][1] == ("We", "Now")
        await desk.to_paragraph("OP1")
        await burst(desk, "m", "s", "down", "enter")
        await desk.until(lambda: "Done: mark OP1 as bracketed" in desk.said)


async def test_keys_come_in_their_order_through_several_windows(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("prevention")
        await burst(desk, "a", *"One", "ctrl+s", "a", *"Two", "ctrl+s", "n", *"Three", "ctrl+s", "comma", "d")
        await desk.until(lambda: desk.said.startswith("Done: remove"))
        assert [one.paragraph.text for one in begun.draft.spots.values()][2:] == ["Mine own.", "One"]


async def test_a_mistake_in_what_a_key_does_is_not_lost(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mistake(_: DrafterApp) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(DrafterApp, "action_quit", mistake)
    with pytest.raises(ZeroDivisionError):
        async with at(begun) as desk:
            await desk.press("ctrl+q")
