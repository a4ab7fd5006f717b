"""What the main screen does with its file: save, merge what others wrote, recover, leave without losing anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.screen import Screen

from drafter.errors import DrafterError
from drafter.storage import editor_recovery
from drafter.storage.editor_recovery import Unfinished
from drafter.storage.recovery import Kept
from drafter.tui.autosave import Autosave
from drafter.tui.session import Session
from drafter.workspace import Workspace

if TYPE_CHECKING:  # loaded when there is something to merge, or to ask
    from drafter.negotiation.merge import Merged
    from drafter.tui.dialogs.form import Pick

_NAMES = ("this screen", "the file")
"""Who is said to want each wording, where both sides changed one."""
_KEPT = ("kept work", "the file")
"""As above, where the one side is what an earlier session could not save."""
_SOON = 0.3
"""Seconds after the start in which nothing is done that can wait."""
_OPEN_ELSEWHERE = (
    "Another drafter on this machine has this draft open. Both save into the same file: where the other has saved "
    "meanwhile, you are asked to merge."
)


class FilingScreen(Screen[None]):
    """A screen on a workspace that keeps it on disk. What can't be written is said, and stays in memory."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = session
        self.autosave = Autosave(workspace, self.set_timer, self._after_save)
        self.furnished = asyncio.Event()
        """Set once every pane is there."""

    def say(self, words: str) -> None:
        """Show a line on what happened."""
        raise NotImplementedError

    def show_file_state(self) -> None:
        """Show whether the draft is saved."""
        raise NotImplementedError

    def draft_changed(self, paragraph: str | None = None) -> None:
        """Show the draft as it now is, and save it soon."""
        raise NotImplementedError

    def action_save(self) -> None:
        fault = self.autosave.now()
        if fault is None:
            self.say(f"Saved in {self.workspace.file.path}")
        self._after_save(fault)

    @work
    async def action_save_as(self) -> None:
        await self._save_as()

    async def _save_as(self) -> bool:
        """Ask for a name until one works; False where the user gave up."""
        from drafter.tui.dialogs.form import Field, Form

        field = Field("path", "File", str(_another_name(self.workspace.file.path)))
        form = Form("Save as", [field], ok="Save", refusal=lambda answer: self._save_in(Path(answer["path"].strip())))
        return await self.app.push_screen_wait(form) is not None

    def _save_in(self, path: Path) -> str:
        """Go on in another file. Returns why that can't be done; empty where it was."""
        from drafter.storage import files

        try:
            path = files.new_name(path)
            self.workspace.file.save_as(self.session.reach(path))
        except DrafterError as error:
            return str(error)
        self.autosave.failed = False
        self.app.clear_notifications()
        self.say(f"Saved in {path}")
        self.show_file_state()
        return ""

    def _after_save(self, fault: str | None) -> None:
        self.show_file_state()
        if fault:
            self._offer_ways_out(fault)

    @work(exclusive=True, group="trouble")
    async def _offer_ways_out(self, fault: str) -> None:
        from drafter.tui.dialogs.file_offers import ways_out

        answer = await self.app.push_screen_wait(ways_out(fault, merging=self.autosave.underneath))
        if answer == "as":
            await self._save_as()
        elif answer == "merge":
            self._merge(lambda: self.workspace.file.merge_underneath(_NAMES), "Merged with what the file holds now")

    def _merge(self, way: Callable[[], Merged], words: str) -> None:
        """Bring other work in, as one step, and say what both sides changed."""
        try:
            merged = way()
        except DrafterError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        self.app.clear_notifications()
        self.say(f"{_contested(merged, self.workspace.refs)}{words}")
        self.draft_changed(next((one.id for one in merged.contested if one.id in self.workspace.draft.spots), None))

    @work
    async def offer_kept(self) -> None:
        """Offer what earlier sessions left: work on this file that could not be saved, words in an open window. Then
        say whether somebody else has the draft open.
        """
        for kept in reversed(self.workspace.file.recoverable):
            from drafter.tui.dialogs.file_offers import kept_work

            answer = await self._answer(kept_work(kept))
            if answer == "recover":
                self._merge(partial(self.workspace.file.recover, kept, _KEPT), "Recovered; undo takes it back")
            elif answer == "dismiss":
                self._dismiss(kept)
        for words in self.workspace.editors.left:
            await self._offer_words(words)
        await asyncio.sleep(_SOON)
        if self.workspace.file.enter():
            self.notify(_OPEN_ELSEWHERE, title="Open elsewhere too", severity="warning", timeout=15, markup=False)

    def on_unmount(self) -> None:
        self.workspace.file.leave()

    def on_screen_suspend(self) -> None:
        """The keys at the bottom don't work while a dialog stands before them."""
        from drafter.tui.dialogs.dialog import Dialog

        self.set_class(isinstance(self.app.screen, Dialog), "-behind")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        event.refresh_styles = False  # everything has its styles since it was put in
        self.set_class(False, "-behind")

    async def _answer(self, offer: Pick) -> str | None:
        """The answer to an offer at the start, once there are panes to show what becomes of it."""
        answer = await self.app.push_screen_wait(offer)
        await self.furnished.wait()
        return answer

    async def _offer_words(self, words: Unfinished) -> None:
        from drafter.tui.dialogs.file_offers import left_words

        answer = await self._answer(left_words(words, self.workspace))
        if answer == "take":
            self._take_words(words)
        elif answer == "look":
            from drafter.tui.outline.outline_pane import OutlinePane

            await self.run_action("show('outline')")
            await self.query_one(OutlinePane).windows.write(words)
        elif answer == "drop":
            editor_recovery.remove(words)

    def _take_words(self, words: Unfinished) -> None:
        try:
            step = self.workspace.editors.write(words)
        except DrafterError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        self.workspace.editors.done(words)
        self.say(f"Done: {step}; undo takes it back")
        self.draft_changed(words.at if words.at in self.workspace.draft.spots else self.workspace.history.newest)

    def _dismiss(self, kept: Kept) -> None:
        try:
            self.workspace.file.dismiss(kept)
        except DrafterError as error:
            self.notify(str(error), severity="warning", markup=False)

    @work(exclusive=True, group="quit")
    async def action_quit(self) -> None:
        """Save and leave; ask where saving is impossible, since undo can't help there."""
        fault = self.autosave.now()
        if fault is None:
            self.app.exit()
            return
        self.show_file_state()
        from drafter.tui.dialogs.file_offers import leaving

        answer = await self.app.push_screen_wait(leaving(fault))
        if answer == "leave" or (answer == "as" and await self._save_as()):
            self.app.exit()


def _contested(merged: Merged, refs: Mapping[str, str]) -> str:
    """`OP2, OP5: changed by both; both wordings stand there. `: the paragraphs first, so that no line's end hides them;
    empty where the sides changed different things.
    """
    names = list(dict.fromkeys(refs.get(one.id, "the draft as a whole") for one in merged.contested))
    if not names:
        return ""
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    worded = any(one.what == "text" for one in merged.contested)
    where = "both wordings stand there" if worded else "its note says what each side wanted"
    return f"{shown}: changed by both; {where}. "


def _another_name(path: Path) -> Path:
    """`draft-2.yaml` for `draft.yaml`, or the next number that is free."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))
    return next((one for one in numbered if not one.exists()), path)
