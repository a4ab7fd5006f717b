"""Coverage: totals by region, then a heat map of themes and regions, in figures and words as well as in colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.review.coverage import Disposition, ThemeCoverage
from drafter.tui import stylesheets
from drafter.tui.background_review import Judging
from drafter.tui.choose.points import Filter
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.coverage.heat_map import NARROW_LEGEND, WIDE_LEGEND, Line, head, lines, table, totals
from drafter.tui.dialogs.recommendations import aside_form
from drafter.tui.messages import GoToPoint, GoToPoints
from drafter.tui.pane import Pane
from drafter.tui.widgets.frame import Frame, Plain
from drafter.tui.widgets.grid import Grid
from drafter.tui.widgets.rows import Row, Rows
from drafter.workspace import Workspace

_WORDS = 130
"""Columns of the table from which the figures have words beside them."""
_ASIDE = 40
"""The columns of the box beside it, where that leaves the words their place; else it stands below, or nowhere."""
_FRAME = 5
"""The columns that frame, cursor and scroll bar take."""
ALL = "All"
"""The column of every region together."""


class CoveragePane(Pane):
    """Shows the coverage of the draft. Enter on a figure shows the points behind it."""

    SCOPE = Scope.COVERAGE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.COVERAGE)

    def __init__(self, workspace: Workspace, judging: Judging) -> None:
        super().__init__(workspace, judging)
        self.holes: str | None = None
        """The region of which only themes with something not yet reviewed are shown; `ALL` for any region, None for
        every theme.
        """
        self.lines: list[Line] = []
        self._columns = 0
        """The terminal's columns for which they were made; 0 before they were."""

    def compose(self) -> ComposeResult:
        yield Plain(id="totals")
        with Frame(classes="panes"):
            with Frame(id="heat-box"):
                yield Plain(id="heat-head")
                yield Grid(id="heat")
            with Frame(id="aside-box"):
                yield Plain("Set aside, and why: enter goes there, b brings back", classes="label")
                yield Rows(id="aside")

    def on_mount(self) -> None:
        self.table.column_follower = self.table.follower = self.offers_changed

    @property
    def table(self) -> Grid:
        return self.query_one(Grid)

    def offers(self) -> Mapping[str, bool | str]:
        return {
            "bring_back": self._in_aside or self._has_aside(),
            "holes": self.holes != self._at and f"Only holes{'' if self._at == ALL else f' of {self._at}'}",
            "clear": self.holes is not None,
        }

    @property
    def _at(self) -> str:
        """The region in whose column the cursor is, or `ALL`."""
        return [*(region.code for region in self.workspace.corpus.regions), ALL][self.table.column]

    def show(self) -> None:
        self.query_one("#totals", Plain).update(self._head())
        aside = [
            Row(one.recommendation, Content.assemble((f"{one.recommendation} ", "bold"), one.reason), Content("[-] "))
            for one in self.workspace.draft.set_aside
        ]
        self.query_one("#aside", Rows).set_rows(aside)
        self.set_class(not aside, "-nothing-aside")
        self._fill()

    def _fill(self) -> None:
        """The first column takes what the figures leave, and the figures say more where there is room."""
        below = self.app.size.width < _WORDS + _ASIDE
        self.set_class(below, "-below")
        width = self.app.size.width - (0 if below or not self.workspace.draft.set_aside else _ASIDE)
        narrow = width < _WORDS
        self._columns = self.app.size.width
        self.lines = list(lines(self.workspace, self._is_hole, narrow=narrow))
        shown, widths, label = table(self.lines, width - _FRAME)
        codes = [*(region.code for region in self.workspace.corpus.regions), ALL]
        self.query_one("#heat-head", Plain).update(head(codes, widths, label), layout=False)
        self.table.border_subtitle = Content(NARROW_LEGEND if narrow else WIDE_LEGEND)
        self.table.set_rows(shown)

    def _head(self) -> Content:
        figures = totals(self.workspace, short=self.app.size.height < stylesheets.ROOMY)
        if self.holes is None:
            return figures
        of = "something" if self.holes == ALL else f"something of {self.holes}"
        note = (f"Only themes where {of} is not yet reviewed; esc shows all again.", "bold $text-warning")
        return Content.assemble(figures, "\n", note)

    def _is_hole(self, theme: ThemeCoverage) -> bool:
        if self.holes is None:
            return True
        return bool((theme.whole if self.holes == ALL else theme.regions[self.holes]).open)

    def take_focus(self) -> None:
        self.screen.set_focus(self.table)

    def action_holes(self) -> None:
        """Those of the region in whose column the cursor is; all themes again where these are shown already."""
        self._only(None if self.holes == self._at else self._at)
        first = next((line.key for line in self.lines if line.theme), None)
        if self.holes and first:
            self.table.go(first)

    def action_clear(self) -> None:
        self._only(None)

    def _only(self, holes: str | None) -> None:
        self.holes = holes
        self.show()
        self.offers_changed()

    @work
    async def action_set_aside(self) -> None:
        """Set aside what is not yet reviewed behind the figure at the cursor."""
        filter, theme = self._behind()
        ids = self._ids(filter, theme, Disposition.OPEN)
        if not ids:
            self.warn("Behind this figure, nothing is waiting to be reviewed.")
            return
        answer = await self.ask(aside_form(self.workspace, ids))
        if answer:
            self.do(lambda: self.workspace.edits.set_aside(ids, answer["reason"]))

    def action_bring_back(self) -> None:
        aside = self.query_one("#aside", Rows)
        ids = aside.chosen if self._in_aside else self._ids(*self._behind(), Disposition.SET_ASIDE)
        if ids:
            self.do(lambda: self.workspace.edits.bring_back(ids))
        else:
            self.warn("Behind this figure, nothing is set aside; Enter on a figure of “set aside” shows what is.")

    def _has_aside(self) -> bool:
        """Whether something behind the figure at the cursor is set aside; from the figures, since every key asks."""
        line = next((line for line in self.lines if line.key == self.table.cursor), None)
        if line is None or line.disposition not in (None, Disposition.SET_ASIDE):
            return False
        found, at = self.workspace.coverage, self._at
        theme = next((one for one in found.themes if one.theme.id == line.theme), None)
        if at == ALL:
            return bool((theme.whole if theme else found.recommendations).set_aside)
        return bool((theme or found).regions[at].set_aside)

    @property
    def _in_aside(self) -> bool:
        """Whether the user is in the list of what is set aside."""
        return self.screen.focused is self.query_one("#aside", Rows)

    def _behind(self) -> tuple[Filter, str | None]:
        """Which points stand behind the figure at the cursor: a filter, and the theme; None for all themes."""
        line = next(line for line in self.lines if line.key == self.table.cursor)
        codes = [region.code for region in self.workspace.corpus.regions]
        regions = frozenset(codes[self.table.column : self.table.column + 1])
        dispositions = frozenset({line.disposition}) if line.disposition else frozenset[Disposition]()
        return Filter(regions, dispositions), line.theme

    def _ids(self, filter: Filter, theme: str | None, disposition: Disposition) -> list[str]:
        corpus, found = self.workspace.corpus, self.workspace.coverage
        kept = (id for id in self._inside(theme) if filter.keeps(id, corpus, found))
        return [id for id in kept if found.dispositions[id] is disposition]

    def _inside(self, theme: str | None) -> tuple[str, ...]:
        """The recommendations of the theme; all of them for None."""
        corpus = self.workspace.corpus
        return next((one.placements for one in corpus.themes if one.id == theme), tuple(corpus.by_id))

    @on(Rows.Picked, "#heat")
    def action_points(self) -> None:
        filter, theme = self._behind()
        corpus, found = self.workspace.corpus, self.workspace.coverage
        if any(filter.keeps(id, corpus, found) for id in self._inside(theme)):
            self.post_message(GoToPoints(theme, filter))
        else:
            self.warn("No recommendation stands behind this figure.")

    @on(Rows.Picked, "#aside")
    def _show_point(self, event: Rows.Picked) -> None:
        if event.rows.cursor:
            self.post_message(GoToPoint(event.rows.cursor))

    def on_resize(self) -> None:
        if self._columns not in (0, self.app.size.width):
            self._fill()
