"""A matrix turned round: the themes stand across, a row is a region's. It is turned back, each cell with its own line.
Touches no file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.corpus.corpus import AboutRegion
from drafter.intake.citation_marks import CitationMark
from drafter.intake.found_lines import TITLE
from drafter.intake.joined_lines import title_key

Cells = tuple[tuple[str, ...], ...]
"""Of a row, for each cell its paragraphs."""
Rows = Sequence[tuple[int, Cells]]
"""Rows with their lines; none of a paragraph between tables has more than one cell."""
Marks = Callable[[str], Iterator[CitationMark]]

_REGIONS = {
    "region", "regions", "group", "groups", "regionalgroup", "regionalgroups", "regionalmeeting", "meeting", "meetings",
    "report", "delegation", "région", "groupe", "réunion", "región", "grupo", "reunión", "регион", "المنطقة", "区域",
}  # fmt: skip
"""What may head the column that names the regions."""
_MOSTLY = 0.8
"""The share of a row's citations of one region, 0 to 1, from which the row is that region's."""


@dataclass(slots=True)
class _Block:
    """A header with the rows below it, up to another header."""

    line: int
    heading: str
    """What stands above it as a section's; empty for nothing."""
    sections: list[str]
    """By its column, the section that a row above the header names; empty for none."""
    themes: list[str]
    rows: list[tuple[int, str, Cells]] = field(default_factory=list)
    """Each with its line and the region that it is of."""


def turned_back(
    rows: Rows, levels: Mapping[int, int], marks: Marks, regions: Sequence[AboutRegion], remarks: Callable[[str], bool]
) -> tuple[tuple[int, Cells], ...] | None:
    """The rows with the regions across, under the heads Section and Theme; None where the matrix isn't turned round.

    `remarks` says whether a head is that of a column of remarks.
    """
    tables = [(line, cells) for line, cells in rows if len(cells) > 1]
    head = _head(tables, marks)
    if head is None or not _is_turned(tables[head:], marks, regions):
        return None
    front, blocks = _blocks(rows, tables[head], tables[head - 1] if head else None, levels)
    names = list(dict.fromkeys(name for block in blocks for _, name, _ in block.rows))
    turned: list[tuple[int, Cells]] = [(line, ((text,),)) for line, text in front]
    turned.append((blocks[0].line, tuple((name,) for name in ("Section", "Theme", *names, "Remarks"))))
    for block in blocks:
        turned += _turned(block, names, remarks)
    return tuple(turned)


def _turned(block: _Block, names: Sequence[str], remarks: Callable[[str], bool]) -> Iterator[tuple[int, Cells]]:
    for column, theme in enumerate(block.themes):
        section = block.sections[column] or block.heading or "Theme"
        at = len(names) if remarks(theme) else None
        for line, name, cells in block.rows:
            cell = cells[column + 1] if column + 1 < len(cells) else ()
            if cell:
                place = names.index(name) if at is None else at
                heads = ((section,), (theme,)) if at is None else ((), ())
                yield line, (*heads, *(cell if each == place else () for each in range(len(names) + 1)))


def _head(tables: Rows, marks: Marks) -> int | None:
    """The place of the row that names the themes: the last one before the first cited row of which all cells but the
    first, the corner, are filled; None for no such row.
    """
    cited = next((place for place, (_, cells) in enumerate(tables) if any(_codes(cell, marks) for cell in cells)), 0)
    return next((place for place in range(cited - 1, -1, -1) if all(map(any, tables[place][1][1:]))), None)


def _codes(cell: Sequence[str], marks: Marks) -> list[str]:
    return [mark.region for text in cell for mark in marks(text)]


def _is_turned(tables: Rows, marks: Marks, regions: Sequence[AboutRegion]) -> bool:
    """Whether the first column names regions: it is called so, its cells are, or each row cites a region of its own."""
    (_, header), *below = tables
    first = [title_key(" ".join(cells[0])) for _, cells in below if cells[0]]
    if not first or any(_codes(cells[0], marks) for _, cells in below):
        return False
    if title_key(" ".join(header[0])) in _REGIONS:
        return True
    known = {title_key(name) for region in regions for name in (region.code, region.name) if name}
    if known:
        across = sum(title_key(" ".join(cell)) in known for cell in header)
        return sum(name in known for name in first) > max(across, len(first) // 2)
    by_row = [Counter(filter(None, (code for cell in cells for code in _codes(cell, marks)))) for _, cells in below]
    by_column = [
        Counter(filter(None, (code for _, cells in below if at < len(cells) for code in _codes(cells[at], marks))))
        for at in range(1, len(header))
    ]
    return _own(by_row) and not _own(by_column)


def _own(counts: Sequence[Counter[str]]) -> bool:
    """Whether each cites one region, nearly, and another one than most others do."""
    filled = [count for count in counts if count]
    likeliest = [count.most_common(1)[0] for count in filled]
    pure = all(times >= _MOSTLY * sum(count.values()) for count, (_, times) in zip(filled, likeliest, strict=True))
    return pure and len({code for code, _ in likeliest}) > 1


def _blocks(
    rows: Rows, header: tuple[int, Cells], above: tuple[int, Cells] | None, levels: Mapping[int, int]
) -> tuple[list[tuple[int, str]], list[_Block]]:
    """What stands in front of the table, and the tables of the file: the first row below a heading begins one. Rows
    that repeat the first header, as each page does, say nothing.
    """
    front: list[tuple[int, str]] = []
    blocks: list[_Block] = []
    heading, region = "", ""
    for line, cells in rows:
        if len(cells) == 1:
            heading, front = _headed(line, " ".join(cells[0]), heading, front, levels, begun=bool(blocks))
        elif line == header[0] or (blocks and heading != blocks[-1].heading):
            blocks.append(_block(line, heading, cells, above[1] if above and line == header[0] else ()))
        elif blocks and any(cells) and not _repeats(cells, header[1]):
            region = " ".join(cells[0]) or region
            blocks[-1].rows.append((line, region, cells))
    return front, blocks


def _headed(
    line: int, text: str, heading: str, front: list[tuple[int, str]], levels: Mapping[int, int], *, begun: bool
) -> tuple[str, list[tuple[int, str]]]:
    """The heading in effect and what stands in front, after a paragraph: the first one is the title, unless the format
    marks it as a heading.
    """
    if begun or (levels.get(line, 0) not in (0, TITLE)) or (front and levels.get(line) != TITLE):
        return text, front
    return heading, [*front, (line, text)]


def _repeats(cells: Cells, header: Cells) -> bool:
    return [title_key(" ".join(cell)) for cell in cells] == [title_key(" ".join(cell)) for cell in header]


def _block(line: int, heading: str, header: Cells, above: Cells) -> _Block:
    sections: list[str] = []
    for place in range(1, len(header)):
        said = " ".join(above[place]) if place < len(above) else ""
        sections.append(said or (sections[-1] if sections else ""))
    return _Block(line, heading, sections, [" ".join(cell) for cell in header[1:]])
