"""What the words of a paragraph support of a source that it is to cite; windows for several paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.draft.draft import Link, Treatment
from drafter.draft.tree import Place
from drafter.errors import BadInput
from drafter.review.reflection import Reach
from drafter.storage.unsaved_texts import Purpose, Unfinished
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
    assert editors.lacking(below, ["NO 1(a)", "SO 7(a)"]) == {"SO 7(a)": "prosecutors"}
    assert (editors.text_around(below), editors.text_of(below)) == ("We train: judges;", "judges;")


def test_a_window_for_several_paragraphs_makes_them_one_and_a_new_one_where_one_of_them_is_gone(tmp_path: Path) -> None:
    workspace = Workspace.new(tmp_path / "draft.yaml", corpus())
    workspace.edits.take_up(["NO 1(a)", "SO 7(a)"], Place("prevention"))
    first, second = workspace.draft.spots
    words = Unfinished(Purpose.UNITED, first, "We train.", sources=(first, second))
    assert workspace.editors.newly_missing(words) == {
        "NO 1(a)": ("Train judges",),
        "SO 7(a)": ("Train judges and prosecutors",),
    }
    assert workspace.editors.still_missing(words) == {}
    step = workspace.editors.write(words, {"SO 7(a)": "judges and prosecutors"})
    assert step == "merge OP1, OP2 (SO 7(a) partly)"
    (spot,) = workspace.draft.spots.values()
    assert (spot.paragraph.id, spot.paragraph.written) == (first, "We train.")
    assert spot.paragraph.links == (
        Link("NO 1(a)", Treatment.MERGED),
        Link("SO 7(a)", Treatment.MERGED, True, "judges and prosecutors"),
    )
    with pytest.raises(BadInput, match="control character"):
        workspace.edits.merge([first], "\x1b")
    workspace.editors.write(words)
    assert [one.paragraph.written for one in workspace.draft.spots.values()] == ["We train.", "We train."]
