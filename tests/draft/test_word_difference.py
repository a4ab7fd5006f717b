"""The difference between two wordings, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.word_difference import Fate, Stretch, aligned, common_ends, difference, marked


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


def test_runs_of_words_are_the_same_in_both_or_not() -> None:
    assert list(aligned(["a", "b", "c"], ["a", "x", "c", "d"])) == [
        (True, ["a"], ["a"]),
        (False, ["b"], ["x"]),
        (True, ["c"], ["c"]),
        (False, [], ["d"]),
    ]
    assert list(aligned([], [])) == []


def test_the_common_ends_of_two_texts_are_cut_between_words() -> None:
    assert common_ends("We train all judges.", "We train judges.") == ("We train ", "all ", "", "judges.")
    assert common_ends("cat", "cart") == ("", "cat", "cart", "")
    assert common_ends("a b", "a b") == ("a b", "", "", "")


@given(st.text(alphabet="ab \n", max_size=20), st.text(alphabet="ab \n", max_size=20))
def test_the_ends_and_the_middles_give_both_texts_to_the_letter(one: str, other: str) -> None:
    before, mine, yours, after = common_ends(one, other)
    assert before + mine + after == one
    assert before + yours + after == other
