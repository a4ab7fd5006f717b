"""A paragraph's content written anew: pieces in order, each as it was, or in a tracked change with its neighbours."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from drafter.document.edited_document import Mark
from drafter.formats.docx.elements import Element, W
from drafter.formats.docx.redlining.change_marks import ChangeMarks, Tracked, TrackedChange, as_deleted
from drafter.formats.docx.redlining.inline_content import Inline, InlineKind

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RUN, _LOOK, _TEXT = (W + name for name in ("r", "rPr", "t"))
_WITHIN = frozenset({f"{_MATH}oMath", f"{_MATH}oMathPara"})
"""What stands in a paragraph beside its runs and may stand in a tracked change like them."""


class TrackedRuns:
    """Empties a paragraph but for its properties, and fills it again."""

    def __init__(self, paragraph: Element, marks: ChangeMarks) -> None:
        self._paragraph = paragraph
        self._marks = marks
        for each in list(paragraph):
            if each.tag != f"{W}pPr":
                paragraph.remove(each)
        self._change: Tracked | None = None
        self._holder = paragraph
        """Where the next run goes: the paragraph itself, or a tracked change in it."""
        self._source: Element | None = None
        """The run from which the last piece came."""
        self._run: Element | None = None

    def add(self, piece: Inline, text: str, change: TrackedChange | None = None, mark: Mark | None = None) -> None:
        """The piece, or these of its words: as they are, or as part of a tracked change."""
        tracked = Tracked(change, mark) if change is not None and mark is not None else None
        if piece.kind is InlineKind.ROOMLESS:
            tracked = None
        if piece.kind is InlineKind.WORDS:
            if text:
                self._words(piece.parts[0][0], text, tracked)
            return
        for run, element in piece.parts:
            if run is not None:
                self._run_for(run, tracked).append(element)
            elif tracked is None or element.tag in _WITHIN:
                self._within(tracked).append(element)
            else:
                self._within(None).append(element)
                self._marks.mark_runs(element, *tracked)

    def close(self) -> None:
        """What is deleted has its words under another name."""
        self._leave_run()

    def _words(self, source: Element | None, text: str, tracked: Tracked | None) -> None:
        run = self._run_for(source, tracked)
        last = next(run.iterchildren(reversed=True), None)
        if last is not None and last.tag == _TEXT:
            last.text = (last.text or "") + text
            return
        words = etree.SubElement(run, _TEXT)
        words.text = text
        words.set(_SPACE, "preserve")

    def _run_for(self, source: Element | None, tracked: Tracked | None) -> Element:
        holder = self._within(tracked)
        if self._run is None or self._source is not source:
            self._leave_run()
            self._run = etree.SubElement(holder, _RUN)
            self._source = source
            look = None if source is None else next(source.iterchildren(_LOOK), None)
            if look is not None:
                self._run.append(deepcopy(look))
        return self._run

    def _within(self, tracked: Tracked | None) -> Element:
        """Where the next element goes; not into the run before it."""
        if tracked != self._change:
            self._leave_run()
            self._change = tracked
            self._holder = self._paragraph
            if tracked is not None:
                self._holder = self._marks.wrapper(*tracked)
                self._paragraph.append(self._holder)
        return self._holder

    def _leave_run(self) -> None:
        if self._run is not None and self._change is not None and self._change.change is TrackedChange.DELETED:
            as_deleted(self._run)
        self._run = self._source = None
