"""The command `changed`: which sources of a draft changed, and what is made of that, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, corpus_option, format_option
from drafter.corpus.corpus import Corpus, citation, parse_citation
from drafter.document import json_views
from drafter.draft.source_changes import Changed, chain, changed_sources
from drafter.draft.word_difference import marked, simplified
from drafter.errors import BadInput, Problem
from drafter.workspace import Workspace


@click.command()
@DRAFT
@click.argument("citations", metavar="[RECOMMENDATION]...", nargs=-1)
@click.option("--take", "action", flag_value="take", help="Change in its paragraphs what changed in its words.")
@click.option("--follow", "action", flag_value="follow", help="Cite it under the id that it has now.")
@click.option("--to", metavar="ID", help="With --follow: what it is now, where drafter takes it for another, or none.")
@click.option("--seen", "action", flag_value="seen", help="The change was seen: remember the words as they are now.")
@format_option
@corpus_option
def changed(
    path: Path, citations: tuple[str, ...], action: str | None, to: str | None, as_json: bool, corpus: Corpus
) -> None:
    """Say which of DRAFT's sources changed since it took them up: their words, with the difference, or their ids; and
    which are gone.

    Nothing is done to the draft unless you say so: `drafter changed DRAFT "AP 62(a)" --take`. Without a name, --take
    and --follow ask about each, and --seen accepts all that are worded otherwise.
    """
    workspace = Workspace.open(path, corpus)
    known = changed_sources(workspace.draft, corpus)
    sources = [_named(known, name) for name in citations] or known
    if to is not None and (action != "follow" or len(citations) != 1):
        raise BadInput(Problem("", None, "--to is for one source that is followed.", "Name it, and say --follow."))
    if as_json:
        output.print_json(json_views.changed(sources, workspace.refs))
    elif not (action and citations):
        for source in sources:
            _print_changed(workspace, source)
        output.say(f"{len(sources)} changed.")
    if action is None:
        return
    for source in _chosen(workspace, sources, action, asks=not citations):
        output.say(f"Done: {_done(workspace, source, action, to or '')}.")
    if workspace.file.unsaved:
        workspace.file.save()


COMMANDS = (changed,)


def _named(known: Sequence[Changed], name: str) -> Changed:
    parsed = parse_citation(name)
    wanted = (citation(*parsed) if parsed else name.strip()).casefold()
    found = next((each for each in known if each.id.casefold() == wanted), None)
    if found is None:
        mend = f"These are: {', '.join(each.id for each in known) or 'none'}."
        raise BadInput(Problem("", None, f"“{name}” is no source of the draft that changed.", mend))
    return found


def _print_changed(workspace: Workspace, source: Changed) -> None:
    where = ", ".join(workspace.refs[id] for id in source.paragraphs) or "set aside"
    output.print_text(f"{source.id} ({where}){f': {source.told}' if source.told else ''}", "bold")
    output.print_text(marked(simplified(source.difference)))


def _chosen(workspace: Workspace, sources: Sequence[Changed], action: str, *, asks: bool) -> Iterator[Changed]:
    """The sources that it is to be done to, as they are when their turn comes: the named ones, or of those that it can
    be done to the ones that the user says yes to.
    """
    fitting = {
        "take": [each.id for each in sources if each.is_reworded and not each.has_other_id],
        "follow": [each.id for each in sources if each.has_other_id],
        "seen": [each.id for each in sources if each.is_reworded and not each.has_other_id],
    }[action] if asks else [each.id for each in sources]  # fmt: skip
    asks = asks and action != "seen"
    if asks and fitting and not sys.stdin.isatty():
        what = "Each source is asked about, and there is nobody to answer."
        raise BadInput(Problem("", None, what, f'Name one: "{fitting[0]}" --{action}'))
    for id in fitting:
        source = next((each for each in changed_sources(workspace.draft, workspace.corpus) if each.id == id), None)
        if source and (not asks or click.confirm(_question(workspace, source, action), err=True)):
            yield source


def _question(workspace: Workspace, source: Changed, action: str) -> str:
    if action == "take":
        return f"Take the new words of {source.id}?"
    moves = chain(changed_sources(workspace.draft, workspace.corpus), source.id)
    return f"Follow {', '.join(f'{old} to {new}' for old, new in moves.items())}?"


def _done(workspace: Workspace, source: Changed, action: str, to: str) -> str:
    """Do it, and return the step's name."""
    if action == "take":
        return workspace.edits.take_new_words(source.id)
    if action == "seen":
        if source.id not in workspace.corpus.by_id:
            what = f"{source.id} is not in this corpus: there are no words to remember."
            raise BadInput(Problem("", None, what, "Follow it, or no longer cite it."))
        return workspace.edits.acknowledge([source.id])
    target = workspace.corpus.get(to).id if to else ""
    moves = chain(changed_sources(workspace.draft, workspace.corpus), source.id, target)
    if not moves:
        what = f"Nothing in this corpus was found to be {source.id} under another id."
        raise BadInput(Problem("", None, what, f'Say which it is: "{source.id}" --follow --to ID'))
    return workspace.edits.follow(moves)
