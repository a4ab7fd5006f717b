"""Who has a draft open: each session holds a lock on a file of its own, and the system lets go of it when it ends.

However it ends: a lock that nobody holds is of a session that is gone. As in `locking`, this binds the drafters of one
user on one machine.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import CannotWrite
from drafter.storage import state

if TYPE_CHECKING:
    from filelock import FileLock

_FOLDER = "open"


class Presence:
    """That a session has a draft open."""

    def __init__(self, session: str) -> None:
        self._key = state.key_of(session)
        self._lock: FileLock | None = None

    def enter(self, path: Path) -> None:
        """From now on others see that this session has the draft in this file open, and no other. Does nothing where
        no lock can be made (no state folder, a file system without locks).
        """
        self.leave()
        with suppress(OSError, NotImplementedError, CannotWrite):
            state.folder(_FOLDER)
            lock = _lock(_file(path, self._key))
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
        """The keys (`state.key_of`) of the other sessions that have the draft in this file open."""
        found = []
        with suppress(OSError):
            for file in (state.base() / _FOLDER).glob(_file(path, "*").name):
                key = file.stem.split("-")[1]
                if key != self._key and _is_held(file):
                    found.append(key)
        return frozenset(found)


def _file(path: Path, key: str) -> Path:
    return state.base() / _FOLDER / f"{state.key_of_path(path)}-{key}.lock"


def _lock(file: Path) -> FileLock:
    # Loaded with the first lock: it takes its time, and a start needs none.
    from filelock import FileLock

    return FileLock(file, mode=0o600, thread_local=False)


def _is_held(file: Path) -> bool:
    """Whether a session that lives holds the file; one that nobody holds is swept away."""
    from filelock import Timeout

    lock = _lock(file)
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
