"""A Word document as others left it: its paragraphs, what was tracked in them and by whom, its comments.

Nothing of it is judged here: which paragraph of a draft each one is, and what became of it, is `intake.room_edits`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from drafter.document.outline import Manifest


@dataclass(frozen=True, slots=True)
class Mark:
    """Who made a tracked change, and when."""

    author: str
    """As the file names them; empty where it doesn't."""
    date: str = ""
    """The day, as YYYY-MM-DD; empty where the file has none that is one."""
    day_only: bool = field(default=False, compare=False)
    """Whether the file has no time of the day, as drafter's own exports have none."""


@dataclass(frozen=True, slots=True)
class EditedRun:
    """Words of a paragraph to which one thing happened, or a note's mark among them."""

    text: str
    """To the letter, line ends and tabs as blanks, and Word's hyphens as U+2011 and U+00AD, which LibreOffice makes
    such hyphens of; empty for a note's mark."""
    inserted: Mark | None = None
    deleted: Mark | None = None
    """Words may be both: inserted by one, and deleted by another."""
    moved: str = ""
    """The name of the tracked move that took them here, or from here; empty for none."""
    note: str = ""
    """Of a footnote's or endnote's mark, the words of the note as they are now."""
    note_before: str = ""
    """Of such a mark, the words of the note without what is tracked in it."""
    style: str = ""
    """The name of the character style, as Word shows it; empty for none."""
    note_label: str = ""
    """Of a note's mark, `Footnote 3`, numbered through the document; empty for words."""
    note_changed: Mark | None = None
    """Of such a mark, who tracked a change in the note's words, the last of them."""

    @property
    def kept(self) -> bool:
        """Whether nobody tracked it."""
        return self.inserted is None and self.deleted is None


@dataclass(frozen=True, slots=True)
class EditedParagraph:
    """A paragraph of the file's body, of its tables and text boxes too, as it stands in the file."""

    runs: tuple[EditedRun, ...]
    style: str = ""
    """The style's name, as Word shows it. LibreOffice writes Word's own ones with other capitals: `Heading 1`."""
    bookmarks: tuple[str, ...] = ()
    """The names of those that begin in it, in order."""
    label: str = ""
    """The label that Word counts for it, `1.`, `(a)`; empty for none, and for one that is typed."""
    depth: int = 0
    """The level of its list, from 0."""
    rows: tuple[int, ...] = ()
    """The rows of tables that it stands in, from the outermost, each by its number in the document."""
    end_inserted: Mark | None = None
    """Who inserted its paragraph mark: to refuse that joins it with the next one."""
    end_deleted: Mark | None = None
    """Who deleted its paragraph mark: to accept that joins it with the next one."""
    comments: tuple[str, ...] = ()
    """The ids of the comments that begin in it."""
    placed: Mark | None = None
    """Who tracked a change of its style or of its place in a list; what it was before is not read."""

    @property
    def accepted(self) -> str:
        """Its words with every tracked change accepted."""
        return "".join([run.text for run in self.runs if run.deleted is None])

    @property
    def refused(self) -> str:
        """Its words with every tracked change refused."""
        return "".join([run.text for run in self.runs if run.inserted is None])

    def with_those_of(self, wanted: Callable[[Mark], bool]) -> str:
        """Its words with the tracked changes of some accepted, and of all others refused."""
        return "".join(
            run.text
            for run in self.runs
            if (run.inserted is None or wanted(run.inserted)) and (run.deleted is None or not wanted(run.deleted))
        )


@dataclass(frozen=True, slots=True)
class EditedComment:
    """A comment that stands in the margin."""

    id: str
    author: str
    date: str
    """The day, as YYYY-MM-DD; empty where the file has none that is one."""
    text: str
    """Its paragraphs as lines."""
    about: str = ""
    """The words that it is put to, cut where they are long; empty where it is put to a place between words."""
    answers: str = ""
    """The id of the comment that it answers; empty for none."""
    resolved: bool = False
    day_only: bool = False
    """As of a `Mark`."""


@dataclass(frozen=True, slots=True)
class EditedDocument:
    """The file, read."""

    paragraphs: tuple[EditedParagraph, ...]
    """In the file's order, one in a text box before the one that holds the box."""
    comments: tuple[EditedComment, ...] = ()
    manifest: Manifest | None = None
    """Its account of the export that it was; None for a file that is none, and where a program took it out."""
    title: str = ""
    """The title in the file's properties."""
    left_out: tuple[str, ...] = ()
    """What in the file could not be read, and is in none of the above, in a sentence each."""
