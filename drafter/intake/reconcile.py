"""What the annexes say of one recommendation: which reading is shown, and remarks on what a person should know. Pure.

Remarks tell how readings differ, what is odd about a single item, and gaps in runs of letters and numerals, which are
reported and never filled. A fault that keeps a mapping from being read is a Problem instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase

from drafter.corpus.corpus import Reading, Recommendation
from drafter.intake.annex import AnnexItem, Source, SourceAnnex
from drafter.intake.citation_marks import roman_value
from drafter.intake.regions import share_most_words


class RemarkKind(StrEnum):
    """Why a remark is made."""

    DIFFERENCE = "difference"
    """Two readings of one recommendation differ, between the annexes or between two places of one annex."""
    CLASH = "clash"
    """One annex has two wholly different texts under one citation: probably one of the citations is wrong."""
    TITLE = "title"
    """The annexes differ in the title or the number of a section or a theme."""
    MOVED = "moved"
    """The annexes have a recommendation under different themes; it stands under the matrix's."""
    ONE_SIDED = "one-sided"
    """Only one of the two annexes has the placement, the theme or the section; it is kept."""
    GAP = "gap"
    """A letter or a theme's number is missing in a run."""
    COMPLETED = "completed"
    """A citation without letter was completed by the `(x)` before its text."""
    LABEL = "label"
    """The `(x)` before a text and its citation disagree; the citation holds."""
    BRACKET = "bracket"
    """A text has a square bracket without its partner: perhaps the remains of a citation."""
    HYPHEN = "hyphen"
    """A word that a line's end had broken stands in one piece again, without the hyphen of the break."""
    LEFT_OUT = "left-out"
    """Words of an annex that are no heading and no recommendation: a footnote, a line under the title."""


class DifferenceKind(StrEnum):
    """How two readings differ, from the slightest to the gravest."""

    HYPHEN = "hyphen"
    """Only by hyphens inside words: the mark of a text taken out of a PDF."""
    SPACING = "spacing"
    PUNCTUATION = "punctuation"
    """Punctuation or dashes; also spacing beside."""
    CAPITALS = "capitals"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one annex and where they stand."""

    source: Source
    file: str
    line: int
    text: str
    theme: str = ""
    """The id of the theme in the corpus; empty for titles and asides."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing worth knowing about the mapping, with all that a report needs to print it."""

    kind: RemarkKind
    file: str
    line: int
    """Where to look first, counted from 1."""
    subject: str
    """A recommendation's id, a theme's or section's id, a run (`E 56`); empty where it is the file."""
    what: str
    """A sentence."""
    quotes: tuple[Quote, ...] = ()
    """The words that it is about, the shown or kept ones first."""
    difference: DifferenceKind | None = None
    """For differences of text and title."""


def item_remarks(places: Iterable[Iterable[Occurrence]]) -> list[Remark]:
    """A remark for each citation that its label completes or contradicts, and for each text with a stray bracket."""
    return [remark for many in places for one in many for remark in _of_item(one)]


def _of_item(one: Occurrence) -> Iterator[Remark]:
    item = one.item
    if item.completed:
        says = (
            f"the citation names only paragraph {item.paragraph}; the label ({item.label}) before the text completes it"
        )
        yield _remark(RemarkKind.COMPLETED, one, says)
    elif item.label not in ("", item.letter):
        says = f"the citation says {item.id}, which holds; the label before the text is ({item.label})"
        yield _remark(RemarkKind.LABEL, one, says)
    if has_stray_bracket(item.text):
        says = "a square bracket lacks its partner: is it all that is left of a citation?"
        yield _remark(RemarkKind.BRACKET, one, says)


def _remark(kind: RemarkKind, one: Occurrence, says: str) -> Remark:
    what = f"In the {one.source} under {one.theme} {says}{'' if says.endswith('?') else '.'}"
    return Remark(kind, one.file, one.item.line, one.item.id, what, (one.quote,))


def has_stray_bracket(text: str) -> bool:
    """Whether a text closes a square bracket that it never opened, or the reverse."""
    depth = 0
    for one in text:
        depth += (one == "[") - (one == "]")
        if depth < 0:
            return True
    return depth != 0


_DOUBLED = [letter * times for times in (1, 2, 3) for letter in ascii_lowercase]
_COUNTED = [*ascii_lowercase, *(first + second for first in ascii_lowercase for second in ascii_lowercase)]
_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = [tens + ones for tens in ("", "x", "xx", "xxx") for ones in ("", *_NUMBERS[:9])][1:]


def missing_letters(letters: Iterable[str]) -> tuple[str, ...]:
    """The letters that a run from (a) to its last letter lacks.

    After (z) a report may go on with (aa), (bb) or with (aa), (ab), or count (i), (ii), (iii); of these the one that
    leaves the fewest gaps is meant. Empty for letters of another alphabet, where nothing can be said.
    """
    present = {letter.casefold() for letter in letters}
    runs = (_DOUBLED, _COUNTED, _ROMAN) if any(len(letter) > 1 for letter in present) else (_DOUBLED,)
    gaps = [
        tuple(letter for letter in run[: 1 + max(map(run.index, present))] if letter not in present)
        for run in map(list, runs)
        if present and present <= set(run)
    ]
    return min(gaps, key=len, default=())


def letter_gap_remarks(places: Iterable[Sequence[Occurrence]]) -> list[Remark]:
    """A remark for each region's paragraph whose letters have a gap, or don't start with (a)."""
    runs: dict[tuple[str, int], dict[str, Occurrence]] = {}
    for one in places:
        item = one[0].item
        if item.letter:
            runs.setdefault((item.region, item.paragraph), {})[item.letter] = one[0]
    remarks: list[Remark] = []
    for (region, paragraph), run in runs.items():
        lacking = missing_letters(run)
        if lacking:
            first = min(run.values(), key=lambda place: (place.source, place.item.line))
            remarks.append(_gap(f"{region} {paragraph}", lacking, run, first))
    return remarks


def _gap(subject: str, lacking: tuple[str, ...], run: Iterable[str], first: Occurrence) -> Remark:
    letters = ", ".join(f"({letter})" for letter in lacking)
    present = ", ".join(f"({letter})" for letter in sorted(run, key=lambda letter: (len(letter), letter)))
    what = f"{subject} has no {letters}; the files have {present}."
    return Remark(RemarkKind.GAP, first.file, first.item.line, subject, what)


def numeral_gap_remarks(annex: SourceAnnex) -> list[Remark]:
    """A remark for each theme whose number doesn't follow the one before it in its section."""
    remarks: list[Remark] = []
    for place, section in enumerate(annex.sections, 1):
        before = 0
        for theme in section.themes:
            number = roman_value(theme.number) if theme.number else before
            if theme.number and number != before + 1:
                after = "begins the section" if not before else f"follows the {_ordinal(before)} theme"
                what = f"In the {annex.source} theme {theme.number}. “{theme.title}” {after}."
                remarks.append(Remark(RemarkKind.GAP, annex.file, theme.line, f"{place}.{theme.number}", what))
            before = number
    return remarks


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
    """One item where one annex has it, with the corpus's theme."""

    source: Source
    file: str
    theme: str
    item: AnnexItem

    @property
    def quote(self) -> Quote:
        return Quote(self.source, self.file, self.item.line, self.item.text, self.theme)


def build_recommendation(places: Sequence[Occurrence]) -> Recommendation:
    """One recommendation of all its places, of which there is at least one; the list's come first.

    The list's reading is shown, for it is the one with the citations that people use. But a PDF's text has lost the
    hyphens that stood at line ends: where the matrix has the same text with hyphens inside words, it is the witness.
    """
    first = places[0].item
    grouped = _grouped(places)
    shown = _shown(grouped)
    ordered = sorted(grouped, key=lambda reading: reading is not shown)
    readings = tuple(ordered) if len({reading.text for reading in grouped}) > 1 else ()
    return Recommendation(first.id, first.region, first.paragraph, first.letter, shown.text, readings)


def _grouped(places: Sequence[Occurrence]) -> list[Reading]:
    """Each distinct text of each source, with the themes where that source has it."""
    themes: dict[tuple[Source, str], list[str]] = {}
    for place in places:
        themes.setdefault((place.source, place.item.text), []).append(place.theme)
    return [Reading(source, text, tuple(dict.fromkeys(where))) for (source, text), where in themes.items()]


def _shown(readings: Sequence[Reading]) -> Reading:
    first = readings[0]
    witnesses = (one for one in readings if one.source == "matrix" and has_more_hyphens(one.text, first.text))
    return next(witnesses, first)


def has_more_hyphens(full: str, bare: str) -> bool:
    """Whether two texts are the same but for hyphens inside words that only the first one has."""
    place = 0
    for index, one in enumerate(full):
        if place < len(bare) and one == bare[place]:
            place += 1
        elif not (one == "-" and full[index - 1 : index].isalnum() and full[index + 1 : index + 2].isalnum()):
            return False
    return place == len(bare) < len(full)


def classify_difference(one: str, other: str) -> DifferenceKind:
    """How two texts that aren't the same differ, by the gravest difference."""
    if has_more_hyphens(one, other) or has_more_hyphens(other, one):
        return DifferenceKind.HYPHEN
    if "".join(one.split()) == "".join(other.split()):
        return DifferenceKind.SPACING
    letters, others = ("".join(char for char in text if char.isalnum()) for text in (one, other))
    if letters == others:
        return DifferenceKind.PUNCTUATION
    return DifferenceKind.CAPITALS if letters.casefold() == others.casefold() else DifferenceKind.WORDING


def difference_remarks(places: Sequence[Occurrence], shown: str) -> list[Remark]:
    """A remark for each reading that isn't the shown one, at its first place."""
    witness = next(place for place in places if place.item.text == shown)
    remarks: list[Remark] = []
    seen = {shown}
    for place in places:
        if place.item.text not in seen:
            seen.add(place.item.text)
            remarks.append(_difference(witness, place))
    return remarks


def _difference(shown: Occurrence, other: Occurrence) -> Remark:
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
