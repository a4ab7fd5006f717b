"""`drafter` itself: its commands, and `drafter DRAFT` as another way to say `drafter open DRAFT`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from drafter import __version__
from drafter.cli.arguments import FILE

_ROOMS = ("drafts", "review", "checks", "documents", "corpus", "versions", "serving", "settings")
"""The modules that hold the commands, in the order in which the help lists these."""
_QUICK = {"open": "drafts", "new": "drafts", "add": "drafts", "demo": "drafts", "serve": "serving"}
"""Commands found without loading the others: the screens are to be there at once."""


class _Root(click.Group):
    """Takes a first word that is no command for a draft to open, where it looks like a file. Loads a module of commands
    when one of them is asked for.
    """

    def list_commands(self, context: click.Context) -> list[str]:
        for room in _ROOMS:
            self._load(room)
        return super().list_commands(context)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in _QUICK:
            self._load(_QUICK[name])
        elif "." not in name and "/" not in name:
            self.list_commands(context)
        return super().get_command(context, name)

    def _load(self, room: str) -> None:
        for command in import_module(f"drafter.cli.{room}").COMMANDS:
            self.add_command(command)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if self.get_command(context, first) is None and _looks_like_a_file(first):
            return super().resolve_command(context, ["open", *args])
        return super().resolve_command(context, args)


def _looks_like_a_file(word: str) -> bool:
    return not word.startswith("-") and (Path(word).exists() or Path(word).suffix != "" or "/" in word or "\\" in word)


@click.group(cls=_Root, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--corpus", "corpus_path", type=FILE, metavar="PATH", help="Work with this corpus, in any command that follows."
)
@click.option("--within", type=FILE, hidden=True)  # what `serve` starts can reach no file outside the folder served
@click.version_option(__version__, message="drafter %(version)s")
@click.pass_context
def drafter(context: click.Context, corpus_path: Path | None, within: Path | None) -> None:  # noqa: ARG001  (the screens ask for it)
    """Turn the recommendations of regional meetings into a draft declaration that cites its sources.

    Without a command, `drafter` opens the terminal interface; `drafter DRAFT` opens it with that draft.
    """
    if context.invoked_subcommand is None:
        from drafter.cli import drafts

        drafts.start(corpus_path)
