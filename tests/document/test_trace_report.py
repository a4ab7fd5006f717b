"""The trace as a document: what is missing first, then what is doubtful, then paragraph by paragraph."""

from drafter.document.table import Annex, Passage, Table, Title
from drafter.document.trace_report import trace_annex
from drafter.draft.layout import Captions
from drafter.review.trace import Doubt, Match, Trace, Traced
from tests.builders import corpus

CORPUS = corpus()
SURE, NEAR = Match("NO 1(a)", 1.0), Match("SO 7(a)", 0.3)
JUDGES = Traced("p1", "OP1", "We train judges.", (SURE, NEAR))
NOTHING = Traced("p2", "OP2", "We thank the host.", (), faint=(Match("SO 9", 0.1),))
TRACE = Trace((JUDGES, NOTHING), ("NO 1(a)",), (Doubt(NEAR, JUDGES),), ("NO 2(a)",))


def rows(annex: Annex) -> dict[str, list[list[str]]]:
    return {table.title: [[cell.text for cell in row.cells] for row in table.rows] for table in annex.tables}


def test_what_is_missing_stands_before_what_is_doubtful_and_each_paragraph_has_its_points() -> None:
    made = trace_annex(TRACE, CORPUS, Captions(), "zero.docx", sections=True)
    assert [block.text for block in made.blocks if isinstance(block, Title)] == [
        "Not reflected", "Doubtful", "By paragraph",
    ]  # fmt: skip
    assert Passage("Recommendations: 1 reflected, 1 doubtful, 1 not reflected.") in made.blocks
    told = rows(made)
    assert [row[:3] for row in told["Not reflected"]] == [["NO 2(a)", "North", "Data"]]
    assert [[row[0], *row[4:7]] for row in told["Doubtful"]] == [["SO 7(a)", "OP1", "30", "We train judges."]]
    assert [row[:4] for row in told["By paragraph"]] == [
        ["OP1  We train judges."],
        ["NO 1(a)", "North", "100", "reflected"],
        ["SO 7(a)", "South", "30", "doubtful"],
        ["OP2  We thank the host."],
        ["", "", "", "None."],
        ["SO 9", "South", "10", Captions().faint],
    ]


def test_what_there_is_nothing_of_has_no_table_and_the_chosen_regions_are_named() -> None:
    made = trace_annex(Trace((), (), (), ("NO 2(a)",)), CORPUS, Captions(), "zero.docx", ["NO"])
    assert made.blocks[0] == Passage("Selection: NO.")
    (table,) = (block for block in made.blocks if isinstance(block, Table))
    assert [column.title for column in table.columns] == ["Source", "Region", "Theme", "Recommendation"]
    assert table.rows[0].cells[2].text == "3.I Statistics"
