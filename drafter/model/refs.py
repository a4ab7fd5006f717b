"""What people call the paragraphs of a draft: `PP1`, `OP7`, `OP7 (a)`, `OP7 bis`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from drafter.model.draft import Draft, Paragraph, Part
from drafter.model.numbering import DEGREES
from drafter.model.numbers import numbers


def refs(draft: Draft) -> dict[str, str]:
    """What people call each paragraph, by its id, in the document's order: `PP1`, `OP7`, `OP7 (a)`, `OP7 bis`."""
    numbered = numbers(draft)
    return {one.paragraph.id: one.ref for part in draft.parts for one in numbered_in(part, numbered)}


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph with its number."""

    paragraph: Paragraph
    depth: int
    """0 for a paragraph, then the degree of sub-paragraph."""
    number: str
    """As text without brackets or full stop."""
    ref: str


def numbered_in(part: Part, numbered: Mapping[str, str]) -> Iterator[Numbered]:
    """The part's paragraphs and their sub-paragraphs, in the document's order, by the draft's numbers."""
    for paragraph in part.paragraphs:
        yield from _with_children(paragraph, 0, f"{part.kind}{numbered[paragraph.id]}", numbered)


def _with_children(paragraph: Paragraph, depth: int, ref: str, numbered: Mapping[str, str]) -> Iterator[Numbered]:
    yield Numbered(paragraph, depth, numbered[paragraph.id], ref)
    for child in paragraph.children:
        called = DEGREES[depth + 1].label(numbered[child.id])
        yield from _with_children(child, depth + 1, f"{ref} {called}", numbered)
