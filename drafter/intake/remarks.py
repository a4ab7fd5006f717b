"""What is worth telling a person about a mapping that could be read, as values. A fault is a Problem instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from drafter.intake.annex import Source


class RemarkKind(StrEnum):
    """Why a remark is made."""

    DIFFERENCE = "difference"
    """Two readings of one recommendation differ, between the annexes or between two places of one annex."""
    CLASH = "clash"
    """One annex has two wholly different texts under one citation: probably one of the citations is wrong."""
    TITLE = "title"
    """The annexes differ in the title or the number of a section or a theme."""
    MOVED = "moved"
    """The annexes have a recommendation under different themes; it stands under the matrix's."""
    ONE_SIDED = "one-sided"
    """Only one of the two annexes has the placement, the theme or the section; it is kept."""
    GAP = "gap"
    """A letter or a theme's number is missing in a run."""
    COMPLETED = "completed"
    """A citation without letter was completed by the `(x)` before its text."""
    LABEL = "label"
    """The `(x)` before a text and its citation disagree; the citation holds."""
    BRACKET = "bracket"
    """A text has a square bracket without its partner: perhaps the remains of a citation."""
    HYPHEN = "hyphen"
    """A word that a line's end had broken stands in one piece again, without the hyphen of the break."""
    LEFT_OUT = "left-out"
    """Words of an annex that are no heading and no recommendation: a footnote, a line under the title."""


class Differ(StrEnum):
    """How two readings differ, from the slightest to the gravest."""

    HYPHEN = "hyphen"
    """Only by hyphens inside words: the mark of a text taken out of a PDF."""
    SPACING = "spacing"
    PUNCTUATION = "punctuation"
    """Punctuation or dashes; also spacing beside."""
    CAPITALS = "capitals"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one annex and where they stand."""

    source: Source
    file: str
    line: int
    text: str
    theme: str = ""
    """The id of the theme in the corpus; empty for titles and asides."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing worth knowing about the mapping, with all that a report needs to print it."""

    kind: RemarkKind
    file: str
    line: int
    """Where to look first, counted from 1."""
    subject: str
    """A recommendation's id, a theme's or section's id, a run (`E 56`); empty where it is the file."""
    what: str
    """A sentence."""
    quotes: tuple[Quote, ...] = ()
    """The words that it is about, the shown or kept ones first."""
    differ: Differ | None = None
    """For differences of text and title."""
