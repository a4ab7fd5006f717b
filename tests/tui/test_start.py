"""The start screen: open a draft of the folder, or begin one."""

from pathlib import Path

import pytest
from textual.widgets import Input

from drafter.storage import corpus_yaml, draft_yaml, folders
from drafter.tui.help_screen import HelpScreen
from drafter.tui.main_screen import MainScreen
from drafter.tui.start_screen import StartScreen
from drafter.workspace import Workspace
from tests.builders import corpus
from tests.tui.conftest import Opener


async def test_it_says_what_drafter_is_and_begins_a_draft(at: Opener, tmp_path: Path) -> None:
    async with at(None, folder=tmp_path) as desk:
        assert "turns the recommendations of the regional meetings into a draft declaration" in desk.shown("#start")
        assert "6 recommendations are loaded" in desk.text
        assert "Drafts in" not in desk.text
        assert desk.app.screen.query_one("#name", Input).value == "declaration"
        await desk.press("enter")
        assert isinstance(desk.app.screen, MainScreen)
        assert draft_yaml.load(tmp_path / "declaration.yaml", corpus()).layout == "kyoto"


async def test_another_layout_and_name(at: Opener, tmp_path: Path) -> None:
    async with at(None, folder=tmp_path) as desk:
        await desk.press("ctrl+u")
        await desk.type("my draft")
        await desk.press("shift+tab", "enter", "up", "enter")
        await desk.pilot.click("#begin")
        await desk.pilot.pause()
        assert draft_yaml.load(tmp_path / "my draft.yaml", corpus()).layout == "doha"


async def test_a_draft_is_opened_by_enter_or_a_click(at: Opener, tmp_path: Path) -> None:
    path = Workspace.new(tmp_path / "[one]\u202e.yaml", corpus()).file.path
    async with at(None, folder=tmp_path) as desk:
        assert "[one]<U+202E>.yaml   changed" in desk.text
        await desk.press("enter")
        assert "[one]<U+202E>.yaml" in desk.text
        desk.app.notify(f"{path.name} is open.")
        await desk.pilot.pause()
        assert desk.warnings[-1] == "[one]<U+202E>.yaml is open."
    path.rename(tmp_path / "[one].yaml")
    async with at(None, folder=tmp_path) as desk:
        await desk.click("#drafts", "[one].yaml")
        assert desk.main.workspace.file.path.name == "[one].yaml"


async def test_what_cant_be_opened_or_begun_is_said(at: Opener, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("drafter: 1\nparts: [", encoding="utf-8")
    async with at(None, folder=tmp_path) as desk:
        await desk.press("enter")
        assert "bad.yaml" in desk.warnings[-1]
        assert desk.shown("#refusal") == ""
        name = desk.app.screen.query_one("#name", Input)
        name.focus()
        name.value = "bad"
        await desk.press("enter")
        assert "this file exists" in desk.shown("#refusal")
        name.value = " "
        await desk.pilot.pause()
        assert not desk.app.screen.query_one("#refusal").display
        await desk.press("enter")
        assert desk.shown("#refusal") == "Give the draft a name."
        assert isinstance(desk.app.screen, StartScreen)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_a_name_that_not_every_system_takes_is_refused_where_it_is_typed(
    at: Opener, tmp_path: Path, size: tuple[int, int]
) -> None:
    for place in range(12):
        Workspace.new(tmp_path / f"{place}.yaml", corpus())
    async with at(None, folder=tmp_path, size=size) as desk:
        name = desk.app.screen.query_one("#name", Input)
        name.focus()
        name.value = "my:draft?"
        await desk.press("enter")
        await desk.pilot.pause()
        shown = desk.shown("#refusal")
        assert shown == "“:” and “?” can't stand in a file's name on every system: leave them out."
        assert "my:draft?" in desk.shown("#name")
        assert (desk.warnings, len(list(tmp_path.iterdir()))) == ([], 12)
        name.value = "v1.2 of [mine]"
        await desk.press("enter")
        assert desk.main.workspace.file.path.name == "v1.2 of [mine].yaml"


async def test_escape_leaves_and_nothing_was_written(at: Opener, tmp_path: Path) -> None:
    async with at(None, folder=tmp_path) as desk:
        await desk.press("escape")
        assert desk.app._exit
    assert list(tmp_path.iterdir()) == []


async def test_a_sample_is_written_and_opened_for_who_wants_to_look_at_it(at: Opener, tmp_path: Path) -> None:
    kyoto = corpus_yaml.load(folders.CORPUS)
    async with at(None, folder=tmp_path, begun_with=kyoto) as desk:
        assert "Look at a sample" in desk.text
        await desk.press("tab", "tab", "enter")
        assert desk.main.workspace.file.path == tmp_path / "sample-draft.yaml"
        assert draft_yaml.load(desk.main.workspace.file.path, kyoto).spots
    async with at(None, folder=tmp_path, begun_with=kyoto) as desk:
        assert "Look at a sample" not in desk.text, "it is among the drafts now"
    async with at(None, folder=tmp_path) as desk:
        assert "Look at a sample" not in desk.text, "it is of another congress"


async def test_there_is_help_before_a_draft_is_open_and_no_empty_list_of_commands(at: Opener, tmp_path: Path) -> None:
    async with at(None, folder=tmp_path) as desk:
        await desk.press("ctrl+p")
        assert isinstance(desk.app.screen, StartScreen)
        await desk.press("f1")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("escape")
        assert isinstance(desk.app.screen, StartScreen)
