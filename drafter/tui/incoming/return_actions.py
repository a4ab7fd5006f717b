"""Taking home what others did in a Word file: choose it, read it, decide, do what was decided, say what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.tui.history_actions import changed_paragraph
from drafter.tui.pane import Interaction
from drafter.tui.session import Session
from drafter.tui.tongue import tr
from drafter.workspace import Workspace
from drafter.workspace.word_files import WORD, FoundWordFile, word_files

if TYPE_CHECKING:  # all of it is loaded when a file comes
    from drafter.draft.draft import Draft
    from drafter.workspace.room_return import RoomReturn, TakenHome


class ReturnActions:
    """Takes home what came with a Word file, as one step."""

    def __init__(self, interaction: Interaction, session: Session, draft_changed: Callable[[str | None], None]) -> None:
        """`draft_changed` shows the draft as it now is, with the cursor on a paragraph."""
        self._interaction = interaction
        self._workspace = interaction.workspace
        self._session = session
        self._draft_changed = draft_changed

    async def choose(self) -> None:
        """Take home a file that the user names."""
        from drafter.tui.dialogs.incoming import WordFileDialog

        folder = self._workspace.file.path.absolute().parent
        found = offered_files([folder, Path.cwd()], self._session)
        title = tr("Take home a Word file that others worked in")
        path = await self._interaction.ask(WordFileDialog(title, found, folder, self._refusal))
        if path:
            await self.take_home(path)

    async def take_home(self, path: Path) -> None:
        """Show what came with the file, and do what is decided: asked until it works, or the user leaves."""
        from drafter.storage import files, kept_decisions
        from drafter.tui.dialogs.working import Working
        from drafter.workspace import room_return

        def read() -> tuple[RoomReturn, Path]:
            place = kept_decisions.place(self._workspace.file.path, files.read_bytes(path))
            return room_return.opened(self._workspace, path), place

        came = await self._interaction.ask(Working(tr("Reading {name}…", name=path.name), read))
        if isinstance(came, DrafterError):
            self._interaction.complain(str(came))
        elif came:
            await self._go_through(*came)

    async def _go_through(self, came: RoomReturn, place: Path) -> None:
        from drafter.tui.dialogs.working import Working
        from drafter.tui.incoming.decisions import told_of
        from drafter.tui.incoming.incoming_screen import IncomingScreen
        from drafter.tui.incoming.remembered import RememberedDecisions
        from drafter.tui.negotiate.proposal_list import ProposalEntries
        from drafter.tui.negotiate.speaking import Speaking

        entries = ProposalEntries(self._workspace)
        speaking = Speaking(self._interaction, entries, self._session, lambda: None)
        memory = RememberedDecisions(place, came.edits, came.there, self._session, self._interaction.warn_long)
        before = self._workspace.draft
        if memory.load(speaking.parties).made:
            self._interaction.inform(tr("What you decided on this file before is here again."))
        while True:
            screen = IncomingScreen(came.path.name, came.edits, self._workspace, self._session, speaking, memory)
            decided = await self._interaction.ask(screen)
            if decided is None:
                self._interaction.say(tr("Nothing was changed; {name} can be taken home again", name=came.path.name))
                return
            take = partial(came.take, decided.made, decided.parties)
            outcome = await self._interaction.ask(Working(tr("Taking {name} home…", name=came.path.name), take))
            if outcome and not isinstance(outcome, DrafterError):
                memory.done(decided, outcome.done)
                told = told_of(came.edits.edits, decided, outcome.done, speaking.parties)
                await self._done(f"{told}: {came.path.name}", outcome, before)
                return
            self._interaction.complain(str(outcome))

    async def _done(self, told: str, outcome: TakenHome, before: Draft) -> None:
        """Say what was done, in a window: it ends in the same way, whether or not something should be looked at."""
        from drafter.tui.dialogs.incoming import TakenHomeDialog

        again = reopened(before, self._workspace)
        told = tr("{told}; {again} reopened", told=told, again=again) if again else told
        self._interaction.say(told)
        self._draft_changed(changed_paragraph(before, self._workspace.draft))
        kept = outcome.revision.name if outcome.revision else ""
        undo = self._session.table.by_id("everywhere.undo").shown_key if outcome.step else ""
        await self._interaction.ask(TakenHomeDialog(told, outcome.contested, outcome.remarks, kept, undo))

    def _refusal(self, path: Path) -> str:
        """Why a file can't be opened; empty where it may."""
        try:
            path = self._session.reach(path)
        except DrafterError as error:
            return str(error)
        if path.suffix.lower() != WORD:
            return tr("{name} is no Word file: its name doesn't end with {word}.", name=path.name, word=WORD)
        return "" if path.is_file() else tr("There is no file {path}.", path=path)


def reopened(before: Draft, workspace: Workspace) -> str:
    """What people call the paragraphs that were agreed before and no longer are; of more than three the count."""
    from drafter.workspace.draft_history import joined

    spots = workspace.draft.spots
    were = [id for id, spot in before.spots.items() if spot.paragraph.status.agreed and id in spots]
    return joined([workspace.refs[id] for id in were if not spots[id].paragraph.status.agreed])


def offered_files(folders: Sequence[Path], session: Session) -> list[tuple[Path, str]]:
    """The Word files in the folders, those first in which somebody worked; with when that was, and where a file is, if
    that is not the first of the folders.
    """
    return [(file.path, _about(file, folders[0])) for file in word_files(folders, session.reaches)]


def _about(file: FoundWordFile, first: Path) -> str:
    where = "" if file.path.parent == first else tr("   in {parent}", parent=file.path.parent)
    what = tr("as it was exported") if file.untouched else "changed"
    return f"{what} {datetime.fromtimestamp(file.changed):%d %B %Y, %H:%M}{where}"
