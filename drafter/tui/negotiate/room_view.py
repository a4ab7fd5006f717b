"""The room view, for the wall: one paragraph, large and alone, with who wants what, and a proposal as it is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import TextArea

from drafter.draft.text import Text
from drafter.errors import DrafterError
from drafter.negotiation.consolidation import proposed
from drafter.storage import unsaved_texts
from drafter.storage.unsaved_texts import Purpose, Unfinished
from drafter.tui import appearance
from drafter.tui.commands import Scope, commands_of
from drafter.tui.dialogs.editor import Area
from drafter.tui.dialogs.questions import changed
from drafter.tui.labels import MUTED
from drafter.tui.negotiate.proposal_display import changes_text, paragraph_state, proposed_words, stand_text, target_of
from drafter.tui.outline.source_comparison import compared
from drafter.tui.tongue import later, tr
from drafter.tui.widgets.bars import Plain
from drafter.tui.widgets.row import Row, fold
from drafter.tui.widgets.sheet import Reader

if TYPE_CHECKING:  # which opens this screen
    from drafter.tui.negotiate.negotiate_pane import NegotiatePane

_PAUSE = 0.08
"""Seconds without a key after which the paragraph follows what is typed."""
_ACTS = (
    "support", "oppose", "reserve", "withdraw", "choose", "drop", "agree", "reopen", "lift", "delete", "add", "move",
    "alternative", "speak",
)  # fmt: skip
"""The acts that work here as in the pane."""
_EVERYWHERE = ("undo", "redo", "colours")
_KEYS = later("← → paragraph   tab option   p propose   esc back")
_TYPING = later("ctrl+s: propose it   esc: leave it")


def _bindings() -> Iterator[BindingType]:
    """The keys of the acts, by the ids that a user's own keys go by."""
    for scope, actions in ((Scope.NEGOTIATE, _ACTS), (Scope.EVERYWHERE, _EVERYWHERE)):
        for command in commands_of(scope):
            if command.action in actions:
                yield Binding(command.key, f"act({command.id!r})", id=command.id, show=False)
    propose = next(command for command in commands_of(Scope.NEGOTIATE) if command.action == "propose")
    yield Binding(propose.key, "propose", id=propose.id, show=False)


class RoomView(Screen[None]):
    """Shows what the pane's cursor is on. Its keys move that cursor and run the pane's commands."""

    CSS_PATH = appearance.DIALOGS_CSS
    AUTO_FOCUS = ""  # keys are commands until somebody types
    BINDINGS: ClassVar[list[BindingType]] = [
        *_bindings(),
        Binding("right,pagedown", "paragraph(1)", "The next paragraph", show=False),
        Binding("left,pageup", "paragraph(-1)", "The paragraph before", show=False),
        Binding("tab", "option(1)", "The next option", show=False, priority=True),
        Binding("shift+tab", "option(-1)", "The option before", show=False, priority=True),
        Binding("down", "scroll_text(1)", "On", show=False),
        Binding("up", "scroll_text(-1)", "Back", show=False),
        Binding("ctrl+s", "accept", "Propose it", show=False),
        Binding("escape", "leave", "Back", show=False),
    ]

    def __init__(self, pane: NegotiatePane) -> None:
        super().__init__()
        self._pane = pane
        self._workspace = pane.workspace
        self._page = Reader(id="room-text")
        self._area = Area(id="room-area", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")
        self._area.display = False
        self._line = Plain(tr(_KEYS), id="room-keys")
        self._words: Unfinished | None = None
        """What is typed; None where nothing is."""

    def compose(self) -> ComposeResult:
        yield self._page
        yield self._area
        yield self._line

    def on_mount(self) -> None:
        self._pause = self.set_timer(_PAUSE, self._follow, pause=True)
        self.call_after_refresh(self.show)

    def on_unmount(self) -> None:
        self.keep_typed()  # where drafter is ended while something is typed

    def on_resize(self, _: events.Resize) -> None:
        self.call_after_refresh(self.show)

    # What is shown

    def show(self) -> None:
        """Show the draft as it now is."""
        rows = list(self._rows(max(20, self._page.breadth)))
        self._page.show_rows([replace(row, id=str(place)) for place, row in enumerate(rows)])

    def _rows(self, width: int) -> Iterator[Row]:
        entry, workspace = self._pane.entry, self._workspace
        spot = workspace.draft.spots.get(entry.paragraph) if entry else None
        if entry is None or spot is None:
            yield Row("", Content(tr("Nothing is to be shown here: esc goes back.")))
            return
        id = spot.paragraph.id
        place, count = list(workspace.draft.spots).index(id) + 1, len(workspace.draft.spots)
        state = paragraph_state(workspace, self._pane.entries, id)
        head = Content.assemble(
            (workspace.refs[id], "bold reverse"),
            "   ",
            state,
            (tr("   {place} of {count}", place=place, count=count), MUTED),
        )
        yield Row("", head)
        yield _BLANK
        text, words = spot.paragraph.text, self._words
        here = entry.alternatives.id if entry.alternatives else ""
        yield from _spaced(changes_text(self._with_typed(text, words) if words else text, here), width)
        if not words:
            yield _BLANK
            yield from self._stands(width)

    def _with_typed(self, text: Text, words: Unfinished) -> Text:
        """The text with what is typed as an option of the party."""
        try:
            return proposed(text, words.at, self._area.text.strip(), words.parties).text
        except DrafterError:
            return text

    def _stands(self, width: int) -> Iterator[Row]:
        """What is open at the cursor, and who stands where; on the paragraph, what is proposed for it as a whole."""
        entry = self._pane.entry
        assert entry
        here = self._pane.entries.of(entry.paragraph)
        shown = [other for other in here if (other.point == entry.point if entry.point else other.proposal)]
        for other in shown:
            number = f"{other.number}  " if other.alternatives else "   "
            lead = Content.styled(f"{'▸' if other.id == entry.id else ' '} {number}", "bold")
            words = proposed_words(other, target_of(self._workspace, other), width)
            if other.option and other.kind and other.alternatives:
                words = compared(other.alternatives.base.text.base.strip(), other.words)
                words = words if words.plain.strip() else proposed_words(other)
            yield Row("", words, lead)
            who = stand_text(other.stand, own_words=other.kind is None) if other.stand else Content("")
            if who.plain:
                yield Row("", who, Content(" " * len(lead.plain)))
            yield _BLANK

    # Where it is

    def action_paragraph(self, by: int) -> None:
        if not self._words:
            self._pane.go_by_paragraph(by)

    def action_option(self, by: int) -> None:
        if not self._words:
            rows = self._pane.proposals
            (rows.action_cursor_down if by > 0 else rows.action_cursor_up)()

    def action_scroll_text(self, by: int) -> None:
        self._page.scroll_relative(y=by * 2, animate=False)

    # What is done

    async def action_act(self, command: str) -> None:
        """Run a command of the main screen, which this one stands before."""
        await self._pane.screen.run_action(f"run({command!r})")

    def say(self, words: str) -> None:
        """Say what was done, at the bottom."""
        self._line.update(Content.assemble(words, ("   ·   ", MUTED), (tr(_KEYS), MUTED)), layout=False)

    def action_propose(self) -> None:
        self._pane.interaction.begin(self._type())

    async def _type(self) -> None:
        """Type what a party proposes, in a field below."""
        entry = self._pane.entry
        party = await self._pane.speaking.choose() if entry else None
        if entry is None or not party or entry.paragraph not in self._workspace.draft.spots:
            return
        editors = self._workspace.editors
        words = editors.open(Unfinished(Purpose.PROPOSAL, entry.paragraph, parties=(party,)))
        self._words = replace(words, text=editors.text_before(words))
        self._area.border_title = Content(
            tr("{ref} as {party} wants it", ref=self._workspace.refs[entry.paragraph], party=party)
        )
        self._area.text = self._words.text
        self._area.display = True
        self._area.move_cursor(self._area.document.end)
        self.set_focus(self._area)
        self._line.update(Content(tr(_TYPING)), layout=False)
        self.show()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._follow)

    def _follow(self) -> None:
        """Show what is typed, and keep it."""
        if self._words:
            self.show()
            self.keep_typed()

    def keep_typed(self) -> None:
        """Keep what is typed. May be called when the screen is gone, and in another thread."""
        if self._words:
            self._words = replace(self._words, text=self._area.text.strip())
            try:
                unsaved_texts.keep(self._words)
            except DrafterError as error:
                self._pane.interaction.warn(tr("These words would not survive a crash. {error}", error=error))

    def action_accept(self) -> None:
        """Propose what is typed."""
        words, editors = self._words, self._workspace.editors
        if words is None:
            return
        words = replace(words, text=self._area.text.strip())
        if words.text == editors.text_before(words):
            self._end_typing(words)
        elif self._pane.interaction.edit(lambda: editors.write(words), about=[words.at]):
            self._words = None  # its file goes when the draft is saved
            editors.done(words)
            self._end_typing(None)

    def action_leave(self) -> None:
        if self._words is None:
            self.dismiss()
        else:
            self._pane.interaction.begin(self._give_up(self._words))

    async def _give_up(self, words: Unfinished) -> None:
        touched = self._area.text.strip() != self._workspace.editors.text_before(words)
        answer = await self._pane.interaction.ask(changed(tr("The text was changed"))) if touched else "discard"
        if answer == "save":
            self.action_accept()
        elif answer == "discard":
            self._end_typing(words)

    def _end_typing(self, words: Unfinished | None) -> None:
        """Put the field away; words that are given up are no longer kept."""
        if words:
            unsaved_texts.remove(words)
        self._words = None
        self._area.display = False
        self.set_focus(None)
        self._line.update(Content(tr(_KEYS)), layout=False)
        self.show()


_BLANK = Row("", Content(""))


def _spaced(words: Content, width: int) -> Iterator[Row]:
    """The words in lines with a blank one after each."""
    for start, end in fold(words.plain, width):
        yield Row("", words[start:end])
        yield _BLANK
