"""The difference between two wordings, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.word_difference import Fate, Stretch, difference, marked


def test_a_word_exchanged() -> None:
    found = difference("We ensure it.", "We consider it.")
    assert found == (
        Stretch(Fate.SAME, "We "),
        Stretch(Fate.OUT, "ensure"),
        Stretch(Fate.IN, "consider"),
        Stretch(Fate.SAME, " it."),
    )
    assert marked(found) == "We [-ensure-]{+consider+} it."


def test_the_same_twice_is_one_stretch_and_nothing_is_none() -> None:
    assert difference("a b", "a b") == (Stretch(Fate.SAME, "a b"),)
    assert difference("", "") == ()
    assert marked(difference("", "new")) == "{+new+}"


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_holds_both_wordings_to_the_letter(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(one.text for one in found if one.fate is not Fate.IN) == before
    assert "".join(one.text for one in found if one.fate is not Fate.OUT) == after
