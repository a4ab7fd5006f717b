"""What stands around a paragraph's words: square brackets of its status, its citation, a lead-in, its status tag."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drafter.intake.room_edits.issued_text import IssuedPiece
from drafter.intake.room_edits.word_fates import LINE_ENDS, Bit, Role, accepted_text, cut, refused_text

Span = tuple[int, int, Role]
"""A stretch of a text, from character to character."""


def framed(bits: Sequence[Bit], piece: IssuedPiece) -> list[Bit]:
    """A block's bits, breaks among them, those with a role that do not belong to the words of this piece."""
    words = [bit for bit in bits if not bit.is_break]
    refused = refused_text(words)
    found = _marked(bits, list(_spans(refused, piece)), accepted=False)
    if accepted_text(words) != refused:
        found = _marked(found, list(_spans(accepted_text(words), piece)), accepted=True)
    return found


def _spans(text: str, piece: IssuedPiece) -> Iterator[Span]:
    """Where in a text what stands around the piece's words is."""
    end = len(text)
    for said, role in ((piece.tag, Role.TAG), (piece.lead_in, Role.LEAD_IN), (piece.citation, Role.CITATION)):
        said = said.translate(LINE_ENDS)
        if said and text.endswith(said, 0, end):
            start = end - len(said)
            if text[:start].endswith(" "):
                start -= 1
            yield start, end, role
            end = start
    if piece.bracketed and text.startswith("[") and text.endswith("]", 1, end):
        yield 0, 1, Role.BRACKET
        yield end - 1, end, Role.BRACKET


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
        role = next((role for start, end, role in spans if start <= at < end), bit.role)
        found.append(bit if role is bit.role else replace(bit, role=role))
        at += len(bit.text)
    return found
