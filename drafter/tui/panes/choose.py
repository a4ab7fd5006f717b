"""Choose, as it works: what can be done with the points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual import on, work
from textual.content import Content

from drafter.model.coverage import Disposition
from drafter.model.edits import why_not_aside
from drafter.tui.messages import GoToParagraph
from drafter.tui.panes.choose_search import ChooseSearch
from drafter.tui.widgets.rows import Row, Rows

_JOINING = (
    "Citing adds sources and changes no word; in the outline, e then words the paragraph, all its sources beside it."
)


class ChoosePane(ChooseSearch):
    """Each action is one call of the workspace with the points chosen. Dialogs are loaded when they are asked for: the
    first screen is to be there at once.
    """

    def offers(self) -> Mapping[str, bool | str]:
        chosen, on_themes = self.chosen, self.screen.focused is self.themes
        found = {self.workspace.coverage.dispositions[id] for id in chosen}
        taken, fresh = any(one.covered for one in found), any(not one.covered for one in found)
        many = len(chosen) > 1
        return {
            "enter": self._enter_does(),
            "take_all": on_themes and self._all_that_is_open(),
            "take_up_at": fresh and not on_themes,
            "cite": bool(found) and not on_themes,
            "mark": not on_themes,
            "region": not on_themes and not many,
            "alike": not on_themes and any(map(self.judging.partners, chosen)),
            "merge": many,
            "set_aside": not on_themes and fresh and ("Another reason…" if found == {Disposition.SET_ASIDE} else True),
            "bring_back": Disposition.SET_ASIDE in found and not on_themes,
            "go": taken and bool(self.points.marks) and not on_themes,
            "clear": self.filter.active or bool(self.points.marks),
            "themes": not on_themes,
        }

    def _enter_does(self) -> str:
        """What Enter would do; empty for nothing."""
        if self.typing:
            return "To what is found" if self.points.cursor else ""
        if self.screen.focused is self.themes:
            return "Points"
        found = self.workspace.coverage.dispositions
        fresh = sum(not found[id].covered for id in self.chosen)
        if self.points.marks:
            return f"Take up {fresh:,}" if fresh else ""
        return "Take up" if fresh else "Go to paragraph" if self.chosen else ""

    def _all_that_is_open(self) -> str:
        """How much `T` would take up; empty for nothing."""
        found = self.workspace.coverage.dispositions
        count = sum(found[id] is Disposition.OPEN for id in self.shown)
        return f"Take up all {count:,}" if count else ""

    def edit(self, ids: Iterable[str], edit: Callable[[], str]) -> bool:
        """An edit of these points; once it is made, their marks have done their work."""
        done = self.do(edit, to_newest=True)
        if done:
            self.points.unmark(ids)
        return done

    def action_take_up(self) -> None:
        ids = self.chosen
        self.edit(ids, lambda: self.workspace.take_up(ids, theme=self._theme_for(ids)))

    def action_take_all(self) -> None:
        ids = self.shown
        self.edit(ids, lambda: self.workspace.take_up_open(ids, theme=self._theme_for(ids)))

    @on(Rows.Picked, "#points")
    def action_enter(self) -> None:
        """From the search and from the themes to the points; there, take up what is marked, else the point at the
        cursor; go to one that stands in the draft.
        """
        id = self.points.cursor
        if self.typing:
            self._to_hits()
        elif self.screen.focused is self.themes:
            self.action_points()
        elif id and not self.points.marks and self.workspace.coverage.dispositions[id].covered:
            self.action_go()
        elif id:
            self.action_take_up()

    def action_mark(self) -> None:
        if self.screen.focused is self.points:
            self.points.toggle_mark(self.points.cursor)
            self.points.action_cursor_down()
        else:
            self.screen.set_focus(self.points)

    def action_region(self) -> None:
        """Mark the region's points in this list; where all of them are marked, take the marks away."""
        corpus, at = self.workspace.corpus, self.points.cursor
        region = corpus.by_id[at].region if at else ""
        ids = [id for id in self.shown if corpus.by_id[id].region == region]
        self.points.mark(ids, on=not set(ids) <= set(self.points.marked))

    @work
    async def action_merge(self) -> None:
        await self._merge(self.chosen)

    async def _merge(self, ids: Sequence[str]) -> None:
        """Make one paragraph of the points, unless the user rather joins those that stand in the draft."""
        if not await self._joined(ids):
            self.edit(ids, lambda: self.workspace.take_up_merged(ids, theme=self._theme_of_any(ids)))

    async def _joined(self, ids: Sequence[str]) -> bool:
        """Whether it is settled what becomes of the points, because some of them stand in the draft.

        They are then rather cited there than taken up anew: the same ask twice helps nobody.
        """
        places = self._places(ids)
        if not places or len(ids) < 2:
            return False
        from drafter.tui.dialogs.pick import Pick

        rows = [
            Row(paragraph, Content(f"Cite them in {self.workspace.refs[paragraph]}, which takes up {there} already"))
            for paragraph, there in places.items()
        ]
        rows.append(Row("new", Content("Make a new paragraph of them all the same")))
        standing = ", ".join(id for id in ids if id in self.workspace.draft.taken_up)
        title = f"{standing}: in the draft already"
        picked = await self.ask(Pick(title, rows, hint=_JOINING))
        if picked in places:
            self._cite(ids, picked)
        return picked != "new"

    def _places(self, ids: Sequence[str]) -> dict[str, str]:
        """The paragraphs that take up any of the points, each with those that it takes up."""
        taken = self.workspace.draft.taken_up
        paragraphs = dict.fromkeys(paragraph for id in ids for paragraph in taken.get(id, ()))
        return {one: ", ".join(id for id in ids if one in taken.get(id, ())) for one in paragraphs}

    @work
    async def action_alike(self) -> None:
        from drafter.tui.dialogs.alike import Alike, Verb

        ids = self.chosen
        partners = [other for other in self._partners(ids) if other not in ids]
        if not partners:
            self.warn("No other region was found to ask for the same.")
            return
        before = self.workspace.draft
        while self.workspace.draft is before:  # who leaves what follows is back among them
            wish = await self.ask(Alike(self.workspace, ids, partners))
            if wish is None:
                return
            if wish.verb is Verb.GO:
                self.go_to(wish.ids[0])
                return
            await (self._merge if wish.verb is Verb.MERGE else self._propose)(wish.ids)

    def _partners(self, ids: Iterable[str]) -> list[str]:
        """What other regions ask for that is the same as one of the points."""
        return list(dict.fromkeys(other for id in ids for other, _ in self.judging.partners(id)))

    async def _propose(self, ids: Sequence[str]) -> None:
        """Make one paragraph of the points in a merged text, as the user words it."""
        proposal = self.judging.proposal(ids)
        if proposal is None:
            await self._merge(ids)
        elif not await self._joined(ids):
            from drafter.tui.panes.proposing import take_up_as_worded

            if await take_up_as_worded(self, proposal, self._theme_of_any(ids)):
                self.points.unmark(ids)

    @work
    async def action_take_up_at(self) -> None:
        from drafter.tui.dialogs.where import Where

        ids = self.chosen
        where = await self.ask(Where("Take up where?", self.workspace, merging=len(ids) > 1))
        if where:
            place, merged = where
            take = self.workspace.take_up_merged if merged else self.workspace.take_up
            self.edit(ids, lambda: take(ids, place, self._theme_for(ids)))

    @work
    async def action_cite(self) -> None:
        from drafter.tui.dialogs.pick import Pick
        from drafter.tui.dialogs.where import paragraph_rows

        ids = self.chosen
        if not self.workspace.draft.spots:
            self.warn("The draft has no paragraph yet; take the point up first.")
            return
        paragraph = await self.ask(Pick("Cite in which paragraph?", paragraph_rows(self.workspace)))
        if paragraph:
            self._cite(ids, paragraph)

    def _cite(self, ids: Sequence[str], paragraph: str) -> None:
        """Cite the points in a paragraph, and say where its words have little of theirs."""
        if self.edit(ids, lambda: self.workspace.cite_all(paragraph, ids)):
            little = self.workspace.little_of(paragraph, ids)
            if little:
                ref = self.workspace.refs[paragraph]
                self.warn(f"Little of {', '.join(little)} stands in {ref}. In the outline, e words it; c says partly.")

    @work
    async def action_set_aside(self) -> None:
        from drafter.tui.dialogs.aside import aside_form

        ids = self.chosen
        why_not = why_not_aside(self.workspace.draft, ids)
        if why_not:
            self.warn(why_not)
        if why_not or not ids:
            return
        answer = await self.ask(aside_form(self.workspace, ids))
        if answer:
            self.edit(ids, lambda: self.workspace.set_aside(ids, answer["reason"]))

    def action_bring_back(self) -> None:
        ids = self.chosen
        self.edit(ids, lambda: self.workspace.bring_back(ids))

    def action_go(self) -> None:
        standing = [self.workspace.draft.taken_up[id] for id in self.chosen if id in self.workspace.draft.taken_up]
        if standing:
            self.post_message(GoToParagraph(standing[0][0]))
        else:
            self.warn("It stands nowhere in the draft yet.")

    def _theme_of_any(self, ids: Sequence[str]) -> str | None:
        """The theme that the user looks at, where it lists one of them: there the merged paragraph belongs."""
        return next((theme for id in ids if (theme := self._theme_for([id]))), None)

    def _theme_for(self, ids: Sequence[str]) -> str | None:
        """The theme that the user looks at, where it lists them all: it says in which section they belong."""
        theme = next((one for one in self.workspace.corpus.themes if one.id == self.theme), None)
        return theme.id if theme and set(ids) <= set(theme.placements) else None
