"""Two saves of one file wait for each other; where no lock can be made, saving goes on without."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drafter.draft.tree import Place
from drafter.errors import CannotWrite
from drafter.storage import folders, locks
from drafter.workspace import ChangedUnderneath, Workspace
from tests.builders import corpus

CORPUS = corpus()


def test_a_file_that_another_drafter_holds_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    with (
        locks.locked(tmp_path / "a"),
        pytest.raises(CannotWrite, match="another drafter is writing this file"),
        locks.locked(tmp_path / "sub" / ".." / "a"),
    ):
        pass
    with locks.locked(tmp_path / "a"), locks.locked(tmp_path / "b"):
        pass


def test_without_a_state_folder_there_is_no_lock_and_saving_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(folders.VARIABLE, str(tmp_path / "file"))
    workspace = Workspace.new(tmp_path / "draft.yaml", CORPUS)
    workspace.edits.add("We act.", Place("justice"))
    workspace.file.save()
    assert Workspace.open(workspace.file.path, CORPUS).draft == workspace.draft


def test_of_two_writers_at_once_one_is_told(tmp_path: Path) -> None:
    path = Workspace.new(tmp_path / "draft.yaml", CORPUS).file.path
    for _ in range(20):
        both = [Workspace.open(path, CORPUS) for _ in range(2)]
        for number, workspace in enumerate(both):
            workspace.edits.add(f"Writer {number}.", Place("justice"))

        def save(workspace: Workspace) -> bool:
            try:
                workspace.file.save()
            except ChangedUnderneath:
                return False
            return True

        with ThreadPoolExecutor(2) as pool:
            saved = list(pool.map(save, both))
        assert sorted(saved) == [False, True]
        loser, winner = (both[saved.index(which)] for which in (False, True))
        assert not loser.file.merge_underneath().contested
        loser.file.save()
        have = Workspace.open(path, CORPUS).draft.spots
        assert set(winner.draft.spots) | set(loser.draft.spots) <= set(have)
