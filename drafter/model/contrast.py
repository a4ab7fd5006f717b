"""Contrast: where regions ask for different things on the same subject, so that merging would hide a difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from drafter.model.convergence import Convergence
from drafter.model.corpus import Corpus
from drafter.model.subjects import demand, subjects

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


def contrasts(corpus: Corpus, found: Convergence) -> tuple[Contrast, ...]:
    """Every subject on which one region asks for one kind of thing and another region for another, in the mapping's
    order. What converges is one stance.

    A subject of which few recommendations speak is one wherever they stand; a wide one is another in each theme.
    """
    about: dict[str, list[str]] = defaultdict(list)
    for one in corpus.recommendations:
        for subject in subjects(one.text):
            about[subject].append(one.id)
    every = list[Contrast]()
    for subject, ids in about.items():
        themes = {theme.id: theme.placements for id in ids for theme in corpus.themes_of[id]}
        for among in (ids,) if len(ids) <= _FEW else themes.values():
            every += _contrast(corpus, subject, corpus.in_order(set(ids).intersection(among)), found)
    order = {theme.id: place for place, theme in enumerate(corpus.themes)}
    return tuple(sorted(every, key=lambda one: order[one.theme]))


def contrasts_of(every: Iterable[Contrast], ids: Iterable[str]) -> tuple[Contrast, ...]:
    """The contrasts that concern any of these recommendations: what to say before they are merged."""
    wanted = set(ids)
    return tuple(one for one in every if wanted.intersection(one.ids))


def _contrast(corpus: Corpus, subject: str, ids: Sequence[str], found: Convergence) -> Iterator[Contrast]:
    """The contrast on the subject, if there is one."""
    asked: dict[str, str] = {}
    for id in ids:
        group = found.group_of[id].ids if id in found.group_of else ()
        asked[id] = next((asked[other] for other in group if other in asked), demand(corpus.by_id[id].text))
    together: dict[str, list[str]] = defaultdict(list)
    for id, wanted in asked.items():
        together[wanted].append(id)
    stances = tuple(Stance(tuple(its), _regions(corpus, its), wanted) for wanted, its in together.items())
    if any(not set(one.regions) & set(other.regions) for one, other in combinations(stances, 2)):
        themes = Counter(theme.id for id in ids for theme in corpus.themes_of[id])
        yield Contrast(subject, themes.most_common(1)[0][0], stances)


def _regions(corpus: Corpus, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(region.code for region, _ in corpus.by_regions(ids))
