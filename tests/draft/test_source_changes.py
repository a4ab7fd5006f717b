"""The draft knows what its sources said when it took them up; a change is said, and nothing is updated by itself."""

from drafter.draft.draft import Quoted
from drafter.draft.source_changes import acknowledge, changed_sources, with_quotes
from tests.builders import corpus, draft, paragraph

BEFORE = corpus()
AFTER = corpus({"NO 1(a)": "Train every judge."})
MADE = with_quotes(draft(paragraph("p1", "", "NO 1(a)"), paragraph("p2", "", "NO 1(a)", "SO 9", "XX 1")), BEFORE)


def test_what_is_taken_up_is_quoted_and_nothing_else() -> None:
    assert [one.recommendation for one in MADE.quoted] == ["NO 1(a)", "SO 9"]
    assert with_quotes(MADE, BEFORE) is MADE


def test_a_quotation_stays_when_the_source_changes_and_goes_with_its_last_link() -> None:
    assert with_quotes(MADE, AFTER).quoted == MADE.quoted
    from dataclasses import replace

    assert with_quotes(replace(MADE, parts=draft(paragraph("p1", "", "SO 9")).parts), AFTER).quoted == (
        Quoted("SO 9", BEFORE.by_id["SO 9"].text),
    )


def test_a_changed_source_is_said_with_the_difference_and_where_it_is_used() -> None:
    (found,) = changed_sources(MADE, AFTER)
    assert (found.id, found.before, found.now) == ("NO 1(a)", "Train judges.", "Train every judge.")
    assert found.paragraphs == ("p1", "p2")
    assert any(one.text == "every judge" for one in found.difference)
    assert changed_sources(MADE, BEFORE) == ()


def test_a_draft_that_quotes_nothing_has_nothing_changed() -> None:
    assert changed_sources(draft(paragraph("p1", "", "NO 1(a)")), AFTER) == ()


def test_a_change_that_was_seen_is_not_said_again() -> None:
    seen = acknowledge(MADE, AFTER, ["NO 1(a)", "XX 1"])
    assert changed_sources(seen, AFTER) == ()
    assert seen.quoted[1] == MADE.quoted[1]
