"""Coverage as pictures that are tables: a balance with a bar for each region, and a heat map by theme and region.

Each colour stands beside a figure or a word that says the same: who sees none, or prints in black, misses nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from drafter.corpus.corpus import Region
from drafter.document.coverage_points import Share, balance, corpus_name
from drafter.document.table import Cell, Column, Segment, Shape, Table, TableRow, Tint, summary
from drafter.draft.layout import Captions
from drafter.review.coverage import Coverage, Disposition, Tally, ThemeCoverage, by_corpus
from drafter.review.regional_support import MINUS

_TINTS = {
    Disposition.TAKEN_UP: Tint.TAKEN_UP,
    Disposition.PARTLY: Tint.PARTLY,
    Disposition.CITED: Tint.CITED,
    Disposition.SET_ASIDE: Tint.ASIDE,
    Disposition.OPEN: Tint.OPEN,
}


def by_region(regions: Iterable[Region], figures: Coverage, terms: Captions, *, upright: bool = False) -> Table:
    """Recommendations, each counted once: a bar for each region, its figures, its share covered, and how far that is
    from the regions' mean; an upright page has no room for the last two. One region alone is compared with nothing, and
    summed up with nothing.
    """
    regions = tuple(regions)
    shares = {share.region: share for share in balance(figures, regions)}
    corpora = by_corpus(regions, figures)
    several = len(figures.regions) > 1
    compared = () if upright else (terms.covered, *((terms.beside_mean,) if several else ()))
    columns = (
        Column(terms.region, 25 if upright else 30, Shape.NAME),
        Column(terms.balance, 15 if upright else 20, Shape.BAR),
        *tally_columns(terms),
        *(Column(title, 14, Shape.FIGURE) for title in compared),
    )
    names = {region.code: region.label for region in regions}
    told = [
        (names[code], tally, _beside_mean(shares[code]) if code in shares else "", False)
        for code, tally in figures.regions.items()
    ]
    if several:
        told.append((terms.all, figures.recommendations, "", True))
    told += [(corpus_name(code, terms), tally, "", True) for code, tally in corpora.items() if len(corpora) > 1]
    rows = tuple(TableRow(tuple(_region_cells(*each))[: len(columns)]) for each in told)
    return Table(terms.coverage_once, summary(columns, rows), columns, rows)


def _region_cells(name: str, tally: Tally, beside_mean: str, total: bool) -> Iterator[Cell]:
    made = Cell.total if total else Cell.of
    yield made(name)
    yield Cell(bar=segments(tally))
    yield from (made(str(figure)) for figure in tally.figures)
    yield made(f"{tally.covered / tally.total:.0%}" if tally.total else "–")
    yield made(beside_mean)


def _beside_mean(share: Share) -> str:
    """`+5`, in points between the figures as they are shown, so that they add up; empty for who asked for nothing."""
    points = round(share.share * 100) - round(share.mean * 100)
    return (f"{points:+d}" if points else "0").replace("-", MINUS) if share.total else ""


def tally_columns(terms: Captions) -> tuple[Column, ...]:
    """The columns of a tally's figures."""
    titles = (terms.taken_up, terms.partly_short, terms.cited_short, terms.aside_short, terms.open_short)
    counted = zip(titles, _TINTS.values(), strict=True)
    return (
        *(Column(title, 15, Shape.FIGURE, tint) for title, tint in counted),
        Column(terms.total, 11, Shape.FIGURE),
    )


def tally_cells(tally: Tally) -> tuple[Cell, ...]:
    """A tally's figures, one a column."""
    return tuple(Cell.of(str(figure)) for figure in tally.figures)


def segments(tally: Tally) -> tuple[Segment, ...]:
    """The bar of a tally: as long for each region, whatever it asked for, a piece for each disposition that it has."""
    made, done = [], 0
    for disposition, tint in _TINTS.items():
        if count := tally.number(disposition):
            made.append(Segment(tint, done / tally.total, (done + count) / tally.total))
            done += count
    return tuple(made)


def heat_map(regions: Iterable[Region], figures: Coverage, terms: Captions, *, by_section: bool = False) -> Table:
    """Placements covered, of those that a theme lists, by theme (or by section) and region. The regions are called by
    their codes, which `by_region` has beside their names, so that all of them have room.
    """
    codes = tuple(region.code for region in regions)
    columns = (
        Column(terms.section if by_section else terms.theme, 46, Shape.NAME),
        *(Column(code, 10, Shape.FIGURE) for code in codes),
        *((Column(terms.all, 14, Shape.FIGURE),) if len(codes) > 1 else ()),
    )
    lines = _sections(figures.themes) if by_section else _themes(figures.themes)
    rows = [_heat_row(Cell.of(name), tallies, codes) for name, tallies in lines]
    rows.append(_heat_row(Cell.total(terms.all), _summed(figures.themes), codes, total=True))
    return Table(terms.coverage_placed, summary(columns, rows), columns, tuple(rows))


_Tallies = Mapping[str, Tally]


def _heat_row(name: Cell, tallies: _Tallies | None, codes: tuple[str, ...], *, total: bool = False) -> TableRow:
    if tallies is None:
        return TableRow((name,), heads=True)
    own = [tallies[code] for code in codes]
    together = (heat(sum(own, Tally()), total=True),) if len(own) > 1 else ()
    return TableRow((name, *(heat(tally, total=total) for tally in own), *together))


def _themes(themes: Iterable[ThemeCoverage]) -> Iterator[tuple[str, _Tallies | None]]:
    """Each theme's tallies by region, under its section, which has none."""
    section = ""
    for covered in themes:
        if covered.section.id != section:
            section = covered.section.id
            yield covered.section.label, None
        yield covered.theme.label, covered.regions


def _sections(themes: tuple[ThemeCoverage, ...]) -> Iterator[tuple[str, _Tallies | None]]:
    for section in dict.fromkeys(covered.section.id for covered in themes):
        its = tuple(covered for covered in themes if covered.section.id == section)
        yield its[0].section.title, _summed(its)


def _summed(themes: Iterable[ThemeCoverage]) -> _Tallies:
    sums: dict[str, Tally] = {}
    for covered in themes:
        for code, tally in covered.regions.items():
            sums[code] = sums.get(code, Tally()) + tally
    return sums


def heat(tally: Tally, *, total: bool = False) -> Cell:
    """`3 of 4`, coloured by how many; a dash where nothing is asked. (A spreadsheet would take `3/4` for a day.)"""
    made = Cell.total if total else Cell.of
    if not tally.total:
        return made("–")
    words = f"{tally.covered} of {tally.total}"
    if tally.set_aside == tally.total:
        return Cell(made(f"{words}, {Disposition.SET_ASIDE}").lines, Tint.ASIDE)
    return Cell(made(words).lines, _heat(tally))


def _heat(tally: Tally) -> Tint:
    if not tally.covered:
        return Tint.NONE
    if tally.covered == tally.total:
        return Tint.ALL
    return Tint.MOST if 2 * tally.covered >= tally.total else Tint.SOME
