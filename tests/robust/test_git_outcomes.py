"""Whatever git does with drafts, and whatever becomes of its driver: nothing of either side is lost. What git leaves is
the merged draft, or both sides' words between marks, or the file unmerged, with both sides in git's index.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from drafter.draft.draft import Draft
from drafter.draft.edits import reword
from drafter.draft.tree import Place
from drafter.storage import corpus_yaml, draft_yaml, folders
from drafter.workspace import Workspace

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

at_night = pytest.mark.skipif(not os.environ.get("DRAFTER_GIT_WAYS"), reason="git's other ways are tried at night")

CORPUS = corpus_yaml.load(folders.CORPUS)
DRIVER = f'"{sys.executable}" -m drafter merge --driver %O %A %B'
_BROKEN = (
    "import sys; from drafter.workspace import draft_file; from drafter.__main__ import main; "
    "draft_file.merge_files = None; sys.argv[1:] = [sys.argv[1], *sys.argv[2:]]; main()"
)
RAISING = f'"{sys.executable}" -c "{_BROKEN}" merge --driver %O %A %B'
OURS, THEIRS, BASE = ("We act now.", "We wait."), ("We act.", "We leave."), ("We act.", "We wait.")
OTHERS = ("We sleep.", "We wait.")
"""What doesn't go with OURS."""
BOTH = ["We act now.", "We leave."]


@cache
def _base() -> Draft:
    with TemporaryDirectory() as folder:
        workspace = Workspace.new(Path(folder) / "draft.yaml", CORPUS)
        for text in BASE:
            workspace.edits.add(text, Place("justice"))
        return workspace.draft


def version(said: tuple[str, str]) -> str:
    draft = _base()
    for id, text in zip(draft.spots, said, strict=True):
        draft = reword(draft, CORPUS, id, text)
    return draft_yaml.dump(draft)


@dataclass
class Repository:
    folder: Path

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        who = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        paths = os.pathsep.join(filter(None, sys.path))
        environment = {**os.environ, **who, "PYTHONPATH": paths, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_EDITOR": "true"}
        return subprocess.run(
            ["git", *words], cwd=self.folder, env=environment, capture_output=True, text=True, timeout=300
        )

    def done(self, *words: str) -> str:
        ran = self.git(*words)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        return ran.stdout

    def write(self, said: tuple[str, str], *names: str) -> None:
        for name in names:
            (self.folder / f"{name}.yaml").write_text(version(said))

    def commit(self, said: tuple[str, str], *names: str) -> None:
        self.write(said, *(names or ("draft",)))
        self.done("add", "-A")
        self.done("commit", "-qm", "x")

    def texts(self, name: str = "draft") -> list[str]:
        draft = draft_yaml.load(self.folder / f"{name}.yaml", CORPUS)
        return [spot.paragraph.written for spot in draft.spots.values()]

    def read(self, name: str = "draft") -> str:
        return (self.folder / f"{name}.yaml").read_text()

    def status(self) -> dict[str, str]:
        return {line[3:]: line[:2] for line in self.done("status", "--porcelain").splitlines()}


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """On branch `ours`, beside `theirs`, both from `main`: each has changed another paragraph."""
    made = Repository(tmp_path)
    made.done("init", "-qb", "main")
    made.done("config", "merge.drafter.driver", DRIVER)
    made.done("config", "core.autocrlf", "false")
    (tmp_path / ".gitattributes").write_text("*.yaml merge=drafter\n")
    made.commit(BASE)
    for branch, said in (("theirs", THEIRS), ("ours", OURS)):
        made.done("checkout", "-qb", branch, "main")
        made.commit(said)
    return made


def _is_marked(said: str) -> bool:
    """Whether both sides' words stand between marks."""
    marks = [said.find(mark) for mark in ("<<<<<<<", "We act now.", "=======", "We sleep.", ">>>>>>>")]
    return -1 not in marks and marks == sorted(marks)


def test_what_each_side_can_do_to_a_file(repository: Repository) -> None:
    """One merge, six drafts."""
    changed = ("contested", "theirs-damaged", "ours-damaged", "moved")
    repository.done("checkout", "-q", "main")
    repository.commit(BASE, *changed)
    for branch, said in (("theirs", OTHERS), ("ours", OURS)):
        repository.done("checkout", "-q", branch)
        repository.done("merge", "-q", "main")
        repository.write(said, *changed, "added")
        if branch == "theirs":
            repository.write(THEIRS, "moved")
        damaged = repository.folder / f"{branch}-damaged.yaml"
        damaged.write_text(damaged.read_text().replace("parts:", "parts: ["))
        if branch == "ours":
            (repository.folder / "elsewhere").mkdir()
            repository.done("mv", "moved.yaml", "elsewhere")
        repository.done("add", "-A")
        repository.done("commit", "-qm", "x")
    assert repository.git("merge", "-q", "theirs").returncode == 1
    assert repository.status() == {
        "draft.yaml": "M ", "elsewhere/moved.yaml": "M ", "added.yaml": "AA", "contested.yaml": "UU",
        "ours-damaged.yaml": "UU", "theirs-damaged.yaml": "UU",
    }  # fmt: skip
    assert repository.texts() == repository.texts("elsewhere/moved") == BOTH
    assert repository.texts("contested") == ["We [act / sleep - THEIRS] [now - OURS].", "We wait."]
    added = repository.read("added")
    assert "now" in added
    assert "sleep" in added
    for name in ("ours-damaged", "theirs-damaged"):
        assert _is_marked(repository.read(name)), name


@at_night
def test_what_one_side_took_away_and_the_other_changed_is_kept_unmerged(repository: Repository) -> None:
    repository.done("rm", "-q", "draft.yaml")
    repository.done("commit", "-qm", "x")
    assert repository.git("merge", "-q", "theirs").returncode == 1
    assert repository.status() == {"draft.yaml": "DU"}
    assert repository.texts() == list(THEIRS)


@at_night
def test_a_merge_of_merges_has_a_base_of_its_own(repository: Repository) -> None:
    repository.done("branch", "ours-before")
    repository.done("merge", "-q", "theirs")
    repository.commit(("We act at once.", "We leave."))
    repository.done("checkout", "-q", "theirs")
    repository.done("merge", "-q", "ours-before")
    repository.commit(("We act now.", "We go."))
    repository.done("checkout", "-q", "ours")
    repository.done("merge", "-q", "theirs")
    assert repository.texts() == ["We act at once.", "We go."]


@at_night
@pytest.mark.parametrize(
    "ways",
    [("rebase", "theirs"), ("cherry-pick", "theirs"), ("revert", "ours"), ("stash", "pop")],
    ids=lambda ways: ways[0],
)
def test_what_is_done_again_elsewhere_is_merged(repository: Repository, ways: tuple[str, str]) -> None:
    if ways[0] == "revert":
        repository.commit(("We act now.", "We leave."))
        repository.done("revert", "--no-edit", "HEAD~1")
        assert repository.texts() == list(THEIRS)
        return
    if ways[0] == "stash":
        repository.done("checkout", "-q", "theirs")
        (repository.folder / "draft.yaml").write_text(version(("We act.", "We go.")))
        repository.done("stash")
        repository.done("checkout", "-q", "ours")
        assert repository.git(*ways).returncode == 1
        assert repository.texts() == ["We act now.", "We [leave / wait - OURS / go - THEIRS]."]
        return
    repository.done(*ways)
    assert repository.texts() == BOTH


@at_night
def test_three_branches_at_once_are_merged(repository: Repository) -> None:
    """By git itself, as text: of three it asks no driver."""
    repository.done("checkout", "-qb", "third", "main")
    repository.commit(BASE, "other")
    repository.done("merge", "-q", "ours", "theirs")
    assert repository.texts() == BOTH
    assert repository.done("log", "-1", "--format=%P").count(" ") == 2


@at_night
def test_a_second_work_tree_has_the_driver_too(repository: Repository) -> None:
    repository.done("worktree", "add", "-q", "second", "theirs")
    second = Repository(repository.folder / "second")
    second.done("merge", "-q", "ours")
    assert second.texts() == BOTH


@at_night
def test_line_ends_of_windows_are_no_change(repository: Repository) -> None:
    (repository.folder / ".git" / "info" / "attributes").write_text("*.yaml text eol=crlf\n")
    repository.done("checkout", "-q", "main")
    repository.done("checkout", "-q", "ours")
    repository.done("merge", "-q", "theirs")
    assert repository.texts() == BOTH
    assert b"\r\n" in (repository.folder / "draft.yaml").read_bytes()


def test_without_the_driver_the_draft_is_unmerged_and_git_has_both_sides(repository: Repository) -> None:
    repository.done("config", "merge.drafter.driver", "/gone/drafter merge --driver %O %A %B")
    ours = repository.read()
    assert repository.git("merge", "-q", "theirs").returncode == 1
    assert repository.status() == {"draft.yaml": "UU"}
    assert repository.done("show", ":2:draft.yaml") == ours == repository.read()
    assert repository.done("show", ":3:draft.yaml") == version(THEIRS)
    repository.done("config", "merge.drafter.driver", DRIVER)
    repository.done("checkout", "-q", "--merge", "draft.yaml")
    assert repository.texts() == BOTH


def test_where_drafter_itself_fails_both_sides_stand_between_marks(repository: Repository) -> None:
    repository.done("config", "merge.drafter.driver", RAISING)
    repository.done("checkout", "-q", "theirs")
    repository.commit(OTHERS)
    repository.done("checkout", "-q", "ours")
    ran = repository.git("merge", "-q", "theirs")
    assert ran.returncode == 1
    assert "drafter made a mistake" in ran.stderr
    assert repository.status() == {"draft.yaml": "UU"}
    assert _is_marked(repository.read())
