"""What can't be read is a problem with its line and a way to mend it, and is never dropped or merged in silence."""

from __future__ import annotations

import pytest

from drafter.corpus.corpus import About, AboutRegion
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from tests.intake.samples import ABOUT, HEADER, LIST, MATRIX, both, faults, listed, page, tabled

LEGEND = "\n“[NE…]” stands for the Report N, “[SW…]” stands for the Report S, “[C…]” stands for the Report C.\n"
THEME = "Lamps\n\nI.\n\nOil\n•\n\nBurn. [C 1(a)]\n"


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", None, "The file is empty."),
        ("  \n\n", None, "The file is empty."),
        ("Lamps burn.\n", None, "This isn't a list of recommendations"),
        (MATRIX, None, "This is a matrix, not a list"),
        (THEME + "Light. [C 1(\nGlow. [C 1(c)]\n", 9, "The citation “[C 1(” is cut in half or garbled."),
        (THEME + "Light. [C 1(b\n\n•\n\nGlow. [C 1(c)]\n", 9, "The citation “[C 1(b” is cut in half or garbled."),
        (THEME + "Light\nup. [C\n", 10, "The citation “[C” is cut in half or garbled."),
        (THEME + "Light. [C 1(b)-]\nGlow. [C 1(c)]\n", 9, "The citation “[C 1(b)-]” is cut in half or garbled."),
        (THEME + "Light. C 1(b)]\nGlow. [C 1(c)]\n", 9, "The citation “C 1(b)]” is cut in half or garbled."),
        (THEME + "Light. 1(b)]\nGlow. [C 1(c)]\n", 9, "The citation “1(b)]” is cut in half or garbled."),
        (THEME + "Light. [C b)]\nGlow. [C 1(c)]\n", 9, "The citation “[C b)]” is cut in half or garbled."),
        (THEME + "Light up\nthe lamps.\n", 9, "There is no citation after “Light up the lamps.”."),
        (THEME + "Light up.\n\n•\n\nGlow. [C 1(c)]\n", 9, "There is no citation after “Light up.”."),
        (THEME + "• Light\n• Glow. [C 1(c)]\n", 9, "There is no citation after “Light”."),
        (THEME + "[C 1(b)]\n", 9, "There is no recommendation before the citation [C 1(b)]."),
        (THEME + "\nII.\n", 10, "The numeral II. has no title."),
        (THEME + "\nII.\nI. Gas\nGo. [C 2]\n", 11, "The title of theme I. runs on into a recommendation."),
        (THEME + "\nI.\n\nGas\n\nGo. [C 2]\n", 12, "This section has a theme I already (line 5)."),
        (THEME + "\nGas lamps\n", 10, "Nothing stands under the heading “Gas lamps”."),
        (THEME + "Burn. [C 1(a)]\n", 9, "C 1(a) stands twice under one theme (first in line 8)."),
        ("Burn. [C 1(a)]\n" + LIST, 1, "C 1(a) “Burn.” stands before any section heading."),
        ("I.\n\nOil\n\nBurn. [C 1(a)]\n", 3, "The theme “I. Oil” stands before any section heading."),
        (
            LIST + LEGEND + "\nDim. [X 3(a)]\n",
            21,
            "The citation [X 3(a)] names a region X that is not among C, NE, SW.",
        ),
        (THEME + "Li\x1b[31mght. [C 1(b)]\n", 9, "There is a control character (U+001B) in this line."),
        (THEME + LEGEND.lstrip(), 9, "The legend of the regions runs together with a recommendation."),
        (LEGEND + THEME, None, "There is no recommendation of the region NE (Report N)."),
    ],
)
def test_a_fault_in_a_list_is_told_with_its_line(text: str, line: int | None, what: str) -> None:
    found = faults(listed(text))
    assert any(at == line and says.startswith(what) for at, says in found), found


@pytest.mark.parametrize(
    "damaged",
    [
        "Light. [C 1(",
        "Light. [C 1(b",
        "Light. [C",
        "Light. [C 1(b), (d]",
        "Light. C 1(b)]",
        "Light. [C 1(b",
        "Light. 1(b)]",
        "Light (b)]",
        "Light b)]",
        "Light)]",
        "Light. [C b)]",
    ],
)
def test_a_damaged_citation_never_merges_its_item_with_the_next(damaged: str) -> None:
    exercise, problems = listed(THEME + damaged + "\nGlow. [C 1(c)]\n")
    assert len(problems) == 1
    assert exercise.corpus.by_id["C 1(c)"].text == "Glow."


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", None, "The file is empty."),
        ("Lamps\tburn\n", None, "This isn't a matrix of recommendations"),
        (LIST, None, "This is a list, not a matrix"),
        ("Lamps\nBurn. [Report, para. 4a]\n", None, "No row names the regions"),
        (MATRIX.replace("[Report, para. 7b]", "[Report, para."), 4, "The citation “[Report, para.” is cut in half."),
        (
            MATRIX.replace("[Report, para. 7b]", "[Report, para. x]"),
            4,
            "The citation “[Report, para. x]” is cut in half",
        ),
        (
            MATRIX.replace("[Report, para. 7b]", "Report, para. 7b]"),
            4,
            "The citation “Report, para. 7b]” is cut in half",
        ),
        (
            MATRIX.replace("[Report, para. 7b]", ""),
            4,
            "There is no citation after “(b) Share lenses.” in the column South",
        ),
        (
            MATRIX.replace("Light every lamp.", ""),
            6,
            "There is no recommendation before the citation [Report, para. 2a].",
        ),
        (MATRIX.replace("\t\t<p>(a) Light", "\t<p>(a) Light"), 6, "This row has 2 cells, but the header has 3."),
        (MATRIX + "(b) Wipe. [Report, para. 4b]\t\t\tOdd\n", 7, "This row has 4 cells, but the header has 3."),
        (MATRIX + "(b) Wipe. [Report, para. 4b]\n", 7, "This row has 1 cells, but the header has 3."),
        (MATRIX + "Here\tThere\tNowhere\n", 7, "This row looks like a header"),
        (HEADER + MATRIX.split("\n", 2)[2], 2, "The theme “I. Lenses” stands before any section heading."),
        (HEADER + "(a) Burn. [Report, para. 4a]\t\t\n", 2, "North and East 4(a) “Burn.” stands before any section"),
        ("(a) Burn. [Report, para. 4a]\tx\ty\n" + MATRIX, 1, "This row stands above the header in line 2."),
        (MATRIX.replace("South-West", "Coast"), 1, "The header has two columns “Coast”."),
        (
            MATRIX.replace("South-West", "Elsewhere"),
            1,
            "Nothing says which region the column “Elsewhere” is; it holds one",
        ),
        (MATRIX + "III.\t\t\n", 7, "The numeral III. has no title."),
        (MATRIX + "Oil (cont'd)\t\t\n", 7, "“Oil” is said to be continued, but it is not the heading above."),
        (MATRIX + "Oil\t\t\n", 7, "Nothing stands under the heading “Oil”."),
        (MATRIX + "\t\t(a) Light. [Report, para. 2a]\n", 7, "C 2(a) stands twice under one theme (first in line 6)."),
        (MATRIX.replace("Share", "Sh\x07are"), 4, "There is a control character (U+0007) in this line."),
        (
            MATRIX.replace("(b) Share lenses. [Report, para. 7b]", ""),
            None,
            "There is no recommendation of the region SW",
        ),
    ],
)
def test_a_fault_in_a_matrix_is_told_with_its_line(text: str, line: int | None, what: str) -> None:
    found = faults(tabled(text))
    assert any(at == line and says.startswith(what) for at, says in found), found


def test_a_piece_without_citation_never_merges_with_the_next_in_its_cell() -> None:
    cell = "<p>(a) Wipe.</p> <p>(b) Dry. [Report, para. 7b]</p>"
    exercise, problems = tabled(MATRIX.replace("<p>(b) Share lenses. [Report, para. 7b]</p>", cell))
    assert [(problem.line, problem.what[:34]) for problem in problems] == [(4, "There is no citation after “(a) Wi")]
    assert exercise.corpus.by_id["SW 7(b)"].text == "Dry."


def test_text_that_is_cut_at_a_page_and_never_goes_on_is_told_where_it_starts() -> None:
    rows = page("Lamps\t\t", "I. Oil\t\t", "(a) Burn the\t(b) Share. [Report, para. 7b]\t(a) Up. [Report, para. 2a]")
    rows += page("II. Gas\t\t", "(b) Go. [Report, para. 4b]\t\t")
    assert faults(tabled(rows)) == [(7, "There is no citation after “(a) Burn the” in the column North and East.")]


def test_a_region_that_the_user_names_and_the_files_lack_is_told() -> None:
    about = About(regions=(*ABOUT.regions, AboutRegion("Z", "Zenith")))
    [problem] = both(LIST, MATRIX, about)[1]
    assert problem.what == "There is no recommendation of the region Z (Zenith)."
    assert problem.mend


def test_a_code_that_the_user_does_not_name_is_told() -> None:
    about = About(regions=(AboutRegion("NE"), AboutRegion("SW")))
    assert faults(listed(LIST, about)) == [(17, "The citation [C 2(a)] names a region C that is not among NE, SW.")]


def test_without_any_file_there_is_one_problem() -> None:
    exercise, problems = read_mapping(listing=None, matrix=None)
    assert len(problems) == 1
    assert exercise.corpus.sections == ()


def test_files_that_changed_places_are_both_told() -> None:
    read = read_mapping(listing=SourceText("m.txt", MATRIX), matrix=SourceText("l.txt", LIST))
    assert [(problem.file, problem.what[:17]) for problem in read[1]] == [
        ("m.txt", "This is a matrix,"),
        ("l.txt", "This is a list, n"),
    ]


def test_one_good_file_is_read_when_the_other_is_bad() -> None:
    exercise, problems = both(LIST, "nothing")
    assert len(problems) == 1
    assert len(exercise.corpus.recommendations) == 3


def test_problems_come_in_the_order_of_the_files() -> None:
    read = both(LIST + "[C 8]\n[C 9]\n", MATRIX + "III.\t\t\n" + "x\ty\tz\n")
    assert [(problem.file, problem.line) for problem in read[1]] == [
        ("list.txt", 18),
        ("list.txt", 19),
        ("matrix.txt", 7),
        ("matrix.txt", 8),
    ]
