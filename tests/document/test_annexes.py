"""The annexes, computed from corpus, draft, coverage and outline: the same figures as everywhere."""

from dataclasses import replace

import pytest

from drafter.document.annexes import Work, annexes, report
from drafter.document.coverage_points import points
from drafter.document.outline import outline
from drafter.document.table import Annex, AnnexKind, Item, Items, Passage, Table, TableRow, Title
from drafter.draft import edits
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Treatment
from drafter.draft.fields import cleaned
from drafter.draft.layout import Captions
from drafter.review.coverage import Disposition, Selection, coverage
from tests.builders import corpus, draft, layout, paragraph

CORPUS = corpus()


def work(of: Draft) -> Work:
    return Work(CORPUS, of, lambda: coverage(CORPUS, of), outline(of, CORPUS, layout()))


def some() -> Draft:
    made = draft(
        paragraph("p1", "Train judges.", "NO 1(a)", "SO 7(a)", children=(paragraph("p2"),)), paragraph("p3", "", "SO 9")
    )
    made = edits.mark_partly(made, "p3", "SO 9", True, "trust")
    return edits.set_aside(made, ["NO 2(a)"], "For others.")


def annex(kind: AnnexKind, of: Draft | None = None) -> Annex:
    return annexes([kind], work(of or some()))[0]


def cells(row: TableRow) -> list[str]:
    return [cell.text for cell in row.cells]


def tables(of: Annex) -> list[list[list[str]]]:
    return [[cells(row) for row in table.rows] for table in of.tables]


def test_the_derivation_table_says_where_each_paragraph_comes_from() -> None:
    assert tables(annex(AnnexKind.DERIVATION)) == [
        [
            ["OP1", "North\nSouth", "NO 1(a)\nSO 7(a)", "adapted"],
            ["OP1 (a)", "", "", "No source"],
            ["OP2", "South", "SO 9", "adapted, partly taken up, without: trust"],
        ]
    ]


def test_behind_the_text_paragraphs_are_cited_as_it_prints_their_numbers() -> None:
    of = replace(work(some()), behind=True)
    derived, taken_up = annexes([AnnexKind.DERIVATION, AnnexKind.SOURCES], of)
    assert [row[0] for row in tables(derived)[0]] == ["para. 1", "para. 1 (a)", "para. 2"]
    assert tables(taken_up)[1][1][2] == "para. 2 (adapted)\npartly taken up"
    form = of.outline.form
    assert (form.cited("PP1"), form.cited("OP3.7")) == ("preambular para. 1", "OP3.7")
    assert form._replace(labelled=True).cited("OP2 (a)") == "OP2 (a)"


def test_a_clean_annex_says_nothing_of_what_was_judged() -> None:
    of = replace(work(some()), clean=True)
    derived, taken_up, covered = annexes([AnnexKind.DERIVATION, AnnexKind.SOURCES, AnnexKind.COVERAGE], of)
    assert [row[3] for row in tables(derived)[0]] == ["adapted", "No source", "adapted"]
    assert tables(taken_up)[1][1][2] == "OP2 (adapted)"
    measured = replace(of.coverage, contested=frozenset({"SO 9"}))
    contested = replace(of, measured=lambda: measured)
    assert covered.blocks == annexes([AnnexKind.COVERAGE], contested)[0].blocks


def test_treatments_that_differ_name_their_sources() -> None:
    made = edits.mark_partly(some(), "p1", "SO 7(a)", True)
    assert tables(annex(AnnexKind.DERIVATION, made))[0][0][3] == "NO 1(a): adapted\nSO 7(a): adapted, partly taken up"


def test_the_sources_of_a_region_stand_on_one_line() -> None:
    made = draft(paragraph("p1", "We act.", "NO 1(a)", "SO 7(a)", "NO 2(a)"))
    assert tables(annex(AnnexKind.DERIVATION, made))[0][0][:3] == ["OP1", "North\nSouth", "NO 1(a), NO 2(a)\nSO 7(a)"]


def test_the_sources_stand_in_full_under_their_report_with_the_paragraphs_that_take_them_up() -> None:
    found = annex(AnnexKind.SOURCES)
    reports = [block.text for block in found.blocks if isinstance(block, Title)]
    assert reports == ["Report of the Northern Meeting (A/X/1)", "Report of the Southern Meeting"]
    assert (found.grouping, [table.groups for table in found.tables]) == (("Report",), [(each,) for each in reports])
    assert tables(found) == [
        [["NO 1(a)", "Train judges.", "OP1 (adapted)"]],
        [
            ["SO 7(a)", CORPUS.by_id["SO 7(a)"].text, "OP1 (adapted)"],
            ["SO 9", CORPUS.by_id["SO 9"].text, "OP2 (adapted)\npartly taken up"],
        ],
    ]


def test_the_coverage_shows_both_counts() -> None:
    once, placed = tables(annex(AnnexKind.COVERAGE))
    assert once == [
        ["North (NO)", "", "1", "0", "0", "1", "1", "3"],
        ["South (SO)", "", "1", "1", "0", "0", "1", "3"],
        ["Together", "", "2", "1", "0", "1", "2", "6"],
    ]
    assert placed[:2] == [["1. General"], ["Message", "1 of 1", "–", "1 of 1"]]
    assert placed[-1] == ["Together", "1 of 4", "2 of 3", "3 of 7"]
    totals = [
        [place for place, cell in enumerate(row.cells) if any(words.strong for line in cell.lines for words in line)]
        for row in list(annex(AnnexKind.COVERAGE).tables)[1].rows
    ]
    assert (totals[0], totals[1], totals[-1]) == ([], [3], [0, 1, 2, 3])


def test_what_is_only_cited_and_what_counts_by_the_user_s_word_are_said() -> None:
    made = draft(paragraph("p1", "We act.", "NO 1(a)", "SO 9", "NO 2(a)"), paragraph("p2", "", "SO 9"))
    made = edits.cite(edits.vouch(made, "p1", "NO 1(a)", "House style."), "p1", "NO 2(a)", Treatment.CHAPEAU)
    assert tables(annex(AnnexKind.DERIVATION, made))[0][0][3] == (
        "NO 1(a): adapted, counted as reflected: House style.\n"
        "NO 2(a): chapeau only\n"
        "SO 9: adapted, cited, not reflected"
    )
    assert "counted as reflected" in str(annex(AnnexKind.DERIVATION, cleaned(made)))
    assert Passage(f"{Captions().cited_intro} NO 2(a).", apart=True) in annex(AnnexKind.COVERAGE, made).blocks
    assert ["NO 2(a)", "Share data.", "3.I Statistics", "cited, not reflected"] in tables(
        annex(AnnexKind.NOT_REFLECTED, made)
    )[0]
    found = {point.id: point for point in points(CORPUS, made, coverage(CORPUS, made))}
    assert [found[id].paragraphs for id in ("NO 1(a)", "NO 2(a)", "SO 9")] == [("p1",), ("p1",), ("p2",)]
    assert (found["NO 1(a)"].reason, found["NO 2(a)"].kinds) == ("House style.", frozenset())


def test_the_coverage_says_what_is_taken_up_in_contested_words_only() -> None:
    contested = replace(paragraph("p1", read("[Train judges. - NO]", "p1"), "NO 1(a)"))
    said = f"{Captions().contested_intro} NO 1(a)."
    assert Passage(said, apart=True) in annex(AnnexKind.COVERAGE, draft(contested)).blocks
    agreed = draft(contested, paragraph("p2", "Train judges.", "NO 1(a)"))
    assert Passage(said, apart=True) not in annex(AnnexKind.COVERAGE, agreed).blocks


def test_points_not_reflected_stand_by_region_those_set_aside_apart() -> None:
    found = annex(AnnexKind.NOT_REFLECTED)
    assert [block.text for block in found.blocks if isinstance(block, Title)] == ["North (1)", "South (2)"]
    assert found.blocks[1] == Passage(f"{Captions().sections}: 1 General; 2 Justice; 3 Data.", apart=True)
    assert tables(found) == [
        [["NO 1(b)", "Protect victims [of all crimes].", "2.I Victims\n2.II Capacity", "not yet reviewed"]],
        [
            ["SO 7(b)", "Protect victims.", "2.I Victims", "not yet reviewed"],
            ["SO 9", "Build {{ institutions }} & trust.", "3.I Statistics", "partly taken up\nwithout: trust"],
        ],
    ]
    assert tables(annex(AnnexKind.SET_ASIDE)) == [[["NO 2(a)", "Share data.", "For others."]]]


@pytest.mark.parametrize("kind", [AnnexKind.DERIVATION, AnnexKind.SOURCES, AnnexKind.SET_ASIDE])
def test_an_annex_without_rows_says_so(kind: AnnexKind) -> None:
    found = annex(kind, draft())
    assert found.blocks[-1] == Passage("None.")
    assert not list(found.tables)


def test_annexes_come_in_the_order_asked_for_each_once() -> None:
    kinds = [AnnexKind.SET_ASIDE, AnnexKind.SOURCES, AnnexKind.SET_ASIDE]
    made = annexes(kinds, work(some()))
    assert [annex.id for annex in made] == ["set-aside", "sources"]
    assert [annex.heading for annex in made] == ["Annex I. Points set aside", "Annex II. Table of sources"]
    assert annexes(kinds[:1], work(some()))[0].heading == "Annex. Points set aside"
    assert made[0]._replace(title="").heading == ""


def test_a_mapping_without_a_title_is_not_cited() -> None:
    made = work(some())
    found = annexes([AnnexKind.SOURCES], replace(made, outline=made.outline._replace(mapping="")))[0]
    assert found.blocks[0] == Passage(f"{made.terms.sources_intro}.")


def test_links_lead_to_paragraphs_and_to_sources() -> None:
    table = next(block for block in annex(AnnexKind.DERIVATION).blocks if isinstance(block, Table))
    links = [words.link.name for cell in table.rows[0].cells for line in cell.lines for words in line if words.link]
    assert links == ["_drafter_p1", "_source_no_1_a", "_source_so_7_a"]


def test_an_annex_is_a_place_and_its_lists_are_tables_too() -> None:
    item = Item("Share data.", "NO 2(a)")
    found = Annex("list", "", (Passage("Words."), Items((item,), ("Data",))))
    assert found.target.name == "_annex_list"
    assert tables(found) == [[["NO 2(a)", "Share data."]]]


FILTERED = work(draft(paragraph("p1", "", "NO 1(b)")))


def test_a_report_begins_with_its_filters_and_ends_with_the_points() -> None:
    annex = report(FILTERED, Selection(("NO",), ("2.I",), (Disposition.TAKEN_UP,)))
    assert annex.blocks[0] == Passage("Selection: NO; 2.I; taken up.")
    points = list(annex.tables)[-1]
    assert [[cell.text for cell in row.cells] for row in points.rows] == [
        ["NO 1(b)", "Protect victims [of all crimes].", "2.I\n2.II", "taken up: OP1"]
    ]
    regions = next(iter(annex.tables))
    assert [row.cells[0].text for row in regions.rows] == ["North (NO)"]


def test_without_filters_nothing_is_said_of_them() -> None:
    whole = report(FILTERED, Selection())
    assert not any(isinstance(block, Passage) and "Selection" in block.text for block in whole.blocks)
