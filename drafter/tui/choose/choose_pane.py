"""Choose: the recommendations by theme, and what becomes of them in the draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from drafter.draft.edits import why_not_aside
from drafter.draft.tree import Place
from drafter.review.coverage import Disposition
from drafter.tui.background_review import BackgroundReview
from drafter.tui.choose.filter import FilterLine
from drafter.tui.choose.points import PointLists
from drafter.tui.choose.search import PointSearch
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.labels import example_region
from drafter.tui.messages import GoToParagraph
from drafter.tui.pane import Interaction, Pane
from drafter.tui.tongue import later, number, tr
from drafter.tui.widgets.bars import Frame
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

_FOR_POINTS = ("take_up_at", "cite", "alike", "set_aside", "bring_back", "go")
"""The actions that need points."""


class ChoosePane(Pane):
    """Shows themes and points, and runs the commands on them."""

    SCOPE = Scope.CHOOSE
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.CHOOSE)

    def __init__(self, workspace: Workspace, review: BackgroundReview, theme: str | None = None) -> None:
        """`theme` is the one to begin with, empty for all; the first where it is None, or is no more."""
        super().__init__(workspace, review)
        self.themes = Rows(id="themes")
        self.points = Rows(id="points", markable=True)
        self._text = Reader(id="point")
        self._filter_line = FilterLine(example_region(workspace.corpus))
        lists = self.themes, self.points, self._text
        self.lists = PointLists(workspace, review, lists, theme, listed=self._show_filter, moved=self.offers_changed)
        self.search = PointSearch(self.lists, self.interaction, self._put_in)
        self.decisions = PointDecisions(self.lists, self.interaction, self.search.show_point)
        self.actions = {
            "enter": self._enter,
            "points": self._to_points,
            "themes": lambda: self.lists.focus(self.themes),
            "text": self.lists.scroll_text,
            "mark": self.lists.mark,
            "region": self.lists.mark_region,
            "search": self.search.begin,
            "filter": self.search.ask_filter,
            "only_open": self.search.toggle_open,
            "uncovered": self.search.toggle_uncovered,
            "clear": self.search.clear,
            "take_up": self.decisions.take_up,
            "take_all": self.decisions.take_up_all,
            "take_up_at": self.decisions.take_up_at,
            "merge": self.decisions.merge,
            "alike": self.decisions.show_alike,
            "cite": self.decisions.cite,
            "set_aside": self.decisions.set_aside,
            "bring_back": self.decisions.bring_back,
            "go": self.decisions.go_to_paragraph,
        }

    def compose(self) -> ComposeResult:
        yield self._filter_line
        with Frame(classes="panes"):
            yield self.themes
            with Frame(classes="beside"):
                yield self.points
                yield self._text

    def show(self) -> None:
        self.lists.show()

    def take_focus(self) -> None:
        self.lists.focus(self.lists.last)

    @property
    def typing(self) -> bool:
        return self.search.typing

    def focus_moved(self, to: Widget | None) -> None:
        """Remember in which list the user is, and explain its signs first."""
        if to is self.points or to is self.themes:
            self.lists.last = self.points if to is self.points else self.themes
            self._show_filter()
        elif self.typing:
            self._show_filter()

    def _put_in(self, field: Widget) -> None:
        self.mount(field, after=self._filter_line)

    def _show_filter(self) -> None:
        """Show what is filtered and how many points are marked."""
        codes = [region.code for region in self.workspace.corpus.regions]
        marks, here = len(self.points.marks), len(self.points.marked)
        self._filter_line.show(
            self.lists.filter.described(codes),
            marks,
            marks - here,
            in_points=self.lists.last is self.points,
            typing=self.typing and self.points.cursor is not None,
        )

    @on(Rows.Marked)
    def _marks_changed(self) -> None:
        self._show_filter()
        self.offers_changed()

    def offers(self) -> Mapping[str, bool | str]:
        chosen, in_points, marks = self.lists.chosen, not self.lists.on_themes, bool(self.points.marks)
        return {
            **(self._offers_for(chosen) if in_points else dict.fromkeys(_FOR_POINTS, False)),
            "enter": self._enter_does(),
            "take_all": self.lists.on_themes and self._all_that_is_open(),
            "mark": in_points,
            "region": in_points and len(chosen) <= 1,
            "merge": len(chosen) > 1 and tr("Merge {count}…", count=number(len(chosen))),
            "clear": self.lists.filter.active or marks,
            "themes": in_points,
        }

    def _offers_for(self, chosen: Sequence[str]) -> Mapping[str, bool | str]:
        """What can be done with these points; with marked ones, with how many."""
        draft, dispositions = self.workspace.draft, [self.workspace.coverage.dispositions[id] for id in chosen]
        fresh = sum(id not in draft.claimed for id in chosen)
        aside = dispositions.count(Disposition.SET_ASIDE)
        again = 0 < aside == len(chosen)
        can_be_aside = fresh > 0 and not why_not_aside(draft, chosen)
        partners = {partner for id in chosen for partner, _ in self.review.partners(id)}
        says, many = self._says_how_many, number(len(chosen))
        return {
            "take_up_at": fresh > 0 and says(tr("{count} in a place…", count=number(fresh))),
            "cite": bool(chosen and draft.spots) and says(tr("Cite {count}…", count=many)),
            "alike": not partners <= set(chosen) and says(tr("Same ask as {count}…", count=many)),
            "set_aside": can_be_aside
            and (
                says(tr("Another reason for {count}…", count=many), tr("Another reason…"))
                if again
                else says(tr("Set {count} aside…", count=many))
            ),
            "bring_back": aside > 0 and says(tr("Bring {count} back", count=number(aside))),
            "go": bool(self.points.marks) and any(id in draft.cited_in for id in chosen),
        }

    def _says_how_many(self, words: str, otherwise: bool | str = True) -> bool | str:
        """What a key does, with how many where points are marked."""
        return words if self.points.marks else otherwise

    def _enter_does(self) -> str:
        """What Enter would do; empty for nothing."""
        if self.typing:
            return tr("To what is found") if self.points.cursor else ""
        if self.lists.on_themes:
            return tr("Points")
        claimed, chosen = self.workspace.draft.claimed, self.lists.chosen
        fresh = sum(id not in claimed for id in chosen)
        if self.points.marks:
            return tr("Take up {count}", count=number(fresh)) if fresh else ""
        return tr("Take up") if fresh else tr("Go to paragraph") if chosen else ""

    def _all_that_is_open(self) -> str:
        """How much `T` would take up; empty for nothing."""
        dispositions = self.workspace.coverage.dispositions
        count = sum(dispositions[id] is Disposition.OPEN for id in self.lists.shown)
        return tr("Take up all {count}", count=number(count)) if count else ""

    @on(Rows.Picked, "#themes")
    def _to_points(self) -> None:
        self.lists.focus(self.points)

    @on(Rows.Picked, "#points")
    def _enter(self) -> None:
        """From the search and from the themes to the points; there, take up what is marked, else the point at the
        cursor; go to one that stands in the draft.
        """
        point = self.points.cursor
        if self.typing:
            self.search.to_hits()
        elif self.lists.on_themes:
            self._to_points()
        elif point and not self.points.marks and point in self.workspace.draft.claimed:
            self.decisions.go_to_paragraph()
        elif point:
            self.decisions.take_up()


_JOINING = later(
    "Citing adds sources and changes no word; in the outline, e then words the paragraph, all its sources beside it."
)


class PointDecisions:
    """What becomes of the chosen points: taken up, merged, cited, set aside. Each is one edit of the draft.

    Dialogs are loaded when they are asked for: the first screen is to be there at once.
    """

    def __init__(self, lists: PointLists, interaction: Interaction, show_point: Callable[[str], None]) -> None:
        self._lists = lists
        self._interaction = interaction
        self._show_point = show_point
        self._workspace = interaction.workspace
        self._edits = interaction.workspace.edits

    def _edit(self, ids: Iterable[str], edit: Callable[[], str]) -> bool:
        """Edit what becomes of these points; once that is done, their marks have done their work."""
        done = self._interaction.edit(edit, to_newest=True)
        if done:
            self._lists.points.unmark(ids)
        return done

    def take_up(self) -> None:
        ids = self._lists.chosen
        self._edit(ids, lambda: self._edits.take_up(ids, theme=self._theme_of_all(ids)))

    def take_up_all(self) -> None:
        """Take up all that is not yet reviewed in the list."""
        ids = self._lists.shown
        self._edit(ids, lambda: self._edits.take_up_open(ids, theme=self._theme_of_all(ids)))

    async def take_up_at(self) -> None:
        """Take up the points in a place that the user chooses."""
        from drafter.tui.dialogs.place import PlaceDialog

        ids = self._lists.chosen
        answer = await self._interaction.ask(PlaceDialog(tr("Take up where?"), self._workspace, merging=len(ids) > 1))
        if answer and answer[1]:
            await self._merge(ids, answer[0])
        elif answer:
            self._edit(ids, lambda: self._edits.take_up(ids, answer[0], self._theme_of_all(ids)))

    async def merge(self) -> None:
        await self._merge(self._lists.chosen)

    async def _merge(self, ids: Sequence[str], place: Place | None = None) -> None:
        """Make one paragraph of the points in a merged text, as the user words it, unless he rather cites them where
        some of them stand already.
        """
        if len(ids) < 2:
            self._interaction.warn(tr("Merging takes two points or more: space marks them."))
        elif not await self._joined(ids, merging=True):
            from drafter.tui.outline.editor_windows import merge_points

            if await merge_points(self._interaction, ids, place, self._theme_of_any(ids)):
                self._lists.points.unmark(ids)

    async def _take_all_words(self, ids: Sequence[str]) -> None:
        """The same with all the words of the points, one text after the other."""
        if not await self._joined(ids):
            self._edit(ids, lambda: self._edits.take_up_merged(ids, theme=self._theme_of_any(ids)))

    async def _joined(self, ids: Sequence[str], *, merging: bool = False) -> bool:
        """Whether it is settled what becomes of the points, because some of them stand in the draft.

        They are then rather merged into what stands, where they are to be `merging`, or cited there, than taken up
        anew: the same ask twice helps nobody.
        """
        standing = self._standing(ids)
        if not standing:
            return False
        from drafter.tui.dialogs.questions import PickDialog

        refs, spots = self._workspace.refs, self._workspace.draft.spots
        into = {f"into {id}": id for id in standing if merging and not set(ids).issubset(spots[id].paragraph.sources)}
        rows = [
            *(Row(key, Content(tr("Merge them into {ref}, and word it", ref=refs[id]))) for key, id in into.items()),
            *(
                Row(id, Content(tr("Cite them in {ref}, which takes up {taken} already", ref=refs[id], taken=taken)))
                for id, taken in standing.items()
            ),
            Row("new", Content(tr("Make a new paragraph of them all the same"))),
        ]
        taken = ", ".join(id for id in ids if id in self._workspace.draft.cited_in)
        picked = await self._interaction.ask(
            PickDialog(tr("{taken}: in the draft already", taken=taken), rows, hint=tr(_JOINING))
        )
        if picked in into:
            await self._merge_into(ids, into[picked])
        elif picked in standing:
            await self._cite(ids, picked)
        return picked != "new"

    async def _merge_into(self, ids: Sequence[str], paragraph: str) -> None:
        """Merge the points into a paragraph that takes up some of them already."""
        from drafter.tui.outline.editor_windows import merge_into

        cited = self._workspace.draft.spots[paragraph].paragraph.sources
        if await merge_into(self._interaction, [id for id in ids if id not in cited], paragraph):
            self._lists.points.unmark(ids)

    def _standing(self, ids: Sequence[str]) -> dict[str, str]:
        """The paragraphs that take up any of the points, each with those that it takes up."""
        cited_in = self._workspace.draft.cited_in
        paragraphs = dict.fromkeys(paragraph for id in ids for paragraph in cited_in.get(id, ()))
        return {paragraph: ", ".join(id for id in ids if paragraph in cited_in.get(id, ())) for paragraph in paragraphs}

    async def show_alike(self) -> None:
        """Show who asks for the same; take up as one paragraph what the user leaves marked there."""
        from drafter.tui.dialogs.recommendations import AlikeDialog, AlikeVerb

        ids, review = self._lists.chosen, self._interaction.review
        alike = dict.fromkeys(partner for id in ids for partner, _ in review.partners(id))
        partners = [id for id in alike if id not in ids]
        if not partners:
            self._interaction.warn(tr("No other region was found to ask for the same."))
            return
        before = self._workspace.draft
        while self._workspace.draft is before:  # who leaves what follows is back among them
            wish = await self._interaction.ask(AlikeDialog(self._workspace, ids, partners))
            if wish is None:
                return
            if wish.verb is AlikeVerb.GO:
                self._show_point(wish.ids[0])
                return
            await (self._merge if wish.verb is AlikeVerb.MERGE else self._take_all_words)(wish.ids)

    async def cite(self) -> None:
        """Cite the points in a paragraph that the user chooses."""
        from drafter.tui.dialogs.place import paragraph_rows
        from drafter.tui.dialogs.questions import PickDialog

        ids = self._lists.chosen
        if not self._workspace.draft.spots:
            self._interaction.warn(tr("The draft has no paragraph yet; take the point up first."))
            return
        paragraph = await self._interaction.ask(
            PickDialog(tr("Cite in which paragraph?"), paragraph_rows(self._workspace))
        )
        if paragraph:
            await self._cite(ids, paragraph)

    async def _cite(self, ids: Sequence[str], paragraph: str) -> None:
        """Cite the points in a paragraph, as far as its words support it or the user says."""
        from drafter.tui.outline.sources import cite_supported

        if await cite_supported(self._interaction, paragraph, ids):
            self._lists.points.unmark(ids)

    async def set_aside(self) -> None:
        from drafter.tui.dialogs.recommendations import aside_form

        ids = self._lists.chosen
        why_not = why_not_aside(self._workspace.draft, ids)
        if why_not:
            self._interaction.warn(why_not)
        if why_not or not ids:
            return
        answer = await self._interaction.ask(aside_form(self._workspace, ids))
        if answer:
            self._edit(ids, lambda: self._edits.set_aside(ids, answer["reason"]))

    def bring_back(self) -> None:
        ids = self._lists.chosen
        self._edit(ids, lambda: self._edits.bring_back(ids))

    def go_to_paragraph(self) -> None:
        """Go to the paragraph that takes up the first of the points."""
        cited_in = self._workspace.draft.cited_in
        paragraphs = [cited_in[id][0] for id in self._lists.chosen if id in cited_in]
        if paragraphs:
            self._interaction.tell(GoToParagraph(paragraphs[0]))
        else:
            self._interaction.warn(tr("It stands nowhere in the draft yet."))

    def _theme_of_any(self, ids: Sequence[str]) -> str | None:
        """The theme that the user looks at, where it lists one of them: there the merged paragraph belongs."""
        return next((theme for id in ids if (theme := self._theme_of_all([id]))), None)

    def _theme_of_all(self, ids: Sequence[str]) -> str | None:
        """The theme that the user looks at, where it lists them all: it says in which section they belong."""
        theme = self._workspace.corpus.theme(self._lists.theme) if self._lists.theme else None
        return theme.id if theme and set(ids) <= set(theme.placements) else None
