"""A user's own regular expression is valid and bounded, or is refused with the reason."""

import pytest

from drafter.review.checks.patterns import fault, suggestion_fault


@pytest.mark.parametrize(
    "pattern", [r"\bthe (?:future )?declaration\b", r"a{0,80}b", r"(?:one|two)s?", r"x(?=y{1,3})", r"[^.]{0,60}z"]
)
def test_bounded_patterns_are_taken(pattern: str) -> None:
    assert fault(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(", "not valid"),
        ("a" * 501, "longer than 500"),
        ("a*b", "more than 100"),
        ("(?:a{1,50}){1,50}", "more than 100"),
        ("(?:a+)+b", "more than 100"),
        ("(?:a|aa{0,90})+$", "more than 100"),
        ("x?", "matches nothing"),
        ("a{1,90}b{1,90}c{1,90}", "too many repeats"),
        ("(?=a*)b", "more than 100"),
        ("a{99999999999999999999}", "not valid"),
    ],
)
def test_patterns_that_could_run_on_are_refused(pattern: str, why: str) -> None:
    assert why in fault(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\(a\+\*\)", r"[]*+]b[^]a{9,}]", r"\N{EM DASH}b", "a{b}", "a{,9}?b", "a(?#(a+)b", "(?P<x>a)(?P=x)", "(?i)ab",
        "(?x) a  # (a+)*",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_repeat_is_none(pattern: str) -> None:
    assert fault(pattern) == ""


@pytest.mark.parametrize(
    "pattern", [r"\\+", "[a]{3,}b", "(a{1,9})(?#so)*b", "(?x: (a{1,9}) {2,3})b", "(?>a+)b", "a{,}b"]
)
def test_a_repeat_is_seen_wherever_it_stands(pattern: str) -> None:
    assert "more than 100" in fault(pattern)


def test_a_suggestion_names_groups_that_there_are() -> None:
    assert suggestion_fault("(a)b", r"\1") == ""
    assert "doesn't fit" in suggestion_fault("(a)b", r"\2")
