"""The few words that the exports bring themselves, the same in every format."""

from __future__ import annotations

from drafter.model.outline import Outline, OutlineParagraph, SourceRow

LANGUAGE = "en-GB"

UNOFFICIAL = "Unofficial draft"
"""Stands in the running header whatever the layout's masthead says: a page that is passed on alone must say it too."""

SOURCES = "Table of sources"
SOURCE_COLUMNS = ("Source", "Report and paragraph", "Recommendation", "Taken up in")
SOURCE_SHARES = (11, 24, 47, 18)
"""The columns' parts of the width, in hundredths."""

NOTES = "Notes"
PARTLY = "partly taken up"


def sources_intro(outline: Outline) -> str:
    """The sentence above the table of sources, which cites the mapping by its title where that is known."""
    compiled = f", as compiled in {outline.mapping}" if outline.mapping else ""
    return f"Recommendations of the regional preparatory meetings that this draft takes up{compiled}."


def sources_summary(outline: Outline) -> str:
    """The table of sources in words, for whoever can't see it."""
    columns = ", ".join(SOURCE_COLUMNS).lower()
    return f"{len(outline.sources)} recommendations, one a row, in citation order. Columns: {columns}."


def tag(paragraph: OutlineParagraph) -> str:
    """The paragraph's status as the document tags it, `[Agreed ad ref]`; empty while it is open."""
    return f"[{paragraph.status}]" if paragraph.status else ""


def uses(row: SourceRow) -> tuple[tuple[str, str, str], ...]:
    """The paragraphs that take a recommendation up: id, ref, and the treatment as the table prints it after the ref."""
    return tuple((id, ref, f" ({treatment})") for id, ref, treatment in row.paragraphs)
