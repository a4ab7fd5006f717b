"""The difference between two wordings, word by word, as a value that a screen colours and a terminal marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")


class Fate(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    OUT = "out"
    """In the earlier wording only."""
    IN = "in"
    """In the later wording only."""


@dataclass(frozen=True, slots=True)
class Stretch:
    fate: Fate
    text: str


Difference = tuple[Stretch, ...]
"""Stretches in order: those that are not IN give the earlier wording, those that are not OUT the later one."""


def difference(before: str, after: str) -> Difference:
    """The difference between two wordings; one stretch for the same twice, none for nothing twice."""
    one, two = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Stretch] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Stretch(Fate.SAME, "".join(one[a:b])))
            continue
        found += [Stretch(fate, "".join(words)) for fate, words in ((Fate.OUT, one[a:b]), (Fate.IN, two[c:d])) if words]
    return tuple(found)


def marked(difference: Difference) -> str:
    """The difference in plain text, for a terminal without colours: `We [-ensure-]{+consider+} it`."""
    marks = {Fate.SAME: "{}", Fate.OUT: "[-{}-]", Fate.IN: "{{+{}+}}"}
    return "".join(marks[one.fate].format(one.text) for one in difference)
