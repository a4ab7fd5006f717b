"""Reads a mapping exercise in the form of a list by theme, which may be text that was extracted from a PDF.

In such text a numeral may stand far from its title: numerals are queued, and the next block without citation is the
title of the oldest. A block without citation while no numeral is queued is a section's heading, or the first half of an
item that a page break cut in two. `list_blocks` splits the text, `list_front` tells its title apart. Touches no file.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from drafter.corpus.corpus import About, AboutHeading, AboutRegion, HeadingLevel, ParagraphUse
from drafter.corpus.scripts import may_be_capital
from drafter.errors import Problem
from drafter.intake.citation_forms import in_usual_form
from drafter.intake.citation_marks import (
    CitationMark,
    CitedText,
    ListCitations,
    ends_inside_citation,
    find_matrix_marks,
    split_at_citations,
    starts_with_rest_of_citation,
)
from drafter.intake.doubts import PossibleAnswer, SourceQuestion, beginning, quoted, said_of, settled, uses
from drafter.intake.heading_levels import (
    FoundHeading,
    ItemLabel,
    heading_levels,
    item_label,
    numbered,
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
from drafter.intake.list_blocks import Block, NumeralLine, Token, blocks_and_numerals
from drafter.intake.list_front import OPENING, ListFront, split_front, split_marked_front
from drafter.intake.mapping_annex import AnnexBuilder, AnnexItem, SourceAnnex
from drafter.intake.regions import read_legend

_FOOTNOTE = re.compile(r"\d{1,2}\s+[“”\"'‘«„]?([^\W\d_])")
_NOTHING = About()
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


def read_list(source: SourceText, about: About = _NOTHING) -> tuple[SourceAnnex | None, tuple[Problem, ...]]:
    """Read a list. Returns the annex, None where the text is no list, and the problems found.

    The regions' codes are those of `about`; without any, those of the legend or of the citations.
    """
    usual = in_usual_form(source.text)
    source = replace(source, text=usual.text)
    text, rejoined = undo_hyphens(source.text, proven=bool(source.places))
    tokens = blocks_and_numerals(text)
    legend = tuple(entry for token in tokens if isinstance(token, Block) for entry in read_legend(token.prose))
    codes = frozenset(region.code for region in about.regions)
    declared = codes or frozenset(entry.code for entry in legend)
    citations = ListCitations(declared, declared=True) if declared else ListCitations.discover(source.text)
    if next(citations.marks(source.text), None) is None:
        return None, (_no_list(source),)
    told = [token for token in tokens if not _is_legend(token, citations)]
    front = split_marked_front(told, source.levels) or split_front(told, citations, about.headings)
    reader = _Reader(source, citations, about, items_open_lower=_items_open_lower(tokens, citations))
    reader.read(front.rest)
    outline = _outlined(reader, front, about.headings)
    asides = tuple(sorted((*reader.asides, *outline.left_out), key=lambda aside: aside.line))
    annex = SourceAnnex(
        "list",
        source.file,
        outline.title,
        outline.builder.sections(),
        legend=legend,
        asides=asides,
        rejoined=rejoined,
        roman=usual.roman,
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
        builder.doubt(question)
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
                mend = "Is it the half of a recommendation, or of another heading?"
                part = AboutHeading(heading.title, HeadingLevel.PART)
                builder.problem(heading.line, what, mend, (PossibleAnswer("It is no heading: leave it out", (part,)),))
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
    if front.unsure:
        what = "Where the title ends and the first heading begins isn't sure."
        mend = "Leave a blank line between them, and between two headings."
        choices = tuple(
            PossibleAnswer(
                f"The first heading is “{heading.text}”", (AboutHeading(heading.text, HeadingLevel.SECTION),)
            )
            for heading in reversed(front.unsure)
        )
        builder.problem(front.unsure[-1].line, what, mend, choices)
    known = {title_key(answer.title) for answer in answers}
    for aside in left_out if not front.marked else ():
        if title_key(aside.text) not in known and is_heading_like(aside.text) and len(aside.text) <= _LONGEST_HEADING:
            what = f"Whether “{shorten(aside.text)}”, below the title, heads a section isn't sure."
            mend = f"Say it: --settle {quoted(f'{aside.text}=section')}, or =part where it is no heading."
            choices = (
                PossibleAnswer("It heads a section", (AboutHeading(aside.text, HeadingLevel.SECTION),)),
                PossibleAnswer("It is no heading: leave it out", (AboutHeading(aside.text, HeadingLevel.PART),)),
            )
            builder.problem(aside.line, what, mend, choices)


def is_heading_like(text: str) -> bool:
    """Whether a text may be a heading: it begins with a capital and doesn't end as a sentence does."""
    ends = text.rstrip("”’\"')»）」』")[-1:] in (".", ";", ",", ":", "。", "；", "，", "：", "؛", "،")
    return may_be_capital(text.lstrip(OPENING)[:1]) and not ends


def _without_numbers(reader: _Reader) -> list[FoundHeading | AnnexItem]:
    """What was found, the items without the numbers that count them; where it isn't sure that a number does, a problem.

    Numbers count items where each item of the list has one and they go on by one, from the first below a heading or
    through the list. A letter that the citation repeats is its label anyway.
    """
    labels = [item_label(each.text) for each in reader.found if isinstance(each, AnnexItem)]
    counted = all(labels) and _count_on([label for label in labels if label], _first_below_headings(reader.found))
    taken: list[FoundHeading | AnnexItem] = []
    asked: dict[str, list[tuple[AnnexItem, ItemLabel]]] = {}
    for each in reader.found:
        label = item_label(each.text) if isinstance(each, AnnexItem) else None
        if isinstance(each, AnnexItem) and label:
            use = reader.said_of(each.id, *_OF_NUMBERS) or reader.said_of(label.kind, *_OF_NUMBERS)
            if use is ParagraphUse.NUMBER or (use is None and (counted or each.letter == label.letter != "")):
                each = replace(each, text=label.rest)
            elif use is None:
                asked.setdefault(label.kind, []).append((each, label))
        taken.append(each)
    for kind, some in asked.items():
        reader.builder.doubt(_question_of_numbers(reader.source.file, kind, some))
    return taken


_OF_NUMBERS = (ParagraphUse.NUMBER, ParagraphUse.TEXT)
_ALL_BEGIN = {"1": "1.", "a": "(a)"}
"""What an answer calls all items that begin with a number, or with a letter."""


def _question_of_numbers(file: str, kind: str, items: Sequence[tuple[AnnexItem, ItemLabel]]) -> SourceQuestion:
    first, label = items[0]
    more = f" (and so of {len(items) - 1} more)" if len(items) > 1 else ""
    what = f"Whether “{label.written}” counts the recommendation {first.id} or is a part of its text{more} isn't sure."
    mend = (
        f"Say it: --settle {quoted(f'{first.id}=number')} where it counts, or =text; "
        f"{quoted(f'{_ALL_BEGIN[kind]}=number')} says it of all."
    )
    choices = uses(first.id, *_OF_NUMBERS)
    if len(items) > 1:
        choices += uses(_ALL_BEGIN[kind], *_OF_NUMBERS, where=f" (all {len(items)})")
    return SourceQuestion(file, first.line, what, mend, choices=choices)


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

    def __init__(self, source: SourceText, citations: ListCitations, about: About, *, items_open_lower: bool) -> None:
        self.source = source
        self.builder = AnnexBuilder(source.file, asks_of_headings=True)
        self._about = about
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

    def said_of(self, name: str, *which: ParagraphUse) -> ParagraphUse | None:
        """Which of these uses the user said that words have."""
        return said_of(name, self._about.paragraphs, *which)

    def _is_cited(self, prose: Prose) -> bool:
        return next(self.citations.marks(prose.text), None) is not None

    def _is_footnote(self, block: Block) -> bool:
        opening = _FOOTNOTE.match(block.prose.text)
        return opening is not None and may_be_capital(opening[1]) and not self._is_cited(block.prose)

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
        if match and not self.said_of(match[1], ParagraphUse.TEXT):
            what = f"“{match[1]}” looks like a citation, and more follows before {cited.citation}."
            mend = f"Write it as [AP 62(a)], or after the words; or say that it is none: {settled(match[1], 'text')}."
            choices = uses(match[1], ParagraphUse.TEXT)
            self.builder.problem(cited.prose.line_at(match.start()), what, mend, choices)

    def _without_heading(self, prose: Prose, width: int) -> Prose:
        """The text without the heading that its first line is, which is added, where the user says so. Where a line
        ends early, before a capital, and ends no sentence, so that it may be a heading, ask.
        """
        for (start, _), (end, line) in pairwise(prose.marks):
            before, after = prose.text[start:end].rstrip(), prose.text[end:]
            first = after.split(" ", 1)[0]
            has_room = len(before) + 1 + len(first) < _ROOM * width
            begins = may_be_capital(numbered(after)[2].lstrip(OPENING)[:1])
            is_broken = before.endswith("-")  # no heading ends with a word's hyphen
            if not (has_room and is_heading_like(numbered(before)[2]) and begins and not is_broken):
                continue
            may = (ParagraphUse.HEADING, ParagraphUse.TEXT) if start == 0 else (ParagraphUse.TEXT,)
            said = self.said_of(before, *may)
            if said is ParagraphUse.HEADING:
                self._add_heading(prose.part(0, end))
                return self._without_heading(prose.part(end), width)
            if said is None:
                what = f"Whether “{shorten(before)}” is a heading, or goes on with “{shorten(after)}”, isn't sure."
                mend = f"Leave a blank line between them, or join the two lines; or say it: {settled(before, *may)}."
                self.builder.problem(line, what, mend, uses(before, *may))
                return prose
        return prose

    def _add_heading(self, prose: Prose, number: str = "") -> None:
        prose = self._without_heading(prose, max(self.width, _NARROWEST))
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
            known = tuple(AboutRegion(code) for code in sorted(self.citations.codes))
            choice = PossibleAnswer(
                f"{unknown} is a region as well…",
                asks=f"The name of {unknown}",
                of=lambda name: (*known, AboutRegion(unknown, name)),
            )
            self.builder.problem(cited.line, what, "Correct the code, or add the region to the about file.", (choice,))
        elif not text:
            what = f"There is no recommendation before the citation {cited.citation}."
            self.builder.problem(cited.line, what, "Write its text before it, or take the citation away.")
        else:
            prose = self._without_heading(cited.prose, self.width)
            for region, paragraph, letter in ((mark.region, mark.paragraph, mark.letter), *mark.others):
                self.found.append(AnnexItem(prose.line, region, paragraph, letter, prose.text))
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
        begins = beginning(prose.text)
        match self.said_of(begins, ParagraphUse.HEADING, ParagraphUse.NONE):
            case ParagraphUse.HEADING:
                self._add_heading(prose)
            case ParagraphUse.NONE:
                self.asides.append(Aside(prose.line, prose.text))
            case _:
                may = (ParagraphUse.NONE, ParagraphUse.HEADING)
                mend = f"{_UNCITED} Or say that it is no recommendation: {settled(begins, *may)}."
                what = f"There is no citation after “{shorten(prose.text)}”."
                self.builder.problem(prose.line, what, mend, uses(begins, *may))
