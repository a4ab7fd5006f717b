"""The room view: one paragraph for the wall, its acts, and a proposal that is typed there."""

from __future__ import annotations

import pytest

from drafter.storage import unsaved_texts
from drafter.tui.dialogs.editor import Area
from drafter.tui.negotiate.room_view import RoomView
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, Opener


async def to_the_room(desk: Desk, ref: str = "OP1", number: int = 0) -> None:
    await desk.to_proposal(ref, number)
    await desk.press("enter")
    await desk.pilot.pause()


async def begin_typing(desk: Desk, party: str) -> Area:
    await desk.press("p")
    await desk.type(party)
    await desk.press("enter")
    await desk.pilot.pause()
    return desk.app.screen.query_one(Area)


async def test_it_shows_one_paragraph_with_all_names(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await to_the_room(desk)
        assert "We will [ensure / promote EU / consider US] justice" in desk.shown("#room-text")
        assert "Choose  2 Outline" not in desk.text
        await desk.press("escape")
        assert desk.app.screen is desk.main


async def test_arrows_go_to_other_paragraphs_tab_to_options(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await to_the_room(desk)
        await desk.press("right")
        assert "[We note the report." not in desk.shown("#room-text")
        assert "We note the report." in desk.shown("#room-text")
        assert "delete the paragraph JP" in desk.shown("#room-text")
        await desk.press("right", "right")
        assert "3 of 3" in desk.shown("#room-text")
        await desk.press("left", "left", "tab", "tab")
        assert "▸ 2 ensure promote EU" in desk.shown("#room-text")
        await desk.press("shift+tab")
        assert "▸ 1" in desk.shown("#room-text")


async def test_acts_work_there_and_are_said(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await to_the_room(desk, "OP1", 2)
        await desk.press("o")
        await desk.type("MX")
        await desk.press("enter")
        assert "promote EU · MX oppose" in desk.shown("#room-text")
        await desk.press("c")
        await desk.until(lambda: "We will promote justice for all victims." in desk.shown("#room-text"))
        assert "Done: choose “promote” in OP1" in desk.text
        await desk.press("u")
        assert "[ensure" in desk.shown("#room-text")
        assert "Undone: choose" in desk.text


async def test_what_is_typed_shows_as_it_is_typed_and_is_proposed(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await to_the_room(desk)
        area = await begin_typing(desk, "JP")
        await desk.press("ctrl+end", "backspace", *" soon.")
        await desk.until(
            lambda: "victims[. / soon. JP]" in desk.shown("#room-text") or "soon" in desk.shown("#room-text")
        )
        assert "JP" not in contested.draft.spots[next(iter(contested.draft.spots))].paragraph.written
        await desk.press("ctrl+s")
        assert "JP" in contested.draft.spots[next(iter(contested.draft.spots))].paragraph.written
        assert not area.display
        assert "Done: propose for JP" in desk.text


async def test_words_that_are_refused_stay_in_the_field(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await to_the_room(desk)
        area = await begin_typing(desk, "JP")
        area.text = "We [will]."
        await desk.press("ctrl+s")
        assert area.display
        assert "square brackets" in desk.warnings[-1]


async def test_escape_asks_before_it_throws_words_away(at: Opener, contested: Workspace) -> None:
    before = contested.draft
    async with at(contested) as desk:
        await to_the_room(desk)
        area = await begin_typing(desk, "JP")
        await desk.press(*"xyz", "escape")
        assert desk.title == "The text was changed"
        await desk.press("enter")
        assert area.display
        await desk.press("escape", "end", "enter")
        assert not area.display
        assert contested.draft is before
        assert isinstance(desk.app.screen, RoomView)
        assert not unsaved_texts.listing(contested.file.path)


async def test_letters_are_no_commands_while_somebody_types(at: Opener, contested: Workspace) -> None:
    before = contested.draft
    async with at(contested) as desk:
        await to_the_room(desk, "OP1", 2)
        area = await begin_typing(desk, "JP")
        await desk.press(*"cDsy")
        assert area.text.endswith("cDsy")
        assert contested.draft is before


async def test_typed_words_are_kept_while_they_are_typed_and_when_drafter_is_ended(
    at: Opener, contested: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at(contested) as desk:
        await to_the_room(desk)
        await begin_typing(desk, "JP")
        await desk.press(*" now")
        path = contested.file.path
        await desk.until(lambda: [words.text[-4:] for words in unsaved_texts.listing(path)] == [" now"])
        assert [words.parties for words in unsaved_texts.listing(path)] == [("JP",)]
        monkeypatch.setattr("drafter.tui.negotiate.room_view._PAUSE", 600.0)
        await desk.press(*" too")
    assert [words.text[-8:] for words in unsaved_texts.listing(path)] == [" now too"]


async def test_another_width_folds_the_words_anew(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await to_the_room(desk)
        await desk.pilot.resize_terminal(50, 24)
        await desk.until(lambda: "We will [ensure / promote EU / consider US]" in desk.shown("#room-text"))
        assert "justice for all victims." in desk.shown("#room-text")
