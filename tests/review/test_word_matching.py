"""Texts matched word by word: the same word counts whole, one used for it less; what no text says counts against."""

import pytest

from drafter.corpus.near_words import NONE, NearWords
from drafter.review.word_matching import WordMatching, matched, rarities

TEXTS = ["Train judges in prisons.", "Share data on smuggled goods.", "Train teachers in villages.", ""]
NEAR = NearWords(["contraband smuggl:70 goods:50", "teacher judge:40"])


def test_a_text_covers_itself_and_what_shares_nothing_is_left_out() -> None:
    matching = WordMatching(TEXTS, NONE)
    for place, text in enumerate(TEXTS[:3]):
        assert matching.likeness(text)[place] == pytest.approx(1)
    assert matching.likeness("") == {}
    assert matching.likeness("Vaccinate newborns.") == {}


def test_a_synonym_counts_less_than_the_word_and_a_near_word_less_still() -> None:
    matching = WordMatching(TEXTS, NEAR)
    same, synonym = matching.likeness("Train judges in prisons.")[0], matching.likeness("Train judges in jails.")[0]
    near = matching.likeness("Train teachers in prisons.")[0]
    assert same > synonym > near > 0
    said = "Share contraband."
    assert matching.likeness(said)[1] > WordMatching(TEXTS, NONE).likeness(said)[1]


SAID = ("Train judges in prisons.", "Train teachers in jails.", "Share contraband and data on villages.")


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("near", [NONE, NEAR])
@pytest.mark.parametrize("least", [0.2, 0.5, 0.9])
def test_the_likely_are_all_that_match_so_well_and_each_matches_as_among_all(
    said: str, near: NearWords, least: float
) -> None:
    matching = WordMatching(TEXTS[:3], near)
    among, one_by_one = matching.likeness(said), matching.one_by_one(said)
    assert [one_by_one(place) for place in range(3)] == [among.get(place, 0) for place in range(3)]
    assert {place for place, alike in among.items() if alike >= least} <= set(matching.likely(said, least))


def test_what_has_hardly_any_of_the_words_is_not_likely() -> None:
    matching = WordMatching(TEXTS, NONE)
    assert matching.likely(TEXTS[0], 0.9) == [0]
    assert matching.likely("Vaccinate newborns.", 0.9) == []


def test_what_no_text_says_counts_against_it() -> None:
    matching = WordMatching(TEXTS, NONE)
    assert matching.likeness("Train judges.")[0] > matching.likeness("Train judges, vaccinate newborns.")[0]


def test_two_texts_alone_cover_each_other_as_one_and_many_do() -> None:
    texts = [frozenset({"train", "judg", "prison"}), frozenset({"shar", "data"}), frozenset[str]()]
    weights = rarities(texts)
    assert matched(texts[0], texts[0], weights) == pytest.approx(1)
    assert matched(texts[0], texts[1], weights) == matched(texts[0], texts[2], weights) == 0
    assert 0.9 < matched(texts[0], frozenset({"train", "judg", "jail"}), weights) < 1
    assert matched(texts[0], texts[0] | {"vaccinat"}, weights) < 0.9
