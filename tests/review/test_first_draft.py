"""The way to a first draft: what converges, most regions first, theme by theme; and a text for each stop."""

from __future__ import annotations

from dataclasses import replace

from drafter.draft import edits
from drafter.draft.draft import Draft, SetAside
from drafter.draft.tree import Place
from drafter.review.convergence import convergence
from drafter.review.first_draft import Stop, carried, leg, refreshed, wordings
from drafter.storage import checks_yaml, corpus_yaml, folders, layout_folder
from tests.builders import corpus, draft, paragraph

RULES = checks_yaml.load()
SMALL, KYOTO = corpus(), corpus_yaml.load(folders.CORPUS)
SHARED, CONVERGING = convergence(SMALL), convergence(KYOTO)
EMPTY = edits.new_draft("d", layout_folder.load("kyoto"), KYOTO)


def small_leg(made: Draft, *met: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(stop.theme.id, stop.together, stop.others) for stop in leg(SMALL, SHARED, made, RULES, met)]


def test_what_converges_comes_first_by_theme_then_what_stands_alone_then_nothing() -> None:
    judges, victims = ("NO 1(a)", "SO 7(a)"), ("NO 1(b)", "SO 7(b)")
    assert small_leg(draft()) == [("1", judges, ()), ("2.I", victims, ())]
    assert small_leg(draft(), *judges, *victims) == [("3.I", (), ("NO 2(a)", "SO 9"))]
    assert small_leg(draft(), *judges, *victims, "NO 2(a)", "SO 9") == []


def test_what_is_taken_up_or_set_aside_is_passed() -> None:
    begun = draft(paragraph("a", "A", "NO 1(b)"), other=(paragraph("b", "B", "SO 9"),))
    assert small_leg(begun) == [("1", ("NO 1(a)", "SO 7(a)"), ())]
    aside = replace(begun, set_aside=(SetAside("NO 1(a)", "Not ours."),))
    assert small_leg(aside) == [("2.I", (), ("SO 7(b)",)), ("2.II", (), ("SO 7(a)",)), ("3.I", (), ("NO 2(a)",))]
    stop = leg(SMALL, SHARED, draft(), RULES)[1]
    assert refreshed(SMALL, SHARED, begun, stop) == replace(stop, together=("SO 7(b)",))


def test_the_way_leads_past_every_recommendation_in_paragraphs_that_a_declaration_can_have() -> None:
    met: set[str] = set()
    first: tuple[Stop, ...] = ()
    order = [theme.id for theme in KYOTO.themes]
    while stops := leg(KYOTO, CONVERGING, EMPTY, RULES, met):
        first = first or stops
        assert [stop.theme.id for stop in stops] == sorted((stop.theme.id for stop in stops), key=order.index)
        met.update(id for stop in stops for id in (*stop.together, *stop.others))
    assert met == set(KYOTO.by_id)
    assert len(first) == 24
    assert sum(len({KYOTO.by_id[id].region for id in stop.together}) > 2 for stop in first) > 12
    for stop in first:
        said = wordings(KYOTO, EMPTY, stop.together, RULES, stop.theme.id)
        assert said.first.text.startswith("We ") and 20 <= len(said.first.text.split()) <= 100
        assert not said.first.declined


def test_what_can_t_stand_in_a_declaration_comes_last() -> None:
    unfit = ("AP 62(a)", "LAC 80(a)", "E 57(a)")
    (stop,) = (each for each in leg(KYOTO, CONVERGING, EMPTY, RULES, KYOTO.by_id.keys() - set(unfit)) if each.together)
    assert (stop.theme.id, stop.together) == ("1", unfit)
    assert stop.unfit.startswith("Nothing is suggested. The declaration speaks for itself")


def test_a_long_text_leaves_out_what_each_adds_and_says_so() -> None:
    ids = ["AP 34(c)", "WA 33(c)", "A 37(f)", "E 43(e)"]
    said = wordings(KYOTO, EMPTY, ids, RULES, "4.IX")
    assert said.is_long and said.first is said.shared
    assert set(said.shared.missing) == {"AP 34(c)", "WA 33(c)", "E 43(e)"}, "all but the one whose words these are"
    assert "technical guidance material" in said.shared.missing["WA 33(c)"]
    assert said.place == Place("justice")
    short = wordings(KYOTO, EMPTY, ids[1:2], RULES, "4.IX")
    assert short.first is short.whole and short.whole.text == short.shared.text and not short.shared.missing


def test_an_acronym_that_the_draft_spelled_out_before_is_not_spelled_out_again() -> None:
    said = wordings(KYOTO, EMPTY, ["AP 61(i)"], RULES, "6.I").first.text
    assert "United Nations Office on Drugs and Crime (UNODC)" in said
    before = edits.add(EMPTY, "We thank UNODC.", "p", Place("prevention"))
    assert "Drugs and Crime" not in wordings(KYOTO, before, ["AP 61(i)"], RULES, "6.I").first.text
    here = edits.add(EMPTY, "We thank UNODC.", "p", Place("cooperation"))
    assert "Drugs and Crime" not in wordings(KYOTO, here, ["AP 61(i)"], RULES, "6.I").first.text
    behind = edits.reword(edits.take_up(EMPTY, KYOTO, ["E 56(a)"], ["p"]), KYOTO, "p", "We thank UNODC.")
    assert "Drugs and Crime" in wordings(KYOTO, behind, ["AP 61(i)"], RULES, "6.I").first.text


def test_regions_are_counted_by_the_paragraphs_that_carry_them() -> None:
    made = draft(paragraph("a", "A", "NO 1(b)", "SO 7(b)"), other=(paragraph("b", "B", "SO 9", "XX 1(a)"),))
    assert carried(SMALL, made) == {"NO": 1, "SO": 2}
