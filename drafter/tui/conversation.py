"""What the main screen's helpers tell the user and ask: they work on the draft and know no screen."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from textual.screen import Screen

T = TypeVar("T")

_LONG = 15
"""Seconds that a notice stands which must not be missed."""


class Conversation:
    """The user, as a helper of the screen meets them."""

    def __init__(self, screen: Screen[Any], say: Callable[[str], None]) -> None:
        """`say` shows a line on what happened last."""
        self.say = say
        self._screen = screen

    async def ask(self, dialog: Screen[T]) -> T | None:
        """The dialog's answer; None where it was cancelled. To be called in what was begun with `begin`."""
        return await self._screen.app.push_screen_wait(dialog)

    def begin(self, work: Coroutine[Any, Any, object], *, only: str = "") -> None:
        """Go on with something that waits for answers; `only` names what is not to be begun twice at once."""
        self._screen.run_worker(work, group=only or "default", exclusive=bool(only))

    def inform(self, words: str) -> None:
        self._screen.notify(words, markup=False)

    def warn(self, words: str) -> None:
        self._screen.notify(words, severity="warning", markup=False)

    def warn_long(self, words: str, title: str = "") -> None:
        """Warn of something that concerns the whole session."""
        self._screen.notify(words, title=title, severity="warning", timeout=_LONG, markup=False)

    def complain(self, words: str) -> None:
        """Say that the work itself could not be done."""
        self._screen.notify(words, severity="error", timeout=_LONG, markup=False)

    def clear(self) -> None:
        """Take all notices away."""
        self._screen.app.clear_notifications()

    def end(self) -> None:
        """Close the application."""
        self._screen.app.exit()
