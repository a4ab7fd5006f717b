"""The blocks of a body, a cell or a note against what they were: the new ones stay in place, and those that went stand
among them.

A paragraph's mark can't go where no paragraph follows that it could join: before a table, at the end of a cell. There
the mark before it goes instead, and the paragraph that stays takes the look of the one that it joins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from drafter.document.edited_document import Mark
from drafter.document.tracked import BlockFate
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.redlining.block_alignment import alignment
from drafter.formats.docx.redlining.change_marks import CAME, ChangeMarks, TrackedChange, paragraph_properties
from drafter.formats.docx.redlining.compared_file import PARAGRAPH, TABLE, ComparedBlock, ComparedFile, held, said_by
from drafter.formats.docx.redlining.paragraph_redline import Between, ParagraphRedline


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change, as whoever says who made it sees it."""

    inserted: str
    """The words that came; empty where none did."""
    deleted: str
    """The words that went; both are empty where only a look changed."""
    bookmarks: tuple[str, ...] = ()
    """The names of the bookmarks that begin in the paragraph, in the new file or, where it went, in the old one."""


Authorship = Callable[[TextChange], Mark]


@dataclass(slots=True, eq=False)
class BlockStep:
    """A place in both sequences of blocks."""

    old: ComparedBlock | None
    new: ComparedBlock | None
    joined: bool = False
    """Whether it keeps its mark, because nothing follows that it could join: the one before it loses its own."""
    moved: str = ""
    """The name of its move."""
    fields: bool = False
    """Whether all paragraphs of a field that spans it came, or went."""

    @property
    def block(self) -> ComparedBlock:
        block = self.new or self.old
        assert block is not None
        return block

    @property
    def is_kept(self) -> bool:
        return self.old is not None and self.new is not None


_FATES = {
    TrackedChange.INSERTED: BlockFate.CAME,
    TrackedChange.DELETED: BlockFate.WENT,
    TrackedChange.MOVED_HERE: BlockFate.MOVED_TO,
    TrackedChange.MOVED_AWAY: BlockFate.MOVED_FROM,
}
_SURE = 8
"""Words of a paragraph from which it is known to have moved, and not to have been written twice."""


class BlockRedline:
    """Redlines the containers of one part."""

    def __init__(
        self,
        files: tuple[ComparedFile, ComparedFile],
        parts: tuple[str, str],
        marks: ChangeMarks,
        between: Between,
        authorship: Authorship,
    ) -> None:
        self._old, self._new = files
        self._parts = parts
        self._marks = marks
        self._between = between
        self._authorship = authorship
        self._paragraphs = ParagraphRedline(marks, between)
        self.paragraphs = Counter[BlockFate]()
        """How many paragraphs came, went, changed, and moved, once at each of both places; in cells too, but for whole
        rows.
        """
        self.rows = Counter[BlockFate]()
        """How many rows of tables came and went."""

    def container(self, old: Element, new: Element) -> None:
        """Redline a cell or a note, in place."""
        before, after = self._old.blocks(old, self._parts[0]), self._new.blocks(new, self._parts[1])
        self.blocks(aligned(before, after), new)

    def blocks(self, steps: list[BlockStep], container: Element) -> None:
        """Redline what a container of the new document holds, in place, by these steps."""
        self._write(container, _with_fields(_with_moves(_settled(steps))))

    def track(self, container: Element, change: TrackedChange, mark: Mark) -> None:
        """Mark the words of a note as come or gone. Its paragraphs stay: without them it would be no note."""
        for paragraph in held(container, f"{W}p"):
            self._paragraphs.whole(paragraph, change, mark, end=False)

    def _write(self, container: Element, steps: list[BlockStep]) -> None:
        for step, place in _placed(container, steps):
            if step.old and step.new:
                self._kept(step.old, step.new)
            elif step.new:
                self._whole(step, TrackedChange.MOVED_HERE if step.moved else TrackedChange.INSERTED)
            elif step.old:
                self._between.lend(step.old.element)
                place(step.old.element)
                self._whole(step, TrackedChange.MOVED_AWAY if step.moved else TrackedChange.DELETED)
        self._join(steps)

    def _kept(self, old: ComparedBlock, new: ComparedBlock) -> None:
        if old.key == new.key:
            return
        if new.kind == TABLE:
            self._table(old.read(), new.element)
        else:
            self.paragraphs[BlockFate.CHANGED] += 1
            self._paragraphs.redlined(old.read(), new.element, self._mark_for(new.element))

    def _mark_for(self, paragraph: Element) -> Callable[[str, str], Mark]:
        names = _bookmarks(paragraph)
        return lambda came, went: self._authorship(TextChange(came, went, names))

    def _whole(self, step: BlockStep, change: TrackedChange) -> None:
        element = step.block.element
        if step.block.kind == TABLE:
            for row in held(element, f"{W}tr"):
                self._row(row, change)
            return
        self.paragraphs[_FATES[change]] += 1
        mark = self._whole_mark(element, change)
        self._paragraphs.whole(element, change, mark, end=not step.joined, fields=step.fields)
        if step.moved:
            self._marks.mark_move(element, change, mark, step.moved)

    def _whole_mark(self, element: Element, change: TrackedChange) -> Mark:
        said = said_by(element)
        came = change in CAME
        return self._authorship(TextChange(said if came else "", "" if came else said, _bookmarks(element)))

    def _row(self, row: Element, change: TrackedChange) -> None:
        self.rows[_FATES[change]] += 1
        mark = self._whole_mark(row, change)
        self._marks.mark_row(row, change, mark)
        for cell in held(row, f"{W}tc"):
            for each in held(cell, f"{W}p", f"{W}tbl"):
                if each.tag == f"{W}p":
                    self._paragraphs.whole(each, change, mark, fields=True)
                else:
                    for inner in held(each, f"{W}tr"):
                        self._row(inner, change)

    def _table(self, old: Element, new: Element) -> None:
        rows = aligned(self._old.rows(old, self._parts[0]), self._new.rows(new, self._parts[1]))
        apart = [part for step in rows for part in _of_one_form(step)]
        for step, place in _placed(new, apart):
            if step.old and step.new:
                cells = zip(held(step.old.element, f"{W}tc"), held(step.new.element, f"{W}tc"), strict=True)
                for before, after in cells if step.old.key != step.new.key else ():
                    self.container(before, after)
            elif step.new:
                self._row(step.new.element, TrackedChange.INSERTED)
            elif step.old:
                self._between.lend(step.old.element)
                place(step.old.element)
                self._row(step.old.element, TrackedChange.DELETED)

    def _join(self, steps: list[BlockStep]) -> None:
        """Where a paragraph that came or went keeps its mark, those before it lose theirs instead."""
        for place, step in enumerate(steps):
            if not step.joined:
                continue
            change = TrackedChange.INSERTED if step.new else TrackedChange.DELETED
            mark = self._whole_mark(step.block.element, change)
            kept = next(each for each in reversed(steps[:place]) if each.is_kept)
            self._marks.mark_end(kept.block.element, change, mark)
            self._take_look(kept, step, mark)

    def _take_look(self, kept: BlockStep, step: BlockStep, mark: Mark) -> None:
        """Make the paragraph that stays look, accepted and refused, as the one whose words it then has."""
        if kept.old is None or kept.new is None:
            return
        old, new = kept.old.element, kept.new.element
        paragraph = step.block.element
        if step.new:
            if self._old.look(old) != self._new.look(paragraph):
                self._marks.mark_format(paragraph, self._between.properties(old), mark)
            return
        properties = paragraph_properties(paragraph)
        was = deepcopy(properties)
        for each in list(properties):
            properties.remove(each)
        now = new.find(f"{W}pPr")
        for each in () if now is None else now:
            if each.tag not in _OWN:
                properties.append(deepcopy(each))
        if [(each.tag, dict(each.attrib)) for each in was.iter()] != [
            (e.tag, dict(e.attrib)) for e in properties.iter()
        ]:
            self._marks.mark_format(paragraph, was, mark)


_OWN = frozenset(W + name for name in ("rPr", "sectPr", "pPrChange"))


def aligned(before: Sequence[ComparedBlock], after: Sequence[ComparedBlock]) -> list[BlockStep]:
    """The blocks of both documents, those that stand for each other side by side."""
    return [
        BlockStep(None if old is None else before[old], None if new is None else after[new])
        for old, new in alignment(before, after)
    ]


def _bookmarks(element: Element) -> tuple[str, ...]:
    return tuple(str(each.get(f"{W}name")) for each in element.iter(f"{W}bookmarkStart"))


def _of_one_form(step: BlockStep) -> Iterator[BlockStep]:
    """A row whose cells are others is another row."""
    if step.old and step.new and _form(step.old.element) != _form(step.new.element):
        yield BlockStep(step.old, None)
        yield BlockStep(None, step.new)
    else:
        yield step


def _form(row: Element) -> list[str]:
    """The width of each cell, in columns."""
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in held(row, f"{W}tc"))
    return ["1" if span is None else str(span.get(f"{W}val")) for span in spans]


def _with_moves(steps: list[BlockStep]) -> list[BlockStep]:
    """The steps, a paragraph that went in one place and came in another named a move."""
    went: dict[bytes, list[BlockStep]] = {}
    came: dict[bytes, list[BlockStep]] = {}
    for step in steps:
        if not step.is_kept and not step.joined and step.block.kind == PARAGRAPH:
            (went if step.old else came).setdefault(step.block.said, []).append(step)
    number = 0
    for said, places in went.items():
        others = came.get(said, [])
        if len(places) == len(others) == 1 and len(places[0].block.words) >= _SURE:
            number += 1
            places[0].moved = others[0].moved = f"move{number}"
    return steps


def _with_fields(steps: list[BlockStep]) -> list[BlockStep]:
    """The steps, those known that hold a field of several paragraphs which came or went as a whole."""
    for side in ("old", "new"):
        spanned: list[BlockStep] = []
        depth = 0
        for step in steps:
            block = getattr(step, side)
            if block is None or not (depth or block.fields):
                continue
            depth += block.fields
            spanned.append(step)
            if depth <= 0:
                whole = all(not each.is_kept for each in spanned)
                for each in spanned:
                    each.fields = whole
                spanned, depth = [], 0
    return steps


def _settled(steps: list[BlockStep]) -> list[BlockStep]:
    """The steps, every run of paragraphs that came or went ending so that its marks have something to join."""
    settled: list[BlockStep] = []
    run: list[BlockStep] = []
    for step in steps:
        if not step.is_kept:
            run.append(step)
            continue
        settled += run if step.block.is_paragraph else _ended(run, settled)
        settled.append(step)
        run = []
    return settled + _ended(run, settled)


def _ended(run: list[BlockStep], before: list[BlockStep]) -> list[BlockStep]:
    """A run of what came and went before a table or at the end, so that its last paragraph can stay."""
    went, came = [step for step in run if step.old], [step for step in run if step.new]
    one, other = _ending(went), _ending(came)
    if one and other:
        return [*(step for step in run if step not in (one, other)), BlockStep(one.old, other.new)]
    last = one or other
    if last and before and before[-1].is_kept and before[-1].block.kind == PARAGRAPH:
        last.joined = True
        return [*went, *came] if one else [*came, *went]
    return run


def _ending(steps: list[BlockStep]) -> BlockStep | None:
    """The paragraph with which blocks of one side end; None where they end with a table."""
    return steps[-1] if steps and steps[-1].block.kind == PARAGRAPH else None


def _placed(container: Element, steps: list[BlockStep]) -> Iterator[tuple[BlockStep, Callable[[Element], None]]]:
    """Each step with what puts an element into the new container at its place."""
    following: list[Element | None] = [None]
    for step in reversed(steps):
        following.append(step.new.element if step.new else following[-1])
    following = following[::-1]
    before: Element | None = None
    for step, after in zip(steps, following[1:], strict=True):
        yield step, lambda element, before=before, after=after: _put(container, element, before, after)  # type: ignore[misc]
        before = step.block.element


def _put(container: Element, element: Element, before: Element | None, after: Element | None) -> None:
    """Between two neighbours, where they are; as far out as one of them is, not in the other's content control."""
    if after is not None and (
        before is None or (before.getparent() is not container and after.getparent() is container)
    ):
        after.addprevious(element)
    elif before is not None:
        before.addnext(element)
    else:
        last = container[-1] if len(container) else None
        if last is not None and last.tag == f"{W}sectPr":
            last.addprevious(element)
        else:
            container.append(element)
