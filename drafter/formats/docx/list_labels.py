"""The labels that Word counts and doesn't write: `1.`, `(a)`, as the numbering part and the styles say.

Read once through a document, in its order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from drafter.draft.numerals import letters, roman
from drafter.formats.docx.elements import Element, W

_LEVELS = 9
_LONGEST = 60
"""Signs of a label, before its numbers are put in."""
_PLACES = tuple("012345678")
_DIGITS = re.compile("[0-9]{1,9}")
_MOST = 5_000
"""Above this a number is written as it is: a letter is repeated as often as the alphabet was gone through."""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts."""

    form: str
    text: str
    """The label, `%1` for the number of the first level."""
    start: int
    style: str
    """The id of the style whose paragraphs stand at it; empty for none."""


@dataclass(slots=True)
class _Counted:
    """A list that goes on, which several numberings may share."""

    levels: dict[int, _Level]
    numbers: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class ListLabels:
    """Counts the lists of one document."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        lists = {} if numbering is None else {_id(each, "abstractNumId"): _Counted(_levels(each)) for each in numbering}
        self._lists: dict[str, _Counted] = {}
        self._starts: dict[str, dict[int, int]] = {}
        """By a numbering's id, at which number its levels begin when it is first met."""
        for each in () if numbering is None else numbering.iterfind(f"{W}num"):
            counted = lists.get(_value(each, "abstractNumId"))
            if counted:
                self._lists[_id(each, "numId")] = counted
                self._starts[_id(each, "numId")] = _starts(each)
        self._of_style = {} if styles is None else _by_style(styles)

    def place(self, own: Element | None, style: str) -> tuple[str, int]:
        """A paragraph's label, `•` for a bullet, empty for none, and its level, from 0. Call it for each in order.

        `own` is the paragraph's w:numPr, `style` the id of its style.
        """
        number, level = self.hangs_on(own, style)
        counted = self._lists.get(number)
        if counted is None or level not in counted.levels:
            return "", 0
        start = self._starts[number].pop(level, None)
        before = counted.numbers[level]
        counted.numbers[level] = (
            start if start is not None else counted.levels[level].start if before is None else before + 1
        )
        counted.numbers[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _written(counted, level), level

    def hangs_on(self, own: Element | None, style: str) -> tuple[str, int]:
        """The id of the numbering that a paragraph hangs on (empty or `0` for none), and its level; as `place`."""
        of_style, level = self._of_style.get(style, ("", None))
        number = (_value(own, "numId") if own is not None else "") or of_style
        said = _number(own, "ilvl") if own is not None else None
        if said is not None:
            return number, said
        if level is not None:
            return number, level
        levels = self._lists[number].levels if number in self._lists else {}
        return number, next((place for place, each in levels.items() if each.style and each.style == style), 0)


def _id(element: Element, name: str) -> str:
    return str(element.get(f"{W}{name}", ""))


def _value(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _number(element: Element, name: str) -> int | None:
    said = _value(element, name)
    return int(said) if _DIGITS.fullmatch(said) else None


def _levels(element: Element) -> dict[int, _Level]:
    found = {}
    for level in element.iterfind(f"{W}lvl"):
        place = _id(level, "ilvl")
        if place in _PLACES:
            found[int(place)] = _Level(
                _value(level, "numFmt"),
                _value(level, "lvlText")[:_LONGEST],
                _number(level, "start") or 0,
                _value(level, "pStyle"),
            )
    return found


def _starts(numbering: Element) -> dict[int, int]:
    found = {}
    for each in numbering.iterfind(f"{W}lvlOverride"):
        place, start = _id(each, "ilvl"), _number(each, "startOverride")
        if place in _PLACES and start is not None:
            found[int(place)] = start
    return found


def _by_style(styles: Element) -> dict[str, tuple[str, int | None]]:
    """By a style's id, the numbering that its paragraphs hang on, and the level where the style says it."""
    found: dict[str, tuple[str, int | None]] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind(f"{W}style"):
        numbered = style.find(f"{W}pPr/{W}numPr")
        if numbered is not None:
            found[_id(style, "styleId")] = (_value(numbered, "numId"), _number(numbered, "ilvl"))
        else:
            based[_id(style, "styleId")] = _value(style, "basedOn")
    while based:
        style_id, above = based.popitem()
        way = [style_id]
        while above in based:
            way.append(above)
            above = based.pop(above)
        if above in found:
            found.update(dict.fromkeys(way, found[above]))
    return found


def _written(counted: _Counted, level: int) -> str:
    if counted.levels[level].form == "bullet":
        return "•"
    text = counted.levels[level].text
    for place, each in counted.levels.items():
        sign = f"%{place + 1}"
        if sign in text:
            text = text.replace(sign, _numeral(each.form, counted.numbers[place] or each.start))
    return text.strip()


def _numeral(form: str, number: int) -> str:
    if number < 1 or number > _MOST:
        return str(number)
    match form:
        case "lowerLetter":
            return letters(number)[:20]
        case "upperLetter":
            return letters(number)[:20].upper()
        case "lowerRoman":
            return roman(number)[:40]
        case "upperRoman":
            return roman(number)[:40].upper()
        case "none":
            return ""
    return str(number)
