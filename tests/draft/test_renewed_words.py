"""A change of a source in the paragraphs that cite it: wherever the words around it stand as they did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.draft.renewed_words import renewed, take_new_words
from drafter.draft.source_changes import changed_sources, with_quotes
from drafter.draft.text import Alternatives, Option, Text
from drafter.errors import EditRefused
from tests.builders import corpus, draft, paragraph

BEFORE = "States should train judges and prosecutors in each region, and share data."


@pytest.mark.parametrize(
    ("now", "text", "made"),
    [
        ("Train.", BEFORE, "Train."),
        ("Train.", "Train.", "Train."),
        (BEFORE.replace("each", "every"), "Act in each region.", "Act in every region."),
        (BEFORE.replace("judges", "judges, police"), "We train judges and more.", "We train judges, police and more."),
        (BEFORE.replace(" in each region", ""), "Train judges in each region, and more.", None),
        (BEFORE.replace(" and prosecutors", ""), "Train judges and prosecutors in all.", "Train judges in all."),
        (BEFORE + " Really.", "We share data.", "We share data. Really."),
        (BEFORE + " Really.", "We share data. Ours.", None),
        (BEFORE.replace("States", "All States"), "We train judges.", None),
        (BEFORE.replace("States", "Countries"), "Yet States should train judges.", None),
        (BEFORE.replace("each", "every"), "We will train judges in each country.", None),
        (BEFORE.replace("data", "more").replace("judges", "courts"), "Share data, train judges and us.", None),
    ],
)  # fmt: skip
def test_a_change_is_made_where_the_words_around_it_stand_as_they_did(now: str, text: str, made: str | None) -> None:
    assert renewed(BEFORE, now, text) == made


def test_a_source_without_words_changes_nothing_that_can_be_found_again() -> None:
    assert renewed("", "Train.", "Ours.") is None


@given(
    st.lists(st.sampled_from(["train", "judges", "and", "police", "now"]), min_size=1, max_size=6), st.integers(0, 5)
)
def test_one_word_more_in_the_source_is_one_word_more_in_the_text_or_nothing(words: list[str], at: int) -> None:
    source, more = " ".join(words), [*words]
    more.insert(min(at, len(words)), "together")
    made = renewed(source, " ".join(more), f"We {source}, we say")
    assert made is None or made.replace("together ", "").replace(" together", "") == f"We {source}, we say"


OLD = corpus()
NEW = corpus({"NO 1(a)": "Train all judges."})


def test_the_new_words_come_into_each_paragraph_that_can_take_them_and_the_others_are_named() -> None:
    made = with_quotes(
        draft(
            paragraph("p1", "Train judges.", "NO 1(a)"), paragraph("p2", "We will train judges.", "NO 1(a)"),
            paragraph("p3", "We teach.", "NO 1(a)"),
        ),
        OLD,
    )  # fmt: skip
    taken, left = take_new_words(made, NEW, "NO 1(a)")
    assert left == ("p3",)
    assert [spot.paragraph.wording for spot in taken.spots.values()] == [
        "Train all judges.", "We will train all judges.", "We teach."
    ]  # fmt: skip
    assert [each.id for each in changed_sources(taken, NEW)] == ["NO 1(a)"]
    again, left = take_new_words(taken, NEW, "NO 1(a)")
    assert (again, left) == (taken, ("p3",))
    alone, left = take_new_words(with_quotes(draft(paragraph("p1", "Train judges.", "NO 1(a)")), OLD), NEW, "NO 1(a)")
    assert not left and not changed_sources(alone, NEW)


def test_what_is_open_in_a_paragraph_or_has_square_brackets_stays() -> None:
    either = Alternatives("a", (Option(text=Text.of("judges")), Option(text=Text.of("courts"), by=("EU",))))
    opened = with_quotes(draft(paragraph("p1", Text.of("Train ", either, "."), "NO 1(a)")), OLD)
    assert take_new_words(opened, NEW, "NO 1(a)") == (opened, ("p1",))
    bracketed = with_quotes(draft(paragraph("p1", "We protect victims [of all crimes].", "NO 1(b)")), OLD)
    later = corpus({"NO 1(b)": "Protect victims [of all grave crimes]."})
    assert take_new_words(bracketed, later, "NO 1(b)") == (bracketed, ("p1",))
    with pytest.raises(EditRefused, match="Nothing is known to have changed in NO 1"):
        take_new_words(bracketed, OLD, "NO 1(b)")
