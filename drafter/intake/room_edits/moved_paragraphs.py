"""Paragraphs that were moved: one of the two that a tracked move, or cutting and pasting, leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from drafter.document.edited_document import Mark
from drafter.intake.room_edits.issued_text import PieceKind, key
from drafter.intake.room_edits.room_paragraphs import RoomParagraph
from drafter.intake.room_edits.word_fates import UNTRACKED, Bit, Role, base_text, compared


@dataclass(slots=True)
class MovedParagraphs:
    """Pairs what is gone in one place with what came in another."""

    movers: dict[str, Mark] = field(default_factory=dict)
    """Who moved a paragraph, by its id."""
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
            if mark is None or each.is_part_of_another or each.went:
                continue
            old = self._moved_from(each, mark, by_words, by_name)
            if old and id(old) not in dropped:
                by_words[key(base_text(old.words))].remove(old)
                dropped.add(id(old))
                self._move(each, old, mark)
        kept = [each for each in paragraphs if id(each) not in dropped]
        _set_apart(kept, self.movers)
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
        self.movers[old.piece.id] = mark
        words = [replace(bit, inserted=None) if _is_moved(bit, mark, new.words) else bit for bit in new.words]
        # What else was done to the words on their way, the one who moved them did.
        found = [_by(bit, mark) for bit in compared(base_text(old.words), words)]
        new.bits = [replace(new.opening, inserted=None, piece=old.piece), *found]


def _set_apart(paragraphs: Sequence[RoomParagraph], movers: Container[str]) -> None:
    """Cuts what was moved to where another paragraph was split out of what that one hangs together in; but not if
    what follows was joined to it.
    """
    chain = max((each.chain for each in paragraphs), default=0)
    for each, after in pairwise(paragraphs):
        if each.piece and each.piece.id in movers and after.chain == each.chain and after.went is None:
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
