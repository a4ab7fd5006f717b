"""A mapping in any language of the United Nations is read as one in English is: wraps undone, headings told apart."""

from __future__ import annotations

import pytest

from drafter.corpus.corpus import About, AboutRegion
from drafter.intake.heading_levels import number_value, numbered
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from tests.intake.samples import listed
from tests.languages import LISTS

_ABOUT = About(regions=(AboutRegion("AP", "Asia", "Report"), AboutRegion("AF", "Africa", "Report")))


@pytest.mark.parametrize("language", LISTS)
def test_a_list_is_read(language: str) -> None:
    exercise, problems = read_mapping(listing=SourceText("list.txt", LISTS[language]), matrix=None, about=_ABOUT)
    corpus = exercise.corpus
    assert not problems
    assert corpus.language == language
    assert [[len(theme.placements) for theme in section.themes] for section in corpus.sections] == [[2], [3, 2]]
    squeezed = "".join(LISTS[language].split())
    for point in corpus.recommendations:
        assert "".join(point.text.split()) in squeezed
        assert (" " in point.text) is (language != "zh")


def test_the_user_says_the_language() -> None:
    exercise, _ = listed(LISTS["fr"], About(regions=_ABOUT.regions, language="fr-CA"))
    assert exercise.corpus.language == "fr-CA"


@pytest.mark.parametrize(
    ("heading", "title", "value"),
    [
        ("三、青年与教育", "青年与教育", 3),
        ("十、青年", "青年", 10),
        ("十二. 青年", "青年", 12),
        ("二十一、青年", "青年", 21),
        ("（四）青年", "青年", 4),
        ("ثالثا - الشباب", "الشباب", 3),
        ("باء - الشباب", "الشباب", 2),
    ],
)
def test_headings_are_numbered_in_chinese_and_arabic(heading: str, title: str, value: int) -> None:
    kind, number, rest = numbered(heading)
    assert (rest, number_value(kind, number)) == (title, value)
