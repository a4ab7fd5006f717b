"""Text taken out of somebody else's file, put together line by line without losing the line numbers. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

TOO_LONG = 20_000
"""Characters after which a text without citation is given up: no recommendation is as long, and without a bound a
file without citations would be read in quadratic time."""

BROKEN_HERE = "\x01"
"""Ends a line whose last word goes on below without a hyphen (see `hyphens`); joining drops it. A control character,
because no text may hold one: a soft hyphen of the text itself stays."""

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
            between = seam(before, part.text) if texts else ""
            length += len(between)
            marks.extend((offset + length, line) for offset, line in part.marks)
            own = part.text if part is parts[-1] else part.text.removesuffix(BROKEN_HERE)
            texts += (between, own)
            length += len(own)
        return cls("".join(texts), tuple(marks))

    def then(self, other: Prose) -> Prose:
        """Like `joined`, but without going through this text's marks, of which a long text has many."""
        between = seam(self.text, other.text)
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


def seam(before: str, after: str) -> str:
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


def fold(text: str) -> str:
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


def opens_lower(text: str) -> bool:
    """Whether a text starts in lower case, as the rest of a sentence does."""
    return text[:1].islower()


def ends_sentence(text: str) -> bool:
    return text.rstrip("”’\"')»")[-1:] in (".", "!", "?", ";")
