"""What stands around the text: running header and footer, the page, the document's properties, and the manifest by
which it is known again when it comes back.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from copy import deepcopy

from lxml import etree

from drafter.document.outline import Outline, text_hash
from drafter.document.table import anchor
from drafter.formats.docx.elements import DECLARATION, MANIFEST, Content, Element, R, W, escaped, field, part, run
from drafter.formats.docx.no_breaks import NO_BREAK
from drafter.formats.docx.styles import Style, Styles

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"

# Of a section's properties, those that the schema has before w:lnNumType.
_BEFORE_LINE_NUMBERS = {
    W + name
    for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
                 "pgBorders")
}  # fmt: skip


_HEADERS = {"header": Style.HEADER, "headerEven": Style.HEADER_EVEN}
_FOOTERS = {"footer": Style.FOOTER, "footerEven": Style.FOOTER_EVEN}
_PAGES = (
    ("header", "default", "header"),
    ("header", "even", "headerEven"),
    ("header", "first", "headerFirst"),
    ("footer", "default", "footer"),
    ("footer", "even", "footerEven"),
)
"""Each running header and footer, the pages that have it, and its part. What is on other pages than the even ones is on
the odd ones, of which the first page is one; it has a header only where the layout brings one.
"""


def headers(outline: Outline, styles: Styles) -> dict[str, bytes]:
    """The running headers of odd and even pages: the symbol, that the draft is unofficial (a compilation is no draft),
    and its title. The first page, with its masthead, has none.

    An empty line ends each: a header of three lines grows down to the text, and LibreOffice makes no room below it.
    """
    unofficial = f"{outline.form.terms.unofficial}. {outline.view_line}".removesuffix(". ")
    lines = filter(None, [outline.front_matter.symbol, unofficial if outline.draft else "", outline.title])
    said, parts = "\n".join(lines), {}
    for name, style in _HEADERS.items():
        content = Content()
        content.plain(said, styles[style])
        content.paragraph(styles[Style.HEADER_END])
        parts[name] = part("hdr", content)
    return parts


def footers(outline: Outline, styles: Styles) -> dict[str, bytes]:
    """`Page x of y`, outside on odd and even pages, under what copy this is. Word counts the pages anew when it opens
    the file; until then each number reads 1.
    """
    terms, parts = outline.form.terms, {}
    for name, style in _FOOTERS.items():
        content, page = Content(), run(f"{terms.page} ") + field("PAGE", "1")
        if outline.stamp:
            content.plain(_in_pieces(outline.stamp), styles[style])
        content.paragraph(styles[style], page + run(f" {terms.pages} ") + field("NUMPAGES", "1"))
        parts[name] = part("ftr", content)
    return parts


def _in_pieces(stamp: str) -> str:
    """The stamp in pieces between which alone a line ends: what copy it is, its version, and when it was made."""
    *others, day, time = (piece.replace(" ", NO_BREAK) for piece in stamp.split(", "))
    return ", ".join([*others, f"{day},{NO_BREAK}{time}"])


def section(
    page: Element,
    parts: Container[str],
    *,
    landscape: bool = False,
    line_numbers: bool = False,
    first: bool = True,
) -> str:
    """A section's page as the layout has it, with our headers and footers, whose parts are named; on its side where
    `landscape` says so.

    `first` is for the section whose first page has the masthead instead of a running header.
    """
    own = deepcopy(page)
    for name in ("lnNumType", "titlePg", "type") if not first else ("type",):
        for child in own.findall(W + name):
            own.remove(child)
    if landscape:
        _turn(own)
    if line_numbers and own.find(f"{W}lnNumType") is None:
        following = next((child for child in own if child.tag not in _BEFORE_LINE_NUMBERS), None)
        numbers = etree.Element(f"{W}lnNumType", {f"{W}countBy": "1", f"{W}restart": "newPage"})
        own.append(numbers) if following is None else following.addprevious(numbers)
    first_footer = "footerFirst" if "footerFirst" in parts else "footer"
    names = [each for each in (*_PAGES, ("footer", "first", first_footer)) if each[2] in parts]
    for place, (kind, pages, relation) in enumerate(names):
        reference = etree.Element(f"{W}{kind}Reference", {f"{W}type": pages, f"{R}id": relation})
        own.insert(place, reference)
    return etree.tostring(own, encoding="unicode")


def _turn(page: Element) -> None:
    size = page.find(f"{W}pgSz")
    if size is None:
        size = etree.SubElement(page, f"{W}pgSz", {f"{W}w": "11906", f"{W}h": "16838"})
        page.insert(0, size)
    width, height = sorted((float(size.get(f"{W}w", 11906)), float(size.get(f"{W}h", 16838))))
    size.set(f"{W}w", str(round(height)))
    size.set(f"{W}h", str(round(width)))
    size.set(f"{W}orient", "landscape")


def text_width(page: Element, *, landscape: bool = False) -> int:
    """The width between the margins, in twentieths of a point; that of A4 where the page says nothing usable."""
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    if size is None or margins is None:
        return 14004 if landscape else 9072
    sides = sum(float(margins.get(W + side, 0)) for side in ("left", "right", "gutter"))
    width, height = float(size.get(f"{W}w", 11906)), float(size.get(f"{W}h", 16838))
    return max(int((max(width, height) if landscape else width) - sides), 2000)


def text_height(page: Element, *, landscape: bool = False) -> int:
    """As `text_width`, between header and footer."""
    size, margins = page.find(f"{W}pgSz"), page.find(f"{W}pgMar")
    if size is None or margins is None:
        return 9072 if landscape else 14004
    ends = sum(abs(float(margins.get(W + end, 0))) for end in ("top", "bottom"))
    width, height = float(size.get(f"{W}w", 11906)), float(size.get(f"{W}h", 16838))
    return max(int((min(width, height) if landscape else height) - ends), 2000)


def properties(outline: Outline) -> Element:
    """Title, subject, version and language. No author, no company, no date: a draft goes round without saying on whose
    machine it was.
    """
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    etree.SubElement(root, f"{{{_DC}}}title").text = _line(outline.title)
    etree.SubElement(root, f"{{{_DC}}}creator").text = ""
    if outline.draft:
        etree.SubElement(root, f"{{{_DC}}}subject").text = _line(outline.form.terms.unofficial)
        etree.SubElement(root, f"{{{_DC}}}identifier").text = f"{outline.draft} {outline.version}".strip()
    etree.SubElement(root, f"{{{_DC}}}language").text = outline.form.language
    return root


def _line(text: str) -> str:
    return " ".join(text.split())


def manifest(outline: Outline) -> bytes:
    """The part by which a document is known again: it travels inside the file, unseen.

    <manifest xmlns="urn:drafter:manifest:1" draft="d-1" version="…" corpus="…" fingerprint="…" view="attributed">
      <paragraph id="p-1" anchor="_drafter_…" ref="OP7" hash="…"/>
    </manifest>
    """
    attributes = {
        "draft": outline.draft,
        "version": outline.version,
        "corpus": outline.corpus,
        "fingerprint": outline.fingerprint,
        "view": outline.view.name,
        **({"tracked": "true"} if outline.tracked else {}),
    }
    said = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    return f'{DECLARATION}<manifest xmlns="{MANIFEST}"{said}>{"".join(_known(outline))}</manifest>'.encode()


def _known(outline: Outline) -> Iterator[str]:
    for paragraph in outline.paragraphs:
        yield (
            f'<paragraph id="{escaped(paragraph.id)}" anchor="{anchor(paragraph.id)}" ref="{escaped(paragraph.ref)}"'
            f' hash="{text_hash(paragraph.printed)}"/>'
        )
