"""What the four panes have in common: the workspace, editing with refusals shown, and dialogs."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.containers import Vertical

from drafter.errors import DrafterError
from drafter.tui.commands import Scope
from drafter.tui.dialogs.dialog import Dialog, T
from drafter.tui.messages import Edited, OffersChanged
from drafter.workspace import Workspace
from drafter.workspace.judgement import Judgement


class Pane(Vertical):
    """A pane of the main screen. `show` brings it up to date with the workspace."""

    SCOPE: ClassVar[Scope]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(id=str(self.SCOPE))
        self.workspace = workspace
        self.judgement: Judgement | None = None
        """Who else asked, and what the checks say; None until that is read, soon after the start."""

    def show(self) -> None:
        """Show the workspace as it now is, the cursor staying where it was."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Focus what the user most likely wants to work with."""
        raise NotImplementedError

    def offers(self, action: str) -> bool:  # noqa: ARG002  (panes that offer less override it)
        """Whether the key bar should name the action here; its key works all the same and says why it can't."""
        return True

    def do(self, edit: Callable[[], str], *, to_newest: bool = False, cursor: str | None = None) -> bool:
        """Make an edit and tell the main screen; a refusal is shown, and False returned.

        The outline's cursor then goes to the paragraph that the edit brought in, or to the one named.
        """
        before = self.workspace.coverage.recommendations
        try:
            step = edit()
        except DrafterError as refusal:
            self.warn(str(refusal))
            return False
        self.post_message(Edited(step, before, self.workspace.newest if to_newest else cursor))
        return True

    def warn(self, words: str) -> None:
        self.notify(words, severity="warning", markup=False)

    def offers_changed(self) -> None:
        self.post_message(OffersChanged())

    async def ask(self, dialog: Dialog[T]) -> T | None:
        """The dialog's answer; None where it was cancelled. To be called from a worker."""
        return await self.app.push_screen_wait(dialog)
