"""The commands of a negotiation, and their lists."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from drafter.storage import draft_yaml
from drafter.storage.corpus_yaml import load
from drafter.storage.folders import CORPUS
from drafter.workspace import negotiation_steps
from tests.cli.conftest import Command

DRAFT = """\
drafter: 2
id: d-1
corpus: fourteenth-congress
layout: kyoto
parts:
- id: preamble
  title: Preamble
  kind: PP
  paragraphs:
  - id: p-1
    text: Recalling the past,
- id: justice
  title: Justice
  kind: OP
  paragraphs:
  - id: p-2
    text: We urge States to act.
  - id: p-3
    text: We wait.
  - id: p-4
    text: We leave.
"""


@pytest.fixture(autouse=True)
def _draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "d.yaml").write_text(DRAFT, encoding="utf-8")
    monkeypatch.setattr(negotiation_steps, "today", lambda: "2026-03-02")


def done(drafter: Command, *arguments: str) -> str:
    """What the command, which must succeed, says that it has done."""
    said = drafter(arguments[0], "d.yaml", *arguments[1:])
    assert said.code == 0, said.err
    return said.err


def ids(drafter: Command) -> list[str]:
    """The ids of what is open."""
    return [each["id"] for each in drafter("proposals", "d.yaml", "--open", "--format", "json").data["proposals"]]


def text(drafter: Command) -> str:
    return " ".join(drafter("show", "d.yaml").out.split())


def test_words_are_proposed_supported_and_chosen(drafter: Command) -> None:
    said = done(
        drafter, "propose", "OP1", "--by", "European Union", "--text", "We invite States to act.", "--note", "x"
    )
    assert said == "Done: propose for EU: amend OP1.\n"
    assert "OP1 We [urge / invite - EU] States to act." in text(drafter)
    (id,) = ids(drafter)
    assert done(drafter, "position", id, "--by", "us", "--by", "JP", "--support") == (
        "Done: support for US, JP: “invite” in OP1.\n"
    )
    assert drafter("proposals", "d.yaml", "--format", "json").data == {
        "proposals": [
            {
                "id": id,
                "paragraph": "p-2",
                "ref": "OP1",
                "kind": "amend",
                "by": ["EU"],
                "supported_by": ["JP", "US"],
                "opposed_by": [],
                "reserved_by": [],
                "text": "invite",
                "date": "2026-03-02",
                "status": "open",
                "note": "x",
            }
        ]
    }
    assert done(drafter, "settle", id[:4], "--choose", "2") == "Done: choose “invite” in OP1.\n"
    assert "OP1 We invite States to act." in text(drafter)
    (listed,) = drafter("proposals", "d.yaml", "--format", "json").data["proposals"]
    assert (listed["status"], listed["supported_by"]) == ("chosen", ["JP", "US"])


def test_whole_paragraphs(drafter: Command) -> None:
    done(drafter, "propose", "OP2", "--by", "G77", "--delete")
    assert done(drafter, "propose", "--by", "MX", "--after", "OP1", "--text", "We share.").endswith("as OP1 bis.\n")
    assert done(drafter, "propose", "OP3", "--by", "CN", "--alt", "--text", "We stay.").endswith("as OP3 alt.\n")
    done(drafter, "propose", "OP3", "--by", "CN", "--move-after", "preamble")
    listed = drafter("proposals", "d.yaml").out
    assert "delete" in listed and "move to the beginning of “Preamble”" in " ".join(listed.split())
    add, delete, move, alternative = ids(drafter)
    assert done(drafter, "settle", delete, "--choose") == "Done: choose: delete OP2.\n"
    assert done(drafter, "settle", add, "--choose", "2") == "Done: choose: add OP1 bis.\n"
    assert done(drafter, "settle", move, "--drop") == "Done: drop: move OP3.\n"
    assert done(drafter, "settle", alternative, "--choose", "1") == "Done: choose: not to take OP3 alt.\n"
    assert "OP1 We urge States to act. OP2 We share. OP3 We leave." in text(drafter)
    statuses = [each["status"] for each in drafter("proposals", "d.yaml", "--format", "json").data["proposals"]]
    assert statuses == ["chosen", "chosen", "dropped", "dropped"]


def test_positions(drafter: Command) -> None:
    done(drafter, "propose", "OP1", "--by", "EU", "--text", "We invite States to act.")
    (id,) = ids(drafter)
    for flag, written in (
        ("--oppose", "[urge / invite - EU; MX oppose]"),
        ("--reserve", "[urge / invite - EU; MX reserve]"),
        ("--support", "[urge / invite - EU; MX support]"),
    ):
        done(drafter, "position", id, "--by", "MX", flag)
        assert written in text(drafter)
    done(drafter, "position", id, "--by", "CN", "--retain")
    done(drafter, "position", id, "--by", "EU", "--withdraw")
    assert "[urge - CN retain / invite - MX]" in text(drafter)
    assert drafter("position", "d.yaml", id, "--by", "JP", "--withdraw").err == "drafter: JP has no position on it.\n"


def test_options_are_merged_lifted_and_lowered(drafter: Command) -> None:
    done(drafter, "propose", "OP1", "--by", "EU", "--text", "We invite States to act.")
    done(drafter, "propose", "OP1", "--by", "US", "--text", "We request States to act.")
    id = ids(drafter)[0].partition(".")[0]
    assert done(drafter, "settle", "OP1", "--lift") == "Done: make whole versions of OP1.\n"
    assert "[We urge States to act. / We invite States to act. - EU / We request" in text(drafter)
    assert done(drafter, "settle", "OP1", "--lower") == "Done: take the versions of OP1 apart.\n"
    done(drafter, "settle", id, "--merge", "2,3", "--text", "call on")
    assert "We [urge / call on - EU, US] States to act." in text(drafter)


def test_agreeing_and_reopening(drafter: Command) -> None:
    done(drafter, "propose", "OP1", "--by", "EU", "--text", "We invite States to act.")
    refused = drafter("agree", "d.yaml", "OP2", "OP1")
    assert refused.code == 2 and "can't be agreed while something is open in it" in refused.err
    assert "[Agreed" not in text(drafter)
    done(drafter, "agree", "OP2", "op3", "--level", "informals", "--on", "2026-03-01", "--meeting", "Third informals")
    made = draft_yaml.load(Path("d.yaml"), load(CORPUS)).spots["p-3"].paragraph
    assert (made.agreed_on, made.meeting) == ("2026-03-01", "Third informals")
    assert drafter("ledger", "d.yaml", "--format", "json").data["totals"]["agreed"] == 2
    assert done(drafter, "reopen", "OP2") == "Done: reopen OP2.\n"
    said = done(drafter, "propose", "OP3", "--by", "EU", "--delete")
    assert said == "Done: propose for EU: delete OP3 (reopened: it was agreed in informals).\n"


def test_the_ledger_since_a_revision(drafter: Command) -> None:
    done(drafter, "propose", "OP1", "--by", "EU", "--text", "We invite States to act.")
    drafter("revision", "d.yaml", "save", "Rev.1")
    done(drafter, "settle", ids(drafter)[0], "--drop")
    done(drafter, "propose", "OP2", "--by", "US", "--delete")
    data = drafter("ledger", "d.yaml", "--since", "Rev.1", "--format", "json").data
    assert list(data["paragraphs"][1]) == [
        "id", "ref", "status", "open", "held_by", "since", "opened", "closed", "reinserted",
    ]  # fmt: skip
    assert {each["ref"]: (each["opened"], each["closed"]) for each in data["paragraphs"]} == {
        "PP1": (0, 0),
        "OP1": (0, 1),
        "OP2": (1, 0),
        "OP3": (0, 0),
    }
    assert data["totals"] == {"open": 1, "opened": 1, "closed": 1, "reinserted": 0, "agreed": 0, "paragraphs": 4}
    shown = drafter("ledger", "d.yaml", "--open").out
    assert "OP2" in shown and "OP1" not in shown and "total" in shown
    assert drafter("ledger", "d.yaml", "--since", "Rev.7").code == 2


def test_the_lists_as_files(drafter: Command, tmp_path: Path) -> None:
    done(drafter, "propose", "OP1", "--by", "EU", "--text", "=1+1")
    for command in ("proposals", "ledger"):
        for suffix in (".xlsx", ".docx", ".md", ".csv", ".json", ".html"):
            said = drafter(command, "d.yaml", "-o", f"{command}{suffix}")
            assert (said.code, said.out) == (0, ""), said.err
        assert drafter(command, "d.yaml", "-o", f"{command}.csv").code == 2  # it exists
        assert drafter(command, "d.yaml", "-o", f"{command}.csv", "--replace").code == 0
        assert drafter(command, "d.yaml", "-o", f"{command}.pages").code == 2
    rows = list(csv.DictReader(io.StringIO((tmp_path / "proposals.csv").read_text(encoding="utf-8-sig"))))
    assert [(row["Proposed by"], row["Wording"], row["Option"], row["Status"]) for row in rows] == [
        ("EU", "'=1+1", "2", "open")
    ]
    assert "<f>" not in zipfile.ZipFile(tmp_path / "proposals.xlsx").read("xl/worksheets/sheet2.xml").decode()
    assert drafter("proposals", "d.yaml", "--format", "csv").out.startswith("\ufeffId,Option,Paragraph")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("propose", "OP1", "--by", "EU"), "What is proposed?"),
        (("propose", "--by", "EU", "--delete"), "Which paragraph?"),
        (("propose", "OP1", "--by", "EU", "--delete", "--alt", "--text", "x"), "Several things"),
        (("propose", "OP1", "--by", "EU", "--delete", "--text", "x"), "no other words"),
        (("propose", "OP1", "--by", "EU", "--after", "OP2", "--text", "x"), "--move-after"),
        (("propose", "OP1", "--by", "Nobody", "--text", "x"), "Nobody is called “Nobody”"),
        (("propose", "OP1", "--by", "EU", "--text", "a\x07b"), "control character"),
        (("position", "x", "--by", "EU"), "What do they say?"),
        (("settle", "x"), "What is decided?"),
        (("settle", "x", "--choose", "--drop"), "What is decided?"),
        (("settle", "x", "--merge", "a,b"), "no numbers of options"),
        (("settle", "x", "--choose", "2"), "Nothing open has the id “x”"),
        (("reopen", "OP1"), "OP1 isn't agreed"),
    ],
)
def test_what_makes_no_sense_is_refused(drafter: Command, arguments: tuple[str, ...], why: str) -> None:
    said = drafter(arguments[0], "d.yaml", *arguments[1:])
    assert said.code == 2 and why in said.err
    assert Path("d.yaml").read_text(encoding="utf-8") == DRAFT


def test_the_list_of_a_party_that_only_the_draft_knows(drafter: Command, tmp_path: Path) -> None:
    typed = DRAFT.replace("drafter: 2", "drafter: 1").replace("We wait.", "We [wait - Friends / go - EU; JP support].")
    (tmp_path / "d.yaml").write_text(typed, encoding="utf-8")

    def listed(party: str) -> list[str]:
        said = drafter("proposals", "d.yaml", "--by", party, "--format", "json")
        return [each["text"] for each in said.data["proposals"]]

    assert (listed("Friends"), listed("japan"), listed("MX")) == (["wait"], ["go"], [])
    assert drafter("proposals", "d.yaml", "--by", "Nobody").code == 2


def test_a_draft_is_shown_in_a_view(drafter: Command) -> None:
    done(drafter, "propose", "OP1", "--by", "EU", "--text", "We invite States to act.")
    assert "We [urge] [invite] States" in drafter("show", "d.yaml", "--view", "unattributed").out
    assert "We invite States" in drafter("show", "d.yaml", "--view", "party:EU").out
    assert drafter("show", "d.yaml", "--format", "json").data["draft"] == "d-1"
    assert drafter("show", "none.yaml").code == 2
