"""A paragraph that keeps how its source asks, and asks it for something else, is told with what both are about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from drafter.corpus.near_words import NONE, NearWords
from drafter.draft.draft import Treatment
from drafter.review.checks import Checker, Finding
from drafter.review.checks.other_object import ObjectExchange, Objects, is_subject
from drafter.review.meaning import MeaningMatching, meaning
from drafter.storage import checks_yaml, corpus_yaml, folders
from tests.builders import corpus, draft, paragraph
from tests.review.test_meaning import Letters

CORPUS = corpus_yaml.load(folders.CORPUS)
(RULE,) = (rule for rule in checks_yaml.load() if rule.id == "other-object")
OTHER = "We will revise laws and policies that are discriminatory against migrants."
"""Of A 37(b), which speaks of women."""


def told(text: str, *ids: str, near: NearWords = NONE, link: Mapping[str, Any] | None = None) -> tuple[Finding, ...]:
    made = paragraph("a", text, *(ids or ("A 37(b)",)))
    made = replace(made, links=tuple(replace(each, **(link or {})) for each in made.links))
    return Checker([RULE], CORPUS, near=near).check(draft(made)).findings


def test_what_is_asked_for_something_else_is_told_with_its_words() -> None:
    (finding,) = told(OTHER)
    assert OTHER[finding.start : finding.end] == finding.words == "migrants"
    assert finding.why == f"{RULE.why} A 37(b) speaks of “women”."


@pytest.mark.parametrize(
    "text",
    [
        CORPUS.by_id["A 37(b)"].text,
        "We will revise laws and policies that are discriminatory against women.",
        "We will repeal whatever in our laws and policies discriminates against women and girls.",
        "We request that discriminatory laws be revised where they harm women.",
        "",
    ],
)
def test_an_honest_wording_is_not_told(text: str) -> None:
    assert told(text) == ()


def test_what_another_source_is_about_is_not_strange() -> None:
    small = corpus({"NO 1(a)": "Revise laws that discriminate against women.", "NO 1(b)": "Speak with migrants."})
    objects = Objects(small, NONE, lambda: None)
    text = "We will revise laws that discriminate against migrants."
    assert objects.other("NO 1(a)", text)
    assert objects.other("NO 1(a)", text, frozenset({"NO 1(b)"})) is None


def test_a_word_that_is_near_is_not_strange() -> None:
    assert not told(OTHER, near=NearWords(["migrant women:61"]))
    assert told(OTHER, near=NearWords(["migrant women:59"]))


@pytest.mark.parametrize("link", [{"treatment": Treatment.CHAPEAU}, {"partly": True}, {"vouched": "In other words"}])
def test_what_counts_as_no_whole_or_is_vouched_for_is_not_told(link: Mapping[str, Any]) -> None:
    assert told(OTHER, link=link) == ()


def test_a_rule_for_other_paragraphs_is_silent_and_words_of_a_sub_paragraph_have_no_place() -> None:
    made = paragraph("a", "We will:", "A 37(b)")
    child = paragraph("b", "Revise laws and policies that are discriminatory against migrants.")
    (finding,) = Checker([RULE], CORPUS).check(draft(replace(made, children=(child,)))).findings
    assert (finding.paragraph, finding.words, finding.start, finding.end) == ("a", "migrants", 0, 0)
    where = replace(RULE, where=type(RULE.where)("PP"))
    assert Checker([where], CORPUS).check(draft(paragraph("a", OTHER, "A 37(b)"))).findings == ()


def test_with_meaning_what_is_near_in_meaning_is_not_told() -> None:
    texts = ["Revise laws that discriminate against women.", "Speak with migrants."]
    small = corpus({"NO 1(a)": texts[0], "NO 1(b)": texts[1]})
    model = MeaningMatching([meaning(text, Letters()) for text in texts], Letters())
    text = "We will ride a zebra to promote the negotiation of the future declaration."
    exchange = ObjectExchange("zebra", "process", 0.6, 0.6, 0, 2)
    assert exchange.is_other(0.3)
    assert not exchange.is_other(0.9)
    likely, unlikely = model.likeness_to(0, texts[0]), model.likeness_to(0, text)
    assert 0 <= unlikely < likely <= 1
    objects = Objects(small, NONE, lambda: model)
    assert objects.other("NO 1(a)", texts[0]) is None
    assert objects.other("NO 1(a)", text) is None


def test_a_text_without_a_strange_word_is_about_nothing_else() -> None:
    assert not ObjectExchange("", "", 1, 1, 1, 0).is_other(0)


def test_words_of_how_something_is_asked_are_no_subject() -> None:
    assert not is_subject("strengthen")
    assert not is_subject("2030")
    assert is_subject("migrant")
