"""Prints: tables and text through rich, never as markup; JSON with nothing else on stdout; messages on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from drafter.corpus.plain_text import harmless

if TYPE_CHECKING:  # rich takes as long to load as a whole small command: only what prints loads it
    from rich.console import Console
    from rich.text import Text

    from drafter.draft.word_difference import Difference

WIDTH_OF_A_FILE = 120
"""Characters in a line that goes to a file or a pipe, which have no width of their own."""


def say(message: str) -> None:
    """Print a message for the user on stderr, control characters replaced."""
    click.echo(harmless(message), err=True)


def print_json(data: object) -> None:
    """Print data as JSON on stdout."""
    click.echo(as_json(data))


def as_json(data: object) -> str:
    """Data as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def print_text(text: str = "", style: str = "") -> None:
    """Print text on stdout, wrapped to the terminal's width; an empty line for none."""
    from rich.text import Text

    _console().print(Text(text, style=style), soft_wrap=False)


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = (), title: str = ""
) -> None:
    """Print a table on stdout; `right` are the columns, from 0, to align on the right. A cell may be `compared`."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False)
    for place, name in enumerate(columns):
        table.add_column(Text(name), justify="right" if place in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text(str(cell)) for cell in row))
    _console().print(table)


def compared(difference: Difference) -> Text:
    """A wording of which words came and went, marked, and where there are colours coloured too."""
    from rich.text import Text

    from drafter.draft.word_difference import Fate, marked

    looks = {Fate.IN: "green underline", Fate.OUT: "red strike"}
    return Text.assemble(*((marked((stretch,)), looks.get(stretch.fate, "")) for stretch in difference))


def _console() -> Console:
    from rich.console import Console

    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    return Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
