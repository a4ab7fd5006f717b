"""Checks: what in a draft does not belong in a declaration, by rules that are data. Pure; findings are values."""

from drafter.model.checking.rules import Finding, Rule, RuleKind, Where
from drafter.model.checking.whole import Checked, Checker, silence, unsilence

__all__ = ["Checked", "Checker", "Finding", "Rule", "RuleKind", "Where", "silence", "unsilence"]
