"""The last look before writing: control characters are refused on the way in, and no file is half written over one."""

from __future__ import annotations

from collections.abc import Iterator

from drafter.errors import DrafterError
from drafter.model.outline import Outline, OutlineParagraph
from drafter.model.plaintext import forbidden


def refuse_control_characters(outline: Outline) -> None:
    """Raises DrafterError, naming the place, where a text that is to be printed holds a control character.

    Carriage returns are let through: they are line ends from another system, and every format writes them as such.
    """
    for place, text in _printed(outline):
        fault = forbidden(text.replace("\r", "\n"))
        if fault:
            raise DrafterError(
                f"{place} holds the control character {fault[1]}, which no document can print. "
                "Delete it there, then export again."
            )


def _printed(outline: Outline) -> Iterator[tuple[str, str]]:
    yield "The title", outline.title
    yield "The mapping's title", outline.mapping
    for line in outline.masthead:
        yield "The masthead", line
    for block in outline.blocks:
        if isinstance(block, OutlineParagraph):
            yield from ((f"Paragraph {block.ref}", text) for text in _texts(block))
        else:
            yield f"“{block.text[:40]!r}”", block.text
    for row in outline.sources:
        yield f"Recommendation {row.id}", row.text
        yield f"The citation of {row.id}", row.citation


def _texts(paragraph: OutlineParagraph) -> tuple[str, ...]:
    missing = (source.missing for source in paragraph.sources)
    return (paragraph.text, paragraph.label, paragraph.note, paragraph.status, *missing)
