"""Which recommendations a text reflects, whoever wrote it; none where nothing is reflected."""

from dataclasses import replace

import pytest

from drafter.draft.draft import Status
from drafter.review import trace
from drafter.review.trace import FAINT, LEAST, SURE, Match, Tracer
from drafter.storage import corpus_yaml, folders
from tests import builders

KYOTO = corpus_yaml.load(folders.CORPUS)
TRACER = Tracer(KYOTO)


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


@pytest.mark.parametrize("few", [0, 1_000])
def test_the_likely_alone_tell_what_all_together_do(monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    texts = [one.text[: 60 + 40 * place] for place, one in enumerate(KYOTO.recommendations[::60])]
    texts.append(" ".join(one.text for one in KYOTO.recommendations[:3]))
    monkeypatch.setattr(trace, "_FEW", few)
    found = list(map(Tracer(KYOTO).found, texts))
    monkeypatch.setattr(trace, "_GUESSES", ())
    assert found == list(map(Tracer(KYOTO).found, texts))


def test_the_name_of_the_congress_reflects_nothing() -> None:
    assert TRACER.matches(f"Assembled at the {KYOTO.congress},") == ()


def test_a_corpus_without_a_name_for_its_congress_can_be_traced_in() -> None:
    nameless = replace(builders.corpus(), congress="")
    assert Tracer(nameless).matches("Train judges.")[0].id == "NO 1(a)"
    assert Tracer(nameless).matches("Train judges.")[0].score == 1


def test_each_recommendation_is_reflected_doubtful_or_not_reflected() -> None:
    by_id = builders.TEXTS
    texts = (
        by_id["NO 2(a)"],
        "Train judges and others.",
        "…",
        "Protect all who are victims of trafficking or of other crimes, and witnesses and their families.",
    )
    draft = builders.draft(*(builders.paragraph(f"p{place}", text) for place, text in enumerate(texts, 1)))
    gone = replace(builders.paragraph("p9", by_id["SO 9"]), status=Status.DELETED)
    draft = replace(draft, parts=tuple(replace(part, paragraphs=(*part.paragraphs, gone)) for part in draft.parts[1:2]))
    found = Tracer(builders.corpus()).trace(draft)
    assert [(paragraph.name, paragraph.text) for paragraph in found.paragraphs] == [
        ("OP1", texts[0]), ("OP2", texts[1]), ("OP3", texts[2]), ("OP4", texts[3]),
    ]  # fmt: skip
    assert found.paragraphs[2].matches == ()
    assert "NO 2(a)" in found.reflected
    every = [*found.reflected, *(doubt.id for doubt in found.doubtful), *found.not_reflected]
    assert sorted(every) == sorted(by_id)
    for doubt in found.doubtful:
        assert doubt.match.score < SURE
        assert doubt.match.score == max(m.score for each in found.paragraphs for m in each.matches if m.id == doubt.id)
    north = found.only(lambda id: id.startswith("NO"))
    assert {match.id[:2] for each in north.paragraphs for match in (*each.sure, *each.doubtful)} == {"NO"}
    assert set(north.reflected) <= set(found.reflected)
    assert set(north.not_reflected) == {id for id in found.not_reflected if id.startswith("NO")}


def test_what_is_doubtful_does_not_look_sure() -> None:
    assert (Match("A 1", 0.3499).shown, Match("A 1", 0.3499).sure) == ("0.34", False)
    assert [Match("A 1", score).percent for score in (0.35, 0.29, 1.0)] == [35, 29, 100]


def test_matches_come_in_order_of_their_score() -> None:
    scores = [
        match.score for match in TRACER.matches("We will promote alternatives to imprisonment for young offenders.")
    ]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_of_a_text_that_stands_twice_the_trace_is_the_same() -> None:
    text = "We will relieve overcrowded prisons by applying measures that are not custodial."
    once = TRACER.trace(builders.draft(builders.paragraph("p1", text)))
    twice = TRACER.trace(builders.draft(builders.paragraph("p1", text), builders.paragraph("p2", text)))
    assert once.reflected
    assert (twice.reflected, twice.doubtful) == (once.reflected, once.doubtful)


def test_where_nothing_is_reflected_what_comes_near_is_named_and_counted_nowhere() -> None:
    text = "We will loosen the bonds of solidarity between citizens and organized criminals."
    made = builders.draft(builders.paragraph("p1", text), builders.paragraph("p2", KYOTO.by_id["LAC 28(c)"].text))
    found = TRACER.trace(made)
    near = found.paragraphs[0].faint
    assert (found.paragraphs[0].matches, near[0].id, len(near) <= 3) == ((), "E 28(c)", True)
    assert all(FAINT <= match.score < LEAST for match in near)
    assert {match.id for match in near} <= {*found.not_reflected, *(doubt.id for doubt in found.doubtful)}
    assert found.paragraphs[1].faint == ()
    assert found.only(lambda id: id == near[0].id).paragraphs[0].faint == near[:1]
