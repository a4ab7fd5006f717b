"""Hyphens at a line's end: those that only the typesetter put there are undone, those of the word itself stay. Pure.

The file is its own dictionary. `crimi-` / `nal` is `criminal` where the file has that word elsewhere, or knows neither
half as a word; `multi-` / `stakeholder` keeps its hyphen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.intake.annex import Aside
from drafter.intake.prose import BROKEN_HERE, physical_lines

_BROKEN = re.compile(r"([^\W\d_]+)-$")
_REST = re.compile(r"([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FURNITURE = re.compile(r"\s*(?:[•·▪●‣◦–—-]|\d{1,4}|[IVXLC]+\.)?\s*")
"""A line that may stand between the halves of a word: blank, a bullet, a page number, a numeral."""


_FIRST_HALVES = """
age anti child co community cross cyber decision ex evidence gender half high human inter long low mid multi needs non
north over people policy post pre pro re results rights risk rule self short socio south sub trans well
"""
_SECOND_HALVES = """
agency aware based border building centered centred depth disaggregated driven ended free friendly governmental
informed led level making oriented party prone raising regional related responsive scale sensitive sharing specific
stakeholder term wide
"""
_OFTEN_FIRST = frozenset(_FIRST_HALVES.split())
_OFTEN_SECOND = frozenset(_SECOND_HALVES.split())
"""English words that make compounds: where the file knows neither half, such a half speaks for a hyphen of the word."""


def undo(text: str) -> tuple[str, tuple[Aside, ...]]:
    """The text with a typesetter's hyphens as BROKEN_HERE, which joining drops; and each word so made."""
    lines = physical_lines(text)
    breaks = list(_breaks(lines))
    if not breaks:
        return text, ()
    ends = {number: tail for number, _, tail in breaks}
    known = _vocabulary(lines, ends)
    undone = []
    for number, head, tail in breaks:
        if _is_typesetters(head.casefold(), tail.casefold(), known):
            lines[number] = lines[number].rstrip()[:-1] + BROKEN_HERE
            undone.append(Aside(number + 1, f"{head}{tail}"))
    return "\n".join(lines), tuple(undone)


def _breaks(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """Each line, from 0, that ends in half a word: its number, that half, and the half below it."""
    for number, line in enumerate(lines):
        head = _BROKEN.search(line.rstrip()[-60:])
        if head is None:
            continue
        below = next((one for one in lines[number + 1 : number + 40] if not _FURNITURE.fullmatch(one)), "")
        tail = _REST.match(below.lstrip())
        if tail and tail[0][0].islower() and tail[0] not in ("and", "or", "to"):
            yield number, head[1], tail[0]


def _vocabulary(lines: list[str], ends: dict[int, str]) -> set[str]:
    """The file's words and compounds, in lower case, without the halves at broken lines' ends and beginnings."""
    words: set[str] = set()
    halved = False
    for number, line in enumerate(lines):
        found = [match[0].casefold() for match in _WORD.finditer(line)]
        if halved and found:
            found, halved = found[1:], False
        if number in ends:
            found, halved = found[:-1], True
        words.update(found)
    return words


def _is_typesetters(head: str, tail: str, known: set[str]) -> bool:
    if f"{head}-{tail}" in known:
        return False
    halves_are_words = head in known | _OFTEN_FIRST or tail in known | _OFTEN_SECOND
    return head + tail in known or not halves_are_words
