"""Coverage for a spreadsheet. As a workbook it has a sheet for each question that one asks of it, the gaps first. Each
row has its section and theme by name, and no sheet a row of totals: it is to be filtered, sorted and summed up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from drafter.document.annexes import Work
from drafter.document.coverage_charts import tally_cells, tally_columns
from drafter.document.coverage_points import Point, in_words, points, restricted
from drafter.document.table import Annex, AnnexKind, Cell, Column, Passage, Shape, Table, TableRow
from drafter.draft.numbering import refs
from drafter.review.coverage import Coverage, Disposition, Selection

_WHOLE = Selection()
_LEAST_DONE = {disposition: place for place, disposition in enumerate(reversed(Disposition))}
_Told = tuple[Column, Callable[[Point], str]]
"""A column, and what it says of a point."""


def workbook(work: Work, selection: Selection = _WHOLE) -> Annex:
    """The coverage of what is selected. What is selected by disposition hides sheets, and no part of a figure."""
    terms, chosen = work.terms, restricted(work.corpus, work.coverage, selection)
    said = selection.words(terms)
    blocks = (
        *((Passage(said),) if said else ()),
        Passage(terms.coverage_intro),
        *map(Passage, in_words(work.corpus, work.draft, chosen, terms)),
        *_sheets_of_points(work, selection),
        *_sheets_of_figures(work, chosen),
    )
    return Annex(AnnexKind.COVERAGE, terms.coverage, blocks, landscape=True)


def listing(work: Work, selection: Selection = _WHOLE) -> Annex:
    """The chosen points alone: one table. Its rows say the filters, in a column of their own."""
    terms, said = work.terms, selection.words(work.terms)
    found = points(work.corpus, work.draft, work.coverage, selection)
    table = _table_of_points(work, "", found, (*_state(work), _without(work), _reason(work)))
    table = table._replace(groups=(said,) if said else ())
    return Annex("points", terms.coverage, (table,), True, (terms.selection,))


def _sheets_of_points(work: Work, selection: Selection) -> Iterator[Table]:
    """What isn't in the draft, or only in part; what is, and where; what is set aside, and why."""
    terms, state = work.terms, _state(work)
    found = sorted(points(work.corpus, work.draft, work.coverage, selection), key=lambda p: _LEAST_DONE[p.disposition])
    done = (Disposition.TAKEN_UP, Disposition.SET_ASIDE)
    gaps = tuple(disposition for disposition in Disposition if disposition not in done)
    for name, dispositions, more in (
        (terms.gaps, gaps, (*state, _without(work))),
        (terms.taken_up.capitalize(), (Disposition.TAKEN_UP,), (*state, _reason(work))),
        (terms.aside_short.capitalize(), (Disposition.SET_ASIDE,), (_reason(work),)),
    ):
        if not selection.dispositions or set(dispositions) & set(selection.dispositions):
            yield _table_of_points(work, name, [point for point in found if point.disposition in dispositions], more)


def _state(work: Work) -> tuple[_Told, ...]:
    terms, numbered = work.terms, refs(work.draft)
    return (
        (Column(terms.state, 14), lambda point: point.state(terms)),
        (Column(terms.taken_up_in, 12), lambda point: ", ".join(numbered[id] for id in point.paragraphs)),
    )


def _without(work: Work) -> _Told:
    return Column(work.terms.missing.capitalize(), 20), lambda point: point.missing


def _reason(work: Work) -> _Told:
    return Column(work.terms.reason, 26), lambda point: point.reason


def _table_of_points(work: Work, sheet: str, found: Iterable[Point], more: tuple[_Told, ...]) -> Table:
    """`more` is what is told of a point between what it is called and its words."""
    terms, corpus = work.terms, work.corpus
    columns = (
        Column(terms.source, 10, Shape.NAME),
        Column(terms.region, 16),
        Column(terms.section, 24),
        Column(terms.theme, 26),
        *(column for column, _ in more),
        Column(terms.recommendation, 60),
    )

    def row(point: Point) -> TableRow:
        themes = corpus.themes_of[point.id]
        titles = dict.fromkeys(corpus.section_of[theme.id].title for theme in themes)
        where = (Cell.of(*titles), Cell.of(*(theme.label for theme in themes)))
        said = (Cell.of(of(point)) for _, of in more)
        recommendation = corpus.by_id[point.id]
        name = corpus.by_region[point.region].name
        return TableRow((Cell.of(point.id), Cell.of(name), *where, *said, Cell.of(recommendation.text)))

    rows = tuple(map(row, found))
    return Table(terms.recommendations, f"Rows: {len(rows)}.", columns, rows, sheet=sheet)


def _sheets_of_figures(work: Work, chosen: Coverage) -> Iterator[Table]:
    """Recommendations by region, each counted once; placements by theme, and by theme and region."""
    terms, figures = work.terms, tally_columns(work.terms)
    name = {code: work.corpus.by_region[code].name for code in chosen.regions}
    region = Column(terms.region, 30, Shape.NAME)
    where = (Column(terms.section, 30, Shape.NAME), Column(terms.theme, 40, Shape.NAME))
    by_region = ((Cell.of(name[code]), *tally_cells(tally)) for code, tally in chosen.regions.items())
    by_theme = (
        (Cell.of(covered.section.title), Cell.of(covered.theme.label), *tally_cells(covered.whole))
        for covered in chosen.themes
        if covered.whole.total
    )
    by_both = (
        (Cell.of(covered.section.title), Cell.of(covered.theme.label), Cell.of(name[code]), *tally_cells(tally))
        for covered in chosen.themes
        for code, tally in covered.regions.items()
        if tally.total
    )
    for sheet, columns, rows in (
        (terms.by_region, (region, *figures), by_region),
        (terms.by_theme, (*where, *figures), by_theme),
        (terms.by_theme_and_region, (*where, region, *figures), by_both),
    ):
        yield Table(sheet, "", columns, tuple(map(TableRow, rows)), sheet=sheet)
