"""What was dropped in one revision and comes back in a later one, by paragraph and by phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from drafter.draft import bracket_notation, edits
from drafter.draft.draft import Draft, Paragraph, Status
from drafter.draft.tree import Place
from drafter.negotiation.comparison import comparison
from drafter.negotiation.revisions import PHRASE, Returned, Revision, came_back, next_name, readings
from drafter.negotiation.same_paragraphs import said
from tests.builders import draft, paragraph
from tests.draft.edited import apart

LONG = "without discrimination of any kind and with full respect for human rights"
WITH = f"We protect all victims of crime, {LONG}, as agreed in Kyoto."
WITHOUT = "We protect all victims of crime, as agreed in Kyoto."


def revisions(*drafts: Draft) -> list[Revision]:
    return [Revision(f"Rev.{number}", "2026-11-28", "", each) for number, each in enumerate(drafts, 1)]


def of(*texts: str) -> Draft:
    """A draft of these paragraphs, `p1` and so on; an empty text stands for one that it hasn't."""
    return draft(*(paragraph(f"p{number}", text) for number, text in enumerate(texts, 1) if text))


def told(earlier: Sequence[Draft], now: Draft, since: Draft | None = None) -> list[tuple[str, str, bool, str]]:
    return [(each.paragraph, each.words, each.whole, each.told) for each in came_back(revisions(*earlier), now, since)]


def test_a_phrase_that_was_dropped_and_is_back_is_said() -> None:
    found = came_back(revisions(of(WITH), of(WITHOUT)), of(WITH))
    assert found == (Returned("p1", LONG, False, "Rev.1", "Rev.2", ""),)
    assert found[0].told == "in Rev.1, dropped in Rev.2"


def test_it_is_said_wherever_it_is_back_and_in_whatever_letters() -> None:
    now = of(WITHOUT, f"We train judges {LONG.capitalize()}.")
    assert told([of(WITH, "We train judges."), of(WITHOUT, "We train judges.")], now) == [
        ("p2", LONG.capitalize(), False, "in Rev.1, dropped in Rev.2")
    ]


def test_it_is_said_in_a_paragraph_that_is_new_too() -> None:
    now = edits.add(of(WITHOUT), f"We train judges {LONG}.", "n", Place("justice"))
    assert [(id, words) for id, words, *_ in told([of(WITH), of(WITHOUT)], now)] == [("n", LONG)]


def test_what_only_moved_was_never_gone() -> None:
    elsewhere = of(WITHOUT, f"We do so {LONG}.")
    assert told([of(WITH, "We do so."), elsewhere], of(WITH, "We do so.")) == []


def test_what_stayed_what_is_new_and_what_was_never_dropped_is_not_said() -> None:
    assert told([of(WITH), of(WITH)], of(WITH)) == []
    assert told([of(WITHOUT), of(WITHOUT)], of(WITH)) == []
    assert told([of(WITHOUT), of(WITH)], of(WITH)) == []
    assert told([of(WITH)], of(WITHOUT)) == []


def test_fewer_words_than_a_phrase_has_are_not_said() -> None:
    five = " ".join(LONG.split()[: PHRASE - 1])
    one, other = f"We protect all of the victims of crime {five}.", "We protect all of the victims of crime."
    assert told([of(one), of(other)], of(one)) == []
    six = f"{one[:-1]} {LONG.split()[PHRASE - 1]}."
    assert [words for _, words, _, _ in told([of(six), of(other)], of(six))] == [" ".join(LONG.split()[:PHRASE])]


def test_since_when_it_is_back_is_said_too() -> None:
    earlier = [of(WITH), of(WITH), of(WITHOUT), of(WITHOUT), of(WITH)]
    assert [line for *_, line in told(earlier, of(WITH))] == ["in Rev.2, dropped in Rev.3, back in Rev.5"]
    assert told(earlier, of(WITH), since=of(WITH)) == []
    assert [line for *_, line in told(earlier[:4], of(WITH), since=of(WITHOUT))] == ["in Rev.2, dropped in Rev.3"]


def test_of_two_times_that_it_was_gone_the_last_is_said() -> None:
    earlier = [of(WITH), of(WITHOUT), of(WITH), of(WITHOUT)]
    assert [line for *_, line in told(earlier, of(WITH))] == ["in Rev.3, dropped in Rev.4"]


def test_a_paragraph_that_is_back_is_said_as_a_whole_however_short() -> None:
    assert told([of("We act.", "Stop."), of("We act.")], of("We act.", "Stop.")) == [
        ("p2", "Stop.", True, "in Rev.1, dropped in Rev.2")
    ]
    assert told([of("We act.", "Stop."), of("We act.")], of("We act.", "Go."), since=of("We act.", "Go.")) == []


def test_a_paragraph_that_was_typed_anew_is_back_as_a_whole_too() -> None:
    now = edits.add(of("We act."), WITH, "new", Place("justice"))
    assert told([of("We act.", WITH), of("We act.")], now) == [("new", WITH, True, "in Rev.1, dropped in Rev.2")]


def test_a_paragraph_whose_words_stood_elsewhere_meanwhile_was_not_dropped() -> None:
    assert told([of("We act.", WITH), of(f"We act. {WITH}")], of("We act.", WITH)) == []


def test_the_ids_of_another_draft_say_nothing() -> None:
    other = replace(of("", "Stop."), id="d-2")
    assert told([other, replace(of("We act."), id="d-2")], of("We act.", "Stop.")) == []


def test_a_comparison_says_what_comes_back_with_its_paragraph() -> None:
    earlier = revisions(of(WITH), of(WITHOUT))
    found = comparison(of(WITHOUT), of(WITH), ("Rev.2", "now"), earlier)
    assert [each.told for each in found.paragraphs[0].returned] == ["in Rev.1, dropped in Rev.2"]
    assert found.summary() == (
        "Paragraphs: 1 reworded; in 1 something comes back that was dropped before. 12 words came, 0 went."
    )
    assert comparison(of(WITH), of(WITH), ("Rev.2", "now"), earlier).empty


@given(apart())
def test_what_is_said_stood_there_was_gone_and_is_there(drafts: tuple[Draft, Draft, Draft]) -> None:
    first, second, now = drafts
    known = {revision.name: revision.draft for revision in revisions(first, second)}
    for each in came_back(revisions(first, second), now):
        assert each.words in said(now.spots[each.paragraph].paragraph)
        assert (each.stood_in, each.dropped_in, each.back_in) == ("Rev.1", "Rev.2", "")
        assert each.paragraph in known["Rev.1"].spots or not each.whole
        gone = [text for spot in known["Rev.2"].spots.values() for text in readings(spot.paragraph)]
        assert not any(each.words in text for text in gone if each.words)


@given(apart())
def test_without_two_revisions_nothing_can_come_back(drafts: tuple[Draft, Draft, Draft]) -> None:
    first, second, now = drafts
    assert came_back([], now) == came_back(revisions(first), now) == ()
    assert came_back(revisions(first, second), second) == ()


def test_a_phrase_is_said_without_what_the_paragraph_went_on_to_have() -> None:
    before, now = WITH.replace("protect", "help"), WITH.replace("all victims", "every single victim")
    assert [words for _, words, _, _ in told([of(before), of(WITHOUT)], of(now))] == [LONG]


def read(id: str, words: str) -> Paragraph:
    """A paragraph whose brackets are alternatives."""
    return paragraph(id, bracket_notation.read(words, id))


def test_words_that_come_back_as_a_party_s_proposal_are_said_too() -> None:
    now = draft(
        read("p1", f"We protect all victims of crime[, {LONG} - EU], as agreed [in Kyoto / in Doha - US; JP oppose].")
    )
    assert told([of(WITH), of(WITHOUT)], now) == [("p1", LONG, False, "in Rev.1, dropped in Rev.2")]
    assert told([now, of(WITHOUT)], of(WITH)) == [("p1", LONG, False, "in Rev.1, dropped in Rev.2")]
    assert told([of(WITH), now], of(WITH)) == []


def test_the_readings_of_a_paragraph_are_its_words_and_each_option_among_a_few() -> None:
    words = "One two three four five six seven [eight - EU / nine [ten - US]] of the end, more than six words of them."
    assert readings(read("p", words)) == [
        "One two three four five six seven nine of the end, more than six words of them.",
        "three four five six seven nine ten of the end, more than",
        "three four five six seven eight of the end, more than",
    ]
    assert readings(read("p", "[One - EU] [two - US]")) == ["", "One ", "two"]


def test_a_paragraph_that_was_taken_out_of_frozen_numbers_was_dropped() -> None:
    one = of("We act.", WITH)
    gone = edits.set_status(one, "p2", Status.DELETED, "")
    assert told([one, gone], one) == [("p2", WITH, True, "in Rev.1, dropped in Rev.2")]
    assert told([one, of("We act.")], gone) == []


@pytest.mark.parametrize(
    ("names", "after"),
    [
        ([], "Rev.1"),
        (["zero draft"], "Rev.1"),
        (["zero draft", "Rev.1"], "Rev.2"),
        (["Rev.9", "Rev.10", "final"], "Rev.11"),
        (["Rev.2", "Rev.1"], "Rev.3"),
        (["Rev.1", "L.6-Rev 3"], "L.6-Rev 4"),
        (["Rev.1", "before room.docx, 28 November 2026 14.05"], "Rev.2"),
    ],
)
def test_the_next_name_counts_on(names: list[str], after: str) -> None:
    assert next_name(names) == after
