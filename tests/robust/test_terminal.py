"""A real terminal that goes away: what was done a moment before is in the file, and the program is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from drafter.storage import corpora, places
from drafter.workspace import Workspace

CORPUS = corpora.load(places.CORPUS)

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


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_what_was_done_a_moment_before_the_terminal_went_is_saved(tmp_path: Path, name: str) -> None:
    path = Workspace.new(tmp_path / "draft.yaml", CORPUS).path
    terminal, inner = os.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "TERM": "xterm-256color",
        "COLUMNS": "120",
        "LINES": "40",
    }
    command = [sys.executable, "-m", "drafter", "open", str(path)]
    process = subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, env=environment, cwd=tmp_path)
    try:
        os.close(inner)
        assert read_until_quiet(terminal, 1.0, 30)
        for _ in range(8):  # from the themes to their points, and the first of them taken up
            os.write(terminal, b"\r")
            if b"Done" in read_until_quiet(terminal, 0.15, 5):
                break
        process.send_signal(getattr(signal, name))
        shown = read_until_quiet(terminal, 2.0, 20)
        code = process.wait(timeout=20)
    finally:
        process.kill()
        process.wait()
        os.close(terminal)
    assert code == 128 + getattr(signal, name), shown[-2000:]
    assert len(Workspace.open(path, CORPUS).draft.spots) == 1
    assert b"\x1b[?1049l" in shown, "the terminal was left in its other screen"
