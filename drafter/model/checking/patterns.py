"""Whether a regular expression of a user's own is safe: valid, short, and bounded in the time that it can take."""

from __future__ import annotations

import re
from re import _constants, _parser  # type: ignore[attr-defined]  # the parser that re itself uses
from typing import Any

LONGEST = 500
"""Characters of a pattern."""
MOST_REPEATS = 100
"""How often a part may repeat."""
_REPEATED_REPEAT = MOST_REPEATS + 1
"""What repeats within a repeat multiplies at each turn, and is refused."""
MOST_STEPS = 20_000
"""The product of all repeats: what a match can cost at each place of the text, at worst."""


def fault(pattern: str) -> str:
    """What is wrong with the pattern, as a sentence; empty where nothing is."""
    if len(pattern) > LONGEST:
        return f"The pattern is longer than {LONGEST} characters."
    try:
        parsed = _parser.parse(pattern, re.IGNORECASE)
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, RecursionError, OverflowError) as error:
        return f"The pattern is not valid: {error}."
    if compiled.match(""):
        return "The pattern matches nothing at all, and so everywhere."
    repeats = _repeats(parsed)
    if any(times > MOST_REPEATS for times in repeats):
        return f"A part of the pattern may repeat more than {MOST_REPEATS} times; write {{0,80}} instead of *."
    steps = 1
    for times in repeats:
        steps *= times
    return "The pattern has too many repeats, one with another." if steps > MOST_STEPS else ""


def suggestion_fault(pattern: str, suggestion: str) -> str:
    """What is wrong with a suggestion that names groups of the pattern; empty where nothing is."""
    try:
        _parser.parse_template(suggestion, re.compile(pattern))
    except (re.error, IndexError) as error:
        return f"The suggestion doesn't fit the pattern: {error}."
    return ""


def _repeats(parsed: Any) -> list[int]:
    """How often each repeated part may repeat; a choice counts as many times as it has branches."""
    found: list[int] = []
    for operation, argument in parsed:
        if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
            _least, most, inner = argument
            within = _repeats(inner)
            found += [int(most)] if int(most) > 1 else []
            found += [_REPEATED_REPEAT for _ in within if int(most) > 1]
            found += within if int(most) == 1 else []
        elif operation is _constants.BRANCH:
            found += [len(argument[1]) if _costly(argument[1]) else 1]
            found += [times for branch in argument[1] for times in _repeats(branch)]
        elif operation is _constants.SUBPATTERN:
            found += _repeats(argument[-1])
        elif operation in (_constants.ASSERT, _constants.ASSERT_NOT):
            found += _repeats(argument[1])
    return [times for times in found if times > 1]


def _costly(branches: Any) -> bool:
    """Whether a branch repeats something: then each of them may have to be tried at each turn."""
    return any(_repeats(branch) for branch in branches)
