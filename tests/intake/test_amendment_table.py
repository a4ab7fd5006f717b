"""Tables of amendments: their headings, and what stands in their cells."""

import pytest

from drafter.errors import BadInput
from drafter.intake.amendment_table import amendments, csv_rows
from drafter.negotiation.amendments import Amendment

KNOWN = ("EU", "Trinidad and Tobago", "Peru", "G77 and China")


def test_a_table_with_a_title_other_columns_and_headings_by_other_names() -> None:
    text = (
        "Amendments received\n\nNo;Remark;Delegation;Proposed text;Ignored;Date\nOP3;now;EU;We act;x;1.3.2026\n;;;;;\n"
    )
    assert amendments([csv_rows(text, "a.csv")], "a.csv", KNOWN) == (
        Amendment(("EU",), "OP3", "", "We act", "2026-03-01", "now", file="a.csv", row=4),
    )


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("EU, Peru", ("EU", "Peru")),
        ("EU / Peru; EU", ("EU", "Peru")),
        ("Trinidad and Tobago", ("Trinidad and Tobago",)),
        ("trinidad & tobago and Peru", ("trinidad and tobago", "Peru")),
        ("Peru and Trinidad and Tobago", ("Peru", "Trinidad and Tobago")),
        ("EU, G77 and China and Peru", ("EU", "G77 and China", "Peru")),
        ("Atlantis and Lemuria", ("Atlantis", "Lemuria")),
        ("", ()),
    ],
)
def test_names_in_one_cell(cell: str, names: tuple[str, ...]) -> None:
    rows = [(1, ["paragraph", "by", "text"]), (2, ["OP1", cell, "x"])]
    assert amendments([rows], "a.csv", KNOWN)[0].by == names


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01 00:00:00", "2026-03-01"),
        ("31/12/2026", "2026-12-31"),
        ("soon", "soon"),
    ],
)
def test_dates(cell: str, day: str) -> None:
    rows = [(1, ["paragraph", "by", "text", "date"]), (2, ["OP1", "EU", "x", cell])]
    assert amendments([rows], "a.csv")[0].date == day


def test_lines_of_a_csv_file_are_those_of_its_text() -> None:
    text = 'paragraph,by,text\nOP1,EU,"We\nact"\nOP2,EU,We rest\n'
    assert [(each.row, each.text) for each in amendments([csv_rows(text, "a.csv")], "a.csv")] == [
        (2, "We act"),
        (4, "We rest"),
    ]


def test_tables_without_headings_are_passed_over_unless_all_are() -> None:
    other = [(1, ["Agenda", "Time"]), (2, ["Opening", "10:00"])]
    table = [(3, ["Paragraph", "By", "Kind", "Text"]), (4, ["OP1", "EU", "delete"])]
    assert amendments([other, table], "a.docx") == (Amendment(("EU",), "OP1", "delete", file="a.docx", row=4),)
    with pytest.raises(BadInput, match=r"a\.docx: No row says what the columns are\. It needs paragraph, by and text"):
        amendments([other], "a.docx")


def test_a_file_that_is_no_table_is_refused() -> None:
    with pytest.raises(BadInput, match=r"a\.csv:2: A cell holds far more text"):
        amendments([[(1, ["paragraph", "by", "text"]), (2, ["OP1", "EU", "x" * 100_001])]], "a.csv")
    with pytest.raises(BadInput, match=r"a\.csv:1: This can't be read as a CSV file"):
        csv_rows("x" * 200_000, "a.csv")


def test_an_apostrophe_that_keeps_a_cell_from_being_a_formula_is_no_part_of_it() -> None:
    rows = csv_rows("Paragraph,By,Text\r\nOP3,EU,'-- now\r\nOP4,EU,'now'\r\n", "a.csv")
    assert [each.text for each in amendments([rows], "a.csv", KNOWN)] == ["-- now", "'now'"]
