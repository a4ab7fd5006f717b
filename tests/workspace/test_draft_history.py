"""Undo and redo give back exactly what was there; what is made of a draft is made once for each version of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.draft import Draft
from drafter.workspace import Workspace
from drafter.workspace.draft_history import PerDraft, Steps
from tests import builders


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    return Workspace.new(tmp_path / "draft.yaml", builders.corpus()).draft


def test_it_is_made_once_for_each_version(draft: Draft) -> None:
    made: list[Draft] = []

    def id_of(draft: Draft) -> str:
        made.append(draft)
        return draft.id

    ids = PerDraft(id_of)
    other = replace(draft, id="Another")
    assert [ids.of(version) for version in (draft, draft, other, other)] == [draft.id, draft.id, "Another", "Another"]
    assert made == [draft, other]


def test_what_fails_is_tried_again(draft: Draft) -> None:
    answers = iter((ValueError("not yet"), "now"))

    def make(_: Draft) -> str:
        answer = next(answers)
        if isinstance(answer, str):
            return answer
        raise answer

    derived = PerDraft(make)
    with pytest.raises(ValueError, match="not yet"):
        derived.of(draft)
    assert derived.of(draft) == "now"


def test_who_asks_gets_what_belongs_to_his_draft_though_another_thread_asks_meanwhile(draft: Draft) -> None:
    begun, go_on = Event(), Event()

    def make(version: Draft) -> str:
        if version.id == "slow":
            begun.set()
            go_on.wait(60)
        return version.id

    derived, found = PerDraft(make), []
    slow, quick = replace(draft, id="slow"), replace(draft, id="quick")
    thread = Thread(target=lambda: found.append(derived.of(slow)))
    thread.start()
    assert begun.wait(60)
    assert derived.of(quick) == "quick"
    go_on.set()
    thread.join()
    assert found == ["slow"]
    assert derived.of(quick) == "quick"


def test_a_new_step_ends_what_could_be_redone() -> None:
    history = Steps.of(0).then(1, "one").undo().then(2, "two")
    assert history.redo() is history
    assert [step.value for step in (*history.past, history.present)] == [0, 2]


def test_an_equal_value_is_no_step() -> None:
    history = Steps.of(0).then(1, "one")
    assert history.then(1, "again") is history


def test_a_step_says_when_it_was_done_which_makes_it_no_other_step() -> None:
    noon = datetime(2020, 3, 31, 12, tzinfo=UTC)
    history = Steps.of(0).then(1, "one", noon)
    assert [step.when for step in (*history.past, history.present)] == [None, noon]
    assert history.undo().redo().present.when == noon
    assert history == Steps.of(0).then(1, "one")


def test_there_is_nothing_to_undo_at_the_beginning() -> None:
    history = Steps.of(0)
    assert history.undo() is history


@given(st.lists(st.integers()))
def test_as_many_undos_as_steps_give_the_first_value_and_as_many_redos_the_last(values: list[int]) -> None:
    history = Steps.of(0)
    for value in values:
        history = history.then(value, f"set {value}")
    last, steps = history, len(history.past)
    for _ in range(steps):
        history = history.undo()
    assert history.value == 0
    for _ in range(steps):
        history = history.redo()
    assert history == last
