"""The one JSON view of each value: what commands print with `--format json`. Keys are stable: scripts rely on them.

Values of corpus, draft and review have theirs here. The outline with its annexes is a file format with a version of its
own (formats/json.py), and a remark on a mapping exercise, which no module of the values knows, has its view where the
readers are called (workspace/others_texts.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from drafter.corpus import citations
from drafter.draft.draft import Proposal
from drafter.draft.text import Position, Stand, Text

if TYPE_CHECKING:  # a view reads attributes: `show` must not load every kind of review for their names
    from drafter.corpus.corpus import Corpus, Recommendation
    from drafter.corpus.editions import EditionComparison
    from drafter.document.coverage_points import Point, Share, Uptake
    from drafter.document.overview import DraftFigures, Overview
    from drafter.draft.draft import Draft
    from drafter.draft.source_changes import Changed
    from drafter.draft.word_difference import Difference
    from drafter.negotiation.comparison import Comparison
    from drafter.negotiation.ledger import Holding, Ledger, LedgerRow
    from drafter.negotiation.parties import Parties, Party
    from drafter.negotiation.proposals import ListedProposal
    from drafter.negotiation.revisions import Returned
    from drafter.review.checks import Checked, Finding
    from drafter.review.combine import Combination, Said
    from drafter.review.convergence import Contrast, Convergence, Group, Pair
    from drafter.review.coverage import Coverage, Selection, Tally
    from drafter.review.regional_support import RegionalSupport
    from drafter.review.trace import Trace

Data = dict[str, Any]


def corpus(corpus: Corpus) -> Data:
    """`{"regions": [...], "sections": [{"title", "themes": [...]}], "recommendations": [...]}`, in source order.

    `readings` is empty where the sources agree, else holds every distinct reading, the shown one first. `attributes` is
    there where a table says more of a recommendation.
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
        "recommendations": [_recommendation(point) for point in corpus.recommendations],
    }


def coverage(coverage: Coverage, taken: Uptake, corpora: Mapping[str, Tally]) -> Data:
    """`{"recommendations": {...}, "placements": {...}, "regions": {code: {...}}, "themes": [...], "uptake": {...},
    "contested": [ids]}`; with several corpora, `"corpora": {code: {...}}`, the main one's code is empty.

    Recommendations are counted once each, placements once each; `covered` is taken up, wholly or partly; `cited` is
    cited and not reflected.
    """
    return {
        "recommendations": _tally(coverage.recommendations),
        "placements": _covered(coverage.placements),
        "regions": {code: _tally(tally) for code, tally in coverage.regions.items()},
        "themes": [
            {
                "section": theme.section.title,
                "number": theme.theme.number,
                "title": theme.theme.title,
                "regions": {code: _covered(tally) for code, tally in theme.regions.items()},
            }
            for theme in coverage.themes
        ],
        "uptake": uptake(taken),
        "contested": sorted(coverage.contested),
        **({"corpora": {code: _tally(tally) for code, tally in corpora.items()}} if len(corpora) > 1 else {}),
    }


def coverage_report(
    figures: Coverage,
    taken: Uptake,
    selection: Selection,
    chosen: Iterable[Point],
    refs: Mapping[str, str],
    corpora: Mapping[str, Tally],
) -> Data:
    """As `coverage`, of the chosen regions and themes, with the filters and the chosen points beside the figures."""
    return {"filters": filters(selection), **coverage(figures, taken, corpora), "points": points(chosen, refs)}


def themes(corpus: Corpus) -> list[Data]:
    """Each theme with its section, its id and how many placements each region has in it."""
    return [
        {
            "id": theme.id,
            "section": section.title,
            "number": theme.number,
            "title": theme.title,
            "placements": len(theme.placements),
            "regions": _by_region(corpus, theme.placements),
        }
        for section in corpus.sections
        for theme in section.themes
    ]


def _by_region(corpus: Corpus, ids: Iterable[str]) -> Data:
    counted = Counter(map(corpus.region_of.__getitem__, ids))
    return {region.code: counted[region.code] for region in corpus.regions}


def recommendation(corpus: Corpus, point: Recommendation) -> Data:
    """One recommendation with all that the corpus knows of it."""
    return {
        **_recommendation(point),
        "citation": citations.footnote(corpus, [point.id]).removesuffix("."),
        "themes": [
            {"id": theme.id, "section": corpus.section_of[theme.id].title, "number": theme.number, "title": theme.title}
            for theme in corpus.themes_of[point.id]
        ],
    }


def _recommendation(point: Recommendation) -> Data:
    return {
        "id": point.id,
        "region": point.region,
        "paragraph": point.paragraph,
        "letter": point.letter,
        "text": point.text,
        "readings": [{"source": reading.source, "text": reading.text} for reading in point.readings],
        **({"attributes": dict(point.attributes)} if point.attributes else {}),
    }


def _tally(tally: Tally) -> Data:
    return {
        "total": tally.total,
        "taken_up": tally.taken_up,
        "partly": tally.partly,
        "cited": tally.cited,
        "set_aside": tally.set_aside,
        "open": tally.open,
    }


def _covered(tally: Tally) -> Data:
    return {"total": tally.total, "covered": tally.covered}


def pairs(convergence: Convergence) -> Data:
    """`{"pairs": [{"a", "b", "score"}], "perhaps": […]}`, the surest first."""
    return {
        name: [pair(each) for each in some]
        for name, some in (("pairs", convergence.pairs), ("perhaps", convergence.perhaps))
    }


def pair(pair: Pair) -> Data:
    """`{"a", "b", "score"}`."""
    return {"a": pair.a, "b": pair.b, "score": pair.score}


def groups(convergence: Convergence) -> Data:
    """`{"groups": […]}`, those of most regions first."""
    return {"groups": [group(convergence, each) for each in convergence.groups]}


def group(convergence: Convergence, group: Group) -> Data:
    """`{"ids", "regions", "score", "beside"}`."""
    return {
        "ids": list(group.ids),
        "regions": list(group.regions),
        "score": group.score,
        "beside": list(convergence.beside(group)),
    }


def runs(text: Text) -> list[str | Data]:
    """`["words", {"id", "options": [{"runs", "by", "supported_by", "opposed_by", "reserved_by", "date", "note"}]}]`."""
    return [
        run
        if isinstance(run, str)
        else {
            "id": run.id,
            "options": [{"runs": runs(option.text), **stand(option)} for option in run.options],
        }
        for run in text.runs
    ]


def stand(value: Stand) -> Data:
    """`{"by", "supported_by", "opposed_by", "reserved_by", "date", "note"}`: lists of parties' codes, and texts."""
    return {
        **{position.value: list(getattr(value, position)) for position in Position},
        "date": value.date,
        "note": value.note,
    }


def proposal(value: Proposal) -> Data:
    """`{"id", "kind", "target"}` and a stand."""
    return {"id": value.id, "kind": str(value.kind), "target": value.target, **stand(value)}


def proposals(listed: Iterable[ListedProposal]) -> Data:
    """`{"proposals": [{"id", "paragraph", "ref", "kind", "by", "supported_by", "opposed_by", "reserved_by", "text",
    "date", "status", "note"}]}`: `kind` amend, add, delete, move or alternative; `status` open, chosen, dropped or
    withdrawn; `paragraph` the id; `ref` empty where the paragraph is gone.
    """
    return {
        "proposals": [
            {
                "id": each.id,
                "paragraph": each.paragraph,
                "ref": each.ref,
                "kind": str(each.kind),
                **{position.value: list(getattr(each, position)) for position in Position},
                "text": each.text,
                "date": each.date,
                "status": str(each.status),
                "note": each.note,
            }
            for each in listed
        ]
    }


def ledger(ledger: Ledger, rows: Iterable[LedgerRow]) -> Data:
    """`{"paragraphs": [{"id", "ref", "status", "open", "held_by", "since", "opened", "closed", "reinserted"}],
    "totals": {"open", "opened", "closed", "reinserted", "agreed", "paragraphs"}}`.
    """
    return {
        "paragraphs": [
            {
                **_held(row, named=True),
                "opened": row.opened,
                "closed": row.closed,
                "reinserted": row.reinserted,
            }
            for row in rows
        ],
        "totals": {
            "open": ledger.open,
            "opened": ledger.opened,
            "closed": ledger.closed,
            "reinserted": ledger.reinserted,
            "agreed": ledger.agreed,
            "paragraphs": ledger.paragraphs,
        },
    }


def overview(found: Overview, *, named: bool) -> Data:
    """`{"date", "now": {…}, "then": {…} | null, "parts": [{"title", "paragraphs", "words", "at_most"}],
    "regions": {code: {…}}, "cited": [{"id", "paragraphs"}], "held": [{"id", "ref", "status", "open", "held_by",
    "since"}], "holders": [{"party", "open", "paragraphs", "since"}], "changes": [{"old", "new", "happened"}]}`.

    How a version stands: `name`, `words`, `words_at_least` (the shortest of all alternatives), `at_most` (how long it
    should be, 0 for nothing said), `preambular`, `operative`, `sub_paragraphs`, `recommendations` as `coverage` has
    them, `open`, `open_in`, `agreed`. Without `named`, no party is in it: `holders` is left out, `held_by` too.
    """
    return {
        "date": found.day,
        "now": _figures(found.now),
        "then": _figures(found.then) if found.then else None,
        "parts": [
            {
                "title": part.title,
                "paragraphs": part.paragraphs,
                "words": part.length.words,
                "at_most": part.length.target,
            }
            for part in found.parts
        ],
        "regions": {code: _tally(tally) for code, tally in found.coverage.regions.items()},
        "cited": [
            {"id": point.id, "paragraphs": [found.called[id] for id in point.paragraphs]} for point in found.cited
        ],
        "held": [_held(row, named=named) for row in found.held],
        **({"holders": list(map(_holding, found.holdings))} if named else {}),
        "changes": list(_changed(found.changes)) if found.changes else [],
    }


def _held(row: LedgerRow, *, named: bool) -> Data:
    return {
        "id": row.id,
        "ref": row.ref,
        "status": str(row.status),
        "open": row.open,
        **({"held_by": list(row.held_by)} if named else {}),
        "since": row.since,
    }


def _changed(changes: Comparison) -> Iterator[Data]:
    """The paragraphs to which something happened that is not the user's own."""
    from drafter.negotiation.comparison import PRIVATE

    for each in changes.paragraphs:
        if happened := [str(what) for what in each.happened if what not in PRIVATE]:
            yield {"old": each.before or None, "new": each.after or None, "happened": happened}


def _figures(figures: DraftFigures) -> Data:
    return {
        "name": figures.name,
        "words": figures.length.words,
        "words_at_least": figures.length.fewest,
        "at_most": figures.length.target,
        "preambular": figures.preambular,
        "operative": figures.operative,
        "sub_paragraphs": figures.sub_paragraphs,
        "recommendations": _tally(figures.recommendations),
        "open": figures.open,
        "open_in": figures.open_in,
        "agreed": figures.agreed,
    }


def _holding(holding: Holding) -> Data:
    return {
        "party": holding.party,
        "open": holding.open,
        "paragraphs": list(holding.paragraphs),
        "since": holding.since,
    }


def contrasts(contrasted: Iterable[Contrast]) -> Data:
    """`{"contrasts": [{"subject", "theme", "stances": [{"ids", "regions", "demand"}]}]}`."""
    return {
        "contrasts": [
            {
                "subject": contrast.subject,
                "theme": contrast.theme,
                "stances": [
                    {"ids": list(stance.ids), "regions": list(stance.regions), "demand": stance.demand}
                    for stance in contrast.stances
                ],
            }
            for contrast in contrasted
        ]
    }


def combination(merged: Combination) -> Data:
    """`{"ids", "base", "text", "core": [{"text", "sources"}], "additions": [...], "left_out": [...]}`."""
    return {
        "ids": list(merged.ids),
        "base": merged.base,
        "text": merged.text,
        "core": [_said(stretch) for stretch in merged.core],
        "additions": [_said(stretch) for stretch in merged.additions],
        "left_out": [_said(stretch) for stretch in merged.left_out],
    }


def trace(traced: Trace) -> Data:
    """`{"by_meaning": bool, "paragraphs": [{"number", "name", "text", "matches": [{"id", "score", "sure"}], "faint":
    [{"id", "score"}]}], "reflected": [ids], "doubtful": [{"id", "paragraph", "score"}], "not_reflected": [ids]}`:
    `number` counts from 1, `paragraph` is a name. What is faint counts nowhere.
    """
    return {
        "by_meaning": traced.by_meaning,
        "paragraphs": [
            {
                "number": number,
                "name": paragraph.name,
                "text": paragraph.text,
                "matches": [{"id": match.id, "score": match.score, "sure": match.sure} for match in paragraph.matches],
                "faint": [{"id": match.id, "score": match.score} for match in paragraph.faint],
            }
            for number, paragraph in enumerate(traced.paragraphs, start=1)
        ],
        "reflected": list(traced.reflected),
        "doubtful": [
            {"id": doubt.id, "paragraph": doubt.paragraph.name, "score": doubt.match.score} for doubt in traced.doubtful
        ],
        "not_reflected": list(traced.not_reflected),
    }


def checked(checks: Checked, draft: Draft) -> Data:
    """`{"findings": [{"rule", "paragraph", "ref", "start", "end", "words", "why", "suggestion"}], "silenced": [...]}`.

    `suggestion` is null where there is none, empty where the words are to be left out.
    """
    return {
        "findings": [_finding(finding) for finding in checks.findings],
        "silenced": [
            {
                "rule": silenced.rule,
                "paragraph": silenced.paragraph,
                "reason": silenced.reason,
                "findings": sum(
                    finding.rule == silenced.rule and silenced.paragraph in ("", finding.paragraph)
                    for finding in checks.silenced
                ),
            }
            for silenced in draft.silenced
        ],
    }


def points(chosen: Iterable[Point], refs: Mapping[str, str]) -> list[Data]:
    """Each with what the draft does with it; `paragraphs` by their names, `uptake` the kinds that take it up."""
    return [
        {
            "id": point.id,
            "region": point.region,
            "themes": list(point.themes),
            "disposition": str(point.disposition),
            "paragraphs": [refs[id] for id in point.paragraphs],
            "uptake": sorted(str(kind) for kind in point.kinds),
            "missing": point.missing,
            "reason": point.reason,
            "contested": point.contested,
        }
        for point in chosen
    ]


def filters(selection: Selection) -> Data:
    """`{"regions": [...], "themes": [...], "only": [...]}`; empty lists for what is not filtered. `where` is there
    where attributes are asked for.
    """
    return {
        "regions": list(selection.regions),
        "themes": list(selection.themes),
        "only": [str(disposition) for disposition in selection.dispositions],
        **({"where": [str(asked) for asked in selection.attributes]} if selection.attributes else {}),
    }


def uptake(counted: Uptake) -> Data:
    """`{"preambular", "operative", "both"}`: recommendations, each counted once."""
    return {"preambular": counted.preambular, "operative": counted.operative, "both": counted.both}


def balance(shares: Iterable[Share]) -> list[Data]:
    """`[{"region", "covered", "total", "share", "mean"}]`."""
    return [
        {
            "region": share.region,
            "covered": share.covered,
            "total": share.total,
            "share": round(share.share, 4),
            "mean": round(share.mean, 4),
        }
        for share in shares
    ]


def supports(by_paragraph: Mapping[str, RegionalSupport], refs: Mapping[str, str]) -> list[Data]:
    """`[{"id", "ref", "regions", "cited", "missing", "asked": {code: [ids]}, "may_ask": {code: [ids]}}]`, in the
    document's order. `regions` has signs for those of `may_ask`; the rest of `asked` asked under the same themes.
    """
    return [
        {
            "id": id,
            "ref": refs[id],
            "regions": support.text,
            "cited": list(support.cited),
            "missing": list(support.missing),
            "asked": {code: list(ids) for code, ids in support.asked.items()},
            "may_ask": {code: list(ids) for code, ids in support.unanswered},
        }
        for id, support in by_paragraph.items()
    ]


def regional_support(
    by_paragraph: Mapping[str, RegionalSupport], refs: Mapping[str, str], shares: Iterable[Share], taken: Uptake
) -> Data:
    """`{"paragraphs": [...], "balance": [...], "uptake": {...}}`: which regions each paragraph carries, and in sum."""
    return {"paragraphs": supports(by_paragraph, refs), "balance": balance(shares), "uptake": uptake(taken)}


def changed(sources: Iterable[Changed], refs: Mapping[str, str]) -> list[Data]:
    """`[{"id", "new_id", "paragraphs", "before", "now", "difference": [{"fate", "text"}]}]`; what is gone has no new
    id: `null`.
    """
    return [
        {
            "id": source.id,
            "new_id": source.successor or None,
            "paragraphs": [refs[id] for id in source.paragraphs],
            "before": source.before,
            "now": source.now,
            "difference": _difference(source.difference),
        }
        for source in sources
    ]


def parties(shown: Iterable[Party], among: Parties) -> list[Data]:
    """`[{"code", "name", "kind", "aliases", "members", "groups"}]`: `groups` speak for it, the nearest first."""
    return [
        {
            "code": party.code,
            "name": party.name,
            "kind": str(party.kind),
            "aliases": list(party.aliases),
            "members": list(party.members),
            "groups": list(among.speaking_for(party.code)),
        }
        for party in shown
    ]


def _said(stretch: Said) -> Data:
    return {"text": stretch.text, "sources": list(stretch.sources)}


def _finding(finding: Finding) -> Data:
    return {
        "rule": finding.rule,
        "paragraph": finding.paragraph,
        "ref": finding.ref,
        "start": finding.start,
        "end": finding.end,
        "words": finding.words,
        "why": finding.why,
        "suggestion": finding.suggestion,
    }


def comparison(comparison: Comparison) -> Data:
    """`{"old", "new", "totals": {…}, "paragraphs": […], "headings": […], "set_aside": […]}`.

    A paragraph has its `id`; `old` and `new`, what it is called, `null` where it isn't there; `happened`, of the keys
    of `totals`; `words`, stretches of its wording, each with its `fate`, "same", "out" or "in", and its `text`;
    `details`, what else changed, each `what`, `old`, `new`; `returned`, as the view of that name has them.
    """
    return {
        "old": comparison.names[0],
        "new": comparison.names[1],
        "totals": {str(what): count for what, count in comparison.totals.items()},
        "paragraphs": [
            {
                "id": paragraph.id,
                "old": paragraph.before or None,
                "new": paragraph.after or None,
                "happened": [str(what) for what in paragraph.happened],
                "words": _difference(paragraph.words),
                "details": [
                    {"what": str(detail.what), "old": detail.before, "new": detail.after}
                    for detail in paragraph.details
                ],
                "returned": [returned(each) for each in paragraph.returned],
            }
            for paragraph in comparison.paragraphs
        ],
        "headings": [
            {"subject": change.subject, "old": change.before, "new": change.after} for change in comparison.headings
        ],
        "set_aside": [
            {"recommendation": change.subject, "old": change.before or None, "new": change.after or None}
            for change in comparison.set_aside
        ],
    }


def returned(words: Returned) -> Data:
    """Words that were dropped and are back: `back_in` is `null` where that is the draft now."""
    return {
        "words": words.words,
        "whole": words.whole,
        "stood_in": words.stood_in,
        "dropped_in": words.dropped_in,
        "back_in": words.back_in or None,
    }


def editions(comparison: EditionComparison, names: tuple[str, str]) -> Data:
    """`{"old", "new", "totals", "unchanged", "recommendations": [{"old", "new", "happened", "before", "after",
    "difference", "left", "joined"}], "headings"}`: `old` and `new` are ids, `null` for what came or went.
    """
    from drafter.draft.word_difference import difference

    return {
        "old": names[0],
        "new": names[1],
        "totals": {str(fate): count for fate, count in comparison.counts.items()},
        "unchanged": comparison.unchanged,
        "recommendations": [
            {
                "old": change.before.id if change.before else None,
                "new": change.after.id if change.after else None,
                "happened": [str(fate) for fate in change.fates],
                "before": (before := change.before.text if change.before else ""),
                "after": (after := change.after.text if change.after else ""),
                "difference": _difference(difference(before, after)),
                "left": list(change.left),
                "joined": list(change.joined),
            }
            for change in comparison.points
        ],
        "headings": [{"old": change.before or None, "new": change.after or None} for change in comparison.headings],
    }


def _difference(stretches: Difference) -> list[Data]:
    return [{"fate": str(stretch.fate), "text": stretch.text} for stretch in stretches]
