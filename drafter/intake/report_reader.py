"""Reads a meeting's report: numbered paragraphs with lettered recommendations, which are called by the report's code,
the paragraph and the letter. Touches no file.

What a number or letter counts is seen from those before it. What isn't sure (whether letters are recommendations, where
one ends, whether a number is missing) is a question to the user; what is left out is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from drafter.corpus.corpus import AboutParagraph, ParagraphUse, citation
from drafter.errors import Problem
from drafter.intake.citation_marks import roman_value
from drafter.intake.doubts import PossibleAnswer, SourceQuestion, beginning, quoted, said_of, settled, uses
from drafter.intake.found_lines import NOTE_PLACE, TITLE
from drafter.intake.heading_levels import numbered, place_of_letters
from drafter.intake.joined_lines import (
    Aside,
    Prose,
    SourceText,
    ends_sentence,
    shorten,
    starts_lowercase,
    title_key,
    undo_hyphens,
)
from drafter.intake.list_reader import is_heading_like
from drafter.intake.mapping_annex import AnnexItem, AnnexSection, SourceAnnex
from drafter.intake.report_blocks import LabelKind, ReportBlock, report_blocks

_RECOMMENDS = re.compile("recommend|recommand|recomend|рекоменд|توصي|建议", re.IGNORECASE)
_OF_WORDS = (ParagraphUse.TEXT, ParagraphUse.HEADING, ParagraphUse.NONE)
_OF_LABELS = (ParagraphUse.NUMBER, ParagraphUse.TEXT)
_REPORT = re.compile(r"(?:report\s+(?:of|on)|rapport\s+(?:de|sur)|informe\s+(?:de|sobre)|доклад)\b", re.IGNORECASE)
_INNER = re.compile(r"(?:[;:,.]|\band|\bor)\s+\(([a-z]{1,3})\)\s+\S")
_GLUED_NUMBER = re.compile(r"[^\W\d_][.,;)”\"]?(\d{1,2})(?=\s|$)")
_LONGEST_HEADING = 250
_LONGEST_LETTER = 4
_HEADING_LINES = 3
_LEAST_NUMBERS, _LEAST_LETTERS = 2, 2
_NEAR = 3
"""How many numbers or letters may be missing before one that stands right below a line."""
_ROOM = 0.8
"""The share of the usual width up to which a line ends early."""


def looks_like_report(source: SourceText) -> bool:
    """Whether it has numbered paragraphs in a row, and lettered ones in a row."""
    blocks, _ = report_blocks(source, source.text)
    numbers = [block.number for block in blocks if block.kind is LabelKind.NUMBER and not block.glued]
    letters = [block.number for block in blocks if block.kind is LabelKind.LETTER]
    return _in_a_row(numbers) >= _LEAST_NUMBERS and _in_a_row(letters) >= _LEAST_LETTERS


def _in_a_row(values: Sequence[int]) -> int:
    return 1 + sum(after == before + 1 for before, after in pairwise(values)) if values else 0


def read_report(
    source: SourceText, code: str, answers: Sequence[AboutParagraph] = ()
) -> tuple[SourceAnnex, tuple[Problem, ...]]:
    """Read a report. Returns what it recommends, under no theme, and the problems found.

    `code` is what its citations begin with; `answers` are what the user said of its paragraphs.
    """
    text, rejoined = undo_hyphens(source.text, proven=bool(source.places))
    blocks, marks = report_blocks(source, text)
    reader = _Reader(source, code, answers)
    reader.asides += (Aside(mark.line, mark.text) for mark in marks)
    reader.read(blocks)
    items = reader.items()
    if not items:
        what = "There is no numbered paragraph with lettered recommendations in this report."
        reader.problem(1, what, "Is it a list, a matrix or a table?")
    sections = (AnnexSection.unsorted(items),) if items else ()
    annex = SourceAnnex(
        "report",
        source.file,
        "",
        sections,
        asides=tuple(sorted(reader.asides, key=lambda aside: aside.line)),
        rejoined=rejoined,
        reports={code: reader.title} if reader.title else {},
    )
    return annex, tuple(sorted(reader.problems, key=lambda problem: problem.line or 0))


@dataclass(slots=True)
class _Item:
    """A lettered item; its parts are the words of its own, then those of what is counted (i), (ii) in it."""

    letter: str
    line: int
    lines: list[Prose]

    @property
    def text(self) -> str:
        return Prose.joined([line for line in self.lines if line.text] or self.lines[:1]).text


@dataclass(slots=True)
class _Paragraph:
    """A numbered paragraph."""

    number: int
    line: int
    lines: list[Prose]
    under: bool
    """Whether a heading above it says that there are recommendations below."""
    items: list[_Item] = field(default_factory=list)
    inner: str = ""
    """The numeral of the last (i), (ii) within the last item; empty for none."""

    @property
    def text(self) -> str:
        return Prose.joined([line for line in self.lines if line.text] or self.lines[:1]).text

    @property
    def whole(self) -> str:
        """Its text with its letters."""
        parts = [self.text, *(f"({item.letter}) {item.text}" for item in self.items)]
        return " ".join(part for part in parts if part)

    @property
    def last(self) -> list[Prose]:
        """The lines to which more text belongs."""
        return self.items[-1].lines if self.items else self.lines


class _Reader:
    """Takes a report's blocks one by one."""

    def __init__(self, source: SourceText, code: str, answers: Sequence[AboutParagraph]) -> None:
        self.title = ""
        self.asides: list[Aside] = []
        self.problems: list[Problem] = []
        self._source = source
        self._wrapped = not source.places or "\f" in source.text
        self._code = code
        self._answers = answers
        self._paragraphs: list[_Paragraph] = []
        self._headings: list[tuple[int, str]] = []
        """Those in effect, each with its degree."""
        self._unparted = False
        """Whether numbers and letters stand right below other lines, so that headings may do so, too."""
        self._headed = False
        """Whether a heading was read last, with no paragraph below it yet."""
        self._width = _usual_width(source.text)

    def problem(self, line: int, what: str, mend: str = "", choices: tuple[PossibleAnswer, ...] = ()) -> None:
        self.problems.append(SourceQuestion(self._source.file, line, what, mend, choices=choices))

    def read(self, blocks: Sequence[ReportBlock]) -> None:
        """Take the blocks; notes that the format says to be such, and rows of tables, are told and left out."""
        rows = {line for line, cells in self._source.rows if len(cells) > 1}
        apart = [
            block for block in blocks if block.line in rows or self._source.place(block.line).startswith(NOTE_PLACE)
        ]
        self.asides += (Aside(block.line, block.without_label().text) for block in apart)
        told = [block for block in blocks if block not in apart]
        self._unparted = any(block.glued and block.number for block in told)
        for block, below in zip(told, [*told[1:], None], strict=True):
            self._take(block, below)

    @property
    def _last(self) -> _Paragraph | None:
        return self._paragraphs[-1] if self._paragraphs else None

    @property
    def _before(self) -> str:
        """The text that was read last."""
        last = self._last
        return next((line.text for line in reversed(last.last) if line.text), "") if last else ""

    def _take(self, block: ReportBlock, below: ReportBlock | None) -> None:
        match block.kind:
            case LabelKind.HEADING:
                self._take_heading(block)
            case LabelKind.NUMBER:
                self._take_number(block, below)
            case LabelKind.LETTER:
                self._take_letter(block, below)
            case LabelKind.NOTE:
                self._take_note(block, below)
            case _:
                self._take_text(block, below)

    # Headings

    def _take_heading(self, block: ReportBlock) -> None:
        self._check_end()
        if _REPORT.match(block.text) or block.level == TITLE:  # what is called a report of recommendations heads none
            self.title = self.title or block.text
            return
        self._headed = True
        degree = block.level or _degree(block.text)
        self._headings = [(above, text) for above, text in self._headings if above < degree]
        self._headings.append((degree, block.text))

    @property
    def _under_recommendations(self) -> bool:
        return any(_RECOMMENDS.search(text) for _, text in self._headings)

    # Paragraphs

    def _take_number(self, block: ReportBlock, below: ReportBlock | None) -> None:
        last, number = self._last, block.number
        expected = last.number + 1 if last else number
        within = block.glued or block.opens_page
        if within and not self._may_begin(number, expected):
            self._add_text(block.without_label())
            return
        if self._is_numbered_heading(block, expected, below):
            self._take_heading(block.without_label())
            return
        if within and last and not _ends_item(self._before) and not self._is_label(block, "paragraph"):
            self._add_text(block.without_label())
            return
        self._check_end()
        self._headed = False
        self._check_number(block, expected)
        self._paragraphs.append(_Paragraph(number, block.line, list(block.lines), self._under_recommendations))

    def _may_begin(self, number: int, expected: int) -> bool:
        """Whether a number, or a letter's place, that the words before may have in their sentence, may count."""
        return number == expected or (0 < number - expected <= _NEAR and _ends_item(self._before))

    def _is_label(self, block: ReportBlock, what: str) -> bool:
        """Whether a label that may be a word of the sentence before begins something; asks where nobody has said it."""
        name = beginning(block.without_label().text)
        said = said_of(name, self._answers, *_OF_LABELS)
        if said is None:
            words = f"Whether “{block.written}” begins a {what}, or goes on “…{self._before[-40:]}”, isn't sure."
            mend = f"Leave a blank line between them, or join the two lines; or say it: {settled(name, *_OF_LABELS)}."
            begins = PossibleAnswer(f"It begins a {what}", (AboutParagraph(name, ParagraphUse.NUMBER),))
            goes_on = PossibleAnswer("It goes on with the words before", (AboutParagraph(name, ParagraphUse.TEXT),))
            self.problem(block.line, words, mend, (begins, goes_on))
        return said is not ParagraphUse.TEXT

    def _is_numbered_heading(self, block: ReportBlock, expected: int, below: ReportBlock | None) -> bool:
        again = below is not None and below.kind is LabelKind.NUMBER and below.number <= block.number
        return not block.glued and (block.number < expected or again) and is_heading_like(block.text)

    def _check_number(self, block: ReportBlock, expected: int) -> None:
        number = block.number
        missing = [each for each in range(expected, number) if self._answer(each) is not ParagraphUse.NONE]
        if number < expected:
            what = f"Paragraph {number} follows paragraph {expected - 1}."
            self.problem(block.line, what, "Is it one of an annex? Give the report without it.")
        elif missing:
            named = str(missing[0]) if len(missing) == 1 else f"{missing[0]}-{missing[-1]}"
            what = f"Paragraph {named} is missing before paragraph {number}."
            say = self._say(named, "none")
            mend = f"Write its number at the beginning of a line; or, if there is none, say it: {say}."
            none = AboutParagraph(f"{self._code} {named}", ParagraphUse.NONE)
            self.problem(block.line, what, mend, (PossibleAnswer("The report has none", (none,)),))

    # Letters

    def _take_letter(self, block: ReportBlock, below: ReportBlock | None) -> None:
        last = self._last
        if last is None:
            self.asides.append(Aside(block.line, f"{block.written} {block.text}"))
            return
        if self._is_inner(last, block, below):
            last.inner = block.label
            self._add_text(block.without_label())
            return
        before = _place(last.items[-1].letter) if last.items else 0
        within = block.glued or block.opens_page
        if within and not self._may_begin(block.number, before + 1) and not (block.number == 1 and not last.items):
            self._add_text(block.without_label())
            return
        if within and not _ends_item(self._before) and not self._is_label(block, "recommendation"):
            self._add_text(block.without_label())
            return
        if self._headed and not (last.items and block.number == before + 1):
            what = f"{block.written} “{shorten(block.text)}” stands below a heading and no numbered paragraph."
            self.problem(block.line, what, "Write the paragraph's number at the beginning of a line.")
        self._headed = False
        self._check_end()
        last.inner = ""
        last.items.append(_Item(block.label, block.line, list(block.lines)))

    def _is_inner(self, last: _Paragraph, block: ReportBlock, below: ReportBlock | None) -> bool:
        """Whether it is the next of (i), (ii), (iii) within a lettered item, and no letter."""
        value = roman_value(block.label.upper())
        if not value or not last.items:
            return False
        if value != roman_value(last.inner.upper()) + 1 if last.inner else value != 1:
            return False
        is_letter = block.number == _place(last.items[-1].letter) + 1
        if last.inner and is_letter:
            return self._is_numeral(block)
        if not is_letter:
            self._check_inner(last, block)
            return True
        if below is not None and below.kind is LabelKind.LETTER and below.label in ("ii", "j"):
            return below.label == "ii"
        return self._before.endswith(":")

    def _is_numeral(self, block: ReportBlock) -> bool:
        """Whether what may be the next letter, or the next numeral within one, is one; asks where nobody has said."""
        name = beginning(block.without_label().text)
        said = said_of(name, self._answers, *_OF_LABELS)
        if said is None:
            letter = PossibleAnswer("It is a letter: a recommendation", (AboutParagraph(name, ParagraphUse.NUMBER),))
            numeral = PossibleAnswer(
                "It is a numeral within the one before", (AboutParagraph(name, ParagraphUse.TEXT),)
            )
            what = f"Whether ({block.label}) is a letter or a numeral isn't sure."
            self.problem(block.line, what, f"Say it: {settled(name, *_OF_LABELS)} (a numeral).", (letter, numeral))
        return said is not ParagraphUse.NUMBER

    def _check_inner(self, last: _Paragraph, block: ReportBlock) -> None:
        """Ask of a first numeral after words that have ended, and lead in to nothing."""
        name = self._name_of_last()
        if last.inner or self._before.endswith(":") or not _ends_item(self._before) or self._answered(name):
            return
        what = f"Whether ({block.label}) “{shorten(block.text)}” is a part of {name} isn't sure."
        mend = f"If so, say it: {settled(name, 'text')}; else correct the numeral."
        self.problem(block.line, what, mend, uses(name, ParagraphUse.TEXT))

    # Other words

    def _take_note(self, block: ReportBlock, below: ReportBlock | None) -> None:
        """A footnote is told and left out, at the end of a page, or where what stands before has ended."""
        ends_page = below is not None and below.opens_page
        if self._last is None or ends_page or _ends_item(self._before):
            self.asides.append(Aside(block.line, block.text))
        else:
            self._take_text(block, below)

    def _take_text(self, block: ReportBlock, below: ReportBlock | None) -> None:
        last = self._last
        if last is None or (self._headed and not starts_lowercase(block.text)):
            self._take_front(block)
            return
        if self._headed:
            degree, heading = self._headings.pop()
            self._headings.append((degree, f"{heading} {block.text}"))
            return
        use = self._answer_of_text(block.text) or self._use_of_text(last, block, below)
        if use is ParagraphUse.TEXT:
            self._add_text(block.without_label())
        elif use is ParagraphUse.HEADING:
            self._take_heading(block)
        elif use is ParagraphUse.NONE:
            self.asides.append(Aside(block.line, block.text))
        else:
            self._ask_of_text(block)

    def _use_of_text(self, last: _Paragraph, block: ReportBlock, below: ReportBlock | None) -> ParagraphUse | None:
        """What words without number or letter are; None where that isn't sure."""
        before = self._before
        recommends = last.under or _RECOMMENDS.search(last.text) is not None
        leads_in = recommends and not last.items and before.endswith(":")
        goes_on = not _ends_item(before) or (before.endswith(":") and not leads_in)
        heading = is_heading_like(block.text) and len(block.text) <= _LONGEST_HEADING
        if block.kind is LabelKind.BULLET or (goes_on and not heading):
            return ParagraphUse.TEXT
        if heading and not goes_on and (below is None or below.kind in (LabelKind.NUMBER, LabelKind.HEADING)):
            return ParagraphUse.HEADING
        return None if last.items or recommends else ParagraphUse.TEXT

    def _take_front(self, block: ReportBlock) -> None:
        if is_heading_like(block.text) and len(block.text) <= _LONGEST_HEADING:
            self._take_heading(block)
        else:
            self.asides.append(Aside(block.line, block.text))

    def _ask_of_text(self, block: ReportBlock) -> None:
        name = self._name_of_last()
        what = f"Whether “{shorten(block.text)}” is a part of {name}, a heading, or neither, isn't sure."
        begins = beginning(block.text)
        self.problem(block.line, what, f"Say it: {settled(begins, *_OF_WORDS)}.", uses(begins, *_OF_WORDS))

    def _add_text(self, block: ReportBlock) -> None:
        last = self._last
        if last is None:
            self.asides.append(Aside(block.line, block.text))
        else:
            last.last.extend(block.lines)

    # What the user said, and what is asked

    def _say(self, name: str, use: str) -> str:
        return f"--settle {quoted(f'{self._code} {name}={use}')}"

    def _answer(self, number: int) -> ParagraphUse | None:
        """What the user said of the paragraph, of it alone or of a range."""
        for answer in self._answers:
            code, _, said = answer.paragraph.rpartition(" ")
            first, _, last = said.partition("-")
            if code == self._code and first.isdecimal() and int(first) <= number <= int(last or first):
                return answer.use
        return None

    def _answer_of_all(self, recommends: bool) -> ParagraphUse | None:
        """What the user said of all paragraphs of the report that are asked about: that they are none is not said of
        one that says itself that it recommends.
        """
        use = next((answer.use for answer in self._answers if answer.paragraph == self._code), None)
        return None if use is ParagraphUse.NONE and recommends else use

    def _answered(self, name: str) -> bool:
        """Whether the user said that what follows in this recommendation is a part of it."""
        return AboutParagraph(name, ParagraphUse.TEXT) in self._answers

    def _answer_of_text(self, text: str) -> ParagraphUse | None:
        key = title_key(text)
        return next(
            (
                answer.use
                for answer in self._answers
                if answer.use in _OF_WORDS and key.startswith(title_key(answer.paragraph))
            ),
            None,
        )

    def _name_of_last(self) -> str:
        last = self._last
        assert last is not None, "before the first paragraph, nothing is asked"
        return citation(self._code, last.number, last.items[-1].letter if last.items else "")

    def _check_end(self) -> None:
        """Ask where the last item ends, if a heading may stand at its end."""
        last = self._last
        if last is None or not self._wrapped:
            return
        lines = [line for line in last.last if line.text]
        place = _heading_at_end(lines, 0 if self._unparted else self._width)
        if not place:
            return
        heading = Prose.joined(lines[place:])
        name, may = beginning(heading.text), (ParagraphUse.TEXT, ParagraphUse.HEADING)
        said = said_of(name, self._answers, *may)
        if said is ParagraphUse.HEADING:
            last.last[:] = lines[:place]
            self._take_heading(ReportBlock((heading,), LabelKind.HEADING))
        elif said is None:
            what = f"Whether “{shorten(heading.text)}” is a part of {self._name_of_last()} or a heading isn't sure."
            mend = f"Leave a blank line before it, and after it; or say it: {settled(name, *may)}."
            self.problem(heading.line, what, mend, uses(name, *may))

    def items(self) -> list[AnnexItem]:
        """What the report recommends, in its order."""
        self._check_end()
        return [item for paragraph in self._paragraphs for item in self._of_paragraph(paragraph)]

    def _of_paragraph(self, paragraph: _Paragraph) -> Iterator[AnnexItem]:
        name = f"{self._code} {paragraph.number}"
        recommends = bool(_RECOMMENDS.search(paragraph.text))
        if paragraph.items:
            asked = not (recommends or paragraph.under)
        else:
            asked = paragraph.under or (recommends and not self._headings)
        use = self._answer(paragraph.number) or (self._answer_of_all(recommends) if asked else None)
        if use is ParagraphUse.RECOMMENDATION:
            yield AnnexItem(paragraph.line, self._code, paragraph.number, "", paragraph.whole)
        elif use is ParagraphUse.NONE:
            self.asides.append(Aside(paragraph.line, f"{paragraph.number}. {paragraph.whole}"))
        elif paragraph.items:
            if asked and not use:
                what = f"Whether the letters of {name} (“{shorten(paragraph.text)}”) are recommendations isn't sure."
                self._ask(paragraph, what, ParagraphUse.LETTERS, ParagraphUse.NONE)
            yield from self._lettered(paragraph)
        else:
            if asked:
                what = (
                    f"Whether {name} recommends, a paragraph without letters (“{shorten(paragraph.text)}”), isn't sure."
                )
                may = ParagraphUse.RECOMMENDATION, ParagraphUse.NONE
                self._ask(paragraph, what, *(may if recommends else reversed(may)))
            within = any(letter == "b" for letter in _INNER.findall(paragraph.text))
            if within and not (use or said_of(beginning(paragraph.text), self._answers, ParagraphUse.TEXT)):
                what = f"{name} has letters within its text."
                begins = beginning(paragraph.text)
                mend = f"{_LINES} If they are none, say it: {settled(begins, 'text')}."
                self.problem(paragraph.line, what, mend, uses(begins, ParagraphUse.TEXT))
            self.asides.append(Aside(paragraph.line, f"{paragraph.number}. {paragraph.text}"))

    def _ask(self, paragraph: _Paragraph, what: str, *may: ParagraphUse) -> None:
        first, *others = may
        code, number = self._code, paragraph.number
        ways = "".join(f", or ={other}" for other in others)
        several = f"“{code} {number}-{number + 1}=…” says it of several, “{code}=…” of all."
        mend = f"Say it: {self._say(str(number), first)}{ways}; {several}"
        choices = uses(f"{code} {number}", *may) + uses(code, *may, where=f" (and so wherever this is asked in {code})")
        self.problem(paragraph.line, what, mend, choices)

    def _lettered(self, paragraph: _Paragraph) -> Iterator[AnnexItem]:
        for item in paragraph.items:
            if not item.text:
                self.problem(item.line, f"({item.letter}) of {self._code} {paragraph.number} has no text.")
            elif len(item.letter) > _LONGEST_LETTER:
                self.problem(item.line, f"({item.letter}) is no letter.", _LINES)
            else:
                self._check_inside(paragraph, item)
                yield AnnexItem(item.line, self._code, paragraph.number, item.letter, item.text)

    def _check_inside(self, paragraph: _Paragraph, item: _Item) -> None:
        """Ask of a letter within the text of the one before it."""
        for match in _INNER.finditer(item.text):
            if _place(match[1]) == _place(item.letter) + 1:
                name = citation(self._code, paragraph.number, item.letter)
                begins = beginning(item.text[match.start(1) - 1 :])
                if not said_of(begins, self._answers, ParagraphUse.TEXT):
                    what = f"Whether ({match[1]}) within {name} begins the next recommendation isn't sure."
                    mend = f"{_LINES} If it begins none, say it: {settled(begins, 'text')}."
                    self.problem(item.line, what, mend, uses(begins, ParagraphUse.TEXT))
                return


_LINES = "Let each letter begin a line of its own."


def _degree(text: str) -> int:
    """How deep a heading stands by its number: I. over A. over 1. over none."""
    roman = re.match(r"([IVX]{1,5})\.\s", text)
    if roman and roman_value(roman[1]):
        return 1
    return {"A": 2, "1": 3, "1.1": 4}.get(numbered(text)[0], 5)


def _place(letters: str) -> int:
    return place_of_letters(letters) if letters else 0


_ITEM_END = re.compile(r"(?:[.;:,!?]|[;,]\s+(?:and|or|et|ou|y|o))[”’\"')»]*\s*\d{0,2}$")


def _ends_item(text: str) -> bool:
    """Whether an item, or what leads in to items, may end here."""
    return bool(_ITEM_END.search(text))


def _usual_width(text: str) -> int:
    lengths = sorted(len(line.strip()) for line in text.split("\n") if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _heading_at_end(lines: Sequence[Prose], width: int) -> int:
    """The place of the first of an item's last lines that may be a heading, 0 for none: they begin with a capital and
    end no sentence, and follow a sentence's end, or a line that ends early for the usual `width`, or any line for 0.
    """
    for place in range(len(lines) - 1, max(0, len(lines) - 1 - _HEADING_LINES), -1):
        before, rest = lines[place - 1].text, Prose.joined(lines[place:])
        early = not width or len(before) + 1 + len(rest.text.split(" ", 1)[0]) < _ROOM * width
        if is_heading_like(rest.text) and not _ends_item(rest.text) and (ends_sentence(before) or early):
            return place
    return 0
