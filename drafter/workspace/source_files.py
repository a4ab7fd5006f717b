"""The files that a corpus is built of, whatever their format: read, and taken for a list, matrix, table or report.

Word documents go through the Word reader and its guard, workbooks through theirs, everything else through intake.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from drafter.corpus import plain_text, sorting
from drafter.corpus.corpus import About, AboutFile, AboutRegion, Corpus, SourceForm
from drafter.errors import BadInput, DrafterError, Problem
from drafter.intake.citation_forms import in_usual_form
from drafter.intake.citation_marks import ListCitations, find_matrix_marks
from drafter.intake.doubts import PossibleAnswer, SourceQuestion
from drafter.intake.found_lines import FoundLine, of_markdown, of_rows, of_text, of_word, source_text
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, empty_exercise, read_mapping
from drafter.intake.meeting_reports import MeetingReport, read_reports
from drafter.intake.recommendation_table import find_head
from drafter.intake.report_reader import looks_like_report
from drafter.intake.table_rows import RowNames, separated_rows
from drafter.storage import corpus_yaml, files, folders
from drafter.storage.files import Progress, untold
from drafter.workspace import about_file
from drafter.workspace.streamed_table import StreamedTable

LARGEST = 3_000_000
"""Characters that a file may have: some 6,000 recommendations. A larger file is no mapping exercise, unless it is a
table of separated values: of such a one, only what becomes of its rows is held.
"""
MOST_BRACKETS = 100_000
"""Opening brackets that a file may have: each may begin a citation, and takes time."""
MOST_LINES = 100_000
"""Paragraphs and rows that a file may have."""


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


def read(path: Path, progress: Progress = untold) -> SourceFile:
    """The file's content. Raises BadInput where it can't be read, or is far larger than a mapping exercise.

    `progress` is told how many bytes of how many are read of a table that isn't held, when its rows are gone through.
    """
    suffix = path.suffix.lower()
    if suffix in _SEPARATED and path.is_file() and path.stat().st_size > LARGEST:
        return _streamed(path, progress)
    data = files.read_bytes(path)
    if suffix in _UNREAD:
        raise BadInput.of(path, f"A {suffix} file can't be read.", "Save it as .docx, .xlsx or .pdf.")
    reader = _READERS.get(suffix, _text)
    found = reader(path, data)
    size = sum(len(line.text) + sum(map(len, line.cells)) for line in found.lines)
    if size > LARGEST or found.source.text.count("[") > MOST_BRACKETS or len(found.lines) > MOST_LINES:
        raise BadInput.of(path, "The file is far larger than a mapping exercise.", "Is it the right file?")
    return found


def readable_in(folder: Path) -> list[Path]:
    """The files of the folder that a corpus may be built of, the newest first; none where it can't be read."""
    with suppress(OSError):
        paths = [path for path in folder.iterdir() if path.suffix.lower() in (*_READERS, ".txt") and path.is_file()]
        return sorted(paths, key=lambda path: (-path.stat().st_mtime, path.name))
    return []


_SEPARATED = (".csv", ".tsv")
_UNREAD = (".ppt", ".pptx", ".odp", ".pages", ".numbers")


def _through_office(path: Path, data: bytes) -> SourceFile:
    """A file of another program, as LibreOffice makes a Word document or a workbook of it. Raises BadInput where that
    isn't installed, or makes nothing of it.
    """
    from drafter.formats import libreoffice

    suffix = path.suffix.lower()
    try:
        made = libreoffice.readable(data, suffix)
    except DrafterError as error:
        raise BadInput.of(path, str(error)) from error
    read_as = _word if libreoffice.READ[suffix] is libreoffice.Made.DOCX else _workbook
    return replace(read_as(path, made), kind=f"{suffix} file, through LibreOffice")


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


def _streamed(path: Path, progress: Progress) -> SourceFile:
    """A table of any length, the rows of which are read when they are gone through."""
    rows = StreamedTable(path, progress)
    source = SourceText(str(path), "", RowNames(), streamed=rows)
    return SourceFile(path, f"separated values in {rows.encoding.upper().removesuffix('-SIG')}", source, ())


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
    **dict.fromkeys((".odt", ".rtf", ".doc", ".ods", ".xls"), _through_office),
}


def form_of(found: SourceFile, about: About) -> SourceForm | None:
    """What a file is taken for; None where that isn't sure.

    The user's word holds. A table has heads of columns for it, a matrix has citations in the cells of rows, a list has
    them elsewhere.
    """
    said = next((each.form for each in about.files if each.file == found.path.name), None)
    if said:
        return said
    source = found.source
    if source.streamed is not None:
        return SourceForm.TABLE if find_head(source, dict(about.columns)) else None
    rows = [line.cells for line in found.lines if len(line.cells) > 1]
    if rows and find_head(source if source.rows else source_text("", found.lines), dict(about.columns)):
        return SourceForm.TABLE
    codes = frozenset(region.code for region in about.regions)
    text = in_usual_form(source.text).text
    listed = ListCitations(codes, declared=True) if codes else ListCitations.discover(text)

    def cites(text: str) -> bool:
        return next(find_matrix_marks(text), None) is not None or next(listed.marks(text), None) is not None

    if any(cites(cell) for cells in rows for cell in cells):
        return SourceForm.MATRIX
    if _is_report(source, sum(cites(line.text) for line in found.lines)):
        return SourceForm.REPORT
    if any(cites(line.text) for line in found.lines) or cites(text):
        return SourceForm.MATRIX if next(find_matrix_marks(source.text), None) and rows else SourceForm.LIST
    return None


def _is_report(source: SourceText, cited: int) -> bool:
    """Whether it has numbered paragraphs with letters, of which few or none end in a citation."""
    return cited < _FEW and looks_like_report(source)


_FEW = 3
"""Citations that a report may have: in a list each item ends in one."""


@dataclass(frozen=True, slots=True)
class GivenSources:
    """The files of a corpus, and what the user says of them."""

    files: Sequence[Path] = ()
    """Files of any form."""
    forms: Mapping[SourceForm, Path] = field(default_factory=dict)
    """Files that are to be read in a form, but for reports."""
    reports: Sequence[tuple[str, Path]] = ()
    """Reports, each after the code of the region whose it is; an empty one for what the about file says."""
    about: Path | None = None
    columns: tuple[tuple[str, str], ...] = ()
    """What a table calls its columns, besides what the about file says."""

    @property
    def paths(self) -> list[Path]:
        return [*self.forms.values(), *(path for _, path in self.reports), *self.files]

    @property
    def about_file(self) -> Path | None:
        """Where what the user says is kept: the file that is named, else `about.yaml` beside the first of the files,
        which need not exist; None for drafter's own corpus.
        """
        return self.about or next((path.parent / about_file.NAME for path in self.paths), None)

    @property
    def is_empty(self) -> bool:
        return not self.files and not self.forms and not self.reports


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What a file was taken for."""

    file: SourceFile
    form: SourceForm | None
    """None where nothing says it."""
    code: str = ""
    """Of a report, the letters with which it is cited."""

    @property
    def path(self) -> Path:
        return self.file.path

    @property
    def kind(self) -> str:
        return self.file.kind

    @property
    def source(self) -> SourceText:
        """As the reader of its form takes it."""
        source = self.file.source
        is_bare = self.form is SourceForm.TABLE and not source.rows and source.streamed is None
        return source_text(source.file, self.file.lines) if is_bare else source

    @property
    def heads(self) -> tuple[str, ...]:
        """What the columns of its fullest row are called; none where it has no rows."""
        rows = [line.cells for line in self.file.lines if len(line.cells) > 1]
        fullest = max(rows, key=lambda cells: sum(map(bool, cells)), default=())
        return tuple(dict.fromkeys(" ".join(cell.split()) for cell in fullest if cell.strip()))

    def __str__(self) -> str:
        whose = f", {self.code}" if self.code else ""
        return f"{self.path.name}: {self.kind}, taken for {f'a {self.form}' if self.form else 'nothing yet'}{whose}"


@dataclass(frozen=True, slots=True)
class ReadSources:
    """What the files of a corpus give."""

    exercise: MappingExercise
    problems: tuple[Problem, ...]
    """Where there are any, the corpus lacks what they name."""
    taken: tuple[TakenFile, ...]


def read_sources(sources: GivenSources, read_file: Callable[[Path], SourceFile] = read) -> ReadSources:
    """Read the files of a corpus; without any, the mapping exercise that comes with drafter. `read_file` opens them.

    Raises BadInput where a file can't be read at all.
    """
    if sources.is_empty:
        folder = folders.CONGRESS / "sources"
        own = {SourceForm.LIST: folder / "annex-a.txt", SourceForm.MATRIX: folder / "annex-b.txt"}
        sources = replace(sources, forms=own, about=sources.about or folders.CONGRESS / about_file.NAME)
    about = _about(sources)
    given = [
        *((path, form, "") for form, path in sources.forms.items()),
        *((path, SourceForm.REPORT, code) for code, path in sources.reports),
        *((path, None, "") for path in sources.files),
    ]
    taken = tuple(_taken(read_file(path), form, code, about) for path, form, code in given)
    problems = (*_unsure(taken, about), *_too_many(taken))
    if problems:
        return ReadSources(empty_exercise(about), problems, taken)
    reports = [MeetingReport(each.code, each.source) for each in taken if each.form is SourceForm.REPORT]
    if reports:
        return ReadSources(*read_reports(reports, about), taken)
    by_form = {each.form: each.source for each in taken}
    exercise, problems = read_mapping(
        listing=by_form.get(SourceForm.LIST),
        matrix=by_form.get(SourceForm.MATRIX),
        table=by_form.get(SourceForm.TABLE),
        about=about,
    )
    return ReadSources(exercise, problems, taken)


def _about(sources: GivenSources) -> About:
    """What the about file says, of which that beside the files may be missing, and what the columns are called."""
    path = sources.about_file
    about = corpus_yaml.load_about(path) if path and (sources.about or path.exists()) else About()
    return replace(about, columns=tuple({**dict(about.columns), **dict(sources.columns)}.items()))


def _taken(file: SourceFile, form: SourceForm | None, code: str, about: About) -> TakenFile:
    form = form or form_of(file, about)
    if form is SourceForm.REPORT and not code:
        code = next((region.code for region in about.regions if region.file == file.path.name), "")
    return TakenFile(file, form, code)


def _unsure(taken: Sequence[TakenFile], about: About) -> Iterator[Problem]:
    """Ask what a file is that nothing tells, and whose a report is."""
    told = [each.code for each in taken]
    free = [region.code for region in about.regions if region.code not in told and not region.file]
    for each in taken:
        name = each.path.name
        if each.form is None:
            choices = tuple(PossibleAnswer(f"It is a {form}", (AboutFile(name, form),)) for form in SourceForm)
            yield SourceQuestion(str(each.path), None, _UNKNOWN, _FORCE, choices=choices)
        elif each.form is SourceForm.REPORT and not each.code:
            what = "This is a report, and nothing says with which letters it is cited."
            mend = f"Say it: --report AP={name}; or write `file: {name}` below its region in the about file."
            known = (PossibleAnswer(code, (AboutRegion(code, file=name),)) for code in free)
            other = PossibleAnswer("Other letters…", asks="The letters, such as AP", of=partial(_report_of, name))
            yield SourceQuestion(str(each.path), None, what, mend, choices=(*known, other))


def _report_of(file: str, code: str) -> tuple[AboutRegion, ...]:
    return (AboutRegion(code, file=file),)


def _too_many(taken: Sequence[TakenFile]) -> Iterator[Problem]:
    """A problem for each file that can't be read together with one before it."""
    before: list[TakenFile] = []
    for each in taken:
        others = [other for other in before if other.form]
        same = next((other for other in others if (other.form, other.code) == (each.form, each.code)), None)
        kinds = {each.form, *(other.form for other in others)}
        if each.form and same:
            whose = f" {each.code}" if each.code else f", besides {same.path.name}"
            one_each = "Give one list or table, one matrix, or one of each."
            mend = "Give each a code of its own." if each.code else one_each
            yield Problem(str(each.path), None, f"This is a second {each.form}{whose}.", mend)
        elif each.form and kinds >= {SourceForm.LIST, SourceForm.TABLE}:
            what = "A list and a table can't be checked against each other."
            yield Problem(str(each.path), None, what, "Give one.")
        elif each.form and SourceForm.REPORT in kinds and len(kinds) > 1:
            form = next(kind for kind in (each.form, *kinds) if kind is not SourceForm.REPORT)
            what = f"A {form} can't be read together with reports, which say nothing of themes."
            yield Problem(str(each.path), None, what, "Build a corpus of one or of the others.")
        before.append(each)


def kept_sorted(found: ReadSources, path: Path) -> Corpus:
    """The corpus that is to replace the one in the file; of reports, under the themes that are there. Raises as
    `sorted_as`.
    """
    corpus = found.exercise.corpus
    return sorted_as(path, corpus) if any(taken.form is SourceForm.REPORT for taken in found.taken) else corpus


def sorted_as(path: Path, corpus: Corpus) -> Corpus:
    """The corpus under the themes of the one in the file, which is to be replaced: what was sorted there stays
    so. It is as it was where there is no such file, or the file's is another one. Raises BadInput where it is none.
    """
    if not path.exists():
        return corpus
    before = corpus_yaml.load(path)
    return sorting.same_themes(corpus, before) if before.id == corpus.id else corpus


_UNKNOWN = (
    "What this file holds isn't sure: no citation such as [AP 62(a)] is in it, no heads of a table's columns, and no "
    "numbered paragraphs with letters."
)
_FORCE = (
    'Say it with --list, --matrix, --table or --report; name a table\'s columns with --columns text="Recommendation".'
)
