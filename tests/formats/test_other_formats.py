"""Markdown, web page, CSV and XLSX of annexes and of every way to show sources; PDF where it can't be made."""

from __future__ import annotations

import csv
import io
import os
import re
import select
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from drafter.document.annexes import annexes
from drafter.document.table import Annex, AnnexKind, Cell, Column, Table, TableRow, undrawn
from drafter.errors import DrafterError
from drafter.formats import libreoffice, spreadsheet
from drafter.formats.registry import DocumentPurpose, Options, Sources, render
from tests.formats.documents import ALL, WORKS, alone, document, empty, full, hostile
from tests.formats.outlines import SMALL, annexed


def page(data: bytes) -> html.HtmlElement:
    return html.document_fromstring(data.decode())


@pytest.mark.parametrize("sources", Sources)
@pytest.mark.parametrize("name", WORKS)
def test_every_link_of_the_page_leads_somewhere_and_ids_are_unique(name: str, sources: Sources) -> None:
    root = page(document(WORKS[name](), ".html", sources))
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one.removeprefix("#") for one in root.xpath("//a/@href")} <= set(ids)
    assert not root.xpath("//script | //link | //img | //*[@src]")


def test_the_page_shows_sources_as_asked() -> None:
    of = full()
    assert page(document(of, ".html", Sources.INLINE)).xpath("//span[@class='cited']")[0].text == "[AP 62(a)]"
    comments = page(document(of, ".html", Sources.COMMENTS)).xpath("//p[@class='comment']")
    assert comments[0].text_content().endswith(of.corpus.by_id["AP 62(a)"].text)
    clean = document(of, ".html", Sources.NONE, ()).decode()
    assert "LAC 19" not in clean and "Report of" not in clean


def test_markdown_shows_sources_as_asked() -> None:
    of = full()
    assert "\\[LAC 19(c)\\]" in document(of, ".md", Sources.INLINE, ()).decode()
    whole = document(of, ".md", Sources.COMMENTS, ()).decode()
    assert whole.count("\n[^") == sum(len(one.sources) for one in of.outline.paragraphs)
    assert "Report of" not in document(of, ".md", Sources.NONE, ()).decode()


def test_a_clean_json_names_no_source() -> None:
    assert b"LAC 19" not in document(full(), ".json", Sources.NONE, ())


FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d")


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("name", ["full", "hostile"])
def test_csv_gives_every_cell_back_to_the_letter(name: str, kind: AnnexKind) -> None:
    data = alone(WORKS[name](), ".csv", kind)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    cells = {cell.removeprefix("'") if cell[1:2] in FORMULA else cell for row in rows for cell in row}
    assert not [cell for row in rows for cell in row if cell[:1] in FORMULA]
    for table in map(undrawn, annexes([kind], WORKS[name]())[0].tables):
        assert {column.title for column in table.columns} <= cells
        assert {cell.text for row in table.rows for cell in row.cells} <= cells


@pytest.mark.parametrize("sign", FORMULA)
def test_no_cell_of_a_csv_file_is_a_formula(sign: str) -> None:
    cells = (Cell.of(f'{sign}HYPERLINK("http://x")'), Cell.of(f"'{sign}"))
    table = Table("", "", (Column("Text", 50), Column("=Note", 50)), (TableRow(cells),))
    data = spreadsheet.csv_file(Annex("made", "Made", (table,))).decode("utf-8-sig")
    (head, row) = csv.reader(io.StringIO(data, newline=""))
    assert head == ["Text", "'=Note"]
    assert row == [f"'{cells[0].text}", cells[1].text]


def test_what_a_document_says_by_headings_stands_in_columns() -> None:
    rows = list(csv.reader(io.StringIO(alone(full(), ".csv", AnnexKind.COVERAGE).decode("utf-8-sig"))))
    at = next(place for place, row in enumerate(rows) if row[:1] == ["Section"])
    assert rows[at - 1] == []
    assert rows[at][:2] == ["Section", "Theme"]
    assert rows[at + 1][0] == "1. General issues"
    reflected = list(csv.reader(io.StringIO(alone(empty(), ".csv", AnnexKind.NOT_REFLECTED).decode("utf-8-sig"))))
    assert reflected[0] == ["Region", "Source", "Recommendation", "Theme", "Disposition"]
    assert len(reflected) == 250


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_declaration_is_no_table(suffix: str) -> None:
    with pytest.raises(DrafterError, match="holds a table and no declaration"):
        render(SMALL, suffix, annexes=annexed(SMALL))


def test_a_text_too_long_for_a_cell_is_refused() -> None:
    from drafter.document.compilation import Shown, compiled
    from drafter.document.outline import DocumentForm
    from drafter.review.coverage import Selection
    from tests import builders

    corpus = builders.corpus({"SO 9": "word " * 10_000})
    cover, annex = compiled(Shown.LIST, corpus, Selection(), {}, DocumentForm())
    with pytest.raises(DrafterError, match="holds 32,767 characters"):
        render(cover, ".xlsx", annexes=(annex,))


def test_sheets_are_named_as_excel_allows() -> None:
    row, columns = (TableRow((Cell.of("7"),)),), (Column("Text", 50),)
    names = ("By: [theme]", "about", "by   theme ", "x" * 40, "'", "")
    annex = Annex("made", "Made", tuple(Table("", "", columns, row, sheet=name) for name in names))
    with zipfile.ZipFile(io.BytesIO(spreadsheet.xlsx_file(SMALL, annex))) as package:
        book = package.read("xl/workbook.xml").decode()
    assert re.findall(r'<sheet name="([^"]*)"', book) == [
        "By   theme", "about", "by   theme 2", "x" * 31, "-", "made", "About 2",
    ]  # fmt: skip


def test_hostile_cells_are_no_formulas() -> None:
    assert alone(hostile(), ".xlsx", AnnexKind.SOURCES)


def test_without_libreoffice_a_pdf_is_refused_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(DrafterError, match=r"LibreOffice, which isn't installed.*\.docx"):
        render(SMALL, ".pdf")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (subprocess.TimeoutExpired("soffice", 1), "didn't end"),
        (OSError(8, "Exec format error"), "can't be started"),
        (None, "made no .pdf file: broken"),
    ],
)
def test_a_libreoffice_that_fails_is_said(fault: Exception | None, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_arguments: object) -> str:
        if fault:
            raise fault
        return "warning\nbroken\n"

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(libreoffice, "run_whole", run)
    with pytest.raises(DrafterError, match=said):
        libreoffice.converted(b"", libreoffice.Made.PDF)


@pytest.mark.skipif(os.name != "posix", reason="a shell's programs")
def test_a_program_that_does_not_end_is_ended_with_what_it_started(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "line")
    line = os.open(tmp_path / "line", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(subprocess.TimeoutExpired):
        libreoffice.run_whole(["sh", "-c", f"exec 3>'{tmp_path}/line'; echo started >&3; sleep 600 & wait"], 2.0)
    assert os.read(line, 100) == b"started\n"
    assert select.select([line], [], [], 60)[0]  # its end is there to be read when nobody holds the other one any more
    assert os.read(line, 100) == b""
    os.close(line)


def test_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    render(full().outline, ".docx", options=Options(), progress=lambda done, all: told.append((done, all)))
    assert told[0] == (0, len(full().outline.blocks))


_KINDS = st.sets(st.sampled_from(AnnexKind)).map(lambda kinds: tuple(one for one in AnnexKind if one in kinds))


@given(
    st.builds(
        Options,
        st.sampled_from(Sources),
        st.none() | _KINDS,
        st.none(),
        st.booleans(),
        st.booleans(),
        purpose=st.sampled_from(DocumentPurpose),
    )
)
def test_options_are_remembered_in_words(options: Options) -> None:
    assert Options.of(options.words) == options
    assert Options.of([*options.words, "something else"]) == options
