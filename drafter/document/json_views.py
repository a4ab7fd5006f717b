"""What was judged as plain data, ready for JSON. Keys are stable: scripts rely on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from drafter.corpus import citations

if TYPE_CHECKING:  # a view reads attributes: `show` must not load every kind of review for their names
    from drafter.corpus.corpus import Corpus, Recommendation
    from drafter.document.coverage_report import Point, Share, Uptake
    from drafter.draft.draft import Draft
    from drafter.draft.source_changes import Changed
    from drafter.review.checks import Checked, Finding
    from drafter.review.combine import Proposal, Said
    from drafter.review.convergence import Contrast, Convergence
    from drafter.review.coverage import Coverage, Selection, Tally
    from drafter.review.regional_support import Strip
    from drafter.review.trace import Trace

# FOLD: The corpus, its themes and a draft's coverage as plain data for JSON. Keys are stable: scripts rely on them.

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


def coverage(coverage: Coverage, taken: Uptake) -> Data:
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
        "uptake": uptake(taken),
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
        "citation": citations.footnote(corpus, [one.id]).removesuffix("."),
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


def pairs(found: Convergence) -> Data:
    """`{"pairs": [{"a", "b", "score"}]}`, the surest first."""
    return {"pairs": [{"a": pair.a, "b": pair.b, "score": pair.score} for pair in found.pairs]}


def groups(found: Convergence) -> Data:
    """`{"groups": [{"ids", "regions", "score"}]}`, those of most regions first."""
    return {
        "groups": [
            {"ids": list(group.ids), "regions": list(group.regions), "score": group.score} for group in found.groups
        ]
    }


def contrasts(found: Iterable[Contrast]) -> Data:
    """`{"contrasts": [{"subject", "theme", "stances": [{"ids", "regions", "demand"}]}]}`."""
    return {
        "contrasts": [
            {
                "subject": one.subject,
                "theme": one.theme,
                "stances": [
                    {"ids": list(its.ids), "regions": list(its.regions), "demand": its.demand} for its in one.stances
                ],
            }
            for one in found
        ]
    }


def proposal(found: Proposal) -> Data:
    """`{"ids", "base", "text", "core": [{"text", "sources"}], "additions": [...], "left_out": [...]}`."""
    return {
        "ids": list(found.ids),
        "base": found.base,
        "text": found.text,
        "core": [_said(one) for one in found.core],
        "additions": [_said(one) for one in found.additions],
        "left_out": [_said(one) for one in found.left_out],
    }


def trace(found: Trace) -> Data:
    """`{"paragraphs": [{"number", "text", "matches": [{"id", "score"}]}], "not_reflected": [ids]}`."""
    return {
        "paragraphs": [
            {
                "number": one.number,
                "text": one.text,
                "matches": [{"id": match.id, "score": match.score} for match in one.matches],
            }
            for one in found.paragraphs
        ],
        "not_reflected": list(found.not_reflected),
    }


def checked(found: Checked, draft: Draft) -> Data:
    """`{"findings": [{"rule", "paragraph", "ref", "start", "end", "words", "why", "suggestion"}], "silenced": [...]}`.

    `suggestion` is null where there is none, empty where the words are to be left out.
    """
    return {
        "findings": [_finding(one) for one in found.findings],
        "silenced": [
            {
                "rule": one.rule,
                "paragraph": one.paragraph,
                "reason": one.reason,
                "findings": sum(
                    its.rule == one.rule and one.paragraph in ("", its.paragraph) for its in found.silenced
                ),
            }
            for one in draft.silenced
        ],
    }


def points(found: Iterable[Point], refs: Mapping[str, str]) -> list[Data]:
    """Each with what the draft does with it; `paragraphs` by their names, `uptake` the kinds that take it up."""
    return [
        {
            "id": one.id,
            "region": one.region,
            "themes": list(one.themes),
            "disposition": str(one.disposition),
            "paragraphs": [refs[id] for id in one.paragraphs],
            "uptake": sorted(str(kind) for kind in one.kinds),
            "missing": one.missing,
            "reason": one.reason,
        }
        for one in found
    ]


def filters(selection: Selection) -> Data:
    """`{"regions": [...], "themes": [...], "only": [...]}`; empty lists for what is not filtered."""
    return {
        "regions": list(selection.regions),
        "themes": list(selection.themes),
        "only": [str(one) for one in selection.dispositions],
    }


def uptake(found: Uptake) -> Data:
    """`{"preambular", "operative", "both"}`: recommendations, each counted once."""
    return {"preambular": found.preambular, "operative": found.operative, "both": found.both}


def balance(found: Iterable[Share]) -> list[Data]:
    """`[{"region", "covered", "total", "share", "mean"}]`."""
    return [
        {
            "region": one.region,
            "covered": one.covered,
            "total": one.total,
            "share": round(one.share, 4),
            "mean": round(one.mean, 4),
        }
        for one in found
    ]


def strips(found: Mapping[str, Strip], refs: Mapping[str, str]) -> list[Data]:
    """`[{"id", "ref", "regions", "cited", "missing", "asked": {code: [ids]}}]`, in the document's order."""
    return [
        {
            "id": id,
            "ref": refs[id],
            "regions": strip.text,
            "cited": list(strip.cited),
            "missing": list(strip.missing),
            "asked": {code: list(ids) for code, ids in strip.asked.items()},
        }
        for id, strip in found.items()
    ]


def changed(found: Iterable[Changed], refs: Mapping[str, str]) -> list[Data]:
    """`[{"id", "paragraphs", "before", "now", "difference": [{"fate", "text"}]}]`."""
    return [
        {
            "id": one.id,
            "paragraphs": [refs[id] for id in one.paragraphs],
            "before": one.before,
            "now": one.now,
            "difference": [{"fate": str(its.fate), "text": its.text} for its in one.difference],
        }
        for one in found
    ]


def _said(one: Said) -> Data:
    return {"text": one.text, "sources": list(one.sources)}


def _finding(one: Finding) -> Data:
    return {
        "rule": one.rule,
        "paragraph": one.paragraph,
        "ref": one.ref,
        "start": one.start,
        "end": one.end,
        "words": one.words,
        "why": one.why,
        "suggestion": one.suggestion,
    }
