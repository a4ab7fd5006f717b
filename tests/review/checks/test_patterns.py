"""A user's own regular expression is valid, and bounded in what it takes, or is refused or stopped with the reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.review.checks.checker import Checker
from drafter.review.checks.patterns import EACH, TOGETHER, Allowance, OwnPattern, fault, suggestion_fault
from drafter.review.checks.rules import Rule, RuleKind
from tests.builders import corpus, draft, paragraph

ENDLESS = "(?:|)" * 80 + "[~]$"
TEXT = "~ We will strengthen cooperation among competent authorities, to provide training."


@pytest.mark.parametrize(
    "pattern",
    [
        r"\bthe (?:future )?declaration\b", r"a*b", r"(?:a+)+b", r"(?<!x)y", "(?=a*)b", "a{1,90}b{1,90}c{1,90}", "été",
        ".?" * 18 + "~",
    ],
)  # fmt: skip
def test_patterns_are_taken(pattern: str) -> None:
    assert fault(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "why"),
    [("(", "not valid"), ("a" * 501, "longer than 500"), ("x?", "matches nothing"), ("(?:|)" * 80, "matches nothing"),
     ("a{99999999999999999999}", "not valid"), ("(?:|)" * 80 + "$(?<=~)", "too long")],
)  # fmt: skip
def test_patterns_that_are_of_no_use_are_refused(pattern: str, why: str) -> None:
    assert why in fault(pattern)


def test_a_suggestion_names_groups_that_there_are() -> None:
    assert suggestion_fault("(a)b", r"\1") == ""
    assert "doesn't fit" in suggestion_fault("(a)b", r"\2")
    assert suggestion_fault("(a)(?P<end>b)", r"\g<end>\1") == ""
    assert suggestion_fault("(?:|)" * 80 + "$(?<=~)", "x") == ""


def test_a_pattern_finds_what_python_finds() -> None:
    pattern = OwnPattern(r"\b(é\w*|train\w*)\b(?! camp)", Allowance())
    found = pattern.finditer("Étés and TRAINING, train camps.")
    assert [(each.start(), each.group(), each.expand(r"<\1>")) for each in found] == [
        (0, "Étés", "<Étés>"),
        (9, "TRAINING", "<TRAINING>"),
    ]
    assert pattern.match("Étés")
    assert not pattern.match("An été")
    assert not pattern.stopped


def test_one_that_takes_too_long_is_stopped_and_finds_nothing_more() -> None:
    allowance = Allowance()
    pattern = OwnPattern(ENDLESS, allowance)
    assert pattern.finditer(TEXT) == []
    assert pattern.stopped
    assert pattern.match(TEXT) is None
    assert TOGETHER - allowance.seconds >= EACH


def test_the_patterns_of_a_file_share_their_time() -> None:
    allowance = Allowance()
    patterns = [OwnPattern(ENDLESS, allowance) for _ in range(40)]
    assert all(pattern.match(TEXT) is None for pattern in patterns)
    assert all(pattern.stopped for pattern in patterns)
    assert allowance.seconds <= 0
    assert OwnPattern("We", allowance).stopped


def test_a_rule_that_was_stopped_is_told() -> None:
    own = Rule("mine", RuleKind.PATTERN, "Because.", pattern=ENDLESS, allowance=Allowance())
    good = replace(own, id="good", pattern="(?<=We )will", allowance=Allowance())
    found = Checker([own, good], corpus()).check(draft(paragraph("p1", TEXT))).findings
    assert [(each.rule, each.words) for each in found] == [("good", "will"), ("mine", "")]
    assert "stopped" in found[1].why


@given(st.text("ab(|)?*+{}1,9.[]^$\\w~", max_size=30), st.text("ab1~ ", max_size=60))
def test_any_pattern_that_is_taken_ends(pattern: str, text: str) -> None:
    if not fault(pattern):
        assert all(
            text[each.start() : each.end()] for each in OwnPattern(pattern, Allowance()).finditer(text) if each.group()
        )
