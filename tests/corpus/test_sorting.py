"""Points put under themes: what the sections then are, and which themes a point is like."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus import sorting
from drafter.corpus.corpus import UNSORTED, Corpus, Reading, unsorted_section
from drafter.errors import EditRefused
from tests import builders
from tests.examples import examples

CORPUS = builders.corpus()
ALL = tuple(CORPUS.by_id)


def unsorted() -> Corpus:
    return replace(CORPUS, sections=unsorted_section(ALL))


def tree(corpus: Corpus) -> list[tuple[str, str, list[tuple[str, str, tuple[str, ...]]]]]:
    return [
        (section.id, section.title, [(theme.id, theme.label, theme.placements) for theme in section.themes])
        for section in corpus.sections
    ]


def test_from_nothing_sections_and_themes_are_made_and_points_put_there() -> None:
    made = sorting.add_theme(sorting.add_section(unsorted(), " The  law "), "1", "Courts")
    made = sorting.put(sorting.add_theme(made, "1", "Police"), ["SO 7(a)", "NO 1(a)"], "1.I")
    rest = tuple(id for id in ALL if id not in ("SO 7(a)", "NO 1(a)"))
    waiting = (UNSORTED, "Not sorted yet", [(UNSORTED, "Not sorted yet", rest)])
    courts = ("1.I", "I. Courts", ("NO 1(a)", "SO 7(a)"))
    assert tree(made) == [("1", "The law", [courts, ("1.II", "II. Police", ())]), waiting]
    moved = sorting.put(made, ["NO 1(a)"], "1.II", "1.I")
    assert tree(moved)[0][2] == [("1.I", "I. Courts", ("SO 7(a)",)), ("1.II", "II. Police", ("NO 1(a)",))]
    both = sorting.put(made, ["NO 1(a)"], "1.II", "")
    assert [theme.id for theme in both.themes_of["NO 1(a)"]] == ["1.I", "1.II"]
    assert sorting.take_out(both, ["NO 1(a)"], "1.I").unsorted == rest
    assert sorting.take_out(made, ["NO 1(a)", "SO 9"], "1.I").unsorted == ("NO 1(a)", *rest)
    assert sorting.remove_theme(made, "1.I").unsorted == ALL
    assert sorting.put(made, rest, "1.II").unsorted == ()


def test_themes_have_numbers_where_the_others_have_and_ids_by_their_places() -> None:
    made = sorting.add_theme(CORPUS, "1", "Second")  # its only theme has no number
    assert [theme.id for theme in made.sections[0].themes] == ["1.1", "1.2"]
    assert sorting.add_theme(CORPUS, "2", "Third").theme("2.III") is not None
    assert sorting.rename_section(CORPUS, "2", "Law").sections[1].title == "Law"
    assert sorting.rename_theme(CORPUS, "2.II", "Skills").themes[2].label == "II. Skills"
    gone = sorting.remove_section(sorting.remove_theme(CORPUS, "1"), "1")
    assert [section.id for section in gone.sections] == ["1", "2", UNSORTED]
    assert gone.unsorted == ("NO 1(a)",)
    many = sorting.add_section(unsorted(), "Many")
    for place in range(1, 50):
        many = sorting.add_theme(many, "1", f"Theme {place}")
    assert [theme.number for theme in many.themes[38:49:9]] == ["XXXIX", "XLVIII"]


def test_readings_follow_their_themes() -> None:
    point = CORPUS.recommendations[0]
    read = point._replace(readings=(Reading("list", "A.", ("1",)), Reading("matrix", "B.", ("2.I",))))
    corpus = replace(CORPUS, recommendations=(read, *CORPUS.recommendations[1:]))
    moved = sorting.add_theme(corpus, "1", "Second").recommendations[0]
    assert [reading.themes for reading in moved.readings] == [("1.1",), ("2.I",)]
    gone = sorting.remove_section(sorting.remove_theme(corpus, "1"), "1").recommendations[0]
    assert [reading.themes for reading in gone.readings] == [(), ("1.I",)]


def test_the_themes_of_another_corpus_hold_for_the_points_that_are_the_same() -> None:
    newer = replace(unsorted(), recommendations=(*CORPUS.recommendations[1:], builders.recommendation("NO 8")))
    made = sorting.same_themes(newer, CORPUS)
    assert made.unsorted == ("NO 8",)
    assert made.sections[0].themes[0].placements == ()
    assert made.sections[1:3] == CORPUS.sections[1:]


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: sorting.put(CORPUS, [], "1"), "No point is chosen."),
        (lambda: sorting.put(CORPUS, ["NO 1(a)"], "1"), "NO 1(a): under “Message” already."),
        (lambda: sorting.put(CORPUS, ["NO 1(a)"], "9"), "Choose a theme first"),
        (lambda: sorting.put(unsorted(), ["NO 1(a)"], UNSORTED), "Choose a theme first"),
        (lambda: sorting.take_out(CORPUS, ["SO 9"], "1"), "No point of the theme is chosen."),
        (lambda: sorting.add_theme(CORPUS, "9", "X"), "Choose a section first"),
        (lambda: sorting.add_section(CORPUS, " "), "Give it a title."),
        (lambda: sorting.add_section(CORPUS, "justice"), "“justice” is there already."),
        (lambda: sorting.remove_section(CORPUS, "2"), "“Justice” has themes. Remove them first."),
    ],
)
def test_what_cannot_be_done_says_why(refused: object, why: str) -> None:
    assert callable(refused)
    with pytest.raises(EditRefused, match=why.replace("(", "\\(").replace(")", "\\)")):
        refused()


def test_themes_are_suggested_by_what_stands_under_them_and_by_their_titles() -> None:
    waits = sorting.take_out(CORPUS, ["SO 7(a)"], "2.II")
    found = sorting.suggested(waits, ["SO 7(a)"])
    assert found[0].theme.title == "Message", "judges are trained there"
    assert 0 < found[0].likeness < 1
    assert [each.theme.id for each in sorting.suggested(CORPUS, ["SO 7(b)"])] == ["2.II"], "where it is, is left out"
    titled = sorting.add_theme(sorting.add_section(unsorted(), "All"), "1", "Institutions")
    assert sorting.suggested(titled, ["SO 9", "NO 2(a)"])[0].theme.title == "Institutions"
    assert sorting.suggested(unsorted(), ["SO 9"]) == []


@examples(30)
@given(st.lists(st.tuples(st.sampled_from(ALL), st.sampled_from(["1", "2.I", "2.II", "3.I"]), st.booleans())))
def test_no_point_is_ever_lost(steps: list[tuple[str, str, bool]]) -> None:
    made = CORPUS
    for id, theme, takes in steps:
        try:
            made = sorting.take_out(made, [id], theme) if takes else sorting.put(made, [id], theme)
        except EditRefused:
            continue
        assert made.recommendations == CORPUS.recommendations
        assert all(made.themes_of[point] for point in ALL)
        assert all([theme.id for theme in made.themes_of[point]] == ["unsorted"] for point in made.unsorted)
