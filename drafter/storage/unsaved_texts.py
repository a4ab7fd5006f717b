"""Keeps the text of open editor windows in the state folder, readable by its owner only.

Each window has its own file. It is removed once the text is saved in the draft or given up; what a killed session
leaves behind is offered to the next one.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from os import urandom
from pathlib import Path

from drafter.storage import files, folders

_FOLDER = "unfinished"


class Purpose(StrEnum):
    """What the text in a window is for."""

    WORDING = "wording"
    """A new wording of a paragraph."""
    NOTE = "note"
    """A note on a paragraph."""
    NEW = "new paragraph"
    MERGED = "merged paragraph"
    """One new paragraph for several recommendations."""
    UNITED = "united paragraphs"
    """One paragraph of several that stand in the draft."""
    PROPOSAL = "proposal"
    """A paragraph as a party wants it."""
    ADDITION = "proposed paragraph"
    """One that a party wants to have added."""
    ALTERNATIVE = "alternative paragraph"
    """One that a party wants instead of another."""

    @property
    def proposes(self) -> bool:
        """Whether it is what a party proposes."""
        return self in (Purpose.PROPOSAL, Purpose.ADDITION, Purpose.ALTERNATIVE)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The text in an editor window that is not yet in the draft, and what it is for."""

    purpose: Purpose
    at: str = ""
    """The paragraph's id; of several that become one, the first's. For a new paragraph the id of the part or paragraph
    to hold it, for a merged one that or a theme's, for a proposed one that of the paragraph, or part, which it is to
    follow.
    """
    text: str = ""
    index: int | None = None
    """A new paragraph's place among its siblings, from 0; None for the end."""
    sources: tuple[str, ...] = ()
    """The recommendations that a merged paragraph takes up, or the paragraphs that become one; empty else."""
    parties: tuple[str, ...] = ()
    """The codes of those who propose it; empty where it is no proposal."""
    file: Path | None = None
    """The file that keeps it; None for a window that is about to open."""


def with_file(path: Path, session: str, words: Unfinished) -> Unfinished:
    """Give the window the path of a file of its own, not yet written. `path` is the draft's file."""
    name = f"{folders.key_of_path(path)}-{folders.key_of(session)}-{urandom(4).hex()}.json"
    return replace(words, file=folders.state_folder() / _FOLDER / name)


def keep(words: Unfinished) -> None:
    """Write the window's text to its file; does nothing where it has none. Raises CannotWrite."""
    if words.file is None:
        return
    folders.make_state_folder(_FOLDER)
    content = {
        "purpose": str(words.purpose),
        "at": words.at,
        "index": words.index,
        "sources": words.sources,
        "parties": words.parties,
        "when": datetime.now(UTC).isoformat(),
        "text": words.text,
    }
    files.write(words.file, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def listing(path: Path) -> tuple[Unfinished, ...]:
    """The kept texts for this draft's file, the oldest first. Skips files that can't be read."""
    by_age = []
    with suppress(OSError):
        for file in (folders.state_folder() / _FOLDER).glob(f"{folders.key_of_path(path)}-*.json"):
            words = _read(file)
            if words:
                by_age.append((file.stat().st_mtime, words))
    return tuple(words for _, words in sorted(by_age, key=lambda aged: aged[0]))


def session_key(words: Unfinished) -> str:
    """The key (`folders.key_of`) of the session that opened the window; empty where it has no file."""
    return words.file.stem.split("-")[1] if words.file else ""


def remove(words: Unfinished) -> None:
    """Remove the window's file, if any: its text is in the draft's file, or not wanted."""
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
            tuple(str(source) for source in content["sources"]),
            tuple(str(party) for party in content.get("parties", ())),
            file,
        )
    except files.DAMAGE:
        return None
