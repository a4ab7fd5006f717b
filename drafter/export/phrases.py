"""How a document says what the outline holds, the same in every format."""

from __future__ import annotations

from drafter.model.outline import OutlineParagraph


def tag(paragraph: OutlineParagraph) -> str:
    """The paragraph's status as the document tags it, `[Agreed ad ref]`; empty while it is open."""
    return f"[{paragraph.status}]" if paragraph.status else ""
