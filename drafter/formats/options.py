"""What a user can ask of an export, as one value that the command line and the export dialog fill in; and how a
document shows its sources.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from drafter.draft.text import ATTRIBUTED, View

if TYPE_CHECKING:  # a command that only lists the formats needs no document
    from drafter.document.outline import Outline, OutlineParagraph
    from drafter.document.table import AnnexKind


class Sources(StrEnum):
    """How a document shows where its paragraphs come from. The value is its name on the command line."""

    FOOTNOTES = "footnotes"
    """Real footnotes, one a paragraph, grouped by report: `Report of …, paras. 13 (d) and 62 (c)`."""
    INLINE = "inline"
    """In the text: `[AP 62(a); LAC 19(c)]`."""
    COMMENTS = "comments"
    """The whole recommendation beside the paragraph: in Word a comment, in a PDF a note, elsewhere a block."""
    NONE = "none"
    """A clean text."""


class DocumentPurpose(StrEnum):
    """What a document is for. The value is its name on the command line."""

    READING = "reading"
    NEGOTIATION = "negotiation"
    """The copy that is worked on: PP and OP labels, line numbers, version and date, references that Word keeps up."""
    WALL = "wall"
    """The same in large letters, to be shown on a wall."""

    @property
    def negotiated(self) -> bool:
        """Whether the document is worked on."""
        return self is not DocumentPurpose.READING


_LINES, _CLEAN, _ANNEXES = "line-numbers", "clean", "annexes"


class Options(NamedTuple):
    """How a draft is to be written. The defaults are what `drafter export` does without options."""

    sources: Sources = Sources.FOOTNOTES
    annexes: tuple[AnnexKind, ...] | None = None
    """In the order in which they are to stand; None for the table of sources, or, in a clean text, none at all."""
    only: AnnexKind | None = None
    """Write this annex as a document of its own, and nothing else."""
    line_numbers: bool = False
    """Number the lines of the text, page by page (Word and PDF)."""
    clean: bool = False
    """Leave out what a delegation keeps to itself and what is the negotiation's: notes, reasons, statuses, what is said
    to be missing, who wants what, colours.
    """
    view: View = ATTRIBUTED
    """What is made of alternatives."""
    purpose: DocumentPurpose = DocumentPurpose.READING

    @classmethod
    def of(cls, words: Collection[str]) -> Options:
        """The options that `words` gave; a word that is none says nothing."""
        from drafter.document.table import AnnexKind

        sources = next((way for way in Sources if way in words), Sources.FOOTNOTES)
        annexes = tuple(kind for kind in AnnexKind if kind in words) if _ANNEXES in words else None
        view = next(filter(None, map(View.named, words)), ATTRIBUTED)
        purpose = next((purpose for purpose in DocumentPurpose if purpose in words), DocumentPurpose.READING)
        return cls(sources, annexes, None, _LINES in words, _CLEAN in words, view, purpose)

    @property
    def words(self) -> tuple[str, ...]:
        """The options in words, to be remembered; without `only`, which is wanted once and not the next time."""
        flags = {_LINES: self.line_numbers, _CLEAN: self.clean, _ANNEXES: self.annexes is not None}
        view = () if self.view == ATTRIBUTED else (self.view.name,)
        purpose = (self.purpose,) if self.purpose.negotiated else ()
        return (self.sources, *(word for word, on in flags.items() if on), *(self.annexes or ()), *view, *purpose)

    @property
    def kinds(self) -> tuple[AnnexKind, ...]:
        """The annexes that are to be made."""
        if self.only:
            return (self.only,)
        if self.annexes is None:
            from drafter.document.table import AnnexKind

            return () if self.sources is Sources.NONE else (AnnexKind.SOURCES,)
        return self.annexes


class Sourcing:
    """One outline's sources in one of the ways, in the words of every format but Word, which has parts for them."""

    def __init__(self, outline: Outline, how: Sources) -> None:
        self._how = how
        self._rows = {row.id: row for row in outline.sources}

    def notes(self, paragraph: OutlineParagraph) -> list[str]:
        """The paragraph's notes: one for all its sources, or, where they are asked for whole, one for each."""
        if self._how is Sources.FOOTNOTES and paragraph.note:
            return [paragraph.note]
        if self._how is Sources.COMMENTS:
            rows = [self._rows[source.id] for source in paragraph.sources]
            return [f"{row.citation} [{row.id}]: {row.text}" for row in rows]
        return []

    def inline(self, paragraph: OutlineParagraph) -> str:
        """What is cited in the text itself; empty for nothing."""
        return paragraph.inline if self._how is Sources.INLINE else ""
