"""Two saves of one file wait for each other; where no lock can be made, saving goes on without."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from errno import ENOLCK
from pathlib import Path

import pytest

from drafter.draft.tree import Place
from drafter.errors import CannotWrite
from drafter.storage import folders, locks
from drafter.storage.locks import HeldLock
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


def test_a_lock_holds_until_it_is_released_and_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    held = HeldLock.acquire(tmp_path / "a.lock")
    assert held is not None
    assert HeldLock.acquire(tmp_path / "a.lock") is None
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "a.lock").stat().st_mode) == 0o600
    held.release()
    again = HeldLock.acquire(tmp_path / "a.lock")
    assert again is not None
    again.release()


def test_a_killed_session_holds_no_lock_any_more(tmp_path: Path) -> None:
    hold = (
        "import sys, pathlib; from drafter.storage.locks import HeldLock\n"
        "held = HeldLock.acquire(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path / "a.lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as session:
        assert session.stdout.readline() == "held\n"
        assert HeldLock.acquire(tmp_path / "a.lock") is None
        session.kill()
    lock = HeldLock.acquire(tmp_path / "a.lock")
    assert lock is not None
    lock.release()


@pytest.mark.skipif(os.name != "posix", reason="an open file can't be removed there")
def test_a_lock_file_removed_before_it_is_locked_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, lock = tmp_path / "a.lock", locks._lock
    removed: list[Path] = []

    def remove_first(handle: int) -> None:
        if not removed:
            removed.append(file)
            file.unlink()
        lock(handle)

    monkeypatch.setattr(locks, "_lock", remove_first)
    held = HeldLock.acquire(file)
    assert removed and held is not None
    assert HeldLock.acquire(file) is None
    held.release()


def test_on_a_file_system_without_locks_saving_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "_lock", refuse)
    with locks.locked(tmp_path / "a"), locks.locked(tmp_path / "a"):
        pass
    presence = locks.Presence("one")
    presence.enter(tmp_path / "a")
    assert locks.Presence("other").others(tmp_path / "a") == frozenset()
    presence.leave()
