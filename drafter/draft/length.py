"""How long a draft is, in words: the regions asked for a declaration that is short and concise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from drafter.corpus.scripts import HAN
from drafter.draft.draft import Draft
from drafter.draft.text import LONGEST, SHORTEST
from drafter.draft.viewed import viewed

WORDS_A_PAGE = 450
"""About what a page of a declaration holds, headings and footnotes' space taken off."""


@dataclass(frozen=True, slots=True)
class Length:
    """Words, and how many there should be at most."""

    words: int
    """With the longest of all alternatives."""
    target: int = 0
    """0 for no target."""
    fewest: int = 0
    """Words with the shortest of all alternatives, as many as `words` where nothing is open."""

    def __str__(self) -> str:
        """`412 words`; `412 to 430 words` where the alternatives differ."""
        least = f"{self.fewest:,} to " if self.differs else ""
        return f"{least}{self.words:,} words"

    @property
    def differs(self) -> bool:
        """Whether the alternatives differ in length."""
        return self.fewest < self.words and bool(self.fewest)

    @property
    def over(self) -> int:
        """Words beyond the target; 0 within it, or without one."""
        return max(0, self.words - self.target) if self.target else 0

    @property
    def share(self) -> float:
        """The part of the target that is used, 1 for all of it; 0 without one."""
        return self.words / self.target if self.target else 0.0

    @property
    def pages(self) -> float:
        return self.words / WORDS_A_PAGE


def words(text: str) -> int:
    """How many words a text has; of Chinese, how many characters, as Word counts them."""
    return len(text.split()) if text.isascii() else len(_WORD.findall(text))


_WORD = re.compile(rf"[{HAN}]|[^\s{HAN}]+")


def lengths(draft: Draft, targets: Mapping[str, int]) -> tuple[Length, dict[str, Length]]:
    """The whole draft's length, and each part's by its id. `targets` has the draft's under its id, a part's under
    `draft/part`; what it lacks has none.
    """
    longest, shortest = _counted(viewed(draft, LONGEST)), _counted(viewed(draft, SHORTEST))
    parts = {id: Length(count, targets.get(target_key(draft, id), 0), shortest[id]) for id, count in longest.items()}
    return Length(sum(longest.values()), targets.get(draft.id, 0), sum(shortest.values())), parts


def _counted(draft: Draft) -> dict[str, int]:
    counted = {part.id: 0 for part in draft.parts}
    for spot in draft.spots.values():
        counted[spot.part.id] += words(spot.paragraph.wording)
    return counted


def target_key(draft: Draft, part: str) -> str:
    """The name of a part's target among all targets."""
    return f"{draft.id}/{part}"


def words_meant(text: str) -> int | None:
    """How many words a user means who writes `900`, `1,200 words`, `2 pages` or `1.5 pages`; 0 for nothing written.

    None for what is no length.
    """
    if not text.strip():
        return 0
    match = _LENGTH.fullmatch(text.strip().casefold())
    if match is None:
        return None
    number, unit = match.groups()
    if unit and unit.startswith("page"):
        pages = _THOUSANDS.sub("", number).replace(",", ".")
        return None if pages.count(".") > 1 else round(float(pages) * WORDS_A_PAGE) or None
    return None if "." in number else int(number.replace(",", "")) or None


_LENGTH = re.compile(r"([0-9][0-9,]{0,8}(?:\.[0-9]{1,3})?)\s*(words?|pages?)?", re.ASCII)
_THOUSANDS = re.compile(r",(?=[0-9]{3}(?![0-9]))")
