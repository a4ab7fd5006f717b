"""Choose, as it works: what can be done with the points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import on, work
from textual.content import Content

from drafter.model.coverage import Disposition
from drafter.tui.dialogs.alike import Alike, AlikeWish, Verb
from drafter.tui.dialogs.form import Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.dialogs.where import Where, paragraph_rows
from drafter.tui.messages import GoToParagraph
from drafter.tui.panes.choose_search import ChooseSearch
from drafter.tui.widgets.rows import Row, Rows


class ChoosePane(ChooseSearch):
    """Each action is one call of the workspace with the points chosen."""

    def offers(self) -> Mapping[str, bool]:
        chosen, on_themes = self.chosen, self.themes.has_focus
        found = {self.workspace.coverage.dispositions[id] for id in chosen}
        taken, fresh = any(one.covered for one in found), any(not one.covered for one in found)
        many = len(chosen) > 1
        return {
            "enter": False,
            "take_up": fresh and not on_themes,
            "take_all": on_themes,
            "take_up_at": fresh and not on_themes,
            "cite": bool(found) and not on_themes,
            "mark": not on_themes,
            "region": not on_themes and not many,
            "alike": not on_themes and len(chosen) == 1 and bool(self.judging.partners(chosen[0])),
            "merge": many,
            "set_aside": fresh and not on_themes,
            "bring_back": Disposition.SET_ASIDE in found and not on_themes,
            "go": taken and not on_themes,
            "clear": self.filter.active or bool(self.points.marked),
        }

    def edit(self, edit: Callable[[], str]) -> None:
        """An edit of the points chosen; once it is made, the marks have done their work."""
        if self.do(edit, to_newest=True):
            self.points.clear_marks()

    def action_take_up(self) -> None:
        ids = self.chosen
        self.edit(lambda: self.workspace.take_up(ids, theme=self._theme_for(ids)))

    def action_take_all(self) -> None:
        ids = self.shown
        self.edit(lambda: self.workspace.take_up_open(ids, theme=self._theme_for(ids)))

    @on(Rows.Picked, "#points")
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

    def action_region(self) -> None:
        """Mark the region's points in this list; where all of them are marked, take the marks away."""
        corpus, at = self.workspace.corpus, self.points.cursor
        region = corpus.by_id[at].region if at else ""
        ids = [id for id in self.shown if corpus.by_id[id].region == region]
        self.points.mark(ids, on=not set(ids) <= set(self.points.marked))

    @work
    async def action_merge(self) -> None:
        """Points of which one stands in the draft are rather cited there: the same ask twice helps nobody."""
        ids = self.chosen
        standing = [id for id in ids if id in self.workspace.draft.taken_up]
        paragraph = await self._merge_into(standing) if standing and len(ids) > 1 else ""
        if paragraph:
            self.edit(lambda: self.workspace.cite_all(paragraph, ids))
        elif paragraph is not None:
            self.edit(lambda: self.workspace.take_up_merged(ids, theme=self._theme_for(ids)))

    async def _merge_into(self, standing: list[str]) -> str | None:
        """The paragraph in which the points are to be cited; empty for a new one, None for neither."""
        paragraph = self.workspace.draft.taken_up[standing[0]][0]
        ref = self.workspace.refs[paragraph]
        rows = [
            Row(paragraph, Content(f"Cite them all in {ref}; word it then, with all sources beside it")),
            Row("new", Content("Make a new paragraph of them all the same")),
        ]
        picked = await self.ask(Pick(f"{', '.join(standing)}: stands in the draft, as {ref}", rows))
        return "" if picked == "new" else picked

    @work
    async def action_alike(self) -> None:
        id = self.points.cursor
        partners = [other for other, _ in self.judging.partners(id)] if id else []
        if not id or not partners:
            self.warn("No other region was found to ask for the same.")
            return
        wish = await self.ask(Alike(self.workspace, id, partners))
        if wish and wish.verb is Verb.GO:
            self.go_to(wish.ids[0])
        elif wish:
            await self._together(wish)

    async def _together(self, wish: AlikeWish) -> None:
        """Take the points up as one paragraph; with a proposal, as the user words it."""
        from drafter.tui.dialogs.editor import Editor
        from drafter.tui.sourced import proposed

        proposal = self.judging.proposal(wish.ids)
        if wish.verb is Verb.MERGE or proposal is None:
            self.edit(lambda: self.workspace.take_up_merged(wish.ids, theme=self._theme_for(wish.ids)))
            return
        title = f"One paragraph for {', '.join(proposal.ids)}"
        written = await self.ask(Editor(title, proposal.text, proposed(self.workspace, proposal)))
        if written:
            self.edit(lambda: self.workspace.take_up_merged(proposal.ids, text=written.text))

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
            self.edit(lambda: self.workspace.cite_all(paragraph, ids))

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

    def _theme_for(self, ids: Sequence[str]) -> str | None:
        """The theme that the user looks at, where it lists them all: it says in which section they belong."""
        theme = next((one for one in self.workspace.corpus.themes if one.id == self.theme), None)
        return theme.id if theme and set(ids) <= set(theme.placements) else None
