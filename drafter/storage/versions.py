"""Earlier versions of a draft: ten of them, in the state folder, each the file as it was, readable by its owner only.

A version is kept before a save replaces the file, but not more often than every five minutes; when there are more than
ten, the one is dropped that is missed least, so that the ten reach from minutes to months back.
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
"""Seconds between two versions that are kept by themselves."""
_NAME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a draft: its file, which `drafter open` opens like any draft."""

    path: Path
    when: datetime
    """When it was replaced, in UTC."""


def listing(draft: str) -> tuple[Version, ...]:
    """The versions of the draft with this id, the newest first; none where there are none, or they can't be read."""
    found = []
    with suppress(OSError):
        for path in _folder(draft).iterdir():
            with suppress(ValueError):
                found.append(Version(path, datetime.strptime(path.stem, _NAME).replace(tzinfo=UTC)))
    return tuple(sorted(found, key=lambda one: one.when, reverse=True))


def is_due(draft: str, now: float | None = None) -> bool:
    """Whether the newest version is old enough for the next."""
    newest = next(iter(listing(draft)), None)
    return newest is None or abs((time.time() if now is None else now) - newest.when.timestamp()) >= APART


def keep(draft: str, data: bytes, now: float | None = None) -> None:
    """Keep this content as the newest version, unless the newest is the same. Raises CannotWrite."""
    kept = listing(draft)
    if kept and _same(kept[0], data):
        return
    when = datetime.fromtimestamp(time.time() if now is None else now, UTC)
    files.write(folders.make_state_folder("versions", folders.key_of(draft)) / f"{when.strftime(_NAME)}.yaml", data)
    kept = listing(draft)
    while len(kept) > KEPT:
        least = least_missed([one.when.timestamp() for one in kept], when.timestamp())
        with suppress(OSError):
            kept[least].path.unlink()
        kept = (*kept[:least], *kept[least + 1 :])


def least_missed(times: Sequence[float], now: float) -> int:
    """Which of these times, the newest first, is missed least: the gap that it leaves is the smallest for its age.

    The newest and the oldest stay.
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
