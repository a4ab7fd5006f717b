"""Delegations that share a draft through git, each in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from drafter.draft.draft import Draft
from drafter.draft.text import View, ViewKind
from drafter.draft.tree import Place
from drafter.storage import draft_yaml
from drafter.storage.git import Author
from drafter.workspace import Workspace
from drafter.workspace.shared_folder import Got, Sent, SharedFolder
from tests.builders import corpus

CORPUS = corpus()
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Delegation:
    """One that works in a folder with a draft, `kyoto.yaml`."""

    def __init__(self, folder: Path, name: str, remote: Path | None = None) -> None:
        self.name = name
        self.folder = folder
        SharedFolder.init(folder, CORPUS)
        self.shared.work_for(name)
        self.author = Author(name)
        if remote:
            self.shared.remember(str(remote))

    @property
    def shared(self) -> SharedFolder:
        """The folder as a command opens it."""
        return SharedFolder.open(self.folder, CORPUS)

    @property
    def path(self) -> Path:
        return self.folder / "kyoto.yaml"

    @property
    def draft(self) -> Draft:
        return draft_yaml.load(self.path, CORPUS)

    @property
    def words(self) -> list[str]:
        """What its draft says, paragraph by paragraph."""
        return [spot.paragraph.written for spot in self.draft.spots.values()]

    def wanted(self, index: int) -> dict[str, str]:
        """What each party that says something in a paragraph wants it to say."""
        text = list(self.draft.spots.values())[index].paragraph.text
        return {party: text.wording(View(ViewKind.PARTY, (party,))) for party in text.parties}

    def add(self, *texts: str) -> None:
        """Add paragraphs to the draft, which is made where there is none."""
        workspace = Workspace.open(self.path, CORPUS) if self.path.exists() else Workspace.new(self.path, CORPUS)
        for text in texts:
            workspace.edits.add(text, Place("justice"))
        workspace.file.save()

    def reword(self, index: int, text: str) -> None:
        workspace = Workspace.open(self.path, CORPUS)
        workspace.edits.reword(list(workspace.draft.spots)[index], text)
        workspace.file.save()

    def get(self, remote: str = "", *, unrelated: bool = False) -> Got:
        return self.shared.get(lambda: self.author, remote, unrelated=unrelated)

    def send(self, remote: str = "") -> Sent:
        return self.shared.send(lambda: self.author, remote)

    def git(self, *arguments: str) -> str:
        """What git prints in the folder."""
        ran = subprocess.run(
            ["git", "-c", "user.name=x", "-c", "user.email=x", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return ran.stdout

    @property
    def state(self) -> tuple[str, str, dict[str, bytes]]:
        """Branch, commit, and every file: what a failure must not change."""
        found = {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file() and ".git" not in path.relative_to(self.folder).parts
        }
        return self.git("rev-parse", "HEAD"), self.git("status", "--porcelain"), found


@pytest.fixture(autouse=True)
def nobodys_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Git without the settings of whoever runs the tests."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME", raising=False)
        monkeypatch.delenv(f"GIT_{who}_EMAIL", raising=False)


@pytest.fixture
def two(tmp_path: Path) -> tuple[Delegation, Delegation]:
    """EU and G77 with the same draft of three paragraphs, and a repository between them."""
    remote = tmp_path / "kyoto.git"
    eu = Delegation(tmp_path / "eu", "EU", remote)
    eu.add("We act.", "We wait.", "We end.")
    eu.send()
    g77 = Delegation(tmp_path / "g77", "G77", remote)
    g77.get()
    return eu, g77
