"""The overview: what is known is told, in a few rows; what isn't is left out."""

from dataclasses import replace

import pytest

from drafter.document import json_views
from drafter.document.overview import DraftVersion, Overview, overview, overview_annex
from drafter.document.table import Annex, Passage, Table, Title
from drafter.draft import edits
from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Status
from drafter.draft.layout import Captions
from drafter.draft.length import target_key
from drafter.draft.numbering import freeze
from drafter.negotiation.comparison import comparison
from drafter.review.coverage import coverage
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
DAY = "2026-11-28"
EARLIER = draft(paragraph("p1", "We train judges.", "NO 1(a)"), paragraph("p2", "We act."), paragraph("p3", "We go."))
"""Before the negotiation."""


def negotiated() -> Draft:
    contested = read(
        "We [may - EU, US / shall - JP] train [all - US] judges in a way that is as long as this here is.", "p1"
    )
    made = draft(
        replace(paragraph("p1", contested, "NO 1(a)", "SO 9"), children=(paragraph("p1a", "To do so;"),)),
        replace(paragraph("p2", "We act."), status=Status.PENDING, pending="CN"),
        replace(paragraph("p4", "We agree."), status=Status.AD_REF, agreed_on=DAY),
        preamble=(paragraph("q", "Recalling it,"),),
    )
    return edits.set_aside(made, ["NO 2(a)"], "Ours alone.")


def told(of: Draft, then: Draft | None = None, targets: dict[str, int] | None = None) -> Overview:
    earlier = DraftVersion(then, coverage(CORPUS, then), "Rev.1 (2026-03-02)") if then else None
    changes = comparison(then, of, ("Rev.1", "")) if then else None
    return overview(CORPUS, DraftVersion(of, coverage(CORPUS, of)), earlier, changes, DAY, targets or {})


def annex(of: Overview, *, named: bool = True, clean: bool = False, by_section: bool = False) -> Annex:
    return overview_annex(of, "A declaration", Captions(), named=named, clean=clean, by_section=by_section)


def table(of: Annex, title: str) -> list[list[str]]:
    (found,) = [each for each in of.tables if each.title == title]
    return [[column.title for column in found.columns], *([cell.text for cell in row.cells] for row in found.rows)]


def titles(of: Annex) -> list[str]:
    return [block.text for block in of.blocks if isinstance(block, Title)]


def test_behind_a_text_its_paragraphs_are_cited_as_the_text_does() -> None:
    of = annex(told(negotiated()).citing(lambda ref: f"para. {ref[2:]}"))
    by_party, by_paragraph = table(of, "By party"), table(of, "By paragraph")
    assert [row[0] for row in by_paragraph[1:]] == ["para. 1", "para. 2"]
    assert {name for row in by_party[1:] for name in row[2].split(", ")} == {"para. 1", "para. 2"}


def test_an_empty_draft_is_said_to_be_empty_and_nothing_else_is() -> None:
    assert annex(told(draft())).blocks == (
        Passage("A declaration"),
        Passage("As of 28 November 2026."),
        Passage("The draft has no paragraph yet."),
        Passage("Nothing is taken up, cited or set aside yet. Recommendations not yet reviewed: 6."),
    )


def test_without_a_negotiation_and_revisions_nothing_is_said_of_them() -> None:
    made = annex(told(EARLIER))
    assert table(made, "At a glance") == [
        ["At a glance", "Now"],
        ["How long it is", "7 words"],
        ["Paragraphs", "operative: 3"],
        ["What is in, of the recommendations", "1 of 6 (17%); taken up: 1"],
        ["What is not", "not yet reviewed: 5"],
    ]
    assert titles(made)[:2] == ["What is in and what is not, by region", "Who holds what"]
    assert Passage("No proposal is open, and no paragraph is bracketed, pending or reopened.") in made.blocks
    assert not [title for title in titles(made) if title.startswith(("Since", "Cited", "How long"))]


def test_the_whole_of_it() -> None:
    made = annex(told(negotiated(), EARLIER))
    assert table(made, "At a glance") == [
        ["At a glance", "Rev.1 (2026-03-02)", "Now"],
        ["How long it is", "7 words", "24 to 25 words"],
        ["Paragraphs", "operative: 3", "preambular: 1; operative: 3; sub-paragraphs: 1"],
        ["What is in, of the recommendations", "1 of 6 (17%); taken up: 1", "1 of 6 (17%); taken up: 1"],
        ["What is not", "not yet reviewed: 5", "not yet reviewed: 3; cited, not reflected: 1; set aside: 1"],
        ["Open proposals", "", "3, in 1 of 5 paragraphs; parties that hold them: 4"],
        ["Agreed paragraphs", "", "1 of 5"],
    ]
    assert table(made, "By party") == [
        ["Party", "Open", "Paragraphs"],
        ["US", "2", "OP1"],
        ["EU", "1", "OP1"],
        ["JP", "1", "OP1"],
        ["CN", "", "OP2"],
    ]
    words = "We may train judges in a way that is as long as this here …"
    assert table(made, "By paragraph") == [
        ["Paragraph", "Open", "Status", "Held by", "Wording"],
        ["OP1", "3", "open", "EU, JP, US", words],
        ["OP2", "", "pending", "CN", "We act."],
    ]
    assert table(made, "Cited, not reflected")[1][:2] == ["SO 9", "OP1"]
    changed = table(made, "What happened")
    numbers = ["–PP1", "OP1–OP1", "–OP1 (a)", "OP2–OP2", "OP3–OP3"]
    assert [f"{row[0]}–{row[1]}" for row in changed[1:]] == numbers
    assert changed[-1][2:] == [
        "reworded; status: open → agreed ad referendum; agreed on 2026-11-28",
        "We agree.",
    ]
    assert "Since Rev.1 (2026-03-02)" in titles(made)
    assert table(made, "How long each part is") == [
        ["Part", "Paragraphs", "Words"], ["Preamble", "1", "2"], ["On justice", "3", "23"],
    ]  # fmt: skip


def test_without_names_no_party_is_in_it_and_a_clean_one_says_no_status() -> None:
    made = told(negotiated(), EARLIER)
    public = annex(replace(made, changes=None), named=False)
    assert not {"EU", "US", "JP", "CN"} & set(str(public).replace("'", " ").replace(",", " ").split())
    assert table(public, "By paragraph")[0] == ["Paragraph", "Open", "Status", "Wording"]
    assert table(public, "At a glance")[5][-1] == "3, in 1 of 5 paragraphs"
    clean = annex(made, clean=True)
    assert table(clean, "By paragraph")[0] == ["Paragraph", "Open", "Held by", "Wording"]
    assert [row[0] for row in table(clean, "At a glance")][-1] == "Open proposals"
    assert json_views.overview(made, named=False)["now"]["open"] == 3
    assert "holders" not in json_views.overview(made, named=False)
    (first, *_) = json_views.overview(made, named=True)["holders"]
    assert set(first["party"].split()) <= {"EU", "US", "JP", "CN"}


def test_brackets_of_nobody_are_held_by_nobody() -> None:
    made = annex(told(draft(paragraph("p1", read("We [may] act.", "p1")))))
    assert table(made, "By paragraph") == [
        ["Paragraph", "Open", "Status", "Wording"],
        ["OP1", "1", "open", "We may act."],
    ]
    assert "By party" not in [each.title for each in made.tables]


@pytest.mark.parametrize(("words", "said"), [(5, "7 words; at most 5: exceeded by 2"), (9, "7 words; at most 9")])
def test_the_length_that_is_aimed_at_is_told_beside_it(words: int, said: str) -> None:
    found = annex(told(EARLIER, targets={"d-1": words}))
    assert table(found, "At a glance")[1][-1] == said


def test_the_length_aimed_at_for_a_part_has_a_column() -> None:
    made = draft(paragraph("p", "We act."), other=(paragraph("o", "We go on."),))
    found = annex(told(made, targets={target_key(made, "other"): 40}))
    assert table(found, "How long each part is") == [
        ["Part", "Paragraphs", "Words", "At most"],
        ["On justice", "1", "2", ""],
        ["On other matters", "1", "3", "40"],
    ]


def test_long_lists_say_how_many_more_there_are() -> None:
    contested = f"We [may - {', '.join(f'P{place}' for place in range(20))} / shall] act."
    many = [paragraph(f"p{place}", read(contested, f"p{place}")) for place in range(15)]
    made = annex(told(draft(*many)))
    assert table(made, "By party")[-1] == ["… 8 more", "", ""]
    assert table(made, "By party")[1][2].endswith("OP10, … 5 more")
    assert table(made, "By paragraph")[-1][0] == "… 3 more"
    assert len(table(made, "By paragraph")) == 1 + 12 + 1


def test_what_was_taken_out_is_no_paragraph() -> None:
    made = edits.remove(freeze(EARLIER), ["p2"])
    assert told(made).now.paragraphs == 2
    everything = edits.remove(freeze(EARLIER), ["p1", "p2", "p3"])
    assert told(everything, EARLIER).now.length.words == 0
    glance = table(annex(told(everything, EARLIER)), "At a glance")
    assert glance[1] == ["How long it is", "7 words", ""]


def test_only_other_numbers_are_no_change() -> None:
    made = edits.remove(EARLIER, ["p1"])
    assert table(annex(told(made, EARLIER)), "What happened")[1:] == [["OP1", "deleted", "We train judges."]]
    noted = told(edits.annotate(EARLIER, "p1", "Ask capital."), EARLIER)
    assert Passage("No paragraph is different.") in annex(noted).blocks
    assert "Ask capital" not in str(annex(noted))
    assert json_views.overview(noted, named=True)["changes"] == []


def test_a_heat_map_that_would_be_long_has_a_line_for_each_section() -> None:
    made = told(EARLIER)
    assert "Section" in str(annex(made, by_section=True).blocks[-1])
    themes = replace(made.coverage, themes=made.coverage.themes * 20)
    last = annex(replace(made, coverage=themes)).blocks[-1]
    assert isinstance(last, Table)
    assert last.columns[0].title == "Section"
