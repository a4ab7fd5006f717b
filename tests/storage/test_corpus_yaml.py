"""A corpus as a file: it comes back as it was, and a corpus that contradicts itself is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.corpus.corpus import About, AboutRegion, Reading, Recommendation, unsorted_section
from drafter.errors import BadInput
from drafter.storage import corpus_yaml, folders
from tests import builders


def saved(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "corpus.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_corpus_comes_back_as_it_was(tmp_path: Path) -> None:
    readings = (Reading("list", builders.HOSTILE, ("3.I",)), Reading("matrix", "Build.", ("3.I",)))
    base = builders.corpus()
    corpus = type(base)(
        base.id, base.congress, base.title, base.regions, base.sections,
        (*base.recommendations[:-1], builders.recommendation("SO 9", builders.HOSTILE, readings)),
    )  # fmt: skip
    assert corpus_yaml.load(saved(tmp_path, corpus_yaml.dump(corpus))) == corpus


def test_ids_of_other_processes_come_back(tmp_path: Path) -> None:
    base = builders.corpus()
    theme = base.sections[0].themes[0]
    more = (Recommendation("137.12", "NO", 137, ".12", "A."), Recommendation("SO9bis", "SO", 9, " bis", "B."))
    placed = theme._replace(placements=(*theme.placements, *(point.id for point in more)))
    sections = (base.sections[0]._replace(themes=(placed, *base.sections[0].themes[1:])), *base.sections[1:])
    corpus = replace(base, sections=sections, recommendations=(*base.recommendations, *more))
    assert corpus_yaml.load(saved(tmp_path, corpus_yaml.dump(corpus))) == corpus


def test_what_is_not_sorted_yet_and_what_a_table_says_besides_come_back(tmp_path: Path) -> None:
    base = builders.corpus()
    said = (("State under review", "France; Spain"), (builders.HOSTILE, builders.HOSTILE), ("text", "12"))
    more = (base.recommendations[0]._replace(id="NO 8", paragraph=8, letter="", attributes=said),)
    corpus = replace(
        base,
        sections=(*base.sections, *unsorted_section(["NO 8"])),
        recommendations=(*base.recommendations, *more),
    )
    text = corpus_yaml.dump(corpus)
    assert "unsorted: [NO 8]\n" in text
    for _ in range(2):  # the second time from the copy that was kept
        assert corpus_yaml.load(saved(tmp_path, text)) == corpus
    assert (corpus.unsorted, corpus.sorted_sections) == (("NO 8",), base.sections)
    alone = replace(corpus, sections=unsorted_section(corpus.by_id))
    assert corpus_yaml.load(saved(tmp_path, corpus_yaml.dump(alone))) == alone


def test_the_corpus_that_comes_with_drafter_is_the_whole_mapping() -> None:
    corpus = corpus_yaml.load(folders.CORPUS)
    assert (len(corpus.sections), len(corpus.themes), len(corpus.recommendations)) == (6, 39, 249)
    assert sum(len(theme.placements) for theme in corpus.themes) == 279
    by_region = {
        code: sum(recommendation.region == code for recommendation in corpus.recommendations)
        for code in corpus.by_region
    }
    assert by_region == {"AP": 46, "LAC": 69, "WA": 46, "A": 46, "E": 42}
    assert list(by_region) == ["AP", "LAC", "WA", "A", "E"]
    assert sum(len(themes) > 1 for themes in corpus.themes_of.values()) == 26


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("drafter-corpus: 1", "drafter-corpus: 2", "corpus.yaml:1: A newer drafter wrote this file"),
        ("drafter-corpus: 1", "drafter-corpus: x", "corpus.yaml:1: `drafter-corpus` is “x”; 1 is expected"),
        ("drafter-corpus: 1\n", "", "corpus.yaml:1: This is not a corpus"),
        ("- code: SO", "- code: XO", "SO 7(b) is of the region SO, which is not among the regions"),
        ("id: SO 9", "id: SO nine", "“SO nine” is not a citation"),
        ("id: SO 9", "id: so9", "so9 is of the region so, which is not among the regions"),
        ("id: SO 9", "id: SO  9", "“SO  9” is not a citation"),
        ("id: SO 9", "id: SO 7(a)", "The recommendation SO 7(a) stands twice"),
        ("SO 9]", "SO 8]", "The theme 3.I lists SO 8, which is not among the recommendations"),
        (", SO 9]", "]", "No theme lists SO 9"),
        ("recommendations:", "unsorted: [SO 9]\nrecommendations:", "SO 9 stands under a theme and among `unsorted`"),
        ("recommendations:", "unsorted: [SO 8]\nrecommendations:", "The theme unsorted lists SO 8, which is not"),
        ("number: II\n", "number: I\n", "There are two themes 2.I"),
        ("title: Data", "titel: Data", "`titel` is not known here"),
    ],
)
def test_a_corpus_that_cannot_be_used_says_why(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = corpus_yaml.dump(builders.corpus())
    assert old in text
    with pytest.raises(BadInput) as caught:
        corpus_yaml.load(saved(tmp_path, text.replace(old, new)))
    assert fault in str(caught.value)


def test_an_about_file_says_what_the_annexes_cannot(tmp_path: Path) -> None:
    path = saved(tmp_path, "congress: C\nregions:\n- code: NO\n  name: North\n  report: R\n- code: SO\n")
    assert corpus_yaml.load_about(path) == About(
        "", "C", "", (AboutRegion("NO", "North", "R"), AboutRegion("SO"))
    )  # fmt: skip
    with pytest.raises(BadInput, match=r"corpus\.yaml:2: `code` is missing"):
        corpus_yaml.load_about(saved(tmp_path, "regions:\n- name: North\n"))
