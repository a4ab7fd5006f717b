"""The list of proposals and the ledger as annexes: what stands in which column."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.document.negotiation_tables import ledger_annex, own_words, proposals_annex, proposed_words
from drafter.document.table import Annex, Passage
from drafter.draft.draft import Outcome, ProposalKind, Status
from drafter.draft.layout import Captions
from drafter.negotiation.ledger import Ledger, LedgerRow
from drafter.negotiation.proposals import ListedProposal

TERMS = Captions()
WORDS = ListedProposal(
    id="k3xq2ma.abc",
    paragraph="p1",
    ref="OP1",
    kind=ProposalKind.AMEND,
    text="shall",
    number=2,
    by=("EU",),
    supported_by=("MX", "NZ"),
    opposed_by=("US",),
    reserved_by=("JP",),
    date="2026-11-28",
    note="in writing",
)
GONE = ListedProposal(
    id="zzz.def",
    paragraph="p9",
    ref="",
    kind=ProposalKind.AMEND,
    text="often",
    by=("CN",),
    outcome=Outcome.DROPPED,
    settled_on="2026-11-29",
)
MOVE = ListedProposal(id="m", paragraph="p2", ref="OP2", kind=ProposalKind.MOVE, by=("CN",), number=2)


def cells(annex: Annex) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in annex.tables for row in table.rows]


def titles(annex: Annex) -> list[str]:
    return [column.title for table in annex.tables for column in table.columns]


def test_a_proposal_is_listed_with_what_it_would_change() -> None:
    annex = proposals_annex([WORDS, GONE], {"k3xq2ma": "should", "zzz": "seldom"}, TERMS)
    assert cells(annex) == [
        [
            "k3xq2ma.abc", "2", "OP1", "amend", "EU; MX, NZ support; US oppose; JP reserve", "should", "shall",
            "2026-11-28", "open", "in writing",
        ],
        ["zzz.def", "", "", "amend", "CN", "", "often", "", "dropped 2026-11-29", ""],
    ]  # fmt: skip
    assert annex.blocks[0] == Passage("Proposals: 2, 1 still open.")
    assert annex.landscape


def test_each_position_may_have_a_column_of_its_own() -> None:
    annex = proposals_annex([WORDS], {}, TERMS, apart=True)
    assert titles(annex)[4:8] == ["Proposed by", "Supported by", "Opposed by", "Reserved by"]
    assert cells(annex)[0][4:8] == ["EU", "MX, NZ", "US", "JP"]
    assert len(titles(annex)) == len(cells(annex)[0])


def test_without_proposals_there_is_no_table() -> None:
    annex = proposals_annex([], {}, TERMS)
    assert annex.blocks == (Passage("Proposals: 0, 0 still open."),)


@pytest.mark.parametrize(
    ("proposal", "words"),
    [
        (WORDS, "shall"),
        (replace(WORDS, text=""), "No text"),
        (replace(MOVE, target="OP5"), "move after OP5"),
        (replace(MOVE, target="On justice", to_part=True), "move to the beginning of “On justice”"),
        (MOVE, ""),
        (replace(MOVE, kind=ProposalKind.DELETE), ""),
    ],
)
def test_what_is_proposed_in_words(proposal: ListedProposal, words: str) -> None:
    assert proposed_words(proposal, TERMS) == words


def test_what_is_settled_stands_beside_no_words_of_the_draft() -> None:
    places = {"k3xq2ma": "should"}
    assert own_words(WORDS, places) == "should"
    assert own_words(replace(WORDS, outcome=Outcome.CHOSEN), places) == ""
    assert own_words(MOVE, places) == ""


ROWS = (
    LedgerRow("p1", "OP1", Status.BRACKETED, 3, ("CN", "EU"), "2026-11-28", 4, 1, 0),
    LedgerRow("p2", "OP2", Status.OPEN, 0, (), "", 0, 0, 2),
)
LEDGER = Ledger(ROWS, agreed=1, paragraphs=6)


def test_the_ledger_leaves_out_noughts_but_in_its_sum() -> None:
    annex = ledger_annex(LEDGER, ROWS, TERMS)
    assert cells(annex) == [
        ["OP1", str(Status.BRACKETED), "3", "CN, EU", "2026-11-28", "4", "1", ""],
        ["OP2", str(Status.OPEN), "", "", "", "", "", "2"],
        [TERMS.total, "", "3", "", "", "4", "1", "2"],
    ]
    assert annex.blocks[0] == Passage("3 open in 1 of 6 paragraphs; 1 agreed. Opened: 4, closed: 1, come back: 2.")


def test_the_ledger_says_since_when_and_may_go_without_its_sum() -> None:
    annex = ledger_annex(LEDGER, ROWS[:1], TERMS, "the first reading", total=False)
    assert [row[0] for row in cells(annex)] == ["OP1"]
    assert isinstance(annex.blocks[0], Passage)
    assert annex.blocks[0].text.startswith("Since the first reading. 3 open in 1 of 6 paragraphs")
