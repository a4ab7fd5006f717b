"""The sentence model is used where its package is installed and the user doesn't forbid it; its reading is kept."""

from pathlib import Path

import numpy as np
import pytest

from drafter.errors import BadInput
from drafter.review.meaning import MeaningMatching
from drafter.storage import caches, corpus_meaning, sentence_model
from tests.builders import corpus
from tests.review.test_meaning import Letters


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A model that knows letters is installed. How often it was loaded."""
    loaded: list[int] = []

    def load() -> Letters:
        loaded.append(1)
        return Letters()

    carried = tmp_path / "model.onnx"
    carried.write_bytes(b"another model")
    monkeypatch.setattr(sentence_model, "_file", lambda: carried)
    monkeypatch.setattr(sentence_model, "load", load)
    monkeypatch.delenv(sentence_model.VARIABLE)
    return loaded


def test_words_alone_tell_where_it_is_forbidden_or_the_corpus_is_large(
    letters: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert corpus_meaning.is_told(corpus())
    monkeypatch.setattr(corpus_meaning, "MOST", 5)
    assert corpus_meaning.load(corpus()) is None
    monkeypatch.undo()
    monkeypatch.setenv(sentence_model.VARIABLE, "No")
    assert corpus_meaning.load(corpus()) is None
    assert letters == []


def test_what_was_read_is_kept_and_is_the_same(letters: list[int], cache_folder: Path) -> None:
    first, again = (corpus_meaning.load(corpus()) for _ in range(2))
    assert len(letters) == 2
    assert isinstance(first, MeaningMatching)
    assert isinstance(again, MeaningMatching)
    assert first.likeness("judges") == again.likeness("judges")
    assert len(list(cache_folder.iterdir())) == 1


def test_convergence_by_meaning_is_kept_apart_from_that_by_words(
    letters: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert caches.load_convergence(corpus()).by_meaning
    assert caches.load_convergence(corpus()).by_meaning
    assert len(letters) == 1
    monkeypatch.setenv(sentence_model.VARIABLE, "no")
    assert not caches.is_convergence_kept(corpus())
    assert not caches.load_convergence(corpus()).by_meaning


def test_another_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = tmp_path / "model.onnx"
    carried.write_bytes(b"another model")
    monkeypatch.setattr(sentence_model, "_file", lambda: carried)
    with pytest.raises(BadInput, match="not the sentence model"):
        sentence_model.load()


def test_the_model_itself_reads_a_text_alike_whatever_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(sentence_model.VARIABLE)
    if not sentence_model.is_installed():
        pytest.skip("drafter[meaning] is not installed")
    model = sentence_model.load()
    pieces, first = model.read("We will reduce recidivism.")
    long, rows = model.read("crime and justice " * 500)
    assert (len(pieces), first.shape) == (8, (8, 384))
    assert len(long) == len(rows) == 1016
    assert model.read("")[1].shape == (0, 384)
    assert np.array_equal(model.read("We will reduce recidivism.")[1], first)
