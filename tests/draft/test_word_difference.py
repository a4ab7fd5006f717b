"""The difference between two wordings, word by word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.word_difference import Fate, Stretch, aligned, difference, marked, simplified


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


LONG = "We protect all victims of crime, and their families too. " * 20


def test_long_texts_are_compared_as_finely_as_short_ones() -> None:
    before, after = f"{LONG}We ensure it. {LONG}", f"{LONG}We consider it, now. {LONG}"
    assert marked(difference(before, after)) == f"{LONG}We [-ensure-]{{+consider+}} it{{+, now+}}. {LONG}"
    assert difference(LONG, LONG) == (Stretch(Fate.SAME, LONG),)
    assert [one.fate for one in difference(f"{LONG}{LONG}", f"{LONG}{LONG}They act.")] == [Fate.SAME, Fate.IN]


def test_of_two_long_texts_with_nothing_in_common_one_went_and_one_came() -> None:
    before, after = " ".join(f"a{n}" for n in range(400)), " ".join(f"b{n}" for n in range(400))
    assert difference(before, after) == (Stretch(Fate.OUT, before), Stretch(Fate.IN, after))


@given(
    st.lists(st.sampled_from(["We ", "act", " now", ", ", "\n", LONG, "x" * 900]), max_size=6).map("".join), st.data()
)
def test_a_long_difference_holds_both_wordings_to_the_letter(before: str, data: st.DataObject) -> None:
    cut, end = sorted(data.draw(st.tuples(st.integers(0, len(before)), st.integers(0, len(before)))))
    after = before[:cut] + " new " + before[end:]
    found = difference(before, after)
    assert "".join(one.text for one in found if one.fate is not Fate.IN) == before
    assert "".join(one.text for one in found if one.fate is not Fate.OUT) == after
    assert all(one.text for one in found)
    assert not any(one.fate is other.fate is Fate.SAME for one, other in pairwise(found))


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


def test_words_that_were_exchanged_side_by_side_read_as_one_exchange() -> None:
    before, after = "We act and wait here.", "We stop or leave here."
    assert marked(difference(before, after)) == "We [-act-]{+stop+} [-and-]{+or+} [-wait-]{+leave+} here."
    assert marked(simplified(difference(before, after))) == "We [-act and wait-]{+stop or leave+} here."
    apart = difference("We act now and here.", "We stop now {and} there.")
    assert simplified(apart) == apart
    assert marked(simplified(difference("a b", "a"))) == "a[- b-]"
    assert simplified(()) == ()


@given(st.text(alphabet="ab c.", max_size=30), st.text(alphabet="ab c.", max_size=30))
def test_joined_it_holds_both_wordings_still(before: str, after: str) -> None:
    found = simplified(difference(before, after))
    assert "".join(one.text for one in found if one.fate is not Fate.IN) == before
    assert "".join(one.text for one in found if one.fate is not Fate.OUT) == after


def test_of_another_version_the_words_are_not_mixed() -> None:
    before = "We will prevent and counter crime, and promote and protect a secure network."
    after = "We will encourage the group of experts to expedite its work on an instrument."
    assert simplified(difference(before, after)) == (Stretch(Fate.OUT, before), Stretch(Fate.IN, after))
    assert marked(simplified(difference("We act.", "They sing."))) == "[-We act-]{+They sing+}."
