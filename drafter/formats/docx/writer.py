"""An outline and its annexes as a Word document.

The text is written here; around it, a module for each thing that a package holds: `tables` (annexes), `notes`
(footnotes and comments), `document_frame` (header, footer, properties, manifest), `styles` and `lists` (looks and
numbers, taken from the layout), `package` (python-docx's: the parts and their zip). `elements` makes the XML and the
bookmarks. `parts/` holds the styles, numbering and settings that drafter brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest

from drafter.document.outline import Block, Heading, Outline, OutlineParagraph, Sentence
from drafter.document.table import Annex, Target, TargetKind, anchor
from drafter.draft.inline_runs import PieceLook
from drafter.draft.layout import Kind, Level
from drafter.formats.docx import document_frame
from drafter.formats.docx.elements import Bookmarks, Content, Element, is_rtl, link, number_properties, part, run
from drafter.formats.docx.lists import Lists, number_styles
from drafter.formats.docx.notes import Cited, Sourced
from drafter.formats.docx.package import MAIN, PartContent, open_base, own_part, write
from drafter.formats.docx.styles import DEGREES, Style, Styles
from drafter.formats.docx.tables import Annexes
from drafter.formats.options import Options, Sources

_CODE = ' TOC \\o "1-1" \\n \\h \\z \\u '
"""The first level of headings, as links, without page numbers."""

_LOOKS = {
    PieceLook.PLAIN: None,
    PieceLook.OPENING: Style.OPENING,
    PieceLook.BRACKETED: Style.BRACKETS,
    PieceLook.NESTED: Style.NESTED,
    PieceLook.ATTRIBUTION: Style.ATTRIBUTION,
}
STEP = 500
"""Paragraphs after which progress is told."""


class Body:
    """Writes an outline's text into a document's content: masthead, title, contents, and its blocks, each a
    paragraph of a named style.
    """

    def __init__(
        self,
        content: Content,
        styles: Styles,
        cite: Callable[[OutlineParagraph], Cited],
        lists: Lists,
        bookmarks: Bookmarks,
        levels: Mapping[str, Level],
    ) -> None:
        self._content = content
        self._styles = styles
        self._cite = cite
        self._lists = lists
        self._bookmarks = bookmarks
        self._levels = levels

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
                inner = self._bookmarks.named(anchor(block.id), run(block.text, rtl=rtl))
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
            self._bookmarks.named(anchor(block.id), inner),
            number=number_properties(list_id, block.depth),
            rtl=rtl,
        )

    def _words(self, block: OutlineParagraph, rtl: bool) -> str:
        """The text: its opening words, what stands in brackets, and who wants it, each in a style of their own."""
        return "".join(run(piece.text, self._look(_LOOKS[piece.look], block), rtl=rtl) for piece in block.pieces)

    def _look(self, style: Style | None, block: OutlineParagraph) -> str:
        return self._styles.on_level(style, self._levels[block.state])

    def _lead_in(self, block: OutlineParagraph) -> str:
        return run(f" {block.lead_in}", self._styles[Style.LEAD_WORDS]) if block.lead_in else ""

    def _status(self, block: OutlineParagraph) -> str:
        if not block.tag:
            return ""
        return (run(" ") if block.text else "") + run(block.tag, self._look(Style.STATUS, block))

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
            yield Target(TargetKind.TEXT, block.id), block.text
    for annex in annexes:
        if annex.title:
            yield annex.target, annex.title


def _style(block: OutlineParagraph, after: Block | None) -> Style:
    """A preambular paragraph carries a (hidden) number only where sub-paragraphs must start again under it."""
    if block.kind is Kind.PP and not block.depth and not (isinstance(after, OutlineParagraph) and after.depth):
        return Style.PREAMBULAR
    return DEGREES[block.kind][block.depth]


Progress = Callable[[int, int], None]
"""Is told how many of how many blocks are written."""


def render(
    outline: Outline, annexes: tuple[Annex, ...], styles: bytes | None, options: Options, progress: Progress
) -> bytes:
    """The document. `styles` is a layout's declaration.docx, of which the styles, theme and page are taken, and nothing
    else: no text, no author, no path of a template. None stands for drafter's own.

    Raises DrafterError for a declaration.docx that can't be read, more notes than Word can number, and sub-paragraphs
    deeper than there are styles for.
    """
    return written(outline, annexes, styles, options.sources, options.line_numbers, progress)


def written(
    outline: Outline,
    annexes: tuple[Annex, ...],
    styles: bytes | None,
    sources: Sources | None,
    line_numbers: bool = False,
    progress: Progress = lambda _done, _whole: None,
) -> bytes:
    """As `render`; `sources` None cites in every way at once, for a specimen of the styles."""
    base = open_base(styles)
    looks = Styles(base.styles)
    looks.speak(outline.form.language)
    numbering = number_styles(looks, base.numbering, outline.form.numbering)
    sourced = Sourced(sources, looks, outline)
    bookmarks = Bookmarks(_names(outline, annexes))
    content = Content()
    lists = Lists(looks, numbering, outline.form.numbering)
    body = Body(content, looks, sourced.cite, lists, bookmarks, outline.form.levels)
    body.front(outline, annexes)
    body.blocks(outline, progress)
    _annexes(content, annexes, Annexes(content, looks, bookmarks), base.section, line_numbers)
    parts: dict[str, PartContent] = {
        MAIN: part("document", ["<w:body>", *content, "</w:body>"]),
        "styles": base.styles,
        "numbering": numbering,
        "settings": own_part("settings.xml"),
        **sourced.parts(),
        "header": document_frame.header(outline, looks),
        "footer": document_frame.footer(outline, looks),
    }
    if base.theme:
        parts["theme"] = base.theme
    return write(parts, document_frame.properties(outline), document_frame.manifest(outline))


def missing_styles(declaration: bytes) -> tuple[str, ...]:
    """The names of the styles that a declaration.docx lacks; an export then uses drafter's own.

    Raises DrafterError where it can't be read.
    """
    return Styles(open_base(declaration).styles).missing


def _annexes(content: Content, annexes: tuple[Annex, ...], writer: Annexes, page: Element, line_numbers: bool) -> None:
    """The annexes, each change between upright and landscape a section of its own, and the end of the last section."""

    def ended() -> str:
        return document_frame.section(page, landscape=landscape, line_numbers=line_numbers and first, first=first)

    landscape, first = False, True
    for annex in annexes:
        if annex.landscape != landscape and annex.title:
            content.end_section(ended())
            first = False
        landscape = annex.landscape
        writer.write(annex, document_frame.text_width(page, landscape=landscape))
    content.parts.append(ended())


def _names(outline: Outline, annexes: tuple[Annex, ...]) -> Iterator[str]:
    """The name of every place of the document that a link can lead to."""
    for block in outline.blocks:
        if not isinstance(block, Sentence):
            yield anchor(block.id)
    for annex in annexes:
        yield annex.target.name
        for table in annex.tables:
            yield from (row.target.name for row in table.rows if row.target)
