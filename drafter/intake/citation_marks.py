"""The citations that end recommendations, `[AP 62(a)]` in a list, `[Report, para. 62a]` in a matrix; and the roman
numbers by which a mapping counts the themes of a section.

Every pattern is bounded, so that no text, however odd, makes the search slow. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.intake.source_text import Prose

_ROMAN = re.compile(r"(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_NUMERAL = re.compile(r"([CIVXL]{1,7})\.(?:\s+(\S.*))?", re.DOTALL)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def parse_numeral(text: str) -> tuple[str, str] | None:
    """The roman number and the title of `IV. Title`; the title is empty for a numeral on its own; None for neither."""
    match = _NUMERAL.fullmatch(text)
    if match is None or roman_value(match[1]) == 0:
        return None
    return match[1], match[2] or ""


def roman_value(number: str) -> int:
    """The value of a roman number up to 99 (no section has a hundred themes); 0 where it isn't one."""
    if not _ROMAN.fullmatch(number):
        return 0
    values = [_VALUES[one] for one in number]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


_GAP = r"\s{0,3}"
_LETTER = r"[^\W\d_]{1,4}"
_NUMBER = r"\d{1,4}"
_PLACE = rf"(?P<paragraph>{_NUMBER}){_GAP}(?:\({_GAP}(?P<inside>{_LETTER}){_GAP}\)|(?P<bare>{_LETTER}))?{_GAP}\]"
_HALF = rf"(?P<paragraph>{_NUMBER})?{_GAP}(?:\((?:{_GAP}{_LETTER}{_GAP}\)|{_LETTER}(?!\w))?)?{_GAP}(?P<close>\])?"
_PARA = r"(?:paras?\b|paragraphs?\b)"

_LISTED = re.compile(rf"\[{_GAP}(?P<code>[^\W\d_]{{1,8}}){_GAP},?{_GAP}(?:{_PARA}[.,]?{_GAP})?{_PLACE}")
_REPORTED = re.compile(rf"\[{_GAP}(?:report{_GAP},?{_GAP})?{_PARA}{_GAP}[.,]?{_GAP}{_PLACE}", re.IGNORECASE)
_REPORTED_HALF = re.compile(
    rf"\[{_GAP}(?:report{_GAP}(?:,{_GAP}|(?={_PARA})|$)(?:{_PARA})?|{_PARA}){_GAP}[.,]?{_GAP}{_HALF}", re.IGNORECASE
)
_STRAY = rf"(?:{_NUMBER}{_GAP})?\(?{_GAP}(?:{_LETTER})?{_GAP}\){_GAP}\]"
"""The end of a citation whose beginning is lost: `62(a)]`, `(a)]`, `a)]`."""
_REPORTED_START = re.compile(
    rf"\[|(?<!\w)(?:report{_GAP},{_GAP})?(?:{_PARA}{_GAP}[.,]?{_GAP})?(?:{_NUMBER}{_GAP}{_LETTER}{_GAP}\]|{_STRAY})",
    re.IGNORECASE,
)

_REST = re.compile(rf"(?:{_NUMBER}{_GAP})?(?:\(?{_GAP}{_LETTER}{_GAP}\))?{_GAP}\)?\]|{_NUMBER}{_GAP}{_LETTER}{_GAP}\]")
_RUBBLE = re.compile(r"[\d\s(]{0,6}[^\W\d_]{0,4}\s{0,3}\)\s{0,3}\]")
_BRACKET = re.compile(r"[\[\]]")
_CUT = re.compile(rf"\[{_GAP}[^\W\d_]{{1,8}}[^\[\]]{{0,30}}$")
_AFTER = re.compile(r"\s{0,3}[.;](?!\w)")
_QUOTED = re.compile(r"[,:)]\s{0,3}(?P<next>\w)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation in a text, or the remains of one."""

    start: int
    end: int
    region: str = ""
    """The code in a list; empty in a matrix, where the column says it."""
    paragraph: int | None = None
    """None for a citation that is cut in half or garbled."""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class CitedText:
    """The text that a mark ends."""

    prose: Prose
    mark: Mark
    cited: str
    """The mark's own characters."""
    line: int
    """Where the mark starts."""


def split_at_citations(prose: Prose, marks: Iterator[Mark]) -> tuple[list[CitedText], Prose]:
    """The texts that end in a mark, and the rest, which no mark ends: of empty text where there is none.

    A damaged mark at the very end belongs to the rest, because the next page may complete it.
    """
    found: list[CitedText] = []
    start = 0
    for mark in marks:
        if mark.paragraph is None and mark.end >= len(prose.text) and ends_inside_citation(prose.text):
            break
        cited = prose.text[mark.start : mark.end]
        found.append(CitedText(prose.part(start, mark.start), mark, cited, prose.line_at(mark.start)))
        after = _AFTER.match(prose.text, mark.end)
        start = after.end() if after else mark.end
    return found, prose.part(start)


class ListCitations:
    """Finds a list's citations. With the regions' codes known it also finds what is left of a damaged one."""

    def __init__(self, codes: frozenset[str], *, declared: bool) -> None:
        self.declared = declared
        """The codes were given (by a legend or by the user), so any other code is a fault."""
        self.codes = codes
        self._half, self._start = _half_and_start(codes)

    @classmethod
    def discover(cls, text: str) -> ListCitations:
        """For a list without legend: the codes are those that it cites."""
        loose = cls(frozenset(), declared=False)
        return cls(frozenset(mark.region for mark in loose.marks(text)), declared=False)

    def marks(self, text: str) -> Iterator[Mark]:
        position = 0
        while (start := self._start.search(text, position)) is not None:
            mark = self._mark(text, start.start()) if start[0] == "[" else _stray(text, start)
            position = mark.end if mark else start.end()
            if mark:
                yield mark

    def _mark(self, text: str, start: int) -> Mark | None:
        match = _LISTED.match(text, start)
        if match is None or _REPORTED.match(text, start) or not self._is_code(match):
            return self._damaged(text, start)
        if _is_quoted(text, match.end()):
            return None
        letter = match["inside"] or match["bare"] or ""
        return Mark(start, match.end(), match["code"], int(match["paragraph"]), letter)

    def _is_code(self, match: re.Match[str]) -> bool:
        """Square brackets are common in this field: `[Annex 2]` is text, `[NE 2]` a citation."""
        code = match["code"]
        return code in self.codes or code.isupper() or (bool(match["inside"]) and code[0].isupper())

    def _damaged(self, text: str, start: int) -> Mark | None:
        match = self._half.match(text, start) if self._half else None
        return Mark(start, _to_the_bracket(text, match)) if match and _is_meant(text, match) else None


def _half_and_start(codes: frozenset[str]) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Patterns for a citation cut in half, and for where a citation, whole or damaged, may start."""
    if not codes:
        return None, re.compile(r"\[")
    ordered = [re.escape(code) for code in sorted(codes, key=lambda code: (-len(code), code))]
    # A one-letter code in lower case would be the article of “[a 17-year-old]”.
    known = "|".join(f"(?i:{code})" if len(code) > 1 else code for code in ordered)
    half = re.compile(rf"\[{_GAP}(?P<code>{known})(?![^\W\d_]){_GAP},?{_GAP}(?:{_PARA}[.,]?{_GAP})?{_HALF}")
    return half, re.compile(rf"\[|(?<!\w)(?:(?:{'|'.join(ordered)}){_GAP})?{_STRAY}|\){_GAP}\]")


def _stray(text: str, match: re.Match[str]) -> Mark | None:
    """The remains of a citation without its opening bracket; None within brackets of the text's own."""
    before = max(0, match.start() - 200)
    opened = text.rfind("[", before, match.start()) > text.rfind("]", before, match.start())
    return None if opened else Mark(match.start(), match.end())


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether a bracket with a code in it is what is left of a citation, rather than words in brackets."""
    if match["paragraph"]:
        return True
    if match["close"]:
        return len(match["code"]) > 1 and not text[match.end() : match.end() + 1].strip()
    following = _BRACKET.search(text, match.end())
    if following is None or following[0] == "[":
        return True  # It is never closed.
    return _RUBBLE.fullmatch(text, match.end(), following.end()) is not None


def _is_quoted(text: str, end: int) -> bool:
    """Whether the sentence goes on after the citation (`…as in [AP 3(a)], the…`): then it ends no recommendation."""
    after = _QUOTED.match(text, end)
    return after is not None and after["next"].islower()


def _to_the_bracket(text: str, match: re.Match[str]) -> int:
    """The end of a garbled citation: its closing bracket where only citation-like bits stand before that."""
    close = text.find("]", match.end(), match.end() + 40)
    rest = text[match.end() : close]
    if match["close"] or close < 0 or "[" in rest or any(len(word) > 4 for word in re.findall(r"[^\W\d_]+", rest)):
        return match.end()
    return close + 1


def find_matrix_marks(text: str) -> Iterator[Mark]:
    """Every citation of a matrix's cell, whole or damaged."""
    position = 0
    while (start := _REPORTED_START.search(text, position)) is not None:
        mark = _matrix_mark(text, start.start()) if start[0] == "[" else _stray(text, start)
        position = mark.end if mark else start.end()
        if mark:
            yield mark


def _matrix_mark(text: str, start: int) -> Mark | None:
    match = _REPORTED.match(text, start)
    if match:
        return Mark(start, match.end(), "", int(match["paragraph"]), match["inside"] or match["bare"] or "")
    half = _REPORTED_HALF.match(text, start)
    return Mark(start, _to_the_bracket(text, half)) if half else None


def ends_inside_citation(text: str) -> bool:
    """Whether a text ends within an opening citation, `… [LAC`: the rest may stand after the page's end."""
    return _CUT.search(text, max(0, len(text) - 48)) is not None


def starts_with_rest_of_citation(text: str) -> bool:
    """Whether a text starts with what a citation cut by a page's end lacks: `80(e)]`, `(e)]`, `e)]`, `]`."""
    return _REST.match(text) is not None
