"""Choose, as it is looked through: searched, filtered, gone to and fro in."""

from __future__ import annotations

from dataclasses import replace

from textual import on, work
from textual.message import Message
from textual.widget import Widget

from drafter.model.coverage import Disposition
from drafter.tui.filters import Filter
from drafter.tui.judging import Judging
from drafter.tui.panes.choose_view import ChooseView
from drafter.tui.panes.seeking import FilterLine, Search
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace


class ChooseSearch(ChooseView):
    """Which points are shown, and where the cursor is. What can be done with them is `ChoosePane`'s."""

    class Began(Message):
        """A search begins; what was said before is no answer to it."""

    def __init__(self, workspace: Workspace, judging: Judging, theme: str | None = None) -> None:
        super().__init__(workspace, judging, theme)
        self._before: tuple[str | None, str | None] = None, None
        """Theme and point where the user was before the search."""
        self._field: Search | None = None

    @property
    def search(self) -> Search:
        """The field for the words to search for, put in when it is first asked for."""
        return self._field or self.put_in_search()

    def put_in_search(self) -> Search:
        """Put the field in; while that is done, no key can be waiting for it."""
        if self._field is None:
            self._field = Search(id="search")
            self._field.follower = self._to_hits
            self.watch(self._field, "value", self._find, init=False)
            self.mount(self._field, after=self.query_one(FilterLine))
        return self._field

    @property
    def typing(self) -> bool:
        return self._field is not None and self.screen.focused is self._field

    def focus_moved(self, to: Widget | None) -> None:
        super().focus_moved(to)
        if self.typing:
            self._show_filters()

    def look(self, filter: Filter, theme: str | None, point: str | None = None) -> None:
        """As `see`, with the filter's words in the search's field."""
        other = filter.words != self.filter.words
        self.see(filter, theme, point)
        if other:
            self.search.value = filter.words
            self.search.display = bool(filter.words)

    def _find(self, words: str) -> None:
        """Find what the field now says. As a message of the field's, this would be painted after the letter."""
        if words.strip():
            if words != self.filter.words:
                self.see(replace(self.filter, words=words), None)
        elif self.filter.words:
            self.see(replace(self.filter, words=""), *self._before)

    def _to_hits(self) -> None:
        if self.filter.words and not self.points.cursor:
            self.warn("Nothing is found for these words; esc shows all again.")
        else:
            self.search.display = bool(self.filter.words)
            self.screen.set_focus(self.points)

    def only(self, disposition: Disposition) -> bool:
        """Whether just this disposition is shown."""
        return self.filter.dispositions == {disposition}

    def action_themes(self) -> None:
        self.screen.set_focus(self.themes)

    @on(Rows.Picked, "#themes")
    def action_points(self) -> None:
        self.screen.set_focus(self.points)

    def action_search(self) -> None:
        if not self.filter.words:
            self._before = self.theme, self.points.cursor
        self.search.display = True
        self.screen.set_focus(self.search)
        self.post_message(self.Began())

    @work
    async def action_filter(self) -> None:
        from drafter.tui.dialogs.filtering import Filtering

        wanted = await self.ask(Filtering(self.workspace.corpus.regions, self.filter))
        if wanted is not None:
            self.look(wanted, self.theme)

    def action_only_open(self) -> None:
        wanted = frozenset[Disposition]() if self.only(Disposition.OPEN) else frozenset({Disposition.OPEN})
        self.look(replace(self.filter, dispositions=wanted), self.theme)

    def action_uncovered(self) -> None:
        self.look(replace(self.filter, uncovered=not self.filter.uncovered), self.theme)

    def action_clear(self) -> None:
        if self.points.marks:
            self.points.clear_marks()
            return
        if self.typing:
            self.screen.set_focus(self.last_list)
        elif not self.filter.active:
            self.screen.set_focus(self.themes)
        if self._field:
            self._field.display = False
        self.look(Filter(), *self._clear_to())

    def go_to(self, recommendation: str) -> None:
        """Show one recommendation, under its first theme."""
        themes = self.workspace.corpus.themes_of[recommendation]
        self.look(Filter(), themes[0].id if themes else None, recommendation)
        self.screen.set_focus(self.points)

    def _clear_to(self) -> tuple[str | None, str | None]:
        """Theme and point to show once a search is over: the one found, under its first theme unless one is shown.

        Where nothing was found, it is where the user was before.
        """
        found = self.points.cursor
        if self.theme or not self.filter.words:
            return self.theme, found
        if not found:
            return self._before
        themes = self.workspace.corpus.themes_of[found]
        return themes[0].id if themes else None, found
