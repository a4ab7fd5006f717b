"""The blocks of a web page, as lxml reads it; nothing that the page refers to is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from drafter.corpus.scripts import on_one_line
from drafter.draft.numerals import letters, roman
from drafter.errors import BadInput
from drafter.intake.found_lines import FoundLine, of_blocks
from drafter.intake.text_blocks import OPTION, BlockKind, TextBlock, degree, labelled

_LEFT_OUT = frozenset(("script", "style", "template", "head", "nav", "noscript", "svg", "iframe", "object"))
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_DEEPEST = 200


def html_blocks(name: str, text: str) -> Iterator[TextBlock]:
    """The page's headings, paragraphs, items and rows. `line` is that of the element in the file. Raises BadInput for
    a page that is nested too deeply.
    """
    root = _parsed(name, text)
    if root is not None:
        yield from _Page().blocks(root)


def html_lines(name: str, text: str) -> list[FoundLine]:
    """The page's headings, paragraphs and items, and its tables' rows with their cells. Raises as `html_blocks`."""
    root = _parsed(name, text)
    if root is None:
        return []
    rows: list[list[str]] = []
    down: dict[int, tuple[int, str]] = {}
    table = None
    for row in [each for each in root.iter("tr") if next(each.iter("table"), None) is None]:
        around = next(row.iterancestors("table"), None)
        down, table = ({} if around is not table else down), around
        rows.append(_cells(row, down))
        line = row.sourceline
        row.clear()
        row.text, row.sourceline = f"{_ROW}{len(rows) - 1}", line

    def cells(block: TextBlock) -> list[str]:
        place = block.text.removeprefix(_ROW)
        taken_out = block.text.startswith(_ROW) and place.isdecimal() and len(place) < 10 and int(place) < len(rows)
        return rows[int(place)] if taken_out else [block.text]  # cells in a table without a row: browsers show them

    return of_blocks(_Page().blocks(root), cells)


_ROW = "\ue000"
"""Stands, with its number, for a row whose cells were taken out: a sign of nobody's."""
_WIDEST = 200
"""Cells that a row may have by spanning."""


def _cells(row: html.HtmlElement, down: dict[int, tuple[int, str]]) -> list[str]:
    """The texts of a row's cells, their paragraphs parted by line ends; one that spans others has empty ones behind.
    `down` holds, and gets, by their column the cells that span further rows: how many, and the text.
    """
    texts: list[str] = []

    def span_above() -> None:
        while len(texts) in down and len(texts) < _WIDEST:
            left, text = down.pop(len(texts))
            if left > 1:
                down[len(texts)] = left - 1, text
            texts.append(text)

    for cell in row.iterchildren("td", "th"):
        span_above()
        words = (f"{block.label * (block.label != '•')} {block.text}".strip() for block in _Page().blocks(cell))
        text, width, height = "\n".join(words), _span(cell, "colspan"), _span(cell, "rowspan")
        if height > 1:
            down[len(texts)] = height - 1, text
        texts += [text, *("" for _ in range(min(width, _WIDEST - len(texts)) - 1))]
    span_above()
    return texts[:_WIDEST]


def _span(cell: html.HtmlElement, name: str) -> int:
    said = cell.get(name, "1")
    return int(said) if re.fullmatch(r"[1-9]\d{0,3}", said) else 1


def _parsed(name: str, text: str) -> html.HtmlElement | None:
    """The page; None for one without any content. Raises BadInput for one that is nested too deeply."""
    parser = html.HTMLParser(remove_comments=True, no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if _is_deep(root):
        raise BadInput.of(name, "The page is nested too deeply.", "Save it as .docx, .md or .txt.")
    return root


def _is_deep(root: html.HtmlElement) -> bool:
    deep = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        deep += 1 if event == "start" else -1
        if deep > _DEEPEST:
            return True
    return False


class _Page:
    """Goes through a page once."""

    def __init__(self) -> None:
        self._before = ""
        self._words: list[str] = []
        self._line = 1
        self._kind = BlockKind.PARAGRAPH
        self._label = ""
        self._depth = 0

    def blocks(self, element: html.HtmlElement) -> Iterator[TextBlock]:
        """Those in this element, and what was open before it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _LEFT_OUT:
            return
        if tag in _BLOCKS:
            yield from self._flush()
            self._begin(element, tag)
        elif tag == "br":
            yield from self._flush()
        self._words.append(element.text or "")
        for child in element:
            yield from self.blocks(child)
            self._words.append(child.tail or "")
        if tag in _BLOCKS:
            yield from self._flush()
            self._kind = BlockKind.PARAGRAPH

    def _begin(self, element: html.HtmlElement, tag: str) -> None:
        self._line = element.sourceline or self._line
        if tag in ("td", "th", "tr"):
            self._kind = BlockKind.ROW
        elif re.fullmatch(r"h[1-6]", tag):
            self._kind, self._depth = BlockKind.HEADING, int(tag[1])
        elif tag == "li":
            self._label = _label(element)

    def _flush(self) -> Iterator[TextBlock]:
        words = on_one_line("".join(self._words))
        self._words = []
        if not words:
            return
        label, rest = (self._label, words) if self._label else labelled(words)
        self._label = ""
        if label and not rest:  # a label in an element of its own belongs to the next
            self._label = label
            return
        if self._kind is BlockKind.PARAGRAPH:
            depth = degree(label, self._before) if label and not OPTION.match(words) else 0
            self._before = label or self._before
            yield TextBlock(self._kind, rest, self._line, label, depth)
        else:
            yield TextBlock(self._kind, words, self._line, depth=self._depth if self._kind is BlockKind.HEADING else 0)


def _label(item: html.HtmlElement) -> str:
    """The label that a browser shows, as the UN writes it: `1.` in the outermost list, `(a)` in one within."""
    around = list(item.iterancestors("ol", "ul"))
    if not around or around[0].tag == "ul":
        return "•"
    place = sum(1 for _ in item.itersiblings("li", preceding=True)) + 1
    start = around[0].get("start", "1")
    number = place + (int(start) - 1 if re.fullmatch(r"\d{1,4}", start) else 0)
    own = item.get("value", "")
    number = int(own) if re.fullmatch(r"\d{1,4}", own) else number
    deep = sum(1 for each in around if each.tag == "ol")
    return f"{number}." if deep == 1 else f"({letters(number)})" if deep == 2 else f"({roman(number)})"
