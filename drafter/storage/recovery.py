"""Work that could not be written to its file, kept in the state folder until it can: readable by its owner only.

A recovery file is a draft like any other, with a first line of comment that says whose work it is. Beside it stands the
file as it was when it was last read or written, from which a merge can start.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.errors import BadInput
from drafter.storage import files, folders

_HEAD = "# drafter keeps here what it could not save: "
_BASE = ".base"


@dataclass(frozen=True, slots=True)
class KeptWork:
    """Work that never reached its file."""

    file: Path
    """The recovery file, which can be opened like any draft."""
    path: Path
    """The file that it was meant for."""
    when: datetime
    """When it was kept, in UTC."""

    @property
    def base(self) -> Path:
        """The file's content from which the work went on; missing where there was none."""
        return self.file.with_suffix(f"{_BASE}.yaml")


def keep(path: Path, session: str, data: bytes, base: bytes | None) -> KeptWork:
    """Keep a draft's content that was meant for the path, in place of what this session kept before.

    Raises CannotWrite, where the state folder can't be written either.
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
    """The work kept for this file, or for all files, the newest first; none where nothing is, or it can't be read."""
    wanted = f"{folders.key_of_path(path)}-*.yaml" if path else "*.yaml"
    found = []
    with suppress(OSError):
        for file in (folders.state_folder() / "recovery").glob(wanted):
            kept = None if file.stem.endswith(_BASE) else _read(file)
            if kept:
                found.append(kept)
    return tuple(sorted(found, key=lambda one: one.when, reverse=True))


def remove(kept: KeptWork) -> None:
    """Forget the work: it has reached its file, or nobody wants it."""
    for file in (kept.file, kept.base):
        with suppress(OSError):
            file.unlink()


def _read(file: Path) -> KeptWork | None:
    """What the recovery file says of itself; None where it is none."""
    try:
        first = files.read_bytes(file).split(b"\n", 1)[0].decode()
        head = json.loads(first.removeprefix(_HEAD))
        return KeptWork(file, Path(head["path"]), datetime.fromisoformat(head["when"]))
    except (BadInput, ValueError, KeyError, TypeError):
        return None
