"""What the screens that stand before the panes have in common: how their commands run, and which keys are named."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from inspect import iscoroutine
from typing import Any, ClassVar, TypeVar

from textual.actions import parse
from textual.command import Provider
from textual.screen import Screen

from drafter.corpus.corpus import Corpus
from drafter.tui import appearance
from drafter.tui.commands import CommandProvider, Scope
from drafter.tui.conversation import Conversation
from drafter.tui.labels import example_region
from drafter.tui.pane import Action
from drafter.tui.session import Session
from drafter.tui.widgets.bars import KeyBar

T = TypeVar("T")


class ApartScreen(Screen[T]):
    """A screen with commands of its own, those of `SCOPE`, and with a key bar, which it yields last."""

    CSS_PATH = appearance.DIALOGS_CSS
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (Textual declares it as no ClassVar)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (appearance.ROOMY, "-tall")]  # noqa: RUF012  (as above)
    SCOPE: ClassVar[Scope]
    LAST: ClassVar[tuple[str, ...]]
    """The actions whose keys are named whatever else has to be left out."""
    conversation: Conversation

    def __init__(self, corpus: Corpus, session: Session) -> None:
        super().__init__()
        self.session = session
        self._corpus = corpus
        self.key_bar = KeyBar()
        self.actions: dict[str, Action] = {"colours": self._change_colours, "help": self._help}
        """What does the work of the commands, by the name of the action in the table of commands."""

    @property
    def scope(self) -> Scope:
        """Which commands work here."""
        return self.SCOPE

    def offers(self) -> Mapping[str, bool | str]:
        """What the key bar names, as `Pane.offers`."""
        raise NotImplementedError

    def show_keys(self) -> None:
        """Name the keys that work now."""
        offers = self.offers()
        offered = [
            command.offered_as(offer)
            for command in self.session.table.working_in(self.SCOPE)
            if command.bar
            and (command.scope is self.SCOPE or command.action in ("undo", "help"))
            and (offer := offers.get(command.action, True))
        ]
        last = [command for command in offered if command.action in self.LAST or command.scope is Scope.EVERYWHERE]
        self.key_bar.show([command for command in offered if command not in last], last)

    def action_run(self, command_id: str) -> None:
        """Run a command from the table. What asks the user something goes on as a worker."""
        _, name, arguments = parse(self.session.table.by_id(command_id).action)
        running = self.actions[name](*arguments)
        if iscoroutine(running):
            self.begin(running)

    def begin(self, running: Coroutine[Any, Any, object]) -> None:
        """Go on with a command that waits for answers."""
        self.conversation.begin(running)

    def _change_colours(self) -> None:
        self.app.theme = appearance.theme_after(self.app.theme)
        self.session.themed(self.app.theme)

    def _help(self) -> None:
        from drafter.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.session.table, self.SCOPE, example_region(self._corpus)))
