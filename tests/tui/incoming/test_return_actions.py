"""Ways to a Word file that came back: the key, the start screen, a file that drafter was opened with."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest
from textual.widgets import Input

from drafter.draft.tree import Place
from drafter.errors import BadInput
from drafter.intake.room_edits.room_edit import Decision
from drafter.storage.settings import Settings
from drafter.storage.ui_state import UiState
from drafter.tui.app import DrafterApp
from drafter.tui.incoming.incoming_screen import IncomingScreen
from drafter.tui.session import Session
from drafter.tui.start_screen import StartScreen
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace, export
from drafter.workspace.word_files import word_files
from tests.builders import corpus
from tests.tui.conftest import Desk, Opener, seen
from tests.tui.incoming.conftest import Came, incoming

WORDS = "We will ensure justice for all victims."


@pytest.fixture
def room(workspace: Workspace) -> Path:
    """An export of a draft with two paragraphs, in which somebody typed other words, without tracking."""
    for words in (WORDS, "We note the report."):
        workspace.edits.add(words, Place("prevention"))
    workspace.file.save()
    path = workspace.file.path.with_name("room.docx")
    export.write(workspace, path)
    edited = path.with_name("edited.docx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(edited, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"ensure justice", b"promote justice"))
    edited.replace(path)
    return path


async def shown_edits(desk: Desk) -> list[tuple[str, str]]:
    """What came, once it is shown."""
    await desk.until(lambda: isinstance(desk.app.screen, IncomingScreen))
    await desk.pilot.pause()
    return [(edit.ref, edit.now) for edit in incoming(desk).room.edits]


async def test_what_was_typed_in_a_file_comes_home_and_goes_again(at: Opener, workspace: Workspace, room: Path) -> None:
    async with at(workspace) as desk:
        await desk.press("i")
        assert room.name in desk.text
        await desk.press("enter")
        assert await shown_edits(desk) == [("OP1", WORDS.replace("ensure", "promote"))]
        await desk.press("t", "ctrl+s")
        await desk.until(lambda: desk.refs()["OP1"] == WORDS.replace("ensure", "promote"))
        await desk.until(lambda: desk.said.startswith("Took 1: room.docx"))
        await desk.press("escape", "u")
        assert desk.refs()["OP1"] == WORDS


async def test_the_files_stand_with_the_last_one_first_and_what_is_typed_narrows_them(at: Opener, came: Came) -> None:
    folder = came.path.parent
    for days, name in enumerate(["room.docx", "new [b].docx", "old.docx", "~$room.docx", "room.yaml.bak"]):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (1_700_000_000 - days * 86_400,) * 2)
    os.utime(folder / "new [b].docx", (1_800_000_000,) * 2)
    async with at(came.workspace) as desk:
        await desk.press("i")
        names = [row.plain.partition(" changed")[0].strip() for row in desk.app.screen.query_one("#found", Rows).rows]
        assert names == ["new [b].docx", "room.docx", "old.docx"]
        await desk.type("ol")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, IncomingScreen))
        assert "old.docx, against" in desk.text


async def test_what_is_as_it_was_exported_stands_last(at: Opener, workspace: Workspace, room: Path) -> None:
    sent = room.with_name("sent.docx")
    export.write(workspace, sent)
    os.utime(sent, (2_000_000_000,) * 2)
    async with at(workspace) as desk:
        await desk.press("i")
        rows = [row.plain.strip() for row in desk.app.screen.query_one("#found", Rows).rows]
        assert [row.split()[0] for row in rows] == ["room.docx", "sent.docx"]
        assert "as it was exported" in rows[1]
        assert "as it was exported" not in rows[0]
    sent.write_bytes(sent.read_bytes()[:500])
    assert not word_files([sent.parent], lambda _: True)[0].untouched, "what can't be read is no export"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("none.docx", "There is no file"),
        ("draft.yaml", "draft.yaml is no Word file"),
        ("../away.docx", "only the folder that is served"),
    ],
)
async def test_a_file_that_can_not_be_opened_is_refused_where_it_is_typed(
    at: Opener, came: Came, typed: str, said: str
) -> None:
    session = Session(Settings(), UiState(tour=True, own_way=True), came.path.parent)
    async with at(came.workspace, session=session) as desk:
        await desk.press("i")
        await desk.type(typed)
        await desk.press("enter")
        assert said in desk.shown(".dialog-refusal")
        desk.app.screen.query_one("#path", Input).value = "room.docx"
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, IncomingScreen))


async def test_nothing_is_chosen_for_who_names_nothing(at: Opener, workspace: Workspace) -> None:
    async with at(workspace) as desk:
        await desk.press("i", "enter")
        assert desk.shown(".dialog-refusal") == "Name a file."


async def test_why_it_can_not_be_read_is_said(at: Opener, came: Came, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Workspace, path: Path) -> None:
        raise BadInput.of(path, "It is another draft's.")

    monkeypatch.setattr("drafter.workspace.room_return.opened", refuse)
    async with at(came.workspace) as desk:
        await desk.press("i", "enter")
        await desk.until(lambda: desk.warnings)
        assert "It is another draft's." in desk.warnings[-1]
        assert desk.app.screen is desk.main


# The start screen


async def pick(desk: Desk, name: str) -> None:
    await desk.click("#drafts", name)


async def test_the_start_opens_the_draft_that_a_word_file_is_of(at: Opener, room: Path) -> None:
    async with at(None, folder=room.parent) as desk:
        await pick(desk, "room.docx")
        assert [ref for ref, _ in await shown_edits(desk)] == ["OP1"]
        assert desk.main.workspace.file.path == room.with_name("draft.yaml")
        await desk.press("t", "ctrl+s")
        await desk.until(lambda: desk.refs()["OP1"] == WORDS.replace("ensure", "promote"))


async def test_of_copies_of_a_draft_it_is_asked_which_one(at: Opener, room: Path) -> None:
    shutil.copy(room.with_name("draft.yaml"), room.with_name("copy.yaml"))
    shutil.copytree(room.with_name("draft.revisions"), room.with_name("copy.revisions"))
    async with at(None, folder=room.parent) as desk:
        await pick(desk, "room.docx")
        await desk.until(lambda: "copies of one draft" in desk.title)
        await desk.press("escape")
        assert isinstance(desk.app.screen, StartScreen)
        await pick(desk, "room.docx")
        await desk.until(lambda: "copies of one draft" in desk.title)
        await desk.press("enter")
        assert await shown_edits(desk)
        assert desk.main.workspace.file.path.name == "copy.yaml"


async def test_a_word_file_that_is_no_draft_s_is_not_opened(at: Opener, room: Path) -> None:
    others = Workspace.new(room.parent / "sub.yaml", corpus())
    export.write(others, room, replace=True)
    others.file.path.unlink()
    (room.parent / "hollow.docx").write_bytes(b"")
    async with at(None, folder=room.parent) as desk:
        await pick(desk, "room.docx")
        await desk.until(lambda: desk.title == "room.docx")  # it may be a zero draft: nothing is done unasked
        await desk.press("escape")
        await pick(desk, "hollow.docx")
        await desk.press("enter")
        await desk.until(lambda: desk.warnings)
        assert "hollow.docx" in desk.warnings[-1]
        assert isinstance(desk.app.screen, StartScreen)


async def test_drafter_may_be_opened_with_a_file_that_came(came: Came, tmp_path: Path) -> None:
    app = DrafterApp(came.workspace.corpus, came.workspace, tmp_path, seen(), came.path)
    app.animation_level = "none"
    async with app.run_test() as pilot:
        desk = Desk(app, pilot)
        assert (await shown_edits(desk))[0][0] == "OP1"
        await desk.press("t")
        assert incoming(desk).decisions.count(Decision.TAKEN) == 1
