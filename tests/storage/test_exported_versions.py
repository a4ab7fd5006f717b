"""Versions that went out as Word files: kept once, found by their digest, and never in the way of the revisions."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from drafter.draft.fields import digest
from drafter.errors import CannotWrite
from drafter.storage import draft_yaml, exported_versions, revision_folder
from tests.builders import draft, paragraph

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
DRAFT = draft(paragraph("a", "We act."))
DATA = draft_yaml.dump(DRAFT).encode()
DIGEST = digest(DRAFT)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "kyoto.yaml"
    path.write_bytes(DATA)
    return path


def test_a_version_is_found_by_its_digest_and_is_the_file_to_the_byte(path: Path) -> None:
    assert not exported_versions.is_kept(path, DIGEST)
    exported_versions.keep(path, DIGEST, DATA)
    assert exported_versions.is_kept(path, DIGEST)
    (file,) = exported_versions.find(path, DIGEST)
    assert (file.read_bytes(), file.parent) == (DATA, path.parent / "kyoto.revisions" / "exported")
    assert not list(exported_versions.find(path, "0123456789abcdef"))


def test_it_is_no_revision(path: Path) -> None:
    exported_versions.keep(path, DIGEST, DATA)
    revision_folder.save(path, "Rev.1", DRAFT, NOW)
    assert [kept.name for kept in revision_folder.listing(path).revisions] == ["Rev.1"]
    assert not revision_folder.listing(path).problems


def test_a_revision_with_the_digest_makes_it_needless(path: Path) -> None:
    revision_folder.save(path, "Rev.1", DRAFT, NOW)
    assert exported_versions.is_kept(path, DIGEST)
    assert not exported_versions.is_kept(path, "0123456789abcdef")
    kept = revision_folder.with_digest(path, DIGEST)
    assert kept is not None
    assert kept.name == "Rev.1"


def test_a_damaged_revision_is_no_version(path: Path) -> None:
    kept = revision_folder.save(path, "Rev.1", DRAFT, NOW)
    kept.path.write_bytes(kept.path.read_bytes().replace(b"We act.", b"We wait."))
    assert revision_folder.with_digest(path, DIGEST) is None


def test_what_a_power_cut_left_empty_is_not_kept(path: Path) -> None:
    exported_versions.keep(path, DIGEST, b"")
    assert not exported_versions.is_kept(path, DIGEST)
    exported_versions.keep(path, DIGEST, DATA)
    assert exported_versions.is_kept(path, DIGEST)


def test_it_travels_with_the_draft_and_is_found_by_a_draft_that_was_renamed(path: Path, tmp_path: Path) -> None:
    exported_versions.keep(path, DIGEST, DATA)
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copytree(exported_versions.folder_of(path), stick / "kyoto.revisions")
    assert [file.parent.parent.parent for file in exported_versions.find(stick / path.name, DIGEST)] == [stick]
    assert len(list(exported_versions.find(stick / "renamed.yaml", DIGEST))) == 1


def test_the_draft_s_own_comes_first(path: Path) -> None:
    other = path.with_name("a-copy.yaml")
    for each in (other, path):
        exported_versions.keep(each, DIGEST, DATA)
    assert [file.parent.parent.name for file in exported_versions.find(path, DIGEST)] == [
        "kyoto.revisions", "a-copy.revisions",
    ]  # fmt: skip


@pytest.mark.parametrize("digest", ["", "../../kyoto", "/etc/passwd", "a\0b", "*", "x" * 10_000])
def test_a_digest_of_somebody_s_making_reaches_no_other_file(path: Path, digest: str) -> None:
    exported_versions.keep(path, DIGEST, DATA)
    assert not list(exported_versions.find(path, digest))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_closed_is_said(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(CannotWrite, match="the folder can't be made"):
            exported_versions.keep(path, DIGEST, DATA)
    finally:
        path.parent.chmod(0o700)


def test_a_file_in_the_folder_s_place_is_said(path: Path) -> None:
    exported_versions.folder_of(path).write_bytes(b"")
    with pytest.raises(CannotWrite, match="the folder can't be made"):
        exported_versions.keep(path, DIGEST, DATA)
