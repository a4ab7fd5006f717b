"""A text with its changes, as values: each block of an outline with what became of it, whose that is, and of a changed
one the words that came and went. Between two outlines here; of one with open proposals in `open_changes`.

A paragraph that moved stands twice. Of its words those that stayed moved; what came stands in its new place only, what
went in its old one: so that all changes accepted give the later text, and all refused the earlier one, to the letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile
from operator import attrgetter
from typing import Protocol

from drafter.document.authorship import run_of
from drafter.document.edited_document import EditedRun, Mark
from drafter.document.outline import Block, Outline, OutlineParagraph, Sentence
from drafter.draft.word_difference import Difference, difference, longest_run, simplified


class BlockFate(Enum):
    """What became of a block."""

    SAME = auto()
    CHANGED = auto()
    """Its words, its note, its style or its number are others; it stands where it stood."""
    CAME = auto()
    WENT = auto()
    MOVED_FROM = auto()
    MOVED_TO = auto()


CAME = frozenset((BlockFate.CAME, BlockFate.MOVED_TO))
"""Blocks that are in the later text only."""
WENT = frozenset((BlockFate.WENT, BlockFate.MOVED_FROM))
"""Blocks that are in the earlier text only."""


@dataclass(frozen=True, slots=True)
class MarginRemark:
    """What somebody says of a block, in the margin."""

    author: str
    date: str
    """YYYY-MM-DD; empty where nobody knows."""
    text: str
    about: int | None = None
    """The place of the run, among the block's words, that it is put to; None for all of the block."""


@dataclass(frozen=True, slots=True)
class TrackedBlock:
    """A block with what became of it."""

    fate: BlockFate
    now: Block
    """As it is; of one that went, as it was."""
    was: Block
    """As it was; of one that came, as it is."""
    mark: Mark
    """Whose that is. Of a changed one: whose everything is that isn't in `words`."""
    words: tuple[EditedRun, ...] = ()
    """Of one whose words changed, all of its words; empty where all of them share its fate."""
    move: str = ""
    """The name of the move, the same in both places; empty for none."""
    remarks: tuple[MarginRemark, ...] = ()

    @property
    def runs(self) -> tuple[EditedRun, ...]:
        """Its words. Those that only share the fate of a moved block, or stay, are neither inserted nor deleted."""
        if self.words:
            return self.words
        came, went = self.fate is BlockFate.CAME, self.fate is BlockFate.WENT
        text = printed(self.now)
        run = EditedRun(text, self.mark if came else None, self.mark if went else None)
        return (run,) if text else ()


@dataclass(frozen=True, slots=True)
class TrackedText:
    """A document's text with its changes."""

    front: tuple[TrackedBlock, ...]
    """The lines of the masthead, and the title as the last, as sentences."""
    blocks: tuple[TrackedBlock, ...]
    """What went stands before what came in its place."""
    before: tuple[Block, ...]
    """The blocks by which the earlier text is numbered, in its order."""
    after: tuple[Block, ...]
    """The blocks by which the later text is numbered."""


class WhoseChanges(Protocol):
    """Says whose changes are."""

    @property
    def otherwise(self) -> Mark: ...

    def words(self, paragraph: str, difference: Difference) -> tuple[EditedRun, ...]: ...

    def came(self, paragraph: str) -> Mark: ...

    def went(self, paragraph: str) -> Mark: ...

    def moved(self, paragraph: str) -> Mark: ...


def between(old: Outline, new: Outline, author: WhoseChanges) -> TrackedText:
    """The text of `new` with what changed since `old`. The same paragraphs and parts have the same ids in both."""
    front = tuple(front_between(old, new, author.otherwise))
    return TrackedText(front, tuple(_Between(old, new, author).blocks()), old.blocks, new.blocks)


def printed(block: Block) -> str:
    """The words of a block as they are printed, without what stands around a paragraph's own."""
    return block.printed if isinstance(block, OutlineParagraph) else block.text


def key(block: Block) -> str:
    """What tells a block from all others of an outline."""
    return f"sentence {block.name}" if isinstance(block, Sentence) else block.id


_LOOKS = attrgetter(
    "text", "note", "kind", "depth", "status", "opening", "lead_in", "state", "colour", "day", "meeting", "moves",
    "inline", "proposals", "content",
)  # fmt: skip
"""What a paragraph shows, but for its number: Word counts that."""


def _same(was: Block, now: Block) -> bool:
    if was == now:
        return True
    if isinstance(was, OutlineParagraph) and isinstance(now, OutlineParagraph):
        return bool(_LOOKS(was) == _LOOKS(now))
    return type(was) is type(now) and was.text == now.text


def changed_words(before: str, after: str) -> Difference:
    """The difference between two wordings as somebody reads it best; empty for nothing twice."""
    return simplified(difference(before, after))


class _Between:
    """Puts the blocks of two outlines into one order."""

    def __init__(self, old: Outline, new: Outline, author: WhoseChanges) -> None:
        self._old = {key(block): block for block in old.blocks}
        self._new = {key(block): block for block in new.blocks}
        self._author = author
        self._kept = _in_order(list(self._old), list(self._new))
        self._moves: dict[str, str] = {}

    def blocks(self) -> Iterator[TrackedBlock]:
        """All blocks, those that went before those that came in their place."""
        ordered = list(self._ordered())
        if any(each.fate in (BlockFate.SAME, BlockFate.CHANGED) for each in ordered):
            yield from ordered
        else:
            yield from _with_one_changed(ordered, self._author.otherwise)

    def _ordered(self) -> Iterator[TrackedBlock]:
        old, new = iter(self._old.items()), iter(self._new.items())
        for kept in (*self._kept, ""):
            went, came = list(_until(kept, old)), list(_until(kept, new))
            # What came under the paragraph before stands under it, and not under one that went.
            below = (
                len(list(takewhile(lambda each: _depth(each[1]) > 0, came))) if went and not _depth(went[0][1]) else 0
            )
            yield from (self._arrived(*each) for each in came[:below])
            yield from (self._gone(*each) for each in went)
            yield from (self._arrived(*each) for each in came[below:])
            if kept:
                yield self._stayed(kept, self._old[kept], self._new[kept])

    def _stayed(self, id: str, was: Block, now: Block) -> TrackedBlock:
        if _same(was, now):
            return TrackedBlock(BlockFate.SAME, now, was, self._author.otherwise)
        return TrackedBlock(BlockFate.CHANGED, now, was, self._author.otherwise, self._words(id, was, now))

    def _gone(self, id: str, block: Block) -> TrackedBlock:
        now = self._new.get(id)
        if now is None:
            return TrackedBlock(BlockFate.WENT, block, block, self._author.went(id))
        return self._moved(BlockFate.MOVED_FROM, id, block, now)

    def _arrived(self, id: str, block: Block) -> TrackedBlock:
        was = self._old.get(id)
        if was is None:
            return TrackedBlock(BlockFate.CAME, block, block, self._author.came(id))
        return self._moved(BlockFate.MOVED_TO, id, was, block)

    def _moved(self, fate: BlockFate, id: str, was: Block, now: Block) -> TrackedBlock:
        move = self._moves.setdefault(id, f"move{len(self._moves) + 1}")
        same = printed(was) == printed(now)
        words = () if same else self._words(id, was, now)
        return TrackedBlock(fate, now, was, self._author.moved(id), words, move)

    def _words(self, id: str, was: Block, now: Block) -> tuple[EditedRun, ...]:
        return self._author.words(id, changed_words(printed(was), printed(now)))


def _until(id: str, blocks: Iterator[tuple[str, Block]]) -> Iterator[tuple[str, Block]]:
    """The next ones, up to the one with this id, which is passed over."""
    for each in blocks:
        if each[0] == id:
            return
        yield each


def _depth(block: Block) -> int:
    return block.depth if isinstance(block, OutlineParagraph) else 0


def _with_one_changed(blocks: Sequence[TrackedBlock], mark: Mark) -> Iterator[TrackedBlock]:
    """The blocks of a text of which nothing stayed. The last one that went and the last one that came are one that
    changed: a text can't end with a paragraph that isn't there.
    """
    places = [
        next((place for place in reversed(range(len(blocks))) if blocks[place].fate in fates), None)
        for fates in (WENT, CAME)
    ]
    if None in places:
        yield from blocks
        return
    yield from (block for place, block in enumerate(blocks) if place not in places)
    was, now = (blocks[place or 0] for place in places)
    words = (EditedRun(printed(was.now), deleted=was.mark), EditedRun(printed(now.now), inserted=now.mark))
    yield TrackedBlock(BlockFate.CHANGED, now.now, was.now, mark, tuple(run for run in words if run.text))


def _in_order(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The most of what both have that stands in the same order in both."""
    places = {id: place for place, id in enumerate(old)}
    shared = [id for id in new if id in places]
    return [shared[place] for place in longest_run([places[id] for id in shared])]


def front_between(old: Outline, new: Outline, mark: Mark) -> Iterator[TrackedBlock]:
    """The lines of the masthead, and the title."""
    was, now = old.above, new.above
    for place in range(max(len(was), len(now)) - 1):
        before = was[place] if place < len(was) - 1 else None
        after = now[place] if place < len(now) - 1 else None
        yield _line(before, after, mark)
    yield _line(was[-1], now[-1], mark)


def _line(was: Sentence | None, now: Sentence | None, mark: Mark) -> TrackedBlock:
    if was and now:
        if was == now:
            return TrackedBlock(BlockFate.SAME, now, was, mark)
        words = (run_of(stretch, mark) for stretch in changed_words(was.text, now.text))
        return TrackedBlock(BlockFate.CHANGED, now, was, mark, tuple(words))
    line = now or was
    assert line is not None
    return TrackedBlock(BlockFate.CAME if now else BlockFate.WENT, line, line, mark)
