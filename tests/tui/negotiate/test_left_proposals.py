"""Proposals that a session left in their windows when it was killed: offered again, and made."""

from __future__ import annotations

import pytest

from drafter.storage import unsaved_texts
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.tui.dialogs.editor import Area
from drafter.workspace import Workspace
from tests.tui.conftest import Opener


def left(workspace: Workspace, purpose: Purpose, ref: str, text: str) -> Workspace:
    """The draft as it is opened after a session that was killed over these words."""
    ids = {name: id for id, name in workspace.refs.items()}
    words = Unfinished(purpose, ids.get(ref, ref), text, parties=("JP",))
    unsaved_texts.keep(unsaved_texts.with_file(workspace.file.path, "killed", words))
    return Workspace.open(workspace.file.path, workspace.corpus)


@pytest.mark.parametrize(
    ("purpose", "offered", "written"),
    [
        (Purpose.PROPOSAL, "JP on OP3", "We thank [Japan / Qatar - JP]."),
        (Purpose.ADDITION, "A paragraph after OP3, for JP", "We thank Qatar."),
        (Purpose.ALTERNATIVE, "An alternative to OP3, for JP", "We thank Qatar."),
    ],
)
async def test_it_is_made_as_a_step(
    at: Opener, contested: Workspace, purpose: Purpose, offered: str, written: str
) -> None:
    found = left(contested, purpose, "OP3", "We thank Qatar.")
    async with at(found) as desk:
        assert offered in desk.text
        await desk.press("enter")
        assert written in [spot.paragraph.written for spot in found.draft.spots.values()]
        assert "for JP" in desk.said
        await desk.press("u")
        assert "Qatar" not in " ".join(spot.paragraph.written for spot in found.draft.spots.values())


async def test_it_is_looked_at_in_its_window(at: Opener, contested: Workspace) -> None:
    found = left(contested, Purpose.PROPOSAL, "OP3", "We thank Qatar.")
    async with at(found) as desk:
        await desk.press("down", "enter")
        await desk.until(lambda: desk.title == "OP3 as JP wants it")
        assert desk.app.screen.query_one(Area).text == "We thank Qatar."


async def test_one_on_a_paragraph_that_is_gone_becomes_a_paragraph_to_be_added(
    at: Opener, contested: Workspace
) -> None:
    found = left(contested, Purpose.PROPOSAL, "p-gone", "We thank Qatar.")
    async with at(found) as desk:
        await desk.press("enter")
        last = list(found.draft.spots.values())[-1].paragraph
        assert last.written == "We thank Qatar."
        assert last.proposed


async def test_words_in_a_proposal_s_window_are_kept(at: Opener, contested: Workspace) -> None:
    async with at(contested) as desk:
        await desk.to_proposal("OP3")
        await desk.press("p")
        await desk.type("JP")
        await desk.press("enter", *" And Qatar.")
        await desk.until(lambda: unsaved_texts.listing(contested.file.path))
        (kept,) = unsaved_texts.listing(contested.file.path)
        assert (kept.purpose, kept.parties) == (Purpose.PROPOSAL, ("JP",))
