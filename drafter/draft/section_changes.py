"""A draft's parts take the points of the mapping's sections; a new edition may have these in another order, or others.

A section is known again by its title, however many stand before it now.
"""

from __future__ import annotations

from dataclasses import replace

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Part
from drafter.draft.layout import Kind


def titles(corpus: Corpus) -> tuple[str, ...]:
    """The titles of the corpus's sections, in order."""
    return tuple(section.title for section in corpus.sorted_sections)


def with_sections(draft: Draft, corpus: Corpus) -> Draft:
    """The draft knowing the titles of all sections of the corpus that it is open with; unchanged where it does."""
    now = titles(corpus)
    return draft if draft.sections == now else replace(draft, sections=now)


def refitted(draft: Draft, corpus: Corpus) -> Draft:
    """The draft whose parts take the sections of the same titles as before, wherever these stand in this corpus. One
    that has another title is the one in its place, as long as nothing else is. The title of a new one is left empty:
    the draft doesn't know it yet.
    """
    now = titles(corpus)
    if draft.sections in ((), now):
        return draft
    places = {title: place for place, title in enumerate(now, 1)}
    moved = {str(was): str(places[title]) for was, title in enumerate(draft.sections, 1) if title in places}
    taken = {*moved.values(), *(str(place) for place in range(len(now) + 1, len(draft.sections) + 1))}
    moved |= {
        str(was): str(was)
        for was in range(1, len(draft.sections) + 1)
        if draft.sections[was - 1] and str(was) not in moved and str(was) not in taken
    }

    def fitted(part: Part) -> Part:
        takes = tuple(moved.get(section, "") if section.isdecimal() else section for section in part.takes)
        return replace(part, takes=tuple(filter(None, takes)))

    known = set(moved.values())
    sections = tuple(title if str(place) in known else "" for place, title in enumerate(now, 1))
    return replace(draft, parts=tuple(map(fitted, draft.parts)), sections=sections)


def unknown(draft: Draft, corpus: Corpus) -> tuple[str, ...]:
    """The titles of the sections that are new to the draft. No part takes their points: they go to the last part."""
    return tuple(title for known, title in zip(draft.sections, titles(corpus), strict=False) if not known)


def last_part(draft: Draft) -> Part:
    """Where points go whose section no part takes: the last operative part, else the last."""
    operative = [part for part in draft.parts if part.kind is Kind.OP]
    return operative[-1] if operative else draft.parts[-1]
