"""Annexes in Word: headings, text, lists and tables, whatever they say. The one place that makes a table."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
    anchor,
    bands,
    undrawn,
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
    outline_level,
    paragraph_look,
    run,
    runs,
)
from drafter.formats.docx.no_breaks import NO_BREAK, kept_together
from drafter.formats.docx.styles import CELL_FILLS, Style, Styles

_MOST = 0.5
"""The part of a page that a row, or a table, may fill which stands on one page whole. A taller one may break: else it
would leave the end of a page empty, and of one that is taller than a page LibreOffice shows no end.
"""
_DENSE = 0.8
"""How much less that is in a table which is read down its columns, and has lines without words beside it."""
_FEW = 2
"""Columns to be read down that have room for the letters of any table."""
_LINE = 220
"""The height that a line is taken to have, in twentieths of a point."""
_SIGN = 90
"""The width that a sign is taken to have, and its cell's sides, in twentieths of a point."""
_SIDES = 216
_BROAD, _BROAD_HEAD = 102, 113
"""The widths that a sign has in the broadest letters that a machine without the layout's puts in their place."""
_LONGEST = 18
"""Signs of a word that a column must have room for."""

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
        chains: Mapping[str, tuple[str, ...]] | None = None,
        rtl: bool = False,
        black: bool = False,
    ) -> None:
        """`larger` is how much larger than others the letters are. `chains` has for each paragraph of the text those
        whose numbers make up its own, by their ids: what names it is made of fields then, which Word keeps right.
        `rtl`: the text runs from right to left. `black`: nothing is coloured.
        """
        self._larger = larger
        self._chains = chains or {}
        self._rtl = rtl
        self._black = black
        self._outermost = False
        """Whether no heading stands over those that are written."""
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
        self._outermost = not annex.title
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
                self._heading(block)
            case Passage():
                style = Style.ANNEX_NOTE if block.apart else Style.ANNEX_TEXT
                self._content.plain(kept_together(block.text), self._styles[style])
            case Items():
                for item in block.items:
                    self._content.plain(f"{item.text} {kept_together(f'[{item.citation}]')}", self._styles[Style.ITEM])
            case Table():
                for table in bands(undrawn(block) if self._black else block):
                    self._table(table, width)

    def _heading(self, title: Title) -> None:
        """Under the annex's own heading; of one that has none, on the first level of the navigation pane."""
        style, rtl = self._styles[_HEADINGS[min(title.level, len(_HEADINGS)) - 1]], is_rtl(title.text)
        outline = outline_level(title.level - 1) if self._outermost else ""
        self._content.paragraph(style, run(title.text, rtl=rtl), rtl=rtl, level=outline)

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
        widths = self._widths(table, width)
        high = sum(self._height(row, widths) for row in table.rows)
        whole, last = high <= self._most_lines and not table.ruled, len(table.rows) - 1
        rows = [self._row(row, table, widths, kept=whole and at < last) for at, row in enumerate(table.rows)]
        rows.insert(0, self._head(table, widths))
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
        properties = self._properties(table, sum(widths))
        self._content.parts.append(f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")

    def _widths(self, table: Table, width: int) -> list[int]:
        """The widths of the columns by their shares, but none narrower than its longest word, so that no word breaks:
        what one lacks, the broader ones give.
        """
        whole = sum(column.share for column in table.columns)
        widths = [width * column.share // whole for column in table.columns]
        least = [round(self._larger * least) + _SIDES for least in _least_widths(table)]
        lacking = sum(max(need - has, 0) for need, has in zip(least, widths, strict=True))
        spare = sum(max(has - need, 0) for need, has in zip(least, widths, strict=True))
        if not lacking or lacking > spare:
            return widths
        return [
            need if has <= need else has - (has - need) * lacking // spare
            for need, has in zip(least, widths, strict=True)
        ]

    def _properties(self, table: Table, width: int) -> str:
        title, summary = escaped(table.title), escaped(table.summary)
        named = int(any(column.shape is Shape.NAME for column in table.columns))
        style = self._styles[Style.MATRIX if table.ruled else Style.TABLE]
        mirrored = "<w:bidiVisual/>" if self._rtl or is_rtl(table.columns[0].title) else ""
        return (
            f'<w:tblPr><w:tblStyle w:val="{style}"/>{mirrored}<w:tblW w:w="{width}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{"00A0" if named else "0020"}" w:firstRow="1"'
            f' w:lastRow="0" w:firstColumn="{named}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
            f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{summary}"/></w:tblPr>'
        )

    def _head(self, table: Table, widths: list[int]) -> str:
        """What Word repeats on every page: the columns' titles, under what the table is about where it says that."""
        repeated = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        titles = "".join(_cell(width, self._title(column)) for column, width in zip(table.columns, widths, strict=True))
        about = ""
        if table.running:
            style = self._styles[Style.TABLE_SUBJECT]
            about = f"<w:tr>{repeated}{_cell(sum(widths), _plain(table.running, style), span=len(widths))}</w:tr>"
        return f"{about}<w:tr>{repeated}{titles}</w:tr>"

    def _title(self, column: Column) -> str:
        """A column's title, before it the colour that its figures have in the table's bars."""
        style = self._styles[_HEAD_STYLES[column.shape]]
        if column.tint is None or self._black:
            return _plain(column.title, style)
        content = Content()
        content.paragraph(style, run(_SWATCH, self._styles.tint(column.tint)) + run(f" {column.title}"))
        return "".join(content)

    def _wide(self, text: str, widths: list[int]) -> str:
        return _cell(sum(widths), _plain(text, self._styles[Style.TABLE_HEAD]), span=len(widths))

    def _row(self, row: TableRow, table: Table, widths: list[int], *, kept: bool) -> str:
        """A row; one that is `kept` stays on the page of the next."""
        most = self._most_lines * (_DENSE if table.ruled else 1)
        properties = "" if self._height(row, widths) > most else "<w:trPr><w:cantSplit/></w:trPr>"
        if row.heads:
            return f"<w:tr>{properties}{self._wide(row.cells[0].text, widths)}</w:tr>"
        target = row.target
        cells = []
        for cell, column, width in zip(row.cells, table.columns, widths, strict=True):
            dense = table.ruled and len(widths) > _FEW
            style = self._styles[Style.MATRIX_TEXT if dense else _CELL_STYLES[column.shape]]
            content = self._bar(cell.bar, style, width) if cell.bar else self._cell(cell, style, target, kept=kept)
            cells.append(_cell(width, content, fill=self._fill(cell.tint)))
            target = None
        return f"<w:tr>{properties}{''.join(cells)}</w:tr>"

    def _height(self, row: TableRow, widths: list[int]) -> int:
        """How many lines the row takes, about."""
        widest = [sum(widths)] if row.heads else widths
        return max(_lines(cell, width / self._larger) for cell, width in zip(row.cells, widest, strict=False))

    def _fill(self, tint: Tint | None) -> str:
        return "" if tint is None or self._black else CELL_FILLS.get(tint, "")

    def _cell(self, cell: Cell, style: str, target: Target | None, *, kept: bool) -> str:
        content = Content()
        for line in cell.lines or ((),):
            rtl = is_rtl("".join(words.text for words in line))
            inner = "".join(self._words(line, rtl, cell.tint))
            content.paragraph(style, self._bookmarks.marked(target, inner), rtl=rtl, kept=kept)
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
        made = []
        for words in line:
            text, look = kept_together(words.text), self._look(words, tint)
            numbers = self._numbers(words.link, text)
            if numbers:
                shown = ((id, number_field(anchor(id), runs(number, look, latin, rtl=rtl))) for id, number in numbers)
                made.append(run(NO_BREAK, look).join(field for _, field in shown))
            else:
                made.append(self._bookmarks.linked(words.link, runs(text, look, latin, rtl=rtl)))
        return made

    def _numbers(self, link: Target | None, text: str) -> list[tuple[str, str]]:
        """The numbers that `OP2 (a)` is made of, each with the id of the paragraph that has it; none where the words
        lead to no paragraph of the text.
        """
        chain = self._chains.get(link.id, ()) if link and link.kind is TargetKind.TEXT else ()
        numbers = re.split(r"\s(?=\()", text)
        return list(zip(chain, numbers, strict=True)) if len(chain) == len(numbers) else []

    def _look(self, words: Words, tint: Tint | None) -> str:
        """The id of the words' character style; empty for none."""
        if words.fate is not Fate.SAME:
            return self._styles[Style.INSERTED if words.fate is Fate.IN else Style.DELETED]
        if words.strong or tint is Tint.NONE:
            return self._styles[Style.TOTAL]
        return self._styles[Style.LINK] if self._bookmarks.has(words.link) else ""


def _least_widths(table: Table) -> list[int]:
    """The width of each column's longest word, in twentieths of a point: of its title, and of what names something,
    counts it or leads to it.
    """
    least = [len(max(column.title.split(), key=len, default="")) * _BROAD_HEAD for column in table.columns]
    for row in table.rows:
        for place, cell in enumerate(() if row.heads else row.cells):
            every = table.columns[place].shape in (Shape.NAME, Shape.FIGURE)
            said = (kept_together(each.text) for line in cell.lines for each in line if every or each.link)
            longest = max((len(word) for text in said for word in text.split(" ")), default=0)
            least[place] = max(least[place], min(longest, _LONGEST) * _BROAD)
    return least


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
