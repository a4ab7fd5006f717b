"""Words that somebody is writing, kept in the state folder while the window is open: readable by their owner only.

Each window has a file of its own. It goes when the words have reached the draft's file, or nobody wants them; what a
session that was killed leaves is there for the next one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from os import urandom
from pathlib import Path

from drafter.errors import BadInput
from drafter.storage import files, folders

_FOLDER = "unfinished"


class Purpose(StrEnum):
    """What words are written for."""

    WORDING = "wording"
    """Of a paragraph."""
    NOTE = "note"
    """On a paragraph."""
    NEW = "new paragraph"
    MERGED = "merged paragraph"
    """Of several recommendations, in one new paragraph."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What stands in a window for writing, and what it is for."""

    purpose: Purpose
    at: str = ""
    """The paragraph's id; for a new one the id of what is to hold it, for a merged one the theme that says it."""
    text: str = ""
    index: int | None = None
    """Before which sibling a new paragraph is to stand, from 0; None for the end."""
    sources: tuple[str, ...] = ()
    """The recommendations that a merged paragraph takes up."""
    file: Path | None = None
    """Where it is kept; None for a window that is only about to open."""


def with_file(path: Path, session: str, words: Unfinished) -> Unfinished:
    """The window with a file of its own, in which nothing stands yet. `path` is the draft's file."""
    name = f"{folders.key_of_path(path)}-{folders.key_of(session)}-{urandom(4).hex()}.json"
    return replace(words, file=folders.state_folder() / _FOLDER / name)


def keep(words: Unfinished) -> None:
    """Keep what now stands in the window. Raises CannotWrite; does nothing for one that has no file."""
    if words.file is None:
        return
    folders.make_state_folder(_FOLDER)
    content = {
        "purpose": str(words.purpose),
        "at": words.at,
        "index": words.index,
        "sources": words.sources,
        "when": datetime.now(UTC).isoformat(),
        "text": words.text,
    }
    files.write(words.file, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def listing(path: Path) -> tuple[Unfinished, ...]:
    """What windows hold, or held, on this draft's file, the oldest first; what can't be read is passed over."""
    found = []
    with suppress(OSError):
        for file in (folders.state_folder() / _FOLDER).glob(f"{folders.key_of_path(path)}-*.json"):
            words = _read(file)
            if words:
                found.append((file.stat().st_mtime, words))
    return tuple(words for _, words in sorted(found, key=lambda one: one[0]))


def session_key(words: Unfinished) -> str:
    """As `folders.key_of` of the session whose window it was; empty for one that has no file."""
    return words.file.stem.split("-")[1] if words.file else ""


def remove(words: Unfinished) -> None:
    """Forget the words: they have reached the draft's file, or nobody wants them."""
    with suppress(OSError):
        if words.file:
            words.file.unlink()


def _read(file: Path) -> Unfinished | None:
    try:
        content = json.loads(files.read_bytes(file))
        index = content["index"]
        return Unfinished(
            Purpose(content["purpose"]),
            str(content["at"]),
            str(content["text"]),
            index if isinstance(index, int) else None,
            tuple(str(one) for one in content["sources"]),
            file,
        )
    except (BadInput, ValueError, KeyError, TypeError):
        return None
