"""The files that people really have: read for what they hold, to the letter, and told apart."""

from __future__ import annotations

from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from random import Random

import docx
import pytest
import xlsxwriter

from drafter.corpus.corpus import NOT_SORTED, Corpus, SourceForm
from drafter.errors import BadInput
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from drafter.storage import corpus_yaml, folders
from drafter.workspace import source_files
from drafter.workspace.source_files import GivenSources, ReadSources
from tests.formats.libreoffice import needs_office, saved_all
from tests.intake import office_files
from tests.intake.invented_reports import (
    InventedReport,
    ReportParagraph,
    ReportPart,
    as_html,
    as_markdown,
    as_pdf,
    as_word,
    as_wrapped,
)
from tests.intake.samples import LIST, MATRIX

ABOUT = folders.CONGRESS / "about.yaml"


@cache
def annex(name: str, form: str) -> Corpus:
    """The corpus of one of the two annexes, as text."""
    source = SourceText(name, (folders.CONGRESS / "sources" / name).read_text(encoding="utf-8"))
    listing, matrix = (source, None) if form == "list" else (None, source)
    return read_mapping(listing=listing, matrix=matrix, about=corpus_yaml.load_about(ABOUT))[0].corpus


def read(path: Path, about: Path | None = None, columns: tuple[tuple[str, str], ...] = ()) -> ReadSources:
    return source_files.read_sources(GivenSources([path], about=about, columns=columns))


def refused(sources: GivenSources) -> str:
    """Why files give no corpus."""
    try:
        found = source_files.read_sources(sources)
    except BadInput as error:
        return str(error)
    return "\n".join(map(str, found.problems))


def same(path: Path, corpus: Corpus, form: SourceForm) -> None:
    found = read(path, ABOUT)
    assert [str(problem) for problem in found.problems] == []
    assert [taken.form for taken in found.taken] == [form]
    made = found.exercise.corpus
    assert (made.title, made.regions, made.sections) == (corpus.title, corpus.regions, corpus.sections)
    assert made.recommendations == corpus.recommendations


@pytest.mark.parametrize(("counted", "styled"), [(False, True), (True, False)])
def test_the_annex_as_a_list_in_word_is_the_same_to_the_letter(tmp_path: Path, counted: bool, styled: bool) -> None:
    corpus = annex("annex-a.txt", "list")
    path = tmp_path / "annex.docx"
    path.write_bytes(office_files.word_list(corpus, counted=counted, styled=styled))
    same(path, corpus, SourceForm.LIST)


def test_the_annex_as_a_table_in_word_is_the_same_to_the_letter(tmp_path: Path) -> None:
    corpus = annex("annex-b.txt", "matrix")
    path = tmp_path / "annex.docx"
    path.write_bytes(office_files.word_matrix(corpus))
    same(path, corpus, SourceForm.MATRIX)


@needs_office
def test_both_annexes_as_pdf_are_the_same_to_the_letter(tmp_path: Path) -> None:
    listed, tabled = annex("annex-a.txt", "list"), annex("annex-b.txt", "matrix")
    documents = {"a": office_files.word_list(listed, counted=True), "b": office_files.word_matrix(tabled)}
    for name, data in saved_all(documents, tmp_path / "office", "pdf").items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    same(tmp_path / "a.pdf", listed, SourceForm.LIST)
    same(tmp_path / "b.pdf", tabled, SourceForm.MATRIX)


HEADED = [["Ref.", "Group", "Thematic area", "Sub-theme", "The recommendation"]]
ROWS = [
    ["12", "North and East", "Lamps; Lenses", "", "Polish every lens."],
    ["137.12", "Coast", "Lamps", "", "Light every lamp."],
    ["", "", "", "", ""],
    ["4 (b)", "South-West", "Oil", "", "Share oil."],
]
COLUMNS = (("text", "The recommendation"), ("id", "Ref."))


def placed(found: ReadSources) -> dict[str, dict[str, tuple[str, ...]]]:
    assert [str(problem) for problem in found.problems] == []
    sections = found.exercise.corpus.sections
    return {section.title: {theme.label: theme.placements for theme in section.themes} for section in sections}


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "tsv", "html", "md", "docx", "pdf", "txt"])
def test_a_table_with_the_users_own_heads_is_read_from_any_format(tmp_path: Path, suffix: str) -> None:
    path, rows = tmp_path / f"t.{suffix}", HEADED + ROWS
    if suffix == "xlsx":
        with xlsxwriter.Workbook(path) as workbook:
            sheet = workbook.add_worksheet()
            for place, cells in enumerate(rows):
                sheet.write_row(place, 0, cells)
    elif suffix == "docx":
        document = docx.Document()
        table = document.add_table(rows=0, cols=5)
        for cells in rows:
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
        path.write_bytes(office_files.saved(document))
    elif suffix == "pdf":
        words = [
            (20 + 115 * column, 700 - 30 * row, text)
            for row, cells in enumerate(rows)
            for column, text in enumerate(cells)
            if text
        ]
        level = [(15, 715 - 30 * row, 595, 715 - 30 * row) for row in range(len(rows) + 1)]
        upright = [(15 + 116 * column, 715 - 30 * len(rows), 15 + 116 * column, 715) for column in range(6)]
        path.write_bytes(office_files.pdf([words], [*level, *upright]))
    else:
        path.write_text(as_text(suffix, rows), encoding="utf-8")
    about = tmp_path / "about.yaml"
    regions = "[{code: NE, name: North and East}, {code: C, name: coast}, {code: SW, name: South West}]"
    about.write_text(f"title: Light\nregions: {regions}\n", encoding="utf-8")
    found = read(path, about, columns=COLUMNS)
    assert placed(found) == {"Light": {"Lamps": ("NE 12", "C 137.12"), "Lenses": ("NE 12",), "Oil": ("SW 4(b)",)}}
    corpus = found.exercise.corpus
    assert [theme.id for theme in corpus.themes] == ["1.1", "1.2", "1.3"]
    assert corpus.by_id["C 137.12"].text == "Light every lamp."
    assert str(found.taken[0]).endswith("taken for a table")


def as_text(suffix: str, rows: list[list[str]]) -> str:
    if suffix == "html":
        body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)
        return f"<p>All of it</p><table>{body}</table>"
    if suffix == "md":
        return "\n".join(f"| {' | '.join(cells)} |" for cells in [rows[0], ["---"] * 5, *rows[1:]])
    between = ";" if suffix == "csv" else "\t"
    return "\n".join(between.join(f'"{cell}"' if between in cell else cell for cell in cells) for cells in rows)


TABLE = "Group,Paragraph,Letter,Report,Recommendation\n"


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("NE,4,a,Report of A,\n", "t.csv, row 2: This row has no text."),
        ("NE,,,,Shine.\n", "t.csv, row 2: Nothing says what to call “Shine.”"),
        ("NE,four,,,Shine.\n", "t.csv, row 2: “four” is no citation."),
        ("NE; SW,4,,,Shine.\n", "t.csv, row 2: “NE; SW” are several: a recommendation is one's."),
        ("SW,1,,,Sail.\nNE,SW 4,,,Shine.\n", "t.csv, row 3: “SW 4” stands beside the region NE."),
    ],
)
def test_a_row_that_is_not_sure_is_told_with_its_place(tmp_path: Path, rows: str, told: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(TABLE + rows + "NE,9,,Report of NE,Share.\n", encoding="utf-8")
    assert told in "\n".join(map(str, read(path).problems))


def test_a_table_names_regions_and_reports_and_repeats_its_head(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = "United Kingdom,4,a,Report of A,Shine.\nGroup,Paragraph,Letter,Report,Recommendation\nNE,9,,,Share.\n"
    path.write_text(TABLE + rows, encoding="utf-8")
    found = read(path)
    assert placed(found) == {NOT_SORTED: {NOT_SORTED: ("United-Kingdom 4(a)", "NE 9")}}
    regions = found.exercise.corpus.regions
    assert [(region.code, region.name) for region in regions] == [("United-Kingdom", "United Kingdom"), ("NE", "NE")]
    assert regions[0].report == "Report of A"


def test_what_a_table_says_besides_is_kept_by_its_heads(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        "Ref,Text,Theme,State under review,SDG,SDG,,Recommending state\n"
        "NE 1,A.,Oil,France,3,4,x,Spain\nNE 1,A.,Gas,France,5,4,,Spain\nNE 2,B.,Oil,,,,,Spain\n"
    )
    points = read(path, columns=(("region", "Recommending state"),)).exercise.corpus.by_id
    assert points["NE 1"].attributes == (("State under review", "France"), ("SDG", "3; 5"), ("SDG (2)", "4"))
    assert (points["NE 2"].attributes, points["NE 2"].region) == ((), "Spain")


def test_two_recommendations_of_one_name_are_told_and_a_column_may_tell_them_apart(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    rows = ["1,ES,France,Train judges and prosecutors now.,Law", "1,ES,France,Train judges and prosecutors.,Oil"]
    plan = "1,ES,Kenya,Adopt a national plan.,Gas"

    def doubts(*rows: str, **columns: str) -> list[str]:
        path.write_text("\n".join(("Ref,Region,State under review,Text,Theme", *rows)))
        return [str(problem).split(": ", 1)[1] for problem in read(path, columns=tuple(columns.items())).problems]

    assert doubts(*rows) == [], "one, which is worded in two ways"
    (told,) = doubts(*rows, plan)
    assert told.startswith("“Adopt a national plan.” is called ES 1, as is “Train judges and prosecutors now.”.")
    assert doubts(*rows, plan, region="State under review") == []
    (told,) = doubts(rows[0], rows[1].replace("France", "Kenya"))
    assert "is called ES 1" in told, "what stands beside them tells them apart"


def test_rows_without_a_name_are_counted_by_region(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("State;Section;Theme;Text\nFR;Law;I. Courts;A.\nFR;Law;II. Police;B.\nES;Law;I. Courts;C.\n")
    found = read(path, columns=(("region", "State"),))
    assert placed(found) == {"Law": {"I. Courts": ("FR 1", "ES 1"), "II. Police": ("FR 2",)}}


def test_values_are_parted_by_the_sign_that_parts_all_rows_alike(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Ref;Theme;Text\nNE 1;Oil;Clean, trim, fill, wind, and light.\nNE 2;Oil;Lend, share, and mend.\n")
    assert placed(read(path)) == {"Recommendations": {"Oil": ("NE 1", "NE 2")}}


def test_the_signs_of_a_pdf_that_two_units_write_are_whole_and_half_ones_are_told(tmp_path: Path) -> None:
    for units, said in (("D83DDD25", "\U0001f525 Trim lamps."), ("D83D", "\0 Trim lamps.")):
        page = office_files.pdf([[(50, 700, "I. Oil"), (50, 640, "! Trim lamps. [NE 4(a)]")]])
        cmap = f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <21> <{units}> endbfchar"
        mapped = f"9 0 obj\n<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream\nendobj\ntrailer".encode()
        page = page.replace(b"/Courier", b"/Courier /ToUnicode 9 0 R").replace(b"trailer", mapped)
        (tmp_path / "a.pdf").write_bytes(page)
        found = source_files.read(tmp_path / "a.pdf")
        assert said in found.source.text
        assert ("U+0000" in str(read(tmp_path / "a.pdf").problems)) is (units == "D83D")


def test_what_is_drawn_with_far_too_many_columns_is_no_table(tmp_path: Path) -> None:
    across = [(0.0, y, 600.0, y) for y in (690, 720)]
    for columns, rows in ((4, 1), (190, 0)):
        upright = [(x, 690.0, x, 720.0) for x in (3.1 * place for place in range(columns))]
        (tmp_path / "a.pdf").write_bytes(office_files.pdf([[(1, 700, "Oil")]], [*across, *upright]))
        lines = source_files.read(tmp_path / "a.pdf").lines
        assert sum(bool(line.cells) for line in lines) == rows


def test_a_column_that_nobody_has_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("Ref,Text\nNE 1,A.\n", encoding="utf-8")
    assert "No column is called “Topic”." in str(read(path, columns=(("theme", "Topic"),)).problems[0])
    path.write_text("A,B\nNE 1,A.\n", encoding="utf-8")
    forced = source_files.read_sources(GivenSources(forms={SourceForm.TABLE: path}))
    assert "No row says which column holds the recommendations" in str(forced.problems[0])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (LIST.encode("utf-16"), "text in UTF-16"),
        (LIST.encode("utf-16-le"), "text in UTF-16-LE"),
        (LIST.encode("utf-8-sig"), "text in UTF-8"),
        (LIST.replace("Lamps and", "Lampes à").encode("cp1252"), "text in WINDOWS-1252"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(data)
    found = read(path)
    assert (found.problems, [(taken.kind, taken.form) for taken in found.taken]) == ((), [(kind, SourceForm.LIST)])
    assert found.exercise.corpus.sections[0].title in ("Lamps and lenses", "Lampes à lenses")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", "Маяк светит [AP 1]".encode("cp1251"), "neither in UTF-8 nor in UTF-16 nor in Windows-1252"),
        ("a.txt", b"%PDF-1.7", "its name says that it is text"),
        ("a.txt", b"Nothing here.", "What this file holds isn't sure"),
        ("a.txt", b"A \x07 bell [AP 1]", "a.txt:1: There is a control character (U+0007)"),
        ("a.pptx", b"PK", "A .pptx file can't be read."),
        ("a.pdf", b"%PDF-1.4 nothing", "This can't be read as a PDF"),
        ("a.pdf", office_files.pdf([[]]), "There is no text in this PDF"),
        ("a.xlsx", b"PK", "This can't be read as an Excel workbook"),
        ("a.txt", b"[" * 100_001, "far larger than a mapping exercise"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert told in refused(GivenSources([tmp_path / name]))


def test_list_and_matrix_are_told_apart_and_read_together(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LIST.replace("II.", "\fII."), encoding="utf-8")
    (tmp_path / "b.txt").write_text(MATRIX, encoding="utf-8")
    found = source_files.read_sources(GivenSources([tmp_path / "b.txt", tmp_path / "a.txt"]))
    assert {taken.form for taken in found.taken} == {SourceForm.LIST, SourceForm.MATRIX}
    assert placed(found) == {"Lamps and lenses": {"I. Lenses": ("NE 4(a)", "SW 7(b)"), "II. Lamps": ("C 2(a)",)}}
    assert "This is a second list, besides a.txt" in refused(GivenSources([tmp_path / "a.txt", tmp_path / "a.txt"]))
    (tmp_path / "t.csv").write_text("Ref,Text\nNE 1,A.\n", encoding="utf-8")
    assert "A list and a table can't be checked" in refused(GivenSources([tmp_path / "a.txt", tmp_path / "t.csv"]))


def test_problems_say_where_a_person_finds_them(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("Lamps and lenses", "I. Lenses", "• Polish every lens. [NE 4(a)]", "• Share lenses.", "II. Oil"):
        document.add_paragraph(text)
    (tmp_path / "a.docx").write_bytes(office_files.saved(document))
    said = [str(problem) for problem in read(tmp_path / "a.docx").problems]
    assert "a.docx, paragraph 4: There is no citation after “Share lenses.”." in said[0]
    page = [(50, 700 - 14 * place, line) for place, line in enumerate(LIST.replace("•\n", "").split("\n")) if line]
    (tmp_path / "a.pdf").write_bytes(office_files.pdf([page, [(50, 700, "Oil it.")]]))
    assert ", page 2: Nothing stands under the heading “Oil it.”." in str(read(tmp_path / "a.pdf").problems[0])


def test_a_matrix_may_name_regions_in_its_citations_and_its_themes_in_columns(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text(
        "Section,Theme,North,South,Remarks\n"
        'Law,I. Courts,"Train judges. [NO 1(a)]\nPay them. [NO 1(b)]",Build. [SO 2],None yet\n'
        "Law,II. Police,Train. [NO 3],,\n"
        "Sea,Ships,,Sail. [SO 4],\n",
        encoding="utf-8",
    )
    found = read(path)
    assert placed(found) == {
        "Law": {"I. Courts": ("NO 1(a)", "NO 1(b)", "SO 2"), "II. Police": ("NO 3",)},
        "Sea": {"Ships": ("SO 4",)},
    }
    assert [(region.code, region.name) for region in found.exercise.corpus.regions] == [
        ("NO", "North"),
        ("SO", "South"),
    ]
    assert "None yet" in [quote.text for remark in found.exercise.remarks for quote in remark.quotes]
    rows = "".join(f"Law,I. Courts,Train {place}. [NO {place}],,\n" for place in range(5, 12))
    path.write_text(
        f"Section,Theme,North,South,Remarks\n{rows}Law,I. Courts,Stray. [SO 9],Sail. [SO 4],\n", encoding="utf-8"
    )
    assert "[SO 9] stands in the column North, where the others are of NO." in str(read(path).problems[0])


def test_a_list_of_words_own_bullets_and_numerals_with_its_legend_in_a_note(tmp_path: Path) -> None:
    document = docx.Document()
    for style, text in (
        ("Title", "All the lamps"),
        (None, "As of May"),
        ("Heading 1", "Lamps and lenses"),
        ("Heading 2", "Lenses"),
        ("List Number", "Polish every lens. [NE 4(a)]"),
        ("List Number", "Share lenses. [SW 7(b)]"),
        ("Heading 2", "Lamps"),
        (None, "\uf0b7 Light every lamp. [C 2(a)]"),
    ):
        document.add_paragraph(text, style=style)
    path = tmp_path / "list.docx"
    path.write_bytes(office_files.saved(document))
    found = read(path)
    assert placed(found) == {"Lamps and lenses": {"Lenses": ("NE 4(a)", "SW 7(b)"), "Lamps": ("C 2(a)",)}}
    assert found.exercise.corpus.by_id["C 2(a)"].text == "Light every lamp."
    assert found.exercise.corpus.title == "All the lamps"
    assert [found.exercise.place(remark.file, remark.line) for remark in found.exercise.remarks][-1] == "paragraph 2"


def test_a_web_page_and_markdown_mark_their_headings(tmp_path: Path) -> None:
    tree = {"Lamps": {"Oil": ("NE 1",), "Gas": ("NE 2",)}, "Sea": {"Sea": ("NE 3",)}}
    page = "<h1>All</h1><h2>Lamps</h2><h3>Oil</h3><ul><li>Burn. [NE 1]</ul><h3>Gas</h3><p>Save. [NE 2]</p>"
    page += "<h2>Sea</h2><p>Sail. [NE 3]"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    assert placed(read(tmp_path / "a.html")) == tree
    text = "# All\n\n## Lamps\n\n### Oil\n\n- Burn. [NE 1]\n\n### Gas\n\n- Save. [NE 2]\n\n## Sea\n\n- Sail. [NE 3]\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert placed(read(tmp_path / "a.md")) == tree
    (tmp_path / "b.md").write_text(f"{text}\n#### Wind\n\n- Turn. [NE 4]\n", encoding="utf-8")
    assert "What the heading “Wind” heads isn't sure" in str(read(tmp_path / "b.md").problems[0])


def test_cells_that_span_rows_and_columns_of_a_web_page_stay_in_their_columns(tmp_path: Path) -> None:
    rows = "<tr><td rowspan=2>Lamps<td>NE 1<td>Burn.<tr><td>NE 2<td>Save.<tr><td colspan=2>NE<td>"
    (tmp_path / "t.html").write_text(f"<table><tr><th>Theme<th>Id<th>Text{rows}</table>", encoding="utf-8")
    assert placed(read(tmp_path / "t.html")) == {"Recommendations": {"Lamps": ("NE 1", "NE 2")}}


def test_heads_and_feet_of_pages_are_left_out_and_words_cut_by_a_column_are_whole(tmp_path: Path) -> None:
    def page(number: int, *lines: str) -> list[tuple[float, float, str]]:
        words = [(50.0, 700.0 - 14 * place, line) for place, line in enumerate(lines) if line]
        return [(50, 780, "The lamps of the world"), *words, (300, 20, f"Page {number} of 3")]

    pages = [
        page(1, "All", "", "Lamps", "", "I. Oil", "", "Burn it, and also the", "old kind. [NE 1]"),
        page(2, "Save it for", "the winter. [NE 2]"),
        page(3, "Share it. [NE 3]"),
    ]
    (tmp_path / "a.pdf").write_bytes(office_files.pdf(pages))
    found = read(tmp_path / "a.pdf")
    assert placed(found) == {"Lamps": {"I. Oil": ("NE 1", "NE 2", "NE 3")}}
    assert found.exercise.corpus.by_id["NE 2"].text == "Save it for the winter."


@needs_office
def test_what_libreoffice_can_read_is_read_through_it(tmp_path: Path) -> None:
    rtf = r"{\rtf1\ansi Lamps and lenses\par I. Lenses\par \bullet  Polish every lens. [NE 4(a)]\par}"
    (tmp_path / "a.rtf").write_text(rtf, encoding="ascii")
    found = read(tmp_path / "a.rtf")
    assert placed(found) == {"Lamps and lenses": {"I. Lenses": ("NE 4(a)",)}}
    assert str(found.taken[0]) == "a.rtf: .rtf file, through LibreOffice, taken for a list"


def test_without_libreoffice_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for suffix, instead in ((".odt", ".docx"), (".xls", ".xlsx")):
        path = tmp_path / f"a{suffix}"
        path.write_bytes(b"x")
        with pytest.raises(BadInput, match=f"LibreOffice, which isn't installed .* Save it as {instead} instead."):
            read(path)


@pytest.mark.parametrize("suffix", ["docx", "pdf", "xlsx", "csv", "tsv", "html", "md", "txt"])
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str) -> None:
    chance = Random(suffix)
    path = tmp_path / f"a.{suffix}"
    for size in (0, 1, 40, 4_000):
        for begins in (
            b"",
            b"%PDF-1.4\n",
            b"PK\x03\x04",
            b"<table><tr><td rowspan=9999 colspan=9999>x",
            b'a;b\n"\n[A 1]',
        ):
            path.write_bytes(begins + chance.randbytes(size))
            with suppress(BadInput):
                read(path)


def five_reports(folder: Path) -> dict[str, InventedReport]:
    """Five reports, each in a format of its own, by the code of their region."""
    made = {
        code: InventedReport(
            f"Report of the {name} Regional Preparatory Meeting",
            (
                ReportPart("I. Introduction", (ReportParagraph(1, "The Meeting was held in May."),)),
                ReportPart(
                    "A. On lamps",
                    (
                        ReportParagraph(
                            2,
                            "The Meeting made the following recommendations:",
                            (("a", f"Train every keeper of {name} to trim lamps, {TRIM}"), ("b", "Share lenses")),
                            (";", "."),
                        ),
                    ),
                ),
                ReportPart("III. Summary of deliberations", (ReportParagraph(3, "One speaker recommended more."),)),
            ),
        )
        for code, name in FIVE.items()
    }
    docx_, pdf, html, md, txt = made
    (folder / f"{docx_}.docx").write_bytes(as_word(made[docx_]))
    (folder / f"{pdf}.pdf").write_bytes(as_pdf(made[pdf]))
    (folder / f"{html}.html").write_text(as_html(made[html]), encoding="utf-8")
    (folder / f"{md}.md").write_text(as_markdown(made[md]), encoding="utf-8")
    wrapped = as_wrapped(made[txt], Random(1), parted=True, paged=False).text
    (folder / f"{txt}.txt").write_text(wrapped, encoding="utf-8")
    return made


FIVE = {"AP": "Asian", "LAC": "Latin American", "WA": "Western Asian", "A": "African", "E": "European"}
TRIM = "to clean lenses and mirrors, to fill oil and to keep watch by night over the sea and the coast"


def test_five_reports_each_in_its_format_are_recognised_and_read(tmp_path: Path) -> None:
    made = five_reports(tmp_path)
    given = [tmp_path / next(path.name for path in tmp_path.iterdir() if path.stem == code) for code in made]
    about, bare = tmp_path / "five.yaml", tmp_path / "bare.yaml"
    bare.write_text("title: Light\n", encoding="utf-8")
    regions = "".join(f"- {{code: {path.stem}, file: {path.name}}}\n" for path in given)
    about.write_text(f"regions:\n{regions}", encoding="utf-8")
    found = source_files.read_sources(GivenSources(given, about=about))
    assert [str(problem) for problem in found.problems] == []
    truth = {id: text for code, report in made.items() for id, text in report.texts(code).items()}
    corpus = found.exercise.corpus
    assert {point.id: point.text for point in corpus.recommendations} == truth
    assert (corpus.unsorted, len(corpus.sections)) == (tuple(truth), 1)
    assert [region.report for region in corpus.regions] == [report.title for report in made.values()]
    assert str(found.taken[1]) == "LAC.pdf: PDF, taken for a report, LAC"
    assert "nothing says with which letters it is cited" in refused(GivenSources([given[0]], about=bare))
    for reports, other, told in (
        ([("AP", given[0]), ("AP", given[1])], {}, "This is a second report AP."),
        ([("AP", given[0])], {SourceForm.TABLE: given[1]}, "A table can't be read together with reports"),
    ):
        assert told in refused(GivenSources(forms=other, reports=reports))


TWO = "regions:\n- {code: NO, name: North}\n- {code: SO, name: South}\n"
TURNED = [
    ("m.csv", "", "Region,I. Courts,II. Police\nNorth,Train. [NO 1(a)],Pay. [NO 3]\nSouth,Build. [SO 2],\n"),
    ("m.csv", "", ",Courts,Police,Remarks\nNorth,Train. [NO 1(a)],Pay. [NO 3],Well said\n,,,\nSouth,Build. [SO 2],,\n"),
    ("m.txt", TWO, "All of it\n\n\tOf justice\nMeeting\tI. Courts\tII. Police\nNorth\tTrain.\tPay. [Report, para. 3]\n"
        "\t[Report, para. 1a]\t\nMeeting\tI. Courts\tII. Police\nSouth\tBuild. [Report, para. 2]\t\n"),
    ("m.md", TWO, "# All of it\n\n## Of justice\n\n| | Courts |\n|---|---|\n| North | Train. [Report, para. 1a] |\n"
        "| South | Build. [Report, para. 2] |\n\n## Of order\n\n| | Police |\n|---|---|\n"
        "| North | Pay. [Report, para. 3] |\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "about", "text"), TURNED)
def test_a_matrix_turned_round_is_turned_back(tmp_path: Path, name: str, about: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "about.yaml").write_text(f"title: Light\n{about}", encoding="utf-8")
    found = source_files.read_sources(GivenSources([tmp_path / name]))
    themes = {
        title.removeprefix("I. ").removeprefix("II. "): ids
        for of in placed(found).values()
        for title, ids in of.items()
    }
    assert themes == {"Courts": ("NO 1(a)", "SO 2"), "Police": ("NO 3",)}
    assert {id: point.text for id, point in found.exercise.corpus.by_id.items()} == {
        "NO 1(a)": "Train.", "SO 2": "Build.", "NO 3": "Pay.",
    }  # fmt: skip
    assert {region.code: region.name for region in found.exercise.corpus.regions} == {"NO": "North", "SO": "South"}
    told = [quote.text for remark in found.exercise.remarks for quote in remark.quotes]
    assert ("Well said" in told) == ("Well said" in text)


def test_a_matrix_of_one_region_a_column_is_not_turned(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Theme,North,South\nCourts,Train. [NO 1(a)],\nPolice,,Build. [SO 2]\n", encoding="utf-8")
    assert placed(read(path)) == {"Theme": {"Courts": ("NO 1(a)",), "Police": ("SO 2",)}}


def _note(told: list[tuple[int, int]], done: int, whole: int) -> None:
    told.append((done, whole))


def test_a_large_table_is_read_row_by_row_and_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        'Ref,Text,Theme,State\nNO 1,"Train, [and] pay.",Courts; Police,France\n\nSO 2(a),"Build\n\nroads.",Roads,Chad\n'
    )
    for name, text in (("t.csv", rows), ("t.tsv", rows.replace(",", "\t").replace("Train\t", "Train,"))):
        path = tmp_path / name
        path.write_text(f"{text}NO 1\t\n", encoding="utf-8") if name == "t.tsv" else path.write_text(text)
        with monkeypatch.context() as patched:
            held = read(path)
            patched.setattr(source_files, "LARGEST", 1)
            told: list[tuple[int, int]] = []
            patched.setattr("drafter.workspace.streamed_table._TOLD", 1)
            open_it = partial(source_files.read, progress=partial(_note, told))
            streamed = source_files.read_sources(GivenSources([path]), open_it)
        assert streamed.exercise.corpus == held.exercise.corpus
        assert list(map(str, streamed.problems)) == list(map(str, held.problems))
        assert [streamed.exercise.place(each.file, each.line) for each in streamed.exercise.remarks] == [
            held.exercise.place(each.file, each.line) for each in held.exercise.remarks
        ]
        assert told[-1][0] == told[-1][1] == path.stat().st_size


def test_what_is_no_large_table_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_files, "LARGEST", 1)
    path = tmp_path / "t.csv"
    for data, said in (
        (b"Text,Theme\nTrain.,Courts\nB\x1bay.,Courts\n", r"t.csv:3: There is a control character \(U\+001B\)"),
        (b"Text,Theme\nTrain.,Courts\n\xe9\xff,Courts\n", "Save a table as large as this in UTF-8"),
    ):
        path.write_bytes(data)
        with pytest.raises(BadInput, match=said):
            source_files.read_sources(GivenSources([path]))
    path.write_bytes(b"A,B\nTrain.,Courts\n")
    assert "What this file holds isn't sure" in str(read(path).problems[0])
    assert "No row says which column" in refused(GivenSources(forms={SourceForm.TABLE: path}))
    path.write_bytes("Recommendation,Ref\nTrain.,NO 1\n".encode("utf-16"))
    assert [point.id for point in read(path).exercise.corpus.recommendations] == ["NO 1"]
