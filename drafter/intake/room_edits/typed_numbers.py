"""Numbers that somebody typed before a paragraph, `7 bis.` or `(b)`, as a draft freezes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from drafter.draft.numerals import ADDED, DEGREES, Degree, is_number

_ADDED = rf"(?: (?:{'|'.join(ADDED)})(?: [0-9]{{1,2}})?)?(?: alt(?: [0-9]{{1,2}})?)?"
_TYPED = re.compile(
    rf"\s*(?:(?:OP|PP) ?)?(?P<written>\((?P<within>[0-9]{{1,3}}{_ADDED}|[a-z]{{1,5}}{_ADDED})\)"
    rf"|(?P<before>[0-9]{{1,3}}{_ADDED}|[a-z]{{1,5}}{_ADDED})[.)]"
    rf"|(?P<bare>(?:[0-9]{{1,3}}|[a-z]{{1,2}})(?: (?:{'|'.join(ADDED)})| alt)))\s+(?=\S)"
)


class TypedNumber(NamedTuple):
    """A number with which a text begins."""

    number: str
    """`7 bis`."""
    written: str
    """With the signs around it, `7 bis.`."""
    end: int
    """Where the text goes on."""


def typed_number(text: str) -> TypedNumber | None:
    """The number with which a text begins; None where it begins with none."""
    match = _TYPED.match(text)
    if match is None:
        return None
    number = match["within"] or match["before"] or match["bare"]
    return TypedNumber(number, match["written"], match.end())


def as_frozen(shown: str, depth: int, degrees: Sequence[Degree]) -> str:
    """The number as a draft freezes it; empty where it can't stand at this depth. `shown` is as a layout shows it."""
    own, degree = DEGREES[depth].numeral, degrees[depth]
    base, _, added = shown.partition(" ")
    if degree.numeral is not own:
        place = degree.numeral.place(base)
        base = own.number(place) if place else base
    number = f"{base} {added}".rstrip()
    return number if is_number(number, depth) else ""


def of_label(label: str, depth: int, degrees: Sequence[Degree]) -> str:
    """The number in a label: `7 bis` in `7 bis.`; as it is where the layout's degree has other signs around it."""
    degree = degrees[depth]
    return label.removeprefix(degree.before).removesuffix(degree.after)
