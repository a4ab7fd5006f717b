"""Convergence: recommendations of different regions that ask for the same thing and could become one paragraph.

And contrast: where regions ask for different things on the same subject, so that merging would hide a difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import chain, combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from drafter.corpus.corpus import Corpus
from drafter.corpus.languages import is_english
from drafter.corpus.similarity import ELSEWHERE, SAME_SECTION, SAME_THEME, Ask, asks, likeness
from drafter.corpus.tokens import stems
from drafter.corpus.topics import demand, subjects

if TYPE_CHECKING:  # needs numpy, which comes with the model
    from drafter.review.meaning import MeaningMatching

MEASURE = "5"
"""Another measure gets another number, so that what was kept of an earlier one is not taken for its result."""
LEAST = 0.375
"""The score from which two recommendations are offered as the same ask; chosen on labelled pairs (tests/labelled)."""
PERHAPS = 0.3
"""The score from which they may ask for the same, and are shown apart: of those labelled, one in four does."""
_COPIED = 0.5
"""The part of their words from which two recommendations of one region ask for the same. Others are two asks, as that
region told them apart, and never in one group."""
_SCALE = ((0.0, 0.0), (0.46, PERHAPS), (0.512, LEAST), (1.01, 1.0))
"""What a score by words and meaning counts on the scale of those by words alone, so that the bounds are the same: of
the labelled pairs that reach LEAST, seven in ten ask for the same either way."""
LARGE = 10_000
"""Recommendations of a corpus that is compared at once. To compare more takes minutes, and gigabytes of memory."""
_LONGEST = 40
_CANDIDATES = 24
_WORTH = 0.035
"""A recommendation is compared with those whose object is named by words that name its own. For each such word at most
`_LONGEST` recommendations are looked up under its themes, in its sections and anywhere: those in which the word is
heaviest. Of those that share more than `_WORTH`, of which a pair of LEAST has four times as much, the `_CANDIDATES`
likeliest are measured. So the work grows with the number of recommendations and not with its square.
tests/benchmarks/judgement.py measures what that misses."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two recommendations of different regions, `a` before `b` in citation order."""

    a: str
    b: str
    score: float
    """How surely they ask for the same, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Group:
    """Recommendations of two or more regions that ask for the same."""

    ids: tuple[str, ...]
    """In citation order."""
    regions: tuple[str, ...]
    """Codes, in the corpus's order."""
    score: float
    """The mean score of its pairs of different regions."""


@dataclass(frozen=True)
class Convergence:
    """Every pair found, the surest first, and the groups that they form."""

    pairs: tuple[Pair, ...]
    groups: tuple[Group, ...]
    """Those of most regions first, then the surest. A recommendation is in one group or in none."""
    perhaps: tuple[Pair, ...] = ()
    """Pairs that are less sure, the surest first: somebody may look at them, and nothing is made of them."""
    by_meaning: bool = False
    """Whether a sentence model told, too; else words alone."""

    @cached_property
    def partners(self) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """For each recommendation that has any, those that may ask for the same, with their scores, the surest first:
        those of its pairs, and the rest of its group, with the group's score. Lists, signs and hints all come from
        here, so that whatever a group or a remark names together stands in each one's list.
        """
        partners: dict[str, dict[str, float]] = defaultdict(dict)
        for group in self.groups:
            for id in group.ids:
                partners[id] = dict.fromkeys((other for other in group.ids if other != id), group.score)
        for pair in self.pairs:
            partners[pair.a][pair.b] = partners[pair.b][pair.a] = pair.score
        return {
            id: tuple(sorted(others.items(), key=lambda other: -other[1]))  # of the same score, the first named first
            for id, others in partners.items()
        }

    def beside(self, group: Group) -> tuple[str, ...]:
        """Who may ask for the same as one of the group, but not as all of it: other groups', or in none."""
        others = (other for id in group.ids for other, _ in self.partners[id])
        return tuple(dict.fromkeys(other for other in others if other not in group.ids))

    @cached_property
    def group_of(self) -> Mapping[str, Group]:
        return {id: group for group in self.groups for id in group.ids}


class Batch(NamedTuple):
    """Recommendations that are compared with one another."""

    name: str
    """Empty for all of a corpus."""
    theme: str
    """The id of the theme under which they stand; empty for all of a corpus."""
    ids: Sequence[str] | None
    """None for all of a corpus."""


NOTHING = Convergence((), ())


def batches(corpus: Corpus) -> tuple[Batch, ...]:
    """The batches in which a corpus is compared: all at once; of a LARGE one theme by theme, and what stands under a
    theme that is larger than that in parts, as the mapping lists it.
    """
    if len(corpus.points) <= LARGE:
        return (Batch("", "", None),)
    return tuple(
        Batch(f"{theme.id} {start // LARGE + 1}", theme.id, theme.placements[start : start + LARGE])
        for theme in corpus.themes
        for start in range(0, len(theme.placements), LARGE)
    )


def convergence(
    corpus: Corpus, meaning: MeaningMatching | None = None, ids: Sequence[str] | None = None
) -> Convergence:
    """What converges in the corpus: a pure function of its texts and themes, near linear in their number. `meaning` has
    its recommendations in its order; with it, what they mean counts as much as their words.

    Of a corpus like a congress's own, every pair of PERHAPS or more. Where a recommendation has more than some twenty
    partners, as in a large corpus of near copies, the surest of them. With `ids`, what converges among these alone.
    """
    found = _pairs(corpus, meaning, ids)
    sure = [pair for pair in found if pair.score >= LEAST]
    less_sure = [pair for pair in found if pair.score < LEAST]
    return of_pairs(corpus, sure, less_sure, by_meaning=meaning is not None)


def of_pairs(
    corpus: Corpus, pairs: Sequence[Pair], perhaps: Sequence[Pair] = (), *, by_meaning: bool = False
) -> Convergence:
    """The convergence that these pairs make: ordered, and gathered into groups."""
    ordered = _ordered(corpus, pairs)
    return Convergence(ordered, tuple(_groups(corpus, ordered)), _ordered(corpus, perhaps), by_meaning)


def _ordered(corpus: Corpus, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    rank = corpus.rank
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, rank[pair.a], rank[pair.b])))


def _pairs(corpus: Corpus, meaning: MeaningMatching | None, ids: Sequence[str] | None) -> list[Pair]:
    weighed, rank, pairs = asks(corpus, ids), corpus.rank, []
    alike = None if meaning is None else meaning.among()
    compared = set(_candidates(weighed))
    if alike is not None:
        compared.update(_alike(weighed, alike))
    for place, other in sorted(compared):
        one, two = weighed[place], weighed[other]
        score = likeness(one, two)
        if alike is not None:
            score = _with_meaning(score, alike[place][other])
        score = round(score, 4)
        if score >= PERHAPS:
            a, b = (one.id, two.id) if rank[one.id] < rank[two.id] else (two.id, one.id)
            pairs.append(Pair(a, b, score))
    return pairs


def _with_meaning(by_words: float, meant: float) -> float:
    """How surely two recommendations ask for the same that are so alike by their words and in meaning."""
    score = (by_words + meant) / 2
    (start, counts), (end, most) = next((low, high) for low, high in pairwise(_SCALE) if score <= high[0])
    return counts + (score - start) / (end - start) * (most - counts)


def _alike(weighed: Sequence[Ask], alike: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    """For each recommendation those of other regions that come nearest to it in meaning."""
    for place, ask in enumerate(weighed):
        others = (other for other, theirs in enumerate(weighed) if theirs.region != ask.region)
        for other in nlargest(_CANDIDATES, others, key=alike[place].__getitem__):
            yield min(place, other), max(place, other)


def _candidates(weighed: Sequence[Ask]) -> Iterator[tuple[int, int]]:
    """Pairs of different regions worth measuring, by their places, the lower first."""
    lookup = _Lookup(weighed)
    for place, ask in enumerate(weighed):
        for other in lookup.likeliest(ask):
            yield min(place, other), max(place, other)


class _Lookup:
    """Recommendations, by their places in a list, ready to be found by the words that they share."""

    def __init__(self, weighed: Sequence[Ask]) -> None:
        self._regions = [ask.region for ask in weighed]
        postings: dict[tuple[str, str], list[tuple[float, int]]] = defaultdict(list)
        for place, ask in enumerate(weighed):
            for spot, _ in _spots(ask):
                for stem in ask.keys:
                    postings[spot, stem].append((ask.vector[stem], -place))
        self._postings = {key: nlargest(_LONGEST, holders) for key, holders in postings.items()}
        """For each word that names an object, in each spot: the recommendations in which it is heaviest."""

    def likeliest(self, ask: Ask) -> list[int]:
        """Those of other regions that share most with it, the likeliest first."""
        best: dict[int, float] = {}
        for spot, nearness in _spots(ask):
            shared: dict[int, float] = defaultdict(float)
            for stem in ask.keys:
                weight = nearness * ask.vector[stem]
                for theirs, other in self._postings[spot, stem]:
                    shared[other] += weight * theirs
            best.update((other, worth) for other, worth in shared.items() if worth > best.get(other, _WORTH))
        foreign = [(worth, other) for other, worth in best.items() if self._regions[-other] != ask.region]
        return [-other for _, other in nlargest(_CANDIDATES, foreign)]


def _spots(ask: Ask) -> list[tuple[str, float]]:
    """Where the mapping puts it, and what sharing counts there: squared, as the score is a root of what is shared."""
    themes = [(f"theme {id}", SAME_THEME**2) for id in ask.themes]
    return [*themes, *((f"section {id}", SAME_SECTION**2) for id in ask.sections), ("everywhere", ELSEWHERE**2)]


def _groups(corpus: Corpus, pairs: Sequence[Pair]) -> list[Group]:
    gathered = _Gathering(corpus, pairs)
    for pair in pairs:
        gathered.join(pair.a, pair.b)
    groups = [gathered.group(ids) for ids in gathered.clusters]
    return sorted(groups, key=lambda group: (-len(group.regions), -group.score, corpus.rank[group.ids[0]]))


class _Gathering:
    """Clusters that grow pair by pair, the surest first, as long as the mean score between those that are joined
    reaches LEAST: no chain of pairs runs from ask to ask.
    """

    def __init__(self, corpus: Corpus, pairs: Sequence[Pair]) -> None:
        self._corpus = corpus
        self._scores = {(pair.a, pair.b): pair.score for pair in pairs}
        self._cluster: dict[str, tuple[str, ...]] = {id: (id,) for pair in pairs for id in (pair.a, pair.b)}
        self._refused: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()

    @property
    def clusters(self) -> list[tuple[str, ...]]:
        return [ids for ids in dict.fromkeys(self._cluster.values()) if len(ids) > 1]

    def join(self, a: str, b: str) -> None:
        one, other = self._cluster[a], self._cluster[b]
        if one is other or (one, other) in self._refused:
            return
        if self._mean(one, other) < LEAST or self._told_apart(one, other):
            self._refused.add((one, other))
            return
        joined = tuple(self._corpus.in_order(chain(one, other)))
        for id in joined:
            self._cluster[id] = joined

    def _told_apart(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether a region lists two asks of its own of which one is here and the other there."""
        by_id = self._corpus.by_id
        own = ((by_id[a], by_id[b]) for a in one for b in other if by_id[a].region == by_id[b].region)
        for a, b in own:
            mine, theirs = set(stems(a.text)), set(stems(b.text))
            if len(mine & theirs) < _COPIED * len(mine | theirs):
                return True
        return False

    def group(self, ids: tuple[str, ...]) -> Group:
        return Group(ids, _regions(self._corpus, ids), round(self._mean(ids, ids), 4))

    def _mean(self, one: tuple[str, ...], other: tuple[str, ...]) -> float:
        """The mean score of the pairs of different regions between two clusters; a pair not found counts as 0."""
        by_id, rank = self._corpus.by_id, self._corpus.rank
        scores = [
            self._scores.get((a, b) if rank[a] < rank[b] else (b, a), 0.0)
            for a in one
            for b in other
            if by_id[a].region != by_id[b].region
        ]
        return sum(scores) / len(scores)


_FEW = 8
"""A subject of more recommendations is wide: whom they stand with under a theme says what they are about."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What one or several regions ask for on a subject."""

    ids: tuple[str, ...]
    """Recommendations that ask for the same kind of thing, in citation order."""
    regions: tuple[str, ...]
    """Codes, in the corpus's order."""
    demand: str
    """The kind of thing: `a study`."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Several stances on one subject, of two regions or more."""

    subject: str
    """`cybercrime`."""
    theme: str
    """The id of the theme under which most of them stand."""
    stances: tuple[Stance, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(id for stance in self.stances for id in stance.ids)


def contrasts(corpus: Corpus, convergence: Convergence) -> tuple[Contrast, ...]:
    """Every subject on which one region asks for one kind of thing and another region for another, in the mapping's
    order. What converges is one stance. None in another language than English, whose words tell the subjects.

    A subject of which few recommendations speak is one wherever they stand; a wide one is another in each theme.
    """
    about: dict[str, list[str]] = defaultdict(list)
    for point in corpus.recommendations if is_english(corpus.language) else ():
        for subject in subjects(point.text):
            about[subject].append(point.id)
    every = list[Contrast]()
    for subject, ids in about.items():
        themes = {theme.id: theme.placements for id in ids for theme in corpus.themes_of[id]}
        for among in (ids,) if len(ids) <= _FEW else themes.values():
            every += _contrast(corpus, subject, corpus.in_order(set(ids).intersection(among)), convergence)
    order = {theme.id: place for place, theme in enumerate(corpus.themes)}
    return tuple(sorted(every, key=lambda contrast: order[contrast.theme]))


def contrasts_of(every: Iterable[Contrast], ids: Iterable[str]) -> tuple[Contrast, ...]:
    """The contrasts that concern any of these recommendations: what to say before they are merged."""
    wanted = set(ids)
    return tuple(contrast for contrast in every if wanted.intersection(contrast.ids))


def _contrast(corpus: Corpus, subject: str, ids: Sequence[str], convergence: Convergence) -> Iterator[Contrast]:
    """The contrast on the subject, if there is one."""
    asked: dict[str, str] = {}
    for id in ids:
        group = convergence.group_of[id].ids if id in convergence.group_of else ()
        asked[id] = next((asked[other] for other in group if other in asked), demand(corpus.by_id[id].text))
    together: dict[str, list[str]] = defaultdict(list)
    for id, wanted in asked.items():
        together[wanted].append(id)
    stances = tuple(Stance(tuple(same), _regions(corpus, same), wanted) for wanted, same in together.items())
    if any(not set(one.regions) & set(other.regions) for one, other in combinations(stances, 2)):
        themes = Counter(theme.id for id in ids for theme in corpus.themes_of[id])
        yield Contrast(subject, themes.most_common(1)[0][0], stances)


def _regions(corpus: Corpus, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(region.code for region, _ in corpus.by_regions(ids))
