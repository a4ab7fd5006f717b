"""Reads a mapping in the form of a list by theme, as text that was taken out of a PDF. Pure.

Lines are sorted into blocks of text and roman numerals; bullets, page numbers and blank lines only part them. Bullets
and numerals float: a numeral is kept waiting, and the next text without citation is the title that takes the one that
has waited longest. A text without citation and without a waiting numeral heads a section, unless it is the first half
of an item that a page's end has cut in two. The list's own title is told from the first heading that stands right
below it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from drafter.errors import Problem
from drafter.intake.annex import AnnexBuilder, AnnexItem, SourceAnnex
from drafter.intake.citation_marks import (
    CitedText,
    ListCitations,
    ends_inside_citation,
    find_matrix_marks,
    parse_numeral,
    roman_value,
    split_at_citations,
    starts_with_rest_of_citation,
)
from drafter.intake.regions import read_legend
from drafter.intake.source_text import (
    TOO_LONG,
    Aside,
    Prose,
    SourceText,
    ends_sentence,
    physical_lines,
    shorten,
    starts_lowercase,
    undo_hyphens,
)

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
        parts = parse_numeral(line.text)
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
            self.found.append(NumeralLine(line.number, number))
        else:
            return False
        self.last_numeral = roman_value(number)
        return True

    def _is_next(self, number: str) -> bool:
        return roman_value(number) in (1, self.last_numeral + 1) and not any("]" in line.text for line in self.open)

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
    return bool(line.text) and not line.opens_page and line.text not in BULLETS and parse_numeral(line.text) is None


_MARKED = re.compile(r"([^\W\d_][”\"’»)]?)\d{1,2}$")
_OPENING = "“”\"'‘«„(["


@dataclass(frozen=True, slots=True)
class ListFront:
    """What stands before a list's first theme or item."""

    title: str
    """Without its footnote mark; empty where the list starts with its first heading."""
    asides: tuple[Aside, ...]
    rest: tuple[Token, ...]
    """Everything from the first heading on."""


def split_front(tokens: list[Token], citations: ListCitations) -> ListFront:
    """Part the title from the rest: by its footnote mark, by a blank line, or before the last line that can head."""
    lead = _lead(tokens, citations)
    rest = tuple(tokens[len(lead) :])
    if not lead:
        return ListFront("", (), rest)
    marked = _after_mark(lead[0])
    if len(lead) == 1:
        title, heading = _halves(lead[0], marked or _last_capital(lead[0]))
        return ListFront(title, (), (heading, *rest))
    asides = [Aside(block.prose.line, block.prose.text) for block in lead[1:-1]]
    title = _title(lead[0].lines)
    if marked and marked < len(lead[0].lines):
        title, below = _halves(lead[0], marked)
        asides.insert(0, Aside(below.prose.line, below.prose.text))
    return ListFront(title, tuple(asides), (lead[-1], *rest))


def _lead(tokens: list[Token], citations: ListCitations) -> list[Block]:
    """The first blocks without citation, up to the first numeral or item."""
    lead: list[Block] = []
    for token in tokens:
        if not isinstance(token, Block) or token.number or token.bulleted:
            break
        if next(citations.marks(token.prose.text), None):
            while len(lead) > 1 and (token.goes_on or starts_lowercase(token.prose.text)):
                token = lead.pop()  # The first item is itself cut in two, or in more.
            break
        lead.append(token)
    return lead


def _after_mark(block: Block) -> int:
    """The number of lines up to the footnote mark that ends the title; 0 where there is none."""
    return next((place for place, line in enumerate(block.lines, 1) if _MARKED.search(line.text)), 0)


def _last_capital(block: Block) -> int:
    """The number of lines before the last one that starts with a capital; lower-case lines after it go on."""
    places = range(len(block.lines) - 1, 0, -1)
    return next((place for place in places if not starts_lowercase(block.lines[place].text.lstrip(_OPENING))), 0)


def _halves(block: Block, lines: int) -> tuple[str, Block]:
    """The first lines as a title and the others as a block; a title of no lines, or of all, leaves the block whole."""
    if not 0 < lines < len(block.lines):
        return "", block
    below = block.lines[lines:]
    return _title(block.lines[:lines]), replace(block, lines=below, prose=Prose.joined(below))


def _title(lines: tuple[Prose, ...]) -> str:
    return _MARKED.sub(r"\1", Prose.joined(lines).text)


_FOOTNOTE = re.compile(r"\d{1,2}\s+[“”\"'‘«„]?([^\W\d_])")
_UNCITED = "End it with its citation, such as [AP 62(a)]."


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Text that no citation has ended yet: the first half of an item, or a heading."""

    prose: Prose
    is_item: bool
    """Items or a bullet before it show that it is no heading."""
    numeral: NumeralLine | None = None
    """The numeral that it takes if it turns out to be a title."""
    own_numeral: bool = False
    """The numeral stood on its line, so it is a title beyond doubt."""


def read_list(
    source: SourceText, codes: frozenset[str] = frozenset()
) -> tuple[SourceAnnex | None, tuple[Problem, ...]]:
    """The annex that a list is; None where the file is no list. `codes` are the regions' codes if the user gave any."""
    text, rejoined = undo_hyphens(source.text)
    found = blocks_and_numerals(text)
    legend = tuple(one for token in found if isinstance(token, Block) for one in read_legend(token.prose))
    declared = codes or frozenset(one.code for one in legend)
    citations = ListCitations(declared, declared=True) if declared else ListCitations.discover(source.text)
    if next(citations.marks(source.text), None) is None:
        return None, (_no_list(source),)
    front = split_front([token for token in found if not _is_legend(token, citations)], citations)
    reader = _Reader(source.file, citations, items_open_lower=_items_open_lower(found, citations))
    reader.read(front.rest)
    asides = tuple(sorted((*front.asides, *reader.asides), key=lambda aside: aside.line))
    annex = SourceAnnex(
        "list", source.file, front.title, reader.built.sections(), legend=legend, asides=asides, rejoined=rejoined
    )
    return annex, reader.built.problems()


def _is_legend(token: Token, citations: ListCitations) -> bool:
    if not isinstance(token, Block) or next(citations.marks(token.prose.text), None):
        return False
    return bool(read_legend(token.prose))


def _no_list(source: SourceText) -> Problem:
    if not source.text.strip():
        return Problem(source.file, None, "The file is empty.", "Give the list by theme as a text file.")
    if next(find_matrix_marks(source.text), None):
        what = "This is a matrix, not a list: it cites as in [Report, para. 62a]."
        return Problem(source.file, None, what, "Give it as the matrix (--matrix).")
    what = "This isn't a list of recommendations: there is no citation such as [AP 62(a)] in it."
    return Problem(source.file, None, what, "Every recommendation must end with its citation.")


def _items_open_lower(found: Iterable[Token], citations: ListCitations) -> bool:
    """Whether items start in lower case in this file (`to promote…`), so that a small letter shows no cut.

    Only items that follow another one in their block, or a bullet, are asked: the others may be halves themselves.
    """
    openings = [
        piece.prose.text[:1]
        for token in found
        if isinstance(token, Block)
        for piece in split_at_citations(token.prose, citations.marks(token.prose.text))[0][0 if token.bulleted else 1 :]
    ]
    return sum(one.islower() for one in openings) > sum(one.isupper() for one in openings)


class _Reader:
    """One pass over the tokens of a list."""

    def __init__(self, file: str, citations: ListCitations, *, items_open_lower: bool) -> None:
        self.built = AnnexBuilder(file)
        self.asides: list[Aside] = []
        self.citations = citations
        self.numerals: deque[NumeralLine] = deque()
        self.waiting: _Waiting | None = None
        self.items_open_lower = items_open_lower

    def read(self, found: tuple[Token, ...]) -> None:
        for token in found:
            if isinstance(token, NumeralLine):
                self.numerals.append(token)
            elif self._is_footnote(token):
                self.asides.append(Aside(token.prose.line, token.prose.text))
            else:
                self._block(token)
        self._close()
        for untitled in self.numerals:
            what = f"The numeral {untitled.number}. has no title."
            self.built.problem(untitled.line, what, "Write its theme's title after it, or take it away.")

    def _is_cited(self, prose: Prose) -> bool:
        return next(self.citations.marks(prose.text), None) is not None

    def _is_footnote(self, block: Block) -> bool:
        opening = _FOOTNOTE.match(block.prose.text)
        return opening is not None and opening[1].isupper() and not self._is_cited(block.prose)

    def _block(self, block: Block) -> None:
        text = _Waiting(block.prose, block.bulleted)
        if block.number:
            text = replace(text, numeral=NumeralLine(block.prose.line, block.number), own_numeral=True)
        before = self.waiting
        if before and self._goes_on(before, block):
            text = replace(before, prose=before.prose.then(block.prose))
            self.waiting = None
        else:
            self._close()
            before = None
        if self._is_cited(block.prose) or (before and ends_inside_citation(before.prose.text)):
            self._items(text)
        elif len(text.prose.text) > TOO_LONG:
            self._uncited(text.prose)
        else:
            self._wait(text)

    def _goes_on(self, waiting: _Waiting, block: Block) -> bool:
        """Whether a block is the rest of a text that a page's end has cut in two."""
        before, after = waiting.prose.text, block.prose.text
        if block.bulleted or block.number:
            return False
        if (
            block.goes_on
            or before.endswith((",", "-"))
            or (ends_inside_citation(before) and starts_with_rest_of_citation(after))
        ):
            return True
        first = next(self.citations.marks(after), None)
        if (starts_lowercase(after) and not self.items_open_lower) or (first and first.start == 0):
            return True
        return waiting.is_item and not ends_sentence(before) and first is not None

    def _wait(self, text: _Waiting) -> None:
        """Keep a text without citation until what follows shows what it is."""
        if not text.is_item and text.numeral is None and self.numerals:
            text = replace(text, numeral=self.numerals.popleft())
        self.waiting = text

    def _close(self) -> None:
        """The waiting text doesn't go on: it is a heading, or an item that lacks its citation."""
        text, self.waiting = self.waiting, None
        if text is None:
            return
        half = next(self.citations.marks(text.prose.text), None)
        if half:
            self._half(text.prose.line_at(half.start), text.prose.text[half.start : half.end])
        elif text.is_item:
            self._uncited(text.prose)
        elif text.numeral:
            self.built.add_theme(text.prose.line, text.numeral.number, text.prose.text)
        else:
            self.built.add_heading(text.prose.line, text.prose.text)

    def _items(self, text: _Waiting) -> None:
        """The items that a text holds; what follows the last citation waits for its rest."""
        if text.numeral and text.own_numeral:
            what = f"The title of theme {text.numeral.number}. runs on into a recommendation."
            self.built.problem(text.prose.line, what, "Leave a blank line between them.")
        elif text.numeral:
            self.numerals.appendleft(text.numeral)  # It was no title after all.
        for legend in read_legend(text.prose)[:1]:
            what = "The legend of the regions runs together with a recommendation."
            self.built.problem(legend.line, what, "Leave a blank line between them.")
        found, rest = split_at_citations(text.prose, self.citations.marks(text.prose.text))
        for piece in found:
            self._item(piece)
        if rest.text:
            self.waiting = _Waiting(rest, is_item=True)

    def _item(self, piece: CitedText) -> None:
        mark, text = piece.mark, piece.prose.text
        if mark.paragraph is None:
            self._half(piece.line, piece.cited)
        elif self.citations.declared and mark.region not in self.citations.codes:
            what = f"The citation {piece.cited} names a region {mark.region} that is not among {self._codes()}."
            self.built.problem(piece.line, what, "Correct the code, or add the region to the about file.")
        elif not text:
            what = f"There is no recommendation before the citation {piece.cited}."
            self.built.problem(piece.line, what, "Write its text before it, or take the citation away.")
        else:
            self.built.add_item(AnnexItem(piece.prose.line, mark.region, mark.paragraph, mark.letter, text))

    def _codes(self) -> str:
        return ", ".join(sorted(self.citations.codes))

    def _half(self, line: int, cited: str) -> None:
        what = f"The citation “{shorten(cited.strip())}” is cut in half or garbled."
        self.built.problem(line, what, "Write it in full, such as [AP 62(a)].")

    def _uncited(self, prose: Prose) -> None:
        self.built.problem(prose.line, f"There is no citation after “{shorten(prose.text)}”.", _UNCITED)
