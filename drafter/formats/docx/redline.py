"""Two Word files as one: the new, with what is different from the old as native tracked changes.

Accept all gives the new document, refuse all the old one: words, atoms (notes' references, breaks, fields, links,
pictures), the sequence of paragraphs, their styles by name, the level of their list, rows of tables, notes and where
they are cited. What a file says besides (page, headers and footers, the look of runs and tables, comments) is the new
one's, before and after.
"""

from __future__ import annotations

from pathlib import Path

from docx.document import Document

from drafter.document.edited_document import Mark
from drafter.errors import BadInput
from drafter.formats.docx import guard
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.package import Unreadable, opened, packed
from drafter.formats.docx.redlining.block_redline import Authorship, BlockRedline
from drafter.formats.docx.redlining.change_marks import ChangeIds, ChangeMarks
from drafter.formats.docx.redlining.compared_file import NOTE_KINDS, ComparedFile
from drafter.formats.docx.redlining.lending import Lending, Lent


def redline(
    old: bytes,
    new: bytes,
    authorship: Authorship | Mark,
    paths: tuple[Path | str, Path | str] = ("the old file", "the new file"),
) -> bytes:
    """The new .docx with its changes against the old one tracked; the same bytes for the same two.

    `authorship` says who made each change, and when: its day, or a time in UTC (`2026-11-28T14:00:00Z`); a `Mark` made
    all of them. Tracked changes that either file already has count as accepted. `paths` name the files in messages.

    Raises BadInput for a file that can't be read, DrafterError for more notes than Word can number.
    """
    documents = [_open(data, path) for data, path in zip((old, new), paths, strict=True)]
    files = (ComparedFile(documents[0]), ComparedFile(documents[1]))
    return _Redline(files, (lambda _: authorship) if isinstance(authorship, Mark) else authorship).written(documents[1])


def _open(data: bytes, path: Path | str) -> Document:
    try:
        return opened(guard.checked(data, path, only_read=True))
    except Unreadable as error:
        raise BadInput.of(path, f"This can't be read as a Word document: {error}.", "Save it again in Word.") from error


class _Redline:
    def __init__(self, files: tuple[ComparedFile, ComparedFile], authorship: Authorship) -> None:
        self._files = files
        old, new = files
        ids = ChangeIds(_first_free(new))
        marks = ChangeMarks(ids)
        for kind in NOTE_KINDS:
            if kind in old.note_roots and kind not in new.note_roots:
                new.add_notes(kind, old)
        lent = Lent(old, new, ids)
        self._lent = lent
        self._between = Lending(files, (old.part, new.part), lent)
        self._body = BlockRedline(files, (old.part, new.part), marks, self._between, authorship)
        self._notes: dict[str, BlockRedline] = {}
        for kind in NOTE_KINDS:
            part = new.note_parts[kind]
            if part is not None:
                parts = old.note_parts[kind] or part, part
                between = Lending(files, parts, lent)
                self._notes[kind] = BlockRedline(files, parts, marks, between, authorship)
                lent.notes.lend[kind] = between.lend
                lent.notes.track[kind] = self._notes[kind].track

    def written(self, document: Document) -> bytes:
        old, new = self._files
        self._body.container(old.body, new.body, paired=self._pair_lists)
        for kind, one, other in self._between.changed_notes:
            self._notes[kind].container(old.notes[kind][one], new.notes[kind][other])
        new.put_notes_back()
        return packed(document.part.package)

    def _pair_lists(self, old: Element, new: Element) -> None:
        """A list goes on as the one on which the same paragraphs now hang."""
        one, other = (each.find(f"{W}pPr/{W}numPr/{W}numId") for each in (old, new))
        if one is not None and other is not None:
            self._lent.styles.pair_lists(one.get(f"{W}val", ""), other.get(f"{W}val", ""))


def _first_free(file: ComparedFile) -> int:
    """A number above every one that a bookmark or a comment has."""
    ids = (each.get(f"{W}id", "") for each in file.body.iter(f"{W}bookmarkStart", f"{W}commentRangeStart"))
    return max((int(id) for id in ids if id.isdecimal()), default=0) + 1
