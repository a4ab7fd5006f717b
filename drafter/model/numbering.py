"""The degrees of sub-paragraph: (a), then (i), then a., then i. (UN Editorial Manual)."""

from __future__ import annotations

from collections.abc import Callable


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


LABELS: tuple[Callable[[int], str], ...] = (
    lambda place: f"({letters(place)})",
    lambda place: f"({roman(place)})",
    lambda place: f"{letters(place)}.",
    lambda place: f"{roman(place)}.",
)
"""The label of the n-th sub-paragraph, by degree from the first."""
