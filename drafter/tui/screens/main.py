"""The main screen: four panes on one workspace, the tabs above them, the keys that work now below."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.command import Provider
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import ContentSwitcher, Static

from drafter.errors import DrafterError
from drafter.model.draft import Draft
from drafter.tui.commands import COMMANDS, PANES, Scope, bindings_of, commands_of
from drafter.tui.messages import Edited, GoToParagraph, GoToPoint, GoToPoints
from drafter.tui.palette import CommandProvider
from drafter.tui.panes.choose import ChoosePane
from drafter.tui.panes.coverage import CoveragePane
from drafter.tui.panes.outline import OutlinePane
from drafter.tui.panes.pane import Pane
from drafter.tui.panes.preview import PreviewPane
from drafter.tui.screens.filing import FilingScreen
from drafter.tui.screens.help import HelpScreen
from drafter.tui.widgets.bars import KeyBar, Says, TabBar


class MainScreen(FilingScreen):
    """Owns which pane is shown, and passes on what panes say. The workspace does the work."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.EVERYWHERE)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (Textual declares it as no ClassVar)

    def compose(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield TabBar()
            yield Static(id="file", markup=False)
        with ContentSwitcher(initial=str(Scope.CHOOSE), id="panes"):
            yield ChoosePane(self.workspace)
            yield OutlinePane(self.workspace)
            yield CoveragePane(self.workspace)
            yield PreviewPane(self.workspace)
        yield Says()
        yield KeyBar()

    def on_mount(self) -> None:
        self._stale = set(PANES)
        self.action_show(Scope.CHOOSE)
        self.show_file_state()
        self.autosave.changed()

    @property
    def shown(self) -> Scope:
        return Scope(str(self.query_one("#panes", ContentSwitcher).current))

    @property
    def pane(self) -> Pane:
        return self.query_one(f"#{self.shown}", Pane)

    def action_show(self, scope: str) -> None:
        """Show a pane, up to date, with the focus in it."""
        self.query_one("#panes", ContentSwitcher).current = scope
        self.query_one(TabBar).show(Scope(scope))
        self._bring_up_to_date()
        self.pane.take_focus()
        if self.shown is Scope.PREVIEW:
            self.query_one(PreviewPane).follow(self.query_one(OutlinePane).cursor)
        self.offers_changed()

    async def action_run(self, command_id: str) -> None:
        """Run a command from the table, in its pane."""
        command = next(command for command in COMMANDS if command.id == command_id)
        if command.scope is Scope.EVERYWHERE:
            await self.run_action(command.action)
        else:
            if command.scope is not self.shown:
                self.action_show(command.scope)
            await self.app.run_action(command.action, self.pane)

    def say(self, words: str) -> None:
        self.query_one(Says).say(words)

    def on_edited(self, message: Edited) -> None:
        ref = self.workspace.refs.get(message.cursor or "")
        self.say(f"Done: {message.step}{f'; it is now {ref}' if ref else ''}")
        self.draft_changed(message.cursor)

    def draft_changed(self, paragraph: str | None = None) -> None:
        """Show the draft as it now is, with the outline's cursor on a paragraph, and save it soon."""
        self._stale = set(PANES)
        if paragraph:
            self.query_one(OutlinePane).show_at(paragraph)
        self._bring_up_to_date()
        self.show_file_state()
        self.autosave.changed()

    def _bring_up_to_date(self) -> None:
        if self.shown in self._stale:
            self.pane.show()
            self._stale.discard(self.shown)

    def on_offers_changed(self) -> None:
        self.offers_changed()

    def on_descendant_focus(self) -> None:
        self.offers_changed()

    def offers_changed(self) -> None:
        """Name the keys that work now."""
        offered = [one for one in commands_of(self.shown) if self.pane.offers(one.action)]
        everywhere = [one for one in commands_of(Scope.EVERYWHERE) if self._offers(one.action)]
        self.query_one(KeyBar).show(one for one in (*offered, *everywhere) if one.bar)

    def _offers(self, action: str) -> bool:
        history = self.workspace.history
        return {"undo": bool(history.past), "redo": bool(history.future)}.get(action, True)

    def on_go_to_paragraph(self, message: GoToParagraph) -> None:
        self.query_one(OutlinePane).show_at(message.paragraph)
        self.action_show(Scope.OUTLINE)

    def on_go_to_point(self, message: GoToPoint) -> None:
        self.action_show(Scope.CHOOSE)
        self.query_one(ChoosePane).go_to(message.recommendation)

    def on_go_to_points(self, message: GoToPoints) -> None:
        self.action_show(Scope.CHOOSE)
        choose = self.query_one(ChoosePane)
        choose.look(message.filter, message.theme)
        choose.points.focus()

    def action_undo(self) -> None:
        self._travel(self.workspace.undo, "Undone")

    def action_redo(self) -> None:
        self._travel(self.workspace.redo, "Redone")

    def _travel(self, way: Callable[[], str], word: str) -> None:
        before = self.workspace.draft
        try:
            step = way()
        except DrafterError as error:
            self.notify(str(error), severity="warning", markup=False)
            return
        self.say(f"{word}: {step}")
        self.draft_changed(changed_paragraph(before, self.workspace.draft))

    def show_file_state(self) -> None:
        once = self.workspace.coverage.recommendations
        state = "NOT SAVED" if self.autosave.failed else "saving…" if self.workspace.unsaved else "saved"
        self.query_one("#file", Static).update(
            Content.assemble(
                (state, "bold $text-error" if self.autosave.failed else ""),
                f" · {once.covered}/{once.total} · {self.workspace.path.name}",
            )
        )

    def action_help(self) -> None:
        self.app.push_screen(HelpScreen())


def changed_paragraph(before: Draft, after: Draft) -> str | None:
    """The first paragraph of a draft that the other hasn't, or words or places otherwise; None where there is none."""
    for id, spot in after.spots.items():
        other = before.spots.get(id)
        if other is None or other.paragraph != spot.paragraph or other.container != spot.container:
            return id
    return None
