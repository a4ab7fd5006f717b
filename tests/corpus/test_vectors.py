"""Sparse vectors."""

import pytest

from drafter.corpus.similarity import dot, heaviest, unit


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
