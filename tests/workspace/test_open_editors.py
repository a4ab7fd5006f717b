"""What the words of a paragraph support of a source that it is to cite, with those of what governs it."""

from __future__ import annotations

from pathlib import Path

from drafter.draft.tree import Place
from drafter.review.reflection import Reach
from drafter.workspace import Workspace
from tests.builders import corpus


def test_what_governs_a_sub_paragraph_counts_and_is_not_noted_as_missing(tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus())
    workspace.edits.add("We train:", Place("prevention"))
    (above,) = workspace.draft.spots
    workspace.edits.add("judges;", Place(above))
    below = list(workspace.draft.spots)[-1]
    editors = workspace.editors
    assert editors.supported(below, ["NO 1(a)", "SO 7(a)", "NO 2(a)"]) == {
        "NO 1(a)": Reach.WHOLLY,
        "SO 7(a)": Reach.PARTLY,
        "NO 2(a)": Reach.NOT,
    }
    assert editors.lacking(below, ["NO 1(a)", "SO 7(a)"]) == {"SO 7(a)": "and prosecutors"}
    assert (editors.text_around(below), editors.text_of(below)) == ("We train: judges;", "judges;")
