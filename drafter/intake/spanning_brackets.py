"""Brackets that open in one paragraph and close in another: which belong together, and what has no partner.

A bracket over several paragraphs is read as one in each of them, since a paragraph is what is agreed, moved or taken
out. Which of the text's brackets those are is judged: people forget brackets, and a forgotten one is no reason to put
half an article into doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_END = re.compile(r"[\s.,;:*]*$")
_COLON = re.compile(r":\s*$")
MOST_PIECES = 40
"""Over how many pieces of text a bracket may stand."""
MOST_FORGOTTEN = 20
"""How many brackets that nobody closed may stand in one that closes."""


@dataclass(slots=True)
class TextPiece:
    """A stretch of a paragraph's text that is read by itself."""

    text: str
    line: int
    section: int
    """Which section of the text it stands in."""
    path: tuple[int, ...] = ()
    """Which option of which options it stands in, from the outermost."""
    opened: int = 0
    """How many brackets that were opened before it go on in it."""
    closed: int = 0
    """How many brackets go on after it."""
    typed: set[int] = field(default_factory=set)
    """The places of its brackets that have no partner."""

    @property
    def words(self) -> str:
        """The text with the brackets that go on in it opened and closed."""
        return "[" * self.opened + self.text + "]" * self.closed

    @property
    def typed_in_words(self) -> set[int]:
        """The same places in `words`."""
        return {place + self.opened for place in self.typed}


@dataclass(frozen=True, slots=True)
class Span:
    """A bracket over several pieces."""

    first: int
    last: int
    """Both by their place among the pieces."""


@dataclass(frozen=True, slots=True)
class _Opened:
    piece: int
    place: int


def pair(pieces: Sequence[TextPiece]) -> list[Span]:
    """Find the brackets that stand over several pieces, and mark in each piece what goes on and what has no partner.

    Such a bracket closes at the end of a piece, in the section and the option in which it opened; and it opened at the
    beginning of its piece, or in one that ends with a colon.
    """
    spans: list[Span] = []
    opened: list[_Opened] = []
    for number, piece in enumerate(pieces):
        if number and piece.section != pieces[number - 1].section:
            opened.clear()
        openings, closings = _left(piece.text)
        piece.typed.update(openings, closings)
        for place in closings:
            partner = _partner(pieces, opened, number, place)
            if partner is not None:
                begun = opened[partner]
                del opened[partner:]
                pieces[begun.piece].typed.discard(begun.place)
                piece.typed.discard(place)
                spans.append(Span(begun.piece, number))
        opened += [_Opened(number, place) for place in openings]
    for span in spans:
        for piece in pieces[span.first : span.last]:
            piece.closed += 1
        for piece in pieces[span.first + 1 : span.last + 1]:
            piece.opened += 1
    return spans


def _left(text: str) -> tuple[list[int], list[int]]:
    """The places of the opening and of the closing brackets that have no partner in the text."""
    openings: list[int] = []
    closings: list[int] = []
    for found in re.finditer(r"[\[\]]", text):
        if found[0] == "[":
            openings.append(found.start())
        elif openings:
            openings.pop()
        else:
            closings.append(found.start())
    return openings, closings


def _partner(pieces: Sequence[TextPiece], opened: list[_Opened], number: int, place: int) -> int | None:
    """Which of the open brackets this one closes, the last that it can; None for none."""
    piece = pieces[number]
    if not _END.fullmatch(piece.text, place + 1):
        return None
    for at in range(len(opened) - 1, max(-1, len(opened) - 1 - MOST_FORGOTTEN), -1):
        begun = opened[at]
        first = pieces[begun.piece]
        if number - begun.piece > MOST_PIECES:
            return None
        if first.path == piece.path and (not first.text[: begun.place].strip("[ ") or _COLON.search(first.text)):
            return at
    return None
