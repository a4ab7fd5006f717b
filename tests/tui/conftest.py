"""The screens driven by keys and mouse, on a small invented corpus in a folder of its own."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual import events
from textual.css.model import RuleSet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.tokenizer import Token
from textual.css.types import CSSLocation
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Static

from drafter.corpus.corpus import Corpus
from drafter.draft.tree import Place
from drafter.storage.settings import Settings
from drafter.storage.ui_state import UiState
from drafter.tui.app import DrafterApp
from drafter.tui.choose.choose_pane import ChoosePane
from drafter.tui.coverage.coverage_pane import CoveragePane
from drafter.tui.main_screen import MainScreen
from drafter.tui.negotiate.negotiate_pane import NegotiatePane
from drafter.tui.outline.outline_pane import OutlinePane
from drafter.tui.preview import PreviewPane
from drafter.tui.session import Session
from drafter.tui.widgets.bars import KeyBar, Says
from drafter.workspace import Workspace
from tests.builders import corpus


@pytest.fixture(autouse=True)
def _short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's pilot looks for idleness in steps of a fiftieth of a second, twice a key; shorter steps do.

    And it repaints at the end of each wait, so that repainting sixty times a second meanwhile is lost work. What the
    screen puts off for a moment after the start may come at once.
    """
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.2)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.005)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.001)
    monkeypatch.setattr("drafter.tui.main_screen._SOON", 0.001)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A new draft of the invented corpus, empty."""
    return Workspace.new(tmp_path / "draft.yaml", corpus())


@pytest.fixture
def begun(workspace: Workspace) -> Workspace:
    """The draft with OP1 from NO 1(b), OP2 from SO 7(b), OP3 of the user's own, all in the part `prevention`."""
    workspace.edits.take_up(["NO 1(b)"], Place("prevention"))
    workspace.edits.take_up(["SO 7(b)"], Place("prevention"))
    workspace.edits.add("Mine own.", Place("prevention"))
    workspace.file.save()
    return workspace


_tokenized: dict[tuple[tuple[str, str], ...], dict[str, list[Token]]] = {}
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def _tokenized_once(variables: dict[str, str]) -> dict[str, list[Token]]:
    key = tuple(variables.items())
    return _tokenized.get(key) or _tokenized.setdefault(key, tokenize_values(variables))


def _parsed_once(
    scope: str,
    css: str,
    read_from: CSSLocation,
    *,
    variable_tokens: dict[str, list[Token]],
    is_default_rules: bool,
    tie_breaker: int,
) -> list[RuleSet]:
    # The tokens stay in `_tokenized`: no other can ever have their id.
    key = (scope, css, read_from, id(variable_tokens), is_default_rules, tie_breaker)
    if key not in _parsed:
        _parsed[key] = list(
            parse(
                scope,
                css,
                read_from,
                variable_tokens=variable_tokens,
                is_default_rules=is_default_rules,
                tie_breaker=tie_breaker,
            )
        )
    return _parsed[key]


@pytest.fixture(autouse=True)
def _styles_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An application parses each stylesheet once and keeps its rules; so do all applications of the tests together."""
    monkeypatch.setattr("textual.css.stylesheet.tokenize_values", _tokenized_once)
    monkeypatch.setattr("textual.css.stylesheet.parse", _parsed_once)


PATIENCE = 120.0
"""Seconds after which something will not come any more, on a machine that has much else to do too."""
COLUMNS = ["NO", "SO", "All"]
"""The headings of the coverage of the invented corpus."""


Target = type[Widget] | str
"""A widget on the screen, by its class or its selector."""


class Desk:
    """The running application, with what tests ask of it."""

    def __init__(self, app: DrafterApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, a name or a character each, and wait for what they do."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Put text in where the focus is, all at once as a paste does: a key takes the pilot a while."""
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], object], patience: float = PATIENCE) -> None:
        """Wait for something that takes a thread or a timer."""
        end = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < end, f"It never came. On the screen:\n{self.text}"
            await self.pilot.pause(0.01)

    async def reviewed(self) -> None:
        """Wait for the background review; it brings remarks, and keys to the key bar."""
        await self.until(lambda: self.main.review.ready)
        await self.pilot.pause()

    async def to_theme(self, theme: str) -> None:
        """Put the cursor on a theme and go to its points."""
        self.choose.themes.focus()
        self.choose.themes.go(theme)
        await self.pilot.pause()
        await self.press("enter")

    async def to_paragraph(self, ref: str) -> None:
        """Go to the outline, with the cursor on the paragraph that people call so, or on the part with this id."""
        await self.press("2")
        ids = {name: id for id, name in self.main.workspace.refs.items()}
        assert self.outline.paragraphs.go(ids.get(ref, ref))
        await self.pilot.pause()

    async def to_proposal(self, ref: str, number: int = 0) -> None:
        """Go to Negotiate, with the cursor on the paragraph that people call so, or so many rows below it."""
        await self.press("5")
        ids = {name: id for id, name in self.main.workspace.refs.items()}
        assert self.negotiate.proposals.go(ids[ref])
        await self.press(*["down"] * number)

    async def to_figure(self, label: str, column: str) -> None:
        """Put the cursor on a figure of the coverage, by its row's label and its column's heading."""
        assert self.coverage.table.go(next(one.key for one in self.coverage.figures.lines if one.label == label))
        self.coverage.table.go_to_column(self.coverage.figures.columns.index(column))
        await self.pilot.pause()

    async def click(self, target: Target, words: str, times: int = 1) -> None:
        """Click where these words stand in a widget."""
        widget = self.app.screen.query_one(target)
        for y, line in enumerate(self.lines(widget)):
            if words in line:
                offset = (cell_len(line[: line.index(words)]) + 1, y)
                assert await self.pilot.click(widget, offset=offset, times=times)
                await self.pilot.pause()
                return
        raise AssertionError(f"{words!r} is not shown in:\n" + "\n".join(self.lines(widget)))

    def lines(self, widget: Widget | None = None) -> list[str]:
        """The text that stands on the screen, or in a widget's place on it."""
        lines = ["".join(part.text for part in strip) for strip in self.app.screen._compositor.render_strips()]
        if widget is None:
            return lines
        region = widget.region
        return [line[region.x : region.right] for line in lines[region.y : region.bottom]]

    def shown(self, selector: str) -> str:
        """What a widget shows, its lines joined."""
        region = self.app.screen.query_one(selector).content_region
        lines = [line[region.x : region.right] for line in self.lines()[region.y : region.bottom]]
        return " ".join(" ".join(lines).split())

    @property
    def text(self) -> str:
        """The whole screen; a space that no line is broken at is a space."""
        return "\n".join(self.lines()).replace("\u00a0", " ")

    @property
    def main(self) -> MainScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))

    @property
    def choose(self) -> ChoosePane:
        return self.main.query_one(ChoosePane)

    @property
    def outline(self) -> OutlinePane:
        return self.main.query_one(OutlinePane)

    @property
    def coverage(self) -> CoveragePane:
        return self.main.query_one(CoveragePane)

    @property
    def preview(self) -> PreviewPane:
        return self.main.query_one(PreviewPane)

    @property
    def negotiate(self) -> NegotiatePane:
        return self.main.query_one(NegotiatePane)

    @property
    def keys(self) -> str:
        """What the key bar says."""
        return self.main.query_one(KeyBar).render().plain

    @property
    def said(self) -> str:
        """The line that says what happened last."""
        said = self.main.query_one(Says).said
        return said[-1] if said else ""

    @property
    def here(self) -> str:
        """What people call the paragraph at the outline's cursor; a part's id on a part."""
        return self.main.workspace.refs.get(self.outline.cursor or "", self.outline.cursor or "")

    @property
    def title(self) -> str:
        """What the dialog on top is about; empty where none is open."""
        titles = self.app.screen.query(".dialog-title").results(Static)
        return next((str(one.content) for one in titles), "")

    @property
    def warnings(self) -> list[str]:
        """Every notification so far."""
        return [one.message for one in self.app._notifications]

    def refs(self) -> dict[str, str]:
        """The draft's paragraphs: what people call them, and their texts."""
        assert self.app.workspace is not None
        spots = self.app.workspace.draft.spots
        return {ref: spots[id].paragraph.written for id, ref in self.app.workspace.refs.items()}


def seen() -> Session:
    """A user who has set nothing and has seen the tour."""
    return Session(Settings(), UiState(tour=True, own_way=True))


Opener = Callable[..., AbstractAsyncContextManager[Desk]]


@asynccontextmanager
async def _open(
    workspace: Workspace | None,
    *,
    folder: Path | None = None,
    size: tuple[int, int] = (112, 32),
    session: Session | None = None,
    begun_with: Corpus | None = None,
) -> AsyncIterator[Desk]:
    """`begun_with` is the corpus where there is no workspace; the invented one is if none is named."""
    known = workspace.corpus if workspace else begun_with or corpus()
    beside = workspace.file.path.parent if workspace else Path()
    app = DrafterApp(known, workspace, folder or beside, session or seen())
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        desk = Desk(app, pilot)
        if workspace and session and not session.memory.tour:
            await desk.until(lambda: desk.title)  # the tour comes by itself
        yield desk


@pytest.fixture
def at() -> Opener:
    """Opens the application, `async with` it."""
    return _open
