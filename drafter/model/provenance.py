"""Whether the sources still say what they said when they were taken up. Nothing is updated by itself."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.model.corpus import Corpus
from drafter.model.difference import Difference, difference
from drafter.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Changed:
    """A recommendation that says something else than when the draft took it up."""

    id: str
    before: str
    now: str
    difference: Difference
    paragraphs: tuple[str, ...]
    """Ids of the paragraphs that take it up, in the document's order."""


def changed_sources(draft: Draft, corpus: Corpus) -> tuple[Changed, ...]:
    """The sources whose words changed since they were taken up, in citation order; none that the draft doesn't quote.

    A source that the corpus no longer has is for the loading of the draft to report.
    """
    quoted = {one.recommendation: one.text for one in draft.quoted}
    moved = [id for id, text in quoted.items() if id in corpus.by_id and corpus.by_id[id].text != text]
    return tuple(_changed(id, quoted[id], draft, corpus) for id in corpus.in_order(moved))


def _changed(id: str, before: str, draft: Draft, corpus: Corpus) -> Changed:
    now = corpus.by_id[id].text
    return Changed(id, before, now, difference(before, now), draft.taken_up.get(id, ()))
