"""The screen of a trace: which recommendations the paragraphs of a draft reflect, to read, and to cite."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.errors import DrafterError
from drafter.review.trace import Trace
from drafter.tui import appearance
from drafter.tui.apart_screen import ApartScreen
from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.dialogs.questions import PickDialog
from drafter.tui.labels import MUTED
from drafter.tui.messages import Edited
from drafter.tui.outline.sources import cite_supported
from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.tongue import tr
from drafter.tui.trace.trace_listing import LEGEND, TracedLine, TraceRows, TraceView, detail
from drafter.tui.widgets.bars import Frame, Plain
from drafter.tui.widgets.row import Row
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace
from drafter.workspace.traced_text import Links, new_links, take_links, trace_of

_ALL_REGIONS = "all"


class TraceScreen(ApartScreen[str]):
    """Returns the id of a paragraph to go to, or `made` where a draft is to be made of the text; None where the user
    left. What is cited is in the workspace's draft at once, and undo takes it back.
    """

    SCOPE = Scope.TRACE
    LAST = ("finish", "leave")
    AUTO_FOCUS = "#trace-rows"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.TRACE)
    MADE = "made"
    conversation: Interaction

    def __init__(
        self,
        name: str,
        workspace: Workspace,
        session: Session,
        *,
        remarks: Sequence[str] = (),
        changed: Callable[[], object] | None = None,
    ) -> None:
        """`name` is what the text is called, `remarks` what should be known of it before. `changed` is called after
        each edit of a draft that has a file; None where the draft is yet to be made.
        """
        super().__init__(workspace.corpus, session)
        self.workspace = workspace
        self._called = name
        self._changed = changed
        self._trace: Trace = trace_of(workspace)
        self._first = workspace.draft
        self._of_region = _ALL_REGIONS
        self._rows = TraceRows(workspace, remarks)
        self.view = TraceView.PARAGRAPHS
        self.conversation = Interaction(workspace, BackgroundReview(workspace), self)
        self.rows = Rows(id="trace-rows")
        self._line, self._detail = Plain(id="trace"), Reader(id="trace-detail")
        self.actions |= {
            "take": self._take,
            "take_sure": self._take_sure,
            "next": self._next,
            "view": self._next_view,
            "filter": self._filter,
            "write": self._write,
            "go": self._go,
            "finish": self._finish,
            "leave": self._leave,
            "text": self._detail.page,
            "undo": lambda: self._step(self.workspace.history.undo, tr("Undone")),
            "redo": lambda: self._step(self.workspace.history.redo, tr("Redone")),
        }

    def compose(self) -> ComposeResult:
        appearance.fit(self, self.app.size)
        yield self._line
        with Frame(classes="panes"):
            yield self.rows
            yield self._detail
        yield self.key_bar

    def on_mount(self) -> None:
        self.rows.follower = self._show_detail
        self.rows.border_subtitle = Content(tr(LEGEND))
        self._show()
        self._next(quietly=True)

    # What is shown

    @property
    def shown(self) -> Trace:
        """The trace, of the chosen region alone where one is chosen."""
        by_id, region = self.workspace.corpus.by_id, self._of_region
        return self._trace if region == _ALL_REGIONS else self._trace.only(lambda id: by_id[id].region == region)

    @property
    def line(self) -> TracedLine | None:
        """What the row at the cursor is about; None for a remark."""
        return self._rows.line(self.rows.cursor)

    def _show(self, *, top: bool = False) -> None:
        rows = self._rows.rows(self.shown, self.view)
        nothing = Row("nothing", Content.styled(tr("None."), MUTED), heading=True)
        self.rows.set_rows(rows or [nothing], top=top)
        self._show_line()
        self._show_detail()

    def _show_line(self) -> None:
        trace = self.shown
        of = "" if self._of_region == _ALL_REGIONS else f"{self._of_region}: "
        cited = sum(len(spot.paragraph.links) for spot in self.workspace.draft.spots.values())
        parts = [
            Content.styled(f"{self.view}", "bold"),
            Content(
                tr(
                    "{of}{count} reflected · {count2} doubtful · {count3} not reflected",
                    of=of,
                    count=len(trace.reflected),
                    count2=len(trace.doubtful),
                    count3=len(trace.not_reflected),
                )
            ),
            Content(tr("{cited} cited", cited=cited)),
            *([Content(tr("by words and meaning"))] if trace.by_meaning else []),
            Content.styled(self._called, MUTED),
        ]
        self._line.update(Content("   ").join(parts), layout=False)

    def _show_detail(self) -> None:
        line = self.line
        text = detail(self.workspace, line) if line else Content(self._rows.remark(self.rows.cursor))
        self._detail.show(text)
        self.show_keys()

    def offers(self) -> Mapping[str, bool | str]:
        """What the key bar names, by action; or the words that say what a key would do now."""
        sure = _count(self._sure())
        return {
            "take": self._offer_of_taking(),
            "take_sure": bool(sure) and tr("Cite all {sure} sure", sure=sure),
            "next": any(self._is_uncited(line) for line in self._rows.lines.values()),
            "view": str(self.view.after),
            "filter": tr("Region…")
            if self._of_region == _ALL_REGIONS
            else tr("Region {of_region}…", of_region=self._of_region),
            "go": self._changed is not None and self.line is not None and self.line.paragraph is not None,
            "finish": self._changed is None,
            "undo": bool(self.workspace.history.steps.past),
        }

    def _offer_of_taking(self) -> bool | str:
        line = self.line
        if line is None or line.paragraph is None:
            return False
        if line.match is None:
            count = _count(self._sure_of(line))
            return bool(count) and tr("Cite its {count} sure", count=count)
        return True if self._is_uncited(line) else tr("No longer cite")

    # The links

    def _is_uncited(self, line: TracedLine) -> bool:
        if line.paragraph is None or line.match is None:
            return False
        return line.recommendation not in self.workspace.draft.spots[line.paragraph.id].paragraph.sources

    def _sure(self) -> Links:
        """What is reflected for sure and not cited yet."""
        return new_links(self.workspace, self.shown, lambda match: match.sure)

    def _sure_of(self, line: TracedLine) -> Links:
        return {id: sources for id, sources in self._sure().items() if line.paragraph and id == line.paragraph.id}

    def _take(self) -> Coroutine[Any, Any, object] | None:
        """Cite the recommendation at the cursor in its paragraph, or no longer; on a paragraph, all that it reflects
        for sure.
        """
        line = self.line
        if line is None or line.paragraph is None:
            self.conversation.warn(tr("Put the cursor on a recommendation under a paragraph first."))
        elif line.match is None:
            self._cite(self._sure_of(line), tr("Nothing sure is left to cite in {name}.", name=line.paragraph.name))
        elif self._is_uncited(line):
            return self._cite_one(line.paragraph.id, line.recommendation)
        else:
            id, source = line.paragraph.id, line.recommendation
            self.conversation.edit(lambda: self.workspace.edits.uncite(id, source))
        return None

    async def _cite_one(self, paragraph: str, source: str) -> None:
        if await cite_supported(self.conversation, paragraph, [source]):
            self._next(quietly=True)

    def _take_sure(self) -> None:
        self._cite(self._sure(), tr("Nothing sure is left to cite."))

    def _cite(self, links: Links, otherwise: str) -> None:
        if links:
            self.conversation.edit(lambda: take_links(self.workspace, links))
        else:
            self.conversation.warn(otherwise)

    def on_edited(self, message: Edited) -> None:
        message.stop()
        self._after(tr("Done: {step}", step=message.step))

    def _step(self, way: Callable[[], str], word: str) -> None:
        try:
            self._after(f"{word}: {way()}")
        except DrafterError as error:
            self.conversation.warn(str(error))

    def _after(self, said: str) -> None:
        """Say what was done, and show the draft as it now is."""
        self.notify(said, markup=False)
        self._show()
        if self._changed:
            self._changed()

    # Where it is

    def _next(self, *, quietly: bool = False) -> None:
        """To the next recommendation that is not cited; from the last one on to the first."""
        ids = list(self._rows.lines)
        here = ids.index(self.rows.cursor) + 1 if self.rows.cursor in ids else 0
        for id in (*ids[here:], *ids[:here]):
            if self._is_uncited(self._rows.lines[id]):
                self.rows.go(id)
                return
        if not quietly:
            self.conversation.warn(tr("Everything that is listed here is cited."))

    def _next_view(self) -> None:
        self.view = self.view.after
        self._show(top=True)

    async def _filter(self) -> None:
        regions = self.workspace.corpus.regions
        rows = [
            Row(_ALL_REGIONS, Content(tr("All regions"))),
            *(Row(region.code, Content(f"{region.code} {region.name}")) for region in regions),
        ]
        picked = await self.conversation.ask(PickDialog(tr("Only which region's points?"), rows, self._of_region))
        if picked:
            self._of_region = picked
            self._show()

    def _go(self) -> None:
        """Leave for the paragraph at the cursor, in the outline."""
        line = self.line
        if self._changed and line and line.paragraph:
            self.dismiss(line.paragraph.id)
        else:
            self.conversation.warn(tr("Put the cursor on a paragraph of the draft first."))

    async def _write(self) -> None:
        """Write what is shown as a table."""
        from drafter.tui.dialogs.report import write_report
        from drafter.workspace.export import trace_report

        regions = [] if self._of_region == _ALL_REGIONS else [self._of_region]
        trace, stem = self.shown, "-".join([self._called.partition(".")[0], *map(str.lower, regions), "trace"])
        await write_report(
            self.conversation,
            self.session,
            tr("Write the trace"),
            self.workspace.file.path.with_name(f"{stem}.xlsx"),
            lambda suffix: trace_report(self.workspace, trace, self._called, regions, suffix),
        )

    # Done

    def _finish(self) -> None:
        if self._changed is None:
            self.dismiss(self.MADE)
        else:
            self.conversation.warn(tr("This is the draft itself: what you cite is in it."))

    async def _leave(self) -> None:
        """Leave; where that would lose what was cited in a draft that is yet to be made, ask."""
        if self._changed is not None or self.workspace.draft == self._first:
            self.dismiss(None)
            return
        rows = [
            Row("on", Content(tr("Go on here"))),
            Row(self.MADE, Content(tr("Make a draft of the text, with what you cited"))),
            Row("leave", Content(tr("Leave, and forget what you cited"))),
        ]
        answer = await self.conversation.ask(PickDialog(tr("You cited something, and there is no draft yet"), rows))
        if answer in (self.MADE, "leave"):
            self.dismiss(self.MADE if answer == self.MADE else None)

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_run("trace.take")


def _count(links: Links) -> int:
    return sum(map(len, links.values()))
