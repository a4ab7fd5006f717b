"""The memory is kept from session to session; where it can't be read, it is empty, and nobody hears of it."""

import json
from pathlib import Path

import pytest

from drafter.storage import folders, ui_state
from drafter.storage.ui_state import LeftPlace, UiState


def test_everything_is_remembered() -> None:
    memory = UiState(
        (Path("/ü/“draft” [1].yaml"),),
        "drafter-light",
        True,
        True,
        {"d-1": 900, "d-1/2": 5},
        {"d": LeftPlace("outline", "1.II", "p", ("preamble", "p-1"))},
        ("comments", "clean"),
        {"d": "CA"},
        {"Jane Doe": "US"},
    )
    ui_state.save(memory)
    assert ui_state.load() == memory


@pytest.mark.parametrize(
    "change",
    [
        None,
        [],
        {"recent": None},
        {"recent": [1]},
        {"targets": []},
        {"targets": {"d": "many"}},
        {"targets": {"d": float("inf")}},
        {"places": {"d": []}},
        {"places": {"d": 5}},
        {"exported": 5},
        {"parties": ["CA"]},
        {"authors": ["CA"]},
    ],
)
def test_a_memory_that_can_t_be_read_is_empty(change: object) -> None:
    ui_state.save(UiState(theme="drafter-light"))
    path = folders.state_folder() / "remembered.json"
    known = json.loads(path.read_text())
    path.write_text(json.dumps({**known, **change} if isinstance(change, dict) else change))
    assert ui_state.load() == UiState()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
def test_so_is_one_that_is_no_json(content: bytes) -> None:
    ui_state.save(UiState())
    (folders.state_folder() / "remembered.json").write_bytes(content)
    assert ui_state.load() == UiState()
