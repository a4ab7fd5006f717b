"""The files that a corpus is built of, whatever their format: read, and taken for a list, a matrix or a table.

Word documents go through the Word reader and its guard, workbooks through theirs, everything else through intake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from drafter.corpus import plain_text
from drafter.corpus.corpus import About, AboutHeading
from drafter.errors import BadInput, Problem
from drafter.intake.citation_marks import ListCitations, find_matrix_marks, with_square_brackets
from drafter.intake.found_lines import FoundLine, of_markdown, of_rows, of_text, of_word, source_text
from drafter.intake.heading_levels import quoted
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.recommendation_table import find_head
from drafter.intake.table_rows import separated_rows
from drafter.storage import corpus_yaml, files, folders

LARGEST = 3_000_000
"""Characters that a file may have: some 6,000 recommendations. A larger file is no mapping exercise."""
MOST_BRACKETS = 100_000
"""Opening brackets that a file may have: each may begin a citation, and takes time."""
MOST_LINES = 100_000
"""Paragraphs and rows that a file may have."""


class SourceForm(StrEnum):
    """How a file holds recommendations."""

    LIST = "list"
    MATRIX = "matrix"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file's content."""

    path: Path
    kind: str
    """What it was read as: `Word document`, `text in Windows-1252`."""
    source: SourceText
    lines: tuple[FoundLine, ...]
    left_out: tuple[FoundLine, ...] = ()
    """Of a PDF, the heads and feet of its pages; of a workbook, the sheets without a table."""


def read(path: Path) -> SourceFile:
    """The file's content. Raises BadInput where it can't be read, or is far larger than a mapping exercise."""
    suffix = path.suffix.lower()
    data = files.read_bytes(path)
    if suffix in _LEGACY:
        raise BadInput.of(path, f"A {suffix} file can't be read.", "Save it as .docx, .xlsx or .pdf.")
    reader = _READERS.get(suffix, _text)
    found = reader(path, data)
    size = sum(len(line.text) + sum(map(len, line.cells)) for line in found.lines)
    if size > LARGEST or found.source.text.count("[") > MOST_BRACKETS or len(found.lines) > MOST_LINES:
        raise BadInput.of(path, "The file is far larger than a mapping exercise.", "Is it the right file?")
    return found


_LEGACY = (".doc", ".xls", ".odt", ".ods", ".rtf", ".ppt", ".pptx")


def _word(path: Path, data: bytes) -> SourceFile:
    from drafter.formats.docx import reader

    lines = of_word(reader.read(data, path), reader.table_rows(data, path, between="\n"))
    return SourceFile(path, "Word document", source_text(str(path), lines), tuple(lines))


def _pdf(path: Path, data: bytes) -> SourceFile:
    from drafter.intake import pdf_pages
    from drafter.intake.page_lines import page_lines

    lines, left_out = page_lines(pdf_pages.read(data, path))
    wrapped = not any(line.cells for line in lines)
    return SourceFile(path, "PDF", source_text(str(path), lines, wrapped=wrapped), tuple(lines), tuple(left_out))


def _workbook(path: Path, data: bytes) -> SourceFile:
    from drafter.formats import workbook_reader

    sheets = workbook_reader.read(data, path)
    # A sheet of single cells says something about the others.
    tables = [rows for rows in sheets if any(sum(map(bool, cells)) > 1 for _, cells in rows)] or sheets
    left_out = of_rows(rows for rows in sheets if rows not in tables)
    lines = of_rows(tables)
    return SourceFile(path, "Excel workbook", source_text(str(path), lines), tuple(lines), tuple(left_out))


_QUOTED = re.compile(r'(?:^|\t)"', re.MULTILINE)


def _separated(path: Path, data: bytes) -> SourceFile:
    text, encoding = _decoded(path, data)
    if path.suffix.lower() == ".tsv" and not _QUOTED.search(text):
        return _text(path, data)
    lines = of_rows([separated_rows(text, str(path), "\t" if path.suffix.lower() == ".tsv" else "")])
    return SourceFile(path, f"separated values in {encoding}", source_text(str(path), lines), tuple(lines))


def _html(path: Path, data: bytes) -> SourceFile:
    from drafter.intake.html_blocks import html_lines

    text, encoding = _decoded(path, data)
    lines = html_lines(str(path), text)
    return SourceFile(path, f"web page in {encoding}", source_text(str(path), lines), tuple(lines))


def _markdown(path: Path, data: bytes) -> SourceFile:
    text, encoding = _decoded(path, data)
    lines = of_markdown(str(path), text)
    return SourceFile(path, f"Markdown in {encoding}", source_text(str(path), lines), tuple(lines))


def _text(path: Path, data: bytes) -> SourceFile:
    text, encoding = _decoded(path, data)
    return SourceFile(path, f"text in {encoding}", SourceText(str(path), text), tuple(of_text(text)))


_FORM_FEED = "\f"


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    """The text and its encoding. A form feed is where a page of a PDF began; other control characters are refused."""
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        what = "This is a Word file, a PDF or another archive, and its name says that it is text."
        raise BadInput.of(path, what, "Give it the ending that it should have.")
    text, encoding = plain_text.told_apart(data, path)
    control = plain_text.forbidden(text.replace(_FORM_FEED, " "))
    if control:
        line, name = control
        raise BadInput.of(path, f"There is a control character ({name}) in the text.", "Take it out.", line)
    return text, encoding


_READERS: dict[str, Callable[[Path, bytes], SourceFile]] = {
    ".docx": _word,
    ".pdf": _pdf,
    ".xlsx": _workbook,
    ".csv": _separated,
    ".tsv": _separated,
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
}


def form_of(found: SourceFile, about: About) -> SourceForm | None:
    """What a file is taken for; None where that isn't sure.

    A table has heads of columns for it, a matrix has citations in the cells of rows, a list has them elsewhere.
    """
    source = found.source
    rows = [line.cells for line in found.lines if len(line.cells) > 1]
    if rows and find_head(source if source.rows else source_text("", found.lines), dict(about.columns)):
        return SourceForm.TABLE
    codes = frozenset(region.code for region in about.regions)
    text = with_square_brackets(source.text)
    listed = ListCitations(codes, declared=True) if codes else ListCitations.discover(text)

    def cites(text: str) -> bool:
        return next(find_matrix_marks(text), None) is not None or next(listed.marks(text), None) is not None

    if any(cites(cell) for cells in rows for cell in cells):
        return SourceForm.MATRIX
    if any(cites(line.text) for line in found.lines) or cites(text):
        return SourceForm.MATRIX if next(find_matrix_marks(source.text), None) and rows else SourceForm.LIST
    return None


@dataclass(frozen=True, slots=True)
class GivenSources:
    """The files of a corpus, and what the user says of them."""

    files: Sequence[Path] = ()
    """Files of any form."""
    forms: Mapping[SourceForm, Path] = field(default_factory=dict)
    """Files that are to be read in a form."""
    about: Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    """What a table calls its columns, besides what the about file says."""

    @property
    def is_empty(self) -> bool:
        return not self.files and not self.forms


_HEADINGS = re.compile(r"^headings:[ \t]*(.*)$", re.MULTILINE)


def settle(about: Path, answers: Sequence[AboutHeading]) -> None:
    """Keep what the user says of headings in the about file, which is made where it is missing; all else in it stays,
    below: of two answers, the first holds.

    Raises BadInput where its `headings` are written on one line, CannotWrite where it can't be written.
    """
    text = files.read_text(about) if about.exists() else ""
    found = _HEADINGS.search(text)
    if found and found[1]:
        raise BadInput.of(about, "The `headings` stand on one line.", "Write each on a line of its own, “- {…}”.")
    lines = "".join(f"\n- {_written(answer)}" for answer in answers)
    if found:
        text = f"{text[: found.end()].rstrip()}{lines}{text[found.end() :]}"
    else:
        text = f"{text.rstrip()}\nheadings:{lines}\n".lstrip("\n")
    files.write(about, text.encode())


def _written(answer: AboutHeading) -> str:
    title = quoted(answer.title)
    return f"{{like: {title}, are: {answer.level}}}" if answer.alike else f"{{heading: {title}, is: {answer.level}}}"


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What a file was taken for."""

    path: Path
    kind: str
    form: SourceForm

    def __str__(self) -> str:
        return f"{self.path.name}: {self.kind}, taken for a {self.form}"


@dataclass(frozen=True, slots=True)
class ReadSources:
    """What the files of a corpus give."""

    exercise: MappingExercise
    problems: tuple[Problem, ...]
    """Where there are any, the corpus lacks what they name."""
    taken: tuple[TakenFile, ...]


def read_sources(sources: GivenSources) -> ReadSources:
    """Read the files of a corpus; without any, the mapping exercise that comes with drafter.

    Raises BadInput where a file can't be read at all, or nothing says what it is.
    """
    if sources.is_empty:
        folder = folders.CONGRESS / "sources"
        own = {SourceForm.LIST: folder / "annex-a.txt", SourceForm.MATRIX: folder / "annex-b.txt"}
        sources = replace(sources, forms=own, about=sources.about or folders.CONGRESS / "about.yaml")
    about = corpus_yaml.load_about(sources.about) if sources.about else About()
    if sources.columns:
        about = replace(about, columns=tuple({**dict(about.columns), **dict(sources.columns)}.items()))
    found: dict[SourceForm, SourceFile] = {form: read(path) for form, path in sources.forms.items()}
    for path in sources.files:
        file = read(path)
        form = form_of(file, about)
        if form is None:
            raise BadInput.of(path, _UNKNOWN, _FORCE)
        if form in found:
            what = f"This is a second {form}, besides {found[form].path.name}."
            raise BadInput.of(path, what, "Give one list or table, one matrix, or one of each.")
        found[form] = file
    if SourceForm.LIST in found and SourceForm.TABLE in found:
        raise BadInput.of(
            found[SourceForm.TABLE].path, "A list and a table can't be checked against each other.", "Give one."
        )
    exercise, problems = read_mapping(
        listing=_source(found, SourceForm.LIST),
        matrix=_source(found, SourceForm.MATRIX),
        table=_source(found, SourceForm.TABLE),
        about=about,
    )
    taken = tuple(TakenFile(file.path, file.kind, form) for form, file in found.items())
    return ReadSources(exercise, problems, taken)


_UNKNOWN = (
    "What this file holds isn't sure: no citation such as [AP 62(a)] is in it, and no heads of a table's columns."
)
_FORCE = 'Say it with --list, --matrix or --table; name a table\'s columns with --columns text="Recommendation".'


def _source(found: Mapping[SourceForm, SourceFile], form: SourceForm) -> SourceText | None:
    file = found.get(form)
    if file is None:
        return None
    return (
        source_text(file.source.file, file.lines) if form is SourceForm.TABLE and not file.source.rows else file.source
    )
