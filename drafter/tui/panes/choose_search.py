"""Choose, as it is looked through: searched, filtered, gone to and fro in."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.widgets import Input

from drafter.model.coverage import Disposition
from drafter.tui.dialogs.filtering import Filtering
from drafter.tui.filters import Filter
from drafter.tui.panes.choose_view import ChooseView
from drafter.tui.widgets.rows import Rows


class ChooseSearch(ChooseView):
    """Which points are shown, and where the cursor is. What can be done with them is `ChoosePane`'s."""

    @on(Input.Changed, "#search")
    def _words_changed(self, event: Input.Changed) -> None:
        self.look(replace(self.filter, words=event.value), None if event.value.strip() else self.theme)

    @on(Input.Submitted, "#search")
    def _to_hits(self) -> None:
        self.points.focus()

    def only(self, disposition: Disposition) -> bool:
        """Whether just this disposition is shown."""
        return self.filter.dispositions == {disposition}

    def action_enter(self) -> None:
        """Only where no list has the focus: a list's own Enter comes as a message."""
        self.points.focus()

    @on(Rows.Picked, "#themes")
    def _to_points(self) -> None:
        self.points.focus()

    def action_themes(self) -> None:
        self.themes.focus()

    def action_points(self) -> None:
        self.points.focus()

    def action_search(self) -> None:
        search = self.query_one("#search", Input)
        search.display = True
        search.focus()

    @work
    async def action_filter(self) -> None:
        wanted = await self.ask(Filtering(self.workspace.corpus.regions, self.filter))
        if wanted is not None:
            self.look(wanted, self.theme)

    def action_only_open(self) -> None:
        wanted = frozenset[Disposition]() if self.only(Disposition.OPEN) else frozenset({Disposition.OPEN})
        self.look(replace(self.filter, dispositions=wanted), self.theme)

    def action_uncovered(self) -> None:
        self.look(replace(self.filter, uncovered=not self.filter.uncovered), self.theme)

    def action_clear(self) -> None:
        if self.points.marked:
            self.points.clear_marks()
            return
        search = self.query_one("#search", Input)
        if search.has_focus:
            self.points.focus()
        elif not self.filter.active:
            self.themes.focus()
        search.display = False
        self.look(Filter(), self._clear_to(), self.points.cursor)

    def go_to(self, recommendation: str) -> None:
        """Show one recommendation, under its first theme."""
        themes = self.workspace.corpus.themes_of[recommendation]
        self.look(Filter(), themes[0].id if themes else None, recommendation)
        self.points.focus()

    def _clear_to(self) -> str | None:
        """The theme to show once a search is over: the one shown, or the found point's first."""
        if self.theme or not self.filter.words or not self.points.cursor:
            return self.theme
        themes = self.workspace.corpus.themes_of[self.points.cursor]
        return themes[0].id if themes else None
