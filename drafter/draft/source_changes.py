"""Whether the sources still say what they said when they were taken up: a draft remembers their words, and those of
what it sets aside. A source may be worded otherwise since, have another id, or be gone.

Nothing is updated by itself: `acknowledge`, `follow` and `renewed_words` do, when they are told to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus, Recommendation, parse_citation
from drafter.draft.draft import Draft, Link, Paragraph, Quoted
from drafter.errors import EditRefused

if TYPE_CHECKING:  # every edit remembers words, few compare them
    from drafter.draft.word_difference import Difference


def with_quotes(draft: Draft, corpus: Corpus) -> Draft:
    """The draft remembering the words of every recommendation that it takes up or sets aside, and of no other.

    What it remembers already stays as it is, however the corpus words it now, and whether it still has it.
    """
    known = {quoted.recommendation: quoted for quoted in draft.quoted}
    quoted = tuple(
        known.get(id) or Quoted(id, corpus.by_id[id].text)
        for id in sorted({*draft.cited_in, *draft.reasons})
        if id in known or id in corpus.by_id
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
    """A recommendation that is not what it was when the draft took it up, or set it aside."""

    id: str
    """As the draft has it."""
    before: str
    """Its words then; empty where the draft didn't keep them."""
    now: str
    """Its words now; empty where it is gone."""
    difference: Difference
    paragraphs: tuple[str, ...]
    """Ids of the paragraphs that take it up, in the document's order; none for one that is set aside."""
    successor: str
    """Its id now, another one where its words stand under that; empty where it is gone."""

    @property
    def is_gone(self) -> bool:
        return not self.successor

    @property
    def has_other_id(self) -> bool:
        return self.successor not in ("", self.id)

    @property
    def told(self) -> str:
        """What happened to it but for its words: `now AP 62(b)`; empty where only these changed."""
        if self.is_gone:
            return "not in this corpus" if self.before else "not in this corpus, and the draft kept no words of it"
        if not self.has_other_id:
            return ""
        return f"now {self.successor}{', worded otherwise' if self.is_reworded else ''}"

    @property
    def is_reworded(self) -> bool:
        """Whether it says something else; what is gone says nothing."""
        return not self.is_gone and self.before != self.now


def lost_sources(draft: Draft, corpus: Corpus) -> tuple[str, ...]:
    """The ids of the recommendations that the draft takes up or sets aside and the corpus hasn't."""
    return tuple(id for id in (*draft.cited_in, *draft.reasons) if id not in corpus.by_id)


def reworded_sources(draft: Draft, corpus: Corpus) -> tuple[str, ...]:
    """The ids under which the corpus has other words than the draft remembers."""
    return tuple(
        quoted.recommendation
        for quoted in draft.quoted
        if quoted.recommendation in corpus.by_id and corpus.by_id[quoted.recommendation].text != quoted.text
    )


def changed_sources(draft: Draft, corpus: Corpus) -> tuple[Changed, ...]:
    """The sources that changed since they were taken up or set aside, in citation order; those that are under no such
    id any more come last. Whether words have changed is only known of those that the draft remembers.
    """
    reworded = reworded_sources(draft, corpus)
    lost = sorted(set(lost_sources(draft, corpus)))
    if not reworded and not lost:
        return ()
    from drafter.corpus.editions import successors

    before = {quoted.recommendation: quoted.text for quoted in draft.quoted}
    found = successors((_point(id, text) for id, text in before.items()), corpus)
    changed = (*corpus.in_order(reworded), *lost)
    now = {id: found[id].id if id in found else "" for id in changed}
    return tuple(_changed(id, now[id], before.get(id, ""), draft, corpus) for id in changed)


def _point(id: str, text: str) -> Recommendation:
    return Recommendation(id, *(parse_citation(id) or ("", 0, "")), text)


def _changed(id: str, successor: str, before: str, draft: Draft, corpus: Corpus) -> Changed:
    from drafter.draft.word_difference import difference

    now = corpus.by_id[successor].text if successor else ""
    return Changed(id, before, now, difference(before, now), draft.cited_in.get(id, ()), successor)


def follow(draft: Draft, corpus: Corpus, ids: Mapping[str, str]) -> Draft:
    """The draft citing, and setting aside, other recommendations in the place of some: old ids with their new ones, all
    at once. It remembers the words that it took up; whether they changed is then said of the new id.

    Refuses an id that the corpus hasn't, and one that the draft cites already and that isn't followed as well.
    """
    taken = {*draft.cited_in, *draft.reasons} - ids.keys()
    for old, new in ids.items():
        if new not in corpus.by_id:
            raise EditRefused(f"There is no recommendation {new}.")
        if new in taken:
            raise EditRefused(f"The draft has {new} already, beside {old}. No longer cite the one or the other first.")
    if not ids.keys() & {*draft.cited_in, *draft.reasons}:
        raise EditRefused(f"The draft has none of {', '.join(ids)}.")

    def linked(link: Link) -> Link:
        return replace(link, recommendation=ids.get(link.recommendation, link.recommendation))

    def followed(paragraph: Paragraph) -> Paragraph:
        if not ids.keys() & {source for each in paragraph.whole() for source in each.sources}:
            return paragraph
        children = tuple(map(followed, paragraph.children))
        return replace(paragraph, links=tuple(map(linked, paragraph.links)), children=children)

    parts = tuple(replace(part, paragraphs=tuple(map(followed, part.paragraphs))) for part in draft.parts)
    aside = tuple(replace(each, recommendation=ids.get(each.recommendation, each.recommendation))
                  for each in draft.set_aside)  # fmt: skip
    quoted = [replace(each, recommendation=ids.get(each.recommendation, each.recommendation)) for each in draft.quoted]
    ordered = tuple(sorted(quoted, key=lambda each: each.recommendation))
    return replace(draft, parts=parts, set_aside=aside, quoted=ordered)


def chain(changed: Iterable[Changed], id: str, to: str = "") -> dict[str, str]:
    """What has to be followed together with this recommendation, each with its new id: where that is one that the draft
    cites as well, and which has another id itself. `to` is where the first one goes, empty for its successor.
    """
    moved = {each.id: each.successor for each in changed if each.has_other_id}
    followed: dict[str, str] = {}
    new = to or moved.get(id, "")
    while new and id not in followed:
        followed[id] = new
        id, new = new, moved.get(new, "")
    return followed
