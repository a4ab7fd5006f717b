"""Deciding on what came with a Word file: one edit, or several at once; asked for whom, kept, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from drafter.intake.room_edits.room_edit import Decision, RoomEdit
from drafter.tui.conversation import Conversation
from drafter.tui.dialogs.incoming import AllOfThemDialog
from drafter.tui.incoming.decisions import Decisions
from drafter.tui.incoming.remembered import RememberedDecisions
from drafter.tui.negotiate.speaking import Speaking
from drafter.tui.session import Session
from drafter.tui.tongue import later, number, tr
from drafter.workspace.draft_history import Steps

_VERBS = {Decision.TAKEN: later("Take"), Decision.BRACKETED: later("Bracket"), Decision.LEFT: later("Leave")}


class Deciding:
    """The decisions on one file, step by step. Each is kept as it is made."""

    def __init__(
        self,
        memory: RememberedDecisions,
        speaking: Speaking,
        session: Session,
        conversation: Conversation,
        *,
        changed: Callable[[], None],
        decided: Callable[[], None],
    ) -> None:
        """`changed` is called for any change, `decided` when an edit, or several, were decided on."""
        self._memory = memory
        self._speaking = speaking
        self._session = session
        self._conversation = conversation
        self._changed = changed
        self._decided = decided
        self._steps: Steps[Decisions] = Steps.of(memory.load(speaking.parties))

    @property
    def decisions(self) -> Decisions:
        return self._steps.value

    @property
    def can_undo(self) -> bool:
        """Whether something was decided in this session."""
        return bool(self._steps.past)

    def party_of(self, author: str) -> str:
        """The code of the party that an author is; empty where nobody knows."""
        return self.decisions.party_of(author, self._speaking.parties)

    def decide(self, edit: RoomEdit, decision: Decision) -> Coroutine[Any, Any, object] | None:
        """Decide on an edit. Where it has to be asked first who its author is, what asks is returned."""
        if not edit.may_be(decision):
            self._conversation.warn(tr("This can't stand in brackets: take it or leave it."))
        elif decision is Decision.BRACKETED and not self.party_of(edit.author):
            return self._bracket([edit], edit.ref)
        else:
            self._decide([edit], decision, edit.ref)
        return None

    async def decide_all(self, title: str, edits: Sequence[RoomEdit]) -> None:
        """Decide on several edits at once: it is asked, and said beforehand how many each answer reaches."""
        reached = {decision: self.decisions.reached(edits, decision) for decision in Decision}
        undecided = self.decisions.undecided(edits)
        counts = {decision: len(some) for decision, some in reached.items()}
        asking = sum(edit.needs_asking for edit in undecided)
        decision = await self._conversation.ask(AllOfThemDialog(title, len(edits), len(undecided), counts, asking))
        if decision is Decision.BRACKETED:
            await self._bracket(reached[decision], number(counts[decision]))
        elif decision:
            self._decide(reached[decision], decision, number(counts[decision]))

    async def ask_who(self, author: str) -> bool:
        """Ask which party an author is; False where the user gives up."""
        title = (
            tr("Which party is “{author}”?", author=author)
            if author
            else tr("Who made the changes that are not tracked?")
        )
        guess = self.party_of(author) or self._speaking.guessed(author)
        party = await self._speaking.identify(title, guess)
        if party and author:
            self._session.knows(author, party)
        if party:
            naming = self.decisions.naming(author, party)
            self._go(self._steps.then(naming, f"{author or 'what is not tracked'} is {party}"))
        return bool(party)

    def undo(self) -> None:
        if not self._steps.past:
            self._conversation.warn(tr("Nothing is decided that could be taken back."))
        self._go(self._steps.undo())

    def redo(self) -> None:
        if not self._steps.future:
            self._conversation.warn(tr("There is nothing to decide again."))
        self._go(self._steps.redo())

    def forget(self) -> None:
        """Keep no decision for the next time; who the authors are is still known."""
        self._memory.keep(Decisions(parties=self.decisions.parties))

    async def _bracket(self, edits: Sequence[RoomEdit], words: str) -> None:
        """Bracket edits, if it is known which parties their authors are: where it isn't, it is asked, once for each."""
        for author in dict.fromkeys(edit.author for edit in edits):
            if not self.party_of(author) and not await self.ask_who(author):
                return
        self._decide(edits, Decision.BRACKETED, words)

    def _decide(self, edits: Sequence[RoomEdit], decision: Decision, words: str) -> None:
        """Note a decision; `words` name the edits in the name of its step."""
        self._go(self._steps.then(self.decisions.deciding(edits, decision), f"{tr(_VERBS[decision])} {words}"))
        self._decided()

    def _go(self, steps: Steps[Decisions]) -> None:
        if steps is not self._steps:
            self._steps = steps
            self._memory.keep(self.decisions)
            self._changed()
