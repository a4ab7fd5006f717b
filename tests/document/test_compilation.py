"""The mapping exercise written again as a list and as a matrix, whole or in part."""

from dataclasses import replace

from drafter.document.compilation import Shown, compiled
from drafter.document.outline import DocumentForm
from drafter.document.table import Annex, Items, Passage, Table, Title, as_table
from drafter.review.coverage import Disposition, Selection, coverage
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()


def made(shown: Shown, selection: Selection | None = None) -> Annex:
    dispositions = coverage(CORPUS, draft(paragraph("p", "", "SO 9"))).dispositions
    return compiled(shown, CORPUS, selection or Selection(), dispositions, DocumentForm())[1]


def test_the_list_is_by_theme_each_recommendation_with_its_citation() -> None:
    blocks = made(Shown.LIST).blocks
    titles = [(block.text, block.level) for block in blocks if isinstance(block, Title)]
    assert titles == [
        ("General: Message", 1), ("Justice", 1), ("I. Victims", 2), ("II. Capacity", 2), ("Data", 1),
        ("I. Statistics", 2),
    ]  # fmt: skip
    items = [[item.citation for item in block.items] for block in blocks if isinstance(block, Items)]
    assert items == [["NO 1(a)"], ["NO 1(b)", "SO 7(b)"], ["NO 1(b)", "SO 7(a)"], ["NO 2(a)", "SO 9"]]
    assert blocks[0] == Passage(
        "Throughout this document, “[NO…]” stands for the Report of the Northern Meeting and “[SO…]” stands for the "
        "Report of the Southern Meeting."
    )


def test_a_list_as_a_table_has_citation_and_text() -> None:
    block = next(block for block in made(Shown.LIST).blocks if isinstance(block, Items))
    table = as_table(block, ())
    assert [cell.text for cell in table.rows[0].cells] == ["NO 1(a)", "Train judges."]
    assert table.groups == ("General", "Message")


def test_the_matrix_has_a_table_a_theme_and_a_column_a_region() -> None:
    found = made(Shown.MATRIX)
    tables = [block for block in found.blocks if isinstance(block, Table)]
    assert [table.title for table in tables] == ["Message", "I. Victims", "II. Capacity", "I. Statistics"]
    titles = [(block.text, block.level) for block in found.blocks if isinstance(block, Title)]
    assert titles == [(block.text, block.level) for block in made(Shown.LIST).blocks if isinstance(block, Title)]
    assert [cell.text for cell in tables[1].rows[0].cells] == [
        "Protect victims [of all crimes]. [NO 1(b)]", "Protect victims. [SO 7(b)]",
    ]  # fmt: skip


def test_the_matrix_has_a_row_for_each_rank_of_recommendation_and_a_narrow_column_where_there_is_none() -> None:
    placed = CORPUS.themes[1]._replace(placements=("NO 1(a)", "SO 9", "NO 1(b)"))
    lone = CORPUS.themes[2]._replace(placements=("SO 9",))
    sections = (CORPUS.sections[1]._replace(themes=(placed, lone)),)
    annex = compiled(Shown.MATRIX, replace(CORPUS, sections=sections), Selection(), {}, DocumentForm())[1]
    tables = [block for block in annex.blocks if isinstance(block, Table)]
    ranks = [[cell.text.rpartition("[")[2] for cell in row.cells] for row in tables[0].rows]
    assert ranks == [["NO 1(a)]", "SO 9]"], ["NO 1(b)]", ""]]
    assert [[column.share for column in table.columns] for table in tables] == [[5, 5], [2, 5]]


def test_a_matrix_stands_upright_where_its_columns_have_room() -> None:
    assert not made(Shown.MATRIX).landscape
    regions = (*CORPUS.regions, CORPUS.regions[0]._replace(code="EA"))
    with_three = replace(CORPUS, regions=regions)
    assert compiled(Shown.MATRIX, with_three, Selection(), {}, DocumentForm())[1].landscape
    assert not compiled(Shown.MATRIX, with_three, Selection(("EA",)), {}, DocumentForm())[1].landscape


def test_a_selection_is_written_with_its_filters_and_leaves_no_empty_theme() -> None:
    chosen = Selection(("SO",), ("3.I", "2.I"), (Disposition.OPEN,))
    for shown in Shown:
        found = made(shown, chosen)
        assert found.blocks[0] == Passage("Selection: SO; 3.I, 2.I; not yet reviewed.")
    tables = [block for block in made(Shown.MATRIX, chosen).blocks if isinstance(block, Table)]
    assert [(table.title, [column.title for column in table.columns]) for table in tables] == [
        ("I. Victims", ["South"]),
    ]  # fmt: skip


def test_the_cover_is_the_mappings_title_or_what_is_known() -> None:
    assert compiled(Shown.LIST, CORPUS, Selection(), {}, DocumentForm())[0].title == "A mapping of the recommendations"
    untitled = replace(CORPUS, title="")
    assert compiled(Shown.LIST, untitled, Selection(), {}, DocumentForm())[0].title == "Third Invented Congress"
