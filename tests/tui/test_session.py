"""What each user has otherwise: keys and colours, the tour already seen, one folder to reach."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.color import Color
from textual.widgets import Input

from drafter.errors import BadInput
from drafter.storage import ui_state
from drafter.storage.settings import Settings
from drafter.storage.ui_state import UiState
from drafter.tui.commands import PANES, CommandTable
from drafter.tui.session import Session
from drafter.tui.widgets.bars import KeyBar
from drafter.workspace import Workspace
from tests.builders import TEXTS, corpus
from tests.tui.conftest import Desk, Opener

KEYS = {
    "choose.take_up": "k,ctrl+t",
    "choose.uncovered": "w",
    "everywhere.colours": "C",
    "everywhere.show_outline": "9",
}


@pytest.fixture
def session() -> Session:
    """A user with keys of their own who has seen the tour."""
    return Session(Settings(keys=KEYS), UiState(tour=True, own_way=True))


async def test_keys_of_one_s_own_work_instead_of_the_old_ones(
    at: Opener, workspace: Workspace, session: Session
) -> None:
    async with at(workspace, session=session) as desk:
        await desk.to_theme("1")
        await desk.press("t")
        assert desk.refs() == {}
        await desk.press("k")
        assert desk.refs() == {"OP1": TEXTS["NO 1(a)"]}
        await desk.press("u", "ctrl+t")
        assert desk.refs() == {"OP1": TEXTS["NO 1(a)"]}
        assert desk.app.theme == "drafter-dark"
        await desk.press("2")
        assert desk.main.panes.scope == "choose"
        await desk.press("9")
        assert desk.main.panes.scope == "outline"


async def test_key_bar_help_palette_and_tour_name_the_user_s_keys(
    at: Opener, workspace: Workspace, session: Session
) -> None:
    async with at(workspace, session=session, size=(112, 60)) as desk:
        await desk.to_theme("1")
        await desk.click(KeyBar, "w Uncovered")
        assert desk.choose.lists.filter.uncovered
        await desk.press("question_mark")
        assert "k  Take up  Take up the marked points" in desk.text
        await desk.press("escape", "ctrl+p")
        await desk.type("Colours")
        await desk.until(lambda: "Dark, light or high contrast.  (C)" in desk.text)
        await desk.press("escape")
        await desk.main.action_run("everywhere.tour")
        await desk.pilot.pause()
        await desk.press("enter")
        assert desk.title == "Outline, key 9  (2 of 5)"


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"choose.take_up": "s"}, "“s” would mean choose.take_up and choose.set_aside at once"),
        ({"choose.take_up": "q"}, "“q” would mean everywhere.quit and choose.take_up at once"),
        ({"choose.fly": "k"}, "There is no command “choose.fly”"),
    ],
)
def test_keys_that_would_mean_two_things_are_refused(keys: dict[str, str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        CommandTable().rekeyed(keys)


async def test_the_tour_shows_every_pane_once_in_a_lifetime(at: Opener, workspace: Workspace) -> None:
    ui_state.save(UiState(own_way=True))
    async with at(workspace, session=Session.load()) as desk:
        panes = []
        while desk.title:
            panes.append((desk.main.panes.scope, desk.title.partition(",")[0]))
            await desk.press("right")
        assert panes == [(pane, pane.capitalize()) for pane in PANES]
        assert desk.main.panes.scope == "choose"
    async with at(workspace, session=Session.load()) as desk:
        assert desk.title == ""


@pytest.mark.parametrize("skip", ["escape", "q", "#skip"])
async def test_the_tour_goes_back_and_is_skipped_for_good(at: Opener, workspace: Workspace, skip: str) -> None:
    ui_state.save(UiState(own_way=True))
    async with at(workspace, session=Session.load()) as desk:
        await desk.press("right", "right", "left")
        assert (desk.title, desk.main.panes.scope) == ("Outline, key 2  (2 of 5)", "outline")
        await (desk.pilot.click(skip) if skip.startswith("#") else desk.press(skip))
        await desk.pilot.pause()
        assert (desk.title, desk.main.panes.scope) == ("", "choose")
    assert Session.load().memory.tour


def colours(desk: Desk) -> set[tuple[int, ...]]:
    """Every colour on the screen, of letters and of what is behind them."""
    strips = desk.app.screen._compositor.render_strips()
    styles = [part.style for strip in strips for part in strip if part.style]
    found = [one for style in styles for one in (style.color, style.bgcolor) if isinstance(one, Color)]
    return {tuple(one.get_truecolor()) for one in found}


async def test_colours_go_round_look_different_and_are_remembered(at: Opener, begun: Workspace) -> None:
    async with at(begun, session=Session.load()) as desk:
        await desk.press("escape")
        seen = []
        for name in ("light", "contrast", "dark", "light"):
            seen.append(colours(desk))
            await desk.press("ctrl+t")
            assert desk.said == f"Colours: {name}"
        dark, light, contrast, again = seen
        assert dark == again
        assert {(0, 0, 0), (255, 255, 255)} <= contrast
        assert len({frozenset(dark), frozenset(light), frozenset(contrast)}) == 3
    async with at(begun, session=Session.load()) as desk:
        assert desk.app.theme == "drafter-light"


async def test_where_no_colour_is_wanted_there_is_none(
    at: Opener, begun: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at(begun) as desk:
        for key in ("1", "2", "3", "4", "x", "ctrl+t"):
            await desk.press(key)
            assert {len({red, green, blue}) for red, green, blue in colours(desk)} == {1}, f"a colour after {key}"


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft in a folder that isn't served."""
    return Workspace.new(tmp_path_factory.mktemp("outside") / "secret.yaml", corpus()).file.path


def served(folder: Path, *recent: Path) -> Session:
    return Session(Settings(), UiState(recent=recent, tour=True, own_way=True), folder)


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
