"""The palette: what works where the user is comes first."""

import pytest
from textual.command import CommandList

from drafter.tui.commands import COMMANDS, Scope
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, Opener


async def names(desk: Desk) -> list[str]:
    """The commands that the palette lists, in its order."""
    listed = desk.app.screen.query_one(CommandList)
    await desk.until(lambda: listed.option_count)
    return [str(one.prompt).partition("\n")[0] for one in listed.options]


@pytest.mark.parametrize("key", ["1", "2"])
async def test_the_shown_pane_s_commands_come_first_then_those_that_work_everywhere(
    at: Opener, begun: Workspace, key: str
) -> None:
    async with at(begun) as desk:
        await desk.press(key, "ctrl+p")
        listed = await names(desk)
        shown = desk.main.panes.scope
        scopes = [Scope(name.partition(":")[0].lower()) if ":" in name else Scope.EVERYWHERE for name in listed]
        order = list(dict.fromkeys(scopes))
        assert order[:2] == [shown, Scope.EVERYWHERE]
        assert scopes == sorted(scopes, key=order.index)
        assert len(listed) == len(COMMANDS)


@pytest.mark.parametrize(("key", "first"), [("1", "Choose: Merge"), ("2", "Outline: Merge")])
async def test_of_two_alike_the_shown_pane_s_is_found_first(at: Opener, begun: Workspace, key: str, first: str) -> None:
    async with at(begun) as desk:
        await desk.press(key, "ctrl+p")
        await desk.type("merge")
        listed = desk.app.screen.query_one(CommandList)
        await desk.until(lambda: listed.option_count and str(listed.get_option_at_index(0).prompt).startswith(first))
