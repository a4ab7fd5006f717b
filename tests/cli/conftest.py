"""Commands run as the terminal runs them, and what they answer."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from drafter.__main__ import run
from drafter.storage import files


class Said:
    """What one command answered."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Said]


@pytest.fixture(autouse=True)
def _one_corpus(one_corpus: None) -> None:
    """What a command answers hangs on the corpus, and not on which test had it first."""


@pytest.fixture
def drafter(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> Said:
        capsys.readouterr()
        return Said(run(list(arguments)), *capsys.readouterr())

    yield command
    files.keep_within(None)  # a process serves one folder as long as it lives; the tests are one
