"""Printing: tables and text through rich, never as markup; JSON alone on stdout; messages on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence

import click
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drafter.corpus.plain_text import harmless
from drafter.document.coverage_report import uptake
from drafter.review.coverage import Coverage, Disposition, Tally
from drafter.workspace import Workspace

# FOLD: A draft's coverage as tables on the terminal.


def print_coverage(workspace: Workspace, filtered: Coverage | None = None) -> None:
    """The coverage of a draft as tables: recommendations by region, placements by theme, what is set aside.

    `filtered` is its figures for some regions and themes alone, where those are wanted.
    """
    corpus, found = workspace.corpus, filtered or workspace.coverage
    print_text(f"Coverage of {workspace.path}", "bold")
    rows = [(f"{code}  {corpus.by_region[code].name}", *_figures(tally)) for code, tally in found.regions.items()]
    print_table(
        ["Recommendations, counted once each", "taken up", "partly", "set aside", "not yet reviewed", "total"],
        [*rows, ("All regions" if len(rows) == len(corpus.regions) else "Together", *_figures(found.recommendations))],
        right=range(1, 6),
    )
    print_text(uptake(workspace.draft, found).words())
    codes = list(found.regions)
    print_table(
        ["", "Theme", *codes, "all"],
        [
            (one.theme.id, one.theme.title, *(_share(one.regions[code]) for code in codes), _share(one.whole))
            for one in found.themes
        ],
        right=range(2, len(codes) + 3),
        title="Placements covered, of those that each theme lists (a recommendation may stand under several themes)",
    )
    print_text(f"Placements covered: {found.placements.covered} of {found.placements.total}.")
    _print_set_aside(workspace, found)


def _figures(tally: Tally) -> tuple[int, ...]:
    return tally.taken_up, tally.partly, tally.set_aside, tally.open, tally.total


def _share(tally: Tally) -> str:
    return f"{tally.covered}/{tally.total}" if tally.total else "–"


def _print_set_aside(workspace: Workspace, found: Coverage) -> None:
    aside = [
        (id, workspace.draft.reasons[id])
        for id in workspace.corpus.in_order(workspace.draft.reasons)
        if found.dispositions.get(id) is Disposition.SET_ASIDE
    ]
    if aside:
        print_table(["Set aside", "Reason"], aside)


WIDTH_OF_A_FILE = 120
"""Columns of a table that goes to a file or a pipe, which has no width of its own."""


def say(message: str) -> None:
    """A message for the person at the terminal, on stderr."""
    click.echo(harmless(message), err=True)


def print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_text(text: str = "", style: str = "") -> None:
    """Text folded to the terminal's width."""
    _console().print(Text(text, style=style), soft_wrap=False)


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = (), title: str = ""
) -> None:
    """A table; the columns counted in `right`, from 0, hold figures."""
    table = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False)
    for place, name in enumerate(columns):
        table.add_column(Text(name), justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    _console().print(table)


def _console() -> Console:
    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
