"""Where an answer goes: to the terminal, or with `-o` to a file of the kind that its suffix names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli import output
from drafter.cli.arguments import FILE, F
from drafter.errors import BadInput, CannotWrite, Problem
from drafter.formats.registry import FORMATS, Holds, holding
from drafter.storage import files

if TYPE_CHECKING:  # tables need no JSON
    from drafter.document.json_views import Data

STDOUT = Path("-")
SPREADSHEETS = [known.suffix for known in holding(Holds.TABLE, tables_only=True)]
REPLACE_OPTION = click.option("--replace", is_flag=True, help="Replace the file if it exists.")
_DOCUMENTS = [known.suffix[1:] for known in holding(Holds.TABLE) if known.suffix != ".json"]


def output_options(command: F) -> F:
    """`--format`, `-o` and `--replace` for `deliver`; the command gets `shown`, `target` and `replace`."""
    for option in (
        REPLACE_OPTION,
        click.option(
            "-o", "--output", "target", type=FILE, metavar="FILE",
            help="Write it to this file; its suffix names the format.",
        ),
        click.option(
            "--format", "shown", type=click.Choice(["table", "json", *_DOCUMENTS]),
            help="json prints data and nothing else on stdout.  [default: table]",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def deliver(
    print_: Callable[[], None],
    data: Callable[[], Data],
    document: Callable[[str], bytes],
    to: tuple[str | None, Path | None, bool],
) -> None:
    """Print it, as a table, as data or as text; or write it to a file. `document` is given the format's suffix, and
    `to` what the options say. Raises BadInput as `target_suffix`.
    """
    shown, target, replace = to
    named = None if shown == "table" else shown
    if named is None and target is None:
        return print_()
    suffix = target_suffix(target or STDOUT, named)
    content = f"{output.as_json(data())}\n".encode() if suffix == ".json" else document(suffix)
    sys.stdout.flush()
    return write_document(target or STDOUT, content, replace)


def target_suffix(target: Path, named: str | None) -> str:
    """The suffix of the format, in lower case: as named, else the file's; for stdout Markdown.

    Raises BadInput for a binary format on a terminal, for a file whose suffix names no format, and for one whose
    suffix names another format than the one that is named: no program would open it.
    """
    suffix = f".{named}" if named else ".md" if target == STDOUT else target.suffix.lower()
    if target == STDOUT:
        if not FORMATS[suffix].is_text and sys.stdout.isatty():
            what = f"{FORMATS[suffix].name} can't be shown in a terminal."
            raise BadInput(Problem("", None, what, "Name a file with -o, or send it into a pipe: -o - | …"))
    elif suffix not in FORMATS:
        what = f"“{suffix}” is not a format to export to." if suffix else f"What kind of file is {target.name} to be?"
        raise BadInput(Problem("", None, what, f"Let its name end with one of {', '.join(FORMATS)}."))
    elif target.suffix.lower() in FORMATS and target.suffix.lower() != suffix:
        what = f"--format says {named}, and the name of the file {target.suffix}."
        raise BadInput(Problem("", None, what, "Leave --format out, or name the file otherwise."))
    return suffix


def refuse_other_than_yaml(target: Path | None, what: str) -> None:
    """Raises BadInput for a file whose suffix names another kind, where `what` is written: a draft, or a corpus."""
    if target is not None and target.suffix.lower() not in (".yaml", ".yml", ""):
        raise BadInput.of(target, f"{what} is YAML, and no {target.suffix}.", "Let its name end with .yaml.")


def write_document(target: Path, data: bytes, replace: bool) -> None:
    """Write a document and say so; to stdout, saying nothing, for STDOUT."""
    if target == STDOUT:
        output.print_document(data)
    else:
        write_file(target, data, replace)
        output.say(f"Wrote {target}.")


def write_file(target: Path, data: bytes, replace: bool) -> None:
    """Write what a command with `--replace` writes. Raises CannotWrite as `files.write`."""
    with replaced_on_request(target):
        files.write(target, data, replace=replace)


@contextmanager
def replaced_on_request(target: Path) -> Iterator[None]:
    """Where a file that exists is not written over, the option `--replace` is named."""
    try:
        yield
    except CannotWrite as error:
        if not error.exists:
            raise
        raise CannotWrite(f"{target}: this file exists. Choose another name, or replace it with --replace.") from error
