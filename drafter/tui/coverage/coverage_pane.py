"""Coverage: totals by region, then a heat map of themes and regions, in figures and words as well as in colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.review.coverage import Disposition, Selection
from drafter.tui import appearance
from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.coverage.heat_map import (
    ALL,
    NARROW_LEGEND,
    WIDE_LEGEND,
    Figures,
    columns_in_view,
    heading,
    lines,
    table,
    totals,
    widths_of,
)
from drafter.tui.dialogs.recommendations import aside_form
from drafter.tui.messages import GoToPoint, GoToPoints
from drafter.tui.pane import Pane
from drafter.tui.session import Session
from drafter.tui.tongue import tr
from drafter.tui.widgets.bars import Frame, Plain
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

_WORDS = 130
"""Columns of the table from which the figures have words beside them."""
_ASIDE = 40
"""The columns of the box beside it, where that leaves the words their place; else it stands below, or nowhere."""
_FRAME = 5
"""The columns that frame, cursor and scroll bar take."""
_TICK = Content("[-] ")


class CoveragePane(Pane):
    """Shows the coverage of the draft. Enter on a figure shows the points behind it."""

    SCOPE = Scope.COVERAGE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.COVERAGE)

    def __init__(self, workspace: Workspace, review: BackgroundReview, session: Session) -> None:
        super().__init__(workspace, review)
        self._session = session
        self.table = Rows(id="heat")
        self.figures = Figures(workspace, self.table)
        self._totals = Plain(id="totals")
        self._heading = Plain(id="heat-head")
        self._aside = Rows(id="aside")
        self._columns = 0
        """The terminal's columns for which the table was made; 0 before it was."""
        self._shown: tuple[int, ...] = ()
        """The columns of figures that it has room for."""
        self.actions = {
            "points": self._show_points,
            "holes": self._toggle_holes,
            "clear": lambda: self._show_holes_of(None),
            "set_aside": self._set_aside,
            "bring_back": self._bring_back,
            "write": self._write,
        }

    def compose(self) -> ComposeResult:
        yield self._totals
        with Frame(classes="panes"):
            with Frame(id="heat-box"):
                yield self._heading
                yield self.table
            with Frame(id="aside-box"):
                yield Plain(tr("Set aside, and why: enter goes there, b brings back"), classes="label")
                yield self._aside

    def on_mount(self) -> None:
        self.table.column_follower, self.table.follower = self._column_moved, self.offers_changed

    def _column_moved(self) -> None:
        if self._columns and self.table.column not in self._shown:
            self._show_table()
        self.offers_changed()

    def offers(self) -> Mapping[str, bool | str]:
        holes, region = self.figures.holes, self.figures.region
        return {
            "points": self._in_aside or self.figures.has(),
            "set_aside": self.figures.has(Disposition.OPEN),
            "bring_back": self._in_aside or self.figures.has(Disposition.SET_ASIDE),
            "write": tr("Write all…") if region == ALL else tr("Write {region}…", region=region),
            "holes": holes != region
            and (tr("Only holes") if region == ALL else tr("Only holes of {region}", region=region)),
            "clear": holes is not None,
        }

    def show(self) -> None:
        self._totals.update(self._totals_text())
        rows = [
            Row(aside.recommendation, Content.assemble((f"{aside.recommendation} ", "bold"), aside.reason), _TICK)
            for aside in self.workspace.draft.set_aside
        ]
        self._aside.set_rows(rows)
        self.set_class(not rows, "-nothing-aside")
        self._show_table()

    def _show_table(self) -> None:
        """The first column takes what the figures leave, and the figures say more where there is room."""
        below = self.app.size.width < _WORDS + _ASIDE
        self.set_class(below, "-below")
        width = self.app.size.width - (0 if below or not self.workspace.draft.set_aside else _ASIDE)
        narrow = width < _WORDS
        self._columns = self.app.size.width
        self.figures.lines = list(lines(self.workspace, self.figures.is_wanted, narrow=narrow))
        widths, width = widths_of(self.figures.lines), width - _FRAME
        self._shown = columns_in_view(widths, width, self.table.column, next(iter(self._shown), 0))
        rows, label = table(self.figures.lines, width, widths, self._shown)
        self._heading.update(heading(self.figures.columns, widths, label, self._shown), layout=False)
        self.table.border_subtitle = Content(tr(NARROW_LEGEND if narrow else WIDE_LEGEND))
        self.table.set_rows(rows)

    def _totals_text(self) -> Content:
        text = totals(self.workspace, short=self.app.size.height < appearance.ROOMY)
        holes = self.figures.holes
        if holes is None:
            return text
        what = tr("something") if holes == ALL else tr("something of {holes}", holes=holes)
        note = (
            tr("Only themes where {what} is open or only cited; esc shows all again.", what=what),
            "bold $text-warning",
        )
        return Content.assemble(text, "\n", note)

    def _toggle_holes(self) -> None:
        """Show only the holes of the region in whose column the cursor is, or all themes again."""
        region = self.figures.region
        self._show_holes_of(None if self.figures.holes == region else region)
        first = next((line.key for line in self.figures.lines if line.theme), None)
        if self.figures.holes and first:
            self.table.go(first)

    def _show_holes_of(self, region: str | None) -> None:
        self.figures.holes = region
        self.show()
        self.offers_changed()

    async def _set_aside(self) -> None:
        """Set aside what is not yet reviewed behind the figure at the cursor."""
        ids = self.figures.points(Disposition.OPEN)
        if not ids:
            self.interaction.warn(tr("Behind this figure, nothing is waiting to be reviewed."))
            return
        answer = await self.interaction.ask(aside_form(self.workspace, ids))
        if answer:
            self.interaction.edit(lambda: self.workspace.edits.set_aside(ids, answer["reason"]))

    def _bring_back(self) -> None:
        """No longer set aside the chosen point, or those behind the figure at the cursor."""
        ids = self._aside.chosen if self._in_aside else self.figures.points(Disposition.SET_ASIDE)
        if ids:
            self.interaction.edit(lambda: self.workspace.edits.bring_back(ids))
        else:
            self.interaction.warn(
                tr("Behind this figure, nothing is set aside; Enter on a figure of “set aside” shows what is.")
            )

    async def _write(self) -> None:
        """Write the coverage of the region in whose column the cursor is, or of all."""
        from drafter.tui.dialogs.report import write_report
        from drafter.workspace.export import coverage_report

        region, path = self.figures.region, self.workspace.file.path
        selection = Selection(() if region == ALL else (region,))
        stem = "-".join([path.stem, "coverage", *map(str.lower, selection.regions)])
        await write_report(
            self.interaction,
            self._session,
            tr("Write the coverage of all regions")
            if region == ALL
            else tr("Write the coverage of {region}", region=region),
            path.with_name(f"{stem}.xlsx"),
            lambda suffix: coverage_report(self.workspace, selection, suffix),
        )

    @property
    def _in_aside(self) -> bool:
        """Whether the user is in the list of what is set aside."""
        return self.screen.focused is self._aside

    @on(Rows.Picked, "#heat")
    def _show_points(self) -> None:
        if self.figures.points():
            self.post_message(GoToPoints(self.figures.theme, self.figures.filter))
        else:
            self.interaction.warn(tr("No recommendation stands behind this figure."))

    @on(Rows.Picked, "#aside")
    def _show_point(self) -> None:
        if self._aside.cursor:
            self.post_message(GoToPoint(self._aside.cursor))

    def on_resize(self) -> None:
        if self._columns not in (0, self.app.size.width):
            self._show_table()
