"""The views of a text with alternatives: balanced, rightly spaced, and none loses a word that it should have."""

from __future__ import annotations

import pytest
from hypothesis import given

from drafter.draft.bracket_notation import read
from drafter.draft.text import ATTRIBUTED, BASE, LONGEST, SHORTEST, UNATTRIBUTED, Text, View, ViewKind
from tests.draft.texts import PARTIES, texts
from tests.examples import examples

VIEWS = [ATTRIBUTED, UNATTRIBUTED, BASE, LONGEST, SHORTEST, *(View(ViewKind.PARTY, (party,)) for party in PARTIES)]


@examples(60)
@given(texts())
def test_every_view_is_balanced_and_rightly_spaced(text: Text) -> None:
    for view in VIEWS:
        wording = text.wording(view)
        depth = 0
        for sign in wording:
            depth += (sign == "[") - (sign == "]")
            assert depth >= 0
        assert depth == 0
        assert "  " not in wording
        assert " ." not in wording
        assert " ," not in wording
        if view.plain:
            assert "[" not in wording


@examples(60)
@given(texts())
def test_the_public_view_names_nobody_and_says_all(text: Text) -> None:
    wording = text.wording(UNATTRIBUTED)
    assert not any(sign.isascii() and sign.isupper() for sign in wording)
    for alternatives in text.all_alternatives():
        for option in alternatives.options:
            assert option.text.wording(UNATTRIBUTED).strip() in wording


@examples(60)
@given(texts())
def test_the_longest_and_the_shortest_are_wordings(text: Text) -> None:
    counts = [len(wording.split()) for wording in text.wordings()]
    assert len(text.wording(LONGEST).split()) >= max(counts)
    assert len(text.wording(SHORTEST).split()) <= min(counts)
    assert text.wordings()[0] == text.base


@pytest.mark.parametrize("depth", [1, 10, 24])
def test_deep_texts_are_worded_at_once(depth: int) -> None:
    text = read("[a " * depth + "b" + " c]" * depth, "p")
    assert text.wording(LONGEST) == "a " * depth + "b" + " c" * depth
    assert text.wording(SHORTEST) == ""


@pytest.mark.parametrize(
    ("words", "base", "shortest"),
    [
        ("We [also] urge", "We also urge", "We urge"),
        ("We urge [them].", "We urge them.", "We urge."),
        ("We [a] [b] urge", "We a b urge", "We urge"),
        ("[Also] urge", "Also urge", "urge"),
        ("We urge [them]", "We urge them", "We urge"),
        ("the wom[e]n", "the women", "the womn"),
    ],
)
def test_words_that_are_not_there_leave_no_space(words: str, base: str, shortest: str) -> None:
    text = read(words, "p")
    assert (text.base, text.wording(SHORTEST)) == (base, shortest)
    assert text.wording(ATTRIBUTED).replace(" / ", "][") == words
