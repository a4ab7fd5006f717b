"""Screens that are served to a browser reach one folder, whatever is typed into them."""

from pathlib import Path

import pytest
from textual.widgets import Input

from drafter.storage.settings import Settings
from drafter.storage.ui_state import Remembered
from drafter.tui.session import Session
from drafter.workspace import Workspace
from tests.builders import corpus
from tests.tui.conftest import Opener


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft in a folder that isn't served."""
    return Workspace.new(tmp_path_factory.mktemp("outside") / "secret.yaml", corpus()).file.path


def served(folder: Path, *recent: Path) -> Session:
    return Session(Settings(), Remembered(recent=recent, tour=True), folder)


async def test_a_draft_is_begun_in_the_folder_or_nowhere(at: Opener, tmp_path: Path, outside: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(outside)
    (tmp_path / "away").symlink_to(outside.parent)
    (tmp_path / "dangling.yaml").symlink_to(outside.with_name("new.yaml"))
    async with at(None, folder=tmp_path, session=served(tmp_path, outside)) as desk:
        assert "secret" not in desk.text
        assert "link.yaml" not in desk.text
        for name in (f"{outside.parent}/new", "../new", "away/new", "dangling"):
            desk.app.screen.query_one("#name", Input).value = name
            await desk.press("enter")
            assert "only the folder that is served" in desk.shown("#refusal")
            desk.app.screen.query_one("#name", Input).value = "other"
            await desk.pilot.pause()
            assert not desk.app.screen.query_one("#refusal").display
        desk.app.screen.query_one("#name", Input).value = "new"
        await desk.press("enter")
        assert (tmp_path / "new.yaml").exists()
    assert [path.name for path in outside.parent.iterdir()] == ["secret.yaml"]


async def test_it_is_saved_and_exported_in_the_folder_or_nowhere(at: Opener, begun: Workspace, outside: Path) -> None:
    async with at(begun, session=served(begun.file.path.parent)) as desk:
        await desk.press("x")
        path = desk.app.screen.query_one("#path", Input)
        path.value = str(outside.with_suffix(".docx"))
        await desk.press("ctrl+s")
        assert "only the folder that is served" in " ".join(desk.text.split())
        await desk.press("escape")
        await desk.main.action_run("everywhere.save_as")
        await desk.pilot.pause()
        path = desk.app.screen.query_one("#path", Input)
        path.value = str(outside.with_name("copy.yaml"))
        await desk.press("enter")
        assert "only the folder that is served" in " ".join(desk.text.split()) + " ".join(desk.warnings)
        await desk.press("escape")
    assert [path.name for path in outside.parent.iterdir()] == ["secret.yaml"]
