"""Files of amendments, in each form that they come in."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from xlsxwriter import Workbook

from drafter.errors import BadInput
from drafter.negotiation.amendments import Amendment
from drafter.negotiation.parties import Parties, Party
from drafter.workspace.amendment_files import read

PARTIES = Parties((Party("EU", "European Union"), Party("TT", "Trinidad and Tobago")))
ROWS = (
    ("Paragraph", "By", "Kind", "Text", "Note"),
    ("OP1", "EU and Trinidad and Tobago", "", "We act, now.", "first"),
    ("OP2", "EU", "delete", "", ""),
)


def expected(path: Path, *numbers: int) -> tuple[Amendment, ...]:
    first, second = numbers
    return (
        Amendment(("EU", "Trinidad and Tobago"), "OP1", "", "We act, now.", note="first", file=str(path), row=first),
        Amendment(("EU",), "OP2", "delete", file=str(path), row=second),
    )


def test_excel(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(ROWS):
            sheet.write_row(at + 2, 1, row)
    assert read(path, PARTIES) == expected(path, 4, 5)


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(";".join(row) for row in ROWS), encoding="utf-8-sig")
    assert read(path, PARTIES) == expected(path, 2, 3)


def test_yaml(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "amendments:\n- paragraph: OP1\n  by: [EU, Trinidad and Tobago]\n  text: We act, now.\n  note: first\n"
        "- {paragraph: OP2, by: EU, kind: delete}\n"
    )
    assert read(path, PARTIES) == expected(path, 2, 6)
    path.write_text("- {paragraf: OP2, by: EU}\n- OP3\n")
    with pytest.raises(BadInput, match=r"a\.yaml:1: “paragraf” is no part of (.|\n)*a\.yaml:2: This is no amend"):
        read(path, PARTIES)
    path.write_text("text: x\n")
    with pytest.raises(BadInput, match=r"a\.yaml: This is no list of amendments"):
        read(path, PARTIES)


def test_a_table_in_word_whose_paragraphs_are_merged_down(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("Amendments")
    table = document.add_table(4, 5)
    for at, row in enumerate((*ROWS, ("OP2", "TT", "", "We wait.", ""))):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    table.cell(3, 0).text = ""
    table.cell(2, 0).merge(table.cell(3, 0))
    document.save(str(path))
    assert read(path, PARTIES) == (
        *expected(path, 2, 3),
        Amendment(("TT",), "OP2", "", "We wait.", file=str(path), row=4),
    )


def test_what_is_no_table_of_amendments_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    with pytest.raises(BadInput, match=r"a\.pdf: This is no table of amendments\. Name a file that ends in \.xlsx"):
        read(path, PARTIES)
    path = tmp_path / "a.xlsx"
    into = BytesIO()
    with Workbook(into) as book:
        book.add_worksheet().write_row(0, 0, ("paragraph", "by", "text"))
        book.worksheets()[0].write_row(1, 0, ("OP1", "EU", "We \x07act"))
    path.write_bytes(into.getvalue())
    with pytest.raises(BadInput, match=r"a\.xlsx:2: There is a control character"):
        read(path, PARTIES)
