"""Coverage: totals by region, then a heat map of themes and regions, in figures and words as well as in colour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import DataTable, Static

from drafter.model.coverage import Disposition
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.dialogs.form import Field, Form
from drafter.tui.filters import Filter
from drafter.tui.heat import HEAD, Line, cell, lines
from drafter.tui.judging import Judging
from drafter.tui.messages import GoToPoint, GoToPoints
from drafter.tui.panes.pane import Pane
from drafter.tui.widgets.rows import Row, Rows
from drafter.tui.words import totals
from drafter.workspace import Workspace

_NARROW = 110
"""Columns up to which what is set aside stands below the table, or nowhere."""
_WORDS = 130
"""Columns of the table from which the figures have words beside them."""
_ASIDE = 40
ALL = "All"
"""The column of every region together."""


class CoveragePane(Pane):
    """Shows the coverage of the draft. Enter on a figure shows the points behind it."""

    SCOPE = Scope.COVERAGE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.COVERAGE)

    def __init__(self, workspace: Workspace, judging: Judging) -> None:
        super().__init__(workspace, judging)
        self.only_holes = False
        self._lines: list[Line] = []
        self._label = 0
        """The width of the first column."""

    def compose(self) -> ComposeResult:
        yield Static(id="totals", markup=False)
        with Container(classes="panes"):
            yield DataTable[Text](id="heat", zebra_stripes=False, fixed_columns=1)
            with Container(id="aside-box"):
                yield Static("Set aside, and why: enter goes there, b brings back", classes="label")
                yield Rows(id="aside")

    @property
    def table(self) -> DataTable[Text]:
        return self.query_one("#heat", DataTable)

    def offers(self) -> Mapping[str, bool]:
        return {"bring_back": bool(self.workspace.draft.set_aside)}

    def show(self) -> None:
        self.query_one("#totals", Static).update(self._head())
        aside = [
            Row(one.recommendation, Content.assemble((f"{one.recommendation} ", "bold"), one.reason), Content("[-] "))
            for one in self.workspace.draft.set_aside
        ]
        self.query_one("#aside", Rows).set_rows(aside)
        self.set_class(not aside, "-nothing-aside")
        before, self._lines = self._lines, list(self._all_lines())
        if [line.key for line in before] != [line.key for line in self._lines]:
            self._fill()
        elif before != self._lines:
            self._update(before)

    def _all_lines(self) -> Iterator[Line]:
        columns = len(self.workspace.corpus.regions) + 1
        aside = _ASIDE if self.workspace.draft.set_aside and self.app.size.width > _NARROW else 0
        width = self.app.size.width - aside
        narrow = width < _WORDS
        self._label = max(16, min(80, width - columns * (10 if narrow else 18) - 4))
        return lines(self.workspace, self.only_holes, self._label, narrow=narrow)

    def _head(self) -> Content:
        if not self.only_holes:
            return totals(self.workspace)
        note = ("Only themes where something is not yet reviewed; o shows all again.", "bold $text-warning")
        return Content.assemble(totals(self.workspace), "\n", note)

    def take_focus(self) -> None:
        self.table.focus()

    def action_points(self) -> None:
        """Only where the table has no focus: its own Enter comes as a message."""
        self.table.focus()

    def action_holes(self) -> None:
        self.only_holes = not self.only_holes
        self.show()

    @work
    async def action_set_aside(self) -> None:
        """Set aside what is not yet reviewed behind the figure at the cursor."""
        filter, theme = self._behind()
        ids = self._ids(filter, theme, Disposition.OPEN)
        if not ids:
            self.warn("Behind this figure, nothing is waiting to be reviewed.")
            return
        title = f"Set aside {ids[0]}" if len(ids) == 1 else f"Set aside {len(ids)} points: {', '.join(ids[:4])}…"
        answer = await self.ask(Form(title, [Field("reason", "Why are they left out?")], ok="Set aside"))
        if answer:
            self.do(lambda: self.workspace.set_aside(ids, answer["reason"]))

    def action_bring_back(self) -> None:
        aside = self.query_one("#aside", Rows)
        filter, theme = self._behind()
        ids = aside.chosen if aside.has_focus else self._ids(filter, theme, Disposition.SET_ASIDE)
        if ids:
            self.do(lambda: self.workspace.bring_back(ids))
        else:
            self.warn("Behind this figure, nothing is set aside.")

    def _behind(self) -> tuple[Filter, str | None]:
        """Which points stand behind the figure at the cursor: a filter, and the theme; None for all themes."""
        line, column = self._lines[self.table.cursor_row], self.table.cursor_column
        codes = [region.code for region in self.workspace.corpus.regions]
        regions = frozenset(codes[column - 1 : column]) if column >= 1 else frozenset[str]()
        dispositions = frozenset({line.disposition}) if line.disposition else frozenset[Disposition]()
        return Filter(regions, dispositions), line.theme

    def _ids(self, filter: Filter, theme: str | None, disposition: Disposition) -> list[str]:
        corpus, found = self.workspace.corpus, self.workspace.coverage
        inside = next((one.placements for one in corpus.themes if one.id == theme), tuple(corpus.by_id))
        return [id for id in inside if filter.keeps(id, corpus, found) and found.dispositions[id] is disposition]

    @on(DataTable.CellSelected, "#heat")
    def _show_points(self) -> None:
        if self._lines[self.table.cursor_row].cells:
            filter, theme = self._behind()
            self.post_message(GoToPoints(theme, filter))

    @on(Rows.Picked, "#aside")
    def _show_point(self, event: Rows.Picked) -> None:
        if event.rows.cursor:
            self.post_message(GoToPoint(event.rows.cursor))

    def recolour(self) -> None:
        """Show the table in the colours of another theme."""
        if self._lines:
            self._fill()

    def _fill(self) -> None:
        table, before, top = self.table, self.table.cursor_coordinate, self.table.scroll_offset
        table.clear(columns=True)
        table.add_column(Text(HEAD), width=self._label, key="label")
        codes = [region.code for region in self.workspace.corpus.regions]
        for code in (*codes, ALL):
            table.add_column(Text(code), key=code)
        for line in self._lines:
            label = Text(line.label, style="bold" if not line.cells else "")
            figures = (cell(one, self.app.theme_variables) for one in line.cells)
            table.add_row(label, *figures, height=None, key=line.key)
        table.move_cursor(row=before.row, column=max(before.column, 1), animate=False)
        table.scroll_to(y=top.y, animate=False)

    def _update(self, before: list[Line]) -> None:
        """Put other figures in their cells; the rows are the same."""
        columns = [*(region.code for region in self.workspace.corpus.regions), ALL]
        for old, new in zip(before, self._lines, strict=True):
            for column, was, now in zip(columns, old.cells, new.cells, strict=False):
                if was != now:
                    self.table.update_cell(new.key, column, cell(now, self.app.theme_variables))

    def on_resize(self) -> None:
        """The first column takes what the figures leave, and the figures say more where there is room."""
        if self._lines:
            self._lines = list(self._all_lines())
            self._fill()
