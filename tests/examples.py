"""Any text that a draft may hold, and how many examples a property is tried on."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

PLAIN = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n", exclude_characters="\ufffe\uffff")
"""Any character that plain text may hold: a filter over whole texts would throw most of them away."""
_USUAL = 100


def examples(count: int) -> settings:
    """So many, and in proportion more where the profile asks for more than the usual number."""
    return settings(max_examples=count * settings().max_examples // _USUAL)
