"""What a layout's declaration.docx has around its text: headers and footers of its own, with its logo.

There, drafter's own lines stand for those that a document will have (`Unofficial draft`, the title, `Page 1 of 1`), and
are known by their words. What else a header or footer holds is the layout's, and stands in every document, with the
document's lines in the place of those. Taken are words, fields, tables and pictures; not who wrote or changed them,
nor links, nor what a picture's file says of where it was made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import NamedTuple

from docx.document import Document
from docx.opc.part import Part
from docx.oxml import parse_xml
from lxml import etree

from drafter.formats.docx.elements import NO, Element, R, W, take_out, unwrap
from drafter.formats.docx.pictures import Picture, picture

FramePlace = tuple[str, str]
"""`header` or `footer`, and the pages that have it: `default`, `even` or `first`."""

_OURS = re.compile(r"(?:Header )?(?:Unofficial draft )?(?:Declaration )?Title|Unofficial draft|Page \d+ of \d+")
"""The words of drafter's own lines in a declaration.docx."""
_LEFT_OUT = {
    W + name
    for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "del",
                 "moveFrom", "proofErr", "permStart", "permEnd", "pPrChange", "rPrChange", "tblPrChange", "trPrChange",
                 "tcPrChange", "sdtPr", "sdtEndPr", "object", "footnoteReference", "endnoteReference")
}  # fmt: skip
_UNWRAPPED = {W + name for name in ("ins", "moveTo", "hyperlink", "sdt", "sdtContent", "smartTag", "customXml")}
_HOLDERS = (f"{W}drawing", f"{W}pict")
_REVISION = re.compile(rf"{re.escape(W)}rsid\w*|\{{[^}}]*\}}(?:paraId|textId|gfxdata|href)|href")
_PATH = re.compile(r"[\\/]|\.\w{3,4}$")
"""A picture's name or description that is that of a file."""


class LayoutFrame(NamedTuple):
    """A header or footer of a layout's own."""

    root: Element
    """`w:hdr` or `w:ftr`; not to be changed."""
    pictures: Mapping[str, Picture]
    """By the id of their relation."""

    def around(self, own: bytes | None) -> Element:
        """It with a document's lines, a part that drafter wrote: where its own stand, else at its end (in a footer that
        counts pages itself, nowhere). None for a part without lines.
        """
        root = deepcopy(self.root)
        places = [each for each in root if _is_ours(each)]
        ends = [each.getnext() for each in places]
        places += [each for each in ends if each is not None and _is_empty(each)]
        lines = [] if own is None else list(parse_xml(own))
        if not places and (root.tag == f"{W}hdr" or not _counts_pages(root)):
            root.extend(lines)
        for each in places[:1]:
            for line in lines:
                each.addprevious(line)
        for each in places:
            root.remove(each)
        return root


def frames(document: Document, settings: Element | None) -> dict[FramePlace, LayoutFrame]:
    """The headers and footers of a layout's file that have anything of its own, by where they stand. Those that it has
    for pages which it doesn't tell from others are left out. `settings` is the tree of its settings, if it has any.
    """
    section: Element | None = document.element.find(f"{W}body/{W}sectPr")
    if section is None:
        return {}
    even = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
    shown = {
        "default": True,
        "first": section.find(f"{W}titlePg") is not None,
        "even": even is not None and even.get(f"{W}val") not in NO,
    }
    found: dict[FramePlace, LayoutFrame] = {}
    for reference in section.iterfind("*"):
        kind, _, rest = etree.QName(reference).localname.partition("Reference")
        pages = reference.get(f"{W}type", "default")
        part = document.part.related_parts.get(reference.get(f"{R}id", "")) if kind in _PARTS and not rest else None
        if part is not None and shown.get(pages):
            frame = _frame(part)
            if not all(_is_ours(each) or _is_empty(each) for each in frame.root):
                found[kind, pages] = frame
    return found


def framed(
    parts: Mapping[str, bytes], found: Mapping[FramePlace, LayoutFrame]
) -> tuple[dict[str, bytes | Element], dict[str, Mapping[str, Picture]]]:
    """A document's headers and footers within those of its layout, by the names of their parts, and the pictures of
    each. What the layout has on all pages alike is on even ones too.
    """
    made: dict[str, bytes | Element] = dict(parts)
    pictures: dict[str, Mapping[str, Picture]] = {}
    for kind, names in _PARTS.items():
        for pages, name in names.items():
            frame = found.get((kind, pages)) or (found.get((kind, "default")) if pages == "even" else None)
            if frame and (name in parts or pages == "first"):
                own = parts.get(name) or (parts["footer"] if kind == "footer" else None)
                made[name], pictures[name] = frame.around(own), frame.pictures
    return made, pictures


_PARTS = {kind: {"default": kind, "even": f"{kind}Even", "first": f"{kind}First"} for kind in ("header", "footer")}


def _frame(part: Part) -> LayoutFrame:
    root = parse_xml(part.blob)
    pictures: dict[str, Picture] = {}
    for element in list(root.iter(etree.Element)):
        _clean(element)
    for element in list(root.iter(etree.Element)):
        for name in [name for name in element.attrib if str(name).startswith(R)]:
            id = str(element.get(name))
            found = picture(part, id)
            if found:
                pictures[id] = found
            else:
                _without(element, str(name))
    return LayoutFrame(root, pictures)


def _clean(element: Element) -> None:
    """Without what says who wrote it, and where."""
    if element.tag in _LEFT_OUT:
        take_out(element)
        return
    for name in list(element.attrib):
        if _REVISION.fullmatch(str(name)):
            del element.attrib[name]
    for name in ("name", "descr", "title"):
        if _PATH.search(element.get(name, "")):
            element.set(name, "")
    if element.tag in _UNWRAPPED:
        unwrap(element)


def _without(element: Element, name: str) -> None:
    """Without a relation to what isn't taken; a picture goes as a whole."""
    holder = next(element.iterancestors(*_HOLDERS), None)
    if holder is None:
        del element.attrib[name]
    else:
        take_out(element if etree.QName(element).localname in ("svgBlip", "hlinkClick") else holder)


def _is_ours(block: Element) -> bool:
    """Whether a paragraph is one of drafter's own lines."""
    return block.tag == f"{W}p" and not _holds_picture(block) and bool(_OURS.fullmatch(_words(block)))


def _is_empty(block: Element) -> bool:
    return block.tag == f"{W}p" and not _holds_picture(block) and not _words(block)


def _holds_picture(block: Element) -> bool:
    return next(block.iter(*_HOLDERS), None) is not None


def _words(block: Element) -> str:
    said = (each.text or "" if each.tag == f"{W}t" else " " for each in block.iter(f"{W}t", f"{W}br", f"{W}tab"))
    return " ".join("".join(said).split())


def _counts_pages(root: Element) -> bool:
    fields = [each.get(f"{W}instr", "") for each in root.iter(f"{W}fldSimple")]
    fields += [each.text or "" for each in root.iter(f"{W}instrText")]
    return any(re.search(r"\bPAGE\b", field) for field in fields)
