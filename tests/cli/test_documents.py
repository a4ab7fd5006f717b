"""`export`, `compile` and `layout`: what they write, what they refuse, what goes to stdout."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from drafter.review.coverage import Disposition
from drafter.storage import corpus_yaml, folders, layout_folder
from drafter.workspace import Workspace, source_files
from drafter.workspace.source_files import GivenSources
from tests.cli.conftest import Command

CORPUS = corpus_yaml.load(folders.CORPUS)


@pytest.fixture(autouse=True)
def sample(tmp_path: Path) -> None:
    """The sample draft, in the folder where the commands run."""
    shutil.copy(folders.CONGRESS / "sample-draft.yaml", tmp_path / "d.yaml")


def parts(path: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_a_document_has_footnotes_and_the_table_of_sources_by_itself(drafter: Command) -> None:
    assert drafter("export", "d.yaml", "-o", "d.docx").code == 0
    found = parts("d.docx")
    assert "para." in found["word/footnotes.xml"]
    assert "Table of sources" in found["word/document.xml"]
    assert "word/comments.xml" not in found


def test_sources_and_annexes_are_as_asked(drafter: Command) -> None:
    said = drafter("export", "d.yaml", "-o", "d.docx", "--sources", "comments", "--annex", "derivation, set-aside",
                   "--line-numbers")  # fmt: skip
    assert said.code == 0
    found = parts("d.docx")
    assert "word/comments.xml" in found
    document = found["word/document.xml"]
    assert document.index("Derivation table") < document.index("Points set aside")
    assert "Table of sources" not in document and "lnNumType" in document
    assert drafter("export", "d.yaml", "-o", "clean.docx", "--sources", "none").code == 0
    assert "w:tbl>" not in parts("clean.docx")["word/document.xml"]
    assert drafter("export", "d.yaml", "-o", "wall.docx", "--for", "wall").code == 0
    document = parts("wall.docx")["word/document.xml"]
    assert " REF _drafter_" in document and "lnNumType" in document
    assert drafter("export", "d.yaml", "-o", "noted.docx", "--annex", "none").code == 0
    assert "w:tbl>" not in parts("noted.docx")["word/document.xml"]


@pytest.mark.parametrize("suffix", ["docx", "md", "html", "json", "csv", "xlsx"])
@pytest.mark.parametrize("annex", ["derivation", "sources", "coverage", "not-reflected", "set-aside"])
def test_an_annex_is_written_on_its_own(drafter: Command, suffix: str, annex: str) -> None:
    assert drafter("export", "d.yaml", "--only", annex, "-o", f"a.{suffix}").code == 0
    assert Path(f"a.{suffix}").stat().st_size > 100


def test_text_goes_to_stdout_alone(drafter: Command) -> None:
    said = drafter("export", "d.yaml", "-o", "-")
    assert said.out.startswith("United Nations") and said.err == ""
    assert json.loads(drafter("export", "d.yaml", "-o", "-", "--format", "json").out)["draft"] == "d-sample"


def test_a_file_is_replaced_only_when_asked(drafter: Command) -> None:
    drafter("export", "d.yaml", "-o", "d.md")
    before = Path("d.md").read_bytes()
    assert drafter("export", "d.yaml", "-o", "d.md", "--sources", "inline").code == 2
    assert Path("d.md").read_bytes() == before
    assert drafter("export", "d.yaml", "-o", "d.md", "--sources", "inline", "--replace").code == 0
    assert Path("d.md").read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "d.rtf"), "not a format to export to"),
        (("-o", "d.csv"), "--only"),
        (("-o", "d.docx", "--annex", "sources,foo"), "“foo” is no annex. Use derivation, sources,"),
        (("-o", "d.docx", "--sources", "endnotes"), "endnotes"),
    ],
)
def test_what_cannot_be_written_is_said(drafter: Command, arguments: tuple[str, ...], said: str) -> None:
    answer = drafter("export", "d.yaml", *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert list(Path().iterdir()) == [Path("d.yaml")]


@pytest.mark.parametrize("shown", ["list", "matrix"])
@pytest.mark.parametrize("suffix", ["docx", "md", "html", "json", "csv", "xlsx"])
def test_the_mapping_is_compiled(drafter: Command, shown: str, suffix: str) -> None:
    assert drafter("compile", "--as", shown, "-o", f"m.{suffix}").code == 0
    if suffix in ("md", "html", "json", "csv"):
        assert Path(f"m.{suffix}").read_text(encoding="utf-8").count("LAC 40(g)") >= 1


@pytest.mark.parametrize(
    ("shown", "suffix", "form"),
    [
        ("list", "docx", "list"), ("list", "md", "list"), ("list", "html", "list"), ("list", "csv", "table"),
        ("list", "xlsx", "table"), ("matrix", "docx", "matrix"), ("matrix", "md", "matrix"),
        ("matrix", "html", "matrix"), ("matrix", "csv", "matrix"), ("matrix", "xlsx", "matrix"),
    ],
)  # fmt: skip
def test_a_compiled_mapping_read_back_is_the_same_corpus(drafter: Command, shown: str, suffix: str, form: str) -> None:
    drafter("compile", "--as", shown, "-o", f"m.{suffix}")
    sources = GivenSources([Path(f"m.{suffix}")], about=folders.CONGRESS / "about.yaml")
    read = source_files.read_sources(sources)
    assert (read.problems, [taken.form for taken in read.taken]) == ((), [form])
    corpus = read.exercise.corpus
    assert (corpus.title, corpus.regions, corpus.sections) == (CORPUS.title, CORPUS.regions, CORPUS.sections)
    assert corpus.fingerprint == CORPUS.fingerprint


def test_a_selection_says_what_it_is(drafter: Command) -> None:
    said = drafter("compile", "-o", "-", "--region", "wa", "--theme", "6.iii", "--theme", "4.I")
    assert "Selection: WA; 6.III, 4.I." in said.out
    assert "AP 62" not in said.out
    said = drafter("compile", "-o", "-", "--disposition", "set aside", "--draft", "d.yaml")
    workspace = Workspace.open(Path("d.yaml"), CORPUS)
    aside = [id for id, one in workspace.coverage.dispositions.items() if one is Disposition.SET_ASIDE]
    assert len(aside) == workspace.coverage.recommendations.set_aside
    assert said.out.count("\n- ") == sum(len(CORPUS.themes_of[id]) for id in aside)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--region", "XX"), "There is no region “XX”. There are AP, LAC"),
        (("--theme", "9.I"), "There is no theme “9.I”."),
        (("--disposition", "set aside"), "Add --draft DRAFT."),
    ],
)
def test_a_selection_of_nothing_known_is_refused(drafter: Command, arguments: tuple[str, ...], said: str) -> None:
    answer = drafter("compile", "-o", "-", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_a_layout_is_listed_copied_changed_and_used_by_its_path(drafter: Command) -> None:
    assert "doha" in drafter("layout", "list").out
    assert drafter("layout", "copy", "doha", "mine").code == 0
    assert drafter("layout", "copy", "doha", "mine").code == 2
    assert drafter("layout", "check", "mine").code == 0
    Path("mine/declaring.j2").write_text("Say this:")
    layout = Path("mine/layout.yaml")
    layout.write_text(layout.read_text() + "words:\n  unofficial: Work in progress\n  notes: Sources\n")
    assert drafter("new", "e.yaml", "--layout", "mine").code == 0
    assert drafter("add", "e.yaml", "AP 62(a)").code == 0
    assert drafter("export", "e.yaml", "-o", "e.docx").code == 0
    assert "Say this:" in parts("e.docx")["word/document.xml"]
    assert "Work in progress" in parts("e.docx")["word/header.xml"]
    assert "Sources</h2>" in drafter("export", "e.yaml", "-o", "-", "--format", "html").out
    assert drafter("compile", "--layout", "mine", "-o", "m.docx").code == 0


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("layout.yaml", "title: x\nparts:\n- id: a\n  title: A\n  kind: QQ\n", "layout.yaml:5: "),
        ("opening.j2", "fine\n{{ unknown }}", "opening.j2:2: "),
        ("openning.j2", "Hello", "openning.j2: No document uses this sentence."),
        ("declaration.docx", "no zip", "declaration.docx: "),
    ],
)
def test_what_is_wrong_with_a_layout_is_said_with_file_and_line(
    drafter: Command, file: str, content: str, said: str
) -> None:
    drafter("layout", "copy", "kyoto", "mine")
    Path("mine", file).write_text(content)
    answer = drafter("layout", "check", "mine")
    assert answer.code == 2
    assert said in answer.err


def test_a_style_that_a_layouts_word_file_lacks_is_named(drafter: Command) -> None:
    import docx

    drafter("layout", "copy", "kyoto", "mine")
    docx.Document().save("mine/declaration.docx")
    answer = drafter("layout", "check", "mine")
    assert answer.code == 2
    assert "The style “Sub-paragraph 2” is missing." in answer.err
    (Path("mine") / "declaration.docx").unlink()
    assert drafter("layout", "check", "mine").code == 0


@pytest.mark.parametrize("name", layout_folder.names())
def test_nothing_is_wrong_with_the_layouts_that_come_with_drafter(drafter: Command, name: str) -> None:
    assert drafter("layout", "check", name).code == 0


def test_a_text_is_written_in_a_view(drafter: Command) -> None:
    change("d.yaml", "We [act - EU / wait - US].")
    assert "We \\[act - EU / wait - US\\]." in drafter("export", "d.yaml", "-o", "-").out
    public = drafter("export", "d.yaml", "-o", "-", "--view", "unattributed")
    assert "We \\[act\\] \\[wait\\]." in public.out and "Unattributed text" in public.out
    assert "EU" not in public.out and not public.err
    assert "We wait." in drafter("export", "d.yaml", "-o", "-", "--view", "party:usa").out
    assert "We act." in drafter("export", "d.yaml", "-o", "-", "--view", "base").out
    refused = drafter("export", "d.yaml", "-o", "-", "--view", "party:JP")
    assert (refused.code, "JP says nothing in this draft" in refused.err) == (2, True)
    assert "“all” is no view" in drafter("export", "d.yaml", "-o", "-", "--view", "all").err


def test_a_text_for_the_public_says_where_its_words_name_a_party_and_takes_no_open_bracket(drafter: Command) -> None:
    change("d.yaml", "We [act - EU / wait - US] with the EU.")
    said = drafter("export", "d.yaml", "-o", "-", "--view", "unattributed")
    assert said.code == 0
    assert "Look at OP1: its own words name EU." in said.err
    change("d.yaml", "We [act - EU.")
    assert drafter("export", "d.yaml", "-o", "-", "--view", "unattributed").code == 2


def test_brackets_of_an_earlier_format_that_cannot_be_read_are_told(drafter: Command) -> None:
    change("d.yaml", "We [act - EU.")
    file = Path("d.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("drafter: 2", "drafter: 1", 1), encoding="utf-8")
    assert "OP1: a square bracket there can't be read" in drafter("coverage", "d.yaml").err
    assert drafter("numbers", "d.yaml", "--freeze").code == 0
    assert "bracket" not in drafter("coverage", "d.yaml").err


def change(file: str, text: str) -> None:
    """Give the first operative paragraph of the draft these words."""
    workspace = Workspace.open(Path(file), corpus_yaml.load(folders.CORPUS))
    first = next(id for id, ref in workspace.refs.items() if ref == "OP1")
    workspace.edits.reword(first, text)
    workspace.file.save()
