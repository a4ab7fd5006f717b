"""A program in a real terminal, and what a person sees there: waits for what is to be seen, however long it takes."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if os.name == "posix":
    import termios

    import pyte

COLUMNS, LINES = 120, 40
RIGHT, ENTER, ESCAPE, SAVE = "\x1b[C", "\r", "\x1b", "\x13"
SCREEN, MOUSE, CURSOR = 1049, {1000, 1003, 1006}, 25
"""What a program asks of a terminal: its other screen, to be told of the mouse, to show the cursor."""
PATIENCE = 120.0


class Terminal:
    """A program in a pseudo-terminal, and what a person sees there."""

    def __init__(self, process: subprocess.Popen[bytes], handle: int) -> None:
        self.process = process
        self._handle = handle
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.written = b""
        """All that the program wrote."""

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def modes(self) -> set[int]:
        """The private modes that are set; pyte keeps them five bits up."""
        return {mode >> 5 for mode in self._screen.mode if mode >= 32}

    def cell(self, line: int, column: int) -> str:
        return str(self._screen.buffer[line][column].data)

    def until(self, holds: Callable[[], bool]) -> None:
        """Read what the program writes, until something holds. A picture arrives in pieces: look for all of it."""
        end = time.monotonic() + PATIENCE
        while not holds():
            over = time.monotonic() > end or self.process.poll() is not None
            assert self._read(0.1) or not over or holds(), f"It never came. On the screen:\n{self.text}"

    def ended(self) -> int:
        """The program's exit code, once it has ended and all that it wrote is read."""
        self.until(lambda: self.process.poll() is not None)
        while self._read(0.0):
            pass
        return self.process.returncode

    def press(self, keys: str) -> None:
        os.write(self._handle, keys.encode())

    def type(self, keys: str, then: str) -> None:
        """Type, and wait for the words that are to be seen then."""
        self.press(keys)
        self.until(lambda: then in self.text)

    def click(self, words: str, then: str) -> None:
        """Click on words, as a terminal reports it, and wait for what is to be seen then."""
        row = next(row for row, line in enumerate(self._screen.display) if words in line)
        place = f"{self._screen.display[row].index(words) + 2};{row + 1}"
        self.type(f"\x1b[<0;{place}M\x1b[<0;{place}m", then)

    def _read(self, wait: float) -> bool:
        ready = bool(select.select([self._handle], [], [], wait)[0])
        if ready:
            data = os.read(self._handle, 65_536)
            self._stream.feed(data)
            self.written += data
        return ready


@contextmanager
def opened(folder: Path, *command: str, ahead: str = "") -> Iterator[Terminal]:
    """A Python program in this folder, `ahead` typed before it runs. The terminal's settings are the same afterwards as
    before, unless the program was killed.
    """
    handle, inner = os.openpty()
    termios.tcsetwinsize(inner, (LINES, COLUMNS))
    before = termios.tcgetattr(inner)
    os.write(handle, ahead.encode())
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TERM": "xterm-256color"}
    for name in ("COLUMNS", "LINES"):  # of the terminal in which the tests run; pytest's processes have them
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, *command], stdin=inner, stdout=inner, stderr=inner, env=environment, cwd=folder
    )
    try:
        yield Terminal(process, handle)
        assert process.poll() in (None, -signal.SIGKILL) or termios.tcgetattr(inner) == before
    finally:
        process.kill()
        process.wait()
        os.close(inner)
        os.close(handle)
