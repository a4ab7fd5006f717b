"""Going back and forth: undo, redo, the list of steps, earlier versions of the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from textual import work
from textual.content import Content

from drafter.draft.draft import Draft
from drafter.errors import BadInput, DrafterError
from drafter.storage.versions import Version
from drafter.tui.export_screen import ExportingScreen
from drafter.tui.widgets.rows import Row
from drafter.workspace.draft_history import Step

_AROUND = 6
"""The undone steps that the list of steps shows at once, where there are so many."""


class HistoryScreen(ExportingScreen):
    """A screen that travels in the history of its draft and says where it went."""

    def draft_changed(self, paragraph: str | None = None) -> None:
        """Show the draft as it now is, with the cursor on a paragraph, and save it soon."""
        raise NotImplementedError

    def offers(self, action: str) -> bool:
        """Whether a command that works everywhere makes sense now."""
        history = self.workspace.history.steps
        return {
            "undo": bool(history.past),
            "redo": bool(history.future),
            "steps": bool(history.past or history.future),
            "open_exported": self.exported is not None,
        }.get(action, True)

    def action_undo(self) -> None:
        self._travel(self.workspace.history.undo, "Undone: ", "Those are among the commands: ctrl+p.")

    def action_redo(self) -> None:
        self._travel(self.workspace.history.redo, "Redone: ")

    def _travel(self, way: Callable[[], str], word: str = "", help: str = "") -> None:
        """`help` says what can be done where there is no way."""
        before = self.workspace.draft
        try:
            step = way()
        except DrafterError as error:
            self.notify(f"{error} {help}".strip(), severity="warning", markup=False)
            return
        self.say(f"{word}{step}")
        self.draft_changed(changed_paragraph(before, self.workspace.draft))

    @work
    async def action_steps(self) -> None:
        from drafter.tui.dialogs.form import Pick

        history = self.workspace.history.steps
        steps = (*history.past, history.present, *reversed(history.future))
        here = len(history.past)
        rows = [_step_row(place, step, here) for place, step in enumerate(steps)]
        hint = "The newest at the bottom; Enter goes to the step, and comes back from it in the same way."
        picked = await self.app.push_screen_wait(Pick("Steps", rows, str(here), hint, around=_AROUND))
        if picked and int(picked) != here:
            self._travel(lambda: self.workspace.history.go_to(int(picked)))

    @work
    async def action_versions(self) -> None:
        versions = {str(place): one for place, one in enumerate(self.workspace.file.versions)}
        if not versions:
            self.notify("No earlier version is kept yet: one is, every few minutes of work.", markup=False)
            return
        from drafter.tui.dialogs.versions import VersionsDialog

        now = datetime.now(UTC)
        rows = [_version_row(id, one.when, now) for id, one in versions.items()]
        picked = await self.app.push_screen_wait(VersionsDialog(rows, lambda id: self._otherwise(versions[id])))
        if picked:
            self._travel(lambda: self.workspace.file.restore(versions[picked]), "Done: ")

    def _otherwise(self, version: Version) -> Content:
        """What an earlier version has otherwise, or why it can't be read. May be called in a thread."""
        from drafter.tui.dialogs.versions import otherwise

        try:
            return otherwise(self.workspace.file.version(version), self.workspace.draft)
        except BadInput as error:
            why = error.problems[0].what
            return Content(f"This version can't be read: {why[:1].lower()}{why[1:]}")


def _version_row(id: str, when: datetime, now: datetime) -> Row:
    from drafter.draft.draft_difference import ago

    local = when.astimezone()
    return Row(id, Content.assemble(f"{local:%d %B %Y, %H:%M:%S}", (f"   {ago(when, now)}", "$text-muted")))


def _step_row(place: int, step: Step[Draft], here: int) -> Row:
    sign = "→ " if place == here else "  "
    when = f"{step.when.astimezone():%H:%M}" if step.when else ""
    words = step.name or "the draft as it was opened"
    undone = ("  undone", "$text-muted") if place > here else ""
    return Row(str(place), Content.assemble(words, undone), Content(f"{sign}{place:>3}  {when:5}  "))


def changed_paragraph(before: Draft, after: Draft) -> str | None:
    """The first paragraph of a draft that the other hasn't, or words or places otherwise; None where there is none."""
    for id, spot in after.spots.items():
        other = before.spots.get(id)
        if other is None or other.paragraph != spot.paragraph or other.container != spot.container:
            return id
    return None
