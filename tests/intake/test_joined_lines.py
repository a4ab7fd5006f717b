"""A hyphen that only a line's end made is undone, a word's own hyphen stays, and the report says which."""

import pytest

from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from drafter.intake.readings import RemarkKind

FORM = "Section: Theme\n• {}\n[NE 1(a)]\n• A criminal matter, multi-stakeholder, with gender in mind. [NE 1(b)]\n"


def text_of(words: str) -> tuple[str, list[str]]:
    exercise, problems = read_mapping(listing=SourceText("list.txt", FORM.format(words)), matrix=None)
    assert not problems
    said = [remark.what for remark in exercise.remarks if remark.kind is RemarkKind.HYPHEN]
    return exercise.corpus.recommendations[0].text, said


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Strengthen crimi-\nnal justice.", "Strengthen criminal justice."),
        ("Pass a recom-\nmendation.", "Pass a recommendation."),
        ("Pass a recom-\n\n7\n\n •\nmendation.", "Pass a recommendation."),
    ],
)
def test_a_typesetters_hyphen_is_undone_and_reported(broken: str, whole: str) -> None:
    text, said = text_of(broken)
    assert text == whole
    assert len(said) == 1


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("A multi-\nstakeholder approach.", "A multi-stakeholder approach."),
        ("A human-\ncentred lamp.", "A human-centred lamp."),
        ("A gender-\nresponsive approach.", "A gender-responsive approach."),
        ("The Non-\nAligned.", "The Non-Aligned."),
        ("Data, gender-\nand age-disaggregated.", "Data, gender- and age-disaggregated."),
        ("The years 2020-\n2025.", "The years 2020-2025."),
    ],
)
def test_a_words_own_hyphen_stays(broken: str, whole: str) -> None:
    assert text_of(broken) == (whole, [])
