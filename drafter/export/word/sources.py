"""The table of sources: an annex of its own, one recommendation a row, linked to the paragraphs that take it up."""

from __future__ import annotations

from drafter.export import phrases
from drafter.export.anchors import anchor
from drafter.export.word.body import plain
from drafter.export.word.elements import Element, child, paragraph, run
from drafter.export.word.styles import Style, Styles
from drafter.model.outline import Outline, SourceRow

_LONG_ROW = 1_500
"""Characters from which a row may break across pages: a shorter one leaves no great hole at the foot of a page."""


def write(content: Element, outline: Outline, styles: Styles, width: int) -> None:
    """Appends heading, introduction and table to the body; `width` is the text's, in twentieths of a point."""
    plain(content, phrases.SOURCES, styles[Style.ANNEX_HEADING])
    plain(content, phrases.sources_intro(outline), styles[Style.ANNEX_TEXT])
    widths = [width * share // 100 for share in phrases.SOURCE_SHARES]
    table = _table(content, outline, styles, widths)
    _head(table, styles[Style.TABLE_HEAD], widths)
    for row in outline.sources:
        _row(table, row, styles, widths)
    # Word wants a paragraph after the last table, and makes an untidy one where it is missing.
    paragraph(content, styles[Style.TABLE_TEXT])


def _table(content: Element, outline: Outline, styles: Styles, widths: list[int]) -> Element:
    table = child(content, "tbl")
    properties = child(table, "tblPr")
    child(properties, "tblStyle", val=styles[Style.TABLE])
    child(properties, "tblW", w=sum(widths), type="dxa")
    child(properties, "tblLayout", type="fixed")
    child(properties, "tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    child(properties, "tblCaption", val=phrases.SOURCES)
    child(properties, "tblDescription", val=phrases.sources_summary(outline))
    grid = child(table, "tblGrid")
    for width in widths:
        child(grid, "gridCol", w=width)
    return table


def _head(table: Element, style: str, widths: list[int]) -> None:
    row = child(table, "tr")
    properties = child(row, "trPr")
    child(properties, "cantSplit")
    child(properties, "tblHeader")
    for title, width in zip(phrases.SOURCE_COLUMNS, widths, strict=True):
        plain(_cell(row, width), title, style)


def _row(table: Element, source: SourceRow, styles: Styles, widths: list[int]) -> None:
    row = child(table, "tr")
    if len(source.text) < _LONG_ROW:
        child(child(row, "trPr"), "cantSplit")
    style = styles[Style.TABLE_TEXT]
    for text, width in zip((source.id, source.citation, source.text), widths, strict=False):
        plain(_cell(row, width), text, style)
    _uses(_cell(row, widths[-1]), source, style, styles[Style.LINK])


def _uses(cell: Element, source: SourceRow, style: str, link: str) -> None:
    for id, ref, treatment in phrases.uses(source):
        p = paragraph(cell, style)
        run(child(p, "hyperlink", anchor=anchor(id), history=1), ref, link)
        run(p, treatment)
    if source.partly or not source.paragraphs:
        plain(cell, phrases.PARTLY if source.partly else "", style)


def _cell(row: Element, width: int) -> Element:
    cell = child(row, "tc")
    child(child(cell, "tcPr"), "tcW", w=width, type="dxa")
    return cell
