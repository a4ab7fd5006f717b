"""Every format that a document can be written in, one entry each; and how one is chosen and written.

The command line, the export dialog and the help texts know the formats from here. Knows no draft and no file: an
outline with its annexes comes in, bytes go out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Flag, auto
from typing import TYPE_CHECKING, NamedTuple

from drafter.corpus.plain_text import forbidden
from drafter.errors import DrafterError
from drafter.formats.options import DocumentPurpose, Options, Sources

if TYPE_CHECKING:  # a command that only lists the formats needs no document
    from drafter.document.outline import Outline
    from drafter.document.table import Annex
    from drafter.document.tracked import TrackedText

__all__ = [
    "FORMATS",
    "DocumentPurpose",
    "Format",
    "Holds",
    "Job",
    "Options",
    "Sources",
    "counted_pages",
    "from_word",
    "holding",
    "missing_styles",
    "render",
    "styled",
]


class Holds(Flag):
    """What a format can hold."""

    DECLARATION = auto()
    """The text, with its annexes."""
    TABLE = auto()
    """An annex, a report or a compilation on its own."""


def _quiet(_done: int, _whole: int) -> None:
    """Tells nobody."""


class Job(NamedTuple):
    """What is to be written."""

    outline: Outline
    annexes: tuple[Annex, ...] = ()
    styles: bytes | None = None
    """The layout's declaration.docx, which has passed the guard; None for the styles that drafter brings."""
    options: Options = Options()
    progress: Callable[[int, int], None] = _quiet
    """Is told how many of how many blocks are written."""
    tracked: TrackedText | None = None
    """The outline's text with its changes, to be tracked; None for a text without."""
    printed: bool = False
    """Whether a Word document is to become a PDF: what it says in comments stands in notes then."""
    pages: tuple[int, ...] = ()
    """The page of each entry of a Word document's table of contents; empty where nobody has counted."""


class Format(NamedTuple):
    """A kind of document that an outline can become."""

    suffix: str
    """Of its files, with the dot."""
    short: str
    """Its name in a list: `Word`."""
    name: str
    """As a user would call it: `Word document`."""
    write: Callable[[Job], bytes]
    """Loads its writer when it is called: Word's library takes longer to load than most commands take to run."""
    holds: Holds
    is_text: bool = False
    """Whether it is UTF-8 text, fit for a terminal or a pipe."""
    styled: bool = False
    """Whether it takes the layout's styles, can number lines, and shows tracked changes."""

    @property
    def tables_only(self) -> bool:
        """Whether it holds tables and nothing else."""
        return Holds.DECLARATION not in self.holds


def _word(job: Job) -> bytes:
    from drafter.formats.docx import writer

    return writer.render(
        job.outline,
        job.annexes,
        job.styles,
        job.options,
        job.progress,
        job.tracked,
        printed=job.printed,
        pages=job.pages,
    )


def _pdf(job: Job) -> bytes:
    return from_word(_word(job._replace(printed=True)), ".pdf")


def _odt(job: Job) -> bytes:
    return from_word(_word(job), ".odt")


def from_word(document: bytes, suffix: str) -> bytes:
    """A Word document as a file of the kind that `suffix` names, one of those that are made of Word's. Raises
    DrafterError where it can't be made.
    """
    from drafter.formats import libreoffice

    return document if suffix == ".docx" else libreoffice.converted(document, libreoffice.Made(suffix[1:]))


def _markdown(job: Job) -> bytes:
    from drafter.formats import markdown

    return markdown.render(job.outline, job.annexes, job.options.sources).encode()


def _html(job: Job) -> bytes:
    from drafter.formats import html

    return html.render(job.outline, job.annexes, job.options.sources, black=job.options.clean).encode()


def _akoma_ntoso(job: Job) -> bytes:
    from drafter.formats import akoma_ntoso

    return akoma_ntoso.render(job.outline, job.annexes, job.options.sources).encode()


def _json(job: Job) -> bytes:
    from drafter.formats import json

    return json.render(job.outline, job.annexes, job.options.sources).encode()


def _csv(job: Job) -> bytes:
    from drafter.formats import spreadsheet

    return spreadsheet.csv_file(job.annexes[0])


def _xlsx(job: Job) -> bytes:
    from drafter.formats import spreadsheet

    return spreadsheet.xlsx_file(job.outline, job.annexes[0])


_WHOLE = Holds.DECLARATION | Holds.TABLE

FORMATS: dict[str, Format] = {
    known.suffix: known
    for known in (
        Format(".docx", "Word", "Word document", _word, _WHOLE, styled=True),
        Format(".pdf", "PDF", "PDF, by LibreOffice", _pdf, _WHOLE, styled=True),
        Format(".md", "Markdown", "Markdown", _markdown, _WHOLE, is_text=True),
        Format(".html", "HTML", "web page", _html, _WHOLE, is_text=True),
        Format(".json", "JSON", "JSON", _json, _WHOLE, is_text=True),
        Format(".csv", "CSV", "CSV", _csv, Holds.TABLE, is_text=True),
        Format(".xlsx", "XLSX", "Excel workbook", _xlsx, Holds.TABLE),
        Format(".odt", "ODT", "ODT, by LibreOffice", _odt, _WHOLE, styled=True),
        Format(".xml", "Akoma Ntoso", "Akoma Ntoso, UN", _akoma_ntoso, _WHOLE, is_text=True),
    )
}
"""What can be written, by the suffix of the file. A new format is one more entry."""


def holding(what: Holds, *, tables_only: bool = False) -> list[Format]:
    """The formats that can hold this; with `tables_only`, those that hold nothing but tables."""
    return [known for known in FORMATS.values() if what in known.holds and (known.tables_only or not tables_only)]


def styled() -> str:
    """The formats that take a layout's styles and can number lines, as a list for people: `Word, PDF`."""
    return ", ".join(known.short for known in FORMATS.values() if known.styled)


def render(
    outline: Outline,
    suffix: str,
    styles: bytes | None = None,
    *,
    annexes: tuple[Annex, ...] = (),
    options: Options | None = None,
    progress: Callable[[int, int], None] = _quiet,
    tracked: TrackedText | None = None,
    printed: bool = False,
    pages: tuple[int, ...] = (),
) -> bytes:
    """The outline and its annexes as a file of the kind that `suffix` names (`.docx`, in any case of letters).

    An outline without blocks is a cover: its annex stands alone. `styles` is the layout's declaration.docx, for Word
    and PDF alone; None stands for the styles that drafter brings. `tracked` is the outline's text with its changes, for
    the same two; `printed` is for a Word document that becomes a PDF later; `pages` are those of its contents. The same
    arguments give the same bytes, a PDF's aside. The user's private remarks are in none of them.

    Raises DrafterError for an unknown suffix, a control character, a declaration.docx that can't be read, more
    footnotes than Word can number, a text in a format that only holds tables.
    """
    known = FORMATS.get(suffix.lower())
    if known is None:
        raise DrafterError(f"“{suffix}” is no format that drafter writes. Use one of {', '.join(FORMATS)}.")
    if known.tables_only and (outline.blocks or len(annexes) != 1):
        raise DrafterError(
            f"{suffix} holds a table and no declaration. Choose one annex alone (on the command line: --only) or .docx."
        )
    refuse_control_characters(outline, annexes)
    return known.write(Job(outline, annexes, styles, options or Options(), progress, tracked, printed, pages))


_LONGEST_COUNT = 60
"""Seconds that counting pages may take: nobody waits longer for a number that Word finds too."""


def counted_pages(outline: Outline, annexes: tuple[Annex, ...], document: bytes) -> tuple[int, ...]:
    """The page of each entry of the contents of this Word document, which LibreOffice counts; empty where there are no
    contents, LibreOffice isn't installed, or fails.
    """
    from drafter.formats import libreoffice
    from drafter.formats.docx import writer
    from drafter.formats.heading_pages import heading_pages

    entries = [text for _, text in writer.contents(outline, annexes)]
    if not entries:
        return ()
    try:
        return heading_pages(libreoffice.converted(document, libreoffice.Made.PDF, _LONGEST_COUNT), entries)
    except DrafterError:
        return ()


def missing_styles(declaration: bytes) -> tuple[str, ...]:
    """The styles that a declaration.docx lacks, by name. Raises DrafterError where it can't be read."""
    from drafter.formats.docx import writer

    return writer.missing_styles(declaration)


def refuse_control_characters(outline: Outline, annexes: Iterable[Annex] = ()) -> None:
    """Raises DrafterError, naming the place, where a text that is to be printed holds a control character.

    They are refused on the way in; this last look sees to it that no file is half written over one. Carriage returns
    are let through: they are line ends from another system, and every format writes them as such.
    """
    for place, text in _printed(outline, annexes):
        if text.isprintable():
            continue  # most texts; looking at each character takes a hundred times as long
        fault = forbidden(text.replace("\r", "\n"))
        if fault:
            raise DrafterError(
                f"{place} holds the control character {fault[1]}, which no document can print. "
                "Delete it there, then export again."
            )


def _printed(outline: Outline, annexes: Iterable[Annex]) -> Iterator[tuple[str, str]]:
    from drafter.document.outline import OutlineParagraph

    yield "The title", outline.title
    yield "The mapping's title", outline.mapping
    yield "The congress's name", outline.congress
    front = outline.front_matter
    yield "The front matter", f"{front.symbol}{front.session}{front.date}"
    for line in outline.masthead:
        yield "The masthead", line
    for block in outline.blocks:
        if isinstance(block, OutlineParagraph):
            place, said = f"Paragraph {block.ref}", "".join(f"{one.missing}{one.why}" for one in block.sources)
            yield place, f"{block.text}{block.label}{block.note}{block.status}{block.lead_in}{said}"
        else:
            yield f"“{block.text[:40]!r}”", block.text
    for source_row in outline.sources:
        yield f"Recommendation {source_row.id}", source_row.text
        yield f"The citation of {source_row.id}", source_row.citation
    for annex in annexes:
        for table in annex.tables:
            for row in table.rows:
                yield from ((f"{annex.title or annex.id}, {row.cells[0].text!r}", cell.text) for cell in row.cells)
