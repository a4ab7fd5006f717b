"""Signals at random moments of editing in a real terminal, while checks run: what was done or typed is in the file or
kept, the terminal is as it was, and no process is left. `DRAFTER_SIGNALS` says how many; the nightly run says 60.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from drafter.storage import unsaved_texts
from drafter.workspace import Workspace
from tests.robust.terminal import ENTER, MOUSE, SAVE, SCREEN, opened
from tests.robust.test_terminal import CORPUS, draft_left_at_a_paragraph

SIGNALS = int(os.environ.get("DRAFTER_SIGNALS", "1"))
SENT = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGKILL)
RULES = "drafter-checks: 1\nrules:\n" + "".join(
    f"- {{id: rule-{place}, kind: words, words: [word{place} -> other, saved{place} -> kept], why: So they say.}}\n"
    for place in range(40)
)
"""Rules of the user's, which are checked after each edit."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")


def _below(process: int) -> set[int]:
    """The processes that a process started, and those that they did."""
    found: set[int] = set()
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found |= {child, *_below(child)}
    return found


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("seed", range(SIGNALS))
def test_a_signal_at_any_moment_loses_nothing_and_leaves_no_process(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path, sent = draft_left_at_a_paragraph(tmp_path), SENT[seed % len(SENT)]
    (tmp_path / "checks.yaml").write_text(RULES)
    saved, begun = " Saved words.", " Words not saved."
    with opened(tmp_path, "-m", "drafter", "open", str(path)) as terminal:
        terminal.until(lambda: "enter Edit" in terminal.text)
        terminal.type(ENTER, "Wording of OP1")
        terminal.type(saved, saved.strip())
        terminal.type(SAVE, "enter Edit")
        terminal.until(lambda: saved in path.read_text(encoding="utf-8"))  # drafter has brought it to disk
        terminal.type(ENTER, "Wording of OP1")
        terminal.type(begun, begun.strip())
        terminal.until(lambda: bool(unsaved_texts.listing(path)))
        time.sleep(chance.uniform(0, 0.3))
        started = _below(terminal.process.pid)
        terminal.process.send_signal(sent)
        assert terminal.ended() in (-sent, 128 + sent), terminal.text
        end = time.monotonic() + 20
        while any(map(_runs, started)) and time.monotonic() < end:
            time.sleep(0.05)
        assert not [process for process in started if _runs(process)]
        if sent != signal.SIGKILL:
            assert not {SCREEN, *MOUSE} & terminal.modes
    texts = [spot.paragraph.written for spot in Workspace.open(path, CORPUS).draft.spots.values()]
    kept = [words.text for words in unsaved_texts.listing(path)]
    assert any(saved in text for text in texts)
    assert any(begun in text for text in (*texts, *kept)), (texts, kept)
