"""What a paragraph's text is made of, for setting it: opening words, plain words, words in square brackets, and
in these who wants them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple


class PieceLook(StrEnum):
    """How a stretch of text is to be set."""

    PLAIN = "plain"
    OPENING = "opening"
    """The first words of a preambular paragraph: `Recalling also`."""
    BRACKETED = "bracketed"
    """Words in square brackets, the brackets with them: not agreed."""
    NESTED = "nested"
    """Words in square brackets that stand in others."""
    ATTRIBUTION = "attribution"
    """Who wants the words before it, and who doesn't."""


class Piece(NamedTuple):
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


def pieces(text: str, opening: int = 0, names: Iterable[tuple[int, int]] = ()) -> tuple[Piece, ...]:
    """The text in stretches of one look, which joined give the text. `opening` characters are opening words; `names`
    are the stretches, from character to character, that say who wants what.

    Brackets may stand in each other; one that isn't closed, or was never opened, is plain text.
    """
    if "[" not in text and not opening:
        return (Piece(text),) if text else ()
    starts, ends = Counter[int](), Counter[int]()
    for start, end in _brackets(text, opening):
        starts[start] += 1
        ends[end] += 1
    named = {start: end for start, end in names if start >= opening}
    cuts = sorted({opening, len(text), *starts, *ends, *named, *named.values()})
    found = [Piece(text[:opening], PieceLook.OPENING)]
    depth = name_end = 0
    for at, until in pairwise(cuts):
        depth += starts[at] - ends[at]
        name_end = named.get(at, name_end)
        look = PieceLook.ATTRIBUTION if at < name_end else _LOOKS[min(depth, len(_LOOKS) - 1)]
        found.append(Piece(text[at:until], look))
    return tuple(_joined(piece for piece in found if piece.text))


_LOOKS = (PieceLook.PLAIN, PieceLook.BRACKETED, PieceLook.NESTED)
"""By how many brackets a word stands in."""


def bracketed(inner: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces in square brackets, and set as what stands there; opening words keep their look."""
    within = (Piece(piece.text, PieceLook.BRACKETED) if piece.look is PieceLook.PLAIN else piece for piece in inner)
    return Piece("[", PieceLook.BRACKETED), *within, Piece("]", PieceLook.BRACKETED)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for look, run in groupby(pieces, lambda piece: piece.look):
        yield Piece("".join(piece.text for piece in run), look)


def _brackets(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The bracketed stretches from `at` on, from bracket to bracket; each before those that it stands in."""
    open_at: list[int] = []
    for match in re.finditer(r"[\[\]]", text[at:]):
        place = at + match.start()
        if match.group() == "[":
            open_at.append(place)
        elif open_at:
            yield open_at.pop(), place + 1
