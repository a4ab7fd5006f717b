"""Several corpora as one: a congress's mapping, the declaration of the last one, a ministry's own list.

What is of the main one keeps its ids. What is of another has that one's short code in front: `K 5` is paragraph 5 of
the only document of `K`, `K/AP 62(a)` a recommendation of one of its several reports. Each region knows its corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from drafter.corpus.corpus import UNSORTED, Corpus, Recommendation, Region, Section, parse_id, theme_ids
from drafter.errors import BadInput, Problem

CODE = re.compile(r"[^\W\d_]{1,8}")
"""What a short code is: letters."""


class Member(NamedTuple):
    """A corpus among several."""

    code: str
    corpus: Corpus
    asks: bool | None = None
    """Whether its points ask to be taken up; None where its own regions say it."""


def joined(main: Corpus, others: Sequence[Member]) -> Corpus:
    """The main corpus with all that the others have. Raises BadInput for a code that is none, or is taken."""
    made = main
    for other in others:
        if not CODE.fullmatch(other.code):
            raise BadInput(Problem("", None, f"“{other.code}” can't be a corpus's code.", "Take up to eight letters."))
        if other.code in {region.code.partition("/")[0] for region in made.regions}:
            what = f"The code {other.code} is taken: citations begin with it already."
            raise BadInput(Problem("", None, what, "Give that corpus another."))
        made = _with(made, other)
    return made


def members(corpus: Corpus) -> Mapping[str, tuple[Region, ...]]:
    """The regions of each corpus among these, by its code; the main one's is empty."""
    codes = dict.fromkeys(region.corpus for region in corpus.regions)
    return {code: tuple(region for region in corpus.regions if region.corpus == code) for code in codes}


def is_across(corpus: Corpus, ids: Sequence[str]) -> bool:
    """Whether these recommendations are of more than one corpus."""
    return len({corpus.by_region[corpus.region_of[id]].corpus for id in ids}) > 1


def _with(main: Corpus, other: Member) -> Corpus:
    alone = len(other.corpus.regions) == 1
    codes = {region.code: other.code if alone else f"{other.code}/{region.code}" for region in other.corpus.regions}
    ids = {point.id: _id(point, codes[point.region], other.code) for point in other.corpus.recommendations}
    rest = tuple(section for section in main.sections if section.id == UNSORTED)
    return replace(
        main,
        regions=(*main.regions, *(_region(region, codes, other) for region in other.corpus.regions)),
        sections=(*main.sorted_sections, *_sections(other, ids, len(main.sorted_sections)), *rest),
        recommendations=(
            *main.recommendations,
            *(_point(point, ids[point.id], codes[point.region]) for point in other.corpus.recommendations),
        ),
    )


def _id(point: Recommendation, region: str, code: str) -> str:
    """`K 5(a)` for `D 5(a)`; what is no citation has the code before its name."""
    parsed = parse_id(point.id)
    if parsed is None or parsed[0] != point.region:
        return f"{code} {point.id.removeprefix(f'{point.region} ')}"
    return f"{region}{point.id.removeprefix(point.region)}"


def _region(region: Region, codes: Mapping[str, str], other: Member) -> Region:
    name = region.name if len(codes) == 1 else f"{region.name} ({other.code})"
    asks = region.asks if other.asks is None else other.asks
    return region._replace(code=codes[region.code], name=name, corpus=other.code, asks=asks)


def _point(point: Recommendation, id: str, region: str) -> Recommendation:
    return point._replace(id=id, region=region)


def _sections(other: Member, ids: Mapping[str, str], before: int) -> Iterator[Section]:
    """Its sections after so many, each titled with its code."""
    for place, section in enumerate(other.corpus.sections, before + 1):
        own = theme_ids(str(place), [theme.number for theme in section.themes])
        themes = (
            theme._replace(id=id, placements=tuple(ids[each] for each in theme.placements))
            for id, theme in zip(own, section.themes, strict=True)
        )
        yield Section(str(place), f"{other.code}: {section.title}", tuple(themes), other.code)
