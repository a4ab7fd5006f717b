"""Where a paragraph comes from, in the words that every format but Word shows it by (Word has parts for it)."""

from __future__ import annotations

from drafter.export.options import Sources
from drafter.model.outline import Outline, OutlineParagraph


class Sourcing:
    """One outline's sources, shown in one way."""

    def __init__(self, outline: Outline, how: Sources) -> None:
        self._how = how
        self._rows = {row.id: row for row in outline.sources}

    def notes(self, paragraph: OutlineParagraph) -> list[str]:
        """The paragraph's notes: one for all its sources, or, where they are asked for whole, one for each."""
        if self._how is Sources.FOOTNOTES and paragraph.note:
            return [paragraph.note]
        if self._how is Sources.COMMENTS:
            rows = [self._rows[source.id] for source in paragraph.sources]
            return [f"{row.citation} [{row.id}]: {row.text}" for row in rows]
        return []

    def inline(self, paragraph: OutlineParagraph) -> str:
        """What is cited in the text itself; empty for nothing."""
        return paragraph.inline if self._how is Sources.INLINE else ""
