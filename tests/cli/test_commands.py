"""The commands: data on stdout and nothing else there, messages on stderr, the user's file as it was when refused."""

import errno
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.storage import corpus_yaml, draft_yaml, files, folders
from drafter.workspace import Workspace
from tests import builders
from tests.cli.conftest import Command

CORPUS = corpus_yaml.load(folders.CORPUS)


@pytest.fixture
def other(tmp_path: Path) -> str:
    """The path of another congress's corpus."""
    path = tmp_path / "invented.yaml"
    path.write_text(corpus_yaml.dump(builders.corpus()), encoding="utf-8")
    return str(path)


def test_the_version_and_the_help(drafter: Command) -> None:
    assert drafter("--version").out.startswith("drafter 0.")
    assert "Turn the recommendations of regional meetings into a draft declaration" in drafter("--help").out


def test_the_demo_writes_a_draft_and_its_document_and_prints_its_coverage(drafter: Command, tmp_path: Path) -> None:
    said = drafter("demo")
    assert said.code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "sample-draft.docx", "sample-draft.revisions", "sample-draft.yaml",
    ]  # fmt: skip
    assert "All regions" in said.out
    assert "Placements covered:" in said.out
    workspace = Workspace.open(tmp_path / "sample-draft.yaml", CORPUS)
    figures = workspace.coverage
    assert 20 <= len(workspace.outline.paragraphs) <= 30
    assert all(part.paragraphs for part in workspace.draft.parts)
    assert all(tally.covered for tally in figures.regions.values())
    assert figures.recommendations.set_aside >= 3
    assert {source.treatment for paragraph in workspace.outline.paragraphs for source in paragraph.sources} >= {
        "adapted",
        "merged",
    }


def test_a_second_demo_in_the_same_folder_is_refused_and_another_folder_is_made(
    drafter: Command, tmp_path: Path
) -> None:
    drafter("demo")
    assert drafter("demo").code == 2
    assert drafter("demo", "a/b").code == 0
    assert (tmp_path / "a" / "b" / "sample-draft.docx").is_file()


def test_a_draft_is_made_filled_covered_and_exported(drafter: Command, tmp_path: Path) -> None:
    assert drafter("new", "kyoto.yaml").code == 0
    said = drafter("add", "kyoto.yaml", "AP 62(a)", "lac 40 (h)", "A37d")
    assert (said.code, said.out) == (0, "")
    assert "as OP1, OP2, OP3" in said.err
    assert drafter("set-aside", "kyoto.yaml", "LAC 40(g)", "--reason", "For the organizers.").code == 0
    data = drafter("coverage", "kyoto.yaml", "--format", "json").data
    assert data["recommendations"] == {
        "total": 249,
        "taken_up": 3,
        "partly": 0,
        "cited": 0,
        "set_aside": 1,
        "open": 245,
    }
    assert data["placements"] == {"total": 279, "covered": 3}
    assert data["regions"]["LAC"] == {"total": 69, "taken_up": 1, "partly": 0, "cited": 0, "set_aside": 1, "open": 67}
    assert list(data["regions"]) == ["AP", "LAC", "WA", "A", "E"]
    assert len(data["themes"]) == 39
    assert data["themes"][0] == {
        "section": "General issues",
        "number": "",
        "title": CORPUS.themes[0].title,
        "regions": {
            "AP": {"total": 4, "covered": 1},
            "LAC": {"total": 8, "covered": 0},
            "WA": {"total": 1, "covered": 0},
            "A": {"total": 2, "covered": 0},
            "E": {"total": 8, "covered": 0},
        },
    }
    for suffix in ("docx", "md", "html", "json"):
        assert drafter("export", "kyoto.yaml", "-o", f"kyoto.{suffix}").code == 0
        assert (tmp_path / f"kyoto.{suffix}").stat().st_size > 500
    assert "Set aside" in drafter("coverage", "kyoto.yaml").out


def test_a_draft_named_without_its_ending_gets_it_and_the_message_says_so(drafter: Command, tmp_path: Path) -> None:
    said = drafter("new", "kyoto")
    assert (said.code, said.err.count(" kyoto.yaml")) == (0, 2)
    assert [path.name for path in tmp_path.iterdir()] == ["kyoto.yaml"]
    said = drafter("new", "my:draft")
    assert (said.code, said.err) == (
        2, "drafter: “:” can't stand in a file's name on every system: leave it out.\n",
    )  # fmt: skip
    assert "kyoto.yaml: this file exists" in drafter("new", "kyoto").err


def test_recommendations_go_to_a_chosen_place_or_together_into_one_paragraph(drafter: Command) -> None:
    drafter("new", "d.yaml")
    drafter("add", "d.yaml", "E 16(a)", "--part", "justice")
    assert "as OP2." in drafter("add", "d.yaml", "AP 34(a)", "LAC 40(f)", "--merge", "--after", "op1").err
    assert "Name a part or a paragraph" in drafter("add", "d.yaml", "A 37(a)", "--after", "OP1", "--part", "x").err
    assert "It has preamble, " in drafter("add", "d.yaml", "A 37(a)", "--part", "x").err
    assert "no paragraph “OP9”" in drafter("add", "d.yaml", "A 37(a)", "--after", "OP9").err
    assert [len(paragraph.sources) for paragraph in Workspace.open(Path("d.yaml"), CORPUS).outline.paragraphs] == [1, 2]


def test_numbers_are_frozen_set_and_thawed(drafter: Command) -> None:
    drafter("new", "d.yaml")
    drafter("add", "d.yaml", "AP 34(a)", "LAC 40(a)", "E 36(b)")

    def refs() -> list[str]:
        return list(Workspace.open(Path("d.yaml"), CORPUS).refs.values())

    assert drafter("numbers", "d.yaml", "--freeze").code == 0
    drafter("add", "d.yaml", "A 37(a)", "--after", "OP1")
    assert refs() == ["OP1", "OP1 bis", "OP2", "OP3"]
    assert drafter("numbers", "d.yaml", "--set", "op1bis", "1 ter").code == 0
    assert refs() == ["OP1", "OP1 ter", "OP2", "OP3"]
    assert drafter("numbers", "d.yaml", "--thaw").code == 0
    assert refs() == ["OP1", "OP2", "OP3", "OP4"]
    assert "Say one of" in drafter("numbers", "d.yaml").err
    assert "can't be a paragraph's number" in drafter("numbers", "d.yaml", "--set", "OP1", "seven").err


def test_a_clean_export_holds_no_note_reason_or_status(drafter: Command, tmp_path: Path) -> None:
    drafter("demo")
    annexes = ("--annex", "derivation,set-aside")
    assert drafter("export", "sample-draft.yaml", "-o", "full.md", *annexes).code == 0
    assert drafter("export", "sample-draft.yaml", "-o", "clean.md", "--clean", *annexes).code == 0
    full, clean = ((tmp_path / name).read_text(encoding="utf-8") for name in ("full.md", "clean.md"))
    for private in (
        "Addressed to the organizers",
        "Agreed in informals",
        "victim compensation and reparation programmes",
    ):
        assert private in full
        assert private not in clean


def test_themes_are_listed_with_each_regions_points(drafter: Command) -> None:
    assert "4.I" in drafter("themes").out
    data = drafter("themes", "--format", "json").data
    assert len(data) == 39
    assert sum(theme["placements"] for theme in data) == 279
    assert data[0]["regions"] == {"AP": 4, "LAC": 8, "WA": 1, "A": 2, "E": 8}


def test_a_recommendation_is_shown_whole_with_its_themes_and_readings(drafter: Command) -> None:
    said = drafter("show", "e16b")
    assert "Report of the European Regional Preparatory Meeting, para. 16 (b)" in said.out
    assert "multi-stakeholder" in said.out
    assert "multistakeholder" in said.out
    recommendation = drafter("show", "LAC 80(e)", "--format", "json").data
    assert (recommendation["id"], recommendation["region"], recommendation["paragraph"], recommendation["letter"]) == (
        "LAC 80(e)",
        "LAC",
        80,
        "e",
    )
    assert [theme["id"] for theme in recommendation["themes"]] == ["1", "2.II", "2.III"]
    assert len(drafter("show", "AP 62(a)", "E 16(b)", "--format", "json").data) == 2
    assert drafter("show", "AP 62(a)", "E 16(b)").out.count("Report of") == 2


def test_search_finds_words_and_says_when_there_is_nothing(drafter: Command) -> None:
    ids = [
        recommendation["id"]
        for recommendation in drafter("search", "victim*", "AND", "trafficking", "--format", "json").data
    ]
    assert {"AP 34(a)", "LAC 40(f)"} <= set(ids)
    assert "AP 34(a)" in drafter("search", "victim*").out
    said = drafter("search", "xyzzy")
    assert (said.code, said.out) == (0, "")
    assert "Nothing found" in said.err


def test_the_corpus_is_dumped_in_source_order(drafter: Command) -> None:
    data = drafter("corpus", "dump", "--format", "json").data
    assert data["regions"][0] == {"code": "AP", "name": "Asia and the Pacific"}
    assert (len(data["sections"]), len(data["recommendations"])) == (6, 249)
    assert set(data["recommendations"][0]) == {"id", "region", "paragraph", "letter", "text", "readings"}
    placements = [id for section in data["sections"] for theme in section["themes"] for id in theme["placements"]]
    assert len(placements) == 279
    assert len({recommendation["id"] for recommendation in data["recommendations"] if recommendation["readings"]}) > 20
    assert "AP 62(a)" in drafter("corpus", "dump").out


def test_the_corpus_report_tells_differences_gaps_and_completions(drafter: Command) -> None:
    out = drafter("corpus", "report").out
    assert "E 56 has no (f)" in out
    assert "LAC 40(l)" in out
    kinds = {remark["kind"] for remark in drafter("corpus", "report", "--format", "json").data}
    assert {"difference", "gap", "completed", "moved", "title"} <= kinds


def test_a_corpus_is_built_from_either_annex_or_both(drafter: Command, tmp_path: Path) -> None:
    sources, about = folders.CONGRESS / "sources", str(folders.CONGRESS / "about.yaml")
    files = ["--list", str(sources / "annex-a.txt"), "--matrix", str(sources / "annex-b.txt")]
    assert drafter("corpus", "build", *files, "--about", about, "-o", "both.yaml").code == 0
    assert (tmp_path / "both.yaml").read_bytes() == folders.CORPUS.read_bytes()
    for name, some in (("list", files[:2]), ("matrix", files[2:])):
        said = drafter("corpus", "build", *some, "--about", about, "-o", f"{name}.yaml")
        assert "279 placements, 249 recommendations" in said.err
    assert drafter("corpus", "build", *files[:2], "-o", "list.yaml").code == 2
    assert drafter("corpus", "build", *files[:2], "-o", "list.yaml", "--replace").code == 0
    assert "Add -o FILE" in drafter("corpus", "build", *files[:2]).err


def test_another_corpus_works_everywhere_before_or_after_the_commands_name(drafter: Command, other: str) -> None:
    assert "Statistics" in drafter("themes", "--corpus", other).out
    assert "Statistics" in drafter("--corpus", other, "themes").out
    assert drafter("new", "x.yaml", "--corpus", other).code == 0
    assert drafter("--corpus", other, "add", "x.yaml", "SO 9").code == 0
    assert drafter("coverage", "x.yaml", "--corpus", other).code == 0
    assert drafter("coverage", "x.yaml").code == 0  # it knows where its corpus is
    refused = drafter("coverage", "x.yaml", "--corpus", str(folders.CORPUS))
    assert refused.code == 2
    assert "x.yaml:3: This draft was made with the corpus “invented”" in refused.err
    assert "--corpus" in refused.err


def test_hostile_text_goes_through_corpus_draft_and_documents_unharmed(drafter: Command, tmp_path: Path) -> None:
    path = tmp_path / "hostile.yaml"
    path.write_text(corpus_yaml.dump(builders.corpus({"SO 9": builders.HOSTILE})), encoding="utf-8")
    drafter("new", "x.yaml", "--corpus", str(path))
    assert drafter("add", "x.yaml", "SO 9", "--corpus", str(path)).code == 0
    assert drafter("export", "x.yaml", "-o", "x.json", "--corpus", str(path)).code == 0
    assert builders.HOSTILE in _strings(json.loads((tmp_path / "x.json").read_text(encoding="utf-8")))
    assert drafter("export", "x.yaml", "-o", "x.docx", "--corpus", str(path)).code == 0
    assert "[bold]b[/]" in drafter("show", "SO 9", "--corpus", str(path)).out


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for value in inner for text in _strings(value)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["open", "none.yaml"], "none.yaml: There is no such file"),
        (["none.yaml"], "none.yaml: There is no such file"),
        (["coverage", "bad.yaml"], "bad.yaml:3: This is not valid YAML"),
        (["coverage", "image.yaml"], "image.yaml:1: This is not UTF-8 text"),
        (["coverage", "escape.yaml"], "escape.yaml:1: There is a control character (U+001B)"),
        (["coverage", "newer.yaml"], "newer.yaml:1: A newer drafter wrote this file"),
        (["coverage", "."], "This is not a file"),
        (["show", "AP 99(z)"], "There is no recommendation “AP 99(z)”"),
        (["show", "AP 62("], "There is no recommendation “AP 62(”"),
        (["show", "\x1b[31mAP"], "<U+001B>[31mAP"),
        (["add", "good.yaml", "AP 62(a)", "XX 1(a)"], "There is no recommendation “XX 1(a)”"),
        (["add", "good.yaml", "AP 62(b)"], "AP 62(b): already taken up"),
        (["set-aside", "good.yaml", "AP 62(b)", "--reason", "x"], "AP 62(b): taken up in the draft"),
        (["set-aside", "good.yaml", "AP 62(a)", "--reason", " "], "needs a reason"),
        (["set-aside", "good.yaml", "AP 62(a)", "--reason", "\x1b"], "control character"),
        (["set-aside", "good.yaml", "AP 62(a)"], "Missing option '--reason'"),
        (["export", "good.yaml", "-o", "x.pages"], "“.pages” is not a format"),
        (["export", "good.yaml", "-o", "bad.yaml"], "“.yaml” is not a format"),
        (["export", "good.yaml", "-o", "no/such/folder/x.docx"], "No such file or directory"),
        (["export", "good.yaml", "-o", "taken.docx"], "taken.docx: this file exists"),
        (["new", "good.yaml"], "good.yaml: this file exists"),
        (["new", "x.yaml", "--layout", "paris"], "Name one of doha, kyoto"),
        (["themes", "--corpus", "none.yaml"], "none.yaml: There is no such file"),
        (["themes", "--corpus", "good.yaml"], "This is not a corpus"),
        (["coverage", "corpus.yaml"], "This is not a draft"),
        (["themes", "--format", "xml"], "'xml' is not one of 'table', 'json'"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["corpus", "build", "--list", "good.yaml", "-o", "x.yaml"], "good.yaml"),
        (["corpus", "build", "--matrix", "empty.txt", "-o", "x.yaml"], "empty.txt"),
        (["corpus", "build", "--list", "none.txt", "-o", "x.yaml"], "none.txt: There is no such file"),
    ],
)
def test_bad_input_gets_one_clear_message_and_exit_code_2_and_nothing_is_lost(
    drafter: Command, tmp_path: Path, arguments: list[str], said: str
) -> None:
    drafter("new", "good.yaml")
    drafter("add", "good.yaml", "AP 62(b)")
    (tmp_path / "bad.yaml").write_text("drafter: 1\nid: [x\nparts: y\n")
    (tmp_path / "image.yaml").write_bytes(b"\x89PNG\xff\xfe\x00")
    (tmp_path / "escape.yaml").write_text("drafter: \x1b[31m1\n")
    (tmp_path / "newer.yaml").write_text("drafter: 12\nid: x\n")
    (tmp_path / "corpus.yaml").write_bytes(folders.CORPUS.read_bytes())
    (tmp_path / "taken.docx").write_text("mine")
    (tmp_path / "empty.txt").touch()
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    answer = drafter(*arguments)
    assert said in answer.err
    assert (answer.code, answer.out) == (2, "")
    assert "Traceback" not in answer.err
    assert "\x1b" not in answer.err
    assert all(line.startswith("drafter: ") for line in answer.err.splitlines())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_unforeseen_fault_is_one_message_too(drafter: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("drafter.document.json_views.themes", broken)
    monkeypatch.delenv("DRAFTER_DEBUG", raising=False)
    said = drafter("themes")
    assert (said.code, said.out) == (70, "")
    assert "drafter made a mistake (ZeroDivisionError)" in said.err
    monkeypatch.setenv("DRAFTER_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        drafter("themes")


@pytest.mark.parametrize("arguments", [["d.yaml"], ["open", "d.yaml"], []])
def test_the_screens_open_with_the_draft_or_without_one(
    drafter: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str]
) -> None:
    opened = []
    monkeypatch.setattr("drafter.tui.run", lambda *given: opened.append(given))
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    drafter("new", "d.yaml")
    assert drafter(*arguments).code == 0
    assert drafter("--within", str(tmp_path), *arguments).code == 0
    corpus, workspace, *folders = opened[0]
    assert (corpus.id, folders) == (CORPUS.id, [tmp_path, None, None])
    assert (workspace.file.path == Path("d.yaml")) if arguments else workspace is None
    assert opened[1][3] == tmp_path


COMPILATION = (
    "1. We will [train - EU / train all - US] judges.\n\n2. Increase efforts to address prison overcrowding.\n"
)


@pytest.mark.parametrize(("links", "cited"), [("none", 0), ("sure", 2), ("all", 2)])
def test_a_draft_of_somebody_elses_text_cites_what_the_user_says(
    drafter: Command, tmp_path: Path, links: str, cited: int
) -> None:
    (tmp_path / "text.md").write_text(COMPILATION)
    said = drafter("new", "theirs", "--from", "text.md", "--links", links)
    assert drafter("coverage", "theirs", "--format", "json").data["recommendations"]["total"]
    made = draft_yaml.load(tmp_path / "theirs.yaml", CORPUS)
    first, second = made.spots.values()
    assert first.paragraph.written == "We will [train - EU / train all - US] judges."
    assert len(second.paragraph.links) >= cited
    assert bool(second.paragraph.links) is bool(cited)
    assert "LAC 40(h)" in said.out
    assert ("None of these is cited yet" in said.err) is not bool(cited)


def test_a_draft_of_a_text_never_takes_the_place_of_a_file(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text(COMPILATION)
    (tmp_path / "d.yaml").write_text("mine")
    assert drafter("new", "d.yaml", "--from", "text.md").code == 2
    assert (tmp_path / "d.yaml").read_text() == "mine"


def test_parties_of_a_text_stand_by_their_codes_and_unknown_ones_are_told(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_text("1. We will [train - European Union / train all - Moonland] judges.")
    said = drafter("new", "theirs", "--from", "text.md")
    (spot,) = draft_yaml.load(tmp_path / "theirs.yaml", CORPUS).spots.values()
    assert spot.paragraph.written == "We will [train - EU / train all - Moonland] judges."
    assert "Nobody knows these parties: Moonland." in said.err


@pytest.mark.parametrize("arguments", [["d.yaml"], ["open", "d.yaml"], []])
def test_without_a_terminal_the_screens_are_refused(drafter: Command, tmp_path: Path, arguments: list[str]) -> None:
    drafter("new", "d.yaml")
    command = [sys.executable, "-m", "drafter", *arguments]
    ended = subprocess.run(
        command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("drafter: The screens need a terminal")
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        "coverage LONG", "check LONG", "export {draft} -o LONG.docx", "new LONG/a.yaml", "new z.yaml --layout LONG",
        "trace LONG.docx", "demo LONG", "parties LONG", "merge LONG LONG LONG", "compare LONG LONG", "recover LONG",
        "layout copy kyoto LONG", "layout check LONG", "propose {draft} --from LONG.csv", "open LONG",
        "import {draft} LONG.docx", "search \udcff", "show \udcff", "serve --host bad..name",
    ],
)  # fmt: skip
def test_what_no_file_and_no_machine_can_be_called_is_one_message(
    drafter: Command, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    monkeypatch.delenv("DRAFTER_DEBUG", raising=False)
    said = drafter(*(word.replace("LONG", "n" * 300).format(draft=folders.SAMPLE) for word in arguments.split()))
    assert said.code == (0 if arguments.startswith("search") else 2)
    assert "mistake" not in said.err
    assert "drafter: " in said.err or not said.code


def test_a_draft_whose_layout_no_file_can_be_called_is_one_message(drafter: Command, tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    text = folders.SAMPLE.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^layout: .*$", f"layout: {'n' * 300}", text), encoding="utf-8")
    for words in (["coverage", str(path)], ["export", str(path), "-o", "a.docx"], ["add", str(path), "AP 62(a)"]):
        said = drafter(*words)
        assert said.code == 2
        assert said.err.startswith("drafter: ")


def test_what_is_served_is_the_folder_of_the_draft_and_no_link_leads_out(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    drafter("new", "away.yaml")
    link = tmp_path / "served" / "link.yaml"
    link.symlink_to(tmp_path / "away.yaml")
    drafter("layout", "copy", "kyoto", "own")
    drafter("new", "served/led.yaml", "--layout", str(tmp_path / "own"))
    drafter("parties", "add", "away.yaml", "Friends")
    drafter("new", "served/other.yaml")
    (tmp_path / "served" / "parties.yaml").symlink_to(tmp_path / "parties.yaml")
    within = ["--within", str(tmp_path / "served"), "open"]
    for arguments in (["serve", str(link)], [*within, str(link)], [*within, "away.yaml"]):
        said = drafter(*arguments)
        assert (said.code, "lies outside" in said.err) == (2, True), arguments
    said = drafter(*within, "served/led.yaml")
    assert (said.code, "This can't be used here" in said.err) == (2, True)
    said = drafter("--within", str(tmp_path / "served"), "parties", "served/other.yaml")
    assert (said.code, "This can't be used here" in said.err) == (2, True)


def test_a_disk_that_is_full_is_no_mistake_of_drafters(drafter: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("drafter.document.json_views.themes", full)
    monkeypatch.delenv("DRAFTER_DEBUG", raising=False)
    said = drafter("themes")
    assert said.code == 2
    assert said.err.startswith("drafter: The system refuses this: No space left on device.")
    monkeypatch.setenv("DRAFTER_DEBUG", "1")
    with pytest.raises(OSError, match="No space"):
        drafter("themes")


def test_where_nothing_can_be_written_any_more_it_is_said_what_to_do(
    drafter: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    drafter("new", "d.yaml")
    before = (tmp_path / "d.yaml").read_bytes()
    monkeypatch.setattr(files, "_write_whole", full)
    said = drafter("add", "d.yaml", "AP 62(a)")
    assert said.code == 2
    assert "The file is as it was" in said.err
    assert "Make room on the disk, or name a folder on another one in DRAFTER_STATE" in said.err
    assert (tmp_path / "d.yaml").read_bytes() == before


def test_a_search_has_a_bounded_number_of_words(drafter: Command) -> None:
    said = drafter("search", " OR ".join(["victim*"] * 501))
    assert (said.code, "at most 500 words; these are 1,001" in said.err) == (2, True)
    assert drafter("search", " ".join(["victim*"] * 500)).code == 0
