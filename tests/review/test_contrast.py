"""Where regions ask for different things on one subject, it is said; what converges is one stance."""

import pytest

from drafter.review.convergence import contrasts, contrasts_of, convergence
from drafter.storage import corpus_yaml, folders
from tests.builders import corpus

KYOTO = corpus_yaml.load(folders.CORPUS)
EVERY = contrasts(KYOTO, convergence(KYOTO))


def test_an_instrument_a_study_and_cooperation_are_three_stances_on_cybercrime() -> None:
    found = next(one for one in EVERY if one.subject == "cybercrime")
    assert found.theme == "6.III"
    assert {stance.demand: stance.ids for stance in found.stances} == {
        "a legal instrument": ("WA 56(j)",),
        "a study": ("A 57(h)",),
        "training": ("A 57(f)",),
        "cooperation": ("LAC 79(d)", "A 57(g)", "E 56(e)"),
    }


def test_in_every_contrast_two_regions_stand_apart() -> None:
    for one in EVERY:
        regions = [set(stance.regions) for stance in one.stances]
        assert any(not mine & others for mine in regions for others in regions)


def test_contrasts_come_in_the_order_of_the_mapping() -> None:
    order = [theme.id for theme in KYOTO.themes]
    assert [one.theme for one in EVERY] == sorted((one.theme for one in EVERY), key=order.index)


def test_contrasts_are_found_by_what_they_concern() -> None:
    assert [one.subject for one in contrasts_of(EVERY, ["WA 56(j)"])] == ["cybercrime"]
    assert contrasts_of(EVERY, []) == ()


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
    assert not [one for one in contrasts(made, convergence(made)) if one.subject != "victims"]


def test_what_converges_is_one_stance_whatever_it_begins_with() -> None:
    texts = {
        "NO 1(b)": "Train judges on restorative justice.",
        "SO 7(a)": "Explore, train judges, restorative justice.",
    }
    made = corpus(texts)
    assert contrasts_of(contrasts(made, convergence(corpus())), texts)
    assert not contrasts_of(contrasts(made, convergence(made)), texts)
