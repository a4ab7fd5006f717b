"""A file's paragraphs beside those that went out: each with the words that were there, and what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.document.edited_document import EditedDocument, EditedParagraph, Mark
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind
from drafter.intake.room_edits.word_fates import (
    BREAK,
    UNTRACKED,
    Bit,
    Role,
    bits_of,
    compared,
    refused_text,
    who,
)


@dataclass(slots=True)
class RoomParagraph:
    """A paragraph that went out, or came, or both; its break first among its bits."""

    bits: list[Bit]
    chain: int
    """The same for paragraphs that hang together, because a break between them came or went."""
    order: float = 0.0
    """By which it stands among the others."""

    @property
    def opening(self) -> Bit:
        return self.bits[0]

    @property
    def words(self) -> list[Bit]:
        return self.bits[1:]

    @property
    def piece(self) -> IssuedPiece | None:
        """What it was when the file went out."""
        return self.bits[0].piece

    @property
    def place(self) -> int:
        """Its number in the file; -1 for one that isn't there."""
        return self.bits[0].place

    @property
    def came(self) -> Mark | None:
        """Who brought it in; None for one that was there."""
        return self.bits[0].inserted

    @property
    def went(self) -> Mark | None:
        """Who took it out, or joined it with the one before it."""
        return self.bits[0].deleted

    @property
    def is_part_of_another(self) -> bool:
        """Whether it is a new paragraph with words that were there: the second half of one that was split."""
        return self.came is not None and any(bit.base for bit in self.words)

    @property
    def is_gone(self) -> bool:
        """Whether neither it nor its words stand in the file with every tracked change accepted."""
        return self.went is not None and not self.is_joined

    @property
    def is_joined(self) -> bool:
        """Whether its words go on in the paragraph before it."""
        return self.went is not None and any(bit.accepted for bit in self.words)


@dataclass(slots=True)
class FileBlock:
    """Paragraphs of the file that were one before what is tracked in them."""

    places: list[int]
    bits: list[Bit]
    """Their breaks among them."""
    piece: IssuedPiece | None = None
    bookmarks: tuple[str, ...] = ()
    went: Mark | None = None
    """Who deleted the mark before it."""
    joined: tuple[IssuedPiece, ...] = ()
    """What else it was, untracked: the pieces whose words go on in it."""

    @property
    def is_empty(self) -> bool:
        """Whether it has no word."""
        return not any(bit.text.strip() for bit in self.bits if not bit.is_break)

    @property
    def text(self) -> str:
        return refused_text(bit for bit in self.bits if not bit.is_break)


def blocks_of(document: EditedDocument, places: Sequence[int]) -> list[FileBlock]:
    """The file's paragraphs at these places."""
    found: list[FileBlock] = []
    before: tuple[int, EditedParagraph] | None = None
    ours = frozenset(places)
    for place in places:
        paragraph = document.paragraphs[place]
        follows = before is not None and before[0] == place - 1
        ended = before[1] if before and follows else None
        words = list(bits_of(paragraph.runs))
        opening = Bit(BREAK, ended.end_inserted if ended else None, ended.end_deleted if ended else None, place=place)
        if ended and ended.end_inserted:
            block = found[-1]
            block.places.append(place)
            block.bits += [opening, *words]
            block.bookmarks += paragraph.bookmarks
        else:
            found.append(FileBlock([place], [opening, *words], None, paragraph.bookmarks, opening.deleted))
        before = place, paragraph
        if place + 1 not in ours and paragraph.end_inserted and not found[-1].text.strip():
            # Put before what is no text of ours, an annex: it came whole, and its own mark says so.
            found[-1].bits[0] = replace(found[-1].bits[0], inserted=paragraph.end_inserted)
    return found


def beside(blocks: Sequence[FileBlock], pieces: Sequence[IssuedPiece]) -> list[RoomParagraph]:
    """The paragraphs of blocks that are recognized, and those that are nowhere in the file, in order."""
    found: list[RoomParagraph] = []
    for number, chain in enumerate(_chains(blocks)):
        found += _paragraphs(_rejoined([bit for block in chain for bit in _compared(block)]), number)
    for place, paragraph in enumerate(found):
        paragraph.order = place
    return _with_missing(found, pieces)


def _chains(blocks: Sequence[FileBlock]) -> Iterator[list[FileBlock]]:
    chain: list[FileBlock] = []
    for block in blocks:
        if chain and block.went is None:
            yield chain
            chain = []
        chain.append(block)
    if chain:
        yield chain


def _compared(block: FileBlock) -> list[Bit]:
    words = [bit for bit in block.bits if bit.role is Role.WORDS]
    if block.piece is None:
        return [replace(bit, inserted=UNTRACKED) if bit.inserted is None else bit for bit in words]
    pieces = block.piece, *block.joined
    found = compared("".join(BREAK + piece.words for piece in pieces), words)
    for opening, piece in zip((bit for bit in found if bit.is_break and bit.base), pieces, strict=True):
        opening.piece = piece
    return found


def _rejoined(bits: list[Bit]) -> list[Bit]:
    """The bits, of a break that came beside one that went, by the same person and with nothing between them, only one:
    nothing happened.
    """
    found: list[Bit] = []
    for bit in bits:
        before = found[-1] if found else None
        if before and before.is_break and bit.is_break and _undo(before, bit):
            found[-1] = replace(before, deleted=None, place=bit.place)
        elif before and before.is_break and bit.is_break and _undo(bit, before):
            found[-1] = replace(bit, deleted=None, place=bit.place if bit.place >= 0 else before.place)
        else:
            found.append(bit)
    return found


def _undo(gone: Bit, come: Bit) -> bool:
    """Whether one break went where the other came; an untracked one anywhere, for nobody says whose it was."""
    if not gone.base or gone.deleted is None or come.base or come.deleted is not None:
        return False
    return gone.deleted is UNTRACKED or who(gone.deleted) == who(come.inserted)


def _paragraphs(bits: list[Bit], chain: int) -> list[RoomParagraph]:
    found: list[RoomParagraph] = []
    for bit in bits:
        if bit.is_break:
            found.append(RoomParagraph([bit], chain))
        else:
            found[-1].bits.append(bit)
    for one, other in pairwise(found):
        _settle(one, other)
    home: RoomParagraph | None = None
    for each in found:
        _end(each)
        home = home if each.is_part_of_another else each
        if home and home is not each and home.piece and home.piece.kind is not PieceKind.PARAGRAPH:
            # Words of a heading that make a paragraph of their own are new there.
            each.bits[1:] = [replace(bit, inserted=each.came) if bit.base else bit for bit in each.words]
    return found


def _settle(one: RoomParagraph, other: RoomParagraph) -> None:
    """Says of two neighbours which of them is new, and which is gone: the file only says that a mark between came or
    went, and that is the mark of the first.
    """
    before, after = one.bits[0], other.bits[0]
    if _belongs(one, "inserted", before.inserted, after.inserted):
        before.inserted, after.inserted = after.inserted, before.inserted
    if _belongs(one, "deleted", before.deleted, after.deleted):
        before.deleted, after.deleted = after.deleted, before.deleted
    if (
        after.inserted
        and not (before.inserted or before.deleted)
        and not any(bit.refused or bit.base for bit in one.words)
    ):
        before.inserted, after.inserted = after.inserted, None
        before.piece, after.piece = None, before.piece
    if after.deleted and not before.deleted and one.words and not any(bit.accepted for bit in one.words):
        before.deleted, after.deleted = after.deleted, None


def _belongs(paragraph: RoomParagraph, what: str, before: Mark | None, after: Mark | None) -> bool:
    """Whether all words of a paragraph were brought in, or taken out, by the author of the mark behind it, and not by
    that of the mark before it.
    """
    if before is None or after is None or who(before) == who(after) or not paragraph.words:
        return False
    marks = [getattr(bit, what) for bit in paragraph.words]
    return all(mark is not None and who(mark) == who(after) for mark in marks)


def _end(paragraph: RoomParagraph) -> None:
    """A paragraph whose words are all gone is gone, even where its mark was left."""
    opening, words = paragraph.opening, paragraph.words
    if opening.deleted is None and words and not any(bit.accepted for bit in words):
        opening.deleted = next((bit.deleted for bit in words if bit.base), words[0].deleted)


def _with_missing(found: list[RoomParagraph], pieces: Sequence[IssuedPiece]) -> list[RoomParagraph]:
    """With those that the file doesn't have, each behind the one that it followed."""
    there = {each.piece.index: each for each in found if each.piece}
    chain = max((each.chain for each in found), default=-1)
    last = -1.0
    for piece in pieces:
        if piece.index in there:
            last = there[piece.index].order
        elif piece.kind in (PieceKind.PARAGRAPH, PieceKind.HEADING):
            chain += 1
            last += 1e-6
            words = [Bit(piece.words, deleted=UNTRACKED)] if piece.words else []
            found.append(RoomParagraph([Bit(BREAK, deleted=UNTRACKED, piece=piece), *words], chain, last))
    return sorted(found, key=lambda each: each.order)
