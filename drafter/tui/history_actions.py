"""Going back and forth: undo, redo, the list of steps, earlier versions of the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from textual.content import Content

from drafter.draft.draft import Draft
from drafter.errors import BadInput, DrafterError
from drafter.storage.earlier_versions import Version
from drafter.tui.conversation import Conversation
from drafter.tui.widgets.row import Row
from drafter.workspace import Workspace
from drafter.workspace.draft_history import Step

_AROUND = 6
"""The undone steps that the list of steps shows at once, where there are so many."""


class HistoryActions:
    """Goes to earlier and later states of the draft, and says where it went."""

    def __init__(
        self, workspace: Workspace, conversation: Conversation, draft_changed: Callable[[str | None], None]
    ) -> None:
        """`draft_changed` shows the draft as it now is, with the cursor on a paragraph."""
        self._workspace = workspace
        self._conversation = conversation
        self._draft_changed = draft_changed

    def offers(self) -> Mapping[str, bool]:
        """Whether there is anything to undo, redo or choose from."""
        history = self._workspace.history.steps
        past, future = bool(history.past), bool(history.future)
        return {"undo": past, "redo": future, "steps": past or future}

    def undo(self) -> None:
        self._go(self._workspace.history.undo, "Undone: ", "Those are among the commands: ctrl+p.")

    def redo(self) -> None:
        self._go(self._workspace.history.redo, "Redone: ")

    async def choose_step(self) -> None:
        """Go to a step of this session."""
        from drafter.tui.dialogs.questions import PickDialog

        history = self._workspace.history.steps
        steps = (*history.past, history.present, *reversed(history.future))
        here = len(history.past)
        rows = [_step_row(number, step, here) for number, step in enumerate(steps)]
        hint = "The newest at the bottom; Enter goes to the step, and comes back from it in the same way."
        picked = await self._conversation.ask(PickDialog("Steps", rows, str(here), hint, around=_AROUND))
        if picked and int(picked) != here:
            self._go(lambda: self._workspace.history.go_to(int(picked)))

    async def choose_version(self) -> None:
        """Go back to what an earlier session left, or this one some minutes ago."""
        versions = {str(number): version for number, version in enumerate(self._workspace.file.versions)}
        if not versions:
            self._conversation.inform("No earlier version is kept yet: one is, every few minutes of work.")
            return
        from drafter.tui.dialogs.draft_file import VersionsDialog

        now = datetime.now(UTC)
        rows = [_version_row(id, version.when, now) for id, version in versions.items()]
        picked = await self._conversation.ask(VersionsDialog(rows, lambda id: self._difference(versions[id])))
        if picked:
            self._go(lambda: self._workspace.file.restore(versions[picked]), "Done: ")

    def _go(self, way: Callable[[], str], word: str = "", help: str = "") -> None:
        """Change the draft and say how. `help` says what can be done where it can't be changed."""
        before = self._workspace.draft
        try:
            step = way()
        except DrafterError as error:
            self._conversation.warn(f"{error} {help}".strip())
            return
        self._conversation.say(f"{word}{step}")
        self._draft_changed(changed_paragraph(before, self._workspace.draft))

    def _difference(self, version: Version) -> Content:
        """What an earlier version has otherwise, or why it can't be read. May be called in a thread."""
        from drafter.tui.dialogs.draft_file import otherwise

        try:
            return otherwise(self._workspace.file.version(version), self._workspace.draft)
        except BadInput as error:
            why = error.problems[0].what
            return Content(f"This version can't be read: {why[:1].lower()}{why[1:]}")


def _version_row(id: str, when: datetime, now: datetime) -> Row:
    from drafter.draft.draft_difference import ago

    local = when.astimezone()
    return Row(id, Content.assemble(f"{local:%d %B %Y, %H:%M:%S}", (f"   {ago(when, now)}", "$text-muted")))


def _step_row(number: int, step: Step[Draft], here: int) -> Row:
    sign = "→ " if number == here else "  "
    when = f"{step.when.astimezone():%H:%M}" if step.when else ""
    words = step.name or "the draft as it was opened"
    undone = ("  undone", "$text-muted") if number > here else ""
    return Row(str(number), Content.assemble(words, undone), Content(f"{sign}{number:>3}  {when:5}  "))


def changed_paragraph(before: Draft, after: Draft) -> str | None:
    """The first paragraph that is new or changed in words or place; None where there is none."""
    for id, spot in after.spots.items():
        other = before.spots.get(id)
        if other is None or other.paragraph != spot.paragraph or other.container != spot.container:
            return id
    return None
