"""Every change is saved; what can't be written is said, kept, and can go elsewhere or be merged."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from drafter.errors import DrafterError
from drafter.storage import draft_yaml, unsaved_drafts
from drafter.tui.file_actions import Autosave
from drafter.workspace import Workspace
from tests.builders import TEXTS
from tests.tui.conftest import Desk, Opener


async def until_settled(desk: Desk) -> None:
    await desk.until(lambda: not desk.main.files._autosave.waiting)
    await desk.pilot.pause()


async def test_a_change_is_on_disk_once_the_screen_says_so(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("enter", "t")
        await desk.until(lambda: desk.shown("#file") == "saved · 1/6 · draft.yaml")
        assert TEXTS["NO 1(a)"] in workspace.file.path.read_text(encoding="utf-8")


async def test_leaving_saves_what_was_done_last(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("enter", "t", "q")
    assert draft_yaml.load(workspace.file.path, workspace.corpus) == workspace.draft
    assert workspace.draft.cited_in


async def test_undo_is_saved_too(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("enter", "t", "u")
        await until_settled(desk)
        assert TEXTS["NO 1(a)"] not in workspace.file.path.read_text(encoding="utf-8")


async def test_a_file_that_changed_underneath_is_not_overwritten(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        theirs = workspace.file.path.read_text(encoding="utf-8") + "# theirs\n"
        workspace.file.path.write_text(theirs, encoding="utf-8")
        await desk.press("enter", "t")
        await until_settled(desk)
        assert desk.title == "Somebody else changed the file"
        assert "somebody else changed this file" in desk.shown(".dialog-hint")
        assert desk.warnings == []  # a box in the corner would say the same, over the answers
        await desk.press("down", "down", "enter")  # go on working
        assert "NOT SAVED" in desk.shown("#file")
        await desk.press("u")
        await until_settled(desk)
        assert desk.app.screen is desk.main
        assert workspace.file.path.read_text(encoding="utf-8") == theirs


async def test_save_as_goes_on_in_another_file(at: Opener, workspace: Workspace) -> None:
    old = workspace.file.path
    async with at(workspace) as desk:
        old.write_text("theirs", encoding="utf-8")
        await desk.press("enter", "t", "ctrl+s", "down", "enter")
        assert str(old.with_stem("draft-2")) in desk.app.screen.query_one("#path", Input).value
        await desk.press("enter")
        assert workspace.file.path == old.with_stem("draft-2")
        assert TEXTS["NO 1(a)"] in workspace.file.path.read_text(encoding="utf-8")
        assert desk.shown("#file").startswith("saved")
        assert old.read_text(encoding="utf-8") == "theirs"


async def test_save_as_gives_a_name_without_an_ending_one_that_the_start_screen_knows(
    at: Opener, workspace: Workspace
) -> None:
    async with at(workspace) as desk:
        await desk.main.action_run("everywhere.save_as")
        await desk.pilot.pause()
        desk.app.screen.query_one("#path", Input).value = str(workspace.file.path.with_name("notes on [victims]"))
        await desk.press("enter")
        assert workspace.file.path.name == "notes on [victims].yaml"
        assert desk.said.endswith(".yaml")


async def test_save_as_says_which_signs_a_name_can_t_have_everywhere(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.main.action_run("everywhere.save_as")
        await desk.pilot.pause()
        path = desk.app.screen.query_one("#path", Input)
        path.value = str(workspace.file.path.with_name("my:draft"))
        await desk.press("enter")
        assert desk.shown(".dialog-refusal") == "“:” can't stand in a file's name on every system: leave it out."
        assert [one.name for one in workspace.file.path.parent.iterdir()] == ["draft.yaml"]
        path.value = str(workspace.file.path.with_name("my draft"))
        await desk.press("enter")
        assert workspace.file.path.name == "my draft.yaml"


async def test_save_as_asks_again_where_the_name_is_taken(at: Opener, workspace: Workspace) -> None:
    taken = workspace.file.path.with_stem("draft-2")
    async with at(workspace) as desk:
        await desk.main.action_run("everywhere.save_as")
        await desk.pilot.pause()
        taken.write_text("mine", encoding="utf-8")
        await desk.press("enter")
        assert "this file exists" in desk.shown(".dialog-refusal")
        await desk.press("escape")
        assert desk.app.screen is desk.main
        assert (workspace.file.path.name, taken.read_text(encoding="utf-8")) == ("draft.yaml", "mine")


async def test_ctrl_s_says_where_the_draft_is(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("ctrl+s")
        assert desk.said == f"Saved in {workspace.file.path}"


@pytest.mark.parametrize(
    ("answer", "left"), [(["escape"], False), (["down", "enter"], False), (["end", "enter"], True)]
)
async def test_leaving_with_what_cant_be_saved_asks(
    at: Opener, workspace: Workspace, answer: list[str], left: bool
) -> None:
    async with at(workspace) as desk:
        workspace.file.path.write_text("theirs", encoding="utf-8")
        await desk.press("enter", "t", "q")
        assert "Leave without saving" in desk.text
        await desk.press(*answer)
        assert desk.app._exit is left
    assert workspace.file.path.read_text(encoding="utf-8") == "theirs"


async def test_leaving_by_saving_elsewhere(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        workspace.file.path.write_text("theirs", encoding="utf-8")
        await desk.press("enter", "t", "ctrl+q", "enter", "enter")
    assert workspace.file.path.name == "draft-2.yaml"
    assert not workspace.file.unsaved


async def test_ctrl_q_doesnt_throw_away_what_is_being_written(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("2", "a", "x", "ctrl+q")
        assert "Close this first" in desk.warnings[-1]
        assert not desk.app._exit


def test_many_changes_wait_for_one_save_and_a_fault_is_told_once(workspace: Workspace) -> None:
    calls: list[object] = []
    told: list[str | None] = []
    autosave = Autosave(workspace, lambda _, call: calls.append(call), told.append)
    autosave.changed()
    assert calls == []
    workspace.edits.take_up(["NO 1(a)"])
    autosave.changed()
    autosave.changed()
    assert len(calls) == 1
    workspace.file.path.write_text("theirs", encoding="utf-8")
    calls.pop()()
    autosave.changed()
    calls.pop()()
    assert len(told) == 1
    assert autosave.failed


OURS, THEIRS = "We protect our victims.", "We protect their victims."


def reworded(workspace: Workspace, ref: str, text: str) -> None:
    ids = {name: id for id, name in workspace.refs.items()}
    workspace.edits.reword(ids[ref], text)


def written_by_another(workspace: Workspace, ref: str, text: str) -> Workspace:
    """What somebody else makes of the file meanwhile."""
    other = Workspace.open(workspace.file.path, workspace.corpus)
    reworded(other, ref, text)
    other.file.save()
    return other


@pytest.fixture
def left_behind(begun: Workspace) -> Workspace:
    """The draft as it is opened after a session that could not save OP2 as it had reworded it."""
    lost = Workspace.open(begun.file.path, begun.corpus)
    written_by_another(begun, "OP3", THEIRS)
    reworded(lost, "OP2", OURS)
    with pytest.raises(DrafterError):
        lost.file.save()
    return Workspace.open(begun.file.path, begun.corpus)


async def test_kept_work_is_offered_at_the_start_and_merged_with_the_file(at: Opener, left_behind: Workspace) -> None:
    async with at(left_behind) as desk:
        assert desk.title == "There is work that never reached this file"
        await desk.click("#choices", "Bring it back")
        assert (desk.refs()["OP2"], desk.refs()["OP3"]) == (OURS, THEIRS)
        assert desk.said == "Recovered; undo takes it back"
        await desk.press("ctrl+s")
        assert unsaved_drafts.listing(left_behind.file.path) == ()
        await desk.press("u")
        assert (desk.refs()["OP2"], desk.refs()["OP3"]) == (TEXTS["SO 7(b)"], THEIRS)


async def test_kept_work_can_wait_and_can_be_done_without(at: Opener, left_behind: Workspace) -> None:
    async with at(left_behind) as desk:
        await desk.press("down", "enter")
        assert (desk.title, len(left_behind.file.recoverable)) == ("", 1)
    async with at(Workspace.open(left_behind.file.path, left_behind.corpus)) as desk:
        await desk.press("end", "enter")
        assert (desk.title, left_behind.file.recoverable) == ("", ())
        assert OURS in left_behind.file.versions[0].path.read_text(encoding="utf-8")
        assert not left_behind.history.steps.past


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
        both = "[Protect / We protect their - the file / We protect our - this screen] victims."
        assert desk.refs()["OP2"] == both
        assert desk.said == "OP2: changed by both; both wordings stand there. Merged with what the file holds now"
        assert desk.here == "OP2"
        await desk.press("ctrl+s")
        assert Workspace.open(begun.file.path, begun.corpus).draft == begun.draft
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
        begun.file.path.write_text("drafter: 1\nparts: [", encoding="utf-8")
        await merge_offered(desk, "OP2", OURS)
        await desk.press("enter")
        assert begun.file.path.name in desk.warnings[-1]
        assert desk.refs()["OP2"] == OURS
        assert begun.file.unsaved
