"""How alike texts are, as weighted words."""

import pytest

from drafter.corpus.similarity import Formula, WeightedTexts, Weights, asks, dot, heaviest, likeness, other_means, unit
from tests.builders import corpus

PLAIN = Formula(repetition=float, rarity=lambda texts, having: texts / (having + 1))


def test_a_vector_is_as_like_itself_as_can_be() -> None:
    one = unit({"a": 3.0, "b": 4.0})
    assert dot(one, one) == pytest.approx(1)
    assert dot(one, {"c": 1.0}) == 0
    assert dot({"a": 1.0}, {"a": 0.5, "b": 2.0, "c": 1.0}) == 0.5


def test_nothing_has_no_direction() -> None:
    assert unit({}) == {}
    assert unit({"a": 0.0}) == {}


def test_the_heaviest_come_first_and_equal_ones_by_the_alphabet() -> None:
    assert list(heaviest({"b": 1.0, "a": 1.0, "c": 2.0}, 2)) == ["c", "a"]


def test_a_feature_weighs_by_its_mentions_and_by_how_few_texts_have_it() -> None:
    weights = Weights([{"a": 1, "b": 2}, {"a": 5}], PLAIN)
    assert weights.texts == 2
    assert weights.frequency == {"a": 2, "b": 1}
    assert weights.of({"a": 3, "b": 1, "nobody's": 1}) == {"a": 2.0, "b": 1.0, "nobody's": 2.0}


def test_texts_are_alike_by_what_they_share() -> None:
    texts = WeightedTexts([{"a": 1}, {"a": 1, "b": 1}, {"c": 1}, {}], PLAIN)
    alike = texts.likeness({"a": 7})
    assert alike.keys() == {0, 1}
    assert alike[0] == pytest.approx(1)
    assert 0 < alike[1] < 1
    assert texts.likeness({}) == {}
    for counted in ({"a": 7}, {"b": 2, "nobody's": 1, "a": 1}):
        one_by_one = texts.one_by_one(counted)
        assert [one_by_one(place) for place in range(4)] == [
            texts.likeness(counted).get(place, 0) for place in range(4)
        ]


def test_likeness_has_no_direction_and_is_whole_for_the_same_words_under_the_same_theme() -> None:
    texts = {"NO 1(b)": "Protect victims of crime.", "SO 7(b)": "Protect victims of crime."}
    one, other = (ask for ask in asks(corpus(texts)) if ask.id in texts)
    assert likeness(one, other) == likeness(other, one) > 0.9


def test_a_study_and_an_instrument_are_other_means() -> None:
    texts = {"NO 1(a)": "Study cybercrime.", "SO 7(b)": "Devise a treaty on cybercrime.", "SO 9": "Fight cybercrime."}
    by_id = {ask.id: ask for ask in asks(corpus(texts))}
    assert other_means(by_id["NO 1(a)"], by_id["SO 7(b)"])
    assert not other_means(by_id["NO 1(a)"], by_id["SO 9"])
