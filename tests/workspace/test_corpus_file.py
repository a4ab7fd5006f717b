"""A corpus being sorted: saved whole, never over somebody else's work, each step undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.corpus import sorting
from drafter.corpus.corpus import unsorted_section
from drafter.errors import CannotWrite, EditRefused
from drafter.storage import corpus_yaml, earlier_versions
from drafter.workspace import source_files
from drafter.workspace.corpus_file import CorpusFile
from tests.builders import corpus


@pytest.fixture
def path(tmp_path: Path) -> Path:
    base = corpus()
    path = tmp_path / "corpus.yaml"
    path.write_text(f"# mine\n{corpus_yaml.dump(replace(base, sections=unsorted_section(base.by_id)))}")
    return path


def test_steps_are_saved_undone_and_redone_and_what_was_there_first_is_kept(path: Path) -> None:
    first = path.read_bytes()
    file = CorpusFile(path)
    for nothing in (file.undo, file.redo):
        with pytest.raises(EditRefused, match="There is nothing to"):
            nothing()
    file.save()
    assert path.read_bytes() == first
    assert file.put_by_title("Justice", "Courts", ["no 1a", "SO 7(a)"]) == "2 put under I. Courts"
    file.put_by_title("Justice", "I. Courts", ["SO 9"])
    file.put_by_title("Justice", "Police", ["NO 2(a)"])
    file.save()
    assert [theme.placements for theme in corpus_yaml.load(path).themes[:2]] == [
        ("NO 1(a)", "SO 7(a)", "SO 9"),
        ("NO 2(a)",),
    ]
    assert file.undo() == "1 put under II. Police"
    assert file.redo() == "1 put under II. Police"
    file.undo()
    file.save()
    assert len(corpus_yaml.load(path).sorted_sections[0].themes) == 1
    kept = earlier_versions.listing(path, file.corpus.id)
    assert [version.path.read_bytes() for version in kept] == [first]


def test_what_somebody_else_wrote_is_not_overwritten(path: Path) -> None:
    file = CorpusFile(path)
    file.edit(lambda corpus: sorting.add_section(corpus, "A"), "a section")
    for theirs in (b"theirs", None):
        path.unlink() if theirs is None else path.write_bytes(theirs)
        with pytest.raises(CannotWrite, match="somebody else changed this file"):
            file.save()
        assert path.exists() == (theirs is not None)
    assert file.unsaved


def test_reports_read_again_stay_sorted(path: Path, tmp_path: Path) -> None:
    sorted_ = corpus()
    path.write_text(corpus_yaml.dump(sorted_))
    fresh = replace(sorted_, sections=unsorted_section(sorted_.by_id))
    assert source_files.sorted_as(path, fresh) == sorted_
    assert source_files.sorted_as(tmp_path / "none.yaml", fresh) == fresh
    assert source_files.sorted_as(path, replace(fresh, id="another")) == replace(fresh, id="another")
