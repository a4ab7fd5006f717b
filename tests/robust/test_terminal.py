"""A real terminal that goes away, or a mistake of drafter's own: what was done a moment before is in the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from drafter.storage import corpus_yaml, folders, ui_state
from drafter.storage.ui_state import Remembered
from drafter.workspace import Workspace

CORPUS = corpus_yaml.load(folders.CORPUS)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has neither pseudo-terminals nor SIGHUP")


def read_until_quiet(handle: int, quiet: float, most: float) -> bytes:
    """What the terminal shows until it has shown something, and then nothing for a while."""
    found, last, began = b"", time.monotonic(), time.monotonic()
    os.set_blocking(handle, False)
    while (not found or time.monotonic() - last < quiet) and time.monotonic() - began < most:
        try:
            data = os.read(handle, 65_536)
        except BlockingIOError:
            data = b""
        except OSError:  # the other end is closed
            break
        if data:
            found, last = found + data, time.monotonic()
        else:
            time.sleep(0.02)
    return found


@contextmanager
def opened(folder: Path, *command: str, ahead: bytes = b"") -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A Python program in a pseudo-terminal: the terminal's handle, and the process, which is gone afterwards. `ahead`
    is typed before it runs.
    """
    terminal, inner = os.openpty()
    os.write(terminal, ahead)
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TERM": "xterm-256color",
        "COLUMNS": "120",
        "LINES": "40",
    }
    process = subprocess.Popen(
        [sys.executable, *command], stdin=inner, stdout=inner, stderr=inner, env=environment, cwd=folder
    )
    try:
        os.close(inner)
        assert read_until_quiet(terminal, 1.0, 30)
        yield terminal, process
    finally:
        process.kill()
        process.wait()
        os.close(terminal)


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_what_was_done_a_moment_before_the_terminal_went_is_saved(
    tmp_path: Path, state_folder: Path, name: str
) -> None:
    path = Workspace.new(tmp_path / "draft.yaml", CORPUS).file.path
    with opened(tmp_path, "-m", "drafter", "open", str(path)) as (terminal, process):
        for _ in range(8):  # from the themes to their points, and the first of them taken up
            os.write(terminal, b"\r")
            if b"Done" in read_until_quiet(terminal, 0.15, 5):
                break
        process.send_signal(getattr(signal, name))
        process.send_signal(signal.SIGCONT)  # as a terminal does that closes
        shown = read_until_quiet(terminal, 2.0, 20)
        code = process.wait(timeout=20)
    assert code == 128 + getattr(signal, name), shown[-2000:]
    assert len(Workspace.open(path, CORPUS).draft.spots) == 1
    assert b"\x1b[?1049l" in shown, "the terminal was left in its other screen"
    assert not (state_folder / "reports").exists(), "that a terminal goes is no mistake of drafter's"


def test_what_is_typed_ahead_is_neither_lost_nor_mixed_up(tmp_path: Path) -> None:
    path = Workspace.new(tmp_path / "draft.yaml", CORPUS).file.path
    ui_state.save(Remembered(tour=True))
    with opened(tmp_path, "-m", "drafter", "open", str(path), ahead=b"/legal aid AND NOT child*") as (
        terminal,
        process,
    ):
        for key in (b"\r", b"t", b"q"):
            os.write(terminal, key)
            read_until_quiet(terminal, 0.4, 10)
        assert process.wait(timeout=20) == 0
    (spot,) = Workspace.open(path, CORPUS).draft.spots.values()
    assert "legal aid" in spot.paragraph.text
    assert "child" not in spot.paragraph.text


_BROKEN = """
import sys
from drafter.__main__ import main
from drafter.draft.tree import Place
from drafter.tui.choose.choose_pane import ChoosePane

def broken(pane):
    words = "Confidential words."
    pane.workspace.edits.add(words, Place("preamble"))
    raise ZeroDivisionError(words)

ChoosePane.action_take_all = broken
sys.argv[1:] = ["open", "draft.yaml"]
main()
"""


def test_a_mistake_of_drafter_is_one_message_a_saved_draft_and_a_report_without_its_words(
    tmp_path: Path, state_folder: Path
) -> None:
    path = Workspace.new(tmp_path / "draft.yaml", CORPUS).file.path
    ui_state.save(Remembered(tour=True))
    with opened(tmp_path, "-c", _BROKEN) as (terminal, process):
        os.write(terminal, b"T")
        shown = read_until_quiet(terminal, 2.0, 20)
        code = process.wait(timeout=20)
    before, left, after = shown.rpartition(b"\x1b[?1049l")
    said = after.decode()
    assert (code, said.count("drafter: ")) == (70, 1), said
    assert "drafter made a mistake (ZeroDivisionError)" in said
    assert "Traceback" not in shown.decode(errors="replace")
    assert left, "the terminal was left in its other screen"
    assert b"\x1b[?1000l" in before + after, "the terminal was left reporting the mouse"
    assert b"\x1b[?25h" in before + after, "the terminal was left without a cursor"
    texts = [spot.paragraph.text for spot in Workspace.open(path, CORPUS).draft.spots.values()]
    assert texts == ["Confidential words."]
    (report,) = (state_folder / "reports").iterdir()
    assert "builtins.ZeroDivisionError" in report.read_text()
    assert "Confidential" not in report.read_text() + said


def test_what_is_started_while_drafter_ends_can_be_ended_with_it() -> None:
    code = """
import os, signal, subprocess, sys
from drafter import __main__ as program
program._end_in_order()
try:
    os.kill(os.getpid(), signal.SIGTERM)
except SystemExit as end:
    print(end.code)
child = "import signal; print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["143", "True"]
