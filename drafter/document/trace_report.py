"""What somebody's text reflects as a document: by paragraph, what is doubtful, and what is nowhere in it. In a
spreadsheet each is a sheet, to be filtered and sorted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.corpus.corpus import Corpus
from drafter.document.table import Annex, AnnexBlock, Cell, Column, Passage, Shape, Table, TableRow, Title
from drafter.draft.layout import Captions
from drafter.review.trace import Match, Trace, Traced


def trace_annex(
    traced: Trace, corpus: Corpus, terms: Captions, name: str, regions: Sequence[str] = (), *, sections: bool = False
) -> Annex:
    """`name` is what the text is called; `regions` are those that the trace is limited to, none for all. `sections`:
    with a column for the section of each point, to filter by.
    """
    blocks = tuple(_TraceTables(traced, corpus, terms, sections).blocks(regions))
    return Annex("trace", f"{terms.trace}: {name}", blocks, landscape=True, grouping=(terms.paragraph,))


class _TraceTables:
    def __init__(self, traced: Trace, corpus: Corpus, terms: Captions, sections: bool) -> None:
        self._sections = sections
        self._traced = traced
        self._corpus = corpus
        self._terms = terms

    def blocks(self, regions: Sequence[str]) -> Iterator[AnnexBlock]:
        terms, traced = self._terms, self._traced
        if regions:
            yield Passage(f"{terms.selection}: {', '.join(regions)}.")
        means = terms.found_by_meaning if traced.by_meaning else terms.found_by_words
        yield Passage(f"{terms.trace_intro} {means}")
        counts = (
            (terms.reflected, traced.reflected),
            (terms.doubtful, traced.doubtful),
            (terms.unreflected, traced.not_reflected),
        )
        said = ", ".join(f"{len(ids)} {what}" for what, ids in counts)
        yield Passage(f"{terms.recommendations}: {said}.")
        yield from self._headed(terms.unreflected.capitalize(), self._not_reflected())
        yield from self._headed(terms.doubtful.capitalize(), self._doubtful())
        yield from self._headed(terms.by_paragraph, self._by_paragraph())

    def _headed(self, title: str, table: Table) -> Iterator[AnnexBlock]:
        if table.rows:
            yield Title(title)
            yield table

    def _not_reflected(self) -> Table:
        rows = [TableRow((*self._point(id), self._words(id))) for id in self._traced.not_reflected]
        return self._table(self._terms.unreflected, (*self._of_point, self._recommendation), rows)

    def _doubtful(self) -> Table:
        terms = self._terms
        columns = (
            *self._of_point, Column(terms.paragraph, 15), Column(terms.surely, 11, Shape.FIGURE),
            Column(terms.wording, 38), self._recommendation,
        )  # fmt: skip
        rows = [
            TableRow((
                *self._point(doubt.id), Cell.of(doubt.paragraph.name), _percent(doubt.match),
                Cell.of(doubt.paragraph.text), self._words(doubt.id),
            ))
            for doubt in self._traced.doubtful
        ]  # fmt: skip
        return self._table(terms.doubtful, columns, rows)

    def _by_paragraph(self) -> Table:
        terms = self._terms
        columns = (
            Column(terms.source, 10, Shape.NAME), Column(terms.region, 16), Column(terms.surely, 10, Shape.FIGURE),
            Column(terms.state, 12), self._recommendation,
        )  # fmt: skip
        rows = [row for paragraph in self._traced.paragraphs for row in self._of_paragraph(paragraph)]
        return self._table(terms.by_paragraph, columns, rows)

    def _of_paragraph(self, paragraph: Traced) -> Iterator[TableRow]:
        yield TableRow((Cell.of(f"{paragraph.name}  {paragraph.text}"),), heads=True)
        for match in paragraph.matches:
            yield self._of_match(match, self._terms.reflected if match.sure else self._terms.doubtful)
        if not paragraph.matches:
            yield TableRow((Cell(), Cell(), Cell(), Cell.of(self._terms.nothing), Cell()))
        for match in paragraph.faint:
            yield self._of_match(match, self._terms.faint)

    def _of_match(self, match: Match, state: str) -> TableRow:
        region = self._corpus.by_region[self._corpus.by_id[match.id].region].name
        return TableRow((Cell.of(match.id), Cell.of(region), _percent(match), Cell.of(state), self._words(match.id)))

    @property
    def _of_point(self) -> tuple[Column, ...]:
        terms = self._terms
        section = (Column(terms.section, 22),) if self._sections else ()
        return (Column(terms.source, 9, Shape.NAME), Column(terms.region, 12), *section, Column(terms.theme, 24))

    def _point(self, id: str) -> tuple[Cell, ...]:
        """Its citation, its region, where that is wanted its sections, and its themes; else these with their section's
        number.
        """
        corpus, themes = self._corpus, self._corpus.themes_of[id]
        titles = dict.fromkeys(corpus.section_of[theme.id].title for theme in themes)
        section = (Cell.of(*titles),) if self._sections else ()
        region = corpus.by_region[corpus.by_id[id].region].name
        named = (theme.label if self._sections else theme.full_label for theme in themes)
        return Cell.of(id), Cell.of(region), *section, Cell.of(*named)

    @property
    def _recommendation(self) -> Column:
        return Column(self._terms.recommendation, 55)

    def _words(self, id: str) -> Cell:
        return Cell.of(self._corpus.by_id[id].text)

    def _table(self, name: str, columns: tuple[Column, ...], rows: list[TableRow]) -> Table:
        name = name.capitalize()
        return Table(name, f"Rows: {len(rows)}.", columns, tuple(rows), sheet=name)


def _percent(match: Match) -> Cell:
    return Cell.of(str(match.percent))
