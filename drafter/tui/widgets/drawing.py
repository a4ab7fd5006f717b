"""Drawing one row: its lead, then its content in lines that all begin to the right of the lead."""

from __future__ import annotations

from enum import StrEnum

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from drafter.tui.widgets.folding import Fold, cells, fold
from drafter.tui.widgets.listing import Row


class Look(StrEnum):
    """How a row looks. The value ends the name of a component class, `rows--cursor`."""

    ROW = "row"
    CURSOR = "cursor"
    HOVER = "hover"
    HEADING = "heading"


class Pen:
    """Draws content in the colours of a widget's theme, on a style."""

    def __init__(self, widget: Widget, style: Style) -> None:
        self._style = style
        self._named = widget._get_style

    def drawn(self, row: Row, before: Content, inset: int, width: int) -> list[Strip]:
        """The row's lines, each `width` cells wide; `before`, which takes `inset` cells, stands left of the lead, on
        the first line only.
        """
        indent = row.indent(width - inset)
        body = width - inset - indent
        folds = fold(row.content.plain, body, row.most)
        lines = []
        for number, one in enumerate(folds):
            first, last = number == 0, number == len(folds) - 1
            lead = [*self._run(before, inset), *self._run(row.lead, indent)] if first else self._blank(inset + indent)
            lines.append(Strip([*lead, *self._run(_line(row, one, body, last=last), body)], width))
        return lines

    def _run(self, content: Content, width: int) -> list[Segment]:
        """Part of a line, of exactly this width: what is too long is cut off. Folded already, it needs no folding by
        Textual. A strip is made of a whole line only: to make one takes longer than to fill it.
        """
        if not content.plain:
            return self._blank(width)
        parts = content.render(self._style, "", self._named)
        run = [Segment(text, style.rich_style) for text, style in parts]
        return Segment.adjust_line_length(run, width, self._style.rich_style)

    def _blank(self, width: int) -> list[Segment]:
        return [Segment(" " * width, self._style.rich_style)] if width > 0 else []


def _line(row: Row, one: Fold, width: int, *, last: bool) -> Content:
    start, end = one
    if not (last and row.most and end < len(row.content.plain)):
        return row.content[start:end]
    while cells(row.content.plain[start:end]) > width - 1:
        end -= 1
    return row.content[start:end].rstrip() + "…"
