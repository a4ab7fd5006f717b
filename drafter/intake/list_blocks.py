"""Splits a list's text into blocks and roman numerals: bullets, page numbers and blank lines only separate blocks.
Touches no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.corpus.scripts import may_be_capital
from drafter.intake.citation_marks import parse_numeral, roman_value
from drafter.intake.heading_levels import number_value, numbered
from drafter.intake.joined_lines import Prose, physical_lines

_BULLETED = re.compile(r"[•●▪◦‣·\uf0b7\uf0a7\uf0d8–-]\s+(\S.*)")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_CLOSED = re.compile(r"\]\s{0,3}[.;]?$")
_BULLETS = frozenset("•●▪◦‣·\uf0b7\uf0a7\uf0d8")
"""Those of Word's own fonts (Symbol, Wingdings) among them."""


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of text with nothing between them."""

    prose: Prose
    """The lines joined."""
    lines: tuple[Prose, ...]
    goes_on: bool = False
    """Whether it opens a page right after text at the end of the page before."""
    bulleted: bool = False
    """Whether it began with a bullet, `• text`: it is an item and no heading."""
    number: str = ""
    """The numeral before it on its line, `IV. Title`; empty for none."""


@dataclass(frozen=True, slots=True)
class NumeralLine:
    """A roman numeral alone on its line."""

    line: int
    number: str


Token = Block | NumeralLine


@dataclass(slots=True)
class _Line:
    number: int
    text: str
    opens_page: bool


def blocks_and_numerals(text: str) -> list[Token]:
    """Split a list's text. A page starts with a line that begins with exactly one space, or at a form feed."""
    return _BlockSplitter(_lines(text)).read()


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    for number, whole_line in enumerate(physical_lines(text), 1):
        for place, part in enumerate(whole_line.split("\f")):
            opens = place > 0 or (part[:1] == " " and part[1:2] not in ("", " "))
            lines.append(_Line(number, part.strip(), opens))
    return lines


class _BlockSplitter:
    """Splits lines into blocks and numerals in one pass; `open` holds the lines of the block being read."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.tokens: list[Token] = []
        self.open: list[Prose] = []
        self.flags: dict[str, bool | str] = {}
        self.last_numeral = 0
        self.last_numbers: dict[str, int] = {}
        """By the kind of a number, `1.` or `A.`, the last one that began a line."""
        self.dashes = not any(line.text[:1] in _BULLETS for line in lines)
        """Whether a dash at the start of a line is a bullet: only in a file without real bullets."""

    def read(self) -> list[Token]:
        for place, line in enumerate(self.lines):
            following = self.lines[place + 1] if place + 1 < len(self.lines) else _Line(0, "", True)
            self._take_line(line, following)
        self._close_block()
        return self.tokens

    def _take_line(self, line: _Line, following: _Line) -> None:
        if line.opens_page and self.open:
            self._close_block()
            self.flags = {"goes_on": True}
        if not line.text or line.text in _BULLETS or self._is_page_number(line, following):
            self._close_block()
        elif self._take_numeral(line, following):
            return
        elif bullet := self._text_after_bullet(line):
            self._close_block()
            self.flags = {"bulleted": True}
            self.open = [Prose.of(line.number, bullet)]
        elif self._begins_numbered(line):
            self._close_block()
            self.open = [Prose.of(line.number, line.text)]
        else:
            self.open.append(Prose.of(line.number, line.text))

    def _is_page_number(self, line: _Line, following: _Line) -> bool:
        """Whether a number alone on its line is a page's, and not a word of the text around it."""
        if not _PAGE_NUMBER.fullmatch(line.text):
            return False
        return not self.open or not _is_text(following)

    def _text_after_bullet(self, line: _Line) -> str | None:
        match = _BULLETED.fullmatch(line.text)
        if match is None:
            return None
        certain = line.text[0] in _BULLETS
        return match[1] if certain or self.dashes or not self.open or self._is_closed() else None

    def _take_numeral(self, line: _Line, following: _Line) -> bool:
        """Take a line that starts with a numeral; False where `IV.` is a word in a sentence."""
        parts = parse_numeral(line.text)
        if parts is None:
            return False
        number, title = parts
        free = not self.open or self._is_closed()
        if title and (free or (may_be_capital(title[0]) and self._is_next(number))):
            self._close_block()
            self.flags = {"number": number}
            self.open = [Prose.of(line.number, title)]
        elif not title and (free or not _is_text(following)):
            self._close_block()
            self.tokens.append(NumeralLine(line.number, number))
        else:
            return False
        self.last_numeral = roman_value(number)
        return True

    def _begins_numbered(self, line: _Line) -> bool:
        """Whether a line begins a numbered heading or item: after a citation, or where its number is the next."""
        kind, number, rest = numbered(line.text)
        if not kind:
            return False
        value = number_value(kind, number)
        follows = value in (1, self.last_numbers.get(kind, 0) + 1) and may_be_capital(rest[:1])
        begins = self._is_closed() or (follows and not any("]" in each.text for each in self.open))
        if begins or not self.open:
            self.last_numbers[kind] = value
        return begins

    def _is_next(self, number: str) -> bool:
        return roman_value(number) in (1, self.last_numeral + 1) and not any("]" in line.text for line in self.open)

    def _is_closed(self) -> bool:
        return bool(self.open) and _CLOSED.search(self.open[-1].text) is not None

    def _close_block(self) -> None:
        if self.open:
            flags = self.flags
            block = Block(
                Prose.joined(self.open),
                tuple(self.open),
                goes_on=bool(flags.get("goes_on")),
                bulleted=bool(flags.get("bulleted")),
                number=str(flags.get("number", "")),
            )
            self.tokens.append(block)
        self.open, self.flags = [], {}


def _is_text(line: _Line) -> bool:
    return bool(line.text) and not line.opens_page and line.text not in _BULLETS and parse_numeral(line.text) is None
