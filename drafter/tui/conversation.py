"""What the helpers of a screen or pane tell the user and ask: they work on the draft and know no screen."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from time import time
from typing import Any, TypeVar

from textual.app import App
from textual.notifications import Notification, Notify
from textual.screen import Screen
from textual.widget import Widget

from drafter.tui.tongue import shown

T = TypeVar("T")

_LONG = 15
"""Seconds that a notice stands which must not be missed."""
READ = 2.0
"""Seconds in which a notice was read, by somebody who then goes on."""


class Conversation:
    """The user, as a command meets them."""

    def __init__(self, widget: Widget, say: Callable[[str], object]) -> None:
        """`widget` is where notices come from; `say` shows a line on what happened last."""
        self._say = say
        self._widget = widget

    def say(self, words: str) -> None:
        """Say what happened last."""
        self._say(shown(words))

    async def ask(self, dialog: Screen[T]) -> T | None:
        """The dialog's answer; None where it was cancelled. To be called in what was begun with `begin`."""
        return await self._widget.app.push_screen_wait(dialog)

    def begin(self, work: Coroutine[Any, Any, object], *, only: str = "") -> None:
        """Go on with something that waits for answers; `only` names what is not to be begun twice at once."""
        self._widget.run_worker(work, group=only or "default", exclusive=bool(only))

    def inform(self, words: str) -> None:
        self._widget.notify(shown(words), markup=False)

    def warn(self, words: str) -> None:
        self._widget.notify(shown(words), severity="warning", markup=False)

    def warn_long(self, words: str, title: str = "") -> None:
        """Warn of something that concerns the whole session."""
        self._widget.notify(shown(words), title=title, severity="warning", timeout=_LONG, markup=False)

    def complain(self, words: str) -> None:
        """Say that the work itself could not be done."""
        self._widget.notify(shown(words), severity="error", timeout=_LONG, markup=False)

    def clear(self) -> None:
        """Take all notices away."""
        self._widget.app.clear_notifications()

    def end(self) -> None:
        """Close the application."""
        self._widget.app.exit()


class Notices:
    """The notices that were raised: they stand over what is worked on, and go when the user works on."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._raised: list[Notification] = []

    def raised(self, notice: Notification) -> None:
        self._raised = [*(earlier for earlier in self._raised if not earlier.has_expired), notice]

    def forget(self, older: float = 0.0) -> None:
        """Take back notices of the usual few seconds that have stood for longer than `older` seconds; those about the
        file were given more time, and stay.
        """
        usual = self._app.NOTIFICATION_TIMEOUT
        standing = [notice for notice in self._raised if not notice.has_expired]
        read = [notice for notice in standing if notice.timeout <= usual and time() - notice.raised_at >= older]
        for notice in read:
            notice.timeout = 0
        if read:  # Textual takes away what has expired when another one is raised; that one has expired too
            self._app.post_message(Notify(Notification("", timeout=0)))
