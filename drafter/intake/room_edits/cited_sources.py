"""The recommendations that a note, or a citation in the text, names: `Report of …, paras. 13 (d) and 62 (c)` read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.corpus.corpus import Corpus, Region, citation

_PARAS = re.compile(r"\bparas?\b\.?|\bparagraphs?\b", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,9})|\(\s*(\w{1,4})\s*\)")


def sources_named(words: str, corpus: Corpus) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the recommendations that these words cite, in citation order, and what they cite that the corpus
    hasn't, as it is written there.
    """
    found: dict[str, None] = {}
    unknown: dict[str, None] = {}
    for name in (*_in_short(words, corpus), *_in_full(words, corpus)):
        point = corpus.find(name)
        if point is None:
            unknown[name] = None
        else:
            found[point.id] = None
    return tuple(corpus.in_order(found)), tuple(unknown)


def _in_short(words: str, corpus: Corpus) -> Iterator[str]:
    """`AP 62(a)`."""
    codes = "|".join(re.escape(region.code) for region in corpus.regions)
    for match in re.finditer(rf"\b({codes}) ?(\d{{1,9}}) ?(\((\w{{1,4}})\))?", words):
        yield citation(match[1], int(match[2]), match[4] or "")


def _in_full(words: str, corpus: Corpus) -> Iterator[str]:
    """`Report of …, paras. 13 (d) and (e)`: a letter without a number is of the paragraph before it."""
    for region, said in _by_report(words, corpus):
        cited = _PARAS.search(said)
        number, letters = 0, False
        for match in _NUMBER.finditer(said, cited.end()) if cited else ():
            if match[1]:
                if number and not letters:
                    yield citation(region.code, number, "")
                number, letters = int(match[1]), False
            elif number:
                letters = True
                yield citation(region.code, number, match[2])
        if number and not letters:
            yield citation(region.code, number, "")


def _by_report(words: str, corpus: Corpus) -> Iterator[tuple[Region, str]]:
    """What is said of each report, behind its title."""
    folded = words.casefold()
    places: list[tuple[int, int, Region]] = []
    for region in corpus.regions:
        at = folded.find(region.report.casefold()) if region.report else -1
        while at >= 0:
            places.append((at, at + len(region.report), region))
            at = folded.find(region.report.casefold(), at + 1)
    # Of two titles that begin at one place, the longer one is meant.
    places.sort(key=lambda each: (each[0], -each[1]))
    kept = [each for place, each in enumerate(places) if not place or each[0] >= places[place - 1][1]]
    ends = [*(start for start, _, _ in kept[1:]), len(words)]
    for (_, start, region), end in zip(kept, ends, strict=False):
        yield region, words[start:end]
