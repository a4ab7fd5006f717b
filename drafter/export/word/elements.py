"""Word's XML, element by element, through lxml: text is escaped by the library and never pasted into markup.

python-docx's own proxies look every style up again and rebuild a table's grid at each cell; a long draft takes a
hundred times as long with them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # lxml names no public type for it

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_P, _PPR, _PSTYLE, _BIDI = f"{W}p", f"{W}pPr", f"{W}pStyle", f"{W}bidi"
_R, _RPR, _RSTYLE, _RTL = f"{W}r", f"{W}rPr", f"{W}rStyle", f"{W}rtl"
_T, _VAL = f"{W}t", f"{W}val"

_BREAK = re.compile(r"(\r\n|\r|\n|\t)")


def root(name: str) -> Element:
    """The root of a part."""
    return etree.Element(W + name, nsmap=NAMESPACES)


def child(parent: Element, name: str, /, **attributes: str | int) -> Element:
    """A new last child `w:name`, its attributes in the same namespace."""
    return etree.SubElement(parent, W + name, {W + key: str(value) for key, value in attributes.items()})


def to_xml(element: Element) -> bytes:
    """The part as it stands in the package."""
    return etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True)


def paragraph(parent: Element, style: str, rtl: bool = False) -> Element:
    """A new paragraph of the style with this id; `rtl` sets it from right to left."""
    p = etree.SubElement(parent, _P)
    properties = etree.SubElement(p, _PPR)
    etree.SubElement(properties, _PSTYLE, {_VAL: style})
    if rtl:
        etree.SubElement(properties, _BIDI)
    return p


def run(parent: Element, text: str, style: str = "", rtl: bool = False) -> Element:
    """A new run of text, to the letter: line ends and tabs as Word's own, blanks kept.

    `style` is the id of a character style, or empty. `rtl` makes the run one of a right-to-left script.
    """
    r = etree.SubElement(parent, _R)
    if style or rtl:
        properties = etree.SubElement(r, _RPR)
        if style:
            etree.SubElement(properties, _RSTYLE, {_VAL: style})
        if rtl:
            etree.SubElement(properties, _RTL)
    for piece in _BREAK.split(text):
        if piece == "\t":
            child(r, "tab")
        elif piece in ("\n", "\r", "\r\n"):
            child(r, "br")
        elif piece:
            etree.SubElement(r, _T, {_SPACE: "preserve"}).text = piece
    return r


def is_rtl(text: str) -> bool:
    """Whether a text's first letter belongs to a script that runs from right to left."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
