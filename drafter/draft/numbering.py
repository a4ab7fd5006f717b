"""The number of every paragraph of a draft, and what people call it by its number: `PP1`, `OP7 (a)`, `OP7 bis`.

Numbers are counted, or kept where a negotiation froze them, so that it goes on calling a paragraph what it called it
yesterday. How a number looks is `numerals`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from drafter.draft import numerals, tree
from drafter.draft.draft import Draft, Paragraph, Part, ProposalKind, Spot
from drafter.draft.layout import Kind
from drafter.draft.numerals import ADDED, DEGREES, Addition, is_number
from drafter.errors import EditRefused


def refs(draft: Draft) -> dict[str, str]:
    """What people call each paragraph, by its id, in the document's order: `PP1`, `OP7`, `OP7 (a)`, `OP7 bis`; where
    parts are numbered anew, `OP3.7`.
    """
    numbered, called = numbers(draft), prefixes(draft)
    return {
        each.paragraph.id: each.ref for part in draft.parts for each in numbered_in(part, numbered, called[part.id])
    }


class Numbered(NamedTuple):
    """A paragraph with its number."""

    paragraph: Paragraph
    depth: int
    """0 for a paragraph, then the degree of sub-paragraph."""
    number: str
    """As text without brackets or full stop."""
    ref: str


def numbered_in(part: Part, numbered: Mapping[str, str], prefix: str) -> Iterator[Numbered]:
    """The part's paragraphs and their sub-paragraphs, in the document's order, by the draft's numbers; `prefix` is what
    people say before them, see `prefixes`.
    """
    for paragraph in part.paragraphs:
        yield from _with_children(paragraph, 0, f"{prefix}{numbered[paragraph.id]}", numbered)


def prefixes(draft: Draft) -> dict[str, str]:
    """What people say before the number of a part's paragraphs, by the part's id: `OP`; `OP3.` in Article 3 where parts
    are numbered anew, by the number in the part's title, or by its place where those don't tell the parts apart.
    """
    found: dict[str, str] = {}
    for kind in Kind:
        runs = list(_runs(draft, kind))
        titled = [_TITLE_NUMBER.match(run[0].title) for run in runs]
        own = ["".join(title[1].split()) if title else "" for title in titled]
        distinct = all(own) and len(set(own)) == len(own)
        for place, run in enumerate(runs):
            tag = f"{own[place] if distinct else place + 1}." if len(runs) > 1 else ""
            found.update((part.id, f"{kind}{tag}") for part in run)
    return found


def _runs(draft: Draft, kind: Kind) -> Iterator[list[Part]]:
    """The parts of a kind whose paragraphs are counted together."""
    run: list[Part] = []
    for part in draft.parts:
        if part.kind is kind:
            if part.anew and run:
                yield run
                run = []
            run.append(part)
    if run:
        yield run


_TITLE_NUMBER = re.compile(rf"\W*[^\W\d]+\s+(\d{{1,3}}(?:\s?(?:{'|'.join(ADDED)}))?|[IVX]{{1,5}})\b")
"""`Article 2 bis (general)`, `Section IV`."""


def _with_children(paragraph: Paragraph, depth: int, ref: str, numbered: Mapping[str, str]) -> Iterator[Numbered]:
    yield Numbered(paragraph, depth, numbered[paragraph.id], ref)
    for child in paragraph.children:
        called = DEGREES[depth + 1].label(numbered[child.id])
        yield from _with_children(child, depth + 1, f"{ref} {called}", numbered)


def frozen(draft: Draft) -> bool:
    """Whether every paragraph's number is frozen; False for a draft without paragraphs."""
    return bool(draft.spots) and all(spot.paragraph.number for spot in draft.spots.values())


def freeze(draft: Draft) -> Draft:
    """The draft with every paragraph's number frozen as it now is: what is added later becomes `7 bis`, `7 ter`."""
    now = numbers(draft)
    return _renumbered(draft, now)


def thaw(draft: Draft) -> Draft:
    """The draft with its paragraphs counted again."""
    return _renumbered(draft, dict.fromkeys(draft.spots, ""))


def set_number(draft: Draft, id: str, number: str) -> Draft:
    """The draft with the paragraph's number frozen as this text (`6 alt`); an empty one lets it be counted again."""
    number = " ".join(number.split())
    here = tree.spot(draft, id)
    if number and not is_number(number, here.depth):
        raise EditRefused(
            f"“{number}” can't be a paragraph's number here. Write 7, 7 bis or 6 alt; a or b ter for (b)."
        )
    others = [paragraph for paragraph in _counted_together(draft, here) if paragraph.id != id]
    if number and any(paragraph.number == number for paragraph in others):
        raise EditRefused(f"The number {number} is taken.")
    return tree.change(draft, id, lambda paragraph: replace(paragraph, number=number))


def frozen_on(before: Draft, after: Draft) -> Draft:
    """The draft after an edit: where every number was frozen before it, so is now that of what the edit brought in, and
    of what it moved to where others are counted. Without this, `2 bis` would be another's number a merge later.
    """
    if not frozen(before):
        return after
    known = {id: counted_with(before, spot) for id, spot in before.spots.items()}
    new = {id for id, spot in after.spots.items() if known.get(id) != counted_with(after, spot)}
    if not new:
        return after
    counted = _renumbered(after, dict.fromkeys(new, ""))
    now = numbers(counted)
    return _renumbered(counted, {id: now[id] for id in new})


def counted_with(draft: Draft, spot: Spot) -> tuple[str, str]:
    """What tells the paragraphs that are counted together from others."""
    if spot.parent or not spot.part.anew:
        return spot.part.kind, spot.parent.id if spot.parent else _run_of(draft, spot.part)[0].id
    return spot.part.kind, spot.part.id


def _run_of(draft: Draft, part: Part) -> list[Part]:
    return next(run for run in _runs(draft, part.kind) if part in run)


def _renumbered(draft: Draft, frozen_as: Mapping[str, str]) -> Draft:
    """The draft with these paragraphs' numbers, by their ids, frozen as given; an empty one is counted again."""

    def below(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
        return tuple(
            replace(
                paragraph,
                number=frozen_as.get(paragraph.id, paragraph.number),
                children=below(paragraph.children),
            )
            for paragraph in paragraphs
        )

    return replace(draft, parts=tuple(replace(part, paragraphs=below(part.paragraphs)) for part in draft.parts))


def _counted_together(draft: Draft, here: Spot) -> Iterable[Paragraph]:
    """The paragraphs that are numbered together with the one that stands here."""
    if here.parent:
        return here.parent.children
    return (paragraph for part in _run_of(draft, here.part) for paragraph in part.paragraphs)


def numbers(draft: Draft) -> dict[str, str]:
    """Each paragraph's number by its id, as text without brackets or full stop: `7`, `7 bis`, `a`.

    Preambular paragraphs are counted through, operative ones through all sections but those that are numbered anew;
    sub-paragraphs start again under each paragraph. One that is only proposed leaves the others theirs: `7 bis`,
    `7 alt`.
    """
    numbered: dict[str, str] = {}
    for run in chain.from_iterable(_runs(draft, kind) for kind in Kind):
        numbered.update(_counted(list(chain.from_iterable(part.paragraphs for part in run)), 0))
    return numbered


def _counted(paragraphs: Sequence[Paragraph], depth: int) -> Iterator[tuple[str, str]]:
    if not paragraphs:
        return
    additions = [_addition(paragraph) for paragraph in paragraphs]
    numbered = numerals.numbers([paragraph.number for paragraph in paragraphs], depth, additions)
    for paragraph, number in zip(paragraphs, numbered, strict=True):
        yield paragraph.id, number
        yield from _counted(paragraph.children, depth + 1)


def _addition(paragraph: Paragraph) -> Addition:
    if paragraph.proposed is None:
        return Addition.NONE
    return Addition.ALTERNATIVE if paragraph.proposed.kind is ProposalKind.ALTERNATIVE else Addition.ADDED
