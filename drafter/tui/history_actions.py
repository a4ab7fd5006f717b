"""Going back and forth: undo, redo, the list of steps, earlier versions of the file, named revisions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from textual.content import Content

from drafter.draft.draft import Draft
from drafter.errors import BadInput, DrafterError
from drafter.storage.earlier_versions import Version
from drafter.tui.conversation import Conversation
from drafter.tui.tongue import later, shown, tr
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
        self._go(self._workspace.history.undo, tr("Undone: "), tr("Those are among the commands: ctrl+p."))

    def redo(self) -> None:
        self._go(self._workspace.history.redo, tr("Redone: "))

    async def choose_step(self) -> None:
        """Go to a step of this session."""
        from drafter.tui.dialogs.questions import PickDialog

        history = self._workspace.history.steps
        steps = (*history.past, history.present, *reversed(history.future))
        here = len(history.past)
        rows = [_step_row(number, step, here) for number, step in enumerate(steps)]
        hint = tr("The newest at the bottom; Enter goes to the step, and comes back from it in the same way.")
        picked = await self._conversation.ask(PickDialog(tr("Steps"), rows, str(here), hint, around=_AROUND))
        if picked and int(picked) != here:
            self._go(lambda: self._workspace.history.go_to(int(picked)))

    async def choose_version(self) -> None:
        """Go back to what an earlier session left, or this one some minutes ago."""
        versions = {str(number): version for number, version in enumerate(self._workspace.file.versions)}
        if not versions:
            self._conversation.inform(tr("No earlier version is kept yet: one is, every few minutes of work."))
            return
        from drafter.tui.dialogs.draft_file import VersionsDialog

        now = datetime.now(UTC)
        rows = [_version_row(id, version.when, now) for id, version in versions.items()]
        picked = await self._conversation.ask(VersionsDialog(rows, lambda id: self._difference(versions[id])))
        if picked and await self._goes_back(
            tr("the version of {saved}", saved=_saved(versions[picked].when)),
            lambda: self._difference(versions[picked]),
        ):
            self._go(lambda: self._workspace.file.restore(versions[picked]), tr("Done: "))

    async def save_revision(self) -> None:
        """Keep the draft under a name that nothing has yet."""
        from drafter.negotiation.revisions import next_name
        from drafter.storage.exported_versions import folder_of
        from drafter.tui.dialogs.questions import FormDialog, FormField

        kept = self._workspace.revisions.kept.revisions
        field = FormField("name", tr("Name"), next_name([each.name for each in kept]), suggested=True)
        hint = tr("Kept for good in {name}, beside the draft.", name=folder_of(self._workspace.file.path).name)
        await self._conversation.ask(
            FormDialog(
                tr("Save a revision"), [field], hint, later("Save"), refusal=lambda answer: self._keep(answer["name"])
            )
        )

    async def choose_revision(self) -> None:
        """Go back to the draft as it was circulated."""
        kept = self._workspace.revisions.kept
        for problem in kept.problems:
            self._conversation.warn(str(problem))
        revisions = {each.name: each for each in reversed(kept.revisions)}
        if not revisions:
            self._conversation.inform(
                tr("No revision is kept yet: Save a revision keeps one, among the commands: ctrl+p.")
            )
            return
        from drafter.tui.dialogs.draft_file import VersionsDialog

        now = datetime.now(UTC)
        rows = [_version_row(name, each.when, now, named=name) for name, each in revisions.items()]

        def tell(name: str) -> Content:
            return self._otherwise(lambda: self._workspace.revisions.draft(revisions[name]))

        dialog = VersionsDialog(
            rows,
            tell,
            later("Revisions of this draft"),
            later("`drafter revision` compares them."),
        )
        picked = await self._conversation.ask(dialog)
        if picked and await self._goes_back(picked, lambda: tell(picked)):
            self._go(lambda: self._workspace.revisions.restore(revisions[picked]), tr("Done: "))

    async def _goes_back(self, version: str, tell: Callable[[], Content]) -> bool:
        """Whether the user, who sees what that changes, goes back to this version. `tell` is called in a thread."""
        from drafter.tui.dialogs.draft_file import going_back

        return await self._conversation.ask(going_back(version, await asyncio.to_thread(tell))) == "back"

    def _keep(self, name: str) -> str:
        """Keep the draft under this name. Returns why that can't be done; empty where it was."""
        try:
            kept = self._workspace.revisions.save(name)
        except DrafterError as error:
            return str(error)
        self._conversation.say(tr("Kept {name} in {folder}", name=kept.name, folder=kept.path.parent.name))
        return ""

    def _go(self, way: Callable[[], str], word: str = "", help: str = "") -> None:
        """Change the draft and say how. `help` says what can be done where it can't be changed."""
        before = self._workspace.draft
        try:
            step = way()
        except DrafterError as error:
            self._conversation.warn(f"{shown(error)} {help}".strip())
            return
        self._conversation.say(f"{word}{shown(step)}")
        self._draft_changed(changed_paragraph(before, self._workspace.draft))

    def _difference(self, version: Version) -> Content:
        """What an earlier version has otherwise, or why it can't be read. May be called in a thread."""
        return self._otherwise(lambda: self._workspace.file.version(version))

    def _otherwise(self, read: Callable[[], Draft]) -> Content:
        from drafter.tui.dialogs.draft_file import otherwise

        try:
            return otherwise(read(), self._workspace.draft)
        except BadInput as error:
            why = error.problems[0].what
            return Content(f"This version can't be read: {why[:1].lower()}{why[1:]}")


def _version_row(id: str, when: datetime, now: datetime, named: str = "") -> Row:
    from drafter.draft.draft_difference import ago

    saved = _saved(when)
    name = Content(f"{named}   {saved}" if named else saved)
    return Row(id, Content.assemble(name, (f"   {ago(when, now)}", "$text-muted")))


def _saved(when: datetime) -> str:
    return f"{when.astimezone():%d %B %Y, %H:%M:%S}"


def _step_row(number: int, step: Step[Draft], here: int) -> Row:
    sign = "→ " if number == here else "  "
    when = f"{step.when.astimezone():%H:%M}" if step.when else ""
    words = step.name or tr("the draft as it was opened")
    undone = (tr("  undone"), "$text-muted") if number > here else ""
    return Row(str(number), Content.assemble(words, undone), Content(f"{sign}{number:>3}  {when:5}  "))


def changed_paragraph(before: Draft, after: Draft) -> str | None:
    """The first paragraph that is new or changed in words or place; None where there is none."""
    for id, spot in after.spots.items():
        other = before.spots.get(id)
        if other is None or other.paragraph != spot.paragraph or other.container != spot.container:
            return id
    return None
