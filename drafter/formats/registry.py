"""An outline with its annexes as bytes: Word, PDF, Markdown, HTML, JSON, CSV, XLSX. Knows nothing of drafts.

Knows no file either: bytes come out, and a Word layout's styles come in
as the bytes of its declaration.docx.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from drafter.corpus.plain_text import forbidden
from drafter.document.outline import Outline, OutlineParagraph
from drafter.document.table import Annex
from drafter.errors import DrafterError
from drafter.formats.options import Options, Sources

# FOLD: The last look before writing: control characters are refused on the way in, and no file is half written over
# FOLD: one.


def refuse_control_characters(outline: Outline, annexes: Iterable[Annex] = ()) -> None:
    """Raises DrafterError, naming the place, where a text that is to be printed holds a control character.

    Carriage returns are let through: they are line ends from another system, and every format writes them as such.
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
    yield "The title", outline.title
    yield "The mapping's title", outline.mapping
    for line in outline.masthead:
        yield "The masthead", line
    for block in outline.blocks:
        if isinstance(block, OutlineParagraph):
            place = f"Paragraph {block.ref}"
            for text in (block.text, block.label, block.note, block.status, block.lead_in):
                yield place, text
            for source in block.sources:
                yield place, source.missing
        else:
            yield f"“{block.text[:40]!r}”", block.text
    for row in outline.sources:
        yield f"Recommendation {row.id}", row.text
        yield f"The citation of {row.id}", row.citation
    for annex in annexes:
        for table in annex.tables:
            for one in table.rows:
                yield from ((f"{annex.title or annex.id}, {one.cells[0].text!r}", cell.text) for cell in one.cells)


__all__ = ["FORMATS", "Format", "Options", "Sources", "missing_styles", "render"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of document that an outline can become."""

    name: str
    """As a user would call it: `Word document`."""
    is_text: bool
    """Whether it is UTF-8 text, fit for a terminal or a pipe."""
    tables_only: bool = False
    """Whether it holds tables and nothing else: an annex on its own, a compilation."""


FORMATS: dict[str, Format] = {
    ".docx": Format("Word document", False),
    ".pdf": Format("PDF, by LibreOffice", False),
    ".md": Format("Markdown", True),
    ".html": Format("web page", True),
    ".json": Format("JSON", True),
    ".csv": Format("CSV", True, True),
    ".xlsx": Format("Excel workbook", False, True),
}
"""What can be written, by the suffix of the file."""


def _quiet(_done: int, _whole: int) -> None:
    """Tells nobody."""


def render(
    outline: Outline,
    suffix: str,
    styles: bytes | None = None,
    *,
    annexes: tuple[Annex, ...] = (),
    options: Options | None = None,
    progress: Callable[[int, int], None] = _quiet,
) -> bytes:
    """The outline and its annexes as a file of the kind that `suffix` names (`.docx`, in any case of letters).

    An outline without blocks is a cover: its annex stands alone. `styles` is the layout's declaration.docx, for Word
    and PDF alone; None stands for the styles that drafter brings. The same arguments give the same bytes, a PDF's
    aside. The user's private remarks are in none of them. Raises DrafterError for an unknown suffix, a control
    character, a declaration.docx that can't be read, more footnotes than Word can number, a text in a format that only
    holds tables.
    """
    known, wanted = FORMATS.get(suffix.lower()), options or Options()
    if known is None:
        raise DrafterError(f"“{suffix}” is no format that drafter writes. Use one of {', '.join(FORMATS)}.")
    if known.tables_only and (outline.blocks or len(annexes) != 1):
        raise DrafterError(
            f"{suffix} holds a table and no declaration. Choose one annex alone (on the command line: --only) or .docx."
        )
    refuse_control_characters(outline, annexes)
    # A writer is loaded when it is used: Word's library takes longer to load than most commands take to run.
    match suffix.lower():
        case ".docx":
            from drafter.formats.docx import writer

            return writer.render(outline, annexes, styles, wanted, progress)
        case ".pdf":
            from drafter.formats import pdf
            from drafter.formats.docx import writer

            return pdf.from_word(writer.render(outline, annexes, styles, wanted, progress))
        case ".csv" | ".xlsx":
            from drafter.formats import spreadsheet

            return spreadsheet.render(outline, annexes[0], suffix.lower())
        case _:
            return _text(outline, suffix.lower(), annexes, wanted.sources)


def _text(outline: Outline, suffix: str, annexes: tuple[Annex, ...], sources: Sources) -> bytes:
    match suffix:
        case ".md":
            from drafter.formats import markdown

            return markdown.render(outline, annexes, sources).encode()
        case ".html":
            from drafter.formats import html

            return html.render(outline, annexes, sources).encode()
        case _:
            from drafter.formats import json

            return json.render(outline, annexes, sources).encode()


def missing_styles(declaration: bytes) -> tuple[str, ...]:
    """The styles that a declaration.docx lacks, by name. Raises DrafterError where it can't be read."""
    from drafter.formats.docx import writer

    return writer.missing_styles(declaration)
