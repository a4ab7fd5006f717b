"""What goes on record of words over which somebody wrote."""

import pytest

from drafter.draft.bracket_notation import read
from drafter.draft.draft import Outcome, Proposal, ProposalKind
from drafter.negotiation.record import Record

TWO = "We protect [victims / survivors - EU; US oppose] of [all - G77] crimes."
NESTED = "We [urge [all - EU] States / invite States - US] to act."


@pytest.mark.parametrize(
    ("before", "words", "outcomes"),
    [
        (TWO, "We protect survivors of all crimes.", {"EU": Outcome.CHOSEN, "G77": Outcome.CHOSEN}),
        (TWO, "We protect victims of crimes.", {"EU": Outcome.DROPPED, "G77": Outcome.DROPPED}),
        (TWO, "We protect persons of all crimes.", {"EU": Outcome.DROPPED, "G77": Outcome.CHOSEN}),
        (NESTED, "We urge all States to act.", {"EU": Outcome.CHOSEN, "US": Outcome.DROPPED}),
        (NESTED, "We invite States to act.", {"EU": Outcome.DROPPED, "US": Outcome.CHOSEN}),
        (NESTED, "Everybody acts.", {"EU": Outcome.DROPPED, "US": Outcome.DROPPED}),
    ],
)
def test_options_over_which_somebody_wrote_are_chosen_or_dropped(
    before: str, words: str, outcomes: dict[str, Outcome]
) -> None:
    text = read(before, "a")
    found = list(Record("a", "2026-05-03").of_rewritten(text, set(), words))
    assert {party: each.outcome for each in found for party in each.by} == outcomes
    assert {each.settled_on for each in found} == {"2026-05-03"}


def test_what_is_still_open_is_not_on_record() -> None:
    text = read(NESTED, "a")
    (outer,) = text.alternatives
    (inner,) = outer.options[0].text.alternatives
    record = Record("a", "")
    assert not list(record.of_rewritten(text, {outer.id, inner.id}, "We urge all States to act."))
    found = list(record.of_rewritten(text, {outer.id}, "We urge all States to act."))
    assert [(each.by, each.outcome) for each in found] == [(("EU",), Outcome.CHOSEN)]


def test_the_words_of_a_proposed_paragraph_that_another_option_replaces_are_its_parties() -> None:
    text = read("We [act / wait - US] now.", "a")
    (run,) = text.alternatives
    proposal = Proposal(id="x", kind=ProposalKind.ADD, by=("CL",), date="2026-05-01")
    found = list(Record("a", "2026-05-03", proposal).of_closed(run, 1))
    assert [(each.by, each.wording, each.outcome) for each in found] == [
        (("CL",), "act", Outcome.DROPPED),
        (("US",), "wait", Outcome.CHOSEN),
    ]
    assert [each.by for each in Record("a", "2026-05-03", proposal).of_closed(run, 0)] == [("US",)]
    assert [each.by for each in Record("a", "2026-05-03").of_closed(run, 1)] == [("US",)]
