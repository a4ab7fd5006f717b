"""Contrast: where regions ask for different things on the same subject, so that merging would hide a difference."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drafter.model.asks import asks
from drafter.model.convergence import Convergence
from drafter.model.corpus import Corpus, Theme
from drafter.model.terms import content, stem
from drafter.model.vectors import heaviest

_ROOT = 5
"""Letters by which words are taken for one subject: cybercrime, cyber-enabled."""
_OBJECTS = 4
"""How many of its heaviest words say what a recommendation is about."""
_AT_HOME = 0.6
"""A word is a subject of a theme where at least this part of what it is said in stands in that theme's section."""
_WIDEST = 0.6
"""A word that more than this part of a theme's recommendations are about is the theme itself and no subject in it."""
_FEW = 5
"""A theme with no more recommendations than this has no word that is too wide."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What one or several regions ask for on a subject."""

    ids: tuple[str, ...]
    """Recommendations that ask for the same, in citation order."""
    regions: tuple[str, ...]
    """Codes, in the corpus's order."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Several stances on one subject, of two regions or more."""

    subject: str
    """As the texts word it, `cybercrime`."""
    theme: str
    """The id of the theme under which they stand."""
    stances: tuple[Stance, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(id for stance in self.stances for id in stance.ids)


def contrasts(corpus: Corpus, found: Convergence) -> tuple[Contrast, ...]:
    """Every subject on which regions differ, theme by theme, those with most regions first within a theme.

    A subject is a word, or a family of words, among the few that say what each of the recommendations is about, and at
    home in the theme's section. Recommendations that converge are one stance.
    """
    subjects = _Subjects(corpus)
    every = [one for theme in corpus.themes for one in _of_theme(corpus, theme, found, subjects)]
    return tuple(one for one in every if not any(set(one.ids) < set(other.ids) for other in every))


def contrasts_of(every: Iterable[Contrast], ids: Iterable[str]) -> tuple[Contrast, ...]:
    """The contrasts that concern any of these recommendations: what to say before they are merged."""
    wanted = set(ids)
    return tuple(one for one in every if wanted.intersection(one.ids))


class _Subjects:
    """What each recommendation is about, by the roots of words."""

    def __init__(self, corpus: Corpus) -> None:
        self.about: dict[str, dict[str, str]] = {}
        """By recommendation: its subjects' roots, each with the word as it first stands."""
        self._under: Counter[tuple[str, str]] = Counter()
        self._everywhere: Counter[str] = Counter()
        for ask in asks(corpus):
            words = self._words(corpus.by_id[ask.id].text)
            objects = {one[:_ROOT] for one in heaviest(ask.vector, _OBJECTS)}
            self.about[ask.id] = {root: word for root, word in words.items() if root in objects}
            self._everywhere.update(words.keys())
            self._under.update((section, root) for section in ask.sections for root in words)

    def home(self, section: str, root: str) -> float:
        """The part of the recommendations with this root that stand in the section."""
        return self._under[section, root] / self._everywhere[root]

    @staticmethod
    def _words(text: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for word in content(text):
            if not word.isdecimal():
                found.setdefault(stem(word)[:_ROOT], word)
        return found


def _of_theme(corpus: Corpus, theme: Theme, found: Convergence, subjects: _Subjects) -> Iterator[Contrast]:
    about: dict[str, list[str]] = defaultdict(list)
    for id in corpus.in_order(theme.placements):
        for root in subjects.about[id]:
            about[root].append(id)
    widest = max(_FEW, _WIDEST * len(theme.placements))
    section, seen = corpus.section_of[theme.id].id, set[tuple[str, ...]]()
    # The word most at home names the subject best; one set of recommendations is one contrast.
    for root, ids in sorted(about.items(), key=lambda item: (-len(item[1]), -subjects.home(section, item[0]), item[0])):
        stances = _stances(corpus, ids, found)
        if len(ids) > widest or subjects.home(section, root) < _AT_HOME or tuple(ids) in seen:
            continue
        if len(stances) > 1 and len({corpus.by_id[id].region for id in ids}) > 1:
            seen.add(tuple(ids))
            yield Contrast(_said(root, ids, subjects.about), theme.id, stances)


def _said(root: str, ids: Sequence[str], about: Mapping[str, Mapping[str, str]]) -> str:
    return Counter(about[id][root] for id in ids).most_common(1)[0][0]


def _stances(corpus: Corpus, ids: Sequence[str], found: Convergence) -> tuple[Stance, ...]:
    together: dict[str, list[str]] = defaultdict(list)
    for id in ids:
        group = found.group_of.get(id)
        together[group.ids[0] if group else id].append(id)
    return tuple(_stance(corpus, members) for members in together.values())


def _stance(corpus: Corpus, ids: Sequence[str]) -> Stance:
    return Stance(tuple(ids), tuple(region.code for region, _ in corpus.by_regions(ids)))
