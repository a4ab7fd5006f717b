"""Which draft a Word file is an export of, for commands that are given one where they want something else."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from drafter.cli import output
from drafter.corpus.plain_text import harmless
from drafter.errors import BadInput, Problem
from drafter.storage.files import typed


def draft_of(path: Path) -> Path:
    """The draft beside a Word file that the file is an export of; where it may be several, whoever is at the terminal
    says which. Raises BadInput, with what to do instead, where there is none, or nobody to ask.
    """
    from drafter.workspace.room_return import drafts_of

    drafts = drafts_of(path)
    if len(drafts) == 1:
        return drafts[0]
    if not drafts:
        mend = (
            "To take home what others did in it, name the draft that it is an export of: drafter import DRAFT "
            f"{typed(path)}. To make a draft of its text: drafter new DRAFT --from {typed(path)}"
        )
        raise BadInput.of(path, "This is a Word file, and no export of a draft that lies beside it.", mend)
    names = [str(draft) for draft in drafts]
    if sys.stdin.isatty():
        which = harmless(f"{path} was exported from one of these. Which? {', '.join(names)}")
        return Path(click.prompt(which, type=click.Choice(names), show_choices=False, err=True))
    what = f"It may be an export of any of these drafts: {', '.join(names)}."
    raise BadInput(Problem(str(path), None, what, f"Say which: drafter import {typed(drafts[0])} {typed(path)}"))


def say_where_it_belongs(path: Path) -> None:
    """Say of a Word file that is an export of a draft beside it how what others did in it comes home. Says nothing of
    any other file.
    """
    if path.suffix.lower() != ".docx":
        return
    from drafter.workspace.room_return import drafts_of

    for draft in drafts_of(path):
        output.say(
            f"{path} was exported from {draft}: what others changed in it comes home, with authors, comments and "
            f"sources, by: drafter import {typed(draft)} {typed(path)}"
        )
