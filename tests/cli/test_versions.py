"""merge, versions, recover: what they print, what they write, and how they end. With git as git calls them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.__main__ import run
from drafter.draft.tree import Place
from drafter.storage import corpus_yaml, draft_yaml, folders, unsaved_drafts
from drafter.workspace import Workspace

CORPUS = corpus_yaml.load(folders.CORPUS)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A draft with two paragraphs."""
    workspace = Workspace.new(tmp_path / "base.yaml", CORPUS)
    for text in ("We act.", "We wait."):
        workspace.edits.add(text, Place("justice"))
    workspace.file.save()
    return workspace.file.path


def copy(base: Path, name: str, *texts: str) -> Path:
    """A copy of the draft with its paragraphs reworded."""
    path = Path(shutil.copy(base, base.with_name(name)))
    workspace = Workspace.open(path, CORPUS)
    for id, text in zip(list(workspace.draft.spots), texts, strict=True):
        workspace.edits.reword(id, text)
    workspace.file.save()
    return path


def texts(path: Path) -> list[str]:
    return [spot.paragraph.written for spot in draft_yaml.load(path, CORPUS).spots.values()]


def test_what_one_side_changed_is_taken_and_the_command_ends_well(base: Path) -> None:
    ours, theirs = copy(base, "ours.yaml", "We act now.", "We wait."), copy(base, "theirs.yaml", "We act.", "We leave.")
    assert run(["merge", str(base), str(ours), str(theirs)]) == 0
    assert texts(ours) == ["We act now.", "We leave."]
    assert texts(theirs) == ["We act.", "We leave."]


def test_what_both_changed_stands_in_brackets_and_the_command_ends_with_1(
    base: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = copy(base, "ours.yaml", "Ours.", "We wait."), copy(base, "theirs.yaml", "Theirs.", "We wait.")
    before, result = ours.read_bytes(), base.with_name("result.yaml")
    assert run(["merge", str(base), str(ours), str(theirs), "-o", str(result), "--names", "EU", "G77"]) == 1
    assert texts(result) == ["[We act. / Ours. - EU / Theirs. - G77]", "We wait."]
    assert ours.read_bytes() == before
    assert "Both sides changed OP1: text." in capfd.readouterr().err
    assert run(["merge", str(base), str(ours), str(theirs), "-o", str(result)]) == 2


def test_an_empty_base_stands_for_a_file_that_both_sides_added(base: Path) -> None:
    empty, ours = base.with_name("empty"), copy(base, "ours.yaml", "We act.", "Ours.")
    empty.touch()
    assert run(["merge", str(empty), str(ours), str(base)]) == 1
    assert texts(ours) == ["We act.", "[Ours. - OURS / We wait. - THEIRS]"]


def test_different_drafts_are_not_merged(base: Path, capfd: pytest.CaptureFixture[str]) -> None:
    other = Workspace.new(base.with_name("other.yaml"), CORPUS).file.path
    before = base.read_bytes()
    assert run(["merge", str(base), str(base), str(other)]) == 2
    assert "different drafts" in capfd.readouterr().err
    assert base.read_bytes() == before


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@needs_git
def test_as_gits_driver_what_is_no_draft_is_merged_as_text_with_markers(
    base: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever is wrong with one of the three: nobody's text is lost."""
    ours, theirs = copy(base, "ours.yaml", "We act now.", "We wait."), base.with_name("theirs.yaml")
    theirs.write_text(base.read_text().replace("We act.", "We sleep.").replace("parts:", "parts: ["))
    assert run(["merge", str(base), str(ours), str(theirs)]) == 2
    assert "We act now." in ours.read_text()
    assert run(["merge", "--driver", str(base), str(ours), str(theirs)]) == 1
    assert "Git merges it as text." in capfd.readouterr().err
    said = ours.read_text()
    assert said.index("<<<<<<< OURS") < said.index("We act now.") < said.index("=======") < said.index("We sleep.")
    plain = [base.with_name(f"plain{number}.yaml") for number in range(3)]
    for path, text in zip(plain, ("a: 1\n\n\nb: 1\n", "a: 2\n\n\nb: 1\n", "a: 1\n\n\nb: 2\n"), strict=True):
        path.write_text(text)
    assert run(["merge", "--driver", *map(str, plain)]) == 0
    assert plain[1].read_text() == "a: 2\n\n\nb: 2\n"
    plain[2].write_bytes(b"\0\1\2")
    assert run(["merge", "--driver", *map(str, plain)]) == 1
    assert plain[1].read_text() == "a: 2\n\n\nb: 2\n"


@needs_git
@pytest.mark.parametrize(("theirs", "code"), [(("We act.", "We leave."), 0), (("We sleep.", "We wait."), 1)])
def test_git_merges_two_branches_with_it(base: Path, tmp_path: Path, theirs: tuple[str, str], code: int) -> None:
    home = tmp_path / "repository"
    home.mkdir()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }

    def git(*arguments: str) -> int:
        return subprocess.run(
            ["git", *arguments], cwd=home, env=environment, capture_output=True, timeout=300
        ).returncode

    def commit(path: Path, branch: str) -> None:
        assert git("checkout", "-q", "-B", branch, *(["main"] if branch != "main" else [])) == 0
        shutil.copy(path, home / "draft.yaml")
        assert git("add", "-A") == git("commit", "-q", "-m", branch) == 0

    assert git("init", "-q", "-b", "main") == 0
    (home / ".gitattributes").write_text("*.yaml merge=drafter\n")
    driver = f'"{sys.executable}" -m drafter merge --driver %O %A %B'
    assert git("config", "merge.drafter.driver", driver) == 0
    commit(base, "main")
    commit(copy(base, "theirs.yaml", *theirs), "theirs")
    commit(copy(base, "ours.yaml", "We act now.", "We wait."), "ours")
    assert git("merge", "-q", "theirs") == code
    assert texts(home / "draft.yaml") == (
        ["We act now.", "We leave."] if code == 0 else ["We [act / sleep - THEIRS] [now - OURS].", "We wait."]
    )


@pytest.fixture
def versioned(base: Path) -> Path:
    """The draft with one earlier version, in which OP2 is missing."""
    workspace = Workspace.open(base, CORPUS)
    workspace.edits.add("We end.", Place("justice"))
    workspace.file.save()
    return base


def test_versions_are_listed_shown_compared_and_gone_back_to(
    versioned: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["versions", str(versioned)]) == 0
    assert "Replaced" in capfd.readouterr().out
    assert run(["versions", str(versioned), "show"]) == 0
    shown = capfd.readouterr().out
    assert shown.startswith("drafter: 2\n")
    assert run(["versions", str(versioned), "compare"]) == 0
    assert "added" in (said := capfd.readouterr().out)
    assert "We end." in said
    versioned.write_text(f"damaged\n{versioned.read_text()}")
    assert run(["versions", str(versioned), "restore", "1"]) == 0
    assert versioned.read_text() == shown
    assert run(["versions", str(versioned), "compare", "9"]) == 2


def test_no_version_and_no_difference_are_said(base: Path, capfd: pytest.CaptureFixture[str]) -> None:
    fresh = Workspace.new(base.with_name("fresh.yaml"), CORPUS).file.path
    assert run(["versions", str(fresh)]) == 0
    assert "no earlier version is kept yet" in capfd.readouterr().err
    assert run(["versions", str(base)]) == 0
    run(["versions", str(base), "restore"])
    assert run(["versions", str(base), "compare", "2"]) == 0
    assert "There is no difference." in capfd.readouterr().err


def kept(path: Path, text: str) -> None:
    """Work on the draft that could not be saved."""
    workspace = Workspace.open(path, CORPUS)
    workspace.edits.reword(next(iter(workspace.draft.spots)), text)
    unsaved_drafts.keep(path, "x", draft_yaml.dump(workspace.draft).encode(), path.read_bytes())


def test_work_that_could_not_be_saved_is_listed_and_brought_back(base: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["recover"]) == 0
    assert "Nothing waits to be recovered." in capfd.readouterr().err
    kept(base, "We act at last.")
    assert run(["recover"]) == 0
    assert base.name in capfd.readouterr().out.replace("\n", "")
    assert run(["recover", str(base)]) == 0
    assert texts(base) == ["We act at last.", "We wait."]
    assert run(["recover", str(base)]) == 0
    assert "nothing waits to be recovered" in capfd.readouterr().err


def test_recovered_work_is_merged_with_what_the_file_is_now(base: Path) -> None:
    kept(base, "We act at last.")
    workspace = Workspace.open(base, CORPUS)
    workspace.edits.reword(next(iter(workspace.draft.spots)), "We act at once.")
    workspace.file.save()
    assert run(["recover", str(base)]) == 1
    assert texts(base) == ["We act [at once - FILE / at last - KEPT / No text].", "We wait."]


def test_kept_work_whose_first_line_is_spoilt_hides_no_other(base: Path) -> None:
    kept(base, "We act at last.")
    (work,) = unsaved_drafts.listing()
    for number, when in enumerate(('"2026-01-01T00:00:00"', "[" * 100_000, '"0001-01-01T00:00:00+23:59"', "5")):
        head = f'# drafter keeps here what it could not save: {{"path": "p", "when": {when}}}'
        work.file.with_stem(f"spoilt-{number}").write_text(head)
    assert run(["recover"]) == 0
    assert work in unsaved_drafts.listing()


def test_kept_work_can_be_done_without(base: Path) -> None:
    kept(base, "We act at last.")
    assert run(["recover", str(base), "--discard"]) == 0
    assert texts(base) == ["We act.", "We wait."]
    assert unsaved_drafts.listing() == ()
