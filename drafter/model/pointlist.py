"""A filtered report of coverage as an annex, which every format writes; it says its filters."""

from __future__ import annotations

from dataclasses import replace

from drafter.model import annexes
from drafter.model.annexes import Work
from drafter.model.compilation import Selection
from drafter.model.corpus import Corpus
from drafter.model.points import Point, points, restricted
from drafter.model.refs import refs
from drafter.model.table import Annex, Cell, Column, Row, Shape, Table, Text, Title


def report(work: Work, selection: Selection) -> Annex:
    """Both counts for the chosen regions and themes, then the chosen points one by one."""
    found = restricted(work.corpus, work.coverage, selection)
    corpus = _with_regions(work.corpus, tuple(found.regions))
    figures = annexes.coverage(replace(work, corpus=corpus, coverage=found))
    said = selection.words(work.terms)
    blocks = (
        *((Text(said),) if said else ()),
        *figures.blocks,
        Title(work.terms.recommendations),
        _table(work, said, selection),
    )
    return replace(figures, blocks=blocks)


def listing(work: Work, selection: Selection) -> Annex:
    """The chosen points alone: one table, for a spreadsheet. Its rows say the filters, in a column of their own."""
    said = selection.words(work.terms)
    return Annex("points", work.terms.coverage, (_table(work, said, selection),), True, (work.terms.selection,))


def _table(work: Work, said: str, selection: Selection) -> Table:
    terms = work.terms
    names = (
        Column(terms.source, 10, Shape.NAME),
        Column(terms.region, 8),
        Column(terms.theme, 14),
        Column(terms.state, 14),
        Column(terms.taken_up_in, 14),
        Column(terms.missing.capitalize(), 14),
        Column(terms.reason, 16),
        Column(terms.recommendation, 40),
    )
    numbered = refs(work.draft)
    chosen = points(work.corpus, work.draft, work.coverage, selection)
    rows = tuple(_row(work.corpus, point, numbered) for point in chosen)
    summary = f"Rows: {len(rows)}. {said}".strip()
    return Table(terms.recommendations, summary, names, rows, groups=(said,) if said else ())


def _row(corpus: Corpus, point: Point, numbered: dict[str, str]) -> Row:
    cells = (
        point.id,
        point.region,
        ", ".join(point.themes),
        str(point.disposition),
        ", ".join(numbered[id] for id in point.paragraphs),
        point.missing,
        point.reason,
        corpus.by_id[point.id].text,
    )
    return Row(tuple(Cell.of(cell) for cell in cells))


def _with_regions(corpus: Corpus, codes: tuple[str, ...]) -> Corpus:
    return replace(corpus, regions=tuple(region for region in corpus.regions if region.code in codes))
