"""How long a draft is in words, and how long a user means who writes a length."""

import pytest

from drafter.draft.length import WORDS_A_PAGE, Length, lengths, target_key, words_meant
from tests.builders import draft, paragraph


def test_words_are_counted_by_part_and_as_a_whole_sub_paragraphs_among_them() -> None:
    made = draft(
        paragraph("p1", "One two three:", children=(paragraph("p2", "four five"),)), preamble=(paragraph("q1", "six"),)
    )
    whole, parts = lengths(made, {made.id: 4, target_key(made, "justice"): 10})
    assert (whole.words, whole.over) == (6, 2)
    assert {id: one.words for id, one in parts.items()} == {"preamble": 1, "justice": 5, "other": 0}
    assert (parts["justice"].share, parts["justice"].over) == (0.5, 0)
    assert parts["other"].target == 0


def test_without_a_target_nothing_is_over_it() -> None:
    assert (Length(900).over, Length(900).share) == (0, 0.0)
    assert Length(2 * WORDS_A_PAGE).pages == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("  ", 0),
        ("900", 900),
        ("1,200", 1200),
        ("900 words", 900),
        ("1 Word", 1),
        ("900words", 900),
        ("2 pages", 2 * WORDS_A_PAGE),
        (" 1 PAGE ", WORDS_A_PAGE),
        ("1.5 pages", 675),
        ("1,5 pages", 675),
        ("1,000 pages", 1000 * WORDS_A_PAGE),
    ],
)
def test_words_and_pages_are_understood(text: str, words: int) -> None:
    assert words_meant(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "two pages",
        "2 sheets",
        "about 900",
        "900 words or so",
        "-1",
        "1.5",
        "1.5 words",
        "0",
        "0 pages",
        "٢",
        "1e9",
        "9" * 20,
    ],
)
def test_what_is_no_length_is_none(text: str) -> None:
    assert words_meant(text) is None


def test_too_many_commas_are_no_number_of_pages() -> None:
    assert words_meant("1,2,3 pages") is None
