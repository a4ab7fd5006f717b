"""The command `import`: what the room did to an exported Word file, listed, and taken home as the user decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntEnum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, corpus_option, format_option, opened
from drafter.cli.delivery import refuse_other_than_yaml
from drafter.cli.file_origin import draft_of
from drafter.corpus.corpus import Corpus
from drafter.draft.word_difference import difference, simplified
from drafter.errors import BadInput, Problem
from drafter.intake.room_edits.room_edit import Decision, RoomEdit, RoomEditKind, RoomEdits
from drafter.storage.files import typed
from drafter.workspace.draft_history import quoted_beginning

if TYPE_CHECKING:  # what reads Word, and what draws colours, is loaded when this command runs
    from rich.text import Text

    from drafter.workspace import Workspace
    from drafter.workspace.room_return import TakenHome

_ALL, _TRACKED, _NONE = "all", "tracked", "none"
_EDIT = "EDIT"
_VALUES = (RoomEditKind.MOVED, RoomEditKind.NUMBER, RoomEditKind.STATUS)
"""Kinds of edits that are told by what stood there and what does, and not as words that differ."""


@click.command(name="import")
@DRAFT
@click.argument("file", type=FILE, required=False)
@click.option(
    "--take", metavar=_EDIT, multiple=True,
    help="Take into the draft: all, tracked, none, what an author did, a paragraph as the file numbers it (OP7), "
    "an edit's id.",
)  # fmt: skip
@click.option("--bracket", metavar=_EDIT, multiple=True, help="Make it its author's proposal, in square brackets.")
@click.option("--leave", metavar=_EDIT, multiple=True, help="Leave it in the file.")
@click.option("--by", default="", metavar="NAME", help="Who made the changes that Word did not track.")
@click.option("-o", "--output", "target", type=FILE, metavar="FILE", help="Write the draft with them to this new file.")
@format_option
@corpus_option
@click.pass_context
def import_(
    context: click.Context,
    path: Path,
    file: Path | None,
    take: tuple[str, ...],
    bracket: tuple[str, ...],
    leave: tuple[str, ...],
    by: str,
    target: Path | None,
    as_json: bool,
    corpus: Corpus,
) -> None:
    """List what others did in FILE, a Word export of DRAFT; or take it home. The draft of a file beside it is found by
    itself: drafter import FILE.

    Without --take and --bracket nothing is changed. `drafter import DRAFT FILE --take all` takes all of it, as one
    step, and keeps the draft as it was before as a revision.

    Each of --take, --bracket, --leave may be repeated: `--take all --bracket US --leave OP7`. The closer name counts:
    an id before a paragraph, that before an author, that before tracked and all. A changed citation is taken only by
    its id. What the file and the draft both changed stands in square brackets; the exit code is then 1.
    """
    from drafter.workspace import room_return

    refuse_other_than_yaml(target, "A draft")
    path, file = _draft_and_file(path, file)
    workspace = opened(path, corpus)
    authors = _authors(path, file, by)
    by = by or authors.get("", "")
    returned = room_return.opened(workspace, file, by)
    edits, outcome = returned.edits, None
    if take or bracket:
        wishes = {Decision.TAKEN: take, Decision.BRACKETED: bracket, Decision.LEFT: leave}
        outcome = returned.take(_decisions(edits.edits, wishes), authors, keep=target is None)
        _save(workspace, outcome, target)
    elif leave or target:
        raise BadInput(Problem("", None, "Nothing is to be taken.", "Say --take all, or --bracket all, too."))
    there = {} if outcome else returned.there()
    if as_json:
        output.print_json(_data(edits, outcome.done if outcome else there))
    else:
        _print(edits, outcome.done if outcome else {}, workspace.refs)
    for remark in edits.remarks:
        output.say(remark)
    if outcome is None:
        return _say_how_to_take(edits, there, workspace.refs, f"drafter import {typed(path)} {typed(file)}")
    named = (edit for name in bracket for edit in _named(edits.edits, name)[1])
    unbracketed = {edit.id for edit in named if not (edit.may_be_bracketed or edit.needs_asking)}
    _say_what_was_done(edits, outcome, unbracketed, target)
    return context.exit(output.CONTESTED) if outcome.contested else None


COMMANDS = (import_,)

_Wishes = Mapping[Decision, Sequence[str]]

_MOST_ROWS = 2_000
"""Edits that the table lists: nobody reads more, and laying out a row takes a thousandth of a second."""


class _Rank(IntEnum):
    """How closely a name names an edit."""

    ALL = auto()
    TRACKED = auto()
    AUTHOR = auto()
    PARAGRAPH = auto()
    ID = auto()


def _draft_and_file(path: Path, file: Path | None) -> tuple[Path, Path]:
    """The draft and the Word file, in whatever order they were named."""
    if path.suffix.lower() != ".docx":
        if file is None:
            raise BadInput(Problem("", None, "Which Word file?", f"drafter import {typed(path)} FILE.docx"))
        return path, file
    return (draft_of(path) if file is None else file), path


def _authors(path: Path, file: Path, by: str) -> Mapping[str, str]:
    """Who the authors of the file are known to be; who made what isn't tracked is remembered, and told next time."""
    from drafter.workspace import file_authors

    known = file_authors.known_authors(path, file)
    if by:
        file_authors.remember_untracked(path, file, by)
    elif before := known.get(file_authors.UNTRACKED):
        output.say(f"What is not tracked is by {before}, as you said of this file before; --by names somebody else.")
    return {name: code for name, code in known.items() if not by or name}


def _save(workspace: Workspace, outcome: TakenHome, target: Path | None) -> None:
    if target:
        workspace.file.save_as(target)
    elif outcome.step:
        workspace.file.save()


def _decisions(edits: Sequence[RoomEdit], wishes: _Wishes) -> dict[str, Decision]:
    """The decision for each edit that something is said of. Raises BadInput for a name that names nothing, and for an
    edit of which two things are said.
    """
    found: dict[str, tuple[_Rank, Decision]] = {}
    for decision, name in ((decision, name) for decision, names in wishes.items() for name in names):
        rank, named = _named(edits, name)
        for edit in named:
            before = found.get(edit.id, (rank, decision))
            if before[0] is rank and before[1] is not decision:
                what = f"The edit {edit.id}, in {edit.ref}, is to be {before[1]}, and {decision}."
                raise BadInput(Problem("", None, what, "Say one of the two."))
            if before[0] <= rank and (rank is _Rank.ID or edit.goes_with_others(decision)):
                found[edit.id] = rank, decision
    return {id: decision for id, (_, decision) in found.items()}


def _named(edits: Sequence[RoomEdit], name: str) -> tuple[_Rank, list[RoomEdit]]:
    """The edits that a name means. Raises BadInput where it means none."""
    wanted = "".join(name.split()).casefold()

    def is_it(said: str) -> bool:
        return bool(wanted) and "".join(said.split()).casefold() == wanted

    if wanted in (_ALL, _NONE):
        return _Rank.ALL, [edit for edit in edits if wanted == _ALL]
    if wanted == _TRACKED:
        return _Rank.TRACKED, [edit for edit in edits if edit.tracked]
    for rank, found in (
        (_Rank.ID, [edit for edit in edits if is_it(edit.id)]),
        (_Rank.PARAGRAPH, [edit for edit in edits if is_it(edit.ref)]),
        (_Rank.AUTHOR, [edit for edit in edits if is_it(edit.author)]),
        (_Rank.ID, [edit for edit in edits if wanted and edit.id.casefold().startswith(wanted)]),
    ):
        if found and (rank is not _Rank.ID or len(found) == 1):
            return rank, found
    there = ", ".join(dict.fromkeys(edit.author for edit in edits if edit.author))
    mend = f"Name {there or 'an author'}, a paragraph (OP7), the id of an edit, or all, tracked, none."
    raise BadInput(Problem("", None, f"There is no edit “{name}”.", mend))


def _print(edits: RoomEdits, done: Mapping[str, Decision], refs: Mapping[str, str]) -> None:
    """The table of what came, with what became of each edit where that was decided. The paragraphs are called as in the
    file, which is how the options name them; `refs` are their numbers in the draft, by their ids.
    """
    output.print_text(f"Compared with {edits.base}.")
    columns = ["Id", "In the file", "What", "Who", *(["Done"] if done else []), "Wording"]
    rows: list[list[str | Text]] = []
    for edit in edits.edits[:_MOST_ROWS]:
        became = [str(done[edit.id])] if done else []
        now = edit.renumbered(refs)
        where = f"{edit.ref} (now {now})" if now else edit.ref
        rows.append([edit.id, where, str(edit.kind), _who(edit), *became, _words(edit)])
    if rows:
        output.print_coloured_table(columns, rows)
    if len(edits.edits) > len(rows):
        output.say(f"And {len(edits.edits) - len(rows):,} more: --format json lists them all.")
    if edits.unmatched:
        output.print_table(
            ["What nobody can place", "Where", "Why"], [(each.text, each.where, each.why) for each in edits.unmatched]
        )


def _words(edit: RoomEdit) -> str | Text:
    """What came, beside what stood there: words with what came and went in them, values one after the other."""
    if edit.kind is RoomEditKind.COMMENT:
        return f"{edit.now} (on {quoted_beginning(edit.was)})" if edit.was else edit.now
    if edit.kind in _VALUES:
        return f"{edit.was or 'none'} → {edit.now or 'none'}"
    return output.compared(simplified(difference(edit.was, edit.now)))


def _who(edit: RoomEdit) -> str:
    """`Anna Meier, 2026-11-27`; and what isn't tracked is said."""
    return ", ".join(filter(None, (edit.author, edit.date, "" if edit.tracked else "not tracked")))


def _say_how_to_take(edits: RoomEdits, there: Mapping[str, Decision], refs: Mapping[str, str], command: str) -> None:
    """`there` says what was done with them before, and which the draft has anyway; `refs` as for the table."""
    others = [(edit, there.get(edit.id)) for edit in edits.edits if not edit.is_home]
    both = [edit for edit, what in others if edit.clashes and what is None]
    for told, found in (
        ("Changed in the draft too, since the file went out", both),
        ("The draft has it already", [edit for edit in edits.edits if edit.is_home]),
        ("Taken before", [edit for edit, what in others if what is Decision.TAKEN]),
        ("Proposed before", [edit for edit, what in others if what is Decision.BRACKETED]),
    ):
        if found:
            output.say(f"{told}: {_listed(edit.called(refs) for edit in found)}.")
    count = sum(edit.id not in there for edit in edits.edits)
    if count:
        output.say(f"{output.counted(count, 'edit')} came; the draft is as it was. To take all: {command} --take all")
    elif not edits.edits:
        output.say("Nothing was changed in the file.")


def _say_what_was_done(edits: RoomEdits, outcome: TakenHome, unbracketed: Collection[str], target: Path | None) -> None:
    """`unbracketed` are the ids of those that were to be bracketed and can't be."""
    for remark in outcome.remarks:
        output.say(remark)
    for sentence in outcome.contested:
        output.say(f"Look at this: {sentence}")
    left = [edit for edit in edits.edits if outcome.done[edit.id] is Decision.LEFT and not edit.is_home]
    _say_why_left("a changed citation is taken only by its id", [edit for edit in left if edit.needs_asking])
    _say_why_left("only words can stand in square brackets", [edit for edit in left if edit.id in unbracketed])
    if outcome.revision:
        output.say(f"The draft as it was before is kept as a revision: {outcome.revision.name}.")
    said = f"; {len(left):,} left" if left else ""
    output.say(f"Done: {outcome.step}{said}." if outcome.step else "Nothing was changed.")
    if target:
        output.say(f"Wrote {target}.")


def _say_why_left(why: str, edits: Sequence[RoomEdit]) -> None:
    if edits:
        how = " ".join(f"--take {edit.id}" for edit in edits)
        names = _listed(edit.ref if edit.needs_asking else f"{edit.ref} ({edit.kind})" for edit in edits)
        output.say(f"Left, since {why}: {names}. {how}")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _data(edits: RoomEdits, done: Mapping[str, Decision]) -> dict[str, object]:
    return {
        "base": edits.base,
        "changes": [
            {
                "id": edit.id,
                "paragraph": edit.paragraph,
                "ref": edit.ref,
                "kind": str(edit.kind),
                "author": edit.author,
                "date": edit.date,
                "tracked": edit.tracked,
                "was": edit.was,
                "now": edit.now,
                "done": str(done.get(edit.id, Decision.LEFT)),
            }
            for edit in edits.edits
        ],
        "unmatched": [{"text": each.text, "where": each.where, "why": each.why} for each in edits.unmatched],
    }
