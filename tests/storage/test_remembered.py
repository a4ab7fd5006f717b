"""The memory is kept from session to session; where it can't be read, it is empty, and nobody hears of it."""

import json
from pathlib import Path

import pytest

from drafter.storage import remembered, state
from drafter.storage.remembered import Remembered, Seen


def test_everything_is_remembered() -> None:
    memory = Remembered(
        (Path("/ü/“draft” [1].yaml"),),
        "drafter-light",
        True,
        {"d-1": 900, "d-1/2": 5},
        {"d": Seen("outline", "1.II", "p", ("preamble", "p-1"))},
        ("comments", "clean"),
    )
    remembered.save(memory)
    assert remembered.load() == memory


@pytest.mark.parametrize(
    "change",
    [
        None,
        [],
        {"recent": None},
        {"recent": [1]},
        {"targets": []},
        {"targets": {"d": "many"}},
        {"places": {"d": []}},
        {"places": {"d": 5}},
        {"exported": 5},
    ],
)
def test_a_memory_that_can_t_be_read_is_empty(change: object) -> None:
    remembered.save(Remembered(theme="drafter-light"))
    path = state.base() / "remembered.json"
    known = json.loads(path.read_text())
    path.write_text(json.dumps({**known, **change} if isinstance(change, dict) else change))
    assert remembered.load() == Remembered()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000])
def test_so_is_one_that_is_no_json(content: bytes) -> None:
    remembered.save(Remembered())
    (state.base() / "remembered.json").write_bytes(content)
    assert remembered.load() == Remembered()
