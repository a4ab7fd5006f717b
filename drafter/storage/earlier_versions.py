"""Keeps up to ten earlier versions of a draft in the state folder, each the file as it was, readable by its owner only.

A save keeps the version that it replaces, at most every five minutes. Of more than ten, the one is dropped whose loss
leaves the smallest gap for its age, so that the ten reach from minutes to months back.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from drafter.errors import DrafterError
from drafter.storage import files, folders

KEPT = 10
APART = 300.0
"""Seconds between two versions that saves keep."""
_NAME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a draft: its file, which `drafter open` opens like any draft."""

    path: Path
    when: datetime
    """When it was replaced, in UTC."""


def listing(draft: str) -> tuple[Version, ...]:
    """The versions of the draft with this id, the newest first; empty where there are none that can be read."""
    versions = []
    with suppress(OSError):
        for path in _folder(draft).iterdir():
            with suppress(ValueError):
                versions.append(Version(path, datetime.strptime(path.stem, _NAME).replace(tzinfo=UTC)))
    return tuple(sorted(versions, key=lambda version: version.when, reverse=True))


def is_due(draft: str, now: float | None = None) -> bool:
    """Whether a save should keep a version: none is younger than APART. `now` is in seconds since 1970."""
    newest = next(iter(listing(draft)), None)
    return newest is None or abs((time.time() if now is None else now) - newest.when.timestamp()) >= APART


def keep(draft: str, data: bytes, now: float | None = None) -> None:
    """Keep this content as the newest version, unless the newest is the same; drop one if there are too many.

    Raises CannotWrite.
    """
    kept = listing(draft)
    if kept and _same(kept[0], data):
        return
    when = datetime.fromtimestamp(time.time() if now is None else now, UTC)
    files.write(folders.make_state_folder("versions", folders.key_of(draft)) / f"{when.strftime(_NAME)}.yaml", data)
    kept = listing(draft)
    while len(kept) > KEPT:
        least = least_missed([version.when.timestamp() for version in kept], when.timestamp())
        with suppress(OSError):
            kept[least].path.unlink()
        kept = (*kept[:least], *kept[least + 1 :])


def least_missed(times: Sequence[float], now: float) -> int:
    """The index of the version to drop, by the times of all, the newest first (at least three): the one whose loss
    leaves the smallest gap for its age. Never the newest or the oldest.
    """
    middle = range(1, len(times) - 1)
    return min(middle, key=lambda place: (times[place - 1] - times[place + 1]) / max(now - times[place], 1.0))


def _folder(draft: str) -> Path:
    return folders.state_folder() / "versions" / folders.key_of(draft)


def _same(version: Version, data: bytes) -> bool:
    try:
        return files.read_bytes(version.path) == data
    except DrafterError:
        return False
