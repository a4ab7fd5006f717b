"""Two editions of a corpus as a document: a row a recommendation, and the headings."""

from __future__ import annotations

from dataclasses import replace

from drafter.corpus.editions import compare
from drafter.document.edition_table import edition_document
from drafter.document.outline import DocumentForm
from drafter.document.table import Passage
from drafter.draft.word_difference import Fate
from tests.builders import HOSTILE, corpus

OLD = corpus()
NEW = corpus({"NO 2(a)": "Share more data.", "SO 9": HOSTILE})


def test_a_row_says_what_a_point_was_what_it_is_what_happened_and_the_words() -> None:
    cover, annex = edition_document(compare(OLD, NEW), ("old.yaml", "new.yaml"), NEW, DocumentForm())
    assert cover.title == "Comparison: old.yaml – new.yaml"
    (table,) = annex.tables
    assert [cell.text for cell in table.rows[0].cells] == ["NO 2(a)", "NO 2(a)", "reworded", "Share{+ more+} data."]
    words = table.rows[1].cells[3].lines[0]
    assert "".join(each.text for each in words if each.fate is not Fate.OUT) == HOSTILE
    passage = next(block for block in annex.blocks if isinstance(block, Passage))
    assert passage.text.startswith("Recommendations: reworded: 2; unchanged: 4.")


def test_what_came_went_and_moved_and_other_headings() -> None:
    themes = (OLD.sections[2].themes[0]._replace(title="Figures", placements=("SO 9", "NO 1(a)")),)
    later = replace(
        OLD,
        sections=(*OLD.sections[:2], OLD.sections[2]._replace(themes=themes)),
        recommendations=tuple(point for point in OLD.recommendations if point.id != "NO 2(a)"),
    )
    _, annex = edition_document(compare(OLD, later), ("old", "new"), later, DocumentForm())
    points, headings = annex.tables
    assert [[cell.text for cell in row.cells] for row in points.rows] == [
        ["NO 1(a)", "NO 1(a)", "under other themes: – → Data – I. Figures", "Train judges."],
        ["NO 2(a)", "", "gone", "[-Share data.-]"],
    ]
    assert [row.cells[0].text for row in headings.rows] == ["Data – I. [-Statistics-]{+Figures+}"]
    nothing = edition_document(compare(OLD, OLD), ("old", "new"), OLD, DocumentForm())[1]
    assert not list(nothing.tables)
