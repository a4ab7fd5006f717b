"""The ways back: kept work, somebody else's changes, earlier versions, every step."""

from __future__ import annotations

import pytest

from drafter.errors import DrafterError
from drafter.storage import recovery, versions
from drafter.workspace import Workspace
from tests.builders import TEXTS
from tests.tui.conftest import Desk, Opener

OURS, THEIRS = "We protect our victims.", "We protect their victims."


def reworded(workspace: Workspace, ref: str, text: str) -> None:
    ids = {name: id for id, name in workspace.refs.items()}
    workspace.reword(ids[ref], text)


def written_by_another(workspace: Workspace, ref: str, text: str) -> Workspace:
    """What somebody else makes of the file meanwhile."""
    other = Workspace.open(workspace.path, workspace.corpus)
    reworded(other, ref, text)
    other.save()
    return other


@pytest.fixture
def left_behind(begun: Workspace) -> Workspace:
    """The draft as it is opened after a session that could not save OP2 as it had reworded it."""
    lost = Workspace.open(begun.path, begun.corpus)
    written_by_another(begun, "OP3", THEIRS)
    reworded(lost, "OP2", OURS)
    with pytest.raises(DrafterError):
        lost.save()
    return Workspace.open(begun.path, begun.corpus)


async def test_kept_work_is_offered_at_the_start_and_merged_with_the_file(at: Opener, left_behind: Workspace) -> None:
    async with at(left_behind) as desk:
        assert desk.title == "There is work that never reached this file"
        await desk.click("#choices", "Bring it back")
        assert (desk.refs()["OP2"], desk.refs()["OP3"]) == (OURS, THEIRS)
        assert desk.said == "Recovered; undo takes it back"
        await desk.press("ctrl+s")
        assert recovery.listing(left_behind.path) == ()
        await desk.press("u")
        assert (desk.refs()["OP2"], desk.refs()["OP3"]) == (TEXTS["SO 7(b)"], THEIRS)


async def test_kept_work_can_wait_and_can_be_done_without(at: Opener, left_behind: Workspace) -> None:
    async with at(left_behind) as desk:
        await desk.press("down", "enter")
        assert (desk.title, len(left_behind.kept)) == ("", 1)
    async with at(Workspace.open(left_behind.path, left_behind.corpus)) as desk:
        await desk.press("end", "enter")
        assert (desk.title, left_behind.kept) == ("", ())
        assert OURS in left_behind.versions[0].path.read_text(encoding="utf-8")
        assert not left_behind.history.past


async def merge_offered(desk: Desk, ref: str, text: str) -> None:
    """Reword a paragraph and save, which can't be done; the merge is offered."""
    reworded(desk.main.workspace, ref, text)
    await desk.press("ctrl+s")
    assert desk.title == "Somebody else changed the file"


async def test_where_both_changed_a_paragraph_merging_keeps_both_wordings(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        written_by_another(begun, "OP2", THEIRS)
        await merge_offered(desk, "OP2", OURS)
        await desk.click("#choices", "Merge both")
        assert desk.refs()["OP2"] == f"[{THEIRS} - the file / {OURS} - this screen]"
        assert desk.said == "OP2: changed by both; both wordings stand there. Merged with what the file holds now"
        assert desk.here == "OP2"
        await desk.press("ctrl+s")
        assert Workspace.open(begun.path, begun.corpus).draft == begun.draft
        await desk.press("u")
        assert desk.refs()["OP2"] == OURS


async def test_where_each_changed_its_own_paragraph_merging_asks_nothing(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        written_by_another(begun, "OP3", THEIRS)
        await merge_offered(desk, "OP2", OURS)
        await desk.press("enter")
        assert (desk.refs()["OP2"], desk.refs()["OP3"]) == (OURS, THEIRS)
        assert desk.said == "Merged with what the file holds now"


async def test_what_can_t_be_merged_is_said_and_stays_here(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        begun.path.write_text("drafter: 1\nparts: [", encoding="utf-8")
        await merge_offered(desk, "OP2", OURS)
        await desk.press("enter")
        assert begun.path.name in desk.warnings[-1]
        assert desk.refs()["OP2"] == OURS
        assert begun.unsaved


async def test_an_earlier_version_comes_back_and_goes_again(at: Opener, begun: Workspace) -> None:
    versions.keep(begun.draft.id, begun.path.read_bytes())
    reworded(begun, "OP2", OURS)
    async with at(begun) as desk:
        await desk.main.action_run("everywhere.versions")
        await desk.pilot.pause()
        await desk.press("enter")
        assert desk.refs()["OP2"] == TEXTS["SO 7(b)"]
        assert desk.said.startswith("Done: go back to the version of ")
        assert desk.here == "OP2"
        await desk.press("u")
        assert desk.refs()["OP2"] == OURS


async def test_without_an_earlier_version_it_says_when_there_will_be_one(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.main.action_run("everywhere.versions")
        await desk.pilot.pause()
        assert desk.warnings == ["No earlier version is kept yet: one is, every few minutes of work."]


async def test_the_list_of_steps_goes_to_any_of_them_and_back(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("z")
        assert "→ 3 add a paragraph" in desk.shown("#choices")
        await desk.press("up", "up", "enter")
        assert list(desk.refs().values()) == [TEXTS["NO 1(b)"]]
        await desk.press("z")
        assert "→ 1 take up NO 1(b)" in desk.shown("#choices")
        assert "2 take up SO 7(b) undone" in desk.shown("#choices")
        await desk.click("#choices", "take up SO 7(b)")
        assert list(desk.refs().values()) == [TEXTS["NO 1(b)"], TEXTS["SO 7(b)"]]
        await desk.press("U", "z", "home", "enter")
        assert (desk.refs(), len(begun.history.future)) == ({}, 3)
