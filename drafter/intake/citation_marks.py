"""Finds citations in a text, `[AP 62(a)]` in a list and `[Report, para. 62a]` in a matrix, whole or damaged; and reads
the roman numerals by which a mapping counts the themes of a section.

Every pattern is bounded, so that no text makes the search slow. Works on strings and `Prose`; touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.intake.joined_lines import Prose

_ROMAN = re.compile(r"(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_NUMERAL = re.compile(r"([CIVXL]{1,7})\.(?:\s+(\S.*))?", re.DOTALL)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def parse_numeral(text: str) -> tuple[str, str] | None:
    """Split `IV. Title` into number and title. The title is empty for a numeral alone; None for any other text."""
    match = _NUMERAL.fullmatch(text)
    if match is None or roman_value(match[1]) == 0:
        return None
    return match[1], match[2] or ""


def roman_value(number: str) -> int:
    """The value of a roman number up to 99 (no section has a hundred themes); 0 for any other text."""
    if not _ROMAN.fullmatch(number):
        return 0
    values = [_VALUES[sign] for sign in number]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


_GAP = r"\s{0,3}"
_LETTER = r"[^\W\d_]{1,4}"
_NUMBER = r"\d{1,4}"
_PLACE = (
    rf"(?P<paragraph>{_NUMBER})(?:{_GAP}\({_GAP}(?P<inside>{_LETTER}){_GAP}\)|\s{{1,3}}(?P<half>{_LETTER})\)"
    rf"|{_GAP}(?P<bare>{_LETTER}))?{_GAP}\]"
)
"""`62(a)]`, `62a]`, and `62 a)]`, as French has it."""
_HALF = rf"(?P<paragraph>{_NUMBER})?{_GAP}(?:\((?:{_GAP}{_LETTER}{_GAP}\)|{_LETTER}(?!\w))?)?{_GAP}(?P<close>\])?"
_PARA = r"(?:paras?\b|paragraphs?\b)"

_CODE = r"[^\W\d_]{1,8}(?:-[^\W_]{1,4}|\d{1,3}(?=\s|,\s{0,3}para))?"
_LISTED = re.compile(rf"\[{_GAP}(?P<code>{_CODE}){_GAP},?{_GAP}(?:{_PARA}[.,]?{_GAP})?{_PLACE}")
_SEVERAL = re.compile(r"\[([^\[\]]{3,120})\]")
_AND = re.compile(r"\s{0,3}(?:[;,]|\b(?:and|et|y|и)\b|&)\s{0,3}")
_ONE = re.compile(
    rf"(?:(?P<code>{_CODE}){_GAP})?(?:{_PARA}[.,]?{_GAP})?(?P<paragraph>{_NUMBER})?"
    rf"{_GAP}(?:\(?(?P<letter>{_LETTER})\))?(?:{_GAP}[-–]{_GAP}\(?(?P<last>[a-z])\))?"
)
"""One of several citations in a bracket; without its code or paragraph it is of those before it."""
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
class CitationMark:
    """Where a citation, or what is left of one, stands in a text."""

    start: int
    """The offset of its first character."""
    end: int
    """The offset after its last character."""
    region: str = ""
    """The region's code in a list; empty in a matrix, where the column says it."""
    paragraph: int | None = None
    """The paragraph of the report; None for a damaged citation."""
    letter: str = ""
    others: tuple[tuple[str, int, str], ...] = ()
    """Region, paragraph and letter of what the same bracket cites besides: `[AP 1(a); WA 2(b)]`, `[AP 1(a)-(c)]`."""


@dataclass(frozen=True, slots=True)
class CitedText:
    """A text and the citation that ends it."""

    prose: Prose
    mark: CitationMark
    citation: str
    """The citation's own characters."""
    line: int
    """The line in which the citation starts, counted from 1."""


_ROUND = re.compile(rf"\(((?:{_CODE}) ?{_NUMBER} ?\([a-z]{{1,3}}\))\)(?=[.;]?[ \t]*$)", re.MULTILINE)


def with_square_brackets(text: str) -> str:
    """The text with square brackets around citations at the ends of lines, `(AP 62(a))`, where it has none in such."""
    if ListCitations.discover(text).codes:
        return text
    return _ROUND.sub(r"[\1]", text)


def split_at_citations(prose: Prose, marks: Iterator[CitationMark]) -> tuple[list[CitedText], Prose]:
    """Split a text after each citation. Returns the cited texts and what follows the last citation, perhaps nothing.

    A citation cut off at the very end stays in what follows, because the next page may complete it.
    """
    texts: list[CitedText] = []
    start = 0
    for mark in marks:
        if mark.paragraph is None and mark.end >= len(prose.text) and ends_inside_citation(prose.text):
            break
        citation = prose.text[mark.start : mark.end]
        texts.append(CitedText(prose.part(start, mark.start), mark, citation, prose.line_at(mark.start)))
        after = _AFTER.match(prose.text, mark.end)
        start = after.end() if after else mark.end
    return texts, prose.part(start) if start else prose


LONGEST_MARK = 300
"""Characters of a citation, whole or damaged, with what is looked at around it; none has as many."""


class ListCitations:
    """Finds the citations of a list. With known region codes it finds damaged citations as well."""

    def __init__(self, codes: frozenset[str], *, declared: bool) -> None:
        self.declared = declared
        """Whether a legend or the user gave the codes, so that any other code is a fault."""
        self.codes = codes
        self._half, self._start = _damage_patterns(codes)

    @classmethod
    def discover(cls, text: str) -> ListCitations:
        """For a list without legend: take the codes that its citations use."""
        loose = cls(frozenset(), declared=False)
        marks = list(loose.marks(text))
        others = (region for mark in marks for region, _, _ in mark.others)
        return cls(frozenset((*(mark.region for mark in marks), *others)), declared=False)

    def marks(self, text: str, position: int = 0) -> Iterator[CitationMark]:
        """Every citation in the text, whole or damaged, that begins at this position or later, in order."""
        while (start := self._start.search(text, position)) is not None:
            mark = self._mark(text, start.start()) if start[0] == "[" else _closing_remains(text, start)
            position = mark.end if mark else start.end()
            if mark:
                yield mark

    def _mark(self, text: str, start: int) -> CitationMark | None:
        match = _LISTED.match(text, start)
        if match is None or _REPORTED.match(text, start) or not self._is_code(match):
            return self._several_mark(text, start) or self._damaged_mark(text, start)
        if _is_quoted(text, match.end()):
            return None
        return CitationMark(start, match.end(), match["code"], int(match["paragraph"]), _letter(match))

    def _several_mark(self, text: str, start: int) -> CitationMark | None:
        """Several citations in one bracket; None where it holds anything else."""
        bracket = _SEVERAL.match(text, start)
        if bracket is None or _is_quoted(text, bracket.end()):
            return None
        found: list[tuple[str, int, str]] = []
        for part in _AND.split(bracket[1].strip()):
            one = _ONE.fullmatch(part)
            if one is None or not (one["paragraph"] or one["letter"]):
                return None
            code = one["code"] or (found[-1][0] if found else "")
            paragraph = one["paragraph"] or (str(found[-1][1]) if found else "")
            if not paragraph or not (code in self.codes or code.isupper()):
                return None
            found += [(code, int(paragraph), letter) for letter in _letters(one["letter"] or "", one["last"] or "")]
        if len(found) < 2:
            return None
        (region, number, letter), *others = found
        return CitationMark(start, bracket.end(), region, number, letter, tuple(others))

    def _is_code(self, match: re.Match[str]) -> bool:
        """Whether the code is a region's: `[NE 2]` is a citation, `[Annex 2]` is text."""
        code = match["code"]
        return code in self.codes or code.isupper() or (bool(match["inside"] or match["half"]) and code[0].isupper())

    def _damaged_mark(self, text: str, start: int) -> CitationMark | None:
        match = self._half.match(text, start) if self._half else None
        return (
            CitationMark(start, _end_of_damaged(text, match)) if match and _is_damaged_citation(text, match) else None
        )


def _letter(match: re.Match[str]) -> str:
    return match["inside"] or match["half"] or match["bare"] or ""


def _letters(first: str, last: str) -> list[str]:
    """The letters from the first to the last; the first alone where there is no last, or none after it."""
    if len(first) == 1 and first < last:
        return [chr(letter) for letter in range(ord(first), ord(last) + 1)]
    return [first]


def _damage_patterns(codes: frozenset[str]) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Patterns for a citation cut in half (None without codes), and for where any citation may start."""
    if not codes:
        return None, re.compile(r"\[")
    ordered = [re.escape(code) for code in sorted(codes, key=lambda code: (-len(code), code))]
    # A one-letter code in lower case would be the article of “[a 17-year-old]”.
    either = "|".join(f"(?i:{code})" if len(code) > 1 else code for code in ordered)
    half = re.compile(rf"\[{_GAP}(?P<code>{either})(?![^\W\d_]){_GAP},?{_GAP}(?:{_PARA}[.,]?{_GAP})?{_HALF}")
    return half, re.compile(rf"\[|(?<!\w)(?:(?:{'|'.join(ordered)}){_GAP})?{_STRAY}|\){_GAP}\]")


def _closing_remains(text: str, match: re.Match[str]) -> CitationMark | None:
    """The end of a citation whose opening bracket is lost; None where the text opened a bracket of its own before."""
    before = max(0, match.start() - 200)
    opened = text.rfind("[", before, match.start()) > text.rfind("]", before, match.start())
    return None if opened else CitationMark(match.start(), match.end())


def _is_damaged_citation(text: str, match: re.Match[str]) -> bool:
    """Whether `[AP …` is what is left of a citation, rather than words in brackets."""
    if match["paragraph"]:
        return True
    if match["close"]:
        return len(match["code"]) > 1 and not text[match.end() : match.end() + 1].strip()
    following = _BRACKET.search(text, match.end())
    if following is None or following[0] == "[":
        return True  # the bracket is never closed
    return _RUBBLE.fullmatch(text, match.end(), following.end()) is not None


def _is_quoted(text: str, end: int) -> bool:
    """Whether the sentence goes on after the citation (`…as in [AP 3(a)], the…`), which then ends no recommendation."""
    after = _QUOTED.match(text, end)
    return after is not None and after["next"].islower()


def _end_of_damaged(text: str, match: re.Match[str]) -> int:
    """The offset after a damaged citation: after its closing bracket, if only parts of a citation stand before that."""
    close = text.find("]", match.end(), match.end() + 40)
    rest = text[match.end() : close]
    if match["close"] or close < 0 or "[" in rest or any(len(word) > 4 for word in re.findall(r"[^\W\d_]+", rest)):
        return match.end()
    return close + 1


def find_matrix_marks(text: str, position: int = 0) -> Iterator[CitationMark]:
    """Every citation in a cell of a matrix, whole or damaged, that begins at this position or later, in order."""
    while (start := _REPORTED_START.search(text, position)) is not None:
        mark = _matrix_mark(text, start.start()) if start[0] == "[" else _closing_remains(text, start)
        position = mark.end if mark else start.end()
        if mark:
            yield mark


def _matrix_mark(text: str, start: int) -> CitationMark | None:
    match = _REPORTED.match(text, start)
    if match:
        return CitationMark(start, match.end(), "", int(match["paragraph"]), _letter(match))
    half = _REPORTED_HALF.match(text, start)
    return CitationMark(start, _end_of_damaged(text, half)) if half else None


def ends_inside_citation(text: str) -> bool:
    """Whether a text breaks off inside a citation, `… [LAC`; the rest may stand on the next page."""
    return _CUT.search(text, max(0, len(text) - 48)) is not None


def starts_with_rest_of_citation(text: str) -> bool:
    """Whether a text starts with the second half of a citation: `80(e)]`, `(e)]`, `e)]`, `]`."""
    return _REST.match(text) is not None
