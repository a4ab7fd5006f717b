"""Recommendations from the rows of a table, as a workbook, a CSV file or a table in Word has them. Touches no file.

A row of heads says what each column holds, by the usual names or by those that the user gives. A recommendation may
stand under several themes: in one cell, parted by semicolons or line ends, or in several rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from drafter.corpus.corpus import About, AboutColumn, citation, parse_citation, parse_id
from drafter.corpus.scripts import on_one_line
from drafter.errors import Problem
from drafter.intake.citation_marks import parse_numeral
from drafter.intake.doubts import PossibleAnswer, SourceQuestion
from drafter.intake.heading_levels import numbered
from drafter.intake.joined_lines import SourceText, shorten, title_key
from drafter.intake.mapping_annex import AnnexItem, AnnexSection, AnnexTheme, SourceAnnex
from drafter.intake.regions import share_most_words
from drafter.intake.table_rows import named_columns, names_by_head

COLUMNS = {
    "text": (
        "text", "recommendation", "recommendations", "wording", "recommendation text", "text of recommendation",
        "text of the recommendation", "proposal",
    ),
    "id": (
        "id", "source", "citation", "reference", "ref", "recommendation id", "number", "no", "nr",
        "recommendation number", "recommendation no", "symbol",
    ),
    "region": (
        "region", "group", "regional group", "recommending state", "recommending states", "recommending state entity",
        "proposer", "proposed by", "by", "organization", "delegation", "submitted by",
    ),
    "report": ("report", "document", "source report", "source document", "meeting"),
    "paragraph": ("paragraph", "para", "paragraph number", "paragraph of the report"),
    "letter": ("letter", "subparagraph", "sub paragraph"),
    "section": ("section", "agenda item", "chapter", "pillar"),
    "theme": ("theme", "themes", "topic", "topics", "thematic area", "cluster", "issue", "subject"),
    "sub-theme": ("sub theme", "subtheme", "sub themes", "sub topic", "subtopic"),
}  # fmt: skip
"""What each column may be called."""

_FIRST = 1_000
"""Rows of a table that isn't held among which its heads must be."""
_BESIDE = ("id", "region", "paragraph", "theme", "section")
"""Of these, a table has one at least."""
_WITHOUT_THEME = "(no theme)"
_BETWEEN = re.compile(r"\s*[;\n]\s*")
_NO_CODE = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class TableHead:
    """The row that says what the columns hold."""

    place: int
    """Its place among the rows, from 0."""
    line: int
    cells: tuple[tuple[str, ...], ...]
    columns: Mapping[str, int]
    """The place of each column, by our name for it."""
    missing: tuple[tuple[str, str], ...] = ()
    """What the user named and no column is called: our name for it, and the user's."""
    others: Mapping[str, int] = field(default_factory=dict)
    """The places of the columns that say something else, by their heads; of two called alike, the second has a number.
    """


def find_head(source: SourceText, named: Mapping[str, str]) -> TableHead | None:
    """The first row that heads a text and something beside it, or None. `named` are the user's names of columns."""
    usual = {name: heads for name, heads in COLUMNS.items() if name not in named}
    names = names_by_head(usual | {name: (head,) for name, head in named.items()})
    rows = source.rows or islice(source.table, _FIRST)
    for place, (line, cells) in enumerate(rows):
        columns = named_columns(map(" ".join, cells), names)
        if "text" in columns and any(name in columns for name in _BESIDE):
            missing = tuple(each for each in named.items() if each[0] not in columns)
            return TableHead(place, line, cells, columns, missing, _others(cells, columns))
    return None


def _others(heads: Sequence[tuple[str, ...]], columns: Mapping[str, int]) -> dict[str, int]:
    others: dict[str, int] = {}
    for place, cell in enumerate(heads):
        head = " ".join(" ".join(cell).split())
        if head and place not in columns.values():
            same = sum(known == head or known.startswith(f"{head} (") for known in others)
            others[f"{head} ({same + 1})" if same else head] = place
    return others


def read_table(source: SourceText, about: About) -> tuple[SourceAnnex | None, tuple[Problem, ...]]:
    """Read a table. Returns the annex, None where no row heads its columns, and the problems found."""
    named = dict(about.columns)
    head = find_head(source, named)
    if head is None:
        return None, (_unheaded(source, named),)
    reader = _Reader(source, about, head)
    for name, missing in head.missing:
        choices = tuple(_choice(name, " ".join(cell)) for cell in head.cells if cell)
        reader.problem(head.line, f"No column is called “{missing}”.", "See the row of heads.", choices)
    for line, cells in islice(source.table, head.place + 1, None):
        if len(cells) > 1 and not _is_head(cells, head.cells):
            said = {name: "\n".join(cells[at]) for name, at in head.columns.items() if at < len(cells)}
            more = ((name, "; ".join(cells[at])) for name, at in head.others.items() if at < len(cells) and cells[at])
            reader.take(said, line, tuple(more))
    annex = SourceAnnex("table", source.file, "", reader.sections(), names=reader.names, reports=reader.reports)
    return annex, (*reader.problems, *_clashes(annex, head))


def _clashes(annex: SourceAnnex, head: TableHead) -> Iterator[Problem]:
    """A problem for each row that says something else under an id that an earlier one has: two recommendations."""
    first: dict[str, AnnexItem] = {}
    choices = tuple(_choice("region", other) for other in head.others)
    for _, _, item in annex.items:
        same = first.setdefault(item.id, item)
        alike = item.attributes == same.attributes and share_most_words(item.text, same.text)
        if item.text != same.text and not alike:
            what = f"“{shorten(item.text)}” is called {item.id}, as is “{shorten(same.text)}”."
            mend = "Give each an id of its own, or name the column that tells them apart: --columns region=… or id=…."
            yield SourceQuestion(annex.file, item.line, what, mend, choices=choices)


def _unheaded(source: SourceText, named: Mapping[str, str]) -> SourceQuestion:
    """Asks which column holds the recommendations; where that is said, which one says what else they need."""
    rows = [(line, [" ".join(cell) for cell in cells if cell]) for line, cells in islice(source.table, _FIRST)]
    line, heads = max(rows, key=lambda row: len(row[1]), default=(1, []))
    unnamed = [head for head in dict.fromkeys(heads) if head not in named.values()]
    what = "No row says which column holds the recommendations, and which their ids, regions or themes."
    names = _BESIDE if named.get("text") in heads else ("text",)
    choices = tuple(_choice(name, head) for head in unnamed for name in names)
    mend = 'Name them: --columns text="Recommendation",id="Reference".'
    return SourceQuestion(source.file, line if heads else None, what, mend, choices=choices)


HOLDS = {
    "text": "the recommendations", "id": "their ids or citations", "region": "whose they are",
    "report": "the reports’ titles", "paragraph": "the reports’ paragraphs", "letter": "the letters",
    "section": "the sections", "theme": "the themes", "sub-theme": "the sub-themes", "remarks": "remarks",
}  # fmt: skip
"""What each column holds, in words."""


def _choice(name: str, head: str) -> PossibleAnswer:
    return PossibleAnswer(f"“{shorten(head)}” holds {HOLDS[name]}", (AboutColumn(name, head),))


def _is_head(cells: Sequence[tuple[str, ...]], head: Sequence[tuple[str, ...]]) -> bool:
    """Whether it is the row of heads again, as each page or sheet has it."""
    pairs = zip(reversed(cells), reversed(head), strict=False)  # the texts, which are long, seldom stand last
    return len(cells) == len(head) and all(title_key(" ".join(cell)) == title_key(" ".join(own)) for cell, own in pairs)


@dataclass(slots=True)
class _Heading:
    line: int
    number: str
    title: str
    items: list[AnnexItem] = field(default_factory=list)


class _Reader:
    """Takes the rows one by one."""

    def __init__(self, source: SourceText, about: About, head: TableHead) -> None:
        self.names: dict[str, str] = {}
        """Of each region that the about file doesn't name, the name, by its code."""
        self.reports: dict[str, str] = {}
        self.problems: list[Problem] = []
        self._file = source.file
        self._columns = head.columns
        self._whose = () if "region" in head.columns else tuple(_choice("region", other) for other in head.others)
        """Which of the other columns may say whose a recommendation is."""
        self._title = about.title or "Recommendations"
        self._named = {region.code for region in about.regions}
        self._known = {title_key(region.code): region.code for region in about.regions}
        self._known |= {title_key(region.name): region.code for region in about.regions if region.name}
        self._only = about.regions[0].code if len(about.regions) == 1 else ""
        self._counted: dict[str, int] = {}
        self._sections: dict[str, dict[str, _Heading]] = {}
        self._lines: dict[str, int] = {}
        self._attributes: dict[tuple[str, str], tuple[str, str]] = {}
        """Each that was met, once: many rows say the same."""
        self._unsorted: list[AnnexItem] = []
        """Items of rows that name neither section nor theme."""

    def problem(self, line: int, what: str, mend: str = "", choices: tuple[PossibleAnswer, ...] = ()) -> None:
        self.problems.append(SourceQuestion(self._file, line, what, mend, choices=choices))

    def take(self, said: Mapping[str, str], line: int, attributes: tuple[tuple[str, str], ...] = ()) -> None:
        said = {name: text.strip() for name, text in said.items()}
        text = on_one_line(said.get("text", ""))
        if not text:
            if any(said.get(name) for name in ("id", "paragraph")):
                self.problem(line, "This row has no text.", "Write the recommendation's, or take the row away.")
            return
        item = self._item(said, text, line)
        if item:
            same = self._attributes.setdefault
            item = replace(item, attributes=tuple(same(each, each) for each in attributes))
            headings = list(self._headings(said, line))
            for heading in headings:
                heading.items.append(item)
            if not headings:
                self._unsorted.append(item)

    def _item(self, said: Mapping[str, str], text: str, line: int) -> AnnexItem | None:
        region = self._region(said.get("region", ""), line)
        name = " ".join(said.get("id", "").strip("[] ").split())
        if not name and said.get("paragraph"):
            name = f"{said['paragraph'].strip()}{_letter(said.get('letter', ''))}"
        if not name and "id" not in self._columns and "paragraph" not in self._columns and region:
            self._counted[region] = self._counted.get(region, 0) + 1
            name = citation(region, self._counted[region], "")
        parts = _parts(name, region) if name else None
        if parts is None:
            what = f"Nothing says what to call “{shorten(text)}”." if not name else f"“{shorten(name)}” is no citation."
            mend = "Write it as AP 62(a), or say whose it is in a column for the region."
            self.problem(line, what, mend, self._whose)
            return None
        cited = parse_citation(name)
        if region and cited and cited[0] != region and title_key(cited[0]) in self._known:
            self.problem(line, f"“{shorten(name)}” stands beside the region {region}.", "Correct one of them.")
            return None
        if said.get("report"):
            self.reports.setdefault(parts[0], said["report"])
        ways = (cited, parse_citation(f"{parts[0]} {name}"))
        called = "" if any(way and way[0].casefold() == parts[0].casefold() for way in ways) else name
        return AnnexItem(line, *parts, text, name=called)

    def _region(self, said: str, line: int) -> str:
        """The region's code; of one that nobody has given a code, its name without blanks."""
        name = " ".join(said.split())
        if not name:
            return self._only
        if _BETWEEN.search(said):
            what = f"“{shorten(name)}” are several: a recommendation is one's."
            self.problem(line, what, "Write a row for each, or name them as one.")
        code = self._known.get(title_key(name)) or _NO_CODE.sub("-", name).strip("-")
        if self._known.setdefault(title_key(name), code) not in self._named:
            self.names.setdefault(code, name)
        return code

    def _headings(self, said: Mapping[str, str], line: int) -> Iterator[_Heading]:
        section, subtheme = " ".join(said.get("section", "").split()), " ".join(said.get("sub-theme", "").split())
        themes = [" ".join(theme.split()) for theme in _BETWEEN.split(said.get("theme", "")) if theme.strip()]
        for theme in dict.fromkeys(themes) or ([_WITHOUT_THEME] if section or subtheme else []):
            above, title = section or self._title, theme
            if subtheme and section:
                title = f"{theme}: {subtheme}"
            elif subtheme:
                above, title = theme, subtheme
            self._lines.setdefault(above, line)
            number, bare = number_and_title(title)
            of_section = self._sections.setdefault(above, {})
            yield of_section.setdefault(title_key(title), _Heading(line, number, bare))

    def sections(self) -> tuple[AnnexSection, ...]:
        unsorted = (AnnexSection.unsorted(self._unsorted),) if self._unsorted else ()
        return (
            *(
                AnnexSection(
                    self._lines[title],
                    title,
                    tuple(
                        AnnexTheme(each.line, each.number, each.title, tuple(each.items)) for each in themes.values()
                    ),
                )
                for title, themes in self._sections.items()
            ),
            *unsorted,
        )


def _letter(said: str) -> str:
    letter = said.strip().strip("()")
    return f"({letter})" if letter else ""


def _parts(name: str, region: str) -> tuple[str, int, str] | None:
    """Region, paragraph and letter of a name, with its region or without."""
    cited = parse_citation(name)
    if cited and (not region or cited[0].casefold() == region.casefold()):
        return (region or cited[0], *cited[1:])
    within = parse_citation(f"{region} {name}") if region else None
    if within and within[0] == region:
        return within
    return parse_id(name, region) if region else None


def number_and_title(title: str) -> tuple[str, str]:
    """A theme's number of any kind, empty for none, and its title without it."""
    roman = parse_numeral(title)
    if roman and roman[1]:
        return roman
    _, number, bare = numbered(title)
    return number, bare
