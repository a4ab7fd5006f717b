"""An adopted declaration as a corpus: a point for each paragraph, named as it is cited."""

from __future__ import annotations

import pytest

from drafter.corpus.corpus import About, AboutRegion
from drafter.errors import BadInput
from drafter.intake import text_blocks
from drafter.intake.declaration_paragraphs import declaration_corpus
from drafter.intake.negotiating_text import NegotiatingText, read_text

TEXT = """# Northern Declaration

Recalling our earlier work,

## On justice

1. We will protect victims [of all crimes].

2. We endeavour:

(a) To train judges;

(b) To share data.

## On the rest

3. We will act.
"""


def text(words: str) -> NegotiatingText:
    ids = iter(map(str, range(100)))
    return read_text(text_blocks.from_text("d.md", words.encode()), lambda: f"p{next(ids)}")


def test_each_paragraph_is_a_point_under_its_heading_and_none_asks() -> None:
    made = declaration_corpus(text(TEXT), "N", About(), "d.md")
    assert {point.id: point.text for point in made.recommendations} == {
        "N PP1": "Recalling our earlier work,", "N 1": "We will protect victims [of all crimes].",
        "N 2": "We endeavour:",
        "N 2(a)": "To train judges;", "N 2(b)": "To share data.", "N 3": "We will act.",
    }  # fmt: skip
    assert [(theme.title, theme.placements) for theme in made.themes][1:] == [
        ("On justice", ("N 1", "N 2", "N 2(a)", "N 2(b)")), ("On the rest", ("N 3",))
    ]  # fmt: skip
    (region,) = made.regions
    assert (region.name, region.short, region.asks) == ("Northern Declaration", "Northern Declaration", False)
    assert (made.id, made.title, made.get("n2b").paragraph) == ("declaration-n", "Northern Declaration", 2)


def test_what_the_about_file_says_stands_over_the_text() -> None:
    about = About(
        "north", "Northern Congress", "The Declaration", (AboutRegion("N", "Declaration", "Its title", "A/X/1"),)
    )
    made = declaration_corpus(text(TEXT), "N", about, "d.md")
    assert (made.id, made.congress, made.title) == ("north", "Northern Congress", "The Declaration")
    assert made.regions[0][:4] == ("N", "Declaration", "Its title", "A/X/1")


@pytest.mark.parametrize(
    ("words", "why"),
    [("1. We act.\n", "what this declaration is called"), ("---\ntitle: Northern\n---\n", "No paragraph was found")],
)
def test_what_is_no_declaration_is_said(words: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        declaration_corpus(text(words), "N", About(), "d.md")
