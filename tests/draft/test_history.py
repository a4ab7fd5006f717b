"""Undo and redo give back exactly what was there."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.history import History


def test_a_new_step_ends_what_could_be_redone() -> None:
    history = History.of(0).then(1, "one").undo().then(2, "two")
    assert history.redo() is history
    assert [step.value for step in (*history.past, history.present)] == [0, 2]


def test_an_equal_value_is_no_step() -> None:
    history = History.of(0).then(1, "one")
    assert history.then(1, "again") is history


def test_a_step_says_when_it_was_done_which_makes_it_no_other_step() -> None:
    noon = datetime(2020, 3, 31, 12, tzinfo=UTC)
    history = History.of(0).then(1, "one", noon)
    assert [step.when for step in (*history.past, history.present)] == [None, noon]
    assert history.undo().redo().present.when == noon
    assert history == History.of(0).then(1, "one")


def test_there_is_nothing_to_undo_at_the_beginning() -> None:
    history = History.of(0)
    assert history.undo() is history


@given(st.lists(st.integers()))
def test_as_many_undos_as_steps_give_the_first_value_and_as_many_redos_the_last(values: list[int]) -> None:
    history = History.of(0)
    for value in values:
        history = history.then(value, f"set {value}")
    last, steps = history, len(history.past)
    for _ in range(steps):
        history = history.undo()
    assert history.value == 0
    for _ in range(steps):
        history = history.redo()
    assert history == last
