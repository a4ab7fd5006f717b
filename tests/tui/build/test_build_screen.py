"""A corpus is built on the screen: what is doubtful is settled one by one, and kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Button, Input

from drafter.storage import corpus_yaml
from drafter.tui.app import DrafterApp
from drafter.tui.build.build_screen import BuildScreen
from drafter.tui.build.files_dialog import FilesDialog
from drafter.tui.commands import Scope, commands_of
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.sort.sort_screen import SortScreen
from drafter.tui.start_screen import StartScreen
from drafter.tui.widgets.rows import Rows
from drafter.workspace.corpus_building import CorpusBuilding
from drafter.workspace.source_files import GivenSources
from tests.builders import corpus
from tests.tui.conftest import Desk, seen

LIST = """\
Light

Lamps

I.

Oil

• Burn oil [bold]well[/]. [N 3]

• Save oil.

Gas

• Burn gas. [N 5]
"""


@asynccontextmanager
async def building(
    folder: Path, *names: str, size: tuple[int, int] = (150, 40)
) -> AsyncIterator[tuple[Desk, BuildScreen]]:
    built = CorpusBuilding(GivenSources([folder / name for name in names]))
    screen = BuildScreen(built, seen(), folder / "c.yaml")
    app = DrafterApp(built.corpus, None, folder, screen.session, alone=screen)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Desk(app, pilot), screen


async def filled(desk: Desk, field: str, text: str) -> None:
    desk.app.screen.query_one(f"#{field}", Input).value = text
    await desk.press("ctrl+s")
    await desk.until(lambda: isinstance(desk.app.screen, BuildScreen) or not desk.app.screen_stack)


async def test_what_is_doubtful_is_settled_one_by_one_and_the_corpus_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "l.txt").write_text(LIST, encoding="utf-8")
    ran: list[str] = []
    async with building(tmp_path, "l.txt") as (desk, screen):
        run = screen.action_run

        def noted(id: str) -> None:
            ran.append(id)
            run(id)

        monkeypatch.setattr(screen, "action_run", noted)

        async def press(*keys: str) -> None:
            for key in keys:
                await desk.press(key)
                await desk.until(lambda: isinstance(desk.app.screen, BuildScreen))

        assert "2 to settle" in desk.shown("#build-where")
        assert "▸ • Save oil." in desk.shown("#build-text") and "Burn oil [bold]well[/]. [N 3]" in desk.shown(
            "#build-text"
        )
        assert "1 It is no recommendation: leave it out" in desk.shown("#build-choices")
        await press("w")
        assert "2 things are to be settled first" in desk.warnings[-1]
        await press("1")
        assert "1 to settle" in desk.shown("#build-where") and "What the heading “Gas” heads" in desk.shown(
            "#build-text"
        )
        await press("u")
        assert "2 to settle" in desk.shown("#build-where") and not (tmp_path / "about.yaml").exists()
        await press(*"3456789", "enter", "enter", "right", "down", "left", "right", "escape", "2")
        assert "Nothing is doubtful" in desk.shown("#build-where")
        assert "is: theme" in (tmp_path / "about.yaml").read_text(encoding="utf-8")
        await press("n", "ctrl+down", "ctrl+up")
        await desk.press("ctrl+p")
        await desk.press("escape")
        screen.list.go("region N")
        await desk.press("1")
        desk.app.screen.query_one("#name", Input).value = "The North"
        await filled(desk, "report", "Report of the North")
        assert screen.built.corpus.by_region["N"].name == "The North"
        screen.list.go("theme 1.I")
        await desk.pilot.pause()
        assert "Burn oil [bold]well[/]." in desk.shown("#build-text")
        screen.list.go("file 0")
        await press("1")
        assert "Nothing is doubtful" not in desk.shown("#build-where"), "it was read as a matrix"
        await press("u", "r")
        (tmp_path / "l.txt").unlink()
        await press("r")
        assert "There is no such file" in desk.warnings[-1]
        (tmp_path / "c.yaml").write_text("mine", encoding="utf-8")
        await desk.press("w")
        await desk.press("enter")
        assert "this file exists" in desk.text
        assert {command.id for command in commands_of(Scope.BUILD)} - {"build.leave"} <= set(ran)
        desk.app.screen.query_one("#file", Input).value = "mapping"
        await desk.press("enter")
        await desk.until(lambda: (tmp_path / "mapping.yaml").exists())
    assert desk.app.outcome == tmp_path / "mapping.yaml"
    assert list(corpus_yaml.load(tmp_path / "mapping.yaml").by_id) == ["N 3", "N 5"]


async def test_from_the_start_screen_files_become_a_corpus_that_is_sorted_and_begun_with(tmp_path: Path) -> None:
    report = "1. The Meeting met.\n\n2. It recommended:\n\n(a) Lamps be lit;\n\n(b) Oil be saved.\n"
    (tmp_path / "north.txt").write_text(report, encoding="utf-8")
    (tmp_path / "table.csv").write_text("What;Who\nLight lamps.;Coast\nSave oil.;\n", encoding="utf-8")
    app = DrafterApp(corpus(), None, tmp_path, seen())
    app.animation_level = "none"
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        desk = Desk(app, pilot)

        async def corpora() -> None:
            await desk.until(lambda: isinstance(app.screen, StartScreen))
            app.screen.query_one("#corpora", Button).press()
            await desk.until(lambda: isinstance(app.screen, PickDialog))

        await corpora()
        await desk.press("enter")
        await desk.until(lambda: isinstance(app.screen, FilesDialog))
        app.screen.query_one("#choices", Rows).go(str(tmp_path / "north.txt"))
        await desk.press("space", "enter")
        await desk.until(lambda: isinstance(app.screen, BuildScreen))
        await desk.press("1")
        await filled(desk, "written", "N")
        await desk.until(lambda: "Nothing is doubtful" in desk.text)
        await desk.press("w", "enter")
        await desk.until(lambda: isinstance(app.screen, PickDialog))
        assert "Sort its points under themes (2 wait)" in desk.text
        await desk.press("down", "enter")
        await desk.until(lambda: isinstance(app.screen, SortScreen))
        await desk.press("escape")
        await desk.until(lambda: isinstance(app.screen, StartScreen) and app.corpus.id == "reports")
        assert "2 recommendations are loaded." in desk.text
        await corpora()
        await desk.until(lambda: "corpus.yaml" in desk.text, 10)
        await desk.press("enter")
        await desk.until(lambda: isinstance(app.screen, FilesDialog))
        app.screen.query_one("#others", Input).value = "none.txt"
        app.screen.query_one("#others", Input).focus()
        await desk.press("enter")
        await desk.until(lambda: "There is no such file" in "".join(desk.warnings))
        await corpora()
        await desk.press("enter")
        await desk.until(lambda: isinstance(app.screen, FilesDialog))
        app.screen.query_one("#others", Input).value = "table.csv"
        await desk.press("ctrl+s")
        await desk.until(lambda: isinstance(app.screen, BuildScreen))
        screen = app.screen
        assert isinstance(screen, BuildScreen)
        await desk.press("3")
        await desk.until(lambda: "“Who” holds" in desk.text)
        screen.list.go("file 0")
        await desk.press("4")
        for row in ("0", "text"):
            await desk.until(lambda: isinstance(app.screen, PickDialog))
            app.screen.query_one("#choices", Rows).go(row)
            await desk.press("enter")
        await desk.until(lambda: isinstance(app.screen, BuildScreen))
        assert "columns: {text:" in (tmp_path / "about.yaml").read_text(encoding="utf-8")
        await desk.press("escape")
        await desk.until(lambda: isinstance(app.screen, StartScreen))
