"""A first session in a real terminal, from an empty folder to the Word file, by keys and by mouse."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from drafter.storage import corpus_yaml, folders
from drafter.workspace import Workspace

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")
if os.name == "posix":
    import termios

    import pyte

CORPUS = corpus_yaml.load(folders.CORPUS)
COLUMNS, LINES = 120, 40
RIGHT, ENTER, ESCAPE, SAVE = "\x1b[C", "\r", "\x1b", "\x13"
SCREEN, MOUSE, CURSOR = 1049, {1000, 1003, 1006}, 25
"""What a program asks of a terminal: its other screen, to be told of the mouse, to show the cursor."""
OWN, THANKS, WHY = " Victims (受害人) too.", "We thank the host of the Congress.", "Addressed to the organizers."
PATIENCE = 60.0


class Terminal:
    """A program in a pseudo-terminal, and what a person sees there."""

    def __init__(self, process: subprocess.Popen[bytes], handle: int) -> None:
        self.process = process
        self._handle = handle
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)

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
            assert time.monotonic() < end, f"It never came. On the screen:\n{self.text}"
            self._read(0.1)

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
            self._stream.feed(os.read(self._handle, 65_536))
        return ready


@contextmanager
def drafter(folder: Path) -> Iterator[Terminal]:
    """`drafter` in this folder; the terminal's settings are the same afterwards as before."""
    handle, inner = os.openpty()
    termios.tcsetwinsize(inner, (LINES, COLUMNS))
    before = termios.tcgetattr(inner)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TERM": "xterm-256color"}
    command = [sys.executable, "-m", "drafter"]
    process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment, cwd=folder)
    try:
        yield Terminal(process, handle)
        assert termios.tcgetattr(inner) == before
    finally:
        process.kill()
        process.wait()
        os.close(inner)
        os.close(handle)


def pasted(text: str) -> str:
    """As a terminal hands over what is pasted."""
    return f"\x1b[200~{text}\x1b[201~"


def begin(terminal: Terminal) -> None:
    """From the start screen through the tour."""
    terminal.until(lambda: "Begin (enter)" in terminal.text)
    terminal.type(ENTER, "Choose, key 1  (1 of 4)")
    for card in (2, 3, 4):
        terminal.type(RIGHT, f"({card} of 4)")
    terminal.type(RIGHT, "Showing all.")
    terminal.until(lambda: "(4 of 4)" not in terminal.text)


def find(terminal: Terminal, citation: str) -> None:
    """Search for a recommendation, and go to it among the points of its theme."""
    terminal.type("/", "Search: words, vict")
    terminal.type(pasted(citation), f"▌· [ ] {citation}")
    terminal.type(ESCAPE, "Showing all.")


def frames_stand(terminal: Terminal) -> bool:
    """Whether the sides of the frames stand in one column from top to bottom, though some letters take two cells."""
    lines = terminal.text.splitlines()
    top = next(row for row, line in enumerate(lines) if line.startswith("╭"))
    bottom = next(row for row, line in enumerate(lines) if line.startswith("╰"))
    sides = [column for column, sign in enumerate(lines[top]) if sign in "╭╮"]
    return all(terminal.cell(row, column) == "│" for row in range(top + 1, bottom) for column in sides)


def test_from_an_empty_folder_to_the_word_file(tmp_path: Path) -> None:
    with drafter(tmp_path) as terminal:
        before = terminal.modes
        begin(terminal)
        assert {SCREEN, *MOUSE} <= terminal.modes
        assert CURSOR not in terminal.modes
        find(terminal, "AP 34(a)")
        terminal.type("t", "Done: take up AP 34(a) · now OP1 in “Advancing")
        terminal.click("2 Outline", "OP1 Examine best practices")
        terminal.type("e", "Wording of OP1")
        terminal.type(OWN, OWN)
        terminal.type(SAVE, "Done: reword OP1")
        terminal.until(lambda: "(受害人)" in terminal.text and frames_stand(terminal))
        terminal.type("a", "A new operative paragraph of your own")
        terminal.type(THANKS, THANKS)
        terminal.type(SAVE, " · now OP2")
        terminal.click("1 Choose", "Showing all.")
        find(terminal, "LAC 40(g)")
        terminal.type("s", "Why is it left out?")
        terminal.type(WHY, WHY)
        terminal.type(ENTER, "Done: set aside LAC 40(g) · set aside 0 → 1")
        find(terminal, "E 36(b)")
        terminal.type("t", "Done: take up E 36(b) · now OP2")
        terminal.type("u", "Undone: take up E 36(b)")
        terminal.type("x", "Export the document")
        terminal.type(SAVE, "Exported; O opens it: ")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.modes == before, "the terminal is left otherwise than it was"

    text = CORPUS.by_id["AP 34(a)"].text
    draft = Workspace.open(tmp_path / "declaration.yaml", CORPUS).draft
    assert [spot.paragraph.text for spot in draft.spots.values()] == [f"{text}{OWN}", THANKS]
    assert draft.reasons == {"LAC 40(g)": WHY}
    document = docx.Document(str(tmp_path / "declaration.docx"))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines.index(f"{text}{OWN}") < lines.index(THANKS)
    assert CORPUS.by_id["E 36(b)"].text not in "".join(lines)
    with ZipFile(tmp_path / "declaration.docx") as parts:
        assert "para. 34 (a)" in parts.read("word/footnotes.xml").decode()
    assert sorted(one.name for one in tmp_path.iterdir()) == ["declaration.docx", "declaration.yaml"]
