"""Many amendments at once, from tables and from versions of the draft."""

from pathlib import Path

import pytest

from drafter.workspace import negotiation_steps
from tests.cli.conftest import Command
from tests.cli.test_negotiation import DRAFT

TABLE = """\
paragraph;by;kind;text
OP1;EU;;We urge all States to act.
1;United States, Japan;;We urge some States to act.
OP9;EU;delete;
OP2;Atlantis;;We hope.
OP3;EU;;We leave.
OP3;JP;delete;
"""


@pytest.fixture(autouse=True)
def _draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d.yaml").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(negotiation_steps, "today", lambda: "2026-03-02")


def test_what_can_be_applied_is_and_the_rest_is_told(drafter: Command) -> None:
    said = drafter("propose", "d.yaml", "--from", "a.csv")
    assert said.code == 1
    *told, place, count = said.err.splitlines()
    assert told == [
        "a.csv:4: OP9, EU: The draft has no paragraph “OP9”.",
        "a.csv:5: OP2, Atlantis: Nobody is called “Atlantis”: add the party first, or mend the name.",
        "a.csv:6: OP3, EU: These are the draft's own words.",
    ]
    assert place.startswith("OP1: different words in one place: EU / JP, US (")
    assert count == "3 of 6 amendments applied, 1 place contested."
    listed = drafter("proposals", "d.yaml", "--format", "json").data["proposals"]
    assert [(each["ref"], each["kind"], each["by"], each["text"], each["date"]) for each in listed] == [
        ("OP1", "amend", ["EU"], "all", "2026-03-02"),
        ("OP1", "amend", ["JP", "US"], "some", "2026-03-02"),
        ("OP3", "delete", ["JP"], "", "2026-03-02"),
    ]


def test_an_agreed_paragraph_that_is_reopened_is_said(drafter: Command) -> None:
    assert drafter("agree", "d.yaml", "OP1", "--on", "2026-03-01").code == 0
    said = drafter("propose", "d.yaml", "--from", "a.csv")
    assert said.err.splitlines()[-1] == "OP1: reopened: it was agreed ad referendum."


def test_the_same_as_data(drafter: Command) -> None:
    said = drafter("propose", "d.yaml", "--from", "a.csv", "--format", "json")
    assert said.data["applied"] == 3
    assert [(each["file"], each["row"], each["paragraph"], each["by"]) for each in said.data["refused"]] == [
        ("a.csv", 4, "OP9", ["EU"]),
        ("a.csv", 5, "OP2", ["Atlantis"]),
        ("a.csv", 6, "OP3", ["EU"]),
    ]
    assert [(each["ref"], each["by"]) for each in said.data["contested"]] == [("OP1", [["EU"], ["JP", "US"]])]
    assert said.data["withdrawn"] == []


def test_versions_of_the_draft(drafter: Command, tmp_path: Path) -> None:
    (tmp_path / "eu.yaml").write_text(DRAFT.replace("We urge States", "We ask States"), encoding="utf-8")
    us = DRAFT.replace("We urge States", "We beg States").replace("  - id: p-3\n    text: We wait.\n", "")
    (tmp_path / "us.yaml").write_text(us, encoding="utf-8")
    said = drafter("propose", "d.yaml", "--version-of", "eu", "eu.yaml", "--version-of", "US", "us.yaml")
    assert said.code == 0, said.err
    assert "3 of 3 amendments applied, 1 place contested." in said.err
    shown = " ".join(drafter("show", "d.yaml").out.split())
    assert "We [urge / ask - EU / beg - US] States to act." in shown


def test_nothing_else_goes_with_it_and_a_bad_file_changes_nothing(drafter: Command, tmp_path: Path) -> None:
    before = (tmp_path / "d.yaml").read_bytes()
    said = drafter("propose", "d.yaml", "OP1", "--from", "a.csv")
    assert (said.code, "have their own paragraphs and parties" in said.err) == (2, True)
    (tmp_path / "b.csv").write_text("x;y\n", encoding="utf-8")
    said = drafter("propose", "d.yaml", "--from", "a.csv", "--from", "b.csv")
    assert (said.code, "b.csv: No row says what the columns are" in said.err) == (2, True)
    (tmp_path / "other.yaml").write_text(DRAFT.replace("d-1", "d-2"), encoding="utf-8")
    said = drafter("propose", "d.yaml", "--version-of", "EU", "other.yaml")
    assert (said.code, "is another draft" in said.err) == (2, True)
    said = drafter("propose", "d.yaml", "OP1", "--text", "We act.")
    assert (said.code, "Whose proposal is it?" in said.err) == (2, True)
    assert (tmp_path / "d.yaml").read_bytes() == before
