"""The screen of what came with a Word file: edit by edit in the document's order, to take, to bracket or to leave."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from inspect import iscoroutine
from typing import Any, ClassVar

from textual import on
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.content import Content
from textual.screen import Screen

from drafter.intake.room_edits.room_edit import Decision, RoomEdit, RoomEdits, Unmatched
from drafter.tui import appearance
from drafter.tui.commands import INCOMING_TOO, CommandProvider, Scope, bindings_of
from drafter.tui.conversation import Conversation
from drafter.tui.dialogs.incoming import AllOfThemDialog, finishing, leaving_edits
from drafter.tui.incoming.decisions import Decisions, next_undecided
from drafter.tui.incoming.edit_display import (
    LEGEND,
    EditListing,
    edit_rows,
    place_of,
    remark_rows,
    same_place,
    unmatched_rows,
    who,
)
from drafter.tui.incoming.remembered import RememberedDecisions
from drafter.tui.labels import MUTED, example_region
from drafter.tui.negotiate.speaking import Speaking
from drafter.tui.session import Session
from drafter.tui.widgets.bars import Frame, KeyBar, Plain
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace
from drafter.workspace.draft_history import Steps

_VERBS = {Decision.TAKEN: "Take", Decision.BRACKETED: "Bracket", Decision.LEFT: "Leave"}
_DECIDING = {"take": Decision.TAKEN, "bracket": Decision.BRACKETED, "leave": Decision.LEFT}
"""The decisions by their actions."""
_ABOUT_AN_EDIT = (*_DECIDING, "of_author", "of_paragraph", "whole")
"""The actions that need an edit at the cursor."""
_NOTHING_HERE = "Put the cursor on an edit first."
_NOTHING_NEW = "The draft has all of it"
_LAST = ("finish", "leave_all")
"""The keys that are named whatever else has to be left out."""


class IncomingScreen(Screen[Decisions]):
    """Returns what was decided, to be done; None where the user left."""

    CSS_PATH = appearance.DIALOGS_CSS
    AUTO_FOCUS = "#incoming-edits"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Scope.INCOMING),
        *bindings_of(Scope.EVERYWHERE, INCOMING_TOO),
        Binding("down", "scroll_text(1)", "On", show=False),
        Binding("up", "scroll_text(-1)", "Back", show=False),
        Binding("pagedown", "page_text(1)", "A page on", show=False),
        Binding("pageup", "page_text(-1)", "A page back", show=False),
    ]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {CommandProvider}
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  (Textual declares it as no ClassVar)
    VERTICAL_BREAKPOINTS = [(0, "-short"), (appearance.ROOMY, "-tall")]  # noqa: RUF012  (as above)

    def __init__(
        self,
        name: str,
        room: RoomEdits,
        workspace: Workspace,
        session: Session,
        speaking: Speaking,
        memory: RememberedDecisions,
    ) -> None:
        """`name` is the file's; `memory` keeps what is decided."""
        super().__init__()
        self.session = session
        self._file = name
        self.room = room
        self._workspace = workspace
        self._speaking = speaking
        self._memory = memory
        decisions = memory.load(speaking.parties)
        self.steps: Steps[Decisions] = Steps.of(decisions)
        """What was decided, step by step, to be taken back."""
        self._listing = EditListing(room, decisions, self.party_of)
        self.edits = Rows(id="incoming-edits")
        self._line, self._detail, self._keys = Plain(id="incoming"), Reader(id="incoming-edit"), KeyBar()
        self.conversation = Conversation(self, self._say)
        self.actions: Mapping[str, Callable[..., Coroutine[Any, Any, object] | None]] = {
            **{action: lambda decision=decision: self._decide(decision) for action, decision in _DECIDING.items()},
            "of_author": lambda: self._decide_all(self._of_author()),
            "of_paragraph": lambda: self._decide_all(self._of_paragraph()),
            "of_file": lambda: self._decide_all((f"All that came with {name}", room.edits)),
            "next": self._next,
            "who": self._name_author,
            "whole": self._toggle_whole,
            "finish": self._finish,
            "leave_all": self._leave,
            "text": self._detail.page,
            "undo": self._undo,
            "redo": self._redo,
            "colours": self._change_colours,
            "help": self._help,
        }

    @property
    def scope(self) -> Scope:
        """Which commands work here."""
        return Scope.INCOMING

    def compose(self) -> ComposeResult:
        appearance.fit(self, self.app.size)
        yield self._line
        with Frame(classes="panes"):
            yield self.edits
            yield self._detail
        yield self._keys

    def on_mount(self) -> None:
        self.edits.follower = self._show_detail
        self.edits.border_subtitle = Content(LEGEND)
        first = next_undecided(self.room.edits, self.decisions, -1) or next(iter(self.room.edits), None)
        self.edits.set_rows(self._listing, first.id if first else None)
        self._show()

    # What is decided

    @property
    def decisions(self) -> Decisions:
        return self.steps.value

    @property
    def edit(self) -> RoomEdit | None:
        """The edit at the cursor; None where the cursor is on something else."""
        line = self._listing.line(self.edits.cursor)
        return line if isinstance(line, RoomEdit) else None

    def party_of(self, author: str) -> str:
        """The code of the party that an author is; empty where nobody knows."""
        return self.decisions.party_of(author, self._speaking.parties)

    def _set(self, decisions: Decisions, name: str) -> None:
        self._go(self.steps.then(decisions, name))

    def _decide(self, decision: Decision) -> Coroutine[Any, Any, object] | None:
        """Decide on the edit at the cursor, and go on to the next undecided one."""
        edit = self.edit
        if edit is None:
            self.conversation.warn(_NOTHING_HERE)
        elif not edit.may_be(decision):
            self.conversation.warn("This can't stand in brackets: take it or leave it.")
        elif decision is Decision.BRACKETED and not self.party_of(edit.author):
            return self._bracket([edit], edit.ref)
        else:
            self._decided([edit], decision, edit.ref)
        return None

    async def _bracket(self, edits: Sequence[RoomEdit], words: str) -> None:
        if await self._known(edits):
            self._decided(edits, Decision.BRACKETED, words)

    def _decided(self, edits: Sequence[RoomEdit], decision: Decision, words: str) -> None:
        """Note a decision; `words` name the edits in the name of its step."""
        self._set(self.decisions.deciding(edits, decision), f"{_VERBS[decision]} {words}")
        self._next(quietly=True)

    async def _decide_all(self, chosen: tuple[str, Sequence[RoomEdit]]) -> None:
        """Decide on several edits at once: it is asked, and said beforehand how many each answer reaches."""
        title, edits = chosen
        if not edits:
            self.conversation.warn(_NOTHING_HERE)
            return
        reached = {decision: self.decisions.reached(edits, decision) for decision in Decision}
        undecided = self.decisions.undecided(edits)
        counts = {decision: len(some) for decision, some in reached.items()}
        asking = sum(edit.needs_asking for edit in undecided)
        dialog = AllOfThemDialog(title, len(edits), len(undecided), counts, asking)
        decision = await self.conversation.ask(dialog)
        if decision is Decision.BRACKETED:
            await self._bracket(reached[decision], f"{counts[decision]:,}")
        elif decision:
            self._decided(reached[decision], decision, f"{counts[decision]:,}")

    def _of_author(self) -> tuple[str, Sequence[RoomEdit]]:
        here = self.edit
        if here is None:
            return "", ()
        edits = [edit for edit in self.room.edits if edit.author == here.author and edit.tracked == here.tracked]
        return f"All of {who(here, self.party_of)}", edits

    def _of_paragraph(self) -> tuple[str, Sequence[RoomEdit]]:
        here = self.edit
        if here is None:
            return "", ()
        edits = [edit for edit in self.room.edits if same_place(edit, here)]
        return f"All of {place_of(here)}", edits

    async def _known(self, edits: Sequence[RoomEdit]) -> bool:
        """Whether it is known which parties the authors are: where it isn't, it is asked, once for each."""
        for author in dict.fromkeys(edit.author for edit in edits):
            if not self.party_of(author) and not await self._ask_who(author):
                return False
        return True

    async def _name_author(self) -> None:
        """Say which party the author of the edit at the cursor is."""
        edit = self.edit
        if edit is None:
            self.conversation.warn(_NOTHING_HERE)
        else:
            await self._ask_who(edit.author)

    async def _ask_who(self, author: str) -> bool:
        """Ask which party an author is; False where the user gives up."""
        title = f"Which party is “{author}”?" if author else "Who made the changes that are not tracked?"
        guess = self.party_of(author) or self._speaking.guessed(author)
        party = await self._speaking.one(title, [guess] if guess else [])
        if party and author:
            self.session.knows(author, party)
        if party:
            self._set(self.decisions.naming(author, party), f"{author or 'what is not tracked'} is {party}")
        return bool(party)

    def _undo(self) -> None:
        if not self.steps.past:
            self.conversation.warn("Nothing is decided that could be taken back.")
        self._go(self.steps.undo())

    def _redo(self) -> None:
        if not self.steps.future:
            self.conversation.warn("There is nothing to decide again.")
        self._go(self.steps.redo())

    def _go(self, steps: Steps[Decisions]) -> None:
        if steps is not self.steps:
            self.steps = steps
            self._memory.keep(self.decisions)
            self._show()

    # What is shown

    def _show(self) -> None:
        self._listing.deciding(self.decisions)
        self.edits.refresh()
        self._show_line()
        self._show_detail()

    def _say(self, words: str) -> None:
        self.notify(words, markup=False)

    def _show_line(self) -> None:
        """Say which file it is, and how far the decisions are."""
        decisions, edits = self.decisions, self.room.edits
        undecided = len(decisions.undecided(edits))
        counts = {word: decisions.count(decision) for decision, word in _COUNTED.items()}
        state = "all is decided: ctrl+s does it" if decisions.made else _NOTHING_NEW
        parts = [
            Content.styled(f"{undecided:,} of {len(edits):,} undecided" if undecided else state, "bold"),
            Content(" · ".join(f"{count:,} {word}" for word, count in counts.items() if count)),
            Content.styled(f"{self._file}, against {self.room.base}", MUTED),
        ]
        self._line.update(Content("   ").join(part for part in parts if part.plain), layout=False)

    def _show_detail(self) -> None:
        line = self._listing.line(self.edits.cursor)
        if isinstance(line, RoomEdit):
            rows = edit_rows(line, self.room, self._workspace.draft, self.decisions, self.party_of)
        elif isinstance(line, Unmatched):
            rows = unmatched_rows(line)
        else:
            rows = remark_rows(line or f"{_NOTHING_NEW}: nobody edited the file.")
        self._detail.show_rows(rows)
        self._show_keys()

    def _show_keys(self) -> None:
        """Name the keys that work now."""
        offers = self._offers()
        table = self.session.table
        offered = [
            command.offered_as(offer)
            for command in (*table.of(Scope.INCOMING), *table.of(Scope.EVERYWHERE))
            if command.bar
            and (command.scope is Scope.INCOMING or command.action in ("undo", "help"))
            and (offer := offers.get(command.action, True))
        ]
        last = [command for command in offered if command.action in _LAST or command.scope is Scope.EVERYWHERE]
        self._keys.show([command for command in offered if command not in last], last)

    def _offers(self) -> Mapping[str, bool | str]:
        """What the key bar names, by action; or the words that say what a key would do now."""
        edit = self.edit
        party = self.party_of(edit.author) if edit else ""
        narrow = self.has_class("-narrow")
        return {
            **dict.fromkeys(_ABOUT_AN_EDIT, edit is not None),
            "bracket": edit is not None and edit.may_be_bracketed and (f"Bracket for {party}" if party else "Bracket…"),
            "of_author": edit is not None and ("Author…" if narrow else True),
            "of_paragraph": edit is not None and ("Paragraph…" if narrow else True),
            "whole": "List" if self.has_class("-whole") else "Whole",
            "who": ("Who…" if narrow else True) if edit is not None and edit.may_be_bracketed and not party else False,
            "next": bool(self.decisions.undecided(self.room.edits)),
            "of_file": bool(self.room.edits),
            "undo": bool(self.steps.past),
        }

    # Where it is

    def _next(self, *, quietly: bool = False) -> None:
        """To the next undecided edit; from the last one on to the first."""
        ids = [edit.id for edit in self.room.edits]
        here = self.edits.cursor
        found = next_undecided(self.room.edits, self.decisions, ids.index(here) if here in ids else -1)
        if found:
            self.edits.go(found.id)
        elif not quietly:
            self.conversation.warn("All is decided: ctrl+s does it." if self.decisions.made else f"{_NOTHING_NEW}.")

    @on(Rows.Picked)
    def _toggle_whole(self) -> None:
        """Give the words the whole screen, or show the list again."""
        self.toggle_class("-whole")
        if not self.has_class("-whole"):
            self.call_after_refresh(self.edits.focus)
        self._show_keys()

    def action_scroll_text(self, by: int) -> None:
        """Where the list is hidden, its keys scroll the words."""
        self._detail.scroll_relative(y=by, animate=False)

    def action_page_text(self, by: int) -> None:
        self._detail.page(by)

    # Done

    async def _finish(self) -> None:
        """Do what was decided. What is undecided stays: where there is such, it is said first."""
        undecided = len(self.decisions.undecided(self.room.edits))
        if not self.decisions.made:
            self.conversation.warn("Nothing is decided yet: t takes, b brackets, l leaves what is at the cursor.")
        elif not undecided or await self.conversation.ask(finishing(undecided, self._file)) == "do":
            self.dismiss(self.decisions)

    async def _leave(self) -> None:
        """From the whole back to the list; from there out, which is asked where something was decided."""
        if self.has_class("-whole"):
            self._toggle_whole()
            return
        made, new = self.decisions.made, bool(self.steps.past)
        answer = await self.conversation.ask(leaving_edits(len(made), self._file)) if made and new else "leave"
        if answer == "do":
            self.dismiss(self.decisions)
        elif answer in ("leave", "forget"):
            if answer == "forget":
                self._memory.keep(Decisions(parties=self.decisions.parties))
            self.dismiss(None)

    def action_run(self, command_id: str) -> None:
        """Run a command from the table."""
        _, name, arguments = parse(self.session.table.by_id(command_id).action)
        running = self.actions[name](*arguments)
        if iscoroutine(running):
            self.conversation.begin(running)

    def _change_colours(self) -> None:
        self.app.theme = appearance.theme_after(self.app.theme)
        self.session.themed(self.app.theme)

    def _help(self) -> None:
        from drafter.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.session.table, Scope.INCOMING, example_region(self._workspace.corpus)))


_COUNTED = {Decision.TAKEN: "to take", Decision.BRACKETED: "to bracket", Decision.LEFT: "to leave"}
