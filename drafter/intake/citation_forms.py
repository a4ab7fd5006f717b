"""Citations as some lists write them, brought into the form that the list's reader knows, line by line: in round
brackets, in front of their items, with Roman paragraphs. What isn't so throughout stays as it is. Touches no file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.intake.citation_marks import ListCitations, roman_value, with_square_brackets
from drafter.intake.joined_lines import physical_lines

_ROMAN = re.compile(r"\[\s?([A-Z][^\W_]{0,7})[ .,]{1,2}([IVXL]{1,7})\s?(\(\s?[a-z]{1,3}\s?\))?\s?\]")
_LABEL = re.compile(r"\s*(?:[•●▪◦‣·\uf0b7\uf0a7\uf0d8–-]\s+)?")
_LEAST = 2
"""Items that must begin with a citation, before it is taken for the list's way."""


@dataclass(frozen=True, slots=True)
class UsualForm:
    """A list's text with its citations in the usual form; its lines are those of the file."""

    text: str
    roman: bool = False
    """Whether Roman paragraphs were written as numbers."""


def in_usual_form(text: str) -> UsualForm:
    """The text with its citations as `[AP 62(a)]` at the ends of their items."""
    squared = with_square_brackets(text)
    numbered = squared
    if not ListCitations.discover(squared).codes:
        numbered = _ROMAN.sub(_with_number, squared)
    return UsualForm(_citations_last(numbered), numbered != squared)


def _with_number(match: re.Match[str]) -> str:
    value = roman_value(match[2])
    return f"[{match[1]} {value}{match[3] or ''}]" if value else match[0]


def _citations_last(text: str) -> str:
    """The text with each citation after its item, where each begins a paragraph, and none stands anywhere else."""
    lines = physical_lines(text)
    cited = _in_front(lines, ListCitations.discover(text))
    if len(cited) < _LEAST:
        return text
    for place, (label, citation) in cited.items():
        lines[place] = label + lines[place][len(label) + len(citation) :].lstrip(" .:–")
        last = place
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        lines[last] = f"{lines[last].rstrip()} {citation}"
    return "\n".join(lines)


def _in_front(lines: Sequence[str], citations: ListCitations) -> dict[int, tuple[str, str]]:
    """By the place of its line, each citation, after the bullet before it; none where one doesn't begin a paragraph."""
    found: dict[int, tuple[str, str]] = {}
    for place, line in enumerate(lines):
        marks = list(citations.marks(line)) if "[" in line else []
        if not marks:
            continue
        label = line[: len(line) - len(_LABEL.sub("", line, count=1))]
        begins = place == 0 or not lines[place - 1].strip()
        if not begins or len(marks) > 1 or marks[0].start != len(label) or not line[marks[0].end :].strip():
            return {}
        found[place] = label, line[marks[0].start : marks[0].end]
    return found
