"""What a file has, whatever its format: its paragraphs and the rows of its tables in their order, each with the place
where a person finds it. Takes what the formats' readers found; opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from drafter.corpus.scripts import on_one_line
from drafter.intake.joined_lines import BROKEN_HERE, SourceText, physical_lines
from drafter.intake.paragraphs import from_markdown
from drafter.intake.table_rows import Rows
from drafter.intake.text_blocks import BlockKind, LabelledParagraph, TextBlock, from_text

NOTE_PLACE = "a footnote of "
"""Begins the place of a footnote."""
TITLE = -1
"""The level of a document's own title."""
_STYLE = re.compile(r"(?:heading|h)\s*(\d)$", re.IGNORECASE)
_TITLE_STYLE = re.compile(r"title$", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\b|table of contents", re.IGNORECASE)
_CITED = re.compile(r"\]\s{0,3}[.;]?$")
"""Of an item: a label that Word counts before it is none of its words."""
_NOTE = re.compile(r"(?:Footnote|Endnote) \d+: ")


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A paragraph, or a row of a table."""

    text: str
    """Of a paragraph, with its label (`• `, `I. `); empty for a row."""
    place: str
    """`paragraph 12`, `page 3`, `row 7`."""
    level: int = 0
    """Of a heading, as the format says it, from 1; TITLE for the document's title; 0 where the format says nothing."""
    cells: tuple[str, ...] = ()
    """Of a row, its cells, their paragraphs parted by line ends; none for a paragraph."""


def of_word(paragraphs: Sequence[LabelledParagraph], rows: Sequence[Sequence[str]]) -> list[FoundLine]:
    """Of a Word document: its paragraphs with what Word counts before them, a row of a table where its first paragraph
    stands, and its footnotes, which may explain the regions' codes, at the end.
    """
    lines: list[FoundLine] = []
    notes: list[FoundLine] = []
    seen: set[int] = set()
    for number, paragraph in enumerate(paragraphs, 1):
        place = f"paragraph {number}"
        for row in paragraph.rows:
            if row not in seen:
                seen.add(row)
                cells = rows[row - 1] if row <= len(rows) else ()
                lines.append(FoundLine("", f"row {row} of the tables", cells=tuple(cells)))
        notes += (FoundLine(_NOTE.sub("", note), f"{NOTE_PLACE}{place}") for note in paragraph.notes)
        text = on_one_line(paragraph.text)
        if text and not paragraph.rows and not _CONTENTS.match(paragraph.style):
            label = "•" if paragraph.label and _CITED.search(text) else paragraph.label
            lines.append(FoundLine(f"{label} {text}".strip(), place, _level(paragraph.style)))
    return [*lines, *notes]


def _level(style: str) -> int:
    heading = _STYLE.match(style)
    return int(heading[1]) if heading else TITLE if _TITLE_STYLE.match(style) else 0


def of_blocks(blocks: Iterable[TextBlock], rows: Callable[[TextBlock], Sequence[str]]) -> list[FoundLine]:
    """Of a web page or a Markdown text; `rows` gives the cells of a row's block."""
    lines = []
    for block in blocks:
        place = f"line {block.line}"
        if block.kind is BlockKind.ROW:
            lines.append(FoundLine("", place, cells=tuple(rows(block))))
        elif block.kind not in (BlockKind.CONTENTS, BlockKind.META):
            level = block.depth if block.kind is BlockKind.HEADING else TITLE * (block.kind is BlockKind.TITLE)
            lines.append(FoundLine(f"{block.label} {block.text}".strip(), place, level))
    return lines


_BETWEEN = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s|:-]+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def of_markdown(name: str, text: str) -> list[FoundLine]:
    """Of a Markdown text. Raises BadInput as `text_blocks.from_text`."""
    blocks = from_text(f"{name}.md" if not name.lower().endswith(".md") else name, text.encode())
    lines = text.split("\n")

    def cells(block: TextBlock) -> list[str]:
        row = lines[block.line - 1].strip().removeprefix("|")
        return [from_markdown(_BREAK.sub("\n", cell.strip())) for cell in _BETWEEN.split(row.removesuffix("|"))]

    is_rule = {number for number, line in enumerate(lines, 1) if _RULE.fullmatch(line)}
    return of_blocks((block for block in blocks if block.line not in is_rule), cells)


def of_rows(tables: Iterable[Rows]) -> list[FoundLine]:
    """Of a workbook, or a file of separated values; the sheets of a workbook count as one table."""
    some = list(tables)
    lines: list[FoundLine] = []
    for sheet, rows in enumerate(some, 1):
        where = f" of sheet {sheet}" if len(some) > 1 else ""
        width = max((len(cells) for _, cells in rows), default=0)
        for number, cells in rows:
            if any(cells):
                filled = (*cells, *("" for _ in range(width - len(cells))))
                lines.append(FoundLine("", f"row {number}{where}", cells=filled))
    return lines


def cell_paragraphs(cells: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Of each cell of a row, its paragraphs."""
    return tuple(tuple(filter(None, (each.strip() for each in cell.split("\n")))) for cell in cells)


def source_text(file: str, lines: Sequence[FoundLine], *, wrapped: bool = False) -> SourceText:
    """The lines as the readers of lists and matrices take them. They are paragraphs, which blank lines part; or
    `wrapped`, lines of them, as a PDF has.
    """
    texts: list[str] = []
    places: list[str] = []
    levels: dict[int, int] = {}
    rows: list[tuple[int, tuple[tuple[str, ...], ...]]] = []
    for line in lines:
        number = len(texts) + 1
        if line.level:
            levels[number] = line.level
        cells = cell_paragraphs(line.cells)
        words = line.text.strip("\f")
        if words or any(cells):
            rows.append((number, cells or ((words,),)))
        texts.append(line.text or "\t".join(" ".join(cell) for cell in cells))
        places.append(line.place)
        if not wrapped:
            texts.append("")
            places.append(line.place)
    has_table = any(line.cells for line in lines)
    # What heals a word across cells is no sign of the file's.
    return SourceText(
        file, "\n".join(texts).replace(BROKEN_HERE, ""), tuple(places), levels, tuple(rows) if has_table else ()
    )


def of_text(text: str) -> list[FoundLine]:
    """Of plain text, its lines; those with tabs are rows."""
    lines = []
    for number, line in enumerate(physical_lines(text), 1):
        cells = tuple(line.split("\t")) if "\t" in line else ()
        lines.append(FoundLine("" if cells else line, f"line {number}", cells=cells))
    return lines
