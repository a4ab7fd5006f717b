"""Choose, as it works: what can be done with the points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual import on, work
from textual.widgets import Input, OptionList

from drafter.model.coverage import Disposition
from drafter.tui.dialogs.filtering import Filtering
from drafter.tui.dialogs.form import Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.dialogs.where import Where, paragraph_rows
from drafter.tui.filters import Filter
from drafter.tui.messages import GoToParagraph
from drafter.tui.panes.choose_view import ChooseView


class ChoosePane(ChooseView):
    """Each action is one call of the workspace with the points chosen."""

    def offers(self, action: str) -> bool:
        found = {self.workspace.coverage.dispositions[id] for id in self.chosen}
        taken, fresh = any(one.covered for one in found), any(not one.covered for one in found)
        on_themes, many = self.themes.has_focus, len(self.chosen) > 1
        return {
            "enter": False,
            "take_up": fresh and not on_themes,
            "take_all": on_themes,
            "take_up_at": fresh and not on_themes,
            "cite": bool(found) and not on_themes,
            "mark": not on_themes,
            "merge": many,
            "set_aside": fresh and not on_themes,
            "bring_back": Disposition.SET_ASIDE in found and not on_themes,
            "go": taken and not on_themes,
            "clear": self.filter.active or bool(self.points.marked),
        }.get(action, True)

    def edit(self, edit: Callable[[], str]) -> None:
        """An edit of the points chosen; once it is made, the marks have done their work."""
        if self.do(edit, to_newest=True):
            self.points.clear_marks()

    def action_take_up(self) -> None:
        ids = self.chosen
        self.edit(lambda: self.workspace.take_up(ids, theme=self._theme_for(ids)))

    def action_take_all(self) -> None:
        ids = [id for id in self.shown if self.workspace.coverage.dispositions[id] is Disposition.OPEN]
        if not ids:
            self.warn("Everything in this list is taken up or set aside already.")
            return
        self.edit(lambda: self.workspace.take_up(ids, theme=self._theme_for(ids)))

    def action_enter(self) -> None:
        """Only where no list has the focus: a list's own Enter comes as a message."""
        self.points.focus()

    @on(OptionList.OptionSelected, "#themes")
    def _to_points(self) -> None:
        self.points.focus()

    @on(OptionList.OptionSelected, "#points")
    def _enter(self) -> None:
        id = self.points.cursor
        if id and self.workspace.coverage.dispositions[id].covered:
            self.action_go()
        elif id:
            self.edit(lambda: self.workspace.take_up([id], theme=self._theme_for([id])))

    def action_mark(self) -> None:
        if self.points.has_focus:
            self.points.toggle_mark(self.points.cursor)
            self.points.action_cursor_down()
        else:
            self.points.focus()

    def action_themes(self) -> None:
        self.themes.focus()

    def action_points(self) -> None:
        self.points.focus()

    def action_merge(self) -> None:
        ids = self.chosen
        self.edit(lambda: self.workspace.take_up_merged(ids, theme=self._theme_for(ids)))

    @work
    async def action_take_up_at(self) -> None:
        ids = self.chosen
        where = await self.ask(Where("Take up where?", self.workspace, merging=len(ids) > 1))
        if where:
            place, merged = where
            take = self.workspace.take_up_merged if merged else self.workspace.take_up
            self.edit(lambda: take(ids, place, self._theme_for(ids)))

    @work
    async def action_cite(self) -> None:
        ids = self.chosen
        if not self.workspace.draft.spots:
            self.warn("The draft has no paragraph yet; take the point up first.")
            return
        paragraph = await self.ask(Pick("Cite in which paragraph?", paragraph_rows(self.workspace)))
        if paragraph:
            for id in ids:
                self.edit(lambda id=id: self.workspace.cite(paragraph, id))  # type: ignore[misc]

    @work
    async def action_set_aside(self) -> None:
        ids = self.chosen
        reason = self.workspace.draft.reasons.get(ids[0], "") if ids else ""
        title = f"Set aside {ids[0]}" if len(ids) == 1 else f"Set aside {len(ids)} points"
        answer = await self.ask(Form(title, [Field("reason", "Why is it left out?", reason)], ok="Set aside"))
        if answer:
            self.edit(lambda: self.workspace.set_aside(ids, answer["reason"]))

    def action_bring_back(self) -> None:
        ids = self.chosen
        self.edit(lambda: self.workspace.bring_back(ids))

    def action_go(self) -> None:
        standing = [self.workspace.draft.taken_up[id] for id in self.chosen if id in self.workspace.draft.taken_up]
        if standing:
            self.post_message(GoToParagraph(standing[0][0]))
        else:
            self.warn("It stands nowhere in the draft yet.")

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

    def _theme_for(self, ids: list[str]) -> str | None:
        """The theme that the user looks at, where it lists them all: it says in which section they belong."""
        theme = next((one for one in self.workspace.corpus.themes if one.id == self.theme), None)
        return theme.id if theme and set(ids) <= set(theme.placements) else None
