"""A terminal is put right whatever state it is in; a program is told to be left without a lock."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Queue

import pytest

from drafter.tui import last_resort
from drafter.tui.last_resort import LastResort

if sys.platform == "win32":
    pytest.skip("Windows has no pseudo-terminals", allow_module_level=True)

import termios
import tty


@dataclass(frozen=True)
class Pair:
    """The two ends of a pseudo-terminal."""

    outer: int
    inner: int

    def shown(self) -> bytes:
        return os.read(self.outer, 65_536)


@pytest.fixture
def pair(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """A terminal that is this process's input, open for reading only, as `drafter </dev/tty` has it, and its stderr."""
    outer, inner = os.openpty()
    path = os.ttyname(inner)
    with (
        os.fdopen(os.open(path, os.O_RDONLY | os.O_NOCTTY)) as given,
        os.fdopen(os.open(path, os.O_WRONLY | os.O_NOCTTY), "w") as said,
    ):
        monkeypatch.setattr(sys, "__stdin__", given)
        monkeypatch.setattr(sys, "__stderr__", said)
        yield Pair(outer, inner)
        with suppress(OSError):
            os.close(outer)
    os.close(inner)


def test_settings_that_were_changed_are_put_back_and_the_rest_is_taken_back(pair: Pair) -> None:
    before = termios.tcgetattr(pair.inner)
    last = LastResort()
    last.restore()  # there is nothing to do, and nothing is told
    tty.setraw(pair.inner)
    last.restore()
    assert termios.tcgetattr(pair.inner) == before
    assert pair.shown().endswith(b"\x1b[?1049l\x1b[?25h\x1b[0m")


def test_a_terminal_that_reads_no_more_has_its_settings_put_back_all_the_same(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(last_resort, "_WRITING", 0.0)
    before = termios.tcgetattr(pair.inner)
    last = LastResort()
    tty.setraw(pair.inner)
    os.set_blocking(pair.inner, False)
    with suppress(BlockingIOError):
        while os.write(pair.inner, b"x" * 4096):
            pass
    last.restore()
    assert termios.tcgetattr(pair.inner) == before


def test_a_terminal_that_is_gone_is_left(pair: Pair) -> None:
    last = LastResort()
    os.close(pair.outer)
    last.restore()


def test_a_signal_s_handler_takes_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    left: Queue[object] = Queue()
    held = threading.Event()
    monkeypatch.setattr(os, "_exit", left.put)
    monkeypatch.setattr(last_resort, "sleep", lambda _seconds: held.wait())
    last = LastResort()
    last.leave_soon(1)  # before anybody stands by it leaves to others
    last.stand_by(lambda: left.put("saved"))
    with monkeypatch.context() as interrupted:  # a thread is being started, which takes locks
        interrupted.setattr(threading.Thread, "start", None)
        last.leave_soon(143)
    held.set()
    assert (left.get(), left.get()) == ("saved", 143)
