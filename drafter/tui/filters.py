"""A filter of recommendations as a value: it says what it keeps and describes itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from drafter.model.corpus import Corpus
from drafter.model.coverage import Coverage, Disposition


@dataclass(frozen=True, slots=True)
class Filter:
    """Which recommendations to show; all of them unless something is set. What is set must hold together."""

    regions: frozenset[str] = frozenset()
    """Region codes; empty for every region."""
    dispositions: frozenset[Disposition] = frozenset()
    """Empty for every disposition."""
    words: str = ""
    """What is searched for; empty for no search."""

    @property
    def active(self) -> bool:
        return bool(self.regions or self.dispositions or self.words.strip())

    def keeps(self, id: str, corpus: Corpus, coverage: Coverage) -> bool:
        """Whether region and disposition let the recommendation through; the words are the index's business."""
        return (not self.regions or corpus.by_id[id].region in self.regions) and (
            not self.dispositions or coverage.dispositions[id] in self.dispositions
        )

    def described(self, regions: Iterable[str]) -> str:
        """`AP, WA · not yet reviewed · “victims”`, regions in the order given; empty where nothing is set."""
        parts = [
            ", ".join(code for code in regions if code in self.regions),
            ", ".join(str(one) for one in Disposition if one in self.dispositions),
            f"“{self.words.strip()}”" if self.words.strip() else "",
        ]
        return " · ".join(part for part in parts if part)
