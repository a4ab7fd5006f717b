"""The points that a filter lets through, and how they are listed. Remembers how the list was made."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from textual.content import Content

from drafter.corpus.corpus import Corpus, Theme
from drafter.corpus.tokens import stem
from drafter.review.coverage import Coverage, Disposition, Tally
from drafter.tui.labels import LABEL, POINT_LINES, point_row, shortened, theme_row, theme_tick, theme_title
from drafter.tui.widgets.folding import cells
from drafter.tui.widgets.listing import Listing, Row
from drafter.workspace import Workspace

# FOLD: A filter of recommendations as a value: it says what it keeps and describes itself.


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


ALL = "all themes"
"""The row that stands for every theme; no theme has a space in its id."""
_WORD = re.compile(r"\w+")
_SMALL = re.compile(r"\s(?:and|or|not)\s")
_LEAD = 4
"""The cells of a point's tick."""


class Points:
    """A workspace's recommendations seen through a filter. Listed afresh at every call, as the draft then is."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._found: tuple[str, ...] = ()
        """What the filter's words find, in the order of `Index.find_as_typed`."""
        self._missing: tuple[str, ...] = ()
        """The citations among the filter's words that there are not."""
        self.filter = Filter()
        self._covered: Coverage | None = None
        """The coverage that `_theme_rows` show."""
        self._of = frozenset[str]()
        """The regions of which they show it; none for all."""
        self._theme_rows: dict[str, Row] = {}

    def look(self, filter: Filter) -> None:
        """See the points through another filter; the index is asked only where the words are others."""
        if filter.words != self.filter.words:
            self._found = tuple(self._workspace.index.find_as_typed(filter.words))
            self._missing = tuple(self._workspace.index.missing(filter.words))
        self.filter = filter

    @property
    def searching(self) -> bool:
        return bool(self.filter.words.strip())

    def of(self, theme: str | None) -> list[str]:
        """The points of a theme (None: of all) that pass: a search's best first, else as the mapping lists them."""
        corpus = self._workspace.corpus
        inside: Iterable[str] = self._found if self.searching else corpus.by_id
        if theme is not None:
            placed = next(one.placements for one in corpus.themes if one.id == theme)
            here = set(placed)
            inside = [id for id in self._found if id in here] if self.searching else placed
        return self._passing(inside)

    def _passing(self, ids: Iterable[str]) -> list[str]:
        """Those that the filter's regions and dispositions let through."""
        corpus, coverage = self._workspace.corpus, self._workspace.coverage
        return [id for id in ids if not self.filter.sieves or self.filter.keeps(id, corpus, coverage)]

    def hits(self, id: str) -> list[tuple[int, int]]:
        """Where the words searched for stand in the point's text, the last one counting as the beginning of one."""
        return self._workspace.index.hits_as_typed(id, self.filter.words) if self.searching else []

    def theme_rows(self) -> list[Row]:
        """All themes, then each section's that have a point to show."""
        corpus, coverage = self._workspace.corpus, self._workspace.coverage
        of = self.filter.regions
        if coverage is not self._covered or of != self._of:
            self._covered, self._of = coverage, of
            self._theme_rows = {one.theme.id: theme_row(one.narrowed(of) if of else one) for one in coverage.themes}
        whole = sum((coverage.regions[code] for code in of), Tally()) if of else coverage.recommendations
        count = f"\n{whole.covered}/{whole.total} counted once"
        rows = [Row(ALL, Content.assemble(("All themes", "bold"), count), Content(f"{theme_tick(whole)} "))]
        kept = set(self.of(None)) if self.filter.active else None
        for section in corpus.sections:
            themes = [one for one in section.themes if kept is None or not kept.isdisjoint(one.placements)]
            if themes:
                rows.append(
                    Row(f"section {section.id}", Content.styled(shortened(section.title, LABEL), "bold"), heading=True)
                )
                rows += [self._row(one, kept) for one in themes]
        return rows

    def _row(self, theme: Theme, kept: Collection[str] | None) -> Row:
        """A theme's row; while words are searched for, with how many of its points pass instead of how many are
        covered. `kept` are those that do, None for all.
        """
        row = self._theme_rows[theme.id]
        if kept is None or not self.searching:
            return row
        of, by_id = self.filter.regions, self._workspace.corpus.by_id
        count = sum(id in kept for id in theme.placements)
        whole = sum(not of or by_id[id].region in of for id in theme.placements)
        figures = Content.styled(f"{count} found of {whole}", "bold")
        return Row(row.id, Content.assemble(theme_title(theme), "\n", figures), row.lead)

    def rows(self, theme: str | None) -> Listing:
        """The points of a theme: by region, or a search's in one list."""
        entries = self._ranked(theme) if self.searching else self._grouped(theme)
        return PointListing(self._workspace, list(entries), self.hits, self._widths)

    @cached_property
    def _widths(self) -> dict[str, int]:
        """How many cells each recommendation's text takes, by its id."""
        return {one.id: cells(one.text) for one in self._workspace.corpus.recommendations}

    def _grouped(self, theme: str | None) -> Iterator[str | Row]:
        coverage = self._workspace.coverage
        for region, ids in self._workspace.corpus.by_regions(self.of(theme)):
            tally = Tally.of(coverage.dispositions[id] for id in ids)
            head = f"{theme_tick(tally)} {region.code} {tally.covered}/{tally.total} · {region.name}"
            yield Row(f"region {region.code}", Content.styled(head, "bold"), heading=True, most=1)
            yield from ids

    def _ranked(self, theme: str | None) -> Iterator[str | Row]:
        found = self.of(theme)
        yield Row("found", Content.styled(self._result(len(found)), "bold"), heading=True)
        yield from found

    def _result(self, found: int) -> str:
        """What a search came to, in words; a citation that there is not is told."""
        missing = f"There is no recommendation {', '.join(self._missing)}." if self._missing else ""
        order = ", the best first" if found > 1 and self._workspace.index.ranked(len(self._found)) else ""
        hits = f"{found} found{order}{self._wider()}" if found else ""
        return "  ".join(filter(None, (hits, missing))) or f"Nothing found{self._why_nothing()}"

    def _wider(self) -> str:
        """How much more the beginning of the word would find; empty where it would find no more."""
        word = self.filter.words.strip().casefold()
        beginning = stem(word)
        if not word.isalpha() or beginning == word or not word.startswith(beginning):
            return ""
        more, here = self._passing(self._workspace.index.find(f"{beginning}*")), self._passing(self._found)
        return f"; {beginning}* finds {len(more)} in all themes" if len(more) > len(here) else ""

    def _why_nothing(self) -> str:
        """What may be the matter with the words; empty for nothing."""
        words = self.filter.words
        if words.count('"') % 2:
            return "; the phrase has no second quotation mark"
        if _SMALL.search(words):
            return "; AND, OR and NOT are written in capitals"
        asked, said = words.split(), f" {' '.join(_WORD.findall(words.casefold()))} "
        for region in self._workspace.corpus.regions:
            if region.code in asked or f" {region.name.casefold()} " in said:
                return f"; search for the other words alone, and after Enter f shows only {region.code}"
        return ""


class PointListing(Listing):
    """Recommendations, by their ids, with headings between them. A row is made when it is looked at."""

    def __init__(
        self,
        workspace: Workspace,
        entries: Sequence[str | Row],
        hits: Callable[[str], Iterable[tuple[int, int]]] = lambda _: (),
        widths: Mapping[str, int] | None = None,
    ) -> None:
        """`widths` are how many cells the recommendations' texts take, by id, where that is known."""
        super().__init__()
        self._workspace = workspace
        self._entries = entries
        self._widths = widths
        self._hits = hits
        self._made: dict[int, Row] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def row(self, place: int) -> Row:
        entry = self._entries[place]
        if not isinstance(entry, str):
            return entry
        if place not in self._made:
            self._made[place] = point_row(self._workspace, entry, self._hits(entry))
        return self._made[place]

    def id(self, place: int) -> str:
        entry = self._entries[place]
        return entry if isinstance(entry, str) else entry.id

    def ids(self) -> Iterator[str]:
        return map(self.id, range(len(self)))

    def is_heading(self, place: int) -> bool:
        return not isinstance(self._entries[place], str)

    def heights(self, width: int) -> list[int]:
        """As the rows' own, without making them: one line where the whole fits on it, else `POINT_LINES`."""
        room = width - min(_LEAD, width // 3) - 1
        widths = self._widths or self._measured()
        return [
            entry.height(width)
            if not isinstance(entry, str)
            else 1
            if len(entry) + widths[entry] <= room
            else POINT_LINES
            for entry in self._entries
        ]

    def _measured(self) -> dict[str, int]:
        by_id = self._workspace.corpus.by_id
        return {one: cells(by_id[one].text) for one in self._entries if isinstance(one, str)}
