"""Checks: what in a draft does not belong in a declaration, by rules that are data. Pure; findings are values."""

from drafter.review.checks.checker import Checked, Checker, silence, unsilence
from drafter.review.checks.rules import Finding, Rule, RuleKind, Where

__all__ = ["Checked", "Checker", "Finding", "Rule", "RuleKind", "Where", "silence", "unsilence"]
