"""How much of a recommendation's words a text still has: a hint that part of what was asked may be lost, no verdict."""

from __future__ import annotations

from drafter.model.terms import stems

LITTLE = 0.4
"""Where less than this part of a source's words is left, somebody should look."""
MERGED = 3
"""How many times less is enough of one of several sources that are merged: its words may be another's."""


def remains(source: str, text: str) -> float:
    """The part of the source's words that the text has in some form and place, from 0 to 1; little words don't count.

    1 for a source without words.
    """
    asked, said = stems(source), set(stems(text))
    return sum(word in said for word in asked) / len(asked) if asked else 1.0
