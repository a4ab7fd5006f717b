"""Two Word files as one: the new, with what is different from the old as native tracked changes.

Accept all gives the new document, refuse all the old one: words, atoms (notes' references, breaks, fields, links,
pictures), the sequence of paragraphs, their styles by name, the level of their list, rows of tables, notes and where
they are cited. What a file says besides (page, headers and footers, the look of runs and tables, comments) is the new
one's, before and after.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from drafter.document.edited_document import Mark
from drafter.document.tracked import BlockFate
from drafter.formats.docx.elements import W
from drafter.formats.docx.redlining.block_redline import Authorship, BlockRedline, BlockStep, TextChange, aligned
from drafter.formats.docx.redlining.carried_over import Lending, Lent
from drafter.formats.docx.redlining.change_marks import ChangeIds, ChangeMarks
from drafter.formats.docx.redlining.compared_file import NOTE_KINDS, ComparedFile
from drafter.formats.docx.redlining.word_package import WordPackage

__all__ = ["Authorship", "Redlined", "TextChange", "redline"]


class Redlined(NamedTuple):
    """Two files as one, and what is to be said of it."""

    data: bytes
    """The .docx."""
    paragraphs: Mapping[BlockFate, int]
    """How many came, went, changed, and moved, once at each of both places, their notes with them; those in cells too,
    but for whole rows. Empty for none."""
    rows: Mapping[BlockFate, int]
    """How many rows of tables came and went, whatever they hold."""
    accepted: tuple[tuple[str, ...], tuple[str, ...]]
    """Whose tracked changes the old and the new file came with, which count as accepted: each author once, an empty
    name for changes that name nobody."""


def redline(
    old: bytes,
    new: bytes,
    authorship: Authorship | Mark,
    paths: tuple[Path | str, Path | str] = ("the old file", "the new file"),
) -> Redlined:
    """The new .docx with its changes against the old one tracked; the same bytes for the same two.

    `authorship` says who made each change, and when: its day, or a time in UTC (`2026-11-28T14:00:00Z`); a `Mark` made
    all of them. Tracked changes that either file already has count as accepted. `paths` name the files in messages.

    Raises BadInput for a file that can't be read, DrafterError for more notes than Word can number.
    """
    before = ComparedFile(WordPackage(old, paths[0], only_read=True))
    blocks = before.stored_blocks()  # the old file's trees are gone before the new one's are made
    after = ComparedFile(WordPackage(new, paths[1], only_read=False))
    steps = aligned(blocks, after.blocks(after.body))
    whose = (lambda _: authorship) if isinstance(authorship, Mark) else authorship
    body = _Redline((before, after), whose).write(steps)
    return Redlined(after.packed(), body.paragraphs, body.rows, (before.accepted, after.accepted))


class _Redline:
    """What goes on between two files: in the text, and in their notes."""

    def __init__(self, files: tuple[ComparedFile, ComparedFile], authorship: Authorship) -> None:
        self._files = files
        old, new = files
        ids = ChangeIds(_first_free(new))
        marks = ChangeMarks(ids)
        for kind in NOTE_KINDS:
            if old.note_parts[kind] and not new.note_parts[kind]:
                new.add_notes(kind, old)
        self._lent = Lent(old, new, ids)
        mains = old.package.main, new.package.main
        self._between = Lending(files, mains, self._lent)
        self._body = BlockRedline(files, mains, marks, self._between, authorship)
        self._notes: dict[str, BlockRedline] = {}
        for kind in NOTE_KINDS:
            parts = old.note_parts[kind], new.note_parts[kind]
            if parts[1]:
                between = Lending(files, parts, self._lent)
                self._notes[kind] = BlockRedline(files, parts, marks, between, authorship)
                self._lent.notes.lend[kind] = between.lend
                self._lent.notes.track[kind] = self._notes[kind].track

    def write(self, steps: list[BlockStep]) -> BlockRedline:
        """Returns what was done with the text."""
        old, new = self._files
        for step in steps:
            if step.old and step.new and step.old.list and step.new.list:
                self._lent.styles.pair_lists(step.old.list, step.new.list)
        self._body.blocks(steps, new.body)
        for kind, one, other in self._between.changed_notes:
            self._notes[kind].container(old.notes[kind][one].read(), new.notes[kind][other].element)
        if self._lent.notes.any:
            new.put_notes_in_order()
        return self._body


def _first_free(file: ComparedFile) -> int:
    """A number above every one that a bookmark or a comment has."""
    roots = (file.root, *file.note_roots.values())
    ids = (each.get(f"{W}id", "") for root in roots for each in root.iter(f"{W}bookmarkStart", f"{W}commentRangeStart"))
    return max((int(id) for id in ids if id.isdecimal()), default=0) + 1
