"""How long a user says that a text should be at most."""

import pytest

from drafter.draft.length import WORDS_A_PAGE, words_meant


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
