"""The folders that drafter knows: what comes with it, and the user's state folder, which its owner alone can read.

What comes with drafter lies beside the package in a wheel, and at the top of the tree in a checkout. In the state
folder `versions/` holds earlier versions, `recovery/` work that could not be saved, `locks/` what keeps two saves
apart, `unfinished/` the words of open windows, `open/` who has a draft open, `parsed/` copies of files that were
parsed, `reports/` what drafter's own mistakes left to be sent.
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
"""The environment variable that names another folder, on an encrypted disk for example."""


def state_folder() -> Path:
    """The state folder, which may not exist yet."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else platformdirs.user_state_path("drafter", appauthor=False)


def make_state_folder(*names: str) -> Path:
    """A folder under the state folder, made where it is missing, for its owner alone (0700). Raises CannotWrite."""
    path = state_folder()
    files.make_folder(path.parent)
    for step in (path, *(path.joinpath(*names[: count + 1]) for count in range(len(names)))):
        try:
            step.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise CannotWrite(f"{step}: the folder can't be made: {error.strerror}.") from error
    return path.joinpath(*names)


def key_of_path(path: Path) -> str:
    """A name for what belongs to the file at this path, however the path is written: safe in a file name."""
    try:
        return key_of(os.path.normcase(os.path.realpath(path)))
    except ValueError:  # a NUL in it: no file has that name
        return key_of(str(path))


def key_of(text: str) -> str:
    """A name for what belongs to this text (an id from a file, which may hold anything): safe in a file name."""
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:24]
