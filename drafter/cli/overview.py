"""The command `report`: the overview of a draft, for whoever has two minutes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli import output
from drafter.cli.arguments import DRAFT, corpus_option, opened
from drafter.cli.delivery import deliver, output_options
from drafter.document import json_views
from drafter.document.table import Annex, Passage, Table, Title, undrawn
from drafter.draft.text import ATTRIBUTED, UNATTRIBUTED
from drafter.formats.registry import Options
from drafter.workspace.export import annex_document, names_in_words
from drafter.workspace.overview_report import as_annex, overview_of

if TYPE_CHECKING:
    from drafter.corpus.corpus import Corpus

_VIEWS = {view.name: view for view in (ATTRIBUTED, UNATTRIBUTED)}


@click.command()
@DRAFT
@click.option(
    "--since",
    default="",
    metavar="REVISION",
    help="Tell what is otherwise since this one.  [default: the latest that differs]",
)
@click.option(
    "--view",
    "view_name",
    type=click.Choice(list(_VIEWS)),
    default=ATTRIBUTED.name,
    show_default=True,
    help="unattributed names no party.",
)
@output_options
@corpus_option
def report(
    path: Path,
    since: str,
    view_name: str,
    shown: str | None,
    target: Path | None,
    replace: bool,
    corpus: Corpus,
) -> None:
    """Tell in short how long DRAFT is, what is in, what is not, who holds what, and what changed since a revision."""
    workspace, view = opened(path, corpus), _VIEWS[view_name]
    found = overview_of(workspace, view, since)
    options = Options(view=view)
    deliver(
        lambda: _print(as_annex(workspace, found, options, by_section=True)),
        lambda: json_views.overview(found, named=view == ATTRIBUTED),
        lambda suffix: annex_document(workspace, as_annex(workspace, found, options), suffix, view),
        (shown, target, replace),
    )
    if view == UNATTRIBUTED:
        for ref, names in names_in_words(workspace).items():
            output.say(f"Look at {ref}: its own words name {', '.join(names)}.")


COMMANDS = (report,)


def _print(annex: Annex) -> None:
    output.print_text(annex.title, "bold")
    for block in annex.blocks:
        match block:
            case Title():
                output.print_text(block.text, "bold")
            case Passage():
                output.print_text(block.text)
            case Table():
                _print_table(undrawn(block))


def _print_table(table: Table) -> None:
    """The table; a row that heads others with its words in the first column."""
    figures = [place for place, column in enumerate(table.columns) if column.shape == "figure"]
    blanks = [""] * (len(table.columns) - 1)
    rows = [[row.cells[0].text, *blanks] if row.heads else [cell.text for cell in row.cells] for row in table.rows]
    output.print_table([column.title for column in table.columns], rows, right=figures)
