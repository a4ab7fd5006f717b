"""Which Word files lie in a folder that may be taken home: those first in which somebody worked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

WORD = ".docx"
_MOST = 500
"""Files that are found at most, those changed last."""
_LOOKED_INTO = 40
"""Of how many it is seen whether they are as they went out: it takes a third of a millisecond each."""


@dataclass(frozen=True, slots=True)
class FoundWordFile:
    """A Word file that may have come back."""

    path: Path
    changed: float
    """When, in seconds since 1970."""
    untouched: bool = False
    """Whether it is as it was exported: nobody worked in it."""


def word_files(folders: Iterable[Path], reaches: Callable[[Path], bool]) -> list[FoundWordFile]:
    """The Word files in the folders that `reaches` allows: the one changed last first, and those last that are as they
    were exported. A folder that can't be read has none.
    """
    found: dict[Path, float] = {}
    for folder in dict.fromkeys(folders):
        try:
            paths = [path for path in folder.iterdir() if path.suffix.lower() == WORD and path.name[:2] != "~$"]
            found |= {path: path.stat().st_mtime for path in paths if path.is_file() and reaches(path)}
        except OSError:
            continue
    latest = sorted(found, key=lambda path: found[path], reverse=True)[:_MOST]
    untouched = _untouched(latest[:_LOOKED_INTO])
    files = [FoundWordFile(path, found[path], path in untouched) for path in latest]
    return sorted(files, key=lambda file: file.untouched)


def _untouched(paths: list[Path]) -> set[Path]:
    if not paths:  # most folders have none, and then nothing is loaded
        return set()
    from drafter.formats.docx.untouched import is_untouched

    return set(filter(is_untouched, paths))
