"""Annexes in Word: headings, text, lists and tables, whatever they say. The one place that makes a table."""

from __future__ import annotations

from drafter.document.table import (
    Annex,
    AnnexBlock,
    Cell,
    Column,
    Items,
    Line,
    Passage,
    Segment,
    Shape,
    Table,
    TableRow,
    Target,
    TargetKind,
    Tint,
    Title,
    Words,
    bands,
)
from drafter.draft.layout import Captions
from drafter.draft.word_difference import Fate
from drafter.formats.docx.elements import (
    Bookmarks,
    Content,
    escaped,
    field,
    is_rtl,
    number_field,
    paragraph_look,
    run,
    runs,
)
from drafter.formats.docx.no_breaks import kept_together
from drafter.formats.docx.styles import CELL_FILLS, Style, Styles

_MOST = 0.5
"""The part of a page that a row may fill which stands on one page whole. A taller one may break: else it would leave
the end of a page empty, and of one that is taller than a page LibreOffice shows no end.
"""
_FEW = 2
"""Columns to be read down that have room for the letters of any table."""
_LINE = 220
"""The height that a line is taken to have, in twentieths of a point."""
_SIGN = 90
"""The width that a sign is taken to have, and its cell's sides, in twentieths of a point."""
_SIDES = 216

_LEAST = 30
"""The width of a bar's shortest piece, in the same."""
_SWATCH = "\u2003"
"""A blank as wide as it is high."""

_HEADINGS = (Style.ANNEX_SUBHEADING, Style.ANNEX_SUBHEADING_2, Style.ANNEX_SUBHEADING_3)
"""Of headings within an annex, by their level."""

_CELL_STYLES = {
    Shape.NAME: Style.TABLE_TEXT,
    Shape.TEXT: Style.TABLE_TEXT,
    Shape.FIGURE: Style.TABLE_FIGURE,
    Shape.BAR: Style.TABLE_TEXT,
}

_HEAD_STYLES = {
    Shape.NAME: Style.TABLE_HEAD,
    Shape.TEXT: Style.TABLE_HEAD,
    Shape.FIGURE: Style.TABLE_FIGURE,
    Shape.BAR: Style.TABLE_HEAD,
}
"""Titles over figures stand to the right like them; the table's style makes its first row bold."""


class Annexes:
    """Writes annexes into a document's content."""

    def __init__(
        self,
        content: Content,
        styles: Styles,
        bookmarks: Bookmarks,
        terms: Captions,
        larger: float = 1,
        *,
        refers: bool = False,
    ) -> None:
        """`larger` is how much larger than others the letters are. `refers`: what names a paragraph of the text is a
        field that Word keeps right.
        """
        self._larger = larger
        self._refers = refers
        self._content = content
        self._terms = terms
        self._numbered = 0
        """The tables of annexes that have a number by now."""
        self._above = ""
        """The heading under which is written."""
        self._styles = styles
        self._bookmarks = bookmarks
        self._most_lines = 0
        """Of a row that stands on one page whole."""

    def write(self, annex: Annex, width: int, height: int) -> None:
        """`width` and `height` are the page's for its text, in twentieths of a point."""
        self._most_lines = int(height * _MOST / _LINE / self._larger)
        self._above = annex.title
        if annex.title:
            words = f"{annex.label}\n{annex.title}" if annex.label else annex.title
            inner = self._bookmarks.marked(annex.target, run(words))
            self._content.paragraph(self._styles[Style.ANNEX_HEADING], inner, rtl=is_rtl(annex.title))
        for block in annex.blocks:
            if isinstance(block, Table) and annex.label and annex.title:
                self._caption(block)
            self._block(block, width)
        if not annex.blocks or isinstance(annex.blocks[-1], Table):
            # Word wants a paragraph after the last table, and makes an untidy one where it is missing.
            self._content.paragraph(self._styles[Style.TABLE_TEXT])

    def _block(self, block: AnnexBlock, width: int) -> None:
        match block:
            case Title():
                self._above = block.text
                style = _HEADINGS[min(block.level, len(_HEADINGS)) - 1]
                self._content.plain(block.text, self._styles[style])
            case Passage():
                style = Style.ANNEX_NOTE if block.apart else Style.ANNEX_TEXT
                self._content.plain(kept_together(block.text), self._styles[style])
            case Items():
                for item in block.items:
                    self._content.plain(f"{item.text} {kept_together(f'[{item.citation}]')}", self._styles[Style.ITEM])
            case Table():
                for table in bands(block):
                    self._table(table, width)

    def _caption(self, table: Table) -> None:
        """The table's number, which Word counts, and its title, unless that is the heading right above."""
        self._numbered += 1
        number = run(f"{self._terms.table} ") + field("SEQ Table \\* ARABIC", str(self._numbered))
        title = "" if table.title == self._above else run(f". {table.title}")
        self._content.paragraph(self._styles[Style.CAPTION], number + title)

    def _table(self, table: Table, width: int) -> None:
        if self._content.parts and self._content.parts[-1].endswith("</w:tbl>"):
            # Two tables that touch are one to Word.
            self._content.paragraph(self._styles[Style.TABLE_TEXT])
        whole = sum(column.share for column in table.columns)
        widths = [width * column.share // whole for column in table.columns]
        rows = [self._head(table, widths), *(self._row(row, table, widths) for row in table.rows)]
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
        properties = self._properties(table, sum(widths))
        self._content.parts.append(f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")

    def _properties(self, table: Table, width: int) -> str:
        title, summary = escaped(table.title), escaped(table.summary)
        named = int(any(column.shape is Shape.NAME for column in table.columns))
        style = self._styles[Style.MATRIX if table.ruled else Style.TABLE]
        return (
            f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"00A0" if named else "0020"}" w:firstRow="1"'
            f' w:lastRow="0" w:firstColumn="{named}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{summary}"/></w:tblPr>'
        )

    def _head(self, table: Table, widths: list[int]) -> str:
        """The row that Word repeats on every page: the columns' titles."""
        repeated = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        titles = "".join(_cell(width, self._title(column)) for column, width in zip(table.columns, widths, strict=True))
        return f"<w:tr>{repeated}{titles}</w:tr>"

    def _title(self, column: Column) -> str:
        """A column's title, before it the colour that its figures have in the table's bars."""
        style = self._styles[_HEAD_STYLES[column.shape]]
        if column.tint is None:
            return _plain(column.title, style)
        content = Content()
        content.paragraph(style, run(_SWATCH, self._styles.tint(column.tint)) + run(f" {column.title}"))
        return "".join(content)

    def _wide(self, text: str, widths: list[int]) -> str:
        return _cell(sum(widths), _plain(text, self._styles[Style.TABLE_HEAD]), span=len(widths))

    def _row(self, row: TableRow, table: Table, widths: list[int]) -> str:
        widest = [sum(widths)] if row.heads else widths
        lines = max(_lines(cell, width / self._larger) for cell, width in zip(row.cells, widest, strict=False))
        properties = "" if lines > self._most_lines else "<w:trPr><w:cantSplit/></w:trPr>"
        if row.heads:
            return f"<w:tr>{properties}{self._wide(row.cells[0].text, widths)}</w:tr>"
        target = row.target
        cells = []
        for cell, column, width in zip(row.cells, table.columns, widths, strict=True):
            dense = table.ruled and len(widths) > _FEW
            style = self._styles[Style.MATRIX_TEXT if dense else _CELL_STYLES[column.shape]]
            content = self._bar(cell.bar, style, width) if cell.bar else self._cell(cell, style, target)
            cells.append(_cell(width, content, fill=CELL_FILLS.get(cell.tint, "") if cell.tint else ""))
            target = None
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    def _cell(self, cell: Cell, style: str, target: Target | None) -> str:
        content = Content()
        for line in cell.lines or ((),):
            rtl = is_rtl("".join(words.text for words in line))
            inner = "".join(self._words(line, rtl, cell.tint))
            content.paragraph(style, self._bookmarks.marked(target, inner), rtl=rtl)
        return "".join(content)

    def _bar(self, bar: tuple[Segment, ...], style: str, width: int) -> str:
        """A bar as a line of tabs, each on its colour up to its stop: text that a screen reader passes over, and that
        Word and LibreOffice print as they print any shaded words.
        """
        room, at, stops, pieces = width - _SIDES - _LEAST, 0, "", ""
        for segment in bar:
            at = max(at + _LEAST, round(segment.end * room))
            stops += f'<w:tab w:val="left" w:pos="{at}"/>'
            pieces += run("\t", self._styles.tint(segment.tint))
        return f"<w:p><w:pPr>{paragraph_look(style, f'<w:tabs>{stops}</w:tabs>')}</w:pPr>{pieces}</w:p>"

    def _words(self, line: Line, rtl: bool, tint: Tint | None) -> list[str]:
        latin = self._styles.latin
        said = ((words, kept_together(words.text), self._look(words, tint)) for words in line)
        return [self._linked(words, runs(text, look, latin, rtl=rtl)) for words, text, look in said]

    def _linked(self, words: Words, inner: str) -> str:
        link = words.link
        if self._refers and link and link.kind is TargetKind.TEXT and self._bookmarks.has(link):
            return number_field(link.name, inner)
        return self._bookmarks.linked(link, inner)

    def _look(self, words: Words, tint: Tint | None) -> str:
        """The id of the words' character style; empty for none."""
        if words.fate is not Fate.SAME:
            return self._styles[Style.INSERTED if words.fate is Fate.IN else Style.DELETED]
        if words.strong or tint is Tint.NONE:
            return self._styles[Style.TOTAL]
        return self._styles[Style.LINK] if self._bookmarks.has(words.link) else ""


def _lines(cell: Cell, width: float) -> int:
    """How many lines the cell takes, about."""
    fit = max(int(width - _SIDES) // _SIGN, 1)
    return sum(1 + sum(len(words.text) for words in line) // fit for line in cell.lines)


def _plain(text: str, style: str) -> str:
    content = Content()
    content.plain(text, style)
    return "".join(content)


def _cell(width: int, content: str, span: int = 1, fill: str = "") -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    filled = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{filled}</w:tcPr>{content}</w:tc>'
