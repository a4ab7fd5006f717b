"""The number of every paragraph of a draft: counted, or kept where a negotiation froze it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from drafter.model import numbering
from drafter.model.draft import Draft, Paragraph
from drafter.model.layout import Kind


def numbers(draft: Draft) -> dict[str, str]:
    """Each paragraph's number by its id, as text without brackets or full stop: `7`, `7 bis`, `a`.

    Preambular paragraphs are counted through, operative ones through all sections; sub-paragraphs start again under
    each paragraph.
    """
    found: dict[str, str] = {}
    for kind in Kind:
        run = list(chain.from_iterable(part.paragraphs for part in draft.parts if part.kind is kind))
        found.update(_run(run, 0))
    return found


def _run(paragraphs: Sequence[Paragraph], depth: int) -> Iterator[tuple[str, str]]:
    if not paragraphs:
        return
    numbered = numbering.numbers([one.number for one in paragraphs], depth)
    for paragraph, number in zip(paragraphs, numbered, strict=True):
        yield paragraph.id, number
        yield from _run(paragraph.children, depth + 1)
