"""Locks: one save of a file at a time, and which sessions have a draft open.

Lock files lie in the state folder, so they work between the sessions of one user on one machine. Against other writers
(a sync folder, git, an editor) `workspace.draft_file` compares the file with what it read. The system releases a
session's lock when the session ends, however it ends.

The locks are the system's own, asked for here: to load the library for them (filelock 4.3) takes an eighth of the time
of a command that writes, and it does the same for what is needed of it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EACCES, EAGAIN
from pathlib import Path

from drafter.errors import CannotWrite
from drafter.storage import folders

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int) -> None:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


PATIENCE = 2.0
"""Seconds to wait for another save of the same file, which takes some hundredths of a second."""
_PAUSE = 0.01
"""Seconds between two tries."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Lock the file while the block runs. Raises CannotWrite where another session holds it for PATIENCE seconds.

    Where no lock can be made (no state folder, a file system without locks), the block runs unlocked.
    """
    lock = _lock_for_saving(path)
    if lock is None:
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _lock_for_saving(path: Path) -> HeldLock | None:
    try:
        file = folders.make_state_folder("locks") / f"{folders.key_of_path(path)}.lock"
        until = time.monotonic() + PATIENCE
        while (lock := HeldLock.acquire(file)) is None and time.monotonic() < until:
            time.sleep(_PAUSE)
    except (OSError, CannotWrite):
        return None
    if lock is None:
        raise CannotWrite(f"{path}: another drafter is writing this file. Try again.")
    return lock


class HeldLock:
    """A lock file that this session holds; the system releases it when the session ends."""

    def __init__(self, file: Path, handle: int) -> None:
        self.file = file
        self._handle = handle

    @classmethod
    def acquire(cls, file: Path) -> HeldLock | None:
        """Lock the file, which is made where it is missing, for its owner only (0600); None where it is locked already,
        by another session or by this one. Raises OSError where the file can't be made or the file system has no locks.
        """
        while True:
            handle = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
            try:
                _lock(handle)
            except OSError as error:
                os.close(handle)
                if error.errno in (EACCES, EAGAIN):
                    return None
                raise
            if os.fstat(handle).st_nlink:
                return cls(file, handle)
            os.close(handle)  # somebody removed the file before it was locked: lock the one that comes after it

    def release(self) -> None:
        with suppress(OSError):
            _unlock(self._handle)
        os.close(self._handle)


_FOLDER = "open"


class Presence:
    """Shows other sessions that this session has a draft open."""

    def __init__(self, session: str) -> None:
        self._key = folders.key_of(session)
        self._lock: HeldLock | None = None

    def enter(self, path: Path) -> None:
        """Show that the draft in this file is open here, and no longer the one before. Does nothing where no lock can
        be made (no state folder, a file system without locks).
        """
        self.leave()
        with suppress(OSError, CannotWrite):
            folders.make_state_folder(_FOLDER)
            self._lock = HeldLock.acquire(_file(path, self._key))

    def leave(self) -> None:
        """Show that no draft is open here any more."""
        if self._lock is not None:
            self._lock.release()
            with suppress(OSError):
                self._lock.file.unlink()
            self._lock = None

    def others(self, path: Path) -> frozenset[str]:
        """The keys (`folders.key_of`) of other sessions that have the draft in this file open; empty for none."""
        keys = []
        with suppress(OSError):
            for file in (folders.state_folder() / _FOLDER).glob(_file(path, "*").name):
                key = file.stem.split("-")[1]
                if key != self._key and _is_held(file):
                    keys.append(key)
        return frozenset(keys)


def _file(path: Path, key: str) -> Path:
    return folders.state_folder() / _FOLDER / f"{folders.key_of_path(path)}-{key}.lock"


def _is_held(file: Path) -> bool:
    """Whether a running session holds the lock file. Removes a file that nobody holds."""
    try:
        lock = HeldLock.acquire(file)
    except OSError:
        return False
    if lock is None:
        return True
    lock.release()
    with suppress(OSError):
        file.unlink()
    return False
