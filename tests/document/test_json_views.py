"""Judgement as plain data: keys that scripts rely on."""

from dataclasses import replace
from typing import Any

from drafter.corpus.editions import compare
from drafter.document import json_views
from drafter.document.coverage_points import Uptake, balance, points
from drafter.draft.draft import Outcome, Proposal, ProposalKind, Status
from drafter.draft.source_changes import changed_sources, with_quotes
from drafter.negotiation.comparison import comparison
from drafter.negotiation.ledger import Ledger, LedgerRow
from drafter.negotiation.parties import Parties, Party, PartyKind
from drafter.negotiation.proposals import ListedProposal
from drafter.negotiation.revisions import Returned
from drafter.review.checks import Checker, silence
from drafter.review.combine import combination
from drafter.review.convergence import Contrast, Pair, Stance, of_pairs
from drafter.review.coverage import Disposition, Selection, coverage
from drafter.review.regional_support import SupportFinder
from drafter.review.trace import Match, Trace, Traced, Tracer
from drafter.storage import checks_yaml
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
PAIRS = of_pairs(CORPUS, [Pair("NO 1(a)", "SO 7(a)", 0.9)])
MADE = draft(paragraph("p1", "We act to train judges.", "NO 1(a)"))


def test_the_corpus_its_themes_and_a_recommendation() -> None:
    whole = json_views.corpus(CORPUS)
    assert [region["code"] for region in whole["regions"]] == ["NO", "SO"]
    assert whole["sections"][0] == {
        "title": "General",
        "themes": [{"number": "", "title": "Message", "placements": ["NO 1(a)"]}],
    }
    assert whole["recommendations"][0] == {
        "id": "NO 1(a)", "region": "NO", "paragraph": 1, "letter": "a", "text": "Train judges.", "readings": [],
    }  # fmt: skip
    assert json_views.themes(CORPUS)[0] == {
        "id": "1", "section": "General", "number": "", "title": "Message", "placements": 1,
        "regions": {"NO": 1, "SO": 0},
    }  # fmt: skip
    assert json_views.recommendation(CORPUS, CORPUS.by_id["NO 1(a)"]) == {
        **whole["recommendations"][0],
        "citation": "Report of the Northern Meeting (A/X/1), para. 1 (a)",
        "themes": [{"id": "1", "section": "General", "number": "", "title": "Message"}],
    }


def test_convergence() -> None:
    assert json_views.pairs(PAIRS) == {"pairs": [{"a": "NO 1(a)", "b": "SO 7(a)", "score": 0.9}], "perhaps": []}
    assert json_views.groups(PAIRS) == {
        "groups": [{"ids": ["NO 1(a)", "SO 7(a)"], "regions": ["NO", "SO"], "score": 0.9, "beside": []}]
    }
    contrast = Contrast("judges", "1", (Stance(("NO 1(a)",), ("NO",), "a study"),))
    assert json_views.contrasts([contrast]) == {
        "contrasts": [
            {
                "subject": "judges",
                "theme": "1",
                "stances": [{"ids": ["NO 1(a)"], "regions": ["NO"], "demand": "a study"}],
            }
        ]
    }


def test_proposals() -> None:
    said = json_views.combination(combination(CORPUS, ["NO 1(a)"]))
    assert said == {
        "ids": ["NO 1(a)"],
        "base": "NO 1(a)",
        "text": "Train judges.",
        "core": [{"text": "Train judges.", "sources": ["NO 1(a)"]}],
        "additions": [],
        "left_out": [],
    }


def test_traces() -> None:
    texts = ("Share data.", "…", "Judge for yourselves whether oceans can be kept.")
    made = draft(*(paragraph(f"p{place}", text) for place, text in enumerate(texts, 1)))
    said = json_views.trace(Tracer(CORPUS).trace(made))
    sure = {"id": "NO 2(a)", "score": 1.0, "sure": True}
    assert said["paragraphs"][0] == {"number": 1, "name": "OP1", "text": "Share data.", "matches": [sure], "faint": []}
    assert said["paragraphs"][1]["matches"] == []
    assert said["reflected"] == ["NO 2(a)"]
    assert [(each["id"], each["paragraph"]) for each in said["doubtful"]] == [("NO 1(a)", "OP3")]
    assert said["not_reflected"] == ["NO 1(b)", "SO 7(a)", "SO 7(b)", "SO 9"]
    assert said["by_meaning"] is False
    faint = Traced("p1", "OP1", "We act.", (), (Match("SO 9", 0.21),))
    assert json_views.trace(Trace((faint,), (), (), ()))["paragraphs"][0]["faint"] == [{"id": "SO 9", "score": 0.21}]


def test_findings_and_what_was_silenced() -> None:
    made = silence(draft(paragraph("p1", "Act.", "NO 1(a)")), "not-reflected", "Later.")
    made = silence(made, "lone-heading", "More will come.", "justice")
    rules = [rule for rule in checks_yaml.load() if rule.id != "little-left"]
    said = json_views.checked(Checker(rules, CORPUS).check(made), made)
    assert said["findings"] == [
        {
            "rule": "opening-op",
            "paragraph": "p1",
            "ref": "OP1",
            "start": 0,
            "end": 3,
            "words": "Act",
            "why": "An operative paragraph opens with “We” and a verb, “We emphasize” or “We will strengthen” for "
            "example.",
            "suggestion": "We will act",
        }
    ]
    assert said["silenced"] == [
        {"rule": "not-reflected", "paragraph": "", "reason": "Later.", "findings": 2},
        {"rule": "lone-heading", "paragraph": "justice", "reason": "More will come.", "findings": 1},
    ]


def test_points_filters_balance_and_strips() -> None:
    found = coverage(CORPUS, MADE)
    assert json_views.points(points(CORPUS, MADE, found)[:1], {"p1": "OP1"}) == [
        {
            "id": "NO 1(a)",
            "region": "NO",
            "themes": ["1"],
            "disposition": "taken up",
            "paragraphs": ["OP1"],
            "uptake": ["OP"],
            "missing": "",
            "reason": "",
            "contested": False,
        }
    ]
    assert json_views.filters(Selection(("NO",), ("1",), (Disposition.OPEN,))) == {
        "regions": ["NO"],
        "themes": ["1"],
        "only": ["not yet reviewed"],
    }
    assert json_views.uptake(Uptake(1, 2, 3)) == {"preambular": 1, "operative": 2, "both": 3}
    assert json_views.balance(balance(found, CORPUS.regions))[0] == {
        "region": "NO",
        "covered": 1,
        "total": 3,
        "share": 0.3333,
        "mean": 0.1667,
    }
    assert json_views.supports(SupportFinder(CORPUS, PAIRS).of(MADE), {"p1": "OP1"}) == [
        {
            "id": "p1",
            "ref": "OP1",
            "regions": "NO −SO",
            "cited": ["NO"],
            "missing": ["SO"],
            "asked": {"SO": ["SO 7(a)"]},
            "may_ask": {"SO": ["SO 7(a)"]},
        }
    ]


def test_a_filtered_report_holds_its_filters_its_figures_and_its_points() -> None:
    found, taken, selection = coverage(CORPUS, MADE), Uptake(0, 1, 0), Selection(("NO",))
    chosen = points(CORPUS, MADE, found, selection)
    report = json_views.coverage_report(found, taken, selection, chosen, {"p1": "OP1"}, {})
    assert report == {
        "filters": json_views.filters(selection),
        **json_views.coverage(found, taken, {}),
        "points": json_views.points(chosen, {"p1": "OP1"}),
    }
    assert report["recommendations"] == {"total": 6, "taken_up": 1, "partly": 0, "cited": 0, "set_aside": 0, "open": 5}
    assert report["uptake"]["operative"] == 1


def test_regional_support_is_paragraph_by_paragraph_then_in_sum() -> None:
    supports, shares = SupportFinder(CORPUS, PAIRS).of(MADE), balance(coverage(CORPUS, MADE), CORPUS.regions)
    support = json_views.regional_support(supports, {"p1": "OP1"}, shares, Uptake())
    assert [paragraph["ref"] for paragraph in support["paragraphs"]] == ["OP1"]
    assert [share["region"] for share in support["balance"]] == ["NO", "SO"]
    assert support["uptake"] == {"preambular": 0, "operative": 0, "both": 0}


def test_changed_sources() -> None:
    now = corpus({"NO 1(a)": "Train every judge."})
    (said,) = json_views.changed(changed_sources(with_quotes(MADE, CORPUS), now), {"p1": "OP1"})
    assert (said["id"], said["paragraphs"], said["before"]) == ("NO 1(a)", ["OP1"], "Train judges.")
    assert said["difference"][0] == {"fate": "same", "text": "Train "}
    assert replace(MADE).quoted == ()


STAND = {"by": ["EU"], "supported_by": ["MX"], "opposed_by": [], "reserved_by": ["JP"]}
SAID: dict[str, Any] = {"by": ("EU",), "supported_by": ("MX",), "reserved_by": ("JP",)}


def test_a_proposal_open_or_settled() -> None:
    deletion = Proposal(id="x", kind=ProposalKind.DELETE, date="2026-11-28", note="in writing", **SAID)
    assert json_views.proposal(deletion) == {
        "id": "x", "kind": "delete", "target": "", **STAND, "date": "2026-11-28", "note": "in writing",
    }  # fmt: skip
    is_open = ListedProposal(id="a.b", paragraph="p1", ref="OP1", kind=ProposalKind.AMEND, text="shall", **SAID)
    settled = replace(is_open, ref="", outcome=Outcome.WITHDRAWN)
    listed = {
        "id": "a.b", "paragraph": "p1", "ref": "OP1", "kind": "amend", **STAND,
        "text": "shall", "date": "", "status": "open", "note": "",
    }  # fmt: skip
    assert json_views.proposals([is_open, settled]) == {
        "proposals": [listed, {**listed, "ref": "", "status": "withdrawn"}]
    }


def test_the_ledger_may_show_some_rows_and_sums_up_all() -> None:
    rows = (
        LedgerRow("p1", "OP1", Status.BRACKETED, 3, ("EU",), "2026-11-28", 4, 1, 0),
        LedgerRow("p2", "OP2", Status.OPEN, 1, (), "", 0, 0, 2),
    )
    assert json_views.ledger(Ledger(rows, agreed=5, paragraphs=9), rows[:1]) == {
        "paragraphs": [
            {
                "id": "p1", "ref": "OP1", "status": str(Status.BRACKETED), "open": 3, "held_by": ["EU"],
                "since": "2026-11-28", "opened": 4, "closed": 1, "reinserted": 0,
            }
        ],
        "totals": {"open": 4, "opened": 4, "closed": 1, "reinserted": 2, "agreed": 5, "paragraphs": 9},
    }  # fmt: skip


def test_parties_with_the_groups_that_speak_for_them() -> None:
    among = Parties(
        (Party("FR", "France", aliases=("FRA",)), Party("EU", "European Union", PartyKind.GROUP, members=("FR",)))
    )
    assert json_views.parties(among.all, among) == [
        {"code": "FR", "name": "France", "kind": "state", "aliases": ["FRA"], "members": [], "groups": ["EU"]},
        {"code": "EU", "name": "European Union", "kind": "group", "aliases": [], "members": ["FR"], "groups": []},
    ]


def test_a_comparison() -> None:
    now = draft(paragraph("p1", "We act now to train judges.", "NO 1(a)"), paragraph("p2", "We train."))
    said = json_views.comparison(comparison(MADE, now, ("rev1", "rev2")))
    assert (said["old"], said["new"]) == ("rev1", "rev2")
    first, second = said["paragraphs"]
    assert (first["old"], first["new"], first["happened"]) == ("OP1", "OP1", ["reworded"])
    assert {"fate": "in", "text": " now"} in first["words"]
    assert (second["id"], second["old"], second["new"], second["happened"]) == ("p2", None, "OP2", ["added"])
    assert (said["totals"]["reworded"], said["totals"]["added"]) == (1, 1)
    assert said["headings"] == said["set_aside"] == []


def test_words_that_have_come_back() -> None:
    back = Returned("p1", "shall", False, "rev1", "rev2", "")
    assert json_views.returned(back) == {
        "words": "shall", "whole": False, "stood_in": "rev1", "dropped_in": "rev2", "back_in": None,
    }  # fmt: skip
    assert json_views.returned(replace(back, back_in="rev3"))["back_in"] == "rev3"


def test_two_editions() -> None:
    said = json_views.editions(compare(CORPUS, corpus({"NO 2(a)": "Share more data."})), ("old", "new"))
    assert (said["old"], said["new"], said["totals"]["reworded"], said["headings"]) == ("old", "new", 1, [])
    (point,) = said["recommendations"]
    assert (point["old"], point["new"], point["happened"]) == ("NO 2(a)", "NO 2(a)", ["reworded"])
    assert (point["before"], point["after"]) == ("Share data.", "Share more data.")
