"""A corpus's convergence is kept in the cache, and computed again only when the corpus says something else."""

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.corpus.corpus import Corpus
from drafter.review import convergence
from drafter.review.convergence import Convergence
from drafter.storage import caches
from tests.builders import corpus


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Corpus]:
    """The corpora whose convergence was computed."""
    calls: list[Corpus] = []
    original = convergence.convergence

    def counting(made: Corpus) -> Convergence:
        calls.append(made)
        return original(made)

    monkeypatch.setattr(convergence, "convergence", counting)
    return calls


def test_it_is_computed_once(computed: list[Corpus], cache_folder: Path) -> None:
    first = caches.load_convergence(corpus())
    assert caches.load_convergence(corpus()) == first
    assert first.pairs
    assert len(computed) == 1
    assert len(list(cache_folder.iterdir())) == 1


def test_other_words_and_other_themes_are_another_corpus(computed: list[Corpus]) -> None:
    made = corpus()
    caches.load_convergence(made)
    caches.load_convergence(corpus({"NO 1(a)": "Train every judge."}))
    caches.load_convergence(replace(made, sections=made.sections[:2]))
    caches.load_convergence(replace(made, title="Another title"))
    assert len(computed) == 3


@pytest.mark.parametrize("content", ["", "{", "[[1]]", '[["NO 1(a)", "XX 9", 0.5]]', '[["NO 1(a)", "SO 9", "x"]]', "3"])
def test_a_spoilt_cache_is_as_none(computed: list[Corpus], cache_folder: Path, content: str) -> None:
    first = caches.load_convergence(corpus())
    (path,) = cache_folder.iterdir()
    path.write_text(content, encoding="utf-8")
    assert caches.load_convergence(corpus()) == first
    assert len(computed) == 2


def test_without_a_place_to_keep_it_it_is_computed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv(caches.VARIABLE, str(blocked / "folder"))
    assert caches.load_convergence(corpus()).pairs
