"""The annexes of a declaration, computed from corpus, draft, coverage and outline: values that every format writes.

Derivation table, sources, coverage, what is not reflected, what is set aside; and `report`, coverage with filters.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from drafter.corpus.corpus import Corpus, Region
from drafter.document.coverage_charts import by_region, heat_map
from drafter.document.coverage_points import Point, in_words, points, restricted
from drafter.document.outline import Outline, OutlineParagraph, Source, SourceRow
from drafter.document.table import (
    Annex,
    AnnexBlock,
    AnnexKind,
    Cell,
    Column,
    Line,
    Passage,
    Shape,
    Table,
    TableRow,
    Target,
    TargetKind,
    Title,
    Words,
    summary,
)
from drafter.draft.draft import Draft, Treatment
from drafter.draft.layout import Captions
from drafter.draft.numbering import refs
from drafter.draft.numerals import Numeral
from drafter.review.coverage import Coverage, Disposition, Selection


@dataclass(frozen=True)
class Work:
    """All that an annex is made from. The coverage and the outline are those of the draft."""

    corpus: Corpus
    draft: Draft
    measured: Callable[[], Coverage]
    """Gives the coverage: of a long draft that takes long, and not every annex asks for it."""
    outline: Outline
    behind: bool = False
    """Whether the annexes stand behind the text, and cite its paragraphs as it prints their numbers."""
    clean: bool = False
    """Whether they leave out what was judged of the draft."""

    @cached_property
    def coverage(self) -> Coverage:
        return self.measured()

    @property
    def uncontested(self) -> Coverage:
        """The coverage as a clean text tells it: which words stand in square brackets is the room's."""
        return replace(self.coverage, contested=frozenset()) if self.clean else self.coverage

    def cited(self, ref: str) -> str:
        """How a paragraph is cited, by what people call it."""
        return self.outline.form.cited(ref) if self.behind else ref

    @property
    def terms(self) -> Captions:
        return self.outline.form.terms


def annexes(kinds: Iterable[AnnexKind], work: Work) -> tuple[Annex, ...]:
    """The annexes of these kinds, in the order asked for, each once. The overview is none of them: it takes more than
    the draft (`overview.overview_annex`).
    """
    return numbered([_MAKERS[kind](work) for kind in dict.fromkeys(kinds)], work.terms)


def numbered(made: Sequence[Annex], terms: Captions) -> tuple[Annex, ...]:
    """Annex I, Annex II…; one alone has no number."""
    numbers = [f" {Numeral.ROMAN.number(place).upper()}" for place in range(1, len(made) + 1)] if made[1:] else [""]
    labels = (f"{terms.annex}{number}" for number in numbers)
    return tuple(annex._replace(label=label) for annex, label in zip(made, labels, strict=False))


def sources(work: Work) -> Annex:
    """Every recommendation that the draft takes up, in full, with the paragraphs that do."""
    return table_of_sources(work.outline, behind=work.behind, clean=work.clean)


def table_of_sources(outline: Outline, *, behind: bool = False, clean: bool = False) -> Annex:
    """As `sources`: the outline alone knows all of it. The sources of each report stand under its title. `behind` and
    `clean` as `Work` has them.
    """
    terms = outline.form.terms
    cited = outline.form.cited if behind else str
    columns = (
        Column(terms.source, 10, Shape.NAME),
        Column(terms.recommendation, 73),
        Column(terms.taken_up_in, 17),
    )
    compiled = f", {terms.compiled} {outline.mapping}" if outline.mapping else ""
    blocks: list[AnnexBlock] = [Passage(f"{terms.sources_intro}{compiled}.")]
    for report, found in groupby(outline.sources, key=lambda row: row.report):
        rows = tuple(_source_row(row, terms, cited, clean=clean) for row in found)
        blocks += (Title(report), Table(report, summary(columns, rows), columns, rows, groups=(report,)))
    if not outline.sources:
        blocks.append(Passage(terms.nothing))
    return Annex(AnnexKind.SOURCES, terms.sources, tuple(blocks), grouping=(terms.report,))


def _source_row(row: SourceRow, terms: Captions, cited: Callable[[str], str], *, clean: bool) -> TableRow:
    uses: tuple[Line, ...] = tuple(
        (Words(cited(ref), Target(TargetKind.TEXT, id)), Words(f" ({treatment})"))
        for id, ref, treatment in row.paragraphs
    )
    if row.partly and not clean:
        uses += ((Words(terms.partly),),)
    cells = (Cell.of(row.id), Cell.of(row.text), Cell(uses))
    return TableRow(cells, Target(TargetKind.SOURCE, row.id))


def derivation(work: Work) -> Annex:
    """Each paragraph with the regions that it comes from, the paragraphs of their reports, and what was done to them.

    The four columns of the United Nations precedent FCCC/AWGLCA/2009/INF.2/Add.1.
    """
    terms = work.terms
    columns = (
        Column(terms.paragraph, 12, Shape.NAME),
        Column(terms.regions, 21),
        Column(terms.source_paragraphs, 25),
        Column(terms.rationale, 42),
    )
    rows = tuple(_derived(paragraph, work) for paragraph in work.outline.paragraphs)
    blocks = (Passage(terms.derivation_intro), *_table_or_nothing(terms.derivation, columns, rows, terms))
    return Annex(AnnexKind.DERIVATION, terms.derivation, blocks)


def _derived(paragraph: OutlineParagraph, work: Work) -> TableRow:
    corpus, terms = work.corpus, work.terms
    ids = [source.id for source in paragraph.sources]
    by_region = list(corpus.by_regions(ids))
    idle = work.coverage.idle.get(paragraph.id, frozenset())
    return TableRow(
        (
            Cell.of(work.cited(paragraph.ref), link=Target(TargetKind.TEXT, paragraph.id)),
            Cell.of(*(region.name for region, _ in by_region)),
            Cell(tuple(_cited(of_region) for _, of_region in by_region)),
            Cell.of(*(_rationale(paragraph, idle, work) if ids else [terms.own])),
        )
    )


def _cited(ids: Iterable[str]) -> Line:
    """The sources of a region on one line, each leading to its place in the table of sources."""
    line: list[Words] = []
    for id in ids:
        line += (Words(", "), Words(id, Target(TargetKind.SOURCE, id)))
    return tuple(line[1:])


def _rationale(paragraph: OutlineParagraph, idle: Collection[str], work: Work) -> Iterator[str]:
    """A line for each treatment: `merged: LAC 80(b), E 57(c)`; the sources are named only where they differ."""
    groups: dict[str, list[str]] = {}
    for source in paragraph.sources:
        how = str(source.treatment) if work.clean else _treated(source, source.id in idle, work.terms)
        groups.setdefault(how, []).append(source.id)
    for how, ids in groups.items():
        yield how if len(groups) == 1 else f"{', '.join(ids)}: {how}"


def _treated(source: Source, is_idle: bool, terms: Captions) -> str:
    how = f"{source.treatment}, {terms.contested}" if source.contested else str(source.treatment)
    if is_idle:
        return how if source.treatment is Treatment.CHAPEAU else f"{how}, {terms.cited_short}"
    if source.vouched and not source.partly:
        return f"{how}, {terms.vouched}{f': {source.why}' if source.why else ''}"
    if not source.partly:
        return how
    missing = f", {terms.missing}: {source.missing}" if source.missing else ""
    return f"{how}, {terms.partly}{missing}"


def coverage(work: Work, *, upright: bool = True) -> Annex:
    """Both counts: recommendations once each, by region; placements, by theme and region."""
    terms = work.terms
    blocks: tuple[AnnexBlock, ...] = (
        Passage(terms.coverage_intro),
        Title(terms.coverage_once),
        by_region(work.corpus.regions, work.coverage, terms, upright=upright),
        *(Passage(said, apart=True) for said in in_words(work.corpus, work.draft, work.uncontested, terms)),
        Title(terms.coverage_placed),
        Passage(terms.heat_legend),
        heat_map(work.corpus.regions, work.coverage, terms),
    )
    return Annex(AnnexKind.COVERAGE, terms.coverage, blocks, landscape=not upright, grouping=(terms.section,))


def report(work: Work, selection: Selection) -> Annex:
    """A filtered report of coverage, which says its filters: both counts for the chosen regions and themes, then the
    chosen points one by one.
    """
    chosen = restricted(work.corpus, work.coverage, selection)
    corpus = _with_regions(work.corpus, tuple(chosen.regions))
    figures = coverage(replace(work, corpus=corpus, measured=lambda: chosen), upright=False)._replace(landscape=False)
    said = selection.words(work.terms)
    blocks = (
        *((Passage(said),) if said else ()),
        *figures.blocks,
        Title(work.terms.recommendations),
        _table_of_points(work, said, selection),
    )
    return figures._replace(blocks=blocks)


def _table_of_points(work: Work, said: str, selection: Selection) -> Table:
    terms = work.terms
    names = (
        Column(terms.source, 10, Shape.NAME),
        Column(terms.recommendation, 56),
        Column(terms.theme, 9),
        Column(terms.state, 25),
    )
    numbered = refs(work.draft)
    listed = points(work.corpus, work.draft, work.coverage, selection)
    rows = tuple(_point_row(work.corpus, point, numbered, terms) for point in listed)
    return Table(terms.recommendations, f"Rows: {len(rows)}. {said}".strip(), names, rows)


def _point_row(corpus: Corpus, point: Point, numbered: dict[str, str], terms: Captions) -> TableRow:
    where = ", ".join(numbered[id] for id in point.paragraphs)
    said = (
        f"{point.state(terms)}: {where}" if where else point.state(terms),
        f"{terms.missing}: {point.missing}" if point.missing else "",
        f"{terms.reason}: {point.reason}" if point.reason else "",
    )
    return TableRow((Cell.of(point.id), Cell.of(corpus.by_id[point.id].text), Cell.of(*point.themes), Cell.of(*said)))


def _with_regions(corpus: Corpus, codes: tuple[str, ...]) -> Corpus:
    return replace(corpus, regions=tuple(region for region in corpus.regions if region.code in codes))


def not_reflected(work: Work) -> Annex:
    """What no paragraph takes up and nobody set aside, what is cited only, and what is taken up in part, by region."""
    terms = work.terms
    columns = (
        Column(terms.source, 11, Shape.NAME),
        Column(terms.recommendation, 52),
        Column(terms.theme, 22),
        Column(terms.state, 15),
    )
    missing = _missing(work.outline)

    def row(id: str) -> TableRow:
        themes = (theme.full_label for theme in work.corpus.themes_of[id])
        state = [str(work.coverage.dispositions[id])]
        state += [f"{terms.missing}: {what}" for what in missing.get(id, ())]
        text = work.corpus.by_id[id].text
        return TableRow((Cell.of(id), Cell.of(text), Cell.of(*themes), Cell.of(*state)), Target(TargetKind.SOURCE, id))

    blocks = _by_regions(work, (Disposition.OPEN, Disposition.CITED, Disposition.PARTLY), columns, row)
    sections = "; ".join(f"{section.id} {section.title}" for section in work.corpus.sorted_sections)
    intro = (Passage(terms.not_reflected_intro), Passage(f"{terms.sections}: {sections}.", apart=True))
    return Annex(AnnexKind.NOT_REFLECTED, terms.not_reflected, (*intro, *blocks), grouping=(terms.region,))


def _missing(outline: Outline) -> dict[str, dict[str, None]]:
    """What the paragraphs that take a recommendation up leave out of it, where somebody said so; each once."""
    missing: dict[str, dict[str, None]] = {}
    for paragraph in outline.paragraphs:
        for source in paragraph.sources:
            if source.missing:
                missing.setdefault(source.id, {})[source.missing] = None
    return missing


def set_aside(work: Work) -> Annex:
    """What the draft leaves out on purpose, with the reasons, by region."""
    terms = work.terms
    columns = (
        Column(terms.source, 11, Shape.NAME),
        Column(terms.recommendation, 52),
        Column(terms.reason, 37),
    )

    def row(id: str) -> TableRow:
        cells = (Cell.of(id), Cell.of(work.corpus.by_id[id].text), Cell.of(work.draft.reasons[id]))
        return TableRow(cells, Target(TargetKind.SOURCE, id))

    blocks = _by_regions(work, (Disposition.SET_ASIDE,), columns, row)
    intro = Passage(terms.set_aside_intro)
    return Annex(AnnexKind.SET_ASIDE, terms.set_aside, (intro, *blocks), grouping=(terms.region,))


def _by_regions(
    work: Work, wanted: tuple[Disposition, ...], columns: tuple[Column, ...], row: Callable[[str], TableRow]
) -> Iterator[AnnexBlock]:
    """A heading and a table for each region that has any of these; a word where none has."""
    chosen = [id for id, disposition in work.coverage.dispositions.items() if disposition in wanted]
    if not chosen:
        yield Passage(work.terms.nothing)
    for region, ids in work.corpus.by_regions(chosen):
        yield Title(_counted(region, ids))
        rows = tuple(row(id) for id in ids)
        yield Table(region.name, summary(columns, rows), columns, rows, groups=(region.name,))


def _counted(region: Region, ids: list[str]) -> str:
    return f"{region.name} ({len(ids)})"


def _table_or_nothing(
    title: str, columns: tuple[Column, ...], rows: tuple[TableRow, ...], terms: Captions
) -> tuple[AnnexBlock, ...]:
    """The table, or a word where it has no row."""
    return (Table(title, summary(columns, rows), columns, rows),) if rows else (Passage(terms.nothing),)


_MAKERS: dict[AnnexKind, Callable[[Work], Annex]] = {
    AnnexKind.DERIVATION: derivation,
    AnnexKind.SOURCES: sources,
    AnnexKind.COVERAGE: coverage,
    AnnexKind.NOT_REFLECTED: not_reflected,
    AnnexKind.SET_ASIDE: set_aside,
}
