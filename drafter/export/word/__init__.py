"""An outline and its annexes as a Word document.

A module for each thing a package holds: `body` (the text), `annexes` (what follows it), `notes` (footnotes, comments),
`frame` (header, footer, properties), `places` (bookmarks and links), `manifest` (to be known again), `styles`,
`numbering` and `frozen` (looks and lists, taken from the layout), `package` (the parts and their zip). `elements` makes
the XML. `parts/` holds the styles, numbering and settings that drafter brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from drafter.export.options import Options, Sources
from drafter.export.word import frame, manifest
from drafter.export.word.annexes import Annexes
from drafter.export.word.body import Body
from drafter.export.word.elements import Content, Element, part, to_xml
from drafter.export.word.frozen import Lists
from drafter.export.word.notes import Sourced
from drafter.export.word.numbering import number_styles
from drafter.export.word.package import Part, open_base, own_blob, write
from drafter.export.word.places import Places
from drafter.export.word.styles import Styles
from drafter.model.anchors import anchor
from drafter.model.outline import Outline, Sentence
from drafter.model.table import Annex

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
    places = Places(_names(outline, annexes))
    content = Content()
    body = Body(content, looks, sourced.cite, Lists(looks, numbering, outline.form.numbering), places)
    body.front(outline, annexes)
    body.blocks(outline, progress)
    _annexes(content, annexes, Annexes(content, looks, places), base.section, line_numbers)
    parts = {
        "document": part("document", ["<w:body>", *content, "</w:body>"]),
        "styles": to_xml(base.styles),
        "numbering": to_xml(numbering),
        "settings": own_blob("settings.xml"),
        **sourced.parts(),
        "header": frame.header(outline, looks),
        "footer": frame.footer(outline, looks),
    }
    if base.theme:
        parts["theme"] = base.theme
    packed = [Part(name, blob) for name, blob in parts.items()]
    return write(packed, frame.properties(outline), manifest.write(outline))


def missing_styles(declaration: bytes) -> tuple[str, ...]:
    """The names of the styles that a declaration.docx lacks; an export then uses drafter's own.

    Raises DrafterError where it can't be read.
    """
    return Styles(open_base(declaration).styles).missing


def _annexes(content: Content, annexes: tuple[Annex, ...], writer: Annexes, page: Element, line_numbers: bool) -> None:
    """The annexes, each change between upright and landscape a section of its own, and the end of the last section."""

    def ended() -> str:
        return frame.section(page, landscape=landscape, line_numbers=line_numbers and first, first=first)

    landscape, first = False, True
    for annex in annexes:
        if annex.landscape != landscape and annex.title:
            content.end_section(ended())
            first = False
        landscape = annex.landscape
        writer.write(annex, frame.text_width(page, landscape=landscape))
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
