"""A paragraph that says the opposite of its source is told, with the words of both."""

from dataclasses import replace

import pytest

from drafter.draft.draft import Treatment
from drafter.review.checks import Checker
from drafter.storage import checks_yaml
from tests.builders import corpus, draft, paragraph

CORPUS = corpus({"NO 1(a)": "Reform laws: increase the number of judges and of safe courts.", "SO 9": "Trust"})
(RULE,) = (rule for rule in checks_yaml.load() if rule.id == "opposite")


def told(text: str, *, chapeau: bool = False) -> list[tuple[str, str]]:
    made = paragraph("a", text, "NO 1(a)", "SO 9", "XX 1")
    if chapeau:
        made = replace(made, links=tuple(replace(link, treatment=Treatment.CHAPEAU) for link in made.links))
    found = Checker([RULE], CORPUS).check(draft(made)).findings
    assert all(text[one.start : one.end] == one.words for one in found)
    return [(one.words, one.why.removeprefix(f"{RULE.why} ")) for one in found]


@pytest.mark.parametrize(
    ("text", "words", "theirs"),
    [
        ("We will not seek to reform any laws.", "not seek to reform", "NO 1(a) says “reform”."),
        ("We won’t amend laws.", "won’t amend", "NO 1(a) says “reform”."),
        ("We will no longer increase them.", "no longer increase", "NO 1(a) says “increase”."),
        ("We decline to reform laws.", "decline to reform", "NO 1(a) says “reform”."),
        ("We give up reform of laws.", "give up reform", "NO 1(a) says “reform”."),
        ("We will reduce the number of courts and judges.", "reduce", "NO 1(a) says “increase”."),
    ],
)
def test_the_opposite_is_told_with_the_words_of_both(text: str, words: str, theirs: str) -> None:
    assert told(text) == [(words, theirs)]
    assert not told(text, chapeau=True)


@pytest.mark.parametrize(
    "text",
    [
        CORPUS.by_id["NO 1(a)"].text,
        "Trust",
        "We have not reformed laws yet, and will.",
        "We will not only reform laws.",
        "We help those who do not reform laws.",
        "We will not wait.",
        "We will reform laws, not at all costs; reform is due.",
        "We leave nothing to chance, and no judge alone. No",
        "We will refuse all delay. We will not",
        "We will reduce the number of judges on leave, and increase the number of judges.",
        "We will reduce",
        "We will reduce: laws.",
        "We will not; laws reform.",
        "We will not amend treaties.",
    ],
)
def test_what_says_no_such_thing_is_let_pass(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        (
            "Work on crime prevention, justice and the rule of law.",
            "We welcome the promotion of the rule of law.",
            (),
        ),
        ("Adopt crime prevention", "We will promote crime.", ()),
        ("Work for the prevention of torture.", "We will promote torture.", ("promote",)),
        ("Prevent torture.", "We call for the promotion of torture.", ("promotion",)),
    ],
)
def test_a_noun_is_about_what_it_is_of(source: str, text: str, words: tuple[str, ...]) -> None:
    found = Checker([RULE], corpus({"NO 1(a)": source})).check(draft(paragraph("a", text, "NO 1(a)"))).findings
    assert tuple(one.words for one in found) == words


@pytest.mark.parametrize(
    ("source", "text", "words"),
    [
        ("Widen access to legal aid.", "We will restrict legal aid to the trial.", "restrict legal"),
        ("Hold youth forums.", "Youth forums will no longer be held.", "Youth forums will no"),
        ("Support regional networks.", "We will close down networks.", "close down networks"),
        ("Reduce the use of torture.", "We will permit torture.", "permit torture"),
        ("Address overcrowding by alternatives to bail.", "We will keep to the rules.", ""),
        ("Promote joint investigations.", "We will investigate alone and punish.", ""),
        ("Cooperate in extradition.", "We will deal with extradition separately.", "separately"),
        ("Cooperate in extradition.", "We will not deal with extradition separately.", ""),
        ("Cooperate in extradition.", "We will draft laws separately.", ""),
        ("Train judges instead of clerks.", "We will exclude clerks.", ""),
        ("Train judges.", "We will restrict discrimination against judges.", ""),
        ("Train judges.", "Crime will be reduced by judges.", ""),
        ("Involve judges.", "We will exclude nobody, judges among them.", ""),
        ("Increase crime prevention.", "We will increase crime prevention.", ""),
        ("Prevent kidnapping.", "We will increase the prevention of kidnapping.", ""),
        ("Train judges.", "We will not allow judges to be idle.", ""),
    ],
)
def test_less_of_what_is_wanted_and_more_of_what_is_not_is_told(source: str, text: str, words: str) -> None:
    found = Checker([RULE], corpus({"NO 1(a)": source})).check(draft(paragraph("a", text, "NO 1(a)"))).findings
    assert [one.words for one in found] == ([words] if words else [])
