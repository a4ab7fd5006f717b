"""`compare OLD.docx NEW.docx`: the new one, with what is different as tracked changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.document.edited_document import Mark
from drafter.formats.docx import edited_reader
from drafter.formats.docx.redline import redline
from tests.cli.conftest import Command
from tests.cli.test_negotiation import DRAFT


@pytest.fixture
def word_files(drafter: Command) -> None:
    """Exports of Rev.1 and of the draft now, in which `d.yaml` is reworded since."""
    Path("d.yaml").write_text(DRAFT, encoding="utf-8")
    drafter("revision", "d.yaml", "save", "Rev.1")
    drafter("export", "d.yaml", "-o", "old.docx")
    path = Path("d.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("We wait.", "We wait for all of them."), encoding="utf-8")
    drafter("export", "d.yaml", "-o", "new.docx")


@pytest.mark.usefixtures("word_files")
def test_two_word_files_are_one_with_tracked_changes(drafter: Command) -> None:
    said = drafter("compare", "old.docx", "new.docx", "-o", "changes.docx", "--as", "Anna Meier")
    assert (said.code, said.err) == (0, "Wrote changes.docx.\nParagraphs: 1 changed.\n")
    marks = edited_reader.read(Path("changes.docx").read_bytes(), Path("changes.docx")).paragraphs
    came = [(run.text.strip(), run.inserted.author) for each in marks for run in each.runs if run.inserted]
    assert came == [("for all of them", "Anna Meier")]
    same = drafter("compare", "new.docx", "new.docx", "-o", "same.docx")
    assert same.err.splitlines() == ["Wrote same.docx.", "There is no difference."]


@pytest.mark.usefixtures("word_files")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["old.docx", "new.docx"], "Say where to: -o CHANGES.docx"),
        (["old.docx", "new.docx", "-o", "changes.md"], "Say where to: -o CHANGES.docx"),
        (["old.docx", "d.yaml", "-o", "c.docx"], "drafter export d.yaml -o FILE.docx --against old.docx"),
        (["d.yaml", "new.docx", "-o", "c.docx"], "comes home by: drafter import d.yaml new.docx"),
        (["d.yaml", "d.yaml", "--as", "Anna"], "--as is for Word files."),
        (["old.docx", "gone.docx", "-o", "c.docx"], "gone.docx: There is no such file."),
        (["old.docx", "new.docx", "-o", "c.docx", "--as", "A\x1b"], "--as takes a name"),
    ],
)
def test_word_files_that_can_t_be_compared_are_refused(drafter: Command, arguments: list[str], told: str) -> None:
    said = drafter("compare", *arguments)
    assert said.code == 2
    assert told in said.err


@pytest.mark.usefixtures("word_files")
def test_a_revision_that_is_exported_keeps_nothing_beside_it(drafter: Command) -> None:
    assert drafter("export", "d.revisions/Rev.1.yaml", "-o", "rev.docx").code == 0
    assert sorted(file.name for file in Path("d.revisions").iterdir()) == ["Rev.1.yaml", "exported"]


@pytest.mark.usefixtures("word_files")
def test_that_what_was_tracked_before_counts_as_accepted_is_said(drafter: Command) -> None:
    old, new = (Path(name).read_bytes() for name in ("old.docx", "new.docx"))
    Path("marked.docx").write_bytes(redline(old, new, Mark("Bob\x1b <B>")).data)
    said = drafter("compare", "marked.docx", "old.docx", "-o", "back.docx")
    assert said.err.splitlines() == [
        "Wrote back.docx.",
        "Paragraphs: 1 changed.",
        "What was tracked in marked.docx (by Bob <B>) counts as accepted.",
        "All that is different is put to Author.",
    ]
    same = drafter("compare", "new.docx", "marked.docx", "-o", "same.docx", "--as", "Anna")
    assert same.err.splitlines()[1:] == [
        "There is no difference.",
        "What was tracked in marked.docx (by Bob <B>) counts as accepted.",
    ]
    exported = drafter("export", "d.yaml", "-o", "against.docx", "--against", "marked.docx")
    assert exported.err.splitlines() == [
        "Wrote against.docx.",
        "There is no difference.",
        "What was tracked in marked.docx (by Bob <B>) counts as accepted.",
    ]
