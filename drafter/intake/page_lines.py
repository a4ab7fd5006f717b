"""Lines and rows of a table on pages of which only the place of each piece of text is known, as in a PDF.

A line is what stands on one base line; a paragraph's end is a gap wider than that between lines; columns and rows of a
table are where lines are drawn between them. What heads or foots page after page is left out, and told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from drafter.intake.found_lines import FoundLine
from drafter.intake.joined_lines import BROKEN_HERE, Prose, undo_hyphens


@dataclass(frozen=True, slots=True)
class PlacedWords:
    """Characters in a row. All lengths are in points, from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    """Of the base line."""
    size: float
    """Of the font."""


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line, or a side of a box."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class PageWords:
    """What stands on a page, in the order of the file."""

    pieces: tuple[PlacedWords, ...]
    drawn: tuple[DrawnLine, ...] = ()


_MOST_DRAWN = 20_000
"""Lines on a page, above which they are a picture's and no table's."""
_MOST_COLUMNS = 100
"""Columns of a page, above which its lines are a pattern's and no table's."""
_HIGH = 3.0
"""Points between which two lines that are drawn are one."""
_NEAR_EDGE = 3
"""How many lines at the top and at the bottom of a page may be its head and foot."""
_WIDE = 1.6
"""How far, in the size of the font, the next line of a paragraph stands below a line at most."""
_GAP = 1.25
"""How much wider than between the lines of a paragraph the gap between paragraphs is."""
_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–]?\s?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?\s?[-–]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    left: float
    bottom: float
    size: float
    """Of its font; above 0."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """The lines that a page's tables are drawn with."""

    columns: tuple[float, ...]
    """Where upright lines stand, from the left."""
    rows: tuple[float, ...]
    """Where level lines stand, from the top."""
    upright: tuple[DrawnLine, ...]
    found: dict[float, tuple[int | None, list[float]]] = field(default_factory=dict, compare=False)
    """By a height, the row there and the lines beside its cells, once they were looked for."""

    @classmethod
    def of(cls, page: PageWords) -> _Grid:
        if len(page.drawn) > _MOST_DRAWN:
            return cls((), (), ())
        upright = [line for line in page.drawn if line.top - line.bottom > max(line.right - line.left, _HIGH)]
        level = [line for line in page.drawn if line.right - line.left > max(line.top - line.bottom, _HIGH)]
        rows = _clustered(line.bottom for line in level)
        return cls(tuple(_clustered(line.left for line in upright)), tuple(reversed(rows)), tuple(upright))

    @property
    def is_table(self) -> bool:
        return 2 < len(self.columns) <= _MOST_COLUMNS and len(self.rows) > 1

    def cell(self, words: PlacedWords) -> tuple[int, int] | None:
        """The row, from the top, and the column that words stand in; None outside of the table."""
        row, edges = self._at(round(words.bottom + words.size / 3, 1))
        before = [edge for edge in edges if edge <= words.left + _HIGH]
        if row is None or not before or before[-1] == edges[-1]:
            return None
        return row, self.columns.index(before[-1])

    def _at(self, height: float) -> tuple[int | None, list[float]]:
        if height not in self.found:
            bands = enumerate(pairwise(self.rows))
            row = next((place for place, (top, low) in bands if low < height <= top), None)
            self.found[height] = row, self._edges(height)
        return self.found[height]

    def _edges(self, height: float) -> list[float]:
        """The upright lines at this height; all of them where there is none, as below a head that alone has some."""
        here = [line.left for line in self.upright if line.bottom - 1 <= height <= line.top + 1]
        return [edge for edge in self.columns if not here or any(abs(left - edge) <= _HIGH for left in here)]


def _clustered(values: Iterable[float]) -> list[float]:
    """The values without those that are nearly the same as the one before."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _HIGH:
            found.append(value)
    return found


def page_lines(pages: Sequence[PageWords]) -> tuple[list[FoundLine], list[FoundLine]]:
    """The paragraphs' lines and the tables' rows of all pages, in order; and what was left out: heads and feet.

    A line begins with a form feed where it opens a page, and is empty where a paragraph ends.
    """
    grids = [_Grid.of(page) for page in pages]
    loose = [_loose_lines(page, grid) for page, grid in zip(pages, grids, strict=True)]
    repeated, pitch = _repeated(loose), _pitch(loose)
    lines: list[FoundLine] = []
    left_out: list[FoundLine] = []
    cells: dict[int, list[tuple[float, tuple[str, ...]]]] = {}
    for page, top, row in _healed(list(_table_rows(pages, grids))):
        cells.setdefault(page, []).append((top, row))
    for number, (of_page, grid) in enumerate(zip(loose, grids, strict=True), 1):
        place = f"page {number}"
        kept = [line for line in of_page if line not in repeated[number - 1]]
        left_out += [FoundLine(line.text, place) for line in of_page if line in repeated[number - 1]]
        rows = cells.get(number, [])
        lines += _in_order(kept, rows, place, pitch) if grid.is_table else _wrapped(kept, place, pitch)
    return lines, left_out


def _loose_lines(page: PageWords, grid: _Grid) -> list[_Line]:
    """The lines that stand in no table, from the top."""
    words = [each for each in page.pieces if not (grid.is_table and grid.cell(each))]
    return _lines_of(words)


def _lines_of(words: Iterable[PlacedWords]) -> list[_Line]:
    """Words on one base line, from the left; lines from the top."""
    rows: list[list[PlacedWords]] = []
    for each in sorted(words, key=lambda each: -each.bottom):
        if rows and abs(rows[-1][0].bottom - each.bottom) < 0.3 * max(each.size, rows[-1][0].size):
            rows[-1].append(each)
        else:
            rows.append([each])
    lines = []
    for row in rows:
        row.sort(key=lambda each: each.left)
        text = row[0].text
        for before, each in pairwise(row):
            glued = each.left - before.right < 0.15 * each.size
            text += each.text if glued else f" {each.text}"
        lines.append(_Line(" ".join(text.split()), row[0].left, row[0].bottom, max(row[0].size, 1.0)))
    return [line for line in lines if line.text]


def _repeated(pages: Sequence[Sequence[_Line]]) -> list[list[_Line]]:
    """Of each page, the lines at its edges that stand at the same place of other pages too, or number it."""
    found: list[list[_Line]] = []
    edges = [[*page[:_NEAR_EDGE], *page[-_NEAR_EDGE:]] for page in pages]
    times = Counter(key for edge in edges for key in {_key(line) for line in edge})
    least = 2 if len(pages) < 4 else 3
    for page, edge in zip(pages, edges, strict=True):
        last = page[-1:] if page and _PAGE_NUMBER.fullmatch(page[-1].text) else []
        first = page[:1] if page and _PAGE_NUMBER.fullmatch(page[0].text) else []
        found.append([*(line for line in edge if times[_key(line)] >= least), *first, *last])
    return found


def _key(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.bottom / _HIGH)


def _pitch(pages: Sequence[Sequence[_Line]]) -> float:
    """How far lines of a paragraph stand apart, in the size of their font; infinite where there are no two."""
    gaps = [(above.bottom - below.bottom) / above.size for page in pages for above, below in pairwise(page)]
    single = [gap for gap in gaps if gap <= _WIDE] or gaps
    return median(single) if single else float("inf")


def _wrapped(lines: Sequence[_Line], place: str, pitch: float) -> Iterator[FoundLine]:
    above: _Line | None = None
    for line in lines:
        if above and (above.bottom - line.bottom > _GAP * pitch * above.size or abs(above.size - line.size) > 0.6):
            yield FoundLine("", place)
        yield FoundLine(line.text if above else f"\f{line.text}", place)
        above = line


def _in_order(
    lines: Sequence[_Line], rows: Sequence[tuple[float, tuple[str, ...]]], place: str, pitch: float
) -> list[FoundLine]:
    """What stands beside tables, each paragraph on a line, and the tables' rows, from the top."""
    found: list[tuple[float, FoundLine]] = [(top, FoundLine("", place, cells=row)) for top, row in rows]
    paragraphs: list[list[_Line]] = []
    for line in lines:
        above = paragraphs[-1][-1] if paragraphs else None
        if above and above.bottom - line.bottom <= _GAP * min(pitch, 1.5) * line.size and above.size == line.size:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    for each in paragraphs:
        text = Prose.joined([Prose.of(0, line.text) for line in each]).text
        found.append((each[0].bottom, FoundLine(text, place)))
    return [line for _, line in sorted(found, key=lambda each: -each[0])]


_LAST_WORD = re.compile(r"(?:^|\s)([^\W\d_]{6,})$")
_WHOLE_WORD = re.compile(r"(?<![’'‘´`])(?<![’'‘´`]\s)\b[^\W\d_]+")
"""But the s of `the Office’s`, and of `the Office’ s`."""
_FIRST_LETTERS = re.compile(r"([^\W\d_]{1,3})(?=[\s.,;:]|$)")


def _without_cuts(lines: Sequence[str]) -> list[str]:
    """The lines, those marked that end in a word which was too long for its column: it stands alone on the line, or is
    a word with what is left of it on the next line, and that stands nowhere else.
    """
    words = Counter(word.casefold() for line in lines for word in _WHOLE_WORD.findall(line))
    first = Counter(line.split(" ", 1)[0] for line in lines)
    marked = list(lines)
    for place, (line, below) in enumerate(pairwise(lines)):
        head, rest = _LAST_WORD.search(line), _FIRST_LETTERS.match(below)
        if head is None or rest is None:
            continue
        is_word = head[0] == line or words[f"{head[1]}{rest[1]}".casefold()]
        # What is left of a word stands nowhere but at the beginning of lines.
        if is_word and rest[1].islower() and words[rest[1]] == first[rest[1]]:
            marked[place] = f"{line}{BROKEN_HERE}"
    return marked


_Row = tuple[int, float, tuple[list[str], ...]]
"""A page's number, where a row begins, and for each cell its lines."""


def _table_rows(pages: Sequence[PageWords], grids: Sequence[_Grid]) -> Iterator[_Row]:
    for number, (page, grid) in enumerate(zip(pages, grids, strict=True), 1):
        cells: dict[int, dict[int, list[PlacedWords]]] = {}
        for words in page.pieces if grid.is_table else ():
            at = grid.cell(words)
            if at:
                cells.setdefault(at[0], {}).setdefault(at[1], []).append(words)
        for row, of_row in sorted(cells.items()):
            width = len(grid.columns) - 1
            texts = tuple([line.text for line in _lines_of(of_row.get(column, ()))] for column in range(width))
            yield number, grid.rows[row], texts


def _healed(rows: Sequence[_Row]) -> list[tuple[int, float, tuple[str, ...]]]:
    """The rows, each cell's lines joined, words that a line's end had broken healed where that is sure: a column is
    read from the first page to the last.
    """
    width = max((len(cells) for _, _, cells in rows), default=0)
    order = [(row, column) for column in range(width) for row in range(len(rows)) if column < len(rows[row][2])]
    broken = "\n".join(line for row, column in order for line in rows[row][2][column])
    text, _ = undo_hyphens(broken, proven=True)
    lines = iter(_without_cuts(text.split("\n")))
    joined: dict[tuple[int, int], str] = {}
    for row, column in order:
        parts = [Prose.of(0, next(lines)) for _ in rows[row][2][column]]
        joined[row, column] = Prose.joined(parts).text if parts else ""
    return [
        (page, top, tuple(joined[row, column] for column in range(len(cells))))
        for row, (page, top, cells) in enumerate(rows)
    ]
