"""A save that is cut at any step leaves the file as it was or as it should be, and the next one clears up."""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from drafter.draft.tree import Place
from drafter.errors import CannotWrite
from drafter.storage import draft_yaml, earlier_versions, files, unsaved_drafts
from drafter.storage.unsaved_drafts import KeptWork
from drafter.workspace import ChangedUnderneath, Workspace
from tests.builders import corpus

CORPUS = corpus()
STEPS = {
    "open", "mkstemp", "os.chmod", "os.chown", "os.rename", "os.remove", "tempfile.mkstemp", "os.mkdir", "os.listdir",
}  # fmt: skip
posix = pytest.mark.skipif(os.name != "posix", reason="fork is the others'")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace.new(tmp_path / "draft.yaml", CORPUS)
    made.edits.add("First.", Place("justice"))
    made.file.save()
    made.edits.add("Second.", Place("justice"))
    return made


def kept_by_another(workspace: Workspace) -> KeptWork:
    """The draft as a recovery file of another session, which began with what the file holds."""
    data = draft_yaml.dump(workspace.draft).encode()
    return unsaved_drafts.keep(workspace.file.path, "another", data, workspace.file.path.read_bytes())


def cut(act: Callable[[], object], after: int) -> bool:
    """Do it in a process that ends without a word after so many steps on files; whether it came to its end."""
    child = os.fork()
    if child == 0:
        left = after

        def step(event: str, _arguments: object) -> None:
            nonlocal left
            if event in STEPS:
                left -= 1
                if left < 0:
                    os._exit(9)

        fsync = os.fsync

        def slow_fsync(fd: Any) -> None:
            step("open", None)
            fsync(fd)
            step("open", None)

        os.fsync = slow_fsync
        sys.addaudithook(step)
        try:
            act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@posix
def test_a_save_that_is_cut_at_any_step_leaves_the_old_file_or_the_new(workspace: Workspace) -> None:
    before = workspace.file.path.read_bytes()
    seen = set()
    for after in range(200):
        workspace.file.path.write_bytes(before)
        whole = cut(workspace.file.save, after)
        seen.add(workspace.file.path.read_bytes())
        before_and_after = workspace.history.steps.past[-1].value, workspace.draft
        assert Workspace.open(workspace.file.path, CORPUS).draft in before_and_after
        if whole:
            break
    assert whole
    assert after > 6
    assert len(seen) == 2


@posix
def test_what_a_cut_save_left_beside_the_file_is_cleared_up_later(workspace: Workspace) -> None:
    for after in range(12):
        cut(workspace.file.save, after)
    left = [path for path in workspace.file.path.parent.iterdir() if path != workspace.file.path]
    assert left
    Workspace.open(workspace.file.path, CORPUS)
    assert all(path.exists() for path in left)
    for path in left:
        os.utime(path, (time.time() - 600,) * 2)
    Workspace.open(workspace.file.path, CORPUS)
    assert [path for path in workspace.file.path.parent.iterdir() if path != workspace.file.path] == []


def refuse(number: int) -> Callable[..., None]:
    def refused(*_arguments: object, **_named: object) -> None:
        raise OSError(number, os.strerror(number))

    return refused


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_a_full_or_read_only_disk_is_said_and_the_work_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before, whole = workspace.file.path.read_bytes(), files._write_whole
    monkeypatch.setattr(
        files,
        "_write_whole",
        lambda target, *rest: refuse(number)() if target == workspace.file.path else whole(target, *rest),
    )
    with pytest.raises(CannotWrite, match="Your work is kept in") as caught:
        workspace.file.save()
    assert os.strerror(number) in str(caught.value)
    assert workspace.file.path.read_bytes() == before
    assert workspace.file.unsaved
    workspace.edits.add("Third.", Place("justice"))
    with pytest.raises(CannotWrite):
        workspace.file.save()
    again = Workspace.open(workspace.file.path, CORPUS)
    (kept,) = again.file.recoverable
    assert not again.file.recover(kept).contested
    assert again.draft == workspace.draft
    monkeypatch.undo()


def test_kept_work_is_forgotten_once_it_is_saved(workspace: Workspace) -> None:
    keep = kept_by_another(workspace)
    again = Workspace.open(workspace.file.path, CORPUS)
    assert again.file.recoverable == (keep,)
    again.file.recover(keep)
    assert again.file.recoverable == ()
    assert keep.file.exists()
    again.file.save()
    assert not keep.file.exists()
    assert not keep.base.exists()


def test_a_failed_save_that_works_later_leaves_nothing_to_recover(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        whole = files._write_whole
        patched.setattr(
            files,
            "_write_whole",
            lambda target, *rest: refuse(28)() if target == workspace.file.path else whole(target, *rest),
        )
        with pytest.raises(CannotWrite):
            workspace.file.save()
        assert workspace.file.recoverable == ()
        assert len(unsaved_drafts.listing()) == 1
    workspace.file.save()
    assert unsaved_drafts.listing() == ()


def test_where_not_even_a_recovery_file_can_be_written_that_is_said(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_write_whole", refuse(errno.ENOSPC))
    with pytest.raises(CannotWrite, match="your work is in memory still"):
        workspace.file.save()
    assert workspace.file.unsaved


def test_kept_work_that_nobody_wants_stays_among_the_versions(workspace: Workspace) -> None:
    kept = kept_by_another(workspace)
    again = Workspace.open(workspace.file.path, CORPUS)
    again.file.dismiss(kept)
    assert again.file.recoverable == ()
    assert again.file.version(again.file.versions[0]) == workspace.draft


def test_kept_work_is_merged_where_the_file_went_on(workspace: Workspace) -> None:
    kept_by_another(workspace)
    again = Workspace.open(workspace.file.path, CORPUS)
    (first,) = again.draft.spots
    again.edits.reword(first, "First, in other words.")
    again.file.save()
    assert not again.file.recover(again.file.recoverable[0]).contested
    assert [spot.paragraph.written for spot in again.draft.spots.values()] == ["First, in other words.", "Second."]
    assert again.history.undo().startswith("recover what was kept on")


def test_what_changed_underneath_is_merged_and_kept(workspace: Workspace) -> None:
    other = Workspace.open(workspace.file.path, CORPUS)
    (first,) = other.draft.spots
    other.edits.reword(first, "Theirs altogether.")
    other.file.save()
    workspace.edits.reword(first, "Ours altogether.")
    with pytest.raises(ChangedUnderneath, match="Merge the two"):
        workspace.file.save()
    merged = workspace.file.merge_underneath(("EU", "G77"))
    assert [contest.what for contest in merged.contested] == ["text"]
    workspace.file.save()
    texts = [spot.paragraph.written for spot in Workspace.open(workspace.file.path, CORPUS).draft.spots.values()]
    assert texts == ["[First. / Ours altogether. - EU / Theirs altogether. - G77]", "Second."]
    assert unsaved_drafts.listing() == ()
    assert other.draft in [workspace.file.version(version) for version in workspace.file.versions]


def test_ten_versions_are_kept_and_can_be_opened_and_gone_back_to(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    monkeypatch.setattr(earlier_versions, "APART", 0.0)
    for count in range(14):
        monkeypatch.setattr(time, "time", lambda count=count: now + 60 * count)
        workspace.edits.add(f"Number {count}.", Place("justice"))
        workspace.file.save()
    assert len(workspace.file.versions) == earlier_versions.KEPT == 10
    whens = [version.when for version in workspace.file.versions]
    assert whens == sorted(whens, reverse=True)
    held = [len(workspace.file.version(version).spots) for version in workspace.file.versions]
    assert held[0] == len(workspace.draft.spots) - 1
    assert held == sorted(held, reverse=True)
    oldest = workspace.file.versions[-1]
    assert Workspace.open(oldest.path, CORPUS).draft == workspace.file.version(oldest)
    latest = workspace.draft
    assert workspace.file.restore(oldest).startswith("go back to the version of")
    assert workspace.draft == workspace.file.version(oldest)
    workspace.file.save()
    assert latest in [workspace.file.version(version) for version in workspace.file.versions]
    workspace.history.undo()
    assert workspace.draft == latest


def test_versions_are_not_kept_at_every_save(workspace: Workspace) -> None:
    for count in range(5):
        workspace.edits.add(f"Number {count}.", Place("justice"))
        workspace.file.save()
    assert len(workspace.file.versions) == 1


def test_versions_thin_out_with_age() -> None:
    minute, day = 60.0, 86_400.0
    now = 100 * day
    times = [now - age for age in (0, 5 * minute, 10 * minute, 15 * minute, day, 2 * day, 30 * day)]
    assert earlier_versions.least_missed(times, now) not in (0, len(times) - 1, 5)
