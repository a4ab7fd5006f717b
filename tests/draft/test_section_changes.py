"""Parts keep taking the sections that they took, wherever a new edition has these."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import Corpus, Section, Theme
from drafter.draft.draft import Draft
from drafter.draft.edits import home
from drafter.draft.section_changes import last_part, refitted, unknown, with_sections
from tests.builders import corpus, draft, recommendation

MADE = with_sections(draft(), corpus())
"""Its preamble takes “General”, `justice` “Justice”, `other` “Data”."""


def edition(*titles: str) -> Corpus:
    """A section of each title, each with one point."""
    points = tuple(recommendation(f"NO {place}") for place in range(1, len(titles) + 1))
    sections = tuple(
        Section(str(place), title, (Theme(str(place), "", title, (f"NO {place}",)),))
        for place, title in enumerate(titles, 1)
    )
    return replace(corpus(), recommendations=points, sections=sections)


def taken(made: Draft) -> dict[str, tuple[str, ...]]:
    return {part.id: part.takes for part in made.parts}


@pytest.mark.parametrize(
    ("titles", "takes", "left"),
    [
        (("General", "Justice", "Data"), ("1", "2", "3"), ()),
        (("Oceans", "General", "Justice", "Data"), ("2", "3", "4"), ("Oceans",)),
        (("Data", "General", "Justice"), ("2", "3", "1"), ()),
        (("General", "Law and justice", "Data"), ("1", "2", "3"), ()),
        (("General", "Data"), ("1", "", "2"), ()),
        (("Oceans", "General", "Law", "Data"), ("2", "", "4"), ("Oceans", "Law")),
        (("Justice", "Data", "Oceans", "General"), ("4", "1", "2"), ("Oceans",)),
        (("General",), ("1", "", ""), ()),
    ],
)
def test_a_section_is_known_by_its_title_wherever_it_stands(
    titles: tuple[str, ...], takes: tuple[str, ...], left: tuple[str, ...]
) -> None:
    later = edition(*titles)
    made = refitted(MADE, later)
    assert tuple(taken(made).values()) == tuple((each,) if each else () for each in takes)
    assert unknown(made, later) == left
    again = refitted(made, later)
    assert taken(again) == taken(made) and unknown(again, later) == left
    settled = with_sections(again, later)
    assert settled.sections == titles and refitted(settled, later) is settled and not unknown(settled, later)


def test_a_point_of_a_section_put_in_front_goes_to_the_last_part_and_the_others_where_they_went() -> None:
    later = edition("Oceans", "General", "Justice", "Data")
    made = refitted(MADE, later)
    assert [home(made, later, f"NO {place}").container for place in range(1, 5)] == [
        "other", "preamble", "justice", "other"
    ]  # fmt: skip
    assert last_part(replace(made, parts=made.parts[:1])).id == "preamble"


def test_a_draft_that_knows_no_titles_stays_as_it_is() -> None:
    later = edition("Oceans", "Ports")
    assert refitted(draft(), later) == draft() and unknown(draft(), later) == ()
    assert with_sections(draft(), later).sections == ("Oceans", "Ports")


@given(st.permutations(["General", "Justice", "Data", "Oceans", "Ports"]))
def test_whatever_the_order_each_part_takes_what_it_took(titles: list[str]) -> None:
    made = refitted(MADE, edition(*titles))
    assert [titles[int(part.takes[0]) - 1] for part in made.parts] == ["General", "Justice", "Data"]
