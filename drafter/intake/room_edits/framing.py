"""What stands around a paragraph's words: its number if it is typed, the brackets of its status, its citation in the
text, a lead-in, its status tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from drafter.document.edited_document import EditedDocument
from drafter.draft.numerals import Degree
from drafter.intake.room_edits.issued_text import IssuedPiece
from drafter.intake.room_edits.placing import depth_of
from drafter.intake.room_edits.room_paragraphs import FileBlock
from drafter.intake.room_edits.typed_signs import StatusTags, TypedNumber, as_frozen, of_label, typed_number
from drafter.intake.room_edits.word_fates import LINE_ENDS, Bit, Role, Stands, cut

Span = tuple[int, int, Role]
"""A stretch of a text, from character to character."""

_CITED = re.compile(r"\s?(\[[A-Z]{1,12} ?\d[^\[\]]*\])\s*\Z")
_TAIL = 12
"""The characters by which the beginning or the end of a paragraph's words is known."""


Frames = Mapping[int, Sequence[Bit]]
"""What stands around the words of each of a file's paragraphs, by its number in the file."""


@dataclass(frozen=True, slots=True)
class DocumentWays:
    """How a file shows what stands around words."""

    cited: bool
    """In the text, sources are cited."""
    noted: bool
    """In footnotes, sources are cited."""
    tagged: bool
    """Statuses are shown."""


@dataclass(frozen=True, slots=True)
class Framing:
    """How the paragraphs of one file are framed."""

    document: EditedDocument
    tags: StatusTags
    degrees: Sequence[Degree]
    cited: bool
    """Whether sources are cited in the text."""

    def framed(self, block: FileBlock) -> list[Bit]:
        """The bits of a block, breaks among them, those with a role that do not belong to its words. What came whole
        beside a paragraph that was there has nothing that this one has around its words.
        """
        found = self._marked(block.bits, block, lambda bit: bit.refused)
        if all(bit.refused and bit.accepted for bit in found) and len(block.places) == 1:
            return found
        new = replace(block, piece=None, joined=())
        blocks = ((bits, block if any(bit.refused for bit in bits[1:]) else new) for bits in _paragraphs(found))
        return [bit for bits, its in blocks for bit in _filled(self._later(bits, its))]

    def _later(self, bits: Sequence[Bit], block: FileBlock) -> Sequence[Bit]:
        """A paragraph of the file with the roles of what came. What stood there before was judged by what it was then,
        but for a tag that somebody typed where others end the paragraph, tracked; what came and went again, by what
        shows where every change is shown.
        """
        said = "".join(piece.words for piece in (block.piece, *block.joined) if piece)

        def is_judged(bit: Bit, role: Role) -> bool:
            return bit.refused and (role is not Role.TAG or bit.text.strip() in said)

        bits = self._marked(bits, block, lambda bit: bit.accepted, is_judged)
        if any(bit.passed for bit in bits):
            bits = self._marked(bits, block, lambda _: True, lambda bit, _: not bit.passed)
        return bits

    def _marked(
        self,
        bits: Sequence[Bit],
        block: FileBlock,
        stands: Stands,
        judged: Callable[[Bit, Role], bool] = lambda *_: False,
    ) -> list[Bit]:
        """The bits with the roles that they have in the text of those that stand, but for those that were judged."""
        text = "".join(bit.text for bit in bits if stands(bit) and not bit.is_break)
        spans = sorted(self._spans(text, block, bits[0].place))
        if not spans:
            return list(bits)
        pieces = cut(bits, [place for start, end, _ in spans for place in (start, end)], stands, breaks=False)
        found, at = [], 0
        for bit in pieces:
            if bit.is_break or not stands(bit):
                found.append(bit)
                continue
            role = next((role for start, end, role in spans if start <= at < end), bit.role)
            found.append(bit if role is bit.role or judged(bit, role) else replace(bit, role=role))
            at += len(bit.text)
        return found

    def _spans(self, text: str, block: FileBlock, place: int) -> Iterator[Span]:
        """Where in a text what stands around the words is."""
        if block.piece and not block.joined and text == block.piece.words and not self._is_framed(block.piece):
            return  # mostly: nothing is printed around them, and nobody typed anything
        end = len(text)
        after = []
        for span in self._after(text, block.piece):
            after.append(span)
            end = span[0] if not text[span[1] : end].strip() else end
        yield from after
        yield from self._amid(text[:end], [*filter(None, (block.piece, *block.joined))], after)
        for piece in block.joined:
            yield from _brackets_of(piece, text[:end])
        yield from self._before(text, end, block.piece, place)

    def _is_framed(self, piece: IssuedPiece) -> bool:
        """Whether something was printed around its words."""
        return bool(piece.tag or piece.lead_in or piece.bracketed or (self.cited and piece.citation))

    def _amid(self, text: str, pieces: Sequence[IssuedPiece], known: Sequence[Span]) -> Iterator[Span]:
        """The tags that somebody typed behind a paragraph's words, where others wrote on behind them. If it stands
        elsewhere, or two paragraphs became one there, nobody can say what has that status.
        """
        number = typed_number(text)
        first = number.end if number else len(text) - len(text.lstrip()) + 1
        for start, end in self.tags.within(text):
            if start < first or any(text[start:end].strip() in piece.words for piece in pieces):
                continue
            if any(start < until and at < end for at, until, _ in known):
                continue
            behind = len(pieces) == 1 and text.endswith(pieces[0].words[-_TAIL:], 0, start)
            yield start, end, Role.TAG if behind else Role.STRAY

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
        if piece:
            yield from _brackets_of(piece, text[:end], start)

    def _can_be(self, typed: TypedNumber, piece: IssuedPiece | None, place: int) -> bool:
        """Whether it is the number of this paragraph of the file, and no words: it looks as numbers do there, and isn't
        what the paragraph is called beside it.
        """
        paragraph = self.document.paragraphs[place]
        depth = depth_of(paragraph, piece.depth if piece else 0)
        label = self.degrees[depth].label(typed.number)
        looks = typed.written in (label, label.rstrip("."), label.removeprefix("(")) or " " in typed.number
        automatic = of_label(paragraph.label, depth, self.degrees)
        return looks and typed.number != automatic and bool(as_frozen(typed.number, depth, self.degrees))


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


def _brackets_of(piece: IssuedPiece, text: str, start: int = -1) -> Iterator[Span]:
    """The square brackets that its status puts around a paragraph: at this place, or around its words, where others
    stand before them. Of a paragraph that somebody brought elsewhere and split there, each half has one of them.
    """
    if not piece.bracketed:
        return
    if start < 0 or not text.startswith("[", start):
        start = text.find(f"[{piece.words[:_TAIL]}")
    if (end := _closing(piece, text, start)) >= 0:
        yield end, end + 1, Role.BRACKET
    if start >= 0:
        yield start, start + 1, Role.BRACKET


def _closing(piece: IssuedPiece, text: str, start: int) -> int:
    """Where the bracket stands that closes a status's, which opens at `start` (below 0 for nowhere); -1 for nowhere.
    Where somebody typed brackets and left one without its partner, it is the one behind the paragraph's last words.
    """
    wanted = 0 if start >= 0 else -1
    begin = max(start, 0)
    last = f"{piece.words[-_TAIL:]}]"
    if text.count("[", begin) - text.count("]", begin) != wanted and (place := text.rfind(last, begin)) >= 0:
        return place + len(last) - 1
    within = 0
    for place in range(begin, len(text)):
        within += (text[place] == "[") - (text[place] == "]")
        if within == wanted:
            return place
    return -1


def give_halves(blocks: Sequence[FileBlock]) -> None:
    """Finds, in framed blocks, the brackets of a status that stand in a paragraph that nobody knows: beside the one
    whose status it is, of which somebody made several.
    """
    for number, block in enumerate(blocks):
        if block.piece is None or not block.piece.bracketed:
            continue
        signs = "".join(bit.text for bit in block.bits if bit.accepted and bit.role is Role.BRACKET)
        if signs not in ("[", "]"):
            continue
        beside = blocks[number + 1 :] if signs == "[" else blocks[:number][::-1]
        for other in takewhile(lambda each: each.piece is None, beside):
            if (place := _lone(other, signs)) is not None:
                other.bits = _with_bracket(other.bits, place)
                break


def _lone(block: FileBlock, partner: str) -> int | None:
    """Where in a block's text the bracket stands whose partner stands outside of it; None for nowhere."""
    text = "".join(bit.text for bit in block.bits if bit.accepted and not bit.is_break)
    within = 0
    for place in range(len(text)) if partner == "[" else reversed(range(len(text))):
        if text[place] in "[]":
            within += 1 if text[place] == partner else -1
        if within < 0:
            return place
    return None


def _with_bracket(bits: Sequence[Bit], place: int) -> list[Bit]:
    """The bits, with a bracket of a status at this place of their text."""
    found, at = [], 0
    for bit in cut(bits, (place, place + 1), _stands, breaks=False):
        is_it = at == place and _stands(bit) and not bit.is_break
        found.append(replace(bit, role=Role.BRACKET) if is_it else bit)
        at += len(bit.text) if _stands(bit) and not bit.is_break else 0
    return found


def _stands(bit: Bit) -> bool:
    return bit.accepted


def _filled(bits: Sequence[Bit]) -> list[Bit]:
    """The bits of a paragraph, those in the midst of a tag, or of a citation, with its role."""
    bits = list(bits)
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
