"""Several corpora as one: ids stay apart, each region knows its corpus, the main one is as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.corpus.citations import ReportNames, footnote, note
from drafter.corpus.corpus import Recommendation, Region, Section, Theme, unsorted_section
from drafter.corpus.joined_corpora import Member, is_across, joined, members
from drafter.draft.edits import new_draft
from drafter.errors import BadInput
from drafter.review.checks import source_use
from drafter.review.checks.rules import RuleKind
from drafter.review.coverage import by_corpus, coverage
from drafter.storage import checks_yaml
from tests.builders import corpus, draft, layout, paragraph, recommendation

MAIN = corpus()
DECLARATION = replace(
    MAIN,
    title="Northern Declaration",
    regions=(Region("D", "Northern Declaration", "Northern Declaration", "A/X/9", "Declaration", False),),
    sections=(Section("1", "On justice", (Theme("1", "", "On justice", ("D 7(a)", "D PP1", "D 8")),)),),
    recommendations=(
        recommendation("D 7(a)", "Protect victims."), recommendation("D 8", "Act."),
        Recommendation("D PP1", "D", 1, "", "Recalling,"),
    ),
)  # fmt: skip
ALL = joined(MAIN, [Member("K", DECLARATION), Member("L", MAIN)])


def test_the_main_corpus_is_as_it_was_and_the_others_have_their_codes_in_front() -> None:
    assert ALL.recommendations[: len(MAIN.recommendations)] == MAIN.recommendations
    assert ALL.sections[: len(MAIN.sections)] == MAIN.sections and (ALL.id, ALL.title) == (MAIN.id, MAIN.title)
    assert [point.id for point in ALL.recommendations if point.region == "K"] == ["K 7(a)", "K 8", "K PP1"]
    assert ALL.get("k 7 (a)").text == "Protect victims." and ALL.get("L/so 7a").id == "L/SO 7(a)"
    assert [(region.code, region.name, region.corpus) for region in ALL.regions[2:]] == [
        ("K", "Northern Declaration", "K"), ("L/NO", "North (L)", "L"), ("L/SO", "South (L)", "L"),
    ]  # fmt: skip
    assert [(section.id, section.title) for section in ALL.sections[3:5]] == [
        ("4", "K: On justice"),
        ("5", "L: General"),
    ]
    assert ALL.theme("6.II").placements == ("L/NO 1(b)", "L/SO 7(a)")
    assert len({theme.id for theme in ALL.themes}) == len(ALL.themes)
    assert {code: len(regions) for code, regions in members(ALL).items()} == {"": 2, "K": 1, "L": 2}
    assert is_across(ALL, ["NO 1(a)", "K 8"]) and not is_across(ALL, ["NO 1(a)", "SO 9"])


def test_a_name_that_is_no_citation_and_what_is_not_sorted_come_along() -> None:
    named = replace(
        DECLARATION,
        regions=(Region("NO", "North", "Report"), Region("SO", "South", "Report")),
        recommendations=(Recommendation("137.12", "SO", 137, "12", "Act."),),
        sections=unsorted_section(["137.12"]),
    )
    waiting = replace(MAIN, sections=(*MAIN.sections[:2], *unsorted_section(["NO 2(a)", "SO 9"])))
    made = joined(waiting, [Member("Z", named, asks=False)])
    assert made.by_id["Z 137.12"].region == "Z/SO" and made.unsorted == ("NO 2(a)", "SO 9")
    assert [section.id for section in made.sections] == ["1", "2", "3", "unsorted"]
    assert not made.by_region["Z/SO"].asks


@pytest.mark.parametrize(("code", "why"), [("K1", "can't be a corpus's code"), ("NO", "The code NO is taken")])
def test_a_code_must_be_free_letters(code: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        joined(MAIN, [Member(code, DECLARATION)])


def test_notes_name_the_right_document() -> None:
    cited = ["NO 1(a)", "L/NO 1(a)", "K 7(a)", "K PP1"]
    assert footnote(ALL, cited) == (
        "Report of the Northern Meeting (A/X/1), para. 1 (a); Northern Declaration (A/X/9), paras. PP1 and 7 (a); "
        "Report of the Northern Meeting (A/X/1), para. 1 (a)."
    )
    again = note(ALL, ["K 8", "L/SO 9"], ReportNames(), {"K", "L/SO"})
    assert "".join(each.text for each in again) == "Declaration, para. 8; South (L) report, para. 9."


def test_a_draft_gets_no_headings_of_what_is_beside_its_own_corpus() -> None:
    other = new_draft("d", layout()._replace(corpus="kyoto"), ALL)
    assert [part.title for part in other.parts] == ["Preamble", "General", "Justice", "Data"]
    assert other.parts[-1].takes == ("3", "4", "5", "6", "7")


def test_coverage_is_counted_by_corpus_and_an_adopted_declaration_asks_for_nothing() -> None:
    made = draft(paragraph("p1", "Protect victims.", "K 7(a)"), paragraph("p2", "Train judges.", "NO 1(a)"))
    counted = by_corpus(ALL.regions, coverage(ALL, made))
    assert {code: (tally.covered, tally.total) for code, tally in counted.items()} == {
        "": (1, 6),
        "K": (1, 3),
        "L": (0, 6),
    }
    assert list(by_corpus(MAIN.regions, coverage(MAIN, made))) == [""]
    rule = next(rule for rule in checks_yaml.load() if rule.kind is RuleKind.NO_PARAGRAPH)
    asked = [finding.why for finding in source_use.unused(rule, made, ALL)]
    assert any(why.startswith("South (L)") for why in asked) and not any("Declaration" in why for why in asked)
