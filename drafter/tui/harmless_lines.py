"""What is drawn holds nothing that a terminal would act on, wherever it came from: names of files above all."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from drafter.corpus.plain_text import undirected, without_misleading


class HarmlessLines(LineFilter):
    """Takes such characters out of each line. They have no width, so that nothing else changes its place. What is ended
    beyond its own stretch goes, too: between them stands another column.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  (Textual's signature)
        text = "".join([segment.text for segment in segments if not segment.control])
        if undirected(text) == text:
            return segments
        return [
            segment if segment.control else Segment(without_misleading(segment.text), segment.style)
            for segment in segments
        ]
