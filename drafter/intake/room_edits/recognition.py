"""Which paragraph of a file is which of those that went out: by its hidden bookmark, its words, or their likeness; and
which two are halves of one, or one is made of two, without anybody having tracked it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from drafter.document.outline import Manifest, text_hash
from drafter.document.table import anchor
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind, key
from drafter.intake.room_edits.room_paragraphs import FileBlock
from drafter.negotiation.same_paragraphs import words_of

_ALIKE = 0.5
"""The share of words that a paragraph has in common with what it was, at least."""
_MARKED = 0.25
"""The same for one that has its bookmark, where another might be meant."""
_GAP = 12
"""The pieces between two that are known among which one is looked for first."""
_OFTEN = 60
"""The pieces that may have a word by which one is looked for."""
_MOST = 500
"""The pieces with one word that are looked at."""
_RAREST = 8
"""A paragraph's rarest words, by which those are found that it may be: comparing each with each would take minutes."""


@dataclass(slots=True)
class Candidate:
    """A paragraph of a file as it was before what is tracked in it."""

    text: str
    bookmarks: tuple[str, ...] = ()
    kinds: tuple[PieceKind, ...] = (PieceKind.PARAGRAPH,)
    """What it may be, by its style; all kinds where the style says nothing."""
    counted: Counter[str] | None = field(default=None, repr=False)

    @property
    def words(self) -> Counter[str]:
        if self.counted is None:
            self.counted = Counter(words_of(self.text))
        return self.counted


def recognized(
    candidates: Sequence[Candidate], pieces: Sequence[IssuedPiece], manifest: Manifest | None = None
) -> dict[int, int]:
    """The index of the piece that each candidate is, by the candidate's index; no key for one that is none of them."""
    return _Recognizing(candidates, pieces, manifest).all()


class _Recognizing:
    def __init__(
        self, candidates: Sequence[Candidate], pieces: Sequence[IssuedPiece], manifest: Manifest | None
    ) -> None:
        self._candidates = candidates
        self._pieces = pieces
        self._known = {each.hash: each.id for each in manifest.paragraphs} if manifest else {}
        self._found: dict[int, int] = {}
        self._taken: set[int] = set()
        self._words: dict[int, Counter[str]] = {}
        self._marked = self._by_bookmark()

    def all(self) -> dict[int, int]:
        for place, marked in self._marked.items():
            # Of two with the same words, of which one was deleted, the last one's end is there.
            self._pair(place, next((piece for piece in marked[::-1] if self._is_said(place, piece)), None))
        for place, marked in self._marked.items():
            if place not in self._found:
                self._pair(place, self._likest(place, marked, _MARKED))
        self._by_words()
        self._by_hash()
        self._in_gaps()
        for place, piece in self._alike():
            self._pair(place, piece)
        for place, marked in self._marked.items():
            self._pair(place, next((piece for piece in marked if piece not in self._taken), None))
        return self._found

    def _is_said(self, place: int, piece: int) -> bool:
        """Whether the candidate may have been printed of the piece."""
        text = self._candidates[place].text
        return any(words == text or key(words) == key(text) for words in self._pieces[piece].printings())

    def _by_words(self) -> None:
        """Candidates with the words of a piece; where several have them, each is the one that stands beside what it
        stood beside, else the first that is left.
        """
        by_key = self._by_key()
        left = (place for place in range(len(self._candidates)) if place not in self._found)
        said = {place: key(self._candidates[place].text) for place in left}
        same = [(place, by_key[words]) for place, words in said.items() if words and words in by_key]
        often = Counter(said[place] for place, _ in same)
        for place, pieces in same:
            if len(pieces) == often[said[place]] == 1:
                self._pair(place, pieces[0])
        for step, those in ((-1, same), (1, same[::-1])):
            for place, pieces in those:
                beside = self._found.get(place + step, -1) - step
                self._pair(place, beside if beside in pieces else None)
        for place, pieces in same:
            self._pair(place, next((piece for piece in pieces if piece not in self._taken), None))

    def _likest(self, place: int, pieces: Iterable[int], least: float) -> int | None:
        """The piece that is most like the candidate, and enough."""
        found = max(((self._likeness(place, piece), -piece) for piece in pieces), default=(0.0, 0))
        return -found[1] if found[0] >= least else None

    def _in_gaps(self) -> None:
        """Those that stand between two that are known, where something that is missing stood; the likest first."""
        for places, gap in self._gaps():
            pairs = [(-self._likeness(place, piece), place, piece) for place in places for piece in gap]
            for share, place, piece in sorted(pairs):
                if -share >= _ALIKE:
                    self._pair(place, piece)

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """Candidates in a row that are not known, each row with the pieces that are missing there."""
        found: list[tuple[list[int], list[int]]] = []
        row: list[int] = []
        before = -1
        for place in range(len(self._candidates) + 1):
            if place not in self._found and place < len(self._candidates):
                row.append(place)
                continue
            after = self._found.get(place, len(self._pieces))
            if 0 < len(row) <= _GAP and before < after <= before + _GAP:
                found.append((row, [piece for piece in range(before + 1, after) if piece not in self._taken]))
            row, before = [], after
        return found

    def _pair(self, place: int, piece: int | None) -> None:
        if piece is not None and place not in self._found and piece not in self._taken:
            self._found[place] = piece
            self._taken.add(piece)

    def _by_bookmark(self) -> dict[int, list[int]]:
        """The pieces whose bookmarks begin in each candidate."""
        named = {anchor(piece.id): piece.index for piece in self._pieces if piece.id}
        found: dict[int, list[int]] = {}
        for place, candidate in enumerate(self._candidates):
            marked = [named[name] for name in candidate.bookmarks if name in named]
            if marked:
                found[place] = marked
        return found

    def _by_key(self) -> Mapping[str, list[int]]:
        """The pieces that are left that may have been printed in these words."""
        found = defaultdict[str, list[int]](list)
        for piece in self._pieces:
            for words in piece.printings() if piece.index not in self._taken else ():
                found[key(words)].append(piece.index)
        return found

    def _by_hash(self) -> None:
        """Those that the manifest knows: what stands for what went out may have other words by now."""
        by_id = {piece.id: piece.index for piece in self._pieces if piece.kind is PieceKind.PARAGRAPH}
        if not self._known:
            return
        for place, candidate in enumerate(self._candidates):
            if place not in self._found:
                self._pair(place, by_id.get(self._known.get(text_hash(candidate.text), "")))

    def _counted(self, piece: int) -> Counter[str]:
        if piece not in self._words:
            self._words[piece] = Counter(words_of(self._pieces[piece].words))
        return self._words[piece]

    def _likeness(self, place: int, piece: int) -> float:
        return likeness(self._candidates[place].words, self._counted(piece))

    def _alike(self) -> Iterator[tuple[int, int]]:
        """Pairs of those that are left that are enough alike, the likest first."""
        holders = defaultdict[str, list[int]](list)
        for piece in self._pieces:
            if piece.index not in self._taken:
                for word in self._counted(piece.index):
                    holders[word].append(piece.index)
        found = []
        for place, candidate in enumerate(self._candidates):
            if place in self._found or not candidate.words:
                continue
            for index in self._near(candidate, holders):
                share = self._likeness(place, index)
                if share >= _ALIKE:
                    found.append((-share, abs(place - index), place, index))
        return ((place, index) for _, _, place, index in sorted(found))

    def _near(self, candidate: Candidate, holders: Mapping[str, list[int]]) -> Iterable[int]:
        """The pieces that have the candidate's rarest words, no more than can be looked at."""
        rarest = sorted((word for word in candidate.words if word in holders), key=lambda word: len(holders[word]))
        found: dict[int, None] = {}
        for word in rarest[:_RAREST]:
            if found and len(holders[word]) > _OFTEN:
                break
            found.update(dict.fromkeys(holders[word][:_MOST]))
        return found


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0


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
        """Whether two neighbours are halves of what one of them is recognized as: the other has a few of the words that
        this one lacks, or its bookmark and no word that isn't one of them; or they say together, to the letter, what
        was printed, though one of its words was cut.
        """
        piece = first.piece or second.piece
        if (first.piece is None) == (second.piece is None) or piece is None or piece.kind is not PieceKind.PARAGRAPH:
            return False
        if first.places[-1] + 1 != second.places[0] or first.is_empty or second.is_empty:
            return False
        known, other = (first, second) if first.piece else (second, first)
        words, missing = _words(other.text), _words(piece.words) - _words(known.text)
        marked = anchor(piece.id) in other.bookmarks and bool(words) and words <= missing
        return marked or _is_held(words, missing) or _says(piece, first.text + second.text)

    def _take_in(self, block: FileBlock, piece: IssuedPiece) -> None:
        """Gives a block the pieces beside its own that are nowhere else, and whose words it has; others that are
        nowhere may have stood between.
        """
        extra = _words(block.text) - _words(piece.words)
        held = [piece.index]
        for step in (1, -1):
            index, passed = piece.index + step, 0
            while index in self._missing and passed < _GAP:
                if self._is_in(block, piece, index, extra):
                    held.append(index)
                    extra -= _words(self._pieces[index].words)
                else:
                    passed += 1
                index += step
        if len(held) > 1:
            self._missing -= set(held)
            block.piece, *joined = (self._pieces[index] for index in sorted(held))
            block.joined = tuple(joined)

    def _is_in(self, block: FileBlock, own: IssuedPiece, index: int, extra: Counter[str]) -> bool:
        """Whether a piece's words go on in the block, beside those of its own: most of them, or, with its bookmark, a
        few, or those with which the block begins or ends.
        """
        piece = self._pieces[index]
        words = _words(piece.words)
        if _is_held(words, extra):
            return True
        if anchor(piece.id) not in block.bookmarks:
            return False
        step = 1 if index < own.index else -1
        text, its, others = (words_of(said)[::step] for said in (block.text, piece.words, own.words))
        return (words & extra).total() >= _FEWEST or _common(text, its) > _common(text, others)


def _says(piece: IssuedPiece, text: str) -> bool:
    """Whether the text is what was printed of the piece, but for blanks."""
    said = "".join(key(text).split())
    return any("".join(key(words).split()) == said for words in piece.printings())


def _joined(first: FileBlock, second: FileBlock) -> FileBlock:
    return FileBlock(
        [*first.places, *second.places],
        [*first.bits, *second.bits],
        first.piece or second.piece,
        (*first.bookmarks, *second.bookmarks),
        first.went,
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """The words with which both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _words(text: str) -> Counter[str]:
    return Counter(words_of(text))


def _is_held(words: Counter[str], holder: Counter[str]) -> bool:
    common = (words & holder).total()
    return common >= _FEWEST and common >= _HELD * words.total()
