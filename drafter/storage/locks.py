"""Locks: one save of a file at a time, and which sessions have a draft open.

Lock files lie in the state folder, so they work between the sessions of one user on one machine. Against other writers
(a sync folder, git, an editor) `workspace.draft_file` compares the file with what it read. The system releases a
session's lock when the session ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import CannotWrite
from drafter.storage import folders

if TYPE_CHECKING:
    from filelock import FileLock

PATIENCE = 2.0
"""Seconds to wait for another save of the same file, which takes some hundredths of a second."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Lock the file while the block runs. Raises CannotWrite where another session holds it for PATIENCE seconds.

    Where no lock can be made (no state folder, a file system without locks), the block runs unlocked.
    """
    lock = _lock(path)
    if lock is None:
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _lock(path: Path) -> FileLock | None:
    # Imported here because it is slow to load and a start writes nothing.
    from filelock import FileLock, Timeout

    try:
        lock = FileLock(
            folders.make_state_folder("locks") / f"{folders.key_of_path(path)}.lock", timeout=PATIENCE, mode=0o600
        )
        lock.acquire()
    except Timeout as error:
        raise CannotWrite(f"{path}: another drafter is writing this file. Try again.") from error
    except (OSError, NotImplementedError, CannotWrite):
        return None
    return lock


_FOLDER = "open"


class Presence:
    """Shows other sessions that this session has a draft open."""

    def __init__(self, session: str) -> None:
        self._key = folders.key_of(session)
        self._lock: FileLock | None = None

    def enter(self, path: Path) -> None:
        """Show that the draft in this file is open here, and no longer the one before. Does nothing where no lock can
        be made (no state folder, a file system without locks).
        """
        self.leave()
        with suppress(OSError, NotImplementedError, CannotWrite):
            folders.make_state_folder(_FOLDER)
            lock = _lock_presence(_file(path, self._key))
            lock.acquire(blocking=False)
            self._lock = lock

    def leave(self) -> None:
        """Show that no draft is open here any more."""
        if self._lock is not None:
            file = Path(self._lock.lock_file)
            self._lock.release(force=True)
            self._lock = None
            with suppress(OSError):
                file.unlink()

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


def _lock_presence(file: Path) -> FileLock:
    # Imported here because it is slow to load and a start needs no lock.
    from filelock import FileLock

    return FileLock(file, mode=0o600, thread_local=False)


def _is_held(file: Path) -> bool:
    """Whether a running session holds the lock file. Removes a file that nobody holds."""
    from filelock import Timeout

    lock = _lock_presence(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return True
    except (OSError, NotImplementedError):
        return False
    lock.release()
    with suppress(OSError):
        file.unlink()
    return False
