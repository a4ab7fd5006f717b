"""Which paragraphs are open, who holds them, since when, and what was opened, closed and has come back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import edits
from drafter.draft.draft import Draft, Status
from drafter.draft.text import Position
from drafter.negotiation import acts, settling
from drafter.negotiation.ledger import Holding, Ledger, LedgerRow, holdings, ledger
from drafter.negotiation.proposals import proposals
from drafter.negotiation.revisions import Returned
from tests.negotiation.test_acts import BASE, CORPUS, DAY, NEXT_DAY, amended, by, id_of, only, start
from tests.negotiation.test_acts_any import ACTS, Act, all_of
from tests.negotiation.test_acts_any import start as any_start


def row(found: Ledger, id: str) -> LedgerRow:
    (one,) = [each for each in found.rows if each.id == id]
    return one


def test_a_paragraph_says_what_is_open_who_holds_it_and_since_when() -> None:
    made = acts.take_position(amended(), id_of(amended(), "invite"), "MX", Position.SUPPORT)
    made = acts.take_position(made, id_of(made, "invite"), "JP", Position.OPPOSE)
    made = acts.propose_deletion(made, "p1", by("CN", date=NEXT_DAY))
    found = ledger(made)
    assert row(found, "p1") == LedgerRow("p1", "OP1", Status.OPEN, 3, ("CN", "EU", "MX", "US"), DAY, 3, 0, 0)
    assert row(found, "p3") == LedgerRow("p3", "OP3", Status.OPEN, 0, (), "", 0, 0, 0)
    assert (found.open, found.opened, found.paragraphs, found.agreed) == (3, 3, 6, 0)
    assert found.summary() == "3 open in 1 of 6 paragraphs; 0 agreed. Opened: 3, closed: 0, come back: 0."


def test_what_is_awaited_is_held_by_whom_it_is_awaited_from() -> None:
    made = edits.set_status(start(), "p3", Status.PENDING, "Mexico")
    assert row(ledger(made), "p3").held_by == ("Mexico",)


def test_what_each_party_holds_is_told_by_party_the_most_first() -> None:
    made = edits.set_status(amended(), "p3", Status.PENDING, "EU")
    made = acts.propose_deletion(made, "p2", by("US", date=NEXT_DAY))
    made = edits.reword(made, CORPUS, "p3", "We [may] build.")
    assert holdings(made) == (
        Holding("US", 2, ("OP1", "OP2"), NEXT_DAY),
        Holding("EU", 1, ("OP1", "OP3"), DAY),
        Holding("", 1, ("OP3",), ""),
    )
    parties = {holding.party for holding in holdings(made)} - {""}
    assert parties == {party for row in ledger(made).rows for party in row.held_by}


def test_agreed_paragraphs_are_counted() -> None:
    made = settling.agree(settling.agree(start(), "p1", Status.AD_REF), "p2", Status.INFORMALS)
    assert ledger(made).agreed == 4


def test_what_was_opened_and_closed_since_a_revision() -> None:
    then = amended()
    now = settling.choose(then, CORPUS, only(then).id, 3, NEXT_DAY)
    now = acts.propose_words(now, "p3", "We build more trust.", by("EU"))
    now = acts.take_position(now, id_of(now, "more"), "EU", None)
    now = acts.propose_deletion(now, "p3", by("US"))
    found = ledger(now, then)
    assert (row(found, "p1").opened, row(found, "p1").closed, row(found, "p1").open) == (0, 2, 0)
    assert (row(found, "p3").opened, row(found, "p3").closed, row(found, "p3").open) == (2, 1, 1)
    assert (found.opened, found.closed, found.open) == (2, 3, 1)


def test_a_paragraph_that_is_gone_is_told_while_something_was_closed_with_it() -> None:
    then = acts.propose_deletion(amended(), "p1", by("CN"))
    now = settling.choose(then, CORPUS, id_of(then, kind="delete"))
    assert row(ledger(now, then), "p1") == LedgerRow("p1", "OP1", Status.DELETED, 0, (), "", 0, 3, 0)
    assert row(ledger(now), "p1").ref == ""
    assert "p1" not in [each.id for each in ledger(now, now).rows]


def test_brackets_that_somebody_typed_away_are_closed() -> None:
    then = amended()
    now = edits.reword(then, CORPUS, "p1", BASE)
    assert (row(ledger(now, then), "p1").opened, row(ledger(now, then), "p1").closed) == (0, 2)


def test_what_was_dropped_and_is_proposed_again_has_come_back() -> None:
    made = settling.drop(amended(), CORPUS, only(amended()).id, 3)
    assert ledger(made).reinserted == 0
    again = acts.propose_words(made, "p1", BASE.replace("urge", "invite"), by("JP"))
    assert row(ledger(again, made), "p1").reinserted == 1
    assert ledger(again, again).reinserted == 0
    deletion = acts.propose_deletion(start(), "p3", by("US"))
    deletion = settling.drop(deletion, CORPUS, id_of(deletion, kind="delete"), 2)
    assert row(ledger(acts.propose_deletion(deletion, "p3", by("JP"))), "p3").reinserted == 1
    added = acts.propose_paragraph(start(), "We add one.", "p1", by("US"))
    added = acts.take_position(added, id_of(added, "We add one.", "add"), "US", None)
    assert ledger(acts.propose_paragraph(added, "We add one.", "p3", by("US"))).reinserted == 1


def test_words_that_came_back_without_a_proposal_are_counted_once() -> None:
    back = Returned("p3", "We build trust.", True, "Rev.1", "Rev.2", "")
    assert row(ledger(start(), returned=[back]), "p3").reinserted == 1
    made = settling.drop(amended(), CORPUS, only(amended()).id, 3)
    again = acts.propose_words(made, "p1", BASE.replace("urge", "invite"), by("JP"))
    same = Returned("p1", "invite", False, "Rev.1", "Rev.2", "")
    assert row(ledger(again, made, [same]), "p1").reinserted == 1


@given(st.lists(ACTS, max_size=12), st.integers(0, 12), st.booleans())
def test_the_figures_add_up(done_acts: list[Act], place: int, frozen: bool) -> None:
    drafts = all_of(any_start(frozen), done_acts)
    then, now = drafts[min(place, len(drafts) - 1)], drafts[-1]
    found = ledger(now, then)
    assert ledger(then).open + found.opened - found.closed == found.open
    assert found.open == sum(1 for each in proposals(now) if not each.outcome)
    assert all(each.opened >= 0 and each.closed >= 0 for each in found.rows)


@pytest.mark.parametrize("made", [start(), amended()])
def test_nothing_has_changed_since_now(made: Draft) -> None:
    found = ledger(made, made)
    assert (found.opened, found.closed, found.reinserted) == (0, 0, 0)
