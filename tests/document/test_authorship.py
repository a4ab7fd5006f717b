"""Whose a change is: what the record says, to the word; nobody's name where it says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from drafter.document.authorship import NOBODY, Authorship, author_of, last_day
from drafter.document.edited_document import Mark
from drafter.document.tracked import changed_words
from drafter.draft import edits, tree
from drafter.draft.draft import Draft, Outcome, ProposalKind, Settled, Status
from drafter.draft.text import Stand, Text
from drafter.draft.tree import Place
from drafter.negotiation import acts, settling
from drafter.negotiation.proposals import open_points
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
BASE = "We urge States to protect victims of crime."
DAY, LATER, LAST = "2026-03-02", "2026-03-03", "2026-05-04"
NOW = Mark("Secretariat", "2026-06-01")
EU, US = Mark("EU", DAY), Mark("US", LATER)


def start() -> Draft:
    return draft(
        paragraph("p1", BASE),
        paragraph("p2", "We share data.", children=(paragraph("p2a", "at home;"),)),
        paragraph("p3", "We build trust."),
    )


def by(*parties: str, date: str = DAY, note: str = "") -> Stand:
    return Stand(by=parties, date=date, note=note)


def chosen(made: Draft, number: int = 2) -> Draft:
    """Every point that is open, decided for this option."""
    while point := next(iter(open_points(made)), None):
        made = settling.choose(made, CORPUS, point.id, number, LAST)
    return made


def told(before: Draft, after: Draft, id: str = "p1", brackets: bool = False) -> list[tuple[str, str, str]]:
    """Each change: `+` or `-`, the words, and whose they are."""
    words = [made.spots[id].paragraph.text for made in (before, after)]
    pair = [each.written if brackets else each.base for each in words]
    runs = Authorship(before, after, NOW).words(id, changed_words(*pair))
    assert "".join(run.text for run in runs if run.inserted is None) == pair[0]
    assert "".join(run.text for run in runs if run.deleted is None) == pair[1]
    found = []
    for run in runs:
        for sign, mark in (("+", run.inserted), ("-", run.deleted)):
            if mark:
                found.append((sign, run.text, mark.author))
    return found


def test_words_of_an_option_that_was_chosen_are_its_partys_with_its_day() -> None:
    before = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    after = chosen(before)
    assert told(before, after) == [("-", "urge", "EU"), ("+", "call on", "EU")]
    runs = Authorship(before, after, NOW).words("p1", changed_words(BASE, BASE.replace("urge", "call on")))
    assert {run.inserted for run in runs if run.inserted} == {EU}


def test_so_they_are_where_the_earlier_version_had_no_such_proposal() -> None:
    after = chosen(acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU", "JP")))
    assert told(start(), after) == [("-", "urge", "EU, JP"), ("+", "call on", "EU, JP")]


def test_what_nobody_is_on_record_for_is_nobodys_and_of_two_wordings_in_one_place_the_first_counts() -> None:
    def settled(wording: str, *by: str) -> Settled:
        return Settled(
            id=wording,
            paragraph="p1",
            kind=ProposalKind.AMEND,
            wording=wording,
            outcome=Outcome.CHOSEN,
            by=by,
            date=DAY,
        )

    after = edits.reword(start(), CORPUS, "p1", BASE.replace("victims", "all the many victims"))
    nobodys = replace(after, settled=(settled("all the many"),))
    assert {author for _, _, author in told(start(), nobodys)} == {NOW.author}
    both = replace(after, settled=(settled("all the many", "EU"), settled("the many", "US")))
    assert {author for sign, _, author in told(start(), both) if sign == "+"} == {"EU"}


def test_words_that_a_chosen_option_takes_out_are_taken_out_by_its_party() -> None:
    after = chosen(acts.propose_words(start(), "p1", BASE.replace(" of crime", ""), by("EU")))
    assert told(start(), after) == [("-", " of crime", "EU")]


def test_of_more_deletions_than_were_chosen_none_is_put_to_a_party() -> None:
    after = chosen(acts.propose_words(start(), "p1", BASE.replace(" of crime", ""), by("EU")))
    after = tree.change(after, "p1", lambda each: replace(each, text=Text.of("We urge to protect victims.")))
    assert {who for _, _, who in told(start(), after)} == {"Secretariat"}


def test_other_words_of_the_same_paragraph_are_nobodys_on_record() -> None:
    after = chosen(acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU")))
    after = tree.change(after, "p1", lambda each: replace(each, text=Text.of(f"{each.wording[:-1]}, everywhere.")))
    assert told(start(), after)[-1] == ("+", ", everywhere", "Secretariat")
    assert ("+", "call on", "EU") in told(start(), after)


def test_what_two_parties_brought_is_told_apart_within_one_stretch() -> None:
    made = acts.propose_words(start(), "p1", BASE.replace("victims", "all victims and witnesses"), by("EU"))
    made = acts.propose_words(made, "p1", BASE.replace("crime", "crime and their families"), by("US", date=LATER))
    after = chosen(made)
    assert [each for each in told(start(), after) if each[0] == "+"] == [
        ("+", "all ", "EU"),
        ("+", "and witnesses ", "EU"),
        ("+", " and their families", "US"),
    ]


def test_brackets_that_came_are_whose_words_stand_in_them() -> None:
    after = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    after = acts.propose_words(after, "p1", BASE.replace("urge", "invite"), by("US", date=LATER))
    assert told(start(), after, brackets=True) == [
        ("+", "[", "EU"),
        ("+", " / call on - EU / ", "EU"),
        ("+", "invite - US]", "US"),
    ]


def test_brackets_that_went_are_taken_out_by_whose_option_was_chosen() -> None:
    before = acts.propose_words(start(), "p1", BASE.replace("urge", "call on"), by("EU"))
    assert {who for _, _, who in told(before, chosen(before), brackets=True)} == {"EU"}
    assert {who for _, _, who in told(before, chosen(before, 1), brackets=True)} == {"Secretariat"}


def test_a_wording_that_stands_elsewhere_too_is_not_taken_for_the_one_that_came() -> None:
    made = draft(paragraph("p1", "We act, and we act on crime."))
    after = chosen(acts.propose_words(made, "p1", "We act, and we act on crime now.", by("EU")))
    after = tree.change(after, "p1", lambda each: replace(each, text=Text.of(f"Now {each.wording}")))
    assert told(made, after) == [("+", "Now ", "Secretariat"), ("+", " now", "EU")]


WHOLE: dict[str, tuple[Callable[[Draft], Draft], str]] = {
    "added": (lambda made: acts.propose_paragraph(made, "We add this.", "p1", by("EU")), "EU"),
    "an alternative": (lambda made: acts.propose_alternative(made, "p1", "We do otherwise.", by("EU")), "EU"),
}


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("settled", [False, True])
def test_a_paragraph_came_by_who_proposed_it(name: str, settled: bool) -> None:
    how, who = WHOLE[name]
    after = chosen(how(start())) if settled else how(start())
    new = next(id for id in after.spots if id not in start().spots)
    assert Authorship(start(), after, NOW).came(new) == Mark(who, DAY)


def test_a_paragraph_went_by_who_wanted_it_out_with_what_is_under_it() -> None:
    before = acts.propose_deletion(start(), "p2", by("US", date=LATER))
    whose = Authorship(before, chosen(before), NOW)
    assert (whose.went("p2"), whose.went("p2a"), whose.went("p3")) == (US, US, NOW)
    before = acts.propose_alternative(start(), "p1", "We do otherwise.", by("EU"))
    assert Authorship(before, chosen(before), NOW).went("p1") == EU


def test_a_paragraph_moved_by_who_wanted_it_there() -> None:
    before = acts.propose_move(start(), "p2", "p3", by("EU"))
    whose = Authorship(before, chosen(before), NOW)
    assert (whose.moved("p2"), whose.moved("p2a"), whose.moved("p1")) == (EU, EU, NOW)


def test_what_the_user_did_is_the_users() -> None:
    after = edits.remove(edits.add(start(), "New.", "n", Place("justice", 0)), ["p3"])
    whose = Authorship(start(), tree.move(after, ["p1"], Place("other")), NOW)
    assert {whose.came("n"), whose.went("p3"), whose.moved("p1")} == {NOW}


def test_a_record_without_a_day_has_that_of_the_decision_and_without_that_the_users() -> None:
    after = chosen(acts.propose_paragraph(start(), "We add this.", "p1", by("EU", date="")))
    new = next(id for id in after.spots if id not in start().spots)
    assert Authorship(start(), after, NOW).came(new) == Mark("EU", LAST)
    timeless = replace(after, settled=tuple(replace(each, settled_on="") for each in after.settled))
    assert Authorship(start(), timeless, NOW).came(new) == Mark("EU", NOW.date)


def test_many_parties_are_one_author_of_a_length_that_word_takes() -> None:
    assert author_of(by("EU", "JP")) == "EU, JP"
    assert author_of(Stand(supported_by=("MX",))) == "MX" and author_of(Stand()) == ""
    many = author_of(by(*(f"Delegation {number}" for number in range(60))))
    assert len(many) <= 200 and many.startswith("Delegation 0, ") and many.endswith(" others")
    assert NOBODY == "Author"


def test_the_last_day_is_the_drafts_own() -> None:
    assert last_day(start()) == ""
    made = acts.propose_words(start(), "p1", "We act.", by("EU"))
    assert last_day(made) == DAY
    assert last_day(chosen(made)) == LAST
    assert last_day(settling.agree(start(), "p3", Status.AD_REF, "2026-07-07")) == "2026-07-07"
