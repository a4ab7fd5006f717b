"""From a traced text to a draft: the text's paragraphs with the links that the user confirmed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from drafter.model import edits
from drafter.model.corpus import Corpus
from drafter.model.draft import Draft, Link, Paragraph, Part, Treatment
from drafter.model.layout import Kind, Layout
from drafter.model.pieces import opening
from drafter.model.trace import Trace, Traced

_NUMBER = re.compile(r"^\d{1,3}(?: (?:bis|ter|quater|alt))?[.)]\s+")
_LETTER = re.compile(r"^\((?:[a-z]{1,2}|[ivx]{1,5})\)\s+")

Confirmed = Mapping[int, Sequence[str]]
"""By a paragraph's number: the recommendations that it takes up, as the user confirmed them."""


def confirmed_all(trace: Trace, least: float) -> Confirmed:
    """Every match that is at least this sure, for a user who confirms them together."""
    return {one.number: [match.id for match in one.matches if match.score >= least] for one in trace.paragraphs}


def draft_of(
    trace: Trace, confirmed: Confirmed, corpus: Corpus, layout: Layout, draft_id: str, ids: Sequence[str]
) -> Draft:
    """The draft that the text makes; `ids` has one for each of its paragraphs.

    What opens like a preambular paragraph, before the first operative one, goes to the preamble; what takes something
    up, to the part of its first source's section; what takes nothing up stays with the paragraph before it. Numbers
    at the beginning of paragraphs go, since the draft counts for itself; `(a)` makes a sub-paragraph.
    """
    empty = edits.new_draft(draft_id, layout, corpus)
    sorter = _Sorter(empty, corpus)
    for one, id in zip(trace.paragraphs, ids, strict=True):
        sorter.put(one, id, tuple(confirmed.get(one.number, ())))
    parts = tuple(replace(part, paragraphs=tuple(sorter.found[part.id])) for part in empty.parts)
    return replace(empty, parts=parts)


class _Sorter:
    """Puts paragraph after paragraph into the parts of a draft."""

    def __init__(self, draft: Draft, corpus: Corpus) -> None:
        self._draft, self._corpus = draft, corpus
        self.found: dict[str, list[Paragraph]] = {part.id: [] for part in draft.parts}
        self._preamble = next((part for part in draft.parts if part.kind is Kind.PP), None)
        self._operative = next(part for part in draft.parts if part.kind is Kind.OP)
        self._here: Part | None = None
        """The operative part that the last paragraph went to; None while the preamble lasts."""

    def put(self, one: Traced, id: str, sources: tuple[str, ...]) -> None:
        text = _NUMBER.sub("", one.text)
        above = self.found[self._here.id] if self._here else []
        if above and _LETTER.match(text):
            child = _paragraph(id, _LETTER.sub("", text), sources, self._corpus)
            above[-1] = replace(above[-1], children=(*above[-1].children, child))
            return
        paragraph = _paragraph(id, text, sources, self._corpus)
        if self._here is None and self._preamble and text == one.text and opening(text):
            self.found[self._preamble.id].append(paragraph)
            return
        self._here = self._home(sources)
        self.found[self._here.id].append(paragraph)

    def _home(self, sources: tuple[str, ...]) -> Part:
        if not sources:
            return self._here or self._operative
        part = self._draft.part_by_id[edits.home(self._draft, self._corpus, sources[0]).container]
        return part if part.kind is Kind.OP else self._operative


def _paragraph(id: str, text: str, sources: tuple[str, ...], corpus: Corpus) -> Paragraph:
    def treated(source: str) -> Treatment:
        if len(sources) > 1:
            return Treatment.MERGED
        return Treatment.VERBATIM if text == corpus.by_id[source].text else Treatment.ADAPTED

    return Paragraph(id, text, tuple(Link(source, treated(source)) for source in sources))
