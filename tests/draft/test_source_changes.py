"""The draft knows what its sources said when it took them up; a change is said, and nothing is updated by itself."""

from dataclasses import replace

import pytest

from drafter.corpus.corpus import Corpus, Section, Theme
from drafter.draft.draft import Quoted, SetAside
from drafter.draft.source_changes import acknowledge, chain, changed_sources, follow, with_quotes
from drafter.errors import EditRefused
from tests.builders import corpus, draft, paragraph, recommendation

BEFORE = corpus()
AFTER = corpus({"NO 1(a)": "Train every judge."})
MADE = with_quotes(draft(paragraph("p1", "", "NO 1(a)"), paragraph("p2", "", "NO 1(a)", "SO 9", "XX 1")), BEFORE)


def test_what_is_taken_up_is_quoted_and_nothing_else() -> None:
    assert [one.recommendation for one in MADE.quoted] == ["NO 1(a)", "SO 9"]
    assert with_quotes(MADE, BEFORE) is MADE


def test_a_quotation_stays_when_the_source_changes_and_goes_with_its_last_link() -> None:
    assert with_quotes(MADE, AFTER).quoted == MADE.quoted
    assert with_quotes(replace(MADE, parts=draft(paragraph("p1", "", "SO 9")).parts), AFTER).quoted == (
        Quoted("SO 9", BEFORE.by_id["SO 9"].text),
    )


def test_a_changed_source_is_said_with_the_difference_and_where_it_is_used() -> None:
    found, lost = changed_sources(MADE, AFTER)
    assert (found.id, found.before, found.now) == ("NO 1(a)", "Train judges.", "Train every judge.")
    assert found.paragraphs == ("p1", "p2")
    assert any(one.text == "every judge" for one in found.difference) and found.told == ""
    assert (lost.id, lost.now, lost.paragraphs) == ("XX 1", "", ("p2",))
    assert changed_sources(MADE, BEFORE) == (lost,)


def test_a_draft_that_quotes_nothing_has_nothing_changed() -> None:
    assert changed_sources(draft(paragraph("p1", "", "NO 1(a)")), AFTER) == ()


def test_a_change_that_was_seen_is_not_said_again() -> None:
    seen = acknowledge(MADE, AFTER, ["NO 1(a)", "XX 1"])
    assert [each.id for each in changed_sources(seen, AFTER)] == ["XX 1"]
    assert seen.quoted[1] == MADE.quoted[1]


LETTERS = ("NO 1(a)", "NO 1(b)", "SO 7(a)")
HELD = with_quotes(
    replace(
        draft(
            paragraph("p1", "", "NO 1(a)", children=(paragraph("p2", "", "NO 1(b)"),)), paragraph("p3", "", "SO 9"),
            paragraph("p4", "Ours."),
        ),
        set_aside=(SetAside("SO 7(a)", "Ours."),),
    ),
    BEFORE,
)  # fmt: skip


def relettered() -> Corpus:
    """NO 1(c) came before the others as NO 1(a); of SO 7, (a) is (d) now, and worded otherwise; SO 9 is gone."""
    kept = [point for point in BEFORE.recommendations if point.id not in (*LETTERS, "SO 9")]
    new = {
        "NO 1(a)": "Count whatever.", "NO 1(b)": "Train judges.", "NO 1(c)": BEFORE.by_id["NO 1(b)"].text,
        "SO 7(d)": "Train all judges and prosecutors.",
    }  # fmt: skip
    points = (*kept, *(recommendation(id, text) for id, text in new.items()))
    themes = (Theme("1", "", "Message", tuple(point.id for point in points)),)
    return replace(BEFORE, recommendations=points, sections=(Section("1", "General", themes),))


def test_what_is_set_aside_or_gone_is_remembered_as_well() -> None:
    assert [each.recommendation for each in HELD.quoted] == ["NO 1(a)", "NO 1(b)", "SO 7(a)", "SO 9"]
    assert with_quotes(HELD, relettered()) is HELD


def test_a_source_that_has_another_id_is_found_by_its_words_and_one_that_is_gone_is_said() -> None:
    found = {each.id: each for each in changed_sources(HELD, relettered())}
    assert {id: each.successor for id, each in found.items()} == {
        "NO 1(a)": "NO 1(b)", "NO 1(b)": "NO 1(c)", "SO 7(a)": "SO 7(d)", "SO 9": "",
    }  # fmt: skip
    assert [found[id].told for id in ("NO 1(a)", "SO 7(a)", "SO 9")] == [
        "now NO 1(b)", "now SO 7(d), worded otherwise", "not in this corpus"
    ]  # fmt: skip
    assert found["SO 7(a)"].is_reworded and not found["SO 9"].is_reworded and not found["SO 7(a)"].paragraphs
    unknown = changed_sources(draft(paragraph("p1", "Ours.", "XX 1")), BEFORE)
    assert [each.told for each in unknown] == ["not in this corpus, and the draft kept no words of it"]


def test_sources_are_followed_together_where_one_stands_in_the_others_way() -> None:
    later = relettered()
    changed = changed_sources(HELD, later)
    moves = chain(changed, "NO 1(a)")
    assert moves == {"NO 1(a)": "NO 1(b)", "NO 1(b)": "NO 1(c)"}
    assert chain(changed, "SO 9") == {} and chain(changed, "SO 9", "NO 1(a)") == {"SO 9": "NO 1(a)", **moves}
    followed = follow(HELD, later, moves | chain(changed, "SO 7(a)"))
    assert {id: spot.paragraph.sources for id, spot in followed.spots.items()} == {
        "p1": ("NO 1(b)",), "p2": ("NO 1(c)",), "p3": ("SO 9",), "p4": ()
    }  # fmt: skip
    assert followed.reasons == {"SO 7(d)": "Ours."}
    assert followed.spots["p4"].paragraph is HELD.spots["p4"].paragraph
    assert [(each.id, each.is_reworded) for each in changed_sources(followed, later)] == [
        ("SO 7(d)", True),
        ("SO 9", False),
    ]


def test_a_round_of_ids_is_followed_at_once() -> None:
    swapped = corpus({"NO 1(a)": BEFORE.by_id["NO 1(b)"].text, "NO 1(b)": "Train judges."})
    moves = chain(changed_sources(HELD, swapped), "NO 1(a)")
    assert moves == {"NO 1(a)": "NO 1(b)", "NO 1(b)": "NO 1(a)"}
    assert not changed_sources(follow(HELD, swapped, moves), swapped)


@pytest.mark.parametrize(
    ("moves", "why"),
    [
        ({"NO 1(a)": "NO 9"}, "There is no recommendation NO 9."),
        ({"NO 1(a)": "SO 9"}, "The draft has SO 9 already, beside NO 1(a)."),
        ({"NO 2(a)": "SO 7(b)"}, "The draft has none of NO 2(a)."),
    ],
)
def test_what_can_not_be_followed_is_refused(moves: dict[str, str], why: str) -> None:
    with pytest.raises(EditRefused) as refused:
        follow(HELD, BEFORE, moves)
    assert why in str(refused.value)
