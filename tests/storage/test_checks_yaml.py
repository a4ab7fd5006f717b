"""The rules of the checks as files: those that come with drafter, and a delegation's own over them."""

from pathlib import Path

import pytest

from drafter.errors import BadInput
from drafter.review.checks import RuleKind, Where
from drafter.storage import checks_yaml

SHIPPED = {rule.id: rule for rule in checks_yaml.load()}


def own(folder: Path, rules: str) -> Path:
    path = folder / checks_yaml.NAME
    path.write_text(f"drafter-checks: 1\n{rules}", encoding="utf-8")
    return path


def problems(folder: Path, rules: str) -> list[tuple[int | None, str]]:
    with pytest.raises(BadInput) as raised:
        checks_yaml.load(own(folder, rules))
    assert all(problem.file.endswith(checks_yaml.NAME) for problem in raised.value.problems)
    return [(problem.line, problem.what) for problem in raised.value.problems]


def test_the_shipped_checks_are_of_every_kind() -> None:
    assert {rule.kind for rule in SHIPPED.values()} == set(RuleKind)
    assert SHIPPED["future-declaration"].suggestion == ""
    assert SHIPPED["process"].suggestion is None
    assert SHIPPED["long-draft"].where is Where.DRAFT
    assert len(SHIPPED["strength"].levels) == 3


def test_every_rule_that_comes_with_drafter_says_why() -> None:
    assert all(rule.why.endswith(".") for rule in SHIPPED.values())


def test_a_rule_of_ones_own_is_added_and_one_with_a_known_id_takes_its_place(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        "rules:\n- id: mine\n  kind: words\n  words: [stakeholder*]\n  why: Say who.\n"
        "- id: long-draft\n  kind: length\n  where: draft\n  limit: 10\n  why: Short.\n",
    )
    rules = {rule.id: rule for rule in checks_yaml.load(path)}
    assert rules["mine"].words == ("stakeholder*",)
    assert rules["long-draft"].limit == 10
    assert len(rules) == len(SHIPPED) + 1


def test_rules_can_be_taken_away(tmp_path: Path) -> None:
    assert {rule.id for rule in checks_yaml.load(own(tmp_path, "off: [spelling]\n"))} == SHIPPED.keys() - {"spelling"}


def test_rules_beside_a_draft_are_found(tmp_path: Path) -> None:
    assert checks_yaml.beside(tmp_path / "draft.yaml") == ()
    path = own(tmp_path, "off: []\n")
    assert checks_yaml.beside(tmp_path / "draft.yaml") == (path,)


RULE = "rules:\n- id: a\n  why: So.\n"


@pytest.mark.parametrize(
    ("rules", "line", "what"),
    [
        (f"{RULE}  kind: nothing\n", 5, "`kind` can't be “nothing”."),
        (RULE, 3, "`kind` is missing."),
        (f"{RULE}  kind: pattern\n", 3, "needs `pattern`"),
        (f"{RULE}  kind: pattern\n  pattern: (a\n", 6, "not valid"),
        (f"{RULE}  kind: pattern\n  pattern: (a+b\n", 6, "not valid"),
        (f"{RULE}  kind: pattern\n  pattern: ab\n  suggestion: \\2\n", 7, "doesn't fit the pattern"),
        (f"{RULE}  kind: pattern\n  pattern: a\n  unless: (a\n", 7, "not valid"),
        (f"{RULE}  kind: words\n  words: ['*']\n", 6, "no word to look for"),
        (f"{RULE}  kind: length\n  limit: many\n", 6, "must be a number of words"),
        (f"{RULE}  kind: length\n  limit: 0\n", 6, "must be a number of words"),
        (f"{RULE}  kind: brackets\n  wher: PP\n", 6, "`wher` is not known here."),
        (f"{RULE}  kind: brackets\n- id: a\n  kind: brackets\n  why: So.\n", 6, "stands twice"),
        ("rules:\n- id: a\n  kind: brackets\n", 3, "`why` is missing."),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, rules: str, line: int, what: str) -> None:
    found = problems(tmp_path, rules)
    assert any(at == line and what in said for at, said in found), found


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("drafter: 1\n", encoding="utf-8")
    with pytest.raises(BadInput, match="not a file of checks"):
        checks_yaml.load(path)
