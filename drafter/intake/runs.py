"""Gaps in runs of letters and numerals: what a mapping may have lost, reported and never filled. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_lowercase

from drafter.intake.annex import Annex
from drafter.intake.readings import Place
from drafter.intake.remarks import Remark, RemarkKind
from drafter.intake.roman import roman

_DOUBLED = [letter * times for times in (1, 2, 3) for letter in ascii_lowercase]
_COUNTED = [*ascii_lowercase, *(first + second for first in ascii_lowercase for second in ascii_lowercase)]
_NUMBERS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_ROMAN = [tens + ones for tens in ("", "x", "xx", "xxx") for ones in ("", *_NUMBERS[:9])][1:]


def missing(letters: Iterable[str]) -> tuple[str, ...]:
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


def letter_gaps(places: Iterable[Sequence[Place]]) -> list[Remark]:
    """A remark for each region's paragraph whose letters have a gap, or don't start with (a)."""
    runs: dict[tuple[str, int], dict[str, Place]] = {}
    for one in places:
        item = one[0].item
        if item.letter:
            runs.setdefault((item.region, item.paragraph), {})[item.letter] = one[0]
    remarks: list[Remark] = []
    for (region, paragraph), run in runs.items():
        lacking = missing(run)
        if lacking:
            first = min(run.values(), key=lambda place: (place.source, place.item.line))
            remarks.append(_gap(f"{region} {paragraph}", lacking, run, first))
    return remarks


def _gap(subject: str, lacking: tuple[str, ...], run: Iterable[str], first: Place) -> Remark:
    letters = ", ".join(f"({letter})" for letter in lacking)
    present = ", ".join(f"({letter})" for letter in sorted(run, key=lambda letter: (len(letter), letter)))
    what = f"{subject} has no {letters}; the files have {present}."
    return Remark(RemarkKind.GAP, first.file, first.item.line, subject, what)


def numeral_gaps(annex: Annex) -> list[Remark]:
    """A remark for each theme whose number doesn't follow the one before it in its section."""
    remarks: list[Remark] = []
    for place, section in enumerate(annex.sections, 1):
        before = 0
        for theme in section.themes:
            number = roman(theme.number) if theme.number else before
            if theme.number and number != before + 1:
                after = "begins the section" if not before else f"follows the {_ordinal(before)} theme"
                what = f"In the {annex.source} theme {theme.number}. “{theme.title}” {after}."
                remarks.append(Remark(RemarkKind.GAP, annex.file, theme.line, f"{place}.{theme.number}", what))
            before = number
    return remarks


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
