"""Choose, as it works: what can be done with the points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from drafter.draft.edits import why_not_aside
from drafter.review.coverage import Disposition
from drafter.tui.background_review import Judging
from drafter.tui.choose.points import ALL, Filter, Points
from drafter.tui.choose.search_bar import FilterLine, Search
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.labels import example, point_detail
from drafter.tui.messages import GoToParagraph
from drafter.tui.pane import Pane
from drafter.tui.widgets.frame import Frame
from drafter.tui.widgets.reader import Reader
from drafter.tui.widgets.rows import Row, Rows
from drafter.workspace import Workspace

# FOLD: Choose, as it looks: the themes, the points of one of them or of a search, and the whole text of one point.


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


# FOLD: Choose, as it is looked through: searched, filtered, gone to and fro in.


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
        from drafter.tui.dialogs.recommendations import Filtering

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
        self.edit(ids, lambda: self.workspace.edits.take_up(ids, theme=self._theme_for(ids)))

    def action_take_all(self) -> None:
        ids = self.shown
        self.edit(ids, lambda: self.workspace.edits.take_up_open(ids, theme=self._theme_for(ids)))

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
            self.edit(ids, lambda: self.workspace.edits.take_up_merged(ids, theme=self._theme_of_any(ids)))

    async def _joined(self, ids: Sequence[str]) -> bool:
        """Whether it is settled what becomes of the points, because some of them stand in the draft.

        They are then rather cited there than taken up anew: the same ask twice helps nobody.
        """
        places = self._places(ids)
        if not places or len(ids) < 2:
            return False
        from drafter.tui.dialogs.form import Pick

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
            from drafter.tui.choose.merged_text import take_up_as_worded

            if await take_up_as_worded(self, proposal, self._theme_of_any(ids)):
                self.points.unmark(ids)

    @work
    async def action_take_up_at(self) -> None:
        from drafter.tui.dialogs.place import Where

        ids = self.chosen
        where = await self.ask(Where("Take up where?", self.workspace, merging=len(ids) > 1))
        if where:
            place, merged = where
            take = self.workspace.edits.take_up_merged if merged else self.workspace.edits.take_up
            self.edit(ids, lambda: take(ids, place, self._theme_for(ids)))

    @work
    async def action_cite(self) -> None:
        from drafter.tui.dialogs.form import Pick
        from drafter.tui.dialogs.place import paragraph_rows

        ids = self.chosen
        if not self.workspace.draft.spots:
            self.warn("The draft has no paragraph yet; take the point up first.")
            return
        paragraph = await self.ask(Pick("Cite in which paragraph?", paragraph_rows(self.workspace)))
        if paragraph:
            self._cite(ids, paragraph)

    def _cite(self, ids: Sequence[str], paragraph: str) -> None:
        """Cite the points in a paragraph, and say where its words have little of theirs."""
        if self.edit(ids, lambda: self.workspace.edits.cite_all(paragraph, ids)):
            little = self.workspace.editors.little_of(paragraph, ids)
            if little:
                ref = self.workspace.refs[paragraph]
                self.warn(f"Little of {', '.join(little)} stands in {ref}. In the outline, e words it; c says partly.")

    @work
    async def action_set_aside(self) -> None:
        from drafter.tui.dialogs.recommendations import aside_form

        ids = self.chosen
        why_not = why_not_aside(self.workspace.draft, ids)
        if why_not:
            self.warn(why_not)
        if why_not or not ids:
            return
        answer = await self.ask(aside_form(self.workspace, ids))
        if answer:
            self.edit(ids, lambda: self.workspace.edits.set_aside(ids, answer["reason"]))

    def action_bring_back(self) -> None:
        ids = self.chosen
        self.edit(ids, lambda: self.workspace.edits.bring_back(ids))

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
