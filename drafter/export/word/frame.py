"""What stands around the text: running header and footer, the page, the document's properties."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from drafter.export.phrases import LANGUAGE, UNOFFICIAL
from drafter.export.word.body import plain
from drafter.export.word.elements import Element, R, W, child, paragraph, root, run, to_xml
from drafter.export.word.styles import Style, Styles
from drafter.model.outline import Outline

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"


def header(outline: Outline, styles: Styles) -> Element:
    """The running header: that the draft is unofficial, and its title. The first page, with its masthead, has none."""
    part = root("hdr")
    plain(part, f"{UNOFFICIAL}\n{outline.title}", styles[Style.HEADER])
    return part


def footer(styles: Styles) -> Element:
    """`Page x of y`. Word counts the pages anew when it opens the file; until then each number reads 1."""
    part = root("ftr")
    p = paragraph(part, styles[Style.FOOTER])
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        run(p, words)
        run(child(p, "fldSimple", instr=f" {field} "), "1")
    return part


def section(page: Element) -> Element:
    """The page as the layout has it, with our header and footer."""
    own = deepcopy(page)
    names = [("header", "default", "header"), ("footer", "default", "footer"), ("footer", "first", "footer")]
    for place, (kind, pages, relation) in enumerate(names):
        reference = etree.Element(f"{W}{kind}Reference", {f"{W}type": pages, f"{R}id": relation})
        own.insert(place, reference)
    return own


def text_width(page: Element) -> int:
    """The width between the margins, in twentieths of a point; that of A4 where the page says nothing usable."""
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    if size is None or margins is None:
        return 9072
    sides = sum(float(margins.get(W + side, 0)) for side in ("left", "right", "gutter"))
    return max(int(float(size.get(f"{W}w", 11906)) - sides), 2000)


def properties(outline: Outline) -> bytes:
    """Title and language. No author, no company, no date: a draft goes round without saying on whose machine it was."""
    part = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    etree.SubElement(part, f"{{{_DC}}}title").text = " ".join(outline.title.split())
    etree.SubElement(part, f"{{{_DC}}}creator").text = ""
    etree.SubElement(part, f"{{{_DC}}}language").text = LANGUAGE
    return to_xml(part)
