"""Whether the sources still say what they said when they were taken up: a draft remembers their words.

Nothing is updated by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft, Quoted

if TYPE_CHECKING:  # every edit remembers words, few compare them
    from drafter.draft.word_difference import Difference


def with_quotes(draft: Draft, corpus: Corpus) -> Draft:
    """The draft remembering the words of every recommendation that it takes up, and of no other.

    What it remembers already stays as it is, however the corpus words it now.
    """
    known = {quoted.recommendation: quoted for quoted in draft.quoted}
    quoted = tuple(
        known.get(id) or Quoted(id, corpus.by_id[id].text) for id in sorted(draft.cited_in) if id in corpus.by_id
    )
    return draft if quoted == draft.quoted else replace(draft, quoted=quoted)


def acknowledge(draft: Draft, corpus: Corpus, ids: Iterable[str]) -> Draft:
    """The draft remembering the present words of these recommendations: the user has seen the change."""
    seen = set(ids) & corpus.by_id.keys()
    return replace(
        draft,
        quoted=tuple(
            replace(quoted, text=corpus.by_id[quoted.recommendation].text) if quoted.recommendation in seen else quoted
            for quoted in draft.quoted
        ),
    )


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
    before = {quoted.recommendation: quoted.text for quoted in draft.quoted}
    differ = [id for id, text in before.items() if id in corpus.by_id and corpus.by_id[id].text != text]
    return tuple(_changed(id, before[id], draft, corpus) for id in corpus.in_order(differ))


def _changed(id: str, before: str, draft: Draft, corpus: Corpus) -> Changed:
    from drafter.draft.word_difference import difference

    now = corpus.by_id[id].text
    return Changed(id, before, now, difference(before, now), draft.cited_in.get(id, ()))
