"""Writes a report of a bug in drafter that a user can send: where in the code it happened, without a word of the draft.

Error messages and variables may quote the draft, so neither is written: only the errors' types and the lines of code.
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

_LIBRARIES = ("click", "jinja2", "lxml", "platformdirs", "python-docx", "PyYAML", "rich", "textual")
_MOST_FRAMES = 60


def write(error: BaseException) -> Path | None:
    """Write a report to the state folder. Returns its path; None where it can't be written."""
    try:
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}Z.txt"
        path = folders.make_state_folder("reports") / name
        files.write(path, describe(error).encode())
    except DrafterError:
        return None
    return path


def describe(error: BaseException) -> str:
    """The report's text: the error and its causes as types and lines of code, and the versions of what was running."""
    return "\n".join((*_error_chain(error), "", *_versions(), ""))


def _error_chain(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"{type(current).__module__}.{type(current).__qualname__}"
        places = [
            f"  {_package_path(frame.f_code.co_filename)}:{line} in {frame.f_code.co_name}"
            for frame, line in walk_tb(current.__traceback__)
        ]
        yield from places[-_MOST_FRAMES:]
        current = current.__cause__ or current.__context__


def _package_path(path: str) -> str:
    """The path from its package on: what stands before may hold the user's name."""
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
