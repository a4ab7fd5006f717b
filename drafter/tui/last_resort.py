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
from typing import TextIO

if sys.platform != "win32":
    import termios

MOMENTS = 2.0
"""Seconds in which the screens end in order, if nothing holds them up."""
_PATIENCE = 5.0
"""Seconds more for what is still to be saved: a disk may be slow."""
_WRITING = 0.5
"""Seconds for what the terminal is told: it may read no more."""
_AS_BEFORE = (
    b"\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)
"""Takes back what the screens ask of a terminal: the mouse, the focus, pasting in one piece, keys in full, the other
screen, no cursor."""


class LastResort:
    """Made before the screens begin, since it remembers how the terminal was."""

    def __init__(self) -> None:
        self._terminal = _terminal(sys.__stdin__)
        self._before = None
        self._bell: int | None = None
        """Where to write that the program is to be left; None where nobody listens."""
        if sys.platform != "win32" and self._terminal is not None:
            with suppress(termios.error):
                self._before = termios.tcgetattr(self._terminal)

    def stand_by(self, save: Callable[[], None]) -> None:
        """Be ready for `leave_soon`, which calls `save` first, in a thread of its own."""
        if self._bell is None:
            listens, self._bell = os.pipe()
            Thread(target=self._leave, args=(save, listens), daemon=True).start()

    def leave_soon(self, code: int) -> None:
        """End the process with this code unless it has ended in order by then. May be called in a signal's handler: it
        takes no lock, which what the signal interrupts may hold.
        """
        if self._bell is not None:
            os.write(self._bell, bytes([code]))

    def _leave(self, save: Callable[[], None], listens: int) -> None:
        code = os.read(listens, 1)
        sleep(MOMENTS)
        _within(_PATIENCE, save)
        self.restore()
        os._exit(code[0])  # nothing else ends a process whose main thread waits for ever

    def restore(self) -> None:
        """Where the settings of the terminal aren't as before, put them right, then what else the screens asked of it.
        Does nothing for a terminal that is gone.
        """
        if sys.platform == "win32" or self._terminal is None or self._before is None:
            return
        with suppress(termios.error):
            if termios.tcgetattr(self._terminal) != self._before:
                termios.tcsetattr(self._terminal, termios.TCSANOW, self._before)
                _within(_WRITING, self._tell)

    def _tell(self) -> None:
        shown = _terminal(sys.__stderr__)
        with suppress(OSError):  # it may be open for reading only
            os.write(self._terminal or 0 if shown is None else shown, _AS_BEFORE)


def _terminal(stream: TextIO | None) -> int | None:
    """The stream's descriptor; None where it is no terminal, or there is none at all."""
    with suppress(AttributeError, OSError, ValueError):
        return stream.fileno() if stream.isatty() else None  # type: ignore[union-attr]  # None has no such thing
    return None


def _within(seconds: float, act: Callable[[], None]) -> None:
    """Do it, and don't wait for it any longer."""
    thread = Thread(target=act, daemon=True)
    thread.start()
    thread.join(seconds)
