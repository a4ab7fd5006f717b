"""Whatever a mapping exercise says, either form of it reads back as what was written."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import About, AboutRegion
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import MappingExercise, read_mapping
from drafter.intake.readings import RemarkKind
from tests.examples import examples
from tests.intake.invented import Exercise, as_list, as_matrix, exercises


def about(exercise: Exercise) -> About:
    return About(regions=tuple(AboutRegion(code, name) for code, name in exercise.regions))


def same(exercise: Exercise, read: MappingExercise) -> None:
    corpus = read.corpus
    assert [
        (section.title, [(theme.number, theme.title, theme.placements) for theme in section.themes])
        for section in corpus.sections
    ] == exercise.tree()
    assert {recommendation.id: recommendation.text for recommendation in corpus.recommendations} == exercise.texts
    assert all(recommendation.readings == () for recommendation in corpus.recommendations)
    assert [region.code for region in corpus.regions] == [code for code, _ in exercise.regions]
    harmless = RemarkKind.GAP, RemarkKind.LEFT_OUT, RemarkKind.BRACKET
    assert not [remark for remark in read.remarks if remark.kind not in harmless]


@examples(50)
@given(exercises(), st.integers(0, 2**32))
def test_a_list_reads_back(exercise: Exercise, seed: int) -> None:
    text = as_list(exercise, Random(seed))
    read, problems = read_mapping(listing=SourceText("list.txt", text), matrix=None, about=about(exercise))
    assert problems == (), text
    same(exercise, read)


@examples(50)
@given(exercises(), st.integers(0, 2**32))
def test_a_matrix_reads_back(exercise: Exercise, seed: int) -> None:
    text = as_matrix(exercise, Random(seed))
    read, problems = read_mapping(listing=None, matrix=SourceText("matrix.txt", text), about=about(exercise))
    assert problems == (), text
    same(exercise, read)


@examples(25)
@given(exercises(), st.integers(0, 2**32))
def test_both_read_back_as_one(exercise: Exercise, seed: int) -> None:
    listing = SourceText("list.txt", as_list(exercise, Random(seed)))
    matrix = SourceText("matrix.txt", as_matrix(exercise, Random(seed)))
    read, problems = read_mapping(listing=listing, matrix=matrix, about=about(exercise))
    assert problems == ()
    same(exercise, read)
