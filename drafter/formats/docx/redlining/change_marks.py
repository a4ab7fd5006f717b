"""Tracked changes as Word marks them: around runs, on a paragraph's mark, on a table's row, on a paragraph's format."""

from __future__ import annotations

import re
from copy import deepcopy
from enum import StrEnum
from itertools import count
from typing import NamedTuple

from lxml import etree

from drafter.document.edited_document import Mark
from drafter.formats.docx.elements import NAMESPACES, Element, W, child


class TrackedChange(StrEnum):
    """What was done, by the name of its element."""

    INSERTED = "ins"
    DELETED = "del"
    MOVED_HERE = "moveTo"
    MOVED_AWAY = "moveFrom"


class Tracked(NamedTuple):
    """How runs, a paragraph's mark or a row are tracked: what was done, and by whom."""

    change: TrackedChange
    mark: Mark


def attribution(mark: Mark) -> dict[str, str]:
    """The author of a change and, where it is known, the time, as its attributes; of a day, its beginning in UTC."""
    said = {"author": _UNWRITABLE.sub("", mark.author)}
    if _TIME.fullmatch(mark.date):
        said["date"] = mark.date if "T" in mark.date else f"{mark.date}T00:00:00Z"
    return said


CAME = frozenset({TrackedChange.INSERTED, TrackedChange.MOVED_HERE})

_AFTER_FORMAT = frozenset(W + name for name in ("sectPr", "pPrChange"))
_ROW_END = frozenset(W + name for name in ("ins", "del", "trPrChange"))


class ChangeIds:
    """Numbers for tracked changes, which no two of a document may share."""

    def __init__(self, first: int = 1) -> None:
        self._numbers = count(first)

    def next(self) -> str:
        return str(next(self._numbers))


class ChangeMarks:
    """Makes the marks of one document's changes."""

    def __init__(self, ids: ChangeIds) -> None:
        self._ids = ids

    def wrapper(self, change: TrackedChange, mark: Mark) -> Element:
        """An empty `w:ins` (or of another name), to put runs into."""
        return etree.Element(W + change, self.attributes(mark), nsmap=NAMESPACES)

    def attributes(self, mark: Mark) -> dict[str, str]:
        """Id, author and, where it is known, the time."""
        return {W + name: value for name, value in {"id": self._ids.next(), **attribution(mark)}.items()}

    def mark_end(self, paragraph: Element, change: TrackedChange, mark: Mark) -> None:
        """Track the paragraph's mark: refused or accepted, the paragraph joins the next one."""
        properties = paragraph_properties(paragraph)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = properties.makeelement(f"{W}rPr")
            following = next((each for each in properties if each.tag in _AFTER_FORMAT), None)
            properties.append(look) if following is None else following.addprevious(look)
        look.insert(0, self.wrapper(change, mark))

    def mark_row(self, row: Element, change: TrackedChange, mark: Mark) -> None:
        """Track the row as a whole."""
        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = row.makeelement(f"{W}trPr")
            before = row.find(f"{W}tblPrEx")
            row.insert(0, properties) if before is None else before.addnext(properties)
        for each in [each for each in properties if each.tag in _ROW_END]:
            properties.remove(each)
        properties.append(self.wrapper(change, mark))

    def mark_move(self, paragraph: Element, change: TrackedChange, mark: Mark, name: str) -> None:
        """Bound the content of a paragraph that moved, as one end of the move of this name."""
        start = etree.Element(f"{W}{change}RangeStart", self.attributes(mark), nsmap=NAMESPACES)
        start.set(f"{W}name", name)
        properties = paragraph.find(f"{W}pPr")
        paragraph.insert(0 if properties is None else 1, start)
        child(paragraph, f"{change}RangeEnd", id=start.get(f"{W}id", ""))

    def mark_format(self, paragraph: Element, before: Element | None, mark: Mark) -> None:
        """Note what the paragraph's properties were: `before` is a `w:pPr` of this document, or None for none."""
        properties = paragraph_properties(paragraph)
        change = child(properties, "pPrChange")
        for name, value in self.attributes(mark).items():
            change.set(name, value)
        was = child(change, "pPr")
        for each in () if before is None else before:
            if each.tag not in _LEFT_OUT:
                was.append(deepcopy(each))

    def mark_runs(self, parent: Element, change: TrackedChange, mark: Mark) -> None:
        """Track every run under an element that can't be tracked itself: a link, a content control."""
        for each in list(parent):
            if each.tag == f"{W}r":
                self.wrap([each], change, mark)
            elif each.tag not in _LEFT_ALONE and isinstance(each.tag, str):
                self.mark_runs(each, change, mark)

    def wrap(self, runs: list[Element], change: TrackedChange, mark: Mark) -> Element:
        """Neighbouring runs in one wrapper, which stands where the first of them stood."""
        holder = self.wrapper(change, mark)
        runs[0].addprevious(holder)
        for run in runs:
            holder.append(run)
            if change is TrackedChange.DELETED:
                as_deleted(run)
        return holder


_LEFT_OUT = frozenset(W + name for name in ("rPr", "sectPr", "pPrChange"))
"""What a change of format doesn't hold of a paragraph's properties."""
_LEFT_ALONE = frozenset(W + name for name in ("rPr", "pPr", "sdtPr", "sdtEndPr", "fldData"))
_DELETED_TEXTS = {f"{W}t": f"{W}delText", f"{W}instrText": f"{W}delInstrText"}


_TIME = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")
_UNWRITABLE = re.compile("[^\t -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML can't hold."""


def as_deleted(run: Element) -> None:
    """Word writes deleted words under another name."""
    for each in run:
        if each.tag in _DELETED_TEXTS:
            each.tag = _DELETED_TEXTS[str(each.tag)]


def paragraph_properties(paragraph: Element) -> Element:
    """The paragraph's `w:pPr`, made where it has none."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = paragraph.makeelement(f"{W}pPr")
        paragraph.insert(0, properties)
    return properties
