"""Whether a user's own regular expression is safe: valid, short, and bounded in the time that it can take.

How often its parts repeat is read from its text. Python's own reading of it is a private part of `re`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from math import prod

LONGEST = 500
"""Characters of a pattern."""
MOST_REPEATS = 100
"""How often a part may repeat."""
_TOO_OFTEN = MOST_REPEATS + 1
"""What `*` and `+` stand for, and each repeat within a repeat, which multiplies at each turn."""
MOST_STEPS = 20_000
"""The product of all repeats: what a match can cost at each place of the text, at worst."""

_TOKEN = re.compile(
    r"""
    (?P<ignored>\(\?\#[^)]*\))
  | (?P<opens>\((?:\?(?:P<\w+>|<?[=!]|[:>]|\(\w+\)|(?P<on>[aiLmsux]*)(?:-(?P<off>[imsx]+))?:))?(?!\?))
  | (?P<closes>\))
  | (?P<or>\|)
  | (?P<repeats>(?:[*+?]|\{(?:[0-9]+|[0-9]*,[0-9]*)\})[?+]?)
  | (?P<item>\[\^?\]?(?:\\.|[^]\\])*\]|\\N\{[^}]*\}|\\.|\(\?[^)]*\)|.)
    """,
    re.VERBOSE | re.DOTALL,
)
"""The next part of a pattern that is known to be valid."""
_IGNORED = re.compile(r"(?P<ignored>[ \t\n\r\v\f]|#[^\n]*)")
"""What a verbose pattern ignores."""


def fault(pattern: str) -> str:
    """What is wrong with the pattern, as a sentence; empty where nothing is."""
    if len(pattern) > LONGEST:
        return f"The pattern is longer than {LONGEST} characters."
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        return f"The pattern is not valid: {error}."
    if compiled.match(""):
        return "The pattern matches nothing at all, and so everywhere."
    repeats = _repeats(pattern, verbose=bool(compiled.flags & re.VERBOSE))
    if any(times > MOST_REPEATS for times in repeats):
        return f"A part of the pattern may repeat more than {MOST_REPEATS} times; write {{0,80}} instead of *."
    return "The pattern has too many repeats, one with another." if prod(repeats) > MOST_STEPS else ""


def suggestion_fault(pattern: str, suggestion: str) -> str:
    """What is wrong with a suggestion that names groups of the pattern; empty where nothing is."""
    try:
        re.sub(pattern, suggestion, "")  # reads the suggestion before it looks for the pattern
    except (re.error, IndexError) as error:
        return f"The suggestion doesn't fit the pattern: {error}."
    return ""


@dataclass
class _Group:
    """A group that is still open, or the whole pattern: how often the parts of it may repeat."""

    verbose: bool
    """Whether blanks and comments in it are ignored."""
    branches: list[list[int]] = field(default_factory=list)
    """The repeats of the branches before the one that is read."""
    parts: list[list[int]] = field(default_factory=list)
    """The repeats in each part of that branch."""

    def end_branch(self) -> None:
        self.branches.append([times for part in self.parts for times in part])
        self.parts = []

    def repeat(self, most: int) -> None:
        """The last part may repeat so often."""
        inner = self.parts.pop()
        if most > 1:
            inner = [most, *[_TOO_OFTEN] * len(inner)]
        self.parts.append(inner if most else [])

    def repeats(self) -> list[int]:
        """Those of all branches. Where one of them repeats something, each may have to be tried at each turn."""
        self.end_branch()
        found = [times for branch in self.branches for times in branch]
        return [*found, len(self.branches)] if found and len(self.branches) > 1 else found


def _repeats(pattern: str, verbose: bool) -> list[int]:
    """How often each repeated part of a valid pattern may repeat; a choice counts as many times as it has branches."""
    groups, at = [_Group(verbose)], 0
    while at < len(pattern):
        group = groups[-1]
        token = (group.verbose and _IGNORED.match(pattern, at)) or _TOKEN.match(pattern, at)
        assert token, "the last kind of token is any character"
        at = token.end()
        match token.lastgroup:
            case "opens":
                groups.append(_Group((group.verbose or "x" in (token["on"] or "")) and "x" not in (token["off"] or "")))
            case "closes":
                groups.pop()
                groups[-1].parts.append(group.repeats())
            case "or":
                group.end_branch()
            case "repeats":
                group.repeat(_most(token.group()))
            case "item":
                group.parts.append([])
    return groups[-1].repeats()


def _most(quantifier: str) -> int:
    """How often what stands before the quantifier may repeat."""
    if quantifier[0] == "{":
        most = quantifier.strip("{}?+").rpartition(",")[2]
        return int(most) if most else _TOO_OFTEN
    return 1 if quantifier[0] == "?" else _TOO_OFTEN
