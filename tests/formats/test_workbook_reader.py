"""Excel workbooks that others sent."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from drafter.errors import BadInput
from drafter.formats.workbook_reader import read


def made(*rows: tuple[object, ...]) -> bytes:
    into = BytesIO()
    with Workbook(into) as book:
        sheet = book.add_worksheet("Amendments")
        day, bold = book.add_format({"num_format": "d mmm yyyy"}), book.add_format({"bold": True})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, tuple):
                    sheet.write_rich_string(at, column, value[0], bold, value[1])
                else:
                    sheet.write(at, column, value)
        sheet.write_formula(len(rows), 0, "=1+2", None, 3)
        book.add_worksheet("Empty")
        merged = book.add_worksheet("Merged")
        merged.merge_range("A1:A3", "OP1")
        merged.write_column("B1", ["EU", "US", "JP"])
        merged.write("B4", "CN")
    return into.getvalue()


def test_cells_are_read_as_they_are_shown() -> None:
    data = made(("Paragraph", "", "By"), (), (3, 2.5, True, date(2026, 3, 1)), (("We ", "act"), " kept \nas it is"))
    amendments, empty, merged = read(data, "a.xlsx")
    assert amendments == [
        (1, ["Paragraph", "", "By"]),
        (3, ["3", "2.5", "TRUE", "2026-03-01"]),
        (4, ["We act", " kept \nas it is"]),
        (5, ["3"]),
    ]
    assert not empty
    assert merged == [(1, ["OP1", "EU"]), (2, ["OP1", "US"]), (3, ["OP1", "JP"]), (4, ["", "CN"])]


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    into = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(into, "w") as after:
        for entry in before.namelist():
            blob = before.read(entry)
            after.writestr(entry, blob.replace(old, new) if entry == name else blob)
    return into.getvalue()


def test_a_workbook_that_is_none_or_more_than_it_looks_is_refused() -> None:
    good = made(("x",))
    entity = changed(good, "xl/workbook.xml", b"<workbook ", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook ')
    huge = changed(good, "xl/sharedStrings.xml", b"<t>x</t>", b"<t>" + b"x" * 41_000_000 + b"</t>")
    broken = changed(good, "xl/worksheets/sheet1.xml", b"<v>0</v>", b"<v>9</v>")
    for data, what in (
        (b"paragraph,by,text", "damaged, asks for a password, or is none"),
        (entity, "defines entities of its own"),
        (huge, "far larger than it looks"),
        (broken, "damaged"),
        (good[:-200], "damaged"),
    ):
        with pytest.raises(BadInput, match=rf"a\.xlsx: This can't be read as an Excel workbook: .*{what}"):
            read(data, "a.xlsx")


@given(st.integers(0, 8000), st.binary(max_size=8))
def test_whatever_is_wrong_with_a_workbook_is_one_message(at: int, junk: bytes) -> None:
    data = made(("Paragraph", "By"), (3, "EU"))
    try:
        read(data[:at] + junk + data[at + len(junk) :], "a.xlsx")
    except BadInput as error:
        assert str(error).startswith("a.xlsx: This can't be read as an Excel workbook")


@pytest.mark.parametrize(("place", "value"), [(8, b"\x01"), (10, b"\x63")], ids=["password", "compression"])
def test_a_password_and_an_unknown_compression_are_one_message_too(place: int, value: bytes) -> None:
    first, *entries = made(("Paragraph", "By"), (3, "EU")).split(b"PK\x01\x02")
    changed = (entry[: place - 4] + value + entry[place - 3 :] for entry in entries)
    with pytest.raises(BadInput, match="damaged, asks for a password"):
        read(b"PK\x01\x02".join((first, *changed)), "a.xlsx")
