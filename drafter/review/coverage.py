"""Which regional points the draft covers: counted once per recommendation, shown per placement, never mixed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from drafter.corpus.attributes import AskedAttribute
from drafter.corpus.corpus import Corpus, Region, Section, Theme
from drafter.draft.draft import Draft
from drafter.draft.kept_words import in_agreed_words
from drafter.draft.layout import Captions
from drafter.review.reflection import LinkUse, Reach, Reflection


class Disposition(StrEnum):
    """What the draft does with a recommendation. What is taken up anywhere is not set aside."""

    TAKEN_UP = "taken up"
    PARTLY = "partly taken up"
    CITED = "cited, not reflected"
    """Some paragraph cites it, and none shows its words, or says why it counts."""
    SET_ASIDE = "set aside"
    OPEN = "not yet reviewed"

    @property
    def covered(self) -> bool:
        """Whether the draft says at least part of it."""
        return self in (Disposition.TAKEN_UP, Disposition.PARTLY)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which recommendations; an empty filter lets everything through, and filters combine."""

    regions: tuple[str, ...] = ()
    """Codes."""
    themes: tuple[str, ...] = ()
    """Ids."""
    dispositions: tuple[Disposition, ...] = ()
    attributes: tuple[AskedAttribute, ...] = ()
    """What a table must say of them."""

    def keeps(self, region: str, disposition: Disposition | None) -> bool:
        """Whether a recommendation of this region with this disposition is let through; nothing else is looked at."""
        return (not self.regions or region in self.regions) and (
            not self.dispositions or disposition in self.dispositions
        )

    def words(self, terms: Captions) -> str:
        """The filters in words, to stand on the document; empty where there are none."""
        filters = (self.regions, self.themes, self.dispositions, map(str, self.attributes))
        parts = [joined for chosen in filters if (joined := ", ".join(chosen))]
        return f"{terms.selection}: {'; '.join(parts)}." if parts else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some recommendations, or of some placements, have each disposition."""

    taken_up: int = 0
    partly: int = 0
    set_aside: int = 0
    open: int = 0
    cited: int = 0
    """Cited, not reflected."""

    @property
    def total(self) -> int:
        return self.covered + self.not_covered + self.set_aside

    @property
    def covered(self) -> int:
        """Taken up, wholly or partly."""
        return self.taken_up + self.partly

    @property
    def not_covered(self) -> int:
        """What is still to be dealt with: cited and not reflected, or not yet reviewed."""
        return self.cited + self.open

    def number(self, disposition: Disposition) -> int:
        """How many have this disposition."""
        return int(getattr(self, _FIELDS[disposition]))

    @property
    def figures(self) -> tuple[int, ...]:
        """How many have each disposition, in the dispositions' order; and the total."""
        return (*map(self.number, Disposition), self.total)

    @property
    def wholly(self) -> bool:
        """Whether there is something, and all of it is taken up, none of it partly."""
        return 0 < self.total == self.taken_up

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{field: getattr(self, field) + getattr(other, field) for field in _FIELDS.values()})

    @classmethod
    def of(cls, dispositions: Iterable[Disposition]) -> Tally:
        """The tally of these."""
        return cls.counted(Counter(dispositions))

    @classmethod
    def counted(cls, counts: Counter[Disposition]) -> Tally:
        """The tally with these numbers."""
        return cls(**{field: counts[disposition] for disposition, field in _FIELDS.items()})


_FIELDS = {
    Disposition.TAKEN_UP: "taken_up",
    Disposition.PARTLY: "partly",
    Disposition.CITED: "cited",
    Disposition.SET_ASIDE: "set_aside",
    Disposition.OPEN: "open",
}


@dataclass(frozen=True, slots=True)
class ThemeCoverage:
    """A theme's placements, whole and by region."""

    section: Section
    theme: Theme
    whole: Tally
    regions: Mapping[str, Tally]
    """By region code, for every region of the corpus; all zero where the region has nothing under the theme."""

    def of_points(self, dispositions: Mapping[str, Disposition], region_of: Callable[[str], str]) -> ThemeCoverage:
        """The same theme's, of the points alone that have a disposition here."""
        ids = [id for id in self.theme.placements if id in dispositions]
        by_region = {code: Tally.of(dispositions[id] for id in ids if region_of(id) == code) for code in self.regions}
        return replace(self, whole=Tally.of(dispositions[id] for id in ids), regions=by_region)

    def narrowed(self, codes: Collection[str]) -> ThemeCoverage:
        """The same theme's, of these regions only."""
        regions = {code: tally for code, tally in self.regions.items() if code in codes}
        return replace(self, whole=sum(regions.values(), Tally()), regions=regions)


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
    contested: frozenset[str] = frozenset()
    """The recommendations that are taken up, but nowhere in words that are agreed or undisputed: ids."""
    idle: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By a paragraph's id, those of its sources that it doesn't take up: cited for the chapeau only, or not reflected.
    No key for a paragraph that takes all of its sources up."""

    def is_idle(self, paragraph: str, source: str) -> bool:
        """Whether the paragraph cites this source and takes nothing of it up."""
        return source in self.idle.get(paragraph, ())


def coverage(corpus: Corpus, draft: Draft) -> Coverage:
    """The draft's coverage. Links to recommendations that the corpus hasn't count for nothing.

    Only what differs from the draft counted last is counted again: an edit moves a few points of many thousands.
    """
    uses = list(corpus.once(Reflection).uses(draft))
    counted = corpus.once(_Counting).of(_touched(corpus, draft, uses))
    idle = _idle(uses)
    contested = _contested(corpus, draft, uses)
    return replace(counted, contested=contested, idle=idle) if contested or idle else counted


def by_corpus(regions: Iterable[Region], figures: Coverage) -> dict[str, Tally]:
    """Each recommendation once, by the code of its corpus; the main one's is empty, and there is no other where the
    corpus is one alone. `regions` are all that the figures have.
    """
    corpora = {region.code: region.corpus for region in regions}
    tallies: dict[str, Tally] = {}
    for code, tally in figures.regions.items():
        of = corpora[code]
        tallies[of] = tallies.get(of, Tally()) + tally
    return tallies


def _idle(uses: Collection[LinkUse]) -> dict[str, frozenset[str]]:
    """See `Coverage.idle`."""
    idle: dict[str, set[str]] = defaultdict(set)
    used = {(use.paragraph, use.link.recommendation) for use in uses if use.reach.counts}
    for use in uses:
        if (use.paragraph, use.link.recommendation) not in used:  # it may cite a source twice
            idle[use.paragraph].add(use.link.recommendation)
    return {paragraph: frozenset(sources) for paragraph, sources in idle.items()}


def _contested(corpus: Corpus, draft: Draft, uses: Iterable[LinkUse]) -> frozenset[str]:
    """The recommendations of which every paragraph that takes them up has the words in brackets only."""
    safe: dict[str, bool] = {}
    for use in uses:
        id = use.link.recommendation
        if use.reach.counts and not safe.get(id):
            safe[id] = in_agreed_words(draft.spots[use.paragraph], corpus.by_id[id], draft)
    return frozenset(id for id, is_safe in safe.items() if not is_safe)


def _touched(corpus: Corpus, draft: Draft, uses: Collection[LinkUse]) -> dict[str, Disposition]:
    """The recommendations of the corpus that the draft cites or sets aside, with what it does with them. What gives
    a chapeau only may be set aside beside that.
    """
    by_use = {shown: {use.link.recommendation for use in uses if use.reach is shown} for shown in Reach}
    touched = dict.fromkeys(by_use[Reach.BACKGROUND], Disposition.CITED)
    touched.update((id, Disposition.SET_ASIDE) for id in draft.reasons if id in corpus.by_id)
    touched.update(dict.fromkeys(by_use[Reach.NOT], Disposition.CITED))
    touched.update(dict.fromkeys(by_use[Reach.PARTLY], Disposition.PARTLY))
    touched.update(dict.fromkeys(by_use[Reach.WHOLLY], Disposition.TAKEN_UP))
    return touched


class _Move(NamedTuple):
    """A point that counts otherwise now."""

    region: str
    before: Disposition
    after: Disposition


class _Counting:
    """One corpus's counts: those of the draft that was counted last, from which the next one's are reached."""

    def __init__(self, corpus: Corpus) -> None:
        self._open = dict.fromkeys(corpus.points.ids, Disposition.OPEN)
        self._corpus = corpus
        self._places = {theme.id: place for place, theme in enumerate(corpus.themes)}
        blank = Coverage(
            self._open,
            Tally(open=len(self._open)),
            Tally(open=sum(len(theme.placements) for theme in corpus.themes)),
            self._all_open(self._open),
            tuple(
                ThemeCoverage(
                    corpus.section_of[theme.id],
                    theme,
                    Tally(open=len(theme.placements)),
                    self._all_open(theme.placements),
                )
                for theme in corpus.themes
            ),
        )
        self._last: tuple[dict[str, Disposition], Coverage] = {}, blank

    def _all_open(self, ids: Iterable[str]) -> dict[str, Tally]:
        sizes = Counter(map(self._corpus.region_of.__getitem__, ids))
        return {region.code: Tally(open=sizes[region.code]) for region in self._corpus.regions}

    def of(self, touched: dict[str, Disposition]) -> Coverage:
        """The coverage of a draft that does this with these recommendations and nothing with the others."""
        before, last = self._last
        dispositions = {**self._open, **touched}
        moves: list[_Move] = []
        placed: dict[int, list[_Move]] = defaultdict(list)
        for id in {id for id, _ in touched.items() ^ before.items()}:
            move = _Move(self._corpus.region_of[id], last.dispositions[id], dispositions[id])
            moves.append(move)
            for theme in self._corpus.themes_of[id]:
                placed[self._places[theme.id]].append(move)
        themes = list(last.themes)
        for place, of_theme in placed.items():
            before_it = themes[place]
            whole, regions = _moved(before_it.whole, of_theme), _moved_by_region(before_it.regions, of_theme)
            themes[place] = replace(before_it, whole=whole, regions=regions)
        coverage = Coverage(
            dispositions,
            _moved(last.recommendations, moves),
            _moved(last.placements, chain.from_iterable(placed.values())),
            _moved_by_region(last.regions, moves),
            tuple(themes),
        )
        self._last = touched, coverage
        return coverage


def _moved_by_region(tallies: Mapping[str, Tally], moves: Iterable[_Move]) -> dict[str, Tally]:
    by_region: dict[str, list[_Move]] = defaultdict(list)
    for move in moves:
        by_region[move.region].append(move)
    return {code: _moved(tally, by_region[code]) if code in by_region else tally for code, tally in tallies.items()}


def _moved(tally: Tally, moves: Iterable[_Move]) -> Tally:
    """The tally after these moves."""
    counts = Counter({disposition: tally.number(disposition) for disposition in Disposition})
    for move in moves:
        counts[move.before] -= 1
        counts[move.after] += 1
    return Tally.counted(counts)
