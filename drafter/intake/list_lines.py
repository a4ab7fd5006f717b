"""A list's lines, sorted into runs of text and roman numerals; bullets, page numbers and blank lines only part them.

Text taken out of a PDF has its bullets and numerals floating about, so what a line is for is not decided here. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.intake.prose import Prose, physical_lines
from drafter.intake.roman import numeral, roman

_BULLETED = re.compile(r"[•●▪◦‣·–-]\s+(\S.*)")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_CLOSED = re.compile(r"\]\s{0,3}[.;]?$")
BULLETS = frozenset("•●▪◦‣·")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together."""

    prose: Prose
    lines: tuple[Prose, ...]
    goes_on: bool = False
    """It opens a page whose last line before was text, with nothing in between."""
    bulleted: bool = False
    """It began with a bullet on its own line, `• text`: an item and no heading."""
    number: str = ""
    """The numeral that stood before it on its line, `IV. Title`."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A roman numeral alone on its line."""

    line: int
    number: str


Token = Block | Numeral


@dataclass(slots=True)
class _Line:
    number: int
    text: str
    opens_page: bool


def tokens(text: str) -> list[Token]:
    """The whole of a list. A page starts with a line that begins with one space, or with a form feed."""
    return _Tokens(_lines(text)).read()


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    for number, raw in enumerate(physical_lines(text), 1):
        for place, part in enumerate(raw.split("\f")):
            opens = place > 0 or (part[:1] == " " and part[1:2] not in ("", " "))
            found.append(_Line(number, part.strip(), opens))
    return found


class _Tokens:
    """One pass over the lines; `open` are the lines of the block that is being gathered."""

    def __init__(self, lines: list[_Line]) -> None:
        self.lines = lines
        self.found: list[Token] = []
        self.open: list[Prose] = []
        self.flags: dict[str, bool | str] = {}
        self.last_numeral = 0
        self.dashes = not any(line.text[:1] in BULLETS for line in lines)
        """Without any real bullet in the file a dash at the start of a line is one; else it may be a dash."""

    def read(self) -> list[Token]:
        for place, line in enumerate(self.lines):
            following = self.lines[place + 1] if place + 1 < len(self.lines) else _Line(0, "", True)
            self._line(line, following)
        self._close()
        return self.found

    def _line(self, line: _Line, following: _Line) -> None:
        if line.opens_page and self.open:
            self._close()
            self.flags = {"goes_on": True}
        if not line.text or line.text in BULLETS or self._is_page_number(line, following):
            self._close()
        elif self._numeral(line, following):
            return
        elif bullet := self._bullet(line):
            self._close()
            self.flags = {"bulleted": True}
            self.open = [Prose.of(line.number, bullet)]
        else:
            self.open.append(Prose.of(line.number, line.text))

    def _is_page_number(self, line: _Line, following: _Line) -> bool:
        """A number alone is a page's, unless the text around it goes on: then it is a word of that text."""
        if not _PAGE_NUMBER.fullmatch(line.text):
            return False
        return not self.open or not _is_text(following)

    def _bullet(self, line: _Line) -> str | None:
        match = _BULLETED.fullmatch(line.text)
        if match is None:
            return None
        certain = line.text[0] in BULLETS
        return match[1] if certain or self.dashes or not self.open or self._is_closed() else None

    def _numeral(self, line: _Line, following: _Line) -> bool:
        """Take a numeral, with or without its title. Within a sentence, `IV.` is a word."""
        parts = numeral(line.text)
        if parts is None:
            return False
        number, title = parts
        free = not self.open or self._is_closed()
        if title and (free or (title[0].isupper() and self._is_next(number))):
            self._close()
            self.flags = {"number": number}
            self.open = [Prose.of(line.number, title)]
        elif not title and (free or not _is_text(following)):
            self._close()
            self.found.append(Numeral(line.number, number))
        else:
            return False
        self.last_numeral = roman(number)
        return True

    def _is_next(self, number: str) -> bool:
        return roman(number) in (1, self.last_numeral + 1) and not any("]" in line.text for line in self.open)

    def _is_closed(self) -> bool:
        return bool(self.open) and _CLOSED.search(self.open[-1].text) is not None

    def _close(self) -> None:
        if self.open:
            flags = self.flags
            block = Block(
                Prose.joined(self.open),
                tuple(self.open),
                goes_on=bool(flags.get("goes_on")),
                bulleted=bool(flags.get("bulleted")),
                number=str(flags.get("number", "")),
            )
            self.found.append(block)
        self.open, self.flags = [], {}


def _is_text(line: _Line) -> bool:
    return bool(line.text) and not line.opens_page and line.text not in BULLETS and numeral(line.text) is None
