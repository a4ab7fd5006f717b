"""The about file, in which the user says what the files of a corpus can't: answers are kept in it, and all else in it
stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from drafter.corpus.corpus import AboutColumn, AboutFile, AboutHeading, AboutParagraph, AboutRegion, parse_citation
from drafter.errors import BadInput, EditRefused
from drafter.intake.doubts import Answer, quoted
from drafter.storage import corpus_yaml, files

NAME = "about.yaml"
"""What it is called where it lies beside the files and nobody names it."""


def settle(about: Path, answers: Sequence[Answer]) -> None:
    """Keep answers in the about file, which is made where it is missing. Those about headings, paragraphs and files
    stand above what was said before: of two, the first holds.

    Raises EditRefused for letters that can begin no citation, BadInput where what is added to stands on one line,
    CannotWrite where it can't be written.
    """
    text = files.read_text(about) if about.exists() else ""
    for region in (answer for answer in answers if isinstance(answer, AboutRegion)):
        if parse_citation(f"{region.code} 1") != (region.code, 1, ""):
            raise EditRefused(f"“{region.code}” can't begin a citation; letters can, also `G77`, `SEA-2`.")
    for key, kind in _KINDS.items():
        lines = [_written(answer) for answer in answers if isinstance(answer, kind)]
        if lines:
            text = _with_items(text, key, lines, about, last=kind is AboutRegion)
    columns = [answer for answer in answers if isinstance(answer, AboutColumn)]
    if columns:
        before = dict(corpus_yaml.load_about(about).columns) if text else {}
        text = _with_columns(text, before, columns)
    files.write(about, text.encode())


_KINDS: Mapping[str, type[Answer]] = {
    "headings": AboutHeading,
    "paragraphs": AboutParagraph,
    "files": AboutFile,
    "regions": AboutRegion,
}


def _block(key: str) -> re.Pattern[str]:
    """What stands under a key of the file: its line, and the indented lines and items below it."""
    return re.compile(rf"^{key}:[ \t]*([^#\n]*).*(?:\n[ \t-].*)*", re.MULTILINE)


def _with_items(text: str, key: str, items: Sequence[str], about: Path, *, last: bool) -> str:
    found = _block(key).search(text)
    if found and found[1].strip():
        raise BadInput.of(about, f"The `{key}` stand on one line.", "Write each on a line of its own, “- {…}”.")
    if not found:
        written = "".join(f"\n- {item}" for item in items)
        return f"{text.rstrip()}\n{key}:{written}\n".lstrip("\n")
    head, *below = found[0].split("\n")
    first = next((line for line in below if line.lstrip().startswith("-")), "")
    indent = first[: len(first) - len(first.lstrip())]
    added = [f"{indent}- {item}" for item in items]
    lines = [head, *below, *added] if last else [head, *added, *below]
    block = "\n".join(lines)
    return f"{text[: found.start()]}{block}{text[found.end() :]}"


def _with_columns(text: str, before: Mapping[str, str], answers: Sequence[AboutColumn]) -> str:
    heads = {answer.head for answer in answers}
    columns = {name: head for name, head in before.items() if head not in heads} | dict(answers)
    line = f"columns: {{{', '.join(_written(AboutColumn(*each)) for each in columns.items())}}}"
    found = _block("columns").search(text)
    if not found:
        return f"{text.rstrip()}\n{line}\n".lstrip("\n")
    return f"{text[: found.start()]}{line}{text[found.end() :]}"


def _written(answer: Answer) -> str:
    match answer:
        case AboutParagraph(paragraph, use):
            return f"{{paragraph: {quoted(paragraph)}, is: {use}}}"
        case AboutFile(name, form):
            return f"{{file: {quoted(name)}, is: {form}}}"
        case AboutHeading(title, level, True):
            return f"{{like: {quoted(title)}, are: {level}}}"
        case AboutHeading(title, level):
            return f"{{heading: {quoted(title)}, is: {level}}}"
        case AboutColumn(name, head):
            return f"{name}: {quoted(head)}"
        case AboutRegion():
            said = ", ".join(f"{name}: {quoted(value)}" for name, value in asdict(answer).items() if value)
            return f"{{{said}}}"
