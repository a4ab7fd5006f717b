"""A program that was told to end does end: where it can't in order, within moments, its terminal is put right and it is
left as it stands.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from time import sleep

if sys.platform != "win32":
    import termios

MOMENTS = 2.0
"""Seconds in which the screens end in order, if nothing holds them up."""
_PATIENCE = 5.0
"""Seconds more for what is still to be saved: a disk may be slow."""
_AS_BEFORE = (
    b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Takes back what the screens ask of a terminal: the mouse, the focus, pasting in one piece, keys in full, the other
screen, no cursor."""


class LastResort:
    """Made before the screens begin, since it remembers how the terminal was."""

    def __init__(self) -> None:
        self._terminal: int | None = None
        with suppress(AttributeError, OSError, ValueError):  # there may be no input at all
            self._terminal = sys.stdin.fileno() if sys.stdin.isatty() else None
        self._before = None
        if sys.platform != "win32" and self._terminal is not None:
            with suppress(termios.error):
                self._before = termios.tcgetattr(self._terminal)

    def leave_soon(self, save: Callable[[], None], code: int) -> None:
        """End the process with this code unless it has ended in order by then. `save` is called first, in a thread of
        its own. May be called in a signal's handler.
        """
        Thread(target=self._leave, args=(save, code), daemon=True).start()

    def _leave(self, save: Callable[[], None], code: int) -> None:
        sleep(MOMENTS)
        saving = Thread(target=save, daemon=True)
        saving.start()
        saving.join(_PATIENCE)
        with suppress(OSError):
            self._restore()
        os._exit(code)  # nothing else ends a process whose main thread waits for ever

    def _restore(self) -> None:
        if sys.platform != "win32" and self._terminal is not None and self._before is not None:
            os.write(self._terminal, _AS_BEFORE)
            with suppress(termios.error):
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._before)
