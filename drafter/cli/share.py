"""The command that shares a folder's drafts through git: share init | status | get | send."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.cli import output
from drafter.cli.arguments import FILE, F, corpus_option, format_option
from drafter.corpus.corpus import Corpus
from drafter.errors import BadInput, Problem

if TYPE_CHECKING:  # what merges is loaded when a folder is shared
    from drafter.storage.git import Author
    from drafter.workspace.shared_folder import Contribution, Got, SharedFolder, Standing

_REMOTE = click.argument("remote", default="")
_NOTHING = "nothing"


def _folder_option(command: F) -> F:
    return click.option(
        "--in", "folder", type=FILE, default=".", metavar="FOLDER", help="The folder, or a draft in it; else this one."
    )(command)


def _as_option(command: F) -> F:
    return click.option(
        "--as", "party", metavar="PARTY", help="For whom you work: the name on what you send. It is remembered."
    )(command)


@click.group()
def share() -> None:
    """Share the drafts of a folder with others, through git: on a stick, a shared disk, or over ssh.

    What goes: the folder's drafts, their revisions, parties.yaml and checks.yaml, and what you told git of yourself.
    Only `get` and `send` ever talk to another machine.
    """


@share.command()
@_REMOTE
@_folder_option
@_as_option
@corpus_option
def init(remote: str, folder: Path, party: str | None, corpus: Corpus) -> None:
    """Make the folder one that is shared; REMOTE is where: a path (E:\\kyoto.git) or an address (host:kyoto.git).

    Asks nobody: the first `send` makes what isn't there yet at a path. To join others, name their REMOTE in an empty
    folder, then `get`.
    """
    from drafter.storage import draft_yaml
    from drafter.workspace.shared_folder import SharedFolder
    from drafter.workspace.shared_setup import set_up_files, set_up_merging

    shared, made = SharedFolder.init(_folder(folder), corpus)
    top = shared.repository.top
    output.say(f"{top} is {'now a git repository' if made else 'a git repository already'}.")
    set_up_merging(shared.repository)
    for name in set_up_files(shared.folder):
        output.say(f"{name} says how git is to treat drafts.")
    if party:
        shared.work_for(party)
    if remote:
        name = shared.remember(remote)
        output.say(f"The others are at {name}: {shared.repository.remotes[name]}")
    drafts = sorted(path.name for path in draft_yaml.found_in(shared.folder))
    if drafts:
        output.say(f"To be shared: {', '.join(drafts)}. Send it with: drafter share send{'' if remote else ' REMOTE'}")
    else:
        output.say(f"There is no draft here yet. Get the others' with: drafter share get{'' if remote else ' REMOTE'}")


@share.command()
@_folder_option
@format_option
@corpus_option
def status(folder: Path, as_json: bool, corpus: Corpus) -> None:
    """Say what was changed here and not sent, what was fetched and not merged, and what is contested. Asks nobody."""
    shared = _open(folder, corpus)
    standing = shared.standing()
    if as_json:
        return output.print_json(_plain(asdict(standing)))
    return _print_standing(standing)


@share.command()
@_REMOTE
@_folder_option
@_as_option
@click.option("--unrelated", is_flag=True, help="Merge histories that were begun apart; what differs is contested.")
@corpus_option
@click.pass_context
def get(context: click.Context, remote: str, folder: Path, party: str | None, unrelated: bool, corpus: Corpus) -> None:
    """Fetch what the others sent and merge it by paragraph; your own edits are made a commit first.

    What both sides changed stands in square brackets with their names, and the exit code is 1. Where something fails,
    the folder is as it was.
    """
    shared = _open(folder, corpus)
    got = shared.get(_author(shared, party), remote, unrelated=unrelated)
    _say_got(got)
    if got.clashes or got.twice:
        context.exit(output.CONTESTED)


@share.command()
@_REMOTE
@_folder_option
@_as_option
@corpus_option
def send(remote: str, folder: Path, party: str | None, corpus: Corpus) -> None:
    """Make a commit of the edits, its message says which, and send it.

    If the others have sent something since, `get` that first. At a path where nothing is yet, a repository is made.
    """
    shared = _open(folder, corpus)
    sent = shared.send(_author(shared, party), remote)
    for name in sent.open_here:
        output.say(f"{name} is open in the screens here; it was sent as it was last saved.")
    if sent.made:
        output.say(f"Made {sent.made}, for all to send to and get from.")
    for step in sent.steps:
        output.say(f"Sent: {_told(step)}")
    if not sent.steps:
        output.say(f"{sent.remote} has everything already.")


COMMANDS = (share,)


def _folder(named: Path) -> Path:
    return named.parent if named.is_file() else named


def _open(named: Path, corpus: Corpus) -> SharedFolder:
    from drafter.workspace.shared_folder import SharedFolder
    from drafter.workspace.shared_setup import set_up_merging

    shared = SharedFolder.open(_folder(named), corpus)
    if set_up_merging(shared.repository):
        output.say("git merges drafts by paragraph here from now on: this copy didn't know how.")
    return shared


def _author(shared: SharedFolder, party: str | None) -> Callable[[], Author]:
    """Says who sends; asks, where nobody has said and somebody is there to answer."""
    if party:
        shared.work_for(party)

    def author() -> Author:
        if shared.author is None and sys.stdin.isatty():
            shared.work_for(click.prompt("For whom do you work (EU, for example)? It is on what you send", err=True))
        known = shared.author
        if known is None:
            raise BadInput(Problem("", None, "Nobody has said for whom you work.", "Say it once: --as EU"))
        return known

    return author


def _say_got(got: Got) -> None:
    if got.committed:
        output.say(f"Your own edits, kept first: {got.committed.what}")
    for step in got.steps:
        output.say(f"From {_told(step)}")
    if not got.steps:
        output.say(f"Nothing new from {got.remote}.")
    for kept in got.after_all:
        output.say(f"{kept.path}: {kept.deleter} took it out, {kept.keeper} changed it. It stays.")
    for twice in got.twice:
        output.say(f"{twice.path}: both sides changed it. {twice.name}'s version stands beside it: {twice.beside}")
    for clash in got.clashes:
        output.say(f"Both sides changed {clash.ref}: {clash.what}.")
    for point in got.contested:
        output.say(f"Contested now: {point.ref}: {point.what}")
    if got.clashes:
        output.say("Both sides' words stand in the draft, in square brackets or in notes. Look at it.")
    if got.merged:
        output.say("Merged. The others get it with: drafter share send")


def _print_standing(standing: Standing) -> None:
    from drafter.draft.draft_difference import ago

    where = f"through {standing.remote}, {standing.where}" if standing.remote else "with nobody yet"
    party = f", for {standing.party}" if standing.party else ""
    heard = f"; last asked {ago(standing.heard, datetime.now(UTC))}" if standing.heard else ""
    output.print_text(f"Shared {where}{party}{heard}.")
    unsent = [*map(str, standing.edits), *map(_told, standing.unsent)]
    _print_list("Changed here, not sent", unsent)
    _print_list("Fetched, not merged", map(_told, standing.fetched))
    _print_list("Contested", (f"{point.file} {point.ref}: {point.what}" for point in standing.contested))
    if standing.left_out:
        _print_list("Here, and not shared", standing.left_out)


def _print_list(title: str, lines: Iterable[str]) -> None:
    output.print_text()
    found = list(lines)
    output.print_text(f"{title}: {'' if found else _NOTHING}".strip(), "bold")
    for line in found:
        output.print_text(f"  {line}")


def _told(step: Contribution) -> str:
    return f"{step.by} ({step.when}): {step.what}"


def _plain(value: Any) -> Any:
    """The value as JSON can hold it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
