"""The terminal, as Textual drives it, but for two things: it begins again only after it was left, and it says what was
typed and is still to be read.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.driver import Driver


@runtime_checkable
class DrivenByTerminal(Protocol):
    """An application that asks its terminal something."""

    def driven_by(self, terminal: Terminal) -> None:
        """Know the terminal."""


class Terminal(Protocol):
    """What may be asked of it."""

    ends: bool

    @property
    def unread(self) -> int:
        """Bytes that were typed and nobody has read."""

    def disable_input(self) -> None:
        """Read no more; what was read is in the application's queue then."""


def instead_of(driver: type[Driver]) -> type[Driver]:
    """The driver itself, or ours instead of Textual's for a terminal."""
    if sys.platform != "win32" and driver is LinuxDriver:
        return TerminalDriver
    return driver


if sys.platform != "win32":
    import fcntl
    import termios

    from textual.drivers.linux_driver import LinuxDriver

    class TerminalDriver(LinuxDriver):
        """Made within the running loop, as every driver. Tells its application that it is there."""

        def __init__(self, app: App[Any], **named: Any) -> None:
            super().__init__(app, **named)
            self._shown = app
            self._steps = asyncio.get_running_loop()
            self._shows = False
            self.ends = False
            """Whether the application is about to end: nothing begins again then."""
            if isinstance(app, DrivenByTerminal):
                app.driven_by(self)

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._shows = True

        def stop_application_mode(self) -> None:
            self._shows = False
            super().stop_application_mode()

        def resume_application_mode(self) -> None:
            """Textual's own calls this for every SIGCONT. Begun twice, it would take the settings that it made itself
            for those to put back at the end, and leave a thread behind that nobody ends.
            """
            if self._shows:
                self._steps.call_soon_threadsafe(self._begin_anew)
            else:
                super().resume_application_mode()

        def _begin_anew(self) -> None:
            """The process was stopped without being told (SIGSTOP), and goes on: others wrote to the terminal."""
            if self._shows and not self.ends:
                self.suspend_application_mode()
                self.resume_application_mode()
                self._shown.refresh(layout=True)

        @property
        def unread(self) -> int:
            """0 for a terminal that is gone, too."""
            with suppress(OSError):
                return int.from_bytes(fcntl.ioctl(self.fileno, termios.FIONREAD, bytes(4)), sys.byteorder)
            return 0
