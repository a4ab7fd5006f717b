"""What can be known of a file whose own version of the draft is gone: its manifest has a hash of each paragraph.

The draft as it is stands for what went out. A paragraph of the file that has the very words of its hash went out so,
whatever was made of it at home since; one that the draft lost, or came to have since, is no edit of the room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drafter.document.outline import Manifest, text_hash
from drafter.draft.bracket_notation import reread
from drafter.draft.draft import Draft, Paragraph
from drafter.draft.text import Text, View
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind
from drafter.intake.room_edits.room_paragraphs import FileBlock
from drafter.intake.room_edits.word_fates import Role, refused_text


class LostBase:
    """The draft as it is, made as like what went out as can be."""

    def __init__(self, manifest: Manifest, draft: Draft, view: View) -> None:
        self._hashes = {known.id: known.hash for known in manifest.paragraphs}
        self._draft = draft
        self._view = view
        self._restated: dict[str, str] = {}

    def restated(self, blocks: Sequence[FileBlock]) -> list[FileBlock]:
        """The blocks, framed, each beside the words that it went out with, without those that are gone at home."""
        gone = {hash for id, hash in self._hashes.items() if id not in self._draft.spots}
        found = []
        for block in blocks:
            words = refused_text(bit for bit in block.bits if bit.role is Role.WORDS and not bit.is_break)
            if block.piece is None and text_hash(words) in gone:
                continue
            if block.piece and block.piece.kind is PieceKind.PARAGRAPH and not block.joined:
                block.piece = self._restate(block.piece, words)
            found.append(block)
        return found

    def _restate(self, piece: IssuedPiece, words: str) -> IssuedPiece:
        hashes = {text_hash(words), text_hash(f"[{words}]")}
        if words == piece.words or self._hashes.get(piece.id) not in hashes or not self._may_be_said_anew(piece):
            return piece
        self._restated[piece.id] = words
        return replace(piece, words=words)

    def _may_be_said_anew(self, piece: IssuedPiece) -> bool:
        """Whether a paragraph's text can be made of what this view shows of it."""
        spot = self._draft.spots.get(piece.id)
        return spot is not None and (not self._view.plain or spot.paragraph.text.plain)

    def went_out(self, pieces: Sequence[IssuedPiece]) -> list[IssuedPiece]:
        """Without the paragraphs that the draft came to have since."""
        return [piece for piece in pieces if piece.kind is not PieceKind.PARAGRAPH or piece.id in self._hashes]

    def words(self, id: str) -> str | None:
        """The words with which a paragraph went out that has others now; None for one that hasn't."""
        return self._restated.get(id)

    @property
    def draft(self) -> Draft:
        """The draft with the words that went out."""
        if not self._restated:
            return self._draft
        parts = (replace(part, paragraphs=tuple(map(self._paragraph, part.paragraphs))) for part in self._draft.parts)
        return replace(self._draft, parts=tuple(parts))

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        words = self._restated.get(paragraph.id)
        text = paragraph.text
        if words is not None:
            text = Text.of(words) if self._view.plain else reread(words, text, paragraph.id)
        return replace(paragraph, text=text, children=tuple(map(self._paragraph, paragraph.children)))
