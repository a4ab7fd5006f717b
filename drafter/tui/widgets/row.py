"""One row of a list: what it holds, how many lines that takes, and drawing it.

Content is never read as markup. Text is folded here and not by Textual, because ten thousand rows have to be measured
at every letter of a search: folding plain text is arithmetic, and knows nothing of styles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

from rich.cells import get_character_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style

NO_LEAD = Content("")
MARK = Style.from_meta({"mark": True})
"""The style of what marks its row when it is clicked."""

Fold = tuple[int, int]
"""A line of a folded text: its first character, and the one after its last."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one row holds."""

    id: str
    """Unique in the list."""
    content: Content
    lead: Content = NO_LEAD
    """A mark or number; all lines of the content begin to the right of it."""
    heading: bool = False
    """Cursor and mouse pass over a heading."""
    markable: bool = True
    most: int = 0
    """The most lines that it takes, an ellipsis ending the last one; 0 for all."""

    @property
    def plain(self) -> str:
        """The row's text."""
        return f"{self.lead.plain}{self.content.plain}"

    def looks_like(self, other: Row) -> bool:
        """Whether both are drawn alike. Styles are compared too: to Textual, contents that differ only in these are
        equal.
        """
        return self is other or (
            self.content.is_same(other.content)
            and self.lead.is_same(other.lead)
            and (self.heading, self.markable, self.most) == (other.heading, other.markable, other.most)
        )

    def indent(self, width: int) -> int:
        """The cells that its lead takes: a third of the width at most."""
        return min(cells(self.lead.plain), width // 3)

    def height(self, width: int) -> int:
        """The lines that it takes."""
        return _height(self.content.plain, width - self.indent(width), self.most)


class Look(StrEnum):
    """How a row looks. The value ends the name of a component class, `rows--cursor`."""

    ROW = "row"
    CURSOR = "cursor"
    HOVER = "hover"
    HEADING = "heading"


class Pen:
    """Draws rows in one style."""

    def __init__(self, style: Style) -> None:
        self._style = style

    def drawn(self, row: Row, before: Content, inset: int, width: int) -> list[Strip]:
        """The row's lines, each `width` cells wide. `before` stands left of the lead on the first line, in `inset`
        cells.
        """
        indent = row.indent(width - inset)
        body = width - inset - indent
        folds = fold(row.content.plain, body, row.most)
        lines = []
        for number, line in enumerate(folds):
            first, last = number == 0, number == len(folds) - 1
            lead = [*self._run(before, inset), *self._run(row.lead, indent)] if first else self._blank(inset + indent)
            lines.append(Strip([*lead, *self._run(_line(row, line, body, last=last), body)], width))
        return lines

    def _run(self, content: Content, width: int) -> list[Segment]:
        """Part of a line, cut off or filled up to exactly this width. Segments, and not a strip: only whole lines
        become strips, since making a strip takes longer than filling it.
        """
        if not content.plain:
            return self._blank(width)
        run = [Segment(text, style.rich_style) for text, style in content.render(self._style, "")]
        return Segment.adjust_line_length(run, width, self._style.rich_style)

    def _blank(self, width: int) -> list[Segment]:
        return [Segment(" " * width, self._style.rich_style)] if width > 0 else []


def _line(row: Row, line: Fold, width: int, *, last: bool) -> Content:
    """A line of the row's content, with an ellipsis where the last one leaves something out."""
    start, end = line
    if not (last and row.most and end < len(row.content.plain)):
        return row.content[start:end]
    while cells(row.content.plain[start:end]) > width - 1:
        end -= 1
    return row.content[start:end].rstrip() + "…"


def fold(text: str, width: int, most: int = 0) -> list[Fold]:
    """The lines of the text, broken at blanks where there are any, never wider than `width` cells (at least 1).

    The blank at which a line is broken stands on neither line. `most` is the number of lines to stop after; 0 for all.
    """
    lines: list[Fold] = []
    for line in _lines(text, max(1, width)):
        lines.append(line)
        if len(lines) == most:
            break
    return lines


@lru_cache(maxsize=20_000)
def _height(text: str, width: int, most: int) -> int:
    return len(fold(text, width, most))


@lru_cache(maxsize=50_000)
def cells(text: str) -> int:
    """How many cells wide the text is: Chinese takes two a character, a combining accent none."""
    return len(text) if text.isascii() else sum(map(get_character_cell_size, text))


def _lines(text: str, width: int) -> Iterator[Fold]:
    start = 0
    plain = text.isascii() or all(get_character_cell_size(character) == 1 for character in set(text) - {"\n"})
    while True:
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from _narrow(text, start, end, width) if plain else _wide(text, start, end, width)
        if end == len(text):
            return
        start = end + 1


def _narrow(text: str, start: int, end: int, width: int) -> Iterator[Fold]:
    """Where every character is one cell wide."""
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            cut = start + width
            yield start, cut
            start = cut
        else:
            yield start, cut
            start = cut + 1
    yield start, end


def _wide(text: str, start: int, end: int, width: int) -> Iterator[Fold]:
    """Where characters are none, one or two cells wide."""
    ends = list(accumulate(map(get_character_cell_size, text[start:end]), initial=0))
    base, at = start, start
    while ends[-1] - ends[at - base] > width:
        limit = base + bisect_right(ends, ends[at - base] + width) - 1
        limit = max(limit, at + 1)
        cut = text.rfind(" ", at, min(limit + 1, end))
        if cut <= at:
            yield at, limit
            at = limit
        else:
            yield at, cut
            at = cut + 1
    yield at, end
