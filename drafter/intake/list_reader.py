"""Reads a mapping exercise in the form of a list by theme, from text that was extracted from a PDF.

Lines become blocks of text and roman numerals; bullets, page numbers and blank lines only separate blocks. In such text
a numeral may stand far from its title: numerals are queued, and the next block without citation is the title of the
oldest. A block without citation while no numeral is queued is a section's heading, or the first half of an item that a
page break cut in two. The list's own title is told apart from the first heading below it. Touches no file.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.corpus.corpus import AboutHeading, HeadingLevel
from drafter.errors import Problem
from drafter.intake.citation_marks import (
    CitationMark,
    CitedText,
    ListCitations,
    ends_inside_citation,
    find_matrix_marks,
    parse_numeral,
    roman_value,
    split_at_citations,
    starts_with_rest_of_citation,
    with_square_brackets,
)
from drafter.intake.found_lines import TITLE
from drafter.intake.heading_levels import (
    FoundHeading,
    ItemLabel,
    heading_levels,
    item_label,
    number_value,
    numbered,
    quoted,
)
from drafter.intake.joined_lines import (
    TOO_LONG,
    Aside,
    Prose,
    SourceText,
    ends_sentence,
    physical_lines,
    shorten,
    starts_lowercase,
    title_key,
    undo_hyphens,
)
from drafter.intake.mapping_annex import AnnexBuilder, AnnexItem, SourceAnnex
from drafter.intake.regions import read_legend

_BULLETED = re.compile(r"[•●▪◦‣·\uf0b7\uf0a7\uf0d8–-]\s+(\S.*)")
_PAGE_NUMBER = re.compile(r"\d{1,3}")
_CLOSED = re.compile(r"\]\s{0,3}[.;]?$")
BULLETS = frozenset("•●▪◦‣·\uf0b7\uf0a7\uf0d8")
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
        self.dashes = not any(line.text[:1] in BULLETS for line in lines)
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
        if not line.text or line.text in BULLETS or self._is_page_number(line, following):
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
        certain = line.text[0] in BULLETS
        return match[1] if certain or self.dashes or not self.open or self._is_closed() else None

    def _take_numeral(self, line: _Line, following: _Line) -> bool:
        """Take a line that starts with a numeral; False where `IV.` is a word in a sentence."""
        parts = parse_numeral(line.text)
        if parts is None:
            return False
        number, title = parts
        free = not self.open or self._is_closed()
        if title and (free or (title[0].isupper() and self._is_next(number))):
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
        follows = value in (1, self.last_numbers.get(kind, 0) + 1) and rest[:1].isupper()
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
    return bool(line.text) and not line.opens_page and line.text not in BULLETS and parse_numeral(line.text) is None


_MARKED = re.compile(r"([^\W\d_][”\"’»)]?)\d{1,2}$")
_OPENING = "“”\"'‘«„(["


@dataclass(frozen=True, slots=True)
class ListFront:
    """A list divided into its title, the lines below that, and the rest."""

    title: str
    """The list's title without its footnote mark; empty where the list starts with its first heading."""
    asides: tuple[Aside, ...]
    rest: tuple[Token, ...]
    """Everything from the first heading on."""
    marked: bool = False
    """Whether the format marks the headings, so that none stands among the asides."""
    unsure_line: int = 0
    """The line from which on it is not sure where the title ends; 0 where that is sure."""


def split_front(tokens: list[Token], citations: ListCitations) -> ListFront:
    """Split off the list's title: at its footnote mark, at a blank line, or before the last possible heading."""
    lead = _front_blocks(tokens, citations)
    rest = tuple(tokens[len(lead) :])
    if not lead:
        return ListFront("", (), rest)
    marked = _lines_to_footnote_mark(lead[0])
    if len(lead) == 1:
        title, heading = _split_block(lead[0], marked or _lines_before_last_capital(lead[0]))
        capitals = sum(not starts_lowercase(line.text.lstrip(_OPENING)) for line in lead[0].lines[1:])
        unsure = heading.prose.line if capitals > 1 and not marked else 0
        return ListFront(title, (), (heading, *rest), unsure_line=unsure)
    asides = [Aside(block.prose.line, block.prose.text) for block in lead[1:-1]]
    title = _title(lead[0].lines)
    if marked and marked < len(lead[0].lines):
        title, below = _split_block(lead[0], marked)
        asides.insert(0, Aside(below.prose.line, below.prose.text))
    return ListFront(title, tuple(asides), (lead[-1], *rest))


def _front_blocks(tokens: list[Token], citations: ListCitations) -> list[Block]:
    """The blocks before the first numeral or item; empty where the list starts with one."""
    lead: list[Block] = []
    for token in tokens:
        if not isinstance(token, Block) or token.number or token.bulleted or numbered(token.prose.text)[0]:
            break
        if next(citations.marks(token.prose.text), None):
            while len(lead) > 1 and (token.goes_on or starts_lowercase(token.prose.text)):
                token = lead.pop()  # page breaks cut the first item into these
            break
        lead.append(token)
    return lead


def _lines_to_footnote_mark(block: Block) -> int:
    """How many lines there are up to the footnote mark that ends the title; 0 where there is none."""
    return next((place for place, line in enumerate(block.lines, 1) if _MARKED.search(line.text)), 0)


def _lines_before_last_capital(block: Block) -> int:
    """How many lines stand before the last one that doesn't start in lower case; 0 where that is the first."""
    places = range(len(block.lines) - 1, 0, -1)
    return next((place for place in places if not starts_lowercase(block.lines[place].text.lstrip(_OPENING))), 0)


def _split_block(block: Block, lines: int) -> tuple[str, Block]:
    """Split a block after `lines` lines into a title and a block; for 0 or all lines the title is empty."""
    if not 0 < lines < len(block.lines):
        return "", block
    below = block.lines[lines:]
    return _title(block.lines[:lines]), replace(block, lines=below, prose=Prose.joined(below))


def _title(lines: tuple[Prose, ...]) -> str:
    return _MARKED.sub(r"\1", Prose.joined(lines).text)


def split_marked_front(tokens: list[Token], levels: Mapping[int, int]) -> ListFront | None:
    """Split off the title of a list whose format marks its headings: the document's title, or its only heading of the
    first degree above all others; what else stands before the first heading is none. None where no heading is marked.
    """
    blocks = [token for token in tokens if isinstance(token, Block)]
    marked = [(block, levels[block.prose.line]) for block in blocks if block.prose.line in levels]
    heads = [block for block, level in marked if level != TITLE]
    if not heads:
        return None
    degrees = [levels[block.prose.line] for block in heads]
    titles = [block for block, level in marked if level == TITLE]
    if not titles and len(heads) > 1 and degrees[0] < min(degrees[1:]):
        titles, heads = heads[:1], heads[1:]
    start = tokens.index(heads[0])
    asides = [token for token in tokens[:start] if isinstance(token, Block) and token not in titles]
    if any(aside.bulleted for aside in asides):
        return None
    if not titles and asides:
        titles, asides = asides[:1], asides[1:]
    title = " ".join(block.prose.text for block in titles)
    lines = tuple(Aside(each.prose.line, each.prose.text) for each in asides)
    return ListFront(title, lines, tuple(tokens[start:]), marked=True)


_FOOTNOTE = re.compile(r"\d{1,2}\s+[“”\"'‘«„]?([^\W\d_])")
_UNCITED = "End it with its citation, such as [AP 62(a)]."


@dataclass(frozen=True, slots=True)
class _PendingText:
    """Text without a citation so far: a heading, or the first part of an item."""

    prose: Prose
    is_item: bool
    """Whether items or a bullet before it show that it is no heading."""
    numeral: NumeralLine | None = None
    """The numeral that belongs to it if it is a theme's title; None for none."""
    own_numeral: bool = False
    """Whether the numeral stood on the same line, so that this is a title for certain."""


def read_list(
    source: SourceText, codes: frozenset[str] = frozenset(), answers: Sequence[AboutHeading] = ()
) -> tuple[SourceAnnex | None, tuple[Problem, ...]]:
    """Read a list. Returns the annex, None where the text is no list, and the problems found.

    `codes` are the region codes that the user gave; without any, those of the legend or of the citations hold.
    `answers` are what the user said of headings.
    """
    source = replace(source, text=with_square_brackets(source.text))
    text, rejoined = undo_hyphens(source.text, proven=bool(source.places))
    tokens = blocks_and_numerals(text)
    legend = tuple(entry for token in tokens if isinstance(token, Block) for entry in read_legend(token.prose))
    declared = codes or frozenset(entry.code for entry in legend)
    citations = ListCitations(declared, declared=True) if declared else ListCitations.discover(source.text)
    if next(citations.marks(source.text), None) is None:
        return None, (_no_list(source),)
    told = [token for token in tokens if not _is_legend(token, citations)]
    front = split_marked_front(told, source.levels) or split_front(told, citations)
    reader = _Reader(source, citations, items_open_lower=_items_open_lower(tokens, citations))
    reader.read(front.rest)
    outline = _outlined(reader, front, answers)
    asides = tuple(sorted((*reader.asides, *outline.left_out), key=lambda aside: aside.line))
    annex = SourceAnnex(
        "list", source.file, outline.title, outline.builder.sections(), legend=legend, asides=asides, rejoined=rejoined
    )
    return annex, outline.builder.problems()


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


def _items_open_lower(tokens: Iterable[Token], citations: ListCitations) -> bool:
    """Whether most items of this list start in lower case (`to promote…`), so that one doesn't mean a cut sentence.

    Counts only items after a bullet or after another item of their block: the others may be second halves.
    """
    openings = [
        item.prose.text[:1]
        for token in tokens
        if isinstance(token, Block)
        for item in split_at_citations(token.prose, citations.marks(token.prose.text))[0][0 if token.bulleted else 1 :]
    ]
    return sum(sign.islower() for sign in openings) > sum(sign.isupper() for sign in openings)


@dataclass(frozen=True, slots=True)
class _Outlined:
    """What a list has, put under its headings."""

    title: str
    builder: AnnexBuilder
    left_out: tuple[Aside, ...]
    """The headings of parts of themes."""


def _outlined(reader: _Reader, front: ListFront, answers: Sequence[AboutHeading]) -> _Outlined:
    """Put the items under their sections and themes, once all headings are known."""
    builder, file, title = reader.builder, reader.source.file, front.title
    heads = {title_key(answer.title) for answer in answers if answer.level is not HeadingLevel.PART}
    left_out = [aside for aside in front.asides if title_key(aside.text) not in heads]
    above = [FoundHeading(aside.line, aside.text) for aside in front.asides if title_key(aside.text) in heads]
    _ask_of_front(builder, front, left_out, answers)
    found = [*above, *_without_numbers(reader)]
    first = found[0] if found else None
    if not title and isinstance(first, FoundHeading) and _is_title(first, found[1:]):
        title, found = first.title, found[1:]
    headings = [
        replace(each, has_items=isinstance(below, AnnexItem))
        for each, below in zip(found, [*found[1:], None], strict=False)
        if isinstance(each, FoundHeading)
    ]
    settled = heading_levels(file, headings, answers)
    for question in settled.questions:
        builder.problem(question.line or 1, question.what, question.mend)
    if title and headings and set(settled.levels) == {HeadingLevel.THEME}:
        builder.add_section(headings[0].line, title)
    levels = iter(zip(headings, settled.levels, strict=True))
    for each in found:
        if isinstance(each, AnnexItem):
            builder.add_item(each)
            continue
        heading, level = next(levels)
        if level is HeadingLevel.PART:
            left_out.append(Aside(heading.line, heading.title))
        elif level is HeadingLevel.THEME:
            if not heading.has_items and builder.is_sound and HeadingLevel.PART not in settled.levels:
                what = f"Nothing stands under the theme “{shorten(heading.title)}”."
                builder.problem(heading.line, what, "Is it the half of a recommendation, or of another heading?")
            _, number, bare = ("", heading.number, heading.title) if heading.number else numbered(heading.title)
            builder.add_theme(heading.line, number, bare)
        elif heading.kind == (0, ""):
            builder.add_heading(heading.line, heading.title)
        else:
            builder.add_section(heading.line, f"{heading.number}. {heading.title}" if heading.number else heading.title)
    return _Outlined(title, builder, tuple(left_out))


def _is_title(heading: FoundHeading, below: Sequence[FoundHeading | AnnexItem]) -> bool:
    """Whether the first heading is the list's title: the only one without a number, above headings of two kinds."""
    kinds = {each.kind for each in below if isinstance(each, FoundHeading)}
    return heading.kind == (0, "") and heading.kind not in kinds and len(kinds) > 1


_LONGEST_HEADING = 250
"""Characters of a heading; a longer text below the title is none."""


def _ask_of_front(
    builder: AnnexBuilder, front: ListFront, left_out: Sequence[Aside], answers: Sequence[AboutHeading]
) -> None:
    """Ask where the title ends, and whether what stands between it and the first heading is a heading too."""
    if front.unsure_line:
        what = "Where the title ends and the first heading begins isn't sure."
        builder.problem(front.unsure_line, what, "Leave a blank line between them, and between two headings.")
    known = {title_key(answer.title) for answer in answers}
    for aside in left_out if not front.marked else ():
        if title_key(aside.text) not in known and is_heading_like(aside.text) and len(aside.text) <= _LONGEST_HEADING:
            what = f"Whether “{shorten(aside.text)}”, below the title, heads a section isn't sure."
            mend = f"Say it: --settle {quoted(f'{aside.text}=section')}, or =part where it is no heading."
            builder.problem(aside.line, what, mend)


def is_heading_like(text: str) -> bool:
    """Whether a text may be a heading: it begins with a capital and doesn't end as a sentence does."""
    return text.lstrip(_OPENING)[:1].isupper() and text.rstrip("”’\"')»")[-1:] not in (".", ";", ",", ":")


def _without_numbers(reader: _Reader) -> list[FoundHeading | AnnexItem]:
    """What was found, the items without the numbers that count them; where it isn't sure that a number does, a problem.

    Numbers count items where each item of the list has one and they go on by one, from the first below a heading or
    through the list. A letter that the citation repeats is its label anyway.
    """
    labels = [item_label(each.text) for each in reader.found if isinstance(each, AnnexItem)]
    counted = all(labels) and _count_on([label for label in labels if label], _first_below_headings(reader.found))
    taken: list[FoundHeading | AnnexItem] = []
    for each in reader.found:
        label = item_label(each.text) if isinstance(each, AnnexItem) else None
        if isinstance(each, AnnexItem) and label and (counted or each.letter == label.letter != ""):
            each = replace(each, text=label.rest)
        elif label:
            what = f"Whether “{label.written}” counts this recommendation or is a part of its text isn't sure."
            reader.builder.problem(each.line, what, "Number all items from the first, or none.")
        taken.append(each)
    return taken


def _first_below_headings(found: Sequence[FoundHeading | AnnexItem]) -> list[bool]:
    """For each item, whether a heading stands right above it."""
    return [
        not isinstance(above, AnnexItem)
        for above, each in zip([None, *found], found, strict=False)
        if isinstance(each, AnnexItem)
    ]


def _count_on(labels: Sequence[ItemLabel], first: Sequence[bool]) -> bool:
    """Whether labels of one kind go on by one, from 1 below a heading or through the list."""
    for place, (label, begins) in enumerate(zip(labels, first, strict=True)):
        follows = place > 0 and label.place == labels[place - 1].place + 1
        if label.kind != labels[0].kind or not (follows or (label.place == 1 and (begins or place == 0))):
            return False
    return True


_NARROWEST = 60
"""Characters of a line that wraps, at least; a shorter one may end where its author ended it."""
_LIKE_CITATION = re.compile(
    r"(\[(?:see )?[A-Z][^\W_]{0,9}[-. ]{0,3}(?:[^\s\[\]]{0,6}\d|[IVX]{1,5}\b)[^\[\]]{0,20}\]"
    r"|\([A-Z]{1,8} ?\d{1,4} ?\([a-z]{1,3}\)\))[.;]?\s+[A-Z]"
)
_ROOM = 0.8
"""The share of the usual width up to which a line ends early."""


def _usual_width(text: str) -> int:
    """How long the lines of a text are that go on below: nine of ten are shorter."""
    lengths = sorted(len(line.strip()) for line in physical_lines(text) if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


class _Reader:
    """Reads the tokens of a list in one pass into headings and items."""

    def __init__(self, source: SourceText, citations: ListCitations, *, items_open_lower: bool) -> None:
        self.source = source
        self.builder = AnnexBuilder(source.file)
        self.found: list[FoundHeading | AnnexItem] = []
        """In the order of the file."""
        self.asides: list[Aside] = []
        self.citations = citations
        self.numerals: deque[NumeralLine] = deque()
        self.pending: _PendingText | None = None
        self.items_open_lower = items_open_lower
        self.width = _usual_width(source.text)

    def read(self, tokens: tuple[Token, ...]) -> None:
        for token in tokens:
            if isinstance(token, NumeralLine):
                self.numerals.append(token)
            elif self._is_footnote(token):
                self.asides.append(Aside(token.prose.line, token.prose.text))
            else:
                self._take_block(token)
        self._close_block()
        for untitled in self.numerals:
            what = f"The numeral {untitled.number}. has no title."
            self.builder.problem(untitled.line, what, "Write its theme's title after it, or take it away.")

    def _is_cited(self, prose: Prose) -> bool:
        return next(self.citations.marks(prose.text), None) is not None

    def _is_footnote(self, block: Block) -> bool:
        opening = _FOOTNOTE.match(block.prose.text)
        return opening is not None and opening[1].isupper() and not self._is_cited(block.prose)

    def _take_block(self, block: Block) -> None:
        text = _PendingText(block.prose, block.bulleted)
        if block.number:
            text = replace(text, numeral=NumeralLine(block.prose.line, block.number), own_numeral=True)
        before = self.pending
        if before and self._goes_on(before, block):
            text = replace(before, prose=before.prose.then(block.prose))
            self.pending = None
        else:
            self._close_block()
            before = None
        if self._is_cited(block.prose) or (before and ends_inside_citation(before.prose.text)):
            self._add_items(text)
        elif len(text.prose.text) > TOO_LONG:
            self._report_uncited(text.prose)
        else:
            self._hold(text)

    def _goes_on(self, pending: _PendingText, block: Block) -> bool:
        """Whether a block is the second half of the pending text, which a page break cut in two."""
        before, after = pending.prose.text, block.prose.text
        marked = {pending.prose.line, block.prose.line} & self.source.levels.keys()
        if block.bulleted or block.number or marked:
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
        return pending.is_item and not ends_sentence(before) and first is not None

    def _hold(self, text: _PendingText) -> None:
        """Hold a text without citation until the next block shows whether it is a heading or half an item."""
        if not text.is_item and text.numeral is None and self.numerals:
            text = replace(text, numeral=self.numerals.popleft())
        self.pending = text

    def _close_block(self) -> None:
        """End the pending text, if any: it is a heading, or an item that lacks its citation."""
        text, self.pending = self.pending, None
        if text is None:
            return
        half = next(self.citations.marks(text.prose.text), None)
        if half:
            self._report_damaged(text.prose.line_at(half.start), text.prose.text[half.start : half.end])
        elif text.is_item:
            self._report_uncited(text.prose)
        elif text.numeral:
            self._add_heading(text.prose, text.numeral.number)
        else:
            self._add_heading(text.prose)

    def _ask_of_brackets(self, cited: CitedText) -> None:
        """Ask about what looks like a citation, is none, and ends a sentence: two recommendations may be one here."""
        match = _LIKE_CITATION.search(cited.prose.text)
        if match:
            what = f"“{match[1]}” looks like a citation, and more follows before {cited.citation}."
            self.builder.problem(
                cited.prose.line_at(match.start()), what, "Write it as [AP 62(a)], or after the words."
            )

    def _ask_of_break(self, prose: Prose, width: int) -> None:
        """Ask about a line that ends early, before a capital, and ends no sentence: it may be a heading."""
        for (start, _), (end, line) in pairwise(prose.marks):
            before, after = prose.text[start:end].rstrip(), prose.text[end:]
            first = after.split(" ", 1)[0]
            has_room = len(before) + 1 + len(first) < _ROOM * width
            begins = numbered(after)[2].lstrip(_OPENING)[:1].isupper()
            is_broken = before.endswith("-")  # no heading ends with a word's hyphen
            if has_room and is_heading_like(numbered(before)[2]) and begins and not is_broken:
                what = f"Whether “{shorten(before)}” is a heading, or goes on with “{shorten(after)}”, isn't sure."
                self.builder.problem(line, what, "Leave a blank line between them, or join the two lines.")
                return

    def _add_heading(self, prose: Prose, number: str = "") -> None:
        self._ask_of_break(prose, max(self.width, _NARROWEST))
        self.found.append(FoundHeading(prose.line, prose.text, number, self.source.levels.get(prose.line, 0)))

    def _add_items(self, text: _PendingText) -> None:
        """Add the items in a text; what follows the last citation becomes the pending text."""
        if text.numeral and text.own_numeral:
            what = f"The title of theme {text.numeral.number}. runs on into a recommendation."
            self.builder.problem(text.prose.line, what, "Leave a blank line between them.")
        elif text.numeral:
            self.numerals.appendleft(text.numeral)  # the text is an item, so the numeral still lacks its title
        for legend in read_legend(text.prose)[:1]:
            what = "The legend of the regions runs together with a recommendation."
            self.builder.problem(legend.line, what, "Leave a blank line between them.")
        cited, rest = split_at_citations(text.prose, self.citations.marks(text.prose.text))
        for item in cited:
            self._add_item(item)
        if rest.text:
            self.pending = _PendingText(rest, is_item=True)

    def _add_item(self, cited: CitedText) -> None:
        mark, text = cited.mark, cited.prose.text
        if mark.paragraph is None:
            self._report_damaged(cited.line, cited.citation)
        elif unknown := self._unknown(mark):
            what = f"The citation {cited.citation} names a region {unknown} that is not among {self._codes()}."
            self.builder.problem(cited.line, what, "Correct the code, or add the region to the about file.")
        elif not text:
            what = f"There is no recommendation before the citation {cited.citation}."
            self.builder.problem(cited.line, what, "Write its text before it, or take the citation away.")
        else:
            self._ask_of_break(cited.prose, self.width)
            for region, paragraph, letter in ((mark.region, mark.paragraph, mark.letter), *mark.others):
                self.found.append(AnnexItem(cited.prose.line, region, paragraph, letter, text))
            self._ask_of_brackets(cited)

    def _unknown(self, mark: CitationMark) -> str:
        """A region that the citation names and nobody declared; empty for none."""
        cited = [mark.region, *(region for region, _, _ in mark.others)] if self.citations.declared else []
        return next((region for region in cited if region not in self.citations.codes), "")

    def _codes(self) -> str:
        return ", ".join(sorted(self.citations.codes))

    def _report_damaged(self, line: int, cited: str) -> None:
        what = f"The citation “{shorten(cited.strip())}” is cut in half or garbled."
        self.builder.problem(line, what, "Write it in full, such as [AP 62(a)].")

    def _report_uncited(self, prose: Prose) -> None:
        self.builder.problem(prose.line, f"There is no citation after “{shorten(prose.text)}”.", _UNCITED)
