"""Commands that merge drafts and bring back earlier or unsaved work: merge, versions, recover."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, corpus_option, opened
from drafter.cli.delivery import refuse_other_than_yaml
from drafter.cli.revisions import print_comparison
from drafter.corpus.corpus import Corpus
from drafter.draft.numbering import refs
from drafter.errors import BadInput, DrafterError, Problem
from drafter.negotiation.comparison import comparison
from drafter.negotiation.merge import Merged
from drafter.negotiation.revisions import NOW
from drafter.storage import files, git, unsaved_drafts
from drafter.storage.earlier_versions import Version
from drafter.workspace import draft_file

_ACTIONS = ("list", "show", "compare", "restore")


@click.command()
@click.argument("base", type=FILE)
@click.argument("ours", type=FILE)
@click.argument("theirs", type=FILE)
@click.option("-o", "--output", "target", type=FILE, metavar="FILE", help="Write the result here instead of to OURS.")
@click.option("--names", nargs=2, default=("OURS", "THEIRS"), show_default=True, help="What to call the two sides.")
@click.option(
    "--driver", is_flag=True, help="As git's driver: what is no draft, or can't be merged as one, git merges as text."
)
@corpus_option
@click.pass_context
def merge(
    context: click.Context,
    base: Path,
    ours: Path,
    theirs: Path,
    target: Path | None,
    names: tuple[str, str],
    driver: bool,
    corpus: Corpus,
) -> None:
    """Merge two versions of a draft, OURS and THEIRS, that both began as BASE; the result goes to OURS.

    What only one side changed is taken. What both changed stands in square brackets, each with its side's name; the
    exit code is then 1. As a driver for git: `drafter merge --driver %O %A %B`.
    """
    refuse_other_than_yaml(target, "A draft")
    try:
        merged = draft_file.merge_files(base, ours, theirs, corpus, names, target)
    except Exception as error:
        if not driver:
            raise
        # Git takes what a driver leaves in OURS for the merge, and would so lose theirs.
        contested = git.merge_as_text(base, ours, theirs, target or ours)
        if not isinstance(error, DrafterError):  # a mistake of drafter's own, which is told as such
            raise
        output.say(f"{error}\nGit merges it as text.")
        context.exit(output.CONTESTED if contested else 0)
    _print_contested(merged)
    if merged.contested:
        context.exit(output.CONTESTED)


@click.command()
@DRAFT
@click.argument("action", type=click.Choice(_ACTIONS), default="list")
@click.argument("number", type=click.IntRange(min=1), default=1)
@corpus_option
def versions(path: Path, action: str, number: int, corpus: Corpus) -> None:
    """List earlier versions of DRAFT, or `show`, `compare` or `restore` one: `drafter versions DRAFT compare 3`.

    Versions are counted back: 1 is the newest.
    """
    earlier = draft_file.versions_of(path)
    if action == "list":
        return _print_versions(path, earlier)
    if number > len(earlier):
        raise BadInput(Problem(str(path), None, f"There is no version {number}; there are {len(earlier)}."))
    version = earlier[number - 1]
    if action == "show":
        return output.print_document(files.read_text(version.path))
    if action == "restore":
        return output.say(f"Done: {draft_file.restore_file(path, version, corpus)}.")
    workspace = opened(path, corpus)
    named = (f"version {number} ({version.when:%Y-%m-%d %H:%M:%S} UTC)", NOW)
    return print_comparison(comparison(workspace.file.version(version), workspace.draft, named))


@click.command()
@click.argument("path", metavar="[DRAFT]", type=FILE, required=False)
@click.option("--discard", is_flag=True, help="Do without it; it stays among the earlier versions.")
@corpus_option
@click.pass_context
def recover(context: click.Context, path: Path | None, discard: bool, corpus: Corpus) -> None:
    """Bring work back into DRAFT that could not be saved; without DRAFT, list such work.

    Where the file changed since, the two are merged.
    """
    if path is None:
        rows = [
            (str(kept.path), f"{kept.when:%Y-%m-%d %H:%M} UTC", str(kept.file)) for kept in unsaved_drafts.listing()
        ]
        return (
            output.print_table(["Draft", "Kept", "In"], rows) if rows else output.say("Nothing waits to be recovered.")
        )
    workspace = opened(path, corpus)
    waiting = workspace.file.recoverable
    contested = False
    for kept in reversed(waiting):
        if discard:
            workspace.file.dismiss(kept)
        else:
            merged = workspace.file.recover(kept)
            _print_contested(merged)
            contested = contested or bool(merged.contested)
    if workspace.file.unsaved:
        workspace.file.save()
    done = "Discarded" if discard else "Recovered"
    output.say(f"{done}: {len(waiting)}." if waiting else f"{path}: nothing waits to be recovered.")
    return context.exit(output.CONTESTED) if contested else None


COMMANDS = (merge, versions, recover)


def _print_contested(merged: Merged) -> None:
    called = {**{part.id: part.title for part in merged.draft.parts}, **refs(merged.draft)}
    for contest in merged.contested:
        output.say(f"Both sides changed {called.get(contest.id, 'the draft')}: {contest.what}.")
    if merged.contested:
        output.say("Both sides' words stand in the result, in square brackets or in notes. Look at it.")


def _print_versions(path: Path, earlier: Iterable[Version]) -> None:
    rows = [
        (number, f"{version.when:%Y-%m-%d %H:%M:%S} UTC", f"{version.path.stat().st_size:,}", str(version.path))
        for number, version in enumerate(earlier, 1)
    ]
    if rows:
        output.print_table(["", "Replaced", "Bytes", "File"], rows, right=(0, 2))
    else:
        output.say(f"{path}: no earlier version is kept yet.")
