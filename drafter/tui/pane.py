"""What the panes have in common: how their commands run, and how these reach the draft and the user."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from inspect import iscoroutine
from typing import Any, ClassVar

from textual.actions import parse
from textual.containers import Container
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from drafter.errors import DrafterError, EditRefused
from drafter.tui import appearance
from drafter.tui.background_review import BackgroundReview
from drafter.tui.commands import Scope
from drafter.tui.conversation import Conversation
from drafter.tui.messages import Edited, Happened
from drafter.tui.tongue import tr
from drafter.tui.widgets.rows import Rows
from drafter.workspace import Workspace

Action = Callable[..., Coroutine[Any, Any, object] | None]
"""What a command does; one that asks the user something is a coroutine."""


class Interaction(Conversation):
    """The draft and the user as a pane's command meets them: it edits the one, and asks, warns or tells the other."""

    def __init__(self, workspace: Workspace, review: BackgroundReview, widget: Widget) -> None:
        """`widget` is where the messages and notices come from."""
        super().__init__(widget, lambda words: self.tell(Happened(words)))
        self.workspace = workspace
        self.review = review

    def edit(self, edit: Callable[[], str], *, to_newest: bool = False, about: Sequence[str] = ()) -> bool:
        """Make an edit, as `try_edit`; where it is refused, show why and return False."""
        refusal = self.try_edit(edit, to_newest=to_newest, about=about)
        if refusal:
            self.warn(refusal)
        return not refusal

    def try_edit(self, edit: Callable[[], str], *, to_newest: bool = False, about: Sequence[str] = ()) -> str:
        """Make an edit and tell the main screen. Returns why it was refused; empty where it was made.

        The edit is about the paragraphs that it brought in (`to_newest`) or about those named: the outline's cursor
        goes to the first of them.
        """
        before, history = self.workspace.coverage.recommendations, self.workspace.history.steps
        try:
            step = edit()
        except DrafterError as refusal:
            return str(refusal)
        if self.workspace.history.steps is history:
            self.warn(tr("It is so already: nothing was changed."))
            return ""
        self.tell(Edited(step, before, self.workspace.history.brought_in if to_newest else tuple(about)))
        return ""

    def tell(self, message: Message) -> None:
        """Tell the main screen."""
        self._widget.post_message(message)

    @property
    def roomy(self) -> bool:
        """Whether the terminal has many lines."""
        return self._widget.app.size.height >= appearance.ROOMY


def possible(edit: Callable[[], object]) -> bool:
    """Whether an edit, tried on values that it doesn't change, is not refused: only then is its key named."""
    try:
        edit()
    except EditRefused:
        return False
    return True


class Pane(Container):
    """A pane of the main screen. `show` brings it up to date with the workspace."""

    BLANK = True  # as in `bars`
    virtual_size = Reactive(Size(0, 0), repaint=False)  # as there
    SCOPE: ClassVar[Scope]

    def __init__(self, workspace: Workspace, review: BackgroundReview) -> None:
        super().__init__(id=str(self.SCOPE))
        self.workspace = workspace
        self.review = review
        self.interaction = Interaction(workspace, review, self)
        self.actions: Mapping[str, Callable[..., Coroutine[Any, Any, object] | None]] = {}
        """What does the work of the pane's commands, by the name of the action in the table of commands."""
        self.follower: Callable[[], None] | None = None
        """Called at once when other commands may make sense; as a `Rows`'s, it is no message for the sake of speed."""

    def run(self, action: str) -> None:
        """Run a command by its action, `up` or `text(-1)`. What asks the user something goes on as a worker."""
        _, name, arguments = parse(action)
        running = self.actions[name](*arguments)
        if iscoroutine(running):
            self.interaction.begin(running)

    def show(self) -> None:
        """Show the workspace as it now is, the cursor staying where it was."""
        raise NotImplementedError

    def follow(self, id: str | None) -> None:
        """Go to a paragraph or part, if this pane shows what the outline's cursor is on."""

    def focus_moved(self, to: Widget | None) -> None:
        """The focus is on another widget now, in this pane or not."""

    @property
    def typing(self) -> bool:
        """Whether the user is writing in a field of this pane, so that letters are no commands."""
        return False

    def take_focus(self) -> None:
        """Focus what the user most likely wants to work with: the first list."""
        self.screen.set_focus(self.query(Rows).first())

    def offers(self) -> Mapping[str, bool | str]:
        """Whether the key bar should name an action here, by its name, or the words that say what it would do now; one
        that isn't there is always named.

        The key works all the same and says why it can't.
        """
        return {}

    def offers_changed(self) -> None:
        if self.follower:
            self.follower()
