"""A filtered report of coverage says its filters, whatever the format."""

from drafter.document.annexes import Work, listing, report
from drafter.document.outline import outline
from drafter.document.table import Text
from drafter.review.coverage import Disposition, Selection, coverage
from tests.builders import corpus, draft, layout, paragraph

CORPUS = corpus()
MADE = draft(paragraph("p1", "", "NO 1(b)"))
WORK = Work(CORPUS, MADE, coverage(CORPUS, MADE), outline(MADE, CORPUS, layout()))


def test_a_report_begins_with_its_filters_and_ends_with_the_points() -> None:
    annex = report(WORK, Selection(("NO",), ("2.I",), (Disposition.TAKEN_UP,)))
    assert annex.blocks[0] == Text("Selection: NO; 2.I; taken up.")
    points = list(annex.tables)[-1]
    assert [[cell.text for cell in row.cells][:5] for row in points.rows] == [
        ["NO 1(b)", "NO", "2.I, 2.II", "taken up", "OP1"]
    ]
    regions = next(iter(annex.tables))
    assert [row.cells[0].text for row in regions.rows] == ["North (NO)", "All regions"]


def test_without_filters_nothing_is_said_of_them() -> None:
    whole = report(WORK, Selection())
    assert not any(isinstance(block, Text) and "Selection" in block.text for block in whole.blocks)
    table = next(iter(listing(WORK, Selection()).tables))
    assert (len(table.rows), table.groups) == (6, ())


def test_a_list_for_a_spreadsheet_has_the_filters_in_a_column() -> None:
    annex = listing(WORK, Selection(("SO",)))
    table = next(iter(annex.tables))
    assert (annex.grouping, table.groups) == (("Selection",), ("Selection: SO.",))
