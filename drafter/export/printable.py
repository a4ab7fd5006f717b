"""The last look before writing: control characters are refused on the way in, and no file is half written over one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.errors import DrafterError
from drafter.model.outline import Outline, OutlineParagraph
from drafter.model.plaintext import forbidden
from drafter.model.table import Annex


def refuse_control_characters(outline: Outline, annexes: Iterable[Annex] = ()) -> None:
    """Raises DrafterError, naming the place, where a text that is to be printed holds a control character.

    Carriage returns are let through: they are line ends from another system, and every format writes them as such.
    """
    for place, text in _printed(outline, annexes):
        if text.isprintable():
            continue  # most texts; looking at each character takes a hundred times as long
        fault = forbidden(text.replace("\r", "\n"))
        if fault:
            raise DrafterError(
                f"{place} holds the control character {fault[1]}, which no document can print. "
                "Delete it there, then export again."
            )


def _printed(outline: Outline, annexes: Iterable[Annex]) -> Iterator[tuple[str, str]]:
    yield "The title", outline.title
    yield "The mapping's title", outline.mapping
    for line in outline.masthead:
        yield "The masthead", line
    for block in outline.blocks:
        if isinstance(block, OutlineParagraph):
            place = f"Paragraph {block.ref}"
            for text in (block.text, block.label, block.note, block.status, block.lead_in):
                yield place, text
            for source in block.sources:
                yield place, source.missing
        else:
            yield f"“{block.text[:40]!r}”", block.text
    for row in outline.sources:
        yield f"Recommendation {row.id}", row.text
        yield f"The citation of {row.id}", row.citation
    for annex in annexes:
        for table in annex.tables:
            for one in table.rows:
                yield from ((f"{annex.title or annex.id}, {one.cells[0].text!r}", cell.text) for cell in one.cells)
