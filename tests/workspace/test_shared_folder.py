"""A folder that is shared through git: what is sent, what comes, and that a failure leaves all as it was."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import BadInput, CannotWrite, DrafterError, EditRefused
from drafter.negotiation.parties import Party, PartyKind
from drafter.storage import git, locks, parties_yaml, revision_folder
from drafter.storage.git import Author, GitFailed
from drafter.workspace import Workspace, draft_file, export
from drafter.workspace.shared_folder import SharedFolder
from tests.workspace.delegations import CORPUS, Delegation, needs_git, nobodys_git, two

__all__ = ["nobodys_git", "two"]  # fixtures

pytestmark = needs_git
Two = tuple[Delegation, Delegation]


def test_what_one_sends_the_other_gets(two: Two) -> None:
    eu, g77 = two
    assert g77.words == ["We act.", "We wait.", "We end."]
    eu.reword(0, "We act now.")
    eu.add("We go on.")
    sent = eu.send()
    assert [(step.by, step.what) for step in sent.steps] == [("EU", "OP1 reworded; OP4 added")]
    got = g77.get()
    assert [(step.by, step.what) for step in got.steps] == [("EU", "OP1 reworded; OP4 added")]
    assert not got.merged
    assert g77.words == eu.words
    assert g77.get().steps == ()
    assert eu.send().steps == ()


def test_what_only_one_side_changed_is_taken_from_each(two: Two) -> None:
    eu, g77 = two
    eu.reword(0, "We act now.")
    eu.send()
    g77.reword(1, "We sleep.")
    got = g77.get()
    assert got.committed is not None
    assert got.committed.what == "OP2 reworded"
    assert got.merged
    assert not got.clashes
    assert g77.words == ["We act now.", "We sleep.", "We end."]
    g77.send()
    eu.get()
    assert eu.state == g77.state


def test_what_both_changed_is_contested_with_their_names(two: Two) -> None:
    eu, g77 = two
    eu.reword(0, "We act now.")
    eu.send()
    g77.reword(0, "We sleep.")
    with pytest.raises(EditRefused, match="Get it first"):
        g77.send()
    got = g77.get()
    assert [(clash.ref, clash.what) for clash in got.clashes] == [("OP1", "text")]
    assert [point.what for point in got.contested] == [g77.words[0]]
    assert g77.wanted(0) == {"EU": "We act now.", "G77": "We sleep."}
    g77.send()
    got = eu.get()
    assert [point.ref for point in got.contested] == ["OP1"]
    assert not got.clashes
    assert [point.what for point in eu.shared.standing().contested] == [g77.words[0]]


def test_a_contested_paragraph_names_who_changed_it_and_not_who_sent_last(two: Two, tmp_path: Path) -> None:
    eu, g77 = two
    us = Delegation(tmp_path / "us", "US", tmp_path / "kyoto.git")
    us.get()
    eu.reword(0, "We act now.")
    eu.send()
    g77.get()
    g77.reword(1, "We sleep.")
    g77.send()
    us.reword(0, "We act late.")
    us.reword(1, "We run.")
    us.get()
    assert us.wanted(0) == {"EU": "We act now.", "US": "We act late."}
    assert us.wanted(1) == {"G77": "We sleep.", "US": "We run."}


def test_two_of_one_party_are_told_apart(two: Two) -> None:
    eu, g77 = two
    g77.shared.work_for("EU")
    eu.reword(0, "We act now.")
    eu.send()
    g77.reword(0, "We sleep.")
    g77.get()
    assert g77.wanted(0) == {"EU (EU)": "We act now.", "EU (G77)": "We sleep."}


def test_whoever_merges_the_same_gets_the_same(two: Two, tmp_path: Path) -> None:
    eu, g77 = two
    for one, other, text in ((eu, g77, "We act now."), (g77, eu, "We sleep.")):
        one.reword(0, text)
        one.add(f"{one.name} adds.")
        parties_yaml.add(one.path, Party(f"Friends of {one.name}", f"Friends of {one.name}", PartyKind.OTHER))
        one.send(str(tmp_path / f"for-{other.name}.git"))
    eu.get(str(tmp_path / "for-EU.git"))
    g77.get(str(tmp_path / "for-G77.git"))
    assert eu.words == g77.words
    assert eu.git("rev-parse", "HEAD^{tree}") == g77.git("rev-parse", "HEAD^{tree}")
    eu.reword(1, "We start.")
    eu.send()
    got = g77.get("origin")
    assert not got.clashes
    assert g77.words == eu.words


def test_only_drafts_and_what_belongs_to_them_are_sent(two: Two) -> None:
    eu, g77 = two
    (eu.folder / "kyoto.revisions").mkdir()
    (eu.folder / "kyoto.revisions" / "Rev.1.yaml").write_bytes(eu.path.read_bytes())
    for name in ("parties.yaml", "checks.yaml", "private.txt", "letter.docx", ".kyoto.yaml.x.drafter-new"):
        (eu.folder / name).write_text("x: y\n")
    (eu.folder / "sub").mkdir()
    (eu.folder / "sub" / "other.yaml").write_bytes(eu.path.read_bytes())
    assert eu.shared.standing().left_out == ("letter.docx", "private.txt", "sub/other.yaml")
    sent = eu.send()
    assert "parties.yaml added" in eu.git("log", "-1", "--format=%B")
    assert len(sent.steps) == 1
    g77.get()
    assert set(g77.state[2]) == {
        ".gitattributes", ".gitignore", "checks.yaml", "kyoto.revisions/Rev.1.yaml", "kyoto.yaml", "parties.yaml",
    }  # fmt: skip


def test_a_file_that_is_no_draft_is_merged_by_line_or_kept_twice(two: Two) -> None:
    eu, g77 = two
    for one in two:
        (one.folder / "notes.txt").write_text("one\ntwo\nthree\n")
        (one.folder / "picture.bin").write_bytes(b"\0\1")
    eu.git("add", "notes.txt", "picture.bin")
    eu.send()
    with pytest.raises(DrafterError, match=r"These files here would be overwritten: notes\.txt, picture\.bin"):
        g77.get()
    for name in ("notes.txt", "picture.bin"):
        (g77.folder / name).unlink()
    g77.get()
    (eu.folder / "notes.txt").write_text("ONE\ntwo\nthree\n")
    (eu.folder / "picture.bin").write_bytes(b"\0\2")
    eu.send()
    (g77.folder / "notes.txt").write_text("one\ntwo\nTHREE\n")
    (g77.folder / "picture.bin").write_bytes(b"\0\3")
    got = g77.get()
    assert (g77.folder / "notes.txt").read_text() == "ONE\ntwo\nTHREE\n"
    assert [(twice.path, twice.beside, twice.name) for twice in got.twice] == [
        ("picture.bin", "picture (G77).bin", "G77")
    ]
    assert (g77.folder / "picture.bin").read_bytes() == b"\0\2"
    assert (g77.folder / "picture (G77).bin").read_bytes() == b"\0\3"


def test_two_drafts_under_one_name_are_both_kept(two: Two) -> None:
    eu, g77 = two
    for one in two:
        other = Delegation(one.folder.parent / f"made-{one.name}", one.name)
        other.add(f"{one.name} begins.")
        (one.folder / "doha.yaml").write_bytes(other.path.read_bytes())
    eu.send()
    got = g77.get()
    assert [twice.beside for twice in got.twice] == ["doha (G77).yaml"]
    assert "EU begins." in (g77.folder / "doha.yaml").read_text()
    assert "G77 begins." in (g77.folder / "doha (G77).yaml").read_text()


def test_a_draft_that_one_took_out_stays_where_the_other_changed_it(two: Two) -> None:
    eu, g77 = two
    eu.path.unlink()
    eu.send()
    g77.reword(0, "We act now.")
    got = g77.get()
    assert [(kept.path, kept.keeper, kept.deleter) for kept in got.after_all] == [("kyoto.yaml", "G77", "EU")]
    assert g77.words == ["We act now.", "We wait.", "We end."]


@pytest.mark.parametrize("sender", [0, 1])
def test_a_draft_that_one_gave_another_name_is_merged_under_that(two: Two, sender: int) -> None:
    mover, editor = two[sender], two[1 - sender]
    for one in two:
        one.get()
    mover.path.rename(mover.folder / "vienna.yaml")
    mover.send()
    editor.reword(0, "We act now.")
    got = editor.get()
    assert not got.after_all
    assert set(editor.state[2]) == {".gitattributes", ".gitignore", "vienna.yaml"}
    assert "We act now." in (editor.folder / "vienna.yaml").read_text()


def test_histories_begun_apart_are_refused_and_merged_when_that_is_said(two: Two, tmp_path: Path) -> None:
    eu, _ = two
    us = Delegation(tmp_path / "us", "US")
    us.path.write_bytes(eu.path.read_bytes())
    us.reword(0, "We act late.")
    us.shared.remember(str(tmp_path / "kyoto.git"))
    with pytest.raises(EditRefused, match="no common past"):
        us.get()
    state = us.state
    with pytest.raises(EditRefused, match="no common past"):
        us.get()
    assert us.state == state
    us.get(unrelated=True)
    assert us.wanted(0) == {"EU": "We act.", "US": "We act late."}
    assert us.words[1:] == ["We wait.", "We end."]


def test_a_draft_that_is_open_in_the_screens_is_left_alone(two: Two) -> None:
    eu, g77 = two
    eu.reword(0, "We act now.")
    eu.send()
    presence = locks.Presence("another session")
    presence.enter(g77.path)
    state = g77.state
    with pytest.raises(EditRefused, match=r"kyoto\.yaml would change, and is open in the screens"):
        g77.get()
    assert g77.state == state
    (fetched,) = g77.shared.standing().fetched
    assert fetched.what == "OP1 reworded"
    g77.reword(1, "We sleep.")
    with pytest.raises(EditRefused, match="Get it first"):
        g77.send()
    presence.leave()
    g77.get()
    assert g77.words == ["We act now.", "We sleep.", "We end."]
    presence.enter(g77.path)
    assert g77.send().open_here == ("kyoto.yaml",)
    presence.leave()


def test_a_draft_that_cannot_be_read_stops_all_and_changes_nothing(two: Two) -> None:
    eu, g77 = two
    good = eu.path.read_bytes()
    eu.path.write_bytes(good.replace(b"corpus: invented", b"corpus: other"))
    state = eu.state
    with pytest.raises(BadInput, match=r"kyoto\.yaml:3: This draft was made with the corpus"):
        eu.send()
    assert eu.state == state
    eu.git("commit", "-qam", "broken")
    eu.git("push", "-q")
    g77.reword(0, "We sleep.")
    with pytest.raises(BadInput, match=r"kyoto\.yaml, as it was sent:3: This draft was made with the corpus"):
        g77.get()
    assert g77.words[0] == "We sleep."
    assert g77.state[1] == ""


def test_a_folder_in_no_state_to_be_sent_is_said(two: Two) -> None:
    eu, _ = two
    eu.git("checkout", "-q", "--detach")
    for act in (eu.get, eu.send):
        with pytest.raises(EditRefused, match="detached HEAD"):
            act()
    eu.git("checkout", "-q", "main")
    lock = eu.folder / ".git" / "index.lock"
    lock.touch()
    for act in (eu.get, eu.send):
        with pytest.raises(CannotWrite, match=r"index\.lock: remove that file"):
            act()
    lock.unlink()
    (eu.folder / ".git" / "MERGE_HEAD").write_text(eu.git("rev-parse", "HEAD"))
    for act in (eu.get, eu.send):
        with pytest.raises(EditRefused, match="a merge is under way"):
            act()


def test_a_remote_that_is_not_there_is_said(two: Two, tmp_path: Path) -> None:
    eu, _ = two
    with pytest.raises(BadInput, match=r"no remote “orign”, and nothing at that path\. Known: origin"):
        eu.get("orign")
    with pytest.raises(BadInput, match="no remote “orign”"):
        eu.send("orign")
    with pytest.raises(BadInput, match="is no remote"):
        eu.shared.remember("--upload-pack=x")
    (tmp_path / "kyoto.git").rename(tmp_path / "away.git")
    eu.reword(0, "We act now.")
    for act in (eu.get, eu.send):
        with pytest.raises(EditRefused, match="Is the stick plugged in"):
            act()
    (tmp_path / "kyoto.git").mkdir()
    (tmp_path / "kyoto.git" / "letter.txt").touch()
    for act in (eu.get, eu.send):
        with pytest.raises(DrafterError, match="origin: There is no repository at the remote"):
            act()
    alone = Delegation(tmp_path / "alone", "US")
    alone.add("We act.")
    for act in (alone.get, alone.send):
        with pytest.raises(BadInput, match="Nobody has said where the others are"):
            act()
    alone.send(str(tmp_path / "new" / "..") + "/new.git")
    assert (tmp_path / "new.git" / "HEAD").is_file()
    with pytest.raises(EditRefused, match="there is no draft here to send"):
        Delegation(tmp_path / "empty", "JP", tmp_path / "empty.git").send()


def test_a_second_remote_has_a_name_of_its_own(two: Two, tmp_path: Path) -> None:
    eu, g77 = two
    assert eu.send(str(tmp_path / "stick.git")).remote == "stick"
    assert eu.shared.remember(str(tmp_path / "stick.git")) == "stick"
    assert eu.shared.remember("host:other/stick.git") == "stick-2"
    g77.get(str(tmp_path / "stick.git"))
    eu.reword(0, "We act now.")
    eu.send("stick")
    assert [step.what for step in g77.get("stick").steps] == ["OP1 reworded"]
    assert [one.shared.standing().remote for one in two] == ["origin", "origin"]


def test_a_clone_by_hand_is_taken_as_it_is(two: Two, tmp_path: Path) -> None:
    eu, _ = two
    eu.git("clone", "-q", str(tmp_path / "kyoto.git"), str(tmp_path / "us"))
    us = Delegation(tmp_path / "us", "US")
    us.reword(0, "We act late.")
    us.send()
    assert [step.by for step in eu.get().steps] == ["US"]


def test_a_branch_of_another_name_is_followed(tmp_path: Path) -> None:
    eu = Delegation(tmp_path / "eu", "EU", tmp_path / "kyoto.git")
    eu.add("We act.")
    eu.git("symbolic-ref", "HEAD", "refs/heads/vienna")
    eu.send()
    (tmp_path / "kyoto.git" / "HEAD").write_text("ref: refs/heads/vienna\n")
    g77 = Delegation(tmp_path / "g77", "G77", tmp_path / "kyoto.git")
    g77.get()
    assert g77.git("branch", "--show-current") == "vienna\n"
    g77.reword(0, "We wait.")
    g77.send()
    assert [step.by for step in eu.get().steps] == ["G77"]
    eu.git("checkout", "-q", "-b", "other")
    with pytest.raises(EditRefused, match="origin has no branch other, but vienna"):
        eu.get()


def test_nothing_was_sent_yet(tmp_path: Path) -> None:
    eu = Delegation(tmp_path / "eu", "EU", tmp_path / "kyoto.git")
    eu.git("init", "-q", "--bare", str(tmp_path / "kyoto.git"))
    with pytest.raises(EditRefused, match="Nothing has been sent to origin yet"):
        eu.get()


@pytest.mark.parametrize("kind", ["get", "send"])
def test_what_is_cut_at_any_step_leaves_all_as_it_was(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    eu, g77 = two
    eu.reword(0, "We act now.")
    if kind == "get":
        eu.send()
    g77.reword(0, "We sleep.")
    act = g77.get if kind == "get" else g77.send
    merged = {"EU": "We act now.", "G77": "We sleep."}
    before, places = g77.state[2], (g77.folder, tmp_path / "kyoto.git")
    for place in places:
        shutil.copytree(place, place.with_suffix(".kept"))
    run, left = git._run, 0

    def cut(*arguments: Any, **options: Any) -> Any:
        nonlocal left
        left -= 1
        if not left:
            raise GitFailed("cut")
        return run(*arguments, **options)

    for last in range(1, 100, 4):
        for place in places:
            shutil.rmtree(place)
            shutil.copytree(place.with_suffix(".kept"), place)
        left = last
        with monkeypatch.context() as patched:
            patched.setattr(git, "_run", cut)
            try:
                act()
            except GitFailed:
                ended = False
            else:
                ended = True
        now = g77.state[2]
        assert now == before or g77.wanted(0) == merged
        assert not list((g77.folder / ".git").glob("*.lock"))
        assert not (g77.folder / ".git" / "MERGE_HEAD").exists()
        act()  # again, and nobody cuts it
        assert g77.git("status", "--porcelain") == ""
        assert g77.wanted(0) == (merged if kind == "get" else {})
        if ended:
            break
    assert ended


def test_a_folder_inside_of_a_repository_sends_what_is_its_own(two: Two) -> None:
    eu, g77 = two
    (eu.folder / "readme.txt").write_text("known\n")
    eu.git("add", "readme.txt")
    eu.send()
    inner = Delegation(eu.folder / "annex", "EU")
    inner.add("The annex.")
    (eu.folder / "readme.txt").write_text("changed\n")
    inner.send()
    assert eu.git("status", "--porcelain") == " M readme.txt\n"
    g77.get()
    assert (g77.folder / "annex" / "kyoto.yaml").read_bytes() == inner.path.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_what_comes_is_its_owners_alone_and_keeps_its_mode(two: Two) -> None:
    eu, g77 = two
    private = [g77.path, g77.folder / ".gitattributes", *(g77.folder / ".git").rglob("*")]
    assert not [path for path in private if stat.S_IMODE(path.stat().st_mode) & 0o077]
    g77.path.chmod(0o640)
    eu.reword(0, "We act now.")
    eu.send()
    g77.get()
    assert stat.S_IMODE(g77.path.stat().st_mode) == 0o640


@pytest.mark.skipif(os.name != "posix", reason="a hook is a script")
def test_no_hook_runs_wherever_it_lies(two: Two, tmp_path: Path) -> None:
    eu, g77 = two
    for data in (eu.folder / ".git", g77.folder / ".git", tmp_path / "kyoto.git"):
        for name in ("pre-commit", "commit-msg", "post-merge", "pre-push", "pre-receive", "update", "post-receive"):
            hook = data / "hooks" / name
            hook.parent.mkdir(exist_ok=True)
            hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 1\n")
            hook.chmod(0o755)
    eu.reword(0, "We act now.")
    eu.send()
    g77.reword(1, "We sleep.")
    g77.get()
    g77.send()
    assert not (tmp_path / "ran").exists()


def test_git_of_another_repository_has_no_say(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where drafter is called from a hook."""
    eu, g77 = two
    monkeypatch.setenv("GIT_DIR", str(eu.folder / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(eu.folder / "no-index"))
    g77.reword(0, "We sleep.")
    assert g77.send().steps
    assert not (eu.folder / "no-index").exists()


def test_a_party_is_remembered_by_its_code(two: Two) -> None:
    eu, _ = two
    with pytest.raises(BadInput, match="can't name a party"):
        eu.shared.work_for(" - ")
    eu.shared.work_for("  costa\nrica ")
    assert eu.shared.party == "CR"
    eu.shared.work_for("Friends of the text")
    assert eu.shared.author is not None
    assert eu.shared.author.name == "Friends of the text"
    eu.git("config", "user.name", "Ana Silva")
    assert eu.shared.author.name == "Ana Silva"


@pytest.mark.parametrize(
    ("name", "said"),
    [("ana silva", "Ana silva"), ("EU / [G77]; x", "EU G77 x"), ("…", "Somebody"), ("É" * 80, "É" * 50)],
)
def test_whoever_commits_can_be_named_in_brackets(two: Two, name: str, said: str) -> None:
    eu, g77 = two
    eu.reword(0, "We act now.")
    eu.send()
    g77.reword(0, "We sleep.")
    g77.git("config", "--unset", "drafter.party")
    g77.author = Author(name)
    g77.get()
    assert g77.wanted(0) == {"EU": "We act now.", said: "We sleep."}


def test_what_a_get_replaces_is_kept_as_an_earlier_version(two: Two) -> None:
    eu, g77 = two
    before = g77.path.read_bytes()
    eu.reword(0, "We act now.")
    eu.send()
    g77.get()
    assert before in [version.path.read_bytes() for version in draft_file.versions_of(g77.path)]


def test_parties_that_both_added_are_all_known_and_one_that_differs_is_kept_twice(two: Two) -> None:
    eu, g77 = two
    for one, code in ((eu, "Friends"), (g77, "Neighbours")):
        parties_yaml.add(one.path, Party(code, code, PartyKind.OTHER))
    eu.send()
    assert g77.get().twice == ()
    known = parties_yaml.load(g77.path)
    assert known.find("Friends")
    assert known.find("Neighbours")
    g77.send()
    eu.get()
    for one, name in ((eu, "Allies of the text"), (g77, "Allies of all")):
        parties_yaml.add(one.path, Party("Allies", name, PartyKind.OTHER))
    eu.send()
    (twice,) = g77.get().twice
    assert twice.beside == "parties (G77).yaml"
    assert parties_yaml.load(g77.path).find("Allies of the text")


def test_revisions_travel_and_two_of_one_name_are_both_kept(two: Two) -> None:
    eu, g77 = two
    now = datetime(2026, 5, 31, 10, tzinfo=UTC)
    revision_folder.save(eu.path, "Rev.1", eu.draft, now)
    assert [step.what for step in eu.send().steps] == ["revision Rev.1 saved"]
    g77.get()
    assert [kept.name for kept in revision_folder.listing(g77.path).revisions] == ["Rev.1"]
    for one in two:
        one.reword(0, f"{one.name} acts.")
        revision_folder.save(one.path, "Rev.2", one.draft, now)
    eu.send()
    (twice,) = g77.get().twice
    assert twice.beside == "kyoto.revisions/Rev.2 (G77).yaml"
    kept = revision_folder.listing(g77.path)
    assert sorted(each.name for each in kept.revisions) == ["Rev.1", "Rev.2", "Rev.2 (G77)"]
    assert not kept.problems


def test_versions_that_were_exported_travel_and_are_told_once(two: Two) -> None:
    eu, g77 = two
    for one in (eu, g77):
        export.write(Workspace.open(one.path, CORPUS), one.path.with_suffix(".docx"))
    eu.reword(0, "EU acts.")
    export.write(Workspace.open(eu.path, CORPUS), eu.path.with_suffix(".docx"), replace=True)
    assert [step.what for step in eu.send().steps] == ["OP1 reworded; exported"]
    assert not g77.get().twice
    kept = sorted(file.name for file in (g77.folder / "kyoto.revisions" / "exported").iterdir())
    assert kept == sorted(file.name for file in (eu.folder / "kyoto.revisions" / "exported").iterdir())
    assert len(kept) == 2


def test_a_folder_that_is_none_or_not_shared_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such folder"):
        SharedFolder.open(tmp_path / "none", CORPUS)
    with pytest.raises(BadInput, match="isn't shared yet"):
        SharedFolder.open(tmp_path, CORPUS)


@pytest.mark.skipif(os.name != "posix", reason="Windows rarely lets one make links")
def test_a_link_is_not_taken(two: Two, tmp_path: Path) -> None:
    eu, g77 = two
    (tmp_path / "secret.yaml").write_bytes(eu.path.read_bytes())
    eu.path.unlink()
    eu.path.symlink_to(tmp_path / "secret.yaml")
    eu.git("commit", "-qam", "a link")
    eu.git("push", "-q")
    for change in (None, "We sleep."):
        if change:
            g77.reword(0, change)
        state = g77.state[2]
        with pytest.raises(EditRefused, match="came as a link to another place"):
            g77.get()
        assert g77.state[2] == state


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands in for ssh: does on this machine what was to be done on another, and notes that it was called."""
    script = tmp_path / "ssh"
    script.write_text(f'#!/bin/sh\ntouch "{tmp_path}/called"\nfor last; do :; done\nexec sh -c "$last"\n')
    script.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(script))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    return tmp_path / "called"


@pytest.mark.skipif(os.name != "posix", reason="the stand-in for ssh is a script")
def test_over_ssh_and_nobody_is_asked_but_by_get_and_send(ssh: Path, tmp_path: Path) -> None:
    git.create_bare(tmp_path / "kyoto.git")
    eu, g77 = (Delegation(tmp_path / name, name) for name in ("EU", "G77"))
    for one in (eu, g77):
        one.shared.remember(f"host:{tmp_path}/kyoto.git")
    eu.add("We act.")
    assert eu.shared.standing().where.startswith("host:")
    assert not ssh.exists()
    eu.send()
    assert ssh.exists()
    g77.get()
    ssh.unlink()
    g77.reword(0, "We wait.")
    standing = g77.shared.standing()
    assert [edit.what for edit in standing.edits] == ["OP1 reworded"]
    assert not ssh.exists()
    g77.send()
    eu.get()
    assert eu.words == ["We wait."]
