"""From the annexes to the committed corpus."""

from pathlib import Path

from drafter.corpus.corpus import SourceForm
from drafter.storage import folders
from drafter.workspace import others_texts, source_files
from drafter.workspace.source_files import GivenSources


def test_the_committed_corpus_is_what_the_annexes_give_to_the_byte() -> None:
    assert (
        others_texts.corpus_file(source_files.read_sources(GivenSources()).exercise.corpus)
        == folders.CORPUS.read_bytes()
    )


def test_remarks_come_by_kind_and_as_data() -> None:
    remarks = source_files.read_sources(GivenSources()).exercise.remarks
    kinds = dict(others_texts.by_kind(remarks))
    assert [remark.subject for remark in kinds["Gaps in a run of letters or numbers"]] == ["E 56"]
    assert [remark.subject for remark in kinds["Recommendations under different themes"]] == ["E 28(a)"]
    assert sum(map(len, kinds.values())) == len(others_texts.remarks_data(remarks)) == len(remarks)


def test_what_cannot_be_read_is_a_problem_with_file_and_line(tmp_path: Path) -> None:
    text = (folders.CONGRESS / "sources" / "annex-a.txt").read_text(encoding="utf-8")
    cut = tmp_path / "cut.txt"
    cut.write_text(text.replace("persons. [AP 26(c)]", "persons. [AP 26("), encoding="utf-8")
    sources = GivenSources(forms={SourceForm.LIST: cut}, about=folders.CONGRESS / "about.yaml")
    problem = source_files.read_sources(sources).problems[0]
    assert (problem.file, problem.what != "") == (str(cut), True)
    assert "AP 26(" in text.splitlines()[(problem.line or 0) - 1] + text.splitlines()[problem.line or 0]
