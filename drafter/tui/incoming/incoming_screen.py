"""The screen of what came with a Word file: edit by edit in the document's order, to take, to bracket or to leave."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from drafter.intake.room_edits.room_edit import Decision, RoomEdit, RoomEdits, Unmatched
from drafter.tui import appearance
from drafter.tui.apart_screen import ApartScreen
from drafter.tui.commands import Scope, bindings_of
from drafter.tui.conversation import Conversation
from drafter.tui.dialogs.incoming import finishing, leaving_edits
from drafter.tui.incoming.deciding import Deciding
from drafter.tui.incoming.decisions import Decisions, next_undecided, of_same_author, of_same_place
from drafter.tui.incoming.edit_display import (
    LEGEND,
    EditListing,
    edit_rows,
    place_of,
    remark_rows,
    unmatched_rows,
    who,
)
from drafter.tui.incoming.remembered import RememberedDecisions
from drafter.tui.labels import MUTED
from drafter.tui.negotiate.speaking import Speaking
from drafter.tui.session import Session
from drafter.tui.tongue import later, number, tr
from drafter.tui.widgets.bars import Frame, Plain
from drafter.tui.widgets.rows import Rows
from drafter.tui.widgets.sheet import Reader
from drafter.workspace import Workspace

_DECIDING = {"take": Decision.TAKEN, "bracket": Decision.BRACKETED, "leave": Decision.LEFT}
"""The decisions by their actions."""
_ABOUT_AN_EDIT = (*_DECIDING, "of_author", "of_paragraph", "whole")
"""The actions that need an edit at the cursor."""
_NOTHING_NEW = later("The draft has all of it")


class IncomingScreen(ApartScreen[Decisions]):
    """Returns what was decided, to be done; None where the user left."""

    SCOPE = Scope.INCOMING
    LAST = ("finish", "leave_all")
    AUTO_FOCUS = "#incoming-edits"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Scope.INCOMING),
        Binding("down", "scroll_text(1)", "On", show=False),
        Binding("up", "scroll_text(-1)", "Back", show=False),
        Binding("pagedown", "page_text(1)", "A page on", show=False),
        Binding("pageup", "page_text(-1)", "A page back", show=False),
    ]

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
        super().__init__(workspace.corpus, session)
        self._file = name
        self.room = room
        self._workspace = workspace
        self.conversation = Conversation(self, self._say)
        self.deciding = Deciding(
            memory, speaking, session, self.conversation, changed=self._show, decided=self._decided
        )
        self._listing = EditListing(room, self.decisions, self.party_of)
        self.edits = Rows(id="incoming-edits")
        self._line, self._detail = Plain(id="incoming"), Reader(id="incoming-edit")
        self.actions |= {
            **{action: partial(self._decide, decision) for action, decision in _DECIDING.items()},
            "of_author": self._of_author,
            "of_paragraph": self._of_paragraph,
            "of_file": lambda: self.deciding.decide_all(tr("All that came with {name}", name=name), room.edits),
            "next": self._next,
            "who": lambda: self._at_edit(lambda here: self.deciding.ask_who(here.author)),
            "whole": self._toggle_whole,
            "finish": self._finish,
            "leave_all": self._leave,
            "text": self._detail.page,
            "undo": self.deciding.undo,
            "redo": self.deciding.redo,
        }

    def compose(self) -> ComposeResult:
        appearance.fit(self, self.app.size)
        yield self._line
        with Frame(classes="panes"):
            yield self.edits
            yield self._detail
        yield self.key_bar

    def on_mount(self) -> None:
        self.edits.follower = self._show_detail
        self.edits.border_subtitle = Content(tr(LEGEND))
        first = next_undecided(self.room.edits, self.decisions, -1) or next(iter(self.room.edits), None)
        self.edits.set_rows(self._listing, first.id if first else None)
        self._show()

    # What is decided

    @property
    def decisions(self) -> Decisions:
        return self.deciding.decisions

    @property
    def edit(self) -> RoomEdit | None:
        """The edit at the cursor; None where the cursor is on something else."""
        line = self._listing.line(self.edits.cursor)
        return line if isinstance(line, RoomEdit) else None

    def party_of(self, author: str) -> str:
        """The code of the party that an author is; empty where nobody knows."""
        return self.deciding.party_of(author)

    def _decide(self, decision: Decision) -> Coroutine[Any, Any, object] | None:
        return self._at_edit(lambda here: self.deciding.decide(here, decision))

    def _of_author(self) -> Coroutine[Any, Any, object] | None:
        return self._at_edit(
            lambda here: self.deciding.decide_all(
                tr("All of {author}", author=who(here, self.party_of)), of_same_author(self.room.edits, here)
            )
        )

    def _of_paragraph(self) -> Coroutine[Any, Any, object] | None:
        return self._at_edit(
            lambda here: self.deciding.decide_all(
                tr("All of {place}", place=place_of(here)), of_same_place(self.room.edits, here)
            )
        )

    def _at_edit(
        self, work: Callable[[RoomEdit], Coroutine[Any, Any, object] | None]
    ) -> Coroutine[Any, Any, object] | None:
        """Do something with the edit at the cursor, if it is on one."""
        if self.edit is None:
            self.conversation.warn(tr("Put the cursor on an edit first."))
            return None
        return work(self.edit)

    def _decided(self) -> None:
        """Go on to what is undecided."""
        self._next(quietly=True)

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
        counts = {tr(said): decisions.count(decision) for decision, said in _COUNTED.items()}
        state = tr("all is decided: ctrl+s does it") if decisions.made else tr(_NOTHING_NEW)
        parts = [
            Content.styled(
                tr("{undecided} of {count} undecided", undecided=number(undecided), count=number(len(edits)))
                if undecided
                else state,
                "bold",
            ),
            Content(" · ".join(f"{number(count)} {said}" for said, count in counts.items() if count)),
            Content.styled(tr("{file}, against {base}", file=self._file, base=self.room.base), MUTED),
        ]
        self._line.update(Content("   ").join(part for part in parts if part.plain), layout=False)

    def _show_detail(self) -> None:
        line = self._listing.line(self.edits.cursor)
        if isinstance(line, RoomEdit):
            rows = edit_rows(line, self.room, self._workspace, self.decisions, self.party_of)
        elif isinstance(line, Unmatched):
            rows = unmatched_rows(line)
        else:
            rows = remark_rows(line or tr("The draft has all of it: nobody edited the file."))
        self._detail.show_rows(rows)
        self.show_keys()

    def offers(self) -> Mapping[str, bool | str]:
        """What the key bar names, by action; or the words that say what a key would do now."""
        edit = self.edit
        party = self.party_of(edit.author) if edit else ""
        narrow = self.has_class("-narrow")
        return {
            **dict.fromkeys(_ABOUT_AN_EDIT, edit is not None),
            "bracket": edit is not None
            and edit.may_be_bracketed
            and (tr("Bracket for {party}", party=party) if party else tr("Bracket…")),
            "of_author": edit is not None and (tr("Author…") if narrow else True),
            "of_paragraph": edit is not None and (tr("Paragraph…") if narrow else True),
            "whole": tr("List") if self.has_class("-whole") else tr("Whole"),
            "who": (tr("Who…") if narrow else True)
            if edit is not None and edit.may_be_bracketed and not party
            else False,
            "next": bool(self.decisions.undecided(self.room.edits)),
            "of_file": bool(self.room.edits),
            "undo": self.deciding.can_undo,
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
            self.conversation.warn(
                tr("All is decided: ctrl+s does it.") if self.decisions.made else f"{tr(_NOTHING_NEW)}."
            )

    @on(Rows.Picked)
    def _toggle_whole(self) -> None:
        """Give the words the whole screen, or show the list again."""
        self.toggle_class("-whole")
        if not self.has_class("-whole"):
            self.call_after_refresh(self.edits.focus)
        self.show_keys()

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
            self.conversation.warn(tr("Nothing is decided yet: t takes, b brackets, l leaves what is at the cursor."))
        elif not undecided or await self.conversation.ask(finishing(undecided, self._file)) == "do":
            self.dismiss(self.decisions)

    async def _leave(self) -> None:
        """From the whole back to the list; from there out, which is asked where something was decided."""
        if self.has_class("-whole"):
            self._toggle_whole()
            return
        made, new = self.decisions.made, self.deciding.can_undo
        answer = await self.conversation.ask(leaving_edits(len(made), self._file)) if made and new else "leave"
        if answer == "do":
            self.dismiss(self.decisions)
        elif answer in ("leave", "forget"):
            if answer == "forget":
                self.deciding.forget()
            self.dismiss(None)


_COUNTED = {Decision.TAKEN: later("to take"), Decision.BRACKETED: later("to bracket"), Decision.LEFT: later("to leave")}
