"""What a paragraph's text is made of: opening words, square brackets, the rest; joined, the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.inline_runs import PieceLook, opening, pieces


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Recalling the Declaration,", "Recalling"),
        ("Recalling also its resolution,", "Recalling also"),
        ("Noting with deep concern that", "Noting with deep concern"),
        ("Bearing in mind the work of", "Bearing in mind"),
        ("Taking note of the report,", "Taking note of"),
        ("Deeply concerned about crime,", "Deeply concerned"),
        ("Mindful of the need,", "Mindful"),
        ("Convinced that", "Convinced"),
        ("We, Heads of State", ""),
        ("recalling the Declaration", ""),
        ("", ""),
    ],
)
def test_the_opening_words_are_a_participle_and_what_belongs_to_it(text: str, words: str) -> None:
    assert text[: opening(text)] == words


@pytest.mark.parametrize(
    ("text", "bracketed"),
    [
        ("plain", []),
        ("[all]", ["[all]"]),
        ("a [b] c [d [e] f] g", ["[b]", "[d ", " f]"]),
        ("[a", []),
        ("a] b", []),
        ("a] [b] c", ["[b]"]),
        ("[a [b] c", ["[b]"]),
        ("[a] [b", ["[a]"]),
    ],
)
def test_closed_brackets_are_told_apart(text: str, bracketed: list[str]) -> None:
    assert [one.text for one in pieces(text) if one.look is PieceLook.BRACKETED] == bracketed


def test_opening_words_come_first() -> None:
    found = [(one.text, one.look) for one in pieces("Recalling [the] rest", 9)]
    assert found == [
        ("Recalling", PieceLook.OPENING), (" ", PieceLook.PLAIN), ("[the]", PieceLook.BRACKETED),
        (" rest", PieceLook.PLAIN),
    ]  # fmt: skip


@given(st.text("ab[] ", max_size=40), st.integers(0, 5))
def test_joined_they_are_the_text(text: str, cut: int) -> None:
    assert "".join(one.text for one in pieces(text, min(cut, len(text)))) == text
