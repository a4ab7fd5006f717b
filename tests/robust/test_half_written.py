"""Words in an open window survive `kill -9` and a closed terminal: the next start offers them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from drafter.storage import unsaved_texts
from drafter.workspace import Workspace
from tests.robust.terminal import ENTER, opened
from tests.robust.test_terminal import CORPUS, draft_left_at_a_paragraph

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")


@pytest.mark.parametrize("name", ["SIGKILL", "SIGHUP"])
def test_words_that_are_kept_are_offered_by_the_next_start(tmp_path: Path, name: str) -> None:
    path = draft_left_at_a_paragraph(tmp_path)

    def kept() -> list[str]:
        return [words.text for words in unsaved_texts.listing(path)]

    with opened(tmp_path, "-m", "drafter", "open", "draft.yaml") as terminal:
        terminal.until(lambda: "enter Edit" in terminal.text)
        terminal.type(ENTER, "Wording of OP1")
        terminal.type(" Half written", "We act. Half written")
        terminal.until(lambda: kept() == ["We act. Half written"])
        terminal.process.send_signal(getattr(signal, name))
        terminal.ended()
    assert kept() == ["We act. Half written"]
    with opened(tmp_path, "-m", "drafter", "open", "draft.yaml") as terminal:
        terminal.until(lambda: "Words that you were writing when drafter ended" in terminal.text)
        terminal.type(ENTER, "Done: reword OP1")
        terminal.process.send_signal(signal.SIGTERM)
        terminal.ended()
    (spot,) = Workspace.open(path, CORPUS).draft.spots.values()
    assert spot.paragraph.written == "We act. Half written"
    assert kept() == []
