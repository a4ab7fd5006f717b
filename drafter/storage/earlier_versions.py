"""Keeps up to ten earlier versions of a draft's file in the state folder, each as it was, readable by its owner only.

A save keeps the version that it replaces, at most every five minutes. Of more than ten, the one is dropped whose loss
leaves the smallest gap for its age, so that the ten reach from minutes to months back.

Each file has versions of its own: a copy is another file, although the draft in it has the same id, and what one of the
two held is never brought back in the other. A file that is moved or renamed takes its versions along.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from drafter.errors import DrafterError
from drafter.storage import files, folders

KEPT = 10
APART = 300.0
"""Seconds between two versions that saves keep."""
_NAME = "%Y%m%dT%H%M%S.%fZ"
_SHORT = 12
"""Digits of a key that tell apart the files, and the drafts, that one user has: paths are printed in tables."""
_MARK = "file.json"
"""Beside a file's versions: by what it is known again where it was moved to."""


class Version(NamedTuple):
    """An earlier version of a draft: its file, which `drafter open` opens like any draft."""

    path: Path
    when: datetime
    """When it was replaced, in UTC."""


def listing(path: Path, draft: str) -> tuple[Version, ...]:
    """The versions of the draft with this id in this file, the newest first; empty where there are none that can be
    read.
    """
    versions = []
    with suppress(OSError):
        for version in _folder(path, draft).iterdir():
            with suppress(ValueError):
                when = datetime.fromisoformat(version.stem)  # strptime takes a hundredth of a start to load
                if when.strftime(_NAME) == version.stem:
                    versions.append(Version(version, when.astimezone(UTC)))
    return tuple(sorted(versions, key=lambda version: version.when, reverse=True))


def is_due(path: Path, draft: str, now: float | None = None) -> bool:
    """Whether a save should keep a version: none is younger than APART. `now` is in seconds since 1970."""
    newest = next(iter(listing(path, draft)), None)
    return newest is None or abs((time.time() if now is None else now) - newest.when.timestamp()) >= APART


def keep(path: Path, draft: str, data: bytes, now: float | None = None) -> None:
    """Keep this content as the newest version of the draft in this file, unless the newest is the same; drop one if
    there are too many.

    Raises CannotWrite.
    """
    kept = listing(path, draft)
    if kept and _same(kept[0], data):
        return
    when = datetime.fromtimestamp(time.time() if now is None else now, UTC)
    folder = folders.make_state_folder("versions", _folder(path, draft).name)
    files.write(folder / f"{when.strftime(_NAME)}.yaml", data)
    kept = listing(path, draft)
    while len(kept) > KEPT:
        least = least_missed([version.when.timestamp() for version in kept], when.timestamp())
        with suppress(OSError):
            kept[least].path.unlink()
        kept = (*kept[:least], *kept[least + 1 :])


def remember(path: Path, draft: str) -> None:
    """Note by what this file, just written, is known again where somebody moves it to. Does nothing where it has no
    versions, or that can't be noted: a moved file then begins without any.
    """
    folder = _folder(path, draft)
    with suppress(OSError, ValueError):
        if folder.is_dir():
            _mark(folder, path)


def least_missed(times: Sequence[float], now: float) -> int:
    """The index of the version to drop, by the times of all, the newest first (at least three): the one whose loss
    leaves the smallest gap for its age. Never the newest or the oldest.
    """
    middle = range(1, len(times) - 1)
    return min(middle, key=lambda place: (times[place - 1] - times[place + 1]) / max(now - times[place], 1.0))


def _folder(path: Path, draft: str) -> Path:
    """The folder of the file's versions, which may not exist yet. Where it has none, it takes over what it has from
    before: under the name that it had, or in the one folder for all files of a draft that drafter 0.1 kept.
    """
    versions, of_draft = folders.state_folder() / "versions", folders.key_of(draft)
    own = versions / f"{folders.key_of_path(path)[:_SHORT]}-{of_draft[:_SHORT]}"
    if not own.is_dir() and versions.is_dir() and not _is_version(path, versions):
        moved = next((other for other in versions.glob(f"*-{of_draft[:_SHORT]}") if _was_moved(other, path)), None)
        with suppress(OSError):
            (moved or versions / of_draft).rename(own)
            _mark(own, path)
    return own


def _mark(folder: Path, path: Path) -> None:
    mark = {"path": os.path.realpath(path), "known by": _known_by(path)}
    handle = os.open(folder / _MARK, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:  # at every save: not worth a flush to the disk
        json.dump(mark, file)


def _is_version(path: Path, versions: Path) -> bool:
    """Whether this is a version itself, opened like a draft."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(versions))


def _was_moved(folder: Path, path: Path) -> bool:
    """Whether the versions in this folder are those of the file at `path` from before it was moved there."""
    try:
        mark = json.loads((folder / _MARK).read_bytes())
        return not os.path.lexists(mark["path"]) and bool(mark["known by"] == _known_by(path))
    except files.DAMAGE:
        return False


def _known_by(path: Path) -> list[int]:
    """What a file keeps when it is moved or renamed, and no copy of it has: its number on the disk, its last change."""
    found = path.stat()
    return [found.st_ino, found.st_mtime_ns, found.st_size]


def _same(version: Version, data: bytes) -> bool:
    try:
        return files.read_bytes(version.path) == data
    except DrafterError:
        return False
