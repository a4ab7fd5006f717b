"""Named revisions on the disk: kept for good, never replaced, whole or not at all, and damage is said."""

from __future__ import annotations

import shutil
import threading
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.fields import digest
from drafter.errors import BadInput, CannotWrite, DrafterError, EditRefused
from drafter.storage import draft_yaml, files, revision_folder
from drafter.storage.exported_versions import folder_of
from drafter.storage.revision_folder import checked_name, listing, load, save
from tests.builders import HOSTILE, corpus, draft, paragraph
from tests.robust.test_cut_saves import cut, posix

CORPUS = corpus()
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
FIRST, SECOND = draft(paragraph("a", "We act.")), draft(paragraph("a", HOSTILE))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A draft's file with one revision of it, `Rev.1`."""
    path = tmp_path / "kyoto.yaml"
    path.write_text(draft_yaml.dump(FIRST), encoding="utf-8")
    save(path, "Rev.1", FIRST, NOW)
    return path


def names(path: Path) -> list[str]:
    return [kept.name for kept in listing(path).revisions]


def test_a_revision_has_its_name_its_date_its_digest_and_the_draft_as_it_was(path: Path) -> None:
    save(path, "Rev.2", SECOND, NOW + timedelta(days=3))
    first, second = listing(path).revisions
    assert (first.name, first.date, first.digest) == ("Rev.1", "2026-11-28", digest(FIRST))
    assert (second.name, second.date, second.digest) == ("Rev.2", "2026-12-01", digest(SECOND))
    assert load(first, CORPUS).draft == FIRST
    assert load(second, CORPUS).draft == SECOND
    assert listing(path).problems == ()


def test_it_lies_beside_the_draft_and_can_be_opened_like_one(path: Path) -> None:
    (file,) = (path.parent / "kyoto.revisions").iterdir()
    assert file.name == "Rev.1.yaml"
    assert draft_yaml.load(file, CORPUS) == FIRST


def test_it_travels_with_the_draft(path: Path, tmp_path: Path) -> None:
    shutil.copytree(path.parent, tmp_path / "stick")
    assert names(tmp_path / "stick" / path.name) == ["Rev.1"]


@pytest.mark.parametrize("name", ["Rev.1", "rev.1", " REV.1 ", "Rev.1  "])
def test_a_name_that_is_taken_is_refused_and_nothing_replaced(path: Path, name: str) -> None:
    before = (folder_of(path) / "Rev.1.yaml").read_bytes()
    with pytest.raises(CannotWrite, match=r"There is a revision “Rev\.1” already .* never replaced"):
        save(path, name, SECOND, NOW)
    assert (folder_of(path) / "Rev.1.yaml").read_bytes() == before
    assert names(path) == ["Rev.1"]


def test_a_damaged_revision_keeps_its_name(path: Path) -> None:
    (folder_of(path) / "Rev.1.yaml").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite, match="already"):
        save(path, "Rev.1", SECOND, NOW)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "needs a name"),
        (" \t", "needs a name"),
        ("now", "the draft itself"),
        ("NOW", "the draft itself"),
        ("../Rev.1", "no “/” can stand"),
        ("A/CONF.234/L.6", "write - instead"),
        ("..", "can't begin with"),
        (".hidden", "can't begin with"),
        ("-o", "can't begin with"),
        ("a:b", "“:” can't stand"),
        ("a\\b", "can't stand"),
        ("a\0b", "control character"),
        ("Rev.", "can't end with a dot"),
        ("con", "Windows"),
        ("nul.1", "Windows"),
        ("x" * 81, "more than 80"),
        ("\ud800", "U\\+D800"),
    ],
)
def test_a_name_that_no_file_can_have_everywhere_is_refused(path: Path, name: str, why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        save(path, name, SECOND, NOW)
    assert names(path) == ["Rev.1"]
    assert sorted(each.name for each in path.parent.iterdir()) == ["kyoto.revisions", "kyoto.yaml"]


def test_names_in_any_script_are_kept_and_found(path: Path) -> None:
    for name in (
        "Проект № 2",
        "草案",
        "Rév. 2 (après-midi)",
        "zero draft",
        unicodedata.normalize("NFD", "Überarbeitung"),
    ):
        save(path, name, SECOND, NOW)
    kept = listing(path)
    assert [each.name for each in kept.revisions[1:]] == [
        "Проект № 2", "草案", "Rév. 2 (après-midi)", "zero draft", "Überarbeitung",
    ]  # fmt: skip
    assert kept.find("ÜBERARBEITUNG") == kept.revisions[-1]
    assert kept.find("Rev.9") is None


@given(st.text(max_size=100))
def test_a_name_that_is_taken_for_one_is_a_plain_file_s(name: str) -> None:
    try:
        checked = checked_name(name)
    except EditRefused as error:
        assert str(error).endswith((".", "instead."))
        return
    assert checked
    assert Path(checked).name == checked
    assert checked_name(checked) == checked
    assert files.new_draft_path(Path(f"{checked}.yaml")).name == f"{checked}.yaml"


def test_they_stand_in_the_order_of_saving_even_where_the_clock_was_put_back(path: Path) -> None:
    for number, when in enumerate((NOW, NOW - timedelta(days=400), NOW + timedelta(seconds=1)), start=2):
        save(path, f"Rev.{number}", SECOND, when)
    assert names(path) == ["Rev.1", "Rev.2", "Rev.3", "Rev.4"]


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (b"", "its first line no longer says"),
        (b"drafter: 1\n", "its first line no longer says"),
        (b"\xff\xfe\x00", "its first line no longer says"),
        (b"# drafter keeps this revision as it was: []\n", "its first line no longer says"),
        (b"[" * 200_000, "its first line no longer says"),
    ],
)
def test_a_damaged_revision_is_said_and_hides_no_other(path: Path, damage: bytes, said: str) -> None:
    save(path, "Rev.2", SECOND, NOW)
    (folder_of(path) / "Rev.1.yaml").write_bytes(damage)
    assert names(path) == ["Rev.2"]
    (problem,) = listing(path).problems
    assert said in problem.what
    assert problem.file.endswith("Rev.1.yaml")


@pytest.mark.parametrize("change", [lambda text: text.replace("act", "wait"), lambda text: text[:-5]])
def test_a_revision_whose_words_were_changed_is_said_to_be_damaged(path: Path, change: object) -> None:
    file = folder_of(path) / "Rev.1.yaml"
    (kept,) = listing(path).revisions
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert names(path) == []
    assert "“Rev.1” is damaged" in listing(path).problems[0].what
    with pytest.raises(BadInput, match="is damaged"):
        load(kept, CORPUS)


def test_line_ends_of_another_system_damage_nothing(path: Path) -> None:
    file = folder_of(path) / "Rev.1.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(listing(path).revisions[0], CORPUS).draft == FIRST


def test_a_file_that_is_called_otherwise_is_another_revision(path: Path) -> None:
    """Where two saved one under the same name, and git kept both files."""
    shutil.copy(folder_of(path) / "Rev.1.yaml", folder_of(path) / "Rev.1 (EU).yaml")
    assert names(path) == ["Rev.1", "Rev.1 (EU)"]
    assert load(listing(path).revisions[1], CORPUS).name == "Rev.1 (EU)"


def test_other_files_in_the_folder_are_nothing_to_it(path: Path) -> None:
    for name in ("notes.txt", ".Rev.2.yaml.x.drafter-new", ".hidden.yaml"):
        (folder_of(path) / name).write_text("x", encoding="utf-8")
    (folder_of(path) / "folder.yaml").mkdir()
    assert names(path) == ["Rev.1"]
    assert [problem.file for problem in listing(path).problems] == [str(folder_of(path) / "folder.yaml")]


def test_without_a_folder_there_are_none_and_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    assert listing(path) == revision_folder.KeptRevisions((), ())
    folder_of(path).write_text("x", encoding="utf-8")
    with pytest.raises(CannotWrite, match="can't be made"):
        save(path, "Rev.1", FIRST, NOW)


@posix
def test_a_save_that_is_cut_at_any_step_leaves_no_revision_or_a_whole_one(path: Path) -> None:
    before = names(path)
    for after in range(200):
        whole = cut(lambda: save(path, "Rev.2", SECOND, NOW), after)
        kept = listing(path)
        assert kept.problems == ()
        if "Rev.2" in names(path):
            assert load(kept.revisions[-1], CORPUS).draft == SECOND
            (folder_of(path) / "Rev.2.yaml").unlink()
        else:
            assert names(path) == before
        if whole:
            break
    assert whole
    assert after > 4
    assert load(save(path, "Rev.2", SECOND, NOW), CORPUS).draft == SECOND


def test_of_two_that_save_at_once_under_one_name_one_is_refused(path: Path) -> None:
    answers: list[str] = []
    start = threading.Barrier(4)

    def saves(number: int) -> None:
        start.wait()
        try:
            save(path, "Rev.2", draft(paragraph("a", f"Number {number}.")), NOW)
            answers.append(f"Number {number}.")
        except DrafterError:
            answers.append("")

    threads = [threading.Thread(target=saves, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = filter(None, answers)
    assert len(answers) == 4
    assert winner in draft_yaml.dump(load(listing(path).find("Rev.2"), CORPUS).draft)  # type: ignore[arg-type]
