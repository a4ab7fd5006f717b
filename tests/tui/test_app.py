"""Keys that arrive all at once mean what they mean one by one; a draft opened again is shown where it was left."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import TextArea

from drafter.storage import ui_state
from drafter.storage.ui_state import LeftPlace, UiState
from drafter.tui.app import DrafterApp
from drafter.tui.session import Session
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, Opener, seen


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
        assert [(one.paragraph.written, one.paragraph.note) for one in spots.values()][1] == ("We", "Now")
        await desk.to_paragraph("OP1")
        await burst(desk, "m", "s", "down", "enter")
        await desk.until(lambda: "Done: mark OP1 as bracketed" in desk.said)


async def test_keys_come_in_their_order_through_several_windows(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.to_paragraph("prevention")
        await burst(desk, "a", *"One", "ctrl+s", "a", *"Two", "ctrl+s", "n", *"Three", "ctrl+s", "comma", "d")
        await desk.until(lambda: desk.said.startswith("Done: remove"))
        assert [one.paragraph.written for one in begun.draft.spots.values()][2:] == ["Mine own.", "One"]


async def test_a_mistake_in_what_a_key_does_is_not_lost(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def mistake(_: DrafterApp) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(DrafterApp, "action_quit", mistake)
    with pytest.raises(ZeroDivisionError):
        async with at(begun) as desk:
            await desk.press("ctrl+q")


async def test_pane_theme_and_paragraph_are_those_that_were_left(at: Opener, begun: Workspace) -> None:
    async with at(begun, session=Session.load()) as desk:
        await desk.press("escape")  # the tour
        await desk.to_theme("2.II")
        await desk.to_paragraph("OP2")
        await desk.press("q")
    async with at(Workspace.open(begun.file.path, begun.corpus), session=Session.load()) as desk:
        await desk.until(lambda: desk.main.panes.scope == "outline")
        assert desk.here == "OP2"
        await desk.press("1")
        assert desk.choose.lists.theme == "2.II"


async def test_the_outline_s_paragraph_is_remembered_behind_another_pane(at: Opener, begun: Workspace) -> None:
    async with at(begun, session=Session.load()) as desk:
        await desk.press("escape")
        await desk.to_paragraph("OP3")
        await desk.press("3", "q")
    async with at(Workspace.open(begun.file.path, begun.corpus), session=Session.load()) as desk:
        await desk.until(lambda: desk.main.panes.scope == "coverage")
        await desk.press("q")
    async with at(Workspace.open(begun.file.path, begun.corpus), session=Session.load()) as desk:
        await desk.press("2")
        assert desk.here == "OP3"


@pytest.mark.parametrize(
    "place", [LeftPlace("cellar", "9.IX", "p-gone"), LeftPlace("", "", ""), LeftPlace("choose", "section 2")]
)
async def test_a_place_that_is_no_more_is_passed_over(at: Opener, begun: Workspace, place: LeftPlace) -> None:
    session = seen()
    session.left(begun.draft.id, place)
    async with at(begun, session=session) as desk:
        await desk.pilot.pause(0.2)
        assert desk.main.panes.scope == "choose"
        await desk.press("2")
        assert desk.here == "preamble"


def test_ten_places_are_remembered_those_left_last(tmp_path: Path) -> None:
    memory = UiState()
    for number in range(12):
        memory = memory.with_place(f"d-{number}", LeftPlace("outline", "1", f"p-{number}"))
    memory = memory.with_place("d-3", LeftPlace("choose"))
    ui_state.save(memory)
    assert ui_state.load().places == memory.places
    assert list(memory.places) == [*(f"d-{number}" for number in (2, *range(4, 12))), "d-3"]
    assert memory.places["d-3"] == LeftPlace("choose")
    assert tmp_path.exists()


async def test_what_was_folded_is_folded_again(at: Opener, begun: Workspace) -> None:
    async with at(begun, session=Session.load()) as desk:
        await desk.press("escape")
        await desk.to_paragraph("prevention")
        await desk.press("left", "q")
    async with at(Workspace.open(begun.file.path, begun.corpus), session=Session.load()) as desk:
        await desk.press("2")
        assert desk.outline.folded == {"prevention"}
        assert "OP3" not in desk.shown("#paragraphs")
        await desk.press("right", "q")
    assert not Session.load().memory.places[begun.draft.id].folded


def test_what_nobody_foresaw_ends_the_screens_without_a_word_of_the_draft(
    begun: Workspace, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    app = DrafterApp(begun.corpus, begun, tmp_path, Session.load())

    def fail() -> None:
        text = "Mine own."
        raise LookupError(f"not {len(text)}")

    async def work(pilot: Pilot[object]) -> None:
        await pilot.pause()
        app.call_later(fail)
        await pilot.pause()

    app.run(headless=True, auto_pilot=work)
    assert (type(app.fault), app.return_code) == (LookupError, 1)
    assert capfd.readouterr() == ("", "")
