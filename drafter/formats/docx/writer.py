"""An outline and its annexes as a Word document.

The text is written here; around it, a module for each thing that a package holds: `tables` (annexes), `notes`
(footnotes and comments), `document_frame` (header, footer, properties, manifest), `styles` and `lists` (looks and
numbers, taken from the layout), `package` (python-docx's: the parts and their zip). `elements` makes the XML and the
bookmarks. `parts/` holds the styles, numbering and settings that drafter brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from drafter.document.outline import Block, DocumentForm, FrontLine, Heading, Outline, OutlineParagraph, Sentence
from drafter.document.table import Annex, Target, TargetKind, anchor
from drafter.draft.inline_runs import PieceLook
from drafter.draft.layout import Kind, Level
from drafter.formats.docx import document_frame
from drafter.formats.docx.elements import (
    Bookmarks,
    Content,
    Element,
    field_mark,
    instruction,
    is_rtl,
    link,
    number_properties,
    page_field,
    part,
    run,
    runs,
)
from drafter.formats.docx.layout_frame import framed
from drafter.formats.docx.lists import Lists, number_from_the_right, number_styles
from drafter.formats.docx.notes import Sourced
from drafter.formats.docx.package import MAIN, PartContent, open_base, own_part, write
from drafter.formats.docx.styles import DEGREES, LARGER, Style, Styles
from drafter.formats.docx.tables import Annexes
from drafter.formats.options import DocumentPurpose, Options

if TYPE_CHECKING:  # most documents have no tracked changes
    from drafter.document.tracked import TrackedText

_CODE = ' TOC \\o "1-1" \\h \\z \\u '
"""The first level of headings, as links, with their pages."""

_LOOKS = {
    PieceLook.PLAIN: None,
    PieceLook.OPENING: Style.OPENING,
    PieceLook.BRACKETED: Style.BRACKETS,
    PieceLook.NESTED: Style.NESTED,
    PieceLook.ATTRIBUTION: Style.ATTRIBUTION,
}
STEP = 500
"""Paragraphs after which progress is told."""

Styled = tuple[str, str]
"""Words, and the id of their character style; empty for the paragraph's own."""


class Pages(NamedTuple):
    """The pages that the text fills."""

    width: int
    """Of the text on them, in twentieths of a point."""
    counted: tuple[int, ...] = ()
    """The page of each entry of the table of contents, from 1; empty where nobody has counted."""
    printed: bool = False
    """Whether LibreOffice puts the text on paper."""


class Body:
    """Writes an outline's text into a document's content: masthead, title, contents, and its blocks, each a
    paragraph of a named style.
    """

    def __init__(
        self,
        content: Content,
        styles: Styles,
        sourced: Sourced,
        lists: Lists,
        bookmarks: Bookmarks,
        levels: Mapping[str, Level],
        pages: Pages,
    ) -> None:
        self.content = content
        self.styles = styles
        self.sourced = sourced
        self.lists = lists
        self.bookmarks = bookmarks
        self._levels = levels
        self._pages = pages

    def front(self, outline: Outline, annexes: tuple[Annex, ...]) -> None:
        """Masthead, title and, where the layout wants one, the table of contents."""
        for line in outline.above:
            self._sentence(line)
        self.contents(outline, annexes)

    def contents(self, outline: Outline, annexes: tuple[Annex, ...]) -> None:
        """The table of contents, where the layout wants one."""
        entries = contents(outline, annexes)
        if entries:
            self.content.plain(outline.form.terms.contents, self.styles[Style.CONTENTS_HEADING])
            self._contents(entries)

    def blocks(self, outline: Outline, progress: Callable[[int, int], None]) -> None:
        """Everything up to the annexes."""
        blocks = outline.blocks
        for place, (block, after) in enumerate(zip_longest(blocks, blocks[1:])):
            if place % STEP == 0:
                progress(place, len(blocks))
            self.block(block, after, self.lists.place(block) if isinstance(block, OutlineParagraph) else "")

    def block(self, block: Block, after: Block | None, list_id: str) -> None:
        """A block, before another one. A paragraph hangs on the list with this id, or for none on its style's."""
        if isinstance(block, OutlineParagraph):
            self._numbered(block, after, list_id)
        elif isinstance(block, Heading):
            rtl = is_rtl(block.text)
            inner = self.bookmarks.named(anchor(block.id), run(block.text, rtl=rtl))
            self.content.paragraph(self.styles[Style.HEADING], inner, rtl=rtl)
        else:
            self._sentence(block)

    def _sentence(self, block: Sentence) -> None:
        rtl = is_rtl(block.text)
        inner = "".join([run(text, style, rtl=rtl) for text, style in self.words(block)])
        self.content.paragraph(self.styles[style_of(block, None)], inner, rtl=rtl)

    def _numbered(self, block: OutlineParagraph, after: Block | None, list_id: str) -> None:
        """The paragraph inside a hidden bookmark with its id: text, sources, the layout's lead-in, status tag."""
        rtl = is_rtl(block.text)
        before, cited = self.sourced.cite(block)
        latin = self.styles.latin
        words = "".join([runs(text, style, latin, rtl=rtl) for text, style in self.words(block)])
        behind = self.lead_in(block) + self.status(block)
        ending = "".join([runs(text, style, latin) for text, style in behind]) if behind else ""
        self.content.paragraph(
            self.styles[style_of(block, after)],
            self.bookmarks.named(anchor(block.id), f"{before}{words}{cited}{ending}"),
            number=number_properties(list_id, block.depth),
            rtl=rtl,
        )

    def words(self, block: OutlineParagraph | Sentence) -> Iterator[Styled]:
        """The text: its opening words, what stands in brackets, and who wants it, each in a style of their own."""
        return ((piece.text, self._look(_LOOKS[piece.look], block)) for piece in block.pieces)

    def _look(self, style: Style | None, block: OutlineParagraph | Sentence) -> str:
        if isinstance(block, Sentence):
            return self.styles[style] if style else ""
        return self.styles.on_level(style, self._levels[block.state])

    def lead_in(self, block: OutlineParagraph) -> tuple[Styled, ...]:
        """What the layout puts before the sub-paragraphs."""
        return ((f" {block.lead_in}", self.styles[Style.LEAD_WORDS]),) if block.lead_in else ()

    def status(self, block: OutlineParagraph) -> tuple[Styled, ...]:
        """The status tag, and the blank before it."""
        tag = block.tag
        if not tag:
            return ()
        return (*(((" ", ""),) if block.text else ()), (tag, self._look(Style.STATUS, block)))

    def _contents(self, entries: list[tuple[Target, str]]) -> None:
        """The entries as links, with their pages, inside the field that Word makes them from.

        Where nobody has counted the pages they stand there without: a wrong number would be worse than none, and Word
        counts them when it opens the file. On paper the numbers are fields of their own: of the other LibreOffice
        computes nothing.
        """
        numbers = self._pages.counted if len(self._pages.counted) == len(entries) else ()
        code = f"{field_mark('begin', stale=not numbers)}{instruction(_CODE)}{field_mark('separate')}"
        # Of what stands beyond a paragraph's own end LibreOffice paints nothing.
        tab = self._pages.width - self.styles.end_indent(Style.CONTENTS)
        for place, (target, text) in enumerate(entries, start=1):
            rtl = is_rtl(text)
            number = str(numbers[place - 1]) if numbers else "1" if self._pages.printed else ""
            page = run("\t") + page_field(target.name, number) if number else ""
            inner = link(target.name, f"{run(text, rtl=rtl)}{page}")
            if not self._pages.printed:
                inner = f"{code if place == 1 else ''}{inner}{field_mark('end') if place == len(entries) else ''}"
            self.content.paragraph(self.styles[Style.CONTENTS], inner, tab=tab if page else 0, rtl=rtl)


def contents(outline: Outline, annexes: tuple[Annex, ...]) -> list[tuple[Target, str]]:
    """The entries of the table of contents: what they lead to, and their words; none where the layout wants none."""
    if not outline.form.contents:
        return []
    headings = (block for block in outline.blocks if isinstance(block, Heading))
    return [
        *((Target(TargetKind.TEXT, heading.id), heading.text) for heading in headings),
        *((annex.target, annex.heading) for annex in annexes if annex.title),
    ]


_OF_SENTENCES = {
    FrontLine.HEAD: Style.MASTHEAD_HEAD,
    FrontLine.MASTHEAD: Style.MASTHEAD,
    FrontLine.TITLE: Style.TITLE,
    "opening": Style.LEAD_IN,
    "declaring": Style.LEAD_IN,
}
"""The style of each sentence; all others go on with the opening."""


def style_of(block: Block, after: Block | None) -> Style:
    """The style of a block before another one. A preambular paragraph carries a (hidden) number only where
    sub-paragraphs must start again under it.
    """
    if isinstance(block, Heading):
        return Style.HEADING
    if isinstance(block, Sentence):
        return _OF_SENTENCES.get(block.name, Style.OPENING_PARAGRAPH)
    if block.kind is Kind.PP and not block.depth and not (isinstance(after, OutlineParagraph) and after.depth):
        return Style.PREAMBULAR
    return DEGREES[block.kind][block.depth]


Progress = Callable[[int, int], None]
"""Is told how many of how many blocks are written."""


def render(
    outline: Outline,
    annexes: tuple[Annex, ...],
    styles: bytes | None,
    options: Options | None,
    progress: Progress = lambda _done, _whole: None,
    tracked: TrackedText | None = None,
    *,
    printed: bool = False,
    pages: tuple[int, ...] = (),
) -> bytes:
    """The document. `styles` is a layout's declaration.docx, of which the styles, theme and page are taken, and nothing
    else: no text, no author, no path of a template. None stands for drafter's own. `options` None cites in every way at
    once, for a specimen of the styles. `tracked` is the outline's text with its changes, which are tracked then;
    contents, header and annexes are those of the outline. `printed` has what is said in comments in notes, for a PDF,
    which has no margin. `pages` are those of the contents, where they are known.

    Raises DrafterError for a declaration.docx that can't be read, more notes than Word can number, and sub-paragraphs
    deeper than there are styles for.
    """
    base, form = open_base(styles), outline.form
    sources, options = options.sources if options else None, options or Options()
    looks = _suited(Styles(base.styles), form, options)
    if annexes and annexes[0].landscape and not outline.blocks:  # its first page lies on its side
        looks.broaden(document_frame.text_width(base.section, landscape=True) - document_frame.text_width(base.section))
    numbering = number_styles(looks, base.numbering, form)
    bookmarks = Bookmarks(_names(outline, annexes))
    sourced = Sourced(sources, looks, outline, bookmarks, printed=printed)
    paper = Pages(document_frame.text_width(base.section), pages, printed)
    body = Body(Content(), looks, sourced, Lists(looks, numbering, form), bookmarks, form.levels, paper)
    if printed and _runs_from_the_right(outline):
        number_from_the_right(numbering)
    if tracked:
        from drafter.formats.docx.tracked_writer import TrackedBody  # loaded where changes are tracked

        TrackedBody(body, Lists(looks, numbering, form, body.lists.own), tracked).write(outline, annexes, progress)
    else:
        body.front(outline, annexes)
        body.blocks(outline, progress)
    own = {**document_frame.headers(outline, looks), **document_frame.footers(outline, looks)}
    frame, pictures = framed(own, base.frames)
    _annexes(body, annexes, outline, partial(document_frame.section, base.section, frame), base.section, options)
    parts: dict[str, PartContent] = {
        MAIN: part("document", ["<w:body>", *body.content, "</w:body>"]),
        "styles": base.styles,
        "numbering": numbering,
        "settings": own_part("settings.xml"),
        **sourced.parts(),
        **frame,
    }
    if base.theme:
        parts["theme"] = base.theme
    return write(parts, document_frame.properties(outline), document_frame.manifest(outline), pictures)


def _runs_from_the_right(outline: Outline) -> bool:
    """Whether most of the paragraphs do."""
    paragraphs = outline.paragraphs
    return 2 * sum(is_rtl(block.text) for block in paragraphs) > len(paragraphs)


def _suited(styles: Styles, form: DocumentForm, options: Options) -> Styles:
    """The styles, in the document's languages and changed for what it is for."""
    styles.speak(form.language, form.languages)
    if form.labelled:
        styles.make_room()
    if options.purpose is DocumentPurpose.WALL:
        styles.enlarge()
    if options.clean:
        styles.blacken()
    return styles


def missing_styles(declaration: bytes) -> tuple[str, ...]:
    """The names of the styles that a declaration.docx lacks; an export then uses drafter's own.

    Raises DrafterError where it can't be read.
    """
    return Styles(open_base(declaration).styles).missing


def _annexes(
    body: Body,
    annexes: tuple[Annex, ...],
    outline: Outline,
    section: Callable[..., str],
    page: Element,
    options: Options,
) -> None:
    """The annexes, each change between upright and landscape a section of its own, and the end of the last section."""
    content, purpose, terms = body.content, options.purpose, outline.form.terms
    larger = LARGER if purpose is DocumentPurpose.WALL else 1
    chains = _chains(outline) if purpose.negotiated else None
    rtl = _runs_from_the_right(outline)
    writer = Annexes(content, body.styles, body.bookmarks, terms, larger, chains=chains, rtl=rtl, black=options.clean)
    line_numbers = options.line_numbers or purpose.negotiated

    def ended() -> str:
        return section(landscape=landscape, line_numbers=line_numbers and first, first=first)

    landscape, first = False, True
    for annex in annexes:
        if annex.landscape != landscape and annex.title:
            content.end_section(ended())
            first = False
        landscape = annex.landscape
        width = document_frame.text_width(page, landscape=landscape)
        writer.write(annex, width, document_frame.text_height(page, landscape=landscape))
    content.parts.append(ended())


def _chains(outline: Outline) -> dict[str, tuple[str, ...]]:
    """For each paragraph those that it stands under, from the outermost down, and itself, by their ids."""
    found: dict[str, tuple[str, ...]] = {}
    above: tuple[str, ...] = ()
    for paragraph in outline.paragraphs:
        above = (*above[: paragraph.depth], paragraph.id)
        found[paragraph.id] = above
    return found


def _names(outline: Outline, annexes: tuple[Annex, ...]) -> Iterator[str]:
    """The name of every place of the document that a link can lead to."""
    for block in outline.blocks:
        if not isinstance(block, Sentence):
            yield anchor(block.id)
    for annex in annexes:
        yield annex.target.name
        yield from (target.name for target in annex.targets)
