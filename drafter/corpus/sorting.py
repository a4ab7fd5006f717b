"""Putting recommendations under themes: what can be done to a corpus's sections, and which themes a point is like.

Each function returns a new corpus, or raises EditRefused. Ids of sections and themes follow their places, so that those
of other themes may change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import log
from typing import NamedTuple

from drafter.corpus.corpus import UNSORTED, Corpus, Recommendation, Section, Theme, theme_ids, unsorted_section
from drafter.corpus.similarity import Formula, WeightedTexts
from drafter.corpus.tokens import stems
from drafter.errors import EditRefused


def put(corpus: Corpus, ids: Iterable[str], theme: str, out_of: str = UNSORTED) -> Corpus:
    """Put the points under the theme with this id, among its others in citation order.

    `out_of` is the id of the theme that they leave; empty where they stay where they are, but for what is not sorted.
    """
    chosen = list(ids)
    target = _theme(corpus, theme)
    if not chosen:
        raise EditRefused("No point is chosen.")
    if set(chosen) <= set(target.placements):
        raise EditRefused(f"{', '.join(chosen)}: under “{target.title}” already.")

    def placements(each: Theme) -> Iterable[str]:
        if each.id == theme:
            return corpus.in_order((*each.placements, *chosen))
        leaves = each.id in (out_of, UNSORTED)
        return (id for id in each.placements if not (leaves and id in chosen))

    return _placed(corpus, placements)


def take_out(corpus: Corpus, ids: Iterable[str], theme: str) -> Corpus:
    """Take the points out of the theme with this id; what then stands under none is not sorted any more."""
    chosen = set(ids) & set(_theme(corpus, theme).placements)
    if not chosen:
        raise EditRefused("No point of the theme is chosen.")
    return _placed(corpus, lambda each: (id for id in each.placements if not (each.id == theme and id in chosen)))


def add_section(corpus: Corpus, title: str) -> Corpus:
    """A section without themes, after the others."""
    named = _free(title, (section.title for section in corpus.sorted_sections))
    return _with_sections(corpus, [*corpus.sorted_sections, Section("", named, ())])


def add_theme(corpus: Corpus, section: str, title: str) -> Corpus:
    """A theme without points, the section's last; numbered where the others are, or where it is the first."""
    themes = _section(corpus, section).themes
    named = _free(title, (theme.title for theme in themes))
    numbered = [theme.number for theme in themes] == [_roman(place) for place in range(1, len(themes) + 1)]
    added = Theme("", _roman(len(themes) + 1) if numbered else "", named, ())
    return _with_themes(corpus, section, (*themes, added))


def rename_section(corpus: Corpus, id: str, title: str) -> Corpus:
    """Another title for the section."""
    _section(corpus, id)
    named = _free(title, (section.title for section in corpus.sorted_sections if section.id != id))
    return _with_sections(
        corpus,
        [section._replace(title=named) if section.id == id else section for section in corpus.sorted_sections],
    )


def rename_theme(corpus: Corpus, id: str, title: str) -> Corpus:
    """Another title for the theme."""
    section = corpus.section_of[_theme(corpus, id).id]
    named = _free(title, (theme.title for theme in section.themes if theme.id != id))
    themes = tuple(theme._replace(title=named) if theme.id == id else theme for theme in section.themes)
    return _with_themes(corpus, section.id, themes)


def remove_section(corpus: Corpus, id: str) -> Corpus:
    """Without the section, which has no themes."""
    section = _section(corpus, id)
    if section.themes:
        raise EditRefused(f"“{section.title}” has themes. Remove them first.")
    return _with_sections(corpus, [each for each in corpus.sorted_sections if each.id != id])


def remove_theme(corpus: Corpus, id: str) -> Corpus:
    """Without the theme; what stands under no other is not sorted any more."""
    section = corpus.section_of[_theme(corpus, id).id]
    return _with_themes(corpus, section.id, tuple(theme for theme in section.themes if theme.id != id))


def same_themes(corpus: Corpus, other: Corpus) -> Corpus:
    """The corpus under the sections and themes of another, which has points of the same ids: the others wait."""
    known = corpus.by_id
    sections = [
        section._replace(
            themes=tuple(
                theme._replace(placements=tuple(id for id in theme.placements if id in known))
                for theme in section.themes
            )
        )
        for section in other.sorted_sections
    ]
    return _with_sections(corpus, sections)


def _section(corpus: Corpus, id: str) -> Section:
    section = next((section for section in corpus.sorted_sections if section.id == id), None)
    if section is None:
        raise EditRefused("Choose a section first, or make one.")
    return section


def _theme(corpus: Corpus, id: str) -> Theme:
    theme = next((theme for theme in corpus.themes if theme.id == id != UNSORTED), None)
    if theme is None:
        raise EditRefused("Choose a theme first, or make one.")
    return theme


def _free(title: str, taken: Iterable[str]) -> str:
    """The title on one line. Raises EditRefused for an empty one, and one that another has."""
    named = " ".join(title.split())
    if not named:
        raise EditRefused("Give it a title.")
    if named.casefold() in (other.casefold() for other in taken):
        raise EditRefused(f"“{named}” is there already.")
    return named


def _placed(corpus: Corpus, placements: Callable[[Theme], Iterable[str]]) -> Corpus:
    return _with_sections(
        corpus,
        [
            section._replace(
                themes=tuple(theme._replace(placements=tuple(placements(theme))) for theme in section.themes)
            )
            for section in corpus.sorted_sections
        ],
    )


def _with_themes(corpus: Corpus, section: str, themes: tuple[Theme, ...]) -> Corpus:
    return _with_sections(
        corpus, [each._replace(themes=themes) if each.id == section else each for each in corpus.sorted_sections]
    )


def _with_sections(corpus: Corpus, sections: Sequence[Section]) -> Corpus:
    """The corpus with these sections, their ids and those of their themes by their places; all else is not sorted."""
    renamed: dict[str, str] = {UNSORTED: UNSORTED}
    made = []
    for place, section in enumerate(sections, 1):
        ids = theme_ids(str(place), [theme.number for theme in section.themes])
        renamed |= {theme.id: id for theme, id in zip(section.themes, ids, strict=True) if theme.id}
        themes = tuple(theme._replace(id=id) for theme, id in zip(section.themes, ids, strict=True))
        made.append(Section(str(place), section.title, themes))
    placed = {id for section in made for theme in section.themes for id in theme.placements}
    waiting = unsorted_section(point.id for point in corpus.recommendations if point.id not in placed)
    points = tuple(_with_reading_themes(point, renamed) for point in corpus.recommendations)
    return replace(corpus, sections=(*made, *waiting), recommendations=points)


def _with_reading_themes(point: Recommendation, renamed: Mapping[str, str]) -> Recommendation:
    """The point, its readings under the themes' new ids, without those that are gone."""
    readings = tuple(
        reading._replace(themes=tuple(renamed[theme] for theme in reading.themes if theme in renamed))
        for reading in point.readings
    )
    return point if readings == point.readings else point._replace(readings=readings)


_NUMERALS = ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(value: int) -> str:
    """`IV` for 4; as far as 99."""
    written = ""
    for worth, sign in _NUMERALS:
        while value >= worth:
            written, value = written + sign, value - worth
    return written


class SuggestedTheme(NamedTuple):
    """A theme under which points may belong."""

    theme: Theme
    likeness: float
    """How alike what stands there is, from 0 to 1."""


_NEAREST = 3
"""How many of a theme's points speak for it: the likest."""
_FORMULA = Formula(
    repetition=lambda times: 1 + log(times),
    rarity=lambda texts, having: log((texts + 1) / (having + 0.5)),
)


def suggested(corpus: Corpus, ids: Iterable[str], most: int = 3) -> list[SuggestedTheme]:
    """The themes under which points like these stand already, the likest first; none where no word is shared.

    A theme's title counts as one of its points. What the points stand under now is left out.
    """
    chosen = [corpus.by_id[id] for id in ids]
    counted = sum((_counted(point.text) for point in chosen), Counter[str]())
    here = {theme.id for point in chosen for theme in corpus.themes_of[point.id]}
    return corpus.once(_Placed).like(counted, here, most)


@lru_cache(maxsize=20_000)
def _counted(text: str) -> Counter[str]:
    return Counter(stems(text))


class _Placed:
    """What stands under the themes of one corpus, ready to be compared."""

    def __init__(self, corpus: Corpus) -> None:
        self._themes = [theme for section in corpus.sorted_sections for theme in section.themes]
        self._of_text: list[Theme] = []
        texts = []
        for theme in self._themes:
            for text in (theme.title, *(corpus.by_id[id].text for id in theme.placements)):
                self._of_text.append(theme)
                texts.append(_counted(text))
        self._texts = WeightedTexts(texts, _FORMULA)

    def like(self, counted: Mapping[str, int], but: set[str], most: int) -> list[SuggestedTheme]:
        alike: dict[str, list[float]] = defaultdict(list)
        for place, likeness in self._texts.likeness(counted).items():
            alike[self._of_text[place].id].append(likeness)
        found = [
            SuggestedTheme(theme, sum(sorted(alike[theme.id], reverse=True)[:_NEAREST]) / _NEAREST)
            for theme in self._themes
            if theme.id in alike and theme.id not in but
        ]
        return sorted(found, key=lambda each: -each.likeness)[:most]
