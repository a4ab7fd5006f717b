"""How sources are cited: paragraphs, never pages; `para. 62 (a)` as UN style writes it, `AP 62(a)` as people say it.

A report has its full title where it is first mentioned, and a short one from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from drafter.corpus.corpus import Corpus, Recommendation, Region, after_number, parse_id

REGION = "{region}"
SHORT = f"{REGION} report"
"""How a report is called after its first mention, with the region's name in it."""


class CitedWords(NamedTuple):
    """A stretch of a note."""

    text: str
    id: str = ""
    """The recommendation that it cites; empty for the words around it."""


@dataclass(frozen=True, slots=True)
class ReportNames:
    """What the reports of the meetings are called."""

    short: str = SHORT
    symbols: Mapping[str, str] = field(default_factory=dict)
    """Symbols by the region's code, over those of the corpus."""
    one: str = "para."
    """Before a paragraph's number."""
    several: str = "paras."
    last: str = "and"
    """Before the last of several."""

    def symbol(self, region: Region) -> str:
        """The report's symbol; empty where nobody has given one."""
        return self.symbols.get(region.code, "") or region.symbol

    def in_full(self, region: Region) -> str:
        """The report's title, with its symbol where it has one."""
        symbol = self.symbol(region)
        return f"{region.title} ({symbol})" if symbol else region.title

    def in_short(self, region: Region) -> str:
        """`Western Asia report`; a declaration's own name; the region's where no report is known."""
        return region.short or (self.short.replace(REGION, region.name) if region.report else region.name)


_SYMBOL = re.compile(r"[A-Z]+(?:/(?=[^/]*[A-Z0-9])[A-Za-z0-9.\-*]+)+(?:\s?\((?:[A-Z]+|[0-9]{4})\))?")


def is_symbol(text: str) -> bool:
    """Whether this looks like the symbol of a document of the United Nations: `A/CONF.234/L.6`, `E/CN.15/2019/11`."""
    return _SYMBOL.fullmatch(" ".join(text.split())) is not None


def symbols(stated: str) -> dict[str, str]:
    """The symbols in `AP A/CONF.234/RPM.2/1; WA A/CONF.234/RPM.4/1`, by the region's code."""
    found = {}
    for entry in stated.split(";"):
        code, _, symbol = entry.strip().partition(" ")
        if code:
            found[code.removesuffix(":")] = symbol.strip()
    return found


def stated(symbols: Mapping[str, str]) -> str:
    """The reverse of `symbols`; those that are empty are left out."""
    return "; ".join(f"{code} {' '.join(symbol.split())}" for code, symbol in symbols.items() if symbol.strip())


def note(corpus: Corpus, ids: Iterable[str], names: ReportNames, mentioned: set[str]) -> tuple[CitedWords, ...]:
    """One note for all sources of a paragraph, grouped by report, regions and paragraphs in their order.

    `Report of …, paras. 13 (d) and (e) and 62 (c); Western Asia report, para. 33 (a).` Nothing for no sources. The
    reports whose regions' codes are among those `mentioned` are named in short; the others come to be mentioned. Raises
    KeyError for an id that the corpus hasn't.
    """
    said: list[CitedWords] = []
    for region, of_region in corpus.by_regions(ids):
        title = names.in_short(region) if region.code in mentioned else names.in_full(region)
        mentioned.add(region.code)
        word, last = names.one if len(of_region) == 1 else names.several, names.last
        first, *others = _enumerated([_of_paragraph(group, last) for group in _by_paragraph(corpus, of_region)], last)
        # What no line may part, `para. 62 (a)`, is in one stretch.
        said += [
            CitedWords(f"{'; ' if said else ''}{title}, "),
            CitedWords(f"{word} {first.text}", first.id),
            *others,
        ]
    return (*said, CitedWords(".")) if said else ()


def footnote(corpus: Corpus, ids: Iterable[str], names: ReportNames | None = None) -> str:
    """The note for these sources where nothing was mentioned before."""
    return "".join(cited.text for cited in note(corpus, ids, names or ReportNames(), set()))


def paragraph_reference(recommendation: Recommendation) -> str:
    """`62 (a)`; `62` where the report's paragraph has no letters; what is named otherwise, by its name: `137.12`."""
    if parse_id(recommendation.id) is None:
        return recommendation.id.removeprefix(f"{recommendation.region} ")
    return f"{recommendation.paragraph}{_letters(recommendation)}"


def _letters(recommendation: Recommendation) -> str:
    return after_number(recommendation.letter).replace("(", " (")


def _by_paragraph(corpus: Corpus, ids: Iterable[str]) -> Iterator[list[Recommendation]]:
    """The recommendations of each paragraph of a report; one without a letter, or with a name of its own, alone."""
    points = [corpus.by_id[id] for id in ids]
    for _, group in groupby(points, key=lambda point: (point.paragraph, "" if _is_lettered(point) else point.id)):
        yield list(group)


def _is_lettered(point: Recommendation) -> bool:
    return _letters(point).startswith(" (") and parse_id(point.id) is not None


def _of_paragraph(points: Sequence[Recommendation], last: str) -> list[CitedWords]:
    """`28 (e) and (f)`; `28` where the report's paragraph has no letters."""
    first, *others = points
    letters = ([CitedWords(_letters(point).strip(), point.id)] for point in others)
    return _enumerated([[CitedWords(paragraph_reference(first), first.id)], *letters], last)


def _enumerated(items: Sequence[list[CitedWords]], last: str) -> list[CitedWords]:
    """`a`, `a and b`, `a, b and c`: no comma before the last `and` (UN Editorial Manual)."""
    said = list(items[0])
    for place, item in enumerate(items[1:], start=2):
        said += [CitedWords(f" {last} " if place == len(items) else ", "), *item]
    return said
