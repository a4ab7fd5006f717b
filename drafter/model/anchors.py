"""Names by which a place in a document is found again: Word's hidden bookmarks, a web page's anchors."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

PREFIX = "_drafter_"
"""Word hides a bookmark whose name begins with an underscore."""

# Word takes letters, digits and underscores, 40 characters in all, and doesn't tell capitals from small letters.
_PLAIN = re.compile(r"[a-z0-9_]{1,31}")
_CITED = re.compile(r"[A-Z]{1,12} [0-9]{1,6}(\([a-z0-9]{1,6}\))?")
_SIGNS = re.compile(r"\W+")


class Place(StrEnum):
    """The kinds of place that a document's links lead to. The value is the prefix of the place's name."""

    TEXT = PREFIX
    """A paragraph, or the heading of a part: their ids share one space."""
    SOURCE = "_source_"
    """A recommendation in an annex, by its citation."""
    ANNEX = "_annex_"
    """An annex, by its kind."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place that a link leads to, or that a row of a table is."""

    place: Place
    id: str

    @property
    def name(self) -> str:
        """Its name in the document, one for each target."""
        if self.place is Place.TEXT:
            return anchor(self.id)
        if self.place is Place.SOURCE and _CITED.fullmatch(self.id):
            return self.place + _SIGNS.sub("_", self.id.lower()).strip("_")
        return self.place + (self.id if _PLAIN.fullmatch(self.id) else _digest(self.id))


@lru_cache(65_536)
def anchor(id: str) -> str:
    """The name for the paragraph with this id, one for each id: `_drafter_` and the id, or, where Word would refuse
    that, `_drafter_` and a digest of it. To find a paragraph again, compare with the anchors of the draft's ids.
    """
    return PREFIX + (id if _PLAIN.fullmatch(id) else _digest(id))


def _digest(id: str) -> str:
    return "x" + hashlib.sha256(id.encode()).hexdigest()[:30]
