"""What a paragraph's text is made of, for setting it: opening words, plain words, words in square brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PieceLook(StrEnum):
    """How a stretch of text is to be set."""

    PLAIN = "plain"
    OPENING = "opening"
    """The first words of a preambular paragraph: `Recalling also`."""
    BRACKETED = "bracketed"
    """Words in square brackets, the brackets with them: not agreed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text of one look."""

    text: str
    look: PieceLook = PieceLook.PLAIN


# Compiled when it is first used: most documents have no use for it.
_OPENING = (
    r"(?:(?:Also|Further|Having|Bearing|Taking|[A-Z][a-z]+ly)\s)?"
    r"[A-Za-z]+(?:ing|ed|ful|ware|ious|ident|ought|iven|aken|orne)"
    r"(?:\s(?:in\s(?:mind|view)|note|stock|account)(?:\sof)?)?"
    r"(?:\s(?:also|further|again|once\sagain|moreover|in\sthis\sregard|in\sparticular))?"
    r"(?:\swith(?:\s(?:deep|great|grave|serious|much|particular|profound|utmost|appreciation|concern|satisfaction|regret"
    r"|interest|alarm|gratitude|approval))+)?(?=[\s,;:]|$)"
)


def opening(text: str) -> int:
    """How many characters open a preambular paragraph: a participle or adjective with what belongs to it. 0 for none.

    `Recalling also` of “Recalling also its resolution”; `Noting with deep concern` of “Noting with deep concern that”.
    """
    match = re.match(_OPENING, text)
    return match.end() if match and text[:1].isupper() else 0


def pieces(text: str, opening: int = 0) -> tuple[Piece, ...]:
    """The text in stretches of one look, which joined give the text. `opening` characters are opening words.

    Brackets may stand in each other; one that isn't closed, or was never opened, is plain text.
    """
    if "[" not in text and not opening:
        return (Piece(text),) if text else ()
    found = []
    if opening:
        found.append(Piece(text[:opening], PieceLook.OPENING))
    at = opening
    for start, end in _brackets(text, opening):
        found += [Piece(text[at:start]), Piece(text[start:end], PieceLook.BRACKETED)]
        at = end
    found.append(Piece(text[at:]))
    return tuple(piece for piece in found if piece.text)


def bracketed(inner: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces in square brackets, and set as what stands there; opening words keep their look."""
    within = (Piece(piece.text, PieceLook.BRACKETED) if piece.look is PieceLook.PLAIN else piece for piece in inner)
    return Piece("[", PieceLook.BRACKETED), *within, Piece("]", PieceLook.BRACKETED)


def _brackets(text: str, at: int) -> list[tuple[int, int]]:
    """The outermost bracketed stretches from `at` on, from bracket to bracket."""
    open_at: list[int] = []
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[\[\]]", text[at:]):
        place = at + match.start()
        if match.group() == "[":
            open_at.append(place)
        elif open_at:
            start = open_at.pop()
            # What a longer stretch holds is part of it.
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, place + 1))
    return found
