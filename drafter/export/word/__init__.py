"""An outline as a Word document.

A module for each thing a package holds: `body` (the text), `sources` (the table at the end), `notes` (footnotes),
`frame` (header, footer, properties), `styles` and `numbering` (looks, taken from the layout), `package` (the parts and
their zip). `elements` makes the XML. `parts/` holds the styles, numbering and settings that drafter brings.
"""

from __future__ import annotations

from drafter.export.word import body, frame, sources
from drafter.export.word.elements import Element, child, root, to_xml
from drafter.export.word.notes import Notes
from drafter.export.word.numbering import number_styles
from drafter.export.word.package import Base, Part, open_base, own_blob, write
from drafter.export.word.styles import Styles
from drafter.model.outline import Outline


def render(outline: Outline, styles: bytes | None) -> bytes:
    """The document. `styles` is a layout's declaration.docx, of which the styles, theme and page are taken, and nothing
    else: no text, no author, no path of a template. None stands for drafter's own.

    Raises DrafterError for a declaration.docx that can't be read, more notes than Word can number, and a label that
    Word's numbering wouldn't show.
    """
    base = open_base(styles)
    looks = Styles(base.styles)
    numbering = number_styles(looks, base.numbering)
    notes = Notes(looks)
    document = _document(outline, base, looks, notes)
    parts = {
        "document": to_xml(document),
        "styles": to_xml(base.styles),
        "numbering": to_xml(numbering),
        "settings": own_blob("settings.xml"),
        "footnotes": to_xml(notes.element),
        "header": to_xml(frame.header(outline, looks)),
        "footer": to_xml(frame.footer(looks)),
    }
    if base.theme:
        parts["theme"] = base.theme
    return write([Part(name, blob) for name, blob in parts.items()], frame.properties(outline))


def _document(outline: Outline, base: Base, looks: Styles, notes: Notes) -> Element:
    """The main part. Its section ends the body, and names the header and the footer by their parts' names."""
    document = root("document")
    content = child(document, "body")
    body.write(content, outline, looks, notes)
    if outline.sources:
        sources.write(content, outline, looks, width=frame.text_width(base.section))
    content.append(frame.section(base.section))
    return document
