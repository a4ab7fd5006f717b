"""A draft in which something is proposed."""

from __future__ import annotations

import pytest

from drafter.draft.tree import Place
from drafter.workspace import Workspace

BASE = "We will ensure justice for all victims."


@pytest.fixture
def contested(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """OP1, in which EU (1 March) and US (2 March) want other words; OP2, which JP proposes to delete (3 March); OP3, in
    which nothing is open. The day is 4 March 2026.
    """
    for words in (BASE, "We note the report.", "We thank Japan."):
        workspace.edits.add(words, Place("prevention"))
    first, second, _ = workspace.draft.spots
    acts = workspace.acts

    def it_is(day: str) -> None:
        monkeypatch.setattr("drafter.workspace.negotiation_steps.today", lambda: day)

    it_is("2026-03-01")
    acts.propose_words(first, "We will promote justice for all victims.", ["EU"])
    it_is("2026-03-02")
    acts.propose_words(first, "We will consider justice for all victims.", ["US"])
    it_is("2026-03-03")
    acts.propose_deletion(second, ["JP"])
    it_is("2026-03-04")
    workspace.file.save()
    return workspace
