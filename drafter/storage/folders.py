"""The paths of the files that come with drafter, and of the user's state folder, which only its owner can read.

Shipped files lie inside the package in a wheel, and at the top of the tree in a checkout. The state folder holds
`versions/` (earlier versions of drafts), `recovery/` (work that could not be saved), `unfinished/` (text of open
editor windows), `decided/` (decisions on what came with Word files), `locks/` and `open/` (locks on saving; who has a
draft open), `parsed/` (parsed files), `reports/` (bug reports to send).
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import platformdirs

from drafter.errors import CannotWrite
from drafter.storage import files

_PACKAGE = Path(__file__).resolve().parent.parent
_SHIPPED = _PACKAGE / "_shipped"
_ROOT = _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent

TEMPLATES = _ROOT / "templates"
DATA = _ROOT / "data"
CONGRESS = DATA / "fourteenth-congress"
"""The mapping exercise that comes with drafter."""
CORPUS = CONGRESS / "corpus.yaml"
SAMPLE = CONGRESS / "sample-draft.yaml"


VARIABLE = "DRAFTER_STATE"
"""The environment variable for another state folder, on an encrypted disk for example."""


def state_folder() -> Path:
    """The path of the state folder, which may not exist yet."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_state_path("drafter", appauthor=False)


def make_state_folder(*names: str) -> Path:
    """Create a folder below the state folder where it is missing, for its owner only (0700), and return its path.

    Without names it is the state folder itself. Raises CannotWrite.
    """
    path = state_folder()
    files.make_folder(path.parent)
    for step in (path, *(path.joinpath(*names[: count + 1]) for count in range(len(names)))):
        try:
            step.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise CannotWrite(f"{step}: the folder can't be made: {error.strerror}.") from error
    return path.joinpath(*names)


def key_of_path(path: Path) -> str:
    """A key for the file at this path, the same however the path is written: 24 hexadecimal digits."""
    try:
        return key_of(os.path.normcase(os.path.realpath(path)))
    except ValueError:  # a path with a NUL in it, which no file can have
        return key_of(str(path))


def key_of(text: str) -> str:
    """A key for this text, such as an id that may hold anything: 24 hexadecimal digits, safe in a file name."""
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:24]
