"""A draft of format 1, in which alternatives are typed: what can't be read stays as it was typed, and is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.draft.text import Text
from drafter.storage import draft_yaml
from drafter.workspace import Workspace
from tests.builders import TEXTS, corpus, draft, paragraph


def in_format_1(path: Path, *texts: str, source: str = "SO 9") -> Path:
    paragraphs = (paragraph(f"p{n}", Text.of(text), source) for n, text in enumerate(texts))
    path.write_text(draft_yaml.dump(draft(*paragraphs)).replace("drafter: 2", "drafter: 1", 1), encoding="utf-8")
    return path


def test_what_cannot_be_read_is_told_until_it_is_saved(tmp_path: Path) -> None:
    texts = ("We [wait / act - EU].", "We [act.", "We act.", "We act].")
    path = in_format_1(tmp_path / "d.yaml", *texts)
    opened = Workspace.open(path, corpus())
    assert opened.unread == ("OP2", "OP4")
    assert opened.remark.startswith("OP2, OP4: a square bracket there can't be read")
    assert [spot.paragraph.written for spot in opened.draft.spots.values()] == list(texts)
    assert opened.draft.spots["p0"].paragraph.text.parties == ("EU",)
    opened.edits.reword("p2", "We act now.")
    opened.file.save()
    again = Workspace.open(path, corpus())
    assert (again.unread, again.remark) == ((), "")
    assert again.draft == opened.draft


@pytest.mark.parametrize("text", ["We act.", "We [act - EU].", TEXTS["NO 1(b)"]])
def test_nothing_is_told_where_all_was_read_or_is_a_source_s(tmp_path: Path, text: str) -> None:
    assert not Workspace.open(in_format_1(tmp_path / "d.yaml", text, source="NO 1(b)"), corpus()).remark
