"""A file's paragraphs beside those that went out: each with the words that were there, and what became of them; of one
that was moved, where it is now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from drafter.document.edited_document import EditedDocument, EditedParagraph, Mark
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind, key
from drafter.intake.room_edits.word_fates import (
    BREAK,
    UNTRACKED,
    Bit,
    Role,
    base_text,
    bits_of,
    compared,
    refused_text,
    same_hand,
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
    id: str = ""
    """The draft's own, or the one that a new paragraph will have; empty for what has none: the title, say."""
    depth: int = 0
    """How deep it stands in the file; as it was where the file doesn't say."""
    mover: Mark | None = None
    """Who moved it to where it is, tracked."""

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
    def is_text(self) -> bool:
        """Whether it is none of what stands beside the draft's paragraphs: a heading, say."""
        return self.piece is None or self.piece.kind is PieceKind.PARAGRAPH

    @property
    def text(self) -> str:
        """All its words, whatever became of them."""
        return "".join(bit.text for bit in self.words)

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
        came = paragraph.end_inserted
        if place + 1 not in ours and came and (not found[-1].text.strip() or _is_within(words, came)):
            # Put before what is no text of ours, an annex: it came whole, and its own mark says so.
            found[-1].bits[0] = replace(found[-1].bits[0], inserted=came)
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
    nothing happened, but what is tracked of it is remembered.
    """
    found: list[Bit] = []
    for bit in bits:
        before = found[-1] if found else None
        if before and before.is_break and bit.is_break and _undo(before, bit):
            found[-1] = replace(before, deleted=None, place=bit.place, undone=_tracked(bit.inserted))
        elif before and before.is_break and bit.is_break and _undo(bit, before):
            place = bit.place if bit.place >= 0 else before.place
            found[-1] = replace(bit, deleted=None, place=place, undone=_tracked(before.inserted))
        else:
            found.append(bit)
    return found


def _tracked(mark: Mark | None) -> Mark | None:
    return None if mark is UNTRACKED else mark


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
    came = after.inserted
    if came and not before.inserted and (_is_new_before(one) or _came_and_went(one, came)):
        before.inserted, after.inserted = after.inserted, None
        before.piece, after.piece = None, before.piece
    if after.deleted and not before.deleted and one.words and not any(bit.accepted for bit in one.words):
        before.deleted, after.deleted = after.deleted, None


def _is_new_before(paragraph: RoomParagraph) -> bool:
    """Whether nothing that was there stands between a mark that was there and one that came."""
    return not any(bit.base for bit in paragraph.words)


def _is_within(words: Sequence[Bit], came: Mark) -> bool:
    """Whether what somebody else did to words is amid those of who brought them in."""
    return all(same_hand(bit.inserted, came) for bit in (*words[:1], *words[-1:]))


def _came_and_went(paragraph: RoomParagraph, came: Mark) -> bool:
    """Whether all words between a mark that went and one that came were brought in by who made the one, and taken out
    by who took the other out: a new paragraph was deleted, and what stands behind it is untouched.
    """
    went, words = paragraph.went, paragraph.words
    if went is None or not words:
        return False
    return all(same_hand(bit.inserted, came) and same_hand(bit.deleted, went) for bit in words)


def _belongs(paragraph: RoomParagraph, what: str, before: Mark | None, after: Mark | None) -> bool:
    """Whether all words of a paragraph were brought in, or taken out, by the author of the mark behind it, and not by
    that of the mark before it.
    """
    if before is None or after is None or who(before) == who(after) or not paragraph.words:
        return False
    return all(same_hand(getattr(bit, what), after) for bit in paragraph.words)


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


@dataclass(slots=True)
class MovedParagraphs:
    """Pairs what is gone in one place with what came in another."""

    stood: dict[str, float] = field(default_factory=dict)
    """By which each that was moved stood among the others before, by its id."""
    brackets: dict[int, list[Bit]] = field(default_factory=dict)
    """The brackets of a status around what came, by its number in the file."""

    def paired(self, paragraphs: Sequence[RoomParagraph]) -> list[RoomParagraph]:
        """The paragraphs, of each that was moved only the one where it is now, which is then the one that went out."""
        by_words = defaultdict[str, list[RoomParagraph]](list)
        for each in paragraphs:
            if _is_wholly_gone(each):
                by_words[key(base_text(each.words))].append(each)
        by_name = {bit.moved: old for waiting in by_words.values() for old in waiting for bit in old.words if bit.moved}
        dropped: set[int] = set()
        for each in paragraphs:
            mark = each.came
            if mark is None or each.is_part_of_another or (each.went and not _is_taken_out(each, mark)):
                continue
            old = self._moved_from(each, mark, by_words, by_name)
            if old and each.went and not same_hand(old.went, mark):
                continue
            if old and id(old) not in dropped and (mark is UNTRACKED or not _went_unseen(old)):
                by_words[key(base_text(old.words))].remove(old)
                dropped.add(id(old))
                self._move(each, old, mark)
        kept = [each for each in paragraphs if id(each) not in dropped]
        _set_apart(kept)
        return kept

    def _moved_from(
        self,
        new: RoomParagraph,
        mark: Mark,
        by_words: Mapping[str, Sequence[RoomParagraph]],
        by_name: Mapping[str, RoomParagraph],
    ) -> RoomParagraph | None:
        """The paragraph that is gone, and that the new one is."""
        same = by_words.get(key(_text_of(new.words, mark)))
        if same:
            return same[0]
        inner = _unbracketed(new.words)
        within = by_words.get(key(_text_of(inner, mark)), ()) if inner else ()
        moved = (bit.moved for bit in new.words if bit.inserted == mark)
        named = next((by_name[name] for name in moved if name in by_name), None)
        old = next((old for old in within if old.piece and old.piece.bracketed), named)
        if old and old.piece and old.piece.bracketed and inner:
            new.bits[1:] = inner
            self.brackets[new.place] = [Bit(sign, mark, role=Role.BRACKET) for sign in "[]"]
        return old

    def _move(self, new: RoomParagraph, old: RoomParagraph, mark: Mark) -> None:
        assert old.piece is not None
        new.mover = mark
        if old.place >= 0:
            self.stood[old.piece.id] = old.order
        # Which of its words came with it, and which were typed there, the comparison says.
        here = (UNTRACKED, mark)
        words = [replace(bit, inserted=None) if bit.inserted in here else bit for bit in new.words]
        # What else was done to the words on their way, the one who moved them did.
        found = [_by(bit, mark) for bit in compared(base_text(old.words), words)]
        new.bits = [replace(new.opening, inserted=None, piece=old.piece), *found]


def _set_apart(paragraphs: Sequence[RoomParagraph]) -> None:
    """Cuts what was moved to where another paragraph was split out of what that one hangs together in; but not if
    what follows was joined to it.
    """
    chain = max((each.chain for each in paragraphs), default=0)
    for each, after in pairwise(paragraphs):
        if each.mover and after.chain == each.chain and not after.is_joined:
            chain += 1
            each.chain = chain


def _text_of(words: Sequence[Bit], mark: Mark) -> str:
    return "".join(bit.text for bit in words if _is_moved(bit, mark, words))


def _is_moved(bit: Bit, mark: Mark, words: Iterable[Bit]) -> bool:
    """Whether it came with what was moved: where a file names its moves, the others were typed there."""
    return bit.inserted == mark and (bool(bit.moved) or not any(each.moved for each in words))


def _is_wholly_gone(paragraph: RoomParagraph) -> bool:
    """Whether it went out, and nothing of it stands any more, nor in another paragraph; and nobody typed in it, which
    was done to what stands here.
    """
    piece = paragraph.piece
    if piece is None or piece.kind is not PieceKind.PARAGRAPH or not paragraph.is_gone:
        return False
    if any(bit.passed for bit in paragraph.words):
        return False
    return bool(piece.words.strip()) and key(base_text(paragraph.words)) == key(piece.words)


def _is_taken_out(paragraph: RoomParagraph, came: Mark) -> bool:
    """Whether somebody else took all of it out, tracked, that this one had brought in, and nothing of it stands."""
    went = paragraph.went
    if went is None or went is UNTRACKED or who(went) == who(came):
        return False
    return all(same_hand(bit.inserted, came) and same_hand(bit.deleted, went) for bit in paragraph.words)


def _went_unseen(paragraph: RoomParagraph) -> bool:
    """Whether somebody deleted words of it untracked: nobody can say that this was the one who put them elsewhere,
    tracked.
    """
    return any(bit.deleted is UNTRACKED for bit in paragraph.words)


def _by(bit: Bit, mark: Mark) -> Bit:
    """The bit as that person's work, if it is nobody's."""
    inserted = mark if bit.inserted is UNTRACKED else bit.inserted
    deleted = mark if bit.deleted is UNTRACKED else bit.deleted
    return replace(bit, inserted=inserted, deleted=deleted)


def _unbracketed(words: Sequence[Bit]) -> list[Bit]:
    """The words without the square brackets around them all; nothing where there are none."""
    if not words or not words[0].text.startswith("[") or not words[-1].text.endswith("]"):
        return []
    first = [replace(words[0], text=words[0].text[1:]), *words[1:]]
    found = [*first[:-1], replace(first[-1], text=first[-1].text[:-1])]
    return [bit for bit in found if bit.text]
