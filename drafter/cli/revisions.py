"""Commands for a draft's rounds: `revision` saves it under a name and compares two, `compare` any two drafts."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, VIEWS, ViewType, corpus_option, format_option, opened
from drafter.cli.delivery import REPLACE_OPTION, target_suffix, write_document
from drafter.corpus.corpus import Corpus
from drafter.document import json_views
from drafter.document.comparison_table import line_name, rows
from drafter.draft.layout import Captions
from drafter.draft.text import ATTRIBUTED, View
from drafter.draft.word_difference import difference, simplified
from drafter.errors import BadInput, Problem
from drafter.formats.registry import Holds, holding
from drafter.negotiation.comparison import Comparison
from drafter.negotiation.revisions import NOW
from drafter.storage import files
from drafter.storage.exported_versions import folder_of
from drafter.storage.files import typed
from drafter.storage.revision_folder import KeptRevision, KeptRevisions, left_behind
from drafter.workspace.export import comparison_document, in_view
from drafter.workspace.named_revisions import compare_files, found, revisions_of

_ACTIONS = ("save", "list", "show", "compare")
_TARGET = click.option(
    "-o",
    "--output",
    "target",
    type=FILE,
    metavar="FILE",
    help=f"Write the comparison: {', '.join(known.suffix for known in holding(Holds.TABLE))}; - is stdout.",
)
_VIEW = click.option(
    "--view",
    type=ViewType(),
    default=ATTRIBUTED.name,
    show_default=True,
    help=f"What is made of alternatives in what is compared: {VIEWS}.",
)
_LAYOUT = click.option("--layout", help="Whose styles and words to use.  [default: the draft's]")


@click.command()
@DRAFT
@click.argument("action", type=click.Choice(_ACTIONS), default="list")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@_TARGET
@REPLACE_OPTION
@_VIEW
@_LAYOUT
@format_option
@corpus_option
def revision(
    path: Path,
    action: str,
    names: tuple[str, ...],
    target: Path | None,
    replace: bool,
    view: View,
    layout: str | None,
    as_json: bool,
    corpus: Corpus,
) -> None:
    """Keep DRAFT under a name for good, list what is kept, `show` one, `compare` two.

    `drafter revision DRAFT save "Rev.1"` writes it into the folder `DRAFT.revisions`, which belongs to the draft and
    travels with it. `drafter revision DRAFT compare Rev.1 Rev.2`; with one name, or `now` for the second, the draft as
    it is now.
    """
    if action == "compare":
        workspace, pair = opened(path, corpus), _two(names)
        comparison = workspace.revisions.compare(*pair, in_view(workspace, view))
        _warn(workspace.revisions.kept)
        return _tell(comparison, corpus, target, replace, layout or workspace.draft.layout, as_json)
    _refuse_output(target)
    if action == "list":
        _refuse_names(names)
        return _list(path, revisions_of(path), as_json)
    name = _one(names, action)
    if action == "show":
        return output.print_document(files.read_text(found(path, name).path))
    kept = opened(path, corpus).revisions.save(name)
    return output.say(f"Kept {kept.name} in {kept.path}.")


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@_TARGET
@click.option("--as", "author", default="", metavar="NAME", help="Of Word files: whose the changes are.")
@REPLACE_OPTION
@_VIEW
@_LAYOUT
@format_option
@corpus_option
def compare(
    old: Path,
    new: Path,
    author: str,
    target: Path | None,
    replace: bool,
    view: View,
    layout: str | None,
    as_json: bool,
    corpus: Corpus,
) -> None:
    """Say what is different in the draft NEW: by paragraph, word by word, through moves and other numbers.

    OLD and NEW are files of drafts, versions of one or not: paragraphs that were typed anew are known by their words.
    Or they are any two Word files: -o CHANGES.docx is then the new one, with what is different from the old one as
    tracked changes.
    """
    if _is_word(old) or _is_word(new):
        return _compare_word_files(old, new, author, target, replace)
    if author:
        raise BadInput(Problem("", None, "--as is for Word files.", "Leave it out."))
    workspace = opened(new, corpus)
    comparison = compare_files(old, new, corpus, in_view(workspace, view))
    return _tell(comparison, corpus, target, replace, layout or workspace.draft.layout, as_json)


COMMANDS = (revision, compare)


def _is_word(path: Path) -> bool:
    return path.suffix.lower() == ".docx"


def _compare_word_files(old: Path, new: Path, author: str, target: Path | None, replace: bool) -> None:
    if not (_is_word(old) and _is_word(new)):
        draft = new if _is_word(old) else old
        mend = f"drafter export {typed(draft)} -o FILE.docx --against {typed(old if _is_word(old) else new)}"
        if _is_word(new):
            home = f"drafter import {typed(draft)} {typed(new)}"
            mend = f"What others did in an export comes home by: {home}. Against it: {mend}"
        raise BadInput(Problem("", None, "One is a Word file, and the other a draft.", mend))
    if target is None or not _is_word(target):
        what = "What is different between Word files is written as tracked changes."
        raise BadInput(Problem("", None, what, "Say where to: -o CHANGES.docx"))
    from drafter.workspace.tracked_export import compared_files

    data, told = compared_files(old, new, author)
    write_document(target, data, replace)
    for said in told:
        output.say(said)


def print_comparison(comparison: Comparison) -> None:
    """Print what is different, the user's own remarks too."""
    if comparison.empty:
        return output.say("There is no difference.")
    terms = Captions()
    output.print_text(f"{comparison.names[0]} → {comparison.names[1]}", "bold")
    output.print_text(comparison.summary())
    if comparison.paragraphs:
        changed = [
            (row.before, row.after, "\n".join(row.happened), output.compared(row.words))
            for row in rows(comparison, terms, private=True)
        ]
        output.print_coloured_table([terms.was, terms.is_now, terms.what_happened, terms.wording], changed)
    if comparison.headings:
        lines = [
            (line_name(change), output.compared(simplified(difference(change.before, change.after))))
            for change in comparison.headings
        ]
        output.print_coloured_table([terms.headings, terms.wording], lines)
    if comparison.set_aside:
        aside = [(change.kind, change.subject, change.before, change.after) for change in comparison.set_aside]
        output.print_table(["", "Recommendation", terms.was, terms.is_now], aside)
    return None


def _tell(
    comparison: Comparison, corpus: Corpus, target: Path | None, replace: bool, layout: str, as_json: bool
) -> None:
    if target is not None:
        suffix = target_suffix(target, "json" if as_json else None)
        data = comparison_document(comparison, corpus, suffix, layout)
        write_document(target, data, replace)
    elif as_json:
        output.print_json(json_views.comparison(comparison))
    else:
        print_comparison(comparison)


def _list(path: Path, kept: KeptRevisions, as_json: bool) -> None:
    if as_json:
        return output.print_json(
            {"revisions": list(map(_data, kept.revisions)), "damaged": [_damage(each) for each in kept.problems]}
        )
    lines = [(each.name, f"{each.when:%Y-%m-%d %H:%M:%S} UTC", each.digest, str(each.path)) for each in kept.revisions]
    if lines:
        output.print_table(["Revision", "Saved", "Digest", "File"], lines)
    elif not kept.problems:
        output.say(f"{path}: no revision is kept yet.")
        for folder in left_behind(path):
            output.say(f"If the draft was renamed, rename {folder.name} to {folder_of(path).name}: its draft is gone.")
    return _warn(kept)


def _warn(kept: KeptRevisions) -> None:
    for problem in kept.problems:
        output.say(str(problem))


def _data(kept: KeptRevision) -> json_views.Data:
    return {
        "name": kept.name,
        "date": kept.date,
        "saved": kept.when.isoformat(),
        "digest": kept.digest,
        "file": str(kept.path),
    }


def _damage(problem: Problem) -> json_views.Data:
    return {"file": problem.file, "what": problem.what}


def _two(names: tuple[str, ...]) -> tuple[str, str]:
    if not 1 <= len(names) <= 2:
        raise BadInput(Problem("", None, "Name one or two revisions to compare.", "`now` is the draft as it is now."))
    return names[0], names[1] if len(names) == 2 else NOW


def _one(names: tuple[str, ...], action: str) -> str:
    if len(names) != 1:
        raise BadInput(Problem("", None, f"Name one revision to {action}.", 'With blanks in it, in quotes: "Rev. 1".'))
    return names[0]


def _refuse_names(names: tuple[str, ...]) -> None:
    if names:
        raise BadInput(Problem("", None, f"`list` takes no name: what is “{names[0]}”?"))


def _refuse_output(target: Path | None) -> None:
    if target is not None:
        raise BadInput(Problem("", None, "Only a comparison can be written with -o."))
