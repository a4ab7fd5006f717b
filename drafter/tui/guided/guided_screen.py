"""The screen of the guided first draft: stop by stop, what converges under a theme, to take, to word, or to leave."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from drafter.review.first_draft import ProposedText, ProposedTexts, Stop
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.tui import appearance
from drafter.tui.apart_screen import ApartScreen
from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.guided.leaving import finished, leaving
from drafter.tui.guided.stop_display import balance_text, point_text, proposal_text, stop_rows, where_text
from drafter.tui.guided.way import Way
from drafter.tui.messages import Edited, Happened
from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.status_line import outcome
from drafter.tui.tongue import number, tr
from drafter.tui.widgets.bars import Frame, Plain, Says
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace
from drafter.workspace.draft_review import DraftReview


class GuidedScreen(ApartScreen[bool]):
    """Returns whether what was done on the way is kept."""

    SCOPE = Scope.GUIDED
    LAST = ("leave",)
    conversation: Interaction
    AUTO_FOCUS = "#guided-points"
    BINDINGS: ClassVar[list[BindingType]] = bindings_of(Scope.GUIDED)

    def __init__(
        self,
        workspace: Workspace,
        session: Session,
        review: BackgroundReview,
        made: DraftReview,
        draft_changed: Callable[[str | None], None],
    ) -> None:
        """`draft_changed` has the draft shown behind this, and saved; it is told of a paragraph to go to."""
        super().__init__(workspace.corpus, session)
        self._workspace = workspace
        self._review = made
        self._draft_changed = draft_changed
        self.conversation = Interaction(workspace, review, self)
        self.way = Way(workspace, made)
        self._shared_only: bool | None = None
        """Whether the user wants only what the sources share; None where he didn't say at this stop."""
        self._shown: tuple[object, ProposedTexts | None] = None, None
        """How the marked points would be worded, and the draft, the theme and the points that it was found for."""
        self.points = Rows(id="guided-points", markable=True)
        self._where, self._balance = Plain(id="guided-where"), Plain(id="guided-balance")
        self._proposal, self._point = Reader(id="guided-proposal"), Reader(id="guided-point")
        self._line = Says()
        self.actions |= {
            "take": self._take,
            "word": self._word,
            "take_apart": self._take_apart,
            "mark": self._mark,
            "shared": self._toggle_shared,
            "cite": self._cite,
            "set_aside": self._set_aside,
            "next": self._go_on,
            "back": self._go_back,
            "leave": self._leave,
            "text": self._proposal.page,
            "undo": self._undo,
        }

    def compose(self) -> ComposeResult:
        appearance.fit(self, self.app.size)
        yield self._where
        yield self._balance
        with Frame(classes="panes"):
            yield self.points
            with Frame(id="guided-beside"):
                yield self._proposal
                yield self._point
        yield self._line
        yield self.key_bar

    def on_mount(self) -> None:
        self.points.follower = self._show_proposal
        self._proposal.border_title = Content(tr("The paragraph"))
        self._proposal.border_subtitle = Content(tr("ctrl+↑↓: scroll"))
        self._arrive()

    @property
    def stop(self) -> Stop:
        """Where the user is."""
        stop = self.way.stop
        assert stop is not None, tr("at the end of a leg it is asked how to go on, before anything else")
        return stop

    # What is shown

    def _arrive(self) -> None:
        """Show the stop, what converges there marked; at the end of a leg, ask how to go on."""
        stop = self.way.stop
        if stop is None:
            self.conversation.begin(self._finish())
            return
        self._shared_only = None
        self.points.clear_marks()
        self.points.set_rows(stop_rows(self._workspace, stop), top=True)
        if not stop.unfit:
            self.points.mark(stop.together)
        self._show()

    def _stay(self) -> None:
        """Show the stop with what of it is still open."""
        self.points.clear_marks()
        self.points.set_rows(stop_rows(self._workspace, self.stop))
        self._show()

    def _show(self) -> None:
        self._where.update(where_text(self.way, self.stop, self.has_class("-narrow")), layout=False)
        self._balance.update(balance_text(self._workspace, self.way), layout=False)
        self._show_proposal()

    @on(Rows.Marked)
    def _marks_changed(self) -> None:
        if self.way.stop:
            self._show_proposal()

    def _show_proposal(self) -> None:
        chosen, stop, wordings = self.points.marked, self.stop, self._wordings()
        contrasts = self.conversation.review.contrasts(chosen)
        text = proposal_text(self._workspace, stop, wordings, self._only_shared(wordings), contrasts)
        point = self._point_text()
        self._proposal.show(Content("\n\n").join([text, point]) if self.has_class("-narrow") else text)
        self._point.show(point)
        self.show_keys()

    def _point_text(self) -> Content:
        """The point at the cursor in full. On a narrow screen it stands below the paragraph."""
        id = self.points.cursor
        if id is None or id not in self._workspace.corpus.by_id:
            return Content("")
        return point_text(self._workspace, id)

    def _wordings(self) -> ProposedTexts | None:
        """How what is marked would be worded; None where nothing is."""
        chosen, theme = self.points.marked, self.stop.theme.id
        asked = self._workspace.draft, theme, tuple(chosen)
        if self._shown[0] != asked:
            self._shown = asked, self._review.wordings(chosen, theme) if chosen else None
        return self._shown[1]

    def _only_shared(self, wordings: ProposedTexts | None) -> bool:
        return bool(wordings and wordings.is_long) if self._shared_only is None else self._shared_only

    def _wording(self, wordings: ProposedTexts) -> ProposedText:
        """The one of the ways to word them that is shown."""
        return wordings.shared if self._only_shared(wordings) else wordings.whole

    def offers(self) -> Mapping[str, bool | str]:
        marked, wordings = len(self.points.marked), self._wordings()
        taken = len(wordings.cited(self._wording(wordings))) if wordings else 0
        differs = wordings is not None and wordings.whole.text != wordings.shared.text
        return {
            "take": tr("Take {taken} as one", taken=number(taken))
            if taken > 1
            else tr("Take it")
            if marked
            else tr("Go on"),
            "word": marked > 0 and tr("Word it…"),
            "take_apart": marked > 1,
            "cite": wordings is not None and bool(wordings.asked_in) and tr("Cite there instead"),
            "shared": differs
            and (tr("With what each adds") if self._only_shared(wordings) else tr("Only what they share")),
            "set_aside": marked > 0 and tr("Set {marked} aside…", marked=number(marked)),
            "back": self.way.place[0] > 1,
            "undo": self.way.changed,
        }

    # What is done

    def _take(self) -> None:
        """Put the paragraph in, as it is shown, and go on; with nothing marked, go on."""
        wordings = self._wordings()
        if wordings is None:
            self._go_on()
            return
        wording = self._wording(wordings)
        edits, ids = self._workspace.edits, wordings.cited(wording)
        if self._edit(lambda: edits.take_up_worded(ids, wording.text, wordings.place, wording.missing)):
            self._go_on()

    def _take_apart(self) -> None:
        """Take up what is marked, a paragraph each, word for word."""
        ids = self.points.marked
        if self._edit(lambda: self._workspace.edits.take_up(ids)):
            self._go_on()

    async def _word(self) -> None:
        """Word the paragraph before it is put in."""
        from drafter.tui.outline.editor_windows import EditorWindows, merge_points

        wordings = self._wordings()
        if wordings is None:
            self.conversation.warn(tr("Mark what is to be worded first: space."))
            return
        wording = self._wording(wordings)
        ids = wordings.cited(wording)
        if len(ids) > 1:
            done = await merge_points(self.conversation, ids, wordings.place, text=wording.text)
        else:
            edits, place = self._workspace.edits, wordings.place
            if not self._edit(lambda: edits.take_up_worded(ids, wording.text, place)):
                return
            (new,) = self._workspace.history.brought_in
            words = Unfinished(Purpose.WORDING, new, self._workspace.draft.spots[new].paragraph.written)
            done = await EditorWindows(self.conversation).write(words)
            if not done:
                self._undo()
        if done:
            self.way.mark_step()
            self._go_on()

    async def _set_aside(self) -> None:
        """Set aside what is marked, and say why."""
        from drafter.tui.dialogs.recommendations import aside_form

        ids = self.points.marked
        if not ids:
            self.conversation.warn(tr("Mark what is to be set aside first: space."))
            return
        answer = await self.conversation.ask(aside_form(self._workspace, ids))
        if answer and self._edit(lambda: self._workspace.edits.set_aside(ids, answer["reason"])):
            self._stay()

    async def _cite(self) -> None:
        """Cite what is marked in a paragraph that asks for the same already, as far as its words support it."""
        from drafter.tui.outline.sources import cite_supported

        wordings = self._wordings()
        if wordings is None or not wordings.asked_in:
            self.conversation.warn(tr("No paragraph was found that asks for what is marked."))
        elif await cite_supported(self.conversation, next(iter(wordings.asked_in)), wordings.ids):
            self.way.mark_step()
            self._go_on()

    def _edit(self, edit: Callable[[], str]) -> bool:
        done = self.conversation.edit(edit, to_newest=True)
        if done:
            self.way.mark_step()
        return done

    def on_edited(self, message: Edited) -> None:
        message.stop()
        if message.step == self._workspace.history.steps.present.name:
            self._line.say(outcome(self._workspace, message.step, message.before, message.about))
        self._draft_changed(next(iter(message.about), None))

    def on_happened(self, message: Happened) -> None:
        message.stop()
        self._line.say(message.words)

    def _undo(self) -> None:
        """Undo the last step of the way, and go where it was made."""
        step = self.way.undo()
        if not step:
            self.conversation.warn(tr("Nothing of this way is left to undo."))
            return
        self._line.say(tr("Undone: {step}", step=step))
        self._draft_changed(None)
        self._arrive()

    @on(Rows.Picked)
    def _picked(self) -> None:
        self.action_run("guided.take")

    def _mark(self) -> None:
        """Mark the point at the cursor, or take its mark away, and go on."""
        self.points.toggle_mark(self.points.cursor)
        self.points.action_cursor_down()

    def _toggle_shared(self) -> None:
        """Show what they share only, or with what each adds."""
        self._shared_only = not self._only_shared(self._wordings())
        self._show_proposal()

    # Where it goes

    def _go_on(self) -> None:
        self.way.go_on()
        self._arrive()

    def _go_back(self) -> None:
        if self.way.go_back():
            self._arrive()
        else:
            self.conversation.warn(tr("This is the first stop."))

    async def _finish(self) -> None:
        """At the end of a leg: keep what stands, go further, or undo it all."""
        answer = await self.conversation.ask(finished(self._workspace, self.way))
        if answer == "further":
            self.way.go_further()
            self._arrive()
        elif answer in ("keep", "undo"):
            self._end(answer)
        else:
            self.way.go_back()
            self._arrive()

    async def _leave(self) -> None:
        """Leave the way; where something was done on it, ask what becomes of that."""
        dialog = leaving(self._workspace, self.way) if self.way.changed else None
        answer = await self.conversation.ask(dialog) if dialog else "keep"
        if answer in ("keep", "undo"):
            self._end(answer)

    def _end(self, answer: str) -> None:
        if answer == "undo":
            self.way.undo_all()
            self._draft_changed(None)
        self.dismiss(answer == "keep")

    def action_run(self, command_id: str) -> None:
        """Run a command from the table; none while it is about to be asked how to go on."""
        if self.way.stop:
            super().action_run(command_id)

    def begin(self, running: Coroutine[Any, Any, object]) -> None:
        self.conversation.begin(running, only="guided")
