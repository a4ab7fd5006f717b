"""Takes the tracked changes that a document came with as accepted, so that only what is compared is tracked in it."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.formats.docx.change_authors import Marks
from drafter.formats.docx.elements import Element, W, take_out, unwrap


def _named(*names: str) -> frozenset[str]:
    return frozenset(W + name for name in names)


_CAME = _named("ins", "moveTo")
_WENT = _named("del", "moveFrom")
_NOTED = _named(
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange", "tcPrChange", "trPrChange",
    "tblPrExChange", "numberingChange", "cellIns", "cellMerge",
)  # fmt: skip
"""What only says that something was another way."""
_BOUNDS = _named(
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart",
    "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
)  # fmt: skip
"""What only says where a change begins, or ends."""
_PROPERTIES = _named("rPr", "trPr")
_ALL = _CAME | _WENT | _NOTED | _BOUNDS | _named("cellDel")


def accept(tree: Element) -> tuple[str, ...]:
    """Accept every tracked change under an element, in place. Returns by whom they were, each once, in order; an empty
    name for changes that name nobody.
    """
    found = list(tree.iter(*_ALL))
    authors = _authors(found)
    gone = [(each, _gone_with(each)) for each in found]
    for each in found:
        if each.tag in _CAME and _parent_tag(each) not in _PROPERTIES:
            unwrap(each)
        else:
            take_out(each)
    for _, element in gone:
        if element is not None and element.tag != f"{W}p":
            _remove(element)
    for _, element in reversed(gone):
        if element is not None and element.tag == f"{W}p":
            _join(element)
    for cell in tree.iter(f"{W}tc") if found else ():
        if not len(cell) or cell[-1].tag != f"{W}p":
            cell.append(cell.makeelement(f"{W}p"))
    return authors


def _authors(found: Iterable[Element]) -> tuple[str, ...]:
    marks = Marks()
    return tuple(dict.fromkeys(marks.of(each).author for each in found if each.tag not in _BOUNDS))


def _gone_with(change: Element) -> Element | None:
    """The cell, the row, or the paragraph whose mark a tracked change deletes; None for any other change."""
    parent = change.getparent()
    if change.tag == f"{W}cellDel":
        return next(change.iterancestors(f"{W}tc"), None)
    if parent is None or change.tag not in _WENT:
        return None
    if parent.tag == f"{W}trPr":
        return parent.getparent()
    if parent.tag == f"{W}rPr" and _parent_tag(parent) == f"{W}pPr":
        return next(parent.iterancestors(f"{W}p"), None)
    return None


def _parent_tag(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else str(parent.tag)


def _remove(element: Element) -> None:
    """Take a cell or a row out; a row, a table without anything left goes with it."""
    parent = element.getparent()
    take_out(element)
    if parent is not None and parent.tag in _HOLDERS and not _has(parent, _HELD):
        _remove(parent)


_HOLDERS = _named("tbl", "tr")
_HELD = _named("tr", "tc", "sdt", "customXml")


def _has(element: Element, tags: Iterable[str]) -> bool:
    return any(each.tag in tags for each in element)


_BETWEEN = _named("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd")
"""What may stand between two paragraphs."""


def _join(paragraph: Element) -> None:
    """A paragraph whose mark went, with the one behind it, whose properties stay."""
    following, parent = paragraph.getnext(), paragraph.getparent()
    while following is not None and following.tag in _BETWEEN:
        following = following.getnext()
    held = [each for each in paragraph if each.tag != f"{W}pPr"]
    if parent is None:
        return
    if following is not None and following.tag == f"{W}p":
        first = next(iter(following), None)
        for each in reversed(held):
            if first is not None and first.tag == f"{W}pPr":
                first.addnext(each)
            else:
                following.insert(0, each)
        parent.remove(paragraph)
    elif not held and following is not None:
        parent.remove(paragraph)
