"""Roman numbers, by which a mapping counts the themes of a section. Pure."""

from __future__ import annotations

import re

_ROMAN = re.compile(r"(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_NUMERAL = re.compile(r"([CIVXL]{1,7})\.(?:\s+(\S.*))?", re.DOTALL)
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def numeral(text: str) -> tuple[str, str] | None:
    """The roman number and the title of `IV. Title`; the title is empty for a numeral on its own; None for neither."""
    match = _NUMERAL.fullmatch(text)
    if match is None or roman(match[1]) == 0:
        return None
    return match[1], match[2] or ""


def roman(number: str) -> int:
    """The value of a roman number up to 99 (no section has a hundred themes); 0 where it isn't one."""
    if not _ROMAN.fullmatch(number):
        return 0
    values = [_VALUES[one] for one in number]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))
