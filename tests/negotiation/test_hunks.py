"""What a wording changes, in pieces as a negotiator would mark them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.negotiation.claims import overlap
from drafter.negotiation.hunks import changed, cut, hunks
from tests.negotiation.test_consolidation import edited, wordings


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        # an addition stands where somebody would mark it: a whole sentence, `, words`, words
        ("We see a. We go.", "We see a. We see b. We go.", [(4, 4, "We see b.")]),
        ("He said a, b.", "He said a, c, b.", [(3, 3, ", c")]),
        ("They urge and see.", "They urge and urge and see.", [(1, 1, "urge and")]),
        ("We train, and protect.", "We train, and protect, and protect.", [(2, 2, ", and protect")]),
        ("He sees men; all women and all girls here.", "She sees men; all women and all women and all girls now.",
         [(0, 1, "She"), (4, 4, "all women and"), (9, 10, "now")]),
        ("He sees all women. We see all men, old or young, here.",
         "She sees all women. We see all women. We see all men, old or young, now.",
         [(0, 1, "She"), (5, 5, "We see all women."), (14, 15, "now")]),
        # so does a deletion
        ("We see a; see b; go.", "We see a; go.", [(4, 7, "")]),
        # two changes around one short word are one
        ("We do the thing now.", "We make the stuff now.", [(1, 4, "make the stuff")]),
        ("We do x to y now.", "We make x to z now.", [(1, 2, "make"), (4, 5, "z")]),
        # where the blank space would not come out right, the word before goes with it
        ("We go (home) now.", "We go now.", [(2, 5, "")]),
        ("We (go now.", "We go now.", [(1, 3, "go")]),
        ("We go, now.", "We go then now.", [(1, 3, "go then")]),
        ("We say goods, now.", "We call goods then now.", [(1, 4, "call goods then")]),
        ("We urge them.", "We x,urge y,them.", [(1, 3, "x,urge y,them")]),
        # at the start, the word after
        ("(We) go.", "We go.", [(0, 3, "We")]),
        ("We go.", "(We go.", [(0, 1, "(We")]),
        ("“We go” now.", "We go now.", [(0, 2, "We"), (3, 4, "")]),
        # little is left: another version
        ("Peace, now and everywhere.", "Let us trade.", [(0, 6, "Let us trade.")]),
        ("We urge.", "", [(0, 3, "")]),
        ("", "We urge.", [(0, 0, "We urge.")]),
        ("", "", []),
    ],
)  # fmt: skip
def test_what_is_marked(before: str, after: str, found: list[tuple[int, int, str]]) -> None:
    assert [(each.start, each.end, each.words) for each in hunks(before, after)] == found
    assert changed(before, hunks(before, after)) == after


@given(st.data())
def test_what_two_change_in_different_places_stands_beside_each_other_and_no_words_grow_together(
    data: st.DataObject,
) -> None:
    base = data.draw(wordings(2))
    mine, yours = (hunks(base, data.draw(edited(base))) for _ in range(2))
    yours = tuple(each for each in yours if not any(overlap(each.place, other.place) for other in mine))
    together = sorted((*mine, *yours), key=lambda each: each.place)
    words = [word for _, word in cut(base).symbols]
    for each in reversed(together):
        assert isinstance(each.words, str)
        words[each.start : each.end] = [word for _, word in cut(each.words).symbols]
    assert [word for _, word in cut(changed(base, together)).symbols] == words


@pytest.mark.parametrize(
    ("base", "mine", "yours", "both"),
    [
        ("We act.", "Now We act.", "They act.", "Now They act."),
        ("We act.", "We act now.", "We wait.", "We wait now."),
        ("We act.", "We, all, act.", "They act.", "They, all, act."),
        ("We (now) act.", "We act.", "We (now) wait.", "We wait."),
    ],
)
def test_changes_that_touch_each_other(base: str, mine: str, yours: str, both: str) -> None:
    assert changed(base, (*hunks(base, mine), *hunks(base, yours))) == both
