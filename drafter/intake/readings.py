"""What the annexes say one recommendation is, which reading is shown, and how the others differ. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drafter.intake.annex import AnnexItem, Source
from drafter.intake.regions import alike
from drafter.intake.remarks import Differ, Quote, Remark, RemarkKind
from drafter.model.corpus import Reading, Recommendation

_SAYS = {
    Differ.HYPHEN: "only in hyphens inside words",
    Differ.SPACING: "only in spacing",
    Differ.PUNCTUATION: "in punctuation",
    Differ.CAPITALS: "in capitals",
    Differ.WORDING: "in wording",
}


@dataclass(frozen=True, slots=True)
class Place:
    """One item where one annex has it, with the corpus's theme."""

    source: Source
    file: str
    theme: str
    item: AnnexItem

    @property
    def quote(self) -> Quote:
        return Quote(self.source, self.file, self.item.line, self.item.text, self.theme)


def recommendation(places: Sequence[Place]) -> Recommendation:
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


def _grouped(places: Sequence[Place]) -> list[Reading]:
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


def differ(one: str, other: str) -> Differ:
    """How two texts that aren't the same differ, by the gravest difference."""
    if has_more_hyphens(one, other) or has_more_hyphens(other, one):
        return Differ.HYPHEN
    if "".join(one.split()) == "".join(other.split()):
        return Differ.SPACING
    letters, others = ("".join(char for char in text if char.isalnum()) for text in (one, other))
    if letters == others:
        return Differ.PUNCTUATION
    return Differ.CAPITALS if letters.casefold() == others.casefold() else Differ.WORDING


def differences(places: Sequence[Place], shown: str) -> list[Remark]:
    """A remark for each reading that isn't the shown one, at its first place."""
    witness = next(place for place in places if place.item.text == shown)
    remarks: list[Remark] = []
    seen = {shown}
    for place in places:
        if place.item.text not in seen:
            seen.add(place.item.text)
            remarks.append(_difference(witness, place))
    return remarks


def _difference(shown: Place, other: Place) -> Remark:
    how = differ(shown.item.text, other.item.text)
    name = shown.item.id
    if shown.source == other.source and not alike(shown.item.text, other.item.text):
        themes = f"under {shown.theme} (shown) and {other.theme}"
        what = f"The {shown.source} has two wholly different texts for {name}, {themes}: is one of the citations wrong?"
        return Remark(RemarkKind.CLASH, other.file, other.item.line, name, what, (shown.quote, other.quote), how)
    here, there = f"The {shown.source} (shown)", f"the {other.source}"
    if shown.source == other.source or shown.theme != other.theme:
        here, there = f"The {shown.source} under {shown.theme} (shown)", f"the {other.source} under {other.theme}"
    what = f"{here} and {there} differ {_SAYS[how]}."
    return Remark(RemarkKind.DIFFERENCE, other.file, other.item.line, name, what, (shown.quote, other.quote), how)
