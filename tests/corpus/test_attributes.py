"""What a table says of recommendations besides is asked for by its name, in searches and for coverage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.corpus.attributes import AskedAttribute, having, parted
from drafter.corpus.search import Index
from drafter.document.coverage_points import asked_attribute, points, restricted
from drafter.document.json_views import filters
from drafter.draft.layout import Captions
from drafter.errors import BadInput
from drafter.review.coverage import Selection, coverage
from tests import builders

BASE = builders.corpus()
SAID = {
    "NO 1(a)": (("State under review", "France; Spain"), ("SDG", "16")),
    "NO 1(b)": (("State under review", "[bold]Chad"),),
    "SO 7(a)": (("State under review", "france"), ("SDG", "5")),
}
CORPUS = replace(
    BASE, recommendations=tuple(point._replace(attributes=SAID.get(point.id, ())) for point in BASE.recommendations)
)
INDEX = Index(CORPUS)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("state:France", ["NO 1(a)", "SO 7(a)"]),
        ("State-under:fran prosecutors", ["SO 7(a)"]),
        ("review:spain", ["NO 1(a)"]),
        ('state:"[bold]chad" victims', ["NO 1(b)"]),
        ('state:"[bo', ["NO 1(b)"]),
        ("state:France sdg:5", ["SO 7(a)"]),
        ("sdg:17", []),
        ("under:x", []),
        ("nothing:France", []),
    ],
)
def test_a_search_keeps_what_has_the_attribute(words: str, found: list[str]) -> None:
    assert sorted(INDEX.find(words)) == found
    assert sorted(INDEX.find_as_typed(words)) == found


def test_what_is_found_is_marked_and_what_is_no_attribute_stays_a_word() -> None:
    assert INDEX.hits("SO 7(a)", "state:France prosecutors") == INDEX.hits("SO 7(a)", "prosecutors")
    assert INDEX.hits_as_typed("SO 7(a)", "judges state:F") == INDEX.hits_as_typed("SO 7(a)", "judges ")
    assert CORPUS.points.attribute_names == ("State under review", "SDG")
    assert parted(CORPUS, "colour:red sdg:16") == ("colour:red ", (AskedAttribute("sdg", "16"),))
    assert parted(BASE, "sdg:16") == ("sdg:16", ())


def test_coverage_counts_what_has_the_attribute() -> None:
    figures = coverage(CORPUS, builders.draft())
    selection = Selection(attributes=(asked_attribute(CORPUS, " state:france "),))
    chosen = restricted(CORPUS, figures, selection)
    assert list(chosen.dispositions) == ["NO 1(a)", "SO 7(a)"]
    assert chosen.recommendations.total == 2
    assert [row.whole.total for row in chosen.themes] == [1, 0, 1, 0]
    assert chosen.placements.total == sum(row.whole.total for row in chosen.themes) == 2
    assert [row.regions["SO"].total for row in chosen.themes] == [0, 0, 1, 0]
    assert [point.id for point in points(CORPUS, builders.draft(), figures, selection)] == ["NO 1(a)", "SO 7(a)"]
    assert "state:france" in selection.words(Captions())
    assert filters(selection)["where"] == ["state:france"]
    assert list(having(CORPUS, ())) == [point.id for point in CORPUS.recommendations]
    for said in ("sdgs", "colour:red", "state:France and more"):
        with pytest.raises(BadInput, match="there are: State under review, SDG"):
            asked_attribute(CORPUS, said)
    with pytest.raises(BadInput, match="there are: none"):
        asked_attribute(BASE, "sdg:16")
