"""Locks: two saves of one file kept apart, and who has a draft open.

They lie in the state folder, not beside the drafts, and bind the drafters of one user on one machine; against
everybody else (a sync folder, git, an editor) there is the stamp of what was read. Each session holds a lock on a
file of its own; the system lets go of it when the session ends, however it ends.
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
"""Seconds to wait for another save of the same file, which takes a few hundredths of one."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the file while the block runs. Raises CannotWrite where another drafter doesn't let go of it.

    Where no lock can be made (no state folder, a file system without locks), the block runs without one.
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
    # Loaded with the first lock: it takes its time, and a start writes nothing.
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


if TYPE_CHECKING:
    from filelock import FileLock

_FOLDER = "open"


class Presence:
    """That a session has a draft open."""

    def __init__(self, session: str) -> None:
        self._key = folders.key_of(session)
        self._lock: FileLock | None = None

    def enter(self, path: Path) -> None:
        """From now on others see that this session has the draft in this file open, and no other. Does nothing where
        no lock can be made (no state folder, a file system without locks).
        """
        self.leave()
        with suppress(OSError, NotImplementedError, CannotWrite):
            folders.make_state_folder(_FOLDER)
            lock = _lock_presence(_file(path, self._key))
            lock.acquire(blocking=False)
            self._lock = lock

    def leave(self) -> None:
        """The draft is no longer open here."""
        if self._lock is not None:
            file = Path(self._lock.lock_file)
            self._lock.release(force=True)
            self._lock = None
            with suppress(OSError):
                file.unlink()

    def others(self, path: Path) -> frozenset[str]:
        """The keys (`folders.key_of`) of the other sessions that have the draft in this file open."""
        found = []
        with suppress(OSError):
            for file in (folders.state_folder() / _FOLDER).glob(_file(path, "*").name):
                key = file.stem.split("-")[1]
                if key != self._key and _is_held(file):
                    found.append(key)
        return frozenset(found)


def _file(path: Path, key: str) -> Path:
    return folders.state_folder() / _FOLDER / f"{folders.key_of_path(path)}-{key}.lock"


def _lock_presence(file: Path) -> FileLock:
    # Loaded with the first lock: it takes its time, and a start needs none.
    from filelock import FileLock

    return FileLock(file, mode=0o600, thread_local=False)


def _is_held(file: Path) -> bool:
    """Whether a session that lives holds the file; one that nobody holds is swept away."""
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
