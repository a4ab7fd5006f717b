"""`report`: the overview of a draft, printed, as data, and as a document; with names and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command

NAMES = re.compile(r"\b(EU|US|G77)\b")


@pytest.fixture
def rounds(drafter: Command) -> Command:
    """Beside a draft after two revisions, with proposals; the later revision is what the draft is now."""
    for line in (
        "new d.yaml",
        "add d.yaml A37d AP34a E16a",
        "revision d.yaml save Rev.1-by-EU",
        "propose d.yaml OP1 --by EU --by US --delete",
        "propose d.yaml OP2 --by G77 --alt --text Otherwise.",
        "revision d.yaml save Rev.2",
    ):
        assert drafter(*line.split()).code == 0
    return drafter


def test_the_report_counts_from_the_latest_revision_that_differs(rounds: Command) -> None:
    said = rounds("report", "d.yaml")
    assert said.code == 0
    assert re.search(r"^ At a glance +Rev\.1-by-EU \(\d{4}-\d\d-\d\d\) +Now +$", said.out, re.MULTILINE)
    assert re.search(r"^ US +1 +OP1 ", said.out, re.MULTILINE)
    assert "Section" in said.out and "General issues" in said.out
    data = rounds("report", "d.yaml", "--format", "json").data
    assert (data["then"]["open"], data["now"]["open"], data["now"]["recommendations"]["total"]) == (0, 2, 249)
    assert {each["party"] for each in data["holders"]} == {"EU", "US", "G77"}
    assert {change["new"] for change in data["changes"]} == {"OP1", "OP2 alt"}
    assert rounds("report", "d.yaml", "--since", "rev.2", "--format", "json").data["changes"] == []
    assert "There is no revision “Rev.9”" in rounds("report", "d.yaml", "--since", "Rev.9").err


def test_without_a_revision_nothing_is_compared(drafter: Command) -> None:
    drafter("new", "d.yaml")
    data = drafter("report", "d.yaml", "--format", "json").data
    assert (data["then"], data["changes"], data["held"], data["now"]["words"]) == (None, [], [], 0)
    assert "The draft has no paragraph yet." in drafter("report", "d.yaml").out


def test_without_names_no_party_is_named_nor_a_revision(rounds: Command) -> None:
    rounds("propose", "d.yaml", "OP3", "--by", "EU", "--text", "We thank the G77.")
    for name in ("r.md", "r.json"):
        said = rounds("report", "d.yaml", "--view", "unattributed", "-o", name)
        assert said.code == 0
        assert "its own words name" in said.err
        text = Path(name).read_text(encoding="utf-8-sig")
        assert not NAMES.findall(text.replace("We thank the G77", "")), name
    assert "Unattributed text" in Path("r.md").read_text(encoding="utf-8")
    assert NAMES.search(rounds("report", "d.yaml").out)


def test_the_page_has_its_pictures_and_asks_for_nothing(rounds: Command) -> None:
    assert rounds("report", "d.yaml", "-o", "r.html").code == 0
    page = Path("r.html").read_text(encoding="utf-8")
    assert page.count('<svg class="bar"') == 6 and 'class="figure tint-all"' in page
    assert not re.search(r"<script|https?:|\burl\(|@import", page)
    assert rounds("export", "d.yaml", "-o", "x.html", "--only", "overview").code == 0
    assert Path("x.html").read_text(encoding="utf-8") == page
