"""Each file has earlier versions of its own: copies have none of another's, a file that is moved takes its along."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from drafter.__main__ import run
from drafter.draft.tree import Place
from drafter.storage import corpus_yaml, draft_yaml, earlier_versions, folders
from drafter.workspace import Workspace, draft_file

CORPUS = corpus_yaml.load(folders.CORPUS)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft whose only paragraph was added since its one earlier version."""
    (tmp_path / "ours").mkdir()
    workspace = Workspace.new(tmp_path / "ours" / "draft.yaml", CORPUS)
    workspace.edits.add("Ours.", Place("justice"))
    workspace.file.save()
    return workspace.file.path


def add(path: Path, text: str) -> None:
    workspace = Workspace.open(path, CORPUS)
    workspace.edits.add(text, Place("justice"))
    workspace.file.save()


def texts(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def copied(draft: Path) -> Path:
    """A copy in another folder, with a paragraph of its own."""
    theirs = draft.parent.parent / "theirs"
    theirs.mkdir()
    copy = Path(shutil.copy2(draft, theirs / draft.name))
    add(copy, "Theirs.")
    return copy


def test_a_copy_begins_without_versions_and_has_its_own_from_then_on(draft: Path) -> None:
    theirs = draft.parent.parent / "copy.yaml"
    shutil.copy2(draft, theirs)
    assert len(draft_file.versions_of(draft)) == 1
    assert draft_file.versions_of(theirs) == ()
    add(theirs, "Theirs.")
    assert [version.path.read_bytes() for version in draft_file.versions_of(theirs)] == [draft.read_bytes()]
    assert len(draft_file.versions_of(draft)) == 1


def test_restoring_in_one_folder_never_brings_back_what_a_copy_in_another_held(draft: Path) -> None:
    theirs = copied(draft)
    assert run(["versions", str(theirs), "restore"]) == 0  # to what was copied; what it held becomes a version
    assert "Theirs." in draft_file.versions_of(theirs)[0].path.read_text(encoding="utf-8")
    for number in range(1, len(draft_file.versions_of(draft)) + 1):
        assert run(["versions", str(draft), "restore", str(number)]) == 0
        assert "Theirs." not in texts(draft)
    assert all("Theirs." not in texts(version.path) for version in draft_file.versions_of(draft))


def test_a_draft_under_another_name_is_another_file(draft: Path) -> None:
    workspace = Workspace.open(draft, CORPUS)
    workspace.file.save_as(draft.with_name("other.yaml"))
    assert workspace.file.versions == ()
    assert len(draft_file.versions_of(draft)) == 1


@pytest.mark.parametrize("where", ["ours/renamed.yaml", "moved.yaml"])
def test_a_file_that_is_moved_takes_its_versions_along(draft: Path, tmp_path: Path, where: str) -> None:
    moved = draft.rename(tmp_path / where)
    assert len(draft_file.versions_of(moved)) == 1
    assert "Ours." not in texts(draft_file.versions_of(moved)[0].path)
    moved.rename(draft)
    assert len(draft_file.versions_of(draft)) == 1


def test_a_moved_folder_takes_them_along(draft: Path, tmp_path: Path) -> None:
    draft.parent.rename(tmp_path / "archive")
    assert len(draft_file.versions_of(tmp_path / "archive" / draft.name)) == 1


def test_a_copy_of_a_file_that_is_gone_is_not_taken_for_it(draft: Path) -> None:
    theirs = draft.with_name("copy.yaml")
    shutil.copyfile(draft, theirs)
    draft.unlink()
    assert draft_file.versions_of(theirs) == ()


def test_a_second_name_for_a_file_does_not_take_its_versions_away(draft: Path) -> None:
    try:
        os.link(draft, draft.with_name("second.yaml"))
    except OSError:
        pytest.skip("no hard links here")
    draft_file.versions_of(draft.with_name("second.yaml"))
    assert len(draft_file.versions_of(draft)) == 1


def test_a_link_is_the_file_that_it_leads_to(draft: Path) -> None:
    link = draft.with_name("link.yaml")
    try:
        link.symlink_to(draft)
    except OSError:
        pytest.skip("no links here")
    assert draft_file.versions_of(link) == draft_file.versions_of(draft) != ()


@pytest.fixture
def of_before(draft: Path, state_folder: Path) -> Path:
    """The draft with the versions of drafter 0.1: in one folder for all files that hold the draft."""
    (own,) = (state_folder / "versions").iterdir()
    own.rename(own.with_name(folders.key_of(draft_yaml.load(draft, CORPUS).id)))
    return draft


def test_versions_of_before_are_found_and_are_one_file_s_alone(of_before: Path) -> None:
    assert len(draft_file.versions_of(of_before)) == 1
    assert draft_file.versions_of(Path(shutil.copy(of_before, of_before.with_name("copy.yaml")))) == ()
    assert len(draft_file.versions_of(of_before)) == 1


def test_a_version_of_before_that_is_opened_itself_takes_nothing(of_before: Path, state_folder: Path) -> None:
    assert not list((state_folder / "versions").glob(f"{folders.key_of_path(of_before)[:12]}-*"))
    (version,) = (state_folder / "versions").glob("*/*.yaml")
    assert Workspace.open(version, CORPUS).file.versions == ()
    assert version.exists()


def test_a_damaged_mark_is_no_mark(draft: Path, state_folder: Path) -> None:
    (mark,) = (state_folder / "versions").glob("*/file.json")
    mark.write_text("{", encoding="utf-8")
    assert len(draft_file.versions_of(draft)) == 1
    assert draft_file.versions_of(draft.rename(draft.with_name("renamed.yaml"))) == ()


def test_versions_that_no_file_may_take_over_stay_as_they_are(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (version,) = draft_file.versions_of(draft)
    moved = draft.rename(draft.with_name("renamed.yaml"))

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refused)
    assert draft_file.versions_of(moved) == ()
    assert version.path.exists()
    assert earlier_versions.is_due(moved, "d")


def test_comments_are_said_to_go_before_a_save_takes_them_and_a_version_has_them(draft: Path) -> None:
    add(draft, "A case # 3: no comment.")
    assert Workspace.open(draft, CORPUS).remark == ""
    commented = texts(draft).replace("Ours.", "Ours.  # ask capital")
    draft.write_text(commented, encoding="utf-8")
    opened = Workspace.open(draft, CORPUS)
    assert "drafter keeps no comments" in opened.remark
    opened.edits.add("Mine.", Place("justice"))
    opened.file.save()
    assert opened.remark == ""
    assert "ask capital" not in texts(draft)
    assert texts(opened.file.versions[0].path) == commented
