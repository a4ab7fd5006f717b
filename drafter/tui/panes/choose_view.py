"""Choose, as it looks: the themes, the points of one of them or of a search, and the whole text of one point."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from drafter.tui.commands import Scope, bindings_of
from drafter.tui.filters import Filter
from drafter.tui.judging import Judging
from drafter.tui.panes.pane import Pane
from drafter.tui.panes.seeking import FilterLine
from drafter.tui.points import ALL, Points
from drafter.tui.widgets.frame import Frame
from drafter.tui.widgets.reader import Reader
from drafter.tui.widgets.rows import Rows
from drafter.tui.words import example, point_detail
from drafter.workspace import Workspace


class ChooseView(Pane):
    """Shows themes and points as the filter lets them through. What can be done with them is `ChoosePane`'s."""

    SCOPE = Scope.CHOOSE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.CHOOSE)

    def __init__(self, workspace: Workspace, judging: Judging, theme: str | None = None) -> None:
        """`theme` is the one to begin with, empty for all; the first where it is None, or is no more."""
        super().__init__(workspace, judging)
        self._back_to = ALL if theme == "" else theme
        self._seen = Points(workspace)
        self._in_points = False
        """Whether the user was last in the points, and not in the themes."""

    def compose(self) -> ComposeResult:
        yield FilterLine(example(self.workspace.corpus))
        with Frame(classes="panes"):
            yield Rows(id="themes")
            with Frame(classes="beside"):
                yield Rows(id="points", markable=True)
                yield Reader(id="point")

    @property
    def filter(self) -> Filter:
        return self._seen.filter

    @property
    def themes(self) -> Rows:
        return self.query_one("#themes", Rows)

    @property
    def points(self) -> Rows:
        return self.query_one("#points", Rows)

    @property
    def theme(self) -> str | None:
        """The id of the theme shown; None for all themes."""
        return None if self.themes.cursor in (None, ALL) else self.themes.cursor

    @property
    def marked(self) -> list[str]:
        """The marked points in citation order, also those that search, filter or theme don't show now."""
        return self.workspace.corpus.in_order(self.points.marks)

    @property
    def chosen(self) -> list[str]:
        """The marked points, else the one at the cursor."""
        return self.marked or self.points.chosen

    @property
    def shown(self) -> list[str]:
        """The points that theme and filter let through: a search's best first, else as the mapping lists them."""
        return self._seen.of(self.theme)

    def show(self) -> None:
        before = self.theme
        self._show_themes()
        self.show_points(top=self.theme != before)

    def action_text(self, by: int) -> None:
        self.query_one(Reader).page(by)

    @property
    def last_list(self) -> Rows:
        """The list in which the user is, or was last."""
        return self.points if self._in_points else self.themes

    def take_focus(self) -> None:
        self.screen.set_focus(self.last_list)

    def see(self, filter: Filter, theme: str | None, point: str | None = None) -> None:
        """Show the points of a theme (None: of all) that a filter keeps, with the cursor on one of them.

        Without one it goes to the first, the best of a search; where all is shown again, it stays on its point.
        """
        before, narrowed = self.theme, filter != self.filter and filter.active
        self._seen.look(filter)
        self._show_themes(theme or ALL)
        self.show_points(point, top=narrowed or self.theme != before)

    def show_points(self, point: str | None = None, *, top: bool = False) -> None:
        """Show the points of the theme at the cursor; with `top`, the cursor goes to the first of them."""
        self.points.set_rows(self._seen.rows(self.theme), point, top=top)
        self.points.border_title = self._title()
        self._show_filters()
        self.show_detail()

    def show_detail(self) -> None:
        """Show the whole of the point at the cursor."""
        id = self.points.cursor
        text = self._detail(id) if id else Content(self._nothing())
        self.query_one(Reader).show(text)
        self.offers_changed()

    def _detail(self, id: str) -> Content:
        return point_detail(self.workspace, id, self._seen.hits(id), self.judging.partners(id))

    def _show_filters(self) -> None:
        codes = [region.code for region in self.workspace.corpus.regions]
        marks = len(self.points.marks)
        line = self.query_one(FilterLine)
        away, found = marks - len(self.points.marked), self.points.cursor is not None
        line.show(self.filter.described(codes), marks, away, in_points=self._in_points, typing=self.typing and found)

    def _show_themes(self, cursor: str | None = None) -> None:
        rows = self._seen.theme_rows()
        back_to = next((row.id for row in rows if row.id == self._back_to and not row.heading), None)
        first = rows[2].id if len(rows) > 2 else ALL
        self.themes.set_rows(rows, cursor or self.themes.cursor or back_to or first)

    def _title(self) -> Content:
        theme = next((one for one in self.workspace.corpus.themes if one.id == self.theme), None)
        return Content(theme.label if theme else "All themes")

    def _nothing(self) -> str:
        return "Nothing here passes the filter; esc shows all again." if self.filter.active else "No point here."

    def on_mount(self) -> None:
        self.themes.follower = self._theme_changed
        self.points.follower = self.show_detail

    def focus_moved(self, to: Widget | None) -> None:
        """Remember in which list the user is, and explain its signs first."""
        if to in (self.points, self.themes):
            self._in_points = to is self.points
            self._show_filters()

    def _theme_changed(self) -> None:
        self.show_points(top=True)

    @on(Rows.Marked)
    def _marks_changed(self) -> None:
        self._show_filters()
        self.offers_changed()
