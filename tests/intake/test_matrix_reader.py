"""Each odd form of a matrix, in a row or two."""

from __future__ import annotations

import pytest

from drafter.corpus.corpus import About, AboutRegion
from drafter.intake.readings import RemarkKind
from tests.intake.samples import HEADER, LIST, MATRIX, both, items, listed, of_kind, page, tabled, tree


def test_a_matrix_is_read_into_the_same_as_its_list() -> None:
    assert tree(tabled(MATRIX)) == tree(listed(LIST))


@pytest.mark.parametrize(
    ("cell", "id", "text"),
    [
        ("<p>(a) Burn. [Report, para. 4a]</p>", "NE 4(a)", "Burn."),
        ("(a) Burn. [Report, para. 4a]", "NE 4(a)", "Burn."),
        ("<p>(e) Burn. [Report, para. 4(e)]</p>", "NE 4(e)", "Burn."),
        ("<p>(f) Burn. [Report, para, 61f]</p>", "NE 61(f)", "Burn."),
        ("<p>(aa) Burn. [Report, para. 4aa];</p>", "NE 4(aa)", "Burn."),
        ("<p>(a) Burn [para. 4 (a)].</p>", "NE 4(a)", "Burn"),
        ("<p>Burn. [Report, para. 4]</p>", "NE 4", "Burn."),
        ("<p>Burn. [Report, para. 4a]</p>", "NE 4(a)", "Burn."),
        ("<p>(l) Burn. [Report, para. 4]</p>", "NE 4(l)", "Burn."),
        ('<p align="center">(a) Burn. [Report, para. 4a]</p>', "NE 4(a)", "Burn."),
        ("<P>(a) Burn</P> <p>and glow. [Report, para. 4a]</p>", "NE 4(a)", "Burn and glow."),
        ("(a) Lamps , lenses  &amp; oil ; , <w:p> <pre> [sic] [4a] [Report, para. 4a]", "NE 4(a)", None),
        ("(a) {{ x }} \u05d0\u05d1 e\u0301 🕯 [Reports differ] [Report, para. 4a]", "NE 4(a)", None),
        ("<p>(APA) lamps [Report, para. 4a]</p>", "NE 4(a)", "(APA) lamps"),
    ],
)
def test_a_piece_is_its_text_to_the_letter(cell: str, id: str, text: str | None) -> None:
    expected = text if text is not None else cell.removeprefix("(a) ").removesuffix(" [Report, para. 4a]")
    about = About(regions=(AboutRegion("NE", "North and East"), AboutRegion("C", "Coast")))
    rows = f"North and East\tCoast\nLamps\t\nI. Oil\t\n{cell}\t(a) Glow. [Report, para. 1a]\n"
    assert items(tabled(rows, about)) == {id: expected, "C 1(a)": "Glow."}


def test_a_cell_of_bare_text_may_hold_several_items() -> None:
    cell = "(a) Burn. [Report, para. 4a] (b) Glow. [Report, para. 4b]; (c) Shine. [Report, para. 4c]"
    read = items(tabled(MATRIX.replace("<p>(a) Polish every lens. [Report, para. 4a]</p>", cell)))
    assert list(read)[:3] == ["NE 4(a)", "NE 4(b)", "NE 4(c)"]
    assert read["NE 4(c)"] == "Shine."


def test_headings_may_be_paragraphs_and_be_continued() -> None:
    rows = page(
        '<p align="center">General</p>\t\t',
        "Why lamps\t\t",
        "(a) Burn. [Report, para. 4a]\t\t",
    ) + page(
        "General (cont'd)\t\t",
        "Why lamps (cont’d)\t\t",
        "\t(b) Share. [Report, para. 7b]\t",
        "Lamps\t\t",
        "<p>I. Oil</p>\t\t",
        "\t\t(c) Glow. [Report, para. 2c]",
    )
    read = tabled(rows)
    assert tree(read) == {
        "General": {"Why lamps": {"NE 4(a)": "Burn.", "SW 7(b)": "Share."}},
        "Lamps": {"I. Oil": {"C 2(c)": "Glow."}},
    }
    assert [theme.id for theme in read[0].corpus.themes] == ["1", "2.I"]


def test_the_line_that_heads_every_page_is_the_title() -> None:
    rows = "Annex\n\nA note\n" + page("Lamps\t\t", *MATRIX.splitlines()[2:])
    read = tabled(rows)
    assert list(tree(read)) == ["Lamps"]
    assert read[0].corpus.title == "A matrix of lighthouses"
    assert [(remark.line, remark.quotes[0].text) for remark in of_kind(read, RemarkKind.LEFT_OUT)] == [
        (1, "Annex"),
        (3, "A note"),
    ]


@pytest.mark.parametrize("again", [(), ("Lamps (continued)\t\t", "I. Oil (cont'd)\t\t"), ("I. Oil\t\t",)])
@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("(a) Burn the", "oil. [Report, para. 4a]", "Burn the oil."),
        ("(a) A multi-", "lamp house. [Report, para. 4a]", "A multi-lamp house."),
        ("(a) Ask United", "Lamps. [Report, para. 4a]", "Ask United Lamps."),
        ("(a) Burn. [Report,", "para. 4a]", "Burn."),
        ("(a) Burn. [Report, para. 4", "(a)]", "Burn."),
        ("(a) Use: (i) oil;", "(ii) gas. [Report, para. 4a]", "Use: (i) oil; (ii) gas."),
        ("(a) Burn.", "[Report, para. 4a]", "Burn."),
    ],
)
def test_a_cell_cut_by_the_end_of_a_page_goes_on_in_its_column(
    first: str, second: str, text: str, again: tuple[str, ...]
) -> None:
    rows = page("Lamps\t\t", "I. Oil\t\t", f"<p>{first}</p>\t(b) Share. [Report, para. 7b]\t<p>(a) Light</p>") + page(
        *again, f"<p>{second}</p>\t\t<p>up. [Report, para. 2a]</p>"
    )
    assert items(tabled(rows)) == {"NE 4(a)": text, "SW 7(b)": "Share.", "C 2(a)": "Light up."}


def test_a_cell_may_be_cut_twice_with_only_its_column_filled() -> None:
    rows = page(
        "Lamps\t\t", "I. Oil\t\t", "(a) Burn\t(b) Share. [Report, para. 7b]\t(a) Up. [Report, para. 2a]"
    ) + page("and glow\t\t")
    rows += page("and shine. [Report, para. 4a]\t\t")
    assert items(tabled(rows))["NE 4(a)"] == "Burn and glow and shine."


def test_a_letter_that_the_citation_lacks_is_taken_from_the_label_and_remarked() -> None:
    read = tabled(MATRIX.replace("para. 7b", "para. 7"))
    [remark] = of_kind(read, RemarkKind.COMPLETED)
    assert (remark.subject, remark.file, remark.line) == ("SW 7(b)", "matrix.txt", 4)


def test_a_label_that_disagrees_with_the_citation_is_remarked() -> None:
    read = tabled(MATRIX.replace("para. 7b", "para. 7h"))
    [remark] = of_kind(read, RemarkKind.LABEL)
    assert remark.subject == "SW 7(h)"
    assert "(b)" in remark.what


def test_a_section_whose_items_follow_at_once_has_one_theme() -> None:
    rows = HEADER + "General: Lamps\t\t\n" + "".join(MATRIX.splitlines(keepends=True)[3:])
    assert list(tree(tabled(rows))["General"]) == ["Lamps", "II. Lamps"]


def test_columns_are_tied_to_regions_by_what_they_have_in_common_with_the_list() -> None:
    corpus = both(LIST, MATRIX, About())[0].corpus
    assert [(region.code, region.name) for region in corpus.regions] == [
        ("NE", "North and East"),
        ("SW", "South-West"),
        ("C", "Coast"),
    ]
    assert tree(both(LIST, MATRIX, About())) == tree(listed(LIST))


def test_a_columns_name_is_matched_whatever_its_case_dashes_and_spaces() -> None:
    assert tree(tabled(MATRIX.replace("South-West", " SOUTH – west "))) == tree(listed(LIST))


def test_a_matrix_headed_by_codes_needs_no_names() -> None:
    about = About(regions=tuple(AboutRegion(code) for code in ("NE", "SW", "C")))
    assert tree(tabled(MATRIX.replace(HEADER, "NE\tSW\tC\n"), about)) == tree(listed(LIST))


def test_two_columns_are_enough() -> None:
    about = About(regions=(AboutRegion("X", "Here"), AboutRegion("Y", "There")))
    rows = "Here\tThere\nLamps\t\nI. Oil\t\nBurn. [Report, para. 1]\tGlow. [Report, para. 2]\n"
    assert items(tabled(rows, about)) == {"X 1": "Burn.", "Y 2": "Glow."}
