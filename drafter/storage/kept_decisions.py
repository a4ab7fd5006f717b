"""Keeps what somebody decided on the edits of a Word file in the state folder, and who they said its authors are.

Each file of edits has its own, by its content and by the draft that it is taken home into. Nothing depends on it: where
it can't be read there is none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from drafter.storage import files, folders

_FOLDER = "decided"
_MOST = 40
"""For how many files, those decided on last, the decisions are kept."""


@dataclass(frozen=True, slots=True)
class KeptDecisions:
    """What was decided on a file's edits."""

    made: Mapping[str, str] = field(default_factory=dict)
    """By the edit's id, the decision's name."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """By the name of an author, the code of the party that it is; the empty name is that of what is not tracked."""


def place(draft: Path, document: bytes) -> Path:
    """The path of the file for the decisions on this Word file, taken home into the draft in this file."""
    name = f"{folders.key_of_path(draft)}-{sha256(document).hexdigest()[:24]}.json"
    return folders.state_folder() / _FOLDER / name


def keep(path: Path, decisions: KeptDecisions) -> None:
    """Write them, or remove their file where there are none. Raises CannotWrite."""
    if not (decisions.made or decisions.parties):
        with suppress(OSError):
            path.unlink()
        return
    if not path.exists():
        _make_room(folders.make_state_folder(_FOLDER))
    content = {"made": dict(decisions.made), "parties": dict(decisions.parties)}
    files.write(path, json.dumps(content).encode(), lasting=False)


def load(path: Path) -> KeptDecisions:
    """What is kept there; nothing where nothing can be read."""
    with suppress(*files.DAMAGE):
        content = json.loads(files.read_bytes(path))
        made, parties = ({str(key): str(value) for key, value in content[name].items()} for name in ("made", "parties"))
        return KeptDecisions(made, parties)
    return KeptDecisions()


def _make_room(folder: Path) -> None:
    """Remove the oldest, so that one more may be kept."""
    with suppress(OSError):
        by_age = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for path in by_age[: max(0, len(by_age) - _MOST + 1)]:
            path.unlink()
