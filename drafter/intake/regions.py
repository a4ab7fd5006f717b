"""Which regions a mapping has, in which order, and which column of a matrix is whose; and the footnote of a list that
says what its codes stand for (`“[AP…]” stands for the Report of the …`). Pure.

What the user says in the about file stands over the files; then a list's legend; then the order of first appearance.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from drafter.corpus.corpus import About, AboutRegion, Region
from drafter.errors import Problem
from drafter.intake.annex import AnnexItem, Legend, SourceAnnex
from drafter.intake.source_text import Prose, shorten, title_key

_STANDS = re.compile(
    r"[“”\"'‘«„]?\[\s{0,3}(?P<code>[^\W\d_]{1,8})\s{0,3}(?:…|\.{3})\s{0,3}\]\s{0,3}[”\"'’»“]?\s{1,3}stands?\s{1,3}for\s{1,3}"
)
_TRAILING = re.compile(r"(?:\s*[,;]?\s*\band)?\s*[,;.]?\s*$")
_MEETING = re.compile(
    r"^report\s+(?:of|on)\s+(?:the\s+)?|(?:\s+regional)?(?:\s+preparatory)?\s+meeting$", re.IGNORECASE
)


def read_legend(prose: Prose) -> tuple[Legend, ...]:
    """The regions that a paragraph explains, in its order; empty for any other paragraph."""
    found = list(_STANDS.finditer(prose.text))
    ends = [match.start() for match in found[1:]] + [len(prose.text)]
    return tuple(
        Legend(prose.line_at(match.start()), match["code"], _report(prose.text[match.end() : end]))
        for match, end in zip(found, ends, strict=False)
    )


def _report(phrase: str) -> str:
    """The title of a report. Where the legend names only the meeting, its report is the report of that meeting."""
    phrase = phrase.partition(". ")[0]  # Another sentence follows the last name.
    phrase = _TRAILING.sub("", phrase.strip()[:300], count=1).strip()
    without = re.sub(r"^the\s+", "", phrase)
    return without[:1].upper() + without[1:] if without.casefold().startswith("report") else f"Report of the {without}"


def region_name(report: str) -> str:
    """What a report's title says of its region: `Asia and Pacific`; the whole title where it says no more."""
    return _MEETING.sub("", report).strip() or report


_WORD = re.compile(r"\w+")
_ALIKE = 0.6
"""The share of common words from which two texts under one paragraph and letter are taken for the same item."""

_MEND = "Give the regions, each with its code and the name that heads its column, in the about file."


@dataclass(frozen=True, slots=True)
class IdentifiedRegions:
    """The regions, in their order, and the matrix's columns."""

    regions: tuple[Region, ...]
    codes: Mapping[str, str]
    """The code of each column's name; a column that none could be found for is missing."""
    problems: tuple[Problem, ...]


def identify_regions(about: About, listing: SourceAnnex | None, matrix: SourceAnnex | None) -> IdentifiedRegions:
    """Name the regions and tie the matrix's columns to them."""
    codes: dict[str, str] = {}
    problems: tuple[Problem, ...] = ()
    if matrix:
        codes = _by_name(about.regions, matrix.columns)
        if listing:
            codes |= _by_items(listing, matrix, codes)
        problems = _unknown_columns(matrix, codes)
    order = _order(about, listing, codes)
    columns = {code: column for column, code in codes.items()}
    reports = {one.code: one.report for one in (listing.legend if listing else ())}
    known = {region.code: region for region in about.regions}
    regions = tuple(
        _region(known.get(code, AboutRegion(code)), columns.get(code, ""), reports.get(code, "")) for code in order
    )
    return IdentifiedRegions(regions, codes, problems)


def _region(about: AboutRegion, column: str, report: str) -> Region:
    name = about.name or column or (region_name(report) if report else about.code)
    # A matrix cites “Report, para. 1a” below a region's name; nobody has said what the report is called.
    return Region(about.code, name, about.report or report or f"Report, {name}", about.symbol)


def _order(about: About, listing: SourceAnnex | None, codes: Mapping[str, str]) -> tuple[str, ...]:
    given = [region.code for region in about.regions]
    if given:
        return tuple(dict.fromkeys(given))
    legend = [one.code for one in listing.legend] if listing else []
    cited = [item.region for _, _, item in listing.items] if listing else []
    return tuple(dict.fromkeys((*legend, *cited, *codes.values())))


def _by_name(regions: Iterable[AboutRegion], columns: Iterable[str]) -> dict[str, str]:
    """The columns that are headed by a region's name, or by its code."""
    names = {title_key(region.code): region.code for region in regions}
    names |= {title_key(region.name): region.code for region in regions if title_key(region.name)}
    return {column: names[title_key(column)] for column in columns if title_key(column) in names}


def _by_items(listing: SourceAnnex, matrix: SourceAnnex, known: dict[str, str]) -> dict[str, str]:
    """The columns whose items the list has under one code; the column with the most in common chooses first."""
    votes = _votes(listing, matrix)
    found: dict[str, str] = {}
    for (column, code), _ in sorted(votes.items(), key=lambda vote: -vote[1]):
        if column not in (known | found) and code not in (known | found).values():
            found[column] = code
    return found


def _votes(listing: SourceAnnex, matrix: SourceAnnex) -> Counter[tuple[str, str]]:
    """For each column and code, how many items they have in common."""
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


def share_most_words(one: str, other: str) -> bool:
    """Whether two texts share most of their words."""
    words, others = set(_WORD.findall(one.casefold())), set(_WORD.findall(other.casefold()))
    return len(words & others) >= _ALIKE * max(len(words), len(others), 1)


def _unknown_columns(matrix: SourceAnnex, codes: Mapping[str, str]) -> tuple[Problem, ...]:
    counts = Counter(item.region for _, _, item in matrix.items)
    return tuple(
        Problem(
            matrix.file,
            matrix.header_line,
            f"Nothing says which region the column “{shorten(column)}” is; it holds {_items(counts[column])}.",
            _MEND,
        )
        for column in matrix.columns
        if column not in codes
    )


def _items(count: int) -> str:
    return "one item" if count == 1 else f"{count} items"


def report_uncited_regions(regions: Iterable[Region], cited: Iterable[str], file: str) -> tuple[Problem, ...]:
    """A problem for each region of which the files have no recommendation at all."""
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
