"""The review that the screens make in the background: it arrives, or says why not."""

import subprocess
import sys
from pathlib import Path

import pytest

from drafter.corpus.corpus import Corpus
from drafter.review import convergence
from drafter.review.convergence import Batch, batches
from drafter.storage import caches, convergence_process
from drafter.storage.convergence_process import compare_apart
from drafter.workspace import Workspace
from tests.benchmarks import large
from tests.builders import corpus
from tests.tui.conftest import Opener


@pytest.fixture(scope="module")
def of_1001() -> Corpus:
    """One recommendation more than are compared in a thread."""
    return large.corpus(1_001)


async def test_a_large_corpus_is_compared_in_a_process_of_its_own(
    tmp_path: Path, of_1001: Corpus, at: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def apart(corpus: Corpus, batch: Batch) -> bool:
        compared.append(compare_apart(corpus, batch))
        return compared[-1]

    monkeypatch.setattr(convergence_process, "compare_apart", apart)
    async with at(Workspace.new(tmp_path / "draft.yaml", of_1001)) as opened:
        await opened.reviewed()
        assert compared == [True]
        asked_elsewhere = [each.id for each in of_1001.recommendations if opened.main.review.partners(each.id)]
        assert len(asked_elsewhere) > 100


async def test_a_larger_one_is_compared_theme_by_theme_what_is_looked_at_first(
    tmp_path: Path, at: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own each, and what is kept isn't compared again."""
    monkeypatch.setattr(convergence, "LARGE", 3)
    compared: list[str] = []

    def here(corpus: Corpus, batch: Batch) -> bool:
        compared.append(batch.theme)
        return bool(caches.load_convergence(corpus, batch))

    monkeypatch.setattr(convergence_process, "compare_apart", here)
    made = corpus()
    async with at(Workspace.new(tmp_path / "draft.yaml", made)) as opened:
        await opened.reviewed()
        review = opened.main.review
        await opened.until(lambda: not review.progress and len(compared) == len(made.themes))
        assert sorted(compared) == sorted(theme.id for theme in made.themes)
        assert not review.partners("NO 1(b)")
        review.look_at("2.I")
        await opened.until(lambda: review.partners("NO 1(b)"))
        assert [id for id, _ in review.partners("NO 1(b)")] == ["SO 7(b)"]
        assert len(compared) == len(made.themes)
        monkeypatch.setattr("drafter.tui.background_review._KEPT", 1)
        for theme in ("2.II", "3.I"):
            review.look_at(theme)
        await opened.until(lambda: not review.partners("NO 1(b)"))


async def test_a_process_that_fails_leaves_the_review_to_this_one(
    tmp_path: Path, at: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.tui.background_review._LARGE", 1)
    monkeypatch.setattr("sys.executable", str(tmp_path / "nowhere"))
    async with at(Workspace.new(tmp_path / "draft.yaml", corpus())) as opened:
        await opened.reviewed()
        assert any(opened.main.review.partners(each.id) for each in corpus().recommendations)


async def test_what_stops_the_review_is_said(tmp_path: Path, at: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("out of luck")

    monkeypatch.setattr("drafter.workspace.draft_review.DraftReview", fail)
    async with at(Workspace.new(tmp_path / "draft.yaml", corpus())) as opened:
        await opened.until(lambda: opened.warnings)
        assert "could not be reviewed" in opened.warnings[0]
        assert "out of luck" in opened.warnings[0]


def test_the_process_ends_with_the_one_that_started_it() -> None:
    """It hears that from its standard input, at whatever moment that is closed."""
    process = subprocess.Popen([sys.executable, "-m", "drafter.storage.convergence_process"], stdin=subprocess.PIPE)
    process.communicate(b"")
    assert process.returncode != 0


def test_a_process_that_ends_early_has_compared_nothing(
    tmp_path: Path, of_1001: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    deaf = tmp_path / "deaf"
    deaf.write_text("#!/bin/sh\nexit 1\n")
    deaf.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(deaf))
    assert not compare_apart(of_1001, *batches(of_1001))
    assert not caches.is_convergence_kept(of_1001)
