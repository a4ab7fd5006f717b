"""What is different between two versions of a draft: every difference with both wordings, and told by name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Front, Status, Treatment
from drafter.draft.draft_difference import Change, ChangeKind, Named, Other, ago, changes, differences
from drafter.draft.tree import Place
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
PLAIN = "NO 1(b) (adapted); status open"
BASE = edits.set_aside(
    draft(paragraph("a", "We act.", "NO 1(b)"), paragraph("b", "We train:", children=(paragraph("b1", "judges;"),))),
    ["SO 9"],
    "Not ours.",
)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BASE, []),
        (edits.set_front(BASE, Front(place="Vienna")), [Change(ChangeKind.FRONT, "place", "", "Vienna")]),
        (edits.retitle(BASE, "other", "More"), [Change(ChangeKind.REWORDED, "other", "On other matters", "More")]),
        (edits.add(BASE, "New.", "n", Place("other")), [Change(ChangeKind.ADDED, "n", "", "New.")]),
        (edits.remove(BASE, ["b1"]), [Change(ChangeKind.REMOVED, "b1", "judges;", "")]),
        (edits.reword(BASE, CORPUS, "b", "We pay:"), [Change(ChangeKind.REWORDED, "b", "We train:", "We pay:")]),
        (
            tree.move(BASE, ["b1"], Place("other")),
            [Change(ChangeKind.MOVED, "b1", "On justice: We train:", "On other matters")],
        ),
        (tree.move(BASE, ["b"], Place("justice", 0)), [Change(ChangeKind.MOVED, "b", "On justice", "On justice")]),
        (
            edits.set_status(edits.annotate(BASE, "a", "Ask."), "a", Status.PENDING, "EU"),
            [Change(ChangeKind.CHANGED, "a", PLAIN, "NO 1(b) (adapted); status pending EU; note: Ask.")],
        ),
        (
            edits.mark_partly(BASE, "a", "NO 1(b)", True, "half"),
            [Change(ChangeKind.CHANGED, "a", PLAIN, "NO 1(b) (adapted, partly: half); status open")],
        ),
        (
            numbering.set_number(edits.uncite(BASE, corpus(), "a", "NO 1(b)"), "a", "7 bis"),
            [Change(ChangeKind.CHANGED, "a", PLAIN, "status open; number 7 bis")],
        ),
        (edits.set_aside(BASE, ["SO 9"], "Later."), [Change(ChangeKind.SET_ASIDE, "SO 9", "Not ours.", "Later.")]),
        (edits.bring_back(BASE, ["SO 9"]), [Change(ChangeKind.BROUGHT_BACK, "SO 9", "Not ours.", "")]),
        (replace(BASE, parts=BASE.parts[:2]), []),
    ],
)  # fmt: skip
def test_each_difference_is_named_with_before_and_after(after: Draft, found: list[Change]) -> None:
    assert list(changes(BASE, after)) == found


def test_a_part_that_is_new_has_its_paragraphs_added() -> None:
    assert [change.kind for change in changes(replace(BASE, parts=BASE.parts[:1]), BASE)] == [ChangeKind.ADDED] * 3


def test_a_treatment_is_a_change() -> None:
    after = edits.cite(BASE, "a", "NO 1(b)", Treatment.CHAPEAU)
    (change,) = changes(BASE, after)
    assert change.after == "NO 1(b) (chapeau only); status open"


def test_of_many_only_the_one_that_moved_has_moved() -> None:
    before = draft(*(paragraph(f"p{number}") for number in range(9)))
    after = tree.move(before, ["p8"], Place("justice", 0))
    assert [change.subject for change in changes(before, after)] == ["p8"]


@given(st.permutations(range(7)))
def test_as_few_as_can_be_have_moved(order: list[int]) -> None:
    before = draft(*(paragraph(f"p{number}") for number in range(7)))
    by_id = {one.id: one for one in before.part_by_id["justice"].paragraphs}
    after = draft(*(by_id[f"p{number}"] for number in order))
    moved = {change.subject for change in changes(before, after)}
    stayed = [number for number in order if f"p{number}" not in moved]
    assert stayed == sorted(stayed)
    assert len(stayed) == max(
        size for size in range(8) for some in combinations(order, size) if list(some) == sorted(some)
    )


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
