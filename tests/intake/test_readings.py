"""Two annexes become one corpus, and every difference between them is kept and told."""

from __future__ import annotations

import pytest

from drafter.corpus.corpus import Reading
from drafter.intake.readings import DifferenceKind, RemarkKind, classify_difference, has_more_hyphens, missing_letters
from tests.intake.samples import HEADER, LIST, MATRIX, both, listed, of_kind, tabled, tree


def test_annexes_that_agree_give_no_readings_and_nothing_to_remark_but_gaps() -> None:
    exercise, problems = both(LIST, MATRIX)
    assert not problems
    assert all(recommendation.readings == () for recommendation in exercise.corpus.recommendations)
    assert [remark.subject for remark in exercise.remarks] == ["SW 7"]


def test_about_names_the_corpus_and_the_list_its_title() -> None:
    corpus = both("All lamps3\n" + LIST, MATRIX)[0].corpus
    assert (corpus.id, corpus.congress, corpus.title) == ("third", "Third Congress on Lighthouses", "All lamps")


def test_a_wording_that_differs_is_kept_and_the_list_is_shown() -> None:
    read = both(LIST, MATRIX.replace("Share lenses.", "Share all lenses."))
    recommendation = read[0].corpus.by_id["SW 7(b)"]
    assert recommendation.text == "Share lenses."
    assert recommendation.readings == (
        Reading("list", "Share lenses.", ("1.I",)),
        Reading("matrix", "Share all lenses.", ("1.I",)),
    )
    [remark] = of_kind(read, RemarkKind.DIFFERENCE)
    assert (remark.subject, remark.file, remark.line, remark.difference) == (
        "SW 7(b)",
        "matrix.txt",
        4,
        DifferenceKind.WORDING,
    )
    assert [(quote.source, quote.line, quote.text) for quote in remark.quotes] == [
        ("list", 10, "Share lenses."),
        ("matrix", 4, "Share all lenses."),
    ]


def test_the_matrix_is_the_witness_for_hyphens_that_the_list_swallowed() -> None:
    read = both(LIST.replace("Share", "Share multistakeholder"), MATRIX.replace("Share", "Share multi-stakeholder"))
    recommendation = read[0].corpus.by_id["SW 7(b)"]
    assert recommendation.text == "Share multi-stakeholder lenses."
    assert [reading.source for reading in recommendation.readings] == ["matrix", "list"]
    [remark] = of_kind(read, RemarkKind.DIFFERENCE)
    assert (remark.difference, remark.file, remark.line) == (DifferenceKind.HYPHEN, "list.txt", 10)


def test_one_annex_may_word_a_recommendation_differently_under_two_themes() -> None:
    read = listed(LIST + "Light all lamps. [NE 4(a)]\n")
    assert read[0].corpus.by_id["NE 4(a)"].readings == (
        Reading("list", "Polish every lens.", ("1.I",)),
        Reading("list", "Light all lamps.", ("1.II",)),
    )
    [remark] = of_kind(read, RemarkKind.CLASH)
    assert (remark.subject, remark.line) == ("NE 4(a)", 18)


def test_an_item_under_another_theme_in_each_annex_stands_where_the_matrix_has_it() -> None:
    floated = LIST.replace("Share lenses. [SW 7(b)]\n", "").replace("Light", "Share lenses. [SW 7(b)]\nLight")
    read = both(floated, MATRIX)
    assert tree(read) == tree(both(LIST, MATRIX))
    [remark] = of_kind(read, RemarkKind.MOVED)
    assert remark.subject == "SW 7(b)"
    assert [(quote.source, quote.theme) for quote in remark.quotes] == [("matrix", "1.I"), ("list", "1.II")]


@pytest.mark.parametrize(
    ("listing", "matrix", "file", "line"),
    [
        (LIST.replace("Share lenses. [SW 7(b)]\n", "") + "Dim. [SW 1(a)]\n", MATRIX, "matrix.txt", 4),
        (LIST, MATRIX.replace("<p>(b) Share lenses. [Report, para. 7b]</p>", ""), "list.txt", 10),
    ],
)
def test_a_placement_that_one_annex_alone_has_is_kept_and_told(listing: str, matrix: str, file: str, line: int) -> None:
    read = both(listing, matrix)
    assert read[0].corpus.themes[0].placements == ("NE 4(a)", "SW 7(b)")
    assert [(remark.subject, remark.file, remark.line) for remark in of_kind(read, RemarkKind.ONE_SIDED)][-1] == (
        "SW 7(b)",
        file,
        line,
    )


def test_what_only_the_matrix_has_stands_after_its_neighbour_of_the_same_region() -> None:
    cell = "(a) Polish every lens. [Report, para. 4a] (b) Wipe. [Report, para. 4b] (c) Dry. [Report, para. 4c]"
    matrix = MATRIX.replace("<p>(a) Polish every lens. [Report, para. 4a]</p>", cell)
    read = both(LIST.replace("Share", "Dry. [NE 4(c)]\nShare"), matrix)
    assert read[0].corpus.themes[0].placements == ("NE 4(a)", "NE 4(b)", "NE 4(c)", "SW 7(b)")


def test_the_title_of_the_matrix_is_shown_and_the_lists_told() -> None:
    read = both(LIST.replace("Lenses\n", "Lensse\n"), MATRIX)
    assert read[0].corpus.themes[0].title == "Lenses"
    [remark] = of_kind(read, RemarkKind.TITLE)
    assert (remark.subject, remark.file, remark.line) == ("1.I", "list.txt", 5)
    assert [quote.text for quote in remark.quotes] == ["I. Lenses", "I. Lensse"]


def test_a_number_that_differs_is_the_matrixs() -> None:
    read = both(LIST.replace("II.", "III."), MATRIX)
    assert [theme.id for theme in read[0].corpus.themes] == ["1.I", "1.II"]
    assert [remark.subject for remark in of_kind(read, RemarkKind.TITLE)] == ["1.II"]
    assert "III. “Lamps” follows the 1st theme" in of_kind(read, RemarkKind.GAP)[-1].what


def test_sections_and_themes_of_one_annex_alone_keep_their_place() -> None:
    extra = "\nOil\n\nI.\n\nWhale\n\nSpare whales. [C 9(a)]\n"
    more = "Glass\t\t\nI. Old\t\t\n(a) Blow. [Report, para. 8a]\t\t\n"
    read = both(LIST + extra, MATRIX + more)
    assert [section.title for section in read[0].corpus.sections] == ["Lamps and lenses", "Oil", "Glass"]
    assert [remark.subject for remark in of_kind(read, RemarkKind.ONE_SIDED)][:3] == ["2", "2.I", "C 9(a)"]


def test_sections_are_paired_by_what_they_list_when_their_titles_differ() -> None:
    read = both(LIST.replace("Lamps and lenses", "Of light"), MATRIX)
    assert [section.title for section in read[0].corpus.sections] == ["Lamps and lenses"]


def test_a_gap_in_the_letters_of_a_paragraph_is_told_and_not_filled() -> None:
    read = listed(LIST + "Dim. [C 2(d)]\n")
    assert [(remark.subject, remark.line, remark.what) for remark in of_kind(read, RemarkKind.GAP)] == [
        ("SW 7", 10, "SW 7 has no (a); the files have (b)."),
        ("C 2", 17, "C 2 has no (b), (c); the files have (a), (d)."),
    ]


@pytest.mark.parametrize(
    ("letters", "gap"),
    [
        ("a b c", ""),
        ("b", "a"),
        ("a c", "b"),
        ("A C", "b"),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb", ""),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z aa ab", ""),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z bb", "aa"),
        ("i ii iv", "iii"),
        ("а в", ""),
        ("", ""),
    ],
)
def test_a_run_of_letters_knows_what_it_lacks(letters: str, gap: str) -> None:
    assert missing_letters(letters.split()) == tuple(gap.split())


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("a multi-lamp", "a multilamp", DifferenceKind.HYPHEN),
        ("a b", "a  b", DifferenceKind.SPACING),
        ("a , b", "a, b", DifferenceKind.SPACING),
        ("a.", "a", DifferenceKind.PUNCTUATION),
        ("a–b", "a-b", DifferenceKind.PUNCTUATION),
        ("Prevention", "prevention", DifferenceKind.CAPITALS),
        ("a lamp", "a lump", DifferenceKind.WORDING),
    ],
)
def test_a_difference_is_named(one: str, other: str, how: DifferenceKind) -> None:
    assert classify_difference(one, other) is how
    assert classify_difference(other, one) is how


@pytest.mark.parametrize(
    ("full", "bare", "holds"),
    [
        ("awareness-raising", "awarenessraising", True),
        ("re-entering is anti-lamp", "reentering is anti-lamp", True),
        ("re-entering", "re-entering", False),
        ("a - b", "a  b", False),
        ("micro-credits , in", "microcredits, in", False),
        ("-a", "a", False),
        ("a-", "a", False),
    ],
)
def test_only_hyphens_inside_words_are_swallowed(full: str, bare: str, holds: bool) -> None:
    assert has_more_hyphens(full, bare) is holds


def test_a_matrix_alone_has_themes_in_the_order_of_its_regions() -> None:
    rows = HEADER + "Lamps\t\t\nI. Oil\t\t\n\t\t(a) Up. [Report, para. 2a]\n(a) Down. [Report, para. 4a]\t\t\n"
    rows += "\t(a) In. [Report, para. 7a]\t\n"
    assert list(tree(tabled(rows))["Lamps"]["I. Oil"]) == ["NE 4(a)", "SW 7(a)", "C 2(a)"]


@pytest.mark.parametrize("text", ["Share [lenses.", "Share] lenses.", "Share ]the[ lenses."])
def test_a_bracket_without_its_partner_stays_and_is_told(text: str) -> None:
    read = listed(LIST.replace("Share lenses.", text))
    assert read[0].corpus.by_id["SW 7(b)"].text == text
    assert [(remark.subject, remark.line) for remark in of_kind(read, RemarkKind.BRACKET)] == [("SW 7(b)", 10)]


def test_two_themes_of_one_number_that_are_not_the_same_have_ids_of_their_own() -> None:
    listing = "Lamps\n\nI.\n\nOil\n\nBurn. [NE 1]\n\nII.\n\nGas\n\nGo. [SW 1]\nUp. [C 1]\n"
    matrix = HEADER + "Lamps\t\t\nI. Gas\t\t\nBurn. [Report, para. 1]\tGo. [Report, para. 1]\tUp. [Report, para. 1]\n"
    corpus = both(listing, matrix)[0].corpus
    assert [(theme.id, theme.title) for theme in corpus.themes] == [("1.I′", "Oil"), ("1.I", "Gas")]
    assert corpus.themes[1].placements == ("NE 1", "SW 1", "C 1")


def test_themes_are_paired_by_what_they_list_when_title_and_number_differ() -> None:
    read = both(LIST.replace("I.\n\nLenses", "V.\n\nOptics"), MATRIX)
    assert [theme.id for theme in read[0].corpus.themes] == ["1.I", "1.II"]
    assert [remark.subject for remark in of_kind(read, RemarkKind.TITLE)] == ["1.I"]
    assert of_kind(read, RemarkKind.MOVED) == []
