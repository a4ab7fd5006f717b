"""What drafter has said to be on disk is there after any kill, at any moment.

Real processes, real signals, random editing, random moments. `DRAFTER_KILLS` says how many; the nightly run says 200.
Nothing here asks how long it took: that a change is on disk within a second is measured by tests/benchmarks/saving.py.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pytest

from drafter.storage import draft_yaml, unsaved_drafts
from drafter.workspace import Workspace
from tests.robust.session import CORPUS, digest

KILLS = int(os.environ.get("DRAFTER_KILLS", "24"))
TOGETHER = 12
LINES = 40
"""Edits and promises after which a session is killed at the latest."""
SIGNALS = ("SIGKILL", "SIGKILL", "SIGHUP", "SIGTERM")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and fork are the others'")


@dataclass(frozen=True)
class Session:
    path: Path
    process: int


@dataclass(frozen=True)
class Said:
    """A line of a session: an `edit` was done, or drafter has told it that what it now is was brought to `disk`."""

    what: str
    when: float
    digest: str


@dataclass
class Server:
    """Starts sessions; see tests/robust/session.py."""

    process: subprocess.Popen[str]
    lock: Lock

    def start(self, path: Path, seed: int, full: bool) -> Session:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        with self.lock:
            self.process.stdin.write(f"{path} {seed} {'full' if full else 'free'}\n")
            self.process.stdin.flush()
            return Session(path, int(self.process.stdout.readline()))


@contextmanager
def server(corpus: Path | None = None) -> Iterator[Server]:
    """A server of sessions, with the corpus of this file; with the small invented one where none is named."""
    command = [sys.executable, "-m", "tests.robust.session", *([str(corpus)] if corpus else [])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Server(process, Lock())


def log_of(path: Path) -> list[Said]:
    """What a session said; a line cut in half was heard by nobody."""
    log = path.with_name(f"{path.name}.log")
    lines = log.read_text().splitlines(keepends=True) if log.exists() else []
    parts = (line.split() for line in lines if line.endswith("\n"))
    return [Said(what, float(when), digest) for what, when, digest in parts]


def until(holds: Callable[[], bool]) -> None:
    """Wait, on the slowest machine too."""
    for _ in range(6_000):
        if holds():
            return
        time.sleep(0.02)
    raise AssertionError("It never came.")


def gone(process: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(process, 0)
        return False
    return True


def kill(session: Session, chance: random.Random) -> None:
    """Kill it at a random moment after its first edit, and wait until it is gone."""
    lines = chance.randint(1, LINES)
    until(lambda: len(log_of(session.path)) >= lines)
    time.sleep(chance.uniform(0.0, 0.1))
    os.kill(session.process, getattr(signal, chance.choice(SIGNALS)))
    until(lambda: gone(session.process))


def found_after(path: Path) -> str:
    """The digest of what the next start has: the file, with what was kept beside it."""
    workspace = Workspace.open(path, CORPUS)
    for kept in workspace.file.recoverable:
        workspace.file.recover(kept)
    return digest(workspace.draft)


def lost(path: Path) -> list[str]:
    """What is wrong after a kill: nothing, if what is found is what was last said to be on disk, or came after it."""
    log, found = log_of(path), found_after(path)
    promised = max((place for place, said in enumerate(log) if said.what == "disk"), default=-1)
    there = max((place for place, said in enumerate(log) if said.digest == found), default=-1)
    return [] if there >= promised else [f"{path.name}: line {promised} of {len(log)} was promised, {there} is there"]


def test_what_is_said_to_be_on_disk_is_there_after_any_kill(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) / "draft.yaml" for number in range(KILLS)]

    def session(number: int) -> list[str]:
        path = paths[number]
        path.parent.mkdir()
        Workspace.new(path, CORPUS)
        kill(starter.start(path, number, full=number % 6 == 5), random.Random(number))
        draft_yaml.load(path, CORPUS)  # the file is whole, whatever was being written
        return lost(path)

    with server() as starter, ThreadPoolExecutor(TOGETHER) as pool:
        wrong = [line for lines in pool.map(session, range(KILLS)) for line in lines]
        assert starter.process.stdin is not None
        starter.process.stdin.close()
    assert not wrong
    said = [said.what for path in paths for said in log_of(path)]
    assert said.count("edit") > 5 * KILLS
    assert said.count("disk") > KILLS
    assert any(unsaved_drafts.listing(path) for path in paths[5::6])
