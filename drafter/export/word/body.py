"""The text of the document: masthead, title, and the outline's blocks, each a paragraph of a named style."""

from __future__ import annotations

from itertools import count, zip_longest

from drafter.export.anchors import anchor
from drafter.export.phrases import tag
from drafter.export.word.elements import Element, child, is_rtl, paragraph, run
from drafter.export.word.notes import Notes
from drafter.export.word.numbering import Numbers
from drafter.export.word.styles import DEGREES, Style, Styles
from drafter.model.layout import Kind
from drafter.model.outline import Block, Heading, Outline, OutlineParagraph


def write(content: Element, outline: Outline, styles: Styles, notes: Notes) -> None:
    """Appends everything up to the annexes to the body, and its footnotes to `notes`."""
    for line in outline.masthead:
        plain(content, line, styles[Style.MASTHEAD])
    plain(content, outline.title, styles[Style.TITLE])
    numbers = Numbers()
    ids = count(1)
    for block, after in zip_longest(outline.blocks, outline.blocks[1:]):
        if isinstance(block, OutlineParagraph):
            numbers.check(block)
            _numbered(content, block, styles[_style(block, after)], styles, notes, next(ids))
        else:
            plain(content, block.text, styles[Style.HEADING if isinstance(block, Heading) else Style.LEAD_IN])


def plain(content: Element, text: str, style: str) -> Element:
    """A paragraph that is one text, of the style with this id."""
    rtl = is_rtl(text)
    p = paragraph(content, style, rtl)
    run(p, text, rtl=rtl)
    return p


def _style(block: OutlineParagraph, after: Block | None) -> Style:
    """A preambular paragraph carries a (hidden) number only where sub-paragraphs must start again under it."""
    if block.kind is Kind.PP and not block.depth and not (isinstance(after, OutlineParagraph) and after.depth):
        return Style.PREAMBULAR
    return DEGREES[block.kind][block.depth]


def _numbered(
    content: Element, block: OutlineParagraph, style: str, styles: Styles, notes: Notes, bookmark: int
) -> None:
    """The paragraph inside a hidden bookmark with its id: text, the mark of its footnote, its status tag."""
    rtl = is_rtl(block.text)
    p = paragraph(content, style, rtl)
    child(p, "bookmarkStart", id=bookmark, name=anchor(block.id))
    run(p, block.text, rtl=rtl)
    if block.note:
        notes.add(p, block.note)
    if block.status:
        run(p, " ")
        run(p, tag(block), styles[Style.STATUS])
    child(p, "bookmarkEnd", id=bookmark)
