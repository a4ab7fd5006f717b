"""A user's own regular expressions: written as Python's, matched within a time that is bounded, whatever they say.

Python's own `re` can't be stopped, and nothing else runs while it matches; `regex` can, and lets other threads run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import thread_time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # loaded only for those who have patterns of their own
    import regex

LONGEST = 500
"""Characters of a pattern."""
EACH = 0.5
"""Seconds of the processor that a pattern may take beyond what is usual."""
TOGETHER = 2.0
"""Seconds that all patterns of a file may take beyond what is usual."""
_USUAL = 0.001
"""Seconds for a text: a hundred times what a simple pattern takes for a long paragraph."""

T = TypeVar("T")


def fault(pattern: str) -> str:
    """What is wrong with the pattern, as a sentence; empty where nothing is."""
    import regex

    if len(pattern) > LONGEST:
        return f"The pattern is longer than {LONGEST} characters."
    try:
        empty = regex.compile(pattern, regex.IGNORECASE).match("", timeout=EACH)
    except (regex.error, RecursionError, OverflowError, MemoryError) as error:
        return f"The pattern is not valid: {error}."
    except TimeoutError:
        return "The pattern takes too long. Write it more simply."
    return "The pattern matches nothing at all, and so everywhere." if empty else ""


def suggestion_fault(pattern: str, suggestion: str) -> str:
    """What is wrong with a suggestion that names groups of the pattern; empty where nothing is."""
    import regex

    compiled = regex.compile(pattern)
    names = {number: name for name, number in compiled.groupindex.items()}
    groups = "".join(f"(?P<{names[n]}>)" if n in names else "()" for n in range(1, compiled.groups + 1))
    try:
        re.sub(groups, suggestion, "")
    except (re.error, IndexError) as error:
        return f"The suggestion doesn't fit the pattern: {error}."
    return ""


@dataclass
class Allowance:
    """The time that the patterns of one file share."""

    seconds: float = TOGETHER
    """What is left."""


class OwnPattern:
    """A user's pattern. Once it has taken too long it is stopped, and finds nothing any more."""

    def __init__(self, pattern: str, allowance: Allowance) -> None:
        import regex

        self._regex = regex.compile(pattern, regex.IGNORECASE)
        self._allowance = allowance
        self._seconds = EACH

    def finditer(self, text: str) -> list[regex.Match[str]]:
        """Every match; none once the pattern is stopped."""
        return self._within(lambda seconds: list(self._regex.finditer(text, timeout=seconds, concurrent=True)), [])

    def match(self, text: str) -> regex.Match[str] | None:
        """The match at the text's beginning; None once the pattern is stopped."""
        return self._within(lambda seconds: self._regex.match(text, timeout=seconds, concurrent=True), None)

    @property
    def stopped(self) -> bool:
        """Whether it took too long, or all patterns of its file did."""
        return min(self._seconds, self._allowance.seconds) <= 0

    def _within(self, how: Callable[[float], T], otherwise: T) -> T:
        if self.stopped:
            return otherwise
        started = thread_time()
        try:
            return how(min(self._seconds, self._allowance.seconds) + _USUAL)
        except (TimeoutError, MemoryError):
            self._seconds = 0.0
        finally:
            taken = max(0.0, thread_time() - started - _USUAL)
            self._seconds -= taken
            self._allowance.seconds -= taken
        return otherwise
