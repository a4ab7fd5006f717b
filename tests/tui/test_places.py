"""A draft opened again is shown where it was left."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.storage import ui_state
from drafter.storage.ui_state import Remembered, Seen
from drafter.tui.session import Session
from drafter.workspace import Workspace
from tests.tui.conftest import Opener, seen


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


@pytest.mark.parametrize("place", [Seen("cellar", "9.IX", "p-gone"), Seen("", "", ""), Seen("choose", "section 2")])
async def test_a_place_that_is_no_more_is_passed_over(at: Opener, begun: Workspace, place: Seen) -> None:
    session = seen()
    session.left(begun.draft.id, place)
    async with at(begun, session=session) as desk:
        await desk.pilot.pause(0.2)
        assert desk.main.panes.scope == "choose"
        await desk.press("2")
        assert desk.here == "preamble"


def test_ten_places_are_remembered_those_left_last(tmp_path: Path) -> None:
    memory = Remembered()
    for number in range(12):
        memory = memory.left(f"d-{number}", Seen("outline", "1", f"p-{number}"))
    memory = memory.left("d-3", Seen("choose"))
    ui_state.save(memory)
    assert ui_state.load().places == memory.places
    assert list(memory.places) == [*(f"d-{number}" for number in (2, *range(4, 12))), "d-3"]
    assert memory.places["d-3"] == Seen("choose")
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
