"""The number of every paragraph of a draft: counted, or kept where a negotiation froze it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from drafter.draft import numerals, tree
from drafter.draft.draft import Draft, Paragraph, Part, Spot
from drafter.draft.layout import Kind
from drafter.draft.numerals import DEGREES, is_number
from drafter.errors import EditRefused

# FOLD: What people call the paragraphs of a draft: `PP1`, `OP7`, `OP7 (a)`, `OP7 bis`.


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


# FOLD: Freezing the numbers of paragraphs, so that a negotiation goes on calling them what it called them yesterday.


def frozen(draft: Draft) -> bool:
    """Whether every paragraph's number is frozen; False for a draft without paragraphs."""
    return bool(draft.spots) and all(spot.paragraph.number for spot in draft.spots.values())


def freeze(draft: Draft) -> Draft:
    """The draft with every paragraph's number frozen as it now is: what is added later becomes `7 bis`, `7 ter`."""
    now = numbers(draft)
    return _each(draft, lambda one: replace(one, number=now[one.id]))


def thaw(draft: Draft) -> Draft:
    """The draft with its paragraphs counted again."""
    return _each(draft, lambda one: replace(one, number=""))


def set_number(draft: Draft, id: str, number: str) -> Draft:
    """The draft with the paragraph's number frozen as this text (`6 alt`); an empty one lets it be counted again."""
    number = " ".join(number.split())
    here = tree.spot(draft, id)
    if number and not is_number(number, here.depth):
        raise EditRefused(
            f"“{number}” can't be a paragraph's number here. Write 7, 7 bis or 6 alt; a or b ter for (b)."
        )
    others = [one for one in _run(draft, here) if one.id != id]
    if number and any(one.number == number for one in others):
        raise EditRefused(f"The number {number} is taken.")
    return tree.change(draft, id, lambda one: replace(one, number=number))


def frozen_on(before: Draft, after: Draft) -> Draft:
    """The draft after an edit: where every number was frozen before it, so is now that of what the edit brought in, and
    of what it moved to where others are counted. Without this, `2 bis` would be another's number a merge later.
    """
    if not frozen(before):
        return after
    known = {id: counted_with(spot) for id, spot in before.spots.items()}
    new = {id for id, spot in after.spots.items() if known.get(id) != counted_with(spot)}
    if not new:
        return after
    counted = _each(after, lambda one: replace(one, number="") if one.id in new else one)
    now = numbers(counted)
    return _each(counted, lambda one: replace(one, number=now[one.id]) if one.id in new else one)


def counted_with(spot: Spot) -> tuple[str, str]:
    """What tells the paragraphs that are counted together from others."""
    return spot.part.kind, spot.parent.id if spot.parent else ""


def _each(draft: Draft, how: Callable[[Paragraph], Paragraph]) -> Draft:
    """The draft with every paragraph and sub-paragraph replaced by what `how` makes of it."""

    def below(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(replace(how(one), children=below(one.children)) for one in paragraphs)

    return replace(draft, parts=tuple(replace(one, paragraphs=below(one.paragraphs)) for one in draft.parts))


def _run(draft: Draft, here: Spot) -> Iterable[Paragraph]:
    """The paragraphs that are numbered together with the one at this place."""
    if here.parent:
        return here.parent.children
    return (one for part in draft.parts if part.kind is here.part.kind for one in part.paragraphs)


def numbers(draft: Draft) -> dict[str, str]:
    """Each paragraph's number by its id, as text without brackets or full stop: `7`, `7 bis`, `a`.

    Preambular paragraphs are counted through, operative ones through all sections; sub-paragraphs start again under
    each paragraph.
    """
    found: dict[str, str] = {}
    for kind in Kind:
        run = list(chain.from_iterable(part.paragraphs for part in draft.parts if part.kind is kind))
        found.update(_run_numbers(run, 0))
    return found


def _run_numbers(paragraphs: Sequence[Paragraph], depth: int) -> Iterator[tuple[str, str]]:
    if not paragraphs:
        return
    numbered = numerals.numbers([one.number for one in paragraphs], depth)
    for paragraph, number in zip(paragraphs, numbered, strict=True):
        yield paragraph.id, number
        yield from _run_numbers(paragraph.children, depth + 1)
