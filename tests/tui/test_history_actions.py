"""Going back and forth: undo, redo, every step, earlier versions."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import replace

import pytest

from drafter.draft import tree
from drafter.draft.draft import Draft, Front
from drafter.draft.tree import Place
from drafter.review.coverage import Disposition
from drafter.storage import earlier_versions
from drafter.storage.earlier_versions import Version
from drafter.tui.dialogs import draft_file
from drafter.tui.dialogs.draft_file import otherwise
from drafter.workspace import Workspace
from drafter.workspace.draft_file import DraftFile
from tests.builders import TEXTS, draft, paragraph
from tests.tui.conftest import PATIENCE, Desk, Opener


async def test_undo_and_redo_say_what_and_go_there(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("2")
        desk.outline.paragraphs.go(list(begun.draft.spots)[-1])
        await desk.press("d", "ctrl+z")
        assert desk.said == "Undone: remove OP3"
        assert begun.refs[desk.outline.cursor or ""] == "OP3"
        await desk.press("ctrl+y")
        assert desk.said == "Redone: remove OP3"
        await desk.press("u", "U")
        assert len(desk.refs()) == 2
        await desk.press("U")
        assert "nothing to redo" in desk.warnings[-1]
        await desk.press(*["u"] * 5)
        assert "nothing to undo" in desk.warnings[-1]
        assert "Earlier versions go further back" in desk.warnings[-1]
        assert desk.refs() == {}


async def test_undo_in_choose_shows_the_point_as_it_is_again(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("enter", "t", "u")
        assert desk.choose.points.rows[1].plain.startswith("[ ] NO 1(a)")
        assert desk.choose.points.cursor == "NO 1(a)"
        assert workspace.coverage.dispositions["NO 1(a)"] is Disposition.OPEN


OURS, THEIRS = "We protect our victims.", "We protect their victims."


def reworded(workspace: Workspace, ref: str, text: str) -> None:
    ids = {name: id for id, name in workspace.refs.items()}
    workspace.edits.reword(ids[ref], text)


HOUR = 3600.0


@pytest.fixture
def _long_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cursor rests for longer before its version is read than a busy machine takes for a few keys."""
    monkeypatch.setattr("drafter.tui.dialogs.draft_file._PAUSE", 1.0)


@pytest.fixture
def aged(begun: Workspace) -> Workspace:
    """`begun`, with OP2 reworded and OP4 added since the version of an hour ago; that of two hours ago is damaged, and
    that of just now is empty.
    """
    now = time.time()
    earlier_versions.keep(begun.file.path, begun.draft.id, b"drafter: 1\nparts: [", now - 2 * HOUR)
    earlier_versions.keep(begun.file.path, begun.draft.id, begun.file.path.read_bytes(), now - HOUR)
    reworded(begun, "OP2", OURS)
    begun.edits.take_up(["NO 2(a)"], Place("prevention"))
    return begun


async def open_versions(desk: Desk) -> None:
    await desk.main.action_run("everywhere.versions")
    await desk.until(lambda: desk.title == "Earlier versions of this draft" and desk.shown("#versions"))


async def test_an_earlier_version_comes_back_and_goes_again(at: Opener, begun: Workspace) -> None:
    earlier_versions.keep(begun.file.path, begun.draft.id, begun.file.path.read_bytes())
    reworded(begun, "OP2", OURS)
    async with at(begun) as desk:
        await open_versions(desk)
        await desk.press("enter")
        await desk.until(lambda: desk.title.startswith("Go back to the version of "))
        await desk.press("down", "enter")
        assert desk.refs()["OP2"] == TEXTS["SO 7(b)"]
        assert desk.said.startswith("Done: go back to the version of ")
        assert desk.here == "OP2"
        await desk.press("u")
        assert desk.refs()["OP2"] == OURS


@pytest.mark.usefixtures("_long_rest")
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_an_earlier_version_says_what_it_has_otherwise(
    at: Opener, aged: Workspace, size: tuple[int, int]
) -> None:
    async with at(aged, size=size) as desk:
        await open_versions(desk)
        assert re.search(r":\d\d just now .* \d\d:\d\d:\d\d 1 hour ago .*:\d\d 2 hours ago", desk.shown("#versions"))
        await desk.until(lambda: "…" not in desk.shown("#otherwise"))
        assert desk.shown("#otherwise") == (
            "0 paragraphs; there are 4 now. Not in it: OP1 “Protect victims [of all crimes].”, "
            "OP2 “We protect our victims.”, OP3 “Mine own.” and 1 more Taken up since: NO 1(b), SO 7(b), NO 2(a)"
        )
        await desk.press("down")
        await desk.until(lambda: "…" not in desk.shown("#otherwise"))
        assert desk.shown("#otherwise") == (
            "3 paragraphs; there are 4 now. Not in it: OP4 “Share data.” Worded otherwise: OP2 Taken up since: NO 2(a)"
        )
        assert "Go back to it (enter)" in desk.text
        await desk.press("down")
        await desk.until(lambda: "…" not in desk.shown("#otherwise"))
        assert desk.shown("#otherwise").startswith("This version can't be read: this is not valid YAML: ")
        await desk.press("up")
        assert desk.shown("#otherwise").startswith("3 paragraphs;")  # it was read before


async def test_a_click_on_a_version_says_what_it_has_and_goes_nowhere(at: Opener, aged: Workspace) -> None:
    async with at(aged) as desk:
        await open_versions(desk)
        await desk.click("#versions", "2 hours ago")
        await desk.until(lambda: "can't be read" in desk.shown("#otherwise"))
        assert len(aged.history.steps.future) == 0
        await desk.click("#versions", "1 hour ago", times=2)
        await desk.until(lambda: desk.title.startswith("Go back to the version of "))
        await desk.click("#choices", "which undo takes back")
        assert list(desk.refs().values())[1:] == [TEXTS["SO 7(b)"], "Mine own."]


@pytest.mark.usefixtures("_long_rest")
async def test_keys_work_while_a_version_is_read_and_what_comes_late_is_not_shown(
    at: Opener, aged: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, read = threading.Event(), []

    def slowly(_: DraftFile, version: Version) -> Draft:
        read.append(version)
        assert threading.current_thread() is not threading.main_thread()
        go_on.wait(PATIENCE)
        return aged.draft

    monkeypatch.setattr(DraftFile, "version", slowly)
    async with at(aged) as desk:
        monkeypatch.setattr(draft_file, "_PAUSE", 3600)
        await open_versions(desk)
        await desk.press("down", "up", "down")
        assert not read, "a version that the cursor passes is read"
        await desk.press("escape")
        monkeypatch.setattr(draft_file, "_PAUSE", 0)
        await open_versions(desk)
        await desk.until(lambda: read)
        await desk.press("down", "up", "down")
        assert desk.shown("#otherwise") == "…"
        await desk.press("escape")
        assert desk.title == ""
        go_on.set()
        await open_versions(desk)
        await desk.until(lambda: desk.shown("#otherwise") == "The same as the draft is now.")


def test_what_a_version_has_otherwise_names_a_few_and_counts_the_rest() -> None:
    then = draft(*(paragraph(f"p{place}", f"Text {place} " + "word " * 20) for place in range(5)))
    now = draft(paragraph("n", "New."))
    said = otherwise(then, now).plain.split("\n")
    assert said[0] == "5 paragraphs; there is 1 now."
    assert said[1] == "Not in it: OP1 “New.”"
    assert said[2].startswith("Only in it: “Text 0 word word")
    assert said[2].endswith(" and 2 more")
    assert said[2].count("“") == 3
    moved = otherwise(tree.move(then, ["p4"], Place("justice", 0)), then).plain
    assert moved == "5 paragraphs, as there are now.\nParagraphs stand in another order."
    assert otherwise(now, replace(now, front=Front(place="[b]"))).plain.endswith("Other front matter: place")


async def test_without_an_earlier_version_it_says_when_there_will_be_one(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.main.action_run("everywhere.versions")
        await desk.pilot.pause()
        assert desk.warnings == ["No earlier version is kept yet: one is, every few minutes of work."]


async def test_the_list_of_steps_goes_to_any_of_them_and_back(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("z")
        done = [f"{step.when.astimezone():%H:%M}" for step in (*begun.history.steps.past, begun.history.steps.present)]
        assert f"→ 3 {done[3]} add a paragraph" in desk.shown("#choices")
        assert f"0 {done[0]} the draft as it was opened" in desk.shown("#choices")
        await desk.press("up", "up", "enter")
        assert list(desk.refs().values()) == [TEXTS["NO 1(b)"]]
        await desk.press("z")
        assert f"→ 1 {done[1]} take up NO 1(b)" in desk.shown("#choices")
        assert f"2 {done[2]} take up SO 7(b) undone" in desk.shown("#choices")
        await desk.click("#choices", "take up SO 7(b)")
        assert list(desk.refs().values()) == [TEXTS["NO 1(b)"], TEXTS["SO 7(b)"]]
        await desk.press("U", "z", "home", "enter")
        assert (desk.refs(), len(begun.history.steps.future)) == ({}, 3)


async def test_a_revision_is_saved_under_a_name_that_is_free(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.main.action_run("everywhere.revisions")
        await desk.pilot.pause()
        assert "No revision is kept yet" in desk.warnings[-1]
        await desk.main.action_run("everywhere.save_revision")
        await desk.until(lambda: desk.title == "Save a revision")
        await desk.press("enter")
        assert desk.said == "Kept Rev.1 in draft.revisions"
        await desk.main.action_run("everywhere.save_revision")
        await desk.until(lambda: desk.title == "Save a revision")
        await desk.press(*"Rev.1", "enter")  # what is typed takes the suggested name's place
        assert desk.title == "Save a revision"
        assert "There is a revision “Rev.1” already" in " ".join(desk.text.split())
        await desk.press("backspace", "2", "enter")
        assert desk.said == "Kept Rev.2 in draft.revisions"
    assert [kept.name for kept in begun.revisions.kept.revisions] == ["Rev.1", "Rev.2"]


async def test_a_revision_says_what_it_has_otherwise_and_comes_back(at: Opener, begun: Workspace) -> None:
    begun.revisions.save("Rev.1")
    (kept,) = begun.revisions.kept.revisions
    (kept.path.parent / "Rev.0.yaml").write_text("damaged", encoding="utf-8")
    reworded(begun, "OP2", OURS)
    async with at(begun) as desk:
        await desk.main.action_run("everywhere.revisions")
        await desk.until(lambda: desk.title == "Revisions of this draft" and desk.shown("#versions"))
        assert "Rev.0.yaml:1: The revision is damaged" in desk.warnings[-1]
        assert re.search(r"Rev\.1 .* just now", desk.shown("#versions"))
        await desk.until(lambda: "Worded otherwise: OP2" in desk.shown("#otherwise"))
        await desk.press("enter")
        await desk.until(lambda: desk.title == "Go back to Rev.1?" and desk.shown("#choices"))
        assert "Worded otherwise: OP2" in desk.shown("#about")
        await desk.press("enter")
        assert (desk.title, desk.refs()["OP2"]) == ("", OURS)  # the first answer leaves everything as it is
        await desk.main.action_run("everywhere.revisions")
        await desk.until(lambda: desk.title == "Revisions of this draft" and desk.shown("#versions"))
        await desk.press("enter")
        await desk.until(lambda: desk.title == "Go back to Rev.1?" and desk.shown("#choices"))
        await desk.press("down", "enter")
        assert desk.refs()["OP2"] == TEXTS["SO 7(b)"]
        assert desk.said == "Done: go back to Rev.1"
        await desk.press("u")
        assert desk.refs()["OP2"] == OURS
