"""The overview of a draft, for whoever has two minutes: how long it is, what is in, what is not, who holds what, what
has changed since an earlier revision.

It says what is known and leaves out what is not: without proposals no row of them, without a revision no change. Each
list is short; where it goes on, it says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafter.corpus.corpus import Corpus, Region
from drafter.document.comparison_table import rows as compared_rows
from drafter.document.coverage_charts import by_region, heat_map
from drafter.document.coverage_points import Point, points
from drafter.document.outline import printed_day
from drafter.document.table import (
    Annex,
    AnnexBlock,
    AnnexKind,
    Cell,
    Column,
    Passage,
    Shape,
    Table,
    TableRow,
    Title,
    summary,
)
from drafter.draft.draft import Draft, Status
from drafter.draft.layout import Captions, Kind
from drafter.draft.length import Length, lengths
from drafter.draft.numbering import refs
from drafter.draft.word_difference import Difference, Fate
from drafter.negotiation.comparison import PRIVATE, Comparison, ParagraphChange
from drafter.negotiation.ledger import Holding, LedgerRow, holdings, ledger
from drafter.review.coverage import Coverage, Disposition, Selection, Tally

_MOST_ROWS = 12
"""Rows of a list."""
_MOST_NAMES = 10
"""Parties, or paragraphs, in a cell."""
_MOST_LINES = 60
"""Lines of a heat map; one that would have more has a line for each section instead of each theme."""
_WIDE = 10
"""Regions beside one another in a heat map before it goes on below."""
_WORDS = 14
"""Words of a paragraph by which it is known."""
_LEAST_PAGES = 0.1
"""Pages that are worth a word."""
_UNTOLD = PRIVATE | {ParagraphChange.RENUMBERED}
"""What happened to paragraphs and isn't told: an addition at the beginning gives all the others another number."""


@dataclass(frozen=True, slots=True)
class DraftFigures:
    """How one version of the draft stands, in figures."""

    name: str
    """What the version is called: `Rev.1 (2026-03-02)`; empty for the draft as it is."""
    length: Length
    preambular: int
    """How many paragraphs, sub-paragraphs and deleted ones left out."""
    operative: int
    sub_paragraphs: int
    recommendations: Tally
    """Each counted once."""
    open: int
    """Open proposals."""
    open_in: int
    """Paragraphs in which something is open."""
    agreed: int
    """Paragraphs and sub-paragraphs that are agreed, in informals or ad referendum."""

    @property
    def paragraphs(self) -> int:
        """All of them, sub-paragraphs too."""
        return self.preambular + self.operative + self.sub_paragraphs


@dataclass(frozen=True, slots=True)
class PartLength:
    """How long one part is."""

    title: str
    paragraphs: int
    """Sub-paragraphs and deleted ones left out."""
    length: Length


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the overview tells."""

    day: str
    """The day on which it is told, YYYY-MM-DD."""
    now: DraftFigures
    then: DraftFigures | None
    """The earlier revision; None without one."""
    changes: Comparison | None
    """What is otherwise since then."""
    parts: tuple[PartLength, ...]
    """Those that have paragraphs."""
    regions: tuple[Region, ...]
    coverage: Coverage
    cited: tuple[Point, ...]
    """The points that are cited and not reflected."""
    texts: Mapping[str, str]
    """Of those, by their ids."""
    holdings: tuple[Holding, ...]
    held: tuple[LedgerRow, ...]
    """The paragraphs in which something is open, or that are bracketed, pending or reopened; the most open first."""
    called: Mapping[str, str]
    """What people call each paragraph, by its id."""
    wordings: Mapping[str, str]
    """What the paragraphs that are held say, before the open proposals, by their ids."""

    @property
    def parties(self) -> int:
        """How many parties hold something."""
        return sum(1 for holding in self.holdings if holding.party)

    def citing(self, cited: Callable[[str], str]) -> Overview:
        """The same, its paragraphs cited as the text before it prints their numbers, by what people call them."""
        return replace(
            self,
            called={id: cited(ref) for id, ref in self.called.items()},
            held=tuple(replace(row, ref=cited(row.ref)) for row in self.held),
            holdings=tuple(replace(each, paragraphs=tuple(map(cited, each.paragraphs))) for each in self.holdings),
        )


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A version of the draft, to be told of."""

    draft: Draft
    coverage: Coverage
    """Of the version as the report's view shows it."""
    name: str = ""
    """As `DraftFigures.name`."""


def overview(
    corpus: Corpus,
    now: DraftVersion,
    then: DraftVersion | None,
    changes: Comparison | None,
    day: str,
    targets: Mapping[str, int],
) -> Overview:
    """The overview of a draft. `changes` is what it has otherwise than `then`, in the report's view; `targets` are how
    long it and its parts should be at most: see `length.lengths`.
    """
    draft = now.draft
    parts = lengths(draft, targets)[1]
    own = Selection(dispositions=(Disposition.CITED,))
    cited = points(corpus, draft, now.coverage, own)
    listed = ledger(draft).rows
    held = [row for row in listed if row.open or row.status in (Status.BRACKETED, Status.PENDING, Status.REOPENED)]
    return Overview(
        day=day,
        now=_figures(now, targets),
        then=_figures(then, {}) if then else None,
        changes=changes,
        parts=tuple(_part_lengths(draft, parts)),
        regions=corpus.regions,
        coverage=now.coverage,
        cited=cited,
        texts={point.id: corpus.by_id[point.id].text for point in cited},
        holdings=holdings(draft),
        held=tuple(sorted(held, key=lambda row: -row.open)),
        called=refs(draft),
        wordings={row.id: draft.spots[row.id].paragraph.text.base for row in held},
    )


def _figures(version: DraftVersion, targets: Mapping[str, int]) -> DraftFigures:
    draft, found = version.draft, ledger(version.draft)
    spots = [spot for spot in draft.spots.values() if not spot.paragraph.deleted]
    tops = Counter(spot.part.kind for spot in spots if spot.parent is None)
    return DraftFigures(
        name=version.name,
        length=lengths(draft, targets)[0],
        preambular=tops[Kind.PP],
        operative=tops[Kind.OP],
        sub_paragraphs=len(spots) - tops.total(),
        recommendations=version.coverage.recommendations,
        open=found.open,
        open_in=found.open_in,
        agreed=found.agreed,
    )


def _part_lengths(draft: Draft, lengths_of: Mapping[str, Length]) -> Iterator[PartLength]:
    for part in draft.parts:
        count = sum(1 for paragraph in part.paragraphs if not paragraph.deleted)
        if count:
            yield PartLength(part.title, count, lengths_of[part.id])


def overview_annex(
    found: Overview, title: str, terms: Captions, *, named: bool = True, clean: bool = False, by_section: bool = False
) -> Annex:
    """The overview as a document of its own; `title` is the draft's. Unless it is `named`, no party is in it; `clean`
    leaves out how far paragraphs are agreed; `by_section` has a line for each section in the place of its themes.
    """
    blocks = _Blocks(found, terms, named, clean).of(title, by_section)
    return Annex(AnnexKind.OVERVIEW, terms.overview, tuple(blocks), landscape=True, grouping=(terms.section,))


class _Blocks:
    """The blocks of one overview."""

    def __init__(self, found: Overview, terms: Captions, named: bool, clean: bool) -> None:
        self._found, self._terms, self._named, self._clean = found, terms, named, clean

    def of(self, title: str, by_section: bool) -> Iterator[AnnexBlock]:
        found, terms = self._found, self._terms
        yield Passage(title)
        yield Passage(f"{terms.as_of} {printed_day(found.day, terms)}.")
        if found.now.paragraphs or found.then:
            yield self._glance()
        else:
            yield Passage(terms.no_paragraph)
        if found.now.recommendations.open < found.now.recommendations.total:
            yield Title(terms.in_and_out)
            yield by_region(found.regions, found.coverage, terms)._replace(sheet=terms.by_region)
        else:
            yield Passage(f"{terms.nothing_reviewed}: {found.now.recommendations.total}.")
        if found.now.paragraphs:
            yield Title(terms.who_holds)
            yield from self._held()
        yield from self._cited()
        yield from self._changes()
        yield from self._lengths()
        if found.now.recommendations.covered:
            yield from self._heat_map(by_section)

    def _glance(self) -> Table:
        found, terms = self._found, self._terms
        versions = [each for each in (found.then, found.now) if each]
        titles = [found.then.name, terms.now] if found.then else [terms.now]
        columns = (Column(terms.at_a_glance, 28, Shape.NAME), *(Column(title, 72 // len(titles)) for title in titles))
        told = [self._told(figures) for figures in versions]
        rows = tuple(
            TableRow((Cell.of(name), *(Cell.of(each[name]) for each in told)))
            for name in told[0]
            if any(each[name] for each in told)
        )
        return Table(terms.at_a_glance, summary(columns, rows), columns, rows, sheet=terms.at_a_glance)

    def _told(self, figures: DraftFigures) -> dict[str, str]:
        """What is told of a version, by what it is about; empty for what it hasn't."""
        terms, tally = self._terms, figures.recommendations
        return {
            terms.how_long: self._how_long(figures),
            terms.paragraphs: _counted(
                (figures.preambular, terms.preambular),
                (figures.operative, terms.operative),
                (figures.sub_paragraphs, terms.sub_paragraphs),
            ),
            terms.what_is_in: self._what_is_in(tally),
            terms.what_is_not: _counted(
                (tally.open, terms.open_short), (tally.cited, terms.cited_short), (tally.set_aside, terms.aside_short)
            ),
            terms.what_is_open: self._what_is_open(figures),
            terms.what_is_agreed: (
                f"{figures.agreed} {terms.pages} {figures.paragraphs}" if figures.agreed and not self._clean else ""
            ),
        }

    def _how_long(self, figures: DraftFigures) -> str:
        length, terms = figures.length, self._terms
        if not length.words:
            return ""
        pages = f", {terms.about} {length.pages:.1f} {terms.pages_long}" if length.pages >= _LEAST_PAGES else ""
        wanted = f"; {terms.at_most} {length.target:,}" if length.target else ""
        over = f": {terms.exceeded_by} {length.over:,}" if length.over else ""
        return f"{length}{pages}{wanted}{over}"

    def _what_is_in(self, tally: Tally) -> str:
        terms = self._terms
        share = f" ({tally.covered / tally.total:.0%})" if tally.total else ""
        of_which = _counted((tally.taken_up, terms.taken_up), (tally.partly, terms.partly_short))
        return f"{tally.covered} {terms.pages} {tally.total}{share}{f'; {of_which}' if of_which else ''}"

    def _what_is_open(self, figures: DraftFigures) -> str:
        found, terms = self._found, self._terms
        if not figures.open:
            return ""
        whole = f"{figures.paragraphs} {terms.paragraphs.lower()}"
        where = f"{figures.open}, {terms.open_in} {figures.open_in} {terms.pages} {whole}"
        parties = found.parties if self._named and figures is found.now else 0
        return f"{where}; {terms.parties}: {parties}" if parties else where

    def _cited(self) -> Iterator[AnnexBlock]:
        found, terms = self._found, self._terms
        if not found.cited:
            return
        columns = (
            Column(terms.source, 12, Shape.NAME),
            Column(terms.cited_where, 14),
            Column(terms.recommendation, 74),
        )
        yield Title(terms.cited_short.capitalize())
        rows = [
            (point.id, _few([found.called[id] for id in point.paragraphs], terms), found.texts[point.id])
            for point in found.cited
        ]
        yield self._list(terms.cited_short.capitalize(), columns, rows)

    def _held(self) -> Iterator[AnnexBlock]:
        found, terms = self._found, self._terms
        if not found.held:
            yield Passage(terms.nothing_open)
            return
        if self._named and found.parties:
            columns = (
                Column(terms.party, 16, Shape.NAME),
                Column(terms.open, 8, Shape.FIGURE),
                Column(terms.paragraphs, 60),
                Column(terms.since, 16),
            )
            rows = [
                (each.party or terms.nobody, str(each.open or ""), _few(each.paragraphs, terms), each.since)
                for each in found.holdings
            ]
            yield self._list(terms.by_party, columns, rows)
        yield self._held_paragraphs()

    def _held_paragraphs(self) -> Table:
        found, terms = self._found, self._terms
        columns = (
            Column(terms.paragraph, 14, Shape.NAME),
            Column(terms.open, 8, Shape.FIGURE),
            Column(terms.status, 15),
            Column(terms.held_by, 24),
            Column(terms.since, 14),
            Column(terms.wording, 42),
        )
        rows = [
            (
                each.ref,
                str(each.open or ""),
                "" if self._clean else str(each.status),
                _few(each.held_by, terms) if self._named else "",
                each.since,
                _first_words(found.wordings[each.id]),
            )
            for each in found.held
        ]
        return self._list(terms.by_paragraph, columns, rows)

    def _changes(self) -> Iterator[AnnexBlock]:
        found, terms = self._found, self._terms
        if found.then is None or found.changes is None:
            return
        yield Title(f"{terms.since} {found.then.name}")
        yield Passage(found.changes.summary(_UNTOLD))
        columns = (
            Column(terms.was, 12, Shape.NAME),
            Column(terms.is_now, 12, Shape.NAME),
            Column(terms.what_happened, 26),
            Column(terms.wording, 50),
        )
        changed = [
            (row.before, row.after, "; ".join(row.happened), _first_words(_words_now(row.words)))
            for row in compared_rows(found.changes, terms)
            if row.happened != (str(ParagraphChange.RENUMBERED),)
        ]
        if changed:
            yield self._list(terms.what_happened, columns, changed)

    def _lengths(self) -> Iterator[AnnexBlock]:
        found, terms = self._found, self._terms
        if len(found.parts) < 2:
            return
        aimed = any(part.length.target for part in found.parts)
        columns = (
            Column(terms.part, 60, Shape.NAME),
            Column(terms.paragraphs, 14, Shape.FIGURE),
            Column(terms.words, 14, Shape.FIGURE),
            *((Column(terms.at_most.capitalize(), 12, Shape.FIGURE),) if aimed else ()),
        )
        rows = [
            (
                part.title,
                str(part.paragraphs),
                str(part.length.words),
                *((str(part.length.target or ""),) if aimed else ()),
            )
            for part in found.parts
        ]
        yield Title(terms.length_by_part)
        yield self._table(terms.length_by_part, columns, rows)

    def _heat_map(self, by_section: bool) -> Iterator[AnnexBlock]:
        found, terms = self._found, self._terms
        lines = len(found.coverage.themes) * (1 + len(found.regions) // _WIDE)
        yield Title(terms.coverage_placed)
        yield Passage(terms.heat_legend)
        drawn = heat_map(found.regions, found.coverage, terms, by_section=by_section or lines > _MOST_LINES)
        yield drawn._replace(sheet=terms.by_theme_and_region)

    def _list(self, title: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Table:
        """A table of the first rows, and how many more there are, without the columns in which nothing is known."""
        known = [place for place in range(len(columns)) if any(row[place] for row in rows)]
        columns, rows = tuple(columns[place] for place in known), [tuple(row[place] for place in known) for row in rows]
        shown = list(rows[:_MOST_ROWS])
        if more := len(rows) - len(shown):
            shown.append((f"… {more} {self._terms.more}", *("" for _ in columns[1:])))
        return self._table(title, columns, shown)

    def _table(self, title: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Table:
        lines = tuple(TableRow(tuple(map(Cell.of, row))) for row in rows)
        return Table(title, summary(columns, lines), columns, lines, sheet=title)


def _counted(*counts: tuple[int, str]) -> str:
    """`preambular: 12; operative: 24`: of those that there are."""
    return "; ".join(f"{name}: {count}" for count, name in counts if count)


def _few(names: Collection[str], terms: Captions) -> str:
    """The first of them, and how many more there are."""
    shown = ", ".join(list(names)[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return f"{shown}, … {more} {terms.more}" if more > 0 else shown


def _first_words(text: str) -> str:
    words = text.split()
    return " ".join(words) if len(words) <= _WORDS else f"{' '.join(words[:_WORDS])} …"


def _words_now(words: Difference) -> str:
    """What a paragraph says now, or said, where it is gone."""
    stands = "".join(stretch.text for stretch in words if stretch.fate is not Fate.OUT)
    return stands if stands.strip() else "".join(stretch.text for stretch in words)
