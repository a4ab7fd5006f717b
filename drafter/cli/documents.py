"""Commands that write documents: export, and `layout list | copy | check`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, FILE, TRACKED_VIEWS, ViewType, corpus_option, opened
from drafter.cli.delivery import REPLACE_OPTION, target_suffix, write_document
from drafter.corpus.corpus import Corpus
from drafter.document.table import AnnexKind
from drafter.draft.text import ATTRIBUTED, View, ViewKind
from drafter.errors import BadInput, Problem
from drafter.formats.registry import FORMATS, DocumentPurpose, Holds, Options, Sources, holding, styled
from drafter.storage import layout_folder
from drafter.workspace import Workspace
from drafter.workspace.export import Progress, Rendered, keep_exported, layout_problems, names_in_words, quiet

if TYPE_CHECKING:  # loaded where changes are tracked
    from drafter.workspace.tracked_export import Tracking

_NO_ANNEX = "none"
FORMAT_OPTION = click.option(
    "--format", "suffix", type=click.Choice([suffix[1:] for suffix in FORMATS]), help="Where the file's name says none."
)
TARGET_OPTION = click.option(
    "-o",
    "--output",
    "target",
    type=FILE,
    required=True,
    metavar="FILE",
    help="Its suffix names the format; - is stdout.",
)


class _Annexes(click.ParamType[tuple[AnnexKind, ...]]):
    """Parses names of annexes separated by commas; `none` gives an empty tuple."""

    name = "names"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[AnnexKind, ...]:
        names = [name.strip() for name in str(value).split(",")]
        if names == [_NO_ANNEX]:
            return ()
        known = [str(kind) for kind in AnnexKind]
        for name in names:
            if name not in known:
                self.fail(f"“{name}” is no annex. Use {', '.join(known)}, or {_NO_ANNEX}.", param, ctx)
        return tuple(AnnexKind(name) for name in names)


@click.command(
    help=f"Write DRAFT as a document: {', '.join(writer.short for writer in holding(Holds.DECLARATION))}; "
    f"an annex on its own as {' or '.join(writer.short for writer in holding(Holds.TABLE, tables_only=True))} too."
)
@DRAFT
@TARGET_OPTION
@FORMAT_OPTION
@click.option(
    "--sources",
    type=click.Choice([str(kind) for kind in Sources]),
    default=str(Sources.FOOTNOTES),
    show_default=True,
    help="How to show where a paragraph comes from.",
)
@click.option(
    "--annex",
    "annexes",
    type=_Annexes(),
    multiple=True,
    metavar="NAMES",
    help=f"Annexes, with commas between them: {', '.join(AnnexKind)}, or none.  [default: sources]",
)
@click.option(
    "--only", type=click.Choice([str(kind) for kind in AnnexKind]), multiple=True, help="Write this annex on its own."
)
@click.option(
    "--for",
    "purpose",
    type=click.Choice([str(purpose) for purpose in DocumentPurpose]),
    default=str(DocumentPurpose.READING),
    show_default=True,
    help="The copy for a negotiation has PP and OP labels, line numbers, version and date; that for the wall large "
    "letters too.",
)
@click.option("--line-numbers", is_flag=True, help=f"Number the lines of each page ({styled()}).")
@click.option("--clean", is_flag=True, help="Leave out reasons, statuses, names, what is missing, colours.")
@click.option(
    "--view",
    type=ViewType(tracked=True),
    default=ATTRIBUTED.name,
    show_default=True,
    help=f"What is made of alternatives: {TRACKED_VIEWS}.",
)
@click.option(
    "--against",
    metavar="REV|FILE",
    help="Track what changed since a kept revision, another version of the draft (.yaml), or any Word file.",
)
@click.option("--as", "author", metavar="NAME", help="Whose those changes are that nothing on record explains.")
@REPLACE_OPTION
@corpus_option
def export(
    path: Path,
    target: Path,
    suffix: str | None,
    sources: str,
    annexes: tuple[tuple[AnnexKind, ...], ...],
    only: tuple[str, ...],
    purpose: str,
    line_numbers: bool,
    clean: bool,
    view: View,
    against: str | None,
    author: str | None,
    replace: bool,
    corpus: Corpus,
) -> None:
    """Write a draft's document."""
    kinds = tuple(kind for named in annexes for kind in named) if annexes else None
    options = Options(Sources(sources), kinds, _alone(only), line_numbers, clean, view, DocumentPurpose(purpose))
    workspace = opened(path, corpus)
    wanted = target_suffix(target, suffix)
    rendered = Rendered(workspace, wanted, options, _tracking(workspace, against, author))
    with _progress(f"Writing {target}") as progress:
        data = rendered.render(progress)
    write_document(target, data, replace)
    for said in rendered.told:
        output.say(said)
    if remark := keep_exported(workspace, wanted, options):
        output.say(remark)
    if clean or view.kind is ViewKind.UNATTRIBUTED:
        for ref, names in names_in_words(workspace).items():
            output.say(f"Look at {ref}: its own words name {', '.join(names)}.")


def _alone(names: Sequence[str]) -> AnnexKind | None:
    kinds = [AnnexKind(name) for name in dict.fromkeys(names)]
    if len(kinds) > 1:
        what = "--only writes one annex on its own."
        raise BadInput(Problem("", None, what, f"With the text, several: --annex {','.join(kinds)}."))
    return kinds[0] if kinds else None


def _tracking(workspace: Workspace, against: str | None, author: str | None) -> Tracking | None:
    if against is None:
        if author is not None:
            raise BadInput(Problem("", None, "--as names whose changes they are.", "Say since when: add --against."))
        return None
    from drafter.workspace.tracked_export import tracking

    return tracking(workspace, against, author or "")


@click.group(name="layout")
def layout_group() -> None:
    """List the layouts, copy one to change it, check one."""


@layout_group.command(name="list")
def list_() -> None:
    """List the layouts that come with drafter."""
    rows = [(name, layout_folder.load(name).title) for name in layout_folder.names()]
    output.print_table(["Layout", ""], rows)


@layout_group.command()
@click.argument("name", metavar="LAYOUT")
@click.argument("folder", type=FILE)
def copy(name: str, folder: Path) -> None:
    """Copy LAYOUT, a name or a folder, to the new FOLDER, to change it there."""
    layout_folder.copy(name, folder)
    output.say(f"Wrote {folder}. Use it with: drafter new DRAFT --layout {folder}")


@layout_group.command()
@click.argument("name", metavar="LAYOUT")
def check(name: str) -> None:
    """Say what is wrong with LAYOUT, a name or a folder: its parts, its sentences, its styles."""
    problems = layout_problems(name)
    if problems:
        raise BadInput(problems)
    output.say(f"{name}: nothing is wrong with this layout.")


COMMANDS = (export, layout_group)


@contextmanager
def _progress(task_name: str) -> Iterator[Progress]:
    """Show a progress bar on stderr while the block runs; only where stderr is a terminal."""
    if not sys.stderr.isatty():
        yield quiet
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(task_name, total=None)
        yield lambda done, whole: bar.update(task, completed=done, total=whole)
