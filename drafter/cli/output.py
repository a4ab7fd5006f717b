"""Prints: tables and text wrapped to the terminal's width; JSON with nothing else on stdout; messages on stderr.

Lines and columns are laid out here, to the letter as rich's `Table` and `Text` lay them out (a test compares the two),
because loading those takes a third of a small command's time and drawing with them as much again. Rich measures what is
printed, how many cells of the terminal a sign takes, and draws the tables whose words have colours.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TYPE_CHECKING

import click

from drafter.corpus.plain_text import escaped, harmless, undirected, without_misleading

if TYPE_CHECKING:  # rich takes as long to load as a whole small command: only what prints colours loads it
    from rich.text import Text

    from drafter.draft.word_difference import Difference

CONTESTED = 1
"""Exit code, as git's, where both sides changed the same: the merge is written, and somebody has to look at it."""
_A_MOMENT = 1.0
"""Seconds after which it is said how far something is."""
WIDTH_OF_A_FILE = 120
"""Characters in a line that goes to a file or a pipe, which have no width of their own."""


def say(message: str) -> None:
    """Print a message for the user on stderr, control characters replaced."""
    click.echo(harmless(message), err=True)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Say on stderr how far something is that takes longer than a moment: the block calls it with how much of how much
    is done. Nothing where stderr is no terminal.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    said = ""
    begun = monotonic()

    def show(done: int, whole: int) -> None:
        nonlocal said
        now = f"{what}: {100 * done // max(1, whole)} %"
        if now != said and monotonic() - begun > _A_MOMENT:
            said = now
            click.echo(f"\r{said}", nl=False, err=True)

    try:
        yield show
    finally:
        if said:
            click.echo(f"\r{' ' * len(said)}\r", nl=False, err=True)


def counted(count: int, one: str, many: str = "") -> str:
    """`1 section`, `2 sections`; `many` is the plural where it takes more than an s."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def print_json(data: object) -> None:
    """Print data as JSON on stdout."""
    click.echo(as_json(data))


def as_json(data: object) -> str:
    """Data as JSON."""
    return escaped(json.dumps(data, ensure_ascii=False, indent=2))


def print_document(data: bytes | str) -> None:
    """Print a document on stdout: as it is into a pipe or a file, with what a terminal would act on replaced on one."""
    if sys.stdout.isatty():
        data = harmless(data.decode() if isinstance(data, bytes) else data)
    click.echo(data, nl=False)


def print_text(text: str = "", style: str = "") -> None:
    """Print text on stdout, wrapped to the terminal's width; an empty line for none. `style` is `bold` or nothing."""
    width = _width()
    click.echo("\n".join(_styled(line, style) for line in wrapped(harmless(text), width)))


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, right: Sequence[int] = (), title: str = ""
) -> None:
    """Print a table on stdout; `right` are the columns, from 0, to align on the right. Where there are more of these
    than the terminal is wide, they come in several tables, each with the other columns before them.
    """
    cells = [[harmless(str(cell)) for cell in row] for row in (columns, *rows)]
    for place, kept in enumerate(_bands(cells, right, _width())):
        of_band = [at for at, column in enumerate(kept) if column in right]
        _print_band([[row[column] for column in kept] for row in cells], of_band, "" if place else title)


def _print_band(cells: Sequence[Sequence[str]], right: Sequence[int], title: str) -> None:
    sizes = _column_sizes(cells, _width())
    heads = _row_lines(cells[0], sizes, right, heading=True)
    whole = sum(sizes) + len(sizes) + 1
    blank = " " * whole
    lines = [_padded(line, whole) for line in wrapped(harmless(title), whole)] if title else []
    lines += [blank, *(_styled(line, "bold") for line in heads), f" {'─' * (whole - 2)} "]
    lines += [line for row in cells[1:] for line in _row_lines(row, sizes, right)]
    click.echo("\n".join([*lines, blank]))


_LEAST = 24
"""Cells that a column of words needs to be read, where it has so many, beside columns of figures."""
_FEW = 8
"""So many columns of figures stay together, however narrow."""


def _bands(cells: Sequence[Sequence[str]], figures: Sequence[int], width: int) -> Iterator[list[int]]:
    """The columns of each table that these cells are printed as, by their places from 0."""
    from rich.cells import cell_len

    columns = range(len(cells[0]))
    needed = [max(map(cell_len, (row[column] for row in cells))) + 3 for column in columns]
    words = [column for column in columns if column not in figures]
    room = width - sum(min(needed[column], _LEAST) for column in words)
    band, taken = list[int](), 0
    for column in sorted(set(columns) - set(words)):
        if len(figures) > _FEW and band and taken + needed[column] > room:
            yield sorted([*words, *band])
            band, taken = [], 0
        band.append(column)
        taken += needed[column]
    yield sorted([*words, *band])


def print_coloured_table(columns: Sequence[str], rows: Iterable[Sequence[str | Text]]) -> None:
    """Print a table on stdout of which cells are `compared`."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in columns:
        table.add_column(Text(undirected(name)), overflow="fold")
    for row in rows:
        table.add_row(*(Text(undirected(cell)) if isinstance(cell, str) else cell for cell in row))
    width = None if sys.stdout.isatty() else WIDTH_OF_A_FILE
    Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False).print(table)


def compared(difference: Difference) -> Text:
    """A wording of which words came and went, marked, and where there are colours coloured too."""
    from rich.text import Text

    from drafter.draft.word_difference import Fate, marked

    looks = {Fate.IN: "green underline", Fate.OUT: "red strike"}
    return Text.assemble(*((undirected(marked((stretch,))), looks.get(stretch.fate, "")) for stretch in difference))


def _width() -> int:
    """How many cells a line may take."""
    if not sys.stdout.isatty():
        return WIDTH_OF_A_FILE
    named = os.environ.get("COLUMNS", "")
    with suppress(OSError, ValueError):
        return int(named) if named.isdigit() else os.get_terminal_size(sys.stdout.fileno()).columns or 80
    return 80


def _styled(line: str, style: str) -> str:
    if not style or os.environ.get("TERM") in ("dumb", "unknown"):
        return line
    return click.style(line, bold=style == "bold")  # which `echo` takes off again where there is no terminal


_WORD = re.compile(r"\s*\S+\s*")


def wrapped(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells, broken between words, or within one that is longer than a line."""
    from rich.cells import cell_len, set_cell_size

    lines = []
    for line in (part for paragraph in text.split("\n") for part in _broken(paragraph.expandtabs(8), width)):
        kept = line[: max(len(line.rstrip()), width)]
        # What a break parts from its end would go on turning what stands beside it in a table.
        lines.append(without_misleading(kept if cell_len(kept) <= width else set_cell_size(kept, width)))
    return lines


def _broken(line: str, width: int) -> list[str]:
    """The line in pieces, each as wide as `width` allows, blanks at the end not counted."""
    from rich.cells import cell_len, chop_cells

    if cell_len(line.rstrip()) <= width:
        return [line]
    pieces = [""]
    for word in _WORD.findall(line):
        size = cell_len(word.rstrip())
        if size <= width - cell_len(pieces[-1]):
            pieces[-1] += word
        else:
            chopped = chop_cells(word, width) if size > width else [word]
            pieces[-1:] = [*filter(None, pieces[-1:]), *chopped]
    return pieces


def _column_sizes(cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """How many cells each column of a table takes, with the blank on each side of it that isn't at the table's edge.

    Where the content needs more than `width`, the widest columns give way first.
    """
    from rich.cells import cell_len

    count = len(cells[0])
    room = max(width - count - 1, 1)
    needed = [
        max((cell_len(line) for row in cells for line in row[place].splitlines()), default=0) + _padding(place, count)
        for place in range(count)
    ]
    sizes = [min(size, room) or 1 for size in needed]
    while (excess := sum(sizes) - room) > 0:
        widest = max(sizes)
        step = widest - max((size for size in sizes if size < widest), default=0)
        sharers = sizes.count(widest)
        for place, size in enumerate(sizes):
            if size == widest:
                less = min(step, round(excess / sharers))
                sizes[place] -= less
                excess -= less
                sharers -= 1
    return [min(size, need) or 1 for size, need in zip(sizes, needed, strict=True)]


def _padding(place: int, count: int) -> int:
    return (place > 0) + (place < count - 1)


def _row_lines(row: Sequence[str], sizes: Sequence[int], right: Sequence[int], *, heading: bool = False) -> list[str]:
    """A table's row as lines. A cell with fewer lines than the others stands on top, one of a heading at the bottom."""
    columns = []
    for place, (cell, size) in enumerate(zip(row, sizes, strict=True)):
        inner = size - _padding(place, len(row))
        lines = wrapped(cell, inner) if inner > 0 else [""]
        before = " " if place else ""
        columns.append([_padded(f"{before}{_padded(line, inner, place in right)}", size) for line in lines])
    height = max(map(len, columns))
    for lines, size in zip(columns, sizes, strict=True):
        blanks = [" " * size] * (height - len(lines))
        lines[:] = [*blanks, *lines] if heading else [*lines, *blanks]
    return [f" {' '.join(parts)} " for parts in zip(*columns, strict=True)]


def _padded(line: str, width: int, right: bool = False) -> str:
    from rich.cells import cell_len

    if right:
        return " " * (width - cell_len(line.rstrip())) + line.rstrip()
    return line + " " * (width - cell_len(line))
