"""Somebody else's text as a draft, traced, its links taken; the trace as a document."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from drafter.document.table import AnnexKind
from drafter.errors import BadInput
from drafter.formats import workbook_reader
from drafter.formats.registry import Options
from drafter.review.reflection import Reach, Reflection
from drafter.review.trace import Match
from drafter.workspace import Workspace, export, traced_text
from tests import builders

CORPUS = builders.corpus()
TEXT = """+++
title = "x"
+++
# Draft

## Contents

- Preamble
- [Acts](#acts)

## Preamble

Recalling [the Meeting][m],

## Acts

1. We will train judges.
2. We will share data, and train judges and prosecutors, and build institutions.
3. We rest.
4. We rest, sleep, and protect victims of storms, floods, drought, hunger, fire, frost and water.

[m]: https://example.org/meeting "The Meeting"
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("text")
    (folder / "zero.md").write_text(TEXT, encoding="utf-8")
    return traced_text.text_as_draft(folder / "zero.md", folder / "zero.yaml", CORPUS).workspace


def test_front_matter_contents_and_link_definitions_are_no_paragraphs(read: Workspace) -> None:
    trace = traced_text.trace_of(read)
    assert [(each.name, each.text) for each in trace.paragraphs] == [
        ("PP1", "Recalling the Meeting,"),
        ("OP1", "We will train judges."),
        ("OP2", "We will share data, and train judges and prosecutors, and build institutions."),
        ("OP3", "We rest."),
        ("OP4", "We rest, sleep, and protect victims of storms, floods, drought, hunger, fire, frost and water."),
    ]


def test_links_are_taken_as_far_as_the_words_support_them_as_one_step(read: Workspace) -> None:
    workspace = Workspace(CORPUS, read.draft, read.file.path)
    trace = traced_text.trace_of(workspace)
    links = traced_text.new_links(workspace, trace, lambda match: match.sure)
    one, two = (each.id for each in trace.paragraphs[1:3])
    assert "NO 1(a)" in links[one]
    links = {one: ["NO 1(a)"], two: ["SO 9", "SO 7(b)"]}
    traced_text.take_links(workspace, links)
    uses = {use.link.recommendation: use for use in CORPUS.once(Reflection).uses(workspace.draft)}
    assert {id: use.reach for id, use in uses.items()} == {
        "NO 1(a)": Reach.WHOLLY, "SO 9": Reach.PARTLY, "SO 7(b)": Reach.BACKGROUND,
    }  # fmt: skip
    assert "trust" in uses["SO 9"].link.missing
    assert "NO 1(a)" not in traced_text.new_links(workspace, trace, bool).get(one, [])
    workspace.history.undo()
    assert workspace.draft == read.draft
    with pytest.raises(BadInput, match="control character"):
        workspace.edits.cite_in_all({one: {"SO 9": Reach.PARTLY}}, {one: {"SO 9": "\x1b"}})


def test_what_is_far_larger_than_a_declaration_is_not_traced(read: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traced_text, "LARGEST", 9)
    with pytest.raises(BadInput, match="far larger than a declaration"):
        traced_text.trace_of(read)
    monkeypatch.setattr(traced_text, "MOST_PARAGRAPHS", 2)
    with pytest.raises(BadInput, match="more than 2 paragraphs"):
        traced_text.trace_of(read)


def test_the_trace_as_a_workbook_has_a_sheet_a_question_and_in_word_the_same_tables(read: Workspace) -> None:
    trace = traced_text.trace_of(read)
    gaps, doubtful, paragraphs, about = (
        [row for _, row in sheet]
        for sheet in workbook_reader.read(export.trace_report(read, trace, "zero.md", [], ".xlsx"), "a.xlsx")
    )
    assert gaps[0] == ["Source", "Region", "Section", "Theme", "Recommendation"]
    assert {row[0] for row in gaps[1:]} == set(trace.not_reflected)
    assert doubtful[0][4:6] == ["Paragraph", "Sure (%)"]
    assert paragraphs[0] == ["Paragraph", "Source", "Region", "Sure (%)", "Disposition", "Recommendation"]
    by_source = {(row[0].split()[0], row[1]): row[2:] for row in paragraphs[1:]}
    assert by_source["OP1", "NO 1(a)"] == ["North", "100", "reflected", "Train judges."]
    assert by_source["OP3", ""][2] == "None."
    assert any(row[0].startswith("Recommendations: 4 reflected, ") for row in about)
    southern = trace.only(lambda id: id == "SO 7(b)")
    near = replace(southern.paragraphs[2], matches=(), faint=(Match("SO 7(b)", 0.21),))
    southern = replace(southern, paragraphs=(near,))
    document = Document(BytesIO(export.trace_report(read, southern, "zero.md", ["SO"], ".docx")))
    assert [cell.text for cell in document.tables[-1].rows[-1].cells][1:4] == ["South", "21", "faint"]
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "Trace: zero.md" in words
    assert "Selection: SO." in words
    assert "Recommendations: 0 reflected, 1 doubtful, 0 not reflected." in words
    assert "Not reflected" not in words
    assert [cell.text for cell in document.tables[0].rows[0].cells][:3] == ["Source", "Region", "Theme"]


def test_a_draft_that_drafter_exported_is_traced_without_its_sources(tmp_path: Path) -> None:
    made = builders.draft(
        builders.paragraph("p1", "We [train] judges:", "NO 1(a)", children=(builders.paragraph("p2", "to judge;"),)),
        builders.paragraph("p3", "We share data.", "NO 2(a)"),
        preamble=(builders.paragraph("p4", "Recalling the Meeting,"),),
    )
    workspace = Workspace(CORPUS, made, tmp_path / "d.yaml")
    options = Options(annexes=(AnnexKind.SOURCES, AnnexKind.DERIVATION))
    for suffix in (".docx", ".md"):
        path = tmp_path / f"draft{suffix}"
        path.write_bytes(export.render(workspace, suffix, options))
        read = traced_text.text_as_draft(path, tmp_path / "made.yaml", CORPUS).workspace
        traced = traced_text.trace_of(read).paragraphs
        assert [(each.name, each.text) for each in traced] == [
            ("PP1", "Recalling the Meeting,"), ("OP1", "We train judges:"), ("OP1 (a)", "to judge;"),
            ("OP2", "We share data."),
        ]  # fmt: skip
