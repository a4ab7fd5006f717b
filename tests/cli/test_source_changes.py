"""A draft opened with a new edition of its corpus: what changed is said, and made of it what the user says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.corpus.corpus import Section, Theme
from drafter.draft.tree import Place
from drafter.storage import corpus_yaml
from drafter.workspace import Workspace
from tests.builders import corpus, recommendation
from tests.cli.conftest import Command

OLD = corpus()


def new_edition() -> None:
    """NO 1(a) is worded otherwise, SO 7(b) is SO 7(c), SO 9 and NO 2(a) are gone."""
    points = [point for point in corpus({"NO 1(a)": "Train all judges."}).recommendations
              if point.id not in ("SO 7(b)", "SO 9", "NO 2(a)")]  # fmt: skip
    points.append(recommendation("SO 7(c)", "Protect victims."))
    text = corpus_yaml.dump(replace(OLD, recommendations=tuple(points)))
    text = text.replace("SO 7(b)]", "SO 7(c)]").replace("[NO 2(a), SO 9]", "[SO 7(c)]")
    Path("new.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def made(drafter: Command) -> Command:
    """OP1 says NO 1(a) to the letter and OP2 in its own words; OP3 cites SO 7(b) and SO 9; NO 2(a) is set aside."""
    workspace = Workspace.new(Path("d.yaml"), OLD)
    for text, sources in (("Train judges.", ["NO 1(a)"]), ("We teach.", ["NO 1(a)"]), ("Ours.", ["SO 7(b)", "SO 9"])):
        workspace.edits.add(text, Place("prevention"))
        workspace.edits.cite_all(workspace.history.newest or "", sources)
    workspace.edits.set_aside(["NO 2(a)"], "Not ours.")
    workspace.file.save()
    new_edition()
    return drafter


def changed(drafter: Command, *how: str) -> str:
    said = drafter("changed", "d.yaml", "--corpus", "new.yaml", *how)
    assert said.code == 0, said.err
    return f"{said.out}{said.err}"


def test_what_changed_is_said_and_nothing_is_done_until_the_user_says_so(made: Command) -> None:
    before = Path("d.yaml").read_bytes()
    said = changed(made)
    for line in (
        "NO 1(a) (OP1, OP2)\nTrain{+ all+} judges.", "SO 7(b) (OP3): now SO 7(c)\nProtect victims.",
        "SO 9 (OP3): not in this corpus", "NO 2(a) (set aside): not in this corpus", "4 changed.",
    ):  # fmt: skip
        assert line in said
    assert Path("d.yaml").read_bytes() == before
    data = made("changed", "d.yaml", "no 1a", "SO 9", "--corpus", "new.yaml", "--format", "json").data
    assert [(each["id"], each["new_id"], each["now"]) for each in data] == [
        ("NO 1(a)", "NO 1(a)", "Train all judges."), ("SO 9", None, "")
    ]  # fmt: skip


def test_new_words_are_taken_ids_followed_and_changes_seen_one_by_one(made: Command) -> None:
    assert "follow SO 7(b) to SO 7(c)" in changed(made, "SO 7(b)", "--follow")
    assert "follow SO 9 to SO 7(a)" in changed(made, "SO 9", "--follow", "--to", "so7a")
    taken = "take the new words of NO 1(a) in OP1; not in OP2, which words it otherwise"
    assert taken in changed(made, "NO 1(a)", "--take")
    assert "OP2 says it in other words" in made("changed", "d.yaml", "NO 1(a)", "--take", "--corpus", "new.yaml").err
    assert "2 changed" not in changed(made, "--seen")
    assert "NO 1(a)" not in changed(made)
    draft = Workspace.open(Path("d.yaml"), corpus_yaml.load(Path("new.yaml"))).draft
    assert [spot.paragraph.wording for spot in draft.spots.values()] == ["Train all judges.", "We teach.", "Ours."]
    assert set(draft.cited_in) == {"NO 1(a)", "SO 7(c)", "SO 7(a)"}


@pytest.mark.parametrize(
    ("how", "why"),
    [
        (["SO 9", "--follow"], "Nothing in this corpus was found to be SO 9"),
        (["SO 9", "--follow", "--to", "XX 1"], "There is no recommendation “XX 1”"),
        (["SO 9", "--seen"], "SO 9 is not in this corpus: there are no words to remember."),
        (["SO 9", "--to", "SO 7(a)"], "--to is for one source that is followed."),
        (["SO 7(a)"], "“SO 7(a)” is no source of the draft that changed. These are: NO 1(a), "),
        (["--follow"], 'Each source is asked about, and there is nobody to answer. Name one: "SO 7(b)" --follow'),
    ],
)
def test_what_can_not_be_done_says_why(made: Command, how: list[str], why: str) -> None:
    before = Path("d.yaml").read_bytes()
    said = made("changed", "d.yaml", *how, "--corpus", "new.yaml")
    assert (said.code, why in said.err) == (2, True)
    assert Path("d.yaml").read_bytes() == before


def test_each_is_asked_about_where_somebody_can_answer(made: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)

    def answer(question: str, **_: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    monkeypatch.setattr("click.confirm", answer)
    changed(made, "--follow")
    changed(made, "--take")
    assert asked == ["Follow SO 7(b) to SO 7(c)?", "Take the new words of NO 1(a)?"]
    said = changed(made)
    assert "now SO 7(c)" in said and "Train{+ all+} judges." in said


def test_a_draft_with_sources_that_are_gone_opens_in_every_command_and_says_so(made: Command) -> None:
    remark = (
        "Sources worded otherwise since they were taken up: NO 1(a). "
        "Not in this corpus, or not under this id, and kept as they are: "
        "SO 7(b) (OP3), SO 9 (OP3), NO 2(a) (set aside). See: drafter changed d.yaml"
    )
    for command in (
        ["coverage", "d.yaml"], ["coverage", "d.yaml", "--region", "SO"], ["check", "d.yaml"], ["regions", "d.yaml"],
        ["derivation", "d.yaml"], ["show", "d.yaml"], ["adapt", "d.yaml"], ["trace", "d.yaml"], ["report", "d.yaml"],
        ["export", "d.yaml", "-o", "d.md", "--annex", "sources", "--annex", "set-aside", "--annex", "not-reflected"],
        ["export", "d.yaml", "-o", "d.docx"], ["import", "d.yaml", "d.docx"], ["numbers", "d.yaml", "--freeze"],
        ["revision", "d.yaml", "save", "R"], ["merge", "d.yaml", "d.yaml", "d.yaml"], ["ledger", "d.yaml"],
    ):  # fmt: skip
        said = made("--corpus", "new.yaml", *command)
        assert said.code == 0, (command, said.err)
        assert command[0] in ("merge", "trace") or remark in said.err, command
    assert "SO 9" in Path("d.yaml").read_text(encoding="utf-8")


def test_a_section_that_is_new_is_said_until_the_draft_is_saved_with_it(made: Command) -> None:
    ocean = Section("1", "Oceans", (Theme("1", "", "Oceans", ("NO 8",)),))
    later = replace(
        OLD, recommendations=(*OLD.recommendations, recommendation("NO 8")), sections=(ocean, *OLD.sections)
    )
    Path("new.yaml").write_text(corpus_yaml.dump(later), encoding="utf-8")
    said = made("show", "d.yaml", "--corpus", "new.yaml")
    assert "New in this corpus: the section “Oceans”. No part of the draft takes their points" in said.err
    assert made("add", "d.yaml", "NO 8", "SO 7(a)", "--corpus", "new.yaml").code == 0
    assert "Oceans" not in made("show", "d.yaml", "--corpus", "new.yaml").err
    draft = Workspace.open(Path("d.yaml"), corpus_yaml.load(Path("new.yaml"))).draft
    justice, last = (draft.spots[draft.cited_in[id][0]].part for id in ("SO 7(a)", "NO 8"))
    assert "3" in justice.takes and last.id == [part.id for part in draft.parts][-1]
