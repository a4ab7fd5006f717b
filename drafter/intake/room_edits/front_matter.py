"""What the room did to a document's title, to the lines above it, to headings, and to the layout's own sentences."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from drafter.document.edited_document import Mark
from drafter.draft.draft import Front
from drafter.intake.room_edits.edit_collector import PendingEdit, PendingEdits
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind
from drafter.intake.room_edits.room_edit import RoomEditKind, Unmatched
from drafter.intake.room_edits.room_paragraphs import RoomParagraph
from drafter.intake.room_edits.word_fates import who

_LAYOUTS_OWN = "These words are the layout's own; they are changed in the layout."


@dataclass(slots=True)
class FrontMatter:
    """Finds what was done to what is printed beside the paragraphs."""

    front: Front
    """As it was when the file went out."""
    edits: PendingEdits
    fields: dict[PendingEdit, str] = field(default_factory=dict)
    """The field of the front matter whose value an edit has."""
    unmatched: list[Unmatched] = field(default_factory=list)

    def look_at(self, paragraph: RoomParagraph, piece: IssuedPiece) -> None:
        marks = {who(mark): mark for bit in paragraph.bits for mark in (bit.inserted, bit.deleted) if mark}
        if piece.kind is PieceKind.CONTENTS:
            return
        for mark in marks.values():
            self._changed(piece, _with(paragraph, mark).strip(), mark, paragraph.order)

    def _changed(self, piece: IssuedPiece, now: str, mark: Mark, order: float) -> None:
        if piece.kind is PieceKind.HEADING:
            edit = self.edits.of(RoomEditKind.TITLE, piece.id, mark, order)
            edit.was, edit.now, edit.ref = piece.words, now, piece.ref
        elif piece.kind is PieceKind.TITLE:
            self._field("title", piece.words, now, mark, order)
        else:
            name, was, value = self._in_line(piece.words, now) if piece.kind is PieceKind.MASTHEAD else ("", "", "")
            if name:
                self._field(name, was, value, mark, order)
            else:
                self.unmatched.append(Unmatched(now or piece.words, str(piece.kind), _LAYOUTS_OWN))

    def _field(self, name: str, was: str, now: str, mark: Mark, order: float) -> None:
        edit = self.edits.of(RoomEditKind.TITLE, "", mark, order, name)
        edit.was, edit.now, edit.ref = was, now, name
        self.fields[edit] = name

    def _in_line(self, was: str, now: str) -> tuple[str, str, str]:
        """The field whose value a changed line shows, what it was and what it is; nothing where that can't be known."""
        for each in fields(self.front):
            value = " ".join(str(getattr(self.front, each.name)).split())
            before, found, after = was.partition(value) if value else (was, "", "")
            if not found:
                continue
            if not now:
                return (each.name, value, "") if value == was else ("", "", "")
            if now.startswith(before) and now.endswith(after) and len(now) >= len(before) + len(after):
                return each.name, value, now[len(before) : len(now) - len(after)].strip()
        return "", "", ""


def _with(paragraph: RoomParagraph, mark: Mark) -> str:
    """The paragraph's words with what one author did, and nobody else."""
    if paragraph.went is not None and who(paragraph.went) == who(mark) and not paragraph.is_joined:
        return ""
    return "".join(
        bit.text
        for bit in paragraph.words
        if (bit.inserted is None or who(bit.inserted) == who(mark))
        and (bit.deleted is None or who(bit.deleted) != who(mark))
    )
