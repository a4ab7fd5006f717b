"""Which paragraph of a file is which of those that went out: by its hidden bookmark, its words, or their likeness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.document.outline import Manifest, text_hash
from drafter.document.table import anchor
from drafter.intake.room_edits.issued_text import IssuedPiece, PieceKind, key
from drafter.negotiation.same_paragraphs import words_of

_ALIKE = 0.5
"""The share of words that a paragraph has in common with what it was, at least."""
_MARKED = 0.25
"""The same for one that has its bookmark, where another might be meant."""
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
        by_key = self._by_key()
        keys = [key(candidate.text) for candidate in self._candidates]
        for place, marked in self._marked.items():
            self._pair(place, next((piece for piece in marked if piece in by_key.get(keys[place], ())), None))
        for place, marked in self._marked.items():
            if place not in self._found:
                share, likest = max((self._likeness(place, piece), -piece) for piece in marked)
                self._pair(place, -likest if share >= _MARKED else None)
        for place, said in enumerate(keys):
            if said:
                self._pair(place, next((piece for piece in by_key.get(said, ()) if piece not in self._taken), None))
        self._by_hash()
        for place, piece in self._alike():
            self._pair(place, piece)
        for place, marked in self._marked.items():
            self._pair(place, next((piece for piece in marked if piece not in self._taken), None))
        return self._found

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
        """The pieces that may have been printed in these words."""
        found = defaultdict[str, list[int]](list)
        for piece in self._pieces:
            ways = {
                key(piece.printed(cited=cited, tagged=tagged)) for cited in (True, False) for tagged in (True, False)
            }
            for words in ways:
                found[words].append(piece.index)
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
            rarest = sorted((word for word in candidate.words if word in holders), key=lambda word: len(holders[word]))
            for index in dict.fromkeys(index for word in rarest[:_RAREST] for index in holders[word]):
                share = self._likeness(place, index)
                if share >= _ALIKE:
                    found.append((-share, abs(place - index), place, index))
        return ((place, index) for _, _, place, index in sorted(found))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 0.0
