"""What came back with a Word file, as values: each edit of the room, and what the user makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from drafter.draft.draft import Draft, Status
from drafter.draft.text import ATTRIBUTED, View


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
    have, of one that was split the id of the whole; empty for the title and the front matter."""
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

    @property
    def is_home(self) -> bool:
        """Whether the draft has it already: it was taken home before, or somebody here did the same."""
        return self.home == self.now

    @property
    def clashes(self) -> bool:
        """Whether the same was changed at home since the file went out, otherwise than in the file."""
        return self.home not in (None, self.now)

    def may_be(self, decision: Decision) -> bool:
        """Whether there can be this decision on it."""
        return decision is not Decision.BRACKETED or self.may_be_bracketed

    def goes_with_others(self, decision: Decision) -> bool:
        """Whether a decision for several edits at once reaches it."""
        return not self.needs_asking and self.may_be(decision)

    def renumbered(self, refs: Mapping[str, str]) -> str:
        """What its paragraph is called where the paragraphs have these numbers, by their ids; empty where that is what
        the file calls it, and where it isn't there.
        """
        now = refs.get(self.paragraph, "")
        return now if now != self.ref else ""

    def called(self, refs: Mapping[str, str]) -> str:
        """The same with the number that the file has, if it is another: `OP8 (OP7 in the file)`."""
        now = self.renumbered(refs)
        return f"{now} ({self.ref} in the file)" if now else self.ref or str(self.kind)


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


@dataclass(frozen=True, slots=True)
class FoundRun:
    """Words, or the break before a paragraph, and the edits that put them there or took them out."""

    text: str
    """Empty for a break."""
    inserted: str = ""
    """The id of the edit that inserted it; empty for what stood there when the file went out."""
    deleted: str = ""
    """The id of the edit that deleted it; empty for none. One edit may insert what another deletes."""
    opens: str = ""
    """Of a break, the id of the paragraph that begins behind it; empty for words."""


@dataclass(frozen=True, slots=True)
class FoundChain:
    """Paragraphs that hang together, because a break between them came or went. Mostly a single one.

    What a set of edits gives is in the runs to the letter: those stand that no edit inserted, or one of the set, and
    that none of the set deleted. A paragraph of which neither words nor the break before it stand is gone.
    """

    runs: tuple[FoundRun, ...]
    """The first is a break, which opens the first paragraph: the base's own, or inserted with a new one."""


@dataclass(frozen=True, slots=True)
class FoundMove:
    """Where a paragraph went."""

    container: str
    """The id of the part or the paragraph that it stands under now."""
    after: str
    """The id of the paragraph before it there, new ones among them; empty for the first."""


@dataclass(frozen=True, slots=True)
class FoundLinks:
    """What became of a paragraph's citations."""

    removed: tuple[str, ...]
    """Recommendations that are no longer cited."""
    added: tuple[str, ...]


class FoundStatus(NamedTuple):
    """The status that a tag says."""

    status: Status
    pending: str = ""
    """The delegation whose word is awaited."""
    agreed_on: str = ""
    """YYYY-MM-DD; empty where the tag names no day."""
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """All that taking home needs to know of a file."""

    room: RoomEdits
    base: Draft
    """The draft that the file was made from, or what stands for it."""
    chains: tuple[FoundChain, ...]
    """Those in which something was edited, in the file's order."""
    moves: Mapping[str, FoundMove]
    """By the edit's id. A new paragraph has its place here too, under the id of the edit that brought it."""
    links: Mapping[str, FoundLinks]
    """By the edit's id."""
    statuses: Mapping[str, FoundStatus]
    """By the edit's id."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """By the edit's id, the number that somebody typed, as a draft freezes it: `7 bis`, `a`. A paragraph that became a
    sub-paragraph, or ceased to be one, has its place in `moves`."""
    fronts: Mapping[str, str] = field(default_factory=dict)
    """By the id of an edit of the title or of the front matter, the name of the field of `Front` whose value it has."""
    view: View = ATTRIBUTED
    """In which the file went out, and all words are: in the attributed view, alternatives stand in brackets."""
    order: tuple[str, ...] = ()
    """The ids of all paragraphs of the text in the file's order, with those of the parts before theirs where they have
    a heading: new paragraphs among them, and those that are gone, where they stood. What was moved, tracked, is there
    twice.
    """
    stood: Mapping[str, int] = field(default_factory=dict)
    """By the id of what was moved, tracked, the place in `order` at which it stood before."""
