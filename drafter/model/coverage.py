"""Which regional points the draft covers: counted once per recommendation, shown per placement, never mixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from drafter.model.corpus import Corpus, Section, Theme
from drafter.model.draft import Draft


class Disposition(StrEnum):
    """What the draft does with a recommendation. What is taken up anywhere is not set aside."""

    TAKEN_UP = "taken up"
    PARTLY = "partly taken up"
    SET_ASIDE = "set aside"
    OPEN = "not yet reviewed"

    @property
    def covered(self) -> bool:
        """Whether the draft says at least part of it."""
        return self in (Disposition.TAKEN_UP, Disposition.PARTLY)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some recommendations, or of some placements, have each disposition."""

    taken_up: int = 0
    partly: int = 0
    set_aside: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        return self.taken_up + self.partly + self.set_aside + self.open

    @property
    def covered(self) -> int:
        """Taken up, wholly or partly."""
        return self.taken_up + self.partly

    @classmethod
    def of(cls, dispositions: Iterable[Disposition]) -> Tally:
        counts = Counter(dispositions)
        return cls(
            counts[Disposition.TAKEN_UP],
            counts[Disposition.PARTLY],
            counts[Disposition.SET_ASIDE],
            counts[Disposition.OPEN],
        )


@dataclass(frozen=True, slots=True)
class ThemeCoverage:
    """A theme's placements, whole and by region."""

    section: Section
    theme: Theme
    whole: Tally
    regions: Mapping[str, Tally]
    """By region code, for every region of the corpus; all zero where the region has nothing under the theme."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """A draft's coverage of its corpus, computed in one pass. Every screen, table and export shows these numbers."""

    dispositions: Mapping[str, Disposition]
    """Of every recommendation of the corpus, by its id."""
    recommendations: Tally
    """Each recommendation once."""
    placements: Tally
    """Each placement once; a recommendation listed under two themes counts twice."""
    regions: Mapping[str, Tally]
    """Each recommendation once, by its region's code, in the corpus's order."""
    themes: tuple[ThemeCoverage, ...]


def coverage(corpus: Corpus, draft: Draft) -> Coverage:
    """The draft's coverage. Links to recommendations that the corpus hasn't count for nothing."""
    whole, partly = _links(draft)
    dispositions = {one.id: _disposition(one.id, whole, partly, draft) for one in corpus.recommendations}
    regions = {
        region.code: Tally.of(dispositions[one.id] for one in corpus.recommendations if one.region == region.code)
        for region in corpus.regions
    }
    themes = tuple(_theme_coverage(corpus, theme, dispositions) for theme in corpus.themes)
    placements = Tally.of(dispositions[id] for theme in corpus.themes for id in theme.placements)
    return Coverage(dispositions, Tally.of(dispositions.values()), placements, regions, themes)


def _links(draft: Draft) -> tuple[set[str], set[str]]:
    """The recommendations that some link takes up wholly, and those that some link takes up partly."""
    links = [link for spot in draft.spots.values() for link in spot.paragraph.links]
    return (
        {link.recommendation for link in links if not link.partly},
        {link.recommendation for link in links if link.partly},
    )


def _disposition(id: str, whole: set[str], partly: set[str], draft: Draft) -> Disposition:
    if id in whole:
        return Disposition.TAKEN_UP
    if id in partly:
        return Disposition.PARTLY
    return Disposition.SET_ASIDE if id in draft.reasons else Disposition.OPEN


def _theme_coverage(corpus: Corpus, theme: Theme, dispositions: Mapping[str, Disposition]) -> ThemeCoverage:
    by_region: dict[str, list[Disposition]] = {region.code: [] for region in corpus.regions}
    for id in theme.placements:
        by_region[corpus.by_id[id].region].append(dispositions[id])
    return ThemeCoverage(
        corpus.section_of[theme.id],
        theme,
        Tally.of(dispositions[id] for id in theme.placements),
        {code: Tally.of(found) for code, found in by_region.items()},
    )
