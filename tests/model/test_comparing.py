"""What is different between two versions of a draft."""

from dataclasses import replace

import pytest

from drafter.model import edits, tree
from drafter.model.comparing import Change, Kind, changes
from drafter.model.draft import Draft, Front, Status, Treatment
from drafter.model.tree import Place
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
        (edits.set_front(BASE, Front(place="Vienna")), [Change(Kind.FRONT, "place", "", "Vienna")]),
        (edits.retitle(BASE, "other", "More"), [Change(Kind.REWORDED, "other", "On other matters", "More")]),
        (edits.add(BASE, "New.", "n", Place("other")), [Change(Kind.ADDED, "n", "", "New.")]),
        (edits.remove(BASE, ["b1"]), [Change(Kind.REMOVED, "b1", "judges;", "")]),
        (edits.reword(BASE, CORPUS, "b", "We pay:"), [Change(Kind.REWORDED, "b", "We train:", "We pay:")]),
        (
            tree.move(BASE, ["b1"], Place("other")),
            [Change(Kind.MOVED, "b1", "On justice: We train:", "On other matters")],
        ),
        (tree.move(BASE, ["b"], Place("justice", 0)), [Change(Kind.MOVED, "a", "On justice", "On justice")]),
        (
            edits.set_status(edits.annotate(BASE, "a", "Ask."), "a", Status.PENDING, "EU"),
            [Change(Kind.CHANGED, "a", PLAIN, "NO 1(b) (adapted); status pending EU; note: Ask.")],
        ),
        (
            edits.mark_partly(BASE, "a", "NO 1(b)", True, "half"),
            [Change(Kind.CHANGED, "a", PLAIN, "NO 1(b) (adapted, partly: half); status open")],
        ),
        (
            edits.set_number(edits.uncite(BASE, "a", "NO 1(b)"), "a", "7 bis"),
            [Change(Kind.CHANGED, "a", PLAIN, "status open; number 7 bis")],
        ),
        (edits.set_aside(BASE, ["SO 9"], "Later."), [Change(Kind.SET_ASIDE, "SO 9", "Not ours.", "Later.")]),
        (edits.bring_back(BASE, ["SO 9"]), [Change(Kind.BROUGHT_BACK, "SO 9", "Not ours.", "")]),
        (replace(BASE, parts=BASE.parts[:2]), []),
    ],
)  # fmt: skip
def test_each_difference_is_named_with_before_and_after(after: Draft, found: list[Change]) -> None:
    assert list(changes(BASE, after)) == found


def test_a_part_that_is_new_has_its_paragraphs_added() -> None:
    assert [change.kind for change in changes(replace(BASE, parts=BASE.parts[:1]), BASE)] == [Kind.ADDED] * 3


def test_a_treatment_is_a_change() -> None:
    after = edits.cite(BASE, "a", "NO 1(b)", Treatment.CHAPEAU)
    (change,) = changes(BASE, after)
    assert change.after == "NO 1(b) (chapeau only); status open"
