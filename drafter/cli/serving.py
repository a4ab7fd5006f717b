"""`drafter serve`: the screens in a web browser, on this machine."""

from __future__ import annotations

import asyncio
import sys
import webbrowser
from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import FILE
from drafter.errors import CannotWrite

LOOPBACK = "127.0.0.1"
_PORT = click.IntRange(0, 65535)


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
    # aiohttp takes longer to load than most commands to run; only this one needs it.
    from drafter.tui.browser import BrowserServer
    from drafter.tui.browser import serve as served

    corpus = corpus_path or context.find_root().params.get("corpus_path")
    folder = (path.parent if path else Path()).absolute()
    options = ["--within", str(folder), *(["--corpus", str(corpus)] if corpus else [])]
    command = [sys.executable, "-m", "drafter", *options, *(["open", str(path)] if path else [])]
    server = BrowserServer(command, host, port, path.name if path else "drafts")
    if host != LOOPBACK:
        output.say(f"Others in the network can reach {host}. What goes to the browser is not encrypted.")
    try:
        asyncio.run(served(server, lambda link: _tell(link, show)))
    except OSError as error:
        raise CannotWrite(f"{host}, port {port}: can't be listened on: {error.strerror or error}.") from error


def _tell(link: str, show: bool) -> None:
    """The link alone on stdout, so that a script can take it."""
    click.echo(link)
    output.say("Open this link in a browser on this machine. Ctrl+C ends drafter; all you do is saved as you go.")
    if show:
        webbrowser.open(link)


COMMANDS = (serve,)
