"""Keeping two saves of one file apart, so that nothing comes between a save's look at the file and its writing.

The locks lie in the state folder, not beside the drafts. They bind the drafters of one user on one machine; against
everybody else (a sync folder, git, an editor) there is the stamp of what was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from drafter.errors import CannotWrite
from drafter.storage import state

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
        lock = FileLock(state.folder("locks") / f"{state.key_of_path(path)}.lock", timeout=PATIENCE, mode=0o600)
        lock.acquire()
    except Timeout as error:
        raise CannotWrite(f"{path}: another drafter is writing this file. Try again.") from error
    except (OSError, NotImplementedError, CannotWrite):
        return None
    return lock
