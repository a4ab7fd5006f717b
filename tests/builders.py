"""Small corpora and drafts for tests: an invented congress with two regions, so that nothing rests on Kyoto."""

from __future__ import annotations

from drafter.corpus.corpus import Corpus, Reading, Recommendation, Region, Section, Theme, parse_citation
from drafter.draft.draft import Draft, Link, Paragraph, Part, Treatment
from drafter.draft.layout import Kind, Layout, PartPlan
from drafter.draft.text import Text

TEXTS = {
    "NO 1(a)": "Train judges.",
    "NO 1(b)": "Protect victims [of all crimes].",
    "NO 2(a)": "Share data.",
    "SO 7(a)": "Train judges and prosecutors.",
    "SO 7(b)": "Protect victims.",
    "SO 9": "Build {{ institutions }} & trust.",
}
HOSTILE = "a [LAC 40(g)] [bold]b[/] {{ x }} {% y %} <w:p> & \\ « שלום » e\u0301 😀 'q' \"d\""


def recommendation(id: str, text: str = "", readings: tuple[Reading, ...] = ()) -> Recommendation:
    parsed = parse_citation(id)
    assert parsed is not None
    return Recommendation(id, *parsed, text or TEXTS.get(id, f"Text of {id}."), readings)


def corpus(texts: dict[str, str] | None = None) -> Corpus:
    """Two regions, three sections, four themes; NO 1(b) stands under two of them."""
    words = {**TEXTS, **(texts or {})}
    return Corpus(
        "invented",
        "Third Invented Congress",
        "A mapping of the recommendations",
        (
            Region("NO", "North", "Report of the Northern Meeting", "A/X/1"),
            Region("SO", "South", "Report of the Southern Meeting"),
        ),
        (
            Section("1", "General", (Theme("1", "", "Message", ("NO 1(a)",)),)),
            Section(
                "2",
                "Justice",
                (
                    Theme("2.I", "I", "Victims", ("NO 1(b)", "SO 7(b)")),
                    Theme("2.II", "II", "Capacity", ("NO 1(b)", "SO 7(a)")),
                ),
            ),
            Section("3", "Data", (Theme("3.I", "I", "Statistics", ("NO 2(a)", "SO 9")),)),
        ),
        tuple(recommendation(id, words[id]) for id in ("NO 1(a)", "NO 1(b)", "SO 7(b)", "SO 7(a)", "NO 2(a)", "SO 9")),
    )


def layout(**sentences: str) -> Layout:
    """A preamble that takes section 1, a part for section 2, and one for the rest."""
    return Layout(
        "kyoto",
        "A layout",
        (
            PartPlan("preamble", "Preamble", Kind.PP, ("1",), heading=False),
            PartPlan("justice", "On justice", Kind.OP, ("2",)),
            PartPlan("other", "On other matters", Kind.OP, ("rest",)),
        ),
        sentences,
    )


def paragraph(id: str, text: str | Text = "", *sources: str, children: tuple[Paragraph, ...] = ()) -> Paragraph:
    """Without a text, one with the words of its sources."""
    words = text or " ".join((f"Text {id}.", *(TEXTS.get(one, "") for one in sources))).strip()
    return Paragraph(id, Text.of(words), tuple(Link(one, Treatment.ADAPTED) for one in sources), children)


def draft(*justice: Paragraph, preamble: tuple[Paragraph, ...] = (), other: tuple[Paragraph, ...] = ()) -> Draft:
    """A draft of the layout above with these paragraphs."""
    return Draft(
        "d-1",
        "kyoto",
        "invented",
        (
            Part("preamble", "Preamble", Kind.PP, ("1",), False, preamble),
            Part("justice", "On justice", Kind.OP, ("2",), True, justice),
            Part("other", "On other matters", Kind.OP, ("3",), True, other),
        ),
    )
