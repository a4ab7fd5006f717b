"""Degrees of sub-paragraph are labelled as a word processor labels them."""

import pytest

from drafter.model.numbering import LABELS, letters, roman


@pytest.mark.parametrize(("number", "label"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")])
def test_letters_double_after_the_alphabet(number: int, label: str) -> None:
    assert letters(number) == label


@pytest.mark.parametrize(("number", "label"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix")])
def test_roman_numerals(number: int, label: str) -> None:
    assert roman(number) == label


def test_the_four_degrees() -> None:
    assert [label(2) for label in LABELS] == ["(b)", "(ii)", "b.", "ii."]
