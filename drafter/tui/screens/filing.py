"""What the main screen does with its file: save, merge what others wrote, recover, leave without losing anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual import work
from textual.content import Content
from textual.screen import Screen

from drafter.errors import DrafterError
from drafter.model.merging import Merged
from drafter.storage.recovery import Kept
from drafter.tui.dialogs.form import Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.saving import Autosave
from drafter.tui.session import Session
from drafter.tui.widgets.rows import Row
from drafter.workspace import Workspace

_NAMES = ("HERE", "FILE")
"""Who is said to want each wording, where both sides changed one."""
_AS = Row("as", Content("Save under another name…"))
_MERGE = Row("merge", Content("Merge both: what is there now and what you did here; one step, which undo takes back"))
_LATER = Row("later", Content("Go on working; your work stays here, unsaved, until it can be saved"))
_STAY = Row("stay", Content("Stay"))
_LEAVE = Row("leave", Content("Leave without saving: your work is kept apart, and offered next time"))


class FilingScreen(Screen[None]):
    """A screen on a workspace that keeps it on disk. What can't be written is said, and stays in memory."""

    def __init__(self, workspace: Workspace, session: Session) -> None:
        super().__init__()
        self.workspace = workspace
        self.session = session
        self.autosave = Autosave(workspace, self.set_timer, self._after_save)

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
            self.say(f"Saved in {self.workspace.path}")
        self._after_save(fault)

    @work
    async def action_save_as(self) -> None:
        await self._save_as()

    async def _save_as(self) -> bool:
        """Ask for a name until one works; False where the user gave up."""
        name = str(_another_name(self.workspace.path))
        while True:
            answer = await self.app.push_screen_wait(Form("Save as", [Field("path", "File", name)], ok="Save"))
            if answer is None:
                return False
            name = answer["path"].strip()
            if self._save_in(Path(name)):
                return True

    def _save_in(self, path: Path) -> bool:
        try:
            self.workspace.save_as(self.session.reach(path))
        except DrafterError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        self.autosave.failed = False
        self.say(f"Saved in {path}")
        self.show_file_state()
        return True

    def _after_save(self, fault: str | None) -> None:
        self.show_file_state()
        if fault:
            self.notify(fault, title="Not saved", severity="error", timeout=15, markup=False)
            self._offer_ways_out(fault)

    @work(exclusive=True, group="trouble")
    async def _offer_ways_out(self, fault: str) -> None:
        merge = [_MERGE] if self.autosave.underneath else []
        title = "Somebody else changed the file" if merge else "The draft can't be saved"
        answer = await self.app.push_screen_wait(Pick(title, [*merge, _AS, _LATER], hint=fault))
        if answer == "as":
            await self._save_as()
        elif answer == "merge":
            self._merge(lambda: self.workspace.merge_underneath(_NAMES), "Merged with what the file holds now")

    def _merge(self, way: Callable[[], Merged], words: str) -> None:
        """Bring other work in, as one step, and say what both sides changed."""
        try:
            merged = way()
        except DrafterError as error:
            self.notify(str(error), severity="error", timeout=15, markup=False)
            return
        contested = [self.workspace.refs.get(one.id, "the draft") for one in merged.contested]
        look = f". Both changed {', '.join(contested[:5])}: both wordings stand there" if contested else ""
        self.say(f"{words}{look}")
        self.draft_changed(next((one.id for one in merged.contested if one.id in self.workspace.draft.spots), None))

    @work
    async def offer_kept(self) -> None:
        """Offer work on this file that an earlier session could not save."""
        for kept in reversed(self.workspace.kept):
            answer = await self.app.push_screen_wait(_kept(kept))
            if answer == "recover":
                self._merge(lambda kept=kept: self.workspace.recover(kept), "Recovered; undo takes it back")  # type: ignore[misc]
            elif answer == "dismiss":
                self._dismiss(kept)

    def _dismiss(self, kept: Kept) -> None:
        try:
            self.workspace.dismiss(kept)
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
        answer = await self.app.push_screen_wait(Pick("The draft can't be saved", [_AS, _STAY, _LEAVE], hint=fault))
        if answer == "leave" or (answer == "as" and await self._save_as()):
            self.app.exit()


def _kept(kept: Kept) -> Pick:
    rows = [
        Row("recover", Content("Bring it back: merged with what the file holds, one step, which undo takes back")),
        Row("later", Content("Not now; ask again when the draft is opened next")),
        Row("dismiss", Content("Do without it; it stays among the earlier versions")),
    ]
    when = f"{kept.when.astimezone():%d %B %Y, %H:%M}"
    return Pick("There is work that never reached this file", rows, hint=f"drafter kept it on {when}.")


def _another_name(path: Path) -> Path:
    """`draft-2.yaml` for `draft.yaml`, or the next number that is free."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))
    return next((one for one in numbered if not one.exists()), path)
