"""Decisions on a Word file are kept apart by file and draft; where they can't be read there are none."""

from pathlib import Path

import pytest

from drafter.storage import kept_decisions
from drafter.storage.kept_decisions import KeptDecisions

MADE = KeptDecisions({"e1": "taken", "e2": "left"}, {"Jane “[Doe]”": "US", "": "JP"})


def test_they_are_kept_by_file_and_by_draft(tmp_path: Path) -> None:
    one, other = (kept_decisions.place(tmp_path / "draft.yaml", content) for content in (b"one", b"other"))
    elsewhere = kept_decisions.place(tmp_path / "copy.yaml", b"one")
    kept_decisions.keep(one, MADE)
    assert [kept_decisions.load(path) for path in (one, other, elsewhere)] == [MADE, KeptDecisions(), KeptDecisions()]
    assert one.stat().st_mode & 0o077 == 0
    assert one.parent.stat().st_mode & 0o077 == 0


def test_none_has_no_file(tmp_path: Path) -> None:
    path = kept_decisions.place(tmp_path / "draft.yaml", b"one")
    kept_decisions.keep(path, MADE)
    kept_decisions.keep(path, KeptDecisions())
    assert not path.exists()
    kept_decisions.keep(path, KeptDecisions())
    kept_decisions.keep(path, KeptDecisions(parties={"": "US"}))
    assert kept_decisions.load(path) == KeptDecisions(parties={"": "US"})


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"made": 5, "parties": {}}', b"\xff", b"[" * 100_000])
def test_what_can_not_be_read_is_none(tmp_path: Path, content: bytes) -> None:
    path = kept_decisions.place(tmp_path / "draft.yaml", b"one")
    kept_decisions.keep(path, MADE)
    path.write_bytes(content)
    assert kept_decisions.load(path) == KeptDecisions()


def test_the_oldest_make_room(tmp_path: Path) -> None:
    paths = [kept_decisions.place(tmp_path / "draft.yaml", bytes([number])) for number in range(60)]
    for path in paths:
        kept_decisions.keep(path, MADE)
    assert len(list(paths[0].parent.glob("*.json"))) == 40
    assert kept_decisions.load(paths[-1]) == MADE
