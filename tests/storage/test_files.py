"""Files are read with care and replaced only whole."""

import os
from pathlib import Path

import pytest

from drafter.errors import BadInput, CannotWrite
from drafter.storage import files

needs_rights = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="file permissions bind neither root nor Windows"
)


def test_line_ends_and_a_byte_order_mark_are_taken_off(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("\ufeffone\r\ntwo\rthree".encode())
    assert files.read_text(tmp_path / "a") == "one\ntwo\nthree"


def test_what_is_missing_or_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        files.read_text(tmp_path / "none")
    with pytest.raises(BadInput, match="not a file"):
        files.read_text(tmp_path)


def test_a_file_far_too_large_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big").open("wb") as file:
        file.truncate(files.LARGEST + 1)
    with pytest.raises(BadInput, match="larger than 20 MB"):
        files.read_bytes(tmp_path / "big")


def test_an_existing_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "a"
    files.write(path, b"one")
    with pytest.raises(CannotWrite, match="this file exists"):
        files.write(path, b"two", replace=False)
    assert path.read_bytes() == b"one"
    files.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_are_kept_and_links_followed(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link.symlink_to(path)
    files.write(link, b"two")
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    files.write(tmp_path / "a", b"confidential")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_a_write_that_fails_leaves_the_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotWrite, match=r"No space left on device\. Nothing was changed"):
        files.write(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_folders_are_no_files_and_missing_folders_are_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="this is a folder"):
        files.write(tmp_path, b"")
    with pytest.raises(CannotWrite, match="No such file or directory"):
        files.write(tmp_path / "none" / "a", b"")
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="the folder can't be made"):
        files.make_folder(tmp_path / "file" / "folder")


@needs_rights
def test_what_may_not_be_read_or_written_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(0)
    with pytest.raises(BadInput, match="can't be read: Permission denied"):
        files.read_bytes(path)
    tmp_path.chmod(0o500)
    with pytest.raises(CannotWrite, match="Permission denied"):
        files.write(path, b"two")
    tmp_path.chmod(0o700)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root gives files away")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    os.chown(path, 12345, 54321)
    path.chmod(0o604)
    files.write(path, b"two")
    now = path.stat()
    assert (now.st_uid, now.st_gid, now.st_mode & 0o777, path.read_bytes()) == (12345, 54321, 0o604, b"two")


def test_an_owner_that_cannot_be_kept_does_not_stop_the_save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    same = path.stat()
    monkeypatch.setattr(os, "chown", lambda *_: (_ for _ in ()).throw(PermissionError()))
    files._copy_owner_and_mode(path, os.stat_result((same.st_mode, 0, 0, 1, same.st_uid + 1, same.st_gid, 3, 0, 0, 0)))
    files.write(path, b"two")
    assert path.read_bytes() == b"two"


def test_a_file_marked_read_only_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one")
    path.chmod(0o444)
    with pytest.raises(CannotWrite, match=r"it is read-only\. Nothing was changed"):
        files.write(path, b"two")
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_a_name_that_no_file_can_have_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        files.read_bytes(tmp_path / name)
    with pytest.raises(CannotWrite):
        files.write(tmp_path / name, b"x")


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    files.write(tmp_path / ("é" * 120), b"x")
    assert (tmp_path / ("é" * 120)).read_bytes() == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_only_plain_files_are_replaced(tmp_path: Path) -> None:
    pipe, ring = tmp_path / "pipe", tmp_path / "ring"
    os.mkfifo(pipe)
    ring.symlink_to(tmp_path / "ring 2")
    (tmp_path / "ring 2").symlink_to(ring)
    for path in (pipe, ring, Path("/dev/null")):
        with pytest.raises(CannotWrite, match="no plain file"):
            files.write(path, b"new", replace=True)
    assert pipe.is_fifo()
    assert ring.is_symlink()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("kyoto.yaml", "kyoto.yaml"),
        ("../a-b/kyoto_2.docx", "../a-b/kyoto_2.docx"),
        ("kyoto (1).docx", '"kyoto (1).docx"'),
        ("R&D.docx", '"R&D.docx"'),
    ],
)
def test_a_path_is_told_as_it_is_typed(name: str, typed: str) -> None:
    assert files.typed(Path(name)) == typed


def test_a_process_that_is_kept_within_a_folder_reads_and_writes_nowhere_else(tmp_path: Path) -> None:
    here, ours, away = (tmp_path / name for name in ("here", "ours", "away"))
    for folder in (here, ours, away):
        folder.mkdir()
        (folder / "a").write_text("text")
    (here / "link").symlink_to(away / "a")
    (here / "folder").symlink_to(away)
    files.keep_within(here, ours)
    try:
        assert files.read_text(here / "a") == files.read_text(ours / "a") == "text"
        for path in (away / "a", here / "link", here / "folder" / "a", here / ".." / "away" / "a", away / "none"):
            with pytest.raises(BadInput, match="can't be used here"):
                files.read_text(path)
            with pytest.raises(BadInput, match="can't be used here"):
                files.write(path, b"other")
    finally:
        files.keep_within(None)
    assert files.read_text(here / "link") == "text"


def test_a_free_name_is_the_next_number_unless_what_is_there_is_ones_own(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("a.yaml", "a-2.yaml", "a-3.yaml"))
    assert files.free_path(first) == first
    first.touch()
    second.touch()
    assert files.free_path(first) == third
    assert files.free_path(first, {second}) == second
    assert files.free_path(first, {first}) == first
