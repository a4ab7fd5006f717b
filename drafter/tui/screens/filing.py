"""What the main screen does with files: save, save under another name, export, and leave without losing anything."""

from __future__ import annotations

from pathlib import Path

from textual import work
from textual.content import Content
from textual.screen import Screen

from drafter.errors import DrafterError
from drafter.tui.dialogs.exporting import Exporting
from drafter.tui.dialogs.form import Field, Form
from drafter.tui.dialogs.pick import Pick
from drafter.tui.saving import Autosave
from drafter.tui.widgets.rows import Row
from drafter.workspace import Workspace


class FilingScreen(Screen[None]):
    """A screen on a workspace that keeps it on disk. What can't be written is said, and stays in memory."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.autosave = Autosave(workspace, self.set_timer, self._after_autosave)
        self._export_path: Path | None = None
        """Where the last export went; the next is offered the same."""

    def say(self, words: str) -> None:
        """Show a line on what happened."""
        raise NotImplementedError

    def show_file_state(self) -> None:
        """Show whether the draft is saved."""
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
            if self._save_in(Path(name).expanduser()):
                return True

    def _save_in(self, path: Path) -> bool:
        try:
            self.workspace.save_as(path)
        except DrafterError as error:
            self.notify(str(error), severity="error", markup=False)
            return False
        self.autosave.failed = False
        self.say(f"Saved in {path}")
        self.show_file_state()
        return True

    def _after_autosave(self, fault: str | None) -> None:
        self._after_save(fault)

    def _after_save(self, fault: str | None) -> None:
        self.show_file_state()
        if fault:
            self.notify(fault, title="Not saved", severity="error", timeout=15, markup=False)
            self._offer_save_as(fault)

    @work(exclusive=True, group="trouble")
    async def _offer_save_as(self, fault: str) -> None:
        choices = [
            Row("as", Content("Save under another name…")),
            Row("later", Content("Go on working; your work stays here, unsaved, until it can be saved")),
        ]
        if await self.app.push_screen_wait(Pick("The draft can't be saved", choices, hint=fault)) == "as":
            await self._save_as()

    @work
    async def action_export(self) -> None:
        path = self._export_path or self.workspace.path.with_suffix(".docx")
        wish = await self.app.push_screen_wait(Exporting(path))
        if wish:
            self._export_path = wish.path
            self._export(wish.path, wish.replace)

    def _export(self, path: Path, replace: bool) -> None:
        try:
            self.workspace.export(path, replace=replace)
        except DrafterError as error:
            self.notify(str(error), title="Not exported", severity="error", timeout=10, markup=False)
        else:
            self.say(f"Exported: {path.absolute()}")
            self.notify(f"Wrote {path.absolute()}", title="Exported", markup=False)

    @work(exclusive=True, group="quit")
    async def action_quit(self) -> None:
        """Save and leave; ask where saving is impossible, since undo can't help there."""
        fault = self.autosave.now()
        if fault is None:
            self.app.exit()
            return
        self.show_file_state()
        choices = [
            Row("as", Content("Save under another name…")),
            Row("stay", Content("Stay")),
            Row("leave", Content("Leave without saving: what is not saved is lost")),
        ]
        answer = await self.app.push_screen_wait(Pick("The draft can't be saved", choices, hint=fault))
        if answer == "leave" or (answer == "as" and await self._save_as()):
            self.app.exit()


def _another_name(path: Path) -> Path:
    """`draft-2.yaml` for `draft.yaml`, or the next number that is free."""
    numbered = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 1000))
    return next((one for one in numbered if not one.exists()), path)
