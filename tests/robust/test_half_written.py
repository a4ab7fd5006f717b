"""Words in an open window survive `kill -9`, a closed terminal and any other end: the next start offers them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from drafter.storage import unsaved_texts
from drafter.workspace import Workspace
from tests.robust.terminal import ENTER, opened
from tests.robust.test_terminal import CORPUS, draft_left_at_a_paragraph

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")


def kept_of(path: Path) -> list[str]:
    return [words.text for words in unsaved_texts.listing(path)]


def test_words_that_are_kept_are_offered_by_the_next_start(tmp_path: Path) -> None:
    path = draft_left_at_a_paragraph(tmp_path)
    with opened(tmp_path, "-m", "drafter", "open", "draft.yaml") as terminal:
        terminal.until(lambda: "enter Edit" in terminal.text)
        terminal.type(ENTER, "Wording of OP1")
        terminal.type(" Half written", "We act. Half written")
        terminal.until(lambda: kept_of(path) == ["We act. Half written"])
        terminal.process.send_signal(signal.SIGKILL)
        terminal.ended()
    assert kept_of(path) == ["We act. Half written"]
    with opened(tmp_path, "-m", "drafter", "open", "draft.yaml") as terminal:
        terminal.until(lambda: "Words that you were writing when drafter ended" in terminal.text)
        terminal.type(ENTER, "Done: reword OP1")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.ended() == 128 + signal.SIGINT
    (spot,) = Workspace.open(path, CORPUS).draft.spots.values()
    assert spot.paragraph.written == "We act. Half written"
    assert kept_of(path) == []


_HELD = """
import sys
from pathlib import Path
from threading import Event
from textual import events
from textual.drivers.linux_driver import LinuxDriver
from drafter.__main__ import main
from drafter.tui import app, last_resort

told_to_end = Event()
take, end = LinuxDriver.process_message, app.DrafterApp._end_in_order

def held(driver, message):
    if isinstance(message, events.Key) and message.character == " ":
        Path("held").touch()
        told_to_end.wait()
    take(driver, message)

def ending(screens):
    told_to_end.set()
    end(screens)

LinuxDriver.process_message, app.DrafterApp._end_in_order = held, ending
last_resort.MOMENTS, app._LAST_LOOKS = 600, 100_000
sys.argv[1:] = ["open", "draft.yaml"]
main()
"""


def test_words_that_no_window_had_yet_when_a_signal_came_are_kept(tmp_path: Path) -> None:
    path = draft_left_at_a_paragraph(tmp_path)
    with opened(tmp_path, "-c", _HELD) as terminal:
        terminal.until(lambda: "enter Edit" in terminal.text)
        terminal.type(ENTER, "Wording of OP1")
        terminal.press(" Half")  # read, and on its way
        terminal.until((tmp_path / "held").exists)
        terminal.press(" written")  # not even read
        terminal.process.send_signal(signal.SIGHUP)
        assert terminal.ended() == 128 + signal.SIGHUP, terminal.text
    assert kept_of(path) == ["We act. Half written"]
