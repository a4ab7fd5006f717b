"""`drafter import`: what came with a Word file is listed, and taken as it is named."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest

from drafter.draft.tree import Place
from drafter.storage import corpus_yaml, draft_yaml, folders, ui_state
from drafter.storage.ui_state import UiState
from drafter.workspace import Workspace, file_authors
from tests.cli.conftest import Command
from tests.workspace.edited_word_files import in_part, insert, retype

KEYS = ["id", "paragraph", "ref", "kind", "author", "date", "tracked", "was", "now", "done"]

pytestmark = pytest.mark.usefixtures("room")


@pytest.fixture
def room(drafter: Command, tmp_path: Path) -> Path:
    """The sample draft, and an export of it in which EU, US and somebody else changed words."""
    shutil.copy(folders.SAMPLE, tmp_path / "kyoto.yaml")
    assert drafter("export", "kyoto.yaml", "-o", "room.docx").code == 0
    path = tmp_path / "room.docx"
    insert(path, "culture of lawfulness", " everywhere", "EU")
    insert(path, "root causes", ", including poverty", "US")
    retype(path, "strengthen community-based", "support community-based")
    return path


def done(drafter: Command, *arguments: str) -> dict[tuple[str, str], str]:
    """What became of each edit, by its paragraph and its kind."""
    changes = drafter("import", "kyoto.yaml", "room.docx", "--format", "json", *arguments).data["changes"]
    return {(each["ref"], each["kind"]): each["done"] for each in changes}


def paragraph(ref_text: str) -> str:
    """The text of the paragraph of kyoto.yaml that begins so."""
    draft = draft_yaml.load(Path("kyoto.yaml"), corpus_yaml.load(folders.CORPUS))
    texts = [spot.paragraph.written for spot in draft.spots.values()]
    return next(text for text in texts if text.startswith(ref_text))


def test_without_take_what_came_is_listed_and_nothing_is_changed(drafter: Command) -> None:
    before = Path("kyoto.yaml").read_bytes()
    said = drafter("import", "kyoto.yaml", "room.docx")
    assert said.code == 0
    assert "Compared with the draft as it is." in said.out
    for shown in ("OP3", "EU, 2026-11-20", "{+ everywhere+}", "not tracked"):
        assert shown in said.out
    how = "To take all: drafter import kyoto.yaml room.docx --take all"
    assert f"3 edits came; the draft is as it was. {how}" in said.err
    assert Path("kyoto.yaml").read_bytes() == before


def test_json_has_each_edit_and_nothing_else(drafter: Command) -> None:
    data = drafter("import", "kyoto.yaml", "room.docx", "--format", "json", "--by", "Japan").data
    assert list(data) == ["base", "changes", "unmatched"]
    assert {tuple(each) for each in data["changes"]} == {tuple(KEYS)}
    assert [(each["ref"], each["kind"], each["author"], each["tracked"]) for each in data["changes"]] == [
        ("OP3", "text", "EU", True), ("OP4", "text", "US", True),
        ("OP5", "text", "Japan", False),
    ]  # fmt: skip
    assert {each["done"] for each in data["changes"]} == {"left"}
    assert (data["base"], data["unmatched"]) == ("the draft as it is", [])


def test_all_is_taken_as_one_step_after_a_revision(drafter: Command) -> None:
    said = drafter("import", "kyoto.yaml", "room.docx", "--take", "all")
    assert said.code == 0
    assert "Done: take room.docx home: 3 taken." in said.err
    assert "kept as a revision: before room.docx, " in said.err
    assert paragraph("We will promote a culture").startswith("We will promote a culture of lawfulness everywhere in")
    again = drafter("import", "kyoto.yaml", "room.docx")
    assert "The draft has it already: OP3, OP4, OP5." in again.err
    kept = drafter("revision", "kyoto.yaml", "list", "--format", "json").data["revisions"]
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("arguments", "taken"),
    [
        (["--take", "all"], {"OP3": "taken", "OP4": "taken", "OP5": "taken"}),
        (["--take", "none"], {"OP3": "left", "OP4": "left", "OP5": "left"}),
        (["--take", "tracked"], {"OP3": "taken", "OP4": "taken", "OP5": "left"}),
        (["--take", "eu"], {"OP3": "taken", "OP4": "left", "OP5": "left"}),
        (["--take", "op 4"], {"OP3": "left", "OP4": "taken", "OP5": "left"}),
        (["--take", "all", "--leave", "US"], {"OP3": "taken", "OP4": "left", "OP5": "taken"}),
        (["--take", "US", "--leave", "all"], {"OP3": "left", "OP4": "taken", "OP5": "left"}),
        (["--bracket", "all", "--by", "Japan"], {"OP3": "bracketed", "OP4": "bracketed", "OP5": "bracketed"}),
        (["--take", "all", "--bracket", "tracked", "--leave", "OP3"],
         {"OP3": "left", "OP4": "bracketed", "OP5": "taken"}),
    ],
)  # fmt: skip
def test_the_closer_name_counts(drafter: Command, arguments: list[str], taken: dict[str, str]) -> None:
    assert done(drafter, *arguments) == {(ref, "text"): what for ref, what in taken.items()}


def test_a_citation_is_taken_by_its_id_and_by_nothing_else(drafter: Command, room: Path) -> None:
    in_part(room, "word/footnotes.xml", "62\u00a0(c)", "62 (b)")
    said = drafter("import", "kyoto.yaml", "room.docx", "--take", "all", "--take", "PP1", "-o", "all.yaml")
    found = re.search(r"a changed citation is taken only by its id: PP1. --take (\w+)", said.err)
    assert found is not None
    assert done(drafter, "--take", found[1][:5])["PP1", "source"] == "taken"
    draft = draft_yaml.load(Path("kyoto.yaml"), corpus_yaml.load(folders.CORPUS))
    cited = [link.recommendation for link in next(iter(draft.spots.values())).paragraph.links]
    assert cited.count("AP 62(b)") == 1
    assert "AP 62(c)" not in cited


def test_brackets_are_the_authors_and_an_untracked_one_needs_a_name(drafter: Command) -> None:
    said = drafter("import", "kyoto.yaml", "room.docx", "--bracket", "all")
    assert said.code == 0
    assert "Nobody knows who made it" in said.err
    assert "[, including poverty - US]" in paragraph("We will focus crime")
    assert paragraph("We will strengthen community-based")
    drafter("import", "kyoto.yaml", "room.docx", "--bracket", "OP5", "--by", "Japan")
    assert paragraph("We will [strengthen / support - JP] community-based")


def test_what_was_to_be_bracketed_and_is_no_words_is_said(drafter: Command, room: Path) -> None:
    retype(room, "Advancing crime prevention", "Preventing crime")
    said = " ".join(drafter("import", "kyoto.yaml", "room.docx", "--bracket", "all", "--by", "Japan").err.split())
    assert re.search(r"Left, since only words can stand in square brackets: .+ \(title\)\. --take \w+", said)
    assert "3 bracketed; 1 left." in said


def test_the_table_has_the_number_that_is_typed_and_the_one_of_today(drafter: Command) -> None:
    workspace = Workspace.open(Path("kyoto.yaml"), corpus_yaml.load(folders.CORPUS))
    first = next(id for id, ref in workspace.refs.items() if ref == "OP1")
    workspace.edits.add("We begin.", Place(workspace.draft.spots[first].container, 0))
    workspace.file.save()
    said = drafter("import", "kyoto.yaml", "room.docx")
    shown = " ".join(said.out.split())
    assert "OP3 (now OP4)" in shown
    assert done(drafter, "--take", "OP3")["OP3", "text"] == "taken"


def test_who_made_what_is_not_tracked_is_said_once(drafter: Command, room: Path) -> None:
    drafter("import", "kyoto.yaml", "room.docx", "--by", "Japan")
    said = drafter("import", "kyoto.yaml", "room.docx", "--bracket", "OP5")
    assert "What is not tracked is by JP, as you said of this file before" in said.err
    assert paragraph("We will [strengthen / support - JP] community-based")
    assert file_authors.known_authors(Path("kyoto.yaml"), room)[""] == "JP"
    retype(room, "culture of", "habit of")
    assert "" not in file_authors.known_authors(Path("kyoto.yaml"), room), "what comes later may be somebody else's"


def test_who_an_author_is_was_said_on_the_screen(drafter: Command, room: Path) -> None:
    insert(room, "community-based crime prevention", " and renewal", "Jane Doe")
    ui_state.save(UiState(authors={"Jane Doe": "US", "John Roe": "NOPE"}))
    known = file_authors.known_authors(Path("kyoto.yaml"), room)
    assert known == {"Jane Doe": "US"}, "the other one is a party of another draft"
    drafter("import", "kyoto.yaml", "room.docx", "--bracket", "Jane Doe")
    assert "[and renewal - US]" in paragraph("We will strengthen")


def at_home(old: str, new: str) -> None:
    path = Path("kyoto.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_what_was_changed_at_home_stays(drafter: Command) -> None:
    at_home("We will make gender-specific measures", "We must make gender-specific measures")
    assert "Compared with the draft as it was exported." in drafter("import", "kyoto.yaml", "room.docx").out
    assert drafter("import", "kyoto.yaml", "room.docx", "--take", "all").code == 0
    assert paragraph("We must make gender-specific measures")
    assert "including poverty" in paragraph("We will focus crime")


def test_what_both_changed_stands_in_brackets_and_the_exit_code_says_so(drafter: Command) -> None:
    at_home("strengthen community-based", "reinforce community-based")
    listed = drafter("import", "kyoto.yaml", "room.docx")
    assert "Changed in the draft too, since the file went out: OP5." in listed.err
    said = drafter("import", "kyoto.yaml", "room.docx", "--take", "Japan", "--by", "Japan")
    assert said.code == 1
    both = "both sides changed the same words: the draft has yours, those of Japan are a proposal."
    assert f"Look at this: OP5: {both}" in " ".join(said.err.split())
    assert paragraph("We will [reinforce / support - JP] community-based")


def test_what_is_proposed_already_is_told(drafter: Command) -> None:
    drafter("import", "kyoto.yaml", "room.docx", "--bracket", "tracked")
    said = drafter("import", "kyoto.yaml", "room.docx")
    assert "Proposed before: OP3, OP4." in said.err
    assert "1 edit came;" in said.err


def test_the_new_draft_goes_to_another_file_where_that_is_said(drafter: Command) -> None:
    before = Path("kyoto.yaml").read_bytes()
    said = drafter("import", "kyoto.yaml", "room.docx", "--take", "all", "-o", "new.yaml")
    assert (said.code, Path("kyoto.yaml").read_bytes()) == (0, before)
    assert "everywhere" in Path("new.yaml").read_text(encoding="utf-8")
    assert not drafter("revision", "kyoto.yaml", "list", "--format", "json").data["revisions"]
    assert "this file exists" in drafter("import", "kyoto.yaml", "room.docx", "--take", "all", "-o", "new.yaml").err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--take", "nobody"], "There is no edit “nobody”. Name EU, US, a paragraph (OP7), the id of an edit"),
        (["--take", ""], "There is no edit “”."),
        (["--take", "OP3", "--bracket", "OP3"], ", in OP3, is to be taken, and bracketed. Say one of the two."),
        (["--leave", "OP3"], "Nothing is to be taken. Say --take all"),
        (["-o", "new.yaml"], "Nothing is to be taken."),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(drafter: Command, arguments: list[str], told: str) -> None:
    before = Path("kyoto.yaml").read_bytes()
    said = drafter("import", "kyoto.yaml", "room.docx", *arguments)
    assert (said.code, told in said.err) == (2, True), said.err
    assert Path("kyoto.yaml").read_bytes() == before


def test_a_file_as_it_went_out_brings_nothing(drafter: Command) -> None:
    drafter("export", "kyoto.yaml", "-o", "room.docx", "--replace")
    said = drafter("import", "kyoto.yaml", "room.docx", "--take", "all")
    assert said.code == 0
    assert "Nothing was changed." in said.err


# A Word file where a draft is wanted


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the screens were opened with."""
    opened: list[tuple[object, ...]] = []
    monkeypatch.setattr("drafter.tui.run", lambda _corpus, *given: opened.append(given))
    monkeypatch.setenv("TEXTUAL_DRIVER", "a driver that needs no terminal")
    return opened


@pytest.mark.parametrize("arguments", [["room.docx"], ["open", "room.docx"]])
def test_the_screens_take_home_a_file_into_the_draft_that_it_is_of(
    drafter: Command, screens: list[tuple[object, ...]], arguments: list[str]
) -> None:
    said = drafter(*arguments)
    assert said.code == 0, said.err
    ((workspace, _folder, _within, came),) = screens
    assert isinstance(workspace, Workspace)
    assert (workspace.file.path, came) == (Path("kyoto.yaml"), Path("room.docx"))
    assert (
        "room.docx was exported from kyoto.yaml. Without the screens: drafter import kyoto.yaml room.docx" in said.err
    )


def test_where_it_may_be_of_several_drafts_who_is_there_is_asked(
    drafter: Command, screens: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_home("We will focus crime", "We will focus all crime")
    shutil.copy("kyoto.yaml", "copy.yaml")
    assert drafter("open", "room.docx").code == 0, "only one of them kept what was exported"
    shutil.rmtree("kyoto.revisions")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr("click.prompt", lambda *_, **__: "copy.yaml")
    assert drafter("open", "room.docx").code == 0
    assert [given[0].file.path.name for given in screens if isinstance(given[0], Workspace)] == [
        "kyoto.yaml",
        "copy.yaml",
    ]
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    said = drafter("import", "room.docx")
    assert said.code == 2
    assert "any of these drafts: copy.yaml, kyoto.yaml. Say which: drafter import copy.yaml room.docx" in said.err


def test_the_draft_is_found_and_the_order_does_not_matter(drafter: Command) -> None:
    wanted = drafter("import", "kyoto.yaml", "room.docx")
    for arguments in (["room.docx"], ["room.docx", "kyoto.yaml"]):
        said = drafter("import", *arguments)
        assert (said.code, said.out, said.err) == (0, wanted.out, wanted.err)
    assert "Which Word file? drafter import kyoto.yaml FILE.docx" in drafter("import", "kyoto.yaml").err


def test_a_file_of_no_draft_says_both_ways(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    shutil.move("room.docx", "empty/room.docx")
    for command in ("open", "import"):
        said = drafter(command, "empty/room.docx")
        assert said.code == 2
        assert "drafter import DRAFT empty/room.docx" in said.err
        assert "drafter new DRAFT --from empty/room.docx" in said.err


def test_another_command_that_gets_it_says_how_it_comes_home(drafter: Command) -> None:
    assert "`drafter import DRAFT FILE` takes home" in drafter("coverage", "room.docx").err
    for arguments in (["trace", "room.docx"], ["new", "new.yaml", "--from", "room.docx"]):
        said = drafter(*arguments)
        assert said.code == 0
        assert "room.docx was exported from kyoto.yaml: what others changed in it comes home" in said.err
    Path("text.md").write_text("1. We act.", encoding="utf-8")
    assert "exported" not in drafter("trace", "text.md").err


def test_it_is_a_party_s_version_of_the_draft_too(drafter: Command, room: Path) -> None:
    in_part(room, "word/footnotes.xml", "62\u00a0(c)", "62 (b)")
    at_home("We will make gender-specific measures", "We must make gender-specific measures")
    said = drafter("propose", "kyoto.yaml", "--version-of", "Japan", "room.docx")
    assert said.code == 0
    assert "room.docx: What else was changed is no amendment, and `drafter import` takes it: PP1: source." in said.err
    assert "3 of 3 amendments applied, 0 places contested." in said.err
    listed = drafter("proposals", "kyoto.yaml", "--open", "--by", "JP", "--format", "json").data["proposals"]
    assert [each["ref"] for each in listed] == ["OP3", "OP4", "OP5"]
    assert paragraph("We must make gender-specific")
