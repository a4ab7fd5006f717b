"""A drafter that is killed at any moment loses nothing that was done more than a second before.

Real processes, real signals, random editing, random moments. `DRAFTER_KILLS` says how many; CI says 200.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import pytest

from drafter.storage import draft_yaml, recovery
from drafter.workspace import Workspace
from tests.robust.session import CORPUS, digest

KILLS = int(os.environ.get("DRAFTER_KILLS", "24"))
TOGETHER = 12
SECOND = 1.0
SIGNALS = ("SIGKILL", "SIGKILL", "SIGHUP", "SIGTERM")

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and fork are the others'")


@dataclass
class Session:
    path: Path
    process: int
    killed: float = 0.0


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
def server() -> Iterator[Server]:
    command = [sys.executable, "-m", "tests.robust.session"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Server(process, Lock())


def log_of(path: Path) -> list[tuple[float, str]]:
    """When each edit was done, and the digest of the draft then; a line cut in half is no edit that anybody saw."""
    log = path.with_name(f"{path.name}.log")
    lines = log.read_text().splitlines(keepends=True) if log.exists() else []
    pairs = (line.split() for line in lines if line.endswith("\n"))
    return [(float(when), what) for when, what in pairs]


def kill(session: Session, chance: random.Random) -> None:
    """Kill it at a random moment after its first edit, and wait until it is gone."""
    for _ in range(1_000):
        if log_of(session.path):
            break
        time.sleep(0.02)
    time.sleep(chance.uniform(0.0, 3.0))
    session.killed = time.monotonic()
    os.kill(session.process, getattr(signal, chance.choice(SIGNALS)))
    for _ in range(1_000):
        with suppress(ProcessLookupError):
            os.kill(session.process, 0)
            time.sleep(0.02)
            continue
        return


def found_after(path: Path) -> str:
    """The digest of what the next start has: the file, with what was kept beside it."""
    workspace = Workspace.open(path, CORPUS)
    for kept in workspace.kept:
        workspace.recover(kept)
    return digest(workspace.draft)


def lost(path: Path, killed: float) -> list[str]:
    """What is wrong after a kill: nothing, if what is found is some draft of the last second."""
    done = log_of(path)
    found = found_after(path)
    due = max((place for place, (when, _) in enumerate(done) if when < killed - SECOND), default=-1)
    there = max((place for place, (_, what) in enumerate(done) if what == found), default=-1)
    return [] if there >= due else [f"{path.name}: edit {due} of {len(done)} was due, {there} is there"]


def test_a_killed_session_is_found_again_but_for_its_last_second(tmp_path: Path) -> None:
    chance = random.Random(0)

    def one(number: int) -> list[str]:
        own = random.Random(chance.random())
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "draft.yaml"
        Workspace.new(path, CORPUS)
        session = starter.start(path, number, full=number % 6 == 5)
        kill(session, own)
        draft_yaml.load(path, CORPUS)
        return lost(path, session.killed)

    with server() as starter, ThreadPoolExecutor(TOGETHER) as pool:
        wrong = [line for lines in pool.map(one, range(KILLS)) for line in lines]
        assert starter.process.stdin is not None
        starter.process.stdin.close()
    assert not wrong
    edits = sum(len(log_of(tmp_path / str(number) / "draft.yaml")) for number in range(KILLS))
    assert edits > 5 * KILLS
    assert any(recovery.listing(tmp_path / str(number) / "draft.yaml") for number in range(5, KILLS, 6))
