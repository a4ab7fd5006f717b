"""Two editions of a corpus: which recommendation of the later one each of the earlier one is, whatever its letter is
now, and what is different: words, themes, headings, what came and what went.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import nlargest

from drafter.corpus.corpus import Corpus, Recommendation, Region, Theme
from drafter.corpus.tokens import stems

SAME_ID, OTHER_ID = 0.4, 0.6
"""How alike the words of a recommendation must be to those of the same id, or of another, to be taken for its own."""
_LIKELY = 3
"""Of the recommendations that are most alike, how many are held against each other."""
_SAME_THEME = 0.5
"""The part of two themes' recommendations that both list, from which on they are one theme with another title."""


@dataclass(frozen=True, slots=True)
class Successor:
    """The recommendation of a later edition that an earlier one's is now."""

    id: str
    likeness: float
    """How alike the words are, from 0 to 1."""

    @property
    def same_words(self) -> bool:
        return self.likeness == 1


def successors(earlier: Iterable[Recommendation], later: Corpus) -> dict[str, Successor]:
    """What each of these recommendations is in the later edition, by its id; no key for one that is gone. No two are
    the same one.

    The same words count first, under the same id or else another one of the region; then words that are alike; what is
    left under an id that is still there is that, however it is worded now.
    """
    return _Matching(earlier, later).found


_Candidates = Callable[[str], Sequence[str]]
_ThemeKey = Callable[[Corpus, Theme], object]


class _Matching:
    def __init__(self, earlier: Iterable[Recommendation], later: Corpus) -> None:
        self._later = later
        self._left = {point.id: point for point in earlier}
        self._free = dict(later.by_id)
        self.found: dict[str, Successor] = {}
        self._by_words(lambda id: [id])
        worded: dict[str, list[str]] = defaultdict(list)
        for id, point in self._free.items():
            worded[_plain(point.text)].append(id)
        self._by_words(lambda id: worded[_plain(self._left[id].text)])
        self._by_likeness([(id, id) for id in self._left], SAME_ID)
        self._by_likeness(self._likely(), OTHER_ID)
        self._by_likeness([(id, id) for id in self._left], 0)

    def _by_words(self, candidates: _Candidates) -> None:
        """Take the nearest candidate of the region that has the same words."""
        for id, point in list(self._left.items()):
            same = [
                other
                for other in candidates(id)
                if other in self._free and self._is_of_region(point, other)
                and _plain(self._free[other].text) == _plain(point.text)
            ]  # fmt: skip
            if same:
                nearest = min(same, key=lambda other: abs(self._later.by_id[other].paragraph - point.paragraph))
                self._take(id, nearest, 1)

    def _by_likeness(self, pairs: Iterable[tuple[str, str]], least: float) -> None:
        """Take the pairs that are at least so alike, the most alike first."""
        weighed = [
            (likeness(self._left[id].text, self._free[other].text), id, other)
            for id, other in pairs
            if other in self._free
        ]
        for alike, id, other in sorted(weighed, key=lambda pair: -pair[0]):
            if alike >= least and id in self._left and other in self._free:
                self._take(id, other, min(alike, 0.99))

    def _likely(self) -> Iterator[tuple[str, str]]:
        """Pairs that share words, of those that are left."""
        holders: dict[str, list[str]] = defaultdict(list)
        for id, point in self._free.items():
            for stem in set(_features(point.text)):
                holders[stem].append(id)
        for id, point in self._left.items():
            shared = Counter(other for stem in set(_features(point.text)) for other in holders[stem])
            of_region = {other: count for other, count in shared.items() if self._is_of_region(point, other)}
            yield from ((id, other) for other in nlargest(_LIKELY, of_region, key=of_region.__getitem__))

    def _is_of_region(self, point: Recommendation, other: str) -> bool:
        """Whether the other may be the point by its region; a region that is gone has another code now."""
        return point.region == self._later.by_id[other].region or point.region not in self._later.by_region

    def _take(self, id: str, other: str, alike: float) -> None:
        self.found[id] = Successor(other, alike)
        del self._left[id], self._free[other]


def likeness(one: str, other: str) -> float:
    """How alike two texts are: the part of their words that both have, from 0 to 1."""
    a, b = Counter(_features(one)), Counter(_features(other))
    whole = a.total() + b.total()
    return 2 * (a & b).total() / whole if whole else float(_plain(one) == _plain(other))


def _features(text: str) -> list[str]:
    """The stems of the words that carry matter; signs by twos for a script without blanks between words."""
    found = stems(text)
    return found if len(found) > 1 else [text[at : at + 2] for at in range(len(text) - 1)]


def _plain(text: str) -> str:
    return " ".join(text.split())


class PointFate(StrEnum):
    """What happened to a recommendation from one edition to the next."""

    REWORDED = "reworded"
    RELETTERED = "has another id"
    MOVED = "under other themes"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class PointChange:
    """A recommendation that is not as it was."""

    before: Recommendation | None
    """None for one that was added."""
    after: Recommendation | None
    """None for one that is gone."""
    left: tuple[str, ...] = ()
    """The themes that list it no longer, each with its section."""
    joined: tuple[str, ...] = ()
    """The themes that list it since, each with its section."""

    @property
    def fates(self) -> tuple[PointFate, ...]:
        if self.before is None:
            return (PointFate.ADDED,)
        if self.after is None:
            return (PointFate.GONE,)
        happened = {
            PointFate.REWORDED: self.before.text != self.after.text,
            PointFate.RELETTERED: self.before.id != self.after.id,
            PointFate.MOVED: bool(self.left or self.joined),
        }
        return tuple(fate for fate, is_so in happened.items() if is_so)


@dataclass(frozen=True, slots=True)
class HeadingChange:
    """A theme or a report that is called otherwise. What came has no `before`, what went no `after`."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class EditionComparison:
    """What is different in a later edition."""

    points: tuple[PointChange, ...]
    """In the later edition's order; what is gone stands last, in the earlier one's order."""
    headings: tuple[HeadingChange, ...]
    unchanged: int
    """Recommendations that are as they were."""

    @property
    def counts(self) -> dict[PointFate, int]:
        """How many recommendations each thing happened to; several may have happened to one."""
        counted = Counter(fate for point in self.points for fate in point.fates)
        return {fate: counted[fate] for fate in PointFate}

    @property
    def is_empty(self) -> bool:
        return not self.points and not self.headings


def compare(earlier: Corpus, later: Corpus) -> EditionComparison:
    """What is different in the later edition."""
    found = successors(earlier.recommendations, later)
    predecessors = {successor.id: id for id, successor in found.items()}
    themes = _theme_successors(earlier, later, found)
    changes = []
    for point in later.recommendations:
        before = earlier.by_id.get(predecessors.get(point.id, ""))
        left, joined = _moves(earlier, later, before, point, themes) if before else ((), ())
        changes.append(PointChange(before, point, left, joined))
    gone = (PointChange(point, None) for point in earlier.recommendations if point.id not in found)
    changed = tuple(change for change in (*changes, *gone) if change.fates)
    headings = (*_reports(earlier.regions, later.regions), *_titles(earlier, later, themes))
    return EditionComparison(changed, headings, len(changes) - sum(change.after is not None for change in changed))


def _theme_successors(earlier: Corpus, later: Corpus, found: Mapping[str, Successor]) -> dict[str, str]:
    """What theme of the later edition each one is now, by ids: the one with the same title in a section of the same
    title, else the one with the same title alone, else the one that lists most of the same.
    """
    successors: dict[str, str] = {}
    free = {theme.id: theme for theme in later.themes}

    def take(key: _ThemeKey) -> None:
        keyed: dict[object, list[str]] = defaultdict(list)
        for theme in free.values():
            keyed[key(later, theme)].append(theme.id)
        for theme in earlier.themes:
            same = keyed.get(key(earlier, theme), [])
            if theme.id not in successors and same:
                successors[theme.id] = same.pop(0)
                del free[successors[theme.id]]

    take(lambda corpus, theme: (_plain(corpus.section_of[theme.id].title), _plain(theme.title)))
    take(lambda _corpus, theme: _plain(theme.title))
    pairs = []
    for theme in earlier.themes:
        if theme.id not in successors:
            now = {found[id].id for id in theme.placements if id in found}
            pairs += [(_shared(now, other.placements), theme.id, other.id) for other in free.values()]
    for share, theme_id, other_id in sorted(pairs, key=lambda pair: -pair[0]):
        if share >= _SAME_THEME and theme_id not in successors and other_id in free:
            successors[theme_id] = other_id
            del free[other_id]
    return successors


def _shared(one: set[str], other: Sequence[str]) -> float:
    return len(one.intersection(other)) / len(one.union(other)) if one or other else 0.0


def _moves(
    earlier: Corpus, later: Corpus, before: Recommendation, after: Recommendation, themes: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    was, now = earlier.themes_of[before.id], later.themes_of[after.id]
    still = {theme.id for theme in now}
    stayed = {themes.get(theme.id, "") for theme in was}
    left = tuple(_label(earlier, theme) for theme in was if themes.get(theme.id) not in still)
    joined = tuple(_label(later, theme) for theme in now if theme.id not in stayed)
    return left, joined


def _label(corpus: Corpus, theme: Theme) -> str:
    section = corpus.section_of[theme.id].title
    return section if section == theme.label else f"{section} – {theme.label}"


def _titles(earlier: Corpus, later: Corpus, themes: Mapping[str, str]) -> Iterator[HeadingChange]:
    by_id = {theme.id: theme for theme in later.themes}
    for theme in earlier.themes:
        now = by_id.get(themes.get(theme.id, ""))
        was_called, is_called = _label(earlier, theme), _label(later, now) if now else ""
        if was_called != is_called:
            yield HeadingChange(was_called, is_called)
    known = set(themes.values())
    yield from (HeadingChange("", _label(later, theme)) for theme in later.themes if theme.id not in known)


def _reports(earlier: Sequence[Region], later: Sequence[Region]) -> Iterator[HeadingChange]:
    was, now = ({region.code: _report(region) for region in regions} for regions in (earlier, later))
    for code in dict.fromkeys((*was, *now)):
        if was.get(code) != now.get(code):
            yield HeadingChange(was.get(code, ""), now.get(code, ""))


def _report(region: Region) -> str:
    symbol = f" ({region.symbol})" if region.symbol else ""
    return f"{region.code}, {region.name}: {region.title}{symbol}"
