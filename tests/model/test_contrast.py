"""Where regions ask for different things on one subject, it is said; what converges is one stance."""

from drafter.model.contrast import contrasts, contrasts_of
from drafter.model.convergence import convergence
from drafter.storage import corpora, places
from tests.builders import corpus

KYOTO = corpora.load(places.CORPUS)
EVERY = contrasts(KYOTO, convergence(KYOTO))


def test_an_instrument_a_study_and_an_open_internet_are_three_stances_on_cybercrime() -> None:
    found = next(one for one in EVERY if one.subject.startswith("cyber"))
    stances = [set(stance.ids) for stance in found.stances]
    assert {"WA 56(j)"} in stances
    assert {"A 57(h)"} in stances
    assert {"LAC 79(d)", "E 56(e)"} in stances
    assert found.theme == "6.III"


def test_every_contrast_is_of_two_regions_and_two_stances() -> None:
    for one in EVERY:
        assert len(one.stances) > 1
        assert len({code for stance in one.stances for code in stance.regions}) > 1


def test_contrasts_are_found_by_what_they_concern() -> None:
    assert [one.subject for one in contrasts_of(EVERY, ["WA 56(j)"])] == ["cyber"]
    assert contrasts_of(EVERY, []) == ()


def test_what_one_region_asks_is_no_contrast() -> None:
    texts = {"NO 1(b)": "Compensate victims 7.", "SO 7(b)": "Train judges.", "SO 7(a)": "Train judges."}
    assert contrasts(corpus(texts), convergence(corpus(texts))) == ()


def test_a_contrast_that_another_one_holds_is_not_said_twice() -> None:
    ids = [set(one.ids) for one in EVERY]
    assert not any(one < other for one in ids for other in ids)
