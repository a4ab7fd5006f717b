"""share init, status, get, send: what they print, what they ask, and how they end."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.workspace.delegations import needs_git, nobodys_git

__all__ = ["nobodys_git"]  # a fixture

pytestmark = needs_git


@pytest.fixture
def eu(drafter: Command, tmp_path: Path) -> Path:
    """A draft that EU has sent to `kyoto.git`."""
    (tmp_path / "eu").mkdir()
    drafter("new", "eu/kyoto.yaml")
    drafter("add", "eu/kyoto.yaml", "AP 34(a)")
    drafter("share", "init", "kyoto.git", "--in", "eu", "--as", "EU")
    assert drafter("share", "send", "--in", "eu/kyoto.yaml").code == 0
    return tmp_path / "eu" / "kyoto.yaml"


@pytest.fixture
def g77(drafter: Command, eu: Path) -> Path:
    """The same draft, which G77 got there."""
    drafter("share", "init", "kyoto.git", "--in", "g77")
    assert drafter("share", "get", "--in", "g77", "--as", "G77").code == 0
    return eu.parent.parent / "g77" / "kyoto.yaml"


def put(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new))


def test_a_folder_is_set_up_and_sent(drafter: Command, tmp_path: Path) -> None:
    drafter("new", "kyoto.yaml")
    said = drafter("share", "init", "../kyoto.git", "--as", "EU")
    assert said.code == 0
    assert "is now a git repository" in said.err
    assert f"The others are at origin: {(tmp_path.parent / 'kyoto.git').as_posix()}" in said.err
    assert "To be shared: kyoto.yaml. Send it with: drafter share send" in said.err
    assert not (tmp_path.parent / "kyoto.git").exists()
    assert "is a git repository already" in drafter("share", "init").err
    said = drafter("share", "send")
    assert f"Made {tmp_path.parent / 'kyoto.git'}, for all to send to and get from." in said.err
    assert "kyoto.yaml shared from here on" in said.err
    assert "origin has everything already." in drafter("share", "send").err
    shutil.rmtree(tmp_path.parent / "kyoto.git")


def test_what_comes_is_told_with_its_sender(drafter: Command, eu: Path, g77: Path) -> None:
    drafter("add", str(eu), "LAC 40(f)")
    assert "OP2 added" in drafter("share", "send", "--in", "eu").err
    said = drafter("share", "get", "--in", str(g77))
    assert said.code == 0
    assert "From EU (" in said.err
    assert "): OP2 added" in said.err
    assert g77.read_bytes() == eu.read_bytes()
    assert "Nothing new from origin." in drafter("share", "get", "--in", "g77").err


def test_what_both_changed_is_said_and_ends_with_1(drafter: Command, eu: Path, g77: Path) -> None:
    put(eu, "Examine best", "Study the best")
    drafter("share", "send", "--in", "eu")
    put(g77, "Examine best", "Look at best")
    said = drafter("share", "send", "--in", "g77")
    assert said.code == 2
    assert "origin has something that isn't here yet. Get it first: drafter share get." in said.err
    said = drafter("share", "get", "--in", "g77")
    assert said.code == 1
    assert "Both sides changed OP1: text." in said.err
    assert "Contested now: OP1: [" in said.err
    assert "Merged. The others get it with: drafter share send" in said.err
    said = drafter("share", "status", "--in", "g77")
    assert "kyoto.yaml OP1: [" in said.out.replace("\n", "")


def test_status_says_it_all_and_asks_nobody(drafter: Command, eu: Path, g77: Path) -> None:
    assert "Changed here, not sent: nothing" in drafter("share", "status", "--in", "eu").out
    drafter("add", str(eu), "LAC 40(f)")
    drafter("share", "send", "--in", "eu")
    (g77.parent / "letter.txt").touch()
    drafter("add", str(g77), "LAC 40(g)")
    shutil.move("kyoto.git", "away.git")
    said = drafter("share", "status", "--in", "g77", "--format", "json")
    assert said.code == 0
    assert {key: said.data[key] for key in ("party", "remote", "edits", "unsent", "fetched", "left_out")} == {
        "party": "G77",
        "remote": "origin",
        "edits": [{"path": "kyoto.yaml", "what": "OP1 added", "whole": False}],
        "unsent": [],
        "fetched": [],
        "left_out": ["letter.txt"],
    }
    assert said.data["heard"] is not None
    shutil.move("away.git", "kyoto.git")
    drafter("share", "get", "--in", "g77")
    said = drafter("share", "status", "--in", "g77")
    assert "Shared through origin" in said.out
    assert ", for G77; last asked just now." in " ".join(said.out.split())
    assert "): OP1 added" in said.out
    assert "letter.txt" in said.out
    assert drafter("share", "status", "--in", "g77", "--format", "json").data["unsent"][0]["by"] == "G77"


def test_a_file_that_is_kept_twice_or_after_all_is_said(drafter: Command, eu: Path, g77: Path) -> None:
    for path, words in ((eu, "one"), (g77, "other")):
        path.with_name("checks.yaml").write_text(f"{words}\n")
    drafter("share", "send", "--in", "eu")
    said = drafter("share", "get", "--in", "g77")
    assert said.code == 1
    assert "checks.yaml: both sides changed it. G77's version stands beside it: checks (G77).yaml" in said.err
    drafter("share", "send", "--in", "g77")
    drafter("share", "get", "--in", "eu")
    eu.unlink()
    drafter("share", "send", "--in", "eu")
    put(g77, "Examine best", "Look at best")
    said = drafter("share", "get", "--in", "g77")
    assert said.code == 0
    assert "kyoto.yaml: EU took it out, G77 changed it. It stays." in said.err


def test_who_one_works_for_is_asked_once(drafter: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    drafter("new", "kyoto.yaml")
    drafter("share", "init", "sub.git")
    said = drafter("share", "send")
    assert said.code == 2
    assert "Nobody has said for whom you work. Say it once: --as EU" in said.err
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt: "Costa Rica")
    said = drafter("share", "send")
    assert "Sent: CR (" in said.err
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    drafter("add", "kyoto.yaml", "AP 34(a)")
    assert "Sent: CR (" in drafter("share", "send").err


@pytest.mark.usefixtures("eu")
def test_a_copy_that_does_not_know_how_to_merge_learns_it(drafter: Command) -> None:
    subprocess.run(["git", "clone", "-q", "kyoto.git", "us"], check=True)
    assert "git merges drafts by paragraph here from now on" in drafter("share", "status", "--in", "us").err
    assert "from now on" not in drafter("share", "status", "--in", "us").err
    subprocess.run(["git", "config", "merge.drafter.driver", "/gone/drafter merge %O %A %B"], cwd="us", check=True)
    assert "from now on" in drafter("share", "status", "--in", "us").err
    subprocess.run(["git", "config", "merge.drafter.driver", "drafter merge %O %A %B"], cwd="us", check=True)
    assert "from now on" in drafter("share", "status", "--in", "us").err
    subprocess.run(["git", "config", "merge.drafter.driver", "mine %O %A %B"], cwd="us", check=True)
    assert "from now on" not in drafter("share", "status", "--in", "us").err


def test_git_by_itself_merges_by_paragraph_then(
    drafter: Command, eu: Path, g77: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the driver that was set up, from a folder in which Python finds no drafter of its own."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    driver = subprocess.run(
        ["git", "config", "merge.drafter.driver"], cwd=g77.parent, capture_output=True, text=True, check=True
    ).stdout
    assert Path(shlex.split(driver)[0]).is_absolute()
    drafter("add", str(eu), "LAC 40(f)")
    drafter("share", "send", "--in", "eu")
    put(g77, "Examine best", "Look at best")
    for command in (["commit", "-qam", "mine"], ["pull", "-q", "--no-rebase", "--no-edit"]):
        names = ["-c", "user.name=x", "-c", "user.email=x"]
        subprocess.run(["git", *names, *command], cwd=g77.parent, check=True, timeout=60)
    assert "Look at best" in g77.read_text()
    assert "LAC 40(f)" in g77.read_text()


def test_what_is_missing_is_said(drafter: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = drafter("share", "status")
    assert said.code == 2
    assert "This folder isn't shared yet. Begin with: drafter share init" in said.err
    assert "no such folder" in drafter("share", "get", "--in", "none").err
    monkeypatch.setenv("PATH", str(tmp_path))
    said = drafter("share", "init")
    assert said.code == 2
    assert "git, which isn't installed here" in said.err
