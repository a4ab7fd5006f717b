"""The `drafter` command and the list of its subcommands; `drafter DRAFT` is short for `drafter open DRAFT`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

from drafter import __version__
from drafter.cli.arguments import FILE

COMMANDS = {
    "checks": ("check", "silence", "adapt"),
    "corpus": ("themes", "show", "search", "corpus"),
    "coverage": ("coverage", "regions", "derivation"),
    "overview": ("report",),
    "compilation": ("compile",),
    "documents": ("export", "layout"),
    "drafts": ("new", "add", "set-aside", "numbers", "demo"),
    "convergence": ("convergence", "combine", "trace"),
    "share": ("share",),
    "source_changes": ("changed",),
    "negotiation": ("propose", "position", "settle", "agree", "reopen", "proposals", "ledger"),
    "parties": ("parties",),
    "screens": ("open", "serve", "settings"),
    "revisions": ("revision", "compare"),
    "room_edits": ("import",),
    "versions": ("merge", "versions", "recover"),
}
"""The commands by the module that holds them, so that a command loads its own module and no other."""


class _Root(click.Group):
    """Loads a command's module only when it is called. Opens a first word that is no command, but looks like a file."""

    def list_commands(self, context: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return sorted(name for names in COMMANDS.values() for name in names)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        for module, names in COMMANDS.items():
            if name in names:
                commands: tuple[click.Command, ...] = import_module(f"drafter.cli.{module}").COMMANDS
                return next(command for command in commands if command.name == name)
        return None

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        first = args[0]
        if self.get_command(context, first) is None and _looks_like_a_file(first):
            return super().resolve_command(context, ["open", *args])
        if self.get_command(context, first) is None and Path(f"{first}.yaml").is_file():
            return super().resolve_command(context, ["open", f"{first}.yaml", *args[1:]])
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
def drafter(context: click.Context, corpus_path: Path | None, within: Path | None) -> None:
    """Turn the recommendations of regional meetings into a draft declaration that cites its sources.

    Without a command, `drafter` opens the terminal interface; `drafter DRAFT` opens it with that draft.
    """
    if within is not None:
        _keep_within(within, corpus_path)
    if context.invoked_subcommand is None:
        from drafter.cli import screens

        screens.start(corpus_path)


def _keep_within(folder: Path, corpus: Path | None) -> None:
    """Keeps this process in a folder, but for what is drafter's own and the corpus that whoever started it named."""
    from drafter.storage import caches, files, folders, settings

    ours = (folders.TEMPLATES, folders.DATA, folders.state_folder(), caches.folder(), settings.path())
    files.keep_within(folder, *ours, *filter(None, [corpus]))
