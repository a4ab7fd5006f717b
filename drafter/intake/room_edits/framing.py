"""What stands around a paragraph's words: its number if it is typed, the brackets of its status, its citation in the
text, a lead-in, its status tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.document.edited_document import EditedDocument
from drafter.draft.numerals import Degree
from drafter.intake.room_edits.issued_text import IssuedPiece
from drafter.intake.room_edits.placing import depth_of
from drafter.intake.room_edits.status_tags import StatusTags
from drafter.intake.room_edits.typed_numbers import TypedNumber, as_frozen, typed_number
from drafter.intake.room_edits.word_fates import LINE_ENDS, Bit, Role, accepted_text, cut, refused_text

Span = tuple[int, int, Role]
"""A stretch of a text, from character to character."""

_CITED = re.compile(r"\s?(\[[A-Z]{1,12} ?\d[^\[\]]*\])\s*\Z")


@dataclass(frozen=True, slots=True)
class Framing:
    """How the paragraphs of one file are framed."""

    document: EditedDocument
    tags: StatusTags
    degrees: Sequence[Degree]
    cited: bool
    """Whether sources are cited in the text."""

    def framed(self, bits: Sequence[Bit], piece: IssuedPiece | None) -> list[Bit]:
        """The bits of a block, breaks among them, those with a role that do not belong to its words."""
        words = [bit for bit in bits if not bit.is_break]
        refused = refused_text(words)
        found = _marked(bits, self._spans(refused, piece, bits[0].place), accepted=False)
        if accepted_text(words) == refused and len(words) == len(bits) - 1:
            return found
        return [bit for paragraph in _paragraphs(found) for bit in _filled(self._accepted(paragraph, piece))]

    def _accepted(self, paragraph: Sequence[Bit], piece: IssuedPiece | None) -> list[Bit]:
        text = accepted_text(bit for bit in paragraph if not bit.is_break)
        return _marked(paragraph, self._spans(text, piece, paragraph[0].place), accepted=True)

    def _spans(self, text: str, piece: IssuedPiece | None, place: int) -> Iterator[Span]:
        """Where in a text what stands around the words is."""
        end = len(text)
        for span in self._after(text, piece):
            yield span
            end = span[0] if not text[span[1] : end].strip() else end
        yield from self._before(text, end, piece, place)

    def _after(self, text: str, piece: IssuedPiece | None) -> Iterator[Span]:
        end = len(text)
        for said, role in _literals(piece):
            if role is Role.CITATION and not self.cited:
                continue
            start, stop = _literal(text, end, said, piece)
            for at, until in ((start, stop), self._read(text, end if text[stop:end].strip() else start, role, piece)):
                if at < until:
                    yield at, until, role
                    end = at if not text[until:end].strip() else end

    def _read(self, text: str, end: int, role: Role, piece: IssuedPiece | None) -> tuple[int, int]:
        """From where to where what somebody typed stands that ends the text here; twice the same place for nothing."""
        words = piece.words if piece else ""
        if role is Role.TAG and self.tags.at_end(words, len(words))[0] == len(words):
            return self.tags.at_end(text, end, [f"[{move}]" for move in piece.moves] if piece else ())
        if role is Role.CITATION and not _CITED.search(words):
            match = _CITED.search(text[:end])
            return (match.start(), match.end(1)) if match else (end, end)
        return end, end

    def _before(self, text: str, end: int, piece: IssuedPiece | None, place: int) -> Iterator[Span]:
        words = piece.words if piece else ""
        start = 0
        if not typed_number(words) and (number := typed_number(text[:end])) and self._can_be(number, piece, place):
            start = number.end
            yield 0, start, Role.NUMBER
        if not self.tags.at_start(words) and (past := self.tags.at_start(text[start:end])):
            yield start, start + past, Role.TAG
            start += past
        if piece and piece.bracketed and text.startswith("[", start) and text.endswith("]", start + 1, end):
            yield start, start + 1, Role.BRACKET
            yield end - 1, end, Role.BRACKET

    def _can_be(self, typed: TypedNumber, piece: IssuedPiece | None, place: int) -> bool:
        """Whether it is the number of this paragraph of the file, and no words: it looks as numbers do there, and isn't
        what the paragraph is called beside it.
        """
        paragraph = self.document.paragraphs[place]
        depth = depth_of(paragraph, piece.depth if piece else 0)
        label = self.degrees[depth].label(typed.number)
        looks = typed.written in (label, label.rstrip("."), label.removeprefix("(")) or " " in typed.number
        return looks and label != paragraph.label and bool(as_frozen(typed.number, depth, self.degrees))


def _literals(piece: IssuedPiece | None) -> tuple[tuple[str, Role], ...]:
    """What a paragraph was printed with after its words, from the end."""
    if piece is None:
        return ("", Role.TAG), ("", Role.CITATION)
    return (piece.tag, Role.TAG), (piece.lead_in, Role.LEAD_IN), (piece.citation, Role.CITATION)


def _literal(text: str, end: int, said: str, piece: IssuedPiece | None) -> tuple[int, int]:
    """From where to where in the text these words stand, with the blank before them: at its end, or, where somebody
    wrote on behind them, before it. Twice the same place for nowhere.
    """
    said = said.translate(LINE_ENDS)
    if not said:
        return end, end
    start = end - len(said) if text.endswith(said, 0, end) else -1
    if start < 0 and piece and said not in piece.words:
        start = text.rfind(said, 0, end)
    if start < 0:
        return end, end
    stop = start + len(said)
    return (start - 1 if text[:start].endswith(" ") else start), stop


def _marked(bits: Sequence[Bit], spans: Iterable[Span], *, accepted: bool) -> list[Bit]:
    spans = sorted(spans)
    if not spans:
        return list(bits)
    pieces = cut(bits, [place for start, end, _ in spans for place in (start, end)], accepted=accepted, breaks=False)
    found, at = [], 0
    for bit in pieces:
        if bit.is_break or not (bit.accepted if accepted else bit.refused):
            found.append(bit)
            continue
        # What stood there before was judged by what it was then.
        judged = accepted and bit.refused
        role = bit.role if judged else next((role for start, end, role in spans if start <= at < end), bit.role)
        found.append(bit if role is bit.role else replace(bit, role=role))
        at += len(bit.text)
    return found


def _filled(bits: list[Bit]) -> list[Bit]:
    """The bits of a paragraph, those in the midst of a tag, or of a citation, with its role."""
    for role in (Role.TAG, Role.CITATION):
        within = 0
        for place, bit in enumerate(bits):
            if bit.role is role:
                within += bit.text.count("[") - bit.text.count("]")
            elif within > 0 and bit.role is Role.WORDS and not bit.base:
                bits[place] = replace(bit, role=role)
    return bits


def _paragraphs(bits: Iterable[Bit]) -> Iterator[list[Bit]]:
    """The bits of a block, paragraph by paragraph."""
    paragraph: list[Bit] = []
    for bit in bits:
        if bit.is_break and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(bit)
    if paragraph:
        yield paragraph
