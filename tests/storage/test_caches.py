"""A corpus's convergence is kept in the cache, and computed again only when the corpus says something else."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path

import pytest

from drafter.corpus.corpus import Corpus
from drafter.review import convergence
from drafter.review.convergence import Convergence
from drafter.storage import caches, corpus_yaml, parties_yaml
from tests.builders import corpus


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[Corpus]:
    """The corpora whose convergence was computed."""
    calls: list[Corpus] = []
    original = convergence.convergence

    def counting(made: Corpus, meaning: None, ids: Sequence[str] | None = None) -> Convergence:
        calls.append(made)
        return original(made, meaning, ids)

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


def test_a_cache_that_is_not_as_it_was_written_is_as_none(
    computed: list[Corpus], cache_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "corpus.yaml"
    file.write_text(corpus_yaml.dump(corpus()), encoding="utf-8")
    read = (lambda: caches.load_convergence(corpus()), lambda: corpus_yaml.load(file), parties_yaml.load)
    first = [each() for each in read]
    assert [each() for each in read] == first
    kept = {path: path.read_bytes() for path in cache_folder.iterdir()}
    assert len(kept) == len(read)
    altered = {b"United": b"Untied", b"Train": b"Strain", b"0.": b"1."}
    spoilt: list[Callable[[bytes], bytes]] = [
        lambda data: data[:-1],
        lambda data: reduce(lambda said, words: said.replace(*words), altered.items(), data),
        lambda data: next(each for each in kept.values() if each != data),
        *(lambda _, data=data: data for data in (b"", b"[[1]]", b"[" * 100_000)),
    ]
    for spoil in spoilt:
        for path, data in kept.items():
            path.write_bytes(spoil(data))
        assert not caches.is_convergence_kept(corpus())
        assert [each() for each in read] == first
    assert {path: path.read_bytes() for path in cache_folder.iterdir()} == kept
    assert len(computed) == 7


def test_without_a_place_to_keep_it_it_is_computed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv(caches.VARIABLE, str(blocked / "folder"))
    assert caches.load_convergence(corpus()).pairs
