"""Coverage: totals by region, then a heat map of themes and regions, in figures; set aside apart from not reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import DataTable, OptionList, Static

from drafter.model.coverage import Disposition, Tally
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.filters import Filter
from drafter.tui.messages import GoToPoint, GoToPoints
from drafter.tui.panes.pane import Pane
from drafter.tui.widgets.rows import Row, Rows
from drafter.tui.words import totals
from drafter.workspace import Workspace

ALL = "All"
"""The column of every region together."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table. A heading has no cells."""

    key: str
    label: str
    cells: tuple[str, ...] = ()
    theme: str | None = None
    """The theme that the row is about; None for all."""
    disposition: Disposition | None = None
    """The disposition that the row counts; None for all."""


class CoveragePane(Pane):
    """Shows the coverage of the draft. Enter on a figure shows the points behind it."""

    SCOPE = Scope.COVERAGE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.COVERAGE)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.only_holes = False
        self._lines: list[_Line] = []

    def compose(self) -> ComposeResult:
        yield Static(id="totals", markup=False)
        with Container(classes="panes"):
            yield DataTable[Text](id="heat", zebra_stripes=True, fixed_columns=1)
            with Container(id="aside-box"):
                yield Static("Set aside, and why (Enter goes there)", classes="label")
                yield Rows(id="aside")

    @property
    def table(self) -> DataTable[Text]:
        return self.query_one("#heat", DataTable)

    def show(self) -> None:
        self.query_one("#totals", Static).update(totals(self.workspace))
        aside = [
            Row(one.recommendation, Content.assemble((f"{one.recommendation} ", "bold"), one.reason), Content("[-] "))
            for one in self.workspace.draft.set_aside
        ]
        self.query_one("#aside", Rows).set_rows(aside)
        self.query_one("#aside-box").display = bool(aside)
        lines = list(self._all_lines())
        if lines != self._lines:
            self._lines = lines
            self._fill()

    def take_focus(self) -> None:
        self.table.focus()

    def action_points(self) -> None:
        """Only where the table has no focus: its own Enter comes as a message."""
        self.table.focus()

    def action_holes(self) -> None:
        self.only_holes = not self.only_holes
        self.show()

    @on(DataTable.CellSelected, "#heat")
    def _show_points(self, event: DataTable.CellSelected) -> None:
        line, column = self._lines[event.coordinate.row], event.coordinate.column
        if not line.cells:
            return
        codes = [region.code for region in self.workspace.corpus.regions]
        regions = frozenset(codes[column - 1 : column]) if column >= 1 else frozenset[str]()
        dispositions = frozenset({line.disposition}) if line.disposition else frozenset[Disposition]()
        self.post_message(GoToPoints(line.theme, Filter(regions, dispositions)))

    @on(OptionList.OptionSelected, "#aside")
    def _show_point(self, event: OptionList.OptionSelected) -> None:
        if event.option_id:
            self.post_message(GoToPoint(event.option_id))

    def _fill(self) -> None:
        table, before, top = self.table, self.table.cursor_coordinate, self.table.scroll_offset
        table.clear(columns=True)
        table.add_column(Text("Covered / asked for (set aside)"), width=self._label_width())
        for region in self.workspace.corpus.regions:
            table.add_column(Text(region.code))
        table.add_column(Text(ALL))
        for line in self._lines:
            label = Text(line.label, style="bold" if not line.cells else "")
            table.add_row(label, *(_cell(cell, line) for cell in line.cells), height=None)
        table.move_cursor(row=before.row, column=max(before.column, 1), animate=False)
        table.scroll_to(y=top.y, animate=False)

    def on_resize(self) -> None:
        """The first column takes what the figures leave."""
        if self._lines:
            self.call_after_refresh(self._fill)

    def _label_width(self) -> int:
        columns = zip(*(line.cells for line in self._lines if line.cells), strict=True)
        figures = sum(max(3, *(len(cell) for cell in column)) + 2 for column in columns)
        return max(18, min(90, self.table.size.width - figures - 5))

    def _all_lines(self) -> Iterator[_Line]:
        coverage = self.workspace.coverage
        yield _Line("once", "Recommendations, each counted once")
        tallies = [*coverage.regions.values(), coverage.recommendations]
        yield _Line("total", "asked for", tuple(str(one.total) for one in tallies))
        for disposition in Disposition:
            cells = tuple(str(_count(one, disposition)) for one in tallies)
            yield _Line(str(disposition), str(disposition), cells, None, disposition)
        covered = {one.theme.id: one for one in coverage.themes}
        for section in self.workspace.corpus.sections:
            themes = [covered[one.id] for one in section.themes]
            themes = [one for one in themes if one.whole.open or not self.only_holes]
            if themes:
                yield _Line(f"section {section.id}", section.title)
            for one in themes:
                cells = tuple(_figure(tally) for tally in (*one.regions.values(), one.whole))
                yield _Line(f"theme {one.theme.id}", one.theme.label, cells, one.theme.id)


def _count(tally: Tally, disposition: Disposition) -> int:
    return {
        Disposition.TAKEN_UP: tally.taken_up,
        Disposition.PARTLY: tally.partly,
        Disposition.SET_ASIDE: tally.set_aside,
        Disposition.OPEN: tally.open,
    }[disposition]


def _figure(tally: Tally) -> str:
    """`2/3`, `0/1 (1)` with what is set aside in brackets, `–` where nothing is asked."""
    if not tally.total:
        return "–"
    return f"{tally.covered}/{tally.total}" + (f" ({tally.set_aside})" if tally.set_aside else "")


def _cell(figure: str, line: _Line) -> Text:
    """The figure; in a theme's row coloured by how much is covered, the figure saying the same."""
    if line.theme is None or figure == "–":
        return Text(figure, justify="right", style="dim" if figure == "–" else "")
    covered, _, asked = figure.partition(" ")[0].partition("/")
    style = "green" if covered == asked else "bold red" if covered == "0" else "yellow"
    return Text(figure, justify="right", style=style)
