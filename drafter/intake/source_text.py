"""Text taken out of somebody else's file, put together line by line without losing the line numbers. Pure.

Hyphens at a line's end that only the typesetter put there are undone, those of the word itself stay. The file is its
own dictionary: `crimi-` / `nal` is `criminal` where the file has that word elsewhere, or knows neither half as a
word; `multi-` / `stakeholder` keeps its hyphen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aside:
    """Words of an annex that are neither heading nor item: a footnote, a line under the title."""

    line: int
    text: str


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


def undo_hyphens(text: str) -> tuple[str, tuple[Aside, ...]]:
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


TOO_LONG = 20_000
"""Characters after which a text without citation is given up: no recommendation is as long, and without a bound a
file without citations would be read in quadratic time."""

BROKEN_HERE = "\x01"
"""Ends a line whose last word goes on below without a hyphen (see `undo_hyphens`); joining drops it. A control
character, because no text may hold one: a soft hyphen of the text itself stays."""

_SUSPENDED = re.compile(r"(?:and|or|to)\b")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file that somebody else has read: its text, and the name by which problems call it."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Text put together from several lines, which still knows the line that each of its characters came from."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """(offset, line), ascending: from that offset on the text stands in that line."""

    @classmethod
    def of(cls, line: int, text: str) -> Prose:
        return cls(text, ((0, line),))

    @property
    def line(self) -> int:
        return self.marks[0][1]

    def line_at(self, offset: int) -> int:
        return self.marks[bisect_right(self.marks, offset, key=_offset) - 1][1]

    @classmethod
    def joined(cls, parts: Sequence[Prose]) -> Prose:
        """Several texts as one, with the line wraps and page cuts between them undone; there is at least one."""
        texts: list[str] = []
        marks: list[tuple[int, int]] = []
        length = 0
        for before, part in zip(("", *(part.text for part in parts)), parts, strict=False):
            between = separator(before, part.text) if texts else ""
            length += len(between)
            marks.extend((offset + length, line) for offset, line in part.marks)
            own = part.text if part is parts[-1] else part.text.removesuffix(BROKEN_HERE)
            texts += (between, own)
            length += len(own)
        return cls("".join(texts), tuple(marks))

    def then(self, other: Prose) -> Prose:
        """Like `joined`, but without going through this text's marks, of which a long text has many."""
        between = separator(self.text, other.text)
        own = self.text.removesuffix(BROKEN_HERE)
        start = len(own) + len(between)
        moved = ((offset + start, line) for offset, line in other.marks)
        return Prose(f"{own}{between}{other.text}", (*self.marks, *moved))

    def part(self, start: int, end: int | None = None) -> Prose:
        """A stretch of the text without the blanks around it."""
        cut = self.text[start:end]
        start += len(cut) - len(cut.lstrip())
        cut = cut.strip()
        first = bisect_right(self.marks, start, key=_offset)
        last = bisect_right(self.marks, start + len(cut), key=_offset)
        inside = tuple((offset - start, line) for offset, line in self.marks[first:last])
        return Prose(cut, ((0, self.line_at(start)), *inside))


def _offset(mark: tuple[int, int]) -> int:
    return mark[0]


def separator(before: str, after: str) -> str:
    """What stands between two lines of one text: nothing after a hyphen at a word's end, else one space.

    A dash on its own (`Congress -`) and a suspended hyphen (`gender-` / `and age-disaggregated`) keep their space.
    """
    if before.endswith(BROKEN_HERE):
        return ""
    glued = before.endswith("-") and before[-2:-1].isalnum() and not _SUSPENDED.match(after)
    return "" if glued else " "


def split_title(title: str) -> tuple[str, str]:
    """Section title and theme title where one heading must serve as both: cut at the first `: `, else both the same."""
    section, colon, theme = title.partition(": ")
    return (section, theme) if colon and theme.strip() else (title, title)


def title_key(text: str) -> str:
    """Letters and digits only, without case: what stays the same when two annexes spell a title. Never empty for a text
    that isn't, so that two titles of signs alone are told apart.
    """
    return "".join(one for one in text.casefold() if one.isalnum()) or text


def shorten(text: str) -> str:
    """The beginning of a text, for a message."""
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def physical_lines(text: str) -> list[str]:
    """The lines as an editor counts them, whatever ends them; the other odd separators of Unicode end none."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def starts_lowercase(text: str) -> bool:
    """Whether a text starts in lower case, as the rest of a sentence does."""
    return text[:1].islower()


def ends_sentence(text: str) -> bool:
    return text.rstrip("”’\"')»")[-1:] in (".", "!", "?", ";")
