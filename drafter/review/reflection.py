"""What of a recommendation a citation is good for: whether the paragraph that cites it shows its words.

A citation alone takes nothing up. A link counts where the words support it, or where the user says so: that the point
is taken up partly, or, with a reason, that it is reflected in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING

from drafter.corpus.corpus import Corpus
from drafter.corpus.tokens import stems
from drafter.draft.draft import Draft, Link, Paragraph, Treatment
from drafter.draft.kept_words import LITTLE, every_word
from drafter.draft.tree import ancestors

if TYPE_CHECKING:  # loaded where words must be measured
    from drafter.review.wording import Wording

LEAST = 0.22
"""The score from which a text shows a recommendation's words. Of the labelled paragraphs (tests/labelled) it takes one
in twelve of the far rewordings for none, and nine in ten of those that word another point of the theme."""
_LIKELY = 3
"""Sentences of a paragraph that are measured one by one: those with the most of the recommendation's words."""
_SENTENCE = re.compile(r"(?<=[.;:])\s+")


class Reach(StrEnum):
    """How much of a recommendation a paragraph that cites it takes up."""

    WHOLLY = "wholly"
    PARTLY = "partly"
    BACKGROUND = "background"
    """It gives the chapeau only, which takes nothing up by itself."""
    NOT = "not reflected"
    """Hardly a word of it stands there, and nobody said why it counts."""

    @property
    def counts(self) -> bool:
        """Whether the paragraph takes up at least part of it."""
        return self in (Reach.WHOLLY, Reach.PARTLY)


@dataclass(frozen=True, slots=True)
class LinkUse:
    """A link, with what it is good for."""

    paragraph: str
    """The id of the paragraph that has the link."""
    link: Link
    reach: Reach


class Reflection:
    """What the links of drafts are good for, by the texts of one corpus. What was found before is kept: an edit
    changes one paragraph of many. `corpus.once(Reflection)` is the one that remembers.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._known: dict[str, tuple[Paragraph, tuple[LinkUse, ...]]] = {}
        """By the id of a paragraph that is no sub-paragraph: it as it was looked at last, with its uses and those of
        what stands under it."""
        self._shows = lru_cache(maxsize=50_000)(self._measured)

    def uses(self, draft: Draft) -> Iterator[LinkUse]:
        """Every link of the draft to a recommendation of the corpus, in the order of the document; not those of
        paragraphs that were deleted.
        """
        for part in draft.parts:
            for paragraph in part.paragraphs:
                last, found = self._known.get(paragraph.id, (None, ()))
                if last is not paragraph:
                    found = tuple(self._uses(paragraph, ()))
                    self._known[paragraph.id] = paragraph, found
                yield from found

    def shows(self, id: str, texts: Iterable[str]) -> bool:
        """Whether these texts, which stand one after another, have the words of this recommendation of the corpus, in
        whatever form.
        """
        return self._shows(id, tuple(texts))

    def _uses(self, paragraph: Paragraph, above: tuple[str, ...]) -> Iterator[LinkUse]:
        """The paragraph's and those of what stands under it. `above` are the lead-ins that govern it."""
        if paragraph.deleted:
            return
        if paragraph.links:
            texts = (*above, *texts_of(paragraph))
            for link in paragraph.links:
                if link.recommendation in self._corpus.by_id:
                    yield LinkUse(paragraph.id, link, self.reach(link, texts))
        below = (*above, " ".join(every_word(paragraph.text)))
        for child in paragraph.children:
            yield from self._uses(child, below)

    def reach(self, link: Link, texts: Iterable[str]) -> Reach:
        """What a link to a recommendation of the corpus is good for in a paragraph of these texts."""
        if link.treatment is Treatment.CHAPEAU:
            return Reach.BACKGROUND
        if link.partly:
            return Reach.PARTLY
        is_shown = link.vouched or self.shows(link.recommendation, texts)
        return Reach.WHOLLY if is_shown else Reach.NOT

    def _measured(self, id: str, texts: tuple[str, ...]) -> bool:
        whole, asked = " ".join(texts), _stems(self._corpus.by_id[id].text)
        said = asked.intersection(_stems(whole))
        if len(said) >= LITTLE * len(asked):  # the words of another point hardly reach that, and it costs little
            return True
        # A paragraph that takes up several points words each in a part of it.
        parts = {part for text in texts for part in _SENTENCE.split(text)}
        likely = nlargest(_LIKELY, sorted(parts), key=lambda part: len(said.intersection(_stems(part))))
        return any(self._wording.score(id, part) >= LEAST for part in (whole, *likely))

    @cached_property
    def _wording(self) -> Wording:
        from drafter.review.wording import Wording  # a draft that quotes its sources needs nothing of it

        return Wording(self._corpus)


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(text))


def texts_around(draft: Draft, id: str) -> tuple[str, ...]:
    """As `texts_of`, after the lead-ins that govern the paragraph."""
    above = [" ".join(every_word(draft.spots[other].paragraph.text)) for other in ancestors(draft, id)]
    return (*reversed(above), *texts_of(draft.spots[id].paragraph))


def texts_of(paragraph: Paragraph) -> tuple[str, ...]:
    """The paragraph's words and those of what it governs, those of every option among them."""
    return tuple(" ".join(every_word(each.text)) for each in paragraph.whole() if not each.deleted)
