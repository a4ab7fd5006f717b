"""The points that a filter lets through, the lists that show them, and which of them the user has chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from textual.content import Content
from textual.widget import Widget

from drafter.corpus.corpus import Theme
from drafter.corpus.languages import is_english
from drafter.corpus.tokens import stem
from drafter.review.coverage import Coverage, Tally
from drafter.tui.background_review import BackgroundReview
from drafter.tui.choose.filter import Filter
from drafter.tui.labels import (
    LABEL,
    POINT_LINES,
    point_detail,
    point_row,
    shortened,
    theme_row,
    theme_tick,
    theme_title,
)
from drafter.tui.tongue import tr
from drafter.tui.widgets.listing import Listing
from drafter.tui.widgets.row import Row, cells
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

ALL_THEMES = "all themes"
"""The row that stands for every theme; no theme has a space in its id."""


class PointLists:
    """The themes, the points of one of them or of a search, and one point in full, as the filter lets them through."""

    def __init__(
        self,
        workspace: Workspace,
        review: BackgroundReview,
        lists: tuple[Rows, Rows, Reader],
        start: str | None,
        *,
        listed: Callable[[], None],
        moved: Callable[[], None],
    ) -> None:
        """`lists` show the themes, the points, and a point in full. `start` is the theme to begin with, empty for all;
        the first where it is None, or is no more. `listed` is called when other points are listed, `moved` when another
        point is at the cursor.
        """
        self._workspace = workspace
        self._review = review
        self.themes, self.points, self._reader = lists
        self._start = ALL_THEMES if start == "" else start
        self._listed, self._moved = listed, moved
        self._filtered = FilteredPoints(workspace)
        self.last = self.themes
        """The list in which the user is, or was last."""
        self.themes.follower = lambda: self._show_points(top=True)
        self.points.follower = self._show_detail

    @property
    def filter(self) -> Filter:
        return self._filtered.filter

    @property
    def theme(self) -> str | None:
        """The id of the theme shown; None for all themes."""
        return None if self.themes.cursor in (None, ALL_THEMES) else self.themes.cursor

    @property
    def marked(self) -> list[str]:
        """The marked points in citation order, also those that search, filter or theme don't show now."""
        return self._workspace.corpus.in_order(self.points.marks)

    @property
    def chosen(self) -> list[str]:
        """The marked points, else the one at the cursor."""
        return self.marked or self.points.chosen

    @property
    def shown(self) -> list[str]:
        """The points that theme and filter let through: a search's best first, else as the mapping lists them."""
        return self._filtered.of(self.theme)

    @property
    def focused(self) -> Widget | None:
        """What has the focus on the whole screen."""
        return self.themes.screen.focused

    @property
    def on_themes(self) -> bool:
        """Whether the user is in the themes."""
        return self.focused is self.themes

    def focus(self, widget: Widget) -> None:
        """Focus it at once, so that a key that comes next is for it."""
        self.themes.screen.set_focus(widget)

    def show(self) -> None:
        """Show the draft as it now is."""
        before = self.theme
        self._show_themes()
        self._show_points(top=self.theme != before)

    def see(self, filter: Filter, theme: str | None, point: str | None = None) -> None:
        """Show the points of a theme (None: of all) that a filter keeps, with the cursor on one of them.

        Without one it goes to the first, the best of a search; where all is shown again, it stays on its point.
        """
        before, narrowed = self.theme, filter != self.filter and filter.active
        self._filtered.use(filter)
        self._show_themes(theme or ALL_THEMES)
        self._show_points(point, top=narrowed or self.theme != before)

    def _show_themes(self, cursor: str | None = None) -> None:
        rows = self._filtered.theme_rows()
        start = next((row.id for row in rows if row.id == self._start and not row.heading), None)
        first = rows[2].id if len(rows) > 2 else ALL_THEMES
        self.themes.set_rows(rows, cursor or self.themes.cursor or start or first)

    def _show_points(self, point: str | None = None, *, top: bool = False) -> None:
        """Show the points of the theme at the cursor; with `top`, the cursor goes to the first of them."""
        theme = self._workspace.corpus.theme(self.theme) if self.theme else None
        self.points.set_rows(self._filtered.rows(self.theme), point, top=top)
        self.points.border_title = Content(theme.label if theme else tr("All themes"))
        self._listed()
        self._show_detail()

    def _show_detail(self) -> None:
        """Show the point at the cursor in full."""
        id = self.points.cursor
        if id:
            themes = self._workspace.corpus.themes_of[id]
            self._review.look_at(self.theme or (themes[0].id if themes else ""))
            text = point_detail(self._workspace, id, self._filtered.hits(id), self._review.partners(id))
            if self._review.progress:
                text = Content("\n").join(
                    [text, Content.styled(f"Who else asks: {self._review.progress}.", "$text-muted")]
                )
        else:
            nothing = (
                tr("Nothing here passes the filter; esc shows all again.")
                if self.filter.active
                else tr("No point here.")
            )
            text = Content(nothing)
        self._reader.show(text)
        self._moved()

    def scroll_text(self, by: int) -> None:
        self._reader.page(by)

    def mark(self) -> None:
        """Mark the point at the cursor, or take its mark away, and go on; from the themes, go to the points."""
        if self.focused is self.points:
            self.points.toggle_mark(self.points.cursor)
            self.points.action_cursor_down()
        else:
            self.focus(self.points)

    def mark_region(self) -> None:
        """Mark the region's points in this list; where all of them are marked, take the marks away."""
        region_of, here = self._workspace.corpus.region_of, self.points.cursor
        region = region_of[here] if here else ""
        ids = [id for id in self.shown if region_of[id] == region]
        self.points.mark(ids, on=not set(ids) <= set(self.points.marked))


class FilteredPoints:
    """A workspace's recommendations seen through a filter. Listed afresh at every call, as the draft then is."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.filter = Filter()
        self._found: tuple[str, ...] = ()
        """What the filter's words find, in the order of `Index.find_as_typed`."""
        self._unknown: tuple[str, ...] = ()
        """The citations among the filter's words that stand for no recommendation."""
        self._theme_rows: dict[str, Row] = {}
        self._rows_show: tuple[Coverage, frozenset[str]] | None = None
        """The coverage that the themes' rows show, and of which regions (none for all); None before they are made."""

    def use(self, filter: Filter) -> None:
        """See the points through another filter; the index is asked only where the words are others."""
        if filter.words != self.filter.words:
            self._found = tuple(self._workspace.index.find_as_typed(filter.words))
            self._unknown = tuple(self._workspace.index.missing(filter.words))
        self.filter = filter

    def of(self, theme: str | None) -> list[str]:
        """The points of a theme (None: of all) that pass: a search's best first, else as the mapping lists them."""
        corpus, searching = self._workspace.corpus, self.filter.searching
        inside: Iterable[str] = self._found if searching else corpus.points.ids
        if theme is not None:
            placed = next(known.placements for known in corpus.themes if known.id == theme)
            here = set(placed)
            inside = [id for id in self._found if id in here] if searching else placed
        return self._passing(inside)

    def _passing(self, ids: Iterable[str]) -> list[str]:
        """Those that the filter's regions and dispositions let through."""
        return self.filter.passing(ids, self._workspace.corpus, self._workspace.coverage)

    def hits(self, id: str) -> list[tuple[int, int]]:
        """Where the words searched for stand in the point's text, the last one counting as the beginning of one."""
        return self._workspace.index.hits_as_typed(id, self.filter.words) if self.filter.searching else []

    def theme_rows(self) -> list[Row]:
        """All themes, then each section's that have a point to show."""
        corpus, coverage, regions = self._workspace.corpus, self._workspace.coverage, self.filter.regions
        if self._rows_show is None or self._rows_show[0] is not coverage or self._rows_show[1] != regions:
            self._rows_show = coverage, regions
            shown = (theme.narrowed(regions) if regions else theme for theme in coverage.themes)
            self._theme_rows = {theme.theme.id: theme_row(theme) for theme in shown}
        rows = [self._all_themes_row()]
        kept = set(self.of(None)) if self.filter.active else None
        for section in corpus.sections:
            themes = [theme for theme in section.themes if kept is None or not kept.isdisjoint(theme.placements)]
            if themes:
                heading = Content.styled(shortened(section.title, LABEL), "bold")
                rows.append(Row(f"section {section.id}", heading, heading=True))
                rows += [self._theme_row(theme, kept) for theme in themes]
        return rows

    def _all_themes_row(self) -> Row:
        coverage, regions = self._workspace.coverage, self.filter.regions
        tally = sum((coverage.regions[code] for code in regions), Tally()) if regions else coverage.recommendations
        count = tr("\n{covered}/{total} counted once", covered=tally.covered, total=tally.total)
        return Row(ALL_THEMES, Content.assemble((tr("All themes"), "bold"), count), Content(f"{theme_tick(tally)} "))

    def _theme_row(self, theme: Theme, kept: Collection[str] | None) -> Row:
        """A theme's row; while words are searched for, with how many of its points pass instead of how many are
        covered. `kept` are those that do, None for all.
        """
        row = self._theme_rows[theme.id]
        if kept is None or not self.filter.searching:
            return row
        regions, region_of, placed = self.filter.regions, self._workspace.corpus.region_of, theme.placements
        count = sum(map(kept.__contains__, placed))
        total = sum(region_of[id] in regions for id in placed) if regions else len(placed)
        figures = Content.styled(tr("{count} found of {total}", count=count, total=total), "bold")
        return Row(row.id, Content.assemble(theme_title(theme), "\n", figures), row.lead)

    def rows(self, theme: str | None) -> Listing:
        """The points of a theme: by region, or a search's in one list."""
        entries = self._ranked(theme) if self.filter.searching else self._grouped(theme)
        return PointListing(self._workspace, list(entries), self.hits, self._widths)

    @cached_property
    def _widths(self) -> dict[str, int]:
        """How many cells each recommendation's text takes, by its id."""
        points = self._workspace.corpus.points
        return dict(zip(points.ids, points.widths or [cells(point.text) for point in points], strict=True))

    def _grouped(self, theme: str | None) -> Iterator[str | Row]:
        coverage = self._workspace.coverage
        for region, ids in self._workspace.corpus.by_regions(self.of(theme)):
            tally = Tally.of(coverage.dispositions[id] for id in ids)
            head = f"{theme_tick(tally)} {region.code} {tally.covered}/{tally.total} · {region.name}"
            yield Row(f"region {region.code}", Content.styled(head, "bold"), heading=True, most=1)
            yield from ids

    def _ranked(self, theme: str | None) -> Iterator[str | Row]:
        ids = self.of(theme)
        yield Row("found", Content.styled(self._result(len(ids)), "bold"), heading=True)
        yield from ids

    def _result(self, count: int) -> str:
        """How many points a search found, in words, and which citations stand for none."""
        unknown = tr("There is no recommendation {unknown}.", unknown=", ".join(self._unknown)) if self._unknown else ""
        order = tr(", the best first") if count > 1 and self._workspace.index.ranked(len(self._found)) else ""
        hits = tr("{count} found{order}{wider}", count=count, order=order, wider=self._wider()) if count else ""
        return "  ".join(filter(None, (hits, unknown))) or tr(
            "Nothing found{why_nothing}", why_nothing=self._why_nothing()
        )

    def _wider(self) -> str:
        """How much more the beginning of the word would find; empty where it would find no more."""
        word = self.filter.words.strip().casefold()
        beginning = stem(word)
        english = is_english(self._workspace.corpus.language)
        if not english or not word.isalpha() or beginning == word or not word.startswith(beginning):
            return ""
        more, here = self._passing(self._workspace.index.find(f"{beginning}*")), self._passing(self._found)
        return (
            tr("; {beginning}* finds {count} in all themes", beginning=beginning, count=len(more))
            if len(more) > len(here)
            else ""
        )

    def _why_nothing(self) -> str:
        """What may be the matter with the words; empty for nothing."""
        words = self.filter.words
        if words.count('"') % 2:
            return tr("; the phrase has no second quotation mark")
        if _SMALL_OPERATOR.search(words):
            return tr("; AND, OR and NOT are written in capitals")
        asked, said = words.split(), f" {' '.join(_WORD.findall(words.casefold()))} "
        for region in self._workspace.corpus.regions:
            if region.code in asked or f" {region.name.casefold()} " in said:
                return tr("; search for the other words alone, and after Enter f shows only {code}", code=region.code)
        return ""


_WORD = re.compile(r"\w+")
_SMALL_OPERATOR = re.compile(r"\s(?:and|or|not)\s")
_LEAD = 4
"""The cells of a point's tick."""


class PointListing(Listing):
    """Recommendations, by their ids, with headings between them. A row is made when it is looked at."""

    def __init__(
        self,
        workspace: Workspace,
        entries: Sequence[str | Row],
        hits: Callable[[str], Iterable[tuple[int, int]]] = lambda _: (),
        widths: Mapping[str, int] | None = None,
    ) -> None:
        """`widths` are how many cells the recommendations' texts take, by id, where that is known."""
        super().__init__()
        self._workspace = workspace
        self._entries = entries
        self._widths = widths
        self._hits = hits
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def row(self, place: int) -> Row:
        entry = self._entries[place]
        if not isinstance(entry, str):
            return entry
        if place not in self._made:
            self._made[place] = point_row(self._workspace, entry, self._hits(entry))
        return self._made[place]

    def id(self, place: int) -> str:
        entry = self._entries[place]
        return entry if isinstance(entry, str) else entry.id

    def ids(self) -> Iterator[str]:
        return map(self.id, range(len(self)))

    def is_heading(self, place: int) -> bool:
        return not isinstance(self._entries[place], str)

    def heights(self, width: int) -> list[int]:
        """As the rows' own, without making them: one line where the whole fits on it, else `POINT_LINES`."""
        room = width - min(_LEAD, width // 3) - 1
        widths = self._widths or self._measured()
        return [
            entry.height(width)
            if not isinstance(entry, str)
            else 1
            if len(entry) + widths[entry] <= room
            else POINT_LINES
            for entry in self._entries
        ]

    def _measured(self) -> dict[str, int]:
        by_id = self._workspace.corpus.by_id
        return {entry: cells(by_id[entry].text) for entry in self._entries if isinstance(entry, str)}
