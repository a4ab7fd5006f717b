"""Printing: tables and text through rich, never as markup; JSON alone on stdout; messages on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from drafter.corpus.plain_text import harmless

if TYPE_CHECKING:  # rich takes as long to load as a whole small command: only what prints loads it
    from rich.console import Console

WIDTH_OF_A_FILE = 120
"""Columns of a table that goes to a file or a pipe, which has no width of its own."""


def say(message: str) -> None:
    """A message for the person at the terminal, on stderr."""
    click.echo(harmless(message), err=True)


def print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def print_text(text: str = "", style: str = "") -> None:
    """Text folded to the terminal's width."""
    from rich.text import Text

    _console().print(Text(text, style=style), soft_wrap=False)


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = (), title: str = ""
) -> None:
    """A table; the columns counted in `right`, from 0, hold figures."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False)
    for place, name in enumerate(columns):
        table.add_column(Text(name), justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    _console().print(table)


def _console() -> Console:
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
