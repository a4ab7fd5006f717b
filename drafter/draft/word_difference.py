"""The difference between two wordings, word by word: as a value that a screen colours and a terminal marks, and as runs
of words in common and not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
_CHUNK = re.compile(r"\s*\S+|\s+$")
_LONG = 1_500
"""Characters of two texts from which their difference is sought in two steps."""


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
    stretches: list[Stretch] = []
    for same, old, new in _in_detail(before, after) if len(before) + len(after) > _LONG else _by_sign(before, after):
        fates = ((Fate.SAME, old),) if same else ((Fate.OUT, old), (Fate.IN, new))
        for fate, text in fates:
            if stretches and stretches[-1].fate is fate is Fate.SAME:
                stretches[-1] = Stretch(fate, stretches[-1].text + text)
            elif text:
                stretches.append(Stretch(fate, text))
    return tuple(stretches)


def _by_sign(before: str, after: str) -> Iterator[tuple[bool, str, str]]:
    """Two texts in runs, as `aligned`, by words, blank space and punctuation."""
    for same, old, new in aligned(_TOKEN.findall(before), _TOKEN.findall(after)):
        yield same, "".join(old), "".join(new)


def _in_detail(before: str, after: str) -> Iterator[tuple[bool, str, str]]:
    """The same for long texts, in two steps: to align each of a thousand blanks with each would take seconds."""
    for same, old, new in aligned(_CHUNK.findall(before), _CHUNK.findall(after)):
        one, other = "".join(old), "".join(new)
        if same or len(one) + len(other) > _LONG:
            yield same, one, other
        else:
            yield from _by_sign(one, other)


def simplified(difference: Difference) -> Difference:
    """The difference as somebody reads it best. Two words that both were exchanged are one exchange; of wordings that
    have little in common, the one goes and the other comes, instead of their words mixed.
    """
    if _is_another_version(difference):
        wordings = {fate: "".join(each.text for each in difference if each.fate in (Fate.SAME, fate)) for fate in Fate}
        return tuple(_changed(wordings[Fate.OUT], wordings[Fate.IN]))
    read: list[Stretch] = []
    out, came = "", ""
    for place, stretch in enumerate(difference):
        if stretch.fate is Fate.OUT:
            out += stretch.text
        elif stretch.fate is Fate.IN:
            came += stretch.text
        elif stretch.text.isspace() and out and came and _goes_on(difference, place):
            out, came = out + stretch.text, came + stretch.text
        else:
            read += [*_changed(out, came), stretch]
            out = came = ""
    return (*read, *_changed(out, came))


_KEPT, _FEWEST = 1 / 3, 8
"""A wording that keeps fewer of the shorter one's words is another version; of so few words, all can be followed."""


def _is_another_version(difference: Difference) -> bool:
    counted = dict.fromkeys(Fate, 0)
    for stretch in difference:
        counted[stretch.fate] += len(_WORD.findall(stretch.text))
    changed = min(counted[Fate.OUT], counted[Fate.IN])
    return (
        changed > 0
        and counted[Fate.SAME] + changed >= _FEWEST
        and counted[Fate.SAME] < _KEPT * (counted[Fate.SAME] + changed)
    )


def _goes_on(difference: Difference, place: int) -> bool:
    """Whether words were exchanged here too: some went, and others came."""
    return {stretch.fate for stretch in difference[place + 1 : place + 3]} == {Fate.OUT, Fate.IN}


def _changed(out: str, came: str) -> Iterator[Stretch]:
    if out:
        yield Stretch(Fate.OUT, out)
    if came:
        yield Stretch(Fate.IN, came)


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Two lists of words side by side, in runs: whether the run is the same in both, and its words in each. Where it is
    not the same, one of the two may be empty.
    """
    for kind, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield kind == "equal", before[start:end], after[new_start:new_end]


def marked(difference: Difference) -> str:
    """The difference in plain text, for a terminal without colours: `We [-ensure-]{+consider+} it`."""
    marks = {Fate.SAME: "{}", Fate.OUT: "[-{}-]", Fate.IN: "{{+{}+}}"}
    return "".join(marks[stretch.fate].format(stretch.text) for stretch in difference)
