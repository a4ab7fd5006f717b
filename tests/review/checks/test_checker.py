"""The checks on whole drafts: form, sources, strength; silencing one with a reason."""

from dataclasses import replace

import pytest

from drafter.draft.bracket_notation import read
from drafter.draft.draft import Draft, Front, Link, Paragraph, Part, Proposal, ProposalKind, Status, Treatment
from drafter.draft.layout import Kind
from drafter.errors import EditRefused
from drafter.review.checks import Checker, Rule, RuleKind, Where, silence, unsilence
from drafter.review.convergence import Pair, of_pairs
from drafter.storage import checks_yaml
from tests.builders import corpus, draft, paragraph

CORPUS = corpus()
RULES = {rule.id: rule for rule in checks_yaml.load()}
FOUND = of_pairs(CORPUS, [Pair("NO 1(a)", "SO 7(a)", 0.9)])


def findings(rule: str | Rule, made: Draft) -> list[tuple[str, str, str | None]]:
    """What one rule finds: where, which words, what instead."""
    chosen = RULES[rule] if isinstance(rule, str) else rule
    checked = Checker([chosen], CORPUS, FOUND).check(made)
    return [(finding.ref, finding.words, finding.suggestion) for finding in checked.findings]


def op(*texts: str) -> Draft:
    return draft(*(paragraph(f"p{n}", text, "SO 9") for n, text in enumerate(texts, start=1)))


def pp(*texts: str) -> Draft:
    return draft(preamble=tuple(paragraph(f"p{n}", text, "SO 9") for n, text in enumerate(texts, start=1)))


def run(lead: str, *texts: str, kind: Kind = Kind.OP) -> Draft:
    children = tuple(paragraph(f"c{n}", text) for n, text in enumerate(texts, start=1))
    top = paragraph("p1", lead, "SO 9", children=children)
    return Draft("d", "kyoto", "invented", (Part("one", "One", kind, (), False, (top,)),))


def test_paragraphs_open_as_their_kind_does() -> None:
    assert findings("opening-op", op("Strengthen it.", "We act.", "To that end, we act.")) == [
        ("OP1", "Strengthen", "We will strengthen")
    ]
    assert findings("opening-op", op("7 of us act.", "The judges act.")) == [("OP2", "The", None)]
    assert findings("opening-op", op("law and order.")) == [("OP1", "law", None)], "the rest of something"
    made = pp("Recalling it,", "Mindful of it,", "Strengthen it,", "Emphasize it,")
    assert findings("opening-pp", made) == [
        ("PP3", "Strengthen", "Determined to strengthen"),
        ("PP4", "Emphasize", "Emphasizing"),
    ]


def test_sub_paragraphs_open_with_to_unless_their_lead_in_has_said_it() -> None:
    assert findings("opening-sub", run("We endeavour:", "Act;", "To rest.")) == [("OP1 (a)", "Act", "To act")]
    assert findings("opening-sub", run("We endeavour to:", "act;", "rest.")) == []
    assert findings("opening-sub", run("We endeavour", "act;", "rest.")) == []
    assert findings("opening-sub", run("We will, where we can:", "Train judges;", "Act.")) == []
    assert findings("opening-sub", run("Recalling:", "act;", "rest.", kind=Kind.PP)) == []


def test_paragraphs_end_as_their_kind_does() -> None:
    assert findings("ending-op", op("We act", "We act.", "We act;", "[We act.]", "We act")) == [
        ("OP1", "act", "act."),
        ("OP3", "act;", "act."),
        ("OP5", "act", "act."),
    ]
    assert findings("ending-pp", pp("Recalling it", "Recalling it,", "Recalling it;")) == [("PP1", "it", "it,")]
    assert findings("ending-op", run("We endeavour:", "To act;", "To rest.")) == []
    assert findings("ending-op", op("…", "]")) == [("OP1", "…", "….")]


def test_a_rule_without_a_sign_to_put_suggests_none() -> None:
    rule = Rule("e", RuleKind.ENDING, "", Where.OP, words=("!",))
    assert findings(rule, op("We act.", "We act!")) == [("OP1", "act.", None)]


def test_a_run_ends_in_semicolons_and_a_full_stop_and_its_lead_in_in_a_colon() -> None:
    assert findings("run", run("We endeavour:", "To act;", "To rest; and", "To go.")) == []
    assert findings("run", run("We endeavour.", "To act.", "To rest;")) == [
        ("OP1", "endeavour.", "endeavour:"),
        ("OP1 (a)", "act.", "act;"),
        ("OP1 (b)", "rest;", "rest."),
    ]
    assert findings("run", run("Recalling:", "it;", "them;", kind=Kind.PP)) == []
    assert findings("run", op("We act")) == []


def test_the_last_of_a_run_within_a_run_may_go_on() -> None:
    inner = paragraph("c1", "To act:", children=(paragraph("d1", "now;"), paragraph("d2", "later;")))
    outer = paragraph("p1", "We endeavour:", "SO 9", children=(inner, paragraph("c2", "To rest.")))
    assert findings("run", draft(outer)) == []


def test_there_is_no_a_without_a_b() -> None:
    assert findings("lone-heading", op("We act.")) == [("On justice", "On justice", None)]
    both = draft(paragraph("p1"), other=(paragraph("p2"),))
    assert findings("lone-heading", both) == []
    assert findings("lone-heading", run("We endeavour:", "To act.")) == [("OP1 (a)", "OP1 (a)", None)]


def test_length_is_counted_in_words_of_the_draft_or_of_a_paragraph() -> None:
    whole = Rule("l", RuleKind.LENGTH, "Too long.", Where.DRAFT, limit=3)
    each = Rule("l", RuleKind.LENGTH, "Too long.", Where.PP, limit=2)
    made = draft(paragraph("p1", "We act now."), preamble=(paragraph("p2", "Recalling it,"),))
    assert findings(whole, made) == [("", "5 words of 3", None)]
    assert findings(whole, draft()) == []
    assert findings(each, made) == []
    assert findings(replace(each, limit=1), made) == [("PP1", "2 words of 1", None)]


def test_a_paragraph_has_a_source_if_it_or_what_it_governs_or_what_governs_it_has() -> None:
    made = draft(
        paragraph("p1"),
        paragraph("p2", "", "SO 9", children=(paragraph("c1"),)),
        paragraph("p3", "", children=(paragraph("c2", "", "SO 9"), paragraph("c3"))),
    )
    assert [ref for ref, *_ in findings("no-source", made)] == ["OP1", "OP3 (b)"]


def test_what_is_neither_taken_up_nor_set_aside_is_listed_by_region() -> None:
    made = draft(paragraph("p1", "", "NO 1(a)", "NO 1(b)", "NO 2(a)", "SO 9"))
    assert findings("not-reflected", made) == [("", "SO 7(a), SO 7(b)", None)]
    checked = Checker([RULES["not-reflected"]], CORPUS).check(made)
    assert checked.findings[0].why == "South: Neither taken up nor set aside."


@pytest.mark.parametrize(
    ("cited", "reports", "found"),
    [
        (["NO 1(a)", "SO 9"], "", ["SO"]),
        (["NO 1(a)", "SO 9"], "SO A/X/2", []),
        (["SO 9"], "", []),
        (["NO 1(a)"], "XX A/X/3", ["XX"]),
    ],
)
def test_reports_without_a_symbol_beside_others_with_one_are_told(
    cited: list[str], reports: str, found: list[str]
) -> None:
    made = replace(draft(paragraph("p1", "", *cited)), front=Front(reports=reports))
    assert [words for _, words, _ in findings("report-symbols", made)] == found


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (paragraph("p1", "A b.", "NO 1(a)"), paragraph("p2", "C d.", "NO 1(a)"), "NO 1(a)"),
        (paragraph("p1", "A b.", "NO 1(a)"), paragraph("p2", "C d.", "SO 7(a)"), "NO 1(a), SO 7(a)"),
        (paragraph("p1", "We train able judges everywhere."), paragraph("p2", "Able judges we train everywhere."), ""),
    ],
)
def test_the_same_ask_in_two_paragraphs(one: Paragraph, other: Paragraph, shared: str) -> None:
    assert findings("same-ask", draft(one, other)) == [("OP2", shared, None)]


@pytest.mark.parametrize(
    "made",
    [
        draft(paragraph("p1", "A b.", "NO 1(a)"), preamble=(paragraph("p2", "C d,", "NO 1(a)"),)),
        draft(paragraph("p1", "A b:", "NO 1(a)", children=(paragraph("p2", "C d.", "NO 1(a)"),))),
        draft(paragraph("p1", "A b.", "NO 1(a)"), paragraph("p2", "C d.", "NO 2(a)")),
        draft(paragraph("p1", "We act."), paragraph("p2", "We act.")),
        draft(paragraph("p1", "Alpha beta gamma delta."), paragraph("p2", "Alpha beta epsilon zeta.")),
        draft(
            paragraph("p1", "We train able judges everywhere."), paragraph("p2", "We train some sly cats everywhere.")
        ),
        draft(
            paragraph("p1", "A b.", "NO 1(a)"),
            replace(paragraph("p2", "C d."), links=(Link("NO 1(a)", Treatment.CHAPEAU), Link("SO 7(a)", partly=True))),
        ),
    ],
)
def test_what_is_not_the_same_ask_twice(made: Draft) -> None:
    assert findings("same-ask", made) == []


def test_the_same_ask_again_and_again_is_told_once_for_each_paragraph() -> None:
    many = [paragraph(f"p{number}", "We train able judges everywhere.", "NO 1(a)") for number in range(7)]
    found = Checker([RULES["same-ask"]], CORPUS).check(draft(*many)).findings
    assert [each.ref for each in found] == ["OP2", "OP3", "OP4", "OP5", "OP6", "OP7"]
    assert found[2].why.endswith("See OP1, OP2, OP3.")
    assert found[5].why.endswith("See OP1, OP2, OP3, OP4 and others.")


def test_without_a_convergence_citations_and_words_still_count() -> None:
    made = draft(paragraph("p1", "A b.", "NO 1(a)"), paragraph("p2", "C d.", "SO 7(a)", "NO 1(a)"))
    (found,) = Checker([RULES["same-ask"]], CORPUS).check(made).findings
    assert (found.words, found.why) == ("NO 1(a)", f"{RULES['same-ask'].why} See OP1.")


SOURCES = corpus(
    {
        "NO 1(a)": "Ensure the training of judges.",
        "NO 1(b)": "Consider training.",
        "NO 2(a)": "Strengthen training.",
        "SO 7(a)": "Train judges, as appropriate.",
        "SO 9": f"The declaration, {'which all of us wait for, ' * 4}should encourage training.",
    }
)


@pytest.mark.parametrize(
    ("text", "sources", "words"),
    [
        ("We consider training.", ("NO 1(a)",), ["consider"]),
        ("We ensure training.", ("NO 1(b)",), ["ensure"]),
        ("We train judges.", ("NO 1(b)",), [""]),
        ("We train judges.", ("NO 1(a)",), []),
        ("We consider training.", ("NO 1(a)", "NO 1(b)"), []),
        ("We strengthen training.", ("NO 2(a)",), []),
        ("We explore training.", ("NO 2(a)",), ["explore"]),
        ("We explore training.", (), []),
        ("We encourage training.", ("SO 9",), []),
        ("We explore training.", ("SO 9",), ["explore"]),
        ("We explore training.", ("XX 1",), []),
        ("We train judges, where appropriate.", ("NO 1(a)",), ["where appropriate"]),
        ("We train judges, where possible.", ("NO 1(a)", "SO 7(a)"), []),
    ],
)
def test_a_change_of_strength(text: str, sources: tuple[str, ...], words: list[str]) -> None:
    made = draft(paragraph("p1", text, *sources))
    found = Checker([RULES["strength"]], SOURCES).check(made).findings
    assert [finding.words for finding in found] == words


def test_a_chapeau_words_no_source() -> None:
    made = draft(replace(paragraph("p1", "We consider:"), links=(Link("NO 1(a)", Treatment.CHAPEAU),)))
    assert Checker([RULES["strength"]], SOURCES).check(made).findings == ()


def test_a_change_of_strength_says_which_way_and_against_which_word() -> None:
    (weak,) = Checker([RULES["strength"]], SOURCES).check(draft(paragraph("p1", "We consider it.", "NO 1(a)"))).findings
    assert "more weakly than NO 1(a) (“Ensure”)" in weak.why
    (strong,) = Checker([RULES["strength"]], SOURCES).check(draft(paragraph("p1", "We do it.", "NO 1(b)"))).findings
    assert "more strongly than NO 1(b) (“Consider”)" in strong.why
    (plain,) = Checker([RULES["strength"]], SOURCES).check(draft(paragraph("p1", "We explore it.", "SO 9"))).findings
    assert plain.why.endswith("more weakly than SO 9.")
    links = (Link("NO 1(b)", Treatment.CHAPEAU), Link("NO 1(a)"))
    (after_chapeau,) = (
        Checker([RULES["strength"]], SOURCES)
        .check(draft(replace(paragraph("p1", "We consider it."), links=links)))
        .findings
    )
    assert "than NO 1(a) (“Ensure”)" in after_chapeau.why


def test_words_are_looked_for_only_where_the_rule_says() -> None:
    only_pp = Rule("r", RuleKind.WORDS, "", Where.PP, words=("region",))
    made = draft(paragraph("p1", "A region."), preamble=(paragraph("p2", "A region,"),))
    assert findings(only_pp, made) == [("PP1", "region", None)]
    assert findings(replace(only_pp, where=Where.DRAFT), made) == []


def test_findings_come_in_the_order_of_the_document_the_draft_as_a_whole_last() -> None:
    made = draft(paragraph("p1", "Organise the region"), preamble=(paragraph("p2", "Organise."),))
    checked = Checker(checks_yaml.load(), CORPUS).check(made)
    refs = [finding.ref for finding in checked.findings if finding.rule != "lone-heading"]
    assert refs == sorted(refs, key=["PP1", "OP1", ""].index)
    assert {finding.rule for finding in checked.of("p2")} == {"spelling", "opening-pp", "ending-pp", "no-source"}
    spans = [finding.start for finding in checked.of("p2")]
    assert spans == sorted(spans)


OFFICE = "United Nations Office on Drugs and Crime (UNODC)"


@pytest.mark.parametrize(
    ("text", "acronym", "words"),
    [
        ("We ask UNODC.", "UNODC", f"the {OFFICE}"),
        ("We ask the UNODC.", "UNODC", OFFICE),
        ("The UNODC acts.", "UNODC", OFFICE),
        ("UNODC acts.", "UNODC", f"The {OFFICE}"),
        ("We ask NGOs.", "NGOs", "non-governmental organizations (NGOs)"),
    ],
)
def test_an_acronym_is_asked_for_once_in_the_draft(text: str, acronym: str, words: str) -> None:
    assert findings("acronym", op(text, f"{acronym} act.")) == [("OP1", acronym, words)]


def test_a_silenced_rule_is_silent_with_its_reason_kept() -> None:
    made = silence(op("Act", "Act"), "ending-op", "  Not yet. ")
    assert made.silenced[0].reason == "Not yet."
    checked = Checker([RULES["ending-op"]], CORPUS).check(made)
    assert (len(checked.findings), len(checked.silenced)) == (0, 2)
    assert findings("ending-op", unsilence(made, "ending-op")) == [("OP1", "Act", "Act."), ("OP2", "Act", "Act.")]


def test_a_rule_can_be_silent_in_one_paragraph_only() -> None:
    made = silence(op("Act", "Act"), "ending-op", "A title.", "p1")
    assert [ref for ref, *_ in findings("ending-op", made)] == ["OP2"]
    assert unsilence(made, "ending-op").silenced == made.silenced
    assert unsilence(made, "ending-op", "p1").silenced == ()
    assert silence(made, "ending-op", "Another reason.", "p1").silenced[0].reason == "Another reason."
    assert silence(made, "lone-heading", "So it is.", "justice").silenced[1].paragraph == "justice"


def test_silencing_needs_a_reason_and_a_paragraph_that_there_is() -> None:
    with pytest.raises(EditRefused, match="needs a reason"):
        silence(op("Act"), "ending-op", " ")
    with pytest.raises(EditRefused, match="no paragraph"):
        silence(op("Act"), "ending-op", "Why not.", "p9")


def test_little_of_a_source_is_left_though_it_counts_as_wholly_taken_up() -> None:
    def found(text: str, *links: Link, below: str = "") -> list[str]:
        children = (paragraph("c", below),) if below else ()
        made = draft(replace(paragraph("p1", text, children=children), links=links))
        return [finding.words for finding in Checker([RULES["little-left"]], corpus(sources)).check(made).findings]

    sources = {"NO 1(a)": "Train judges, prosecutors and police officers.", "SO 7(a)": "Protect victims."}
    adapted, other = Link("NO 1(a)", Treatment.ADAPTED), Link("SO 7(a)", Treatment.ADAPTED)
    assert found("We will train the judges and the prosecutors.", adapted) == []
    assert found("We will train the judges.", adapted, other) == ["SO 7(a)"]
    assert found("We will train.", adapted, other) == ["NO 1(a)", "SO 7(a)"]
    assert found("We will act:", adapted, below="train judges and prosecutors.") == []
    assert found("We will act.", replace(adapted, partly=True)) == []
    assert found("We will act.", Link("NO 1(a)", Treatment.CHAPEAU), Link("NO 99")) == []
    assert found("We will train judges.", replace(adapted, treatment=Treatment.MERGED)) == []
    assert found("We will act.", replace(adapted, treatment=Treatment.MERGED)) == ["NO 1(a)"]
    assert found("We will act.", replace(adapted, vouched=True, why="So agreed.")) == []
    assert found("We will give training to the judiciary and the prosecution.", adapted) == ["NO 1(a)"], (
        "in other words"
    )
    only_ops = Checker([replace(RULES["little-left"], where=Where.OP)], corpus(sources))
    assert not only_ops.check(draft(preamble=(paragraph("p", "Acting,", "NO 1(a)"),))).findings


def bracketed(*texts: str) -> Draft:
    """Paragraphs whose texts have alternatives."""
    return draft(*(paragraph(f"p{n}", read(text, f"p{n}"), "SO 9") for n, text in enumerate(texts, start=1)))


def test_names_and_verbs_in_brackets_are_no_words_of_the_text() -> None:
    assert findings("acronym", bracketed("We [act - ECOWAS, CARICOM; UNDP oppose / wait - NATO; OSCE delete].")) == []
    assert findings("acronym", bracketed("We [ask UNXX - ECOWAS].", "We ask UNXX.")) == [("OP1", "UNXX", None)]


def test_what_stands_in_an_option_only_is_found_once_and_said_to_be_there() -> None:
    made = bracketed("We [act / organise - US / organise more - EU] the programme of organisation.")
    checked = Checker([RULES["spelling"]], CORPUS, FOUND).check(made)
    assert [(one.words, one.suggestion, one.start, one.end) for one in checked.findings] == [
        ("organisation", "organization", 0, 0),
        ("organise", "organize", 0, 0),
    ]
    assert [one.why.endswith("They stand in an option.") for one in checked.findings] == [False, True]


@pytest.mark.parametrize("rule", ["spelling", "ending-op", "opening-op", "acronym"])
def test_no_suggestion_is_put_into_alternatives(rule: str) -> None:
    made = bracketed("Organise [the UNODC / organise - US] programme", "[Act - EU / Wait] and organise")
    for finding in Checker([RULES[rule]], CORPUS, FOUND).check(made).findings:
        text = made.spots[finding.paragraph].paragraph.text
        assert finding.applied(text.written) is finding.applied(text.base) is None


def test_a_paragraph_is_judged_by_its_base_wording() -> None:
    assert findings("ending-op", bracketed("We [act.] [wait - US]", "We act[. / now - US]")) == []
    assert findings("opening-op", bracketed("[We / Strengthen - US] act.")) == []


def test_a_square_bracket_that_cannot_be_read_is_remarked() -> None:
    made = bracketed("We [act - EU.", "We [act / wait - US] now.", "We [[act - EU] - US].", "We [] act.", "We act].")
    assert [(ref, words) for ref, words, _ in findings("brackets", made)] == [
        ("OP1", "["), ("OP4", "[]"), ("OP5", "]"),
    ]  # fmt: skip


def test_length_counts_the_longest_of_the_alternatives_and_no_names() -> None:
    long = Rule("l", RuleKind.LENGTH, "", limit=3)
    made = bracketed("We [act now - US, EU, CN / wait].", "We [act - US, EU, CN, RU, JP].")
    assert findings(replace(long, limit=2), made) == [("OP1", "2 to 3 words of 2", None)]
    assert findings(replace(long, limit=4, where=Where.DRAFT), made) == [("", "3 to 5 words of 4", None)]


def test_numbers_out_of_order_are_remarked() -> None:
    def numbered(*numbers: str) -> Draft:
        return draft(*(replace(paragraph(f"p{n}"), number=number) for n, number in enumerate(numbers)))

    assert findings("number-order", numbered("7", "7 alt", "7 bis", "7 ter", "8", "")) == []
    assert findings("number-order", numbered("7", "7 ter", "7 bis", "8")) == [("OP7 bis", "7 bis", None)]
    assert findings("number-order", numbered("9", "7", "8", "10")) == [("OP7", "7", None), ("OP8", "8", None)]


def test_a_deleted_paragraph_is_not_checked() -> None:
    made = draft(replace(paragraph("p1", "organise"), status=Status.DELETED), paragraph("p2", "We organise."))
    assert findings("spelling", made) == [("OP2", "organise", "organize")]


def test_a_proposed_paragraph_leaves_the_others_in_order() -> None:
    added = replace(paragraph("p2"), proposals=(Proposal(id="x", kind=ProposalKind.ADD, by=("EU",)),))
    assert findings("number-order", draft(paragraph("p1"), added, paragraph("p3"))) == []
