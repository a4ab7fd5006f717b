"""Paragraphs that were split in two, or made one of two, without anybody tracking it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from drafter.document.table import anchor
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind
from drafter.intake.room_edits.room_paragraphs import FileBlock
from drafter.negotiation.same_paragraphs import words_of

_HELD = 0.6
"""The share of a half's words that the whole has, at least."""
_FEWEST = 2
"""The words that a half has in common with the whole, at least."""


def united(blocks: Sequence[FileBlock], pieces: Sequence[IssuedPiece]) -> list[FileBlock]:
    """The blocks, halves of one paragraph made one block again, pieces that became one paragraph given to its block."""
    return _Halves(pieces).united(blocks)


class _Halves:
    def __init__(self, pieces: Sequence[IssuedPiece]) -> None:
        self._pieces = pieces
        self._missing: set[int] = set()

    def united(self, blocks: Sequence[FileBlock]) -> list[FileBlock]:
        there = {block.piece.index for block in blocks if block.piece}
        self._missing = {
            piece.index
            for piece in self._pieces
            if piece.kind is PieceKind.PARAGRAPH and piece.index not in there and piece.words.strip()
        }
        found: list[FileBlock] = []
        for block in blocks:
            if found and self._is_half(found[-1], block):
                found[-1] = _joined(found[-1], block)
            else:
                found.append(block)
        for block in found:
            if block.piece and block.piece.kind is PieceKind.PARAGRAPH and self._misses_beside(block.piece):
                self._take_in(block, block.piece)
        return found

    def _misses_beside(self, piece: IssuedPiece) -> bool:
        return piece.index + 1 in self._missing or piece.index - 1 in self._missing

    def _is_half(self, first: FileBlock, second: FileBlock) -> bool:
        """Whether two neighbours are halves of what one of them is recognized as."""
        piece = first.piece or second.piece
        if (first.piece is None) == (second.piece is None) or piece is None or piece.kind is not PieceKind.PARAGRAPH:
            return False
        if second.went or first.places[-1] + 1 != second.places[0] or first.is_empty or second.is_empty:
            return False
        known, other = (first, second) if first.piece else (second, first)
        return _is_held(_words(other.text), _words(piece.words) - _words(known.text))

    def _take_in(self, block: FileBlock, piece: IssuedPiece) -> None:
        """Gives a block the pieces beside its own that are nowhere else, and whose words it has."""
        extra = _words(block.text) - _words(piece.words)
        first = last = piece.index
        while last + 1 in self._missing and self._is_in(block, last + 1, extra):
            last += 1
            extra -= _words(self._pieces[last].words)
        while first - 1 in self._missing and self._is_in(block, first - 1, extra):
            first -= 1
            extra -= _words(self._pieces[first].words)
        if first < last:
            self._missing -= set(range(first, last + 1))
            block.piece, *joined = self._pieces[first : last + 1]
            block.joined = tuple(joined)

    def _is_in(self, block: FileBlock, index: int, extra: Counter[str]) -> bool:
        """Whether a piece's words go on in the block: most of them, or a few and its bookmark."""
        piece = self._pieces[index]
        words = _words(piece.words)
        marked = anchor(piece.id) in block.bookmarks and (words & extra).total() >= _FEWEST
        return marked or _is_held(words, extra)


def _joined(first: FileBlock, second: FileBlock) -> FileBlock:
    return FileBlock(
        [*first.places, *second.places],
        [*first.bits, *second.bits],
        first.piece or second.piece,
        (*first.bookmarks, *second.bookmarks),
        first.went,
    )


def _words(text: str) -> Counter[str]:
    return Counter(words_of(text))


def _is_held(words: Counter[str], holder: Counter[str]) -> bool:
    common = (words & holder).total()
    return common >= _FEWEST and common >= _HELD * words.total()
