"""The command palette: the same table of commands, found by name."""

from __future__ import annotations

from collections.abc import Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from drafter.tui.commands import COMMANDS, Command, Scope


class CommandProvider(Provider):
    """Offers every command; one of another pane goes there first."""

    async def discover(self) -> Hits:
        for command in COMMANDS:
            yield DiscoveryHit(_name(command), self._runner(command), help=command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in COMMANDS:
            score = matcher.match(f"{_name(command)} {command.help}")
            if score > 0:
                yield Hit(score, matcher.highlight(_name(command)), self._runner(command), help=command.help)

    def _runner(self, command: Command) -> Callable[[], object]:
        screen = self.screen
        return lambda: screen.run_action(f"run({command.id!r})")


def _name(command: Command) -> str:
    where = "" if command.scope is Scope.EVERYWHERE else f"{command.scope.capitalize()}: "
    return f"{where}{command.label.rstrip('…')}"
