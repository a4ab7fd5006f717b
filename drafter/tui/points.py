"""The points that a filter lets through, and how they are listed. Remembers how the list was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.content import Content

from drafter.model.coverage import Tally
from drafter.tui.filters import Filter
from drafter.tui.widgets.rows import Row
from drafter.tui.words import point_row, theme_row, theme_tick
from drafter.workspace import Workspace

ALL = "all themes"
"""The row that stands for every theme; no theme has a space in its id."""


class Points:
    """A workspace's recommendations seen through a filter. Listed afresh at every call, as the draft then is."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._found: tuple[str, ...] = ()
        """What the filter's words find, the best first."""
        self.filter = Filter()

    def look(self, filter: Filter) -> None:
        """See the points through another filter; the index is asked only where the words are others."""
        if filter.words != self.filter.words:
            self._found = tuple(self._workspace.index.find_as_typed(filter.words))
        self.filter = filter

    @property
    def searching(self) -> bool:
        return bool(self.filter.words.strip())

    def of(self, theme: str | None) -> list[str]:
        """The points of a theme (None: of all) that pass: a search's best first, else as the mapping lists them."""
        corpus, coverage = self._workspace.corpus, self._workspace.coverage
        inside: Sequence[str] = [one.id for one in corpus.recommendations]
        if theme is not None:
            inside = next(one.placements for one in corpus.themes if one.id == theme)
        if self.searching:
            here = set(inside)
            inside = [id for id in self._found if id in here]
        return [id for id in inside if self.filter.keeps(id, corpus, coverage)]

    def hits(self, id: str) -> list[tuple[int, int]]:
        """Where the words searched for stand in the point's text, the last one counting as the beginning of one."""
        words = self.filter.words.strip()
        return self._workspace.index.hits(id, f"{words}*" if words[-1].isalnum() else words) if words else []

    def theme_rows(self) -> list[Row]:
        """All themes, then each section's that have a point to show."""
        corpus, coverage = self._workspace.corpus, self._workspace.coverage
        whole, covered = coverage.recommendations, {one.theme.id: one for one in coverage.themes}
        count = f"\n{whole.covered}/{whole.total}, each counted once"
        rows = [Row(ALL, Content.assemble(("All themes", "bold"), count), Content(f"{theme_tick(whole)} "))]
        for section in corpus.sections:
            themes = [one for one in section.themes if not self.filter.active or self.of(one.id)]
            if themes:
                rows.append(Row(f"section {section.id}", Content.styled(section.title, "bold"), heading=True))
                rows += [theme_row(covered[one.id]) for one in themes]
        return rows

    def rows(self, theme: str | None) -> list[Row]:
        """The points of a theme: by region, or a search's in one list."""
        return self._ranked(theme) if self.searching else self._grouped(theme)

    def _grouped(self, theme: str | None) -> list[Row]:
        coverage, rows = self._workspace.coverage, []
        for region, ids in self._workspace.corpus.by_regions(self.of(theme)):
            tally = Tally.of(coverage.dispositions[id] for id in ids)
            head = f"{theme_tick(tally)} {region.code} · {region.name}  {tally.covered}/{tally.total}"
            rows.append(Row(f"region {region.code}", Content.styled(head, "bold"), heading=True))
            rows += self._points(ids)
        return rows

    def _ranked(self, theme: str | None) -> list[Row]:
        found = self.of(theme)
        head = Content.styled(f"{len(found)} found, the best first", "bold")
        return [Row("found", head, heading=True), *self._points(found)]

    def _points(self, ids: Iterable[str]) -> list[Row]:
        return [point_row(self._workspace, id, self.hits(id)) for id in ids]
