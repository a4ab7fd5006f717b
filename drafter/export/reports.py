"""The corpus, its themes and a draft's coverage as plain data for JSON. Keys are stable: scripts rely on them."""

from __future__ import annotations

from typing import Any

from drafter.model import asdata, cite
from drafter.model.corpus import Corpus, Recommendation
from drafter.model.coverage import Coverage, Tally
from drafter.model.points import Uptake

Data = dict[str, Any]


def corpus(corpus: Corpus) -> Data:
    """`{"regions": [...], "sections": [{"title", "themes": [...]}], "recommendations": [...]}`, in source order.

    `readings` is empty where the sources agree, else holds every distinct reading, the shown one first.
    """
    return {
        "regions": [{"code": region.code, "name": region.name} for region in corpus.regions],
        "sections": [
            {
                "title": section.title,
                "themes": [
                    {"number": theme.number, "title": theme.title, "placements": list(theme.placements)}
                    for theme in section.themes
                ],
            }
            for section in corpus.sections
        ],
        "recommendations": [_recommendation(one) for one in corpus.recommendations],
    }


def coverage(coverage: Coverage, uptake: Uptake) -> Data:
    """`{"recommendations": {...}, "placements": {...}, "regions": {code: {...}}, "themes": [...], "uptake": {...}}`.

    Recommendations are counted once each, placements once each; `covered` is taken up, wholly or partly.
    """
    return {
        "recommendations": _tally(coverage.recommendations),
        "placements": _covered(coverage.placements),
        "regions": {code: _tally(tally) for code, tally in coverage.regions.items()},
        "themes": [
            {
                "section": one.section.title,
                "number": one.theme.number,
                "title": one.theme.title,
                "regions": {code: _covered(tally) for code, tally in one.regions.items()},
            }
            for one in coverage.themes
        ],
        "uptake": asdata.uptake(uptake),
    }


def themes(corpus: Corpus) -> list[Data]:
    """Each theme with its section, its id and how many placements each region has in it."""
    return [
        {
            "id": theme.id,
            "section": section.title,
            "number": theme.number,
            "title": theme.title,
            "placements": len(theme.placements),
            "regions": {
                region.code: sum(corpus.by_id[id].region == region.code for id in theme.placements)
                for region in corpus.regions
            },
        }
        for section in corpus.sections
        for theme in section.themes
    ]


def recommendation(corpus: Corpus, one: Recommendation) -> Data:
    """One recommendation with all that the corpus knows of it."""
    return {
        **_recommendation(one),
        "citation": cite.footnote(corpus, [one.id]).removesuffix("."),
        "themes": [
            {"id": theme.id, "section": corpus.section_of[theme.id].title, "number": theme.number, "title": theme.title}
            for theme in corpus.themes_of[one.id]
        ],
    }


def _recommendation(one: Recommendation) -> Data:
    return {
        "id": one.id,
        "region": one.region,
        "paragraph": one.paragraph,
        "letter": one.letter,
        "text": one.text,
        "readings": [{"source": reading.source, "text": reading.text} for reading in one.readings],
    }


def _tally(tally: Tally) -> Data:
    return {
        "total": tally.total,
        "taken_up": tally.taken_up,
        "partly": tally.partly,
        "set_aside": tally.set_aside,
        "open": tally.open,
    }


def _covered(tally: Tally) -> Data:
    return {"total": tally.total, "covered": tally.covered}
