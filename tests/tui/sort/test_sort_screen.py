"""Points that have no theme are put under themes, in rounds: each step is in the file, and can be undone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.command import CommandList
from textual.widgets import Input

from drafter.corpus.corpus import Corpus, unsorted_section
from drafter.storage import corpus_yaml
from drafter.tui.app import DrafterApp
from drafter.tui.commands import Scope, commands_of
from drafter.tui.sort.sort_screen import SortScreen
from drafter.tui.widgets.bars import KeyBar
from drafter.workspace.corpus_file import CorpusFile
from tests.builders import HOSTILE, corpus
from tests.tui.conftest import Desk, seen


def unsorted(tmp_path: Path) -> Path:
    base = corpus({"SO 9": HOSTILE})
    path = tmp_path / "reports.yaml"
    path.write_text(corpus_yaml.dump(replace(base, sections=unsorted_section(base.by_id))), encoding="utf-8")
    return path


@asynccontextmanager
async def sorting(path: Path, size: tuple[int, int] = (150, 40)) -> AsyncIterator[tuple[Desk, SortScreen]]:
    file = CorpusFile(path)
    screen = SortScreen(file, seen())
    app = DrafterApp(file.corpus, None, path.parent, screen.session, alone=screen)
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Desk(app, pilot), screen


def tree(corpus: Corpus) -> dict[str, dict[str, tuple[str, ...]]]:
    return {
        section.title: {theme.label: theme.placements for theme in section.themes} for section in corpus.sorted_sections
    }


async def named(desk: Desk, title: str) -> None:
    """Fill in a title, whatever stood there."""
    desk.app.screen.query_one("#title", Input).value = ""
    await desk.type(title)
    await desk.press("enter")


async def test_from_nothing_sorted_to_all_sorted_and_back(tmp_path: Path) -> None:
    path = unsorted(tmp_path)
    async with sorting(path) as (desk, screen):
        assert "Not sorted yet 0 of 6 sorted" in desk.shown("#sort-where")
        await desk.press("1")
        assert "No theme is like it yet" in desk.warnings[-1]
        await desk.press("b", "v")
        assert "Put the cursor on a theme first." in desk.warnings[-1]
        await desk.press("n")  # there is no section yet: that first
        await named(desk, "Justice [bold]")
        await named(desk, "Courts")
        assert tree(screen.corpus) == {"Justice [bold]": {"I. Courts": ()}}
        await desk.press("left", "space", "enter")  # NO 1(a) is marked, the cursor stands on the next
        assert "Put it here" in desk.app.screen.query_one(KeyBar).render().plain
        await desk.press("enter")
        assert tree(screen.corpus) == {"Justice [bold]": {"I. Courts": ("NO 1(a)",)}}
        assert screen.points.has_focus and "1 of 6 sorted" in desk.shown("#sort-where")
        await desk.press("right", "n")
        await named(desk, "Courts")
        assert "“Courts” is there already." in desk.text
        await named(desk, "Victims")
        await desk.press("left")
        screen.points.go("SO 7(a)")
        await desk.pilot.pause()
        assert "1 Justice [bold] – I. Courts" in desk.shown("#sort-text")
        await desk.press("1")
        assert tree(screen.corpus)["Justice [bold]"] == {"I. Courts": ("NO 1(a)", "SO 7(a)"), "II. Victims": ()}
        screen.points.go("NO 1(b)")
        await desk.press("space")
        screen.points.go("SO 7(b)")
        await desk.press("space")
        assert "The 2 chosen are like what stands under:" in desk.shown("#sort-text")
        await desk.press("1")
        assert tree(screen.corpus)["Justice [bold]"]["II. Victims"] == ("NO 1(b)", "SO 7(b)")
        await desk.until(lambda: not screen.file.unsaved)
        assert tree(corpus_yaml.load(path)) == tree(screen.corpus)
        await desk.press("u", "u", "U")
        assert tree(screen.corpus)["Justice [bold]"] == {"I. Courts": ("NO 1(a)", "SO 7(a)"), "II. Victims": ()}
        screen.points.go("SO 9")
        await desk.pilot.pause()
        assert "[LAC 40(g)] [bold]b[/] {{ x }}" in desk.shown("#sort-text")
        await desk.press("escape")
    assert tree(corpus_yaml.load(path)) == tree(screen.corpus)


async def test_in_a_second_round_points_are_looked_at_and_moved_under_their_themes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "corpus.yaml"
    path.write_text(corpus_yaml.dump(corpus()), encoding="utf-8")
    ran: list[str] = []
    async with sorting(path, size=(90, 30)) as (desk, screen):
        run = screen.action_run

        def noted(id: str) -> None:
            ran.append(id)
            run(id)

        monkeypatch.setattr(screen, "action_run", noted)
        assert "6 of 6 sorted" in desk.shown("#sort-where") and "None." in desk.shown("#sort-points")
        await desk.press("enter")
        screen.themes.go("theme 2.I")
        await desk.press("v")
        assert "Under I. Victims" in desk.shown("#sort-where")
        assert screen.points.cursor == "NO 1(b)"
        await desk.press("right", "down", "a")
        assert "under “Capacity” already" in desk.warnings[-1]
        await desk.press("left", "down", "right")
        screen.themes.go("theme 3.I")
        await desk.press("a")  # there too
        assert screen.corpus.themes_of["SO 7(b)"] == (screen.corpus.themes[1], screen.corpus.themes[3])
        screen.points.go("NO 1(b)")
        await desk.press("right")
        screen.themes.go("section 1")  # it has one theme: there, and no longer here
        await desk.press("enter")
        assert tree(screen.corpus)["General"] == {"Message": ("NO 1(a)", "NO 1(b)")}
        assert tree(screen.corpus)["Justice"]["I. Victims"] == ("SO 7(b)",)
        await desk.press("b")
        assert screen.corpus.themes_of["SO 7(b)"][0].title == "Statistics"
        await desk.press("right", "r")
        await named(desk, "The message")
        await desk.press("d")
        assert "has themes. Remove them first." in desk.warnings[-1]
        screen.themes.go("theme 2.I")
        await desk.press("r")
        await named(desk, "Those harmed")
        assert "Under I. Those harmed" in desk.shown("#sort-where"), "it is looked into still"
        screen.themes.go("section 2")
        await desk.press("r")
        await named(desk, "Law")
        assert "Under I. Those harmed" in desk.shown("#sort-where")
        screen.themes.go("theme 2.II")
        await desk.press("d")
        assert list(tree(screen.corpus)["Law"]) == ["I. Those harmed"]
        assert screen.corpus.unsorted == ("SO 7(a)",)
        await desk.press("r", "escape", "N", "escape", "n", "escape", "space", "ctrl+down", "ctrl+up")
        await desk.press("N")
        await named(desk, "Empty")
        await desk.press("d", "left", "d", "space", "v")
        assert "Put the cursor on a theme or section first." in desk.warnings[-1]
        assert list(tree(screen.corpus)) == ["The message", "Law", "Data"]
        assert "Not sorted yet" in desk.shown("#sort-where")
        await desk.press("1", "2", "3", "u", "U", "right", "escape")
        await desk.press("ctrl+p")
        await desk.until(lambda: desk.app.screen.query(CommandList))
        await desk.press("escape", "question_mark")
        await desk.until(lambda: "Put points" in desk.text or "Sort" in desk.text)
        await desk.press("escape")
        assert {command.id for command in commands_of(Scope.SORT)} <= set(ran)
        path.write_text(f"{corpus_yaml.dump(corpus())}# by somebody else\n", encoding="utf-8")
        await desk.press("N")
        await named(desk, "Late")
        await desk.press("escape", "escape")
        assert "somebody else changed this file" in desk.warnings[-1]
        assert isinstance(desk.app.screen, SortScreen)
