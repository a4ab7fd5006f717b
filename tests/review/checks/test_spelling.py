"""Spelling by a dictionary: which words are told, what is meant by them, and that names and new words are let be."""

import pytest

from drafter.review.checks.rules import Rule, RuleKind
from drafter.review.checks.spelling import Dictionary
from drafter.review.checks.words import hits
from drafter.storage.word_lists import DICTIONARY

RULE = Rule(
    "s",
    RuleKind.SPELLING,
    "",
    words=("percent -> per cent", "color-coded -> marked", "specificitys"),
    dictionary=DICTIONARY,
)


def found(text: str) -> list[tuple[str, str | None]]:
    return [(text[hit.start : hit.end], hit.suggestion) for hit in hits(RULE, text)]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("modernise", "modernize"), ("scrutinised", "scrutinized"), ("deradicalisation", "deradicalization"),
        ("securitise", "securitize"), ("analyze", "analyse"), ("advertize", "advertise"), ("center", "centre"),
        ("behavior", "behaviour"), ("counseling", "counselling"), ("enrollment", "enrolment"), ("fulfill", "fulfil"),
        ("offenses", "offences"), ("catalog", "catalogue"), ("pediatric", "paediatric"), ("aging", "ageing"),
        ("recieve", "receive"), ("neccessary", "necessary"), ("goverment", "government"), ("seperate", "separate"),
    ],
)  # fmt: skip
def test_what_is_meant_is_said(word: str, meant: str) -> None:
    assert found(f"We will {word} it.") == [(word, meant)]


@pytest.mark.parametrize(
    "words",
    [
        "modernize, analyse, advise, exercise and supervise",
        "ransomware, darknet, workplan and multidrug cryptocurrencies",
        "specificitys, whatever Center of that Behavior",
        "qzxqzxqzx and gov.color",
        "reoffending by ex-offenders",
    ],
)
def test_right_words_names_and_new_words_are_let_be(words: str) -> None:
    assert found(f"We will see {words}.") == []


def test_the_first_word_of_a_sentence_is_no_name_and_keeps_its_capital() -> None:
    assert found("Organise it. Modernise it, Center.") == [("Organise", "Organize"), ("Modernise", "Modernize")]


def test_a_list_of_its_own_comes_first_and_nothing_is_told_twice() -> None:
    assert found("We organise one color-coded percent.") == [
        ("organise", "organize"),
        ("color-coded", "marked"),
        ("percent", "per cent"),
    ]


def test_of_several_words_that_may_be_meant_none_is_put() -> None:
    rule = Rule("s", RuleKind.SPELLING, "", dictionary=Dictionary(lambda: ["plainer", "planter"]))
    assert [hit.suggestion for hit in hits(rule, "a planer")] == [None]


def test_without_a_dictionary_only_the_list_counts() -> None:
    assert [hit.suggestion for hit in hits(Rule("s", RuleKind.SPELLING, "", words=("a -> b",)), "a organise")] == ["b"]


def test_the_dictionary_is_read_when_the_first_word_is_looked_up() -> None:
    read: list[str] = []

    def words() -> list[str]:
        read.append("once")
        return ["law", "laws"]

    dictionary = Dictionary(words)
    assert not read
    assert "law" in dictionary
    assert "lawq" not in dictionary
    assert read == ["once"]
