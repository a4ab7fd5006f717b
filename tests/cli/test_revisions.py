"""revision and compare: what they keep, print and write, and how they end."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from drafter.__main__ import run
from drafter.draft.draft import Status
from drafter.draft.tree import Place
from drafter.storage import corpus_yaml, draft_yaml, folders
from drafter.workspace import Workspace

CORPUS = corpus_yaml.load(folders.CORPUS)
PHRASE = "without discrimination of any kind and everywhere in the world"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft with three revisions: in Rev.2 a phrase of OP1 and OP2 itself are gone, and both are back since Rev.3."""
    workspace = Workspace.new(tmp_path / "kyoto.yaml", CORPUS)
    first = workspace.edits.add(f"We protect all victims of crime {PHRASE}.", Place("justice"))
    workspace.edits.add("We wait.", Place("justice"))
    workspace.file.save()
    whole, id = workspace.draft, next(iter(workspace.draft.spots))
    assert first
    for name in ("Rev.1", "Rev.2", "Rev.3"):
        if name == "Rev.2":
            workspace.edits.reword(id, "We protect all victims of crime.")
            workspace.edits.remove([list(whole.spots)[1]])
        if name == "Rev.3":
            workspace.history.step_to(whole, "back")
        workspace.file.save()
        assert run(["revision", str(workspace.file.path), "save", name]) == 0
    return workspace.file.path


def answer(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capfd.readouterr()
    code = run(list(map(str, arguments)))
    found = capfd.readouterr()
    return code, " ".join(found.out.split()), " ".join(found.err.split())


def test_they_are_listed_with_date_digest_and_file(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = answer(capfd, "revision", path)
    assert (code, err) == (0, "")
    assert out.index("Rev.1") < out.index("Rev.2") < out.index("Rev.3")
    code, out, _ = answer(capfd, "revision", path, "list", "--format", "json")
    kept = json.loads(out)["revisions"]
    assert [each["name"] for each in kept] == ["Rev.1", "Rev.2", "Rev.3"]
    assert {key for each in kept for key in each} == {"name", "date", "saved", "digest", "file"}
    assert kept[0]["digest"] == kept[2]["digest"] != kept[1]["digest"]
    assert Path(kept[0]["file"]) == path.parent / "kyoto.revisions" / "Rev.1.yaml"


def test_one_is_shown_and_is_a_draft(path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    capfd.readouterr()
    assert run(["revision", str(path), "show", "rev.2"]) == 0
    shown = tmp_path / "shown.yaml"
    shown.write_text(capfd.readouterr().out, encoding="utf-8")
    assert len(draft_yaml.load(shown, CORPUS).spots) == 1


def test_two_are_compared_and_what_comes_back_is_said(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = answer(capfd, "revision", path, "compare", "Rev.1", "Rev.2")
    assert "Paragraphs: 1 deleted, 1 reworded. 0 words came, 12 went." in out
    assert "comes back" not in out
    for names in (["Rev.2", "Rev.3"], ["Rev.2", "now"], ["Rev.2"]):
        code, out, _ = answer(capfd, "revision", path, "compare", *names)
        assert code == 0
        assert "in 2 something comes back that was dropped before" in out
        assert out.count("in Rev.1, dropped in") == 2
    assert answer(capfd, "revision", path, "compare", "Rev.1")[2] == "There is no difference."
    _, out, _ = answer(capfd, "revision", path, "compare", "Rev.2", "--format", "json")
    (first, second) = json.loads(out)["paragraphs"]
    assert (
        first["returned"]
        == [{"words": PHRASE, "whole": False, "stood_in": "Rev.1", "dropped_in": "Rev.2", "back_in": None}]
        or first["returned"][0]["back_in"] == "Rev.3"
    )
    assert (second["old"], second["new"], second["happened"]) == (None, "OP2", ["added"])


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "xlsx", "csv", "json"])
def test_a_comparison_is_written_and_replaced_only_where_one_says_so(path: Path, suffix: str) -> None:
    target = path.with_name(f"c.{suffix}")
    arguments = ["revision", str(path), "compare", "Rev.1", "Rev.2", "-o", str(target)]
    assert run(arguments) == 0
    before = target.read_bytes()
    assert run(arguments) == 2
    assert target.read_bytes() == before
    assert run([*arguments, "--replace"]) == 0


def test_a_damaged_revision_is_said_and_the_others_serve(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    damaged = path.parent / "kyoto.revisions" / "Rev.1.yaml"
    damaged.write_text(damaged.read_text(encoding="utf-8").replace("We wait", "We act"), encoding="utf-8")
    code, out, err = answer(capfd, "revision", path)
    assert code == 0
    assert "Rev.2" in out
    assert "“Rev.1” is damaged" in err
    code, out, err = answer(capfd, "revision", path, "compare", "Rev.2", "now")
    assert code == 0
    assert "1 added" in out
    assert "“Rev.1” is damaged" in err
    code, out, err = answer(capfd, "revision", path, "compare", "Rev.1", "now")
    assert code == 2
    assert "“Rev.1” is damaged" in err
    _, out, _ = answer(capfd, "revision", path, "list", "--format", "json")
    assert [each["file"] for each in json.loads(out)["damaged"]] == [str(damaged)]


def test_a_name_that_there_is_not_is_refused_with_those_that_there_are(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    code, _, err = answer(capfd, "revision", path, "compare", "Rev.9")
    assert code == 2
    assert "There is no revision “Rev.9”. There are “Rev.1”, “Rev.2”, “Rev.3”." in err
    copy = Path(shutil.copy(path, path.with_name("copy.yaml")))
    assert "`drafter revision DRAFT save NAME` keeps one" in answer(capfd, "revision", copy, "show", "Rev.1")[2]


def test_the_revisions_of_a_draft_that_was_renamed_are_pointed_at(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    copy = Path(shutil.copy(path, path.with_name("copy.yaml")))
    assert answer(capfd, "revision", copy)[2] == f"{copy}: no revision is kept yet."
    renamed = path.rename(path.with_name("vienna.yaml"))
    err = answer(capfd, "revision", renamed)[2]
    assert "If the draft was renamed, rename kyoto.revisions to vienna.revisions: its draft is gone." in err


def test_a_draft_that_is_damaged_or_gone_can_be_had_from_its_revisions(
    path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path.write_text("damaged", encoding="utf-8")
    assert answer(capfd, "revision", path)[0] == 0
    path.unlink()
    code, out, err = answer(capfd, "revision", path)
    assert (code, err) == (0, "")
    assert "Rev.3" in out
    capfd.readouterr()
    assert run(["revision", str(path), "show", "Rev.3"]) == 0
    path.write_text(capfd.readouterr().out, encoding="utf-8")
    assert len(Workspace.open(path, CORPUS).draft.spots) == 2
    assert answer(capfd, "revision", path.with_name("none.yaml"))[0] == 2


def test_any_two_files_are_compared(path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kept = path.parent / "kyoto.revisions"
    code, out, _ = answer(capfd, "compare", kept / "Rev.2.yaml", path)
    assert code == 0
    assert "Rev.2.yaml → kyoto.yaml" in out
    assert "in Rev.1, dropped in Rev.2" in out
    _, out, _ = answer(capfd, "compare", kept / "Rev.2.yaml", kept / "Rev.3.yaml")
    assert out.count("in Rev.1, dropped in") == 2
    _, out, _ = answer(capfd, "compare", path, kept / "Rev.2.yaml")
    assert "comes back" not in out
    other = tmp_path / "other"
    other.mkdir()
    workspace = Workspace.new(other / "kyoto.yaml", CORPUS)
    workspace.edits.add("We wait.", Place("justice"))
    workspace.edits.add(f"We protect all the victims of crime {PHRASE}.", Place("justice"))
    workspace.file.save()
    code, out, _ = answer(capfd, "compare", path, workspace.file.path, "--format", "json")
    found = json.loads(out)
    assert found["old"] == str(path)
    assert [(each["old"], each["new"], each["happened"]) for each in found["paragraphs"]] == [
        ("OP2", "OP1", ["moved"]),
        ("OP1", "OP2", ["renumbered", "reworded"]),
    ]


def proposed(path: Path, name: str, text: str) -> Path:
    """A copy of the draft in which a party proposes something for OP1, and OP2 waits for another."""
    copy = Path(shutil.copy(path, path.with_name(name)))
    workspace = Workspace.open(copy, CORPUS)
    first, second = workspace.draft.spots
    workspace.edits.reword(first, text)
    workspace.edits.set_status([second], Status.PENDING, "RURITANIA")
    workspace.edits.annotate(first, "ASK RURITANIA")
    workspace.file.save()
    return copy


@pytest.mark.parametrize("suffix", ["docx", "html", "md", "xlsx", "csv", "json"])
def test_for_the_public_a_comparison_names_nobody(path: Path, suffix: str) -> None:
    new = proposed(path, "new.yaml", f"We [kindly - RURITANIA; SYLDAVIA oppose] protect all victims {PHRASE}.")
    target = path.with_name(f"c.{suffix}")
    for old, newer in ((path, new), (new, path)):
        arguments = ["compare", str(old), str(newer), "-o", str(target), "--replace"]
        assert run([*arguments, "--view", "unattributed"]) == 0
        data = unpacked(target)
        assert b"[kindly]" in data or b"\\[kindly\\]" in data
        for name in (b"RURITANIA", b"SYLDAVIA"):
            assert name not in data
        assert run(arguments) == 0
        assert b"RURITANIA" in unpacked(target)


def unpacked(path: Path) -> bytes:
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


def test_a_comparison_in_a_view_reads_both_drafts_in_it(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    new = proposed(path, "new.yaml", f"We [kindly - EU] protect all victims of crime {PHRASE}.")
    _, out, _ = answer(capfd, "compare", path, new, "--view", "party:EU", "--format", "json")
    assert json.loads(out)["paragraphs"][0]["words"][1] == {"fate": "in", "text": " kindly"}
    _, out, _ = answer(capfd, "compare", path, new, "--view", "base", "--format", "json")
    assert "reworded" not in json.loads(out)["paragraphs"][0]["happened"]
    assert answer(capfd, "compare", path, new, "--view", "party:US")[0] == 2
    broken = proposed(path, "broken.yaml", "We [kindly - EU protect.")
    assert answer(capfd, "compare", broken, new, "--view", "unattributed")[0] == 2


def test_a_draft_of_another_corpus_is_said_and_nothing_written(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(path.read_text(encoding="utf-8").replace("fourteenth-congress", "fifteenth"), encoding="utf-8")
    assert run(["compare", str(path), str(other), "-o", str(tmp_path / "c.md")]) == 2
    assert not (tmp_path / "c.md").exists()


def test_a_step_back_to_a_revision_can_be_undone(path: Path) -> None:
    workspace = Workspace.open(path, CORPUS)
    before = workspace.draft
    assert workspace.revisions.restore(workspace.revisions.find("Rev.2")) == "go back to Rev.2"
    assert len(workspace.draft.spots) == 1
    assert workspace.history.undo() == "go back to Rev.2"
    assert workspace.draft == before
