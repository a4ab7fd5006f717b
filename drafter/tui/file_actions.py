"""The draft's file: save soon after every change, merge what others wrote, recover, leave without losing anything."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.storage import unsaved_texts
from drafter.storage.unsaved_drafts import KeptWork
from drafter.storage.unsaved_texts import Unfinished
from drafter.tui.conversation import Conversation
from drafter.tui.session import Session
from drafter.tui.tongue import later, tr
from drafter.workspace import ChangedUnderneath, Workspace

if TYPE_CHECKING:  # loaded when there is something to merge, or to ask
    from drafter.negotiation.merge import Merged
    from drafter.tui.dialogs.questions import PickDialog

DELAY = 0.3
"""Seconds from the first change to the file; within a second even on a slow disk."""
_MERGING = ("this screen", "the file")
"""Who is said to want each wording, where both sides changed one."""
_RECOVERING = ("kept work", "the file")
"""As above, where the one side is what an earlier session could not save."""
_SOON = 0.3
"""Seconds after the start until other sessions are looked for."""
_OPEN_ELSEWHERE = later(
    "Another drafter on this machine has this draft open. Both save into the same file: where the other has saved "
    "meanwhile, you are asked to merge."
)


class Autosave:
    """Saves a workspace `DELAY` after a change. A failure is told once, until a save works again."""

    def __init__(
        self,
        workspace: Workspace,
        later: Callable[[float, Callable[[], None]], object],
        told: Callable[[str | None], None],
    ) -> None:
        self._workspace = workspace
        self._later = later
        """Calls something after so many seconds."""
        self._told = told
        """Is called after each save: with None, or with what went wrong, the first time only."""
        self.waiting = False
        """Whether a save is to come."""
        self.failed = False
        self.underneath = False
        """Whether the last save failed because somebody else changed the file."""

    def changed(self) -> None:
        """Save soon, if the draft was changed; more changes before the save don't put it off."""
        if not self.waiting and self._workspace.file.unsaved:
            self.waiting = True
            self._later(DELAY, self._due)

    def now(self) -> str | None:
        """Save at once. Returns what went wrong; None for nothing."""
        if not self._workspace.file.unsaved:
            return None
        try:
            self._workspace.file.save()
        except DrafterError as error:
            self.failed = True
            self.underneath = isinstance(error, ChangedUnderneath)
            return str(error)
        self.failed = False
        return None

    def _due(self) -> None:
        self.waiting = False
        failed_before = self.failed
        fault = self.now()
        if fault is None or not failed_before:
            self._told(fault)


class FileActions:
    """Saves the draft, and asks what to do where that is impossible: what can't be written stays in memory."""

    def __init__(
        self,
        workspace: Workspace,
        session: Session,
        conversation: Conversation,
        later: Callable[[float, Callable[[], None]], object],
        *,
        draft_changed: Callable[[str | None], None],
        show_state: Callable[[Workspace, bool], None],
    ) -> None:
        """`later` calls something after so many seconds, `draft_changed` shows the draft with the cursor on a
        paragraph, `show_state` shows whether the draft is saved and whether that failed.
        """
        self._workspace = workspace
        self._session = session
        self._conversation = conversation
        self._draft_changed = draft_changed
        self._show_state = show_state
        self._autosave = Autosave(workspace, later, self._after_save)

    def changed(self) -> None:
        """Show that the draft may be unsaved, and save it soon."""
        self._show()
        self._autosave.changed()

    def save(self) -> None:
        fault = self._autosave.now()
        if fault is None:
            self._conversation.say(tr("Saved in {path}", path=self._workspace.file.path))
        self._after_save(fault)

    async def save_as(self) -> bool:
        """Ask for a name until one works; False where the user gave up."""
        from drafter.tui.dialogs.questions import FormDialog, FormField

        field = FormField("path", tr("File"), str(_another_name(self._workspace.file.path)))
        form = FormDialog(
            tr("Save as"), [field], ok=tr("Save"), refusal=lambda answer: self._save_in(Path(answer["path"].strip()))
        )
        return await self._conversation.ask(form) is not None

    async def quit(self) -> None:
        """Save and leave; ask where saving is impossible, since undo can't help there."""
        fault = self._autosave.now()
        if fault is None:
            self._conversation.end()
            return
        self._show()
        from drafter.tui.dialogs.draft_file import leaving

        answer = await self._conversation.ask(leaving(fault))
        if answer == "leave" or (answer == "as" and await self.save_as()):
            self._conversation.end()

    def merge(self, way: Callable[[], Merged], words: str) -> None:
        """Bring other work in, as one step, and say what both sides changed."""
        try:
            merged = way()
        except DrafterError as error:
            self._conversation.complain(str(error))
            return
        self._conversation.clear()
        self._conversation.say(f"{_contested(merged, self._workspace.refs)}{words}")
        spots = self._workspace.draft.spots
        self._draft_changed(next((conflict.id for conflict in merged.contested if conflict.id in spots), None))

    def _save_in(self, path: Path) -> str:
        """Go on in another file. Returns why that can't be done; empty where it was."""
        from drafter.storage import files

        try:
            path = files.new_draft_path(path)
            self._workspace.file.save_as(self._session.reach(path))
        except DrafterError as error:
            return str(error)
        self._autosave.failed = False
        self._conversation.clear()
        self._conversation.say(tr("Saved in {path}", path=path))
        self._show()
        return ""

    def _after_save(self, fault: str | None) -> None:
        self._show()
        if fault:
            self._conversation.begin(self._offer_ways_out(fault), only="trouble")

    async def _offer_ways_out(self, fault: str) -> None:
        from drafter.tui.dialogs.draft_file import ways_out

        answer = await self._conversation.ask(ways_out(fault, merging=self._autosave.underneath))
        if answer == "as":
            await self.save_as()
        elif answer == "merge":
            self.merge(
                lambda: self._workspace.file.merge_underneath(_MERGING), tr("Merged with what the file holds now")
            )

    def _show(self) -> None:
        self._show_state(self._workspace, self._autosave.failed)


class Recovery:
    """Offers what earlier sessions left: work on this file that could not be saved, and words in an open window."""

    def __init__(
        self,
        workspace: Workspace,
        conversation: Conversation,
        files: FileActions,
        *,
        ready: Callable[[], Awaitable[None]],
        draft_changed: Callable[[str | None], None],
        reopen: Callable[[Unfinished], Awaitable[None]],
    ) -> None:
        """`ready` returns once there are panes to show what becomes of an answer, `draft_changed` shows the draft with
        the cursor on a paragraph, `reopen` opens the window in which words were written.
        """
        self._workspace = workspace
        self._conversation = conversation
        self._files = files
        self._ready = ready
        self._draft_changed = draft_changed
        self._reopen = reopen

    async def offer(self) -> None:
        """Offer all that was left, then say whether somebody else has the draft open."""
        for kept in reversed(self._workspace.file.recoverable):
            await self._offer_work(kept)
        for words in self._workspace.editors.abandoned:
            await self._offer_words(words)
        await asyncio.sleep(_SOON)
        if self._workspace.file.enter():
            self._conversation.warn_long(tr(_OPEN_ELSEWHERE), title=tr("Open elsewhere too"))

    async def _offer_work(self, kept: KeptWork) -> None:
        from drafter.tui.dialogs.draft_file import kept_work

        answer = await self._answer(kept_work(kept))
        if answer == "recover":
            recover = partial(self._workspace.file.recover, kept, _RECOVERING)
            self._files.merge(recover, tr("Recovered; undo takes it back"))
        elif answer == "dismiss":
            try:
                self._workspace.file.dismiss(kept)
            except DrafterError as error:
                self._conversation.warn(str(error))

    async def _offer_words(self, words: Unfinished) -> None:
        from drafter.tui.dialogs.draft_file import left_words

        answer = await self._answer(left_words(words, self._workspace))
        if answer == "take":
            self._take(words)
        elif answer == "look":
            await self._reopen(words)
        elif answer == "drop":
            unsaved_texts.remove(words)

    async def _answer(self, offer: PickDialog) -> str | None:
        answer = await self._conversation.ask(offer)
        await self._ready()
        return answer

    def _take(self, words: Unfinished) -> None:
        """Do with the words what they were written for."""
        try:
            step = self._workspace.editors.write(words)
        except DrafterError as error:
            self._conversation.complain(str(error))
            return
        self._workspace.editors.done(words)
        self._conversation.say(tr("Done: {step}; undo takes it back", step=step))
        self._draft_changed(words.at if words.at in self._workspace.draft.spots else self._workspace.history.newest)


def _contested(merged: Merged, refs: Mapping[str, str]) -> str:
    """`OP2, OP5: changed by both; both wordings stand there. `: the paragraphs first, so that no line's end hides them;
    empty where the sides changed different things.
    """
    names = list(dict.fromkeys(refs.get(conflict.id, tr("the draft as a whole")) for conflict in merged.contested))
    if not names:
        return ""
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    worded = any(conflict.what == "text" for conflict in merged.contested)
    where = tr("both wordings stand there") if worded else tr("its note says what each side wanted")
    return tr("{shown}: changed by both; {where}. ", shown=shown, where=where)


def _another_name(path: Path) -> Path:
    """`draft-2.yaml` for `draft.yaml`, or the next number that is free."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))
    return next((other for other in numbered if not other.exists()), path)
