"""Reads the rules of the checks from YAML files: those that come with drafter, then a delegation's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.corpus.languages import ENGLISH, TAG, primary
from drafter.review.checks.patterns import Allowance, fault, suggestion_fault
from drafter.review.checks.rules import Rule, RuleKind, Where, parts
from drafter.storage import word_lists, yaml_file
from drafter.storage.corpus_yaml import check_format
from drafter.storage.folders import TEMPLATES
from drafter.storage.yaml_file import Faults, Fields

FORMAT = "1"
NAME = "checks.yaml"
SHIPPED = TEMPLATES / NAME
_LONGEST = 500
"""Characters that one of a rule's words may have."""
_NEEDED = {
    RuleKind.PATTERN: "pattern",
    RuleKind.OPENING: "pattern",
    RuleKind.WORDS: "words",
    RuleKind.ENDING: "words",
    RuleKind.LENGTH: "limit",
    RuleKind.STRENGTH: "levels",
    RuleKind.LITTLE_LEFT: "limit",
    RuleKind.REVERSAL: "words",
}


def load(*own: Path, language: str = ENGLISH) -> tuple[Rule, ...]:
    """The rules for texts of a language: those that come with drafter and those of the user's files. A user's rule
    replaces the one with its id, or comes after the others; the ids under `off` are left out.

    Raises BadInput with every fault of the first file that has any.
    """
    rules: dict[str, Rule] = {}
    for path in (SHIPPED, *_shipped_in(language), *own):
        rules_of_file, off = read(path)
        spoken = (rule if rule.language else replace(rule, language=language) for rule in rules_of_file)
        rules |= {rule.id: rule for rule in spoken if rule.holds_in(language)}
        rules = {id: rule for id, rule in rules.items() if id not in off}
    return tuple(rules.values())


def _shipped_in(language: str) -> tuple[Path, ...]:
    """The file of rules for a language other than English; none where there is none."""
    path = TEMPLATES / f"checks.{primary(language)}.yaml"
    return (path,) if path.is_file() else ()


def beside(draft: Path) -> tuple[Path, ...]:
    """The user's rule file beside a draft, as a tuple of one path; empty where there is none."""
    path = draft.parent / NAME
    return (path,) if path.is_file() else ()


def read(path: Path) -> tuple[tuple[Rule, ...], frozenset[str]]:
    """The rules of one file, and the ids of rules that it switches off. Raises BadInput with every fault found."""
    faults = Faults(str(path))
    fields = yaml_file.read(path, faults)
    check_format(fields, "drafter-checks", [FORMAT], "a file of checks (see templates/checks.yaml)")
    reader = _Reader(faults, None if path.parent == TEMPLATES else Allowance(), _language(fields, faults))
    rules = tuple(reader.rule(entry) for entry in fields.mappings("rules"))
    off = frozenset(fields.texts("off"))
    fields.end()
    faults.raise_if_any()
    return rules, off


def _language(fields: Fields, faults: Faults) -> str:
    line, language = fields.line_of("language"), fields.text("language")
    if language and not TAG.fullmatch(language):
        faults.add(line, f"“{language}” is no language tag.", "Write it as fr.")
    return language


class _Reader:
    """Reads the rules of one file and reports ids that stand twice."""

    def __init__(self, faults: Faults, allowance: Allowance | None, language: str) -> None:
        self.language = language
        self.faults = faults
        self.allowance = allowance
        self.seen: set[str] = set()

    def rule(self, fields: Fields) -> Rule:
        line, id = fields.line_of("id"), fields.text("id", required=True)
        if id in self.seen:
            self.faults.add(line, f"The rule “{id}” stands twice.", "Keep one of the two.")
        self.seen.add(id)
        lines = {key: fields.line_of(key) for key in ("pattern", "words", "suggestion", "unless", "verb")}
        kind = self._kind(fields)
        leave_out, suggestion = fields.flag("leave-out", False), fields.text("suggestion")
        rule = Rule(
            id,
            kind or RuleKind.BRACKETS,
            fields.text("why", required=True),
            fields.choice("where", Where, Where.ALL),
            fields.text("pattern"),
            fields.texts("words"),
            suggestion if suggestion or leave_out else None,
            self._limit(fields),
            tuple(tuple(verb.strip() for verb in level.split(",")) for level in fields.texts("levels")),
            self.allowance,
            fields.text("unless"),
            fields.flag("unfit", False),
            word_lists.DICTIONARY if kind is RuleKind.SPELLING else None,
            self.language,
            fields.text("verb"),
        )
        fields.end()
        needed = _NEEDED.get(kind) if kind else None
        if needed and not getattr(rule, needed):
            self.faults.add(fields.line, f"A rule of the kind “{kind}” needs `{needed}`.", "See templates/checks.yaml.")
        self._check(rule, lines)
        return rule

    def _kind(self, fields: Fields) -> RuleKind | None:
        line, name = fields.line_of("kind"), fields.text("kind", required=True)
        if name in list(RuleKind):
            return RuleKind(name)
        if name:
            self.faults.add(line, f"`kind` can't be “{name}”.", f"It is one of: {', '.join(RuleKind)}.")
        return None

    def _limit(self, fields: Fields) -> int:
        line, text = fields.line_of("limit"), fields.text("limit")
        if not text:
            return 0
        if not (text.isascii() and text.isdecimal() and 0 < len(text) < 10 and int(text)):
            self.faults.add(line, f"`limit` must be a number of words (or per cent), not “{text}”.")
            return 1
        return int(text)

    def _is_wrong(self, key: str, pattern: str, lines: dict[str, int]) -> bool:
        """Whether a user's pattern can't be used, which is reported."""
        wrong = fault(pattern) if pattern and self.allowance else ""
        if wrong:
            self.faults.add(lines[key], wrong, "Mend the pattern.")
        return bool(wrong)

    def _check(self, rule: Rule, lines: dict[str, int]) -> None:
        wrong = self._is_wrong("pattern", rule.pattern, lines)
        self._is_wrong("unless", rule.unless, lines)
        self._is_wrong("verb", rule.verb, lines)
        if not wrong and rule.pattern and rule.suggestion:
            unfit = suggestion_fault(rule.pattern, rule.suggestion)
            if unfit:
                self.faults.add(lines["suggestion"], unfit, "Mend the suggestion.")
        for word in rule.words:
            if not parts(word)[0].strip("* ") or len(word) > _LONGEST:
                self.faults.add(lines["words"], f"“{word}” is no word to look for.", "Take it out.")
