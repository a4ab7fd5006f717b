"""A mapping, a declaration and another mapping worked with as one: built, joined, cited, counted, compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.storage import corpus_yaml
from drafter.workspace.others_texts import declaration
from tests.builders import corpus
from tests.cli.conftest import Command
from tests.intake.test_declaration_paragraphs import TEXT


@pytest.fixture
def made(drafter: Command) -> Command:
    """`all.yaml`: `c.yaml`, with a declaration as K and the same mapping, worded a little otherwise, as L."""
    Path("sub").mkdir()
    Path("c.yaml").write_text(corpus_yaml.dump(corpus()), encoding="utf-8")
    old = corpus({"NO 1(a)": "Train all the judges of our courts."})
    Path("sub/old.yaml").write_text(corpus_yaml.dump(old), encoding="utf-8")
    Path("d.md").write_text(TEXT, encoding="utf-8")
    built = drafter("corpus", "build", "--declaration", "K=d.md", "-o", "sub/k.yaml")
    assert "Wrote sub/k.yaml: Northern Declaration, 3 sections, 3 themes, 6 placements" in built.err
    joined = drafter("corpus", "join", "c.yaml", "K=sub/k.yaml", "L=sub/old.yaml", "-o", "all.yaml")
    assert (joined.code, "18 recommendations" in joined.err) == (0, True)
    return drafter


def test_they_are_one_corpus_whose_notes_and_figures_tell_them_apart(made: Command) -> None:
    assert Path("all.yaml").read_text(encoding="utf-8") == (
        "drafter-corpora: 1\nmain: c.yaml\nothers:\n- code: K\n  file: sub/k.yaml\n- code: L\n  file: sub/old.yaml\n"
    )
    assert made("new", "d", "--corpus", "all.yaml").code == 0
    assert made("add", "d", "NO 1(a)", "K 2(a)", "L/NO 2(a)").code == 0
    assert made("export", "d", "-o", "e.md").code == 0
    text = Path("e.md").read_text(encoding="utf-8")
    assert (
        "Northern Declaration, para. 2 (a)." in text and "Report of the Northern Meeting (A/X/1), para. 1 (a)." in text
    )
    shown = made("coverage", "d")
    rows = {line[:22].strip(): line.split()[-6:] for line in shown.out.splitlines() if line.startswith(" Of ")}
    assert {name: (row[0], row[-1]) for name, row in rows.items()} == {
        "Of the main corpus": ("1", "6"), "Of corpus K": ("1", "6"), "Of corpus L": ("1", "6")
    }  # fmt: skip
    assert made("coverage", "d", "--format", "json").data["corpora"]["K"]["taken_up"] == 1
    assert made("export", "d", "-o", "c.md", "--annex", "coverage").code == 0
    assert "Of the main corpus" in Path("c.md").read_text(encoding="utf-8")
    balance = made("regions", "d", "--format", "json").data["balance"]
    assert [share["region"] for share in balance] == ["NO", "SO", "L/NO", "L/SO"]
    alone = made("show", "d.yaml", "--corpus", "c.yaml")
    assert "and kept as they are: L/NO 2(a) (OP2), K 2(a) (OP3)." in alone.err


def test_what_was_asked_then_and_is_asked_again(made: Command) -> None:
    found = made("convergence", "--across", "--corpus", "all.yaml", "--format", "json").data
    pairs = {(each["a"], each["b"]) for each in found}
    assert ("SO 7(a)", "L/SO 7(a)") in pairs and ("NO 1(b)", "SO 7(b)") not in pairs
    assert "across corpora that may ask for the same" in made("convergence", "--across", "--corpus", "all.yaml").err
    assert "This corpus is one alone" in made("convergence", "--across", "--corpus", "c.yaml").err


@pytest.mark.parametrize(
    ("command", "why"),
    [
        ("corpus join c.yaml d.md -o x.yaml", "With which letters do the citations of d.md begin?"),
        ("corpus join all.yaml M=c.yaml -o x.yaml", "all.yaml: This file names several corpora itself."),
        ("corpus join c.yaml NO=sub/k.yaml -o x.yaml", "The code NO is taken"),
        ("corpus join c.yaml M=none.yaml -o x.yaml", "none.yaml: There is no such file."),
        ("corpus build --declaration d.md -o x.yaml", "Nothing says with which letters it is cited."),
        ("corpus build --declaration 1=d.md -o x.yaml", "“1” can't begin citations."),
        ("corpus build --declaration K=d.md", "Where should the corpus be written?"),
        ("corpus build c.yaml --declaration K=d.md -o x.yaml", "A declaration is a corpus of its own."),
        ("themes --corpus bad.yaml", "bad.yaml: The code NO is taken"),
    ],
)
def test_what_can_not_be_one_is_said(made: Command, command: str, why: str) -> None:
    bad = "# ours\ndrafter-corpora: 1\nmain: c.yaml\nothers:\n- {code: 'NO', file: sub/k.yaml, asks: true}\n"
    Path("bad.yaml").write_text(bad, encoding="utf-8")
    said = made(*command.split())
    assert (said.code, why in said.err, Path("x.yaml").exists()) == (2, True, False), said.err


def test_a_declaration_is_shown_before_it_is_written(made: Command) -> None:
    shown = made("corpus", "build", "--declaration", "K=d.md", "--preview")
    assert "K 2(a)" in shown.out and not Path("x.yaml").exists()
    Path("about.yaml").write_text("regions:\n- {code: Q, name: Declaration}\n", encoding="utf-8")
    assert declaration(Path("d.md"), "", Path("about.yaml")).get("Q 3").text == "We will act."
