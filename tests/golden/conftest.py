"""The commands as users have them."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def parts_of_the_layout() -> None:
    """Of another congress, each section has a part of its own."""


@pytest.fixture(autouse=True)
def _one_corpus(one_corpus: None) -> None:
    """What a case prints hangs on the corpus, and not on which case had it first."""
