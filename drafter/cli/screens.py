"""Commands that show the screens: open, serve, settings; and `drafter` alone."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, corpus_option, corpus_was_named
from drafter.corpus.corpus import Corpus
from drafter.errors import BadInput, CannotWrite, Problem
from drafter.storage import corpus_files, corpus_yaml, folders
from drafter.storage.files import typed
from drafter.workspace import Workspace

if TYPE_CHECKING:  # loaded by `serve` alone, and by `corpus sort`
    from drafter.tui.browser import BrowserServer
    from drafter.workspace.corpus_building import CorpusBuilding
    from drafter.workspace.corpus_file import CorpusFile

LOOPBACK = "127.0.0.1"
_PORT = click.IntRange(0, 65535)


def start(corpus_path: Path | None) -> None:
    """Open the terminal interface with no draft: its first screen offers those of this folder, or a new one."""
    _run_screens(corpus_yaml.load(corpus_path or folders.CORPUS), None)


@click.command(name="open")
@DRAFT
@corpus_option
def open_(path: Path, corpus: Corpus) -> None:
    """Open DRAFT in the terminal interface; or a Word export that others worked in, to take home what they did."""
    within = click.get_current_context().find_root().params["within"]
    if within is not None:
        _refuse_outside(path, within)
    came = path if path.suffix.lower() == ".docx" else None
    if came:
        from drafter.cli.file_origin import draft_of

        path = draft_of(came)
        if not corpus_was_named():
            corpus = corpus_files.load_for(path, corpus)
        output.say(f"{came} was exported from {path}. Without the screens: drafter import {typed(path)} {typed(came)}")
    _run_screens(corpus, Workspace.open(path, corpus), came)


@click.command()
@click.argument("path", metavar="[DRAFT]", type=FILE, required=False)
@click.option("--port", default=0, show_default="any free one", type=_PORT, help="The port to listen on.")
@click.option("--host", default=LOOPBACK, show_default=True, help="Another address: the link is then not encrypted.")
@click.option("--open", "show", is_flag=True, help="Open the link in your browser.")
@click.option("--corpus", "corpus_path", type=FILE, metavar="PATH", help="Work with this corpus.")
@click.pass_context
def serve(
    context: click.Context, path: Path | None, port: int, host: str, show: bool, corpus_path: Path | None
) -> None:
    """Show the screens in a web browser: DRAFT, or the start screen. Ctrl+C ends it.

    It listens on this machine alone, and the link can't be guessed; whoever has it can work on the drafts of that
    folder, and reaches no other.
    """
    # asyncio and aiohttp take longer to load than most commands to run; only this one needs them.
    import asyncio

    from drafter.tui.browser import BrowserServer
    from drafter.tui.browser import serve as served

    corpus = corpus_path or context.find_root().params.get("corpus_path")
    folder = (path.parent if path else Path()).absolute()
    if path is not None:
        _refuse_outside(path, folder)
    options = ["--within", str(folder), *(["--corpus", str(corpus)] if corpus else [])]
    command = [sys.executable, "-m", "drafter", *options, *(["open", str(path)] if path else [])]
    server = BrowserServer(command, host, port, path.name if path else "drafts")
    if host != LOOPBACK:
        output.say(f"Others in the network can reach {host}. What goes to the browser is not encrypted.")
    try:
        asyncio.run(served(server, lambda link: _print_link(server, link, show)))
    except OSError as error:
        raise CannotWrite(f"{host}, port {port}: can't be listened on: {error.strerror or error}.") from error


@click.command(name="settings")
@click.option("--write", is_flag=True, help="Write a settings file with every key in it, if there is none.")
def show_settings(write: bool) -> None:
    """Say where your settings are, and list every command of the screens with its keys."""
    from drafter.storage import files, settings
    from drafter.tui.session import Session, settings_template

    path = settings.path()
    if write:
        files.make_folder(path.parent)
        files.write(path, settings_template().encode(), replace=False)
        output.say(f"Wrote {path}. Change what you like; what you leave out stays as it is.")
        return
    table = Session.load().table
    state = "" if path.exists() else " (not written yet: drafter settings --write)"
    output.print_text(f"Settings: {path}{state}")
    output.print_table(["Command", "Keys", ""], [(command.id, command.key, command.help) for command in table.commands])


COMMANDS = (open_, serve, show_settings)


def _run_screens(corpus: Corpus, workspace: Workspace | None, came: Path | None = None) -> None:
    _check_terminal()
    # Textual takes longer to load than most commands to run; only the screens need it.
    from drafter import tui

    within = click.get_current_context().find_root().params["within"]
    tui.run(corpus, workspace, Path.cwd(), within, came)


def sort_alone(file: CorpusFile) -> None:
    """Show the screen on which a corpus is sorted."""
    _check_terminal()
    from drafter import tui
    from drafter.tui.sort.sort_screen import SortScreen

    tui.run_alone(lambda session: SortScreen(file, session), file.corpus)


def build_alone(built: CorpusBuilding, target: Path, replace: bool) -> Path | None:
    """Show the screen on which a corpus is built. Returns the corpus's file; None where it wasn't written."""
    _check_terminal()
    from drafter import tui
    from drafter.tui.build.build_screen import BuildScreen

    return tui.run_alone(lambda session: BuildScreen(built, session, target, replace=replace), built.corpus)


def _refuse_outside(path: Path, folder: Path) -> None:
    """Raise BadInput for a draft of another folder than the one that is served: for a link to one, above all."""
    if not path.resolve().is_relative_to(folder.resolve()):
        mend = f"To serve that folder: drafter serve {typed(path.resolve())}"
        raise BadInput.of(path, f"This file lies outside {folder}, the only folder that would be served.", mend)


def _check_terminal() -> None:
    """Raise BadInput where no person could see the screens or type: they would draw into a file and wait for ever."""
    if "TEXTUAL_DRIVER" in os.environ:  # `serve` has them drawn in a browser
        return
    streams = {"input": sys.stdin, "output": sys.stdout, "error output": sys.stderr}
    missing = [name for name, stream in streams.items() if stream is None or not stream.isatty()]
    if missing:
        what = f"The screens need a terminal, which there is none for {', '.join(missing)}."
        raise BadInput(Problem("", None, what, "Run drafter in a terminal, or one of the commands in drafter --help."))


def _print_link(server: BrowserServer, link: str, show: bool) -> None:
    """Print the link, alone on stdout so that a script can read it, and open it in a browser if `show`."""
    click.echo(link)
    output.say("Open this link in a browser on this machine. Ctrl+C ends drafter; all you do is saved as you go.")
    if show:
        import webbrowser

        webbrowser.open(server.link_for_once())
