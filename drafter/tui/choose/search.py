"""Searching and filtering the points: the field to type in, the filters' keys, and the way back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from drafter.review.coverage import Disposition
from drafter.tui.choose.filter import Filter
from drafter.tui.choose.points import PointLists
from drafter.tui.messages import SearchBegan
from drafter.tui.pane import Interaction
from drafter.tui.tongue import tr
from drafter.tui.widgets.inputs import MOST_SIGNS, Line


class SearchField(Line):
    """The words to search for. It calls at once what follows the words and the Enter key: a message would be handled
    only after the letter is painted.
    """

    virtual_size = Reactive(Size(0, 0), repaint=False)  # as in `bars`

    def __init__(self, find: Callable[[str], None], enter: Callable[[], None]) -> None:
        """`find` is called with the words whenever they change, `enter` when Enter is pressed."""
        words = tr('Search: words, vict*, "a phrase", AP 62(a), AND, OR, NOT; enter: to the hits')
        super().__init__(id="search", placeholder=words, max_length=MOST_SIGNS)
        self.display = self.cursor_blink = False
        self._find = find
        self._enter = enter

    def watch_value(self, words: str) -> None:
        self._find(words)

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self._enter()


class PointSearch:
    """What is searched for and filtered in the lists of points."""

    def __init__(self, lists: PointLists, interaction: Interaction, put_in: Callable[[Widget], object]) -> None:
        """`put_in` puts the search field into the pane."""
        self._lists = lists
        self._interaction = interaction
        self._put_in = put_in
        self._field: SearchField | None = None
        self._before: tuple[str | None, str | None] = None, None
        """Theme and point where the user was before the search."""

    @property
    def field(self) -> SearchField:
        """The field for the words, put in when it is first asked for."""
        if self._field is None:
            self._field = SearchField(self._find, self.to_hits)
            self._put_in(self._field)
        return self._field

    @property
    def typing(self) -> bool:
        """Whether the user is writing in the field."""
        return self._field is not None and self._lists.focused is self._field

    def show(self, filter: Filter, theme: str | None, point: str | None = None) -> None:
        """Show the points of a theme (None: of all) that a filter keeps, the filter's words in the search field."""
        other = filter.words != self._lists.filter.words
        self._lists.see(filter, theme, point)
        if other:
            self.field.value = filter.words
            self.field.display = bool(filter.words)

    def show_point(self, recommendation: str) -> None:
        """Show one recommendation, under its first theme."""
        self.show(Filter(), self._first_theme(recommendation), recommendation)
        self._lists.focus(self._lists.points)

    def begin(self) -> None:
        """Let the user type the words to search for."""
        if not self._lists.filter.words:
            self._before = self._lists.theme, self._lists.points.cursor
        self.field.display = True
        self._lists.focus(self.field)
        self._interaction.tell(SearchBegan())

    def _find(self, words: str) -> None:
        """Find what the field now says."""
        now = self._lists.filter
        if words.strip():
            if words != now.words:
                self._lists.see(replace(now, words=words), None)
        elif now.words:
            self._lists.see(replace(now, words=""), *self._before)

    def to_hits(self) -> None:
        """Go from the field to what was found."""
        words = self._lists.filter.words
        if words and not self._lists.points.cursor:
            self._interaction.warn(tr("Nothing is found for these words; esc shows all again."))
        else:
            self.field.display = bool(words)
            self._lists.focus(self._lists.points)

    async def ask_filter(self) -> None:
        from drafter.tui.dialogs.recommendations import FilterDialog

        regions = self._interaction.workspace.corpus.regions
        wanted = await self._interaction.ask(FilterDialog(regions, self._lists.filter))
        if wanted is not None:
            self.show(wanted, self._lists.theme)

    def toggle_open(self) -> None:
        """Show only what is not yet reviewed, or every disposition again."""
        only_open, now = frozenset({Disposition.OPEN}), self._lists.filter
        wanted = frozenset[Disposition]() if now.dispositions == only_open else only_open
        self.show(replace(now, dispositions=wanted), self._lists.theme)

    def toggle_uncovered(self) -> None:
        """Show only what no paragraph covers, or everything again."""
        now = self._lists.filter
        self.show(replace(now, uncovered=not now.uncovered), self._lists.theme)

    def clear(self) -> None:
        """Take marks away; without any, end the search and all filters; without these, go back to the themes."""
        lists = self._lists
        if lists.points.marks:
            lists.points.clear_marks()
            return
        if self.typing:
            lists.focus(lists.last)
        elif not lists.filter.active:
            lists.focus(lists.themes)
        if self._field:
            self._field.display = False
        self.show(Filter(), *self._clear_to())

    def _clear_to(self) -> tuple[str | None, str | None]:
        """Theme and point to show once a search is over: the one found, under its first theme unless one is shown.

        Where nothing was found, it is where the user was before.
        """
        theme, point = self._lists.theme, self._lists.points.cursor
        if theme or not self._lists.filter.words:
            return theme, point
        return (self._first_theme(point), point) if point else self._before

    def _first_theme(self, recommendation: str) -> str | None:
        """The id of the first theme that lists the recommendation; None where none does."""
        themes = self._interaction.workspace.corpus.themes_of[recommendation]
        return themes[0].id if themes else None
