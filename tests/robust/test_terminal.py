"""A real terminal that goes away, or a mistake of drafter's own: what was done a moment before is in the file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.draft.tree import Place
from drafter.storage import corpus_yaml, folders, ui_state, unsaved_texts
from drafter.storage.ui_state import LeftPlace, UiState
from drafter.workspace import Workspace
from tests.robust.terminal import CURSOR, ENTER, MOUSE, SCREEN, opened

CORPUS = corpus_yaml.load(folders.CORPUS)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has neither pseudo-terminals nor SIGHUP")


def draft_left_at_a_paragraph(folder: Path) -> Path:
    """A draft with OP1, “We act.”, and the outline's cursor on it."""
    workspace = Workspace.new(folder / "draft.yaml", CORPUS)
    workspace.edits.add("We act.", Place(workspace.draft.parts[-1].id))
    workspace.file.save()
    place = LeftPlace("outline", "", next(iter(workspace.draft.spots)))
    ui_state.save(UiState(tour=True, own_way=True).with_place(workspace.draft.id, place))
    return workspace.file.path


_SPOKEN = "\x9b\u202e"
"""Signs in a file's name at which a terminal would do something."""


def test_what_was_done_a_moment_before_the_terminal_went_is_saved(tmp_path: Path, state_folder: Path) -> None:
    path = Workspace.new(tmp_path / f"{_SPOKEN}draft.yaml", CORPUS).file.path
    ui_state.save(UiState(tour=True, own_way=True))
    with opened(tmp_path, "-m", "drafter", "open", str(path)) as terminal:
        terminal.until(lambda: "enter Points" in terminal.text)
        # As from a shell. Taken for a beginning, it had the screens' own settings put back at the end.
        terminal.process.send_signal(signal.SIGCONT)
        terminal.until(lambda: terminal.written.count(b"\x1b[?1049h") == 2)
        terminal.type(ENTER, "enter Take up")
        terminal.type(ENTER, "Done: take up")
        terminal.process.send_signal(signal.SIGHUP)
        terminal.process.send_signal(signal.SIGCONT)  # as a terminal does that closes
        assert terminal.ended() == 128 + signal.SIGHUP, terminal.text
    assert len(Workspace.open(path, CORPUS).draft.spots) == 1
    assert SCREEN not in terminal.modes, "the terminal was left in its other screen"
    assert not [sign for sign in _SPOKEN if sign.encode() in terminal.written]
    assert not (state_folder / "reports").exists(), "that a terminal goes is no mistake of drafter's"


_STUCK = """
import sys
from pathlib import Path
from threading import Lock
from drafter.__main__ import main
from drafter.draft.tree import Place
from drafter.tui.dialogs.editor import Editor

def stuck(window, _event):
    window.app.workspace.edits.add("Last words.", Place("preamble"))
    Path("stuck").touch()
    for_ever = Lock()
    for_ever.acquire()
    for_ever.acquire()

Editor.on_text_area_changed = stuck
sys.argv[1:] = ["open", "draft.yaml"]
main()
"""


def test_screens_that_are_stuck_are_left_all_the_same_and_what_was_done_and_typed_is_kept(tmp_path: Path) -> None:
    path = draft_left_at_a_paragraph(tmp_path)
    with opened(tmp_path, "-c", _STUCK) as terminal:
        terminal.until(lambda: "enter Edit" in terminal.text)
        terminal.type(ENTER, "Wording of OP1")
        terminal.press("x")
        terminal.until((tmp_path / "stuck").exists)
        for _ in range(2):  # a second one changes nothing
            terminal.process.send_signal(signal.SIGTERM)
        assert terminal.ended() == 128 + signal.SIGTERM, terminal.text
    assert not {SCREEN, *MOUSE} & terminal.modes
    assert CURSOR in terminal.modes
    assert "Last words." in path.read_text(encoding="utf-8")
    assert [words.text for words in unsaved_texts.listing(path)] == ["We act.x"]


def test_what_is_typed_ahead_is_neither_lost_nor_mixed_up(tmp_path: Path) -> None:
    path = Workspace.new(tmp_path / "draft.yaml", CORPUS).file.path
    ui_state.save(UiState(tour=True, own_way=True))
    with opened(tmp_path, "-m", "drafter", "open", str(path), ahead="/legal aid AND NOT child*") as terminal:
        terminal.until(lambda: "enter To what is found" in terminal.text)
        terminal.type(ENTER, "enter Take up")
        terminal.type("t", "Done: take up")
        terminal.press("q")
        assert terminal.ended() == 0
    (spot,) = Workspace.open(path, CORPUS).draft.spots.values()
    assert "legal aid" in spot.paragraph.written
    assert "child" not in spot.paragraph.written


_BROKEN = """
import sys
from drafter.__main__ import main
from drafter.draft.tree import Place
from drafter.workspace.edit_steps import Edits

def broken(edits, *_arguments, **_named):
    words = "Confidential words."
    edits.add(words, Place("preamble"))
    raise ZeroDivisionError(words)

Edits.take_up = broken
sys.argv[1:] = ["open", "draft.yaml"]
main()
"""


def test_a_mistake_of_drafter_is_one_message_a_saved_draft_and_a_report_without_its_words(
    tmp_path: Path, state_folder: Path
) -> None:
    path = Workspace.new(tmp_path / "draft.yaml", CORPUS).file.path
    ui_state.save(UiState(tour=True, own_way=True))
    with opened(tmp_path, "-c", _BROKEN) as terminal:
        terminal.until(lambda: "T Take up all" in terminal.text)
        terminal.press("T")
        code = terminal.ended()
    said = terminal.written.rpartition(f"\x1b[?{SCREEN}l".encode())[2].decode()
    assert (code, said.count("drafter: ")) == (70, 1), said
    assert "drafter made a mistake (ZeroDivisionError)" in said
    assert "Traceback" not in terminal.written.decode(errors="replace")
    assert SCREEN not in terminal.modes, "the terminal was left in its other screen"
    assert not MOUSE & terminal.modes, "the terminal was left reporting the mouse"
    assert CURSOR in terminal.modes, "the terminal was left without a cursor"
    texts = [spot.paragraph.written for spot in Workspace.open(path, CORPUS).draft.spots.values()]
    assert texts == ["Confidential words."]
    (report,) = (state_folder / "reports").iterdir()
    assert "builtins.ZeroDivisionError" in report.read_text()
    assert "Confidential" not in report.read_text() + said


def test_what_is_started_while_drafter_ends_can_be_ended_with_it() -> None:
    code = """
import os, signal, subprocess, sys
from drafter import __main__ as program
program._exit_on_signals()
try:
    os.kill(os.getpid(), signal.SIGTERM)
except SystemExit as end:
    print(end.code)
child = "import signal; print(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL)"
print(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["143", "True"]


def test_a_signal_that_comes_in_a_finalizer_ends_the_program_all_the_same() -> None:
    code = """
import os, signal, time
from drafter import __main__ as program
program._exit_on_signals()

class Ending:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        for _ in range(10_000):
            pass

ending = Ending()
del ending
print("went on", flush=True)
time.sleep(600)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300)
    assert (run.returncode, run.stdout.split(), run.stderr) == (143, ["went", "on"], "")
