"""No text, however odd, stops the readers: they answer with problems, soon, and lose no citation in silence."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.corpus import About, AboutRegion
from drafter.intake.joined_lines import SourceText
from drafter.intake.mapping_exercise import read_mapping
from tests.examples import examples

ABOUT = About(regions=(AboutRegion("C", "Coast"), AboutRegion("NE", "North")))
BITS = (
    "[C 1(a)]", "[C 2(b)].", "[NE\n3(aa)]", "[C 1(", "[C", "C 1(a)]", "[NE 2", "[X 4(a)]", "[]", "[", "]", "I.",
    "\n", "\n", "\n\n", "\n ", "\f", "\r\n", "•", "- ", "12", "Lamps", "lamps", "Oil:", "2", "\t", "\t", "\n\t",
    "(a) ", "(b) ", "<p>", "</p>", "Coast\tNorth\n", "(cont'd)", "[Report, para. 1a]", "[Report, para. 2]", "IV. Oil",
    "[Report, para.", "Report, para. 3a]", "“[C…]” stands for the Report", "multi-", "{{", "\x1b[31m", "\u2028", "é",
    "שלום", " ", "  ",
)  # fmt: skip


@examples(400)
@given(st.one_of(st.text(), st.lists(st.sampled_from(BITS), max_size=60).map("".join)))
def test_any_text_gives_a_corpus_and_problems(text: str) -> None:
    source = SourceText("any.txt", text)
    for given_about in (ABOUT, About()):
        for listing, matrix in ((source, None), (None, source), (source, source)):
            exercise, problems = read_mapping(listing=listing, matrix=matrix, about=given_about)
            corpus = exercise.corpus
            lines = 1 + len(re.findall(r"\r\n|\r|\n", text))
            assert all(problem.what for problem in problems)
            assert all(problem.line is None or 1 <= problem.line <= lines for problem in problems)
            assert all(1 <= remark.line <= lines for remark in exercise.remarks)
            assert {id for theme in corpus.themes for id in theme.placements} == set(corpus.by_id)
            assert len({theme.id for theme in corpus.themes}) == len(corpus.themes)
            assert not [
                recommendation
                for recommendation in corpus.recommendations
                if "\n" in recommendation.text or recommendation.text != recommendation.text.strip()
            ]


def _placements(text: str, *, matrix: bool) -> int:
    source = SourceText("any.txt", text)
    exercise, problems = read_mapping(
        listing=None if matrix else source, matrix=source if matrix else None, about=ABOUT
    )
    return sum(len(theme.placements) for theme in exercise.corpus.themes) + len(problems)


@examples(400)
@given(st.lists(st.sampled_from(BITS), max_size=60).map(" ".join))
def test_every_citation_ends_as_a_placement_or_in_a_problem(text: str) -> None:
    told = _placements(text, matrix=False)
    if told > 1:  # One problem alone may say that the file is no list at all.
        assert told >= len(re.findall(r"\[C 1\(a\)\]|\[C 2\(b\)\]|\[X 4\(a\)\]", text))
    told = _placements("Coast\tNorth\nLamps\t\n" + text, matrix=True)
    if told > 1:
        assert told >= len(re.findall(r"\[Report, para\. (?:1a|2)\]", text))


@pytest.mark.parametrize(
    "text",
    [
        "[C " * 10_000,
        "[C" + " " * 40_000 + "1(a)]",
        "[" * 40_000,
        "]" * 40_000,
        "(" * 20_000 + "[C 1(a)]",
        "C 1" * 10_000 + "[C 1(a)]",
        "[Report, para. " * 4_000 + "[Report, para. 1a]",
        "Report," * 6_000 + "[Report, para. 1a]",
        "Coast\tNorth\nLamps\t\n" + "a]\tb]\n" * 6_000 + "[Report, para. 1a]\t\n",
        "Coast\tNorth\nLamps\t\n" + "lamps\t\n" * 6_000 + "[Report, para. 1a]\t\n",
        "<p " * 10_000 + "[Report, para. 1a]",
        "Coast\tNorth\n" + "<p" + " " * 20_000 + "[Report, para. 1a]",
        "Lamps\n\n[C 1(a)]\n\n" + "lamps\n\n" * 8_000,
        "Lamps\n\n[C 1(a)]\n\n" + "lamps ]\n" * 8_000,
        "Lamps\n\n[C 1(a)]\n\n" + "Lamps\n\n" * 8_000,
        "I.\n" * 10_000 + "[C 1(a)]",
        "I. " * 10_000 + "[C 1(a)]",
        "•\n" * 20_000 + "[C 1(a)]",
        "“[C…]” stands for " * 2_000 + "[C 1(a)]",
        "Lamps\n\n" + "Burn. [C 1(a)]\n" * 4_000,
        "Lamps\n\n" + "".join(f"Burn {n}. [C {n}(a)]\n" for n in range(4_000)),
        "Coast\tNorth\nLamps\t\n" + "".join(f"Burn {n}. [Report, para. {n}a]\t\n" for n in range(4_000)),
        "Lamps (cont" + "\t" * 20_000 + "[C 1(a)]",
    ],
    ids=range(23),
)
def test_no_text_makes_the_readers_slow(text: str) -> None:
    start = process_time()
    source = SourceText("any.txt", text)
    read_mapping(listing=source, matrix=None, about=ABOUT)
    read_mapping(listing=None, matrix=source, about=ABOUT)
    read_mapping(listing=source, matrix=source)
    assert process_time() - start < 10
