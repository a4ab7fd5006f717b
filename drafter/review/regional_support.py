"""Which regions each paragraph carries, and which may ask for the same and stand nowhere: `AP LAC −WA ~A E`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from drafter.corpus.corpus import Corpus
from drafter.draft.draft import Draft
from drafter.review.convergence import Convergence

MINUS = "−"
"""Before a region that may ask for the same and isn't cited: a minus sign, not a hyphen."""
MORE = "~"
"""Before a region that is cited, and may ask for the same elsewhere too."""


@dataclass(frozen=True, slots=True)
class RegionalSupport:
    """Which regions one paragraph carries, and which others asked for the same."""

    regions: tuple[tuple[str, bool], ...]
    """Codes in the corpus's order, each with whether the paragraph cites it; regions that didn't ask are left out."""
    asked: Mapping[str, tuple[str, ...]]
    """For each region that isn't cited, the recommendations in which it asked: those that converge with a source first,
    then those of a source's themes."""
    converging: frozenset[str]
    """Those among `asked` that converge with a source."""
    everywhere: bool
    """Whether the paragraph cites every region of the corpus."""
    unanswered: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Regions, cited with something else or not, each with those that converge with a source and that the draft neither
    takes up anywhere nor sets aside; regions without any are left out."""

    @property
    def cited(self) -> tuple[str, ...]:
        return tuple(code for code, cited in self.regions if cited)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(code for code, cited in self.regions if not cited)

    @property
    def only(self) -> str:
        """The region, where the paragraph carries one only; else empty."""
        return self.cited[0] if len(self.cited) == 1 else ""

    @property
    def signs(self) -> tuple[tuple[str, str], ...]:
        """The regions that it cites and those that may ask for the same in what the draft neither takes up nor sets
        aside, each with its sign, which is empty for one that is cited and asks no more.
        """
        alike = {code for code, _ in self.unanswered}
        signs = ((code, MINUS if not cited else MORE if code in alike else "") for code, cited in self.regions)
        return tuple((code, sign) for code, sign in signs if code in alike or not sign)

    @property
    def neighbours(self) -> tuple[str, ...]:
        """The other regions that asked under the same themes."""
        alike = {code for code, _ in self.unanswered}
        return tuple(code for code in self.missing if code not in alike)

    @property
    def text(self) -> str:
        """`AP LAC −WA ~A E`; empty for a paragraph without sources."""
        return " ".join(f"{sign}{code}" for code, sign in self.signs)


class SupportFinder:
    """Finds the regional support of a draft's paragraphs, by what its corpus says and what converges in it."""

    def __init__(self, corpus: Corpus, convergence: Convergence) -> None:
        self._corpus = corpus
        self._convergence = convergence
        self._of = lru_cache(maxsize=5_000)(self._of_known)
        self._alike = lru_cache(maxsize=5_000)(self._alike_to)

    def of(self, draft: Draft) -> dict[str, RegionalSupport]:
        """Each paragraph's support, by its id, in the document's order. What its sub-paragraphs carry, it carries."""
        settled = {*draft.cited_in, *draft.reasons}
        by_paragraph = {}
        for id, spot in draft.spots.items():
            sources = [source for paragraph in spot.paragraph.whole() for source in paragraph.sources]
            by_paragraph[id] = support = self.of_sources(sources)
            left = [other for other in self._alike(tuple(sources)) if other not in settled]
            if left:
                found = self._corpus.by_regions(left)
                unanswered = tuple((region.code, tuple(ids)) for region, ids in found if region.asks)
                by_paragraph[id] = replace(support, unanswered=unanswered)
        return by_paragraph

    def _alike_to(self, sources: tuple[str, ...]) -> frozenset[str]:
        """Everything that converges with one of the sources, whatever its region."""
        return frozenset(other for source in sources for other, _ in self._convergence.partners.get(source, ()))

    def of_sources(self, sources: Iterable[str]) -> RegionalSupport:
        """The support of a paragraph with these sources; those that the corpus hasn't count for nothing."""
        return self._of(tuple(id for id in sources if id in self._corpus.by_id))

    def _of_known(self, known: tuple[str, ...]) -> RegionalSupport:
        cited = {self._corpus.by_id[id].region for id in known}
        converging = {other for other in self._alike(known) if self._corpus.by_id[other].region not in cited}
        asked: dict[str, list[str]] = defaultdict(list)
        for id in dict.fromkeys((*self._corpus.in_order(converging), *self._neighbours(known))):
            region = self._corpus.by_id[id].region
            if region not in cited and self._corpus.by_region[region].asks:
                asked[region].append(id)
        codes = [region.code for region in self._corpus.regions]
        asking = [region.code for region in self._corpus.regions if region.asks]
        return RegionalSupport(
            tuple((code, code in cited) for code in codes if code in cited or code in asked),
            {code: tuple(asked[code]) for code in codes if code in asked},
            frozenset(converging),
            cited.issuperset(asking),
        )

    def _neighbours(self, ids: Iterable[str]) -> Iterator[str]:
        """What stands under the same themes, in the mapping's order."""
        themes = dict.fromkeys(theme for id in ids for theme in self._corpus.themes_of[id])
        for theme in themes:
            yield from theme.placements
