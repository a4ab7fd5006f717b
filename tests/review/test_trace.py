"""Which recommendations a text reflects, whoever wrote it; none where nothing is reflected."""

import pytest

from drafter.draft.layout import Kind
from drafter.review.trace import Tracer, confirmed_all, draft_of
from drafter.storage import corpus_yaml, folders, layout_folder
from tests import builders

KYOTO = corpus_yaml.load(folders.CORPUS)
TRACER = Tracer(KYOTO)
LAYOUT = layout_folder.load("kyoto")


@pytest.mark.parametrize("id", ["AP 62(a)", "LAC 59(a)", "WA 33(b)", "A 37(b)", "E 56(e)"])
def test_a_recommendation_to_the_letter_is_itself_for_sure(id: str) -> None:
    best = TRACER.matches(KYOTO.by_id[id].text)[0]
    assert (best.id, best.score) == (id, 1.0)


def test_other_forms_of_the_same_words_are_known_again() -> None:
    found = TRACER.matches("We will relieve overcrowded prisons by applying measures that are not custodial.")
    assert found[0].id in ("LAC 40(h)", "A 37(d)")


@pytest.mark.parametrize(
    "text",
    ["", "…", "Declare the following:", "We pledge to conserve the oceans and to protect coral reefs.", "We act."],
)
def test_nothing_is_found_where_nothing_is_reflected(text: str) -> None:
    assert TRACER.matches(text) == ()


def test_the_name_of_the_congress_reflects_nothing() -> None:
    assert TRACER.matches(f"Assembled at the {KYOTO.congress},") == ()


def test_a_corpus_without_a_name_for_its_congress_can_be_traced_in() -> None:
    from dataclasses import replace

    nameless = replace(builders.corpus(), congress="")
    assert Tracer(nameless).matches("Train judges.")[0].id == "NO 1(a)"
    assert Tracer(nameless).matches("Train judges.")[0].score == 1


def test_what_no_paragraph_reflects_is_listed_in_citation_order() -> None:
    texts = [point.text for point in KYOTO.recommendations if point.region != "WA"]
    found = TRACER.trace([*texts, "…"])
    assert [paragraph.number for paragraph in found.paragraphs] == list(range(1, len(texts) + 2))
    assert found.paragraphs[-1].matches == ()
    assert found.not_reflected
    assert all(id.startswith("WA ") for id in found.not_reflected)
    assert list(found.not_reflected) == KYOTO.in_order(found.not_reflected)


def test_matches_come_in_order_of_their_score() -> None:
    scores = [
        match.score for match in TRACER.matches("We will promote alternatives to imprisonment for young offenders.")
    ]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


TEXT = [
    "Recalling the Doha Declaration,",
    "We declare the following.",
    "1. Increase access to justice for children, by strengthening the responses of the criminal justice system and "
    "ensuring that it can provide children with fair, equitable and effective, child-sensitive responses.",
    "We add a word of our own.",
    "We endeavour:",
    "(a) To train judges;",
    "(b) Revise laws and policies that are discriminatory against women.",
]


def test_confirmed_links_make_a_draft() -> None:
    trace = TRACER.trace(TEXT)
    confirmed = {3: ["WA 42(b)"], 7: ["A 37(b)"], 2: ["AP 62(c)"]}
    made = draft_of(trace, confirmed, KYOTO, LAYOUT, "d-1", [f"p{n}" for n in range(1, 8)])
    parts = {
        part.id: [paragraph.written[:12] for paragraph in part.paragraphs] for part in made.parts if part.paragraphs
    }
    assert parts == {
        "preamble": ["Recalling th"],
        "commitments": ["We declare t"],
        "rule-of-law": ["Increase acc", "We add a wor", "We endeavour"],
    }
    assert [child.written for child in made.spots["p5"].paragraph.children] == [
        "To train judges;",
        "Revise laws and policies that are discriminatory against women.",
    ]
    assert made.spots["p7"].paragraph.links[0].treatment == "verbatim"
    assert made.spots["p2"].paragraph.links[0].treatment == "adapted"
    assert set(made.cited_in) == {"WA 42(b)", "A 37(b)", "AP 62(c)"}


def test_several_sources_are_merged_and_those_of_a_preambular_section_stay_operative() -> None:
    from dataclasses import replace

    layout = replace(
        LAYOUT, parts=tuple(replace(part, takes=("1",)) if part.kind is Kind.PP else part for part in LAYOUT.parts)
    )
    trace = TRACER.trace(["We stress the role of practitioners."])
    made = draft_of(trace, {1: ["LAC 80(d)", "E 57(e)"]}, KYOTO, layout, "d-1", ["p1"])
    assert made.spots["p1"].part.kind is Kind.OP
    assert {link.treatment for link in made.spots["p1"].paragraph.links} == {"merged"}


def test_a_layout_without_a_preamble_takes_everything_as_operative() -> None:
    from dataclasses import replace

    bare = replace(LAYOUT, parts=tuple(part for part in LAYOUT.parts if part.kind is Kind.OP))
    made = draft_of(TRACER.trace(["Recalling the past,"]), {}, KYOTO, bare, "d-1", ["p1"])
    assert made.spots["p1"].part.kind is Kind.OP


def test_all_sure_matches_can_be_confirmed_together() -> None:
    trace = TRACER.trace(["We act.", KYOTO.by_id["LAC 59(a)"].text])
    assert confirmed_all(trace, 0.9) == {1: [], 2: ["LAC 59(a)"]}
