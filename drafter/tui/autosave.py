"""Keeping the draft on disk: soon after every change, and what to do where that can't be done."""

from __future__ import annotations

from collections.abc import Callable

from drafter.errors import DrafterError
from drafter.workspace import ChangedUnderneath, Workspace

DELAY = 0.3
"""Seconds from the first change to the file; within a second even on a slow disk."""


class Autosave:
    """Saves a workspace `DELAY` after a change. A failure is told once, until a save works again."""

    def __init__(
        self,
        workspace: Workspace,
        later: Callable[[float, Callable[[], None]], object],
        told: Callable[[str | None], None],
    ) -> None:
        self._workspace = workspace
        self._later = later
        """Calls something after so many seconds."""
        self._told = told
        """Is called after each save: with None, or with what went wrong, the first time only."""
        self._waiting = False
        self.failed = False
        self.underneath = False
        """Whether the last save failed because somebody else changed the file."""

    def changed(self) -> None:
        """The draft may be another one; more changes before the save don't put it off."""
        if not self._waiting and self._workspace.file.unsaved:
            self._waiting = True
            self._later(DELAY, self._due)

    def now(self) -> str | None:
        """Save at once. Returns what went wrong; None for nothing."""
        if not self._workspace.file.unsaved:
            return None
        try:
            self._workspace.file.save()
        except DrafterError as error:
            self.failed = True
            self.underneath = isinstance(error, ChangedUnderneath)
            return str(error)
        self.failed = False
        return None

    def _due(self) -> None:
        self._waiting = False
        failed_before = self.failed
        fault = self.now()
        if fault is None or not failed_before:
            self._told(fault)
