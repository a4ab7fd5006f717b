"""The user's cache folder: what drafter computed and would compute again. Deleting it loses nothing."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import platformdirs

from drafter.errors import DrafterError
from drafter.storage import files

VARIABLE = "DRAFTER_CACHE"
"""The environment variable that names another folder."""


def folder() -> Path:
    """The cache folder, which may not exist yet."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_cache_path("drafter", appauthor=False)


def read(name: str) -> Any:
    """What is kept under the name, as JSON gives it; None where nothing is, or where it can't be read."""
    with suppress(DrafterError, OSError, ValueError, RecursionError):
        return json.loads(files.read_bytes(folder() / name))
    return None


def write(name: str, data: object) -> None:
    """Keep data under the name; where that can't be done, it is not kept."""
    with suppress(DrafterError, OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write(folder() / name, json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
