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
    uncovered: bool = False
    """Only what no paragraph covers, whether it is set aside or not yet reviewed."""

    @property
    def active(self) -> bool:
        return bool(self.sieves or self.words.strip())

    @property
    def sieves(self) -> bool:
        """Whether anything but the words is set."""
        return bool(self.regions or self.dispositions or self.uncovered)

    def keeps(self, id: str, corpus: Corpus, coverage: Coverage) -> bool:
        """Whether region and disposition let the recommendation through; the words are the index's business."""
        disposition = coverage.dispositions[id]
        return (
            (not self.regions or corpus.by_id[id].region in self.regions)
            and (not self.dispositions or disposition in self.dispositions)
            and not (self.uncovered and disposition.covered)
        )

    def described(self, regions: Iterable[str]) -> str:
        """`AP, WA · not yet reviewed · “victims”`, regions in the order given; empty where nothing is set."""
        parts = [
            ", ".join(code for code in regions if code in self.regions),
            ", ".join(str(one) for one in Disposition if one in self.dispositions),
            "covered by no paragraph" if self.uncovered else "",
            f"“{self.words.strip()}”" if self.words.strip() else "",
        ]
        return " · ".join(part for part in parts if part)
