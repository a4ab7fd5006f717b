"""Many amendments at once: what is applied, what isn't and why, and what several say of one place."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import edits, tree
from drafter.draft.draft import Draft, Outcome, Status
from drafter.draft.text import View, ViewKind
from drafter.draft.tree import Place
from drafter.errors import EditRefused
from drafter.negotiation.amendments import Amendment, Applied, apply, version_amendments
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
LONG = "We will protect the victims of all crimes and train judges in every country."
BASE = draft(
    paragraph("a", LONG),
    paragraph("b", "We train:", children=(paragraph("b1", "judges;"), paragraph("b2", "prosecutors."))),
    paragraph("c", "We share data."),
    other=(paragraph("o", "We build trust."),),
)
CODES = {name.casefold(): code for code in ("EU", "G77", "US", "JP") for name in (code, f"the {code}")}


def applied(*amendments: Amendment, to: Draft = BASE) -> Applied:
    return apply(to, amendments, lambda name: CODES.get(name.casefold()), "2026-03-01")


def row(number: int, by: str, paragraph: str, text: str = "", kind: str = "", **more: str) -> Amendment:
    return Amendment((by,), paragraph, kind, text, file="table.csv", row=number, **more)


def written(found: Applied, id: str) -> str:
    return found.draft.spots[id].paragraph.written


@pytest.mark.parametrize("name", ["OP1", "op 1", "1", "Para. 1", "operative paragraph 1", "a"])
def test_a_paragraph_is_found_by_what_people_call_it(name: str) -> None:
    found = applied(row(2, "the eu", name, LONG.replace("protect", "shield")))
    assert written(found, "a") == LONG.replace("protect", "[protect / shield - EU]")
    assert not found.refused


@pytest.mark.parametrize("name", ["OP2 (a)", "2(a)", "op 2 a"])
def test_a_sub_paragraph_is_found(name: str) -> None:
    assert written(applied(row(2, "EU", name, "judges and lawyers;")), "b1") == "judges [and lawyers - EU];"


def test_proposals_of_every_kind() -> None:
    found = applied(
        row(2, "EU", "OP1", kind="Delete"),
        row(3, "US", "OP3", "We share everything.", kind="alt"),
        row(4, "JP", "", "We sing.", kind="add", after="after OP1"),
        row(5, "G77", "OP3", kind="move", after="On justice", note="first", date="2026-02-01"),
    )
    assert not found.refused
    spots = found.draft.spots
    assert spots["a"].paragraph.deletion.by == ("EU",)
    assert spots["a"].paragraph.deletion.date == "2026-03-01"
    [move] = spots["c"].paragraph.proposals
    assert (move.by, move.target, move.note, move.date) == (("G77",), "justice", "first", "2026-02-01")
    new = [spot.paragraph for spot in spots.values() if spot.paragraph.proposed]
    assert [(each.wording, each.proposed.by) for each in new] == [
        ("We sing.", ("JP",)),
        ("We share everything.", ("US",)),
    ]


@pytest.mark.parametrize(
    ("amendment", "why"),
    [
        (row(2, "EU", "OP9", "x"), "The draft has no paragraph “OP9”."),
        (row(2, "EU", "", "x"), "It doesn't say which paragraph."),
        (row(2, "Atlantis", "OP1", "x"), "Nobody is called “Atlantis”: add the party first, or mend the name."),
        (replace(row(2, "EU", "OP1", "x"), by=()), "It doesn't say who proposes it."),
        (row(2, "EU", "OP1", "x", kind="praise"),
         "“praise” is no kind of amendment; there are amend, delete, add, move, alternative."),
        (row(2, "EU", "OP1", LONG), "These are the draft's own words."),
        (row(2, "EU", "OP1", " "), "It has no text. To take the paragraph out, say `delete` as its kind."),
        (row(2, "EU", "OP1", "We [will] not."),
         "A party's wording has no square brackets: give the words as it wants them."),
        (row(2, "EU", "", "x", kind="add"), "It doesn't say after which paragraph."),
        (row(2, "EU", "OP1", "x", date="1 March"), "“1 March” is no date: write it as 2026-03-01."),
        (row(2, "EU", "OP1", "x", date="20260301"), "“20260301” is no date: write it as 2026-03-01."),
    ],
)  # fmt: skip
def test_what_cannot_be_applied_is_said(amendment: Amendment, why: str) -> None:
    found = applied(amendment, row(3, "US", "OP3", "We share all data."))
    assert [(refused.amendment, refused.why) for refused in found.refused] == [(amendment, why)]
    assert [each.row for each in found.taken] == [3]
    assert written(found, "c") == "We share [all - US] data."


def test_rows_of_one_party_go_together_or_contradict_each_other() -> None:
    found = applied(
        row(2, "EU", "OP1", LONG.replace("protect", "shield")),
        row(3, "EU", "OP1", LONG.replace("judges", "police")),
        row(4, "EU", "OP1", LONG.replace("protect", "guard")),
    )
    assert [(refused.amendment.row, refused.why) for refused in found.refused] == [
        (4, "EU asks for something else in the same place in table.csv:2.")
    ]
    text = found.draft.spots["a"].paragraph.text
    wanted = LONG.replace("protect", "shield").replace("judges", "police")
    assert text.wording(View(ViewKind.PARTY, ("EU",))) == wanted
    later = applied(
        row(2, "EU", "OP1", LONG.replace("protect", "shield"), date="2026-01-01"),
        row(3, "EU", "OP1", LONG.replace("protect", "guard"), date="2026-01-02"),
    )
    assert [(refused.amendment.row, refused.why) for refused in later.refused] == [
        (2, "EU asks for something else in table.csv:3, of a later day.")
    ]


def test_a_later_row_of_one_party_takes_back_what_it_asked_for_with_another() -> None:
    found = applied(
        replace(row(2, "EU", "OP3", "We share all data.", date="2026-01-01"), by=("EU", "US")),
        row(3, "EU", "OP3", "We share some data.", date="2026-01-02"),
    )
    assert [refused.amendment.row for refused in found.refused] == [2]
    assert written(found, "c") == "We share [some - EU] data."


def test_words_for_a_paragraph_that_is_itself_proposed_are_taken_one_by_one() -> None:
    made = applied(row(2, "JP", "", "We sing.", kind="add", after="OP1")).draft
    new = next(id for id, spot in made.spots.items() if spot.paragraph.proposed)
    found = applied(row(2, "EU", new, "We sing loudly."), row(3, "JP", new, "We [hum]."), to=made)
    assert written(found, new) == "We sing [loudly - EU]."
    assert [(refused.amendment.row, refused.why) for refused in found.refused] == [
        (3, "A party's wording has no square brackets: give the words as it wants them.")
    ]


def test_different_words_for_one_place_are_told() -> None:
    found = applied(
        row(2, "EU", "OP3", "We share all data."),
        row(3, "US", "OP3", "We share some data."),
        row(4, "JP", "OP3", "We share all data."),
    )
    [overlap] = found.overlaps
    assert (overlap.paragraph, overlap.parties) == ("c", (("EU", "JP"), ("US",)))
    assert overlap.alternatives == found.draft.spots["c"].paragraph.text.alternatives[0].id


def test_what_a_party_proposed_before_is_given_up_and_on_record() -> None:
    first = applied(row(2, "EU", "OP3", "We share all data."))
    second = applied(row(2, "EU", "OP3", "We share data now."), to=first.draft)
    assert written(second, "c") == "We share data [now - EU]."
    assert [(each.id, each.outcome, each.wording) for each in second.draft.settled] == [
        (second.given_up[0], Outcome.WITHDRAWN, "all")
    ]


def test_an_agreed_paragraph_is_reopened() -> None:
    agreed = edits.set_status(BASE, "c", Status.AD_REF)
    assert applied(row(2, "EU", "c", "We share."), to=agreed).draft.spots["c"].paragraph.status is Status.REOPENED


@given(st.randoms(use_true_random=False))
def test_the_order_of_wordings_makes_no_difference(random: Random) -> None:
    rows = [
        row(number, party, "OP1", LONG.replace(old, new))
        for number, (party, old, new) in enumerate(
            [("EU", "protect", "shield"), ("US", "the victims of all", "some"), ("JP", "every country", "Japan"),
             ("G77", "victims", "women"), ("EU", "judges", "police")]
        )
    ]  # fmt: skip
    whole = applied(*rows)
    random.shuffle(rows)
    assert applied(*rows).draft == whole.draft


def test_a_version_of_the_draft_is_what_a_party_asks_for() -> None:
    version = edits.reword(BASE, CORPUS, "a", LONG.replace("protect", "shield"))
    version = edits.remove(version, ["b2"])
    version = tree.move(version, ["c"], Place("justice", 0))
    version = edits.add(version, "We sing.", "new", Place("other", 1))
    asked = version_amendments(BASE, version, "EU", "eu.yaml")
    assert [(each.kind, each.paragraph, each.text, each.after) for each in asked] == [
        ("delete", "b2", "", ""),
        ("move", "c", "", "justice"),
        ("amend", "a", LONG.replace("protect", "shield"), ""),
        ("add", "", "We sing.", "o"),
    ]
    found = applied(*asked)
    assert not found.refused
    assert written(found, "a") == LONG.replace("protect", "[protect / shield - EU]")
    with pytest.raises(EditRefused, match="another draft"):
        version_amendments(BASE, replace(version, id="d-2"), "EU", "eu.yaml")
    assert not version_amendments(BASE, BASE, "EU")


def test_a_version_without_a_paragraph_asks_for_it_once_with_what_stands_under_it() -> None:
    asked = version_amendments(BASE, edits.remove(BASE, ["b"]), "EU")
    assert [(each.kind, each.paragraph) for each in asked] == [("delete", "b")]


def test_a_version_of_who_proposed_before_asks_for_what_is_new() -> None:
    began = applied(row(2, "EU", "OP3", "We share all data.")).draft
    assert not version_amendments(began, began, "EU")
    added = applied(row(2, "JP", "", "We sing.", kind="add", after="OP1"), to=began).draft
    assert not version_amendments(added, began, "EU")


@pytest.mark.parametrize("text", ["delete", "[Delete]", "Deletion."])
def test_a_text_that_says_delete_is_no_wording(text: str) -> None:
    found = applied(row(2, "EU", "OP1", text))
    assert found.draft.spots["a"].paragraph.deletion is not None
    assert found.draft.spots["a"].paragraph.wording == LONG
