"""A settings file to begin with: every setting, commented out, and every command with its keys."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.storage.settings import FORMAT
from drafter.tui import themes
from drafter.tui.commands import COMMANDS

_HEAD = """\
# What you set here counts from the next start of drafter. A line that begins with # is left as it is.
drafter-settings: {format}

# The colours: {themes}. Ctrl+T on the screen changes them too.
# theme: {theme}

# How many words a declaration should have at most; `l` in the outline sets it for one draft.
# target-words: 6000

# Other keys for commands, several with commas between them. To change one, take the # away before both of its lines
# and before `keys:`.
# keys:
"""


def template() -> str:
    """The file's text. It changes nothing until the user takes a # away."""
    names = ", ".join(theme.name for theme in themes.THEMES)
    return _HEAD.format(format=FORMAT, themes=names, theme=themes.DEFAULT) + "".join(_keys())


def _keys() -> Iterator[str]:
    for command in COMMANDS:
        yield f"# - command: {command.id}    # {command.help}\n#   keys: '{command.key}'\n"
