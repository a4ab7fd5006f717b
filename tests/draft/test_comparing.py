"""What is different between two versions of a draft."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft import edits, numbering, tree
from drafter.draft.draft import Draft, Front, Status, Treatment
from drafter.draft.draft_difference import Change, ChangeKind, changes
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
