"""A compiled corpus is, read piece by piece, the corpus that was compiled; what isn't whole or isn't ours is told."""

from __future__ import annotations

import pickle
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from drafter.corpus.attributes import parted
from drafter.corpus.corpus import Corpus, Reading
from drafter.corpus.kept_points import KeptPoints
from drafter.corpus.search import Index
from drafter.errors import BadInput, CannotWrite
from drafter.review.coverage import coverage
from drafter.storage import compiled_corpus, corpus_yaml
from tests import builders
from tests.benchmarks import large


def _corpus() -> Corpus:
    """With what a recommendation can have; one is named by its source, and one written in Chinese."""
    made = large.corpus(300)
    first, second, *others = made.recommendations
    first = first._replace(
        readings=(Reading("list", first.text, ("1",)), Reading("matrix", "Other w\u00f6rds.", ("2.I", "2.II"))),
        attributes=(("State under review", "France; Spain"), ("SDG", "16")),
    )
    second = second._replace(text="\u9884\u9632\u72af\u7f6a", attributes=(("SDG", "5"), ("SDG", "5")))
    return replace(made, recommendations=(first, second, *others), language="en-GB", title="[b]{{ x }}")


CORPUS = _corpus()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compiled") / "a b%20.corpus"
    told: list[tuple[int, int]] = []
    compiled_corpus.write(path, CORPUS, lambda *of: told.append(of))
    assert told == [(0, 600), (300, 600)]
    return path


@pytest.fixture(scope="module")
def kept(path: Path) -> Corpus:
    return corpus_yaml.load(path)


def test_it_is_the_corpus_that_was_compiled(kept: Corpus, path: Path) -> None:
    points = kept.points
    assert isinstance(kept.recommendations, KeptPoints)
    assert replace(kept, recommendations=CORPUS.recommendations) == CORPUS
    assert kept.file == str(path.absolute())
    assert tuple(kept.recommendations) == CORPUS.recommendations
    assert list(points[::7]) == list(CORPUS.recommendations[::7])
    assert points[-1] == CORPUS.recommendations[-1]
    assert dict(kept.by_id) == CORPUS.by_id
    assert "AP 1(a)" in kept.by_id
    assert "XX 1" not in kept.by_id
    for name in ("order", "rank", "themes_of", "region_of", "fingerprint"):
        assert getattr(kept, name) == getattr(CORPUS, name)
    assert points.attribute_names == ("State under review", "SDG")
    assert pickle.loads(pickle.dumps(kept)).by_id["AP 1(a)"] == CORPUS.by_id["AP 1(a)"]


@pytest.mark.parametrize("name", ["AP 1(a)", "ap1a", "[lac 1 (a)]", "XX 3", "nonsense", "WA 2(C)"])
def test_a_recommendation_is_found_however_it_is_called(kept: Corpus, name: str) -> None:
    assert kept.find(name) == CORPUS.find(name)


@pytest.mark.parametrize(
    "words", ["victims", "vict*", "1(a)", "para. 2", "AP 1", "organisation", "state:france", "sdg:5", "crime NOT drugs"]
)
def test_a_search_finds_the_same(kept: Corpus, words: str) -> None:
    index, other = Index(kept), Index(CORPUS)
    assert index.find(words) == other.find(words)
    assert index.find_as_typed(words) == other.find_as_typed(words)
    for id in other.find(words)[:3]:
        assert index.hits(id, words) == other.hits(id, words)
    assert parted(kept, words) == parted(CORPUS, words)


def test_coverage_counts_the_same(kept: Corpus) -> None:
    draft = builders.draft(builders.paragraph("p-1", CORPUS.by_id["AP 1(a)"].text, "AP 1(a)", "LAC 1(a)"))
    assert coverage(kept, draft) == coverage(CORPUS, draft)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])


def _other(path: Path) -> None:
    path.unlink()
    sqlite3.connect(path).execute("CREATE TABLE other (a)")


def _run(path: Path, *statements: str) -> None:
    base = sqlite3.connect(path)
    for statement in statements:
        base.execute(statement)
    base.commit()
    base.close()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_cut, "damaged"),
        (_other, "no corpus that drafter compiled"),
        (lambda path: _run(path, "PRAGMA user_version = 9"), "A newer drafter"),
        (lambda path: _run(path, "CREATE VIEW v AS SELECT 1"), "its tables are others"),
        (lambda path: _run(path, "DELETE FROM head"), "damaged"),
        (lambda path: _run(path, "UPDATE lists SET content = x'00' WHERE name = 'ids'"), "damaged"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"x" * 9000), "damaged"),
    ],
)
def test_what_is_no_whole_corpus_of_ours_is_told(path: Path, tmp_path: Path, harm: object, said: str) -> None:
    copy = tmp_path / "copy.corpus"
    copy.write_bytes(path.read_bytes())
    assert callable(harm)
    harm(copy)
    with pytest.raises(BadInput, match=said):
        corpus_yaml.load(copy)


def test_what_is_interrupted_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, _all: int) -> None:
        if done:
            raise KeyboardInterrupt

    target = tmp_path / "made.corpus"
    target.write_bytes(b"as it was")
    with pytest.raises(CannotWrite, match="exists"):
        compiled_corpus.write(target, CORPUS)
    with pytest.raises(KeyboardInterrupt):
        compiled_corpus.write(target, CORPUS, stop, replace=True)
    assert [each.name for each in tmp_path.iterdir()] == ["made.corpus"]
    assert target.read_bytes() == b"as it was"


def test_it_is_one_of_several(tmp_path: Path, path: Path) -> None:
    (tmp_path / "main.yaml").write_text(corpus_yaml.dump(builders.corpus()), encoding="utf-8")
    both = tmp_path / "all.yaml"
    both.write_text(corpus_yaml.dump_several("main.yaml", [("K", str(path))]), encoding="utf-8")
    assert not corpus_yaml.names_several(path)
    assert corpus_yaml.names_several(both)
    assert corpus_yaml.load(both).by_id["K/AP 1(a)"].text == CORPUS.by_id["AP 1(a)"].text
