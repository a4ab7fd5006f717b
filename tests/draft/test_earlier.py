"""What an earlier version of a draft has otherwise, told with the names that its paragraphs have now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from drafter.draft import edits, tree
from drafter.draft.draft import Draft, Front
from drafter.draft.draft_difference import Named, Other, ago, differences
from drafter.draft.tree import Place
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
THEN = edits.set_aside(
    draft(
        paragraph("a", "We act.", "NO 1(b)"),
        paragraph("b", "We train:", children=(paragraph("b1", "judges;"), paragraph("b2", "prosecutors."))),
        paragraph("c", "We share."),
    ),
    ["SO 9"],
    "Not ours.",
)
TAKEN = edits.take_up(THEN, CORPUS, ["NO 2(a)"], ["n"])


def named(*refs: str) -> list[Named]:
    return [Named(ref) for ref in refs]


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (THEN, {}),
        (edits.add(THEN, "New.", "n", Place("justice", 0)), {Other.LACKING: [Named("OP1", "New.")]}),
        (edits.remove(THEN, ["c"]), {Other.ONLY: [Named("", "We share.")]}),
        (edits.reword(THEN, CORPUS, "b1", "all judges;"), {Other.REWORDED: named("OP2 (a)")}),
        (edits.reword(edits.annotate(THEN, "a", "Ask."), CORPUS, "a", "We do."), {Other.REWORDED: named("OP1")}),
        (edits.retitle(THEN, "other", "More"), {Other.REWORDED: [Named("", "More")]}),
        (tree.move(THEN, ["c"], Place("other")), {Other.ELSEWHERE: named("OP3")}),
        (tree.move(THEN, ["c"], Place("justice", 0)), {Other.ORDER: []}),
        (edits.annotate(THEN, "a", "Ask."), {Other.CHANGED: named("OP1")}),
        (
            edits.cite(THEN, "a", "SO 7(b)"),
            {Other.CHANGED: named("OP1"), Other.TAKEN_UP: named("SO 7(b)")},
        ),
        (
            edits.uncite(THEN, corpus(), "a", "NO 1(b)"),
            {Other.CHANGED: named("OP1"), Other.DROPPED: named("NO 1(b)")},
        ),
        (TAKEN, {Other.LACKING: [Named("OP4", "Share data.")], Other.TAKEN_UP: named("NO 2(a)")}),
        (edits.set_aside(THEN, ["NO 2(a)"], "Later."), {Other.SET_ASIDE: named("NO 2(a)")}),
        (edits.set_aside(THEN, ["SO 9"], "Later."), {Other.REASON: named("SO 9")}),
        (edits.bring_back(THEN, ["SO 9"]), {Other.ASIDE: named("SO 9")}),
        (edits.set_front(THEN, Front(place="Vienna")), {Other.FRONT: named("place")}),
        (replace(THEN, layout="doha"), {Other.REST: []}),
    ],
)  # fmt: skip
def test_each_difference_is_told_by_the_names_that_hold_now(now: Draft, found: dict[Other, list[Named]]) -> None:
    assert differences(THEN, now) == found


def test_a_paragraph_that_is_missing_is_told_without_what_stands_under_it() -> None:
    without = edits.remove(THEN, ["b"])
    assert differences(without, THEN) == {Other.LACKING: [Named("OP2", "We train:")]}
    assert differences(THEN, without) == {Other.ONLY: [Named("", "We train:")]}
    assert differences(edits.remove(THEN, ["b1"]), THEN) == {Other.LACKING: [Named("OP2 (a)", "judges;")]}


def test_differences_come_in_one_order_and_recommendations_in_that_of_the_draft() -> None:
    now = edits.reword(TAKEN, CORPUS, "a", "We act now.")
    assert list(differences(THEN, now)) == [Other.LACKING, Other.REWORDED, Other.TAKEN_UP]
    both = edits.cite(edits.cite(THEN, "c", "NO 1(a)"), "b", "SO 7(a)")
    assert differences(THEN, both)[Other.TAKEN_UP] == named("SO 7(a)", "NO 1(a)")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-7200, "just now"), (0, "just now"), (59, "just now"), (60, "1 minute ago"), (1200, "20 minutes ago"),
        (3599, "59 minutes ago"), (3600, "1 hour ago"), (10_000, "2 hours ago"), (86_400, "1 day ago"),
        (29 * 86_400, "29 days ago"), (30 * 86_400, "1 month ago"), (400 * 86_400, "13 months ago"),
    ],
)  # fmt: skip
def test_a_time_is_told_by_how_long_ago_it_was(seconds: int, words: str) -> None:
    now = datetime(2020, 3, 31, 12, tzinfo=UTC)
    assert ago(now - timedelta(seconds=seconds), now) == words
