"""Recommendations of different regions that ask for the same; shared formulas don't make two asks alike.

Where regions ask for different things on one subject, it is said; what converges is one stance.
"""

from itertools import combinations

import pytest

from drafter.corpus.similarity import asks, likeness, other_means
from drafter.review import convergence as convergences
from drafter.review.convergence import LEAST, PERHAPS, Group, Pair, contrasts, contrasts_of, convergence, of_pairs
from drafter.storage import corpus_yaml, folders
from tests.builders import corpus

KYOTO = corpus_yaml.load(folders.CORPUS)
FOUND = convergence(KYOTO)
CONTRASTS = contrasts(KYOTO, FOUND)
PAIRS = {frozenset((pair.a, pair.b)): pair.score for pair in FOUND.pairs}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("LAC 40(h)", "A 37(d)"),
        ("AP 61(d)", "E 56(c)"),
        ("LAC 79(d)", "E 56(e)"),
        ("AP 44(g)", "A 45(g)"),
        ("WA 24(e)", "AP 44(a)"),
    ],
)
def test_the_same_ask_is_found(a: str, b: str) -> None:
    assert PAIRS[frozenset((a, b))] >= LEAST


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("E 36(j)", "AP 44(l)"),
        ("E 36(f)", "AP 44(g)"),
        ("E 36(f)", "WA 42(a)"),
        ("E 56(c)", "WA 33(g)"),
        ("WA 56(j)", "A 57(h)"),
        ("WA 56(j)", "E 56(e)"),
    ],
)
def test_two_objects_in_one_formula_are_two_asks(a: str, b: str) -> None:
    assert frozenset((a, b)) not in PAIRS


def test_pairs_are_of_different_regions_surest_first_and_in_citation_order() -> None:
    scores = [pair.score for pair in FOUND.pairs]
    assert scores == sorted(scores, reverse=True)
    assert all(LEAST <= score <= 1 for score in scores)
    for pair in FOUND.pairs:
        assert KYOTO.by_id[pair.a].region != KYOTO.by_id[pair.b].region
        assert KYOTO.rank[pair.a] < KYOTO.rank[pair.b]


def test_less_sure_pairs_stand_apart_and_make_no_group() -> None:
    scores = [pair.score for pair in FOUND.perhaps]
    assert scores == sorted(scores, reverse=True)
    assert scores and all(PERHAPS <= score < LEAST for score in scores)
    assert not PAIRS.keys() & {frozenset((pair.a, pair.b)) for pair in FOUND.perhaps}


def test_laws_are_no_means_and_a_near_copy_counts_wherever_it_stands() -> None:
    weighed = {ask.id: ask for ask in asks(KYOTO)}
    assert not other_means(weighed["AP 61(j)"], weighed["WA 56(f)"])
    made = {
        ask.id: ask for ask in asks(corpus(dict.fromkeys(("NO 1(a)", "SO 9"), "Train judges in juvenile justice.")))
    }
    assert not made["NO 1(a)"].sections & made["SO 9"].sections
    assert likeness(made["NO 1(a)"], made["SO 9"]) > 0.85


def test_candidates_miss_nothing_that_measuring_every_pair_would_find() -> None:
    every = {
        frozenset((one.id, other.id))
        for one, other in combinations(asks(KYOTO), 2)
        if one.region != other.region and round(likeness(one, other), 4) >= LEAST
    }
    assert every == set(PAIRS)


def test_a_text_without_words_is_like_nothing() -> None:
    found = convergence(corpus({"NO 1(a)": "…", "SO 7(a)": "…"}))
    assert "NO 1(a)" not in found.partners


def test_a_word_that_every_recommendation_has_still_tells_nothing_apart() -> None:
    same = dict.fromkeys(("NO 1(a)", "NO 1(b)", "SO 7(b)", "SO 7(a)", "NO 2(a)", "SO 9"), "Act.")
    assert {pair.a[:2] + pair.b[:2] for pair in convergence(corpus(same)).pairs} == {"NOSO"}


def test_partners_are_known_from_both_sides() -> None:
    assert FOUND.partners["A 37(d)"][0][0] == "LAC 40(h)"
    assert FOUND.partners["LAC 40(h)"][0][0] == "A 37(d)"
    assert "LAC 79(i)" not in FOUND.partners


def test_whatever_stands_in_a_group_stands_in_each_one_s_list() -> None:
    lists = {id: {other for other, _ in partners} for id, partners in FOUND.partners.items()}
    for group in FOUND.groups:
        for id in group.ids:
            assert {*group.ids} <= {id, *lists[id]} <= {*group.ids, *FOUND.beside(group)}
    assert lists["AP 61(j)"] == {"LAC 79(k)", "WA 56(f)", "A 57(e)"}
    assert all(id in lists[other] for id, partners in lists.items() for other in partners)
    assert all(
        scores == sorted(scores, reverse=True) for scores in ([s for _, s in p] for p in FOUND.partners.values())
    )


def test_beside_a_group_stands_who_asks_for_the_same_as_one_of_it() -> None:
    pairs = [Pair("NO 1(a)", "SO 7(a)", 0.9), Pair("NO 1(b)", "SO 7(b)", 0.8), Pair("NO 1(a)", "SO 7(b)", 0.39)]
    first, second = (found := of_pairs(corpus(), pairs)).groups
    assert (found.beside(first), found.beside(second)) == (("SO 7(b)",), ("NO 1(a)",))


def test_groups_are_disjoint_and_of_two_regions_or_more() -> None:
    ids = [id for group in FOUND.groups for id in group.ids]
    assert len(ids) == len(set(ids))
    assert all(len(group.regions) > 1 for group in FOUND.groups)
    widths = [len(group.regions) for group in FOUND.groups]
    assert widths == sorted(widths, reverse=True)
    assert FOUND.groups[0].ids == ("AP 61(a)", "LAC 79(c)", "WA 56(e)", "A 57(b)", "E 56(a)")
    assert FOUND.group_of["E 56(a)"] is FOUND.groups[0]


def test_no_chain_of_pairs_runs_from_ask_to_ask() -> None:
    made = corpus()
    chain = [Pair("NO 1(a)", "SO 7(a)", 0.9), Pair("NO 1(b)", "SO 7(b)", 0.8), Pair("NO 1(a)", "SO 7(b)", 0.39)]
    assert of_pairs(made, chain).groups == (
        Group(("NO 1(a)", "SO 7(a)"), ("NO", "SO"), 0.9),
        Group(("NO 1(b)", "SO 7(b)"), ("NO", "SO"), 0.8),
    )


def test_what_one_region_lists_apart_is_in_one_group_only_where_it_is_a_copy() -> None:
    pairs = [Pair("NO 1(a)", "SO 7(a)", 0.9), Pair("NO 1(b)", "SO 7(a)", 0.8)]
    twice = {"NO 1(a)": "Train judges in hearing victims.", "NO 1(b)": "Train judges in hearing victims of crime."}
    assert of_pairs(corpus(), pairs).groups[0].ids == ("NO 1(a)", "SO 7(a)")
    assert of_pairs(corpus(twice), pairs).groups[0].ids == ("NO 1(a)", "NO 1(b)", "SO 7(a)")


def test_a_pair_within_a_group_changes_nothing() -> None:
    twice = [Pair("NO 1(a)", "SO 7(a)", 0.9), Pair("NO 1(a)", "SO 7(a)", 0.9)]
    assert len(of_pairs(corpus(), twice).groups) == 1


def test_a_refusal_is_remembered() -> None:
    pairs = [
        Pair("NO 1(a)", "SO 7(a)", 0.9),
        Pair("NO 1(b)", "SO 7(b)", 0.8),
        Pair("NO 1(a)", "SO 7(b)", 0.2),
        Pair("NO 1(b)", "SO 7(a)", 0.1),
    ]
    assert len(of_pairs(corpus(), pairs).groups) == 2


def test_common_words_are_looked_up_only_where_they_are_heavy() -> None:
    # More recommendations with one word than are looked up by one word: the work stays bounded, and finds the twins.
    from drafter.corpus.corpus import Corpus, Recommendation, Region, Section, Theme

    regions = (Region("NO", "North", "N"), Region("SO", "South", "S"))
    made = [
        Recommendation(f"{code} {n}", code, n, "", f"Train judges in subject{n} and matter{n}.")
        for n in range(150)
        for code in ("NO", "SO")
    ]
    theme = Theme("1", "", "All", tuple(point.id for point in made))
    big = Corpus("big", "", "", regions, (Section("1", "One", (theme,)),), tuple(made))
    twins = {(pair.a, pair.b) for pair in convergence(big).pairs if pair.score > 0.99}
    assert twins == {(f"NO {n}", f"SO {n}") for n in range(150)}


def test_an_instrument_a_study_and_cooperation_are_three_stances_on_cybercrime() -> None:
    found = next(contrast for contrast in CONTRASTS if contrast.subject == "cybercrime")
    assert found.theme == "6.III"
    assert {stance.demand: stance.ids for stance in found.stances} == {
        "a legal instrument": ("WA 56(j)",),
        "a study": ("A 57(h)",),
        "training": ("A 57(f)",),
        "cooperation": ("LAC 79(d)", "A 57(g)", "E 56(e)"),
    }


def test_in_every_contrast_two_regions_stand_apart() -> None:
    for contrast in CONTRASTS:
        regions = [set(stance.regions) for stance in contrast.stances]
        assert any(not mine & others for mine in regions for others in regions)


def test_contrasts_come_in_the_order_of_the_mapping() -> None:
    order = [theme.id for theme in KYOTO.themes]
    assert [contrast.theme for contrast in CONTRASTS] == sorted(
        (contrast.theme for contrast in CONTRASTS), key=order.index
    )


def test_contrasts_are_found_by_what_they_concern() -> None:
    assert [contrast.subject for contrast in contrasts_of(CONTRASTS, ["WA 56(j)"])] == ["cybercrime"]
    assert contrasts_of(CONTRASTS, []) == ()


@pytest.mark.parametrize(
    "texts",
    [
        {"NO 1(b)": "Study cybercrime.", "SO 7(b)": "Research on cybercrime."},
        {"NO 1(b)": "Study cybercrime.", "NO 1(a)": "Adopt a treaty against cybercrime."},
        {"NO 1(b)": "Study early trends.", "SO 7(b)": "Adopt a treaty on early trends."},
    ],
)
def test_one_demand_one_region_or_no_subject_is_no_contrast(texts: dict[str, str]) -> None:
    made = corpus(texts)
    assert not [contrast for contrast in contrasts(made, convergence(made)) if contrast.subject != "victims"]


def test_what_converges_is_one_stance_whatever_it_begins_with() -> None:
    texts = {
        "NO 1(b)": "Train judges on restorative justice.",
        "SO 7(a)": "Explore, train judges, restorative justice.",
    }
    made = corpus(texts)
    assert contrasts_of(contrasts(made, convergence(corpus())), texts)
    assert not contrasts_of(contrasts(made, convergence(made)), texts)


def test_a_large_corpus_is_compared_theme_by_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands under a theme that is larger still, in parts."""
    made = corpus()
    assert convergences.batches(made) == (convergences.Batch("", "", None),)
    monkeypatch.setattr(convergences, "LARGE", 1)
    some = convergences.batches(made)
    assert [batch.name for batch in some][:3] == ["1 1", "2.I 1", "2.I 2"]
    assert [id for batch in some for id in batch.ids or ()] == [id for theme in made.themes for id in theme.placements]
    whole, part = convergence(made), convergence(made, ids=("NO 1(b)", "SO 7(b)"))
    assert [(pair.a, pair.b) for pair in part.pairs] == [("NO 1(b)", "SO 7(b)")]
    assert set(part.pairs) <= set(whole.pairs)  # here, the sample is the corpus
