"""The main screen: four panes on one workspace, the tabs above them, the keys that work now below."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import Provider
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from drafter.errors import DrafterError
from drafter.tui import notices, stylesheets, themes
from drafter.tui.background_review import Judging
from drafter.tui.commands import PANES, Scope, bindings_of
from drafter.tui.labels import example
from drafter.tui.messages import Edited, GoToParagraph, GoToPoint, GoToPoints, Happened, Judged, ReadyForKeys
from drafter.tui.palette import CommandProvider
from drafter.tui.pane import Pane
from drafter.tui.panes import Panes
from drafter.tui.session import Session
from drafter.tui.status_line import outcome
from drafter.tui.versions_screen import HistoryScreen
from drafter.tui.widgets.bars import KeyBar, Says, TabBar
from drafter.tui.widgets.frame import Frame, Plain
from drafter.workspace import Workspace

_SOON = 0.15
"""Seconds after which what the first screen can do without is got ready."""


class MainScreen(HistoryScreen):
    """Owns which pane is shown, and passes on what panes say. The workspace does the work."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.EVERYWHERE)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (Textual declares it as no ClassVar)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (stylesheets.ROOMY, "-tall")]  # noqa: RUF012  (as above)
    AUTO_FOCUS = ""  # the pane shown takes the focus
    BLANK = True  # as in `Frame`
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Who gets or loses the focus paints that; Textual would paint the whole screen."""

    def __init__(self, workspace: Workspace, session: Session, size: Size) -> None:
        """`size` is the terminal's: with its classes from the start, nothing is laid out twice."""
        super().__init__(workspace, session)
        stylesheets.fit(self, size)
        self.judging = Judging(workspace)

    def compose(self) -> ComposeResult:
        with Frame(id="top"):
            yield TabBar()
            yield Plain(id="file")
        yield Panes(self.workspace, self.judging, self.session, self.offers_changed)
        yield Says()
        yield KeyBar()

    async def on_mount(self) -> None:
        place = self.session.place_in(self.workspace.draft.id)
        await self.action_show(place.pane if place and place.pane in PANES else Scope.CHOOSE)
        self.post_message(ReadyForKeys())
        self.show_file_state()
        self.autosave.changed()
        self.set_timer(_SOON, self._get_ready)
        self.offer_kept()
        if not self.session.memory.tour:
            self.action_tour()

    async def _get_ready(self) -> None:
        """What the first screen can do without: the other panes, the index for searching, who else asked."""
        _ = self.panes.choose.search.field  # while it is put in, no key can be waiting for it
        await self.panes.furnish()
        self.furnished.set()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        """Off the screen's own thread; nobody waits for it when the screens close."""
        _ = self.workspace.index
        with suppress(DrafterError):  # the preview says it
            _ = self.workspace.outline
        self.post_message(Judged(self.judging.read()))

    def on_judged(self, message: Judged) -> None:
        if message.fault:
            self.notify(message.fault, severity="warning", timeout=15, markup=False)
        gc.freeze()  # as in `run`
        self.panes.draft_changed()
        self.offers_changed()

    @property
    def panes(self) -> Panes:
        return self.query_one(Panes)

    @property
    def shown(self) -> Scope:
        """Which pane is shown."""
        return self.panes.scope

    @property
    def pane(self) -> Pane:
        """The pane that is shown."""
        return self.panes.pane

    async def action_show(self, scope: str) -> None:
        """Show a pane, and name the keys that work there."""
        if scope != self.shown:  # what was said is about the pane before
            self.say("")
            notices.forget(self.app)
        await self.panes.switch(Scope(scope))
        self.query_one(TabBar).show(Scope(scope))
        self.offers_changed()

    async def action_run(self, command_id: str) -> None:
        """Run a command from the table, in its pane."""
        command = self.session.table.by_id(command_id)
        if command.scope is Scope.EVERYWHERE:
            await self.run_action(command.action)
        else:
            if command.scope is not self.shown:
                await self.action_show(command.scope)
            self.pane.run(command.action)

    def say(self, words: str) -> None:
        self.query_one(Says).say(words)

    def on_edited(self, message: Edited) -> None:
        if message.step == self.workspace.history.steps.present.name:  # else a key that came with it undid it
            self.say(outcome(self.workspace, message.step, message.before, message.about))
        self.draft_changed(next(iter(message.about), None))

    def on_happened(self, message: Happened) -> None:
        self.say(message.words)

    def draft_changed(self, paragraph: str | None = None) -> None:
        """Show the draft as it now is, with the outline's cursor on a paragraph, and save it soon."""
        self.panes.draft_changed(paragraph)
        self.offers_changed()
        self.show_file_state()
        self.autosave.changed()

    def watch_focused(self, focused: Widget | None) -> None:
        if self.is_mounted:
            self.pane.focus_moved(focused)
            self.offers_changed()

    def offers_changed(self) -> None:
        """Name the keys that work now."""
        table, offered = self.session.table, self.pane.offers()
        own = [one.said(offer) for one in table.of(self.shown) if one.bar and (offer := offered.get(one.action, True))]
        everywhere = [one for one in table.of(Scope.EVERYWHERE) if one.bar and self.offers(one.action)]
        if self.pane.typing:
            own, everywhere = ([key for one in some if (key := one.while_typing)] for some in (own, everywhere))
        self.query_one(KeyBar).show(own, everywhere)

    async def on_go_to_paragraph(self, message: GoToParagraph) -> None:
        await self.panes.go_to(message.paragraph)
        await self.action_show(Scope.OUTLINE)

    async def on_go_to_point(self, message: GoToPoint) -> None:
        await self.action_show(Scope.CHOOSE)
        self.panes.choose.search.show_point(message.recommendation)

    async def on_go_to_points(self, message: GoToPoints) -> None:
        await self.action_show(Scope.CHOOSE)
        choose = self.panes.choose
        choose.search.show(message.filter, message.theme)
        self.set_focus(choose.points)

    def on_search_began(self) -> None:
        self.say("")

    def show_file_state(self) -> None:
        once = self.workspace.coverage.recommendations
        state = "NOT SAVED" if self.autosave.failed else "saving…" if self.workspace.file.unsaved else "saved"
        self.query_one("#file", Plain).update(
            Content.assemble(
                (state, "bold $text-error" if self.autosave.failed else ""),
                f" · {once.covered}/{once.total} · {self.workspace.file.path.name}",
            ),
            layout=False,
        )

    def action_help(self) -> None:
        from drafter.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.session.table, self.shown, example(self.workspace.corpus)))

    def action_colours(self) -> None:
        self.app.theme = themes.after(self.app.theme)
        self.session.themed(self.app.theme)
        self.say(f"Colours: {self.app.theme.removeprefix('drafter-')}")

    @work
    async def action_tour(self) -> None:
        from drafter.tui.help_screen import Tour

        self.session.toured()
        self.app.clear_notifications()  # what was said before stands in the way of the words
        await self.app.push_screen_wait(Tour(self.action_show, self.session.table))
        await self.action_show(Scope.CHOOSE)
