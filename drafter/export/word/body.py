"""The text of the document: masthead, title, contents, and the outline's blocks, each a paragraph of a named style."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from drafter.export.word.elements import Content, is_rtl, link, number_properties, run
from drafter.export.word.frozen import Lists
from drafter.export.word.notes import Cited
from drafter.export.word.places import Places
from drafter.export.word.styles import DEGREES, Style, Styles
from drafter.model.anchors import Place, Target, anchor
from drafter.model.layout import Kind
from drafter.model.outline import Block, Heading, Outline, OutlineParagraph
from drafter.model.pieces import Look
from drafter.model.table import Annex

_CODE = ' TOC \\o "1-1" \\n \\h \\z \\u '
"""The first level of headings, as links, without page numbers."""

STEP = 500
"""Paragraphs after which progress is told."""


class Body:
    """Writes an outline's text into a document's content."""

    def __init__(
        self,
        content: Content,
        styles: Styles,
        cite: Callable[[OutlineParagraph], Cited],
        lists: Lists,
        places: Places,
    ) -> None:
        self._content = content
        self._styles = styles
        self._cite = cite
        self._lists = lists
        self._places = places
        self._looks = {
            Look.PLAIN: "",
            Look.OPENING: styles[Style.OPENING],
            Look.BRACKETED: styles[Style.BRACKETS],
        }

    def front(self, outline: Outline, annexes: tuple[Annex, ...]) -> None:
        """Masthead, title and, where the layout wants one, the table of contents."""
        for line in outline.masthead:
            self._content.plain(line, self._styles[Style.MASTHEAD])
        self._content.plain(outline.title, self._styles[Style.TITLE])
        entries = list(_entries(outline, annexes)) if outline.form.contents else []
        if entries:
            self._content.plain(outline.form.terms.contents, self._styles[Style.CONTENTS_HEADING])
            self._contents(entries)

    def blocks(self, outline: Outline, progress: Callable[[int, int], None]) -> None:
        """Everything up to the annexes."""
        blocks = outline.blocks
        for place, (block, after) in enumerate(zip_longest(blocks, blocks[1:])):
            if place % STEP == 0:
                progress(place, len(blocks))
            if isinstance(block, OutlineParagraph):
                self._numbered(block, after)
            elif isinstance(block, Heading):
                rtl = is_rtl(block.text)
                inner = self._places.named(anchor(block.id), run(block.text, rtl=rtl))
                self._content.paragraph(self._styles[Style.HEADING], inner, rtl=rtl)
            else:
                self._content.plain(block.text, self._styles[Style.LEAD_IN])

    def _numbered(self, block: OutlineParagraph, after: Block | None) -> None:
        """The paragraph inside a hidden bookmark with its id: text, sources, the layout's lead-in, status tag."""
        rtl = is_rtl(block.text)
        list_id = self._lists.place(block)
        before, cited = self._cite(block)
        inner = f"{before}{self._words(block, rtl)}{cited}{self._lead_in(block)}{self._status(block)}"
        self._content.paragraph(
            self._styles[_style(block, after)],
            self._places.named(anchor(block.id), inner),
            number=number_properties(list_id, block.depth),
            rtl=rtl,
        )

    def _words(self, block: OutlineParagraph, rtl: bool) -> str:
        """The text, its opening words and what stands in brackets each in a style of their own."""
        return "".join(run(one.text, self._looks[one.look], rtl=rtl) for one in block.pieces)

    def _lead_in(self, block: OutlineParagraph) -> str:
        return run(f" {block.lead_in}", self._styles[Style.LEAD_WORDS]) if block.lead_in else ""

    def _status(self, block: OutlineParagraph) -> str:
        return run(" ") + run(block.tag, self._styles[Style.STATUS]) if block.tag else ""

    def _contents(self, entries: list[tuple[Target, str]]) -> None:
        """The entries as links, inside the field that Word makes them from.

        They have no page numbers: nobody has counted the pages yet, and a wrong number would be worse than none.
        """
        begin, separate, end = (
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
        )
        code = f'{begin}<w:r><w:instrText xml:space="preserve">{_CODE}</w:instrText></w:r>{separate}'
        for place, (target, text) in enumerate(entries, start=1):
            inner = link(target.name, run(text))
            first, last = code if place == 1 else "", end if place == len(entries) else ""
            self._content.paragraph(self._styles[Style.CONTENTS], first + inner + last)


def _entries(outline: Outline, annexes: tuple[Annex, ...]) -> Iterator[tuple[Target, str]]:
    for block in outline.blocks:
        if isinstance(block, Heading):
            yield Target(Place.TEXT, block.id), block.text
    for annex in annexes:
        if annex.title:
            yield annex.target, annex.title


def _style(block: OutlineParagraph, after: Block | None) -> Style:
    """A preambular paragraph carries a (hidden) number only where sub-paragraphs must start again under it."""
    if block.kind is Kind.PP and not block.depth and not (isinstance(after, OutlineParagraph) and after.depth):
        return Style.PREAMBULAR
    return DEGREES[block.kind][block.depth]
