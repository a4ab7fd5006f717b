"""What a layout's declaration.docx gives to every document that is made with it: its styles, lists, theme and page, and
what stands around the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from zipfile import BadZipFile

from drafter.errors import BadInput, DrafterError
from drafter.formats.docx.elements import Element, R, W
from drafter.formats.docx.layout_frame import FramePlace, LayoutFrame, frames
from drafter.formats.docx.package import own_part
from drafter.formats.docx.word_package import WordPackage


class Base(NamedTuple):
    """The looks."""

    styles: Element
    numbering: Element | None
    """None where the file has none."""
    theme: bytes
    """The fonts and colours that styles may name; empty where the file has none."""
    section: Element
    """The page: paper, margins, columns, line numbers."""
    frames: Mapping[FramePlace, LayoutFrame]
    """Its own headers and footers, by where they stand."""


def open_base(declaration: bytes | None) -> Base:
    """The looks in a declaration.docx that has passed the guard; None stands for those that drafter brings.

    Raises DrafterError where the bytes are no Word document that can be read.
    """
    if declaration is None:
        return Base(own_part("styles.xml"), own_part("numbering.xml"), b"", own_part("section.xml"), {})
    try:
        base = _opened(WordPackage(declaration, "declaration.docx"))
    except (BadInput, BadZipFile, KeyError) as error:  # no zip; none of Word's
        raise DrafterError(_UNREADABLE) from error
    if base.styles.tag != f"{W}styles":
        raise DrafterError(_UNREADABLE)
    return base


_UNREADABLE = (
    "The layout's declaration.docx can't be read as a Word document. Save it again as .docx (not “Strict Open XML”), "
    "or copy the one of a layout that comes with drafter."
)


def _opened(package: WordPackage) -> Base:
    styles, numbering = (_tree(package, kind) for kind in ("styles", "numbering"))
    section = package.document(tight=True).find(f"{W}body/{W}sectPr")
    around = {} if section is None else frames(package, section)
    page = own_part("section.xml") if section is None else _page(section)
    return Base(own_part("styles.xml") if styles is None else styles, numbering, _theme(package), page, around)


def _tree(package: WordPackage, kind: str) -> Element | None:
    """The tree of a part of the document; None where there is no such part."""
    name = package.related(kind)
    return package.tree(name, tight=True) if name else None


def _theme(package: WordPackage) -> bytes:
    """The theme, unless it leans on pictures: they would have to come along, and no style needs them."""
    name = package.related("theme")
    return package.read(name) if name and not package.relations(name) else b""


def _page(section: Element) -> Element:
    """The last section's properties without what refers to other parts (headers, printers) or to people's changes."""
    for child in list(section):
        if child.tag == f"{W}sectPrChange" or any(str(name).startswith(R) for name in child.attrib):
            section.remove(child)
    for name in list(section.attrib):
        del section.attrib[name]
    return section
