"""Words with what became of them: who brought them in, who took them out, tracked or not.

The mark at which a paragraph begins is one of them (`BREAK`), so that paragraphs split, joined, brought in and taken
out are found by the same comparison as words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, takewhile

from drafter.document.edited_document import EditedRun, Mark
from drafter.draft import word_difference
from drafter.intake.room_edits.issued_text import IssuedPiece, key

BREAK = "\uffff"
"""Stands for the beginning of a paragraph: no text that XML can hold has this character."""

UNTRACKED = Mark("", "")
"""Stands for whoever did what nobody tracked: this very value, not one that is equal."""


Who = tuple[str, bool]
"""An author, and whether they tracked what they did."""


def who(mark: Mark | None) -> Who:
    """Whose mark it is; nobody's for none."""
    return ("", False) if mark is None or mark is UNTRACKED else (mark.author, True)


def same_hand(mark: Mark | None, other: Mark) -> bool:
    """Whether there is a mark, and it is of who made the other."""
    return mark is not None and who(mark) == who(other)


class Role(StrEnum):
    """What words of a paragraph are."""

    WORDS = "words"
    """Its text."""
    NUMBER = "number"
    """A number typed before it."""
    BRACKET = "bracket"
    """A square bracket that its status puts around it."""
    CITATION = "citation"
    LEAD_IN = "lead-in"
    TAG = "tag"
    STRAY = "stray tag"
    """A status tag in the midst of words, where two paragraphs became one behind it, or somebody went on writing."""


@dataclass(slots=True)
class Bit:
    """Words to which one thing happened, or a break."""

    text: str
    inserted: Mark | None = None
    """Who brought it in; None for what stood there when the file went out."""
    deleted: Mark | None = None
    moved: str = ""
    role: Role = Role.WORDS
    place: int = -1
    """Of a break, the number of the file's paragraph that it begins; -1 where the file has none."""
    piece: IssuedPiece | None = None
    """Of a break that stood there when the file went out, what began there."""
    undone: Mark | None = None
    """Of such a one, who tracked that a break came where it had gone."""

    @property
    def refused(self) -> bool:
        """Whether it stands in the file when every tracked change is refused."""
        return (self.inserted is None or self.inserted is UNTRACKED) and self.deleted is not UNTRACKED

    @property
    def base(self) -> bool:
        """Whether it stood there when the file went out."""
        return self.inserted is None

    @property
    def accepted(self) -> bool:
        """Whether it stands in the file when every tracked change is accepted."""
        return self.deleted is None

    @property
    def passed(self) -> bool:
        """Whether it came and went again: somebody brought it in, and somebody took it out, both tracked."""
        return not (self.base or self.refused or self.accepted)

    @property
    def is_break(self) -> bool:
        return self.text == BREAK


def bits_of(runs: Iterable[EditedRun]) -> Iterator[Bit]:
    """The words of runs, without the marks of notes."""
    return (Bit(run.text, run.inserted, run.deleted, run.moved) for run in runs if run.text)


def refused_text(bits: Iterable[Bit]) -> str:
    return "".join(bit.text for bit in bits if bit.refused)


def base_text(bits: Iterable[Bit]) -> str:
    return "".join(bit.text for bit in bits if bit.base)


Stands = Callable[[Bit], bool]
"""Whether a bit stands in a text: in the refused one, say."""


def cut(bits: Sequence[Bit], places: Iterable[int], stands: Stands, *, breaks: bool = True) -> list[Bit]:
    """The bits cut at these places of the text of those that stand; breaks count as a character of it, or not."""
    wanted, next_cut, at, found = sorted(set(places)), 0, 0, list[Bit]()
    for bit in bits:
        if not stands(bit) or (bit.is_break and not breaks):
            found.append(bit)
            continue
        end = at + len(bit.text)
        next_cut = bisect_right(wanted, at, next_cut)
        until = bisect_left(wanted, end, next_cut)
        inner = [place - at for place in wanted[next_cut:until]]
        for start, stop in zip([0, *inner], [*inner, len(bit.text)], strict=True):
            found.append(replace(bit, text=bit.text[start:stop]) if inner else bit)
        at, next_cut = end, until
    return found


_TOKEN = re.compile(rf"{BREAK}|\s*(?:\w+(?:['’]\w+)*|[^\w\s{BREAK}])|\s+(?={BREAK}|\Z)")
LINE_ENDS = str.maketrans("\n\t\r", "   ")
"""How a file that is read back has line ends and tabs."""


def tokens(text: str) -> list[str]:
    """Words and signs, each with the blank space before it; joined they are the text."""
    return _TOKEN.findall(text)


def _comparable(token: str) -> str:
    """A token as it is compared."""
    if token.isascii():
        return token.translate(LINE_ENDS)
    word = token.lstrip()
    return token[: len(token) - len(word)].translate(LINE_ENDS) + (key(word) if word else "")


def compared(before: str, bits: list[Bit]) -> list[Bit]:
    """A file's bits against the words that stood there when it went out: where the file has others without saying so,
    those are inserted or deleted untracked.
    """
    now = refused_text(bits)
    if before == now:
        return bits
    if len(before) == len(now) and before.translate(LINE_ENDS) == now:
        return list(_merged(bits, [(True, before, now)]))
    steps, breaks = list(_steps(before, now)), frozenset(_breaks(bits))
    return list(_merged(bits, _beside_breaks(steps, breaks) if breaks else steps))


def _breaks(bits: Iterable[Bit]) -> Iterator[int]:
    """Where in the text of those that stand in the refused one others broke it, tracked."""
    at = 0
    for bit in bits:
        if bit.refused:
            at += len(bit.text)
        elif bit.is_break:
            yield at


Step = tuple[bool, str, str]
"""Whether the words are the same, those that stood there, and those that stand there now."""


def _steps(before: str, now: str) -> Iterator[Step]:
    for same, words, others in aligned(tokens(before), tokens(now)):
        if same:
            yield True, "".join(words), "".join(others)
        else:
            yield from _refined("".join(words), "".join(others))


def _beside_breaks(steps: list[Step], breaks: Container[int]) -> list[Step]:
    """The steps, words that came standing beside a break where they may as well: of “it.” that became “it. We act.”, no
    comparison says whether “ We act.” came behind the full stop, or “. We act” before it.
    """
    at = place = 0
    while place < len(steps):
        same, _, new = steps[place]
        end = at + len(new)
        if new and not same and 0 < place < len(steps) - 1:
            before, change, behind = steps[place - 1 : place + 2]
            shifts = _shifts(before, change, behind)
            shift = next((by for by in shifts if at + by in breaks or end + by in breaks), 0)
            if shift:
                steps[place - 1 : place + 2] = _shifted(before, change, behind, shift)
                place += 2
                end += max(shift, 0)
        at = end
        place += 1
    return steps


def _shifts(before: Step, change: Step, behind: Step) -> list[int]:
    """How many signs later, or earlier (below 0), the words may have come as well, the nearest first."""
    if before[1] != before[2] or behind[1] != behind[2]:
        return []
    new = change[2]
    later = _alike(behind[2], new + behind[2])
    earlier = _alike(before[2][::-1], (before[2] + new)[::-1])
    return sorted(range(-earlier, later + 1), key=abs)


def _alike(one: Iterable[str], other: Iterable[str]) -> int:
    """How many signs they begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _shifted(before: Step, change: Step, behind: Step, by: int) -> Sequence[Step]:
    """Three steps, the words that came with the second one coming so many signs later; what went, went where it was."""
    text, start, end = before[1] + behind[1], len(before[1]), len(before[1]) + by
    now = before[2] + change[2] + behind[2]
    went, came = (False, change[1], ""), (False, "", now[end : end + len(change[2])])
    first, last = min(start, end), max(start, end)
    said = (text[:first], text[first:last], text[last:])
    one, between, other = ((True, words, words) for words in said)
    return (one, went, between, came, other) if by > 0 else (one, came, between, went, other)


def aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Two lists of tokens side by side, in runs. What programs change at will doesn't count."""
    place = at = 0
    for same, one, other in word_difference.aligned([*map(_comparable, old)], [*map(_comparable, new)]):
        yield same, old[place : place + len(one)], new[at : at + len(other)]
        place, at = place + len(one), at + len(other)


def _refined(old: str, new: str) -> Iterator[Step]:
    """An exchange without the blank at which both begin, and the word with which both end."""
    start = 1 if old[:1] == new[:1] == " " and len(old) > 1 and len(new) > 1 else 0
    one, other = tokens(old[start:]), tokens(new[start:])
    end = 0
    if one and other and one[-1].lstrip() == other[-1].lstrip():
        end = len(one[-1].lstrip())
    if start:
        yield True, old[:start], new[:start]
    if old[start : len(old) - end] or new[start : len(new) - end]:
        yield False, old[start : len(old) - end], new[start : len(new) - end]
    if end:
        yield True, old[len(old) - end :], new[len(new) - end :]


def _merged(bits: list[Bit], steps: list[Step]) -> Iterator[Bit]:
    """The bits cut where the steps are, with the words that are gone among them; those with which a paragraph began
    stand behind what others put before it.
    """
    pieces = deque(cut(bits, accumulate(len(now) for _, _, now in steps), lambda bit: bit.refused))
    begins = True
    for same, old, new in steps:
        if old and not same:
            yield from _before_first(pieces) if begins else ()
            yield from (Bit(each, deleted=UNTRACKED) for each in _apart(old))
        spelled, at = old if len(old) == len(new) else new, 0
        while at < len(new):
            bit = pieces.popleft()
            if not bit.refused:
                yield bit
                continue
            end = at + len(bit.text)
            yield replace(bit, text=spelled[at:end]) if same else replace(bit, inserted=UNTRACKED)
            at = end
        begins = same and new.endswith(BREAK)
    yield from pieces


def _before_first(pieces: deque[Bit]) -> Iterator[Bit]:
    """Takes away what others put before the first that was there, up to the last of their breaks."""
    came = list(takewhile(lambda bit: not bit.refused, pieces))
    for _ in range(max((place for place, bit in enumerate(came, start=1) if bit.is_break), default=0)):
        yield pieces.popleft()


def _apart(words: str) -> Iterator[str]:
    """The words with the breaks among them on their own."""
    return (each for each in re.split(f"({BREAK})", words) if each)
