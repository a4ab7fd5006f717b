"""The application without a face: every edit is a step that can be undone, and the file is never lost."""

import re
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from drafter.document.table import AnnexKind
from drafter.draft.draft import Front, Status, Treatment
from drafter.draft.text import UNATTRIBUTED, is_day
from drafter.draft.tree import Place
from drafter.errors import BadInput, CannotWrite, EditRefused
from drafter.formats import registry
from drafter.formats.docx import reader
from drafter.formats.registry import DocumentPurpose, Options
from drafter.storage import draft_yaml, exported_versions, files
from drafter.storage.exported_versions import folder_of
from drafter.workspace import ChangedUnderneath, Workspace, export, quoted_beginning
from drafter.workspace.edit_steps import Edits
from tests.builders import HOSTILE, corpus

CORPUS = corpus()


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A new draft with the paragraphs OP1 (NO 1(b)), OP2 (SO 7(b)) and OP3 (the user's own)."""
    made = Workspace.new(tmp_path / "draft.yaml", CORPUS)
    part = "justice"
    made.edits.take_up(["NO 1(b)"], Place(part))
    made.edits.take_up(["SO 7(b)"], Place(part))
    made.edits.add("Mine.", Place(part))
    made.file.save()
    return made


def id_of(workspace: Workspace, ref: str) -> str:
    return next(id for id, called in workspace.refs.items() if called == ref)


EDITS: dict[str, Callable[[Edits, Callable[[str], str]], str]] = {
    "take up SO 9": lambda edits, _: edits.take_up(["SO 9"]),
    "take up 4 (NO 1(a), SO 7(a), …)": lambda edits, _: edits.take_up([r.id for r in CORPUS.recommendations]),
    "merge NO 2(a), SO 9 into one paragraph": lambda edits, _: edits.take_up_merged(["NO 2(a)", "SO 9"]),
    f"add a paragraph: {quoted_beginning(HOSTILE)}": lambda edits, id: edits.add(HOSTILE, Place(id("OP1"))),
    "reword OP1": lambda edits, id: edits.reword(id("OP1"), HOSTILE),
    "merge OP1, OP2": lambda edits, id: edits.merge([id("OP2"), id("OP1")]),
    "break OP1 in two": lambda edits, id: edits.split(id("OP1"), 8),
    "remove OP3": lambda edits, id: edits.remove([id("OP3")]),
    "move OP1": lambda edits, id: edits.move([id("OP1")], Place("cooperation")),
    "move OP1 down": lambda edits, id: edits.shift([id("OP1")], 1),
    "move OP2 up": lambda edits, id: edits.shift([id("OP2")], -1),
    "make OP2 a sub-paragraph of OP1": lambda edits, id: edits.indent(id("OP2")),
    "cite SO 9 in OP3 (chapeau only)": lambda edits, id: edits.cite(id("OP3"), "so 9", Treatment.CHAPEAU),
    "no longer cite NO 1(b) in OP1": lambda edits, id: edits.uncite(id("OP1"), "NO 1(b)"),
    "mark NO 1(b) as partly taken up in OP1": lambda edits, id: edits.mark_partly(id("OP1"), "NO 1(b)", True, "x"),
    "mark SO 7(b) as wholly taken up in OP2": lambda edits, id: (
        edits.mark_partly(id("OP2"), "SO 7(b)", True) and edits.mark_partly(id("OP2"), "SO 7(b)", False)
    ),
    "set aside SO 9": lambda edits, _: edits.set_aside(["SO 9"], "Not ours."),
    "bring back SO 9": lambda edits, _: edits.set_aside(["SO 9"], "Not ours.") and edits.bring_back(["SO 9"]),
    "write a note on OP1": lambda edits, id: edits.annotate(id("OP1"), HOSTILE),
    "mark OP1 as bracketed": lambda edits, id: edits.set_status([id("OP1")], Status.BRACKETED),
    "freeze the numbers": lambda edits, _: edits.freeze_numbers(),
    "count the paragraphs again": lambda edits, _: edits.freeze_numbers() and edits.thaw_numbers(),
    "set the number of OP2 to 1 bis": lambda edits, id: edits.set_number(id("OP2"), "1 bis"),
    "change the front matter": lambda edits, _: edits.set_front(Front(place="Vienna")),
    "change the heading “Of justice”": lambda edits, _: edits.retitle("justice", "Of justice"),
}


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_is_named_saved_undone_and_redone(workspace: Workspace, name: str) -> None:
    before, steps = workspace.draft, len(workspace.history.steps.past)
    assert EDITS[name](workspace.edits, partial(id_of, workspace)) == name
    after = workspace.draft
    assert workspace.file.unsaved or after == before
    workspace.file.save()
    assert Workspace.open(workspace.file.path, CORPUS).draft == after
    assert workspace.history.undo() == name
    while len(workspace.history.steps.past) > steps:
        workspace.history.undo()
    assert workspace.draft == before
    while workspace.history.steps.future:
        workspace.history.redo()
    assert workspace.draft == after


def test_outdenting_is_named_by_where_the_paragraph_was(workspace: Workspace) -> None:
    workspace.edits.indent(id_of(workspace, "OP2"))
    assert workspace.edits.outdent(id_of(workspace, "OP1 (a)")) == "move OP1 (a) out of OP1"


def test_nothing_to_undo_or_redo_is_refused(tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "a.yaml", CORPUS)
    for call in (workspace.history.undo, workspace.history.redo):
        with pytest.raises(EditRefused, match="There is nothing to"):
            call()


def test_the_newest_paragraph_is_the_one_that_the_last_step_brought(workspace: Workspace) -> None:
    workspace.edits.take_up(["SO 9"])
    assert workspace.history.newest is not None
    assert workspace.draft.spots[workspace.history.newest].paragraph.sources == ("SO 9",)
    workspace.edits.annotate(workspace.history.newest, "n")
    assert workspace.history.newest is None


def test_the_newest_of_a_fresh_draft_is_none(tmp_path: Path) -> None:
    assert Workspace.new(tmp_path / "a.yaml", CORPUS).history.newest is None


@pytest.mark.parametrize(
    "edit",
    [
        lambda edits, _: edits.add("a\x1b[31m", Place("justice")),
        lambda edits, id: edits.reword(id("OP1"), "a\x00"),
        lambda edits, id: edits.annotate(id("OP1"), "\x9b"),
        lambda edits, _: edits.set_aside(["SO 9"], "\x07"),
        lambda edits, _: edits.set_front(Front(place="\x1b")),
        lambda edits, id: edits.cite(id("OP1"), "XX 1"),
    ],
)
def test_control_characters_and_unknown_citations_are_refused(
    workspace: Workspace, edit: Callable[[Edits, Callable[[str], str]], str]
) -> None:
    before = workspace.draft
    with pytest.raises(BadInput):
        edit(workspace.edits, partial(id_of, workspace))
    assert workspace.draft is before


def test_derived_values_follow_the_draft_and_are_computed_once(workspace: Workspace) -> None:
    assert workspace.coverage is workspace.coverage
    assert workspace.outline is workspace.outline
    assert workspace.coverage.recommendations.covered == 2
    workspace.edits.take_up(["SO 9"])
    assert workspace.coverage.recommendations.covered == 3
    assert len(workspace.outline.paragraphs) == 4
    assert workspace.index is workspace.index


def test_a_new_draft_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("mine")
    with pytest.raises(CannotWrite, match="this file exists"):
        Workspace.new(tmp_path / "a.yaml", CORPUS)
    assert (tmp_path / "a.yaml").read_text() == "mine"


def test_a_file_that_changed_underneath_is_not_overwritten(workspace: Workspace) -> None:
    workspace.file.path.write_text("somebody else's", encoding="utf-8")
    workspace.edits.take_up(["SO 9"])
    with pytest.raises(ChangedUnderneath, match="somebody else changed this file"):
        workspace.file.save()
    assert workspace.file.path.read_text() == "somebody else's"
    assert workspace.file.unsaved
    workspace.file.save_as(workspace.file.path.with_name("mine.yaml"))
    assert not workspace.file.unsaved
    assert draft_yaml.load(workspace.file.path, CORPUS) == workspace.draft


def test_a_file_that_vanished_is_written_again(workspace: Workspace) -> None:
    workspace.file.path.unlink()
    workspace.file.save()
    assert Workspace.open(workspace.file.path, CORPUS).draft == workspace.draft


def test_saving_under_a_name_that_is_taken_is_refused_and_changes_nothing(workspace: Workspace) -> None:
    taken, before = workspace.file.path.with_name("taken.yaml"), workspace.file.path
    taken.write_text("mine")
    with pytest.raises(CannotWrite):
        workspace.file.save_as(taken)
    assert (workspace.file.path, taken.read_text()) == (before, "mine")
    workspace.file.save()


@pytest.mark.parametrize("suffix", [".docx", ".md", ".html", ".json", ".DOCX"])
def test_exports_what_the_suffix_names_and_replaces_only_when_asked(workspace: Workspace, suffix: str) -> None:
    target = workspace.file.path.with_suffix(suffix)
    export.write(workspace, target)
    first = target.read_bytes()
    with pytest.raises(CannotWrite, match="this file exists"):
        export.write(workspace, target)
    export.write(workspace, target, replace=True)
    assert target.read_bytes() == first


def test_a_word_export_keeps_the_version_that_the_file_names_once(workspace: Workspace) -> None:
    target = workspace.file.path.with_suffix(".docx")
    workspace.edits.take_up(["SO 9"])
    assert export.write(workspace, target) == ""
    manifest = reader.manifest(target.read_bytes())
    assert manifest is not None
    (kept,) = exported_versions.find(workspace.file.path, manifest.version)
    assert draft_yaml.load(kept, CORPUS) == workspace.draft
    before = kept.stat()
    export.write(workspace, target, replace=True)
    assert kept.stat() == before


@pytest.mark.parametrize(
    "options", [Options(clean=True), Options(only=AnnexKind.SOURCES), Options(view=UNATTRIBUTED)], ids=str
)
def test_whatever_a_word_file_leaves_out_its_version_is_found(workspace: Workspace, options: Options) -> None:
    workspace.edits.annotate(next(iter(workspace.draft.spots)), "For us alone.")
    target = workspace.file.path.with_suffix(".docx")
    export.write(workspace, target, options=options)
    manifest = reader.manifest(target.read_bytes())
    assert manifest is not None
    (kept,) = exported_versions.find(workspace.file.path, manifest.version)
    assert draft_yaml.load(kept, CORPUS) == workspace.draft


def test_a_negotiating_copy_says_of_which_version_and_minute_it_is(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "this_minute", lambda: ("2026-05-03", "14.05"))
    options = Options(purpose=DocumentPurpose.NEGOTIATION)
    version = workspace.outline.version[:8]
    said = export.render(workspace, ".md", options).decode()
    assert f"Negotiating copy, version {version}, 3 May 2026, 14.05" in said
    assert "OP1 " in said and "Negotiating copy" not in export.render(workspace, ".md").decode()
    workspace.revisions.save("Rev.2")
    assert "version Rev.2, 3 May" in export.render(workspace, ".html", options).decode()
    with ZipFile(BytesIO(export.render(workspace, ".docx", options))) as package:
        footer, body = (package.read(f"word/{part}.xml").replace(b"\xc2\xa0", b" ") for part in ("footer", "document"))
        assert b"Negotiating copy" in footer
        assert b"Negotiating copy" not in body


def test_the_time_here_is_told_as_day_and_minute() -> None:
    day, minute = export.this_minute()
    assert is_day(day) and re.fullmatch(r"\d\d\.\d\d", minute)


def test_a_word_file_has_the_pages_of_its_contents_where_they_are_counted(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[bytes] = []

    def pages(_outline: object, _annexes: object, document: bytes) -> tuple[int, ...]:
        counted.append(document)
        return (2, 3) if len(counted) > 1 else ()

    monkeypatch.setattr(registry, "counted_pages", pages)
    uncounted = export.render(workspace, ".docx")
    monkeypatch.delenv(export.COUNT_PAGES)
    assert export.render(workspace, ".docx") == uncounted == counted[0]
    monkeypatch.setattr(registry, "render", lambda *_, pages=(), **__: f"pages {pages}".encode())
    assert export.render(workspace, ".docx") == b"pages (2, 3)"
    assert export.render(workspace, ".html") == b"pages ()"
    monkeypatch.setattr(export, "_MOST_COUNTED", 1)
    assert export.render(workspace, ".docx") == b"pages ()"
    assert len(counted) == 2


def test_an_export_of_a_revision_or_of_what_no_room_edits_keeps_nothing(workspace: Workspace) -> None:
    export.write(workspace, workspace.file.path.with_suffix(".html"))
    assert not folder_of(workspace.file.path).exists()
    workspace.revisions.save("Rev.1")
    export.write(workspace, workspace.file.path.with_suffix(".docx"))
    assert [file.name for file in folder_of(workspace.file.path).iterdir()] == ["Rev.1.yaml"]


def test_where_the_version_cannot_be_kept_the_document_is_written_and_it_is_said(workspace: Workspace) -> None:
    folder_of(workspace.file.path).write_bytes(b"")
    target = workspace.file.path.with_suffix(".docx")
    assert "What was exported isn't kept" in export.write(workspace, target)
    assert target.read_bytes().startswith(b"PK")


def test_an_unknown_format_is_refused_with_the_known_ones(workspace: Workspace) -> None:
    with pytest.raises(BadInput, match=r"“\.pages” is not a format to export to. Use \.docx, "):
        export.write(workspace, workspace.file.path.with_suffix(".pages"))


def test_the_stamp_is_of_what_was_read(workspace: Workspace) -> None:
    again = Workspace.open(workspace.file.path, CORPUS)
    again.edits.take_up(["SO 9"])
    again.file.save()
    workspace.edits.add("Mine too.", Place("justice"))
    with pytest.raises(ChangedUnderneath):
        workspace.file.save()
    assert files.read_bytes(workspace.file.path) == draft_yaml.dump(again.draft).encode()
