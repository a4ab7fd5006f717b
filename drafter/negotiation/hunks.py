"""What a party's wording changes in a paragraph, in pieces as a negotiator would mark them: whole words, and few."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from itertools import accumulate, chain

from drafter.draft.text import Text

_WORD = re.compile(r"(\s*)(\w+(?:[-‐‑'’./]\w+)*|[^\w\s])")
"""`long-term`, `and/or` and `A/RES/70/1` are one word each; other signs stand alone."""

_KEPT = 1 / 3
"""A wording that keeps fewer of the shorter one's words is another version, not a change."""
_BETWEEN = 3
"""The most words between two hunks that may become one."""

_Symbol = tuple[str, str]
"""The blank space before a word, and the word."""


class Cut:
    """A wording cut into words."""

    def __init__(self, wording: str) -> None:
        self.wording = wording
        self.symbols: list[_Symbol] = _WORD.findall(wording)
        self.end = wording[len(wording.rstrip()) :]
        """The blank space after the last word."""

    def __len__(self) -> int:
        return len(self.symbols)

    def word(self, place: int) -> str:
        return self.symbols[place][1]

    def gap(self, place: int) -> str:
        """The blank space before this word; after the last, for one more than there are."""
        return self.symbols[place][0] if place < len(self.symbols) else self.end

    @cached_property
    def places(self) -> tuple[list[int], list[int]]:
        """Where the words begin, and where they end, in characters."""
        ends = list(accumulate(len(gap) + len(word) for gap, word in self.symbols))
        return [end - len(word) for end, (_, word) in zip(ends, self.symbols, strict=True)], ends

    def between(self, start: int, end: int) -> str:
        """These words with the blank space between them, without that around them."""
        return "".join(chain.from_iterable(self.symbols[start:end])).removeprefix(self.gap(start))


@lru_cache(maxsize=512)
def cut(wording: str) -> Cut:
    """The wording in words; kept for the wordings that many others are held against."""
    return Cut(wording)


@dataclass(frozen=True, slots=True)
class Hunk:
    """Other words for a stretch of the base: for none, an addition; none for some, a deletion."""

    start: int
    end: int
    """From which word of the base to before which."""
    words: str | Text
    """Without blank space around; a text where the other words have alternatives of their own."""
    left: str
    right: str
    """The blank space on either side of the other words; of a deletion, both are what stands in its place."""

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end

    def within(self, start: int, end: int) -> bool:
        """Whether it changes words of this stretch only. An addition at the border of the stretch does not."""
        if self.start == self.end:
            return start < self.start < end or start == self.start == end
        return start <= self.start and self.end <= end


def widened(hunk: Hunk, base: Cut) -> Hunk:
    """The hunk, which doesn't stand at the start, with the word before it."""
    words = hunk.words
    before = base.word(hunk.start - 1)
    gap = hunk.left if words else ""
    said = f"{before}{gap}{words}" if isinstance(words, str) else Text.of(f"{before}{gap}", words)
    return Hunk(hunk.start - 1, hunk.end, said, base.gap(hunk.start - 1), hunk.right)


def replaced(base: Cut, hunks: Iterable[Hunk], start: int, end: int) -> tuple[str | Text, ...]:
    """The stretch of the base with these hunks' words, as pieces to be joined, without blank space around."""
    pieces: list[str | Text] = []
    gap, at = "", start
    for hunk in sorted(hunks, key=lambda each: each.place):
        if hunk.start > at:
            pieces += (gap, base.between(at, hunk.start))
            gap = base.gap(hunk.start)
        if hunk.words:
            # What stands at the base's start knows of no blank space before it; an addition there knows of that after
            # it.
            left = gap if hunk.start == 0 else hunk.left
            pieces += ((left if pieces else ""), hunk.words)
        gap, at = (hunk.right if pieces else ""), hunk.end
    if at < end:
        pieces += (gap, base.between(at, end))
    return tuple(piece for piece in pieces if piece)


def changed(base: str, hunks: Iterable[Hunk]) -> str:
    """The base with the hunks' words; of alternatives among them, the base."""
    words = cut(base)
    pieces = replaced(words, hunks, 0, len(words))
    said = "".join(piece.base if isinstance(piece, Text) else piece for piece in pieces)
    return f"{words.gap(0)}{said}{words.end}"


@lru_cache(maxsize=16384)
def hunks(base: str, wording: str) -> tuple[Hunk, ...]:
    """What the wording changes in the base, in order; blank space at its ends is as in the base.

    The words between the hunks are as they were, to the letter.
    """
    old, new = cut(base), Cut(wording)
    if not old or not new:
        return (Hunk(0, len(old), new.between(0, len(new)), "", ""),) if old or new else ()
    changes = _joined(_changes(_inside(old), _inside(new)), old)
    if _is_another_version(changes, old, new):
        changes = [(0, len(old), 0, len(new))]
    return tuple(_hunk(change, old, new) for change in _settled(changes, old, new))


def _inside(words: Cut) -> list[_Symbol]:
    """The words as they would be inside a sentence: what stands at the start may move there, and is the same."""
    first, *others = words.symbols
    return [(" ", first[1]), *others]


_Change = tuple[int, int, int, int]
"""From which word to before which, in the one wording and in the other."""


def _changes(before: Sequence[_Symbol], after: Sequence[_Symbol]) -> list[_Change]:
    """Where the two differ. What both begin and end with is set aside first: most wishes change one place."""
    most = min(len(before), len(after))
    head = next((i for i in range(most) if before[i] != after[i]), most)
    tail = next((i for i in range(most - head) if before[-1 - i] != after[-1 - i]), most - head)
    middle, other = before[head : len(before) - tail], after[head : len(after) - tail]
    if not middle or not other:
        opcodes = [("", 0, len(middle), 0, len(other))] if middle or other else []
    else:
        opcodes = list(SequenceMatcher(None, middle, other, autojunk=False).get_opcodes())
    found = [(head + i, head + j, head + k, head + m) for kind, i, j, k, m in opcodes if kind != "equal"]
    return [_slid(change, before, after, found) for change in found]


def _slid(change: _Change, before: Sequence[_Symbol], after: Sequence[_Symbol], all_of: list[_Change]) -> _Change:
    """The same addition or deletion at the place, of all that give the same, where somebody would mark it."""
    i, j, k, m = change
    if i != j and k != m:
        return change
    text, at, end = (after, k, m) if i == j else (before, i, j)
    place = all_of.index(change)
    lowest = all_of[place - 1][1] if place else 0
    highest = all_of[place + 1][0] if place + 1 < len(all_of) else len(before)
    steps = [0]
    while i + steps[0] - 1 > lowest and text[at + steps[0] - 1] == text[end + steps[0] - 1]:
        steps.insert(0, steps[0] - 1)
    while j + steps[-1] + 1 < highest and text[at + steps[-1]] == text[end + steps[-1]]:
        steps.append(steps[-1] + 1)
    step = min(steps, key=lambda each: _oddity(text[at + each][1], text[end + each - 1][1]))
    return i + step, j + step, k + step, m + step


def _oddity(first: str, last: str) -> int:
    """How odd it would be to mark words that begin and end so: a sentence, then `, words`, then words."""
    if first[0].isalnum():
        return 0 if last in ".;:!?" else 2 if last[-1].isalnum() else 3
    return 1 if last[-1].isalnum() else 4


def _joined(changes: Iterable[_Change], old: Cut) -> list[_Change]:
    """The changes, those that few words part made one."""
    found: list[_Change] = []
    for change in changes:
        if found and _belong_together(found[-1], change, old):
            first = found.pop()
            change = (first[0], change[1], first[2], change[3])
        found.append(change)
    return found


def _belong_together(first: _Change, second: _Change, old: Cut) -> bool:
    between = [word for _, word in old.symbols[first[1] : second[0]] if word[0].isalnum()]
    around = sum(max(change[1] - change[0], change[3] - change[2]) for change in (first, second))
    if len(between) == 1 and len(between[0]) <= _BETWEEN and all(_replaces(change) for change in (first, second)):
        return True
    return len(between) <= _BETWEEN and around >= 4 * len(between)


def _replaces(change: _Change) -> bool:
    return change[0] < change[1] and change[2] < change[3]


def _is_another_version(changes: Sequence[_Change], old: Cut, new: Cut) -> bool:
    if sum(change[1] - change[0] for change in changes) * 2 < min(len(old), len(new)):
        return False
    out = sum(1 for i, j, _, _ in changes for _, word in old.symbols[i:j] if word[0].isalnum())
    had, has = (sum(1 for _, word in words.symbols if word[0].isalnum()) for words in (old, new))
    return out > 0 and had - out < _KEPT * min(had, has)


def _settled(changes: Iterable[_Change], old: Cut, new: Cut) -> list[_Change]:
    """The changes, each with the word before it where the blank space around it would not come out right."""
    found: list[_Change] = []
    for change in changes:
        while not _stands(change, old, new):
            i, j, k, m = change
            change = (max(i - 1, 0), j, max(k - 1, 0), m) if i or k else (0, j + 1, 0, m + 1)
        while found and found[-1][1] >= change[0]:
            first = found.pop()
            change = (min(first[0], change[0]), change[1], min(first[2], change[2]), change[3])
        found.append(change)
    return found


def _stands(change: _Change, old: Cut, new: Cut) -> bool:
    """Whether the change can be marked without its neighbours, the blank space beside it going with its words."""
    i, j, k, m = change
    if (i, j) == (0, len(old)):
        return True
    if i < j and k < m:
        return i == k == 0 or (i > 0 < k and old.gap(i) == new.gap(k))
    words, start, end = (old, i, j) if i < j else (new, k, m)
    left, right = words.gap(start), words.gap(end)
    if start == 0:
        return right == " "
    if left == right == " ":
        return True
    if left == " " and not right:
        return end == len(words) or not words.word(end)[0].isalnum()
    return not left and not words.word(start)[0].isalnum()


def _hunk(change: _Change, old: Cut, new: Cut) -> Hunk:
    i, j, k, m = change
    words = new.between(k, m)
    left = new.gap(k) if k else old.gap(0)
    right = old.end if m == len(new) else new.gap(m) if m else old.gap(0)
    return Hunk(i, j, words, left if words else right, right)
