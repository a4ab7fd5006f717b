"""Which recommendations are shown: the filter as a value, and the line over the lists that says what it keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from drafter.corpus.corpus import Corpus
from drafter.review.coverage import Coverage, Disposition
from drafter.tui.labels import SHORT_LEGEND, short_regions_legend
from drafter.tui.tongue import tr, word
from drafter.tui.widgets.bars import Plain, link


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
        return self.restricted or self.searching

    @property
    def searching(self) -> bool:
        return bool(self.words.strip())

    @property
    def restricted(self) -> bool:
        """Whether anything but the words is set."""
        return bool(self.regions or self.dispositions or self.uncovered)

    def passing(self, ids: Iterable[str], corpus: Corpus, coverage: Coverage) -> list[str]:
        """Those that region and disposition let through; the words are the index's business."""
        region_of, dispositions = corpus.region_of, coverage.dispositions
        if self.regions:
            ids = [id for id in ids if region_of[id] in self.regions]
        if self.dispositions:
            ids = [id for id in ids if dispositions[id] in self.dispositions]
        if self.uncovered:
            ids = [id for id in ids if not dispositions[id].covered]
        return list(ids)

    def described(self, regions: Iterable[str]) -> str:
        """`AP, WA · not yet reviewed · “victims”`, regions in the order given; empty where nothing is set."""
        parts = [
            ", ".join(code for code in regions if code in self.regions),
            ", ".join(word(disposition) for disposition in Disposition if disposition in self.dispositions),
            tr("covered by no paragraph") if self.uncovered else "",
            f"“{self.words.strip()}”" if self.searching else "",
        ]
        return " · ".join(part for part in parts if part)


class FilterLine(Plain):
    """How many points are marked, what is shown, and what the signs mean."""

    def __init__(self, code: str) -> None:
        """`code` is the region with which the signs are shown."""
        super().__init__(id="filters")
        self._code = code
        self._show_again: Callable[[], None] = lambda: None
        self._width = 0
        """Columns for which it was made."""

    def on_resize(self) -> None:
        if self._width != self.size.width:
            self._show_again()

    def show(self, described: str, marks: int, away: int, *, in_points: bool, typing: bool) -> None:
        """`described` is the filter in words, empty where all is shown; `away` of the `marks` points marked aren't in
        the list. The signs of the list that the user is in come first. `typing`, a key for the hits is named.
        """
        self._width = self.size.width
        self._show_again = partial(self.show, described, marks, away, in_points=in_points, typing=typing)
        marked = f"{marks} marked{f', {away} not in this list' if away else ''}" if marks else ""
        clears = tr("esc unmarks") if marks else tr("esc shows all again") if described else ""
        clearing = Content.styled(clears, "underline").stylize(link("screen.run", "choose.clear"))
        enters = Content(tr("enter goes to what is found") if typing and described else "")
        if described:
            shown = [Content.assemble((tr("Showing only: "), "bold"), (described, "bold $text-warning"))]
        else:
            shown = [
                Content.styled(tr("Showing all.{legend}", legend=legend), "$text-muted")
                for legend in self._legends(in_points)
            ]
        for each in shown:  # the last one in any case
            parts = filter(None, [Content.styled(marked, "bold $text-accent"), each, enters, clearing])
            line = Content("   ").join(parts)
            if line.cell_length <= self._width:
                break
        self.update(line, layout=False)

    def _legends(self, in_points: bool) -> list[str]:
        """What the signs of both lists mean, those of the user's list alone, nothing: as there is room."""
        legends = [short_regions_legend(self._code), tr(SHORT_LEGEND)]
        if in_points:
            legends.reverse()
        return [f"  {'    '.join(legends)}", f"  {legends[0]}", ""]
