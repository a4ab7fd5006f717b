"""Finds the regions of a mapping, their order, and which column of a matrix belongs to which region; reads the footnote
of a list that explains its codes (`“[AP…]” stands for the Report of the …`). Touches no file.

The user's about file decides first, then a list's legend, then the order in which regions first appear.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.corpus.corpus import About, AboutColumn, AboutRegion, Region
from drafter.errors import Problem
from drafter.intake.doubts import PossibleAnswer, SourceQuestion
from drafter.intake.joined_lines import Prose, shorten, title_key
from drafter.intake.mapping_annex import AnnexItem, Legend, SourceAnnex

_STANDS = re.compile(
    r"[“”\"'‘«„]?\s?\[\s{0,3}(?P<code>[^\W\d_]{1,8})\s{0,3}(?:…|\.{3})\s{0,3}\]\s{0,3}[”\"'’»“]?\s{1,3}"
    r"(?:(?P<english>stands?\s{1,3}for)|désigne(?:nt)?|renvoie\s{1,3}à|se\s{1,3}refiere\s{1,3}a|significa|обозначает)\s{1,3}"
)
_ARTICLE = re.compile(r"^(?:the|le|la|el|les|los|al)\s+|^l[’']", re.IGNORECASE)
_TRAILING = re.compile(r"(?:\s*[,;]?\s*\b(?:and|et|y|и))?\s*[,;.]?\s*$")
_MEETING = re.compile(
    r"^report\s+(?:of|on)\s+(?:the\s+)?|(?:\s+regional)?(?:\s+preparatory)?\s+meeting$"
    r"|^rapport\s+de\s+la\s+réunion\s+régionale(?:\s+préparatoire)?\s+(?:pour|de)\s+(?:l[’']|la\s+|le\s+|les\s+)?"
    r"|^informe\s+de\s+la\s+reunión\s+regional(?:\s+preparatoria)?\s+(?:para|de)\s+(?:la\s+|los\s+|las\s+|el\s+)?",
    re.IGNORECASE,
)


def read_legend(prose: Prose) -> tuple[Legend, ...]:
    """The regions that a legend explains, in its order; empty for any other paragraph."""
    matches = list(_STANDS.finditer(prose.text))
    ends = [match.start() for match in matches[1:]] + [len(prose.text)]
    return tuple(
        Legend(
            prose.line_at(match.start()), match["code"], _report(prose.text[match.end() : end], bool(match["english"]))
        )
        for match, end in zip(matches, ends, strict=False)
    )


def _report(phrase: str, english: bool) -> str:
    """The report's title in a legend's phrase: `Report of the …`, also where an English one names only the meeting."""
    phrase = phrase.partition(". ")[0]  # drop the sentence that may follow the last name
    phrase = _TRAILING.sub("", phrase.strip()[:300], count=1).strip()
    without = _ARTICLE.sub("", phrase)
    if without.casefold().startswith("report") or not english:
        return without[:1].upper() + without[1:]
    return f"Report of the {without}"


def region_name(report: str) -> str:
    """The region in a report's title, `Asia and Pacific`; the whole title where nothing else is left."""
    return _MEETING.sub("", report).strip() or report


_WORD = re.compile(r"\w+")
_ALIKE = 0.6
"""The share of common words, 0 to 1, from which two texts under one paragraph and letter count as the same item."""

_MEND = "Give the regions, each with its code and the name that heads its column, in the about file."


@dataclass(frozen=True, slots=True)
class IdentifiedRegions:
    """The regions of a mapping, in order, and the regions of the matrix's columns."""

    regions: tuple[Region, ...]
    codes: Mapping[str, str]
    """The region's code by column name, without the columns for which no region was found."""
    problems: tuple[Problem, ...]


def identify_regions(about: About, listing: SourceAnnex | None, matrix: SourceAnnex | None) -> IdentifiedRegions:
    """Find the regions and which column of the matrix is whose; a problem for each column without a region."""
    codes: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()
    if matrix and matrix.coded:
        codes = {name: code for code, name in matrix.names.items()}
    elif matrix:
        codes = _codes_by_name(about.regions, matrix.columns)
        if listing:
            codes |= _codes_by_items(listing, matrix, codes)
        problems = _unknown_columns(about, matrix, codes)
    order = _order(about, listing, matrix, codes)
    columns = {code: column for column, code in codes.items()}
    annexes = [annex for annex in (listing, matrix) if annex]
    reports = {code: report for annex in annexes for code, report in annex.reports.items()}
    reports |= {entry.code: entry.report for annex in annexes for entry in annex.legend}
    names = {code: name for annex in annexes for code, name in annex.names.items()} | columns
    known = {region.code: region for region in about.regions}
    regions = tuple(
        _region(known.get(code, AboutRegion(code)), names.get(code, ""), reports.get(code, "")) for code in order
    )
    return IdentifiedRegions(regions, codes, problems)


def _region(about: AboutRegion, column: str, report: str) -> Region:
    name = about.name or column or (region_name(report) if report else about.code)
    return Region(about.code, name, about.report or report, about.symbol)


def _order(
    about: About, listing: SourceAnnex | None, matrix: SourceAnnex | None, codes: Mapping[str, str]
) -> tuple[str, ...]:
    given = [region.code for region in about.regions]
    if given:
        return tuple(dict.fromkeys(given))
    legend = [entry.code for annex in (listing, matrix) if annex for entry in annex.legend]
    cited = [item.region for _, _, item in listing.items] if listing else []
    coded = [item.region for _, _, item in matrix.items] if matrix and matrix.coded else []
    return tuple(dict.fromkeys((*legend, *cited, *codes.values(), *coded)))


def _codes_by_name(regions: Iterable[AboutRegion], columns: Iterable[str]) -> dict[str, str]:
    """Codes of the columns that are headed by a region's name or code."""
    names = {title_key(region.code): region.code for region in regions}
    names |= {title_key(region.name): region.code for region in regions if title_key(region.name)}
    return {column: names[title_key(column)] for column in columns if title_key(column) in names}


def _codes_by_items(listing: SourceAnnex, matrix: SourceAnnex, known: dict[str, str]) -> dict[str, str]:
    """Codes of columns by the items that they share with the list; the pair with the most in common goes first."""
    votes = _common_items(listing, matrix)
    by_items: dict[str, str] = {}
    for (column, code), _ in sorted(votes.items(), key=lambda vote: -vote[1]):
        if column not in (known | by_items) and code not in (known | by_items).values():
            by_items[column] = code
    return by_items


def _common_items(listing: SourceAnnex, matrix: SourceAnnex) -> Counter[tuple[str, str]]:
    """How many items each column of the matrix and each code of the list have in common."""
    listed: dict[tuple[int, str], list[AnnexItem]] = {}
    for _, _, item in listing.items:
        listed.setdefault((item.paragraph, item.letter), []).append(item)
    return Counter(
        (item.region, code)
        for _, _, item in matrix.items
        for code in {
            other.region
            for other in listed.get((item.paragraph, item.letter), ())
            if share_most_words(item.text, other.text)
        }
    )


def share_most_words(text: str, other: str) -> bool:
    """Whether two texts share at least `_ALIKE` of the words of the longer one."""
    words, others = set(_WORD.findall(text.casefold())), set(_WORD.findall(other.casefold()))
    return len(words & others) >= _ALIKE * max(len(words), len(others), 1)


def _unknown_columns(about: About, matrix: SourceAnnex, codes: Mapping[str, str]) -> tuple[Problem, ...]:
    counts = Counter(item.region for _, _, item in matrix.items)
    free = [region.code for region in about.regions if region.code not in codes.values()]
    return tuple(
        SourceQuestion(
            matrix.file,
            matrix.header_line,
            f"Nothing says which region the column “{shorten(column)}” is; it holds {_count_of_items(counts[column])}.",
            _MEND,
            choices=_columns_choices(column, free, empty=not counts[column]),
        )
        for column in matrix.columns
        if column not in codes
    )


def _columns_choices(column: str, codes: Iterable[str], *, empty: bool) -> tuple[PossibleAnswer, ...]:
    """Whose a column may be; one that holds no recommendation may be none's."""
    own = PossibleAnswer(
        "It is of a region with other letters…",
        asks=f"The letters of the citations of {shorten(column)}, such as AP",
        of=lambda code: (AboutRegion(code, column),),
    )
    remarks = (PossibleAnswer("It has remarks: leave it out", (AboutColumn("remarks", column),)),) if empty else ()
    return (*(PossibleAnswer(f"It is {code}", (AboutRegion(code, column),)) for code in codes), own, *remarks)


def _count_of_items(count: int) -> str:
    return "one item" if count == 1 else f"{count} items"


def report_uncited_regions(regions: Iterable[Region], cited: Iterable[str], file: str) -> tuple[Problem, ...]:
    """A problem for each region of which no recommendation is cited."""
    present = set(cited)
    return tuple(
        Problem(
            file,
            None,
            f"There is no recommendation of the region {region.code} ({region.name}).",
            "Take the region out of the about file or the legend, or give the file that has its recommendations.",
        )
        for region in regions
        if region.code not in present
    )
