"""What is made of a draft is made once for each version of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from drafter.draft.draft import Draft
from drafter.workspace import Workspace
from drafter.workspace.draft_history import PerDraft
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
    assert [ids.of(one) for one in (draft, draft, other, other)] == [draft.id, draft.id, "Another", "Another"]
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

    def make(one: Draft) -> str:
        if one.id == "slow":
            begun.set()
            go_on.wait(5)
        return one.id

    derived, found = PerDraft(make), []
    slow, quick = replace(draft, id="slow"), replace(draft, id="quick")
    thread = Thread(target=lambda: found.append(derived.of(slow)))
    thread.start()
    assert begun.wait(5)
    assert derived.of(quick) == "quick"
    go_on.set()
    thread.join()
    assert found == ["slow"]
    assert derived.of(quick) == "quick"
