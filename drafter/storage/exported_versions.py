"""Keeps each version of a draft that went out as a Word file, among the draft's revisions: `kyoto.revisions/exported`.

A Word file says of which version it is, by a digest, and the version's file is named by it: what comes back can be
compared with what went out, whatever became of the draft since. A version is kept once, and never changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from drafter.storage import files

FOLDER = ".revisions"
"""What the name of the folder that belongs to a draft ends in."""
EXPORTED = "exported"
_DIGEST = re.compile(r"[0-9a-f]{8,64}")
_LONGEST_HEAD = 1_000
"""Bytes of a revision's first line."""


def folder_of(path: Path) -> Path:
    """The folder of the revisions of the draft in this file, which may not exist yet."""
    return path.with_name(f"{path.stem}{FOLDER}")


def is_of_revisions(path: Path) -> bool:
    """Whether this file is a revision, or a version that was exported: it is kept as it is."""
    folder = path.absolute().parent
    return folder.name.endswith(FOLDER) or (folder.name == EXPORTED and folder.parent.name.endswith(FOLDER))


def is_kept(path: Path, digest: str) -> bool:
    """Whether the version with this digest of the draft in this file is kept, as a revision or as it was exported."""
    with suppress(OSError):
        if _file(path, digest).stat().st_size:
            return True
    return next(revisions_with(path, digest), None) is not None


def revisions_with(path: Path, digest: str) -> Iterator[Path]:
    """The files of the draft's revisions whose first line has this digest. What reads revisions takes longer to load
    than an export may be longer for it.
    """
    names, wanted = list[str](), f'"{digest}"'.encode()
    with suppress(OSError):
        names = sorted(os.listdir(folder_of(path)))  # noqa: PTH208  (only their names are asked for)
    for name in names:
        if name.endswith(".yaml") and not name.startswith("."):
            revision = folder_of(path) / name
            with suppress(OSError), revision.open("rb") as file:
                if wanted in file.readline(_LONGEST_HEAD):
                    yield revision


def keep(path: Path, digest: str, data: bytes) -> None:
    """Keep the content of the draft's file at `path` as the version with this digest, which isn't kept yet.

    It isn't flushed to the disk at once: that takes as long as an export. Raises CannotWrite.
    """
    file = _file(path, digest)
    if not os.path.isdir(file.parent):  # noqa: PTH112  (Path.is_dir raises where the folder is closed to us)
        for folder in (file.parent.parent, file.parent):
            files.make_folder(folder, 0o700)
    files.write(file, data, lasting=False)


def find(path: Path, digest: str) -> Iterator[Path]:
    """The files of the version with this digest: the draft's own before those of drafts beside it, which may have been
    called otherwise, or be copies. None for what is no digest.
    """
    if not _DIGEST.fullmatch(digest):  # it comes from a Word file, which anybody may have made
        return
    own = folder_of(path.absolute())
    with suppress(OSError):
        for folder in dict.fromkeys((own, *sorted(own.parent.glob(f"*{FOLDER}")))):
            file = folder / EXPORTED / f"{digest}.yaml"
            if file.is_file():
                yield file


def latest(path: Path) -> list[Path]:
    """The files of the versions that are kept of the draft in this file, the last first."""
    found: list[Path] = []
    with suppress(OSError):
        found = sorted((folder_of(path) / EXPORTED).glob("*.yaml"), key=lambda file: -file.stat().st_mtime)
    return found


def _file(path: Path, digest: str) -> Path:
    return folder_of(path) / EXPORTED / f"{digest}.yaml"
