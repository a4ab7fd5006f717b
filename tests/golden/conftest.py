"""The commands as users have them."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def parts_of_the_layout() -> None:
    """Of another congress, each section has a part of its own."""
