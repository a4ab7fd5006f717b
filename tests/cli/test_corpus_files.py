"""A draft knows where its corpus is, from its own folder; the command line's word stands over it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import BadInput
from drafter.storage import corpus_files, corpus_yaml, files, folders
from drafter.workspace import Workspace, others_texts
from tests.builders import corpus
from tests.cli.conftest import Command


@pytest.fixture
def made(drafter: Command) -> Command:
    """`drafts/d.yaml`, made with `corpora/c.yaml`."""
    for folder in ("drafts", "corpora"):
        Path(folder).mkdir()
    Path("corpora/c.yaml").write_text(corpus_yaml.dump(corpus()), encoding="utf-8")
    assert drafter("new", "drafts/d", "--corpus", "corpora/c.yaml").code == 0
    return drafter


def kept(path: str = "drafts/d.yaml") -> str:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return next((line for line in lines if line.startswith("corpus_file:")), "")


def test_no_command_needs_to_be_told_again(made: Command) -> None:
    assert kept() == "corpus_file: ../corpora/c.yaml"
    for command in (["add", "drafts/d.yaml", "NO 1(a)"], ["coverage", "drafts/d"], ["compare", *2 * ["drafts/d.yaml"]],
                    ["show", "drafts/d.yaml"], ["revision", "drafts/d.yaml", "save", "R"]):  # fmt: skip
        said = made(*command)
        assert said.code == 0, said.err
    (revision,) = Path("drafts/d.revisions").glob("*.yaml")
    assert made("show", str(revision)).code == 0


def test_both_may_go_elsewhere_and_a_corpus_that_is_named_stands_over_it(made: Command) -> None:
    Path("b").mkdir()
    for folder in ("drafts", "corpora"):
        shutil.move(folder, "b")
    assert made("coverage", "b/drafts/d.yaml").code == 0
    shutil.move("b/corpora/c.yaml", "b/moved é.yaml")
    gone = made("coverage", "b/drafts/d.yaml")
    assert gone.code == 2 and "there is no such file. Say where it is now with --corpus PATH" in gone.err
    assert made("add", "b/drafts/d.yaml", "NO 1(a)", "--corpus", "b/moved é.yaml").code == 0
    assert kept("b/drafts/d.yaml") == "corpus_file: ../moved é.yaml"
    assert made("coverage", "b/drafts/d.yaml").code == 0


def test_a_draft_saved_elsewhere_finds_the_way_and_one_of_drafters_own_corpus_needs_none(made: Command) -> None:
    workspace = Workspace.open(Path("drafts/d.yaml"), corpus_yaml.load(Path("corpora/c.yaml")))
    workspace.file.save_as(Path("other.yaml").absolute())
    assert kept("other.yaml") == "corpus_file: corpora/c.yaml"
    assert made("new", "own").code == 0 and kept("own.yaml") == ""
    assert corpus_files.corpus_of(Path("own.yaml")) is corpus_files.corpus_of(Path("none.yaml")) is None
    named = replace(corpus(), file=str(Path("corpora/c.yaml").absolute()))
    shipped = corpus_yaml.load(folders.CORPUS)
    assert corpus_files.load_for(Path("drafts/d.yaml"), named) is named
    assert corpus_files.load_for(Path("drafts/d.yaml"), shipped).id == "invented"
    assert corpus_files.load_for(Path("own.yaml"), shipped) is shipped
    Path("odd.yaml").write_text("corpus_file: [", encoding="utf-8")
    assert corpus_files.corpus_of(Path("odd.yaml")) is None


def test_a_served_draft_leads_to_no_corpus_outside_of_its_folder(made: Command) -> None:  # noqa: ARG001
    files.keep_within(Path("drafts").absolute())
    with pytest.raises(BadInput, match="This can't be used here"):
        corpus_files.corpus_of(Path("drafts/d.yaml"))


def test_the_sample_remembers_what_its_sources_said(drafter: Command) -> None:
    text = folders.CORPUS.read_text(encoding="utf-8").replace("Doha Declaration", "Vienna Declaration")
    Path("new.yaml").write_text(text, encoding="utf-8")
    assert drafter("demo").code == 0
    said = drafter("changed", "sample-draft.yaml", "--corpus", "new.yaml")
    assert "[-Doha-]{+Vienna+}" in said.out and "0 changed." not in said.err


def test_a_corpus_may_be_compiled(made: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has more recommendations than a text is made of, must."""
    rows = "".join(f'{point.id},"{point.text}",Justice\n' for point in corpus().recommendations)
    Path("t.csv").write_text(f"Reference,Text,Theme\n{rows}", encoding="utf-8")
    monkeypatch.setattr(others_texts, "MOST_IN_YAML", 3)
    refused = made("corpus", "build", "t.csv", "-o", "t.yaml")
    assert (
        refused.code == 2
        and "6 recommendations are too many for a YAML file. Let its name end with .corpus" in refused.err
    )
    built = made("corpus", "build", "t.csv", "-o", "t.corpus")
    assert built.code == 0 and "Wrote t.corpus: 1 section, 1 theme, 6 placements" in built.err
    again = made("corpus", "build", "t.csv", "-o", "t.corpus")
    assert again.code == 2 and "replace it with --replace" in again.err
    assert "NO 1(a)" in made("search", "judges", "--corpus", "t.corpus").out
    assert made("new", "drafts/c", "--corpus", "t.corpus").code == 0
    assert made("add", "drafts/c", "NO 1(a)").code == 0
    assert "Train judges." in made("show", "drafts/c.yaml").out
    sorting = made("corpus", "sort", "t.corpus", "--put", "A/B=NO 1(a)")
    assert sorting.code == 2 and "A compiled corpus is not sorted here" in sorting.err
    monkeypatch.setattr("drafter.review.convergence.LARGE", 3)
    pairs = made("convergence", "--corpus", "t.corpus", "--theme", "1")
    assert pairs.code == 0 and "theme by theme" in pairs.err
    assert '"pairs": []' in made("convergence", "--corpus", "t.corpus", "--format", "json", "--theme", "1").out
    assert made("convergence", "--corpus", "t.corpus", "--groups").code == 0
    refused = made("convergence", "--corpus", "t.corpus", "--contrasts")
    assert refused.code == 2 and "Leave --contrasts" in refused.err
