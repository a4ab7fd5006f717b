"""The commands of judgement: data alone on stdout, filters on every report, the draft as it was when refused."""

from pathlib import Path

import pytest

from drafter.document.coverage_points import region_code
from drafter.storage import corpus_yaml, draft_yaml, folders
from drafter.workspace import Workspace
from tests.cli.conftest import Command

CORPUS = corpus_yaml.load(folders.CORPUS)


@pytest.fixture(autouse=True)
def sample(tmp_path: Path) -> None:
    """The sample draft, in the folder where the commands run."""
    sample = folders.SAMPLE.read_text(encoding="utf-8")
    for words, bare in (
        ("We will focus", "Focus"),
        ("We will promote the", "Promote the"),
        ("We will continue", "Continue"),
    ):
        assert words in sample
        sample = sample.replace(words, bare)
    (tmp_path / "d.yaml").write_text(sample, encoding="utf-8")


def test_convergence_as_pairs_groups_and_contrasts(drafter: Command) -> None:
    pairs = drafter("convergence", "--format", "json").data["pairs"]
    assert set(pairs[0]) == {"a", "b", "score"}
    assert any({pair["a"], pair["b"]} == {"LAC 40(h)", "A 37(d)"} and pair["score"] > 0.9 for pair in pairs)
    groups = drafter("convergence", "--groups", "--format", "json").data["groups"]
    assert groups[0]["regions"] == ["AP", "LAC", "WA", "A", "E"]
    contrasts = drafter("convergence", "--contrasts", "--format", "json").data["contrasts"]
    assert any("WA 56(j)" in stance["ids"] for contrast in contrasts for stance in contrast["stances"])


def test_convergence_as_tables(drafter: Command) -> None:
    assert "A 37(d)" in drafter("convergence").out
    assert "may ask for the same, by words: look at each" in drafter("convergence", "--perhaps").err
    assert "AP LAC WA A E (" in drafter("convergence", "--groups").out
    assert "cybercrime (6.III)" in drafter("convergence", "--contrasts").out


def test_a_merged_text_is_proposed_and_a_contrast_is_said(drafter: Command) -> None:
    assert drafter("combine", "LAC 40(h)", "A 37(d)", "--format", "json").data["ids"] == ["LAC 40(h)", "A 37(d)"]
    said = drafter("combine", "wa 56(j)", "A 57(h)")
    assert "[WA 56(j)]" in said.out
    assert "Mind the contrast on “cybercrime”" in said.err
    assert drafter("combine", "XX 1").code == 2


def test_a_text_is_traced(drafter: Command) -> None:
    Path("zero.md").write_text(
        "# Draft\n\nWe will relieve prison overcrowding by non-custodial measures.\n\n"
        "Declare the following:\n\nWe thank all.\n",
        encoding="utf-8",
    )
    data = drafter("trace", "zero.md", "--format", "json").data
    assert list(data) == ["by_meaning", "paragraphs", "reflected", "doubtful", "not_reflected"]
    assert [paragraph["name"] for paragraph in data["paragraphs"]] == ["OP1", "OP2"]
    assert data["paragraphs"][0]["matches"][0]["id"] in ("LAC 40(h)", "A 37(d)")
    assert data["paragraphs"][1]["matches"] == []
    assert "WA 56(j)" in data["not_reflected"]
    said = drafter("trace", "zero.md")
    assert "Not reflected" in said.out
    assert "Line 5, not traced: The declaring sentence" in said.err
    assert "drafter new NAME --from zero.md --links sure" in said.err
    narrow = drafter("trace", "zero.md", "--region", "lac", "-o", "lac.csv")
    assert "Wrote lac.csv" in narrow.err
    assert {line.split(",")[0] for line in Path("lac.csv").read_text(encoding="utf-8").splitlines()[1:5]} == {
        "LAC 19(a)", "LAC 19(b)", "LAC 19(c)", "LAC 19(d)",
    }  # fmt: skip
    own = drafter("trace", "d.yaml")
    assert own.err == ""
    assert "OP1" in own.out


def test_a_traced_text_becomes_a_draft(drafter: Command) -> None:
    Path("zero.txt").write_text(f"{CORPUS.by_id['A 37(b)'].text}\n\nWe thank the hosts.\n", encoding="utf-8")
    said = drafter("trace", "zero.txt", "--draft", "new.yaml")
    assert "2 paragraphs with 1 link" in said.err
    assert set(draft_yaml.load(Path("new.yaml"), CORPUS).cited_in) == {"A 37(b)"}
    assert drafter("trace", "zero.txt", "--draft", "new.yaml").code == 2


def test_links_can_be_asked_about_one_by_one(drafter: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("zero.txt").write_text("We will revise laws that discriminate against women.\n", encoding="utf-8")
    asked: list[str] = []

    def first_only(question: str, **_: object) -> bool:
        asked.append(question)
        return len(asked) == 1

    monkeypatch.setattr("click.confirm", first_only)
    drafter("trace", "zero.txt", "--draft", "new.yaml", "--ask")
    assert asked
    assert set(draft_yaml.load(Path("new.yaml"), CORPUS).cited_in) == {"A 37(b)"}


def test_coverage_without_filters_keeps_its_keys(drafter: Command) -> None:
    data = drafter("coverage", "d.yaml", "--format", "json").data
    assert list(data) == ["recommendations", "placements", "regions", "themes", "uptake", "contested"]
    assert data["recommendations"]["total"] == 249


def test_filtered_coverage_says_its_filters_and_makes_no_gap(drafter: Command) -> None:
    whole = drafter("coverage", "d.yaml", "--format", "json").data
    data = drafter("coverage", "d.yaml", "--region", "wa", "--only", "open", "--format", "json").data
    assert data["filters"] == {"regions": ["WA"], "themes": [], "only": ["not yet reviewed"]}
    assert region_code(CORPUS, "western") == region_code(CORPUS, "Western Asia") == "WA"
    assert data["regions"] == {"WA": whole["regions"]["WA"]}
    assert data["recommendations"] == whole["regions"]["WA"]
    assert len(data["points"]) == whole["regions"]["WA"]["open"]
    assert {point["disposition"] for point in data["points"]} == {"not yet reviewed"}
    said = drafter("coverage", "d.yaml", "--theme", "4", "--only", "partly")
    assert "Selection: 4.I, 4.II" in said.out
    assert "partly taken up" in said.out
    assert "All regions" in drafter("coverage", "d.yaml").out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--region", "XX"), "There is no region"),
        (("--theme", "9.IX"), "There is no theme"),
    ],
)
def test_filters_that_there_are_not(drafter: Command, arguments: tuple[str, ...], why: str) -> None:
    said = drafter("coverage", "d.yaml", *arguments)
    assert (said.code, said.out) == (2, "")
    assert why in said.err


def test_coverage_in_other_formats(drafter: Command) -> None:
    rows = drafter("coverage", "d.yaml", "--region", "E", "--format", "csv").out.splitlines()
    assert rows[0].lstrip("\ufeff").startswith("Selection,Source,Region,Section,Theme,Disposition")
    assert len([row for row in rows if row.startswith("Selection: E.")]) == 42
    assert "Selection: E." in drafter("coverage", "d.yaml", "--region", "E", "--format", "md").out
    for suffix in ("xlsx", "docx"):
        assert drafter("coverage", "d.yaml", "--format", suffix, "-o", f"c.{suffix}").code == 0
        assert Path(f"c.{suffix}").stat().st_size > 1_000
    assert drafter("coverage", "d.yaml", "--format", "docx", "-o", "c.docx").code == 2
    assert drafter("coverage", "d.yaml", "--format", "docx", "-o", "c.docx", "--replace").code == 0


def test_regions_of_each_paragraph_and_the_balance(drafter: Command) -> None:
    data = drafter("regions", "d.yaml", "--format", "json").data
    first = data["paragraphs"][0]
    assert (first["regions"], list(first["asked"]), first["may_ask"]) == ("AP LAC E", ["WA", "A"], {})
    signed = [each for each in data["paragraphs"] if each["may_ask"]]
    assert all(code in each["regions"] for each in signed for code in each["may_ask"])
    assert {sign for each in signed for sign in each["regions"]} >= {"−", "~"}
    assert [share["region"] for share in data["balance"]] == ["AP", "LAC", "WA", "A", "E"]
    assert data["uptake"]["preambular"] > 0
    said = drafter("regions", "d.yaml").out
    assert "all regions" in said
    assert "one region only" in said
    assert "beside the mean" in said


def test_the_derivation_table_is_printed(drafter: Command) -> None:
    assert "| PP1 | Asia and the Pacific; " in drafter("derivation", "d.yaml").out
    assert drafter("derivation", "d.yaml", "--format", "csv").out.lstrip("\ufeff").startswith("Paragraph,")


def test_a_draft_is_checked_and_a_check_silenced(drafter: Command) -> None:
    data = drafter("check", "d.yaml", "--format", "json").data
    found = [finding for finding in data["findings"] if finding["rule"] == "opening-op"]
    assert found[0]["suggestion"] == "We will focus"
    assert found[0]["words"] == "Focus"
    assert "An operative paragraph opens" in drafter("check", "d.yaml").out
    assert drafter("silence", "d.yaml", "opening-op").code == 2
    assert drafter("silence", "d.yaml", "no-such-rule", "--reason", "x").code == 2
    assert drafter("silence", "d.yaml", "opening-op", "--paragraph", "OP99", "--reason", "x").code == 2
    assert drafter("silence", "d.yaml", "opening-op", "--paragraph", "op 4", "--reason", "Agreed so.").code == 0
    after = drafter("check", "d.yaml", "--format", "json").data
    assert len(after["findings"]) == len(data["findings"]) - 1
    assert after["silenced"][0]["reason"] == "Agreed so."
    assert "Silenced: opening-op in OP4 (Agreed so.)" in drafter("check", "d.yaml").out
    assert drafter("silence", "d.yaml", "opening-op", "--paragraph", "OP4", "--off").code == 0
    drafter("silence", "d.yaml", "same-ask", "--reason", "Two levels.")
    assert "Silenced: same-ask (Two levels.)" in drafter("check", "d.yaml").out


def test_rules_of_ones_own(drafter: Command) -> None:
    Path("mine.yaml").write_text(
        "drafter-checks: 1\nrules:\n- id: mine\n  kind: words\n  words: [multi-stakeholder -> broad]\n  why: So.\n",
        encoding="utf-8",
    )
    data = drafter("check", "d.yaml", "--rules", "mine.yaml", "--format", "json").data
    assert [finding["suggestion"] for finding in data["findings"] if finding["rule"] == "mine"] == ["broad"]
    Path("mine.yaml").write_text("drafter-checks: 1\nrules:\n- id: mine\n  kind: x\n  why: y\n", encoding="utf-8")
    said = drafter("check", "d.yaml", "--rules", "mine.yaml")
    assert (said.code, said.out) == (2, "")
    assert "mine.yaml:4:" in said.err


def test_words_to_leave_out_are_suggested_as_such(drafter: Command) -> None:
    workspace = Workspace.open(Path("d.yaml"), CORPUS)
    workspace.edits.reword("p-04", "We will train officials in the region.")
    workspace.file.save()
    assert "(leave out)" in drafter("check", "d.yaml").out


def test_declaration_wording_is_suggested_and_applied(drafter: Command) -> None:
    before = Path("d.yaml").read_bytes()
    said = drafter("adapt", "d.yaml", "OP4")
    assert "[-Focus-]{+We will focus+} crime prevention" in said.out
    assert "1 suggestions." in said.err
    assert Path("d.yaml").read_bytes() == before
    assert "3 reworded." in drafter("adapt", "d.yaml", "--apply").err
    assert "0 suggestions." in drafter("adapt", "d.yaml").err


def test_changed_sources_are_said_until_they_were_seen(drafter: Command) -> None:
    workspace = Workspace.open(Path("d.yaml"), CORPUS)
    workspace.edits.reword("p-04", "We will train.")
    workspace.file.save()
    assert drafter("changed", "d.yaml", "--format", "json").data == []
    text = corpus_yaml.dump(CORPUS).replace(
        "Focus crime prevention strategies and", "Direct crime prevention strategies and"
    )
    Path("edition.yaml").write_text(text, encoding="utf-8")
    (one,) = drafter("changed", "d.yaml", "--corpus", "edition.yaml", "--format", "json").data
    assert (one["id"], one["paragraphs"]) == ("LAC 28(c)", ["OP4"])
    said = drafter("changed", "d.yaml", "--corpus", "edition.yaml", "--seen")
    assert "[-Focus-]{+Direct+}" in said.out
    assert "0 changed." in drafter("changed", "d.yaml", "--corpus", "edition.yaml").err
