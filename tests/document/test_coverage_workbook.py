"""Coverage as a workbook: the gaps first, each point on one sheet, each figure a figure."""

import pytest

from drafter.document.annexes import Work
from drafter.document.coverage_workbook import listing, workbook
from drafter.document.outline import outline
from drafter.document.table import Passage, Shape, Table
from drafter.draft import edits
from drafter.draft.bracket_notation import read
from drafter.review.coverage import Disposition, Selection, coverage
from tests.builders import corpus, draft, layout, paragraph

CORPUS = corpus()


def work() -> Work:
    made = draft(
        paragraph("p1", "Train.", "NO 1(a)", "SO 7(a)"),
        paragraph("p2", read("[Institutions, trust - EU].", "p2"), "SO 9"),
    )
    made = edits.mark_partly(made, "p1", "SO 7(a)", True, "trust")
    made = edits.set_aside(made, ["NO 2(a)"], "For others.")
    return Work(CORPUS, made, lambda: coverage(CORPUS, made), outline(made, CORPUS, layout()))


def sheets(selection: Selection = Selection()) -> dict[str, Table]:  # noqa: B008  (a frozen value)
    return {table.sheet: table for table in workbook(work(), selection).tables}


def column(table: Table, title: str) -> list[str]:
    place = [each.title for each in table.columns].index(title)
    return [row.cells[place].text for row in table.rows]


def test_a_sheet_for_each_question_the_gaps_first() -> None:
    made = sheets()
    assert list(made) == ["Gaps", "Taken up", "Set aside", "By region", "By theme", "By theme and region"]
    gaps = made["Gaps"]
    assert column(gaps, "Disposition") == [*["not yet reviewed"] * (len(gaps.rows) - 1), "partly taken up"]
    assert (column(gaps, "Source")[-1], column(gaps, "Without")[-1], column(gaps, "Taken up in")[-1]) == (
        "SO 7(a)", "trust", "OP1",
    )  # fmt: skip
    assert column(made["Taken up"], "Source") == ["NO 1(a)", "SO 9"]
    assert column(made["Taken up"], "Disposition") == ["taken up", "taken up, contested"]
    assert (column(made["Set aside"], "Source"), column(made["Set aside"], "Reason")) == (["NO 2(a)"], ["For others."])
    listed = [id for name in ("Gaps", "Taken up", "Set aside") for id in column(made[name], "Source")]
    assert sorted(listed) == sorted(CORPUS.by_id)


def test_regions_sections_and_themes_have_their_names() -> None:
    taken = sheets()["Taken up"]
    themes = CORPUS.themes_of["NO 1(a)"]
    assert column(taken, "Region") == ["North", "South"]
    assert column(taken, "Theme")[0] == "\n".join(theme.label for theme in themes)
    titles = dict.fromkeys(section.title for section in CORPUS.sections for theme in section.themes if theme in themes)
    assert column(taken, "Section")[0] == "\n".join(titles)


def test_the_figures_are_those_of_every_report() -> None:
    made, figures = sheets(), work().coverage
    for name in ("By region", "By theme", "By theme and region"):
        table = made[name]
        assert [each.title for each in table.columns if each.shape is Shape.FIGURE] == [
            "taken up", "partly", "cited, not reflected", "set aside", "not yet reviewed", "total",
        ]  # fmt: skip
        assert all(figure.isdecimal() for figure in column(table, "taken up"))
    once = sum(map(int, column(made["By region"], "total")))
    placed = [sum(map(int, column(made[name], "total"))) for name in ("By theme", "By theme and region")]
    assert (once, placed) == (len(CORPUS.recommendations), [figures.placements.total] * 2)
    assert "0" not in [*column(made["By theme"], "total"), *column(made["By theme and region"], "total")]


@pytest.mark.parametrize(
    ("only", "expected"),
    [
        ((Disposition.OPEN,), ["Gaps"]),
        ((Disposition.PARTLY, Disposition.SET_ASIDE), ["Gaps", "Set aside"]),
        ((Disposition.TAKEN_UP,), ["Taken up"]),
    ],
)
def test_a_selection_is_said_and_hides_no_part_of_a_figure(only: tuple[Disposition, ...], expected: list[str]) -> None:
    selection = Selection(("SO",), (), only)
    made = sheets(selection)
    assert list(made)[:-3] == expected
    for name in expected:
        assert {id[:2] for id in column(made[name], "Source")} <= {"SO"}
    assert made["By region"].rows == sheets(Selection(("SO",)))["By region"].rows
    first, *others = (block.text for block in workbook(work(), selection).blocks if isinstance(block, Passage))
    assert first.startswith("Selection: SO; ")
    assert any("SO 9" in words for words in others)


def test_a_list_of_the_points_alone_has_the_filters_in_a_column() -> None:
    whole, some = listing(work()), listing(work(), Selection(("SO",), (), (Disposition.PARTLY,)))
    assert [(len(table.rows), table.groups) for table in whole.tables] == [(len(CORPUS.recommendations), ())]
    (table,) = some.tables
    assert (some.grouping, table.groups) == (("Selection",), ("Selection: SO; partly taken up.",))
    titles = ("Source", "Region", "Disposition", "Taken up in", "Without", "Reason")
    assert [column(table, title) for title in titles] == [
        ["SO 7(a)"], ["South"], ["partly taken up"], ["OP1"], ["trust"], [""],
    ]  # fmt: skip
