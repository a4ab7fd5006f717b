"""Combines what the annexes say of one recommendation, and writes remarks on what somebody should know.

A recommendation keeps every reading, one of them shown. Remarks say how readings differ, what is odd about an item, and
which letters and numerals are missing in a run: these gaps are reported, never filled. What keeps a mapping from being
read is a `Problem` instead. Touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase

from drafter.corpus.corpus import Reading, Recommendation
from drafter.intake.citation_marks import roman_value
from drafter.intake.mapping_annex import AnnexItem, Source, SourceAnnex
from drafter.intake.regions import share_most_words


class RemarkKind(StrEnum):
    """What a remark is about."""

    DIFFERENCE = "difference"
    """Two readings of a recommendation differ, between the annexes or within one."""
    CLASH = "clash"
    """One annex has two wholly different texts under one citation: probably one of the citations is wrong."""
    TITLE = "title"
    """The annexes differ in a section's or theme's title or number."""
    MOVED = "moved"
    """The annexes have a recommendation under different themes; the matrix's is used."""
    ONE_SIDED = "one-sided"
    """Only one annex has the placement, theme or section; it is kept."""
    GAP = "gap"
    """A letter, or a theme's number, is missing in a run."""
    COMPLETED = "completed"
    """A citation without letter was completed by the `(x)` before its text."""
    ROMAN = "roman"
    """Citations with Roman paragraphs are called by their numbers."""
    LABEL = "label"
    """The `(x)` before a text contradicts its citation; the citation holds."""
    BRACKET = "bracket"
    """A text has an unmatched square bracket, perhaps left of a citation."""
    HYPHEN = "hyphen"
    """A word broken at a line's end was joined, its hyphen removed."""
    MARK = "mark"
    """A number glued to a word may be the mark of a footnote."""
    LEFT_OUT = "left-out"
    """Words that are neither heading nor recommendation, such as a footnote, were left out."""


class DifferenceKind(StrEnum):
    """How two texts differ, the slightest difference first."""

    HYPHEN = "hyphen"
    """Only hyphens inside words, as extraction from a PDF loses them."""
    SPACING = "spacing"
    PUNCTUATION = "punctuation"
    """Punctuation or dashes, and perhaps spacing."""
    CAPITALS = "capitals"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of one annex and where it stands."""

    source: Source
    file: str
    line: int
    text: str
    theme: str = ""
    """The id of the theme in the corpus; empty for titles and asides."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing about the mapping, with all that a report prints."""

    kind: RemarkKind
    file: str
    line: int
    """The line to look at first, counted from 1."""
    subject: str
    """The id of a recommendation, theme or section, or a run of letters (`E 56`); empty for the whole file."""
    what: str
    """A sentence."""
    quotes: tuple[Quote, ...] = ()
    """The passages that it is about, the shown or kept one first."""
    difference: DifferenceKind | None = None
    """How the two quotes differ; None for other kinds of remark."""


def item_remarks(by_recommendation: Iterable[Iterable[Occurrence]]) -> list[Remark]:
    """Remarks on single items: a label that completes or contradicts the citation, an unmatched bracket."""
    return [
        remark for occurrences in by_recommendation for occurrence in occurrences for remark in _remarks_on(occurrence)
    ]


def _remarks_on(occurrence: Occurrence) -> Iterator[Remark]:
    item = occurrence.item
    if item.completed:
        says = (
            f"the citation names only paragraph {item.paragraph}; the label ({item.label}) before the text completes it"
        )
        yield _remark(RemarkKind.COMPLETED, occurrence, says)
    elif item.label not in ("", item.letter):
        says = f"the citation says {item.id}, which holds; the label before the text is ({item.label})"
        yield _remark(RemarkKind.LABEL, occurrence, says)
    if has_stray_bracket(item.text):
        says = "a square bracket lacks its partner: is it all that is left of a citation?"
        yield _remark(RemarkKind.BRACKET, occurrence, says)


def _remark(kind: RemarkKind, occurrence: Occurrence, says: str) -> Remark:
    what = f"In the {occurrence.source} under {occurrence.theme} {says}{'' if says.endswith('?') else '.'}"
    return Remark(kind, occurrence.file, occurrence.item.line, occurrence.item.id, what, (occurrence.quote,))


def has_stray_bracket(text: str) -> bool:
    """Whether a square bracket in the text lacks its partner."""
    depth = 0
    for sign in re.findall(r"[\[\]]", text):
        depth += (sign == "[") - (sign == "]")
        if depth < 0:
            return True
    return depth != 0


_DOUBLED = [letter * times for times in (1, 2, 3) for letter in ascii_lowercase]
_COUNTED = [*ascii_lowercase, *(first + second for first in ascii_lowercase for second in ascii_lowercase)]
_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = [tens + ones for tens in ("", "x", "xx", "xxx") for ones in ("", *_NUMBERS[:9])][1:]


def missing_letters(letters: Iterable[str]) -> tuple[str, ...]:
    """The letters missing in a run from (a) to its last letter; empty for letters of another alphabet.

    After (z) a report may continue (aa), (bb) or (aa), (ab), or it may count (i), (ii), (iii): the way of counting that
    leaves the fewest gaps is assumed.
    """
    present = {letter.casefold() for letter in letters}
    runs = (_DOUBLED, _COUNTED, _ROMAN) if any(len(letter) > 1 for letter in present) else (_DOUBLED,)
    gaps = [
        tuple(letter for letter in run[: 1 + max(map(run.index, present))] if letter not in present)
        for run in map(list, runs)
        if present and present <= set(run)
    ]
    return min(gaps, key=len, default=())


def letter_gap_remarks(by_recommendation: Iterable[Sequence[Occurrence]]) -> list[Remark]:
    """A remark for each paragraph of a report whose letters have a gap or don't start with (a)."""
    runs: dict[tuple[str, int], dict[str, Occurrence]] = {}
    for occurrences in by_recommendation:
        item = occurrences[0].item
        if item.letter:
            runs.setdefault((item.region, item.paragraph), {})[item.letter] = occurrences[0]
    remarks: list[Remark] = []
    for (region, paragraph), run in runs.items():
        letters = missing_letters(run)
        if letters:
            first = min(run.values(), key=lambda occurrence: (occurrence.source, occurrence.item.line))
            remarks.append(_gap_remark(f"{region} {paragraph}", letters, run, first))
    return remarks


def _gap_remark(subject: str, missing: tuple[str, ...], run: Iterable[str], first: Occurrence) -> Remark:
    letters = ", ".join(f"({letter})" for letter in missing)
    present = ", ".join(f"({letter})" for letter in sorted(run, key=lambda letter: (len(letter), letter)))
    what = f"{subject} has no {letters}; the files have {present}."
    return Remark(RemarkKind.GAP, first.file, first.item.line, subject, what)


def numeral_gap_remarks(annex: SourceAnnex) -> list[Remark]:
    """A remark for each theme whose number doesn't follow that of the theme before it in its section."""
    remarks: list[Remark] = []
    for section_number, section in enumerate(annex.sections, 1):
        before = 0
        for theme in section.themes:
            values = _values(theme.number)
            number = before + 1 if before + 1 in values else max(values, default=before)
            if theme.number and number != before + 1:
                after = "begins the section" if not before else f"follows the {_ordinal(before)} theme"
                what = f"In the {annex.source} theme {theme.number}. “{theme.title}” {after}."
                remarks.append(Remark(RemarkKind.GAP, annex.file, theme.line, f"{section_number}.{theme.number}", what))
            before = number
    return remarks


def _values(number: str) -> list[int]:
    """What a theme's number may be, as Roman numeral, as number (`2.1` is the first) or as letter; none for none."""
    if number[-1:].isdecimal():
        return [int(number.rpartition(".")[2])]
    letter = ord(number.upper()) - ord("A") + 1 if len(number) == 1 else 0
    return [value for value in (roman_value(number), letter) if value > 0]


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_SAYS = {
    DifferenceKind.HYPHEN: "only in hyphens inside words",
    DifferenceKind.SPACING: "only in spacing",
    DifferenceKind.PUNCTUATION: "in punctuation",
    DifferenceKind.CAPITALS: "in capitals",
    DifferenceKind.WORDING: "in wording",
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An item of an annex under a theme of the corpus."""

    source: Source
    file: str
    theme: str
    """The id of the theme in the corpus."""
    item: AnnexItem

    @property
    def quote(self) -> Quote:
        return Quote(self.source, self.file, self.item.line, self.item.text, self.theme)


def build_recommendation(occurrences: Sequence[Occurrence]) -> Recommendation:
    """Combine all occurrences of one recommendation, at least one, the list's first. More than one text gives readings.

    The list's text is shown, since people cite from the list. But text from a PDF has lost hyphens at line ends: where
    the matrix has the same text with more hyphens inside words, the matrix's is shown.
    """
    first = occurrences[0].item
    grouped = _readings(occurrences)
    shown = _shown_reading(grouped)
    ordered = sorted(grouped, key=lambda reading: reading is not shown)
    readings = tuple(ordered) if len({reading.text for reading in grouped}) > 1 else ()
    attributes = _attributes(occurrences)
    return Recommendation(first.id, first.region, first.paragraph, first.letter, shown.text, readings, attributes)


def _attributes(occurrences: Sequence[Occurrence]) -> tuple[tuple[str, str], ...]:
    """What a table's rows say of it besides; where they say several things under one head, each once."""
    first = occurrences[0].item.attributes
    if all(occurrence.item.attributes == first for occurrence in occurrences):
        return first
    values: dict[str, dict[str, None]] = {}
    for occurrence in occurrences:
        for name, value in occurrence.item.attributes:
            values.setdefault(name, {})[value] = None
    return tuple((name, "; ".join(said)) for name, said in values.items())


def _readings(occurrences: Sequence[Occurrence]) -> list[Reading]:
    """Each distinct text of each annex, with the themes under which that annex has it."""
    themes: dict[tuple[Source, str], list[str]] = {}
    for occurrence in occurrences:
        themes.setdefault((occurrence.source, occurrence.item.text), []).append(occurrence.theme)
    return [
        Reading(source, text, tuple(dict.fromkeys(placed_under))) for (source, text), placed_under in themes.items()
    ]


def _shown_reading(readings: Sequence[Reading]) -> Reading:
    first = readings[0]
    witnesses = (
        reading for reading in readings if reading.source == "matrix" and has_more_hyphens(reading.text, first.text)
    )
    return next(witnesses, first)


def has_more_hyphens(full: str, bare: str) -> bool:
    """Whether `full` is `bare` with more hyphens inside words and no other difference."""
    matched = 0
    for index, sign in enumerate(full):
        if matched < len(bare) and sign == bare[matched]:
            matched += 1
        elif not (sign == "-" and full[index - 1 : index].isalnum() and full[index + 1 : index + 2].isalnum()):
            return False
    return matched == len(bare) < len(full)


def classify_difference(text: str, other: str) -> DifferenceKind:
    """The gravest difference between two texts that aren't equal."""
    if has_more_hyphens(text, other) or has_more_hyphens(other, text):
        return DifferenceKind.HYPHEN
    if "".join(text.split()) == "".join(other.split()):
        return DifferenceKind.SPACING
    letters, others = ("".join(filter(str.isalnum, wording)) for wording in (text, other))
    if letters == others:
        return DifferenceKind.PUNCTUATION
    return DifferenceKind.CAPITALS if letters.casefold() == others.casefold() else DifferenceKind.WORDING


def difference_remarks(occurrences: Sequence[Occurrence], shown: str) -> list[Remark]:
    """A remark for each text other than the shown one, where it first occurs."""
    witness = next(occurrence for occurrence in occurrences if occurrence.item.text == shown)
    remarks: list[Remark] = []
    seen = {shown}
    for occurrence in occurrences:
        if occurrence.item.text not in seen:
            seen.add(occurrence.item.text)
            remarks.append(_difference_remark(witness, occurrence))
    return remarks


def _difference_remark(shown: Occurrence, other: Occurrence) -> Remark:
    how = classify_difference(shown.item.text, other.item.text)
    name = shown.item.id
    if shown.source == other.source and not share_most_words(shown.item.text, other.item.text):
        themes = f"under {shown.theme} (shown) and {other.theme}"
        what = f"The {shown.source} has two wholly different texts for {name}, {themes}: is one of the citations wrong?"
        return Remark(RemarkKind.CLASH, other.file, other.item.line, name, what, (shown.quote, other.quote), how)
    here, there = f"The {shown.source} (shown)", f"the {other.source}"
    if shown.source == other.source or shown.theme != other.theme:
        here, there = f"The {shown.source} under {shown.theme} (shown)", f"the {other.source} under {other.theme}"
    what = f"{here} and {there} differ {_SAYS[how]}."
    return Remark(RemarkKind.DIFFERENCE, other.file, other.item.line, name, what, (shown.quote, other.quote), how)
