"""A report of a mistake of drafter's own, which a user can send: where in the code it was, and no word of the draft.

An error's message may quote the draft, and so may the values of variables: neither is written, only the kinds of the
errors and the places in the code.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from traceback import walk_tb

from drafter import __version__
from drafter.errors import DrafterError
from drafter.storage import files, folders

_LIBRARIES = ("click", "filelock", "jinja2", "lxml", "platformdirs", "python-docx", "PyYAML", "rich", "textual")
_MOST_FRAMES = 60


def write(error: BaseException) -> Path | None:
    """Write what went wrong to the state folder; the file, or None where it can't be written."""
    try:
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z.txt"
        path = folders.make_state_folder("reports") / name
        files.write(path, describe(error).encode())
    except DrafterError:
        return None
    return path


def describe(error: BaseException) -> str:
    """The error and what it came from, as kinds and places; the versions of what was running."""
    return "\n".join((*_errors(error), "", *_versions(), ""))


def _errors(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"{type(current).__module__}.{type(current).__qualname__}"
        places = [
            f"  {_file(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
            for frame, line in walk_tb(current.__traceback__)
        ]
        yield from places[-_MOST_FRAMES:]
        current = current.__cause__ or current.__context__


def _file(path: str) -> str:
    """The file from its package on: what stands before is the user's, and names him."""
    parts = Path(path).parts
    for start in ("site-packages", "dist-packages"):
        if start in parts:
            return "/".join(parts[parts.index(start) + 1 :])
    if "drafter" in parts:
        return "/".join(parts[len(parts) - 1 - parts[::-1].index("drafter") :])
    return parts[-1] if parts else path


def _versions() -> Iterator[str]:
    yield f"drafter {__version__}"
    yield f"Python {sys.version.split()[0]} on {platform.system()} {platform.release()} {platform.machine()}"
    for name in _LIBRARIES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} is not installed"
