"""Numbers of paragraphs: the degrees that a layout names, and the numbers that a negotiation froze.

1., then (a), (i), a., i. is the UN Editorial Manual's way. A number is text without what stands around it: `7`,
`7 bis`, `a`, `6 alt`; a label is the number as printed: `7 bis.`, `(a)`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple


def letters(number: int) -> str:
    """1 is `a`, 26 is `z`, then `aa`, `bb`…, as a word processor's own lists run on after the 26th item."""
    repeats, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (repeats + 1)


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(number: int) -> str:
    """1 is `i`, 4 is `iv`; for 1 and above."""
    word = ""
    for value, numeral in _ROMAN:
        times, number = divmod(number, value)
        word += numeral * times
    return word


class Numeral(StrEnum):
    """How a degree counts. The value is its first number, as a layout writes it."""

    DECIMAL = "1"
    LETTER = "a"
    ROMAN = "i"

    def number(self, place: int) -> str:
        """The n-th number, from 1."""
        return _NUMBERS[self](place)

    def place(self, number: str) -> int | None:
        """The place of a number, from 1; None for one that isn't a number of this kind (`7 bis`, `0`)."""
        return _PLACES[self](number)


def _decimal_place(number: str) -> int | None:
    return int(number) if re.fullmatch(r"[1-9][0-9]{0,8}", number) else None


def _letter_place(number: str) -> int | None:
    if not re.fullmatch(r"([a-z])\1{0,99}", number):
        return None
    return ord(number[0]) - ord("a") + 1 + 26 * (len(number) - 1)


def _roman_place(number: str) -> int | None:
    total, rest = 0, number
    for value, numeral in _ROMAN:
        while rest.startswith(numeral):
            total, rest = total + value, rest[len(numeral) :]
    return total if total and not rest and roman(total) == number else None


_NUMBERS: dict[Numeral, Callable[[int], str]] = {Numeral.DECIMAL: str, Numeral.LETTER: letters, Numeral.ROMAN: roman}
_PLACES: dict[Numeral, Callable[[str], int | None]] = {
    Numeral.DECIMAL: _decimal_place,
    Numeral.LETTER: _letter_place,
    Numeral.ROMAN: _roman_place,
}


class Degree(NamedTuple):
    """How one degree of paragraph is numbered."""

    numeral: Numeral
    before: str = ""
    after: str = ""

    @classmethod
    def parse(cls, first: str) -> Degree | None:
        """The degree whose first label this is: `1.`, `(a)`, `i)`; None where no numeral stands in it."""
        match = re.fullmatch(r"([^\w%]{0,3})(1|a|i)([^\w%]{0,3})", first)
        return cls(Numeral(match[2]), match[1], match[3]) if match else None

    def label(self, number: str) -> str:
        return f"{self.before}{number}{self.after}"


DEGREES = (
    Degree(Numeral.DECIMAL, "", "."),
    Degree(Numeral.LETTER, "(", ")"),
    Degree(Numeral.ROMAN, "(", ")"),
    Degree(Numeral.LETTER, "", "."),
    Degree(Numeral.ROMAN, "", "."),
)
"""The paragraph and its four degrees of sub-paragraph, as the UN numbers them."""

LABELS: tuple[Callable[[int], str], ...] = tuple(
    lambda place, degree=degree: degree.label(degree.numeral.number(place))  # type: ignore[misc]  # bound at once
    for degree in DEGREES[1:]
)
"""The label of the n-th sub-paragraph, by degree from the first."""


def label(number: str, depth: int, degrees: Sequence[Degree] = DEGREES) -> str:
    """A number as a layout prints it: `a bis` is `(a bis)`, or `i bis)` where the layout counts by Roman numerals."""
    degree, own = degrees[depth], DEGREES[depth].numeral
    if degree.numeral is own:
        return degree.label(number)
    base, _, added = number.partition(" ")
    place = own.place(base)
    shown = degree.numeral.number(place) if place else base
    return degree.label(f"{shown} {added}".rstrip())


ADDED = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
"""What is put after a number that others keep: `7 bis` stands between 7 and 8."""

# Compiled when it is first used: few drafts have frozen numbers.
_FROZEN = (
    rf"(?P<base>[0-9]{{1,9}}|[a-z]{{1,12}})(?: (?:{'|'.join(ADDED)})(?: [0-9]{{1,4}})?)?(?: alt(?: [0-9]{{1,4}})?)?"
)


def is_number(text: str, degree: int) -> bool:
    """Whether a frozen number can stand at this depth: `7`, `7 bis`, `6 alt`, `6 alt 2`; `a`, `b ter` below."""
    match = re.fullmatch(_FROZEN, text)
    return match is not None and (match["base"] == "0" or DEGREES[degree].numeral.place(match["base"]) is not None)


class Addition(StrEnum):
    """How a paragraph is numbered that isn't in the draft yet."""

    NONE = ""
    """It is in the draft, and counts."""
    ADDED = "bis"
    """As one that others leave their numbers: `7 bis`, `7 ter`."""
    ALTERNATIVE = "alt"
    """As another version of the one before it: `7 alt`."""


def numbers(frozen: Sequence[str], degree: int, additions: Sequence[Addition] = ()) -> list[str]:
    """The number of each paragraph of a run, given those that are frozen (empty for one that is free), and which are
    additions (none, if it is empty).

    Where none is frozen they are counted. A free one between frozen ones takes the number before it with `bis`, `ter`…
    (`0` before the first), so that nothing else is renumbered; after the last frozen one counting goes on. A frozen
    number that stands twice, or can't stand at this depth, counts as free the second time.
    """
    numeral = DEGREES[degree].numeral
    kept = _kept(frozen, degree)
    last = max((place for place, number in enumerate(kept) if number), default=-1)
    taken = {number for number in kept if number}
    count = max((numeral.place(base_of(number)) or 0 for number in taken), default=0)
    found: list[str] = []
    base = "0"
    for place, number in enumerate(kept):
        addition = additions[place] if additions else Addition.NONE
        if number:
            base = base_of(number)
        elif addition is Addition.ALTERNATIVE and found:
            number = _alternative(found[-1], taken)
            taken.add(number)
        elif place > last and not addition:
            count += 1
            number = base = numeral.number(count)
        else:
            number = _added(base, taken)
            taken.add(number)
        found.append(number)
    return found


def _alternative(number: str, taken: set[str]) -> str:
    first = f"{number.partition(' alt')[0]} alt"
    free = (first, *(f"{first} {n}" for n in range(2, len(taken) + 3)))
    return next(number for number in free if number not in taken)


def order(number: str, degree: int) -> tuple[int, int, int, int]:
    """Where a number belongs among those of its run: 7, 7 alt, 7 bis, 7 ter, 8."""
    base, _, rest = number.partition(" ")
    words = rest.split()
    added = ADDED.index(words[0]) + 1 if words and words[0] in ADDED else 0
    further = int(words[1]) if added and len(words) > 1 and words[1].isdigit() else 0
    _, is_alternative, which = rest.partition("alt")
    alternative = int(which or 1) if is_alternative else 0
    return DEGREES[degree].numeral.place(base) or 0, added, further, alternative


def base_of(number: str) -> str:
    """`7` for `7 bis alt`."""
    return number.partition(" ")[0]


def _kept(frozen: Sequence[str], degree: int) -> list[str]:
    seen: set[str] = set()
    kept = []
    for number in frozen:
        kept.append(number if number and number not in seen and is_number(number, degree) else "")
        seen.add(number)
    return kept


def _added(base: str, taken: set[str]) -> str:
    candidates = [base] if base == "0" else []
    candidates += [f"{base} {added}" for added in ADDED]
    free = next((number for number in candidates if number not in taken), None)
    return free or next(number for n in range(2, len(taken) + 3) if (number := f"{base} bis {n}") not in taken)
