"""The table of commands: each has its action and its own key; the palette offers what is near first."""

from collections import Counter

import pytest
from textual.command import CommandList, CommandPalette
from textual.widgets import OptionList

from drafter.tui.commands import APART, COMMANDS, PANES, CommandTable, Scope, commands_of
from drafter.tui.help_screen import help_rows
from drafter.tui.pane import Pane
from drafter.workspace import Workspace
from tests.tui.conftest import Desk, Opener


async def test_every_command_has_its_action(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.until(lambda: desk.main.panes.outline)
        for pane in desk.main.query(Pane):
            names = {command.action.partition("(")[0] for command in commands_of(pane.SCOPE)}
            assert names == set(pane.actions)
        for command in commands_of(Scope.EVERYWHERE):
            name = command.action.partition("(")[0]
            assert name.startswith("app.") or name == "show" or name in desk.main.actions


def test_no_key_means_two_things_at_once() -> None:
    for scope in (*PANES, *APART):
        here = [each for each in CommandTable().working_in(scope) if each.scope in (scope, Scope.EVERYWHERE)]
        keys = [key for command in here for key in command.key.split(",") if key]
        assert [key for key, times in Counter(keys).items() if times > 1] == []
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_the_help_names_every_command() -> None:
    text = "\n".join(row.plain for row in help_rows(CommandTable(), Scope.OUTLINE, "NO"))
    assert text.index("\nOutline\n") < text.index("\nEverywhere\n") < text.index("\nChoose\n")
    assert all(command.help in text for command in COMMANDS)


async def test_the_palette_runs_a_command_of_another_pane(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("ctrl+p")
        assert isinstance(desk.app.screen, CommandPalette)
        await desk.type("Outline: Front")
        palette = desk.app.screen
        for _ in range(50):
            await desk.pilot.pause(0.05)
            options = palette.query_one(OptionList)
            if options.option_count and "Front matter" in str(options.get_option_at_index(0).prompt):
                break
        await desk.press("enter")
        await desk.pilot.pause(0.2)
        assert desk.main.panes.scope is Scope.OUTLINE
        assert "What is left empty is not printed" in desk.text


async def test_the_palette_lists_the_table_and_nothing_confusing(at: Opener, begun: Workspace) -> None:
    async with at(begun) as desk:
        await desk.press("ctrl+p")
        await desk.pilot.pause(0.3)
        prompts = [str(one.prompt) for one in desk.app.screen.query_one(OptionList).options]
        assert any("Choose: Take up" in one for one in prompts)
        assert any("Colours" in one for one in prompts)
        await desk.press("escape")


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
        assert len(listed) == len(COMMANDS) - sum(len(commands_of(scope)) for scope in APART)


@pytest.mark.parametrize(("key", "first"), [("1", "Choose: Merge"), ("2", "Outline: Merge")])
async def test_of_two_alike_the_shown_pane_s_is_found_first(at: Opener, begun: Workspace, key: str, first: str) -> None:
    async with at(begun) as desk:
        await desk.press(key, "ctrl+p")
        await desk.type("merge")
        listed = desk.app.screen.query_one(CommandList)
        await desk.until(lambda: listed.option_count and str(listed.get_option_at_index(0).prompt).startswith(first))
