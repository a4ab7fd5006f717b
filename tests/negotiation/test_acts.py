"""What parties propose, and the positions that they take; what the room chooses, drops, merges, agrees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drafter.draft import edits, numbering
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Link, Outcome, ProposalKind, Status, Treatment
from drafter.draft.numbering import refs
from drafter.draft.text import Alternatives, Position, Stand, Text, View, ViewKind
from drafter.draft.viewed import viewed
from drafter.errors import EditRefused
from drafter.negotiation import acts, settling
from drafter.negotiation.proposals import find_point, of_party, proposals, words_in_place
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
BASE = "We urge States to protect victims of crime."
DAY, NEXT_DAY = "2026-03-02", "2026-03-03"


def by(*parties: str, date: str = DAY, note: str = "") -> Stand:
    return Stand(by=parties, date=date, note=note)


def start() -> Draft:
    return draft(
        paragraph("p1", BASE, "NO 1(b)"),
        paragraph("p2", "We share data.", children=(paragraph("p2a", "at home;"), paragraph("p2b", "abroad."))),
        paragraph("p3", "We build trust."),
        other=(paragraph("p4", "We meet again."),),
    )


def frozen() -> Draft:
    return numbering.freeze(start())


def amended(made: Draft | None = None) -> Draft:
    """OP1 with words of EU's and others of US's in place of `urge`."""
    made = acts.propose_words(made or start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    return acts.propose_words(made, "p1", BASE.replace("urge", "invite"), by("US", date=NEXT_DAY))


def text_of(made: Draft, id: str = "p1") -> Text:
    return made.spots[id].paragraph.text


def written(made: Draft, id: str = "p1") -> str:
    return made.spots[id].paragraph.written


def only(made: Draft, id: str = "p1") -> Alternatives:
    (alternatives,) = text_of(made, id).all_alternatives()
    return alternatives


def said(made: Draft) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(each.kind, each.status, each.text, each.by) for each in proposals(made)]


def id_of(made: Draft, words: str = "", kind: str = "amend") -> str:
    """The id of the open proposal of this kind with these words."""
    (found,) = [each.id for each in proposals(made) if (each.kind, each.text, each.status) == (kind, words, "open")]
    return found


def in_order(made: Draft) -> list[str]:
    return [each for part in viewed(made).parts for spot in part.paragraphs for each in [spot.text.base]]


# To propose


def test_other_words_become_an_option_with_its_author_and_date() -> None:
    made = acts.propose_words(start(), "p1", BASE.replace("urge", "invite"), by("US", note="for now"))
    assert written(made) == "We [urge / invite - US] States to protect victims of crime."
    assert made.spots["p1"].paragraph.wording == BASE
    (listed,) = proposals(made)
    assert (listed.ref, listed.kind, listed.text, listed.by) == ("OP1", ProposalKind.AMEND, "invite", ("US",))
    assert (listed.date, listed.note, listed.status, listed.number) == (DAY, "for now", "open", 2)


def test_the_same_words_of_two_parties_are_one_option() -> None:
    made = acts.propose_words(amended(), "p1", BASE.replace("urge", "invite"), by("JP"))
    assert written(made) == "We [urge / call on - EU / invite - JP, US] States to protect victims of crime."


def test_proposing_once_more_withdraws_what_nobody_else_wants() -> None:
    made = acts.propose_words(amended(), "p1", BASE.replace("urge", "request"), by("EU", date=NEXT_DAY))
    (settled,) = made.settled
    assert (settled.wording, settled.by, settled.outcome) == ("call on", ("EU",), Outcome.WITHDRAWN)
    assert (settled.settled_on, settled.date) == (NEXT_DAY, DAY)
    supported = acts.take_position(amended(), id_of(amended(), "call on"), "MX", Position.SUPPORT)
    assert not acts.propose_words(supported, "p1", BASE.replace("urge", "request"), by("EU")).settled


def test_a_proposal_reopens_what_was_agreed() -> None:
    agreed = settling.agree(start(), "p1", Status.AD_REF, DAY)
    for made in (
        acts.propose_words(agreed, "p1", "We protect.", by("EU")),
        acts.propose_deletion(agreed, "p1", by("EU")),
        acts.propose_move(agreed, "p1", "p3", by("EU")),
    ):
        assert made.spots["p1"].paragraph.status is Status.REOPENED


def test_a_deletion_stands_on_the_paragraph() -> None:
    made = acts.propose_deletion(start(), "p3", by("US"))
    made = acts.propose_deletion(made, "p3", by("JP", date="2026-03-01"))
    (proposal,) = made.spots["p3"].paragraph.proposals
    assert (proposal.kind, proposal.by, proposal.date) == (ProposalKind.DELETE, ("JP", "US"), "2026-03-01")
    assert "[We build trust.; JP, US delete]" in in_order(made)


def test_a_new_paragraph_stands_behind_those_that_were_proposed_there_before() -> None:
    made = acts.propose_paragraph(frozen(), "We add one.", "p1", by("EU"))
    made = acts.propose_paragraph(made, "We add two.", "p1", by("US"))
    first, second = [id for id, spot in made.spots.items() if spot.paragraph.proposed]
    assert (refs(made)[first], refs(made)[second]) == ("OP1 bis", "OP1 ter")
    made = acts.propose_paragraph(made, "We add two.", "p1", by("MX"))
    assert made.spots[second].paragraph.proposed.by == ("MX", "US")
    between = acts.propose_paragraph(made, "We add three.", first, by("MX"))
    assert list(between.spots)[1:4:2] == [first, second]
    begun = acts.propose_paragraph(made, "Opening.", "other", by("MX"))
    assert begun.part_by_id["other"].paragraphs[0].wording == "Opening."
    assert written(made, first) == "We add one." and "[We add one. - EU]" in in_order(made)


def test_a_party_rewords_the_paragraph_that_it_alone_proposes() -> None:
    made = acts.propose_paragraph(start(), "We add one.", "p1", by("EU"))
    new = next(id for id, spot in made.spots.items() if spot.paragraph.proposed)
    reworded = acts.propose_words(made, new, "We add this one.", by("EU", date=NEXT_DAY))
    assert text_of(reworded, new) == Text.of("We add this one.")
    assert [(each.wording, each.outcome) for each in reworded.settled] == [("We add one.", Outcome.WITHDRAWN)]
    amended = acts.propose_words(made, new, "We add another one.", by("US"))
    assert written(amended, new) == "We add [another - US] one."
    assert amended.spots[new].paragraph.proposed.by == ("EU",)
    with pytest.raises(EditRefused, match="EU proposed this already"):
        acts.propose_words(made, new, "We add one.", by("EU"))
    moved = acts.propose_words(acts.propose_move(made, new, "p3", by("US")), new, "We add this one.", by("EU", "MX"))
    assert {each.kind: each.by for each in moved.spots[new].paragraph.proposals} == {
        ProposalKind.ADD: ("EU", "MX"),
        ProposalKind.MOVE: ("US",),
    }


def test_what_is_only_proposed_is_opposed_and_not_deleted() -> None:
    made = acts.propose_paragraph(start(), "We add one.", "p1", by("EU"))
    id = id_of(made, "We add one.", "add")
    new = next(id for id, spot in made.spots.items() if spot.paragraph.proposed)
    with pytest.raises(EditRefused, match=f"It isn't in the draft yet. Oppose the proposal {id} instead"):
        acts.propose_deletion(made, new, by("US"))


def test_an_alternative_stands_beside_its_paragraph_with_its_number() -> None:
    made = acts.propose_paragraph(frozen(), "We add one.", "p1", by("EU"))
    made = acts.propose_alternative(made, "p1", "We condemn crime.", by("US"))
    made = acts.propose_alternative(made, "p1", "We deplore crime.", by("JP"))
    assert list(refs(made).values())[:4] == ["OP1", "OP1 alt", "OP1 alt 2", "OP1 bis"]
    alternative = list(made.spots)[1]
    third = acts.propose_alternative(made, alternative, "We abhor crime.", by("MX"))
    assert third.spots[list(third.spots)[3]].paragraph.proposed.target == "p1"
    same = acts.propose_alternative(made, "p1", "We condemn crime.", by("MX"))
    assert same.spots[alternative].paragraph.proposed.by == ("MX", "US")
    below = acts.propose_alternative(frozen(), "p2a", "in the region;", by("US"))
    assert "OP2 (a alt)" in refs(below).values()


def test_ids_are_the_same_in_two_copies_in_any_order() -> None:
    one: list[Callable[[Draft], Draft]] = [
        lambda made: acts.propose_words(made, "p1", BASE.replace("urge", "invite"), by("US")),
        lambda made: acts.propose_words(made, "p1", BASE.replace("urge", "request"), by("EU")),
        lambda made: acts.propose_deletion(made, "p3", by("US")),
        lambda made: acts.propose_move(made, "p3", "p1", by("US")),
        lambda made: acts.propose_paragraph(made, "We add one.", "p1", by("EU")),
        lambda made: acts.propose_paragraph(made, "We add two.", "p1", by("US")),
        lambda made: acts.propose_alternative(made, "p2", "We share all.", by("US")),
    ]
    here = there = start()
    for act in one:
        here = act(here)
    for act in reversed(one):
        there = act(there)
    assert {each.id for each in proposals(here)} == {each.id for each in proposals(there)}
    assert here.spots.keys() == there.spots.keys()
    assert len({each.id for each in proposals(here)}) == len(one)


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda made: acts.propose_words(made, "p1", BASE, by("EU")), "own words"),
        (lambda made: acts.propose_words(made, "p1", " ", by("EU")), "needs words"),
        (lambda made: acts.propose_words(made, "p1", "We [urge].", by("EU")), "no square brackets"),
        (lambda made: acts.propose_words(made, "none", "We urge.", by("EU")), "no paragraph “none”"),
        (lambda made: acts.propose_move(made, "p1", "p1", by("EU")), "behind itself"),
        (lambda made: acts.propose_move(made, "p2", "p2a", by("EU")), "behind itself"),
        (lambda made: acts.propose_move(made, "p2", "p1", by("EU")), "already"),
        (lambda made: acts.propose_move(made, "p2", "none", by("EU")), "no paragraph or part “none”"),
        (lambda made: acts.propose_paragraph(made, "Words.", "none", by("EU")), "no paragraph or part “none”"),
        (lambda made: acts.propose_alternative(made, "p1", BASE, by("EU")), "own words"),
    ],
)
def test_what_makes_no_sense_is_refused(act: Callable[[Draft], Draft], why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        act(start())


@pytest.mark.parametrize(
    "act",
    [
        lambda made: acts.propose_words(made, "p1", BASE.replace("urge", "invite"), by("US")),
        lambda made: acts.propose_deletion(made, "p3", by("US")),
        lambda made: acts.propose_move(made, "p3", "p1", by("US")),
        lambda made: acts.propose_paragraph(made, "We add one.", "p1", by("US")),
        lambda made: acts.propose_alternative(made, "p2", "We share all.", by("US")),
    ],
)
def test_a_party_proposes_the_same_once(act: Callable[[Draft], Draft]) -> None:
    with pytest.raises(EditRefused, match="US proposed this already"):
        act(act(start()))


# Positions


def test_a_party_has_one_position() -> None:
    made = amended()
    id = id_of(made, "call on")
    for position in (Position.SUPPORT, Position.OPPOSE, Position.RESERVE, Position.BY):
        made = acts.take_position(made, id, "MX", position)
        option = only(made).options[1]
        assert option.position("MX") is position and option.parties.count("MX") == 1
    assert only(acts.take_position(made, id, "MX", None)).options[1].parties == ("EU",)


def test_an_id_may_be_cut_short_and_alternatives_with_one_proposal_need_no_option() -> None:
    made = acts.propose_words(start(), "p1", BASE.replace("urge", "invite"), by("US"))
    assert only(acts.take_position(made, only(made).id[:3], "MX", Position.SUPPORT)).options[1].supported_by == ("MX",)
    id = id_of(made, "invite")
    assert only(acts.take_position(made, id[:-1], "MX", Position.SUPPORT)).options[1].supported_by == ("MX",)
    with pytest.raises(EditRefused, match=r"Several are proposed there: .*\. Name one"):
        acts.take_position(amended(), only(amended()).id, "MX", Position.SUPPORT)


def test_the_last_proposer_withdraws() -> None:
    made = amended()
    gone = acts.take_position(made, id_of(made, "call on"), "EU", None, NEXT_DAY)
    assert written(gone) == "We [urge / invite - US] States to protect victims of crime."
    (settled,) = gone.settled
    assert (settled.outcome, settled.by, settled.settled_on) == (Outcome.WITHDRAWN, ("EU",), NEXT_DAY)
    gone = acts.take_position(gone, id_of(gone, "invite"), "US", None, NEXT_DAY)
    assert text_of(gone) == Text.of(BASE)
    with pytest.raises(EditRefused, match="is settled: withdrawn on 2026-03-03"):
        acts.take_position(gone, settled.id, "US", Position.SUPPORT)


def test_those_who_support_it_carry_it_when_the_last_proposer_withdraws() -> None:
    made = amended()
    id = id_of(made, "call on")
    for party in ("MX", "CN"):
        made = acts.take_position(made, id, party, Position.SUPPORT)
    made = acts.take_position(made, id, "EU", None)
    assert only(made).options[1].by == ("CN", "MX") and not made.settled


def test_who_alone_wants_it_cannot_oppose_it() -> None:
    with pytest.raises(EditRefused, match="Withdraw it instead"):
        acts.take_position(amended(), id_of(amended(), "invite"), "US", Position.OPPOSE)
    with pytest.raises(EditRefused, match="US proposes it already"):
        acts.take_position(amended(), id_of(amended(), "invite"), "US", Position.BY)
    with pytest.raises(EditRefused, match="JP has no position on it"):
        acts.take_position(amended(), id_of(amended(), "invite"), "JP", None)


def test_the_draft_s_own_words_are_retained() -> None:
    made = acts.retain(amended(), only(amended()).id, "G77")
    assert "[urge - G77 retain / " in written(made)
    own = only(amended()).option_id(only(amended()).base)
    assert acts.take_position(amended(), own, "G77", Position.BY) == made
    deletion = acts.propose_deletion(start(), "p3", by("US"))
    (proposal,) = acts.retain(deletion, id_of(deletion, kind="delete"), "G77").spots["p3"].paragraph.proposals
    assert proposal.opposed_by == ("G77",)


def test_positions_on_whole_paragraphs() -> None:
    made = acts.propose_paragraph(start(), "We add one.", "p1", by("EU"))
    id = id_of(made, "We add one.", "add")
    made = acts.take_position(made, id, "US", Position.OPPOSE)
    (listed,) = proposals(made)
    assert (listed.by, listed.opposed_by) == (("EU",), ("US",))
    withdrawn = acts.take_position(made, id, "EU", None, NEXT_DAY)
    assert withdrawn.spots.keys() == start().spots.keys()
    (settled,) = withdrawn.settled
    assert (settled.wording, settled.outcome, settled.opposed_by) == ("We add one.", Outcome.WITHDRAWN, ("US",))


def test_ids_that_nothing_open_has() -> None:
    with pytest.raises(EditRefused, match="Nothing open has the id “zzz”"):
        find_point(amended(), "zzz")
    with pytest.raises(EditRefused, match="Nothing open has the id “”"):
        find_point(amended(), " ")
    same = replace(acts.propose_deletion(start(), "p3", by("US")).spots["p3"].paragraph.proposals[0], id="d1")
    twice = replace(paragraph("p1"), proposals=(same, replace(same, id="d2")))
    with pytest.raises(EditRefused, match="“d” begins several ids: d1, d2"):
        find_point(draft(twice), "d")


# To settle


def test_the_chosen_option_is_the_text_and_the_others_are_on_record() -> None:
    made = acts.retain(amended(), only(amended()).id, "G77")
    chosen = settling.choose(made, CORPUS, only(made).id, 3, NEXT_DAY)
    assert text_of(chosen) == Text.of(BASE.replace("urge", "invite"))
    record = {each.wording: (each.outcome, each.by, each.supported_by, each.settled_on) for each in chosen.settled}
    assert record == {
        "urge": (Outcome.DROPPED, (), ("G77",), NEXT_DAY),
        "call on": (Outcome.DROPPED, ("EU",), (), NEXT_DAY),
        "invite": (Outcome.CHOSEN, ("US",), (), NEXT_DAY),
    }
    assert {each.id for each in chosen.settled} >= {id_of(made, "call on"), id_of(made, "invite")}


def test_an_option_is_chosen_by_its_own_id_and_no_other_number() -> None:
    made = amended()
    id = id_of(made, "invite")
    assert text_of(settling.choose(made, CORPUS, id)) == Text.of(BASE.replace("urge", "invite"))
    assert settling.choose(made, CORPUS, id, 3) == settling.choose(made, CORPUS, id)
    with pytest.raises(EditRefused, match=f"{id} is option 3, not 1"):
        settling.choose(made, CORPUS, id, 1)
    with pytest.raises(EditRefused, match="Which of the 3 options"):
        settling.choose(made, CORPUS, only(made).id)
    with pytest.raises(EditRefused, match="has no option 4; it has 3"):
        settling.choose(made, CORPUS, only(made).id, 4)


def test_choosing_the_draft_s_own_words() -> None:
    made = settling.choose(amended(), CORPUS, only(amended()).id, 1)
    assert text_of(made) == Text.of(BASE)
    assert [each.outcome for each in made.settled] == [Outcome.DROPPED, Outcome.DROPPED]


def test_what_is_open_within_the_chosen_words_stays_open() -> None:
    text = "We [urge States [strongly - EU] - US / invite all - JP] to act."
    made = replace_text(start(), text)
    outer, inner = text_of(made).all_alternatives()
    us = next(n for n, option in enumerate(outer.options, 1) if option.by == ("US",))
    chosen = settling.choose(made, CORPUS, outer.id, us)
    assert only(chosen).id == inner.id and written(chosen) == "We urge States [strongly - EU] to act."
    other = settling.choose(made, CORPUS, outer.id, 3 - us)
    assert text_of(other) == Text.of("We invite all to act.")
    assert {(each.wording, each.by) for each in other.settled} >= {("strongly", ("EU",)), ("invite all", ("JP",))}


def replace_text(made: Draft, words: str, id: str = "p1") -> Draft:
    return edits.reword(made, CORPUS, id, words)


def test_the_option_that_is_left_alone_becomes_the_text() -> None:
    made = settling.drop(amended(), CORPUS, only(amended()).id, 3, NEXT_DAY)
    assert written(made) == "We [urge / call on - EU] States to protect victims of crime."
    closed = settling.drop(made, CORPUS, only(made).id, 2, NEXT_DAY)
    assert text_of(closed) == Text.of(BASE)
    assert [(each.wording, each.outcome) for each in closed.settled] == [
        ("invite", Outcome.DROPPED),
        ("call on", Outcome.DROPPED),
    ]
    without_base = settling.drop(made, CORPUS, only(made).id, 1)
    assert text_of(without_base) == Text.of(BASE.replace("urge", "call on"))
    assert without_base.settled[-1].outcome is Outcome.CHOSEN


def test_two_proposals_stay_where_the_draft_s_own_words_are_dropped() -> None:
    made = settling.drop(amended(), CORPUS, only(amended()).id, 1)
    assert written(made) == "We [call on - EU / invite - US] States to protect victims of crime."
    assert {each.text for each in proposals(made)} == {"call on", "invite"}
    mine = acts.take_position(made, id_of(made, "call on"), "EU", None)
    assert written(mine) == "We [call on / invite - US] States to protect victims of crime."


def test_a_chosen_text_keeps_its_sources_rejudged() -> None:
    made = draft(replace(paragraph("p1", "Protect victims."), links=(Link("SO 7(b)", Treatment.VERBATIM),)))
    made = acts.propose_words(made, "p1", "Protect all victims.", by("EU"))
    assert made.spots["p1"].paragraph.links == (Link("SO 7(b)", Treatment.VERBATIM),)
    chosen = settling.choose(made, CORPUS, only(made).id, 2)
    assert chosen.spots["p1"].paragraph.links == (Link("SO 7(b)", Treatment.ADAPTED),)
    back = acts.propose_words(chosen, "p1", "Protect victims.", by("US"))
    back = settling.choose(back, CORPUS, only(back).id, 2)
    assert back.spots["p1"].paragraph.links == (Link("SO 7(b)", Treatment.VERBATIM),)


def test_options_are_merged() -> None:
    made = acts.take_position(amended(), id_of(amended(), "invite"), "EU", Position.OPPOSE)
    merged = settling.merge_options(made, only(made).id, [2, 3], "earnestly invite", NEXT_DAY)
    assert written(merged) == "We [urge / earnestly invite - EU, US] States to protect victims of crime."
    assert {(each.wording, each.outcome) for each in merged.settled} == {
        ("call on", Outcome.WITHDRAWN),
        ("invite", Outcome.WITHDRAWN),
    }
    first = settling.merge_options(made, only(made).id, [3, 2])
    assert written(first) == "We [urge / call on - EU, US] States to protect victims of crime."
    nothing = settling.merge_options(made, only(made).id, [2, 3], "")
    assert text_of(nothing).wording(View(ViewKind.PARTY, ("EU",))) == "We States to protect victims of crime."
    for numbers, words, why in (
        ([1, 2], "urge", "own words can't be merged"),
        ([2], "x", "two options or more"),
        ([2, 3], "urge", "draft's own words"),
        ([2, 3], "[x]", "no square brackets"),
        ([2, 9], "x", "no option 9"),
    ):
        with pytest.raises(EditRefused, match=why):
            settling.merge_options(made, only(made).id, numbers, words)


def test_proposals_for_whole_paragraphs_are_not_merged() -> None:
    made = acts.propose_deletion(start(), "p3", by("US"))
    with pytest.raises(EditRefused, match="no options to merge"):
        settling.merge_options(made, id_of(made, kind="delete"), [1, 2])


def test_versions_of_the_whole_paragraph_and_back() -> None:
    made = acts.propose_words(amended(), "p1", BASE.replace("victims", "all victims"), by("JP"))
    made = acts.take_position(made, id_of(made, "invite"), "MX", Position.SUPPORT)
    lifted = settling.lift(made, "p1")
    assert {option.text.base: option.by for option in only(lifted).options} == {
        BASE: (),
        BASE.replace("urge", "call on"): ("EU",),
        BASE.replace("urge", "invite"): ("US",),
        BASE.replace("victims", "all victims"): ("JP",),
    }
    assert text_of(settling.lower(lifted, "p1")) == text_of(made)
    with pytest.raises(EditRefused, match="whole versions already"):
        settling.lift(lifted, "p1")
    with pytest.raises(EditRefused, match="no more words in common"):
        settling.lower(made, "p1")
    with pytest.raises(EditRefused, match="Nothing is open"):
        settling.lift(start(), "p1")


# Whole paragraphs


def test_a_chosen_deletion_takes_the_paragraph_out() -> None:
    made = acts.propose_deletion(amended(), "p1", by("US"))
    gone = settling.choose(made, CORPUS, id_of(made, kind="delete"), day=NEXT_DAY)
    assert "p1" not in gone.spots and gone.settled[0].wording == BASE
    assert [(each.kind, each.outcome) for each in gone.settled] == [
        (ProposalKind.DELETE, Outcome.CHOSEN),
        (ProposalKind.AMEND, Outcome.DROPPED),
        (ProposalKind.AMEND, Outcome.DROPPED),
    ]
    stays = settling.choose(made, CORPUS, id_of(made, kind="delete"), 1)
    assert "p1" in stays.spots and stays.settled[-1].outcome is Outcome.DROPPED
    assert settling.drop(made, CORPUS, id_of(made, kind="delete"), 1) == settling.choose(
        made, CORPUS, id_of(made, kind="delete"), 2
    )


def test_where_numbers_are_frozen_the_number_of_what_was_deleted_stays() -> None:
    made = acts.propose_deletion(frozen(), "p2", by("US"))
    gone = settling.choose(made, CORPUS, id_of(made, kind="delete"))
    left = gone.spots["p2"].paragraph
    assert (left.status, left.text, left.number, left.children) == (Status.DELETED, Text(), "2", ())
    assert refs(gone)["p3"] == "OP3"
    with pytest.raises(EditRefused, match="It was deleted"):
        acts.propose_words(gone, "p2", "Words.", by("EU"))
    with pytest.raises(EditRefused, match="It was deleted"):
        settling.agree(gone, "p2", Status.AD_REF)


def test_what_refers_to_a_paragraph_that_goes_does_without_it() -> None:
    made = acts.propose_move(start(), "p4", "p2", by("JP"))
    made = acts.propose_move(made, "p4", "p1", by("MX"))
    made = acts.propose_alternative(made, "p2", "We share all.", by("EU"))
    made = acts.propose_deletion(made, "p2", by("US"))
    gone = settling.choose(made, CORPUS, id_of(made, kind="delete"))
    alternative = next(spot.paragraph for spot in gone.spots.values() if spot.paragraph.proposed)
    assert alternative.proposed.kind is ProposalKind.ADD
    assert {each.by: each.target for each in gone.spots["p4"].paragraph.proposals} == {("JP",): "p1", ("MX",): "p1"}
    [of_jp] = [each.id for each in gone.spots["p4"].paragraph.proposals if each.by == ("JP",)]
    moved = settling.choose(gone, CORPUS, of_jp)
    assert [each.id for each in moved.part_by_id["justice"].paragraphs][:2] == ["p1", "p4"]


def test_a_move_behind_what_an_editor_took_out_cannot_be_chosen() -> None:
    made = edits.remove(acts.propose_move(start(), "p4", "p3", by("JP")), ["p3"])
    with pytest.raises(EditRefused, match="What it was to stand behind is no longer in the draft"):
        settling.choose(made, CORPUS, id_of(made, kind="move"))
    assert not settling.drop(made, CORPUS, id_of(made, kind="move")).spots["p4"].paragraph.contested


def test_a_chosen_paragraph_is_the_draft_s() -> None:
    made = acts.propose_paragraph(frozen(), "We add one.", "p1", by("EU"))
    chosen = settling.choose(made, CORPUS, id_of(made, "We add one.", "add"), 2, NEXT_DAY)
    new = next(id for id in chosen.spots if id not in start().spots)
    assert not chosen.spots[new].paragraph.contested and refs(chosen)[new] == "OP1 bis"
    assert chosen.settled[0].wording == "We add one."
    with pytest.raises(EditRefused, match="The draft has this paragraph already"):
        acts.propose_paragraph(chosen, "We add one.", "p1", by("US"))


def test_a_dropped_paragraph_goes_with_all_that_is_open_in_it() -> None:
    made = acts.propose_paragraph(start(), "We add one more.", "p1", by("EU"))
    new = next(id for id in made.spots if id not in start().spots)
    made = acts.propose_words(made, new, "We add two more.", by("US"))
    dropped = settling.drop(made, CORPUS, id_of(made, "We add one more.", "add"), 2)
    assert new not in dropped.spots
    assert {(each.by, each.outcome) for each in dropped.settled} == {
        (("EU",), Outcome.DROPPED),
        (("US",), Outcome.DROPPED),
    }


def test_a_chosen_move_moves_and_drops_the_other_places() -> None:
    made = acts.propose_move(start(), "p3", "p1", by("EU"))
    made = acts.propose_move(made, "p3", "preamble", by("US"))
    first, second = proposals(made)
    assert (first.target, second.target) == ("OP1", "Preamble")
    moved = settling.choose(made, CORPUS, second.id)
    assert moved.spots["p3"].part.id == "preamble" and not moved.spots["p3"].paragraph.contested
    assert [each.outcome for each in moved.settled] == [Outcome.DROPPED, Outcome.CHOSEN]
    renumbered = acts.propose_move(frozen(), "p3", "preamble", by("US"))
    renumbered = settling.choose(renumbered, CORPUS, id_of(renumbered, kind="move"))
    assert refs(renumbered)["p3"] == "PP1" and numbering.frozen(renumbered)


def test_a_chosen_alternative_takes_place_number_and_sources() -> None:
    made = acts.propose_alternative(amended(frozen()), "p1", "We condemn crime.", by("US"))
    made = acts.propose_alternative(made, "p1", "We deplore crime.", by("JP"))
    chosen = settling.choose(made, CORPUS, id_of(made, "We condemn crime.", "alternative"), day=NEXT_DAY)
    new = next(iter(chosen.part_by_id["justice"].paragraphs))
    assert (new.wording, new.number, new.sources) == ("We condemn crime.", "1", ("NO 1(b)",))
    assert "p1" not in chosen.spots and not new.contested and len(chosen.spots) == len(start().spots)
    assert {(each.wording, each.outcome) for each in chosen.settled} == {
        ("We condemn crime.", Outcome.CHOSEN),
        (BASE, Outcome.DROPPED),
        ("We deplore crime.", Outcome.DROPPED),
        ("call on", Outcome.DROPPED),
        ("invite", Outcome.DROPPED),
    }


def test_a_paragraph_whose_chosen_text_is_empty_is_deleted() -> None:
    made = replace_text(start(), "[We build trust. - EU retain; US delete]", "p3")
    gone = settling.choose(made, CORPUS, only(made, "p3").id, 2)
    assert "p3" not in gone.spots
    assert [(each.wording, each.supported_by, each.by) for each in gone.settled] == [
        ("We build trust.", ("EU",), ()),
        ("", (), ("US",)),
    ]
    above = replace_text(start(), "[We share data.; US delete]", "p2")
    with pytest.raises(EditRefused, match="without words above them"):
        settling.choose(above, CORPUS, only(above, "p2").id, 2)


# To agree


def test_a_paragraph_is_agreed_with_its_sub_paragraphs() -> None:
    made = settling.agree(start(), "p2", Status.AD_REF, DAY, " Third informals ")
    for id in ("p2", "p2a", "p2b"):
        agreed = made.spots[id].paragraph
        assert (agreed.status, agreed.agreed_on, agreed.meeting) == (Status.AD_REF, DAY, "Third informals")
    again = settling.reopen(made, "p2")
    assert {spot.paragraph.status for id, spot in again.spots.items() if id.startswith("p2")} == {Status.REOPENED}
    assert not again.spots["p2"].paragraph.agreed_on
    with pytest.raises(EditRefused, match="It isn't agreed"):
        settling.reopen(again, "p2")


@pytest.mark.parametrize(
    ("made", "id", "why"),
    [
        (amended(), "p1", r"something is open in it: the words of \w+ - EU, US\."),
        (acts.propose_deletion(start(), "p3", by("JP")), "p3", r": to delete \w+ - JP\."),
        (acts.propose_words(start(), "p2b", "elsewhere.", by("JP")), "p2", r": the words of \w+ \(b\) - JP\."),
        (acts.propose_alternative(start(), "p2", "We share all.", by("EU")), "p2", r": \w+ alt - EU\."),
        (replace_text(start(), "We [urge."), "p1", "could not be read"),
    ],
)
def test_nothing_is_agreed_while_something_is_open_in_it(made: Draft, id: str, why: str) -> None:
    with pytest.raises(EditRefused, match=why):
        settling.agree(made, id, Status.INFORMALS)


def test_brackets_of_a_source_are_no_open_brackets() -> None:
    quoted = replace(paragraph("p1", CORPUS.by_id["NO 1(b)"].text), links=(Link("NO 1(b)"),))
    assert settling.agree(draft(quoted), "p1", Status.INFORMALS).spots["p1"].paragraph.status is Status.INFORMALS
    with pytest.raises(EditRefused, match="no level of agreement"):
        settling.agree(start(), "p1", Status.PENDING)


# The list


def test_the_list_of_a_party() -> None:
    made = acts.take_position(amended(), id_of(amended(), "call on"), "MX", Position.SUPPORT)
    made = settling.choose(made, CORPUS, id_of(made, "invite"))
    assert [(each.text, each.status) for each in of_party(proposals(made), "MX")] == [("call on", "dropped")]
    assert [each.status for each in proposals(made)] == ["dropped", "chosen"]


def test_what_the_draft_has_in_the_place_of_a_proposal() -> None:
    made = acts.propose_words(amended(), "p1", BASE.replace("protect", "always protect"), by("JP"))
    made = acts.propose_deletion(made, "p3", by("JP"))
    made = acts.propose_paragraph(made, "We add one.", "p3", by("JP"))
    places = words_in_place(made)
    assert [places[each.id.partition(".")[0]] for each in proposals(made)] == [
        "We urge States to protect victims …",
        "We urge States to protect victims …",
        "We urge States to protect victims of crime.",
        "We build trust.",
        "",
    ]
    ends = acts.propose_words(start(), "p1", BASE.replace(" of crime", ""), by("JP"))
    assert words_in_place(ends)[only(ends).id] == "… States to protect victims of crime."


def test_a_paragraph_that_is_gone_has_no_name_in_the_list() -> None:
    made = acts.propose_deletion(start(), "p1", by("US"))
    made = settling.choose(made, CORPUS, id_of(made, kind="delete"))
    assert [(each.ref, each.paragraph) for each in proposals(made)] == [("", "p1")]


def test_what_is_agreed_ad_referendum_is_not_lowered_unsaid() -> None:
    made = settling.agree(draft(paragraph("a")), "a", Status.AD_REF, "2026-03-01")
    with pytest.raises(EditRefused, match="agreed ad referendum already"):
        settling.agree(made, "a", Status.INFORMALS, "2026-03-02")


def test_an_id_that_two_options_have_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Alternatives, "option_id", lambda self, _option: f"{self.id}.abcd")
    made = draft(paragraph("a", read("We [act - EU / sing - US].", "a")))
    (run,) = made.spots["a"].paragraph.text.alternatives
    with pytest.raises(EditRefused, match="Several options have the id"):
        find_point(made, f"{run.id}.abcd")
