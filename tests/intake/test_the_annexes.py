"""The two annexes of the Fourteenth Congress, read whole; their texts are checked without the readers' own code."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from drafter.corpus.corpus import About, AboutRegion
from drafter.errors import Problem
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.readings import DifferenceKind, RemarkKind

SOURCES = Path(__file__).parents[2] / "data" / "fourteenth-congress" / "sources"
COLUMNS = {
    "AP": "Asia and the Pacific",
    "LAC": "Latin America and the Caribbean",
    "WA": "Western Asia",
    "A": "Africa",
    "E": "Europe",
}
ABOUT = About(regions=tuple(AboutRegion(code, name) for code, name in COLUMNS.items()))
FORMS = {
    "both": ("annex-a.txt", "annex-b.txt", About()),
    "both, with regions": ("annex-a.txt", "annex-b.txt", ABOUT),
    "list": ("annex-a.txt", "", About()),
    "matrix": ("", "annex-b.txt", ABOUT),
}


def raw(name: str) -> str:
    return (SOURCES / name).read_text(encoding="utf-8")


@cache
def read(form: str) -> tuple[MappingExercise, tuple[Problem, ...]]:
    listing, matrix, about = FORMS[form]
    return read_mapping(
        listing=SourceText(listing, raw(listing)) if listing else None,
        matrix=SourceText(matrix, raw(matrix)) if matrix else None,
        about=about,
    )


@pytest.mark.parametrize("form", FORMS)
def test_the_counts_are_those_of_the_mapping_exercise(form: str) -> None:
    exercise, problems = read(form)
    corpus = exercise.corpus
    assert problems == ()
    assert len(corpus.sections) == 6
    assert len(corpus.themes) == 39
    assert sum(len(theme.placements) for theme in corpus.themes) == 279
    assert len(corpus.recommendations) == len(corpus.by_id) == 249
    regions = Counter(recommendation.region for recommendation in corpus.recommendations)
    assert regions == {"AP": 46, "LAC": 69, "WA": 46, "A": 46, "E": 42}
    assert sum(len(themes) > 1 for themes in corpus.themes_of.values()) == 26
    assert [region.code for region in corpus.regions] == ["AP", "LAC", "WA", "A", "E"]
    assert [len(section.themes) for section in corpus.sections] == [1, 6, 12, 10, 5, 5]


def test_the_forms_alone_say_the_same_but_for_the_heading_that_floated_away() -> None:
    placements = {form: {t.id: set(t.placements) for t in read(form)[0].corpus.themes} for form in FORMS}
    assert placements["both"] == placements["both, with regions"] == placements["matrix"]
    differing = {id for id in placements["list"] if placements["list"][id] != placements["matrix"][id]}
    assert differing == {"3.III", "3.IV"}
    assert placements["list"]["3.IV"] - placements["matrix"]["3.IV"] == {"E 28(a)"}


def test_the_first_section_has_one_theme_without_number() -> None:
    theme = read("both")[0].corpus.themes[0]
    assert (theme.id, theme.number) == ("1", "")
    assert theme.title.startswith("Political message and thematic orientation of the Congress")
    assert read("list")[0].corpus.sections[0].title == "General issues"


def test_reports_have_the_titles_of_the_legend() -> None:
    assert [region.report for region in read("both")[0].corpus.regions] == [
        f"Report of the {name} Regional Preparatory Meeting"
        for name in ("Asia and Pacific", "Latin American and Caribbean", "Western Asia", "African", "European")
    ]


@pytest.mark.parametrize("form", FORMS)
def test_themes_list_by_region_in_the_order_of_the_regions(form: str) -> None:
    corpus = read(form)[0].corpus
    order = [region.code for region in corpus.regions]
    for theme in corpus.themes:
        ranks = [order.index(corpus.by_id[id].region) for id in theme.placements]
        assert ranks == sorted(ranks)


def readings_of(source: str) -> list[tuple[str, str, str]]:
    """(theme, id, text) of each placement, as the corpus of both annexes has that source say it."""
    corpus = read("both")[0].corpus
    found = []
    for recommendation in corpus.recommendations:
        if not recommendation.readings:
            found += [
                (theme.id, recommendation.id, recommendation.text) for theme in corpus.themes_of[recommendation.id]
            ]
        found += [
            (id, recommendation.id, r.text) for r in recommendation.readings if r.source == source for id in r.themes
        ]
    return found


def test_each_of_the_279_texts_stands_in_the_list_before_its_citation() -> None:
    # Bullets, numerals, page numbers and the legend may stand in the midst of an item; only headings before it.
    text = raw("annex-a.txt")
    legend = text.index("Throughout this document"), text.index("respective paragraphs in the reports.") + 37
    text = text[: legend[0]] + text[legend[1] :]
    text = re.sub(r"(?m)^\s*(•|\d+|[IVX]+\.)\s*$", "", text)
    parts = re.split(r"\[(\w+) (\d+) ?\((\w)\)\]", " ".join(text.split()))
    cited = [
        (f"{code} {paragraph}({letter})", words.strip())
        for words, code, paragraph, letter in zip(parts[::4], parts[1::4], parts[2::4], parts[3::4], strict=False)
    ]
    corpus = read("list")[0].corpus
    titles = [corpus.title + "2", "General issues:", *(section.title for section in corpus.sections[1:])]
    titles += sorted((theme.title for theme in corpus.themes), key=len, reverse=True)
    placements = [(id, words) for _, id, words in readings_of("list")]
    assert len(placements) == len(cited) == 279
    for id, words in cited:
        mine = next(own for name, own in placements if name == id and words.endswith(own))
        placements.remove((id, mine))
        before = words.removesuffix(mine)
        for title in titles:
            before = before.replace(title, "", 1)
        assert before.strip() == "", (id, before)
    assert placements == []


def test_each_of_the_279_texts_stands_in_its_column_of_the_matrix_before_its_citation() -> None:
    columns: list[str] = [""] * 5
    for line in raw("annex-b.txt").splitlines():
        cells = line.split("\t")
        if len(cells) == 5 and (any(cells[1:]) or "[Report" in cells[0]) and cells[4] != "Europe":
            for number, cell in enumerate(cells):
                columns[number] += re.sub(r"</?p>", " ", cell) + " "
    columns = [" ".join(column.split()).replace("multi- stakeholder", "multi-stakeholder") for column in columns]
    placements = readings_of("matrix")
    assert len(placements) == 279
    regions = list(COLUMNS)
    for _, id, words in placements:
        region, paragraph, letter = re.fullmatch(r"(\w+) (\d+)\((\w+)\)", id).groups()
        cited = rf"\[Report, para[.,] {paragraph}\(?(?:{letter})?\)?\]"
        assert re.search(rf"\(\w\) {re.escape(words)} {cited}", columns[regions.index(region)]), (id, words)
    assert len(re.findall(r"\[Report", " ".join(columns))) == 279


@pytest.mark.parametrize("form", ["list", "matrix"])
def test_one_annex_alone_is_shown_to_the_letter(form: str) -> None:
    alone = read(form)[0].corpus
    texts = {(id, text) for _, id, text in readings_of(form)}
    assert all((recommendation.id, recommendation.text) in texts for recommendation in alone.recommendations)


def test_typing_errors_of_the_sources_stay() -> None:
    corpora = {form: read(form)[0].corpus for form in FORMS}
    assert corpora["list"].theme("3.II").title.endswith("inter-agency cooperaion")
    assert "the principals on the independence" in corpora["both"].by_id["WA 42(i)"].text
    assert "a multistakeholder approach" in corpora["list"].by_id["E 16(b)"].text
    assert "a multi-stakeholder approach" in corpora["both"].by_id["E 16(b)"].text
    assert "policies , strategies" in corpora["matrix"].by_id["LAC 28(a)"].text


def test_remarks_tell_what_a_person_would_find() -> None:
    remarks = read("both")[0].remarks
    told = {
        kind: [remark.subject for remark in remarks if remark.kind is kind]
        for kind in RemarkKind
        if kind not in (RemarkKind.DIFFERENCE, RemarkKind.LEFT_OUT)
    }
    assert told == {
        RemarkKind.CLASH: [],
        RemarkKind.TITLE: ["1", "2", "3.II", "4.VIII"],
        RemarkKind.MOVED: ["E 28(a)"],
        RemarkKind.ONE_SIDED: [],
        RemarkKind.GAP: ["E 56"],
        RemarkKind.COMPLETED: ["LAC 40(l)"],
        RemarkKind.LABEL: ["WA 42(h)"],
        RemarkKind.BRACKET: [],
        RemarkKind.HYPHEN: [],
        RemarkKind.MARK: [],
        RemarkKind.ROMAN: [],
    }
    differences = Counter(remark.difference for remark in remarks if remark.kind is RemarkKind.DIFFERENCE)
    assert differences == {
        DifferenceKind.PUNCTUATION: 15,
        DifferenceKind.HYPHEN: 8,
        DifferenceKind.SPACING: 7,
        DifferenceKind.WORDING: 5,
        DifferenceKind.CAPITALS: 1,
    }


def test_every_remark_points_at_a_line_that_has_its_words() -> None:
    lines = {name: raw(name).split("\n") for name in ("annex-a.txt", "annex-b.txt")}
    for remark in read("both")[0].remarks:
        for quote in remark.quotes:
            opening = " ".join(quote.text.split()[:3]).split(". ")[-1]
            assert opening in " ".join(lines[quote.file][quote.line - 1 : quote.line + 1]), remark
