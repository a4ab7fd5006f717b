"""Rules of words: what they find in a text, and how a suggestion is applied."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.review.checks.patterns import Allowance
from drafter.review.checks.rules import Finding, Rule, RuleKind, all_replaced, replaced
from drafter.review.checks.words import Hit, acronyms, hits

BRACKETS = Rule("b", RuleKind.BRACKETS, "Pair them.")


def found(rule: Rule, text: str) -> list[tuple[str, str | None]]:
    return [(text[hit.start : hit.end], hit.suggestion) for hit in hits(rule, text)]


def test_a_pattern_finds_words_in_any_case_and_may_name_its_groups() -> None:
    rule = Rule("r", RuleKind.PATTERN, "", pattern=r"\b(great|small) role\b", suggestion=r"\1 part")
    assert found(rule, "Great role and small role.") == [("Great role", "Great part"), ("small role", "small part")]
    assert found(Rule("r", RuleKind.PATTERN, "", pattern="role"), "A role.") == [("role", None)]


def test_a_pattern_that_can_match_nothing_finds_no_empty_words() -> None:
    assert found(Rule("r", RuleKind.PATTERN, "", pattern=r"\b"), "a b") == []


def test_what_stands_beside_makes_a_word_right_within_its_sentence() -> None:
    rule = Rule("r", RuleKind.PATTERN, "", pattern=r"\bhis\b", unless="secretary")
    assert found(rule, "We ask the Secretary for his report. His own; his last.") == [("His", None), ("his", None)]
    own = dataclasses.replace(rule, allowance=Allowance())
    assert found(own, "His secretary.") == []
    assert not own.stopped


def test_words_stand_alone_or_with_their_family() -> None:
    rule = Rule("r", RuleKind.WORDS, "", words=("organis* -> organiz*", "program -> programme", "workplan"))
    text = "Organisations program a workplan for programmes; disorganised programs."
    assert found(rule, text) == [("Organisations", "Organizations"), ("program", "programme"), ("workplan", None)]


def test_what_is_said_well_already_is_not_found() -> None:
    assert found(Rule("r", RuleKind.WORDS, "", words=("Internet -> Internet",)), "The Internet.") == []


@pytest.mark.parametrize(
    "text",
    [
        "We act.",
        "[We act]",
        "We [act] [or not] (always).",
        "We (a) act; b) rest; iv) go.",
        "a) We act.",
        "(see (a) below)",
        "We note the report (see E/CN.15/2019/11, para. 4) and act.",
        "We act (namely: a) now; b) always).",
        "We act (see para. 4) and a) rest; b) go.",
    ],
)
def test_paired_brackets_and_labels_are_right(text: str) -> None:
    assert hits(BRACKETS, text) == []


@pytest.mark.parametrize(
    ("text", "at"),
    [("We [act.", [3]), ("We act].", [6]), ("We [a [b]].", [6]), ("(a]", [0, 2]), ("We act).", [6]), ("[a) b]", [])],
)
def test_brackets_that_do_not_close_never_opened_or_stand_in_each_other(text: str, at: list[int]) -> None:
    assert [hit.start for hit in hits(BRACKETS, text)] == at


def test_other_kinds_find_nothing_in_a_text_alone() -> None:
    assert hits(Rule("r", RuleKind.LENGTH, ""), "We act.") == []


ACRONYM = Rule("a", RuleKind.ACRONYM, "", words=("UNODC -> the Office", "INTERPOL"))


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("We support UNODC.", [Hit(11, 16, "the Office (UNODC)")]),
        ("We ask NGOs.", [Hit(7, 11)]),
        ("The Office (UNODC) works; UNODC acts.", []),
        ("The Office (UNODC, for short) works.", []),
        ("We ask INTERPOL.", []),
        ("Part II and Goal XVI.", []),
        ("A/CONF.234/RPM.3/1 and E4J.", []),
        ("We support (UNODC and others).", [Hit(12, 17, "the Office (UNODC)")]),
    ],
)
def test_an_acronym_is_spelled_out_at_its_first_mention(text: str, hit: list[Hit]) -> None:
    assert list(acronyms(ACRONYM, text, set())) == hit


def test_an_acronym_is_found_once_in_a_draft() -> None:
    said: set[str] = set()
    assert list(acronyms(ACRONYM, "UNODC", said))
    assert not list(acronyms(ACRONYM, "UNODC", said))


@pytest.mark.parametrize(
    ("text", "words", "new", "said"),
    [
        ("It was noted that time is short.", "It was noted that", "", "Time is short."),
        ("We act. It was noted that time is short.", "It was noted that", "", "We act. Time is short."),
        ("We act; it was noted that time is short.", "it was noted that", "", "We act; time is short."),
        ("We act. As it were, we rest.", " As it were,", "", "We act. We rest."),
        ("We act in the region, and rest.", " in the region", "", "We act, and rest."),
        ("We act in the region.", "in the region", "", "We act."),
        ("We ensure it.", "ensure", "consider", "We consider it."),
        ("Gone", "Gone", "", ""),
    ],
)
def test_a_suggestion_leaves_a_tidy_sentence(text: str, words: str, new: str, said: str) -> None:
    start = text.index(words)
    assert replaced(text, start, start + len(words), new) == said


def test_many_places_are_replaced_at_once_and_of_two_that_overlap_the_later() -> None:
    text = "Act  in the region ; organise in the region, and organise."
    places = [(5, 18, ""), (21, 29, "organize"), (30, 43, ""), (33, 43, "here"), (49, 57, "organize")]
    assert all_replaced(text, places) == "Act; organize in here, and organize."
    assert all_replaced("one two", [(0, 3, ""), (4, 7, "")]) == ""


def test_a_finding_is_applied_only_to_the_text_that_was_checked() -> None:
    finding = Finding("r", "p1", "OP1", 3, 9, "ensure", "", "consider")
    assert finding.applied("We ensure it.") == "We consider it."
    assert finding.applied("We shall ensure it.") is None
    assert Finding("r", "p1", "OP1", 3, 9, "ensure", "").applied("We ensure it.") is None


@given(st.text(max_size=80))
def test_any_text_can_be_checked_for_brackets_and_hits_lie_within_it(text: str) -> None:
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits(BRACKETS, text))
