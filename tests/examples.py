"""Any text that a draft may hold, and how many examples a property is tried on."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

PLAIN = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff")
"""Any character that plain text may hold: a filter over whole texts would throw most of them away."""
_USUAL = 100
"""Hypothesis's own number, by which a test's `count` is meant."""


def examples(count: int) -> settings:
    """So many, and in proportion more or fewer where the profile asks for more or fewer than the usual number."""
    return settings(max_examples=count * settings().max_examples // _USUAL)
