"""git: which one is called and how, and what its messages mean to somebody who doesn't know it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drafter.storage import git
from drafter.storage.git import Commit, GitFailed, Repository
from tests.workspace.delegations import needs_git, nobodys_git

__all__ = ["nobodys_git"]  # a fixture

posix = pytest.mark.skipif(os.name != "posix", reason="the stand-in for git is a script")


@pytest.mark.parametrize(
    ("remote", "local"),
    [
        ("/media/stick/kyoto.git", True),
        ("kyoto.git", True),
        ("../kyoto.git", True),
        (r"E:\kyoto.git", True),
        ("E:/kyoto.git", True),
        (r"\\server\share\kyoto.git", True),
        ("file:///media/stick/kyoto.git", True),
        ("./with:colon.git", True),
        ("host:kyoto.git", False),
        ("git@host:kyoto.git", False),
        ("ssh://host/kyoto.git", False),
        ("https://host/kyoto.git", False),
        ("git+ssh://host/kyoto.git", False),
    ],
)
def test_a_remote_is_a_path_or_an_address(remote: str, local: bool) -> None:
    assert (git.local_path(remote) is not None) is local


def test_a_file_address_is_a_path() -> None:
    assert git.local_path("file:///media/stick/kyoto.git") == Path("/media/stick/kyoto.git")


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for git that fails with what is in the file `says`, and keeps its environment."""
    programs = tmp_path / "programs"
    programs.mkdir()
    script = programs / "git"
    script.write_text(f'#!/bin/sh\nenv > "{tmp_path}/environment"\n/bin/cat "{tmp_path}/says" >&2\nexit 128\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh")
    return tmp_path / "says"


@posix
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ssh: Could not resolve hostname nowhere: Name or service not known", "can't be reached. Nothing was lost"),
        ("ssh: connect to host x port 22: Connection refused", "can't be reached"),
        ("git@host: Permission denied (publickey).", "doesn't let you in"),
        ("fatal: could not read Username for 'https://x': terminal prompts disabled", "doesn't let you in"),
        ("Host key verification failed.", "isn't known to ssh yet"),
        ("fatal: 'x' does not appear to be a git repository", "Is the stick plugged in"),
        ("ERROR: Repository not found.", "Is the stick plugged in"),
        ("error: unable to create temporary file: Read-only file system", "can't be written"),
        ("error: insufficient permission for adding an object to repository database", "can't be written"),
        (
            "fatal: detected dubious ownership in repository at '/media/stick/kyoto.git'",
            "git config --global --add safe.directory /media/stick/kyoto.git",
        ),
        ("fatal: the {sky} is falling\nhint: run", "git fetch failed, and says: fatal: the {sky} is falling"),
        ("", "git fetch failed, and says: nothing"),
    ],
)
def test_what_git_says_is_told_with_a_way_out(says: Path, said: str, told: str, tmp_path: Path) -> None:
    says.write_text(f"{said}\n")
    with pytest.raises(GitFailed) as failed:
        Repository(tmp_path, tmp_path / ".git").fetch("origin")
    assert str(failed.value).startswith("origin: ")
    assert told in str(failed.value)
    assert said in failed.value.said


@posix
def test_git_is_asked_in_english_and_asks_nothing(says: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says.write_text("fatal: no\n")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.setenv("GIT_WORK_TREE", "/elsewhere")
    with pytest.raises(GitFailed):
        Repository(tmp_path, tmp_path / ".git").run("status")
    environment = (tmp_path / "environment").read_text().splitlines()
    assert {"LC_ALL=C", "GIT_TERMINAL_PROMPT=0"} <= set(environment)
    assert not [line for line in environment if line.startswith("GIT_WORK_TREE")]


@posix
def test_a_git_that_lies_in_the_folder_is_not_run(says: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(says.parent / "programs")
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}programs")
    with pytest.raises(GitFailed, match="git, which isn't installed here"):
        Repository.around(Path())


@posix
def test_a_git_that_hangs_or_cannot_be_started_is_said(
    says: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = says.parent / "programs" / "git"
    script.write_text("#!/no/such/shell\n")
    with pytest.raises(GitFailed, match="git can't be started here"):
        Repository.around(tmp_path)
    script.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    monkeypatch.setattr(git, "SECONDS", 0.1)
    with pytest.raises(GitFailed, match="git didn't end"):
        Repository.around(tmp_path)


@needs_git
def test_a_folder_is_in_a_repository_or_not(tmp_path: Path) -> None:
    assert Repository.around(tmp_path) is None
    made = Repository.create(tmp_path)
    assert made.branch == git.MAIN
    (tmp_path / "below").mkdir()
    known = Repository.around(tmp_path / "below")
    assert known is not None
    assert known.top.samefile(tmp_path)
    assert known.commit_id("HEAD") is None
    assert known.under_way == ""


@needs_git
def test_a_setting_is_found_however_it_is_written(tmp_path: Path) -> None:
    made = Repository.create(tmp_path)
    made.set("Branch.Ma.In.reMote", "a\nb")
    assert made.setting("branch.Ma.In.remote") == "a\nb"
    assert made.setting("branch.ma.in.remote") == ""
    assert made.own_setting("branch.Ma.In.remote") == "a\nb"
    assert made.setting("core.bare") == "false"


def test_a_trailer_stands_at_the_end_of_a_message() -> None:
    def party(message: str) -> str:
        return Commit("1", "", "Ana", "2026-01-01 10:00", message).trailer("Party")

    assert party("OP1 reworded\n\nParty: EU\n") == "EU"
    assert party("OP1 reworded\n\nParty: EU\n\nand more\n") == ""
    assert party("the heading “x\nParty: EU” reworded\n\nkyoto.yaml: x\n") == ""
