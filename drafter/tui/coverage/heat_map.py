"""The heat map: its lines of figures, a word and a shade for each, and which points stand behind a figure.

Nothing is said by colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from textual.content import Content

from drafter.corpus.corpus import Region
from drafter.document.coverage_points import balance, uptake
from drafter.review.coverage import Coverage, Disposition, Tally, ThemeCoverage
from drafter.review.regional_support import MINUS
from drafter.tui.choose.filter import Filter
from drafter.tui.outline.paragraph_display import bar
from drafter.tui.tongue import later, tr, word
from drafter.tui.widgets.listing import CellListing
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

ALL = later("All")
"""The column of every region together."""
_FIRST_COLUMN = later("Covered of asked for")
_BAR = 8
NARROW_LEGEND = later("x: all  ~: in part  −: none  ( ): all set aside  blank: nothing asked")
WIDE_LEGEND = later("(2): so many are set aside  blank: nothing asked")
"""What the signs of a narrow table and of a wide one mean."""


class Shade(StrEnum):
    """How warm a cell is. The value is the theme's colour for it."""

    NOTHING = "text-muted"
    """Nothing is asked."""
    NONE = "text-error"
    SOME = "text-warning"
    ALL = "text-success"
    ASIDE = "text-accent"
    PLAIN = "foreground"


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands in a cell."""

    words: str
    shade: Shade = Shade.PLAIN


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row of the table. A heading has no cells."""

    key: str
    label: str
    """What the row is about, without the number of its section."""
    cells: tuple[Figure, ...] = ()
    theme: str | None = None
    """The theme that the row is about; None for all."""
    disposition: Disposition | None = None
    """The disposition that the row counts; None for all."""
    number: str = ""
    """The section's, before a theme's own: `3.` before `XI. The role of UNODC`, so that what a narrow column leaves of
    it can be told from the others.
    """


def lines(workspace: Workspace, wanted: Callable[[ThemeCoverage], bool], *, narrow: bool) -> Iterator[FigureLine]:
    """Totals, balance, then every theme that is wanted.

    A narrow table has signs, `2/3 ~`, where a wide one has words.
    """
    coverage = workspace.coverage
    yield from _totals(coverage, workspace.corpus.regions, narrow)
    covered = {theme.theme.id: theme for theme in coverage.themes}
    for section in workspace.corpus.sections:
        themes = list(filter(wanted, (covered[theme.id] for theme in section.themes)))
        if themes:
            yield FigureLine(f"section {section.id}", section.label)
        yield from (_theme_line(theme, narrow) for theme in themes)


def _theme_line(covered: ThemeCoverage, narrow: bool) -> FigureLine:
    theme = covered.theme
    cells = tuple(figure(tally, narrow=narrow) for tally in (*covered.regions.values(), covered.whole))
    number = covered.section.number if theme.number else f"{covered.section.number} ".lstrip()
    return FigureLine(f"theme {theme.id}", theme.label, cells, theme.id, number=number)


def _totals(coverage: Coverage, regions: Sequence[Region], narrow: bool) -> Iterator[FigureLine]:
    tallies = [*coverage.regions.values(), coverage.recommendations]
    yield FigureLine("once", tr("Recommendations, each counted once"))
    yield FigureLine("total", tr("asked for"), tuple(Figure(str(tally.total)) for tally in tallies))
    for disposition in Disposition:
        figures = tuple(Figure(str(tally.number(disposition))) for tally in tallies)
        yield FigureLine(str(disposition), word(disposition), figures, None, disposition)
    found, width = {share.region: share for share in balance(coverage, regions)}, _BAR // 2 if narrow else _BAR
    shares = [found.get(code) for code in coverage.regions]
    once = coverage.recommendations
    whole, mean = once.covered / (once.total or 1), next((share.mean for share in found.values()), 0.0)
    nothing = Figure("", Shade.NOTHING)
    bars = (
        Figure(bar(region.share, width), _shade(region.covered, region.total)) if region else nothing
        for region in shares
    )
    yield FigureLine("bar", tr("balance: share covered"), (*bars, Figure(bar(whole, width))))
    percents = (Figure(f"{region.share:.0%}") if region else nothing for region in shares)
    yield FigureLine("share", tr("in per cent"), (*percents, Figure(f"{whole:.0%}")))
    # Between the figures as they are shown, so that they add up.
    beside = (Figure(f"{round(region.share * 100) - round(mean * 100):+d}") if region else nothing for region in shares)
    yield FigureLine("mean", tr("beside the regions’ mean"), (*beside, Figure(tr("mean {mean}", mean=f"{mean:.0%}"))))


def figure(tally: Tally, *, narrow: bool = False) -> Figure:
    """`2/3 some`, `1/1 all`, `0/2 none`; `1/1 partly` where of all that is covered something is covered in part only,
    `0/1 aside` where all of it is set aside; empty where nothing is asked.
    """
    if not tally.total:
        return Figure("", Shade.NOTHING)
    share = f"{tally.covered}/{tally.total}"
    if tally.set_aside == tally.total:
        return Figure(f"({share})" if narrow else tr("{share} aside", share=share), Shade.ASIDE)
    aside = f" ({tally.set_aside})" if tally.set_aside else ""
    shade = Shade.ALL if tally.wholly else Shade.SOME if tally.covered else Shade.NONE
    if narrow:
        return Figure(f"{share} {_SIGNS[shade]}", shade)
    said = tr("partly") if shade is Shade.SOME and tally.covered == tally.total else tr(_SHADES[shade])
    return Figure(f"{share} {said}{aside}", shade)


_SHADES = {Shade.NONE: later("none"), Shade.SOME: later("some"), Shade.ALL: later("all")}
_SIGNS = {Shade.NONE: MINUS, Shade.SOME: "~", Shade.ALL: "x"}
"""As in the ticks and the regions of the other panes."""


def _shade(covered: int, total: int) -> Shade:
    return Shade.ALL if covered == total else Shade.SOME if covered else Shade.NONE


_BACKS = {Shade.NONE: "$error-muted", Shade.SOME: "$warning-muted", Shade.ALL: "$success-muted"}
"""The theme's colours behind the words."""


def _cell(figure: Figure) -> Content:
    """The figure as the table shows it."""
    back = f" on {_BACKS[figure.shade]}" if figure.shade in _BACKS else ""
    bold = "bold " if figure.shade is Shade.NONE else ""
    return Content.styled(f" {figure.words} ", f"{bold}${figure.shade}{back}")


_LEAST_LABEL, _MOST_LABEL = 24, 90
"""The cells of the first column where there are more figures than fit, and where there is room for all."""


def widths_of(lines: Iterable[FigureLine]) -> tuple[int, ...]:
    """How wide the columns of figures are."""
    filled = [line.cells for line in lines if line.cells]
    return tuple(max(6, *(len(figure.words) + 2 for figure in column)) for column in zip(*filled, strict=True))


def columns_in_view(widths: Sequence[int], width: int, column: int, first: int) -> tuple[int, ...]:
    """The columns of figures that a table of this width has room for: a run of them with the cursor's `column` in it,
    from `first` on where that can be, and the last, of all regions together.
    """
    last, sizes = len(widths) - 1, [size + 1 for size in widths]
    room = width - _LEAST_LABEL - sizes[last]
    if sum(sizes[:last]) <= room:
        return tuple(range(len(widths)))
    first = min(first, column, last - 1)
    end = first
    while end < last and (sum(sizes[first : end + 1]) <= room or end <= min(column, last - 1)):
        end += 1
        while sum(sizes[first:end]) > room and first < end - 1:
            first += 1
    while first and sum(sizes[first - 1 : end]) <= room:
        first -= 1
    return (*range(first, end), last)


def table(
    lines: Iterable[FigureLine], width: int, widths: tuple[int, ...], shown: Sequence[int]
) -> tuple[CellListing, int]:
    """The lines as a table of this width, of which these columns of figures are shown; with the width of its first."""
    rows = [(line.key, f"{line.number}{line.label}", tuple(map(_cell, line.cells))) for line in lines]
    label = max(12, min(_MOST_LABEL, width - sum(widths[column] + 1 for column in shown)))
    return CellListing(rows, label, widths, shown), label


def heading(codes: Sequence[str], widths: Sequence[int], label: int, shown: Sequence[int]) -> Content:
    """The line above the table: what stands in each column, and whether there are more of them than are shown."""
    names = [tr(code) if code == ALL else code for code in codes]
    titles = (f"{names[column]:>{widths[column] - 1}} " for column in shown)
    hidden = len(codes) - len(shown)
    first = tr("← → {hidden} more", hidden=hidden) if hidden else tr(_FIRST_COLUMN)
    return Content.styled(" ".join([f"{first:<{label}}"[:label], *titles]), "bold")


class Figures:
    """The figures that the table shows, and what stands behind the one at the cursor."""

    def __init__(self, workspace: Workspace, rows: Rows) -> None:
        self._workspace = workspace
        self._rows = rows
        self.lines: list[FigureLine] = []
        self.columns = [*(region.code for region in workspace.corpus.regions), ALL]
        self.holes: str | None = None
        """The region of which only themes with something not yet reviewed are shown; `ALL` for any region, None for
        every theme.
        """

    @property
    def region(self) -> str:
        """The region in whose column the cursor is, or `ALL`."""
        return self.columns[self._rows.column]

    @property
    def _line(self) -> FigureLine | None:
        return next((line for line in self.lines if line.key == self._rows.cursor), None)

    @property
    def theme(self) -> str | None:
        """The theme that the figure is about; None for all themes."""
        return self._line.theme if self._line else None

    @property
    def filter(self) -> Filter:
        """Keeps the points behind the figure."""
        line, region = self._line, self.region
        regions = frozenset[str]() if region == ALL else frozenset({region})
        return Filter(regions, frozenset({line.disposition}) if line and line.disposition else frozenset())

    def points(self, disposition: Disposition | None = None) -> list[str]:
        """The recommendations behind the figure: those with a disposition, or all for None."""
        corpus, coverage, filter = self._workspace.corpus, self._workspace.coverage, self.filter
        theme = corpus.theme(self.theme) if self.theme else None
        kept = filter.passing(theme.placements if theme else corpus.points.ids, corpus, coverage)
        return [id for id in kept if disposition in (None, coverage.dispositions[id])]

    def has(self, disposition: Disposition | None = None) -> bool:
        """Whether there are points behind the figure, with this disposition; from the figures, since every key asks."""
        line, region = self._line, self.region
        if line is None or (disposition and line.disposition not in (None, disposition)):
            return False
        coverage = self._workspace.coverage
        theme = next((theme for theme in coverage.themes if theme.theme.id == line.theme), None)
        whole = theme.whole if theme else coverage.recommendations
        tally = whole if region == ALL else (theme or coverage).regions[region]
        wanted = disposition or line.disposition
        return bool(tally.number(wanted) if wanted else tally.total)

    def is_wanted(self, theme: ThemeCoverage) -> bool:
        """Whether the theme is shown: where only holes are, whether it has one."""
        if self.holes is None:
            return True
        return bool((theme.whole if self.holes == ALL else theme.regions[self.holes]).not_covered)


def totals(workspace: Workspace, *, short: bool) -> Content:
    """Recommendations counted once, then placements, never in one figure; `short`, the placements alone."""
    once, placed = workspace.coverage.recommendations, workspace.coverage.placements
    placements = Content.assemble(
        (tr("Placements under themes: "), "bold"),
        tr("{covered} of {total} covered (a point counts in each theme).", covered=placed.covered, total=placed.total),
    )
    if short:
        return placements
    return Content.assemble(
        (tr("Recommendations, each counted once: "), "bold"),
        tr(
            "{taken_up} taken up, {partly} partly, {cited} cited only, {set_aside} set aside, {open} "
            "not yet reviewed, of {total}\n",
            taken_up=once.taken_up,
            partly=once.partly,
            cited=once.cited,
            set_aside=once.set_aside,
            open=once.open,
            total=once.total,
        ),
        placements,
        (f"  {uptake(workspace.draft, workspace.coverage).words()}", "$text-muted"),
    )
