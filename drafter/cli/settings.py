"""`drafter settings`: where the user's settings are, what they are, a file to begin with."""

from __future__ import annotations

import click

from drafter.cli import output
from drafter.storage import files, settings


@click.command(name="settings")
@click.option("--write", is_flag=True, help="Write a settings file with every key in it, if there is none.")
def show_settings(write: bool) -> None:
    """Say where your settings are, and list every command of the screens with its keys."""
    from drafter.tui.session import Session
    from drafter.tui.settings_file import template

    path = settings.path()
    if write:
        files.make_folder(path.parent)
        files.write(path, template().encode(), replace=False)
        output.say(f"Wrote {path}. Change what you like; what you leave out stays as it is.")
        return
    table = Session.load().table
    state = "" if path.exists() else " (not written yet: drafter settings --write)"
    output.print_text(f"Settings: {path}{state}")
    output.print_table(["Command", "Keys", ""], [(command.id, command.key, command.help) for command in table.commands])


COMMANDS = (show_settings,)
