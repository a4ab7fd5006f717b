"""The command palette: the same table of commands, found by name."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from drafter.tui.commands import Command, Scope, Table
from drafter.tui.session import Session


class CommandProvider(Provider):
    """Offers every command; one of another pane goes there first."""

    @property
    def _table(self) -> Table:
        """The keys of the user; the screen that the palette was called from has them."""
        session: Session = self.screen.session  # type: ignore[attr-defined]  # only the main screen has this palette
        return session.table

    async def discover(self) -> Hits:
        for command in self._table.commands:
            yield DiscoveryHit(_name(command), self._runner(command), help=_help(command))

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._table.commands:
            score = matcher.match(f"{_name(command)} {command.help}")
            if score > 0:
                yield Hit(score, matcher.highlight(_name(command)), self._runner(command), help=_help(command))

    def _runner(self, command: Command) -> Callable[[], object]:
        screen = self.screen
        return lambda: screen.run_action(f"run({command.id!r})")


def _name(command: Command) -> str:
    where = "" if command.scope is Scope.EVERYWHERE else f"{command.scope.capitalize()}: "
    return f"{where}{command.label.rstrip('…')}"


def _help(command: Command) -> str:
    return f"{command.help}  ({command.shown_key})" if command.key else command.help
