"""What is remembered of a Word file from session to session: what was decided on its edits, and who its authors are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from drafter.errors import DrafterError
from drafter.intake.room_edits.room_edit import Decision, RoomEdits
from drafter.negotiation.parties import Parties
from drafter.storage import kept_decisions
from drafter.storage.kept_decisions import KeptDecisions
from drafter.tui.incoming.decisions import Decisions
from drafter.tui.session import Session
from drafter.tui.tongue import tr


class RememberedDecisions:
    """Keeps the decisions on one file as they are made: an hour's work outlives the session."""

    def __init__(
        self,
        path: Path,
        room: RoomEdits,
        there: Callable[[Mapping[str, str]], Mapping[str, Decision]],
        session: Session,
        warn: Callable[[str], None],
    ) -> None:
        """`path` is that of `kept_decisions.place`. `there` says which edits the draft has, or has as proposals, if the
        authors are these parties; `warn` tells the user that something can't be kept.
        """
        self._path = path
        self._room = room
        self._there = there
        self._session = session
        self._warn = warn
        self._warned = False

    def load(self, known: Parties) -> Decisions:
        """Those to begin with: none, unless the user made some before. The authors are those whom the user named."""
        kept = kept_decisions.load(self._path)
        ids = {edit.id for edit in self._room.edits}
        names = set(Decision)
        made = {id: Decision(name) for id, name in kept.made.items() if id in ids and name in names}
        authors = {edit.author for edit in self._room.edits}
        said = {**self._session.memory.authors, **kept.parties}
        parties = {name: code for name, code in said.items() if name in authors and code in known.by_code}
        return Decisions(made, parties, self._there(parties))

    def keep(self, decisions: Decisions) -> None:
        """Keep these; say so once where that can't be done."""
        try:
            made = {id: str(decision) for id, decision in decisions.made.items()}
            kept_decisions.keep(self._path, KeptDecisions(made, decisions.parties))
        except DrafterError as error:
            if not self._warned:
                self._warn(tr("What you decide here would not survive a crash. {error}", error=error))
            self._warned = True

    def done(self, decisions: Decisions, done: Mapping[str, Decision]) -> None:
        """They were carried out: what was left stays so, if the same file is opened again."""
        left = {id: made for id, made in decisions.made.items() if made is Decision.LEFT is done.get(id)}
        self.keep(Decisions(left, decisions.parties))
