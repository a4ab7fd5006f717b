"""What a wording changes, in pieces as a negotiator would mark them."""

from __future__ import annotations

import pytest

from drafter.negotiation.hunks import changed, hunks


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
