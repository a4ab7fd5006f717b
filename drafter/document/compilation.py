"""The mapping exercise written again, whole or in part, in the form of its two annexes: a list, a matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from drafter.corpus.corpus import Corpus, Region, Section, Theme
from drafter.document.outline import DocumentForm, Outline
from drafter.document.table import Annex, AnnexBlock, Cell, Column, Item, Items, Passage, Table, TableRow, Title
from drafter.draft.layout import Captions
from drafter.review.coverage import Disposition, Selection


class Shown(StrEnum):
    """The two forms. The value is its name on the command line."""

    LIST = "list"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True)
class _Mapping:
    """What is written: the corpus, what of it, and what a draft does with it."""

    corpus: Corpus
    selection: Selection
    dispositions: Mapping[str, Disposition]
    """Of every recommendation, where the selection asks for any; else it may be empty."""
    terms: Captions

    @property
    def regions(self) -> list[Region]:
        """Those that are shown."""
        chosen = self.selection.regions
        return [region for region in self.corpus.regions if not chosen or region.code in chosen]

    def themes(self) -> Iterator[tuple[Section, Theme, list[str]]]:
        """Each theme that has something to show, with its placements in order."""
        for theme in self.corpus.themes:
            if self.selection.themes and theme.id not in self.selection.themes:
                continue
            by_id, keeps = self.corpus.by_id, self.selection.keeps
            ids = [id for id in theme.placements if keeps(by_id[id].region, self.dispositions.get(id))]
            if ids:
                yield self.corpus.section_of[theme.id], theme, ids


def compiled(
    shown: Shown,
    corpus: Corpus,
    selection: Selection,
    dispositions: Mapping[str, Disposition],
    form: DocumentForm,
) -> tuple[Outline, Annex]:
    """The compilation as a document of its own: a cover without paragraphs, and what is on it."""
    mapping = _Mapping(corpus, selection, dispositions, form.terms)
    title = corpus.title or corpus.congress or form.terms.recommendation
    cover = Outline("", corpus.id, title, (), (), (), corpus.title, form, "", corpus.fingerprint)
    blocks = tuple(_matrix(mapping) if shown is Shown.MATRIX else _list(mapping))
    grouping = (form.terms.section, form.terms.theme)
    landscape = shown is Shown.MATRIX and len(mapping.regions) > _UPRIGHT
    return cover, Annex(shown, "", blocks, landscape=landscape, grouping=grouping)


_UPRIGHT = 2
"""Regions whose columns an upright page has room for."""
_BROAD, _NARROW = 5, 2
"""The shares of a region's column under a theme for which it has a recommendation, and under another."""


def _intro(mapping: _Mapping) -> Iterator[Passage]:
    words = mapping.selection.words(mapping.terms)
    if words:
        yield Passage(words)


def _list(mapping: _Mapping) -> Iterator[AnnexBlock]:
    """Section headings, theme headings, recommendations each ending in its citation; what the letters stand for."""
    yield from _intro(mapping)
    yield Passage(_legend(mapping.corpus, mapping.terms))
    section_id = ""
    for section, theme, ids in mapping.themes():
        if section.id != section_id:
            section_id = section.id
            yield Title(_section_title(section))
        if theme.label not in _section_title(section):
            yield Title(theme.label, 2)
        items = tuple(
            Item(point.text, point.id, point.attributes) for point in (mapping.corpus.by_id[id] for id in ids)
        )
        yield Items(items, (section.title, theme.label))


def _section_title(section: Section) -> str:
    """A section whose only theme has no number shares its heading with it: `General issues: Political message`."""
    only = section.themes[0]
    alone = len(section.themes) == 1 and not only.number and only.title != section.title
    return f"{section.title}: {only.title}" if alone and ": " not in section.title else section.title


def _legend(corpus: Corpus, terms: Captions) -> str:
    meanings = [f"“[{region.code}…]” {terms.stands_for} {region.title}" for region in corpus.regions]
    *init, last = meanings
    return f"{terms.list_of} {', '.join(init)}{' and ' if init else ''}{last}."


def _matrix(mapping: _Mapping) -> Iterator[AnnexBlock]:
    """A table for each theme, a column a region. Its first row has the first recommendation of each region, its second
    the second: so a page can break between any two.
    """
    yield from _intro(mapping)
    regions = mapping.regions
    section_id = ""
    for section, theme, ids in mapping.themes():
        if section.id != section_id:
            section_id = section.id
            yield Title(_section_title(section))
        if theme.label not in _section_title(section):
            yield Title(theme.label, 2)
        cited = [list(_cited(mapping.corpus, region, ids)) for region in regions]
        shares = (_BROAD if texts else _NARROW for texts in cited)
        columns = tuple(Column(region.name, share) for region, share in zip(regions, shares, strict=True))
        ranks = zip_longest(*cited, fillvalue="")
        rows = tuple(TableRow(tuple(map(Cell.of, rank))) for rank in ranks)
        summary = f"{len(ids)} {mapping.terms.recommendations.lower()}: {', '.join(region.name for region in regions)}."
        groups = (section.title, theme.label)
        yield Table(theme.label, summary, columns, rows, groups, running=theme.label if rows[1:] else "", ruled=True)


def _cited(corpus: Corpus, region: Region, ids: Iterable[str]) -> Iterator[str]:
    """The texts of the region's recommendations among these, each ending in its citation."""
    return (f"{corpus.by_id[id].text} [{id}]" for id in ids if corpus.by_id[id].region == region.code)
