"""The mapping's own formula: the words that its recommendations use whatever they are about (`promote`, `efforts`,
`effective`), by the corpus's own statistics.
"""

from __future__ import annotations

from collections import defaultdict

from drafter.corpus.corpus import Corpus
from drafter.corpus.tokens import stems

_PART = 0.4
"""The part of all themes under which a word must stand to be of the formula. In the mapping of the fourteenth congress
`effort`, `programme` and `level` are, `children`, `access` and `training` aren't."""
_FEWEST = 6
"""And the number of themes, at least: with fewer, nothing can be said."""
_MOST = 10_000
"""Recommendations by which it is known, about: of more, some at even distances tell as much."""


def formula(corpus: Corpus) -> frozenset[str]:
    """The stems of the formula's words; none for a corpus of few themes."""
    return corpus.once(_formula)


def _formula(corpus: Corpus) -> frozenset[str]:
    themes: dict[str, set[str]] = defaultdict(set)
    points = corpus.recommendations
    for point in points[:: max(1, len(points) // _MOST)]:
        for stem in stems(point.text):
            themes[stem].update(theme.id for theme in corpus.themes_of[point.id])
    least = max(_FEWEST, _PART * len(corpus.themes))
    return frozenset(stem for stem, under in themes.items() if len(under) >= least)
