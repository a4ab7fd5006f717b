"""How fast the screens are, in a real terminal of 160×45: `python -m tests.benchmarks.screens [OUTPUT.json]`.

Everything is measured in one run with a bare Textual application, so that the ratio counts and not the machine. A key's
time is from the key to the last byte of what it repaints; both halves of a terminal's work, reading and writing, are in
it. Figures go to stdout as a table, and as JSON to the file named.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from operator import truediv
from pathlib import Path

from drafter.storage import corpus_yaml, folders, ui_state
from drafter.storage.ui_state import UiState
from drafter.workspace import Workspace
from tests.benchmarks import large

_ROOT = Path(__file__).parents[2]
_QUIET = 0.15
"""Seconds without a byte after which a repaint is over: longer than what is computed between two parts of it."""
_LATER = 0.4
"""Seconds without a byte after which what a key left to be done later, such as saving, is painted too."""
_STARTS = 10
_BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("ready to work")
Bare().run()
"""
_INSTALLED = "from drafter.__main__ import main; main()"
"""What the installed command `drafter` runs."""
_DOWN, _UP, _ESC = "\x1b[B", "\x1b[A", "\x1b"

KEYS = (
    "\r", *[_DOWN] * 15, *[_UP] * 5, "t", _DOWN, "t", "u", "u", "n", "n", " ", _DOWN, " ", _ESC,
    "2", *[_DOWN] * 15, *[_UP] * 5, ",", ".", "u", "u", "3", *[_DOWN] * 10, "o", "o", "4", *[_DOWN] * 10, "1",
    *[_DOWN] * 5,
)  # fmt: skip
"""A session: choosing, taking up, undoing, filtering, the outline, moving, coverage, preview."""
WORDS = ("victims", "to promote", "traffick", "a", "judicia")


@dataclass
class Terminal:
    """A program in a pseudo-terminal of 160 by 45."""

    process: int
    handle: int

    @classmethod
    def start(cls, command: Sequence[str], folder: Path) -> Terminal:
        process, handle = pty.fork()
        if process == 0:
            os.chdir(folder)
            os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONPATH": str(_ROOT)}
            os.execv(command[0], list(command))
        fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 160, 0, 0))
        return cls(process, handle)

    def until(self, words: bytes, patience: float = 60.0) -> float:
        """Read until the words were written; how long that took."""
        begun, seen = time.perf_counter(), b""
        while words not in seen:
            ready, _, _ = select.select([self.handle], [], [], patience)
            if not ready:
                raise AssertionError(f"{words!r} never came; the last was {seen[-300:]!r}")
            seen = seen[-200:] + os.read(self.handle, 65536)
        return time.perf_counter() - begun

    def settle(self, seconds: float) -> None:
        """Read until nothing more comes for so long."""
        with suppress(OSError):  # the program has ended
            while select.select([self.handle], [], [], seconds)[0]:
                os.read(self.handle, 65536)

    def key(self, key: str) -> float:
        """Seconds from the key to the end of its repaint; 0 where it repaints nothing. What comes later is waited for,
        so that it isn't taken for the next key's.
        """
        begun = last = time.perf_counter()
        os.write(self.handle, key.encode())
        wait = 0.5
        while select.select([self.handle], [], [], wait)[0]:
            os.read(self.handle, 65536)
            last, wait = time.perf_counter(), _QUIET
        self.settle(_LATER)
        return last - begun

    def memory(self) -> float:
        """The most memory it ever had, in MB."""
        status = Path(f"/proc/{self.process}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1000

    def stop(self) -> None:
        os.kill(self.process, signal.SIGTERM)
        self.settle(0.5)
        for _ in range(50):
            if os.waitpid(self.process, os.WNOHANG)[0]:
                break
            time.sleep(0.1)
        else:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            print(f"{self.process} had to be killed", file=sys.stderr)  # noqa: T201
        os.close(self.handle)


def start(command: Sequence[str], folder: Path, words: bytes) -> float:
    """Seconds from the start of the process to the first usable screen."""
    begun = time.perf_counter()
    terminal = Terminal.start(command, folder)
    terminal.until(words)
    took = time.perf_counter() - begun
    terminal.settle(0.3)
    terminal.stop()
    return took


def starts(ways: Mapping[str, tuple[Sequence[str], bytes]], folder: Path) -> dict[str, list[float]]:
    """Each way's starts. The ways take turns: a machine is not as fast at one moment as it is at another."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(_STARTS):
        for name, (command, words) in ways.items():
            found[name].append(start(command, folder, words))
    return found


def session(command: Sequence[str], folder: Path) -> tuple[list[float], list[float], float]:
    """The times of the session's keys, of the letters of a search, and the memory."""
    terminal = Terminal.start(command, folder)
    terminal.until(b"Quit")
    terminal.settle(2.0)
    keys = [terminal.key(key) for key in KEYS]
    terminal.key("/")
    letters = []
    for words in WORDS:
        letters += [terminal.key(letter) for letter in words]
        for _ in words:
            terminal.key("\x7f")
    memory = terminal.memory()
    terminal.stop()
    return [one for one in keys if one], [one for one in letters if one], memory


def measured(folder: Path) -> dict[str, float]:
    """Every figure, in milliseconds and MB."""
    python, draft, big = sys.executable, folder / "draft.yaml", folder / "large.yaml"
    corpus = corpus_yaml.load(folders.CORPUS)
    Workspace.open(folders.CONGRESS / "sample-draft.yaml", corpus).file.save_as(draft)
    made = large.corpus()
    (folder / "corpus.yaml").write_text(corpus_yaml.dump(made), encoding="utf-8")
    large.workspace(folder, made)
    ui_state.save(UiState(tour=True, own_way=True))
    small = [python, "-c", _INSTALLED, "open", str(draft)]
    large_one = [python, "-c", _INSTALLED, "--corpus", str(folder / "corpus.yaml"), "open", str(big)]
    ways = {"this corpus": small, "10,000 recommendations, 1,000 paragraphs": large_one}
    took = starts(
        {_BARE: ([python, "-c", _BARE], b"ready to work")} | {name: (way, b"Quit") for name, way in ways.items()},
        folder,
    )
    bare = took[_BARE][1:]
    found = {"bare app: start": statistics.median(bare) * 1000}
    for name, command in ways.items():
        first, *later = took[name]
        found[f"{name}: start, the first time"] = first * 1000
        found[f"{name}: start"] = statistics.median(later) * 1000
        found[f"{name}: start, in bare apps"] = statistics.median(map(truediv, later, bare))
        keys, letters, memory = session(command, folder)
        for what, sample in (("key", keys), ("letter of a search", letters)):
            found[f"{name}: {what}, median"] = statistics.median(sample) * 1000
            found[f"{name}: {what}, 95th percentile"] = statistics.quantiles(sample, n=20)[-1] * 1000
            found[f"{name}: {what}, slowest"] = max(sample) * 1000
        found[f"{name}: memory, MB"] = memory
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"DRAFTER_STATE": str(folder / "state"), "DRAFTER_CACHE": str(folder / "cache")}
        # What is installed is compiled; a checkout in which Python may not write would be compiled at every start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        found = measured(folder)
    for what, figure in found.items():
        print(f"{what:65} {figure:9.2f}" if "bare apps" in what else f"{what:65} {figure:9.0f}")  # noqa: T201
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(json.dumps(found, indent=2), encoding="utf-8")


if __name__ == "__main__":
    main()
