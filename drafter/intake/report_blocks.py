"""Splits a meeting's report into what its layout shows: numbered paragraphs, lettered items, headings, other text. What
a label is worth, `report_reader` judges from the labels around it. Touches no file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from drafter.intake.heading_levels import place_of_letters
from drafter.intake.joined_lines import Prose, SourceText, ends_sentence, physical_lines

_NUMBER = re.compile(r"(\d{1,4})\.(?:\s+|$)(?=\D|$)")
_LETTER = re.compile(r"(?:\(([a-z]{1,5})\)|([a-z]{1,2})\))(?:\s+|$)")
_HEADING = re.compile(r"(?:[IVX]{1,5}|[A-Z])\.\s+(?=[^\W\d_])")
_NOTE = re.compile(r"\d{1,2}\s+[“”\"'‘«„]?[A-ZÀ-ÝА-Я]")
_LONE_NUMBER = re.compile(r"\d{1,3}")
_RULE = re.compile(r"[_*=–—-]{3,}")
"""Drawn above footnotes."""
_BULLET = re.compile(r"[•●▪◦‣·\uf0b7\uf0a7\uf0d8]\s+(?=\S)")


class LabelKind(StrEnum):
    """What a line begins with."""

    NUMBER = "number"
    LETTER = "letter"
    HEADING = "heading"
    """A capital numeral or letter, or the format's own mark."""
    NOTE = "note"
    """A number without a stop, as a footnote has."""
    BULLET = "bullet"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """Lines with nothing between them, of which the first alone may have a label."""

    lines: tuple[Prose, ...]
    """Without the label; the first may then be empty."""
    kind: LabelKind = LabelKind.NONE
    label: str = ""
    """`13`, `a`; empty for other kinds."""
    written: str = ""
    """The label as it stands there, `(a)`."""
    glued: bool = False
    """Whether it stands right below another line, so that its label may be a part of that one's text."""
    level: int = 0
    """Of a heading, as the format marks it."""
    opens_page: bool = False

    @property
    def line(self) -> int:
        return self.lines[0].line

    @property
    def prose(self) -> Prose:
        """Its lines joined, without its label."""
        filled = [line for line in self.lines if line.text] or [self.lines[0]]
        return Prose.joined(filled)

    @property
    def text(self) -> str:
        return self.prose.text

    @property
    def number(self) -> int:
        """The value of its number or letters; 0 for none."""
        if self.kind is LabelKind.NUMBER:
            return int(self.label)
        return place_of_letters(self.label) if self.kind is LabelKind.LETTER else 0

    def without_label(self) -> ReportBlock:
        """The same words, the label among them: it counts nothing."""
        if not self.written:
            return self
        first = self.lines[0]
        whole = Prose(f"{self.written} {first.text}".rstrip(), ((0, first.line),))
        return ReportBlock((whole, *self.lines[1:]), glued=self.glued, opens_page=self.opens_page)


def report_blocks(source: SourceText, text: str) -> tuple[list[ReportBlock], list[Prose]]:
    """The blocks of a report's text, and the numbers alone on a line that stand between two lines of a text."""
    splitter = _Splitter(source)
    lines = physical_lines(text)
    for number, whole in enumerate(lines, 1):
        for place, part in enumerate(whole.split("\f")):
            opens = place > 0
            following = lines[number].strip(" \t\f") if number < len(lines) else ""
            splitter.take(number, part.strip(), opens, following)
    splitter.close()
    return splitter.blocks, splitter.marks


class _Splitter:
    """Splits lines into blocks in one pass."""

    def __init__(self, source: SourceText) -> None:
        self.blocks: list[ReportBlock] = []
        self.marks: list[Prose] = []
        self._levels = source.levels
        self._open: list[Prose] = []
        self._begun = ReportBlock((Prose.of(1, ""),))
        self._opens_page = False

    def take(self, number: int, text: str, opens_page: bool, following: str) -> None:
        if opens_page:
            self.close()
            self._opens_page = True
        if not text or _RULE.fullmatch(text):
            self.close()
            return
        if _LONE_NUMBER.fullmatch(text):
            if self._open and following and not opens_page:
                self.marks.append(Prose.of(number, text))
            else:
                self.close()
            return
        self._take_text(number, text)

    def _take_text(self, number: int, text: str) -> None:
        glued = bool(self._open)
        kind, label, written = _label(text, glued=glued, after=self._open[-1].text if glued else "")
        level = self._levels.get(number, 0)
        if level:
            kind = LabelKind.HEADING
        if kind is not LabelKind.NONE:
            self.close()
        if not self._open:
            self._begun = ReportBlock(
                (Prose.of(number, ""),), kind, label, written, glued, level, opens_page=self._opens_page
            )
            self._opens_page = False
        self._open.append(Prose.of(number, text[len(written) :].lstrip() if written else text))

    def close(self) -> None:
        if self._open:
            begun = self._begun
            self.blocks.append(
                ReportBlock(
                    tuple(self._open), begun.kind, begun.label, begun.written, begun.glued, begun.level,
                    begun.opens_page,
                )
            )  # fmt: skip
        self._open = []


def _label(text: str, *, glued: bool, after: str) -> tuple[LabelKind, str, str]:
    """What a line begins with, and the label, plain and as written."""
    number, letter = _NUMBER.match(text), _LETTER.match(text)
    if number:
        return LabelKind.NUMBER, number[1], number[0].strip()
    if letter:
        return LabelKind.LETTER, letter[1] or letter[2], letter[0].strip()
    if _HEADING.match(text) and (not glued or ends_sentence(after)):
        return LabelKind.HEADING, "", ""
    if _NOTE.match(text) and (not glued or ends_sentence(after)):
        return LabelKind.NOTE, "", ""
    bullet = _BULLET.match(text)
    return (LabelKind.BULLET, "", bullet[0].strip()) if bullet else (LabelKind.NONE, "", "")
