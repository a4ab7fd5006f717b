"""How sources are cited: paragraphs, never pages; `para. 62 (a)` as UN style writes it, `AP 62(a)` as people say it."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.corpus.corpus import Corpus, Recommendation, Region, after_number, parse_id


def paragraph_reference(recommendation: Recommendation) -> str:
    """`62 (a)`; `62` where the report's paragraph has no letters; what is named otherwise, by its name: `137.12`."""
    if parse_id(recommendation.id) is None:
        return recommendation.id
    return f"{recommendation.paragraph}{after_number(recommendation.letter).replace('(', ' (')}"


def report_reference(region: Region) -> str:
    """The report's title, with its symbol where one is confirmed."""
    return f"{region.report} ({region.symbol})" if region.symbol else region.report


def footnote(corpus: Corpus, ids: Iterable[str]) -> str:
    """One note for all sources of a paragraph, grouped by report, regions and paragraphs in their order.

    `Report of …, paras. 13 (d) and 62 (c); Report of …, para. 33 (a).` Empty for no sources. Raises KeyError for an
    id that the corpus hasn't.
    """
    groups = []
    for region, of_region in corpus.by_regions(ids):
        references = [paragraph_reference(corpus.by_id[id]) for id in of_region]
        word = "para." if len(references) == 1 else "paras."
        groups.append(f"{report_reference(region)}, {word} {enumeration(references)}")
    return "; ".join(groups) + "." if groups else ""


def enumeration(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`: no comma before the last `and` (UN Editorial Manual)."""
    *init, last = words
    return f"{', '.join(init)} and {last}" if init else last
