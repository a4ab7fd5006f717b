"""Paragraphs that were moved: one of the two that a tracked move, or cutting and pasting, leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from drafter.document.edited_document import Mark
from drafter.intake.room_edits.issued_text import PieceKind, key
from drafter.intake.room_edits.room_paragraphs import RoomParagraph
from drafter.intake.room_edits.word_fates import Bit, Role, base_text


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
            if each.piece and each.piece.kind is PieceKind.PARAGRAPH and each.is_gone and each.piece.words.strip():
                by_words[key(base_text(each.words))].append(each)
        dropped: set[int] = set()
        for each in paragraphs:
            mark = each.came
            if mark is None or each.is_part_of_another or each.went:
                continue
            old = self._moved_from(each, mark, by_words)
            if old:
                by_words[key(base_text(old.words))].remove(old)
                dropped.add(id(old))
                self._move(each, old, mark)
        return [each for each in paragraphs if id(each) not in dropped]

    def _moved_from(
        self, new: RoomParagraph, mark: Mark, by_words: Mapping[str, Sequence[RoomParagraph]]
    ) -> RoomParagraph | None:
        """The paragraph that is gone, and that the new one is."""
        same = by_words.get(key(_text_of(new.words, mark)))
        if same:
            return same[0]
        inner = _unbracketed(new.words)
        within = by_words.get(key(_text_of(inner, mark)), ()) if inner else ()
        old = next((old for old in within if old.piece and old.piece.bracketed), None)
        if old:
            new.bits[1:] = inner
            self.brackets[new.place] = [Bit(sign, mark, role=Role.BRACKET) for sign in "[]"]
        return old

    def _move(self, new: RoomParagraph, old: RoomParagraph, mark: Mark) -> None:
        assert old.piece is not None
        self.movers[old.piece.id] = mark
        words = [replace(bit, inserted=None) if bit.inserted == mark else bit for bit in new.words]
        new.bits = [replace(new.opening, inserted=None, piece=old.piece), *words]


def _text_of(words: Iterable[Bit], mark: Mark) -> str:
    return "".join(bit.text for bit in words if bit.inserted == mark)


def _unbracketed(words: Sequence[Bit]) -> list[Bit]:
    """The words without the square brackets around them all; nothing where there are none."""
    if not words or not words[0].text.startswith("[") or not words[-1].text.endswith("]"):
        return []
    first = [replace(words[0], text=words[0].text[1:]), *words[1:]]
    found = [*first[:-1], replace(first[-1], text=first[-1].text[:-1])]
    return [bit for bit in found if bit.text]
