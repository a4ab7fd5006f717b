"""Words that are used for one another, as a list has them."""

from drafter.corpus.near_words import NONE, NearWords
from drafter.storage import word_lists


def test_a_line_names_a_stem_and_those_near_it() -> None:
    near = NearWords(["prison jail:84 inmat:72"])
    assert list(near.of("prison")) == [("jail", 0.84), ("inmat", 0.72)]
    assert list(near.of("jail")) == list(NONE.of("prison")) == []


def test_the_list_that_comes_with_drafter_has_words_of_the_field() -> None:
    assert "jail" in dict(word_lists.near_words().of("prison"))
    assert word_lists.near_words() is word_lists.near_words()
