"""A draft remembers what its sources said when they were taken up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from drafter.model.corpus import Corpus
from drafter.model.draft import Draft, Quoted


def with_quotes(draft: Draft, corpus: Corpus) -> Draft:
    """The draft remembering the words of every recommendation that it takes up, and of no other.

    What it remembers already stays as it is, however the corpus words it now.
    """
    known = {one.recommendation: one for one in draft.quoted}
    quoted = tuple(
        known.get(id) or Quoted(id, corpus.by_id[id].text) for id in sorted(draft.taken_up) if id in corpus.by_id
    )
    return draft if quoted == draft.quoted else replace(draft, quoted=quoted)


def acknowledge(draft: Draft, corpus: Corpus, ids: Iterable[str]) -> Draft:
    """The draft remembering the present words of these recommendations: the user has seen the change."""
    seen = set(ids) & corpus.by_id.keys()
    return replace(
        draft,
        quoted=tuple(
            Quoted(one.recommendation, corpus.by_id[one.recommendation].text) if one.recommendation in seen else one
            for one in draft.quoted
        ),
    )
