"""Text from somebody else's file, joined line by line while each character's line number is kept. Touches no file.

Hyphens that only break a word at a line's end are removed, those of the word itself stay. The file is its own
dictionary: `crimi-` / `nal` becomes `criminal` where the file has that word elsewhere, or has neither half as a word;
`multi-` / `stakeholder` keeps its hyphen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from drafter.corpus.scripts import SENTENCE_ENDS, needs_no_blank


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
"""English parts of compounds: where the file has neither half as a word, such a half means that the hyphen stays."""


def undo_hyphens(text: str, *, proven: bool = False) -> tuple[str, tuple[Aside, ...]]:
    """Replace line-break hyphens by BROKEN_HERE, which joining removes. Returns the text and the words so joined.

    With `proven`, only in a text that has such hyphens for certain: most programs break lines at words' own alone.
    """
    lines = physical_lines(text)
    breaks = list(_breaks(lines))
    if not breaks:
        return text, ()
    ends = {number: tail for number, _, tail in breaks}
    known = _vocabulary(lines, ends)
    folded = [(head.casefold(), tail.casefold()) for _, head, tail in breaks]
    if proven and not any(head + tail in known and not _has_word(head, tail, known) for head, tail in folded):
        return text, ()  # no line's end of this file breaks a word for certain: its hyphens are the words' own
    undone = []
    for number, head, tail in breaks:
        if _is_typesetters(head.casefold(), tail.casefold(), known):
            lines[number] = lines[number].rstrip()[:-1] + BROKEN_HERE
            undone.append(Aside(number + 1, f"{head}{tail}"))
    return "\n".join(lines), tuple(undone)


def _breaks(lines: list[str]) -> Iterator[tuple[int, str, str]]:
    """For each line that ends in half a word: its index from 0, that half, and the half that follows below."""
    for number, line in enumerate(lines):
        head = _BROKEN.search(line.rstrip()[-60:])
        if head is None:
            continue
        below = next(
            (candidate for candidate in lines[number + 1 : number + 40] if not _FURNITURE.fullmatch(candidate)), ""
        )
        tail = _REST.match(below.lstrip())
        if tail and tail[0][0].islower() and tail[0] not in ("and", "or", "to"):
            yield number, head[1], tail[0]


def _vocabulary(lines: list[str], ends: dict[int, str]) -> set[str]:
    """The file's words and compounds in lower case, without the halves of words that `ends` says are broken."""
    words: set[str] = set()
    halved = False
    for number, line in enumerate(lines):
        in_line = [match[0].casefold() for match in _WORD.finditer(line)]
        if halved and in_line:
            in_line, halved = in_line[1:], False
        if number in ends:
            in_line, halved = in_line[:-1], True
        words.update(in_line)
    return words


def _is_typesetters(head: str, tail: str, known: set[str]) -> bool:
    """Whether the hyphen between the halves only breaks the line, by the words that the file has."""
    if f"{head}-{tail}" in known:
        return False
    return head + tail in known or not _has_word(head, tail, known)


def _has_word(head: str, tail: str, known: set[str]) -> bool:
    """Whether a half of a broken word is a word of its own, or often a part of compounds."""
    return head in known or head in _OFTEN_FIRST or tail in known or tail in _OFTEN_SECOND


TOO_LONG = 20_000
"""Characters after which a reader gives up on a text without citation: no recommendation is as long, and without a
bound a file without citations would take quadratic time."""

BROKEN_HERE = "\x01"
"""Marks the end of a line whose last word continues on the next without a hyphen (see `undo_hyphens`). It is a control
character because no text may hold one; a soft hyphen would be mistaken for the text's own."""

_SUSPENDED = re.compile(r"(?:and|or|to)\b")


TableRow = tuple[int, tuple[tuple[str, ...], ...]]
"""A row of a table: its line, and for each cell its paragraphs."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text, and the file's name for messages."""

    file: str
    text: str
    places: Sequence[str] = ()
    """What a person calls each line of the text, `paragraph 12`; none where the lines are those of the file."""
    levels: Mapping[int, int] = field(default_factory=dict)
    """By its line, the level of each heading that the format says to be one; see `found_lines`."""
    rows: tuple[TableRow, ...] = ()
    """Of a file that has tables, its rows in order; a paragraph outside of tables is a row of one cell. None where the
    text says it, with tabs."""
    streamed: Iterable[TableRow] | None = None
    """Of a table that is too large to be held, its rows, read from the file each time; it has no text then."""

    @property
    def table(self) -> Iterable[TableRow]:
        """The rows, held or read from the file."""
        return self.rows if self.streamed is None else self.streamed

    def place(self, line: int) -> str:
        """What a person calls a line: `line 12` where the format has no other word."""
        return self.places[line - 1] if 0 < line <= len(self.places) else f"line {line}"


@dataclass(frozen=True, slots=True)
class Prose:
    """Text joined from several lines that still knows which line each character came from."""

    text: str
    marks: tuple[tuple[int, int], ...]
    """Pairs (offset, line), ascending, the first offset 0: from that offset on, the text comes from that line."""

    @classmethod
    def of(cls, line: int, text: str) -> Prose:
        """Text from a single line."""
        return cls(text, ((0, line),))

    @property
    def line(self) -> int:
        return self.marks[0][1]

    def line_at(self, offset: int) -> int:
        return self.marks[bisect_right(self.marks, offset, key=_offset) - 1][1]

    @classmethod
    def joined(cls, parts: Sequence[Prose]) -> Prose:
        """Join texts, at least one, across line and page breaks: with a space, or nothing after a broken word."""
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
        """Join another text to this one, as `joined` does, without walking through this text's many marks."""
        between = separator(self.text, other.text)
        own = self.text.removesuffix(BROKEN_HERE)
        start = len(own) + len(between)
        moved = ((offset + start, line) for offset, line in other.marks)
        return Prose(f"{own}{between}{other.text}", (*self.marks, *moved))

    def part(self, start: int, end: int | None = None) -> Prose:
        """The text from `start` to `end` (None: to its end), stripped of blanks, with the lines of its characters."""
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
    """What to put between two lines when joining them: nothing after a word's hyphen, or in Chinese; else a space.

    A dash on its own (`Congress -`) and a suspended hyphen (`gender-` / `and age-disaggregated`) keep their space.
    """
    if before.endswith(BROKEN_HERE) or needs_no_blank(before, after):
        return ""
    if before.endswith(("–", "/")):  # `2020–` / `2025`: a dash between words has a blank before it
        return "" if before[-2:-1].isalnum() and after[:1].isalnum() else " "
    glued = before.endswith("-") and before[-2:-1].isalnum() and not _SUSPENDED.match(after)
    return "" if glued else " "


def split_title(title: str) -> tuple[str, str]:
    """Split a heading that is both section and theme at its first `: `; without one, both titles are the heading."""
    section, colon, theme = title.partition(": ")
    return (section, theme) if colon and theme.strip() else (title, title)


@lru_cache(maxsize=2_000)
def title_key(text: str) -> str:
    """What two spellings of a title have in common: letters and digits, without case. A text of other signs alone is
    its own key, so that two such titles differ.
    """
    return "".join(sign for sign in text.casefold() if sign.isalnum()) or text


def shorten(text: str) -> str:
    """The first 60 characters of a text, for a message."""
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def physical_lines(text: str) -> list[str]:
    """Split into lines as editors count them: at \\n, \\r\\n and \\r, but not at other separators of Unicode."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def starts_lowercase(text: str) -> bool:
    """Whether a text starts with a small letter, as the second half of a sentence does."""
    return text[:1].islower()


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, closing quotation marks and brackets aside."""
    return text.rstrip("”’\"')»）」』")[-1:] in tuple(SENTENCE_ENDS)
