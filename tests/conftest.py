"""What every test has: a state folder of its own, so that none touches the user's, or sees what another kept."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings

from drafter.corpus.corpus import Corpus
from drafter.storage import caches, corpus_yaml, files, folders, layout_folder, sentence_model
from drafter.workspace import export

# A slow machine is no fault, and the same tests have the same examples everywhere: what a test meets by chance would
# stop somebody else's change. `--hypothesis-profile=search` looks for examples that nobody has seen.
settings.register_profile(
    "drafter",
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("search", settings.get_profile("drafter"), derandomize=False, max_examples=2000)
settings.load_profile("drafter")


def pytest_xdist_auto_num_workers() -> int:
    """More than cores: a test of the screens waits most of its time until nothing more happens."""
    return (os.cpu_count() or 1) + 2


def pytest_configure(config: pytest.Config) -> None:
    """Workers and commands compile drafter once between them, also where the environment forbids to keep what is
    compiled, as those of containers often do.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        folder = TemporaryDirectory(prefix="drafter-bytecode-")
        os.environ["PYTHONPYCACHEPREFIX"] = folder.name
        config.add_cleanup(folder.cleanup)


def pytest_collection_finish() -> None:
    """The tests that were found stay to the end: looking for garbage among them takes a tenth of every test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # as the program has it


@pytest.fixture(autouse=True)
def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written is there for every other process at once; only a machine that loses its power needs more."""
    monkeypatch.setattr(os, "fsync", lambda _file: None)


@pytest.fixture(autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The state folder of this test, empty; the commands that it starts have the same."""
    folder = tmp_path_factory.mktemp("state", numbered=True) / "drafter"
    monkeypatch.setenv(folders.VARIABLE, str(folder))
    return folder


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screens speak English, whatever this machine does."""
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(autouse=True)
def uncounted_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """No Word file waits for LibreOffice to count its pages."""
    monkeypatch.setenv(export.COUNT_PAGES, "no")


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything is judged by words, whether or not a sentence model is installed."""
    monkeypatch.setenv(sentence_model.VARIABLE, "no")


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this test, not made yet."""
    folder = tmp_path_factory.mktemp("cache", numbered=True) / "drafter"
    monkeypatch.setenv(caches.VARIABLE, str(folder))
    return folder


@pytest.fixture(autouse=True)
def parts_of_the_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented congress counts its sections as the layouts' own does: its drafts have the layout's parts."""
    load = layout_folder.load
    monkeypatch.setattr(layout_folder, "load", lambda name: load(name)._replace(corpus=""))


@pytest.fixture(scope="session")
def _loaded_once() -> Callable[[Path], Corpus]:
    """Reads a corpus; drafter's own, as long as its file is the same, only once."""
    load, kept = corpus_yaml.load, dict[bytes, Corpus]()

    def loaded(path: Path) -> Corpus:
        if path != folders.CORPUS:
            return load(path)
        data = files.read_bytes(path)
        return kept[data] if data in kept else kept.setdefault(data, load(path))

    return loaded


@pytest.fixture
def one_corpus(_loaded_once: Callable[[Path], Corpus], monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands that run in this process share drafter's own corpus, and what was worked out of it (`Corpus.once`)."""
    monkeypatch.setattr(corpus_yaml, "load", _loaded_once)
