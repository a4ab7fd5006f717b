"""What came back with a Word file, as values: each edit of the room, and what the user makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drafter.draft.draft import Link, Place, Status


class RoomEditKind(StrEnum):
    """What happened in the room. The value is its name in the table and the JSON."""

    TEXT = "text"
    """Other words in a paragraph."""
    NEW = "new"
    DELETED = "deleted"
    MOVED = "moved"
    SPLIT = "split"
    JOINED = "joined"
    COMMENT = "comment"
    STATUS = "status"
    """A status tag typed, changed or removed."""
    SOURCE = "source"
    """A citation changed in a footnote, or in the text."""
    NUMBER = "number"
    """A number changed by hand, or a paragraph made a sub-paragraph and back."""
    TITLE = "title"
    """The title, a line of the front matter, or a heading."""


class Decision(StrEnum):
    """What the user makes of an edit."""

    TAKEN = "taken"
    BRACKETED = "bracketed"
    """It is its author's proposal now."""
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class RoomEdit:
    """One thing that somebody did: in a paragraph, all the words that one author changed."""

    id: str
    """Made of the file and the place, so that the same file gives the same ids."""
    kind: RoomEditKind
    paragraph: str
    """The id of the draft's paragraph, or of the part whose heading it is; of a new paragraph the id that it will
    have; empty for the title and the front matter."""
    ref: str
    """What people call it: `OP7`; of a new paragraph, `after OP7`."""
    author: str
    """As the file names them; empty where nobody knows."""
    date: str
    """YYYY-MM-DD; empty where nobody knows."""
    tracked: bool
    was: str
    """What stood there when the file went out: the paragraph's whole text, the note's, the tag's, the number's."""
    now: str
    """As this edit has it, the other authors' left out."""
    home: str | None = None
    """What stands there in the draft today, where that was changed too since the file went out; None where it wasn't.
    Empty where the paragraph is gone."""
    needs_asking: bool = False
    """Whether it is never taken unless the user says so for this very edit: a changed citation."""

    @property
    def may_be_bracketed(self) -> bool:
        """Whether it can become its author's proposal."""
        kinds = (RoomEditKind.TEXT, RoomEditKind.NEW, RoomEditKind.DELETED, RoomEditKind.MOVED)
        return self.kind in (*kinds, RoomEditKind.SPLIT, RoomEditKind.JOINED)


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Something of the file that is not ours, or of which nobody can say what it is."""

    text: str
    where: str
    """`after OP7`, `in a table`, `before the text`."""
    why: str
    """A sentence."""


@dataclass(frozen=True, slots=True)
class RoomEdits:
    """What came with a file, in the document's order."""

    base: str
    """What the file was compared with, in words for people: `Rev.1`, `the draft as it was exported`."""
    edits: tuple[RoomEdit, ...]
    unmatched: tuple[Unmatched, ...] = ()
    remarks: tuple[str, ...] = ()
    """What should be known before anything is taken, in a sentence each: that the base is gone, that the file is
    another draft's."""
