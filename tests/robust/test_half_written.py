"""Words in an open window survive `kill -9` and a closed terminal: the next start offers them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from drafter.draft.tree import Place
from drafter.storage import editor_recovery, ui_state
from drafter.storage.ui_state import Remembered, Seen
from drafter.workspace import Workspace
from tests.robust.test_terminal import CORPUS, opened, read_until_quiet

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no pseudo-terminals")


def until(shown: bytes, handle: int, words: bytes) -> bytes:
    """What the terminal shows until these words are among it."""
    for _ in range(60):
        if words in shown:
            return shown
        shown += read_until_quiet(handle, 0.1, 0.5)
    raise AssertionError(shown[-3000:])


@pytest.mark.parametrize("name", ["SIGKILL", "SIGHUP"])
def test_words_older_than_a_second_are_offered_by_the_next_start(tmp_path: Path, name: str) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", CORPUS)
    workspace.edits.add("We act.", Place(workspace.draft.parts[-1].id))
    workspace.file.save()
    place = Seen("outline", "", next(iter(workspace.draft.spots)))
    ui_state.save(Remembered(tour=True).left(workspace.draft.id, place))
    with opened(tmp_path, "-m", "drafter", "open", "draft.yaml") as (terminal, process):
        shown = b""
        for _ in range(8):  # until the outline is there, where it opens the wording
            os.write(terminal, b"\r")
            shown += read_until_quiet(terminal, 0.15, 5)
            if b"ctrl+home" in shown:
                break
        os.write(terminal, b" Half written")
        until(b"", terminal, b"written")
        time.sleep(1.0)
        process.send_signal(getattr(signal, name))
        process.wait(timeout=20)
    assert [words.text for words in editor_recovery.listing(workspace.file.path)] == ["We act. Half written"]
    with opened(tmp_path, "-m", "drafter", "open", "draft.yaml") as (terminal, process):
        for _ in range(8):  # until the offer is there to be accepted
            os.write(terminal, b"\r")
            if b"Done" in read_until_quiet(terminal, 0.15, 5):
                break
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
    (spot,) = Workspace.open(workspace.file.path, CORPUS).draft.spots.values()
    assert spot.paragraph.text == "We act. Half written"
    assert editor_recovery.listing(workspace.file.path) == ()
