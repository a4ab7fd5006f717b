"""The command palette: the same table of commands, found by name."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from drafter.tui.commands import Command, Scope, Table
from drafter.tui.session import Session

_TIE = 0.001
"""What a pane's own command has over one of another, where the words fit both alike."""


class CommandProvider(Provider):
    """Offers every command: the shown pane's first, then what works everywhere; one of another pane goes there."""

    @property
    def _table(self) -> Table:
        """The keys of the user; the screen that the palette was called from has them."""
        session: Session = self.screen.session  # type: ignore[attr-defined]  # only the main screen has this palette
        return session.table

    def _near(self, command: Command) -> int:
        """How near a command is to where the user works: 2 in the pane shown, 1 everywhere, 0 in another pane."""
        shown: Scope = self.screen.panes.scope  # type: ignore[attr-defined]  # as above
        return 2 if command.scope is shown else int(command.scope is Scope.EVERYWHERE)

    async def discover(self) -> Hits:
        for command in sorted(self._table.commands, key=self._near, reverse=True):
            yield DiscoveryHit(_name(command), self._runner(command), help=_help(command))

    async def search(self, query: str) -> Hits:
        """By name and help; what is called so comes before what only speaks of it."""
        matcher = self.matcher(query)
        for command in self._table.commands:
            score = matcher.match(f"{_name(command)} {command.help}")
            if score > 0:
                score += matcher.match(_name(command)) + _TIE * self._near(command)
                yield Hit(score, matcher.highlight(_name(command)), self._runner(command), help=_help(command))

    def _runner(self, command: Command) -> Callable[[], object]:
        screen = self.screen
        return lambda: screen.run_action(f"run({command.id!r})")


def _name(command: Command) -> str:
    where = "" if command.scope is Scope.EVERYWHERE else f"{command.scope.capitalize()}: "
    return f"{where}{command.label.rstrip('…')}"


def _help(command: Command) -> str:
    return f"{command.help}  ({command.shown_key})" if command.key else command.help
