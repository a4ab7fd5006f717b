"""What the four panes have in common: the workspace, editing with refusals shown, and dialogs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from drafter.errors import DrafterError
from drafter.storage import editor_recovery
from drafter.storage.editor_recovery import Unfinished
from drafter.tui.background_review import Judging
from drafter.tui.commands import Scope
from drafter.tui.messages import Edited
from drafter.tui.widgets.frame import Frame
from drafter.workspace import Workspace

if TYPE_CHECKING:  # loaded when there is something to ask
    from drafter.tui.dialogs.dialog import Dialog, T


class Pane(Frame):
    """A pane of the main screen. `show` brings it up to date with the workspace."""

    SCOPE: ClassVar[Scope]

    def __init__(self, workspace: Workspace, judging: Judging) -> None:
        super().__init__(id=str(self.SCOPE))
        self.workspace = workspace
        self.judging = judging
        self.follower: Callable[[], None] | None = None
        """Called at once when other commands may make sense; as a `Rows`'s, it is no message for the sake of speed."""

    def show(self) -> None:
        """Show the workspace as it now is, the cursor staying where it was."""
        raise NotImplementedError

    @property
    def cursor(self) -> str | None:
        """The id of what the cursor stands on; None where nothing else is to follow it."""
        return None

    def follow(self, id: str | None) -> None:
        """Go to a paragraph or part, if this pane shows what the outline's cursor is on."""

    def show_at(self, paragraph: str | None) -> None:  # noqa: ARG002  (only the outline has a place for it)
        """As `show`, with the cursor on a paragraph; None for where it is."""
        self.show()

    def focus_moved(self, to: Widget | None) -> None:
        """The focus is on another widget now, in this pane or not."""

    @property
    def typing(self) -> bool:
        """Whether the user is writing in a field of this pane, so that letters are no commands."""
        return False

    def take_focus(self) -> None:
        """Focus what the user most likely wants to work with."""
        raise NotImplementedError

    def offers(self) -> Mapping[str, bool | str]:
        """Whether the key bar should name an action here, by its name, or the words that say what it would do now; one
        that isn't there is always named.

        The key works all the same and says why it can't.
        """
        return {}

    def do(self, edit: Callable[[], str], *, to_newest: bool = False, about: Sequence[str] = ()) -> bool:
        """As `attempt`; a refusal is shown, and False returned."""
        why_not = self.attempt(edit, to_newest=to_newest, about=about)
        if why_not:
            self.warn(why_not)
        return not why_not

    def attempt(self, edit: Callable[[], str], *, to_newest: bool = False, about: Sequence[str] = ()) -> str:
        """Make an edit and tell the main screen; why it was refused, empty where it was made.

        It is about the paragraphs that the edit brought in, or those named: the outline's cursor goes to the first.
        """
        before, history = self.workspace.coverage.recommendations, self.workspace.history.steps
        try:
            step = edit()
        except DrafterError as refusal:
            return str(refusal)
        if self.workspace.history.steps is history:
            self.warn("It is so already: nothing was changed.")
            return ""
        self.post_message(Edited(step, before, self.workspace.history.brought_in if to_newest else tuple(about)))
        return ""

    def keep_words(self, words: Unfinished) -> None:
        """Keep what stands in a window for writing, so that a killed session doesn't lose it."""
        try:
            editor_recovery.keep(words)
        except DrafterError as error:
            self.warn(f"These words would not survive a crash. {error}")

    def warn(self, words: str) -> None:
        self.notify(words, severity="warning", markup=False)

    def offers_changed(self) -> None:
        if self.follower:
            self.follower()

    async def ask(self, dialog: Dialog[T]) -> T | None:
        """The dialog's answer; None where it was cancelled. To be called from a worker."""
        return await self.app.push_screen_wait(dialog)
