"""Keeps drafts that could not be saved, as recovery files in the state folder, readable by their owner only.

A recovery file is a draft like any other; a comment in its first line says which file it was meant for. Beside it lies
that file's content when it was last read or written, as the base of a merge.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from drafter.storage import files, folders

_HEAD = "# drafter keeps here what it could not save: "
_BASE = ".base"


class KeptWork(NamedTuple):
    """A recovery file: a draft that was not written to its own file."""

    file: Path
    """The recovery file, which can be opened like any draft."""
    path: Path
    """The file that it was meant for."""
    when: datetime
    """When it was kept, in UTC."""

    @property
    def base(self) -> Path:
        """The path of the content that the work started from; no such file where there was none."""
        return self.file.with_suffix(f"{_BASE}.yaml")


def keep(path: Path, session: str, data: bytes, base: bytes | None) -> KeptWork:
    """Write a recovery file for the draft at `path`, replacing the one that this session wrote before.

    `base` is what the draft's file held when it was last read or written; None for a new draft. Raises CannotWrite
    where the state folder can't be written either.
    """
    kept = KeptWork(
        folders.make_state_folder("recovery") / f"{folders.key_of_path(path)}-{folders.key_of(session)}.yaml",
        Path(path).absolute(),
        datetime.now(UTC),
    )
    if base is not None and not kept.base.exists():
        files.write(kept.base, base)
    head = json.dumps({"path": str(kept.path), "when": kept.when.isoformat()})
    files.write(kept.file, f"{_HEAD}{head}\n".encode() + data)
    return kept


def listing(path: Path | None = None) -> tuple[KeptWork, ...]:
    """The recovery files for this draft, or for all (None), the newest first. Skips files that can't be read."""
    wanted = f"{folders.key_of_path(path)}-*.yaml" if path else "*.yaml"
    works = []
    with suppress(OSError):
        for file in (folders.state_folder() / "recovery").glob(wanted):
            work = None if file.stem.endswith(_BASE) else _read(file)
            if work:
                works.append(work)
    return tuple(sorted(works, key=lambda work: work.when, reverse=True))


def remove(kept: KeptWork) -> None:
    """Remove the recovery file: its work is saved, or not wanted."""
    for file in (kept.file, kept.base):
        with suppress(OSError):
            file.unlink()


def _read(file: Path) -> KeptWork | None:
    """Read a recovery file's first line; None where it isn't a recovery file."""
    try:
        first = files.read_bytes(file).split(b"\n", 1)[0].decode()
        head = json.loads(first.removeprefix(_HEAD))
        return KeptWork(file, Path(head["path"]), datetime.fromisoformat(head["when"]).astimezone(UTC))
    except files.DAMAGE:
        return None
