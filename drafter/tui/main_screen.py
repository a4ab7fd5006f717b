"""The main screen: five panes on one workspace, the tabs above them, the keys that work now below."""

from __future__ import annotations

import gc
from asyncio import Lock
from collections.abc import Callable, Coroutine, Mapping, Sequence
from inspect import iscoroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import Provider
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from drafter.storage.unsaved_texts import Unfinished
from drafter.tui import appearance
from drafter.tui.background_review import BackgroundReview
from drafter.tui.choose.choose_pane import ChoosePane
from drafter.tui.choose.filter import Filter
from drafter.tui.commands import PANES, CommandProvider, Scope, bindings_of
from drafter.tui.conversation import Conversation, Notices
from drafter.tui.export_actions import ExportActions
from drafter.tui.file_actions import FileActions, Recovery
from drafter.tui.guided.guide import Guide
from drafter.tui.history_actions import HistoryActions
from drafter.tui.incoming.return_actions import ReturnActions
from drafter.tui.labels import example_region
from drafter.tui.messages import Edited, GoToParagraph, GoToPoint, GoToPoints, Happened, ReadyForKeys, Reviewed
from drafter.tui.pane import Interaction, Pane
from drafter.tui.session import Session
from drafter.tui.status_line import FileState, outcome
from drafter.tui.table_actions import TableActions
from drafter.tui.tongue import tr
from drafter.tui.trace.trace_actions import TraceActions
from drafter.tui.widgets.bars import Frame, KeyBar, Says, TabBar
from drafter.workspace import Workspace

if TYPE_CHECKING:  # loaded with what is put in
    from drafter.tui.outline.outline_pane import OutlinePane

_SOON = 0.15
"""Seconds after the start until the rest is loaded that the first screen can do without."""


class MainScreen(Screen[None]):
    """Owns which pane is shown, runs the commands, and passes on what panes say. Its helpers do the work."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.EVERYWHERE)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (Textual declares it as no ClassVar)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (appearance.ROOMY, "-tall")]  # noqa: RUF012  (as above)
    AUTO_FOCUS = ""  # the pane shown takes the focus
    BLANK = True  # as in `bars`
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """A widget paints its own focus; Textual would repaint the whole screen."""

    def __init__(
        self,
        workspace: Workspace,
        session: Session,
        notices: Notices,
        size: Size,
        came: Path | None = None,
        read: Sequence[str] | None = None,
    ) -> None:
        """`size` is the terminal's: with its breakpoints' classes from the start, nothing is laid out twice. `came` is
        a Word file that is to be taken home first; None for none. `read` is what should be known of the text that the
        draft was just made of, and which is traced first; None for another draft.
        """
        super().__init__()
        appearance.fit(self, size)
        self.workspace = workspace
        self.session = session
        self._notices = notices
        self._came = came
        self._read = read
        self.review = BackgroundReview(workspace)
        self.panes = Panes(workspace, self.review, session, self.offers_changed)
        self._tabs, self._state, self._line, self._keys = TabBar(), FileState(id="file"), Says(), KeyBar()
        self.conversation = talk = Conversation(self, self._line.say)
        self.export = ExportActions(workspace, session, talk, self.offers_changed)
        self.history = HistoryActions(workspace, talk, self.draft_changed)
        self._interaction = interaction = Interaction(workspace, self.review, self)
        self.incoming = ReturnActions(interaction, session, self.draft_changed)
        self.tables = TableActions(interaction, session, self.mark_points)
        self.traces = TraceActions(interaction, session, self.draft_changed, self.go_to_paragraph)
        self.files = FileActions(
            workspace, session, talk, self.set_timer, draft_changed=self.draft_changed, show_state=self._state.show
        )
        self.guide = Guide(interaction, session, self.draft_changed, lambda: self.action_show(Scope.OUTLINE))
        self._recovery = Recovery(
            workspace,
            talk,
            self.files,
            ready=self.panes.furnish,
            draft_changed=self.draft_changed,
            reopen=self._reopen,
        )
        self.actions: Mapping[str, Callable[[], Coroutine[Any, Any, object] | None]] = {
            "undo": self.history.undo,
            "redo": self.history.redo,
            "steps": self.history.choose_step,
            "versions": self.history.choose_version,
            "save_revision": self.history.save_revision,
            "revisions": self.history.choose_revision,
            "export": self.export.export,
            "report": self.export.report,
            "take_home": self.incoming.choose,
            "convergence": self.tables.convergence,
            "changed_sources": self._changed_sources,
            "derivation": self.tables.derivation,
            "compile": self.tables.compile,
            "compare": self.tables.compare,
            "trace": self.traces.trace,
            "trace_text": self.traces.trace_text,
            "open_exported": self.export.open_exported,
            "save": self.files.save,
            "save_as": self.files.save_as,
            "quit": self.files.quit,
            "first_draft": self.guide.begin,
            "colours": self._change_colours,
            "tour": self._tour,
            "help": self._help,
        }
        """What does the work of the commands that work everywhere, by their action in the table of commands."""

    @property
    def scope(self) -> Scope:
        """Which pane's commands work now."""
        return self.panes.scope

    def compose(self) -> ComposeResult:
        with Frame(id="top"):
            yield self._tabs
            yield self._state
        yield self.panes
        yield self._line
        yield self._keys

    async def on_mount(self) -> None:
        place = self.session.place_in(self.workspace.draft.id)
        await self.action_show(place.pane if place and place.pane in PANES else Scope.CHOOSE)
        self.post_message(ReadyForKeys())
        self.files.changed()
        self.set_timer(_SOON, self._load_rest)
        self.conversation.begin(self._offer_first())
        if self.workspace.remark:
            self.conversation.warn_long(self.workspace.remark)

    async def _offer_first(self) -> None:
        """Offer what an earlier session left; then take home, or trace, what drafter was opened with; or show how to
        begin.
        """
        await self._recovery.offer()
        if self._came:
            await self.incoming.take_home(self._came)
            return
        if self._read is not None:
            await self.traces.trace(self._read)
            return
        if not self.session.memory.tour:
            await self._tour()
        await self.guide.offer()

    async def _load_rest(self) -> None:
        """Load what the first screen can do without: the search field, the other panes, the review."""
        _ = self.panes.choose.search.field  # while it is put in, no key can be waiting for it
        await self.panes.furnish()
        self.review.start(lambda fault: self.post_message(Reviewed(fault)))

    def on_reviewed(self, message: Reviewed) -> None:
        if message.fault:
            self.conversation.warn_long(message.fault)
        gc.freeze()  # as in `run`
        self.guide.reviewed.set()
        self.panes.draft_changed()
        self.offers_changed()

    def on_unmount(self) -> None:
        self.workspace.file.leave()

    def on_screen_suspend(self) -> None:
        """The keys at the bottom don't work while a dialog stands before them."""
        from drafter.tui.dialogs.dialog import Dialog

        self.set_class(isinstance(self.app.screen, Dialog), "-behind")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        event.refresh_styles = False  # everything has its styles since it was put in
        self.set_class(False, "-behind")

    async def action_show(self, scope: str) -> None:
        """Show a pane, and name the keys that work there."""
        if scope != self.panes.scope:  # what was said is about the pane before
            self.conversation.say("")
            self._notices.forget()
        await self.panes.switch(Scope(scope))
        self._tabs.show(Scope(scope))
        self.offers_changed()

    async def action_run(self, command_id: str) -> None:
        """Run a command from the table, in its pane. What asks the user something goes on as a worker."""
        command = self.session.table.by_id(command_id)
        if command.scope is not Scope.EVERYWHERE:
            if command.scope is not self.panes.scope:
                await self.action_show(command.scope)
            self.panes.pane.run(command.action)
        elif command.action in self.actions:
            running = self.actions[command.action]()
            if iscoroutine(running):
                self.conversation.begin(running)
        else:
            await self.run_action(command.action)

    def on_edited(self, message: Edited) -> None:
        if message.step == self.workspace.history.steps.present.name:  # else a key that came with it undid it
            self.conversation.say(outcome(self.workspace, message.step, message.before, message.about))
        self.draft_changed(next(iter(message.about), None))

    def on_happened(self, message: Happened) -> None:
        self.conversation.say(message.words)

    def draft_changed(self, paragraph: str | None = None) -> None:
        """Show the draft as it now is, with the outline's cursor on a paragraph, and save it soon."""
        self.panes.draft_changed(paragraph)
        self.offers_changed()
        self.files.changed()

    def watch_focused(self, focused: Widget | None) -> None:
        if self.is_mounted:
            self.panes.pane.focus_moved(focused)
            self.offers_changed()

    def offers_changed(self) -> None:
        """Name the keys that work now."""
        table, pane = self.session.table, self.panes.pane
        offered = pane.offers()
        own = [
            command.offered_as(offer)
            for command in table.of(self.panes.scope)
            if command.bar and (offer := offered.get(command.action, True))
        ]
        offered = {
            **self.history.offers(),
            **self.export.offers(),
            "take_home": self._offers_import and tr("Import…"),
            "first_draft": self.guide.is_fitting,
        }
        everywhere = [
            command.offered_as(offer)
            for command in table.of(Scope.EVERYWHERE)
            if command.bar and (offer := offered.get(command.action, True))
        ]
        if pane.typing:
            own, everywhere = ([key for command in some if (key := command.while_typing)] for some in (own, everywhere))
        self._keys.show(own, everywhere)

    @property
    def _offers_import(self) -> bool:
        """Whether the key bar has room for it: always where others' work is looked at, elsewhere on a wide screen."""
        return self.panes.scope in (Scope.PREVIEW, Scope.NEGOTIATE) or self.has_class("-wide")

    async def on_go_to_paragraph(self, message: GoToParagraph) -> None:
        await self.go_to_paragraph(message.paragraph)

    async def go_to_paragraph(self, paragraph: str) -> None:
        """Show a paragraph in the outline."""
        await self.panes.go_to(paragraph)
        await self.action_show(Scope.OUTLINE)

    async def on_go_to_point(self, message: GoToPoint) -> None:
        await self.action_show(Scope.CHOOSE)
        self.panes.choose.search.show_point(message.recommendation)

    async def on_go_to_points(self, message: GoToPoints) -> None:
        await self.action_show(Scope.CHOOSE)
        choose = self.panes.choose
        choose.search.show(message.filter, message.theme)
        self.set_focus(choose.points)

    async def _changed_sources(self) -> None:
        from drafter.tui.dialogs.source_changes import deal_with_changes

        paragraph = await deal_with_changes(self._interaction)
        if paragraph:
            await self.go_to_paragraph(paragraph)

    async def mark_points(self, ids: Sequence[str]) -> None:
        """Show recommendations in Choose, marked beside what is marked already."""
        await self.action_show(Scope.CHOOSE)
        choose = self.panes.choose
        choose.search.show(Filter(), None, ids[0])
        choose.points.mark(ids)
        self.set_focus(choose.points)
        self.conversation.say(tr("{count} points marked: m merges, enter takes up, esc unmarks", count=len(ids)))

    def on_search_began(self) -> None:
        self.conversation.say("")

    async def _reopen(self, words: Unfinished) -> None:
        """Open the window in which the words were written."""
        from drafter.tui.outline.outline_pane import OutlinePane

        await self.action_show(Scope.OUTLINE)
        await self.query_one(OutlinePane).windows.write(words)

    def _help(self) -> None:
        from drafter.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.session.table, self.panes.scope, example_region(self.workspace.corpus)))

    def _change_colours(self) -> None:
        self.app.theme = appearance.theme_after(self.app.theme)
        self.session.themed(self.app.theme)
        self.conversation.say(tr("Colours: {removeprefix}", removeprefix=self.app.theme.removeprefix("drafter-")))

    async def _tour(self) -> None:
        from drafter.tui.help_screen import Tour

        self.session.toured()
        self.conversation.clear()  # what was said before stands in the way of the words
        await self.conversation.ask(Tour(self.action_show, self.session.table))
        await self.action_show(Scope.CHOOSE)


class Panes(ContentSwitcher):
    """Shows one of the panes. The first is there from the start; the others are put in when somebody needs them."""

    BLANK: ClassVar[bool] = True  # as in `Frame`
    virtual_size = Reactive(Size(0, 0), repaint=False)  # as there

    def __init__(
        self, workspace: Workspace, review: BackgroundReview, session: Session, follower: Callable[[], None]
    ) -> None:
        """`follower` is told when other commands make sense than before."""
        super().__init__(initial=str(Scope.CHOOSE), id="panes")
        self._workspace, self._review, self._session, self._follower = workspace, review, session, follower
        self._stale = set(PANES)
        self.outline: OutlinePane | None = None
        """None before it was put in, and the other panes with it."""
        self._putting_in = Lock()
        """Held while they are put in, so that who asks meanwhile waits for them."""

    def compose(self) -> ComposeResult:
        place = self._session.place_in(self._workspace.draft.id)
        yield self._followed(ChoosePane(self._workspace, self._review, place.theme if place else None))

    async def furnish(self) -> None:
        """Put the other panes in, once. Loading what they are made of takes as long as the first screen."""
        async with self._putting_in:
            if not self.outline:
                self.outline = await self._put_in()

    async def _put_in(self) -> OutlinePane:
        from drafter.tui.coverage.coverage_pane import CoveragePane
        from drafter.tui.negotiate.negotiate_pane import NegotiatePane
        from drafter.tui.outline.outline_pane import OutlinePane
        from drafter.tui.preview import PreviewPane

        outline = OutlinePane(self._workspace, self._review, self._session)
        others = [
            CoveragePane(self._workspace, self._review, self._session),
            PreviewPane(self._workspace, self._review),
        ]
        for pane in (outline, *others, NegotiatePane(self._workspace, self._review, self._session)):
            await self.add_content(self._followed(pane))
        return outline

    def _followed(self, pane: Pane) -> Pane:
        pane.follower = self._follower
        return pane

    @property
    def scope(self) -> Scope:
        """Which pane is shown."""
        return Scope(str(self.current))

    @property
    def pane(self) -> Pane:
        """The pane that is shown."""
        return self.query_one(f"#{self.scope}", Pane)

    @property
    def choose(self) -> ChoosePane:
        return self.query_one(ChoosePane)

    async def switch(self, scope: Scope) -> None:
        """Show a pane, up to date and where the outline's cursor is, with the focus in it."""
        if scope != Scope.CHOOSE:
            await self.furnish()
        self.current = scope
        self.bring_up_to_date()
        self.pane.take_focus()
        self.pane.follow(self.outline.cursor if self.outline else None)

    async def go_to(self, paragraph: str) -> None:
        """Put the outline's cursor on a paragraph, whichever pane is shown."""
        await self.furnish()
        assert self.outline
        self.outline.show_at(paragraph)

    def draft_changed(self, paragraph: str | None = None) -> None:
        """Show the draft as it now is; with a paragraph, the outline's cursor goes there."""
        self._stale = set(PANES)
        if paragraph and self.outline:
            self.outline.selection.start = paragraph
        self.bring_up_to_date()

    def bring_up_to_date(self) -> None:
        """Show the pane that is shown anew, where the draft is another one than it shows."""
        if self.scope in self._stale:
            self.pane.show()
            self._stale.discard(self.scope)
